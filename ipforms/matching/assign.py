"""Pieces of a document → slots of the form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ipforms.matching.bound import NUMBERS, Bound, is_date_blank
from ipforms.matching.gaps import Gap, Piece
from ipforms.matching.outline import Label, Outline, Slot, Span, Token
from ipforms.matching.shared import parts
from ipforms.text import searchable

_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d{6}\s*$|[\d０-９〇○零oOＯ一二三四五六七八九]{2,4}\s*[年./\-－．、]\s*[\d０-９一二三四五六七八九十]{0,3}"
    r"\s*(?:[月./\-－．、]\s*[\d０-９一二三四五六七八九十]{0,3}\s*[日号]?)?\s*$"
)
_BLANK_DATE = re.compile(r"(?<![\d０-９〇○零oOＯ一二三四五六七八九])\s*年\s*月\s*日\s*$")
_SUMS = ("合计", "小计", "总计", "共计")
_LABELLED = re.compile(r"\s*[^\s\d：:]{2,12}\s*[：:]")

Headers = Mapping[tuple[int, int], Span]
"""Where labels stand in cells: for the number of a label in the outline and of a table, the columns there. A header
that is repeated on a further page stands in more than one table."""


class Assigner:
    """Gives the pieces of gaps to slots.

    Args:
        headers: where the labels stand.
        columns: for each slot, the number of the label above it.
        printed: folded texts that the form prints besides its labels; they belong to nobody.
        bound: where the texts go.
    """

    def __init__(self, headers: Headers, columns: Mapping[Slot, int], printed: frozenset[str], bound: Bound) -> None:
        self._headers, self._columns, self._printed = headers, columns, printed
        self.bound = bound

    def gap(self, gap: Gap) -> None:
        """Give the pieces of one gap."""
        pieces = [piece for piece in gap.pieces if piece.is_cell or not (piece.is_blank or self._is_print(piece))]
        tokens = self._present(gap.tokens, pieces)
        for token in tokens:
            if isinstance(token, Label) and token.is_number:
                pieces = _without_number(pieces, token.key)
        if not any(isinstance(token, Slot) and token.section for token in tokens):
            pieces = self._without_next_number(pieces)
        slots = [token for token in tokens if isinstance(token, Slot)]
        sections = {slot.section for slot in slots if slot.section and slot.row is None}
        if not slots:
            self.bound.left += [piece for piece in pieces if not piece.is_blank and not self._is_print(piece)]
        elif sections:
            section = sections.pop()
            self._rows(section, [slot for slot in slots if slot.section == section], pieces)
        elif len(slots) == 1:
            self._one(slots[0], pieces)
        else:
            first, last = tokens.index(slots[0]), tokens.index(slots[-1])
            in_one_row = not any(isinstance(token, Label) for token in tokens[first:last])
            self._several(slots, self._without_added_rows(slots, pieces) if in_one_row else pieces)

    def _without_next_number(self, pieces: list[Piece]) -> list[Piece]:
        """Without the number of a row that the sender moved here: the one cell that is filled before its label."""
        if len(pieces) > 1 and pieces[-1].is_cell and _is_number(pieces[-1]) and _row(pieces[-2]) != _row(pieces[-1]):
            self.bound.left.append(pieces[-1])
            return pieces[:-1]
        return pieces

    def _without_added_rows(self, slots: list[Slot], pieces: list[Piece]) -> list[Piece]:
        """Without rows that the sender added below: they have cells under labels that are none of these slots'."""
        rows = [list(row) for _, row in groupby(pieces, key=_row)]
        kept = list(rows[0]) if rows else []
        own = all(piece.is_blank or self._column(slots, piece) for piece in kept)
        for row in rows[1:]:
            filled = [piece for piece in row if not piece.is_blank]
            if own and len(row) > 1 and not all(self._column(slots, piece) for piece in filled):
                self.bound.left += filled
            else:
                kept += row
        return kept

    def _present(self, tokens: tuple[Token, ...], pieces: list[Piece]) -> tuple[Token, ...]:
        """The tokens of a gap; without those from a deleted label on, if there is nothing left for them."""
        lost = next((at for at, token in enumerate(tokens) if isinstance(token, Label) and not token.is_number), 0)
        near = sum(isinstance(token, Slot) for token in tokens[:lost])
        filled = sum(not piece.is_blank and not self._is_print(piece) for piece in pieces)
        if not near or filled > near or any(isinstance(token, Slot) and token.section for token in tokens):
            return tokens
        for token in tokens[lost:]:
            if isinstance(token, Slot):
                self.bound.texts.setdefault(token.full_path, "")
        behind = next(at for at in range(lost, 0, -1) if isinstance(tokens[at - 1], Slot))
        return tokens[:behind]

    def _is_print(self, piece: Piece) -> bool:
        return piece.key in self._printed or is_date_blank(piece.key)

    def _one(self, slot: Slot, pieces: list[Piece]) -> None:
        filled = self._first_row([piece for piece in pieces if not self._is_print(piece)])
        if filled and not filled[0].whole:
            # The value stands in its label's own cell: further cells belong to other columns.
            filled = [filled[0], *(piece for piece in filled[1:] if not (piece.is_cell and self._elsewhere(piece)))]
        if filled and self._column([slot], filled[0]):
            # Beside it, under a label that the form has not (备注).
            beside = [piece for piece in filled if _beside(filled[0], piece) and not self._column([slot], piece)]
            self.bound.left += beside
            filled = [piece for piece in filled if piece not in beside]
        if slot.is_date and filled:
            self._dated([slot], filled)
        else:
            self.bound.put(slot, filled or pieces[:1])

    def _first_row(self, pieces: list[Piece]) -> list[Piece]:
        """What is filled in, without rows that were added below: a label with a cell for its value, or a line."""
        kept: list[Piece] = []
        for row in (list(row) for _, row in groupby(pieces, key=_row)):
            filled = [piece for piece in row if not piece.is_blank]
            if kept and filled and _is_added(kept[0], filled, row):
                self.bound.left += filled
            else:
                kept += filled
        return kept

    def _elsewhere(self, piece: Piece) -> bool:
        """Give a cell to the last field of its column that is still blank, as where a row was split in two."""
        for slot, label in reversed(list(self._columns.items())):
            span = self._headers.get((label, piece.unit.table))
            path = slot.full_path
            blank = path in self.bound.texts and not self.bound.texts[path]
            if blank and span and piece.unit.span and span.overlap(piece.unit.span) > 0:
                self.bound.put(slot, [piece])
                return True
        return False

    def _several(self, slots: list[Slot], pieces: list[Piece]) -> None:
        cells = [piece for piece in pieces if piece.is_cell]
        filled = [piece for piece in pieces if not piece.is_blank]
        if slots[-1].is_date and not cells:
            self._dated(slots, filled)
        elif pieces and not pieces[0].whole and cells:
            # The first value stands in its label's own cell; what stands beside it belongs to columns further up.
            self.bound.put(slots[0], pieces[:1])
            first, others = pieces[0], slots[1:]
            rest = [
                piece
                for piece in pieces[1:]
                if self._column(others, piece) or not (_beside(first, piece) and self._elsewhere(piece))
            ]
            self._several(others, rest) if len(others) > 1 else self._one(others[0], rest)
        elif len(pieces) == len(slots):
            for slot, piece in zip(slots, pieces, strict=True):
                self.bound.put(slot, [piece])
        elif not self._by_column(slots, pieces):
            self._in_order(slots, filled)

    def _dated(self, slots: list[Slot], filled: list[Piece]) -> None:
        """The date at the end of a signature; what stands before it is for the slot before, or for nobody."""
        *others, date = slots
        for piece in filled:
            # The date may have been typed before the 年月日 that the form prints.
            text = _BLANK_DATE.sub("", piece.text)
            found = _DATE.search(text)
            if found:
                self.bound.put(date, [piece], found[0].strip())
            rest = text[: found.start()] if found else text
            if rest.strip() and others:
                self.bound.put(others[0], [piece], rest.strip())
            elif rest.strip():
                self.bound.left.append(Piece(piece.unit, rest, False))
        for slot in slots:
            self.bound.texts.setdefault(slot.full_path, "")

    def _in_order(self, slots: list[Slot], filled: list[Piece]) -> None:
        for index, slot in enumerate(slots):
            last = index == len(slots) - 1
            self.bound.put(slot, filled[index:] if last else filled[index : index + 1])
        if len(filled) > len(slots) and any(piece.is_cell for piece in filled):
            self.bound.joined += [slot.full_path for slot in slots]

    def _by_column(self, slots: list[Slot], pieces: list[Piece]) -> bool:
        """By the labels of the columns; False where a slot or a piece has none."""
        given: list[tuple[Slot, Piece]] = []
        for piece in pieces:
            slot = self._column(slots, piece)
            if slot is None and not piece.is_blank:
                return False
            if slot is not None:
                given.append((slot, piece))
        for slot in slots:
            own = [piece for owner, piece in given if owner is slot]
            beside = [other for other in slots if other.span == slot.span]
            if len(beside) > 1:
                self._shared(beside, own) if own else None
            else:
                self.bound.put(slot, own)
            if sum(piece.is_cell and not piece.is_blank for piece in own) > 1:
                self.bound.joined.append(slot.full_path if slot.row is None else f"{slot.section}[{slot.row}]")
        return bool(given)

    def _shared(self, slots: list[Slot], pieces: list[Piece]) -> None:
        """One cell for two facts, such as 企业联络人及职务: a line each, or the second in brackets or behind a sign."""
        text = "\n".join(piece.text.strip() for piece in pieces)
        for slot, part in zip(slots, parts(text, slots), strict=True):
            self.bound.put(slot, pieces, part)

    def _column(self, slots: Sequence[Slot], piece: Piece) -> Slot | None:
        span, table = piece.unit.span, piece.unit.table
        best, most = None, 0
        for slot in slots if span else ():
            found = self._headers.get((self._columns.get(slot, -1), table))
            shared = found.overlap(span) if found and span else 0
            if shared > most:
                best, most = slot, shared
        return best

    def _rows(self, section: str, slots: list[Slot], pieces: list[Piece]) -> None:
        """Rows of a section: what stands in one row of a table. A merged cell stands in each row that it spans."""
        pieces = [piece for piece in pieces if piece.is_blank or not self._is_print(piece)]
        rows: dict[tuple[int, int], list[Piece]] = {}
        for piece in pieces:
            cell = piece.unit.cell
            for row in range(cell.row, cell.row + cell.row_span) if cell else (piece.unit.index,):
                rows.setdefault((piece.unit.table, row), []).append(piece)
        before: list[Piece] = []
        for unsorted in rows.values():
            row_pieces = sorted(unsorted, key=_column)
            if all(piece.is_blank or self._is_row_number(slots, piece, row_pieces) for piece in row_pieces):
                continue
            if any(searchable(piece.text) in _SUMS for piece in row_pieces[:2]):
                self.bound.left += [piece for piece in row_pieces if not piece.is_blank]
                continue
            if _goes_on(before, row_pieces):
                new = [piece for piece in row_pieces if piece not in before]
                self._row(section, slots, new, self.bound.rows[section] - 1)
            else:
                self._row(section, slots, row_pieces, self.bound.rows.get(section, 0))
            before = row_pieces

    def _is_row_number(self, slots: list[Slot], piece: Piece, row: list[Piece]) -> bool:
        """Whether a piece numbers its row, as against a count that is all that was filled in."""
        if not _is_number(piece):
            return False
        column = self._column(slots, piece)
        return column.path in NUMBERS if column else piece is row[0]

    def _row(self, section: str, slots: list[Slot], pieces: list[Piece], number: int) -> None:
        written = [slot.in_row(number) for slot in slots]
        pieces = [self._without_label(piece) for piece in pieces]
        columns = {new: self._columns.get(old, -1) for new, old in zip(written, slots, strict=True)}
        row = Assigner(self._headers, columns, self._printed, self.bound)
        if not row._by_column(written, pieces) and not row._in_cells(written, pieces):
            own = [piece for piece in pieces if piece.is_blank or row._column(written, piece)]
            self.bound.left += [piece for piece in pieces if piece not in own]
            if not any(not piece.is_blank for piece in own):
                return
            row._by_column(written, own)
        self.bound.rows[section] = number + 1

    def _without_label(self, piece: Piece) -> Piece:
        """A cell of a row in which the label of its column was typed once more."""
        label, colon, rest = piece.text.replace("：", ":").partition(":")
        return replace(piece, text=rest.strip()) if colon and searchable(label) in self._printed else piece

    def _in_cells(self, slots: list[Slot], pieces: list[Piece]) -> bool:
        """A cell after the other, where there are as many as the form has."""
        cells = [list(beside) for _, beside in groupby(slots, key=_span)]
        numbered = [piece for piece in pieces if not _is_number(piece)]
        if len(numbered) == len(cells) - 1 and slots[0].path in NUMBERS:
            cells, pieces = cells[1:], numbered
        if len(cells) != len(pieces):
            return False
        for beside, piece in zip(cells, pieces, strict=True):
            if len(beside) > 1:
                self._shared(beside, [piece])
            else:
                self.bound.put(beside[0], [piece])
        return True


def move_dates(outline: Outline, bound: Bound) -> None:
    """Dates that were read with the name before them, where the sender signs below the seal, to their own places."""
    for slot, date in outline.dated:
        said = bound.texts.get(slot.full_path, "")
        found = _DATE.search(said)
        if found and "\n" in said[: found.start()] and not bound.texts.get(date.full_path, "").strip():
            bound.texts[slot.full_path] = said[: found.start()].rstrip()
            bound.texts[date.full_path] = found[0].strip()
            bound.places[date.full_path] = bound.places[slot.full_path]


def _beside(first: Piece, other: Piece) -> bool:
    """Whether another cell, that is filled in, begins in the same row of the table."""
    cell, beside = first.unit.cell, other.unit.cell
    return not other.is_blank and cell is not None and beside is not None and cell.row == beside.row


def _is_added(first: Piece, filled: list[Piece], row: list[Piece]) -> bool:
    """Whether a row below a value is one of its own: more than one cell, or behind a paragraph a line with a label."""
    if first.unit.cell is None:
        said = filled[0].text.strip()
        return not first.whole and (_LABELLED.match(said) or _DATE.fullmatch(said)) is not None
    return len(filled) > 1 or (filled[0] is row[0] and len(row) > 1)


def _row(piece: Piece) -> tuple[int, int]:
    return piece.unit.table, piece.unit.cell.row if piece.unit.cell else -1 - piece.unit.index


def _column(piece: Piece) -> int:
    return piece.unit.cell.column if piece.unit.cell else 0


def _span(slot: Slot) -> Span | None:
    return slot.span


def _without_number(pieces: list[Piece], number: str) -> list[Piece]:
    """Without the last cell that is the number of a row; one before it is a value."""
    for index in range(len(pieces) - 1, -1, -1):
        if pieces[index].is_cell and pieces[index].key == number:
            return pieces[:index] + pieces[index + 1 :]
    return pieces


def _goes_on(before: list[Piece], pieces: list[Piece]) -> bool:
    """Whether a row of the table is a further line of the entry before: most of its cells span both, its name too."""
    named = [piece for piece in pieces if not _is_number(piece)]
    if not before or not named or named[0] not in before or named[0].is_blank:
        return False
    return 2 * sum(piece in before for piece in named) > len(named)


def _is_number(piece: Piece) -> bool:
    """Whether a piece may be the number of a row, printed beforehand."""
    return re.fullmatch(r"\d{1,3}\.?", searchable(piece.text)) is not None
