"""Labels that say in one what a form says in two: 法定代表人身份证号码 is the 身份证号码 in the row 法定代表人."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from itertools import chain, permutations

from ipforms.text import bare_label

_ABOUT = re.compile("(?:数量|拥有量?|申请|总体)?(?:情况|状况|数量)$")  # 专利情况, the head of a row
_OF = re.compile(r"\(?[\d一二三四五]?\)?的?[:·/-]?$")  # what may stand between the name of a row and that of a column


class ComposedLabels:
    """The fields of a form that are known by the labels of their row and their column.

    Attributes:
        columns: all the labels of rows and columns.

    Args:
        crossed: the labels that say together what a field is, by its name outright.
        labels_of: the labels of the form that a word stands for.
    """

    def __init__(self, crossed: Mapping[str, frozenset[str]], labels_of: Callable[[str], frozenset[str]]) -> None:
        self.crossed, self._labels_of = crossed, labels_of
        self.columns = frozenset(chain.from_iterable(crossed.values()))
        self._endings = tuple(self.columns)
        times = Counter(chain.from_iterable(crossed.values()))
        self._of_one = frozenset(label for label, count in times.items() if count == 1)

    def names(self, key: str) -> tuple[str, ...]:
        """The names outright of the fields whose row and column a text says in one: 联系人2手机."""
        return self._names(key, self._labels_of) or (
            self._names(key, self._like_columns) if key.endswith(self._endings) else ()
        )

    def row(self, key: str) -> frozenset[str]:
        """The labels that the head of a row is: 专利（件）."""
        return self._labels_of(_ABOUT.sub("", bare_label(key))) & self.columns

    def field(self, key: str, row: frozenset[str] = frozenset()) -> str:
        """The field that a text names outright, or as a column of a row; "" where that is none or more than one."""
        said = self._labels_of(key)
        named: Collection[str] = said & self.crossed.keys() or set(self._names(key, self._labels_of))
        if not named:
            own = {name: labels & said for name, labels in self.crossed.items() if labels & said}
            named = [name for name, of in own.items() if of & self._of_one or of != self.crossed[name] & row != set()]
        return next(iter(named)) if len(named) == 1 else ""

    def label(self, name: str) -> str:
        """The name outright of a field as a text: 专利申请量."""
        parts = [bare_label(label) for label in sorted(self.crossed[name])]
        return next(("".join(each) for each in permutations(parts) if self.names("".join(each)) == (name,)), "")

    def _names(self, key: str, column_of: Callable[[str], frozenset[str]]) -> tuple[str, ...]:
        for at in range(len(key) - 2, 1, -1):
            said = column_of(key[at:])
            row = self._labels_of(_OF.sub("", key[:at])) & self.columns if said else said
            if row:
                both = ((name, own & row, own & said) for name, own in self.crossed.items())
                named = tuple(
                    name
                    for name, of_row, of_column in both
                    if of_row and (name in said or (of_column and of_row != of_column))
                )
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
        return frozenset(label for label in self.columns if key.endswith(label) and ":" not in key)
