"""Further pages: what found no room in its field, and the rows for which the form has none, each with its label.

The rest of a text is print, as its field holds the whole of it. A row has fields of its own, whose numbers go on. A
text has no room once it does not fit at `line_breaking.SMALLEST_FIELD_SIZE`.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ipforms.formats.pdf.form_writer import font_faces, object_writer
from ipforms.formats.pdf.form_writer.appearance_streams import characters, drawn_lines, setting
from ipforms.formats.pdf.form_writer.line_breaking import FittedText, fitted
from ipforms.formats.pdf.form_writer.object_writer import numbers, references
from ipforms.formats.pdf.form_writer.slot_boxes import INSET

_WIDTH, _HEIGHT = 595.3, 841.9  # points; A4
_LEFT, _RIGHT, _TOP, _BOTTOM = 71.0, 524.3, 785.0, 57.0  # points; margins of 2.5 cm at the sides and 2 cm
_COLUMN = 190.0  # where the texts begin, behind the labels
_SIZE, _LINE, _ROW = 10.5, 15.0, 21.0  # points; 五号, from baseline to baseline, the least height of a row
_MOST_LINES = 12
_MOST_CHARACTERS = 12_000  # of one page: 55 lines of the narrowest letters have half as many
"""A field of a row is so many lines high at most; what is left goes on behind it."""
_NO_LIMIT = 10**7  # points; a height that no text reaches
_HEADING = 12.0  # points; 小四
_TITLE = "续页"
_GOES_ON, _BEGINS = "（续）", "（续，另起一段）"
_AROUND = 6.0  # what a row is higher than its lines


@dataclass(frozen=True)
class OverflowItem:
    """Something that goes on another page."""

    label: str  # what is printed beside it
    # what is left of a text, or the value of a field of a row; None where the label is a heading of a row
    text: str | None
    path: str = ""  # of the field, where it gets one of its own
    row: str = ""  # the label of the row that the field belongs to
    # the name and the value of the field whose rest it is, where that stays a field
    rest_of: tuple[str, str] | None = None

    @property
    def whole_label(self) -> str:
        """The label with that of its row."""
        return f"{self.row} {self.label}".strip()


@dataclass(frozen=True)
class PlacedItem:
    """A field on a further page."""

    path: str
    label: str
    text: str
    setting: FittedText
    left: float
    bottom: float
    right: float
    top: float


@dataclass
class OverflowPage:
    """A further page, as it is filled from the top."""

    at: float = _TOP
    pieces: list[bytes] = field(default_factory=list)
    settings: list[FittedText] = field(default_factory=list)
    widgets: list[PlacedItem] = field(default_factory=list)

    def characters(self) -> Iterator[str]:
        """All that is drawn on it."""
        for each in (*self.settings, *(placed.setting for placed in self.widgets)):
            yield from characters(each)

    def content(self) -> bytes:
        """Its content stream."""
        return b"0.5 w 0 G\n" + b"".join(self.pieces)

    def write(self, made: FittedText, left: float, right: float, height: float, align: str = "left") -> None:
        """Draw a text in a room below `at`."""
        self.settings.append(made)
        room = (left, self.at - height, right - left, height)
        self.pieces.append(drawn_lines(made, *room, align=align, across="horizon"))

    def rule(self, height: float, *, divided: bool) -> None:
        """Draw the lines around a row, and go on below it."""
        bottom = self.at - height
        self.pieces.append(b"%s re S\n" % numbers(_LEFT, bottom, _RIGHT - _LEFT, height))
        if divided:
            self.pieces.append(b"%s m %s l S\n" % (numbers(_COLUMN, bottom), numbers(_COLUMN, self.at)))
        self.at = bottom


def pages(items: list[OverflowItem], title: str) -> list[OverflowPage]:
    """Set the items one below the other, on as many pages as they need."""
    made: list[OverflowPage] = []

    def room(height: float) -> OverflowPage:
        if not made or made[-1].at - height < _BOTTOM:
            made.append(_new(title))
        return made[-1]

    for item in items:
        if item.text is None:
            # A heading stays with the first field of its row.
            _heading(room(3 * _ROW), item.label)
        else:
            rest, label = (_field(room, item), item.whole_label) if item.path else (item.text, item.label)
            _text(room, label, rest, begin(*item.rest_of) if item.rest_of else b"")
    return made


def _new(title: str) -> OverflowPage:
    page = OverflowPage()
    heading = setting(font_faces.drawn(f"{title}（{_TITLE}）"), _HEADING, _LINE, _RIGHT - _LEFT, 2 * _LINE)
    page.write(heading, _LEFT, _RIGHT, 2 * _LINE, "center")
    page.at -= 2 * _LINE
    return page


def _heading(page: OverflowPage, label: str) -> None:
    page.write(_set(label, _RIGHT - _LEFT, _ROW), _LEFT, _RIGHT, _ROW)
    page.rule(_ROW, divided=False)


def _set(text: str, width: float, height: float = _NO_LIMIT) -> FittedText:
    return fitted(font_faces.drawn(text), _SIZE, _LINE, width - 2 * INSET, height, smallest=_SIZE)


def _field(room: Callable[[float], OverflowPage], item: OverflowItem) -> str:
    """Place a field; what its room does not hold is given back."""
    assert item.text is not None
    beside = _set(item.label, _COLUMN - _LEFT)
    made = _set(item.text, _RIGHT - _COLUMN)
    count = max(len(beside.lines), min(len(made.lines), _MOST_LINES))
    height = max(_ROW, count * _LINE + _AROUND)
    made = _set(item.text, _RIGHT - _COLUMN, height)
    page = room(height)
    page.write(beside, _LEFT, _COLUMN, height)
    place = (_COLUMN + 0.75, page.at - height + 0.75, _RIGHT - 0.75, page.at - 0.75)
    page.widgets.append(PlacedItem(item.path, item.label, item.text, made, *place))
    page.rule(height, divided=True)
    return made.rest


def _text(room: Callable[[float], OverflowPage], label: str, text: str, mark: bytes) -> None:
    """Print what is left of a text, on as many pages as it needs, between marks."""
    while text:
        beside = _set(label + (_BEGINS if text.startswith("\n") else _GOES_ON), _COLUMN - _LEFT)
        page = room(max(3 * _ROW, len(beside.lines) * _LINE + _AROUND))
        room_left = page.at - _BOTTOM - _AROUND
        # No page holds more than this, and all that is given to it is measured.
        head, behind = text[:_MOST_CHARACTERS], text[_MOST_CHARACTERS:]
        shown = _set(head.removeprefix("\n"), _RIGHT - _COLUMN, room_left)
        height = max(_ROW, max(len(shown.lines), len(beside.lines)) * _LINE + _AROUND)
        page.pieces += [mark] * bool(mark)
        page.write(beside, _LEFT, _COLUMN, height)
        page.write(shown, _COLUMN, _RIGHT, height)
        page.rule(height, divided=True)
        page.pieces += [END] * bool(mark)
        text = shown.rest + behind


def page(tree: int, content: int, fonts: bytes, widgets: list[int]) -> bytes:
    """The page object."""
    return b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s]/Resources<</Font %s>>/Contents %d 0 R/Annots[%s]/Tabs/S>>" % (
        tree,
        numbers(_WIDTH, _HEIGHT),
        fonts,
        content,
        references(widgets),
    )


def widget(made: PlacedItem, name: str, parent: int, page: int, look: int | None) -> bytes:
    """The field object; `name` is the last part of its name."""
    shown = b"" if look is None else b"/V %s/AP<</N %d 0 R>>" % (object_writer.text(made.text), look)
    return (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(%s)/TU%s/Ff %d/F 4/Parent %d 0 R/P %d 0 R/Rect[%s]"
        b"/DA(/Song %s Tf 0 g)%s>>"
        % (
            name.encode(),
            object_writer.text(made.label),
            1 << 12 | 1 << 22,
            parent,
            page,
            numbers(made.left, made.bottom, made.right, made.top),
            numbers(_SIZE),
            shown,
        )
    )


def group(name: str, children: list[int]) -> bytes:
    """The field above those of a row: `ip_units[4]`."""
    return b"<</T(%s)/Kids[%s]>>" % (name.encode(), references(children))


MARK, END = b"/Rest<</Of<", b"EMC\n"
_MARK = re.compile(rb"/Rest<</Of<([0-9a-f]*)>/As<([0-9a-f]*)>>>BDC\n.*?EMC\n", re.DOTALL)
_DRAWN_ROW = b" re S\n"


def begin(name: str, value: str) -> bytes:
    """The mark before the rest of a value."""
    return b"/Rest<</Of<%s>/As<%s>>>BDC\n" % (_hex(name), _digest(value))


def _hex(name: str) -> bytes:
    return name.encode().hex().encode()


def _digest(value: str) -> bytes:
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:16].encode()


def overflow_values(content: bytes, values: Mapping[str, str]) -> dict[str, bool]:
    """The fields whose continuations are marked, and whether each still has the value that it had then.

    >>> page = begin("name", "甲乙丙") + END
    >>> overflow_values(page, {"name": "甲乙丙"}), overflow_values(page, {"name": "甲乙丁"})
    ({'name': True}, {'name': False})
    """
    marks = {bytes.fromhex(name.decode()).decode(): digest for name, digest in _MARK.findall(content)}
    return {name: _digest(values.get(name, "")) == digest for name, digest in marks.items()}


def without(content: bytes, names: frozenset[str]) -> bytes:
    """What a page draws without the continuations of some fields."""
    gone = set(map(_hex, names))
    return b"".join(_kept(content, gone))


def _kept(content: bytes, gone: set[bytes]) -> Iterator[bytes]:
    at = 0
    for found in _MARK.finditer(content):
        if found[1] in gone:
            yield content[at : found.start()]
            at = found.end()
    yield content[at:]


def is_empty(content: bytes) -> bool:
    """Whether a further page has no row left."""
    return _DRAWN_ROW not in content
