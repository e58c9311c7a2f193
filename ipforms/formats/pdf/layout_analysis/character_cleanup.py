"""The characters of a page made ready for layout: cut to their height, and what was struck out taken away.

Lines that strike writing out are no ruling, even from side to side of a cell.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import hypot

from ipforms.formats.pdf.layout_analysis.text_lines import runs
from ipforms.formats.pdf.overprint import HeightIndex
from ipforms.formats.pdf_page import BoundingBox, Character, PdfPage, RulingLine, UnreadText, around
from ipforms.text.raised_text import is_note_mark, raised
from ipforms.text.writing_systems import is_wide

_TALL = 2.2  # times as high as wide: a box that holds more than the character
_USUAL = 1.1  # times the width of a Chinese character: the height that a cut box is left with
_MIDDLE = (0.32, 0.72)  # of a character's height: a line between strikes it out, one below underlines it


def with_usual_heights(characters: Sequence[Character]) -> Sequence[Character]:
    """The characters of a page; boxes that are much higher than a Chinese character is wide are cut to it.

    Some fonts claim several lines for each, as those that cairo writes do.

    >>> tall = Character("中", BoundingBox(0, 0, 10, 30)), Character("8", BoundingBox(10, 0, 15, 30))
    >>> [each.box for each in with_usual_heights(tall)]
    [BoundingBox(left=0, top=9.5, right=10, bottom=20.5), BoundingBox(left=10, top=9.5, right=15, bottom=20.5)]
    """
    ratios = sorted(
        (bottom - top) / (right - left)
        for text, (left, top, right, bottom), _ in characters
        if is_wide(text) and right > left
    )
    ratio = ratios[len(ratios) // 2] if ratios else 1.0
    if ratio < _TALL:
        return characters
    return [
        each._replace(box=_cut(each.box, ratio)) if each.box.height > _TALL * each.box.width else each
        for each in characters
    ]


def _cut(box: BoundingBox, ratio: float) -> BoundingBox:
    spare = box.height * (1 - _USUAL / ratio) / 2
    return BoundingBox(box.left, round(box.top + spare, 3), box.right, round(box.bottom - spare, 3))


def without_struck(
    characters: Sequence[Character], across: Sequence[RulingLine]
) -> tuple[list[Character], list[UnreadText]]:
    """The characters with an empty text for what is struck out, as there is no blank; and what is.

    Args:
        characters: of a page.
        across: its lines across, but those of tables.
    """
    struck = [each for each in characters if any(strikes(rule, each) for rule in across)] if across else []
    if not struck:
        return list(characters), []
    numbers = set(map(id, struck))
    told = [
        UnreadText("reading.struck", "".join(each.text for each in run), around(each.box for each in run), True)
        for run in runs(struck)
    ]
    return [each._replace(text="") if id(each) in numbers else each for each in characters], told


def strikes(rule: RulingLine, character: Character) -> bool:
    """Whether a line goes through the middle of a character."""
    box = character.box
    is_middle = box.top + _MIDDLE[0] * box.height < rule.at < box.top + _MIDDLE[1] * box.height
    return is_middle and rule.start - 1 <= box.centre[0] <= rule.end + 1 and not character.text.isspace()


_WINDOW = 4.0  # points between a line and the middles of characters that it may strike out
_COVERED = 0.35  # of a line's length, along which it strikes characters out; ruling has writing beside it
_NEAR = 0.3  # heights of a character, from its middle
_MOST = 500_000  # comparisons of slanting lines with characters


def without_strikes(
    across: Sequence[RulingLine], characters: Sequence[Character]
) -> tuple[list[RulingLine], list[RulingLine]]:
    """The lines that may be ruling, and those that strike out writing along much of their length."""
    by_height = HeightIndex(characters)
    ruling: list[RulingLine] = []
    striking: list[RulingLine] = []
    for rule in across:
        near = by_height.between(rule.at - _WINDOW, rule.at + _WINDOW)
        struck = sum(each.box.width for each in near if strikes(rule, each))
        (striking if struck > _COVERED * (rule.end - rule.start) else ruling).append(rule)
    return ruling, striking


def slashed(page: PdfPage) -> Iterator[UnreadText]:
    """Writing through which a slanting line goes: it may be struck out, or not; so it stays, and is told."""
    for x, y, end_x, end_y in page.slashes[: _MOST // (len(page.characters) + 1)]:
        wide, high = end_x - x, end_y - y
        near = _NEAR * hypot(wide, high)  # times the height of a character
        crossed = [
            each
            for each in page.characters
            if each.text.strip()
            and min(x, end_x) < each.box.centre[0] < max(x, end_x)
            and abs(wide * (each.box.centre[1] - y) - high * (each.box.centre[0] - x)) < near * each.box.height
        ]
        if len(crossed) > 1:
            text, box = "".join(each.text for each in crossed), around(each.box for each in crossed)
            yield UnreadText("reading.ink", text, box)


_LEADER = frozenset(".．·…‥")
_ELLIPSIS = 6  # dots at most, where it is typed with these


def without_leaders(characters: Sequence[Character]) -> Sequence[Character]:
    """The characters with a tab for the dots that lead from a label to its value: 单位名称..........甲公司.

    A word processor draws them where a tab is; in its own file they are no text.

    >>> print_ = [Character(text, BoundingBox(0, 0, 5, 10)) for text in "a.......b"]
    >>> [each.text for each in without_leaders(print_)]
    ['a', '\\t', '', '', '', '', '', '', 'b']
    """
    made: list[Character] = []
    for text, run in groupby(characters, key=lambda each: each.text):
        dots = list(run)
        is_leader = text in _LEADER and len(dots) > _ELLIPSIS
        made += (each._replace(text="" if at else "\t") for at, each in enumerate(dots)) if is_leader else dots
    return made


_SMALLER = 0.76  # of the height of what stands before: programs make raised writing 58 to 67 % as high
_RAISED = 0.15  # heights that the foot of a raised character is above that of the line, at least
_LONGEST = 5  # characters of a mark or an exponent: [12], 10⁻¹²
_STARS = frozenset("*＊※†")
_BEFORE = 8  # characters that are looked back at, for a unit or a power of ten
_NEAR_LETTERS = 0.6  # heights between a mark and what it belongs to, at most


def without_note_marks(characters: Sequence[Character]) -> tuple[Sequence[Character], list[UnreadText]]:
    """The characters with an empty text for the marks of notes and with exponents as such; and the marks.

    >>> base, mark = Character("2", BoundingBox(0, 0, 5, 10)), Character("1", BoundingBox(5, 0, 8, 6))
    >>> [each.text for each in without_note_marks([base, mark])[0]]
    ['2', '']
    """
    changed: dict[int, str] = {}
    told: list[UnreadText] = []
    for start, end in _raised(characters):
        if end - start > _LONGEST:
            continue  # a line of small writing beside a large character
        marks = characters[start:end]
        text = "".join(each.text for each in marks)
        if not (any(map(str.isalnum, text)) or _STARS.intersection(text)):
            continue  # a hyphen or a dot of its own is as small and stands as high
        before = _before(characters, start)
        after = characters[end].text if end < len(characters) else ""
        if is_note_mark(text, before, after):
            changed |= dict.fromkeys(range(start, end), "")
            told.append(
                UnreadText("reading.note_mark", text.strip(), around(each.box for each in marks), is_drawn=True)
            )
        else:
            changed |= {start + at: raised(each.text, before) for at, each in enumerate(marks)}
    if not changed:
        return characters, []
    return [each._replace(text=changed[at]) if at in changed else each for at, each in enumerate(characters)], told


def _raised(characters: Sequence[Character]) -> Iterator[tuple[int, int]]:
    """Where raised characters begin and end, each beside the last: small writing of another cell is none."""
    base: Character | None = None
    start: int | None = None
    for at, each in enumerate(characters):
        if base is not None and _is_raised(each.box, base.box) and _is_near(characters[at - 1].box, each.box):
            start = at if start is None else start
            continue
        if start is not None:
            yield start, at
        base, start = (each if each.text.strip() else None), None
    if start is not None:
        yield start, len(characters)


def _is_raised(box: BoundingBox, base: BoundingBox) -> bool:
    _, base_top, _, base_bottom = base
    high = base_bottom - base_top
    if box.bottom - box.top > _SMALLER * high:
        return False
    return base_top - high / 2 < box.top and base_top < box.bottom < base_bottom - _RAISED * high


def _is_near(last: BoundingBox, box: BoundingBox) -> bool:
    return -1.0 < box.left - last.right < _NEAR_LETTERS * (last.bottom - last.top)


def _before(characters: Sequence[Character], start: int) -> str:
    """What stands before a raised character in its line."""
    base = characters[start - 1].box
    line = [each for each in characters[max(0, start - _BEFORE) : start] if abs(each.box.bottom - base.bottom) < 1.0]
    return "".join(each.text for each in line)
