"""Record → fillable PDF: the official form with a field in every place that is filled in.

The blank form is made once a form and process: the template with a marker for each field goes to the writer of forms,
which sets it and puts a field where a marker comes out (`ipforms.formats.blank_form`). For each record the writer gets
the texts of its fields (`ipforms.formats.fill_form`).

What a field says of itself (its label for who cannot see the page, whether it must be filled in, how long it may be)
comes from the model of the form and from what the template prints.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from ipforms import formats, paths
from ipforms.errors import InvalidText
from ipforms.formats.form_fields import FieldDescription, PrintedField
from ipforms.paths import pattern_of
from ipforms.render.rendered import Rendered
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import label
from ipforms.schemas.layout import FieldGroup, Leaf, layout, leaves
from ipforms.text import first_not_xml

if TYPE_CHECKING:
    from ipforms.formats import BlankForm
    from ipforms.template import Template


def blank_pdf_form(template: "Template", model: type[FormModel]) -> "BlankForm":
    """The blank form with its fields: to be kept, as all filled ones are made of it."""
    from ipforms.schemas.record_texts import blank_texts

    names: list[str] = []
    marked, empty = template.fill(_markers(template, names)), template.fill(_markers(template, blank_texts(model)))
    return formats.blank_form(marked, empty, names, prose(model), partial(field_description, model))


def render_pdf_form(record: FormModel, blank: "BlankForm") -> Rendered:
    """The form with its fields filled in; the same record gives the same bytes.

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


def _markers(template: "Template", names: list[str] | Mapping[str, str]) -> dict[str, Any]:
    """A marker for every field of the template, noted in `names`; or what it prints while blank, with as many rows."""
    from ipforms.template import ROW_NUMBER

    texts: dict[str, Any] = {}

    def put(holder: dict[str, Any], path: str, full: str) -> None:
        *groups, last = path.split(".")
        for group in groups:
            holder = holder.setdefault(group, {})
        if isinstance(names, Mapping):
            holder[last] = names.get(pattern_of(full), "").replace("\n", " ")  # one paragraph
        elif last == ROW_NUMBER:
            holder[last] = ""
        else:
            holder[last] = formats.marker(len(names))
            names.append(full)

    def fill(holder: dict[str, Any], pattern: str, path: str, above: str) -> None:
        section, _, inner = path.partition("[].")
        if not inner:
            put(holder, path, f"{above}{path}")
            return
        pattern = f"{pattern}{section}"
        rows = holder.setdefault(section, [{} for _ in range(max(1, template.least_rows[pattern]))])
        for number, row in enumerate(rows):
            fill(row, f"{pattern}[].", inner, f"{above}{section}[{number}].")

    for path in sorted(template.fields):
        fill(texts, "", path, "")
    return texts


def _values(model: type[FormModel], texts: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    from ipforms.template import leaves

    for path, text in leaves(texts):
        at = first_not_xml(text)
        if at is not None:
            found = {"character": f"U+{ord(text[at]):04X}", "position": at + 1}
            raise InvalidText(label=label(model, path), path=paths.join(path), **found)
        yield paths.join(path), text


_LINES = 2.3  # A field so many font sizes high holds more than one line
_SLACK = 1.5  # 字 may be counted in several ways; what is longer than this, in limits, breaks the limit by all of them
_DATE_LENGTHS = {"year": 4, "month": 2, "day": 3}
_UNITS = {"year": "年", "month": "月", "day": "日"}


def prose(model: type[FormModel]) -> frozenset[str]:
    """The patterns of the fields that hold several paragraphs."""
    return frozenset(pattern for pattern, leaf, _ in leaves(layout(model)) if leaf.codec.is_prose)


def field_description(model: type[FormModel], printed: PrintedField) -> FieldDescription:
    """What a field of a form says of itself.

    Args:
        model: the class of the records.
        printed: the field as the form prints it.
    """
    steps, part = paths.parse(printed.path), printed.part
    nodes = list(_nodes(layout(model), steps))
    described = nodes[-1].info.description if nodes and nodes[-1].info else None
    title = label(model, steps) + (f"（{_UNITS[part]}）" if part else "")
    content = [described] if described and described not in title else []
    tooltip = "：".join([title, *content]) + (f" {printed.hint}" if printed.hint else "")
    is_required = bool(nodes) and _asked(nodes, steps)
    if nodes and isinstance(nodes[-1], Leaf) and (options := nodes[-1].codec.option_print):
        return FieldDescription(tooltip, is_required, options=options)
    is_high = printed.height >= _LINES * printed.size
    is_multiline = not part and is_high and not (nodes and _is_short(nodes[-1]))
    longest = _DATE_LENGTHS.get(part) or (int((printed.limit or 0) * _SLACK) or None)
    return FieldDescription(tooltip, is_required, is_multiline, longest)


def _is_short(node: FieldGroup | Leaf) -> bool:
    """Whether a value has one line by its kind: in the middle of a high cell rather than at its top."""
    return isinstance(node, Leaf) and node.codec.is_one_line


def _nodes(group: FieldGroup, steps: paths.Path) -> Iterator[FieldGroup | Leaf]:
    node: FieldGroup | Leaf | None = group
    for step in steps:
        if isinstance(step, str):
            node = next((child for child in getattr(node, "children", ()) if child.name == step), None)
            if node is None:
                return
            yield node


def _asked(nodes: list[FieldGroup | Leaf], steps: paths.Path) -> bool:
    """Whether the applicant must fill it in: of rows the first, as the others may stay blank."""
    stages = [_stage(node) for node in nodes]
    return all(stage == "applicant" for stage in stages) and not any(isinstance(step, int) and step for step in steps)


def _stage(node: FieldGroup | Leaf) -> str | None:
    if isinstance(node, Leaf):
        return node.stage
    extra = node.info.json_schema_extra if node.info else None
    return str(extra.get("x-stage")) if isinstance(extra, dict) else "applicant"
