"""Tables with a row for each item of an entry, read for what they say and laid out as the form has such entries.

What an entry is called stands on each of its rows, on the first alone, over them in a row or a line of its own, or
before its sum: 滨城区小计. The columns may be in any order, and parts of one section in several tables.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from ipforms.matching.block_rows import Row, filled, last_table, numbered, parts_of
from ipforms.matching.cell_scores import Fits
from ipforms.matching.entry_names import KnownEntries, bare_name, title_name, uncounted, unnumbered
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_lines import labelled
from ipforms.matching.nested_headers import (
    NestedHeader,
    label_of,
    nested_header,
    row_behind,
    row_number,
    shares,
    without_label,
)
from ipforms.matching.nested_lists import NestedEntry, NestedLayout, NestedList
from ipforms.matching.nested_pairs import PairReader
from ipforms.matching.nested_sections import BARE, have_titles, table_parts
from ipforms.matching.sum_labels import OF_WHICH, SUMS, SumLabels, name_and_sum
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import Place
from ipforms.text import label_key, unspaced
from ipforms.text.dittos import points_above

_PAIR = 2  # a label and its value
_LONGEST = 30  # characters of a name that stands over its items


def with_nested_entries(
    blocks: list[TextBlock], lists: Sequence[NestedList], finder: LabelFinder, is_value: Fits
) -> tuple[list[TextBlock], list[TextBlock], frozenset[Place]]:
    """The blocks with such tables in the form's own layout, what is no field's, and the places of what was guessed.

    Args:
        blocks: the document.
        lists: the sections of the form.
        finder: what finds its labels.
        is_value: whether a text is a value of what a label asks for.
    """
    aside: list[TextBlock] = []
    guessed: set[Place] = set()
    for each in lists:
        reader = _NestedReader(each, finder, is_value)
        blocks = reader.read(blocks)
        aside += reader.aside
        guessed |= reader.guessed
    return blocks, aside, frozenset(guessed)


class _NestedReader:
    """Reads the entries of one section in the tables of a document."""

    def __init__(self, of: NestedList, finder: LabelFinder, is_value: Fits) -> None:
        self._of, self._finder, self._is_value = of, finder, is_value
        self._layout, self._sums = NestedLayout(of, finder), SumLabels(of, finder)
        self._pairs = PairReader(of, finder, is_value)
        self._entries = KnownEntries(of.name)
        self._are_titled = False  # whether entries stand in a table each, below a line that says but a word
        self.aside: list[TextBlock] = []
        self.guessed: set[Place] = set()  # values below heads that are only like labels

    def read(self, blocks: list[TextBlock]) -> list[TextBlock]:
        """The blocks of a document, its entries where the first table of them stood."""
        made: list[list[TextBlock]] = []
        place = -1
        outer, name = self._of.outer.keys(), self._of.name
        self._are_titled = self._of.is_beside and have_titles(blocks, self._header, self._of, self._finder)
        for rows in chain.from_iterable(map(self._parts, parts_of(blocks))):
            table = self._header(rows)
            self._entries.are_meant = table is not None and self._are_before and outer & table.heads.keys() <= {name}
            before = [block for row in rows for block in row if table and row_number(block) < table.rows.start]
            entry = self._titled(table, before if filled(before) else made[-1] if made else []) if table else None
            if table is None or (self._entries.are_meant and name not in table.heads and entry is None):
                made.append([block for row in rows for block in row])
                self.guessed |= {block.place for block in made[-1]} if table else set()  # whose items these are
                continue
            own = {key: own[0] for key, own in table.heads.items() if len(own) == 1}
            self._layout.heads = own | self._layout.heads
            self._layout.over = self._layout.over or table.over
            made.append(before)
            place = len(made) if place < 0 else place
            known = len(self._entries)
            made.append(self._read(table, rows, entry))
            if self._entries.are_meant and len(self._entries) > known:  # of something else than the entries before
                self.guessed |= {block.place for row in rows for block in row}
        if not (any(entry.items for entry in self._entries) or self._are_before):
            self.aside, self.guessed = [], set()
            return blocks
        said = set.intersection(*({*entry.said} for entry in self._entries))
        self.guessed |= {self._layout.head(key).place for key in self._of.outer if key not in said}  # no blanks
        made.insert(place, list(self._layout.blocks(self._entries, last_table(blocks) + 1)))
        return numbered(block for part in made for block in part)

    def _header(self, rows: Sequence[Row], is_further: bool = False) -> NestedHeader | None:
        is_further |= bool(self._entries)
        is_table = bool(rows and rows[0][0].table)
        return nested_header(rows, self._of, self._finder, self._is_value, is_further=is_further) if is_table else None

    def _parts(self, rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
        if rows[0][0].table:
            return table_parts(rows, self._header, self._of, self._finder)
        takes = (self._takes_items, self._takes_sum)
        kept: list[Row] = [row for row in rows if not (len(row) == 1 and any(take(row[0]) for take in takes))]
        return iter([kept] if kept else [])

    def _takes_sum(self, block: TextBlock) -> bool:
        """Whether a line below a table says the sum of its entry: 小计：6.2."""
        label, *value = self._sums.parted([block])
        key = (self._sums.label(label, "")[0] if value and self._entries else None) or ""
        called = self._sums.by_name(value[0], map(self._entries.called, self._entries)) if key in self._of.sums else []
        whose = self._entries if called else self._entries[-1:]
        if key not in self._of.sums or any(key in entry.said for entry in whose):
            return False
        for entry, own in zip(whose, called or value, strict=True):
            entry.said[key] = own
        return True

    def _takes_items(self, block: TextBlock) -> bool:
        """Whether a line says the items of an entry in a table before, behind its name: 齿轮：ZL3，三种装置，发明."""
        said = block.text.replace("：", ":").partition(":")
        name = unspaced(said[0]) if self._are_before and said[2] else None
        own = [each for each in self._entries if self._entries.called(each) == name]
        texts = self._of.items(block.with_text(said[2].strip()), self._is_value) if own else []
        for entry in own[:1]:
            entry.items += [dict(zip(self._of.inner, map(block.with_text, each), strict=True)) for each in texts]
        return bool(texts)

    @property
    def _are_before(self) -> bool:
        """Whether the entries stand in a table before, and their items are still to come."""
        return bool(self._entries) and not self._of.is_beside

    def _titled(self, table: NestedHeader, above: list[TextBlock]) -> NestedEntry | None:
        """The entry whose name stands in a line or a row of labels over items that have no column for it."""
        lines = filled(above)
        if self._entries.are_meant:
            titles = "".join(unspaced(block.text) for block in lines[-1:])
            named = [each for each in self._entries if len(self._entries) == 1 or self._entries.called(each) in titles]
            return named[0] if len(named) == 1 else None
        if not lines or self._of.name in table.heads or not self._of.is_beside:
            return None
        own = [each for each in lines if each.row == lines[-1].row]
        if len(own) % _PAIR and lines[-1].cell:
            return None
        pairs = zip(own[::2], own[1::2], strict=False) if lines[-1].cell else ()
        said = dict([(one.text, other.text) for one, other in pairs] or labelled(lines[-1].text))
        said = {label: value for label, value in said.items() if value.strip()}
        if any(self._finder.label(label_key(label)) not in (None, *self._of.labels) for label in said):
            return None  # 资助期间：2025年
        line = lines[-1].with_text("：".join(next(iter(said.items()), ())) or lines[-1].text)
        name = self._name(line)
        is_bare = name == line.text.strip() and not (self._are_titled and BARE.fullmatch(name))
        if is_bare or not name or len(name) > _LONGEST:
            return None
        above[:] = [each for each in above if each not in own]
        entry = self._entries.of(lines[-1].with_text(name))
        for label, value in said.items():  # 县（市、区）：甲区    小计：3
            key = label_of(line.with_text(label), self._of, self._finder)
            entry.said |= {key: line.with_text(value)} if key in self._of.sums else {}
        return entry

    def _name(self, block: TextBlock) -> str:
        """What an entry is called by its title: 甲区 in 一、甲区 and 县（市、区）：甲区."""
        label, colon, name = block.text.replace("：", ":").partition(":")
        is_labelled = colon and label_of(block.with_text(label), self._of, self._finder) == self._of.name
        return name.strip() if is_labelled else title_name(block.text)

    def _named(self, block: TextBlock) -> dict[str, TextBlock]:
        """What an entry is called, and its sum where that stands with the name."""
        parts = name_and_sum(block.text) if self._of.sums else None
        self.guessed |= {block.place} if parts is None and any(word in block.text for word in SUMS) else set()
        return dict(zip((self._of.name, *self._of.sums), map(block.with_text, parts or [block.text]), strict=False))

    def _read(self, table: NestedHeader, rows: Sequence[Row], entry: NestedEntry | None) -> list[TextBlock]:
        """Read the items of a table; what stands behind them is left."""
        heads = {each.key for cells in (*table.heads.values(), table.others) for each in cells}
        cells = [block for row in rows for block in row]
        rest: list[TextBlock] = []
        is_over, before, below, first = False, self._entries.item_count, table, next(iter(self._of.inner))
        for row in rows:
            number, said = row_number(row[0]), self._sums.parted(table.unnumbered(filled(row)))
            if number < table.rows.stop or not (said or is_over) or all(each.key in heads for each in said):
                continue
            is_named = len(said) > _PAIR and any(shares(said[0], each) for each in table.heads.get(self._of.name, ()))
            if is_named and self._sums.label(said[1], "")[0] in self._of.sums:
                entry, said = self._entries.of(said[0]), said[1:]  # 甲区 | 小计 | 3, over or below its firms
            label, whose = self._sums.label(said[0], self._entries.called(entry)) if said else (None, "")
            if is_named and label is None and any(shares(said[0], each) for each in table.heads.get(first, ())):
                label, whose = next(iter(self._of.sums), None), bare_name(said[0])  # 甲区 | < | 3 | 1
                self.guessed |= {each.place for each in said}
            begun, *value = self._sums.parted(said[:1]) if len(said) > 1 else said[:1]
            if value and self._sums.label(begun, "")[0] not in self._of.sums:  # 合计：9 | 比上年增长：3%
                rest += row
                is_over = self._entries.item_count > before
            elif is_over or (label and label not in self._of.sums):
                kept, beside = self._sums.of_total(table, [*row], said, label)
                rest, self.aside = [*rest, *kept], [*self.aside, *beside]
                is_over = self._entries.item_count > before  # a sum may stand over the items too
            elif label:
                entry = self._ended(table, said, whose, entry)
            elif said and self._is_title(said[0], table) and all(map(partial(self._sums.is_below, table), said[1:])):
                found = self._named(said[0].with_text(self._name(said[0])))
                found |= dict(zip(self._of.sums, said[1:], strict=False))
                entry = self._entries.of(found[self._of.name])
                entry.said = found | entry.said
            elif len(said) == len(row) == 1 and sum(shares(each, said[0]) for each in chain(*table.heads.values())) > 1:
                rest += row  # a title
            else:
                inner = table.of_items_within(said, self._of, self._finder)
                below = inner or below
                labels = {each.index for own in inner.heads.values() for each in own} if inner else ()
                own = [each for each in cells if row_number(each) <= number < row_behind(each)]
                entry = self._item(below, [each for each in own if each.index not in labels], entry)
        return rest

    def _is_title(self, block: TextBlock, table: NestedHeader) -> bool:
        is_wide = block.cell is not None and block.cell.column_span > 1
        return self._of.is_beside and self._of.name not in table.heads and is_wide and len(block.text) <= _LONGEST

    def _ended(
        self, table: NestedHeader, said: Sequence[TextBlock], name: str, entry: NestedEntry | None
    ) -> NestedEntry | None:
        """Take a sum: of the entry above it, or of one that it begins."""
        own = self._entries.called(entry)
        is_new = entry is None or entry.is_ended or bool(name and own and name != own)
        is_begun = is_new or not (entry and entry.items)  # a sum may stand over its items
        if entry is None or is_new:
            entry = self._entries.of(said[0].with_text(name) if name else None)
        elif name and not own:
            entry.said[self._of.name] = said[0].with_text(name)
        for key, column in self._of.sums.items():
            heads = table.heads.get(key) or table.heads.get(column) or said[-1:]
            values = [each for each in said[1:] if shares(each, heads[0])] or (said[1:] if len(said) == _PAIR else [])
            for value in values[:1]:
                entry.said.setdefault(key, value)
        self.aside += [each for each in said[1:] if each not in entry.said.values()]
        entry.is_ended = not is_begun
        return entry

    def _item(self, table: NestedHeader, cells: Sequence[TextBlock], entry: NestedEntry | None) -> NestedEntry | None:
        """Read a row of the table."""
        found = table.values(cells)
        found = {key: each for key, each in found.items() if key in self._of.inner or not points_above(each.text)}
        beside = [each for each in cells if each.searchable and any(shares(each, head) for head in table.others)]
        for each in list(beside):  # 发明专利3.5，其他专利0.6 below 专利资助
            pairs = {key: value for key, _, value in self._pairs.of_text(each) or ()}
            if len(pairs) > 1 and pairs.keys() <= self._of.inner.keys() - found.keys():
                found |= pairs
                beside.remove(each)
        first = next(iter(self._of.inner))
        named = self._pairs.of_name(found[first]) if first in found else None  # 一厂（首次申报）
        found |= {key: value for key, _, value in named or () if key == first or key not in found}
        name = found.get(self._of.name)
        if entry is None and name is None and (known := self._entries.item_of(next(iter(self._of.inner)), found)):
            known |= found
            return entry
        if name and self._of.sums:
            name = found[self._of.name] = uncounted(name)
            found |= self._named(name)
            name = found[self._of.name]
        said = bare_name(name)
        if entry is None or entry.is_ended or (said and said != self._entries.called(entry)):
            is_again = entry is not None and entry.is_ended and said == self._entries.called(entry)
            entry = self._entries.of(name, is_new=is_again)  # behind its sum the same name is another one's
        entry.is_ended = False
        for key, value in found.items():
            own = entry.said.setdefault(key, value) if key in self._of.outer and value.searchable else value
            self.aside += [value] if unspaced(own.text) != unspaced(value.text) else []
        self.guessed |= {value.place for key, value in found.items() if key in table.guessed}
        numbers = len(entry.items) + 1, self._entries.item_count + 1  # of an entry's items, and of all
        inner = {key: without_label(found[key], key, self._finder) for key in found.keys() & self._of.inner.keys()}
        item = {key: unnumbered(inner[key], *numbers) for key in self._of.inner if key in inner}
        before, item = item, self._of.with_lines(item, self._is_value)
        self.guessed |= {each.place for key, each in item.items() if each is not before[key]}
        number = item.get(first)
        self.guessed |= {each.place for each in item.values() if number and self._of.is_several(number, each)}
        for value in [each for each in cells if any(shares(each, head) for head in table.items) and each.searchable]:
            texts = self._of.items(value, self._is_value)
            entry.items += [dict(zip(self._of.inner, map(value.with_text, each), strict=True)) for each in texts]
            item |= {} if texts else {first: value}
        if any(value.searchable for value in item.values()):
            entry.items.append({key: value.with_text(OF_WHICH.sub("", value.text)) for key, value in item.items()})
        self.aside += [each for each in beside if not each.key.isdigit()]
        return entry
