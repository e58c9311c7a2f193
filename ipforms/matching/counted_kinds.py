"""The kinds of a count in places of their own: 有效专利 beside 发明 | 6 over 外观设计 | 27, or one beside the other.

The field takes all of them in one text: 发明：6，外观设计：27. What a kind is the field itself says: the words that it
takes without a number, and no other words.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ipforms.matching.block_rows import whole_cell
from ipforms.matching.cell_scores import Fits
from ipforms.matching.joint_values import numbers_alone
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, unspaced

_FEWEST = 2  # kinds
SUMS = ("合计", "小计", "总计", "共计", "总数", "总数量")
_ASIDE = re.compile(r"[（(][^（）()]*[)）]|其中|有效|授权|现有|[\s:：]")  # beside the name of a kind
_NUMBER = re.compile(r"\d+(?=[件项个]?$)")  # 发明8件, both in one cell
_COUNT = re.compile(r"[-—/无]?|\d[\d,，]*[件项个]?")
_SUM = re.compile(r"(?:[共总合]计?[:：]?)?\d[\d,，]*[件项个]?")
_WORD = re.compile(r"[^\W\d_]{2,8}")  # 发明, 外观设计专利数量
_FORCE = "有效"
_LISTED = re.compile(
    r"\s*[^（()）]{2,}[（(](?P<kinds>[^（()）]+)[)）]\s*[:：]?\s*"
)  # 有效专利（发明/实用新型/外观设计）
_BETWEEN = re.compile(r"[/／|｜、，,\s]+")
_SUM_OF_LIST = re.compile(
    r"(?:[共总合]计?)?\s*(?P<sum>\d+)\s*[件项个]?\s*[（(:：]\s*(?P<parts>[^（()）]+)[)）]?\s*"
)  # 18（5/10/3）
_COUNTED = re.compile(r"(?:申请|授权|受理|注册|有效)(?:数量?|量|件数)?(?:\(件\))?")  # what columns may count
_HEAD = frozenset(("数量", "件数", "数量(件)", "数", "拥有量", "情况"))  # of the row or column of the numbers
_HEAD_OF_KINDS = frozenset(("种类", "类别", "类型", "专利种类", "专利类别", "专利类型", "项目"))


class CountedKinds(NamedTuple):
    """The kinds of one label, as one text."""

    first: TextBlock  # the cell with the text
    rest: Sequence[TextBlock]  # the others that it is made of


def counted_kinds(label: TextBlock, cells: Sequence[TextBlock], is_value: Fits) -> CountedKinds | None:
    """The kinds of what a label counts, in the cells of a table; None where it has none.

    Args:
        label: the label, a cell of the table or the line above it.
        cells: the table.
        is_value: whether a text is a value of what a label asks for.
    """
    if is_value(label.text, "合计") <= 0 or is_value(label.text, "甲乙丙") > 0:
        return None
    named = bare_label(label.text)
    kinds = [
        (block, kind)
        for block in cells
        if block is not label
        and block.key not in _HEAD | _HEAD_OF_KINDS
        and _WORD.fullmatch(kind := _kind(block))
        and kind not in named
        and is_value(label.text, kind) > 0
    ]
    if len({kind for _, kind in kinds}) < _FEWEST or len({kind for _, kind in kinds}) < len(kinds):
        return None
    words = [block for block, _ in kinds if not _NUMBER.search(unspaced(block.text))]
    in_force = _in_force(words, cells)
    places = (in_force,) if in_force else (_right, _below)
    values = next((found for at in places if (found := _values(words, cells, at)) is not None), None)
    if values is None:
        return None
    own = _own(label, cells, _right, words) or _own(label, cells, _below, words)
    said = [f"合计：{own.text.strip()}"] if own and own not in (block for block, _ in kinds) else []
    for block, kind in kinds:
        value = values[block.index].text.strip() if block.index in values else ""
        if value or block.index not in values:
            said.append(f"{kind}：{value}" if value else unspaced(block.text))
    text = "，".join(said)
    if text and is_value(label.text, text) <= 0:
        return None
    heads = (block for block in cells if block.key in _HEAD and any(_right_of(block, each) for each in values.values()))
    made_of = (*(block for block, _ in kinds), *values.values(), *heads)
    below = [value for value in values.values() if _is_over(label, value)]
    first = own or whole_cell(below if below and len(below) == len(values) else made_of)
    return CountedKinds(first.with_text(text), [block for block in made_of if block.index != first.index])


def listed_kinds(label: str, text: str, is_value: Fits) -> str | None:
    """Each number of a value behind its kind, where the label lists these in brackets; None where it does not.

    Args:
        label: the label, 有效专利（发明/实用新型/外观设计）.
        text: its value, 5/10/3.
        is_value: whether a text is a value of what a label asks for.
    """
    listed = _LISTED.fullmatch(label)
    kinds = [each for each in _BETWEEN.split(listed["kinds"]) if each] if listed else []
    if len(kinds) < _FEWEST or not all(_WORD.fullmatch(each) and is_value(label, each) > 0 for each in kinds):
        return None
    whole = _SUM_OF_LIST.fullmatch(text)
    numbers = numbers_alone(whole["parts"] if whole else text)
    if len(numbers) != len(kinds) or is_value(label, "甲乙丙") > 0:
        return None
    said = [f"合计：{whole['sum']}"] if whole else []
    return "，".join([*said, *(f"{kind}：{number}" for kind, number in zip(kinds, numbers, strict=True))])


def _kind(block: TextBlock) -> str:
    """What a cell may name: a kind, with its number or without."""
    kind = _NUMBER.sub("", _ASIDE.sub("", block.text)).removesuffix("件")
    return "合计" if kind.removeprefix("专利") in SUMS else kind


def _in_force(words: Sequence[TextBlock], cells: Sequence[TextBlock]) -> Callable[[TextBlock, TextBlock], bool] | None:
    """Where the number of a word stands if a header counts them several ways: 申请数 | 授权数 | 有效数."""
    above = [block for block in cells if words and block.index < words[0].index and block.row != words[0].row]
    heads = [block for block in above if block.row == above[-1].row and _COUNTED.fullmatch(block.key)]
    if not heads:
        return None
    of_force = [block.span for block in heads if _FORCE in block.key]
    return lambda word, value: word.row == value.row and len(of_force) == 1 and value.span == of_force[0]


def _values(
    words: Sequence[TextBlock], cells: Sequence[TextBlock], at: Callable[[TextBlock, TextBlock], bool]
) -> Mapping[int, TextBlock] | None:
    """The number of each word, all on the same side; None where one has none there."""
    found = {word.index: value for word in words for value in cells if at(word, value) and _is_count(value)}
    return found if len(found) == len(words) else None


def _own(
    label: TextBlock, cells: Sequence[TextBlock], at: Callable[[TextBlock, TextBlock], bool], words: Sequence[TextBlock]
) -> TextBlock | None:
    """The number of the label itself."""
    own = (block for block in cells if at(label, block) and block not in words)
    return next((block for block in own if _SUM.fullmatch(unspaced(block.text))), None)


def _is_count(block: TextBlock) -> bool:
    return _COUNT.fullmatch(unspaced(block.text)) is not None


def _right(one: TextBlock, other: TextBlock) -> bool:
    """Whether a cell is the next one in the row of another, and as high."""
    if one.cell is None or other.cell is None or one.row != other.row:
        return False
    return one.cell.column + one.cell.column_span == other.cell.column and one.cell.row_span == other.cell.row_span


def _is_over(label: TextBlock, value: TextBlock) -> bool:
    """Whether a cell is below a label that stands over it, not in its column by chance."""
    is_above = label.cell and value.cell and label.row[0] == value.row[0] and label.cell.row < value.cell.row
    return bool(is_above and label.span and value.span and value.span.is_within(label.span))


def _right_of(one: TextBlock, other: TextBlock) -> bool:
    return one.row == other.row and one.index < other.index


def _below(one: TextBlock, other: TextBlock) -> bool:
    """Whether a cell is the next one below another, and as wide."""
    if one.cell is None or other.cell is None or one.table != other.table or one.span != other.span:
        return False
    return one.cell.row + one.cell.row_span == other.cell.row
