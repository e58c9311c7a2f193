"""What people call the fields of the forms of this package, besides their labels: `vocabulary.toml`.

One vocabulary serves table columns and labels of documents. Fields of other packages give theirs as aliases.
"""

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


def words_of(pattern: str) -> tuple[str, ...]:
    """The words that name a field of a document outright, by the pattern of its path.

    >>> "出台时间" in words_of("ip_policies[].adopted_on")
    True
    """
    also_values = word_tables()["values"].get(pattern, ())
    return tuple(word for word in word_tables()["fields"].get(pattern, ()) if word not in also_values)


def words_within(name: str, title: str) -> tuple[str, ...]:
    """The words for a field of any group, by its name there, or that and its label: a firm's name is no 姓名."""
    return word_tables()["within"].get(f"{name} {title}", word_tables()["within"].get(name, ()))
