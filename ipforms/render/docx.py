"""Record → DOCX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipforms import paths
from ipforms.errors import InvalidText
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import label
from ipforms.schemas.record_texts import encode

if TYPE_CHECKING:
    from ipforms.template import Template


def render_docx(record: FormModel, template: Template) -> bytes:
    """The filled form; the same record gives the same bytes.

    Raises:
        InvalidText: a text holds a character that no document can hold; only a record built without validation can.
    """
    try:
        return template.fill(encode(record))
    except InvalidText as error:
        where = label(type(record), paths.parse(error.context["path"]))
        raise InvalidText(**{**error.context, "label": where}) from None
