"""Which characters of a page a person sees: not those without ink, cut off, painted over or lying across the page."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ipforms.formats.pdf.overprint import HeightIndex, OverprintIndex, once
from ipforms.formats.pdf.page_objects import PageObjects
from ipforms.formats.pdf.picture_opacity import PictureOpacity
from ipforms.formats.pdf.text_objects import TextObject, address
from ipforms.formats.pdf_page import BoundingBox, Character, PdfPage, UnreadText, around

INVISIBLE, PAINTED_OVER, LAYER_OFF, WATERMARK = (
    "reading.invisible_text",
    "reading.painted_over",
    "reading.layer_off",
    "reading.watermark",
)
_SLACK = 0.2  # of the usual size of the writing: what is drawn over a character reaches as high and as low
_WHOLE_PAGE = 0.5  # of a page's area: a larger picture is the page itself, scanned
_TINY = 0.2  # of the usual size of the writing: nobody reads what is smaller
_WHITE = 250  # of 255; what is at least as light is not seen on paper
_SAME_SHADE = 6  # of 255: less contrast is none
_PALE = 130  # of 255, for the darkest part of a colour
_TRANSPARENT = 200  # of 255; with less opacity writing lets through what is under it
_LARGE, _HUGE = 1.2, 2.0  # times the usual size: pale writing of another kind; dark writing that no cell is filled with
_ACROSS = 0.6  # of a character, around its middle: a ruling line through it crosses the character
_SOME = 0.3  # of a character's width
_MOST_COMPARISONS = 1_000_000  # of a page; those of a form need some thousand, and nobody waits for more
_MOST_KINDS = 20  # of pale or large writing on a page
_MOST_LOOKED_AT = 300  # characters of a watermark that are compared with the others
_NEAR = 3.0  # heights of a character; what is further away is told apart


class Unseen(NamedTuple):
    """A character that is not seen, and why; and the number of what hides it, in the order of drawing."""

    character: Character
    code: str
    under: int = -sys.maxsize


class PageVisibility:
    """Parts the characters of a page into seen ones and others.

    Args:
        page: with its characters, rules and pictures.
        text: PDFium's text page.
        objects: what was drawn, in its order.
        opacity: tells where pictures let through what is under them.
    """

    def __init__(self, page: PdfPage, text: Any, objects: PageObjects, opacity: PictureOpacity) -> None:
        self._page, self._text, self._objects, self._opacity = page, text, objects, opacity
        self._fills = objects.fills
        self._left = _MOST_COMPARISONS
        pictures = sum(each.box.width * each.box.height for each in page.pictures)
        self._is_scan = pictures > _WHOLE_PAGE * page.width * page.height and self._is_under_pictures()
        page.has_text_layer = self._is_scan

    def _is_under_pictures(self) -> bool:
        """Whether most of the writing has no ink, or is hidden by what was drawn after it: it is that of a scan."""
        last = max((each.number for each in self._fills if each.image), default=-sys.maxsize)
        texts = self._objects.texts.values()
        return 2 * sum(each.is_invisible or each.number < last for each in texts) > len(texts)

    def part(self) -> None:
        """Leave on the page what is seen, and add to it what is not."""
        unseen = [*self._outside(), *self._covered(), *self._odd()]
        if unseen:
            doubled = self._doubled(unseen)
            codes = {id(each.character): each.code for each in reversed(unseen)}
            seen = [each for each in self._page.characters if id(each) not in codes or id(each) in doubled]
            places = OverprintIndex(seen)
            for piece in _pieces([each for each in self._page.characters if id(each) in codes], codes):
                # What is seen at the same place all the same is no loss.
                if not all(any(places.twins(each)) for each in piece):
                    self._page.unread.append(_unread(piece, codes))
            self._page.characters = seen
        self._page.characters = once(self._page.characters)

    def _doubled(self, unseen: Sequence[Unseen]) -> set[int]:
        """The identities of characters that are drawn once more where they are seen: PDFium gives the first of two."""
        slack, lay = _SLACK * self._usual, self._page.lay
        hidden = {each.number for each in self._objects.texts.values() if self._is_odd(each) or not lay}
        hidden |= {owner.number for each in unseen if (owner := self._owners[id(each.character)])}
        plain = [(each.number, box) for each in self._objects.texts.values() if (box := lay and each.bounds(lay))]
        drawn: dict[int, list[Character]] = defaultdict(list)
        for each, owner in self._owned:
            drawn[owner.number].append(each)
        found = set()
        for lost, _, under in unseen[: _MOST_COMPARISONS // (len(plain) + 1)]:
            x, y = lost.box.centre
            for number, box in plain:
                is_there = box.left <= x <= box.right and box.top - slack < y < box.bottom + slack
                if number > under and number not in hidden and is_there and not _overlaps(lost, drawn[number]):
                    found.add(id(lost))
        return found

    def _outside(self) -> Iterator[Unseen]:
        width, height = self._page.width, self._page.height
        for each in self._page.characters:
            left, top, right, bottom = each.box
            if not (left >= 0 and right <= width and top >= 0 and bottom <= height) and _is_outside(
                each, width, height
            ):
                yield Unseen(each, INVISIBLE)

    @cached_property
    def _owners(self) -> dict[int, TextObject | None]:
        """For each character, by its identity, the object that drew it."""
        find, texts = pdfium.FPDFText_GetTextObject, self._objects.texts
        return {id(each): texts.get(address(find(self._text, each.number))) for each in self._page.characters}

    def _covered(self) -> Iterator[Unseen]:
        """What was drawn before an area that hides it."""
        first = min((each.number for each in self._objects.texts.values()), default=0)
        page_area = self._page.width * self._page.height
        fills = [each for each in self._fills if each.number > first]
        fills = [each for each in fills if not each.image or _area(each.box) < _WHOLE_PAGE * page_area]
        for fill in fills:
            for each in self._by_height.within(fill.box) if self._left > 0 else ():
                self._left -= 1
                owner = self._owners[id(each)]
                if owner and owner.number < fill.number and (not fill.image or self._opacity.hides(fill, each.box)):
                    yield Unseen(each, PAINTED_OVER, fill.number)

    def _odd(self) -> Iterator[Unseen]:
        """What is drawn so that it is not seen, or is no part of the text."""
        texts = self._objects.texts.values()
        odd = {each.number for each in texts if self._is_odd(each)}
        pale = {each.number for each in texts if _is_pale(each) or self._is_huge_and_over_others(each)}
        if not odd and not pale:
            return
        for each, owner in self._owned:
            if owner.number in odd and (code := self._why(each, owner)):
                yield Unseen(each, code, owner.number)
        yield from self._watermarks([pair for pair in self._owned if pair[1].number in pale])

    @cached_property
    def _by_height(self) -> HeightIndex:
        return HeightIndex(self._page.characters)

    @cached_property
    def _owned(self) -> list[tuple[Character, TextObject]]:
        """The characters of which it is known what drew them."""
        return [(each, owner) for each in self._page.characters if (owner := self._owners[id(each)])]

    @cached_property
    def _usual(self) -> float:
        """The usual size of the writing, in points of the file."""
        return median([each.size for each in self._objects.texts.values()] or [0.0])

    @cached_property
    def _shades(self) -> set[tuple[int, ...]]:
        return {each.colour[:3] for each in self._fills if each.colour}

    def _is_odd(self, each: TextObject) -> bool:
        """Whether the characters of an object are to be looked at one by one."""
        shade = each.colour[:3]
        is_unseen = each.is_off or (each.is_invisible and not self._is_scan) or each.size < _TINY * self._usual
        return bool(is_unseen or each.is_leaning or each.clip or min(shade) >= _WHITE or shade in self._shades)

    def _is_huge_and_over_others(self, each: TextObject) -> bool:
        """Whether very large writing may lie over smaller one or over ruling lines; a title has its own place."""
        box = each.bounds(self._page.lay) if each.size > _HUGE * self._usual and self._page.lay else None
        self._left -= len(self._page.characters) if box else 0
        if box is None or self._left < 0:
            return False
        crossed = any(
            box.left < rule.at < box.right and rule.start < box.bottom and rule.end > box.top
            for rule in self._page.down
        )
        return crossed or any(other.box.height < box.height / _LARGE for other in self._by_height.within(box))

    def _why(self, character: Character, owner: TextObject) -> str | None:
        """Why a character of an object that is out of the ordinary is not seen; None if it is."""
        if owner.is_off:
            return LAYER_OFF
        if owner.is_leaning:
            return WATERMARK
        if (owner.is_invisible and not self._is_scan) or owner.size < _TINY * self._usual:
            return INVISIBLE
        if owner.clip and not owner.clip.holds(*character.box.centre):
            return INVISIBLE
        return INVISIBLE if not owner.is_invisible and self._is_like_ground(character, owner) else None

    def _is_like_ground(self, character: Character, owner: TextObject) -> bool:
        x, y = character.box.centre
        self._left -= len(self._fills)
        if self._left < 0:
            return False
        under = [each for each in self._fills if each.number < owner.number and each.box.holds(x, y)]
        ground = under[-1].colour if under else (255, 255, 255, 255)
        return ground is not None and all(
            abs(one - other) <= _SAME_SHADE for one, other in zip(owner.colour[:3], ground[:3], strict=True)
        )

    def _watermarks(self, owned: Sequence[tuple[Character, TextObject]]) -> Iterator[Unseen]:
        """Pale or very large writing that lies over other writing or over ruling lines."""
        kinds: dict[tuple[object, int], list[Character]] = defaultdict(list)
        for each, owner in owned:
            kinds[owner.colour, round(owner.size)].append(each)
        largest = sorted(kinds.items(), key=lambda kind: -len(kind[1]))
        for (_, size), characters in largest[:_MOST_KINDS]:
            own = set(map(id, characters))
            others = HeightIndex([each for each in self._page.characters if id(each) not in own])
            least = 1 if size < _HUGE * self._usual else 2
            if sum(self._lies_over(each, others) for each in characters[:_MOST_LOOKED_AT]) >= least:
                yield from (Unseen(each, WATERMARK) for each in characters)

    def _lies_over(self, character: Character, others: HeightIndex) -> bool:
        box = _core(character.box)
        if any(other.text.strip() for other in others.within(character.box)) or not character.text.strip():
            return bool(character.text.strip())
        least = 2 * character.box.height
        self._left -= len(self._page.across) + len(self._page.down)
        if self._left < 0:
            return False
        return any(
            box.top < rule.at < box.bottom and rule.start < box.left and box.right < rule.end
            for rule in self._page.across
            if rule.end - rule.start > least
        ) or any(
            box.left < rule.at < box.right and rule.start < box.top and box.bottom < rule.end
            for rule in self._page.down
        )


def _is_outside(character: Character, width: float, height: float) -> bool:
    x, y = character.box.centre
    return not (0 <= x <= width and 0 <= y <= height)


def _is_pale(each: TextObject) -> bool:
    return each.is_faint or each.colour[3] < _TRANSPARENT or min(each.colour[:3]) >= _PALE


def _overlaps(character: Character, others: Iterable[Character]) -> bool:
    """Whether any of some characters takes some of the room of one."""
    box = character.box
    return any(
        min(box.right, other.box.right) - max(box.left, other.box.left) > _SOME * min(box.width, other.box.width)
        and min(box.bottom, other.box.bottom) > max(box.top, other.box.top)
        for other in others
    )


def _core(box: BoundingBox) -> BoundingBox:
    spare = (1 - _ACROSS) / 2
    wide, high = spare * box.width, spare * box.height
    return BoundingBox(box.left + wide, box.top + high, box.right - wide, box.bottom - high)


def _area(box: BoundingBox) -> float:
    return box.width * box.height


def _pieces(characters: Sequence[Character], codes: dict[int, str]) -> Iterator[list[Character]]:
    """Characters that stand together and are not seen for one reason."""
    piece: list[Character] = []
    for each in characters:
        if piece and (codes[id(each)] != codes[id(piece[-1])] or _is_apart(piece[-1].box, each.box)):
            yield piece
            piece = []
        piece.append(each)
    if piece:
        yield piece


def _unread(piece: list[Character], codes: dict[int, str]) -> UnreadText:
    code = codes[id(piece[0])]
    is_drawn = code in (WATERMARK, PAINTED_OVER)
    return UnreadText(code, "".join(each.text for each in piece), around(each.box for each in piece), is_drawn)


def _is_apart(before: BoundingBox, box: BoundingBox) -> bool:
    near = _NEAR * max(before.height, box.height)
    return abs(box.left - before.right) > near or abs(box.top - before.top) > near
