"""Several things in one text: what stands between signs, outside brackets and quotes, and entries with numbers."""

import re
import unicodedata
from collections.abc import Iterator

from ipforms.text.regex import regex

BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "〔": "〕"}
QUOTES = {"“": "”", "＂": "＂", '"': '"', "「": "」", "『": "』", "《": "》", "‘": "’", "〝": "〞"}
_CLOSING = BRACKETS | QUOTES

_NUMBER = regex(
    r"""(?<![\d.]) (?: [(（] (?P<bracketed>\d{1,2}|[一二三四五六七八九十]{1,2}) [)）]
          | (?P<plain>\d{1,2}) [.．、)）] (?!\d)
          | (?P<circled>[①-⑳❶-❿➀-➓⑴-⒛]) | (?<![一-龥]) (?P<han>[一二三四五六七八九十]{1,2}) 、 ) [ \t\u3000]*""",
    re.VERBOSE,
)
_BULLET = regex(r"(?m)^[ \t\u3000]*(?:[•●▪■◆◇★☆‧➢][ \t\u3000]*|[*·\-–—][ \t\u3000]+)(?=[^\W\d_]|[《“])")
_SIGNS = regex(r"(?m)^[ \t\u3000]*[☎☏✆📞📱✉📧🖂][ \t\u3000]*")
_EDGES = " \t\u3000\n、，,;；"
NUMBER_HEADS = frozenset(("序号", "序", "编号", "号", "题号", "行次", "#"))
"""Over a column of numbers, as unspaced text: what stands beside one of them is an entry, numbered or not."""
_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_PERSON = regex(r"([一-鿿·]{2,8})[ \u3000:：（(]*((?:\d[\d\-—－ 转]{5,}\d))[)）]?")
_PEOPLE = regex(rf"(?<![一-鿿]){_PERSON.pattern}(?:[、，, \u3000]+{_PERSON.pattern})+")
"""Several persons, each with a call: 戴春梅 020-84292405、谢海峰 18838166247."""


def pieces(text: str, separators: str) -> Iterator[str]:
    """The parts of a text between separators that stand outside brackets and quotes.

    >>> list(pieces("皮具（箱、包）、“双、龙”", "、"))
    ['皮具（箱、包）', '“双、龙”']
    """
    last = {sign: text.rfind(sign) for sign in set(_CLOSING.values())}
    start, closing = 0, ""
    for index, character in enumerate(text):
        if closing:
            closing = "" if character == closing else closing
        elif character in separators:
            yield text[start:index]
            start = index + 1
        elif (end := _CLOSING.get(character)) and last[end] > index:
            closing = end  # an opening sign without its partner is a character like any other
    yield text[start:]


def begins_with_number(text: str) -> bool:
    """Whether a text begins as a list does that is numbered: 1. 2、 （三） ①."""
    return _NUMBER.match(text, len(text) - len(text.lstrip())) is not None


def numbered(text: str, first: int = 1) -> list[str] | None:
    """The entries of a text that are numbered from `first` on; None where the numbers are none of a list.

    >>> numbered("1.何嘉敏\\n2.周子轩"), numbered("①皮具②箱包"), numbered("3.5米"), numbered("2、3号楼")
    (['何嘉敏', '周子轩'], ['皮具', '箱包'], None, None)
    >>> numbered("2、科技管理部", 2), numbered("（十一）员工守则", 11)
    (['科技管理部'], ['员工守则'])
    """
    if not begins_with_number(text):
        return None
    found = list(_NUMBER.finditer(text))
    if any(_value(each) != at for at, each in enumerate(found, first)):
        return None
    ends = [each.start() for each in found[1:]] + [len(text)]
    entries = [text[each.end() : end].strip(_EDGES) for each, end in zip(found, ends, strict=True)]
    return entries if all(entries) else None


def without_bullets(text: str) -> str:
    """Without the signs that the entries of a list begin with.

    >>> without_bullets("• 皮具\\n• 箱包"), without_bullets("-5")
    ('皮具\\n箱包', '-5')
    """
    return _BULLET.sub("", text)


def only_entry(text: str, number: int = 1) -> str:
    """A text without the bullet or the number of a list, 1 or another one, that its only entry begins with.

    >>> only_entry("1.广州云岭"), only_entry("3.5米"), only_entry("2、科技管理部", 2)
    ('广州云岭', '3.5米', '科技管理部')
    """
    bare = without_bullets(text)
    is_one_line = "\n" not in bare.strip()
    entries = next(filter(None, (numbered(bare, first) for first in sorted({1, number}) if is_one_line)), ())
    return entries[0] if len(entries) == 1 else bare


def without_signs(text: str) -> str:
    """Without the pictures of a letterhead before a number or an address.

    >>> without_signs("☎020-81050369"), without_signs("✉ a@qq.com")
    ('020-81050369', 'a@qq.com')
    """
    return _SIGNS.sub("", text)


def _value(number: re.Match[str]) -> int:
    if number["circled"]:
        return int(unicodedata.numeric(number["circled"]))
    digits = number["bracketed"] or number["plain"] or number["han"]
    return int(digits) if digits.isdigit() else next((at for at in range(1, 100) if chinese_number(at) == digits), 0)


def chinese_number(number: int) -> str:
    """A number of 1 to 9999 as headings and lists count; any other one in digits.

    >>> [chinese_number(number) for number in (1, 10, 12, 20, 101, 110, 1010, 10000)]
    ['一', '十', '十二', '二十', '一百零一', '一百一十', '一千零一十', '10000']
    """
    if not 0 < number < 10000:
        return str(number)
    text, rest, gap = "", number, False
    for size, unit in _UNITS:
        digit, rest = divmod(rest, size)
        text += ("零" if gap and digit else "") + (_DIGITS[digit] + unit if digit else "")
        gap = bool(text) and not digit
    text += ("零" if gap and rest else "") + (_DIGITS[rest] if rest else "")
    return text.removeprefix("一") if 10 <= number < 20 else text


def with_calls_apart(text: str) -> str:
    """A text in which the names of several persons stand before their calls, not each before its own.

    >>> with_calls_apart("专利室，2人，戴春梅 020-84292405、谢海峰（18838166247）")
    '专利室，2人，\\t戴春梅、谢海峰\\t020-84292405、18838166247'
    """
    return _PEOPLE.sub(_names_and_calls, text)


def _names_and_calls(people: re.Match[str]) -> str:
    each = [person.groups() for person in _PERSON.finditer(people[0])]
    return f"\t{'、'.join(name for name, _ in each)}\t{'、'.join(call for _, call in each)}"
