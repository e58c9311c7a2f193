"""Tables with a row a right, of which a column says whether it is a trade mark or a patent: 权利类型 | 名称 | 号码.

Each kind has columns of its own then: 商标·名称 | 商标·号码 | 专利·号码.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ipforms.bulk.columns import FormColumns
from ipforms.bulk.sources import SourceRow, SourceTable
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.codecs import TRADE_MARKS
from ipforms.text.label_tokens import tokens
from ipforms.text.regex import regex

_LOOKED_AT, _MOST = 60, 0.8  # rows from the top, and the share of them whose kind is a word for rights
_KINDS = {"商标": "商标", "专利": "专利", "发明": "专利", "实用新型": "专利", "外观设计": "专利"}
_OF_RIGHTS = (*_KINDS, "注册", "专利名称", "名称")  # words for what is said of a right
_FACT = regex(r"[^·]{0,8}?(?:(名称)|号码?|编号|[（(].{1,8}号[)）])")  # of a right: its name, its number


class RightKinds(SourceTable):
    """A table whose rights have columns by their kinds.

    Args:
        table: its rows.
        kind: the header of the column that says what a right is.
        facts: the headers of its name and its number, with what these are called of a kind.
    """

    def __init__(self, table: SourceTable, kind: str, facts: dict[str, str]) -> None:
        super().__init__(table.name, epoch_1904=table.epoch_1904)
        self.hidden_sheets, self.hidden = table.hidden_sheets, table.hidden
        self._table, self._kind, self._facts = table, kind, facts
        kinds = dict.fromkeys(_KINDS.values())
        self.renamed = [(table.name, own, f"{kind}{LEVELS}{fact}") for own, fact in facts.items() for kind in kinds]

    @property
    def headers(self) -> tuple[str, ...]:
        """The other columns, then those of each kind."""
        own = [each for each in self._table.headers or () if each not in (self._kind, *self._facts)]
        return (*own, *(name for _, _, name in self.renamed))

    def __iter__(self) -> Iterator[SourceRow]:
        for row in self._table:
            kind = _kind_of(str(row.values.get(self._kind, "")))
            names = {each: f"{kind}{LEVELS}{fact}" for each, fact in self._facts.items()} if kind else {}
            own = {each: value for each, value in row.values.items() if each != self._kind or not kind}
            yield replace(row, values=own).renamed(names)
        self.skipped[:] = self._table.skipped


def with_right_kinds(columns: FormColumns, table: SourceTable) -> SourceTable:
    """The table, where one of its columns says of which kind the right in each row is."""
    if not any(each.leaf.codec is TRADE_MARKS for each in columns.all):
        return table
    rows = [row.values for row in table.first(_LOOKED_AT)]
    for header in table.headers or ():
        kinds = [_kind_of(str(row[header])) for row in rows if header in row]
        facts = _facts(columns, [each for each in table.headers or () if each != header])
        if facts and len({*filter(None, kinds)}) > 1 and sum(map(bool, kinds)) >= _MOST * len(kinds):
            return RightKinds(table, header, facts)
    return table


def _kind_of(text: str) -> str:
    words = tokens(text).words
    kinds = {_KINDS[each] for each in words if each in _KINDS}
    return kinds.pop() if len(kinds) == 1 and len(text) <= len("外观设计专利权") else ""


def _facts(columns: FormColumns, headers: Sequence[str]) -> dict[str, str]:
    """The headers of a right's name and its number, which are of no applicant."""
    names = [each for each in headers if any(field.is_applicant for field, _ in columns.all_named(each))]
    names = [each for each in names if each != "名称"] or names  # 企业名称 beside 名称
    found = {each: fact for each in headers if (fact := _FACT.fullmatch(each)) and each not in names}
    facts = {each: "名称" if fact[1] else "号码" for each, fact in found.items() if _is_of_right(each)}
    return facts if len({*facts.values()}) == len(facts) and "号码" in facts.values() else {}


def _is_of_right(header: str) -> bool:
    """Whether a header may be of a right: 号码, 注册号; and does not number the rows."""
    own = tokens(header)
    is_of_right = not own.words or not own.words.isdisjoint(_OF_RIGHTS) or bool(own.unknown)
    return is_of_right and header not in ("序号", "编号")
