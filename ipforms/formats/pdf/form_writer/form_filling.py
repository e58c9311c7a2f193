"""Values by the paths of their fields → the filled form: the blank one with its values and what they look like."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ipforms.formats.pdf import glyph_coverage
from ipforms.formats.pdf.form_writer import (
    answer_boxes,
    appearance_streams,
    font_embedding,
    font_faces,
    object_writer,
    overflow_pages,
)
from ipforms.formats.pdf.form_writer.blank_form import BlankForm
from ipforms.formats.pdf.form_writer.line_breaking import FittedText
from ipforms.formats.pdf.form_writer.widgets import Widget, flags

_DATE = re.compile(r"(?P<year>\d+)年(?:(?P<month>\d+)月(?:(?P<day>\d+)日)?)?")


@dataclass
class _Filled:
    """A field with a value: as it is, and as it is set."""

    widget: Widget
    text: str
    setting: FittedText


@dataclass
class _Update:
    """What a filled form has that the blank one has not."""

    blank: BlankForm
    objects: list[tuple[int, bytes]] = field(default_factory=list)
    size: int = 0

    def add(self, body: bytes) -> int:
        """Add an object: its number."""
        self.size += 1
        self.objects.append((self.size - 1, body))
        return self.size - 1


def fill(blank: BlankForm, values: Mapping[str, str], label: Callable[[str], str]) -> tuple[bytes, str]:
    """Fill a form, see `ipforms.formats.fill_form`."""
    filled = [made for widget in blank.widgets if (made := _filled(widget, values))]
    items = [*_continued(filled, label), *_further(blank, values, label)]
    pages = overflow_pages.pages(items, blank.title) if items else []
    update = _Update(blank, size=blank.size)
    drawn = {each for made in filled for each in appearance_streams.characters(made.setting)}
    drawn.update(each for page in pages for each in page.characters())
    fonts, made_fonts = font_embedding.embedded(drawn, blank.size)
    update.objects += made_fonts
    update.size += len(made_fonts)
    named = appearance_streams.resources(fonts)
    for each in filled:
        look = update.add(_look(each, named))
        update.objects.append((each.widget.number, _widget(each, look)))
    for widget in blank.widgets:
        if widget.boxes:
            update.objects += _answered(widget, values.get(widget.slot.path, ""))
    if pages:
        _append(update, pages, named)
    data = blank.body.written(update.objects, blank.trailer)
    return data, glyph_coverage.missing_glyphs("".join(dict.fromkeys("".join(values.values()))))


def _filled(widget: Widget, values: Mapping[str, str]) -> _Filled | None:
    slot, rect = widget.slot, widget.rect
    text = "" if widget.boxes else values.get(slot.path, "")
    if widget.description.behind:
        text = widget.description.behind.ticked(text)[1] if text else ""
    elif slot.part:
        found = _DATE.fullmatch(text)
        # What is no date is shown whole rather than not at all.
        text = (found[slot.part] or "") if found else text if slot.part == "year" else ""
    if not text:
        return None
    room = (slot.size, slot.line, rect.width, rect.height, slot.first)
    made = appearance_streams.setting(font_faces.drawn(text), *room, single=slot.is_inline)
    return _Filled(widget, text, made)


def _look(each: _Filled, fonts: bytes) -> bytes:
    slot, rect = each.widget.slot, each.widget.rect
    across = "horizon" if slot.is_inline else slot.across
    return appearance_streams.appearance(each.setting, rect.width, rect.height, slot.align, across, fonts)


def _widget(each: _Filled, look: int) -> bytes:
    description, body = each.widget.description, each.widget.body
    if len(each.setting.lines) > 1 and not (description.is_multiline or description.options):
        body = body.replace(
            b"/Ff %d\n" % flags(description), b"/Ff %d\n" % flags(replace(description, is_multiline=True))
        )
    if description.longest and len(each.text) > description.longest:
        body = body.replace(b"/MaxLen %d\n" % description.longest, b"")
    return b"%s/V %s\n/AP<</N %d 0 R>>\n>>" % (body, object_writer.text(each.text), look)


def _answered(widget: Widget, text: str) -> Iterator[tuple[int, bytes]]:
    """A field of boxes and its boxes, with the one ticked whose option the text says."""
    options = widget.description.options
    words = options.ticked(text)[0] if options and text else ()
    state = next((box.state for box in widget.boxes if box.word in words), answer_boxes.OFF)
    said = b"" if state == answer_boxes.OFF else b"/V/%s\n" % state.encode()
    yield widget.number, b"%s%s>>" % (widget.body, said)
    for box in widget.boxes:
        own = state if box.state == state else answer_boxes.OFF
        yield box.number, b"%s/AS/%s\n>>" % (box.body, own.encode())


def _continued(filled: list[_Filled], label: Callable[[str], str]) -> Iterator[overflow_pages.OverflowItem]:
    for each in filled:
        if each.setting.rest:
            slot = each.widget.slot
            yield overflow_pages.OverflowItem(label(slot.path), each.setting.rest, rest_of=(slot.name, each.text))


def _further(
    blank: BlankForm, values: Mapping[str, str], label: Callable[[str], str]
) -> Iterator[overflow_pages.OverflowItem]:
    """The rows that the blank form has no room for: a heading, and the fields of each."""
    heading = ""
    shown = {widget.slot.path.rpartition("].")[0] for widget in blank.widgets}
    for path, text in values.items():
        row, _, _ = path.rpartition("].")
        if not row or row in shown or row.partition("[")[0] not in blank.rows:
            continue
        head = label(f"{row}]")
        if row != heading:
            heading = row
            yield overflow_pages.OverflowItem(head, None)
        own = label(path).removeprefix(head).strip()
        yield overflow_pages.OverflowItem(own, text, path, head, (path, text))


def _append(update: _Update, pages: list[overflow_pages.OverflowPage], fonts: bytes) -> None:
    """Put the further pages behind the others, and their fields into the tree of names."""
    tree, kids = update.blank.pages
    numbers, roots = list(kids), list(update.blank.roots)
    groups: dict[str, tuple[int, list[int]]] = {}
    for page in pages:
        own = update.add(b"")
        slot_of_page = len(update.objects) - 1
        widgets = []
        for made in page.widgets:
            head, _, name = made.path.rpartition(".")
            if head not in groups:
                groups[head] = (update.add(b""), [])
            parent, children = groups[head]
            look = update.add(_row_look(made, fonts)) if made.text else None
            body = overflow_pages.widget(made, name, parent, own, look)
            number = update.add(body)
            children.append(number)
            widgets.append(number)
        content = update.add(object_writer.stream(page.content()))
        update.objects[slot_of_page] = (own, overflow_pages.page(tree, content, fonts, widgets))
        numbers.append(own)
    for head, (parent, children) in groups.items():
        update.objects = [
            (n, b) if n != parent else (n, overflow_pages.group(head, children)) for n, b in update.objects
        ]
        roots.append(parent)
    pages_object = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(numbers), object_writer.references(numbers))
    update.objects.append((tree, pages_object))
    form, body = update.blank.catalogue
    update.objects.append((form, b"%s/Fields[%s]\n>>" % (body, object_writer.references(roots))))


def _row_look(made: overflow_pages.PlacedItem, fonts: bytes) -> bytes:
    width, height = made.right - made.left, made.top - made.bottom
    return appearance_streams.appearance(made.setting, width, height, "left", "horizon", fonts)
