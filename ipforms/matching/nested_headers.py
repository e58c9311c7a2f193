"""The header of a table with a row for each item of an entry: which column is which label of the form.

A column is known by its words, by those over it, or, where nothing else is left, by a part of them: 企业 of 企业名称.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ipforms.codecs.ticks import choice
from ipforms.matching.block_rows import Row, filled, is_merged_down
from ipforms.matching.cell_scores import Fits
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import LEAST
from ipforms.matching.nested_lists import NestedList
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, is_short_for, label_key
from ipforms.text.enumerations import NUMBER_HEADS

_KNOWN = 0.85  # likeness of a label
_FEWEST = 3  # labels of a header
_PAIR = 2  # a label and its value
_LONGEST = 30  # characters of a head
_HALF = 0.5  # of the narrower of a cell and its head
_COUNTED = re.compile(r"[\d.、]+|[一二三四五六七八九十]{1,3}、?")
_SUM = re.compile("合计|小计|总计|共计")
_FIGURE = re.compile(r"[\d.,%]+")
_ANSWERS = {**dict.fromkeys("是√✓✔", True), **dict.fromkeys("否×✗✘", False)}
_WHETHER = re.compile("^是否[为属]?于?")
_ASIDE = re.compile(r"\([^()]*\)")


class NestedHeader(NamedTuple):
    """The header of a table of such items."""

    heads: Mapping[str, list[TextBlock]]  # by label its cells; several are words over a column each: 首次 | 后续
    guessed: frozenset[str]  # of these labels those that its words are only like
    items: Sequence[TextBlock]  # the heads over all that is said of an entry's items: 专利; of each: 专利1, 专利2
    others: Sequence[TextBlock]  # those over columns that the form has not
    over: Sequence[tuple[TextBlock, list[str]]]  # words over several columns of items, each with the labels of these
    rows: range  # the rows of the header
    asked: Mapping[str, str]  # by label the option of which a column asks whether it is that: 是否首次

    def unnumbered(self, cells: Sequence[TextBlock]) -> list[TextBlock]:
        """The cells of a row without the number below 序号."""
        numbers = [head for head in self.others if head.key in NUMBER_HEADS]
        return [
            each for each in cells if not (_COUNTED.fullmatch(each.key) and any(shares(each, at) for at in numbers))
        ]

    def of_items_within(self, said: Sequence[TextBlock], of: NestedList, finder: LabelFinder) -> "NestedHeader | None":
        """The header with the labels of a table that begins in the column of the items; None where none does."""
        inside = [each for each in said if any(shares(each, head) for head in self.items)]
        found = {key: [each] for each in inside if (key := finder.label(each.key) or "") in of.inner}
        return self._replace(heads={**self.heads, **found}, items=()) if len(found) >= _PAIR else None

    def values(self, cells: Sequence[TextBlock]) -> dict[str, TextBlock]:
        """What the cells of a row say, by label."""
        found = {key: value for key, heads in self.heads.items() if (value := _value(heads, cells))}
        return found | {key: _answered(found[key], word) for key, word in self.asked.items() if key in found}


def nested_header(
    rows: Sequence[Row], of: NestedList, finder: LabelFinder, is_value: Fits, *, is_further: bool = False
) -> NestedHeader | None:
    """The header of a table, where the form's labels for an entry or for its items stand together.

    Args:
        rows: the table.
        of: the section of the form.
        finder: what finds its labels.
        is_value: whether a text is a value of what a label asks for.
        is_further: whether entries stand in a table before: one of their items may say whose these are, and one of
            their sums has two columns.
    """
    first_item = next(iter(of.inner))
    for row in rows:
        said = filled(row)
        if len(said) < _PAIR:
            continue
        first, behind = row_number(row[0]), max(map(row_behind, said))
        cells = [each for line in rows for each in filled(line) if first <= row_number(each) < behind]
        if not all(map(_is_short, cells)):
            continue
        found = _with_summed(_columns(cells, range(first, behind), of, finder, is_value), of, rows)
        if of.is_beside and _is_counted(found, of.name, rows, finder):  # 一、甲区 over 1, 2, 3
            found = found._replace(heads={key: own for key, own in found.heads.items() if key != of.name})
        is_whole = of.name in found.heads or ((of.is_beside or is_further) and first_item in found.heads)
        known = len(found.heads) + bool(found.items)
        labels = {label_of(each, of, finder) for each in said} - {""}
        is_of_sums = is_further and labels == {of.name, *of.sums} != {of.name}
        if is_whole and (known >= _FEWEST or is_of_sums) and len(found.heads) > len(found.others):
            own = {key: each for key, each in found.heads.items() if not is_of_sums or key in labels}
            return found._replace(heads=own)  # beside sums, 企业数 is no 企业名称
    return None


def _with_summed(table: NestedHeader, of: NestedList, rows: Sequence[Row]) -> NestedHeader:
    """The header; what each item has below 小计 or 金额合计 is what the form sums, if it is said nowhere else."""
    for key, column in of.sums.items():
        if column in table.heads or next(iter(of.inner)) not in table.heads.keys() - table.guessed:
            continue  # a table of sums
        heads = [*table.heads.get(key, []), *(each for each in table.others if _SUM.search(each.key))]
        cells = [each for row in rows for each in row if row_number(each) >= table.rows.stop]
        if len(heads) == 1 and not any(is_merged_down(each) and shares(each, heads[0]) for each in cells):
            own = {name: each for name, each in table.heads.items() if name != key} | {column: heads}
            others = [each for each in table.others if each not in heads]
            return table._replace(heads=own, guessed=table.guessed | {column}, others=others)
    return table


def _is_counted(table: NestedHeader, name: str, rows: Sequence[Row], finder: LabelFinder) -> bool:
    """Whether the items have their numbers below the head of a label."""
    heads = table.heads.get(name, [])[:1]
    own = [each for row in rows for each in row if row_number(each) >= table.rows.stop]
    below = [each.key for each in own for head in heads if each.span == head.span and each.key]
    numbers = [key for key in below if finder.label(key) is None]
    return bool(numbers) and all(map(str.isdigit, numbers))


def label_of(block: TextBlock, of: NestedList, finder: LabelFinder, above: TextBlock | None = None) -> str:
    """The label of the section that a cell is; "" if it is none."""
    if bare_label(block.text) == _stem(of.name):
        return of.name  # 产品, of 产品名称 and not of 是否主要产品
    texts = [block.key] if above is None else [block.key, f"{above.key}{block.key}"]
    likely = (each for key in texts for each in finder.likely(key))
    return next((label for label, alike in likely if alike >= _KNOWN and label in of.labels), "")


def _columns(
    cells: Sequence[TextBlock], rows: range, of: NestedList, finder: LabelFinder, is_value: Fits
) -> NestedHeader:
    ends = [each for each in cells if row_behind(each) == rows.stop]
    heads: dict[str, list[TextBlock]] = {}
    others: list[TextBlock] = []
    items: list[TextBlock] = []
    for block in sorted(ends, key=_column):
        above = _above(block, cells)
        if not of.is_beside and of.asks_for_items(block):
            items.append(block)
        elif (key := label_of(block, of, finder, above)) and key not in heads:
            heads[key] = [block]
        elif above and (key := label_of(above, of, finder)):
            heads.setdefault(key, []).append(block)
        else:
            others.append(block)
    guessed = _guessed(heads, others, of, finder)
    asked = _options(heads, others, of, is_value) if len(heads) >= _FEWEST else {}  # in a row of values all may be such
    over: dict[int, tuple[TextBlock, list[str]]] = {}
    for key, own in heads.items():
        above = _above(own[0], cells) if len(own) == 1 and key in of.inner else None
        if above:
            over.setdefault(above.index, (above, []))[1].append(key)
    single = {key: words[0] for key, words in asked.items() if len(words) == 1}
    return NestedHeader(heads, frozenset(guessed), items, others, list(over.values()), rows, single)


def _guessed(
    heads: dict[str, list[TextBlock]], others: list[TextBlock], of: NestedList, finder: LabelFinder
) -> set[str]:
    """The labels that further cells are only like; these become heads."""
    guessed: set[str] = set()
    for block in list(others):
        named = [key for key in of.labels if key not in heads and _names(block, key)]
        is_both = all(bare_label(key) in bare_label(block.text) for key in (of.name, *list(of.inner)[:1]))
        named = [key for key in named if key != of.name or not is_both]  # 地区/企业名称: sums say whose items follow
        named = [of.name] if of.name in named else named
        free = [key for key in of.labels if key not in heads]
        alike = named or [key for key in free if _is_like(block, key, finder)]
        alike = alike or [key for key in free if is_short_for(bare_label(block.text), bare_label(key))]
        if len(alike) == 1:
            heads[alike[0]] = [block]
            guessed |= set() if _has(block, alike[0]) else {alike[0]}
            others.remove(block)
    return guessed


def _options(
    heads: dict[str, list[TextBlock]], others: list[TextBlock], of: NestedList, is_value: Fits
) -> dict[str, list[str]]:
    """The options that further cells say, by the labels that ask for them: 是否首次; 首次 | 后续."""
    asked: dict[str, list[str]] = {}
    for block in list(others):
        word = _WHETHER.sub("", bare_label(block.text))
        keys = [key for key in of.inner if (key in asked or key not in heads) and is_value(key, word) > _HALF]
        if len(keys) == 1:
            asked.setdefault(keys[0], []).append(word)
            heads.setdefault(keys[0], []).append(block)
            others.remove(block)
    return asked


def without_label(block: TextBlock, key: str, finder: LabelFinder) -> TextBlock:
    """A cell in which the label of its column was typed once more, without that: 专利号：ZL3."""
    label, colon, rest = block.text.replace("：", ":").partition(":")
    return block.with_text(rest.strip()) if colon and finder.label(label_key(label)) == key else block


def shares(block: TextBlock, head: TextBlock) -> bool:
    """Whether a cell stands below a head."""
    return block.span is not None and head.span is not None and block.span.share(head.span) > _HALF


def row_number(block: TextBlock) -> int:
    """The row of a cell."""
    return block.cell.row if block.cell else -1


def row_behind(block: TextBlock) -> int:
    """The row behind a cell."""
    return block.cell.row + block.cell.row_span if block.cell else 0


def _above(block: TextBlock, cells: Sequence[TextBlock]) -> TextBlock | None:
    """The cell of a header that spans another one and more."""
    over = (each for each in cells if row_number(each) < row_number(block) and _is_within(block, each))
    return next(over, None)


def _is_within(block: TextBlock, over: TextBlock) -> bool:
    return block.span is not None and block.span != over.span and block.span.is_within(over.span)


def _has(block: TextBlock, key: str) -> bool:
    """Whether a cell says a label in more words or in fewer: 地区及企业名称; 发明."""
    said = bare_label(block.text)
    return len(said) > 1 and (said in key or bare_label(key) in said)


def _names(block: TextBlock, key: str) -> bool:
    """Whether a cell says a label, or what that names: 受资助企业, 企业名称; 所属产品, 产品（服务）名称."""
    stem = _stem(key)
    return _has(block, key) or (len(stem) > 1 and stem in bare_label(block.text))


def _stem(key: str) -> str:
    """What a label names: 产品, of 产品（服务）名称."""
    return _ASIDE.sub("", bare_label(key)).removesuffix("名称")


def _is_like(block: TextBlock, key: str, finder: LabelFinder) -> bool:
    """Whether a cell says nearly the same as a label: 资助金额 for 资助额."""
    return any(label == key and alike >= LEAST for label, alike in finder.likely(block.key))


def _is_short(block: TextBlock) -> bool:
    return len(block.searchable) <= _LONGEST and not _FIGURE.fullmatch(block.key)


def _column(block: TextBlock) -> int:
    return block.cell.column if block.cell else 0


def _answered(block: TextBlock, option: str) -> TextBlock:
    """An option where a column asks whether it is that one: 是否首次; 非首次 where it is not."""
    said = choice(block.text)
    ticked = said.ticked if said else {_ANSWERS[block.text.strip()]} if block.text.strip() in _ANSWERS else ()
    return block.with_text(option if True in ticked else f"非{option}") if len(ticked) == 1 else block


def _value(heads: Sequence[TextBlock], cells: Sequence[TextBlock]) -> TextBlock | None:
    """The cell below a head; below several, each over a column of ticks, what is ticked of them."""
    below = [(head, each) for head in heads for each in cells if shares(each, head)]
    if len(heads) == 1 or not below:
        return below[0][1] if below else None
    return below[0][1].with_text(" ".join(f"{each.text.strip() or '□'}{head.key}" for head, each in below))
