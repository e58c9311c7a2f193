"""Fields whose entries make no sense, as viewers take them: an entry of the wrong type is passed over.

What programs leave behind has an appearance that is a text, null in the list of annotations, a flag in words. Once it
is gone, whoever makes print of the fields can rely on the types of ISO 32000-1, 12.5.2 and 12.7.3.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from ipforms.formats.pdf.acroform import above, resolved

_NOWHERE = [NumberObject(0)] * 4
_Test = Callable[[Any], bool]


def repair_fields(pages: Iterable[Any]) -> None:
    """Take out of the annotations of pages what viewers pass over; a field without a rectangle is shown nowhere."""
    for page in pages:
        found = resolved(page.get("/Annots"))
        kept = [each for each in found if _is_dictionary(resolved(each))] if isinstance(found, list) else []
        page.pop("/Annots", None)
        if kept:
            page[NameObject("/Annots")] = ArrayObject(kept)
        for each in kept:
            _repair(resolved(each))


def _repair(annotation: Any) -> None:
    for node in above(annotation):
        _drop(node, _FIELD)
    annotation.setdefault(NameObject("/Rect"), ArrayObject(_NOWHERE))
    looks = resolved(annotation.get("/AP")) or {}
    _drop(looks, {"/N": _is_dictionary})
    for look in _streams(resolved(looks.get("/N"))):
        _drop(look, _APPEARANCE)


def _streams(look: Any) -> Iterator[Any]:
    """The streams of an appearance: itself, or those of its states."""
    if hasattr(look, "get_data"):
        yield look
    elif look is not None:
        yield from (found for each in look.values() if hasattr(found := resolved(each), "get_data"))


def _drop(node: Any, tests: dict[str, _Test]) -> None:
    for key, is_right in tests.items():
        if key in node and not is_right(resolved(node.get(key))):
            del node[key]


def _is_dictionary(value: Any) -> bool:
    return isinstance(value, DictionaryObject)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def _numbers(count: int) -> _Test:
    return lambda value: isinstance(value, list) and len(value) == count and all(map(_is_number, map(resolved, value)))


_FIELD: dict[str, _Test] = {
    **dict.fromkeys(("/F", "/Ff", "/Q"), lambda value: isinstance(value, int)),
    **dict.fromkeys(("/T", "/TU", "/DA", "/FT", "/AS"), lambda value: isinstance(value, str | bytes)),
    **dict.fromkeys(("/Kids", "/Opt", "/I"), lambda value: isinstance(value, list)),
    **dict.fromkeys(("/AP", "/Parent"), _is_dictionary),
    "/Rect": _numbers(4),
}
_APPEARANCE: dict[str, _Test] = {"/BBox": _numbers(4), "/Matrix": _numbers(6), "/Resources": _is_dictionary}
