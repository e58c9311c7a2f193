"""Tables with a program's names above their columns, which another sheet of the workbook explains: 字段 | 含义."""

from collections.abc import Iterator, Mapping, Sequence

from ipforms.bulk.sheet_cards import IsLabel
from ipforms.bulk.sources import SourceRow, SourceTable

_FEWEST = 4  # columns of such a table
_MOST = 0.8  # of them, that the other sheet must explain
_LABELS = 0.5  # of what it explains them by, that somebody would know
_LOOKED_AT = 200  # rows of a sheet that may explain them


class DescribedTable(SourceTable):
    """A table whose columns are called as another sheet explains them.

    Args:
        table: its rows.
        words: its headers, each with what it means.
    """

    def __init__(self, table: SourceTable, words: Mapping[str, str]) -> None:
        super().__init__(table.name, epoch_1904=table.epoch_1904)
        self.hidden_sheets, self.hidden = table.hidden_sheets, table.hidden
        self._table, self._words = table, words
        self.renamed = [(table.name, own, name) for own, name in words.items()]

    @property
    def headers(self) -> tuple[str, ...]:
        """What the columns are, from left to right."""
        return tuple(self._words.get(each, each) for each in self._table.headers or ())

    def __iter__(self) -> Iterator[SourceRow]:
        yield from (row.renamed(self._words) for row in self._table)
        self.skipped[:] = self._table.skipped

    @classmethod
    def of(cls, table: SourceTable, others: Sequence[SourceTable], is_label: IsLabel) -> SourceTable:
        """The table, with its columns called as one of the other sheets explains them."""
        headers = table.headers or ()
        if len(headers) < _FEWEST or not all(map(str.isascii, headers)):
            return table
        for other in (each for each in others if each is not table):
            words = _words(headers, other, is_label)
            if words and len({*words.values()}) == len(words) and words.keys().isdisjoint(words.values()):
                return cls(table, words)
        return table


def _words(headers: Sequence[str], other: SourceTable, is_label: IsLabel) -> dict[str, str]:
    """The headers with what a sheet says that they mean; {} where it says nothing of most."""
    rows = [[*(other.headers or ())], *(map(str, row.values.values()) for row in other.first(_LOOKED_AT))]
    lines = [[text.strip() for text in row] for row in rows]
    for at in range(max(map(len, lines))):
        said = {line[at]: line for line in lines if at < len(line) and line[at] in headers}
        if len(said) < _MOST * len(headers):
            continue
        for beside in range(max(map(len, said.values()))):
            words = {code: line[beside] for code, line in said.items() if beside < len(line) and beside != at}
            if sum(map(is_label, words.values())) >= _LABELS * len(headers):
                return words
    return {}
