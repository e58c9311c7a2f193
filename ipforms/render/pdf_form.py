"""Record → fillable PDF: the official form with a field in every place that is filled in.

The blank form is made once a form and process: the template with a marker for each field goes to the writer of forms,
which sets it and puts a field where a marker comes out (`ipforms.formats.blank_form`). For each record the writer gets
the texts of its fields (`ipforms.formats.fill_form`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from ipforms import formats, paths
from ipforms.errors import InvalidText
from ipforms.render.field_descriptions import field_description, prose
from ipforms.render.rendered import Rendered
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import label
from ipforms.text import first_not_xml

if TYPE_CHECKING:
    from ipforms.formats import BlankForm
    from ipforms.template import Template


def blank_pdf_form(template: Template, model: type[FormModel]) -> BlankForm:
    """The blank form with its fields: to be kept, as all filled ones are made of it."""
    names: list[str] = []
    marked, empty = template.fill(_markers(template, names)), template.fill(_markers(template, None))
    return formats.blank_form(marked, empty, names, prose(model), partial(field_description, model))


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
    from ipforms.schemas.record_texts import encode

    model = type(record)

    def label_of(path: str) -> str:
        return label(model, paths.parse(path))

    return Rendered(*formats.fill_form(blank, dict(_values(model, encode(record))), label_of))


def _markers(template: Template, names: list[str] | None) -> dict[str, Any]:
    """A marker for every field of the template, noted in `names`; or nothing, with as many rows."""
    from ipforms.template import ROW_NUMBER

    texts: dict[str, Any] = {}

    def put(holder: dict[str, Any], path: str, full: str) -> None:
        *groups, last = path.split(".")
        for group in groups:
            holder = holder.setdefault(group, {})
        if names is not None and last != ROW_NUMBER:
            holder[last] = formats.marker(len(names))
            names.append(full)
        else:
            holder[last] = ""

    for path in sorted(template.fields):
        section, _, inner = path.partition("[].")
        if not inner:
            put(texts, path, path)
            continue
        rows = texts.setdefault(section, [{} for _ in range(max(1, template.least_rows[section]))])
        for number, row in enumerate(rows):
            put(row, inner, f"{section}[{number}].{inner}")
    return texts


def _values(model: type[FormModel], texts: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    from ipforms.template import leaves

    for path, text in leaves(texts):
        at = first_not_xml(text)
        if at is not None:
            found = {"character": f"U+{ord(text[at]):04X}", "position": at + 1}
            raise InvalidText(label=label(model, path), path=paths.join(path), **found)
        yield paths.join(path), text
