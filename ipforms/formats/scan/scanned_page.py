"""A picture of a page → the page as the layout analysis knows it: ruling lines and characters, in points."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import cv2
import numpy as np

from ipforms.formats.pdf.layout_analysis.text_lines import runs
from ipforms.formats.pdf_page import BoundingBox, Character, PdfPage, Rectangle, RulingLine, UnreadText
from ipforms.formats.scan import page_ruling, rule_detection, seal_detection
from ipforms.formats.scan.dot_streaks import streaks, without_rests
from ipforms.formats.scan.handwriting import handwriting
from ipforms.formats.scan.imprints import Imprint
from ipforms.formats.scan.line_pictures import (
    LinePicture,
    line_pictures,
    parted,
    placed_characters,
    with_unread_marks,
)
from ipforms.formats.scan.page_geometry import FLAT_DPI, POINT, rectification
from ipforms.formats.scan.page_marks import page_marks
from ipforms.formats.scan.raster import Mask, Pixels, RasterPage, evened, grey, ink, shown_size
from ipforms.formats.scan.reading_agreement import agreed, doubts, read_twice, without_others
from ipforms.formats.scan.rectification import Rectification
from ipforms.formats.scan.rule_detection import Rule
from ipforms.formats.scan.seal_interior import ink_of, left_of_seal
from ipforms.formats.scan.seal_removal import without_seals
from ipforms.formats.scan.text_recogniser import ReadCharacter, narrowed, recogniser
from ipforms.formats.scan.text_segmentation import InkBox, without_residues, without_specks
from ipforms.formats.scan.tick_boxes import with_tick_boxes
from ipforms.formats.scan.typography import with_usual_forms
from ipforms.sheet import Doubt

_ONE_SCALE, _ASIDE = 1.06, 40.0  # of pages that were printed alike: ratio of their widths; points between their sides
# Mean probability of characters: pages that lie right have 0.95, others 0.5.
_LEGIBLE, _CLEARLY = 0.85, 0.05
_NARROWER = 0.85  # of the width of a line when it is read again: no feature of a stroke falls on the same pixel
_GREY = 140  # of 255; a line that is less dark is faint
_RESIDUE = 9  # pixels of a rule and of what is beside it, in which a thin stroke along it is a part of it
_DARKER = 60  # of 255: letters on a copy are black where its rules are grey
_BARE = 15.0  # mm² of ink: ten characters of 10 points have 30, dust on a blank page 6
_SAMPLE = 8  # lines of a page by which one sees which way it lies
_HALF_TURN = 2  # quarters
_ENOUGH, _NONSENSE = 40, 0.65  # lines, and how likely their characters are: in noise 0.6, on 45 pages 0.95


@dataclass
class ScannedPage(PdfPage):
    """A page that was recognised."""

    way: Rectification | None = None  # from the flat page to the picture
    sent: tuple[float, float] = (1.0, 1.0)  # points of the file for a pixel of the picture, across and down
    legibility: float = 1.0  # how likely its characters are on the whole, from 0 to 1
    is_bare: bool = False  # whether there is hardly any ink on it, beside seals, ruling lines and dust
    # shift, stretch: how it was moved to the right, in points, and enlarged, to align it to the page before
    shift: float = 0.0
    stretch: float = 1.0

    def align_to(self, before: PdfPage) -> None:
        """Bring its widest table below that of the page before: pages lie on a scanner as they fall."""
        own, other = _widest(self.across), _widest(before.across)
        if own is None or other is None or not isinstance(before, ScannedPage):
            return
        stretch = (other.end - other.start) / (own.end - own.start)
        if not 1 / _ONE_SCALE < stretch < _ONE_SCALE or abs(other.start - own.start) > _ASIDE:
            return
        self.stretch, self.shift = stretch, other.start - own.start * stretch
        self.characters = [each._replace(box=self._moved(each.box)) for each in self.characters]
        self.pictures = [each._replace(box=self._moved(each.box)) for each in self.pictures]
        self.uncertain = [(self._moved(box), doubt) for box, doubt in self.uncertain]
        self.unread = [each._replace(box=self._moved(each.box)) for each in self.unread]
        self.across = [self._moved_rule(rule, 0.0, self.shift) for rule in self.across]
        self.down = [self._moved_rule(rule, self.shift, 0.0) for rule in self.down]

    def _moved(self, box: BoundingBox) -> BoundingBox:
        left, top, right, bottom = (side * self.stretch for side in box)
        return BoundingBox(left + self.shift, top, right + self.shift, bottom)

    def _moved_rule(self, rule: RulingLine, over: float, along: float) -> RulingLine:
        at, start, end = (each * self.stretch for each in rule)
        return RulingLine(at + over, start + along, end + along)

    def as_shown(self, box: BoundingBox) -> Rectangle:
        """A rectangle of the flat page, on the page as it was sent."""
        if self.way is None:
            return super().as_shown(box)
        left, top, right, bottom = (side * POINT for side in box)
        corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
        corners = (corners - (self.shift * POINT, 0.0)) / self.stretch
        found = self.way.sent(corners) * self.sent
        (west, north), (east, south) = found.min(0), found.max(0)
        return round(float(west), 1), round(float(north), 1), round(float(east), 1), round(float(south), 1)


def _widest(rules: Sequence[RulingLine]) -> RulingLine | None:
    return max(rules, key=lambda rule: rule.end - rule.start, default=None)


@dataclass
class _FlatPage:
    """A page that was made flat: what is to be recognised on it."""

    page: ScannedPage  # with its ruling lines
    quarters: int  # by how many quarter turns it was turned
    flat: Pixels  # the flat page in its colours
    imprints: list[Imprint]  # its seals and stamps
    clean: Pixels  # without them and without ruling lines, grey
    letters: Mask  # its ink, without them
    ink: Mask  # the same with that of dark seals, which may be of pens as well
    lines: list[LinePicture]  # where text stands


def recognised(page: RasterPage) -> ScannedPage:
    """Recognise a page; one whose text makes no sense is turned until it does."""
    best = _flat_page(page, None)
    best.page.is_bare = cv2.countNonZero(best.letters) < _BARE * (FLAT_DPI / 25.4) ** 2
    read = _read_widest_first(best)
    legible = _legibility(read)
    # Upside down first: of lines that are seen as columns, the few characters that stay may look fine.
    for quarters in (best.quarters + 2, best.quarters + 1, best.quarters + 3):
        if legible > _LEGIBLE or best.page.is_bare:
            break
        if (quarters - best.quarters) % 4 == _HALF_TURN and _legibility(_read_turned(best)) <= legible + _CLEARLY:
            continue
        turned = _flat_page(page, quarters % 4)
        if (found := _legibility(_read(turned, _sample(turned)))) > legible + _CLEARLY:
            best, legible, read = turned, found, []
    read = read or _read_widest_first(best)
    best.page.legibility = _legibility(read)
    agreed_on = [with_usual_forms(line) for line in read]
    agreed_on = _twice(best, agreed_on) if best.page.legibility > _NONSENSE else agreed_on
    lines, left = [], defaultdict[object, list[tuple[LinePicture, Sequence[ReadCharacter]]]](list)
    for line, text in zip(best.lines, agreed_on, strict=True):
        if rest := left_of_seal(line, text, best.imprints):
            text = [each for each in text if each not in rest]
            left[line.room if line.room >= 0 else line.box].append((line, rest))
        text = with_unread_marks(line, text, best.letters)
        lines.append(placed := list(placed_characters(line, text, best.letters)))
        number = len(best.page.characters)
        best.page.characters += [Character(text or " ", box, at) for at, (text, box) in enumerate(placed, number)]
        best.page.uncertain += doubts(text, [box for text, box in placed if text is not None])
    best.page.unread += [_unread(each) for each in left.values()]
    best.page.characters, ticks = with_tick_boxes(best.page.characters, best.letters)
    written = list(handwriting(lines, best.flat, best.clean, best.letters))
    by_hand = [box for box, doubt in written if doubt.code == "reading.handwriting"]
    best.page.pictures += page_marks(best.flat, best.imprints, best.page, best.ink, by_hand)
    best.page.uncertain += [*written, *_marked(best.page, ticks)]
    return best.page


def _unread(left: Sequence[tuple[LinePicture, Sequence[ReadCharacter]]]) -> UnreadText:
    """What was left of a seal in a cell, or in a line."""
    sides = np.array([line.box for line, _ in left]) / POINT
    box = BoundingBox(*sides[:, :2].min(0).tolist(), *sides[:, 2:].max(0).tolist())
    return UnreadText("reading.below_seal", " ".join("".join(each.text for each in read) for _, read in left), box)


def _marked(page: PdfPage, ticks: Iterable[Character]) -> Iterator[tuple[BoundingBox, Doubt]]:
    """The doubts about the characters of signatures, and about ticks by hand."""
    signatures = [each.box for each in page.pictures if each.kind == "signature"]
    signed = [[each for each in page.characters if box.holds(*each.box.centre)] for box in signatures]
    for run in (*(run for each in signed for run in runs(each)), *([tick] for tick in ticks)):
        yield run[0].box, Doubt("reading.handwriting", "", "".join(each.text for each in run), "", ())


def _flat_page(page: RasterPage, quarters: int | None) -> _FlatPage:
    way, quarters = rectification(page, quarters)
    colours = way.flat(page.pixels)
    imprints = seal_detection.find(colours, FLAT_DPI)
    flat = evened(grey(without_seals(colours, FLAT_DPI, imprints)), FLAT_DPI)
    dark = ink(flat)
    imprints += seal_detection.find_grained(dark, FLAT_DPI, imprints)
    dots, ways = streaks(dark)
    flat[dots > 0] = 255
    across, down = rule_detection.of_this_side(*page_ruling.lines(flat), flat)
    found = _empty(page, way, *page_ruling.of_tables(across, down, way.flat_size))
    clean, inked = _without(flat, [*across, *down])
    inked = without_rests(inked, ways)
    letters = inked.copy()
    for seal in imprints:
        if seal.colour == "dark":
            sealed = ink_of(inked, seal) > 0
            letters[sealed] = 0
            clean[cv2.dilate(sealed.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255
    lines = list(line_pictures(letters, found.across, found.down))
    return _FlatPage(found, quarters, colours, imprints, clean, letters, inked, lines)


def _read(flat: _FlatPage, lines: Sequence[LinePicture], width: float = 1.0) -> list[list[ReadCharacter]]:
    """Recognise lines; at another width of their characters it is another reading."""
    return recogniser().read([narrowed(picture, width) for picture in _pictures(flat, lines)], width)


def _read_turned(flat: _FlatPage) -> list[list[ReadCharacter]]:
    """Some lines of a page upside down, without making it flat once more."""
    return recogniser().read([picture[::-1, ::-1] for picture in _pictures(flat, _sample(flat))])


def _pictures(flat: _FlatPage, lines: Iterable[LinePicture]) -> Iterator[Pixels]:
    rooms = (line.picture for line in lines)
    return (flat.clean[room.top : room.bottom, room.left : room.right] for room in rooms)


def _sample(flat: _FlatPage) -> list[LinePicture]:
    """The widest lines of a page, by which one sees which way it lies."""
    return sorted(flat.lines, key=_width)[-_SAMPLE:]


def _read_widest_first(flat: _FlatPage) -> list[list[ReadCharacter]]:
    """Recognise the lines of a page; of one that is noise, as of a broken JPEG, the widest are enough."""
    order = sorted(range(len(flat.lines)), key=lambda number: -_width(flat.lines[number]))
    read = _read(flat, [flat.lines[number] for number in order[:_ENOUGH]])
    if _legibility(read) > _NONSENSE:
        read += _read(flat, [flat.lines[number] for number in order[_ENOUGH:]])
    found = dict(zip(order, read, strict=False))
    return [found.get(number, []) for number in range(len(order))]


def _width(line: LinePicture) -> int:
    return line.box.right - line.box.left


def _twice(flat: _FlatPage, read: Sequence[list[ReadCharacter]]) -> list[list[ReadCharacter]]:
    """Lines that were recognised; once more where a wrong character would not be seen, or is likely."""
    made = [without_others(line) for line in read]
    sealed = {number for number, line in enumerate(flat.lines) if _is_below_seal(line.box, flat.imprints)}
    unsure = [
        (number, *part)
        for number, line in enumerate(read)
        for part in _parts_to_read(flat.lines[number], line, number in sealed, flat.letters)
    ]
    again = _read(flat, [part for *_, part in unsure], _NARROWER)
    for number, parts in groupby(zip(unsure, again, strict=True), key=lambda part: part[0][0]):
        second, done = list[ReadCharacter](), 0
        for (_, start, end, _), characters in parts:
            second += [*read[number][done:start], *characters]
            done = end
        made[number] = agreed(read[number], with_usual_forms([*second, *read[number][done:]]))
    for number in sealed:  # a part may be lost there
        made[number] = [each._replace(others=each.others or (("", 0.5),)) for each in made[number]]
    return made


def _parts_to_read(
    line: LinePicture, read: Sequence[ReadCharacter], is_sealed: bool, letters: Mask
) -> Iterator[tuple[int, int, LinePicture]]:
    """The parts of a line that are read again, each from one character to another; all of it below a seal."""
    if is_sealed or (not read and line.may_be_text):
        yield 0, len(read), line
    elif parts := read_twice(read):
        yield from parted(line, read, parts, letters)


def _is_below_seal(line: InkBox, imprints: Iterable[Imprint]) -> bool:
    """Whether a line touches what surrounds a dark seal: something of that may be left, or print lost with it."""
    boxes = (each.box for each in imprints if each.colour == "dark")
    return any(
        left < line.right and right > line.left and top < line.bottom and bottom > line.top
        for left, top, right, bottom in boxes
    )


def _legibility(read: Sequence[Sequence[ReadCharacter]]) -> float:
    """How likely the characters of a page are on the whole; that of a blank page is 1."""
    found = [each.probability for line in read for each in line]
    return sum(found) / len(found) if found else 1.0


def _empty(page: RasterPage, way: Rectification, across: Sequence[Rule], down: Sequence[Rule]) -> ScannedPage:
    width, height = (side / POINT for side in way.flat_size)
    rows, columns = page.pixels.shape[:2]
    shown = shown_size(page)
    found = ScannedPage(
        page.number, width, height, is_recognised=True, way=way, sent=(shown[0] / columns, shown[1] / rows)
    )
    found.across = [page_ruling.as_line(rule, 1) for rule in across]
    found.down = [page_ruling.as_line(rule, 0) for rule in down]
    return found


def _without(flat: Pixels, rules: Sequence[Rule]) -> tuple[Pixels, Mask]:
    """The flat page and its ink without ruling lines; letters that are darker than a faint line stay whole."""
    darkest, beside = np.full_like(flat, 255), np.zeros_like(flat)
    drawn = [rule_detection.on_its_ink(rule, flat) for rule in rules]
    for rule, level in sorted(drawn, key=lambda each: -each[1]):  # a black one last, where a faint one lies beside it
        points = np.round(rule.points).astype(np.int32)
        cv2.polylines(darkest, [points], False, level - _DARKER if level > _GREY else 0, int(rule.thickness) + 3)
        cv2.polylines(beside, [points], False, 255, int(rule.thickness) + _RESIDUE)
    ruling = cv2.compare(flat, darkest, cv2.CMP_GE)
    clean = np.asarray(cv2.bitwise_or(flat, ruling), np.uint8)
    # Among black rules faint letters are paper, and among the dark of a border rules are what tells black from white.
    letters = cv2.bitwise_or(ink(clean, is_of_strokes=True), cv2.subtract(ink(flat), ruling))
    return clean, without_specks(without_residues(np.asarray(letters, np.uint8), beside), FLAT_DPI)
