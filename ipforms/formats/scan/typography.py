"""How a line was typed: recognisers mix full width and half width, traditional characters and simplified ones."""

from __future__ import annotations

from collections.abc import Sequence

from ipforms.formats.pdf.layout_analysis.writing_systems import is_chinese, is_western
from ipforms.formats.scan.text_recogniser import ReadCharacter
from ipforms.text.traditional import simplified

_FULL_WIDTH = dict(zip("(),:;?!", "（），：；？！", strict=True))
_MARKS = frozenset(_FULL_WIDTH) | frozenset(_FULL_WIDTH.values())
_OPENING, _CLOSING = "(（", ")）"


def with_usual_forms(line: Sequence[ReadCharacter]) -> list[ReadCharacter]:
    """The characters of a line: marks beside Chinese writing in full width; of two forms of a character the simplified.

    A blank that the recogniser sees stays within Western writing alone: elsewhere the gaps of the line tell.

    >>> read = [ReadCharacter(each, 0.9, 0.0) for each in "专利(件),Tel:(0579)"]
    >>> "".join(each.text for each in with_usual_forms(read))
    '专利（件），Tel:(0579)'
    """
    texts = [each.text for each in line]
    seen = [each for number, each in enumerate(line) if each.text.strip() or _is_between_words(texts, number)]
    texts = [each.text for each in seen]
    return [_usual(each, texts, number) for number, each in enumerate(seen)]


def _is_between_words(texts: Sequence[str], number: int) -> bool:
    return 0 < number < len(texts) - 1 and is_western(texts[number - 1]) and is_western(texts[number + 1])


def _usual(character: ReadCharacter, texts: Sequence[str], number: int) -> ReadCharacter:
    text = character.text
    if text in _FULL_WIDTH and _is_among_chinese(texts, number):
        return character._replace(text=_FULL_WIDTH[text])
    plain = simplified(text)
    return character._replace(text=plain) if plain != text and plain in dict(character.others) else character


def _is_among_chinese(texts: Sequence[str], number: int) -> bool:
    """Whether Chinese writing stands beside a mark; of a pair of brackets, beside or in either."""
    places = [number - 1, number + 1]
    for brackets, step in ((_OPENING, 1), (_CLOSING, -1)):
        if texts[number] in brackets:
            other = _CLOSING if step > 0 else _OPENING
            stop = len(texts) if step > 0 else -1
            end = next((at for at in range(number, stop, step) if texts[at] in other), None)
            places = [number - 1, number + 1] if end is None else [number - 1, number + 1, end - 1, end + 1]
    while number and texts[number - 1] in _MARKS:
        number -= 1
    return any(is_chinese(texts[at]) for at in (number - 1, *places) if 0 <= at < len(texts))
