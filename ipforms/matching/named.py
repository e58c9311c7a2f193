"""Fields of a fillable form that bear the paths of our own: what they say is bound by their names, and is exact.

A printed date has a field for its year, its month and its day (`declaration.date.year`); they are read as what the page
shows. Where a path has no field, what stands on the page counts, as it does for fields of other names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ipforms.matching import Binding
from ipforms.matching.bound import NUMBERS, Bound
from ipforms.matching.choose import Choice, Choices
from ipforms.paths import Place
from ipforms.sheet import Field, Sheet
from ipforms.text import unspaced

_INDEX = re.compile(r"\[\d{1,4}\]")
_PART = re.compile(r"(?P<path>.+)\.(?P<part>year|month|day)")
_PARTS_OF_DATE = re.compile(r"(.{0,10})年(.{0,10})月(.{0,10})日")
_UNITS = {"year": "年", "month": "月", "day": "日"}
# What our own further pages print: their heading, the heading of a row, the label of a text that goes on.
_ADDED = re.compile(r"\s*(?:.{0,60}（续页）|.{1,60}第\d+行|[^\n]{1,60}（续(?:，另起一段)?）)\s*")
_MOST = 0.5
"""Of the fields of a file, so many must have names of the form; others may have been added."""


def by_names(choices: Choices, sheet: Sheet, patterns: Mapping[str, frozenset[str]]) -> Choices:
    """The forms in a document, with what its fields say.

    Args:
        choices: what was found by labels.
        sheet: the document.
        patterns: for each form, the patterns of its paths, such as `ip_units[].names`.
    """
    owner = _owner(sheet.fields, patterns)
    if owner is None:
        return choices
    named = _read(field for field in sheet.fields if _pattern(_path(field, patterns[owner])) in patterns[owner])
    found = next((choice for choice in choices.forms if choice.form_id == owner), None)
    if found is None:
        exact = Choice(owner, Binding(_with(Bound(), named), (), (), 1.0))
        return Choices([exact, *choices.forms], choices.outside)
    exact = replace(found, binding=replace(found.binding, bound=_with(found.binding.bound, named)))
    said = _folded(field.text for field in sheet.fields)
    outside = [unit for unit in choices.outside if not (_is_said(unit.text, said) or _ADDED.fullmatch(unit.text))]
    return Choices([exact if choice is found else choice for choice in choices.forms], outside)


def _owner(fields: tuple[Field, ...], patterns: Mapping[str, frozenset[str]]) -> str | None:
    """The form whose paths most of the fields bear; None if most bear none."""
    counts = {form_id: sum(_pattern(_path(field, own)) in own for field in fields) for form_id, own in patterns.items()}
    best = max(counts, key=counts.__getitem__, default=None)
    return best if best is not None and counts[best] > _MOST * len(fields) else None


def _pattern(path: str) -> str:
    return _INDEX.sub("[]", path)


def _path(field: Field, patterns: frozenset[str]) -> str:
    """The path of a field: its name, but for the parts of a date."""
    part = _PART.fullmatch(field.name)
    return part["path"] if part and _pattern(field.name) not in patterns else field.name


def _read(fields: Iterable[Field]) -> dict[str, tuple[str, Place]]:
    """What the fields say by path; of two fields of one name the first counts that says something."""
    said: dict[str, tuple[str, Place]] = {}
    dates: dict[str, dict[str, Field]] = {}
    for field in fields:
        part = _PART.fullmatch(field.name)
        if part:
            parts = dates.setdefault(part["path"], {})
            if not parts.get(part["part"], field).text or part["part"] not in parts:
                parts[part["part"]] = field
        elif field.name.rpartition(".")[2] not in NUMBERS:
            before, place = said.get(field.name, ("", field.place))
            said[field.name] = (_both(before, field), place if before else field.place)
    for path, parts in dates.items():
        said[path] = (_date(parts), next(iter(parts.values())).place)
    return said


def _both(before: str, field: Field) -> str:
    """What two fields of one name say: the first, or both of two boxes that are ticked.

    >>> _both("是", Field("a", "否", Place(), is_box=True)), _both("甲", Field("a", "乙", Place()))
    ('是☑否☑', '甲')
    """
    if not before or not field.text:
        return before or field.text
    return f"{before.removesuffix('☑')}☑{field.text}☑" if field.is_box else before


def _date(parts: Mapping[str, Field]) -> str:
    """What the page shows: the parts with 年, 月 and 日 behind, or a date that was typed into one of them.

    Blanks at the end are left out: a date need not be exact to the day.
    """
    texts = {part: parts[part].text.strip() for part in _UNITS if part in parts}
    filled = [part for part in texts if texts[part]]
    if len(filled) == 1 and len(texts[filled[0]]) > 4:
        return texts[filled[0]]
    last = max(map(list(_UNITS).index, filled), default=-1)
    shown = [texts.get(part, "").removesuffix(unit).strip() + unit for part, unit in _UNITS.items()]
    return "".join(shown[: last + 1])


def _with(bound: Bound, named: Mapping[str, tuple[str, Place]]) -> Bound:
    """What the fields say, and of what was bound by labels that which has no field."""
    exact = {_pattern(path) for path in named}
    texts = {path: text for path, text in bound.texts.items() if _pattern(path) not in exact}
    places = {path: place for path, place in bound.places.items() if _pattern(path) not in exact}
    texts.update((path, text) for path, (text, _) in named.items())
    places.update((path, place) for path, (_, place) in named.items())
    said = _folded(text for text, _ in named.values())
    left = [piece for piece in bound.left if not _is_said(piece.text, said)]
    joined = [path for path in bound.joined if _pattern(path) not in exact]
    return replace(bound, texts=texts, places=places, left=left, joined=joined)


def _is_said(text: str, said: str) -> bool:
    """Whether each part of a text stands in a field, or behind the blanks of a date."""
    parts = _PARTS_OF_DATE.fullmatch(unspaced(text))
    pieces = list(filter(None, parts.groups())) if parts else text.split()
    return unspaced(text) in said or all(part in said or not part.strip("年月日") for part in pieces)


def _folded(texts: Iterable[str]) -> str:
    """All texts in one, in which a part of any is found."""
    return "\0".join(_each_bare(texts))


def _each_bare(texts: Iterable[str]) -> Iterator[str]:
    yield from filter(None, map(unspaced, texts))
