"""How letters and lists end: the office that writes, and below it the date; neither has a label.

The date may also stand far behind labels with their values, at the end of their line.
"""

import re
from collections.abc import Iterator, Sequence

from ipforms.matching.block_rows import worded
from ipforms.matching.cell_scores import Fits
from ipforms.matching.date_lines import is_date
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_lines import LABEL_AT_HEAD, LABELS_IN_BRACKETS
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import label_key

_CLOSING = re.compile(
    r"(?P<before>[^\n]*[:：][^\n]*\S)?(?:(?<=\S)(?:\s{3,}|\u3000{2,})|^)\s*(?P<date>\S[^\n]*?)(?:填[写报表制]?)?"
)
_DATE, _NO_DATE = "2022年5月30日", "同意"  # what a field of dates holds and no other does, and what it never holds
_GAP = "    "  # between labels of one line, which is taken apart there
_FAR = re.compile(r"\S\s{3,}\S")
_SEALED = "(盖章)"  # behind the label of who seals
_OFFICE = re.compile(r"\s*[^\s:：，,。；;]{3,30}[局会所司厂院处科室心]\s*")


def with_closing_lines(blocks: list[TextBlock], finder: LabelFinder, is_value: Fits) -> list[TextBlock]:
    """The blocks of a document; such a date has the label of the one that the form asks for, the office its own.

    A form that asks for several dates, or for several seals, says nothing of which these are.
    """
    end = next((at for at in range(len(blocks) - 1, -1, -1) if not _is_aside(blocks[at])), -1)
    found = next(_dates(blocks, end), None)
    dated = [key for key in finder.keys if is_value(key, _DATE) >= 1 and is_value(key, _NO_DATE) < 0]
    if found is None or len(dated) != 1 or any(dated[0] in block.searchable for block in blocks):
        return blocks
    line, date = found
    if LABEL_AT_HEAD.match(date["date"]) and dated[0] in _labels(line.with_text(date["date"]), finder):
        return blocks  # 填表人：…    填表日期：2022年5月30日 says the label itself
    gap = "\n" if _FAR.search(date["before"] or "") else _GAP
    texts = {line.index: gap.join(filter(None, (date["before"], f"{dated[0]}：{date['date']}")))}
    sealed = [key for key in finder.keys if key.endswith(_SEALED)]
    above = blocks[end - 1] if end and line is blocks[end] and not date["before"] else None
    is_said = any(label in _labels(block, finder) for label in sealed for block in blocks)
    if above and above.cell is None and len(sealed) == 1 and not is_said and _OFFICE.fullmatch(above.text):
        texts[above.index] = f"{sealed[0]}：{above.text.strip()}"
    return worded(blocks, texts)


def _is_aside(block: TextBlock) -> bool:
    return not block.searchable or LABELS_IN_BRACKETS.fullmatch(block.text) is not None


def _dates(blocks: Sequence[TextBlock], end: int) -> Iterator[tuple[TextBlock, re.Match[str]]]:
    """The lines with such dates, the last line of the document first."""
    for block in [blocks[end], *blocks] if end >= 0 else ():
        found = _CLOSING.fullmatch(block.text) if block.cell is None else None
        is_behind = found and found["before"] and not LABEL_AT_HEAD.match(found["date"])
        if found and is_date(found["date"]) and (is_behind or block is blocks[end]):
            yield block, found


def _labels(block: TextBlock, finder: LabelFinder) -> tuple[str | None, ...]:
    """The labels that a text is, or that stands before a colon at its begin."""
    head = LABEL_AT_HEAD.match(block.text.strip())
    return finder.label(block.key), finder.label(label_key(head["label"])) if head else None
