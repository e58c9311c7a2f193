"""The wings, one a format, behind one interface: bytes → `Sheet`. They know nothing of forms.

Nobody outside imports a wing (`formats.docx`, `pdf`, `ofd`, `office`, `scan`), or asks which format a file was: what a
format alone knows ends in the Sheet. A wing, with its libraries, is loaded with its first file.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ipforms.containers.file_format import OLE_MAGIC, FileFormat, file_format
from ipforms.errors import IpformsError, typed_errors
from ipforms.formats.document_notes import DocumentNote, NoteAuthor
from ipforms.formats.fixed_pages import as_ofd, as_pdf, page_images, page_picture, page_sizes, read_ofd
from ipforms.formats.foreign_files import refuse_other_documents
from ipforms.paths import Place
from ipforms.sheet import Sheet

if TYPE_CHECKING:
    from ipforms.formats.pdf.form_writer.blank_form import BlankForm as BlankForm
    from ipforms.formats.pdf.form_writer.blank_form import Describe
    from ipforms.formats.pdf.grey_image import PageImage as PageImage
    from ipforms.formats.pdf_page import Rectangle as Rectangle

__all__ = [
    "DocumentNote", "NoteAuthor", "ReadDocument", "annotatable", "annotate", "as_ofd", "blank_form",
    "fill_form", "flatten", "marker", "may_be_old", "needs_conversion", "page_images", "page_picture",
    "page_sizes", "paragraph_numbers", "read", "read_pictures", "read_together", "saved_as", "suffix",
    "typeset", "visible_positions", "with_whitespace",
]  # fmt: skip

# What the office wing turns into DOCX.
_OLD_FORMATS: set[FileFormat] = {"doc", "works", "rtf", "odt", "fodt", "wordml", "opc", "html", "mhtml"}


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A file that was read."""

    sheet: Sheet  # what a person sees in it
    format: str  # "docx", "pdf", "pdf-form" (with fields), "scan" (pictures), "ofd", or what `file_format` says
    has_pages: bool = False  # whether its places are on pages, of which `page_images` makes pictures


def read(data: bytes, *, name: str = "DOCX") -> ReadDocument:
    """Read a document of any format; one of an old format is converted by LibreOffice.

    Raises:
        UnreadableDocument, UnsupportedFormat, LimitExceeded, MissingExtra: see `ipforms.read`.
    """
    from ipforms.formats import scan

    format_ = file_format(data)
    if format_ == "pdf":
        from ipforms.formats.pdf import pdf_reader

        sheet = pdf_reader.read(data, name=name, recognise=scan.page_reader(data, name))
        kind = "scan" if sheet.is_recognised else "pdf-form" if sheet.fields else "pdf"
        return ReadDocument(sheet, kind, has_pages=True)
    if format_ == "ofd":
        return ReadDocument(read_ofd(data, name), "ofd", has_pages=True)
    if format_ == "picture":
        return ReadDocument(scan.read(data, name=name), "scan", has_pages=True)
    if format_ not in _OLD_FORMATS:  # what is no document at all is for the reader of DOCX, which says what it is
        from ipforms.formats import docx

        return ReadDocument(docx.read(data, name=name), "docx")
    (old,) = read_together([(name, data)])
    if isinstance(old, IpformsError):
        raise old
    return old


def read_pictures(files: Sequence[bytes], *, name: str) -> ReadDocument:
    """Read pictures that are the pages of one document, in their order; raises what `read` does."""
    from ipforms.formats import scan

    return ReadDocument(scan.read(*files, name=name), "scan")


def needs_conversion(data: bytes) -> bool:
    """Whether a file is of an old Office format, which LibreOffice converts; several are converted together."""
    return file_format(data) in _OLD_FORMATS


def may_be_old(head: bytes) -> bool:
    """Whether a file that begins so may be of an old Office format.

    >>> may_be_old(OLE_MAGIC), may_be_old(b"PK\\x03\\x04"), may_be_old(b"%PDF-1.7")
    (True, False, False)
    """
    return head.startswith(OLE_MAGIC) or needs_conversion(head)


def read_together(files: Sequence[tuple[str, bytes]]) -> list[ReadDocument | IpformsError]:
    """Read files of old Office formats with one call of LibreOffice for those of one format.

    Returns:
        What became of each, at its place. An error is that of one file, and costs the others nothing.
    """
    from ipforms.formats import docx, office

    def sheet(file: office.OfficeFile, outcome: office.ConvertedFile | IpformsError) -> ReadDocument | IpformsError:
        if isinstance(outcome, IpformsError):
            return outcome
        try:
            with typed_errors(file.name):
                found = docx.read(outcome.docx, name=file.name)
        except IpformsError as error:
            return error
        return ReadDocument(replace(found, notes=(*outcome.notes, *found.notes)), file.format)

    sources = [office.OfficeFile(name, data, file_format(data)) for name, data in files]
    return list(map(sheet, sources, office.convert(sources)))


def annotatable(data: bytes, name: str) -> bytes:
    """The file itself if notes can be written onto it; else the DOCX or PDF that it is read from.

    Raises:
        IpformsError: what keeps it from being converted.
    """
    if not needs_conversion(data):
        return as_pdf(data, name)
    from ipforms.formats import office

    (made,) = office.convert([office.OfficeFile(name, data, file_format(data))])
    if isinstance(made, IpformsError):
        raise made
    return made.docx


def annotate(data: bytes, notes: Iterable[DocumentNote], author: NoteAuthor, *, name: str = "DOCX") -> bytes:
    """A copy of a DOCX or PDF with notes at their places. The same arguments give the same bytes.

    Args:
        data: the file, see `annotatable`.
        notes: what is said, and where.
        author: who makes them.
        name: what to call the file in messages.
    """
    with typed_errors(name):
        if file_format(data) == "pdf":
            from ipforms.formats.pdf import page_comments

            return page_comments.annotate(data, notes, author, name=name)
        from ipforms.formats.docx import docx_comments

        return docx_comments.annotate(data, notes, author, name=name)


def paragraph_numbers(docx_data: bytes, *, name: str = "DOCX") -> dict[Place, list[int]]:
    """For each place of a DOCX its paragraphs, by their numbers among all those of its main part, from 0."""
    from ipforms.formats.docx import docx_reader

    with typed_errors(name):
        return docx_reader.trail(docx_data, name=name)


def saved_as(document: bytes, to: str) -> bytes:
    """A DOCX as LibreOffice saves it: "docx", "doc" or "pdf"."""
    from ipforms.formats.office.conversion import saved_as

    return saved_as(document, to)


def suffix(data: bytes) -> str:
    """What the name of a file that `annotatable` gives ends in."""
    return ".pdf" if file_format(data) == "pdf" else ".docx"


def typeset(document: bytes, *, archival: bool = False) -> tuple[bytes, str]:
    """A DOCX as a PDF with its fonts inside; the same document gives the same bytes.

    Args:
        document: the DOCX.
        archival: make PDF/A-2b.

    Returns:
        The PDF, and the characters for which 〓 is printed, each once, because no font of the package has them.
    """
    from ipforms.formats.pdf import typesetting

    return typesetting.typeset_docx(document, archival=archival)


def with_whitespace(data: bytes, typed: Sheet) -> bytes:
    """A PDF that was made here with the blanks and line breaks of its texts beside the pages, for `read`.

    Args:
        data: the PDF.
        typed: the same document as it was typed.
    """
    from ipforms.formats.pdf import typesetting

    return typesetting.with_whitespace(data, typed)


def visible_positions(text: str) -> list[int]:
    """Where in a text the characters stand that a page shows: all but blanks, line breaks and marks of direction.

    >>> visible_positions("甲 乙")
    [0, 2]
    """
    from ipforms.formats.pdf.whitespace_stream import leaves_no_ink

    return [position for position, character in enumerate(text) if not leaves_no_ink(character)]


def marker(number: int) -> str:
    """The character that stands for the field of this number in the DOCX that `blank_form` gets."""
    from ipforms.formats.pdf.form_writer import field_layout

    return field_layout.marker(number)


def blank_form(
    marked: bytes, empty: bytes, names: Sequence[str], prose: frozenset[str], describe: "Describe"
) -> "BlankForm":
    """A blank fillable PDF: to be kept, as all filled ones are made of it.

    Args:
        marked: the form as a DOCX, with a `marker` in the place of each field.
        empty: the same with what the form prints there while they are blank.
        names: of the fields, by their numbers: `ip_units[0].names`.
        prose: patterns of the fields that hold several paragraphs.
        describe: a field as it is printed → what it says of itself.
    """
    from ipforms.formats.pdf.form_writer import blank_form, field_layout

    return blank_form.blank_form(field_layout.printed_form(marked, empty, names, prose), describe)


def fill_form(blank: "BlankForm", values: Mapping[str, str], label: Callable[[str], str]) -> tuple[bytes, str]:
    """A blank form with its fields filled in; the same values give the same bytes.

    Args:
        blank: the blank form.
        values: texts by the paths of their fields; rows that the form has no room for are put on further pages.
        label: the path of a field, or of a row (`ip_units[4]`) → what people call it.

    Returns:
        The PDF, and the characters for which 〓 is shown, because no font of the package has them; the values of the
        fields hold them all the same.
    """
    from ipforms.formats.pdf.form_writer import form_filling

    return form_filling.fill(blank, values, label)


def flatten(data: bytes, name: str = "PDF") -> bytes:
    """Make print of the fields of a filled form, whoever filled it in.

    Returns:
        The PDF without fields: what they looked like is part of its pages; empty ones leave nothing behind.

    Raises:
        UnsupportedFormat: it is another kind of document.
        UnreadableDocument: it is no PDF, or broken, or protected by a password.
        LimitExceeded: its fields hold too much.
    """
    from ipforms.formats.pdf.form_writer import field_flattening

    refuse_other_documents(data)
    return field_flattening.flattened(data, name)
