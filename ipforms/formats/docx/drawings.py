"""Drawings, of today (DrawingML) and of before (VML): text boxes, and marks for pictures, seals, shapes and objects."""

import re
from typing import Literal

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.alternate_content import chosen
from ipforms.formats.docx.ooxml_names import ALTERNATE, R_ID, TXBX, R, drawing_ml, office, vml, w
from ipforms.formats.docx.paragraph_text import ParagraphText
from ipforms.sheet import Mark

Kind = Literal["picture", "seal", "signature", "shape", "object"]

# Local names will do here: a drawing has a dozen namespaces, and no two of them give one of these another meaning.
_NAMED = frozenset(("docPr", "cNvPr"))
_PICTURES = frozenset(("blip", "imagedata", "contentPart"))  # the last is handwriting
_OBJECTS = frozenset(("chart", "relIds", "OLEObject", "control", "movie"))
_WORDS = ("name", "descr", "title", "alt", office("title"), "ProgID", w("name"))

_SEAL = re.compile("章(?!程)|seal|stamp", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"""签名 | 签字 | 手签
        | (?<![a-z]) i?sign (?: ature | ed | $ | [^a-z] )   # and no "design"
        | (?<![a-z]) isign                                  # iSignature, a maker of electronic seals""",
    re.IGNORECASE | re.VERBOSE,
)


class _DrawingContents:
    """What was found in one drawing."""

    __slots__ = ("boxes", "is_read", "kind", "names")

    def __init__(self) -> None:
        self.kind: Kind | None = None
        self.names: list[str] = []
        self.boxes = 0
        self.is_read = False


def drawing(element: Element, paragraph: ParagraphText) -> None:
    """Hang a drawing's text boxes on the line, and note what is no text."""
    seen = _DrawingContents()
    _look(element, paragraph, seen)
    if seen.is_read or (seen.kind is None and seen.boxes):
        return
    names = " ".join(dict.fromkeys(seen.names))
    code = _TOLD.get(seen.kind or "shape")
    if code and (seen.kind or paragraph.place.column is not None):
        paragraph.context.diagnostics.leave_out(code, paragraph.place, f"{names or seen.kind or '—'} ")
    kind = _kind(seen.kind or "shape", names)
    paragraph.context.marks.append(Mark(kind, paragraph.place, names, label=_label(kind, paragraph)))


def _label(kind: Kind, paragraph: ParagraphText) -> str:
    """What a line asks for right before a picture: 法定代表人（签名）： before a signature that was pasted in."""
    said = "".join(paragraph.out).rstrip() if kind in ("picture", "signature") else ""
    return said if said.endswith(("：", ":")) else ""


def _look(element: Element, paragraph: ParagraphText, seen: _DrawingContents) -> None:
    paragraph.context.enter()
    for child in element:
        tag = child.tag
        if tag == TXBX:
            seen.boxes += 1
            paragraph.boxes.append(child)
        elif tag == ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                _look(branch, paragraph, seen)
        elif tag != vml("shapetype") and not _is_hidden(child):
            _note(child, tag.rpartition("}")[2], paragraph, seen)
            _look(child, paragraph, seen)
    paragraph.context.leave()


def _note(element: Element, name: str, paragraph: ParagraphText, seen: _DrawingContents) -> None:
    if element.tag == _CONTROL:
        seen.is_read = _control(element, paragraph)
    if name in _PICTURES:
        seen.kind = seen.kind or "picture"
    elif name in _OBJECTS:
        seen.kind = "object"
    elif name == "signatureline":
        seen.kind = "signature"
    elif name == "textpath" and element.get("string"):
        text = element.get("string")  # WordArt of before: a stamp or a watermark
        paragraph.context.diagnostics.leave_out("reading.floating_text", paragraph.place, text)
        seen.boxes += 1
    if name in _NAMED or name in _PICTURES or name in _OBJECTS or element.tag.startswith(vml("")):
        seen.names += [text for word in _WORDS if (text := element.get(word))]


def _control(element: Element, paragraph: ParagraphText) -> bool:
    """Whether the file knows what an ActiveX control shows; it is part of the line then."""
    text = paragraph.context.beside.control(element.get(R_ID, ""))
    if text:
        paragraph.out.append(text)
        paragraph.context.diagnostics.leave_out("reading.control", paragraph.place, text)
    return text is not None


def is_floating(box: Element) -> bool:
    """Whether a text box lies over the page, and does not stand in its line as a character does."""
    for shape in box.iterancestors():
        name = shape.tag.rpartition("}")[2]
        if name in ("anchor", "inline"):
            return bool(name == "anchor")
        if "position:absolute" in shape.get("style", "").replace(" ", ""):
            return True
        if shape.tag == R:
            break
    return False


def is_stamp(box: Element) -> bool:
    """Whether a text box that floats looks like a stamp or a watermark: round, turned, bent, or behind the text."""
    for shape in box.iterancestors():
        if shape.tag == R:
            break
        if shape.get("behindDoc") in ("1", "true") or shape.tag == vml("oval") or _is_turned(shape):
            return True
    return False


def _is_turned(shape: Element) -> bool:
    if _ROTATION.search(shape.get("style", "")):
        return True
    if not shape.tag.endswith("}wsp"):
        return False
    names = {each.tag.rpartition("}")[2]: each for each in shape.iter(*_OF_SHAPE)}
    form, turn, bend = names.get("prstGeom"), names.get("xfrm"), names.get("prstTxWarp")
    return (
        (form is not None and form.get("prst") not in _OBLONG)
        or (turn is not None and turn.get("rot", "0") != "0")
        or (bend is not None and bend.get("prst") != "textNoShape")
    )


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") in ("1", "true") and element.tag.endswith("}docPr")


def _kind(kind: Kind, names: str) -> Kind:
    if kind in ("picture", "shape") and _SEAL.search(names):
        return "seal"
    if kind in ("picture", "shape") and _SIGNATURE.search(names):
        return "signature"
    return kind


# A shape without text in a cell may choose by a circle, or strike out by a line.
_TOLD = {"object": "reading.object", "shape": "reading.drawn"}
_OBLONG = ("rect", "roundRect", "flowChartProcess", "flowChartAlternateProcess", None)
_ROTATION = re.compile(r"rotation\s*:\s*-?[1-9]")
_OF_SHAPE = tuple(drawing_ml(name) for name in ("prstGeom", "xfrm", "prstTxWarp"))

_CONTROL = w("control")
DRAWINGS = dict.fromkeys((w("drawing"), w("pict"), w("object"), _CONTROL), drawing)
"""The elements of a run that draw something."""
