"""What people call the fields of the forms of this package, besides their labels: `vocabulary.toml`.

One vocabulary serves table columns and labels of documents. Fields of other packages give theirs as aliases.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")


@cache
def word_tables() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The tables of the file, with the words as they are written."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {table: {name: tuple(words) for name, words in keys.items()} for table, keys in tables.items()}


def words_of(pattern: str, name: str, group: str) -> tuple[str, ...]:
    """The words for a field in a document, by the pattern of its path, its name, and that of the group around it.

    >>> "出台时间" in words_of("ip_policies[].adopted_on", "adopted_on", "ip_policies")
    True
    """
    tables = word_tables()
    outright = tables["fields"].get(pattern, ())
    within = tables["within"].get(name, ()) if group else ()
    of_group = tables["groups"].get(group, ()) if name == "name" else ()
    also_values = tables["values"].get(pattern, ())
    return tuple(word for word in dict.fromkeys((*outright, *within, *of_group)) if word not in also_values)
