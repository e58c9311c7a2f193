"""A filled form made print, with what no page shows beside its pages: the blanks and line breaks of its values.

Its fields said them exactly. So they are carried as a flat PDF of ours carries its own
(`ipforms.formats.with_whitespace`): the template filled with the values gives the texts of the cells, and of a
value that goes on on further pages each page has the part that stands there.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from ipforms import formats, paths
from ipforms.errors import IpformsError
from ipforms.forms import Form, form, forms
from ipforms.matching.continuation_pages import ContinuationText, path_of, split_continuations
from ipforms.matching.fillable_fields import with_field_values
from ipforms.matching.form_detection import DocumentForms
from ipforms.paths import Place
from ipforms.schemas.labels import patterns
from ipforms.schemas.record_texts import encode
from ipforms.sheet import Block, Sheet, Table
from ipforms.text import NOT_XML

_DATE_UNITS = "年月日"


def flattened(data: bytes, name: str) -> bytes:
    """The print of a filled form; if it is one of ours, with its blanks beside its pages.

    Args:
        data: a PDF with fields.
        name: what to call it in messages.

    Raises:
        UnreadableDocument: it is no PDF, or broken, or protected by a password.
    """
    flat = formats.flatten(data, name)
    # What is too large or too strange to be read is print all the same.
    with suppress(IpformsError):
        return _carrying(flat, data)
    return flat


def _carrying(flat: bytes, data: bytes) -> bytes:
    said = with_field_values(
        DocumentForms(), formats.read(data).sheet, {each.id: each.matcher for each in forms()}
    ).instances
    if not said:
        return flat
    texts = {path: NOT_XML.sub("", text) for path, text in said[0].match.fields.texts.items()}
    return formats.with_whitespace(flat, _typed(form(said[0].form_id), texts, formats.read(flat).sheet))


def _typed(of: Form, texts: Mapping[str, str], printed: Sheet) -> Sheet:
    """The document whose print it is, as it was typed.

    Args:
        of: the form.
        texts: what its fields say, by path.
        printed: the print, as it is read without knowing better.
    """
    own, further = split_continuations(printed)
    parts = _parts(texts, further, patterns(of.model))
    first = {path: parts.main.get(path, text) for path, text in texts.items()}
    sheet = formats.read(of.template.fill(_nested(of, first))).sheet
    behind = (_exact(block, parts.further) for block in printed.blocks[len(own.blocks) :])
    return replace(sheet, blocks=(*sheet.blocks, *behind))


class _Parts(NamedTuple):
    """Where the parts of texts stand that are on further pages."""

    main: dict[str, str]  # by path, what the cell of the form has of it
    further: dict[Place, str]  # by place, what a cell of a further page has


def _parts(texts: Mapping[str, str], further: Sequence[ContinuationText], names: Mapping[str, str]) -> _Parts:
    made = _Parts({}, {})
    said: dict[str, list[ContinuationText]] = {}
    for each in further:
        path = path_of(each, names)
        if path is not None and path in texts:
            said.setdefault(path, []).append(each)
    for path, fragments in said.items():
        continues = fragments[0].continues
        main, *rest = _cut(texts[path], fragments if continues else fragments[1:])
        if continues:
            made.main[path] = main
        else:
            rest = [main, *rest]
        made.further.update(zip((each.place for each in fragments), rest, strict=True))
    return made


def _cut(text: str, fragments: Sequence[ContinuationText]) -> Iterator[str]:
    """What stands before all of the pieces of a text, and each of them.

    A new paragraph says so beside it, so the line break before it belongs to neither.
    """
    drawn = formats.visible_positions(text)
    counts = [len(formats.visible_positions(fragment.text)) for fragment in fragments]
    ends, begins = [], [0]
    for number, fragment in enumerate(fragments):
        at = len(drawn) - sum(counts[number:])
        end = drawn[at - 1] + 1 if 0 < at <= len(drawn) else 0
        start = text.find("\n", end) if fragment.new_paragraph else end
        ends.append(max(start, end))
        begins.append(max(start, end) + fragment.new_paragraph)
    yield from (text[start:end] for start, end in zip(begins, [*ends, len(text)], strict=True))


def _nested(of: Form, texts: Mapping[str, str]) -> dict[str, object]:
    """Texts for the template, with as many rows as the fillable form has."""
    rows = of.fillable.rows
    nested = encode(of.model.model_validate({section: [{}] * count for section, count in rows.items()}))
    dates = {widget.slot.path for widget in of.fillable.widgets if widget.slot.part}
    for path, text in texts.items():
        text = _with_printed_units(text) if path in dates else text
        steps = paths.parse(path)
        number = next((step for step in steps if isinstance(step, int)), 0)
        if number < rows.get(str(steps[0]), 1):
            paths.put(nested, steps, text)
    return nested


def _with_printed_units(date: str) -> str:
    """A date that is not exact to the day: 月 and 日 behind its blanks stay printed."""
    printed = _DATE_UNITS.partition(date[-1:])[2] if date else ""
    return date + "".join(f"    {unit}" for unit in printed)


def _exact(block: Block, texts: Mapping[Place, str]) -> Block:
    """A block of a further page with the parts of texts as they were typed."""
    if not isinstance(block, Table):
        return block
    return replace(block, cells=tuple(cell._replace(text=texts.get(cell.place, cell.text)) for cell in block.cells))
