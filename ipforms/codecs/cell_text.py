"""What stands in a cell and is no part of its value.

The field's own label, hints and examples, what a program left where it had no value, what the form prints to write on.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from ipforms.codecs.codec import quoted
from ipforms.codecs.ticks import options
from ipforms.messages import Note
from ipforms.text import bare_label, first_private, label_key
from ipforms.text.enumerations import only_entry, without_signs
from ipforms.text.regex import regex

_LEFTOVERS = regex(
    r"""«[^«»]{0,60}» | \{\{.{0,60}?\}\} | \{%.{0,60}?%\} | \$\{[^{}]{0,60}\} | <%.{0,60}?%> | \[\[[^\[\]]{1,60}\]\]
      | \#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)
      | 错误[!！](?:未找到|未定义|文档中没有|链接|书签|不能)[^。]{0,20}。? | Error!\s[A-Z][^.]{0,60}\.
      | \[object\ Object\] | 锟斤拷[锟斤拷]* | 烫烫烫+ | 屯屯屯+ | \ufffd+ | [?？]{4,}""",
    re.VERBOSE,
)
_MAY_BE_SPOILT = regex("[«{$<\\[#错E锟烫屯\ufffd?？]")
_LONGEST_LEFTOVER = 200  # characters; Word's error messages have a quarter of that
_HAN = regex("[\u4e00-\u9fff]")
_NO_VALUES = regex(
    r"""undefined | None | NaN | null | nil | NaT | <NA> | %[sd] | \{[0-9]?\} | Infinity | \(null\)
      | \[null\]""",
    re.VERBOSE | re.IGNORECASE,
)
# UTF-8 or GBK taken for Western letters.
_MOJIBAKE = regex("[\u0080-\u00bf\u00c0-\u00ff]{4,}")

ADDED_PAGE = r"(?:详|具体|请)*见(?:本表)?(?:附|加|另附?|后|续|下)(?:页|纸|面)"
"""见加页: the text stands on a page that was added. 详见附件 is no such text: proofs are attached, and asked for."""
_ASKS = r"""请(?:在此|于此|如实|认真|务必|直接|简要|简单|详细|概括|分别|逐项|逐一)*
        [填写输选按注提勾用以参另详介说描概列附盖签粘贴]
      | 填写 | 填[“"]?[是有][”"]?[或、/][“"]?[否无没] | 必填 | 选填 | 此处 | 本栏 | 此栏
      | [另可]附(?:页|纸|件)? | 可(?:另|续)?[附加]页
      | 由?[^，。；、：:（）()\s]{0,10}(?:单位|部门|企业|[局所区市县])填写?(?:意见)?(?:并?(?:[盖签]章|签字))?
        (?=\s*(?:[）)】\]]|$))
      | 简述 | (?:简要|概括)(?:说明|介绍|描述)
      | [须需应]填 | (?:单击|点击)(?:或|此处|这里|输入|选择) | 与(?:营业执照|证件|身份证|公章).{0,8}(?:一致|相同)
      | 没有.{0,6}[填写] | [若如]?无则 | [若如](?:无|没有|有)(?=[,，:：请需须应]|$)
      | (?:\d+|[一二三四五六七八九]千?百?)字(?:以内|左右) | 限\d+字"""
_SHOWS = r"(?:如|例|例如|比如|示例|样例|范例|格式)(?:[:：]|(?=[A-Z]{1,5}[)）]))"  # （如AAA）
_CHECKED = r"""[已待未需尚][予经]?[核补审查定][^（）()【】\d]{0,8}
      | (?:经)?(?:核[对实验]|审核|查)(?:无误|属实|一致|通过)?
      | 属实 | 无误
      | [与同]\S{1,8}?(?:一致|相符) | (?:曾用名|原(?:名|地址|址|为|系|单位)|前身)[^（）()【】]{1,60}"""
"""What is written beside a value and is none: 待补证明, 已核对, 与执照一致, what it was before."""
_IN_BRACKETS = regex(
    rf"\s*[（(【\[]\s*(?:(?:{_ASKS}|{_SHOWS})[^（）()【】]{{0,40}}|(?:{_CHECKED}))[)）】\]]", re.VERBOSE
)
_WHOLE_HINT = regex(rf"[（(【\[]?\s*(?:{_ASKS}|{_SHOWS})[^\n]{{0,60}}", re.VERBOSE)
_BEHIND = regex(rf"(?<=\S)[\s,，;；]+(?:{_SHOWS}).{{1,40}}$", re.VERBOSE)
# Names and numbers of examples.
_NOBODY = r"\S{0,12}(?:[张李王赵][三四五六某]|某某|[XxＸ×*＊]{2}|12345|0000)"
_BEFORE = regex(
    rf"""^\s*[（(]?{_SHOWS}\s*
        (?: [^\n]{{1,60}}\n                                 # on a line of its own
          | {_NOBODY}\S{{0,20}}[ \u3000]+                      # before a blank
          | (?: \S{{0,3}}?[XxＸ×*＊]{{2,}}[\u4e00-\u9fff] )+      # XX市XX区
        ) (?=\s*\S)""",
    re.VERBOSE,
)
"""An example that was left before the value."""
_PRINTED = regex(
    r"""[_＿\s]+ | \s*[（(]?\s* (?: (?:手写|亲笔)?签[字名章] | (?:单位|企业|部门)?(?:加?盖公?章|公章)
            | 签[字名]\s*[或、及/]\s*盖章 )
        \s*[)）]?\s*[:：]?[_＿\s]* | \s*年\s*月\s*日\s*""",
    re.VERBOSE,
)
_LABEL = regex(r"\s*([^:：?？\n]{1,24})[:：?？]\s*")
_STAR = regex(r"[*★☆●]+")
_WORDED = 6  # characters; so long a label in another order is still the label
_FIRST_WORD = regex(r"\s*(\S{2,24})[ \t\u3000\n]+(?=\S)")
_SIGNS = regex(
    r"[请填此栏击致没则字附核补审查实误符曾原前页:：?？«{$<\[#?？!！锟烫屯\ufffd_＿□☐○☎☏✆📞📱✉📧🖂\u0080-\u00bf]"
)
_WORDS = regex("签[字名章]|盖公?章|公章|相同|简[述要]|概括|如[A-Z无没有]|若[无没有]")
_WHOLE = regex(r"\s*年|\W*[A-Za-z%]{2,9}\W*\Z")
"""Most texts hold nothing of these three, and are let through. One alone would be searched in twice the time: a pattern
whose alternatives all begin with a character is tried where one of those stands, others at each place."""
_PLAIN = regex(r"[一-龥A-Za-z0-9，。、；%.@+（）()《》“”-]+(?:\n[一-龥A-Za-z0-9，。、；%.（）()《》“”-]+)*")
_LINE = regex(r"\S{25}")  # more than a label has before the first blank


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell's text without what is no part of its value."""

    text: str  # what is left
    notes: tuple[Note, ...] = ()  # what was left out, and why
    is_void: bool = False  # whether what stands there says that there is no value


def value_text(text: str, names: Set[str] = frozenset(), *, prose: bool = False, words: Sequence[str] = ()) -> CellText:
    """A cell's text as its value.

    Args:
        text: what a person sees.
        names: what the field is called, as `bare_label` has it.
        prose: whether it may have any number of sentences, which may give examples and have numbers.
        words: the options of a choice, which may have hints of their own: 其他（请注明）.

    >>> value_text("梁伟雄（如：张三）").text, value_text("地址：浙江省", {"地址"}).text, value_text("____").text
    ('梁伟雄', '浙江省', '')
    >>> value_text("{{ name }}").is_void, value_text("如皋市（东区）").text
    (True, '如皋市（东区）')
    """
    if not _may_hold_more(text) and not (names and _FIRST_WORD.match(text)):
        return CellText(text)
    if _PRINTED.fullmatch(text):
        return CellText("")
    left_over = None if prose and "{" in text else _left_over(text)
    if left_over is not None:
        return left_over
    bare, notes = _without_label(text, names, prose=prose)
    bare, dropped = _without_hints(bare, prose=prose, words=words)
    notes += [Note("value.hint", {"text": quoted(hint)}) for hint in dropped]
    return CellText(bare if prose else without_signs(bare), tuple(notes))


def is_value(text: str) -> bool:
    """Whether a text, at a glance, has nothing but its value; what it is not said of may have no more either.

    >>> is_value("浙江省金华市临江东路88号"), is_value("地址：浙江省"), is_value("梁伟雄（如张三）")
    (True, False, True)
    """
    plain = _PLAIN.fullmatch(text) is not None and not _may_hold_more(text)
    return plain and ("\n" not in text or _LINE.match(text) is not None)


def _may_hold_more(text: str) -> bool:
    return bool(_SIGNS.search(text) or _WORDS.search(text) or _WHOLE.match(text))


def one_entry(text: str, number: int = 1) -> str:
    """A line without the bullet or the number that one entry alone begins with; of options, what is ticked.

    Args:
        text: what stands in a field.
        number: which entry of its section it is a field of, from 1 on.

    >>> one_entry("1.广州云岭"), one_entry("□国有 ☑民营"), one_entry("3.5米"), one_entry("2、科技管理部", 2)
    ('广州云岭', '民营', '3.5米', '科技管理部')
    """
    chosen = options(text)
    return only_entry(text, number) if chosen is None else "、".join(chosen)


def doubts(text: str) -> tuple[Note, ...]:
    """What a program or an encoding has spoilt in a text that has a value all the same."""
    spoilt = _LEFTOVERS.search(text) if _MAY_BE_SPOILT.search(text) else None
    if spoilt is None and not _HAN.search(text):
        spoilt = _MOJIBAKE.search(text)
    if spoilt:
        return (Note("value.left_over", {"text": quoted(spoilt[0])}),)
    position = None if text.isprintable() else first_private(text)
    if position is None:
        return ()
    return (Note("value.private_character", {"position": position + 1, "character": f"U+{ord(text[position]):04X}"}),)


def _left_over(text: str) -> CellText | None:
    """A text that is nothing but what a program left."""
    bare = text.strip().strip("。.,，") if len(text) <= _LONGEST_LEFTOVER else ""
    rest = _LEFTOVERS.sub("", text) if bare and _MAY_BE_SPOILT.search(text) else text
    if bare and (_NO_VALUES.fullmatch(bare) or not rest.strip(" \n。.,，、")):
        return CellText("", (Note("value.left_over", {"text": quoted(text)}),), is_void=True)
    return None


def _without_label(text: str, names: Set[str], *, prose: bool) -> tuple[str, list[Note]]:
    """The text behind the field's own label."""
    if not names:
        return text, []
    for pattern in (_LABEL, _FIRST_WORD):
        found = pattern.match(text)
        # A star and a colon alone are somebody's text, not the mark of a field without one.
        if (
            found
            and (text[found.end() :] or not _STAR.fullmatch(found[1]))
            and _is_named(found[1], names, exactly=prose or pattern is _FIRST_WORD)
        ):
            return text[found.end() :], [Note("value.label", {"text": quoted(found[1])})]
    return text, []


def _is_named(label: str, names: Set[str], *, exactly: bool) -> bool:
    key = bare_label(label)
    if key in names or label_key(label) in names or _STAR.fullmatch(label):
        return True
    if len(key) >= _WORDED and sorted(key) in map(sorted, names):
        return True  # 知识产权部门是否单设 for 是否单设知识产权部门
    # 地址 for 注册地址, and 企业注册地址 for it.
    return not exactly and len(key) > 1 and any(name.endswith(key) or key.endswith(name) for name in names)


def _without_hints(text: str, *, prose: bool, words: Sequence[str]) -> tuple[str, list[str]]:
    found = [each for each in _IN_BRACKETS.finditer(text) if not prose or _is_at_an_edge(text, each)]
    found = [each for each in found if not any(each[0].strip() in word for word in words)]
    dropped = [each[0].strip() for each in found]
    for each in reversed(found):
        text = text[: each.start()] + text[each.end() :]
    for pattern in () if prose else (_BEFORE, _BEHIND):
        if example := pattern.search(text):
            dropped.append(example[0].strip())
            text = text[: example.start()] + text[example.end() :]
    if _WHOLE_HINT.fullmatch(text.strip()):
        return "", [*dropped, text]
    return text, dropped


def _is_at_an_edge(text: str, found: re.Match[str]) -> bool:
    """Whether brackets in prose stand before or behind all of it."""
    return not text[: found.start()].strip() or not text[found.end() :].strip()
