"""Names of elements and attributes, in the notation of ElementTree. Strict OOXML is put into these by `xml`."""

from typing import Final

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"


def w(name: str) -> str:
    """The full name of what WordprocessingML calls `name`."""
    return _W + name


def mc(name: str) -> str:
    """The full name in the markup of alternatives."""
    return _MC + name


def w14(name: str) -> str:
    """The full name among what Word 2010 added."""
    return _W14 + name


def math(name: str) -> str:
    """The full name in a formula."""
    return _MATH + name


def vml(name: str) -> str:
    """The full name in the drawings of Word 2007 and before."""
    return _VML + name


def drawing_ml(name: str) -> str:
    """The full name in a drawing of today."""
    return _DRAWING + name


def office(name: str) -> str:
    """The full name among what Office adds to VML."""
    return _OFFICE + name


R_ID: Final = _R + "id"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
VAL: Final = w("val")

P: Final = w("p")
R: Final = w("r")
T: Final = w("t")
DEL_TEXT: Final = w("delText")
PPR: Final = w("pPr")
RPR: Final = w("rPr")
TBL: Final = w("tbl")
TR: Final = w("tr")
TC: Final = w("tc")
TRPR: Final = w("trPr")
TCPR: Final = w("tcPr")
DEL: Final = w("del")
INS: Final = w("ins")
MOVE_FROM: Final = w("moveFrom")
MOVE_TO: Final = w("moveTo")
SDT: Final = w("sdt")
SDT_PR: Final = w("sdtPr")
SDT_CONTENT: Final = w("sdtContent")
VANISH: Final = w("vanish")
ALTERNATE: Final = mc("AlternateContent")
TXBX: Final = w("txbxContent")

_OFF = frozenset(("0", "false", "off", "none"))


def is_on(switch: str | None) -> bool:
    """Whether a property that is present is on: `<w:vanish/>` is, `<w:vanish w:val="0"/>` is not."""
    return switch is None or switch.lower() not in _OFF


def number(text: str | None, otherwise: int) -> int:
    """A number in an attribute, or `otherwise` where it is none.

    >>> number("3", 1), number("three", 1), number(None, 1), number("9" * 5000, 1)
    (3, 1, 1, 1)
    """
    try:
        return int(text) if text is not None and len(text) < 12 else otherwise
    except ValueError:
        return otherwise
