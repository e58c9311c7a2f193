"""Yes/no fields: two boxes, 是 and 否, of which one at most is ticked.

They are one check-box field with two widgets. Viewers let go of the other box when one is ticked, and of a tick that is
clicked on again; a radio button's tick nobody can take back in PDFium. A square is drawn, and its word, as a box of any
other shape (◇, （ ）), set in the font of the package, so that all viewers show the same and print that was a field can
still be read.
"""

from collections.abc import Iterator, Sequence

from ipforms.codecs import ANSWER, OptionPrint, is_square
from ipforms.formats.pdf.form_writer import object_writer
from ipforms.formats.pdf.form_writer.appearance_streams import BASELINE, shown
from ipforms.formats.pdf.form_writer.font_faces import glyph
from ipforms.formats.pdf.form_writer.object_writer import number, numbers
from ipforms.formats.pdf.form_writer.slot_boxes import INSET, SlotBox

OFF = "Off"
STATES = {"Yes": "是", "No": "否"}  # the states of the field, and the word beside the box of each

# In font sizes, chosen so that a box looks like a printed □ of the size of its word.
_SIDE, _BESIDE, APART = 0.8, 0.25, 1.4  # the side of a box, from it to its word, from one choice to the next
HEIGHT = 1.5  # of the area that can be clicked
_LINE, _STROKE = 0.06, 0.1  # the line of the box, the stroke of the tick
_TICK = ((0.18, 0.5), (0.42, 0.24), (0.84, 0.8))  # the corners of a tick, in sides of its box from its bottom left


def answer_state(text: str) -> str:
    """The state of the field for the text of an answer.

    >>> answer_state("是"), answer_state("否"), answer_state("")
    ('Yes', 'No', 'Off')
    """
    value = ANSWER.decode(text).value
    return OFF if value is None else "Yes" if value else "No"


def size(wanted: float, room: SlotBox, options: OptionPrint) -> float:
    """The size of the words: the wanted one, or a smaller one where both boxes have no room beside each other."""
    needed = sum(width(word, options.boxes) for word in options.words) + APART * (len(options.words) - 1)
    return min(wanted, (room.width - 4 * INSET) / needed, room.height / HEIGHT)


def rects(of: float, room: SlotBox, align: str, across: str, options: OptionPrint) -> Iterator[SlotBox]:
    """Where the boxes with their words stand in the room of their field, for words of this size."""
    widths = [width(word, options.boxes) * of + 2 * INSET for word in options.words]
    apart = APART * of - 2 * INSET
    spare = room.width - sum(widths) - apart * (len(widths) - 1)
    left = room.left + {"center": spare / 2, "right": spare}.get(align, 0.0)
    height = HEIGHT * of
    top = room.top - (room.height - height) * {"horizon": 0.5, "bottom": 1.0}.get(across, 0.0)
    for wide in widths:
        yield SlotBox(room.page, left, top - height, left + wide, top)
        left += wide + apart


def width(word: str, boxes: Sequence[str] = ()) -> float:
    """How wide a box with its word is, in font sizes."""
    return _side(boxes) + _BESIDE + _wide(word)


def _side(boxes: Sequence[str]) -> float:
    """How wide a box is, ticked or not."""
    return _SIDE if is_square(boxes) else max(map(_wide, boxes))


def _wide(text: str) -> float:
    return sum(glyph(each).width for each in text)


def tick_appearance(wide: float, height: float) -> bytes:
    """The form XObject of a tick that fills a rectangle, without a box."""
    stroke = number(_STROKE * min(wide, height))
    drawn = b"q\n%s w 1 J 1 j 0 G %s\nQ\n" % (stroke, _tick_path(0, 0, wide, height))
    return object_writer.stream(drawn, b"/Type/XObject/Subtype/Form/BBox[0 0 %s]" % numbers(wide, height))


def _tick_path(left: float, bottom: float, width: float, height: float) -> bytes:
    first, *others = (numbers(left + x * width, bottom + y * height) for x, y in _TICK)
    return b"%s m%s S" % (first, b"".join(b" %s l" % point for point in others))


def box_appearance(
    word: str, of: float, rect: SlotBox, fonts: bytes, boxes: Sequence[str] = (), *, ticked: bool
) -> bytes:
    """The form XObject of a box with its word."""
    baseline = rect.height / 2 - BASELINE * of
    if is_square(boxes):
        drawn = _square(of, rect.height / 2, ticked=ticked)
    else:
        drawn = _text(boxes[ticked], of, INSET, baseline)
    text = _text(word, of, INSET + (_side(boxes) + _BESIDE) * of, baseline)
    box = numbers(rect.width, rect.height)
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %s]/Resources<</Font %s>>" % (box, fonts)
    return object_writer.stream(b"q\n%s%sQ\n" % (drawn, text), entries)


def _square(of: float, middle: float, *, ticked: bool) -> bytes:
    side = _SIDE * of
    bottom = middle - side / 2
    drawn = b"%s w 0 G %s re S\n" % (number(_LINE * of), numbers(INSET, bottom, side, side))
    tick = b"%s w 1 J 1 j %s\n" % (number(_STROKE * of), _tick_path(INSET, bottom, side, side))
    return drawn + tick if ticked else drawn


def _text(text: str, of: float, left: float, baseline: float) -> bytes:
    return b"BT\n0 g\n1 0 0 1 %s Tm\n%sET\n" % (numbers(left, baseline), shown(text, number(of)))
