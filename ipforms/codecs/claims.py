"""Claims: “we hold this title, and here is its detail”. Printed 是（证书编号…）, or 否."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ipforms.codecs.answers import ANSWER
from ipforms.codecs.codec import Codec, Decoded, UnfitValue, quoted, wrong_type
from ipforms.codecs.field_text import nothing
from ipforms.codecs.texts import PARAGRAPHS
from ipforms.codecs.ticks import BOXES, TICKS, Choice, choice, options
from ipforms.codecs.title_levels import LEVEL, LEVELS, level_of, spelt_out
from ipforms.codecs.title_words import IS_OVER_OR_TO_COME, against
from ipforms.messages import Note
from ipforms.text import half_width, visible
from ipforms.text.regex import regex

T = TypeVar("T")
Claim = dict[str, Any]  # `{"held": bool | None, "detail": str | None}`; a title also has its `level`

_WE = r"(?: 目前|现在?|暂时?|[尚仍还] | [本我]?(?:公司|企业|单位) | 我司 | [以如]上|上述|[均都皆] )*"
_VERB = "有?(?:[获被评取认具拥曾能是属符申列入参此该相任]|通过)"
# A word for no is one where it ends, or a verb or a title follows; 无锡, 非遗, 未来 and 否极泰来 go on otherwise.
_NO = regex(
    rf"""{_WE} (?: 没有? | [无無未否不非] | FALSE | NO? | F | [×✗✘] )
        (?: \s* $ | \s* [,，、。;；:：.(（] | \s+ | {_VERB}
          | 有? (?: 驰名|著名|知名|高新|国家级?高|示范|优势|试点|适用|涉及 ) )
      | [0０] \s* [件个项枚]? (?= $ | [\s,，。;；(（] )
      | (?: [-—–－_/／\\]+ | N/A ) $
      | 正在申 | (?:申报|申请|认定)中""",
    re.VERBOSE | re.IGNORECASE,
)
_DASH = regex(r"[-—–－_/／\\]+")  # may also say that the question does not arise
_NO_WORD = regex(r"(?:没有?|[无無否不非×✗✘]|FALSE|NO?|F)(?=[\s,，、。;；:：.(（])", re.IGNORECASE)
_UNDER_WAY = regex("正在|中$")
_BARE_NO = 9  # characters; 目前尚未获得认定 has eight, and says no more than 无
# 有 is one alone, not in 有限公司.
_YES = regex(
    rf"""(?: [{TICKS}]\s*(?:是(?!否))? | [\[［(（【]\s*[{TICKS}]\s*[\]］)）】]\s* | 是(?!否)\s*[{TICKS}]?
          | (?: 有|对|具备|属于|已认定|已获得?|已通过 | YES|Y|TRUE|T|1 )(?=$|[,，、。;；:：(（\s]) )
        [,，、;；:：\s]*""",
    re.VERBOSE | re.IGNORECASE,
)
# What only who holds a title can say: its number, its year, its name, who gave it.
_HELD = regex(
    r"""\d{4} | [1-9]\d*\s*[件个项枚] | 二[〇○零O][〇○零O一二三四五六七八九]{2}年
      | 认定|证书|获|授予|评为|列入|入选|通过|颁发|批准
      | 国家|省级|市级|驰名|著名|知名|示范|优势|试点|高新技术企业 | (?:商标|牌|企业)$
      | “[^“”]{1,40}” | "[^"]{1,40}" | 《[^《》]{1,40}》""",
    re.VERBOSE,
)
_OPEN = regex(
    rf"""^(?:详见|参见|见)(?!.*\d{{4}})
      | {IS_OVER_OR_TO_COME} | 是否 | 请[选填输勾]
      | [不没无無未] (?! 到期|过期|失效 ) {_VERB}""",
    re.VERBOSE,
)
_OR = regex(r"(?: 是\s*[/／|或、,，]?\s*[否非] | 有\s*[/／|或、,，]?\s*无 )", re.VERBOSE)
_UNFILLED = regex(r"(?:[\w/、]{0,12}[:：][\s_]*(?:[年月日号级][\s_]*)*[，,;；]?\s*)+|_+")  # 认定时间：    年
_ASKED = "(?:证书编号|证书|称号|文件名称|名称|内容|说明|具体|商标|认定时间|认定文号|文号|年份)"
_PROMPT = regex(
    rf"^(?:[（(]是\s*[/／]\s*否[)）][\s；;，,：:]*)?"
    rf"(?:(?!(?:证书编号|认定时间|认定文号|文号|年份)[:：]){_ASKED}(?:[、或及和]{_ASKED})*[:：]\s*)?"
)
"""What an office prints before the detail: 商标及认定时间：; 证书编号 or 文号 alone belongs to the number."""
_PLAIN = regex("是（([一-龥0-9][一-龥A-Za-z0-9，。、；“”]*)）")  # as printed, without a box, a bracket or a blank
_BRACKET = regex("[()（）]")
_ENCLOSED = regex(r"[\[【〔]+(.*?)[\]】〕]+", re.DOTALL)
_EMPTY_BOX = regex(
    rf"(?:[{BOXES}]|[\[【]\s*[\]】])\s*[^\s{TICKS}{BOXES}][^{TICKS}{BOXES}]*"
)  # before words: nobody ticked them
_LEADING = regex(r"[\s,，、。;；:：]*")
_LEVEL_PREFIX = regex(r"(国家级|省级|市级)[;；]")
_MARKS_ALONE = frozenset(TICKS + BOXES + " \n\t\u3000-－–—―")  # a dash is how people write that there is nothing
_OTHER_WORD = regex(r"(?<=[)）])\s+否$")  # without a box, behind what was ticked: 是√（…） 否
_BEHIND_OPTIONS = regex(  # a space, a colon or a bracket is between
    rf"""(?P<options> [{TICKS}{BOXES}] .* [{TICKS}{BOXES}] \s* [^\s:：（({TICKS}{BOXES}]+ )
         (?: \s*[:：]\s* | \s+ | (?=[（(]) ) (?P<rest> [^\s{TICKS}{BOXES}] [^{TICKS}{BOXES}]* )""",
    re.DOTALL | re.VERBOSE,
)


@dataclass(frozen=True)
class ClaimCodec(Codec[Claim]):
    """A claim.

    >>> ClaimCodec().encode({"held": True, "detail": "证书编号GR202133001234"})
    '是（证书编号GR202133001234）'
    >>> ClaimCodec().decode("√，浙江省著名商标").value
    {'held': True, 'detail': '浙江省著名商标'}
    >>> ClaimCodec().decode("□是 ☑否").value
    {'held': False, 'detail': None}
    """

    levelled: bool = False  # whether the title has a level: national, provincial, municipal
    own: str = ""  # how the title may be named, a regular expression: words that name none of these name another one
    none_is_value = True

    def encode(self, value: Claim) -> str:
        """是（detail） or 否; the level is printed where the detail's own words do not say it."""
        if value["held"] is None:
            return ""
        word, detail = ("是" if value["held"] else "否"), value["detail"] or ""
        level = value.get("level")
        # A detail that begins like a printed level needs the real one before it.
        if level is not None and (level != level_of(detail) or _LEVEL_PREFIX.match(detail)):
            detail = f"{LEVELS[level]}；{detail}"
        if not detail:
            return word
        return f"{word}（{detail}）" if _balanced(detail) else f"{word}：{detail}"

    def decode(self, text: str) -> Decoded[Claim]:
        """Read a claim: blank is no answer; yes needs a positive sign, no a negative word; all else is a doubt.

        What the words say against a yes is a note on it.
        """
        read = self._decoded(text)
        doubt = self.doubt(read.value) if read.value else None
        return Decoded(read.value, (*read.notes, doubt)) if doubt else read

    def doubt(self, claim: Claim) -> Note | None:
        """What the words of a claim say against its yes."""
        return against(claim["detail"], self.own) if claim["held"] and claim["detail"] else None

    def _decoded(self, text: str) -> Decoded[Claim]:
        if plain := _PLAIN.fullmatch(text):
            return Decoded(self._of_detail(True, plain[1]))
        tidied = PARAGRAPHS.decode(text)
        bare = tidied.value
        if bare is None or not bare.strip("_ \n"):
            return Decoded(self._shape(None, None), tidied.notes)
        if ticked := None if _is_printed(bare) else choice(bare):
            return self._ticked(ticked, bare)
        said = unwrapped(_inner(bare)) or bare
        said = spelt_out(said) if self.levelled else said
        if _OR.fullmatch(said):
            return self._unclear(bare)
        chosen = None if _is_printed(bare) else options(said)
        if chosen is not None:
            return Decoded(self._chosen(said, chosen) if chosen else self._shape(None, None))
        if _EMPTY_BOX.fullmatch(said):
            return self._unclear(bare)
        if _NO.match(said):
            return self._denied(said)
        if yes := _YES.match(said):
            return Decoded(self._read(True, said[yes.end() :]))
        if _OPEN.search(said) or not _HELD.search(half_width(said)):
            return self._unclear(bare)
        return Decoded(self._read(True, said))

    def _ticked(self, ticked: Choice, text: str) -> Decoded[Claim]:
        if len(ticked.ticked) == 2:
            return Decoded(self._shape(None, None), (Note("answer.both", {"text": quoted(text, 40)}),))
        held = next(iter(ticked.ticked), None)
        if held is None and set(text) & set(TICKS):
            return self._unclear(text)
        rest = unwrapped(_OTHER_WORD.sub("", ticked.rest.strip()) if held else ticked.rest.strip())
        # Of 是  否√, where only the tick is a mark, the other word is no detail.
        unfilled = held is None or rest in ("是", "否") or _UNFILLED.fullmatch(rest or "")
        return Decoded(self._read(held, None if unfilled else rest))

    def _chosen(self, said: str, chosen: Sequence[str]) -> Claim:
        """A claim by the options that were ticked, □国家级 ☑省级 □市级 浙江省…企业, and what stands behind them."""
        behind = _BEHIND_OPTIONS.fullmatch(said)
        if behind is None or not (ticked := options(behind["options"])):
            return self._read(True, "、".join(chosen))
        level = level_of(behind["options"]) if self.levelled else None
        words = [] if level else [word for word in ticked if word not in behind["rest"]]
        claim = self._read(True, "；".join((*words, behind["rest"])))
        return {**claim, "level": level} if level else claim

    def _denied(self, said: str) -> Decoded[Claim]:
        """What is said beyond the no is the detail."""
        if word := _NO_WORD.match(said):
            return Decoded(self._read(False, said[word.end() :]))
        notes = (Note("claim.dash", {"text": said}),) if _DASH.fullmatch(said) else ()
        return Decoded(self._read(False, "" if len(said) < _BARE_NO and not _UNDER_WAY.search(said) else said), notes)

    def _unclear(self, text: str) -> Decoded[Claim]:
        return Decoded(self._shape(None, None), (Note("claim.unclear", {"text": quoted(text, 40)}),))

    def plain(self, value: Any) -> Claim:
        """A mapping with the keys of a claim; a bool is the bare answer."""
        if isinstance(value, bool):
            return self._shape(value, None)
        if not isinstance(value, Mapping) or not value.keys() <= self._shape(None, None).keys():
            raise wrong_type(value)
        held, level = _given(ANSWER, value.get("held")), _given(LEVEL, value.get("level"))
        detail = unwrapped(_given(PARAGRAPHS, value.get("detail")) or "")
        claim = self._read(held, detail) if level is None else self._shape(held, detail, level)
        return claim if held is not None or not any(claim.values()) else self._of_words(claim)

    def _of_words(self, claim: Claim) -> Claim:
        """A claim that leaves its answer open, by its words: as they would be read in one cell."""
        read = self.decode(claim["detail"] or "")
        if read.doubts:
            raise UnfitValue(read.doubts[0])
        if read.value and claim["detail"] and read.value["held"] is None:
            return self._shape(None, None)  # a box that nobody ticked
        # Words without a doubt say yes or no; without words a level was chosen, which only who holds a title has.
        return {**claim, "held": read.value["held"] if read.value and claim["detail"] else True}

    def _read(self, held: bool | None, text: str | None) -> Claim:
        """A claim whose level, if it has one, stands in its text."""
        return self._of_detail(held, _PROMPT.sub("", unwrapped(visible(text or "")) or "") or None)

    def _of_detail(self, held: bool | None, detail: str | None) -> Claim:
        is_none = (said := nothing(detail or "")) is not None and said.code == "value.declared_none"  # 否 | /
        if detail and (is_none or _MARKS_ALONE.issuperset(detail) or _UNFILLED.fullmatch(detail)):
            detail = None
        prefix = _LEVEL_PREFIX.match(detail or "") if self.levelled else None
        if prefix is None or detail is None:
            own = level_of(detail) if self.levelled and held is not False else None  # 正在申请市级试点 is none yet
            return self._shape(held, detail, own)
        level = next(name for name, word in LEVELS.items() if word == prefix[1])
        return self._shape(held, unwrapped(detail[prefix.end() :]), level)

    def _shape(self, held: bool | None, detail: str | None, level: str | None = None) -> Claim:
        claim: Claim = {"held": held, "detail": detail}
        return {**claim, "level": level} if self.levelled else claim


def _inner(text: str) -> str:
    """A text without the square brackets that enclose it, and none that it begins or ends with alone."""
    found = _ENCLOSED.fullmatch(text.strip())
    return found[1] if found else text


def _given(codec: Codec[T], value: Any) -> T | None:
    return None if value is None else codec.canonical(value)


def _is_printed(text: str) -> bool:
    """Whether it has the shape that `encode` prints: 是（…） to the end, or 是：… with brackets that do not pair."""
    if text[0] not in "是否" or text[1:2] not in ("（", "："):
        return False
    inner = text[2:]
    if text[1] == "：":
        return not _balanced(inner)
    return _partners(text).get(1) == len(text) - 1 and not _MARKS_ALONE.issuperset(inner[:-1])


def _balanced(detail: str) -> bool:
    """Whether brackets put around it can be told from its own."""
    return 2 * len(_partners(detail)) == len(_BRACKET.findall(detail))


def _partners(text: str) -> dict[int, int]:
    """Where each opening bracket is closed."""
    partners: dict[int, int] = {}
    if ")" not in text and "）" not in text:
        return partners
    waiting: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] in "(（":
            waiting.append(found.start())
        elif waiting:
            partners[waiting.pop()] = found.start()
    return partners


def unwrapped(text: str) -> str | None:
    """A text without the marks in front, and without brackets that go around all of it."""
    partner = _partners(text)
    start, end = 0, len(text.rstrip())
    while True:
        leading = _LEADING.match(text, start, end)
        start = leading.end() if leading else start
        while end > start and text[end - 1].isspace():
            end -= 1
        if partner.get(start) != end - 1 or start >= end:
            return text[start:end] or None
        start, end = start + 1, end - 1


CLAIM = ClaimCodec()
LEVELLED_CLAIM = ClaimCodec(levelled=True)
