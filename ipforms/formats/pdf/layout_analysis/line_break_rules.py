"""What cannot be parted at the end of a line, how wide it is, and what is whole there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile, takewhile
from typing import NamedTuple

from ipforms.formats.pdf.layout_analysis.text_lines import TextLine
from ipforms.formats.pdf_page import Character
from ipforms.text import half_width
from ipforms.text.enumerations import chinese_number
from ipforms.text.writing_systems import is_latin, is_western

_BRACKETS_OPEN, _BRACKETS_CLOSE = frozenset("（("), frozenset("）)")
_QUOTES, _STOPS = frozenset("”’"), frozenset("，、。；：！？")
CLOSING = frozenset("，。．、；：？！）》〉」』】〕”’％,.;:?!)]}%…—")  # With which no line begins
_OPENING = frozenset("（《〈「『【〔“‘([{")  # With which no line ends
_WHOLE_DATE = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_PATENT = re.compile(r"ZL ?[\d ]{8,16}\.? ?[\dX]", re.IGNORECASE)
_BARE_PATENT = re.compile(r"(?:(?:19|20)\d{10}|[89]\d{7})\.?[\dX]")
_PHONE = re.compile(
    r"""(?: \+?86 [-\ ]? )?
        (?: 1[3-9]\d (?: [-\ ]? \d{4} ){2}                   # a mobile telephone
          | \(?0\d{2,3}\)? [-\ ]? \d{7,8} (?: -\d{1,6} )? )  # a landline, perhaps with an extension""",
    re.VERBOSE,
)
_TRADE_MARK = re.compile(
    r"""[“《"]? [^\W\d] [^\d“”《》"、，。；:]{0,9} [”》"]?  # its name: “德昌”
        \ ? \(? (?: 第\ ? )? \d{4,8} \ ?号? \)?           # its number: 第950171号""",
    re.VERBOSE,
)
_BARE_TRADE_MARK = re.compile(r"\d{8}")
_MORE_BARE_TRADE_MARKS = re.compile(r"(?:\d{8})+")
_ORDINAL = re.compile(
    r"""\s* (?P<open> [(（]? )
        (?: (?P<figures> \d{1,2} ) (?P<behind> [.．、)）] ) (?![\d])   # 3. and （3）, but not 3.5
          | (?P<words> [一二三四五六七八九十]{1,3} ) (?P<stop> [、)）] ) )""",
    re.VERBOSE,
)
_IN_WORDS = {chinese_number(number): number for number in range(1, 100)}
_EMAIL = re.compile(r"[A-Za-z][\w.-]*@")
_REST_OF_ADDRESS = re.compile(r"\d{0,3}号")


def are_words(before: TextLine, line: TextLine) -> bool:
    """Whether a line ends, and the next begins, with nothing but letters."""
    sides = tail(before), takewhile(_is_of_word, dropwhile(is_blank, line.characters))
    return all(each.text.isalpha() for side in sides for each in side)


def tail(line: TextLine) -> Iterator[Character]:
    """The last word of a line, from its end."""
    return takewhile(_is_of_word, dropwhile(is_blank, reversed(line.characters)))


def is_blank(character: Character) -> bool:
    """Whether nothing is seen of a character."""
    return not character.text.strip()


def _is_of_word(character: Character) -> bool:
    return is_western(character.text)


def first_width(line: TextLine) -> float:
    """The width of the first character, and of the closing marks that stay with it."""
    seen = [each for each in line.characters if each.text.strip()]
    closing = takewhile(lambda character: character.text in CLOSING, seen[1:])
    return width([*seen[:1], *closing])


def width(characters: Iterable[Character]) -> float:
    """How much room characters take together."""
    return sum(each.box.width for each in characters)


def needed_width(following: Sequence[TextLine]) -> float:
    """The width of what cannot be parted at the beginning of a line; it may go on in the line below."""
    sum_of_heads = 0.0
    for number, line in enumerate(following):
        head = list(_head(line))
        sum_of_heads += width(head)
        after = following[number + 1].text[:1] if number + 1 < len(following) else " "
        if len(head) < len(line.text.strip()) or not _holds_together(line.text[-1:], after):
            break
    return sum_of_heads


def _head(line: TextLine) -> Iterator[Character]:
    """The characters at the beginning of a line that cannot be parted."""
    before = ""
    for each, following in zip(line.characters, [*line.characters[1:], None], strict=True):
        if each.text.isspace() and not before:
            continue
        if before and not _holds_together(before, each.text) and not _goes_before(each, following):
            return
        before = each.text
        yield each


def _goes_before(blank: Character, following: Character | None) -> bool:
    """Whether it is a blank before a closing mark, with which no line may begin either."""
    return blank.text.isspace() and following is not None and following.text in CLOSING


def _holds_together(before: str, after: str) -> bool:
    """Whether no line may end between two characters."""
    if after.isspace() or before.isspace():
        return False
    if after in CLOSING or before in _OPENING or before in _QUOTES:
        return True
    # LibreOffice keeps 28（甲 and （甲）28 together, Word does not.
    if (is_latin(before) and after in _BRACKETS_OPEN) or (before in _BRACKETS_CLOSE and is_latin(after)):
        return True
    return (is_latin(before) or before in _STOPS) and is_latin(after)


def is_whole_number(text: str, following: str) -> bool:
    """Whether a text is a patent, a telephone number or a trade mark, and the line below begins another of its kind.

    Below a telephone number an e-mail address may stand as well.

    >>> is_whole_number("ZL201710601862.3", "ＺＬ９７１１８"), is_whole_number("“德昌”950171", "“金穗”37736735")
    (True, True)
    >>> is_whole_number("2008300842607", "201810558224.2")
    True
    >>> is_whole_number("联系电话：0574-87651234", "2026年1月15日")  # a date is no rest of a number
    True
    >>> is_whole_number("1390579", "0000"), is_whole_number("天河区雪峰西路1248", "号A座1203室")
    (False, False)
    """
    # Each of them has four figures running.
    if not any(map(str.isnumeric, text)):
        return False
    text, following = (half_width(each).strip().replace("—", "-") for each in (text, following))
    if _REST_OF_ADDRESS.match(following):
        return False
    if text[-1:].isdigit() and _WHOLE_DATE.match(following):
        return True
    if _PATENT.fullmatch(text):
        return following[:2].upper() == "ZL" or _PATENT.match(f"ZL{following}") is not None
    if _BARE_PATENT.fullmatch(text):
        return following[:2].upper() == "ZL" or _BARE_PATENT.match(following) is not None
    if _PHONE.fullmatch(text) and _EMAIL.match(following):
        return True
    if _BARE_TRADE_MARK.fullmatch(text):
        return _MORE_BARE_TRADE_MARKS.fullmatch(following) is not None
    return any(kind.fullmatch(text) and kind.match(following) for kind in (_PHONE, _TRADE_MARK))


class Ordinal(NamedTuple):
    """The number that a line begins with: its value, and how it is written."""

    value: int
    style: str


def ordinal(text: str) -> Ordinal | None:
    """The number of an item or a section that a line begins with.

    >>> ordinal("三、申报单位概述"), ordinal("（2）名称："), ordinal("3.5 公里")
    (Ordinal(value=3, style='、'), Ordinal(value=2, style='0()'), None)
    """
    found = _ORDINAL.match(text)
    if found is None:
        return None
    style = half_width(f"{found['open']}{found['behind'] or found['stop']}")
    value = int(found["figures"]) if found["figures"] else _IN_WORDS.get(found["words"])
    return Ordinal(value, f"{'0' * bool(found['figures'])}{style}") if value else None


def goes_on_counting(before: Iterable[str], line: str) -> bool:
    """Whether a line begins with the number that follows one which a line before it begins with.

    >>> goes_on_counting(["三、基本状况", "尚未建立预案。"], "四、意见"), goes_on_counting(["一是培训，"], "2.指导")
    (True, False)
    """
    number = ordinal(line)
    return number is not None and number._replace(value=number.value - 1) in map(ordinal, before)
