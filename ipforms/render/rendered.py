"""Record → DOCX or flat PDF, and what filling a form gives in any format."""

import warnings
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ipforms import formats, paths
from ipforms.errors import InvalidTemplate, InvalidText, MissingGlyphs
from ipforms.messages import Bilingual
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import label
from ipforms.schemas.record_texts import Texts, blank_texts, encode

if TYPE_CHECKING:
    from ipforms.template import Template

RenderFormat = Literal["docx", "pdf", "pdf-a", "pdf-form", "ofd"]
BlankFormat = Literal["docx", "pdf", "ofd"]


class Rendered(NamedTuple):
    """A document."""

    data: bytes  # its bytes
    lacking: str = ""  # characters that its fonts cannot draw, each once; a DOCX leaves its fonts to the reader


def warn_missing_glyphs(made: Rendered) -> bytes:
    """The bytes, after a warning that names what is lacking; it points at the caller of the function that calls this.

    Warns:
        MissingGlyphs: there is such a character.
    """
    if made.lacking:
        warnings.warn(MissingGlyphs(made.lacking), stacklevel=3)
    return made.data


def docx_steps(model: type[FormModel], template: "Template") -> tuple[Callable[[Any], Any], ...]:
    """How a record of a form becomes a DOCX: its texts, the parts of the document, the file.

    Whoever makes many makes a step for all of them at a time: a step's code then stays in the caches of the processor.
    """
    blanks = blank_texts(model)

    def parts(texts: Texts) -> list[tuple[bytes, bytes]]:
        try:
            return template.parts(texts, blanks)
        except InvalidText as error:
            where = label(model, paths.parse(error.context["path"]))
            raise InvalidText(**{**error.context, "label": where}) from None

    return partial(encode, blanks=True), parts, template.package


def render_docx(record: FormModel, template: "Template") -> bytes:
    """The filled form; the same record gives the same bytes.

    Raises:
        InvalidText: a text holds a character that no document can hold; only a record built without validation can.
    """
    texts, parts, file = docx_steps(type(record), template)
    made: bytes = file(parts(texts(record)))
    return made


def must_be_in_body(record: FormModel, template: "Template") -> None:
    """Refuse to print a record in a format that has no headers, where a value would stand in one.

    Raises:
        InvalidTemplate: there is such a value; the error names its fields.
    """
    if template.beside:
        texts = encode(record)
        lost = [name for name in sorted(template.beside) if paths.get(texts, paths.parse(name))]
        if lost:
            raise InvalidTemplate(name=template.name, faults=[Bilingual("template.beside", {"fields": lost})])


def render_pdf(record: FormModel, template: "Template", *, archival: bool = False) -> Rendered:
    """The filled form as a PDF with its fonts inside; the same record gives the same bytes.

    Args:
        record: a record of the template's form.
        template: the tagged DOCX: page, grid, spans, heights, lines and font roles are its own.
        archival: make PDF/A-2b.

    Returns:
        The bytes, and the characters for which 〓 is printed, because no font of the package has them.

    Raises:
        InvalidText: a text holds a character that no document can hold.
        InvalidTemplate: a value stands in a header, which a PDF has not.
    """
    must_be_in_body(record, template)
    return Rendered(*formats.typeset(render_docx(record, template), archival=archival))
