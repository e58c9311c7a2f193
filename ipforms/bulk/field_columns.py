"""The fields of a form that can stand in a column of a table, each with its header and the other names that it has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby, product
from typing import Self

from ipforms import paths
from ipforms.codecs import PERSON, TRADE_MARKS
from ipforms.codecs.lists import ItemsCodec
from ipforms.schemas.base import extra
from ipforms.schemas.layout import FieldGroup, Leaf
from ipforms.text import bare_label
from ipforms.text.label_tokens import fold


@dataclass(frozen=True)
class FieldColumn:
    """A field that can stand in a column."""

    pattern: str  # its path without indexes: `ip_units[].unit`
    leaf: Leaf  # the field
    groups: tuple[FieldGroup | Leaf, ...]  # what it stands in, from the outside
    header: str  # what an entry workbook calls it
    inner: int = 0  # the row of the section within its section (products with patents), where it is of one

    @cached_property
    def section(self) -> FieldGroup | None:
        """The repeated section that it belongs to."""
        return next((group for group in self.groups if isinstance(group, FieldGroup) and group.repeated), None)

    @cached_property
    def inner_section(self) -> str:
        """The name of the repeated section within that one, "" if there is none."""
        repeated = [group.name for group in self.groups if isinstance(group, FieldGroup) and group.repeated]
        return next(iter(repeated[1:]), "")

    @property
    def first(self) -> Self:
        """Itself in the first row of the section within its section."""
        return replace(self, inner=0) if self.inner else self

    @cached_property
    def called(self) -> frozenset[str]:
        """What the field is called; such a label, typed into a cell too, is no part of its value."""
        aliases = extra(self.leaf.info, "aliases") or ()
        return frozenset(bare_label(name) for name in (self.leaf.title, self.header, *aliases))

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a composite value, such as the patents of one kind."""
        return bool(self.groups) and isinstance(self.groups[-1], Leaf)

    @cached_property
    def has_many(self) -> bool:
        """Whether its value is a list, of which columns (手机, 座机) or rows of one applicant may each give some."""
        return isinstance(self.leaf.codec, ItemsCodec | type(TRADE_MARKS))

    @cached_property
    def is_of_applicants(self) -> bool:
        """Whether it is of the applicants of a form on several: a row of its section is a row of the table."""
        nodes = self.section.children if self.section else ()
        return any(isinstance(each, Leaf) and each.name == "name" and each.codec is not PERSON for each in nodes)

    @property
    def is_applicant(self) -> bool:
        """Whether it names those."""
        return self.is_of_applicants and self.leaf.name == "name"

    @cached_property
    def is_signed(self) -> bool:
        """Whether it belongs to a part of the form that somebody signs: a declaration, an endorsement."""
        parts = [node.name for group in self.groups if isinstance(group, FieldGroup) for node in group.children]
        return "signatory" in parts

    def is_of(self, pattern: str) -> bool:
        """Whether a pattern is that of this field, or of a part of it."""
        return f"{pattern}.".startswith(f"{self.pattern}.")

    def path(self, index: int = 0) -> paths.Path:
        """The path of the field in row `index` of its section."""
        return _path(self.pattern, index, self.inner)


@lru_cache(maxsize=4096)
def _path(pattern: str, index: int, inner: int) -> paths.Path:
    # Asked for each cell of each row.
    return paths.parse(pattern.replace("[]", f"[{index}]", 1).replace("[]", f"[{inner}]"))


def field_columns(node: FieldGroup, prefix: str = "", groups: tuple[FieldGroup, ...] = ()) -> Iterator[FieldColumn]:
    """The columns of a form, or of a group of it, in the order in which the form prints them."""
    for child in node.children:
        pattern = f"{prefix}{child.name}"
        if isinstance(child, FieldGroup):
            dot = "[]." if child.repeated else "."
            yield from field_columns(child, pattern + dot, (*groups, child))
            continue
        header = child.heading or _joined([*(group.title for group in groups), child.title])
        if groups and groups[-1].repeated and not child.heading:
            header = child.title if groups[-1].title != "联系人" else header
        yield FieldColumn(pattern, child, groups, header)
        for part in child.children:
            yield FieldColumn(f"{pattern}.{part.name}", part, (*groups, child), f"{_joined([child.title])}{part.title}")


def _joined(titles: list[str]) -> str:
    """封面 + 申报单位（盖章） = 封面申报单位; one label alone is kept whole: 注册资金（万元）."""
    if len(titles) == 1:
        return titles[0]
    return "".join(word for word, _ in groupby(re.sub(r"（[^）]*）$", "", title) for title in titles))


def titles(node: FieldGroup | Leaf) -> list[str]:
    """The folded labels of a field or group: as printed, bare, and its other names."""
    aliases = (extra(node.info, "aliases") or ()) if node.info else ()
    labels = [node.title, bare_label(node.title), *aliases]
    return list(dict.fromkeys(fold(label) for label in labels))


def field_names(column: FieldColumn) -> set[str]:
    """All folded names of a column: its header, its labels, each with each name of its group."""
    own = {fold(column.header), *titles(column.leaf)}
    if column.leaf.heading:
        own.add(fold(column.leaf.heading))
    for group in reversed(column.groups):
        own |= {outer + inner for outer, inner in product(titles(group), own)}
    return own


def by_label(columns: tuple[FieldColumn, ...]) -> dict[str, tuple[FieldColumn, ...]]:
    """Columns by name. A header of its own wins; a label that several fields have, such as 姓名, names none of them."""
    headers = {fold(column.header): column for column in columns}
    for column in columns:
        # “联系人” in a colleague's spreadsheet is the person's name, whatever else the form has by that label.
        if column.leaf.name == "name" and column.groups:
            headers |= {title: column for title in titles(column.groups[-1]) if title not in headers}
    named: dict[str, list[FieldColumn]] = {}
    for column in columns:
        for name in field_names(column):
            named.setdefault(name, []).append(column)
    found = {name: found[0] for name, found in named.items() if len(found) == 1} | headers
    return {name: (column,) for name, column in found.items()}
