"""A document that has the template's own paragraphs, rows and cells: read cell by cell, with no doubt left.

Most returned files are the blank form, downloaded and typed into. There a value may say anything, a label of the form
too, and still stands where it stands. Whatever departs from the template by a label, a cell or a line does not fit: the
document is aligned by its labels instead.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise
from types import MappingProxyType

from ipforms.matching.field_evidence import BY_POSITION
from ipforms.matching.field_texts import FieldTexts, is_date_blank, without_lines
from ipforms.matching.layout_patterns import (
    CellPattern,
    LayoutBuilder,
    ParagraphSection,
    SlotTexts,
    TablePattern,
    cells_of,
    is_number_slot,
    moved,
)
from ipforms.matching.table_match import TableMatch
from ipforms.paths import Place
from ipforms.sheet import Block, Paragraph, Sheet, Table
from ipforms.text import is_blank, label_key
from ipforms.text.regex import regex

_FAR = 1_000  # columns: more than a table has
_BLANK = Paragraph("", Place())
_WORD = regex("[一-龥0-9A-Za-z]")  # where it is, a paragraph says something


@dataclass(frozen=True)
class ExactLayout:
    """The blocks of a template: a pattern for each paragraph and each table, and for the slots of its headers."""

    blocks: tuple[CellPattern | TablePattern | ParagraphSection, ...]
    margins: tuple[CellPattern, ...] = ()

    def match(self, sheet: Sheet) -> FieldTexts | None:
        """The texts of a document of this layout; None if it is not.

        On a page tables that touch are one; in a document somebody may have cut one in two.
        """
        layouts = (self, *self._others)
        found = next((found for layout in layouts if (found := layout._match(sheet)) is not None), None)
        is_cut = found is None and _tables(sheet) == self._tables + 1
        return next(filter(None, map(self._match, _whole(sheet))), None) if is_cut else found

    @cached_property
    def _tables(self) -> int:
        return sum(isinstance(each, tuple) for each in self.blocks)

    @cached_property
    def _others(self) -> "tuple[ExactLayout, ...]":
        return (*self._with_joined_tables(), *self._with_unruled_tables())

    def _with_unruled_tables(self) -> "Iterator[ExactLayout]":
        """The layout with the cells of its first table, or of all, as the paragraphs that a page without lines has."""
        cells = {at: cells_of(each) for at, each in enumerate(self.blocks) if isinstance(each, tuple)}
        plain = [at for at, own in cells.items() if own]
        for taken in (plain[:1], plain)[: len(plain)]:
            parts = (cells[at] if at in taken else [each] for at, each in enumerate(self.blocks))
            yield ExactLayout(tuple(chain.from_iterable(parts)))

    def _with_joined_tables(self) -> "Iterator[ExactLayout]":
        """The layout with tables that stand directly one below the other as one: all of them, or any two."""
        pairs = [at for at, each in enumerate(self.blocks[1:], 1) if isinstance(each, tuple) and self._is_table(at - 1)]
        for taken in ([pairs] if pairs else []) + ([[at] for at in pairs] if len(pairs) > 1 else []):
            blocks: list[CellPattern | TablePattern | ParagraphSection] = []
            for at, each in enumerate(self.blocks):
                if at in taken and isinstance(each, tuple) and isinstance(blocks[-1], tuple):
                    blocks[-1] = (*blocks[-1], *moved(each, at * _FAR))
                else:
                    blocks.append(each)
            yield ExactLayout(tuple(blocks))

    def _is_table(self, at: int) -> bool:
        return isinstance(self.blocks[at], tuple)

    def _match(self, sheet: Sheet) -> FieldTexts | None:
        if _tables(sheet) != self._tables:
            return None
        said = [
            block
            for block in sheet.blocks
            if isinstance(block, Table) or _WORD.search(block.text) or not is_blank(block.text)
        ]
        has_loops = any(isinstance(each, ParagraphSection) for each in self.blocks)
        blocks = said if has_loops or len(said) == len(self.blocks) else self._with_blanks(said)
        found: SlotTexts = []
        patterns = self._patterns(len(blocks))
        if patterns is None:
            return None
        for (pattern, entry), block in zip(patterns, blocks, strict=True):
            own: SlotTexts = []
            if isinstance(pattern, CellPattern) and isinstance(block, Paragraph):
                fits = pattern.read(block.text, block.place, own)
            elif isinstance(pattern, tuple) and isinstance(block, Table):
                fits = TableMatch(pattern, block, own).fits()
            else:
                fits = False
            if not fits:
                return None
            found += own if entry is None else [(slot.in_entry(*entry), text, place) for slot, text, place in own]
        for pattern in self.margins:
            any(pattern.read(each.text, each.place, found) for each in sheet.margins)
        fields = _field_texts(found)
        return None if _has_several_in_one(fields.texts) else fields

    def _patterns(self, count: int) -> list[tuple[CellPattern | TablePattern, tuple[str, int] | None]] | None:
        """The pattern of each of so many blocks, with the entry that it is of; None if there cannot be so many."""
        sections = [each for each in self.blocks if isinstance(each, ParagraphSection)]
        if len(sections) > 1:
            return None  # how the paragraphs are shared out is for the alignment
        spare = count - (len(self.blocks) - len(sections))
        if (not sections and spare) or (sections and spare % len(sections[0].paragraphs)) or spare < 0:
            return None
        made: list[tuple[CellPattern | TablePattern, tuple[str, int] | None]] = []
        for each in self.blocks:
            if isinstance(each, ParagraphSection):
                entries = range(spare // len(each.paragraphs))
                made += [(paragraph, (each.name, entry)) for entry in entries for paragraph in each.paragraphs]
            else:
                made.append((each, None))
        return made

    def _with_blanks(self, said: list[Block]) -> list[Block]:
        """The blocks, where paragraphs that print nothing of their own may be blank, and longer texts several."""
        blocks, at = list[Block](), 0
        for pattern, following in zip(self.blocks, (*self.blocks[1:], None), strict=True):
            start = at
            if isinstance(pattern, CellPattern) and pattern.goes_on:
                while at < len(said) and isinstance(said[at], Paragraph) and not _begins(following, said[at]):
                    at += 1
                texts = [block for block in said[start:at] if isinstance(block, Paragraph)]
                whole = texts[:1] or [_BLANK]
                blocks += whole if len(texts) < 2 else [replace(texts[0], text="\n".join(each.text for each in texts))]
            else:
                blocks += said[at : at + 1]
                at += 1
        return [*blocks, *said[at:]]


def _tables(sheet: Sheet) -> int:
    return sum(isinstance(each, Table) for each in sheet.blocks)


def _whole(sheet: Sheet) -> Iterator[Sheet]:
    """The sheet with a table and the next one below it as one: each such pair in turn, where nothing parts them."""
    blocks = [each for each in sheet.blocks if isinstance(each, Table) or each.text.strip()]
    for at, (above, below) in enumerate(pairwise(blocks)):
        if isinstance(above, Table) and isinstance(below, Table) and above.columns == below.columns:
            moved_on = (cell._replace(row=cell.row + above.rows) for cell in below.cells)
            joined = replace(above, rows=above.rows + below.rows, cells=(*above.cells, *moved_on))
            yield replace(sheet, blocks=(*blocks[:at], joined, *blocks[at + 2 :]))


def _begins(pattern: CellPattern | TablePattern | ParagraphSection | None, block: Block) -> bool:
    """Whether a paragraph is the one that a pattern is of."""
    return (
        isinstance(pattern, CellPattern) and isinstance(block, Paragraph) and pattern.read(block.text, block.place, [])
    )


def _has_several_in_one(texts: Mapping[str, str]) -> bool:
    """Whether the one row of some entries has all of them, each cell a line for each."""
    entries: dict[str, list[int]] = {}
    for path, text in texts.items():
        if text.strip() and "]" in path:
            entries.setdefault(path[: path.rindex("]")], []).append(len(text.strip().split("\n")))
    return any(len(lines) > 1 and len(set(lines)) == 1 and lines[0] > 1 for lines in entries.values())


def _field_texts(found: SlotTexts) -> FieldTexts:
    fields = FieldTexts()
    for slot, text, place in found:
        if not is_number_slot(slot):
            is_blank = (slot.is_date and is_date_blank(label_key(text))) or (slot.default and slot.is_blank(text))
            fields.texts[slot.full_path] = "" if is_blank else without_lines(text, slot)
            fields.places[slot.full_path] = place
            fields.found[slot.full_path] = BY_POSITION
    return fields


def exact_layout(
    template: Sheet, blanks: Mapping[str, str] = MappingProxyType({}), prose: Collection[str] = ()
) -> ExactLayout:
    """The layout of a template, from the sheet of its tagged DOCX."""
    builder = LayoutBuilder(blanks, prose)
    return ExactLayout(tuple(builder.blocks(template)), builder.margins(template))
