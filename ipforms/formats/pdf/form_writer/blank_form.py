"""The blank fillable form, made once a form: the print by Typst, its fields written with pypdf.

For whom fills it by program it also keeps its objects apart, so that a filled form is written without looking into
the blank one again.
"""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, TextStringObject, read_object

from ipforms.formats.form_fields import FieldDescription, PrintedField
from ipforms.formats.pdf.form_writer import answer_boxes, appearance_streams, font_embedding, slot_boxes, widgets
from ipforms.formats.pdf.form_writer.acroform_dict import acroform_dictionary
from ipforms.formats.pdf.form_writer.object_writer import ObjectWriter
from ipforms.formats.pdf.form_writer.option_room import FileField, file_fields
from ipforms.formats.pdf.form_writer.slot_boxes import FieldSlot, PrintedForm, SlotBox
from ipforms.formats.pdf.form_writer.widgets import Widget, WidgetObjects

Describe = Callable[[PrintedField], FieldDescription]  # what a field says of itself, by how the form prints it


@dataclass(frozen=True)
class BlankForm:
    """A blank form."""

    data: bytes  # the file
    widgets: tuple[Widget, ...]  # its fields, in the order of the pages
    body: ObjectWriter  # its objects, apart from those that differ in a filled form
    size: int  # one more than its highest object number
    trailer: bytes  # /Root and /Info
    pages: tuple[int, tuple[int, ...]]  # the number of the page tree, and those of its pages
    # the number of its form dictionary, and that dictionary, open at the end, without its fields
    catalogue: tuple[int, bytes]
    roots: tuple[int, ...]  # the numbers of the fields at the top of the tree
    title: str  # of the form
    rows: dict[str, int]  # for each repeated section, how many rows it has


def blank_form(made: PrintedForm, describe: Describe) -> BlankForm:
    """Make the blank form of a print with slots."""
    data, rects = slot_boxes.typeset(made)
    return _FormWriter(data, describe).written(made.slots, rects, made.layout["title"])


@dataclass
class _Node:
    """A field of the tree by its part of a name."""

    children: "dict[str, _Node]" = field(default_factory=dict)
    reference: Any = None


class _FormWriter:
    def __init__(self, data: bytes, describe: Describe) -> None:
        self._writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(data)))
        self._writer.pdf_header = "%PDF-1.7"
        self._describe = describe
        self._root = _Node()
        self._words = "".join(answer_boxes.STATES.values())

    def written(self, made: list[FieldSlot], rects: list[SlotBox], title: str) -> BlankForm:
        for page in self._writer.pages:
            page[NameObject("/Annots")] = ArrayObject()
            page[NameObject("/Tabs")] = NameObject("/S")
        described = [(slot, rect, self._description(slot, rect)) for slot, rect in zip(made, rects, strict=True)]
        parts = [part for each in described for part in file_fields(*each)]
        self._words += "".join(printed for part in parts for _, printed, _ in part.boxes)
        self._words += "".join(sign for part in parts for sign in part.signs)
        for part in parts:
            self._reserve(part.slot.name)
        written = [self._widget(part) for part in parts]
        form = self._form()
        out = io.BytesIO()
        self._writer.write(out)
        rows: dict[str, int] = {}
        for slot in made:
            section, bracket, rest = slot.path.partition("[")
            if bracket:
                rows[section] = max(rows.get(section, 0), int(rest.partition("]")[0]) + 1)
        return self._blank(out.getvalue(), written, form, title, rows)

    def _reserve(self, name: str) -> None:
        """Make the fields above a field, from the top: names are told apart by their dots."""
        node, parent = self._root, None
        for step in name.split("."):
            if step not in node.children:
                made = DictionaryObject({NameObject("/T"): TextStringObject(step)})
                child = _Node(reference=self._writer._add_object(made))
                if parent is not None:
                    made[NameObject("/Parent")] = parent
                    above: Any = parent.get_object()
                    above.setdefault(NameObject("/Kids"), ArrayObject()).append(child.reference)
                node.children[step] = child
            node = node.children[step]
            parent = node.reference

    def _description(self, slot: FieldSlot, rect: SlotBox) -> FieldDescription:
        return self._describe(PrintedField(slot.path, slot.part, rect.height, slot.size, slot.hint, slot.limit))

    def _widget(self, part: FileField) -> WidgetObjects:
        slot, description = part.slot, part.description
        node = self._root
        for step in slot.name.split("."):
            node = node.children[step]
        page: Any = self._writer.pages[part.rect.page - 1]
        if part.boxes:
            words = [] if set(part.states) <= set(answer_boxes.STATES) else [word for word, _, _ in part.boxes]
            node.reference.get_object().update(widgets.boxed(description, words))
            made = tuple(self._boxes(part, node.reference, page))
            return WidgetObjects(slot, part.rect, description, node.reference, made)
        node.reference.get_object().update(widgets.text(slot, part.rect, description, page.indirect_reference))
        page["/Annots"].append(node.reference)
        return WidgetObjects(slot, part.rect, description, node.reference)

    def _boxes(self, part: FileField, above: Any, page: Any) -> Iterable[tuple[str, str, IndirectObject]]:
        """The boxes of a field."""
        for state, (word, printed, own) in zip(part.states, part.boxes, strict=True):
            ticked, blank = (
                self._add(answer_boxes.box_appearance(printed, part.size, own, self._fonts, part.signs, ticked=each))
                for each in (True, False)
            )
            made = widgets.box(state, word, own, part.description, above, page.indirect_reference, (ticked, blank))
            reference = self._writer._add_object(made)
            above.get_object()["/Kids"].append(reference)
            page["/Annots"].append(reference)
            yield state, word, reference

    @cached_property
    def _fonts(self) -> bytes:
        """The font of the words beside the boxes, as a dictionary of resources."""
        fonts, made = font_embedding.embedded(self._words, len(self._writer._objects) + 1)
        for _, body in made:
            self._add(body)
        return appearance_streams.resources(fonts)

    def _add(self, body: bytes) -> IndirectObject:
        writer: Any = self._writer
        reference: IndirectObject = writer._add_object(read_object(io.BytesIO(body), writer))
        return reference

    def _form(self) -> IndirectObject:
        form = acroform_dictionary(self._writer)
        roots = ArrayObject(node.reference for node in self._root.children.values())
        form[NameObject("/Fields")] = roots
        reference = self._writer._add_object(form)
        self._writer.root_object[NameObject("/AcroForm")] = reference
        return reference

    def _blank(
        self, data: bytes, made: list[WidgetObjects], form: IndirectObject, title: str, rows: dict[str, int]
    ) -> BlankForm:
        trailer = data[data.rindex(b"trailer") :]
        kept = b"".join(
            b"/%s %s 0 R" % (name, found[1])
            for name in (b"Root", b"Info")
            if (found := re.search(rb"/%s (\d+) 0 R" % name, trailer))
        )
        size = re.search(rb"/Size (\d+)", trailer)
        assert size
        tree = self._writer.root_object.raw_get("/Pages")
        catalogue: Any = form.get_object()
        pages: list[Any] = [page.indirect_reference for page in self._writer.pages]
        roots = catalogue.pop("/Fields")
        return BlankForm(
            data,
            tuple(each.widget() for each in made),
            ObjectWriter.of(data, {tree.idnum, form.idnum, *(number for each in made for number in each.numbers)}),
            int(size[1]),
            kept,
            (tree.idnum, tuple(page.idnum for page in pages)),
            (form.idnum, widgets.opened(catalogue)),
            tuple(each.idnum for each in roots),
            title,
            rows,
        )
