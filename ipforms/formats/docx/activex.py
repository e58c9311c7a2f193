"""What an ActiveX control of Microsoft Forms shows: text boxes, lists, check boxes, option buttons.

The control's part names its class; its properties stand in it as XML, or as a MorphDataControl ([MS-OFORMS] 2.2.5) in a
part of their own, which begins with the class again or is a compound file with a stream `contents`.
"""

import struct

from ipforms.containers.ole_container import BrokenOle, OleContainer
from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.complex_fields import TICKED, UNTICKED

_ACTIVEX = "{http://schemas.microsoft.com/office/2006/activeX}"
_FAMILY = "-EC42-11CE-9E0D-00AA006002F3}"  # class ids begin with {8BD21D and the kind
_KINDS = {"10": "text", "20": "list", "30": "list", "40": "box", "50": "box"}
_OLE = b"\xd0\xcf\x11\xe0"
_CLASS_ID = 16  # bytes
_MASK = 4  # where the bits stand that say which properties there are: behind version and size
# Sizes of the properties in the order of their bits.
_NONE, _PAIR = 0, 8  # a bit without a property; a pair of numbers, which stands behind the block
_SIZES = (
    *(4, 4, 4, 4, 1, 1, 1, 1, _PAIR, 2, 4, 2, 2, 2, 2, 2, 1, 1, 1, _NONE, 1, 1),
    *(4, 4, 4, 4, 4, 2, 2, 2, _NONE, _NONE, 4),
)
_TEXTS, _HAS_PAIR = (22, 23), 1 << 8  # the bits of value and caption, and of the size
_SINGLE_BYTES = 1 << 31  # set in the length of a text of one byte a character


def shown(control: Element, binary: bytes | None) -> str | None:
    """What a control shows; None if that is not known.

    Args:
        control: the root of its part.
        binary: the part that holds its properties, if there is one.
    """
    name = control.get(f"{_ACTIVEX}classid", "").upper()
    kind = _KINDS.get(name[7:9]) if name.startswith("{8BD21D") and name.endswith(_FAMILY) else None
    if kind is None:
        return None
    said = {each.get(f"{_ACTIVEX}name"): each.get(f"{_ACTIVEX}value", "") for each in control}
    value, caption = said.get("Value"), said.get("Caption", "")
    if value is None and binary:
        value, caption = _kept(binary)
    if kind != "box":
        return value
    return f"{TICKED if value in ('1', 'True', 'true') else UNTICKED}{caption}"


def _kept(binary: bytes) -> tuple[str | None, str]:
    """Value and caption out of the binary; (None, "") where it makes no sense."""
    try:
        data = OleContainer(binary).read("contents") if binary.startswith(_OLE) else binary[_CLASS_ID:]
        return _morph_data(data)
    except (BrokenOle, struct.error, UnicodeDecodeError):
        return None, ""


def _morph_data(data: bytes) -> tuple[str | None, str]:
    """The block of properties, of which texts have their lengths, and behind it the texts themselves."""
    (mask,) = struct.unpack_from("<Q", data, _MASK)
    at, lengths = _MASK + 8, dict.fromkeys(_TEXTS, 0)
    for bit, size in enumerate(_SIZES):
        if mask >> bit & 1 and size not in (_NONE, _PAIR):
            at += -at % size
            if bit in lengths:
                (lengths[bit],) = struct.unpack_from("<I", data, at)
            at += size
    at += -at % 4 + (_PAIR if mask & _HAS_PAIR else 0)
    texts = []
    for length in lengths.values():
        texts.append(_text(data, at, length))
        at += (length & ~_SINGLE_BYTES) + 3 & ~3
    return texts[0], texts[1]


def _text(data: bytes, at: int, length: int) -> str:
    raw = data[at : at + (length & ~_SINGLE_BYTES)]
    return raw.decode("latin-1" if length & _SINGLE_BYTES else "utf-16-le")
