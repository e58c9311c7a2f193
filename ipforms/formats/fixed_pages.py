"""Documents whose pages are fixed, PDF and OFD: read, drawn, and made of each other.

OFD becomes PDF to be read, as old Office formats become DOCX; its places are those of its own pages.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ipforms.containers.file_format import file_format
from ipforms.errors import typed_errors

if TYPE_CHECKING:
    from ipforms.formats.pdf.grey_image import PageImage
    from ipforms.formats.pdf_page import PdfPage, Rectangle
    from ipforms.sheet import Sheet


def read_ofd(data: bytes, name: str) -> "Sheet":
    """Read an OFD file, see `formats.read`."""
    from ipforms.formats import ofd, scan
    from ipforms.formats.pdf import pdf_reader

    pages = ofd.pdf_pages(data, name)
    sheet = pdf_reader.read(pages.data, name=name, recognise=scan.page_reader(pages.data, name))
    return replace(sheet, notes=(*pages.notes, *sheet.notes))


def as_pdf(data: bytes, name: str) -> bytes:
    """The PDF that an OFD file is read from, or one of the pages of a picture; any other file as it is.

    Raises:
        UnreadableDocument, LimitExceeded: it is broken, or too large.
    """
    from ipforms.formats import scan

    format_ = file_format(data)
    if format_ == "ofd":
        from ipforms.formats import ofd

        return ofd.pdf_pages(data, name).data
    if format_ == "picture" and scan.is_installed():
        from ipforms.formats.scan.picture_files import pdf_of_pictures

        return pdf_of_pictures(data, name)
    return data


def as_ofd(pdf: bytes) -> bytes:
    """A PDF that was typeset here as OFD, with the same look; the same PDF gives the same bytes."""
    from ipforms.formats.ofd import ofd_writer

    return ofd_writer.ofd(pdf)


def page_images(
    data: bytes,
    numbers: Iterable[int],
    cells_of: "Callable[[int], Iterable[Rectangle]]",
    number_spans: Callable[[str], Iterable[tuple[int, int]]],
    safe_of: "Callable[[int], Iterable[Rectangle]]" = lambda page: (),
) -> "Iterator[tuple[int, PageImage]]":
    """Some of the pages of a document as pictures, with their numbers; those that cannot be drawn are left out.

    Args:
        data: the file.
        numbers: which ones, from 1.
        cells_of: the number of a page → the cells of it that nobody is to see.
        number_spans: a text of a page → where the numbers begin and end in it that nobody is to see.
        safe_of: the number of a page → what may be shown of it where it is a picture.

    Raises:
        UnreadableDocument, LimitExceeded: it is broken, protected by a password, or too large.
    """
    from ipforms.formats.pdf.page_images import hidden_rectangles, images_of_pages

    with typed_errors("PDF"):

        def hidden(page: "PdfPage") -> "list[Rectangle] | None":
            return hidden_rectangles(page, cells_of(page.number), number_spans, safe_of(page.number))

        yield from images_of_pages(as_pdf(data, "OFD"), numbers, hidden)


_ENLARGED = 1.8  # times the size of pages of a report: 198 dots an inch: a cell of it can be enlarged


def page_picture(data: bytes, number: int, *, in_colour: bool = False) -> bytes | None:
    """One page of a PDF, an OFD or a picture as people see it, large enough to read small print; nothing is hidden.

    Args:
        data: the file.
        number: which page, from 1.
        in_colour: as a JPEG in its colours, without the fields of a form: for scans, whose seals are red.

    Returns:
        A PNG in shades of grey, or a JPEG; None where the format has no pages, there is no such page, or it cannot be
        drawn.

    Raises:
        UnreadableDocument, LimitExceeded: it is broken, protected by a password, or too large.
    """
    from ipforms.formats import scan
    from ipforms.formats.pdf.page_images import images_of_pages

    with typed_errors("PDF"):
        given = as_pdf(data, "PDF")
        if file_format(given) != "pdf":
            return None
        if (in_colour or file_format(data) == "picture") and scan.is_installed():
            from ipforms.formats.scan.pdf_pages import page_photo

            return page_photo(given, number)
        drawn = images_of_pages(given, [number], lambda page: (), _ENLARGED)
        return next((image.png() for _, image in drawn), None)


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page of a PDF, an OFD or a picture, in the points of its places; [] without pages.

    Raises:
        UnreadableDocument, LimitExceeded: it is broken, protected by a password, or too large.
    """
    from ipforms.formats.pdf.page_images import sizes_of_pages

    given = as_pdf(data, "PDF")
    return sizes_of_pages(given) if file_format(given) == "pdf" else []
