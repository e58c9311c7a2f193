"""Yes and no as boxes and ticks: ☑是 □否, 是（√） 否（ ）, □是（证书编号：  ）　☑否."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ipforms.text.regex import regex

TICKS = "√✓✔☑■●☒⊠◉⊙▣✅"
BOXES = "□☐○〇◯❑❒▢◻⬜"
# Letters that stand at a box's code in Wingdings (þ ý, ¨) and Wingdings 2 (R T, £), where the font was lost.
_SYMBOL_TICKS, _SYMBOL_BOXES = "RTþý", "£¨"
_MARK = rf"""(?: [{TICKS}{BOXES}]
    | (?<![A-Za-z]) [{_SYMBOL_TICKS}{_SYMBOL_BOXES}]
    | [(（【\[] \s* [{TICKS}]? \s* [)）】\]]    # brackets as boxes
    | \[ \s* [xX] \s* \] )"""
_YES = r"(?:是(?!否)|(?:有|属于|具备|已认定|YES|Y|TRUE)(?![\w]))"
_NO = r"(?:否(?![极认定])|(?:无|無|没有|不是|不属于|不具备|未认定|NO|N|FALSE)(?![\w]))"
_MARK_FIRST = regex(rf"(?P<mark>{_MARK}) [ \t]* (?P<word>{_YES}|{_NO})", re.VERBOSE | re.IGNORECASE)
_WORD_FIRST = regex(rf"(?P<word>{_YES}|{_NO}) [ \t]* (?P<mark>{_MARK})", re.VERBOSE | re.IGNORECASE)
_BETWEEN = regex(
    rf"(?P<first>{_YES}|{_NO}) (?P<left>\s*) (?P<mark>{_MARK}) (?P<right>\s*) (?P<second>{_YES}|{_NO})",
    re.VERBOSE | re.IGNORECASE,
)
_ANY_MARK = regex(_MARK, re.VERBOSE)
_IS_YES, _IS_ANSWER = regex(_YES, re.IGNORECASE), regex(f"{_YES}|{_NO}", re.IGNORECASE)
_TICKED = regex(f"[{TICKS}{_SYMBOL_TICKS}xXvV×]")
_EMPTY_BRACKET = regex(r"[(（【\[]\s*[)）】\]]")
_AT_START = regex(rf"[\s\d.、]* {_MARK}", re.VERBOSE)


_TICK_IN_BOX = regex(rf"[{BOXES}](?=[{TICKS}][^\s{TICKS}{BOXES}])")  # □国有 □√民营: typed into its box
_SHAPES = (("◇", "◆"), ("△", "▲"), ("▽", "▼"), ("☆", "★"))  # blank and ticked; bullets elsewhere
_SIGN = f"[{TICKS}{BOXES}]"
_MARKS = regex(_SIGN)
_OF_BOXES = frozenset(TICKS + BOXES)
_LONGEST = 400  # characters; ten options of 38
_WORD = rf"[^{TICKS}{BOXES}\s、，,;；/](?:[^{TICKS}{BOXES}\n]{{0,38}}[^{TICKS}{BOXES}\s、，,;；/])?"
_OPTION = {True: rf"({_SIGN})\s*({_WORD})", False: rf"({_WORD})\s*({_SIGN})"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A yes and a no with boxes."""

    ticked: frozenset[bool]  # the answers that are ticked: none, one, or both
    rest: str  # the text without the words and their boxes


def choice(text: str) -> Choice | None:
    """The ticked answers, if words for yes or no have boxes beside them.

    >>> choice("□是（证书编号：  ）　☑否").ticked, choice("是√ 否□").ticked, choice("是 √否").ticked
    (frozenset({False}), frozenset({True}), frozenset({False}))
    >>> choice("☑省级 □市级"), choice("□是 否")
    (None, None)
    """
    text = ticks_for_boxes(text)
    if not _ANY_MARK.search(text):
        return None
    between = _BETWEEN.search(text)
    if between and len(_ANY_MARK.findall(text)) == 1:
        return _one_between(between, text)
    first, second = (_MARK_FIRST, _WORD_FIRST) if _AT_START.match(text) else (_WORD_FIRST, _MARK_FIRST)
    found = [*first.finditer(text)] or [*second.finditer(text)]
    if not found or (len(found) == 1 and _EMPTY_BRACKET.fullmatch(found[0]["mark"])):
        return None  # 是（　） says yes, and leaves its detail blank
    answers = frozenset(bool(_IS_YES.match(pair["word"])) for pair in found if _TICKED.search(pair["mark"]))
    rest = "".join(_without(text, found))
    if not answers and len(found) == 1 and _IS_ANSWER.fullmatch(rest.strip()):
        return None  # □是 否: what stood before 否 is lost, and was the tick as a rule
    return Choice(answers, rest)


def ticks_for_boxes(text: str) -> str:
    """A text with squares for boxes of other shapes, and one mark for a tick typed behind the box before its word.

    >>> ticks_for_boxes("□国有 □√民营"), ticks_for_boxes("国有□√ 民营□"), ticks_for_boxes("◇国有 ◆民营")
    ('□国有 √民营', '国有□√ 民营□', '□国有 ■民营')
    """
    text = _squares(text)
    bare = text.strip()
    stand_before = bare[:1] in _OF_BOXES and bare[-1:] not in _OF_BOXES
    return _TICK_IN_BOX.sub("", text) if stand_before else text


def _squares(text: str) -> str:
    """A text with squares for boxes of a shape that is a bullet where it stands alone."""
    for blank, ticked in _SHAPES:
        if blank in text and text.count(blank) + text.count(ticked) > 1:
            text = text.replace(blank, "□").replace(ticked, "■")
    return text


def _one_between(found: re.Match[str], text: str) -> Choice:
    """One mark between both words belongs to the nearer one; in the middle it says nothing."""
    near = [found["first"]] * (len(found["left"]) <= len(found["right"]))
    near += [found["second"]] * (len(found["right"]) <= len(found["left"]))
    if len(near) == 2 and not found["left"]:
        near.pop()  # 是√否 is written like 是√ 否□
    ticked = (bool(_IS_YES.match(word)) for word in near) if _TICKED.search(found["mark"]) else ()
    return Choice(frozenset(ticked), text[: found.start()] + text[found.end() :])


def _without(text: str, pairs: list[re.Match[str]]) -> Iterator[str]:
    end = 0
    for pair in pairs:
        yield text[end : pair.start()]
        end = pair.end()
    yield text[end:]


def mark_count(text: str) -> int:
    """How many boxes and ticks a text has."""
    return len(_MARKS.findall(text))


def options(text: str) -> list[str] | None:
    """The ticked ones of several options; None where a text is no such list.

    >>> options("□国有 ☑民营"), options("国家级□ 省级√"), options("□国有 □民营"), options("√")
    (['民营'], ['省级'], [], None)
    """
    bare = _squares(text).strip()
    count = mark_count(bare) if len(bare) <= _LONGEST else 0
    if count < 2 or not _MARKS.search(bare[0] + bare[-1]):
        return None
    first = _MARKS.match(bare) is not None
    found = re.findall(_OPTION[first], bare)
    if len(found) < count or _MARKS.search(re.sub(_OPTION[first], "", bare)):
        return None
    pairs = found if first else [(mark, word) for word, mark in found]
    return [word for mark, word in pairs if mark in TICKS]
