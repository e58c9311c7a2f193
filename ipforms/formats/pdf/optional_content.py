"""Layers that a viewer does not show (ISO 32000-1, 8.11): what stands on them is marked, so that it can be told.

PDFium draws by the layers and gives the text of all of them. So of a file with layers that are off a copy is made for
reading, in which marks with a name of our own stand around what is not shown.
"""

import io
import logging
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from ipforms.formats.pdf.acroform import dictionary
from ipforms.formats.pdf.stream_sizes import streams

OFF_MARK = b"IpformsOff"  # A parameter of the marks around what is not shown
_LAYERS, _OBJECT_STREAM = b"/OCProperties", re.compile(rb"/Type\s*/ObjStm\b")
_MOST_BYTES = 8_000_000  # of a stream of objects, inflated, in which layers are looked for
_HIDDEN = 2  # annotation flag (ISO 32000-1, table 165)
_DEEPEST = 16  # expressions in expressions


def has_layers(data: bytes) -> bool:
    """Whether a file has layers at all; its catalogue may be packed."""
    if _LAYERS in data:
        return True
    packed = (data[start:end] for dictionary_, start, end in streams(data) if _OBJECT_STREAM.search(dictionary_))
    return any(_LAYERS in _inflated(each) for each in packed)


def _inflated(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST_BYTES)
    except zlib.error:
        return b""


def with_marked_layers(data: bytes) -> bytes | None:
    """A copy in which what is not shown is marked; None if all is shown, or the file cannot be followed."""
    import pypdf

    logger = logging.getLogger("pypdf")
    is_disabled, logger.disabled = logger.disabled, True
    try:
        writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(data), strict=False))
        layers = _Layers(dictionary(writer.root_object["/OCProperties"]))
        # The objects are changed one by one, and all of them have to be.
        if not sum([_marked(each, layers) for each in _all_dictionaries(writer)]):
            return None
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()
    except Exception:  # noqa: BLE001 a file that is broken: pypdf may raise anything
        return None
    finally:
        logger.disabled = is_disabled


class _Layers:
    """Which layers are off as the file is opened."""

    def __init__(self, properties: Any) -> None:
        default = dictionary(properties.get("/D"))
        every = _numbers(properties.get("/OCGs"))
        self._off = every - _numbers(default.get("/ON")) if default.get("/BaseState") == "/OFF" else set()
        self._off |= _numbers(default.get("/OFF"))

    def hides(self, content: Any) -> bool:
        """Whether what belongs to a layer, or to several by a rule, is not shown."""
        held: Any = dictionary(content)
        if held.get("/Type") != "/OCMD":
            return _number(content) in self._off
        if "/VE" in held:
            return not self._is_true(held["/VE"], 0)
        layers = _references(held.raw_get("/OCGs")) if "/OCGs" in held else []
        off = [_number(each) in self._off for each in layers]
        rules: dict[str, Callable[[], bool]] = {
            "/AllOn": lambda: any(off),
            "/AnyOff": lambda: not any(off),
            "/AllOff": lambda: not all(off),
        }
        return bool(off) and rules.get(held.get("/P", "/AnyOn"), lambda: all(off))()

    def _is_true(self, expression: Any, depth: int) -> bool:
        """The value of a visibility expression, whose parts are layers or expressions."""
        value = expression.get_object()
        if not isinstance(value, list) or depth > _DEEPEST:
            return _number(expression) not in self._off
        parts = [self._is_true(value[at], depth + 1) for at in range(1, len(value))]
        return not parts[0] if value[0] == "/Not" else any(parts) if value[0] == "/Or" else all(parts)


def _references(value: Any) -> list[Any]:
    held = value.get_object()
    return list(held) if isinstance(held, list) else [value]


def _numbers(value: Any) -> set[int | None]:
    return {_number(each) for each in (_references(value) if value is not None else ())}


def _number(reference: Any) -> int | None:
    """The number of an object that is referred to."""
    number = getattr(reference, "idnum", None)
    return number if number is not None else getattr(getattr(reference, "indirect_reference", None), "idnum", None)


def _all_dictionaries(writer: Any) -> Iterator[Any]:
    """Every dictionary and stream of a file, those in others too."""
    for each in list(writer._objects):
        if isinstance(each, dict):
            yield each
            for value in list(each.values()):
                if isinstance(value, dict):
                    yield value


def _marked(held: Any, layers: _Layers) -> bool:
    """Mark what an object has on layers that are off; whether there is any."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject

    mark = DictionaryObject({NameObject("/" + OFF_MARK.decode()): NumberObject(1)})
    names: Any = dictionary(held.get("/Properties"))
    hidden = [name for name in names if layers.hides(names.raw_get(name))]
    for name in hidden:
        names[name] = mark
    if "/OC" not in held or not layers.hides(held.raw_get("/OC")):
        return bool(hidden)
    del held["/OC"]
    if not hasattr(held, "get_data"):
        held[NameObject("/F")] = NumberObject(int(held.get("/F", 0)) | _HIDDEN)
    elif held.get("/Subtype") == "/Form":
        held.set_data(b"/OC <</%s 1>> BDC\n%s\nEMC" % (OFF_MARK, held.get_data()))
    else:
        held[NameObject("/Subtype")] = NameObject("/Form")
        held.pop("/Filter", None)
        held._data = b""
    return True
