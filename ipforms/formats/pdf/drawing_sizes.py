"""How many bytes of drawings the pages of a PDF draw: each group as often as it is used, by its own resources.

Asked only of a file whose groups and uses, each counted alone, leave room for too many; it is followed with pypdf.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from ipforms.formats.pdf.acroform import dictionary, inherited, leaves, resolved
from ipforms.formats.pdf.pdfium_handles import closing

_USE = re.compile(rb"/(\S{1,80})\s+Do\b")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_DEEPEST = 40  # groups in groups; PDFium follows no more than 28 of its own


def drawn_bytes(data: bytes) -> int | None:
    """The bytes; None if the file cannot be followed, or a group draws itself."""
    import pypdf

    try:
        root: Any = pypdf.PdfReader(io.BytesIO(data), strict=True).trailer["/Root"]
        return sum(_page(page) for page in leaves(root["/Pages"]))
    except Exception:  # noqa: BLE001 a file that is broken: pypdf may raise anything
        return None


def _page(page: Any) -> int:
    groups = _Groups(dictionary(inherited(page, "/Resources")))
    total = groups.cost_of(_content(page.get("/Contents")), groups.resources, 0)
    for each in _items(page.get("/Annots")):
        appearance = dictionary(dictionary(each).get("/AP")).get("/N")
        states = [appearance, *dictionary(appearance).values()]
        total += sum(groups.size(state.get_object()) for state in states if _is_stream(state))
    return total


class _Groups:
    """The groups that one page draws.

    Args:
        resources: of the page, which groups without their own share.
    """

    def __init__(self, resources: Any) -> None:
        self.resources = resources
        self._known: dict[int, int | None] = {}

    def size(self, group: Any, depth: int = 0) -> int:
        """The bytes of a group and of all that it draws."""
        key = id(group)
        if key not in self._known:
            self._known[key] = None
            own = dictionary(group.get("/Resources")) or self.resources
            self._known[key] = self.cost_of(group.get_data(), own, depth + 1)
        found = self._known[key]
        if found is None or depth > _DEEPEST:
            raise RecursionError("a group that draws itself")
        return found

    def cost_of(self, content: bytes, resources: Any, depth: int) -> int:
        """The bytes of a content and of all that it draws."""
        total = len(content)
        for name, times in Counter(_USE.findall(content)).items():
            key = "/" + _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), name).decode("latin-1")
            held = dictionary(resources.get("/XObject")).get(key) or dictionary(self.resources.get("/XObject")).get(key)
            drawing = held.get_object() if held is not None else None
            if drawing is not None and _is_stream(drawing) and drawing.get("/Subtype") == "/Form":
                total += times * self.size(drawing, depth)
        return total


def _is_stream(value: Any) -> bool:
    return hasattr(resolved(value), "get_data")


def _items(value: Any) -> list[Any]:
    value = resolved(value)
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _content(value: Any) -> bytes:
    parts = (each.get_object() for each in _items(value))
    return b"\n".join(part.get_data() for part in parts if hasattr(part, "get_data"))


_TEXTS = (b"T", b"TU", b"V", b"DA", b"Contents")
_WIDE = 2  # bytes of a character; PDFium counts in UTF-16


def annotation_sizes(page: Any) -> Iterator[tuple[int, int]]:
    """Of each annotation of a page how many characters it holds, and how many bytes draw it.

    It is asked before PDFium builds a form of them: a page may name one field a thousand times, and its value, its
    name and its appearance are built as often.
    """
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        with closing(pdfium.FPDFPage_GetAnnot(page, index), pdfium.FPDFPage_CloseAnnot) as annotation:
            if annotation:
                texts = sum(pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0) for key in _TEXTS)
                drawn = pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
                yield texts // _WIDE, drawn // _WIDE
