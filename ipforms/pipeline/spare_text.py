"""Text that the form's places could not take, and the blank fields that it may belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipforms.codecs import LINE, PERSON, Codec, decode_field
from ipforms.codecs.codec import quoted
from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.intervals import Fragment
from ipforms.messages import Note
from ipforms.paths import Place
from ipforms.schemas.base import FormModel
from ipforms.schemas.record_texts import codecs_of

_MOST = 40  # pieces of text; a document with more is another paper, and each of its words would fit somewhere
_NEAR = 2  # rows; any words may be an address or a name, so that they must stand close by


def fields_for_spare_text(model: type[FormModel], fields: FieldTexts) -> Iterator[tuple[str, Note]]:
    """Path and note of each blank field of whose kind a piece of unassigned text is.

    Args:
        model: the class of the record.
        fields: what was read, and what belongs to no field.
    """
    spare = [each for each in fields.unassigned if not each.is_blank]
    if not spare or len(spare) > _MOST:
        return
    blank = [path for path in fields.found if not fields.texts.get(path, "").strip()]
    for path, codec in codecs_of(model, blank).items():
        fitting = next((each for each in spare if _fits(codec, each, fields.places.get(path))), None)
        if fitting:
            yield path, Note("form.maybe_elsewhere", {"text": quoted(fitting.text)})


def _fits(codec: Codec[object], fragment: Fragment, place: Place | None) -> bool:
    if codec in (LINE, PERSON):
        return place is not None and _is_near(place, fragment.block.place)
    decoded = decode_field(codec, fragment.text)
    return bool(decoded.value) and not decoded.doubts and _is_valid(codec, decoded.value)


def _is_valid(codec: Codec[object], value: object) -> bool:
    if codec.identifier is None:
        return True
    numbers: Sequence[object] = value if isinstance(value, list) else [value]
    return all(codec.identifier.is_valid(number) for number in numbers if isinstance(number, str))


def _is_near(place: Place, other: Place) -> bool:
    if place.row is None or other.row is None or place.table != other.table:
        return False
    return abs(place.row - other.row) < _NEAR
