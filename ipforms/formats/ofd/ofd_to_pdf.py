"""OFD → PDF, so that fixed pages have one reader: what is seen, painted over, pale or struck is judged there.

Both formats draw the same things in the same order; what differs is how they are written down. As old Office formats
become DOCX to be read, OFD becomes PDF.
"""

from typing import NamedTuple

from ipforms.formats.ofd.drawn_glyphs import DrawnGlyphs, GlyphMeanings
from ipforms.formats.ofd.ofd_document import OfdDocument, OfdPage, OfdStamp, documents
from ipforms.formats.ofd.ofd_package import OfdPackage
from ipforms.formats.ofd.ofd_pictures import OfdPictures, picture_objects
from ipforms.formats.ofd.ofd_values import POINTS, operands
from ipforms.formats.ofd.page_drawing import PageDrawing
from ipforms.formats.pdf.form_writer.object_writer import ObjectWriter, plain_stream, references
from ipforms.formats.pdf.whitespace_stream import MARK
from ipforms.messages import Note

_HEADER = b"%PDF-1.7\n"
_CATALOGUE, _PAGES, _RESOURCES = 1, 2, 3  # numbers of objects
_MOST_STAMPS = 500  # of a file
_MOST_NAMED = 8  # parts or attachments that a note names


class PdfPages(NamedTuple):
    """A PDF with the pages of an OFD file, and what is to be told of the file."""

    data: bytes
    notes: tuple[Note, ...]


def pdf_pages(data: bytes, name: str) -> PdfPages:
    """The pages of an OFD file as a PDF; the same file gives the same bytes.

    Raises:
        UnreadableDocument: it is broken.
        LimitExceeded: it is too large.
    """
    package = OfdPackage(data, name)
    assembly = _PdfAssembly(package)
    notes: list[Note] = []
    for document in documents(package):
        assembly.add(document)
        if document.attachments:
            named = [each for each in document.attachments if each][:_MOST_NAMED]
            notes.append(Note("reading.attached_files", {"count": len(document.attachments), "names": named}))
    made = assembly.pdf()
    notes += [Note("reading.missing_part", {"part": part}) for part in dict.fromkeys(package.lost[:_MOST_NAMED])]
    return PdfPages(made, tuple(notes))


class _PdfAssembly:
    """Puts the objects of a PDF together."""

    def __init__(self, package: OfdPackage) -> None:
        self._glyphs, self._pictures = DrawnGlyphs(package.name), OfdPictures(package)
        self._meanings = GlyphMeanings(package)
        self._name, self._opacities = package.name, set[int]()
        self._objects: list[tuple[int, bytes]] = []
        self._pages: list[int] = []
        self._next, self._stamps = _RESOURCES + 1, 0

    def add(self, document: OfdDocument) -> None:
        """Add the pages of a document."""
        drawing = PageDrawing(self._name, document.resources, self._glyphs, self._pictures, self._meanings)
        for page in document.pages:
            self._page(page, drawing)
        self._opacities |= drawing.opacities
        if document.whitespace:
            self._add(plain_stream(document.whitespace, MARK + b"/Filter/FlateDecode"))

    def _add(self, body: bytes) -> int:
        self._objects.append((self._next, body))
        self._next += 1
        return self._next - 1

    def _page(self, page: OfdPage, drawing: PageDrawing) -> None:
        left, top, width, height = page.box
        flip = b"%s cm\n" % operands((POINTS, 0, 0, -POINTS, -left * POINTS, (top + height) * POINTS))
        pieces = [flip, drawing.content(page.groups)]
        for (x, y, _, _), note in page.annotations:
            pieces.append(b"\nq 1 0 0 1 %s cm\n%s\nQ" % (operands((x, y)), drawing.content([note])))
        content = self._add(plain_stream(b"".join(pieces)))
        annotations = []
        for stamp in page.stamps:
            self._stamps += 1
            if self._stamps <= _MOST_STAMPS:
                annotations.append(self._stamp(stamp, page, drawing))
        self._pages.append(
            self._add(
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s]/Resources %d 0 R/Contents %d 0 R/Annots[%s]>>"
                % (_PAGES, operands((width * POINTS, height * POINTS)), _RESOURCES, content, references(annotations))
            )
        )

    def _stamp(self, stamp: OfdStamp, page: OfdPage, drawing: PageDrawing) -> int:
        """A stamp with its appearance, which is drawn upright in points."""
        x, y, width, height = (side * POINTS for side in stamp.box)
        resources, content = b"%d 0 R" % _RESOURCES, b""
        if stamp.picture:
            first = self._next
            for body in list(picture_objects(stamp.picture, first)):
                self._add(body)
            resources = b"<</XObject<</Seal %d 0 R>>>>" % first
            content = operands((width, 0, 0, height, 0, 0)) + b" cm /Seal Do"
        elif stamp.blocks:
            content = b"%s cm\n%s" % (operands((POINTS, 0, 0, -POINTS, 0, height)), drawing.content(stamp.blocks))
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %s]/Resources %s" % (operands((width, height)), resources)
        appearance = self._add(plain_stream(content, entries))
        x, y = x - page.box[0] * POINTS, (page.box[1] + page.box[3]) * POINTS - y
        rectangle = operands((x, y - height, x + width, y))
        return self._add(b"<</Type/Annot/Subtype/Stamp/F 4/Rect[%s]/AP<</N %d 0 R>>>>" % (rectangle, appearance))

    def pdf(self) -> bytes:
        """The file."""
        fonts, objects = self._glyphs.objects(self._next)
        pictures, more = self._pictures.objects(self._next + len(objects))
        opacities = b"".join(
            b"/A%d<</ca %.2f/CA %.2f>>" % (each, each / 100, each / 100) for each in sorted(self._opacities)
        )
        named = b"".join(b"/%s %d 0 R" % (font.encode(), number) for font, number in fonts.items())
        drawn = b"".join(b"/%s %d 0 R" % each for each in pictures.items())
        first = [
            (_CATALOGUE, b"<</Type/Catalog/Pages %d 0 R>>" % _PAGES),
            (_PAGES, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self._pages), references(self._pages))),
            (_RESOURCES, b"<</Font<<%s>>/XObject<<%s>>/ExtGState<<%s>>>>" % (named, drawn, opacities)),
        ]
        trailer = b"/Root %d 0 R" % _CATALOGUE
        return ObjectWriter(_HEADER, {}, {}).written([*first, *self._objects, *objects, *more], trailer)
