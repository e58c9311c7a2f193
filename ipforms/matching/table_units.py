"""A unit of money that a document gives once for all amounts behind it: 单位：元 above a table, or in its heading.

It is put behind each label that asks for an amount, as if it stood there: 资助额（元）.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ipforms.matching.calendar_years import said_year
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
    found = ((block, _IN_HEAD.search(block.text)) for block in blocks if block.cell)
    heads = [(block, own["unit"]) for block, own in found if own]  # that say a unit of their own
    amounts = [block for block in blocks if heads and block.cell and _asks_for_amount(block, finder, is_value)]
    years = Counter(block.table for block in blocks if heads and block.cell and said_year(block.text))
    for block in blocks:
        said = _SAID.search(block.text) if len(block.text) <= _LONGEST else None
        unit = said["unit"] if said else unit
        if said and (unit != _FORM_S or _APART.search(block.text[: said.start() + 1])):
            yield block.with_text(block.text[: said.start()].rstrip())
            continue
        own = [head for head in heads if head[0].table == block.table]
        asked = _of_heads(block, own, amounts, of_years=years[block.table] > 1) or unit
        if asked != _FORM_S and block.cell and "元" not in block.text and _asks_for_amount(block, finder, is_value):
            yield block.with_text(f"{block.text.rstrip()}（{asked}）")
        else:
            yield block


def _of_heads(
    block: TextBlock, heads: Sequence[tuple[TextBlock, str]], amounts: Sequence[TextBlock], *, of_years: bool
) -> str:
    """The unit that heads of its table say for a label: one over it, one over or beside years, all for a sum."""
    below = [unit for head, unit in heads if _is_below(block, head)]
    others = [(head, unit) for head, unit in heads if of_years and head not in amounts]  # 指标（元）, 近三年（元）
    of_all = [unit for head, unit in others if not any(_is_below(each, head) for each in amounts)]
    units = {unit for _, unit in heads}
    is_sum = len(units) == 1 and any(word in block.key for word in SUMS)
    return (below or of_all or (list(units) if is_sum else [""]))[-1]


def _is_below(block: TextBlock, head: TextBlock) -> bool:
    """Whether a label stands below a head over several columns."""
    is_within = block.span is not None and block.span != head.span and block.span.is_within(head.span)
    return is_within and block.table == head.table


def _asks_for_amount(block: TextBlock, finder: LabelFinder, is_value: Fits) -> bool:
    is_label = any(alike >= _KNOWN for _, alike in finder.likely(block.key)[:1])
    summed = _SUM.sub("", block.text)  # 研发费用合计 stands over a column, and its row asks for 研发费用
    texts = {block.text, summed} if finder.label(label_key(summed)) else {block.text}
    return is_label and any(is_value(text, _AMOUNT) >= 1 and is_value(text, _NO_AMOUNT) <= 0 for text in texts)
