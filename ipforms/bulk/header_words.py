"""What people call a field above a column of their table, besides its labels: `header_words.toml`.

The words are for the forms of this package; the fields of other packages give theirs as aliases.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from itertools import product
from pathlib import Path

from ipforms.bulk.field_columns import FieldColumn, fold, titles

_FILE = Path(__file__).with_suffix(".toml")


@cache
def _words() -> dict[str, dict[str, frozenset[str]]]:
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        table: {name: frozenset(map(fold, words)) for name, words in keys.items()} for table, keys in tables.items()
    }


def is_harmless(header: str) -> bool:
    """Whether a column is one that tables have and forms have not: a row's number, a remark.

    >>> is_harmless("序号"), is_harmless("备注（选填）"), is_harmless("注册资金")
    (True, True, False)
    """
    return fold(header) in _words()["harmless"]["names"] or _bare(header) in _words()["harmless"]["names"]


def _bare(header: str) -> str:
    return fold(header.partition("（")[0].partition("(")[0])


def own_words(column: FieldColumn) -> frozenset[str]:
    """The folded words that name the field of a column outright."""
    said = _words()["fields"].get(column.pattern, frozenset())
    if not column.groups or column.is_part:
        return said
    group = column.groups[-1]
    outer = {*titles(group), *_words()["groups"].get(group.name, ())}
    inner = {*titles(column.leaf), *_words()["within"].get(column.leaf.name, ())}
    named = outer if column.leaf.name == "name" and group.name in _words()["groups"] else set()
    return said | named | {first + second for first, second in product(outer, inner)}


def shared_words(column: FieldColumn) -> frozenset[str]:
    """The folded words that name it where a column beside it is of the same group: 手机 behind 联系人."""
    if not column.groups or column.is_part:
        return frozenset()
    return frozenset(titles(column.leaf)) | _words()["within"].get(column.leaf.name, frozenset())


def by_word(columns: Iterable[FieldColumn]) -> dict[str, FieldColumn]:
    """The columns by their words; a word of several is none of them."""
    found: dict[str, list[FieldColumn]] = {}
    for column in columns:
        for word in own_words(column):
            found.setdefault(word, []).append(column)
    return {word: named[0] for word, named in found.items() if len(named) == 1}


def by_shared_word(columns: Iterable[FieldColumn]) -> dict[str, list[FieldColumn]]:
    """The columns that a word may mean, by the word."""
    found: dict[str, list[FieldColumn]] = {}
    for column in columns:
        for word in shared_words(column):
            found.setdefault(word, []).append(column)
    return found
