"""Two readings of one line made one: where they differ, or the model hesitates, the other reading is kept as well."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ipforms.codes.identifier import DASH
from ipforms.formats.pdf_page import BoundingBox
from ipforms.formats.scan.text_recogniser import ReadCharacter
from ipforms.formats.scan.typography import plain_form
from ipforms.sheet import Doubt
from ipforms.text import half_width
from ipforms.text.writing_systems import is_chinese

# Probabilities:
_PLAIN = 0.9  # a character that both readings have, and either gives as much, is not doubted
# … and the other at least this; of a character alone in its cell more: 1 has 1.0 there, a stroke read as 1 0.75.
_LEAST, _CLEARLY_ALONE = 0.5, 0.95
_ILLEGIBLE = 0.4  # below it, the character is a guess
CONTEXT = 4  # characters on either side by which the place of a doubt is found again
_CERTAIN = 0.995  # of 13 lines in 819 that two readings differ in, one had no character below it
_ALIKE_CERTAIN = 0.999  # the same with figures or letters: of 277 lines with none below it the readings differ in none
_RIVAL = 0.03  # a character that is as likely might stand there as well


def read_twice(line: Sequence[ReadCharacter]) -> list[tuple[int, int]]:
    """From which character to which a line is to be read again: where the model hesitates, and some beside it.

    It may hesitate less in a line that has figures and letters, which look alike. Alone, a part without the Chinese
    writing of its line would be read as Western, with other commas.

    >>> read = [ReadCharacter(text, 0.9 if text in "，〇" else 1.0, 0.0) for text in "编号01234，2021年一二三四五六〇"]
    >>> read_twice(read), read_twice(read[8:])
    ([(0, 20)], [(7, 12)])
    """
    has_alike = any(each.text.isascii() and each.text.isalnum() for each in line)
    parts: list[tuple[int, int]] = []
    for number, each in enumerate(line):
        if each.probability < (_ALIKE_CERTAIN if has_alike else _CERTAIN):
            start, end = max(0, number - CONTEXT), min(len(line), number + CONTEXT + 1)
            parts = [*parts[:-1], (parts[-1][0], end)] if parts and start <= parts[-1][1] else [*parts, (start, end)]
    written = [[is_chinese(each.text) for each in line[start:end]] for start, end in (*parts, (0, len(line)))]
    return parts if all(map(any, written)) or not any(written[-1]) else [(0, len(line))]


def without_others(line: Sequence[ReadCharacter]) -> list[ReadCharacter]:
    """The characters of a line that leaves no doubt."""
    return [each._replace(others=()) for each in line]


def agreed(first: Sequence[ReadCharacter], second: Sequence[ReadCharacter]) -> list[ReadCharacter]:
    """The characters of a line; `others` of each is what may stand in its place as well, () where both agree.

    >>> one = [ReadCharacter("8", 0.99, 0.5), ReadCharacter("B", 0.7, 1.0)]
    >>> two = [ReadCharacter("8", 0.98, 0.5), ReadCharacter("3", 0.6, 1.0)]
    >>> [(each.text, [text for text, _ in each.others]) for each in agreed(one, two)]
    [('8', []), ('B', ['3'])]
    """
    if not first or not second:
        return [each._replace(others=(("", 0.5),)) for each in first or second]
    texts = [each.text for each in first], [each.text for each in second]
    made: list[ReadCharacter] = []
    for kind, start, end, other_start, other_end in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        one, other = first[start:end], second[other_start:other_end]
        if kind == "equal":
            least = _CLEARLY_ALONE if len(texts[0]) == 1 else _LEAST
            made += [_settled(*pair, least) for pair in zip(one, other, strict=True)]
        elif not one:
            made = _with_insertion(made, other)
        else:
            made += _disputed(one, other)
    return [
        each._replace(others=tuple(other for other in each.others if _differ(each.text, other[0]))) for each in made
    ]


def _differ(text: str, other: str) -> bool:
    """Whether two texts are not the same in another width, or with another dash."""
    return _plain(text) != _plain(other) or len(text.strip()) - len(text) != len(other.strip()) - len(other)


def _plain(text: str) -> str:
    return plain_form(half_width(text)).translate(DASH).replace("_", "-")


def _settled(one: ReadCharacter, other: ReadCharacter, least: float) -> ReadCharacter:
    """A character that both readings have, each as likely as `least` if it is to be no doubt."""
    if max(one.probability, other.probability) >= _PLAIN and min(one.probability, other.probability) >= least:
        return one._replace(probability=max(one.probability, other.probability), others=())
    chances = dict(other.others) | dict(one.others)
    likely = tuple((text, chance) for text, chance in chances.items() if chance > _RIVAL)
    return one._replace(others=likely or one.others[:1])


def _disputed(one: Sequence[ReadCharacter], other: Sequence[ReadCharacter]) -> Iterator[ReadCharacter]:
    """Characters that the readings differ in: those of the surer one, with the other's as what may stand there."""
    if len(one) == len(other):
        for pair in zip(one, other, strict=True):
            best, rest = sorted(pair, key=lambda each: -each.probability)
            yield best._replace(middle=pair[0].middle, others=((rest.text, rest.probability),))
        return
    # One reading has lost a character, or parted one: the longer text goes on the first, nothing on the others.
    text = "".join(each.text for each in other)
    chance = min((each.probability for each in other), default=0.5)
    yield one[0]._replace(others=((text, chance),))
    yield from (each._replace(others=(("", chance),)) for each in one[1:])


def _with_insertion(made: Sequence[ReadCharacter], other: Sequence[ReadCharacter]) -> list[ReadCharacter]:
    """Characters behind which another reading has more."""
    if not made:
        return list(made)
    text, chance = "".join(each.text for each in other), min(each.probability for each in other)
    return [*made[:-1], made[-1]._replace(others=(*made[-1].others, (made[-1].text + text, chance)))]


def doubts(line: Sequence[ReadCharacter], boxes: Sequence[BoundingBox]) -> Iterator[tuple[BoundingBox, Doubt]]:
    """The doubts about the characters of a line, with their places.

    Args:
        line: its characters.
        boxes: where each stands.
    """
    for number, (each, box) in enumerate(zip(line, boxes, strict=True)):
        if each.others or each.probability < _ILLEGIBLE:
            before = "".join(other.text for other in line[max(0, number - CONTEXT) : number])
            after = "".join(other.text for other in line[number + 1 : number + 1 + CONTEXT])
            code = "reading.illegible" if each.probability < _ILLEGIBLE else "reading.uncertain"
            yield box, Doubt(code, before, each.text, after, tuple(dict.fromkeys(text for text, _ in each.others)))
