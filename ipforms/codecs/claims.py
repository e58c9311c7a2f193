"""Claims: “we hold this title, and here is its detail”. Printed 是（证书编号…）, or 否."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from ipforms.codecs.answers import ANSWER
from ipforms.codecs.codec import Codec, Decoded, quoted, wrong_type
from ipforms.codecs.texts import PARAGRAPHS
from ipforms.messages import Note
from ipforms.text import without_space

T = TypeVar("T")

Claim = dict[str, Any]
"""`{"held": bool | None, "detail": str | None}`; a title also has its `level`."""

_NO = re.compile(
    r"""(?: [√✓✔☑■] \s* [否无]
          | (?: 否|无|没有|不是|不具备|×|✗|/ ) \s* [√✓✔☑■]? )
        (?= $ | [,，、。;；:：(（\s] )""",
    re.VERBOSE,
)
# Not held, in other words; what says more than that is the detail.
_NOT_YET = re.compile(
    r"""0$ | 暂无 | 尚无 | 尚未 | 暂未 | 待定
      | 未 (?:认定|获|取得|评|申报|通过) | 非 (?=高新|驰名|示范|优势|试点)
      | 正在申 | (?:申报|申请|认定)中""",
    re.VERBOSE,
)
_NOT_AT_ALL = re.compile(r"0|暂无|尚无|尚未|暂未")
_YES = re.compile(
    r"""(?: [√✓✔☑■]\s*是? | 是\s*[√✓✔☑]? | 有(?=$|[,，、。;；:：(（\s]) )  # 有 alone, not 有限公司
        [,，、;；:：\s]*""",
    re.VERBOSE,
)
# Both words, each with its box: “☑是 □否”, “是（√） 否（ ）”. What stands behind them is the detail.
_BOX = r"(?:[√✓✔☑■●☒⊠◉þR□☐○〇◯❑❒]|[(（]\s*[√✓✔☑]?\s*[)）])"
_GAP = r"[\s,，、;；/]*"
_CHOICE = re.compile(
    rf"""{_BOX}\s* (?:是{_GAP}{_BOX}\s*否 | 否{_GAP}{_BOX}\s*是)  # boxes before the words
      | (?:是\s*{_BOX}{_GAP}否 | 否\s*{_BOX}{_GAP}是) (?:\s*{_BOX})?  # behind them""",
    re.VERBOSE,
)
_BRACKET = re.compile("[()（）]")
_LEADING = re.compile(r"[\s,，、。;；:：]*")

LEVELS = {"national": "国家级", "provincial": "省级", "municipal": "市级"}
_LEVEL_PREFIX = re.compile(r"(国家级|省级|市级)[;；]")
_LEVEL_WORD = re.compile(r"(国家|全国|省|市)级?(?=(?:级|的)?知识产权)|(国家|省|市)级")
# □国家级 ☑省级, or 国家级□ 省级☑.
_EMPTY = re.compile("[□☐]")
_BOX_FIRST = re.compile(rf"\s*{_BOX}")
_TICK_FIRST = re.compile(r"[√✓✔☑■]\s*(国家|省|市)")
_TICK_LAST = re.compile(r"(国家|省|市)级?\s*[√✓✔☑■]")
_RANK = ("national", "provincial", "municipal")
_OF_WORD = {"国家": "national", "全国": "national", "省": "provincial", "市": "municipal"}


def level_of(detail: str | None) -> str | None:
    """The level that a title's own words give: the word before 知识产权, or 国家级, 省级, 市级; the highest of several.

    >>> level_of("浙江省知识产权示范企业（2020年认定）")
    'provincial'
    >>> level_of("浙江省金华市知识产权试点企业")
    'municipal'
    >>> level_of("知识产权示范企业") is None
    True
    """
    text = detail or ""
    if _EMPTY.search(text):
        ticked = _TICK_FIRST if _BOX_FIRST.match(text) else _TICK_LAST
        return next((_OF_WORD[word] for word in ticked.findall(text)), None)
    found = {_OF_WORD[word or other] for word, other in _LEVEL_WORD.findall(text)}
    return next((level for level in _RANK if level in found), None)


@dataclass(frozen=True)
class ClaimCodec(Codec[Claim]):
    """A claim.

    Attributes:
        levelled: whether the title has a level: national, provincial, municipal.

    >>> ClaimCodec().encode({"held": True, "detail": "证书编号GR202133001234"})
    '是（证书编号GR202133001234）'
    >>> ClaimCodec().decode("√，浙江省著名商标").value
    {'held': True, 'detail': '浙江省著名商标'}
    >>> ClaimCodec().decode("□是 ☑否").value
    {'held': False, 'detail': None}
    """

    levelled: bool = False

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
        """Read a claim: blank is no answer, 无 and 否 are no, anything else claims it."""
        tidied = PARAGRAPHS.decode(text)
        bare = tidied.value
        if bare is None:
            return Decoded(self._shape(None, None), tidied.notes)
        choice = _CHOICE.match(bare)
        if choice:
            answer = ANSWER.decode(choice[0])
            return Decoded(self._read(answer.value, bare[choice.end() :]), answer.notes)
        if _NOT_YET.match(bare):
            return Decoded(self._read(False, "" if _NOT_AT_ALL.fullmatch(bare) else bare))
        no, yes = _NO.match(bare), _YES.match(bare)
        rest = bare[no.end() :] if no else bare[yes.end() :] if yes else bare
        return Decoded(self._read(no is None, rest))

    def plain(self, value: Any) -> Claim:
        """A mapping with the keys of a claim; a bool is the bare answer."""
        if isinstance(value, bool):
            return self._shape(value, None)
        if not isinstance(value, Mapping) or not value.keys() <= self._shape(None, None).keys():
            raise wrong_type(value)
        held, level = _given(ANSWER, value.get("held")), _given(LEVEL, value.get("level"))
        detail = _unwrapped(_given(PARAGRAPHS, value.get("detail")) or "")
        claim = self._read(held, detail) if level is None else self._shape(held, detail, level)
        if held is None and any(claim.values()):
            claim["held"] = True
        return claim

    def _read(self, held: bool | None, text: str | None) -> Claim:
        """A claim whose level, if it has one, stands in its text."""
        detail = _unwrapped(text or "")
        prefix = _LEVEL_PREFIX.match(detail or "") if self.levelled else None
        if prefix is None or detail is None:
            return self._shape(held, detail, level_of(detail))
        level = next(name for name, word in LEVELS.items() if word == prefix[1])
        return self._shape(held, _unwrapped(detail[prefix.end() :]), level)

    def _shape(self, held: bool | None, detail: str | None, level: str | None = None) -> Claim:
        claim: Claim = {"held": held, "detail": detail}
        return {**claim, "level": level} if self.levelled else claim


class LevelCodec(Codec[str]):
    """The level of a title in a column of its own.

    >>> LevelCodec().decode("省级").value
    'provincial'
    """

    def encode(self, value: str) -> str:
        """国家级, 省级 or 市级."""
        return LEVELS[value]

    def decode(self, text: str) -> Decoded[str]:
        """Read the word, with or without its 级."""
        bare = without_space(text)
        if not bare:
            return Decoded(None)
        found = next((name for name, word in LEVELS.items() if bare in (name, word, word.rstrip("级"))), None)
        return Decoded(found, () if found else (Note("level.unknown", {"text": quoted(text, 40)}),))

    def plain(self, value: Any) -> str:
        """A level is always given as a word."""
        raise wrong_type(value)


def _given(codec: Codec[T], value: Any) -> T | None:
    return None if value is None else codec.canonical(value)


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


def _unwrapped(text: str) -> str | None:
    """Without the marks in front, and without brackets that go around all of it."""
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
LEVEL = LevelCodec()
LEVELLED_CLAIM = ClaimCodec(levelled=True)
