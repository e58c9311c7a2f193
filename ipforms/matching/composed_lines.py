"""A row of a table said in a line: 专利（件）：申请量 147，授权量 115 is 专利申请量：147 and 专利授权量：115."""

import re
from collections.abc import Iterator, Sequence

from ipforms.codecs.counts import UNITS
from ipforms.codecs.numerals import AFTER, BEFORE, MORE, NUMERAL
from ipforms.matching.block_rows import rows_of, worded
from ipforms.matching.composed_labels import ComposedLabels
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, label_key, searchable

_FEWEST = 2  # columns
_FEWEST_ALONE = 3  # of a line that says no row: 申请专利42件，获授权25件，有效22件
_SIGNS = re.compile(r"(?:[\s，,；;、。]|截[至止]到?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?[底末]?)*")
_WORDS = re.compile(r"[^，,；;、。\s]+")
_HEAD = re.compile(r"(?P<row>[^\s:：][^:：\n]{1,15}?)(?:[:：]|方面[，,]|\s{2,}(?=\S))")
_ROW = re.compile(r"(?P<row>[^\s:：，,；;。、]{2,12})[:：]")
_AND = r"\s*(?:[/／、，,和及与]|以及)\s*"
_LABEL = "(?:(?!以及|[和与及])[一-鿿（）()]){2,14}?"
_NUMBER = rf"(?:{BEFORE})?(?:{NUMERAL})(?:{MORE})?[ ]?(?:{UNITS})?(?:{AFTER})?"
_SIGN = r"[，,；;、。\s]|$"
_COLUMN = re.compile(
    rf"""(?P<label>{_LABEL}) [为是共计达有了]{{0,2}} [:：]? [ \t\u3000]*
        (?P<value> {_NUMBER} (?:\s*[（(][^（）()]*[)）])? (?= {_SIGN} | (?<=[\s{UNITS.replace("|", "")}]) [一-鿿] )
          | (?: [_＿ \t\u3000]+ (?:{UNITS})? | [无零/／—-] )? (?= {_SIGN} ) )""",
    re.VERBOSE,
)
"""A label and its number, or a blank."""
_RESPECTIVELY = re.compile(
    rf"""(?P<labels>{_LABEL}(?:{_AND}{_LABEL})+)[各分别为有是]*[:：]?\s*
          (?P<numbers>{_NUMBER}(?:{_AND}{_NUMBER})+)""",
    re.VERBOSE,
)
"""申请量、授权量分别为58件、41件."""
_LEADING = re.compile(
    "^(?:[我本]?(?:公司|企业|单位)|其中|截至目前|目前|累计|[总共]计|另|现|已|共|获得?|拥有|维持|核准|登记)+(?=[一-鿿]{2})"
)
"""Words before a column that change nothing: 已授权, 累计申请."""
_ENDINGS = ("", "量", "数")


def with_composed_lines(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; in a line that is a row of a table each value has the labels of its row and column."""
    if not finder.composed.crossed:
        return blocks
    made = {block.index: text for block in blocks if (text := composed_lines(block.text, finder))}
    made |= dict(_sentences(blocks, finder)) if not made else {}
    made |= {block.index: text for block in blocks if block.cell and (text := _counted(block.text, finder))}
    for row in rows_of(blocks):
        owner = row[0]
        is_other = finder.label(owner.key) is not None and not finder.composed.row(owner.key)  # 申报单位概述
        for block in row[1:] if owner.cell and not is_other else ():
            if text := composed_lines(f"{owner.text.strip(' ：:')}：{block.text}", finder):
                made |= {owner.index: "", block.index: text}
            else:
                owner = block
    return worded(blocks, made)


def _counted(text: str, finder: LabelFinder) -> str:
    """The label and the number of a cell that is both without a sign between them: 专利授权137件; "" of another one."""
    found = _COLUMN.fullmatch(text.strip())
    name = _field(found["label"], frozenset(), finder.composed) if found and ":" not in searchable(text) else ""
    return f"{finder.composed.label(name)}：{found['value']}" if found and name and found["value"].strip() else ""


def _sentences(blocks: Sequence[TextBlock], finder: LabelFinder) -> Iterator[tuple[int, str]]:
    """The lines that say such counts without the label of a row, where nothing else of a document asks for them."""
    asked = {finder.label(block.key) for block in blocks}
    for above, block in zip((None, *blocks), blocks, strict=False):
        is_below = above is not None and finder.label(above.key) is not None  # 申报单位概述, whose text it may be
        if block.cell is None and not is_below and "\n" not in block.text:
            found = list(_counts(block.text.strip(), 0, frozenset(), finder.composed))
            names = [finder.composed.label(name) for name, _ in found]
            is_whole = all(re.fullmatch(rf"{_NUMBER}\W*", value) for _, value in found)
            if len(set(names)) == len(names) >= _FEWEST_ALONE and is_whole and asked.isdisjoint(map(label_key, names)):
                yield block.index, "\n".join(f"{name}：{value}" for name, (_, value) in zip(names, found, strict=True))


def composed_lines(text: str, finder: LabelFinder) -> str | None:
    """A line for each count of a text that begins with the label of a row; None where it is no such text."""
    text = text.strip()
    head = _HEAD.match(text)
    found = list(_counts(text, head.end(), finder.composed.row(head["row"]), finder.composed)) if head else []
    names = [name for name, _ in found]
    is_one = head is not None and len(found) == 1 and finder.composed.row(head["row"])
    is_row = len(found) >= _FEWEST or (is_one and re.fullmatch(_NUMBER, found[0][1]))
    if not is_row or len(set(names)) < len(names):
        return None
    return "\n".join(f"{finder.composed.label(name)}：{value}" for name, value in found)


def _counts(text: str, at: int, row: frozenset[str], labels: ComposedLabels) -> Iterator[tuple[str, str]]:
    """The fields with their numbers, each with what is said of it behind; none where a text does not begin so."""
    name, value = "", ""
    while (start := _end(_SIGNS, text, at)) < len(text):
        head, column, both = (pattern.match(text, start) for pattern in (_ROW, _COLUMN, _RESPECTIVELY))
        named = [_field(label, row, labels) for label in re.split(_AND, both["labels"])] if both else []
        numbers = re.split(_AND, both["numbers"]) if both else []
        if both and all(named) and len(named) == len(numbers):
            yield from ((name, value),) if name else ()
            yield from zip(named, numbers, strict=True)
            name, at = "", both.end()
        elif column and (further := _field(column["label"], row, labels)):
            yield from ((name, value),) if name else ()
            (name, value), at, row = (further, column["value"]), column.end(), labels.crossed[further]
        elif head and labels.row(head["row"]):
            row, at = labels.row(head["row"]), head.end()
        elif name:
            end = _end(_WORDS, text, start)
            value, at = f"{value}{text[at:end]}", end
        else:
            return
    yield from ((name, value),) if name else ()


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _field(label: str, row: frozenset[str], labels: ComposedLabels) -> str:
    """The field that a column is, whatever stands before and behind its word: 已申请, 有效, 软件 of 版权."""
    key = label_key(label)
    said = dict.fromkeys((key, bare_label(key), _LEADING.sub("", bare_label(key), count=1)))
    words = [f"{each}{ending}" for each in said for ending in _ENDINGS]
    rows = [bare_label(each) for each in sorted(row)]
    words += [f"{of}{word}" for of in rows for word in words] + [f"{each}{of}" for of in rows for each in said]
    return next(filter(None, (labels.field(word, row) for word in words)), "")
