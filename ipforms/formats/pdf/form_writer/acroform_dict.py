"""What viewers need to draw what a person types: the form dictionary with its font.

The font is Adobe's name for a Song face with the character collection of simplified Chinese. It is not embedded, as a
whole Chinese font would make the blank form fifty times as large: viewers draw it with a Chinese font of their own.
"""

from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

FONT = "Song"  # the name by which fields call the font
_FACE, _ENCODING = "/STSong-Light", "/UniGB-UCS2-H"
_METRICS = {"/Flags": 6, "/ItalicAngle": 0, "/Ascent": 880, "/Descent": -120, "/CapHeight": 880, "/StemV": 93}
_HALF_WIDTH = (1, 95, 500)  # the widths of the Latin letters: first and last CID, thousandths of the font size


def acroform_dictionary(writer: pypdf.PdfWriter) -> DictionaryObject:
    """The form dictionary, without its fields."""
    fonts = _named({FONT: writer._add_object(_font(writer))})
    appearance = TextStringObject(f"/{FONT} 12 Tf 0 g")
    return _named({"DR": _named({"Font": fonts}), "DA": appearance})


def _font(writer: pypdf.PdfWriter) -> DictionaryObject:
    descendant = {
        "Type": NameObject("/Font"),
        "Subtype": NameObject("/CIDFontType0"),
        "BaseFont": NameObject(_FACE),
        "CIDSystemInfo": _named(
            {"Registry": TextStringObject("Adobe"), "Ordering": TextStringObject("GB1"), "Supplement": NumberObject(4)}
        ),
        "FontDescriptor": writer._add_object(_descriptor()),
        "DW": NumberObject(1000),
        "W": ArrayObject(map(NumberObject, _HALF_WIDTH)),
    }
    return _named(
        {
            "Type": NameObject("/Font"),
            "Subtype": NameObject("/Type0"),
            "BaseFont": NameObject(f"{_FACE}-{_ENCODING[1:]}"),
            "Encoding": NameObject(_ENCODING),
            "DescendantFonts": ArrayObject([writer._add_object(_named(descendant))]),
        }
    )


def _descriptor() -> DictionaryObject:
    entries: dict[str, Any] = {name[1:]: NumberObject(value) for name, value in _METRICS.items()}
    entries |= {"Type": NameObject("/FontDescriptor"), "FontName": NameObject(_FACE)}
    entries["FontBBox"] = ArrayObject(map(NumberObject, (-25, -254, 1000, 880)))
    return _named(entries)


def _named(entries: dict[str, Any]) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})
