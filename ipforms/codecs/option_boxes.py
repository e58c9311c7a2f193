"""Printed options with boxes of any shape: which of the words that a form prints have a tick beside them.

□国有 ☑民营, ○国有 ●民营, ( )国有 (√)民营, 国有□ 民营☑, □国有 √民营, [ ]国有 [x]民营.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise, takewhile

from ipforms.codecs.ticks import BOXES, TICKS, ticks_for_boxes
from ipforms.text.regex import regex

_CROSSES = "×✗✘"
_OPEN, _CLOSE = "(（[【", ")）]】"
_SIGN = rf"[{re.escape(_OPEN)}]\s*[{TICKS}{_CROSSES}xXvV]\s*[{re.escape(_CLOSE)}]|[{TICKS}{BOXES}{_CROSSES}]"
_SIGNS = regex(_SIGN)
_BRACKETS = regex(rf"[{re.escape(_OPEN)}]\s*[{re.escape(_CLOSE)}]|{_SIGN}")
_TICKED = regex(f"[{TICKS}xXvV]")
_CROSSED = regex(f"[{_CROSSES}]")
_FILLER = regex(r"[\s,，、;；:：.。/|_＿]+|[（(](?:可?(?:多|单|任)选|选填|打?√|请打?勾)[)）]")
_TAIL_EDGE = " \t\n\u3000:：_＿,，、;；.。"
_BLANK = regex(r"_{2,}|[ \u3000]{2,}|(?<=[：:])(?=[）)])")  # within an option: 无（说明：____）
_ASKS = regex(r"[（(](?=[^（()）]*(?:_{2,}|[ \u3000]{2,}|[：:][）)]))")  # brackets with a blank in them
_FILLED = rf"([^{TICKS}{BOXES}\n]{{0,60}}?)"
_LONGEST = 1_000  # characters; forty options of 25


@dataclass
class _Word:
    """An option where it stands in a text, with the marks that belong to it."""

    option: str
    start: int
    end: int
    marks: list[str] = field(default_factory=list)
    fills: list[tuple[int, int]] = field(default_factory=list)  # what is filled in within it: 无（说明：____）


@dataclass(frozen=True, slots=True)
class TickedOptions:
    """What a text says of the options of a form."""

    named: tuple[str, ...]  # the options that are there at all, in the order of the text
    ticked: tuple[str, ...]  # those with a tick
    has_marks: bool  # whether there is any box or tick
    is_unclear: bool  # whether it cannot be told whose a tick is, or what a cross means
    tail: str  # what stands behind the option that asks for words
    rest: str  # what is no option, no box, and no sign between them


def ticked_options(text: str, words: Sequence[str], open_word: str = "") -> TickedOptions | None:
    """Which options of a form a text ticks; None where it names none of them.

    Args:
        text: what stands in the cell.
        words: the options as printed.
        open_word: the option behind which words are asked for, 其他.

    >>> ticked_options("□国有 ☑民营", ("国有", "民营")).ticked
    ('民营',)
    >>> ticked_options("国有□ 其他☑：股份合作", ("国有", "其他"), "其他").tail
    '股份合作'
    >>> ticked_options("□国有√□民营", ("国有", "民营")).is_unclear
    True
    >>> ticked_options("国有 □民营 □外资", ("国有", "民营", "外资")).is_unclear  # which box is lost?
    True
    >>> ticked_options("☑法人Entity □自然人", ("法人 Entity", "自然人")).ticked  # a page loses spaces
    ('法人 Entity',)
    """
    if len(text) > _LONGEST:
        return None
    text = ticks_for_boxes(text)
    marks = [(found.start(), found.end()) for found in _SIGNS.finditer(text)]
    found, tail = _words(text, tuple(words), open_word, marks)
    if len(marks) < len(found):  # brackets are boxes, where they are not the blank of an option that has a box
        marks = [(found.start(), found.end()) for found in _BRACKETS.finditer(text)]
        found, tail = _words(text, tuple(words), open_word, marks)
    if not found:
        return None
    marks = [mark for mark in marks if not (tail and tail[0] <= mark[0] < tail[1])]
    others = list(_of_others(text, found, marks))
    unclear = _share(text, found, [mark for mark in marks if mark not in others])
    unclear |= any(_TICKED.search(text, *mark) for mark in others)
    said = [mark for word in found for mark in word.marks]
    is_any_ticked = any(map(_TICKED.search, said))
    unclear |= not is_any_ticked and any(map(_CROSSED.search, said))
    boxed = [word for word in found if word.option != open_word]
    unclear |= not is_any_ticked and any(each.marks for each in boxed) and not all(each.marks for each in boxed)
    ticked = tuple(word.option for word in found if _is_ticked(word))
    words_said = text[slice(*tail)].strip(_TAIL_EDGE) if tail else ""
    return TickedOptions(
        tuple(word.option for word in found),
        tuple(dict.fromkeys(ticked)),
        bool(marks),
        unclear or len(set(ticked)) < len(ticked),
        _unwrapped(words_said),
        _rest(text, found, marks, tail),
    )


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...], open_word: str) -> re.Pattern[str]:
    """Any of the words, the longest first; a page may have broken one, or spaced it out.

    What is filled in within one is a group; brackets with a blank may be left out, where no other begins alike, and
    so may the end that all have, 企业 of 国有企业 and 民营企业.
    """
    ordered = sorted(words, key=len, reverse=True)
    end = common_end([word for word in words if word != open_word])
    heads = [_ASKS.split(word)[0].strip().removesuffix(end) for word in ordered]
    parts = (
        (head, word) if heads.count(head) == 1 and head else (word, word)
        for head, word in zip(heads, ordered, strict=True)
    )
    spaced = (f"{_spaced(head)}(?:{_spaced(word[len(head) :])})?" for head, word in parts)
    return regex("|".join(f"(?P<w{number}>{each})" for number, each in enumerate(spaced)))


def common_end(words: Sequence[str]) -> str:
    """How all of some words end; "" where that is one character, or leaves one."""
    ends = takewhile(lambda letters: len(set(letters)) == 1, zip(*(word[:1:-1] for word in words), strict=False))
    end = "".join(letters[0] for letters in ends)[::-1]
    return end if len(words) > 1 and len(end) > 1 else ""


def _spaced(word: str) -> str:
    pieces = (r"\s*".join(map(_letter, "".join(piece.split()))) for piece in _BLANK.split(word))
    return _FILLED.join(pieces)


def _letter(character: str) -> str:
    """A character, or its twin of the other width."""
    twins = {"(": "（", ")": "）", ",": "，", ":": "：", "/": "／"}
    other = twins.get(character) or next((key for key, twin in twins.items() if twin == character), "")
    return f"[{re.escape(character + other)}]" if other else re.escape(character)


def _words(
    text: str, words: tuple[str, ...], open_word: str, marks: list[tuple[int, int]]
) -> tuple[list[_Word], tuple[int, int] | None]:
    """The options in a text, and from where to where the words of the open one stand."""
    ordered = sorted(words, key=len, reverse=True)
    found: list[_Word] = []
    tail: tuple[int, int] | None = None
    position = 0
    while each := _pattern(words, open_word).search(text, position):
        option = ordered[int((each.lastgroup or "w0")[1:])]
        fills = [each.span(number) for number in range((each.lastindex or 0) + 1, each.re.groups + 1) if each[number]]
        found.append(_Word(option, each.start(), each.end(), fills=fills))
        position = each.end()
        if option == open_word and tail is None:
            tail = _tail(text, each.end(), marks, first=bool(marks) and marks[0][0] < found[0].start)
            position = tail[1]
    return found, tail


def _tail(text: str, start: int, marks: list[tuple[int, int]], *, first: bool) -> tuple[int, int]:
    """Where the words behind an option stand: up to the next box, brackets and all."""
    begins = start + len(text[start:]) - len(text[start:].lstrip())
    own = [mark for mark in marks if mark[0] == begins]
    is_blank = bool(own) and text[begins] in _OPEN and not _TICKED.search(text[begins : own[0][1]])
    if is_blank and first:
        marks = [mark for mark in marks if mark != own[0]]  # 其他（   ）: its own blank, where boxes stand before words
    elif own:
        start = own[0][1]  # 其他☑：…
    end = min((mark[0] for mark in marks if mark[0] >= start), default=len(text))
    return start, end


def _of_others(text: str, words: list[_Word], marks: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The marks beside words that are none of the options: ☑不适用."""
    ends = [0, *(at for mark in marks for at in mark), len(text)]
    is_first = bool(marks) and marks[0][0] < words[0].start
    sides = {is_first, False} if marks and marks[-1][0] >= words[-1].end else {is_first}
    for number, mark in enumerate(marks) if len(marks) > len(words) else ():
        own = ((mark[1], ends[2 * number + 3]) if first else (ends[2 * number], mark[0]) for first in sides)
        if any(_FILLER.sub("", text[a:b]) and not any(a <= word.start < b for word in words) for a, b in own):
            yield mark


def _share(text: str, words: list[_Word], marks: list[tuple[int, int]]) -> bool:
    """Give each mark to its option; whether that is unclear."""
    if not marks:
        return False
    if len(marks) < len(words):
        return sum(_to_nearer(text, words, mark) for mark in marks) > 0
    first = marks[0][0] < words[0].start
    unclear = _share_all(text, words, marks, first=first) or (first and _stand_otherwise(words, marks))
    if first and marks[-1][0] >= words[-1].end:  # at both ends: whether boxes stand before or behind is not plain
        others = [replace(word, marks=[]) for word in words]
        unclear |= _share_all(text, others, marks, first=False)
        unclear |= [_is_ticked(word) for word in words] != [_is_ticked(word) for word in others]
    return unclear


def _stand_otherwise(words: list[_Word], marks: list[tuple[int, int]]) -> bool:
    """Whether marks are as near to the option before as to their own, and not as the first: □国有☑ 民营( )."""
    first = words[0].start - max(end for _, end in marks if end <= words[0].start)
    for before, after in pairwise(words):
        own = [mark for mark in marks if before.end <= mark[0] < after.start]
        if len(own) == 1 and own[0][0] - before.end <= after.start - own[0][1] != first:
            return True
    return False


def _is_ticked(word: _Word) -> bool:
    return any(map(_TICKED.search, word.marks))


def _share_all(text: str, words: list[_Word], marks: list[tuple[int, int]], *, first: bool) -> bool:
    unclear = False
    for number in range(len(words) + 1):
        before = words[number - 1] if number else None
        after = words[number] if number < len(words) else None
        start, end = before.end if before else 0, after.start if after else len(text)
        between = [mark for mark in marks if start <= mark[0] < end]
        unclear |= _share_gap(text, before, after, between, first=first)
    return unclear


def _share_gap(
    text: str, before: _Word | None, after: _Word | None, marks: list[tuple[int, int]], *, first: bool
) -> bool:
    """Give the marks between two options to them; where each has a box, a tick between two boxes may be of either."""
    owner, other = (after, before) if first else (before, after)
    marks = marks[::-1] if first else marks
    unclear = False
    for number, mark in enumerate(marks):
        if owner is None or (number and other is not None and _is_other(text, marks[number - 1], mark, other)):
            target = other
        else:
            target = owner
            unclear |= bool(number) and other is not None and not _is_apart(text, mark, other)
        if target is None:
            return True
        target.marks.append(text[slice(*mark)])
    return unclear


def _is_other(text: str, own: tuple[int, int], mark: tuple[int, int], other: _Word) -> bool:
    """Whether a mark touches the other option, and stands off from the box beside it."""
    inner = text[min(own[1], mark[1]) : max(own[0], mark[0])]
    return bool(inner) and not _is_apart(text, mark, other)


def _is_apart(text: str, mark: tuple[int, int], word: _Word) -> bool:
    between = text[word.end : mark[0]] if word.end <= mark[0] else text[mark[1] : word.start]
    return bool(between)


def _to_nearer(text: str, words: list[_Word], mark: tuple[int, int]) -> bool:
    """A mark among more options than marks: it belongs to the nearer one; whether it is as near to both."""
    left = next((word for word in reversed(words) if word.end <= mark[0]), None)
    right = next((word for word in words if word.start >= mark[1]), None)
    apart = [(_distance(text[left.end : mark[0]]), left)] if left else []
    apart += [(_distance(text[mark[1] : right.start]), right)] if right else []
    nearest = min(apart, key=lambda each: each[0])
    nearest[1].marks.append(text[slice(*mark)])
    return len(apart) == 2 and apart[0][0] == apart[1][0]


def _distance(between: str) -> int:
    """How far apart two things are: another line is further than any blank."""
    return len(between) + _LONGEST * between.count("\n")


def _unwrapped(text: str) -> str:
    """Without the brackets of 其他（____）."""
    while len(text) > 1 and text[0] in _OPEN and text[-1] in _CLOSE and text[1:-1].count(text[0]) == 0:
        text = text[1:-1].strip(_TAIL_EDGE)
    return text if any(character not in _OPEN + _CLOSE for character in text) else ""


def _rest(text: str, words: list[_Word], marks: list[tuple[int, int]], tail: tuple[int, int] | None) -> str:
    ends = [[word.start, *(at for fill in word.fills for at in fill), word.end] for word in words]
    own = [pair for each in ends for pair in zip(each[::2], each[1::2], strict=True)]
    taken = sorted(own + marks + ([tail] if tail else []))
    return _FILLER.sub("", "".join(_outside(text, taken)))


def _outside(text: str, taken: list[tuple[int, int]]) -> Iterator[str]:
    position = 0
    for start, end in taken:
        yield text[position:start]
        position = max(position, end)
    yield text[position:]
