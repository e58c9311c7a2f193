"""商标注册号 (trade mark registration number) of 国家知识产权局商标局.

Up to eight digits so far, without a check digit. `G` and digits is an international registration under the Madrid
system that designates China; letters may follow (`H` for a later designation, `A` after a division), of which not all
are documented. One number can cover several of the 45 Nice classes, and counts as one 件.

Source: 商标局 https://sbj.cnipa.gov.cn/ (registration certificates); WIPO, Madrid System

    >>> validate("第1234567号"), validate("g 1234567")
    ('1234567', 'G1234567')
    >>> validate("双鱼牌")
    Traceback (most recent call last):
        ...
    ipforms.codes.identifier.InvalidCode: “双鱼牌”不是商标注册号
    >>> parse_marks("“双鱼”12345678、锦程（第9876543号）、G1234567")[1]
    {'name': '锦程', 'number': '9876543'}
"""

import re
from itertools import zip_longest
from typing import TypedDict

from ipforms.codes import identifier, masking
from ipforms.messages import Note
from ipforms.text import enumerations, half_width, one_line, visible
from ipforms.text.regex import regex

_LISTS = regex(
    r"""(?P<names> [^\d（(]+ ) [（(\n] \s* (?: (?:商标)?(?:注册)?证?号 \s* [:：]? \s* )?
        (?P<numbers> \d{5,9} (?: \s* [、，,；;/／] \s* \d{5,9} )+ ) \s* [）)]?""",
    re.VERBOSE,
)  # 雾岭、磐山雾（注册号：7718305、15520964）: all names, then the number of each


class TradeMarkEntry(TypedDict):
    """A mark as forms list it: its words, its registration number, or both."""

    name: str | None
    number: str | None


CLASSES = range(1, 46)

_LABEL = regex("(?:(?:国际|马德里)(?=国际|商标|注册)|商标|注册号|注册|证号|号码|NO\\.?|第|:)+")
_NUMBER = regex("G?([0-9]{1,12})([A-Z]{1,2}[0-9]?)?")
_CLASS = regex(r"[(,]?第?([0-9]{1,3})类\)?$")
_QUOTES, _BRACKETS = enumerations.QUOTES, enumerations.BRACKETS
_NICE = regex(r"[（(]\s*(?:国际分类)?第?[1-4]?[0-9]类\s*[)）]|[，,]?\s*(?:国际分类)?第[1-4]?[0-9]类")
_QUOTED = regex("“[^“”]*”|〝[^〝〞]*〞")
_NUMBER_OF_NAME = regex(r"(?:商标)?注册(?:证|号|证号)[:：]?\s*第?\s*G?[0-9]{5,9}\s*号?")
_REGISTERED = regex(
    r"""(?: [(\[【] \s* | (?<! [A-Z\d] ) )
        (?: (?:商标|国际)? 注册 (?:证号|号码|号|证)? | 商标号 | 号码 | NO\.? )? \s* :? \s* 第? \s*
        ( G?[0-9]{5,9} [A-Z]{0,2} ) \s* 号? (?! [A-Z\d] ) (?: 商标 )? \s* [)\]】]?""",
    re.IGNORECASE | re.VERBOSE,
)
"""A number with what is said of it, on either side of a name."""
_OF_MARK = regex(r"[\s,，、:：()（）]*(?:牌|注册|商标|系列|等)*[\s,，、:：()（）]*")  # between the name and the number
_HAN = regex(r"^[^\d]*[一-鿿][^\d]*$")
_BESIDE = " \t\u3000/／:：，,-—®"  # between a name and its number
_PAIR = 2  # of one name and one number it may be that both are marks
_LONGEST = 4000  # characters, some two hundred marks; a longer cell is one entry


def compact(text: str) -> str:
    """The bare number, without 第 and 号.

    >>> compact("第 1234567 号"), compact("注册号：Ｇ1234567")
    ('1234567', 'G1234567')
    """
    return identifier.without_prefix(identifier.compact(text), _LABEL).rstrip("号")


def check(text: str) -> tuple[Note, ...]:
    """What is wrong or doubtful. Little is known for sure, so most doubts are warnings."""
    number, nice_class = _without_class(text)
    found = _NUMBER.fullmatch(number)
    if found is None:
        return (Note("trademark.number", {"text": masking.excerpt(text)}),)
    notes = []
    if nice_class is not None:
        notes.append(_class_note(nice_class))
    if found[2]:
        notes.append(Note("trademark.suffix", {"number": number, "suffix": found[2]}))
    if len(found[1]) > 8:
        notes.append(Note("trademark.length", {"length": len(found[1])}))
    return tuple(notes)


def _without_class(text: str) -> tuple[str, int | None]:
    """A number may have its class behind it: `12345678（第25类）`."""
    number = compact(text)
    if len(number) > 60:
        return number, None
    found = _CLASS.search(number)
    if found is None:
        return number, None
    return compact(number[: found.start()]), int(found[1])


def _class_note(number: int) -> Note:
    return Note("trademark.class_beside" if number in CLASSES else "trademark.class", {"number": number})


def format(text: str) -> str:
    """The bare number; anything beside it, a class for one, keeps the text as it was typed.

    >>> format("第1234567号"), format("12345678（第25类）")
    ('1234567', '12345678（第25类）')
    """
    number = compact(text)
    return number if _NUMBER.fullmatch(number) else one_line(text)


def classes_beside(text: str) -> tuple[Note, ...]:
    """The class beside a number, which is no part of it."""
    found = _NICE.search(_QUOTED.sub("", text[:_LONGEST]))
    return (_class_note(int(re.sub(r"\D", "", found[0]))),) if found else ()


def parse_marks(text: str) -> list[TradeMarkEntry]:
    """The marks of a cell: `“双鱼”12345678`, `双鱼 12345678`, `双鱼（第12345678号）`, `12345678`, `“双鱼”`.

    What is no number stays in sight: as the name, or beside the number that it was typed with.
    """
    if len(text) > _LONGEST:
        return [{"name": one_line(text), "number": None}]
    seen = visible(text)
    if lists := _LISTS.fullmatch(seen.strip()):
        names, numbers = _entries(lists["names"]), re.findall(r"\d+", lists["numbers"])
        if len(names) in (1, len(numbers)):  # a mark that was registered in several classes has no name twice
            named = zip_longest(map(_name, names), numbers)
            return [{"name": name, "number": format(number)} for name, number in named]
    marks: list[TradeMarkEntry] = []
    entries = [entry for cell in enumerations.numbered(seen) or [seen] for entry in _entries(cell) if entry]
    are_pairs = _are_pairs(entries) and (len(entries) > _PAIR or "、" not in seen or entries[1].startswith("第"))
    for entry in entries:
        is_number = (are_pairs and _NUMBER.fullmatch(compact(entry))) or _NUMBER_OF_NAME.fullmatch(entry)
        if marks and marks[-1]["number"] is None and is_number:
            marks[-1] = {"name": _name(marks[-1]["name"] or ""), "number": format(entry)}
        else:
            marks += _marks(entry)
    return marks


def _are_pairs(entries: list[str]) -> bool:
    """Whether names and numbers take turns: 云岭，1234567."""
    pairs = list(zip(entries[::2], entries[1::2], strict=False))
    return 2 * len(pairs) == len(entries) > 0 and all(
        _HAN.search(name) and _NUMBER.fullmatch(compact(number)) for name, number in pairs
    )


def _entries(text: str) -> list[str]:
    """Split at separators that stand outside quotes and brackets."""
    return [piece.strip() for piece in enumerations.pieces(text, "、，,；;|｜\n\r")]


def _marks(entry: str) -> list[TradeMarkEntry]:
    """The marks of an entry: names and numbers take turns, and either may be first."""
    start = _NICE.match(entry)
    entry = entry[start.end() :].strip() if start and entry[start.end() :].strip() else entry
    end = entry.find(_QUOTES[entry[0]], 1) if entry[0] in _QUOTES else -1
    if end > 1:
        return [{"name": entry[1:end].strip() or None, "number": _number_beside(entry[end + 1 :])}]
    entry = _NICE.sub("", entry).strip() or entry
    if _NUMBER.fullmatch(compact(entry)):
        return [{"name": None, "number": format(entry)}]
    numbers = list(_REGISTERED.finditer(half_width(entry)))
    ends = [0, *(at for found in numbers for at in found.span()), len(entry)]
    *names, last = (_name(entry[start:end]) for start, end in zip(ends[::2], ends[1::2], strict=True))
    if names and not names[0]:
        names, last = [*names[1:], last], names[0]
    if last or not (names and all(names)):
        return [{"name": entry, "number": None}]
    return [{"name": name, "number": format(number[1])} for name, number in zip(names, numbers, strict=True)]


def _name(text: str) -> str | None:
    """双龙商标： is 双龙, and so is 商标名称“双龙”."""
    name = text.strip(_BESIDE)
    bare = name.removesuffix("商标").removesuffix("注册").removeprefix("商标名称").removeprefix("商标").strip(_BESIDE)
    bare = _unwrapped(bare)
    return (bare[1:-1] if _QUOTES.get(bare[:1]) == bare[-1:] else bare).strip() or name or None


def _number_beside(text: str) -> str | None:
    """The number behind a name in quotes, without what is said of it: 牌（商标注册证第1234567号）."""
    bare = _NICE.sub("", text).strip()
    found = list(_REGISTERED.finditer(half_width(bare)))
    if len(found) == 1 and _OF_MARK.fullmatch(f"{bare[: found[0].start()]}{bare[found[0].end() :]}"):
        return format(found[0][1])
    return None if _OF_MARK.fullmatch(bare) else format(_unwrapped(bare))


def _unwrapped(text: str) -> str:
    """`（第9876543号）` without its brackets."""
    text = text.strip()
    wrapped = len(text) > 1 and _BRACKETS.get(text[0]) == text[-1]
    return text[1:-1].strip() if wrapped else text


IDENTIFIER = identifier.Identifier(format, check)
validate, is_valid = IDENTIFIER.validate, IDENTIFIER.is_valid
