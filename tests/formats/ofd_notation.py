"""OFD files in a few words, for tests: objects, pages, and what lies beside them."""

from __future__ import annotations

import io
import zipfile

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
A4 = "0 0 210 297"


def xml(name: str, body: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} {SPACE}>{body}</ofd:{name}>'.encode()


def text(x: float, y: float, words: str, *, said: str = "", colour: str = "0 0 0", code: str = "") -> str:
    """Words of 4 mm whose line begins at a place; `said` are further attributes, `code` those of the TextCode."""
    deltas = " ".join(["4"] * (len(words) - 1))
    code = code or (f'DeltaX="{deltas}"' if deltas else "")
    return (
        f'<ofd:TextObject Boundary="{x} {y - 4} {4 * len(words) + 1} 6" Font="1" Size="4" {said}>'
        f'<ofd:FillColor Value="{colour}"/><ofd:TextCode X="0" Y="4" {code}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, said: str = "", inside: str = "") -> str:
    """A path on the whole page."""
    shape = f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject Boundary="{A4}" {said}>{inside}{shape}</ofd:PathObject>'


def area(x: float, y: float, wide: float, high: float, colour: str = "255 255 255") -> str:
    """A filled rectangle."""
    data = f"M {x} {y} L {x + wide} {y} L {x + wide} {y + high} L {x} {y + high} C"
    return path(data, 'Fill="true" Stroke="false"', f'<ofd:FillColor Value="{colour}"/>')


def image(x: float, y: float, wide: float, high: float, resource: int = 7) -> str:
    return f'<ofd:ImageObject Boundary="{x} {y} {wide} {high}" CTM="{wide} 0 0 {high} 0 0" ResourceID="{resource}"/>'


def layer(*objects: str, said: str = "") -> str:
    return f"<ofd:Layer {said}>{''.join(objects)}</ofd:Layer>"


def page(*objects: str, before: str = "") -> bytes:
    """A page; `before` stands before its content: templates, resources."""
    layers = objects if objects and objects[0].startswith("<ofd:Layer") else (layer(*objects),)
    return xml("Page", f"{before}<ofd:Content>{''.join(layers)}</ofd:Content>")


def document(count: int, more: str = "", common: str = "") -> bytes:
    """A document of so many pages: P0, P1 …; `more` names what lies beside, `common` goes into CommonData."""
    listed = "".join(f'<ofd:Page ID="{100 + at}" BaseLoc="P{at}.xml"/>' for at in range(count))
    box = f"<ofd:PageArea><ofd:PhysicalBox>{A4}</ofd:PhysicalBox></ofd:PageArea>"
    return xml("Document", f"<ofd:CommonData>{box}{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{more}")


def ofd(
    *pages: bytes, more: str = "", common: str = "", body: str = "", parts: dict[str, bytes] | None = None
) -> bytes:
    """A file; `body` goes into its DocBody."""
    root = f"<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody>"
    named = {f"Doc_0/P{at}.xml": data for at, data in enumerate(pages)}
    return packed(
        {
            "OFD.xml": xml("OFD", root),
            "Doc_0/Document.xml": document(len(pages), more, common),
            **named,
            **(parts or {}),
        }
    )


def packed(parts: dict[str, bytes]) -> bytes:
    """Parts as a ZIP."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()
