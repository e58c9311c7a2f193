"""Where the boxes of options stand in the room of their field, and the field for the words behind an open one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ipforms.codecs import OptionPrint
from ipforms.formats.form_fields import FieldDescription
from ipforms.formats.pdf.form_writer import answer_boxes
from ipforms.formats.pdf.form_writer.slot_boxes import FieldSlot, SlotBox

_SMALLEST, _STEP = 5.0, 0.5  # points: below it nobody reads a word; by how much it gets smaller
_LEAST_WORDS = 6.0  # font sizes that the words behind an open option have at least


class OptionRoom(NamedTuple):
    """How options stand in their room."""

    size: float  # of their words, in points
    boxes: tuple[tuple[str, SlotBox], ...]  # the printed word of each with its rectangle
    words: SlotBox | None  # the rectangle of the field behind the open one, if there is one


def option_room(options: OptionPrint, wanted: float, room: SlotBox, align: str, across: str) -> OptionRoom:
    """Lay options out, line by line, in the wanted size or the largest that has room."""
    is_pair = len(options.words) == 2 and not options.open_word
    size = answer_boxes.size(wanted, room, options) if is_pair else 0.0
    if is_pair and size >= min(wanted, _SMALLEST):  # beside each other
        boxes = answer_boxes.rects(size, room, align, across, options)
        return OptionRoom(size, tuple(zip(options.words, boxes, strict=True)), None)
    size = wanted
    while size > _SMALLEST and answer_boxes.HEIGHT * size * len(_lines(options, size, room)) > room.height:
        size -= _STEP
    return _placed(options, size, room, across)


def _lines(options: OptionPrint, size: float, room: SlotBox) -> list[list[tuple[str, float]]]:
    """The printed words in lines, each with its width; an open one has room for its words behind it."""
    lines: list[list[tuple[str, float]]] = [[]]
    left = room.width
    for word in options.words:
        is_open = word == options.open_word
        text = f"{word}{options.ask}" if is_open else word
        width = answer_boxes.width(text, options.boxes) * size + answer_boxes.APART * size
        needed = width + (_LEAST_WORDS * size if is_open else 0)
        if lines[-1] and needed > left:
            lines.append([])
            left = room.width
        lines[-1].append((text, width))
        left -= needed
    return lines


def _placed(options: OptionPrint, size: float, room: SlotBox, across: str) -> OptionRoom:
    lines = _lines(options, size, room)
    height = min(answer_boxes.HEIGHT * size, room.height / len(lines))
    spare = max(0.0, room.height - height * len(lines)) * {"horizon": 0.5, "bottom": 1.0}.get(across, 0.0)
    boxes: list[tuple[str, SlotBox]] = []
    words = None
    top = room.top - spare
    for line in lines:
        left = room.left
        for text, width in line:
            own = SlotBox(room.page, left, top - height, left + width - answer_boxes.APART * size / 2, top)
            boxes.append((text, own))
            left += width
            if options.open_word and text == f"{options.open_word}{options.ask}":
                words = SlotBox(room.page, own.right, own.bottom, _end(options, line, text, room, left, size), own.top)
                left = words.right + answer_boxes.APART * size / 2
        top -= height
    return OptionRoom(size, tuple(boxes), words)


def _end(
    options: OptionPrint, line: list[tuple[str, float]], text: str, room: SlotBox, left: float, size: float
) -> float:
    """Where the field behind the open option ends: with its line, or before what follows."""
    behind = line[[each for each, _ in line].index(text) + 1 :]
    return max(room.right - sum(width for _, width in behind), left + size)


@dataclass(frozen=True)
class FileField:
    """A field of the file: most slots have one; options to be ticked, and the words behind one, have several."""

    slot: FieldSlot  # what it is for
    rect: SlotBox  # where it stands
    description: FieldDescription  # what it says of itself
    boxes: tuple[tuple[str, str, SlotBox], ...] = ()  # the option of each box, what is printed beside it, and where
    size: float = 0.0  # of what is printed beside boxes

    @property
    def signs(self) -> tuple[str, ...]:
        """A box as the form prints it, blank and ticked; () for one that is drawn."""
        options = self.description.options
        return options.boxes if self.boxes and options else ()

    @property
    def states(self) -> list[str]:
        """The state of the field for each box."""
        names = {word: state for state, word in answer_boxes.STATES.items()}
        words = [word for word, _, _ in self.boxes]
        if set(words) <= set(names):
            return [names[word] for word in words]
        return [str(number) for number in range(len(words))]  # of /Opt, by which PDFium names the ticked one


def file_fields(slot: FieldSlot, rect: SlotBox, description: FieldDescription) -> Iterator[FileField]:
    """The fields of a slot."""
    options = description.options
    if options is None or options.is_list:
        yield FileField(slot, rect, description)
        return
    room = option_room(options, slot.size, rect, slot.align, "horizon" if slot.is_inline else slot.across)
    boxes = tuple((word, printed, own) for word, (printed, own) in zip(options.words, room.boxes, strict=True))
    if options.is_several:
        for number, box in enumerate(boxes, 1):
            yield FileField(replace(slot, part=f"option{number}"), box[2], description, (box,), room.size)
    else:
        yield FileField(replace(slot, part="choice") if room.words else slot, rect, description, boxes, room.size)
    if room.words:
        behind = FieldDescription(f"{description.tooltip}：{options.open_word}", behind=options)
        own = replace(slot, part="other", size=room.size, frame=None, wide=None, first=0.0, prose=False)
        yield FileField(own, room.words, behind)
