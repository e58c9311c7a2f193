"""Where something stands: as a field path of the record, `ip_units[0].names`, and as a place of the document.

One grammar of paths for templates, columns, findings and errors.

>>> parse("ip_units[0].names")
('ip_units', 0, 'names')
>>> join(("ip_units", 0, "names"))
'ip_units[0].names'
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal, NamedTuple

Path = tuple[str | int, ...]

_INDEX = re.compile(r"\[\d+\]")
_STEP = re.compile(r"\.?([A-Za-z_]\w*)|\[(\d{1,6})\]", re.ASCII)


@lru_cache(maxsize=4_096)
def parse(text: str) -> Path:
    """Split a path into names and indexes.

    Raises:
        ValueError: `text` is not a path.

    >>> parse("ip_units[x]")
    Traceback (most recent call last):
    ...
    ValueError: not a field path: 'ip_units[x]'
    """
    steps: list[str | int] = []
    position = 0
    while position < len(text):
        step = _STEP.match(text, position)
        if step is None or ((text[position] == ".") == (position == 0) and step[1]):
            raise ValueError(f"not a field path: {text!r}")
        steps.append(step[1] or int(step[2]))
        position = step.end()
    if not steps or isinstance(steps[0], int):
        raise ValueError(f"not a field path: {text!r}")
    return tuple(steps)


def join(path: Iterable[str | int]) -> str:
    """Write a path."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def pattern(path: Iterable[str | int]) -> str:
    """A path without its indexes: the same for every row of a repeated section.

    >>> pattern(("ip_units", 3, "names"))
    'ip_units[].names'
    """
    text = "".join("[]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def pattern_of(text: str) -> str:
    """The same of a path that is written out, or of a part of one.

    >>> pattern_of("ip_units[3].names"), pattern_of("")
    ('ip_units[].names', '')
    """
    return _INDEX.sub("[]", text)


def get(data: Any, path: Iterable[str | int]) -> Any:
    """The value at a path of nested mappings and lists, or None where the way there is absent.

    >>> get({"ip_units": [{"unit": "法务部"}]}, ("ip_units", 0, "unit"))
    '法务部'
    >>> get({"ip_units": []}, ("ip_units", 0, "unit")) is None
    True
    """
    for step in path:
        if type(data) is dict or isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
            data = data[step]
        else:
            return None
    return data


def put(data: dict[str, Any], path: Path, value: Any) -> None:
    """Set the value at a path, making mappings and lists on the way. Rows that are skipped become empty mappings.

    >>> data = {}
    >>> put(data, ("ip_units", 1, "unit"), "法务部")
    >>> data
    {'ip_units': [{}, {'unit': '法务部'}]}
    """
    here: Any = data
    for step, after in pairwise(path):
        here = _child(here, step, [] if isinstance(after, int) else {})
    if isinstance(here, list):
        _grow(here, int(path[-1]))
    here[path[-1]] = value


def nested(values: Mapping[Path, Any]) -> dict[str, Any]:
    """Values by path as nested mappings and lists.

    >>> nested({("name",): "甲", ("ip_units", 0, "unit"): "法务部"})
    {'name': '甲', 'ip_units': [{'unit': '法务部'}]}
    """
    data: dict[str, Any] = {}
    for path, value in values.items():
        put(data, path, value)
    return data


def _child(here: Any, step: str | int, new: Any) -> Any:
    if isinstance(here, list):
        _grow(here, int(step))
        return here[int(step)]
    if here.get(step) is None:
        here[step] = new
    return here[step]


def _grow(rows: list[Any], index: int) -> None:
    rows.extend({} for _ in range(index + 1 - len(rows)))


class Place(NamedTuple):
    """Where something stands, as a person counts: from 1."""

    table: int | None = None  # which table of the document; None outside of tables
    row: int | None = None  # which row of the table, or which paragraph outside of tables
    column: int | None = None  # which column of the table's grid
    page: int | None = None  # which page, where the format has pages
    part: Literal["body", "header", "footer", "note"] = "body"  # "body", or "header", "footer", "note" apart from it
    # its rectangle on the page, where the format has pages: left, top, right, bottom in points, from the top left
    # corner of the page as it is shown. Of a cell that goes on over pages, its first part
    box: tuple[float, float, float, float] | None = None

    def __str__(self) -> str:
        pieces = [("第{}页", self.page), ("第{}个表格", self.table)]
        pieces += [("第{}行" if self.table else "第{}段", self.row), ("第{}列", self.column)]
        return _PARTS[self.part] + "".join(form.format(number) for form, number in pieces if number is not None)

    def message(self, lang: str = "zh") -> str:
        """The place in words, as a note that names it takes them.

        >>> Place(page=2).message(), Place(table=1, row=3).message("en"), Place(row=4, part="header").message("en")
        ('第2页', 'table 1, row 3', 'header, paragraph 4')
        """
        if lang == "zh":
            return str(self)
        row = "row" if self.table else "paragraph"
        steps = (("page", self.page), ("table", self.table), (row, self.row), ("column", self.column))
        part = [] if self.part == "body" else [self.part]
        return ", ".join([*part, *(f"{name} {number}" for name, number in steps if number is not None)])

    def seen(self, lang: str = "zh") -> str:
        """As much of the place as a person sees on paper: the page, or the margin; nobody counts tables and rows.

        >>> Place(page=2, table=1, row=3).seen(), Place(table=1, row=3).seen("en")
        ('第2页', '')
        """
        return self._replace(table=None, row=None, column=None).message(lang)

    def to_dict(self) -> dict[str, Any]:
        """The place as plain data, with its wording."""
        box = None if self.box is None else list(self.box)
        return {**self._asdict(), "box": box, "text": str(self)}


_PARTS = {"body": "", "header": "页眉", "footer": "页脚", "note": "脚注"}
