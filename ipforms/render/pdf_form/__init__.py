"""Record → fillable PDF: the official form with a field in every place that is filled in.

Made once a form and process:

1. `twin`, `slots`: the template's print without its values, and where these belong;
2. `geometry`: Typst sets the print and says where each place is;
3. `fields`, `widgets`, `boxes`, `blank`: pypdf writes the blank form, with a field at each place.

For each record:

4. `lines`, `faces`, `appearance`: its values set in their fields, drawn with the package's fonts;
5. `overflow`, `rests`: what has no room goes on further pages;
6. `filling`, `embedding`, `objects`: all of that, with subsets of the fonts, written into the blank form.

`flattening` and `looks` make print of the fields of any filled form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipforms.render.rendered import Rendered
from ipforms.schemas.base import FormModel

if TYPE_CHECKING:
    from ipforms.render.pdf_form.blank_form import BlankForm
    from ipforms.template import Template


def blank_pdf_form(template: Template, model: type[FormModel]) -> BlankForm:
    """The blank form with its fields: to be kept, as all filled ones are made of it."""
    # Typst, pypdf and HarfBuzz are loaded with the first form.
    from ipforms.render.pdf_form.blank_form import blank

    return blank(template, model)


def render_pdf_form(record: FormModel, blank: BlankForm) -> Rendered:
    """The form with its fields filled in; the same record gives the same bytes.

    Args:
        record: a record of the form.
        blank: the blank form.

    Returns:
        The bytes, and the characters for which 〓 is shown, because no font of the package has them; the values of
        the fields hold them all the same.

    Raises:
        InvalidText: a text holds a character that no document can hold.
    """
    from ipforms.render.pdf_form.form_filling import fill
    from ipforms.schemas.record_texts import encode

    return fill(blank, type(record), encode(record))


def flatten(data: bytes, name: str = "PDF") -> bytes:
    """Make print of the fields of a filled form, whoever filled it in.

    Args:
        data: a PDF with fields.
        name: what to call it in messages.

    Returns:
        The PDF without fields: what they looked like is part of its pages; empty ones leave nothing behind.

    Raises:
        UnreadableDocument: it is no PDF, or broken, or protected by a password.
    """
    from ipforms.render.pdf_form.field_flattening import flattened

    return flattened(data, name)
