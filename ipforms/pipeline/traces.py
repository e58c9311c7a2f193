"""What a reader left out of a text or changed in it: findings on the field that stands there, else on the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ipforms.codes.masking import masked_text
from ipforms.findings import Finding
from ipforms.messages import Note
from ipforms.paths import Place
from ipforms.sheet import Sheet, Trace


def traces_of_fields(sheet: Sheet, places: Mapping[str, Place]) -> Iterator[tuple[str, Note, Place]]:
    """Path, note and place of each trace that stands where a field was read; once for each field of a cell."""
    if not sheet.traces:
        return
    fields = _by_spot(places)
    for trace in sheet.traces:
        yield from ((path, _note(trace), place) for path, place in _covering(fields, trace.place))


def traces_elsewhere(sheet: Sheet, instances: Iterable[Mapping[str, Place]]) -> Iterator[Finding]:
    """Findings on the traces that stand at no field of any form in the file."""
    if not sheet.traces:
        return
    fields = [_by_spot(places) for places in instances]
    for trace in sheet.traces:
        if not any(next(_covering(each, trace.place), None) for each in fields):
            yield Finding(_note(trace), place=trace.place)


_Spot = tuple[str, int | None, int | None, int | None]
_Fields = dict[_Spot, list[tuple[str, Place]]]


def _spot(place: Place) -> _Spot:
    """A cell or a paragraph, without the page and the box on it."""
    return place.part, place.table, place.row, place.column


def _by_spot(places: Mapping[str, Place]) -> _Fields:
    fields: _Fields = defaultdict(list)
    for path, place in places.items():
        fields[_spot(place)].append((path, place))
    return fields


def _covering(fields: _Fields, place: Place) -> Iterator[tuple[str, Place]]:
    """The fields at a place: of the same cell or paragraph, or those whose box holds the middle of its box."""
    if place.row is not None:
        yield from fields.get(_spot(place), ())
        return
    if place.box is None:
        return
    left, top, right, bottom = place.box
    x, y = (left + right) / 2, (top + bottom) / 2
    for found in fields.values():
        for path, other in found:
            if other.box is not None and other.page == place.page and _holds(other.box, x, y):
                yield path, other


def _holds(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _note(trace: Trace) -> Note:
    return Note(trace.code, {"text": masked_text(trace.text), **trace.context})
