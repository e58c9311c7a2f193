"""Columns whose cells hold several facts, each behind its label: 企业名称：甲公司⏎联系人：李敏."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ipforms.bulk.bare_headers import plain_header
from ipforms.bulk.columns import FormColumns
from ipforms.bulk.header_words import is_harmless
from ipforms.bulk.row_texts import is_for_people
from ipforms.bulk.sources import RowProblem, SourceRow, SourceTable
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.codes.masking import masked_text
from ipforms.text.regex import regex

_LOOKED_AT, _MOST = 60, 0.8  # rows from the top, and the share of a column's cells that are nothing but such facts
_FEWEST = 2  # facts of a cell, and cells
_BETWEEN = regex(r"\s*(?:[\n；;]|\s{2,})\s*")
_FACT = regex(r"([^\s:：\d]{1,8})\s*[:：]\s*(.*)", re.DOTALL)


class FactCells(SourceTable):
    """A table in which the facts of one column have columns of their own.

    Args:
        table: its rows.
        header: the column.
        names: the labels in its cells, each with what its column is called.
    """

    def __init__(self, table: SourceTable, header: str, names: Mapping[str, str]) -> None:
        super().__init__(table.name, epoch_1904=table.epoch_1904)
        self.hidden_sheets, self.hidden = table.hidden_sheets, table.hidden
        self._table, self._header, self._names = table, header, names
        self.renamed = [(table.name, header, name) for name in names.values()]

    @property
    def headers(self) -> tuple[str, ...]:
        """Those of the table, with the labels in the place of the column."""
        at = (self._names.values() if each == self._header else (each,) for each in self._table.headers or ())
        return tuple(dict.fromkeys(name for names in at for name in names))

    def __iter__(self) -> Iterator[SourceRow]:
        yield from map(self._apart, self._table)
        self.skipped[:] = self._table.skipped

    def _apart(self, row: SourceRow) -> SourceRow:
        values = {header: value for header, value in row.values.items() if header != self._header}
        text = str(row.values.get(self._header, ""))
        facts = _facts(text)
        if is_for_people(text):  # 合计：5家
            return row
        if text.strip() and (facts is None or not facts.keys() <= self._names.keys()):
            problem = RowProblem("table.not_split", {"column": self._header, "text": masked_text(text)})
            return replace(row, problems=(*row.problems, problem))
        return replace(row, values={**{self._names[label]: fact for label, fact in (facts or {}).items()}, **values})

    @classmethod
    def of(cls, columns: FormColumns, table: SourceTable) -> SourceTable:
        """The table, with the facts of a column apart where each of its cells says of each what it is."""
        rows = [row.values for row in table.first(_LOOKED_AT)]
        for header in table.headers or ():
            cells = [_facts(text) for row in rows if "：" in (text := str(row.get(header, ""))) or ":" in text]
            found = [each for each in cells if each and len(each) >= _FEWEST]
            is_other = is_harmless(header) or columns.all_named(header)
            values = sum(header in row for row in rows)
            if is_other or len(found) < max(_FEWEST, _MOST * values):
                continue
            names = {label: _name(columns, header, label) for facts in found for label in facts}
            known = [each for each in names.values() if columns.is_label(each)]
            is_free = {*names.values()}.isdisjoint(table.headers or ()) and len({*names.values()}) == len(names)
            if is_free and len(known) >= _MOST * len(names):
                return cls(table, header, names)
        return table


def _name(columns: FormColumns, header: str, label: str) -> str:
    """What the column of a label is called: 联系人·电话, and else by the label alone."""
    of_group = f"{plain_header(header)}{LEVELS}{label}"
    return of_group if columns.all_named(of_group) else label


def _facts(text: str) -> dict[str, Any] | None:
    """What a cell says behind labels; None where it says something else."""
    pieces = [_FACT.fullmatch(piece) for piece in _BETWEEN.split(text.strip()) if piece]
    found = {each[1]: each[2] for each in pieces if each}
    return {label: fact for label, fact in found.items() if fact} if len(found) == len(pieces) else None
