"""A unit of money that a document gives once for all amounts behind it: 单位：元 above a table, or in its heading.

It is put behind each label that asks for an amount, as if it stood there: 资助额（元）.
"""

import re
from collections.abc import Iterator, Sequence

from ipforms.matching.cell_scores import Fits
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.sum_labels import SUMS
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import label_key

_SAID = re.compile(
    r"(?P<before>^|[\s（(，,;；。])(?:金额|计量|货币)?单位\s*[:：]\s*(?:人民币)?(?P<unit>[百千万亿]{0,2}元)\s*[)）]?\s*$"
)
_APART = re.compile(r"[:：].+\s$", re.DOTALL)  # what is said of something else before it
_LONGEST = 80  # characters of a heading with its unit
_KNOWN = 0.85  # likeness of a label
_AMOUNT, _NO_AMOUNT = "5000元", "5000%"  # what a label of money takes, and a text that is no value of one
_NOTED = re.compile(r"(?:金额|计量|货币)单位\s*(?:均|都|统一)?\s*[为是]\s*(?:人民币)?(?P<unit>[百千万亿]{0,2}元)")
_IN_HEAD = re.compile(r"[（(](?:单位\s*[:：])?\s*(?:人民币)?(?P<unit>[百千]?元)\s*[)）]\s*$")  # 资助金额（元）
_SUM = re.compile(rf"(?:{'|'.join(SUMS)})$")
_FORM_S = "万元"  # the unit that amounts have in forms, where a label does not say another


def with_table_units(blocks: list[TextBlock], finder: LabelFinder, is_value: Fits) -> list[TextBlock]:
    """The blocks of a document, labels of amounts with the unit that was said before them.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        is_value: whether a text is a value of what a label asks for.
    """
    if not any(
        _IN_HEAD.search(block.text) or (_SAID.search(block.text) or _NOTED.search(block.text)) for block in blocks
    ):
        return blocks
    return list(_labelled(blocks, finder, is_value))


def _labelled(blocks: list[TextBlock], finder: LabelFinder, is_value: Fits) -> Iterator[TextBlock]:
    noted = (_NOTED.search(block.text) for block in blocks if block.cell is None)
    unit = next((found["unit"] for found in noted if found), _FORM_S)
    heads: list[tuple[TextBlock, str]] = []  # that say a unit of their own, with that
    for block in blocks:
        said = _SAID.search(block.text) if len(block.text) <= _LONGEST else None
        own = _IN_HEAD.search(block.text) if block.cell else None
        unit = said["unit"] if said else unit
        if said and (unit != _FORM_S or _APART.search(block.text[: said.start() + 1])):
            yield block.with_text(block.text[: said.start()].rstrip())
            continue
        if own:
            heads.append((block, own["unit"]))
        asked = _of_heads(block, [head for head in heads if head[0].table == block.table]) or unit
        if asked != _FORM_S and block.cell and "元" not in block.text and _asks_for_amount(block, finder, is_value):
            yield block.with_text(f"{block.text.rstrip()}（{asked}）")
        else:
            yield block


def _of_heads(block: TextBlock, heads: Sequence[tuple[TextBlock, str]]) -> str:
    """The unit that a head over several columns says for a label below it, and all heads of a table for its sums."""
    within = (
        each for each in heads if block.span != each[0].span and block.span and block.span.is_within(each[0].span)
    )
    below = [unit for _, unit in within]
    units = {unit for _, unit in heads}
    is_sum = len(units) == 1 and any(word in block.key for word in SUMS)
    return below[-1] if below else min(units) if is_sum else ""


def _asks_for_amount(block: TextBlock, finder: LabelFinder, is_value: Fits) -> bool:
    is_label = any(alike >= _KNOWN for _, alike in finder.likely(block.key)[:1])
    summed = _SUM.sub("", block.text)  # 研发费用合计 stands over a column, and its row asks for 研发费用
    texts = {block.text, summed} if finder.label(label_key(summed)) else {block.text}
    return is_label and any(is_value(text, _AMOUNT) >= 1 and is_value(text, _NO_AMOUNT) <= 0 for text in texts)
