"""Raised characters of a page: marks of notes are left out, exponents stay what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipforms.formats.pdf.pdf_page import BoundingBox, Character, UnreadText, around
from ipforms.text.raised_text import is_note_mark, raised

_SMALLER = 0.76  # of the height of what stands before: programs make raised writing 58 to 67 % as high
_RAISED = 0.15  # heights that the foot of a raised character is above that of the line, at least
_LONGEST = 5  # characters of a mark or an exponent: [12], 10⁻¹²
_STARS = frozenset("*＊※†")
_BEFORE = 8  # characters that are looked back at, for a unit or a power of ten
_NEAR = 0.6  # heights between a mark and what it belongs to, at most


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
    return -1.0 < box.left - last.right < _NEAR * (last.bottom - last.top)


def _before(characters: Sequence[Character], start: int) -> str:
    """What stands before a raised character in its line."""
    base = characters[start - 1].box
    line = [each for each in characters[max(0, start - _BEFORE) : start] if abs(each.box.bottom - base.bottom) < 1.0]
    return "".join(each.text for each in line)
