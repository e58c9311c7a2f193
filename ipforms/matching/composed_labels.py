"""Labels that say in one what a form says in two: 法定代表人身份证号码 is the 身份证号码 in the row 法定代表人."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import chain

_OF = re.compile(r"\(?[\d一二三四五]?\)?的?[:·/-]?$")  # what may stand between the name of a row and that of a column


class ComposedLabels:
    """The fields of a form that are known by the labels of their row and their column.

    Args:
        crossed: the labels that say together what a field is, by its name outright.
        labels_of: the labels of the form that a word stands for.
    """

    def __init__(self, crossed: Mapping[str, frozenset[str]], labels_of: Callable[[str], frozenset[str]]) -> None:
        self.crossed, self._labels_of = crossed, labels_of
        self._columns = frozenset(chain.from_iterable(crossed.values()))
        self._endings = tuple(self._columns)

    def names(self, key: str) -> tuple[str, ...]:
        """The names outright of the fields whose row and column a text says in one: 联系人2手机."""
        return self._names(key, self._labels_of) or (
            self._names(key, self._like_columns) if key.endswith(self._endings) else ()
        )

    def _names(self, key: str, column_of: Callable[[str], frozenset[str]]) -> tuple[str, ...]:
        for at in range(len(key) - 2, 1, -1):
            column = column_of(key[at:]) & self._columns
            row = self._labels_of(_OF.sub("", key[:at])) & self._columns if column else column
            if row:
                both = ((name, own & row, own & column) for name, own in self.crossed.items())
                named = tuple(name for name, of_row, of_column in both if of_row and of_column and of_row != of_column)
                if named:
                    return named
        return ()

    def column(self, owner: str, key: str) -> str:
        """What a label asks for of an owner, in the form's words: 电话, or 固话/手机 if it asks for each; else ""."""
        own = [self.crossed[name] for name in self.names(f"{owner}{key}")]
        if len(own) > 1:
            apart = [sorted(each - frozenset.intersection(*own)) for each in own]
            return "/".join(each[0] for each in apart) if all(len(each) == 1 for each in apart) else ""
        said = [label for each in own for label in each if label in self._labels_of(key)]
        return max(said or [label for each in own for label in each if key.endswith(label)], key=len, default="")

    def _like_columns(self, key: str) -> frozenset[str]:
        """The labels that a text ends with: 联系电话, which a list may have for its own, is a 电话 too."""
        return frozenset(label for label in self._columns if key.endswith(label))
