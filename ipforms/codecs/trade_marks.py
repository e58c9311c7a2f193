"""Trade marks in one cell: “双龙”12345678、G1234567."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from ipforms.codecs.codec import Codec, Decoded, UnfitValue, quoted, wrong_type
from ipforms.codecs.lists import LINED, LISTED, repeat, too_long
from ipforms.codecs.texts import LINE, line
from ipforms.codes import trademark
from ipforms.messages import Note
from ipforms.text.enumerations import numbered
from ipforms.text.regex import regex

Marks = list[dict[str, str | None]]

_CANONICAL = re.compile(r"(?:“(?P<name>[\u4e00-\u9fff]{1,20})”)?(?P<number>G?[0-9]{5,9})")
_OF_CLASS = r"\s*(?:国际|商品|第)*\s*(?:[1-9]|[1-3][0-9]|4[0-5])\s*类\s*"
_CLASS = regex(
    rf"""\s*[(（]{_OF_CLASS}[)）](?![\"”〞」』])
      | (?<=[(（]) {_OF_CLASS} [，,、；;\s] \s* (?= [^()（）]* [0-9]{{5}} )""",
    re.VERBOSE,
)
"""The class of goods behind a name, or before the number in its brackets; in quotation marks it is part of the name."""
_NEXT = regex(
    r"""〝[^〝〞]*〞 | “[^“”]*” | (?P<blank> (?<=[号)）])[ \u3000]+(?=[\u4e00-\u9fff“\"＂《])
      | (?: (?<=[/:：][0-9]{7}) | (?<=[/:：][0-9]{8}) ) (?=[\u4e00-\u9fff]{2}) (?![号类]) )""",
    re.VERBOSE,
)
"""A blank behind a number, before the name of the next mark; none behind 双龙/1234567. Not within the quotes of one."""
_NUMBER_BELOW = regex(
    r"""(?: ^ | (?<=[0-9号)）、]\n) ) (?P<name>[“"《]? [\u4e00-\u9fff]{1,10} (?:[ ]?[A-Za-z]{2,16})? [”"》]?) [ ]*\n[ ]*
        (?= [(（]?[ ]* 第? G?[0-9]{5,9} )""",
    re.VERBOSE,
)
"""A name, also with its letters, whose number stands in the next line of a narrow cell; one of two names has none."""
_IN_PAIRS = regex(
    r"""(?: [“\"《]?[\u4e00-\u9fff]{1,10} (?:[ ]?[A-Za-z]{2,16})? [”\"》]? [ ]*\n[ ]*
        (?: [0-9]{7,8} | [(（][ ]*第?G?[0-9]{5,9}号?[ ]*[)）] ) (?:\n|$) )+""",
    re.VERBOSE,
)
"""Nothing but names, each over bare digits or a number in brackets; 第12345678号 may be a mark of its own."""
_SAID_BEHIND = regex(r"[，,]\s*(?=(?:商标|国际)?(?:注册)?(?:证号|号码|号)\s*[:：]?\s*第?\s*G?[0-9]{5,9})")
"""A comma before what says that a number follows, which is that of the name before: 双龙，注册号：12345678."""
_SIGN_BETWEEN = regex(r"[\u4e00-\u9fff]\s*、\s*第?G?[0-9]{5,9}")  # 双龙、第12345678号
_QUOTE, _LONG_NUMBER = regex("[“〝「『《]"), regex("[0-9]{5}")
_SHORT = 400  # characters; some twenty marks, which a pattern reads faster than the parser does
# 〝〞 are rare enough to be kept for names that hold the usual quotation marks.
_OPEN = regex(r"[（(]+$")  # what is left of 双龙（注册商标，第1234567号）
_SPARE = str.maketrans("〝〞", "“”")


class TradeMarksCodec(Codec[Marks]):
    """Trade marks as `{"name": …, "number": …}`.

    >>> TRADE_MARKS.encode([{"name": "双龙", "number": "12345678"}, {"name": None, "number": "G1234567"}])
    '“双龙”12345678、\\nG1234567'
    >>> [(mark["name"], mark["number"]) for mark in TRADE_MARKS.decode("双龙\\n41133200\\n锦程\\n25393119").value]
    [('双龙', '41133200'), ('锦程', '25393119')]
    >>> TRADE_MARKS.decode("普惠PUHUI\\n(9735126)").value
    [{'name': '普惠PUHUI', 'number': '9735126'}]
    >>> TRADE_MARKS.decode("双狮（第23类，注册号40431279）").value
    [{'name': '双狮', 'number': '40431279'}]
    >>> TRADE_MARKS.decode("双狮，商标号：40431279").value
    [{'name': '双狮', 'number': '40431279'}]
    >>> [mark["number"] for mark in TRADE_MARKS.decode("双狮/5530981伊蒂/5530982").value]
    ['5530981', '5530982']
    """

    identifier = trademark.IDENTIFIER
    none_is_answer = True

    def encode(self, value: Marks) -> str:
        """The marks, joined; a name in quotation marks that it does not hold itself."""
        return LINED.join(_quoted(mark["name"]) + (mark["number"] or "") for mark in value)

    def decode(self, text: str) -> Decoded[Marks]:
        """Split a cell into marks."""
        if (value := self.printed_value(text)) is not None:
            return Decoded(value)
        refused = LINE.decode(text).notes or too_long(len(text))
        beside = trademark.classes_beside(text)
        if refused:
            return Decoded([], refused)
        entries = numbered(text) or []
        if len(entries) > 1:  # 1.双龙⏎2.G1234567 are two marks, whatever stands below each other
            own = [self.decode(entry) for entry in entries]
            listed = [mark for each in own for mark in each.value or ()]
            return Decoded(repeat(listed, self._again), tuple(note for each in own for note in each.notes))
        apart, joined = _NUMBER_BELOW.subn(r"\g<name> ", _SAID_BEHIND.sub(" ", _CLASS.sub("", text)))
        read = repeat(_read(_NEXT.sub(_parted, apart)), self._again)
        is_guess = (joined and not _IN_PAIRS.fullmatch(text.strip())) or _is_guess(text, read)
        guess = (Note("list.split", {"text": quoted(text), "count": len(read)}),) if is_guess else ()
        return Decoded(read, (*beside, *guess))

    def printed_value(self, text: str) -> Marks | None:
        """The marks of `“双龙”12345678、G1234567`."""
        marks = [_CANONICAL.fullmatch(entry) for entry in LISTED.split(text)] if len(text) <= _SHORT else [None]
        return [{"name": mark["name"], "number": mark["number"]} for mark in marks if mark] if all(marks) else None

    def plain(self, value: Any) -> Marks:
        """A list of mappings with `name` and `number`, or of texts."""
        if not isinstance(value, list | tuple):
            raise wrong_type(value)
        marks: Marks = []
        for item in value:
            marks += (self.canonical(item) or []) if isinstance(item, str) else [_mark(item)]
        given = [mark for mark in marks if mark["name"] or mark["number"]]
        refused = too_long(len(self.encode(given)))
        if refused:
            raise UnfitValue(refused[0])
        return repeat(given, self._again)

    def _again(self, marks: Marks) -> Marks:
        return _read(self.encode(marks))


def _is_guess(text: str, marks: Marks) -> bool:
    """Whether a name and a number behind it may be two marks, or one; a name in quotes ends there."""
    has_number = any(
        _LONG_NUMBER.search(name) and not _QUOTE.match(text, max(text.find(name) - 1, 0))
        for name in (mark["name"] or "" for mark in marks)
    )
    if has_number or _SIGN_BETWEEN.search(text) or _QUOTE.search(text):
        return has_number or not _QUOTE.search(text)
    return any(not (one["number"] or other["name"]) for one, other in pairwise(marks))


def _parted(found: re.Match[str]) -> str:
    return "、" if found["blank"] is not None else found[0]


def _quoted(name: str | None) -> str:
    if not name:
        return ""
    return f"〝{name}〞" if "”" in name or "“" in name else f"“{name}”"


def _read(text: str) -> Marks:
    marks = (_tidy(mark["name"], mark["number"]) for mark in trademark.parse_marks(text))
    return [mark for mark in marks if mark["name"] or mark["number"]]


def _mark(value: Any) -> dict[str, str | None]:
    if not isinstance(value, Mapping) or not value.keys() <= {"name", "number"}:
        raise wrong_type(value)
    name, number = (None if value.get(key) is None else LINE.canonical(value[key]) for key in ("name", "number"))
    return _tidy(name, number)


def _tidy(name: str | None, number: str | None) -> dict[str, str | None]:
    return {
        "name": _OPEN.sub("", line(name or "").translate(_SPARE)) or None,
        "number": trademark.format(number or "") or None,
    }


TRADE_MARKS = TradeMarksCodec()
