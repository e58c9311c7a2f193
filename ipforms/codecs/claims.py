"""Claims: “we hold this title, and here is its detail”. Printed 是（证书编号…）, or 否."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ipforms import chars
from ipforms.codecs.base import Codec, Decoded, Unfit, wrong_type
from ipforms.codecs.texts import PARAGRAPHS
from ipforms.findings import Note

Claim = dict[str, Any]
"""`{"held": bool | None, "detail": str | None}`; a title also has its `level`."""

_NO = re.compile(r"(?:否|无|没有|不是|不具备|×|✗|/|/)(?=$|[,，、。;；:：(（\s])")
_YES = re.compile(r"(?:[√✓✔☑■]\s*是?|是\s*[√✓✔☑]?|有(?=$|[,，、。;；:：(（\s]))[,，、;；:：\s]*")
_MARKS = " ,，、。;；:：\t\n"

_LEVELS = {"national": "国家级", "provincial": "省级", "municipal": "市级"}
_LEVEL_PREFIX = re.compile(r"(国家级|省级|市级)[;；]")
_LEVEL_WORD = re.compile(r"(国家|全国|省|市)级?(?=(?:级|的)?知识产权)|(国家|省|市)级")
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
    found = {_OF_WORD[word or other] for word, other in _LEVEL_WORD.findall(detail or "")}
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
    """

    levelled: bool = False

    def encode(self, value: Claim) -> str:
        """是（detail） or 否; the level is printed where the detail's own words do not say it."""
        if value["held"] is None:
            return ""
        word, detail = ("是" if value["held"] else "否"), value["detail"] or ""
        level = value.get("level")
        if self.levelled and level != level_of(detail) and level is not None:
            detail = f"{_LEVELS[level]}；{detail}"
        if not detail:
            return word
        return f"{word}（{detail}）" if _balanced(detail) else f"{word}，{detail}"

    def decode(self, text: str) -> Decoded[Claim]:
        """Read a claim: blank is no answer, 无 and 否 are no, anything else claims it."""
        tidied = PARAGRAPHS.decode(text)
        if tidied.value is None:
            return Decoded(self._shape(None, None), tidied.notes)
        bare = tidied.value
        no, yes = _NO.match(bare), _YES.match(bare)
        rest = bare[no.end() :] if no else bare[yes.end() :] if yes else bare
        return Decoded(self._shape(no is None, _unwrapped(rest)))

    def plain(self, value: Any) -> Claim:
        """A mapping with the keys of a claim; a bool is the bare answer."""
        if isinstance(value, bool):
            return self._shape(value, None)
        if not isinstance(value, Mapping):
            raise wrong_type(value)
        held, detail = value.get("held"), PARAGRAPHS.canonical(value.get("detail") or "")
        if held is not None and not isinstance(held, bool):
            raise wrong_type(held)
        detail = _unwrapped(detail) if detail else None
        level = value.get("level")
        return self._shape(True if held is None and (detail or level) else held, detail, level)

    def _shape(self, held: bool | None, detail: str | None, level: str | None = None) -> Claim:
        if not self.levelled:
            return {"held": held, "detail": detail}
        if level is not None and level not in _LEVELS:
            raise Unfit(Note("level.unknown", {"text": str(level)[:40]}))
        prefix = _LEVEL_PREFIX.match(detail or "")
        if prefix and detail:
            level = level or next(name for name, word in _LEVELS.items() if word == prefix[1])
            detail = detail[prefix.end() :].strip(_MARKS) or None
        return {"held": held, "detail": detail, "level": level or level_of(detail)}


class LevelCodec(Codec[str]):
    """The level of a title in a column of its own.

    >>> LevelCodec().decode("省级").value
    'provincial'
    """

    def encode(self, value: str) -> str:
        """国家级, 省级 or 市级."""
        return _LEVELS[value]

    def decode(self, text: str) -> Decoded[str]:
        """Read the word, with or without its 级."""
        bare = chars.without_space(text)
        if not bare:
            return Decoded(None)
        found = next((name for name, word in _LEVELS.items() if bare in (name, word, word.rstrip("级"))), None)
        return Decoded(found, () if found else (Note("level.unknown", {"text": text.strip()[:40]}),))

    def plain(self, value: Any) -> str:
        """A level is always given as a word."""
        raise wrong_type(value)


def _balanced(detail: str) -> bool:
    """Whether brackets put around it can be told from its own."""
    depth = 0
    for character in chars.half_width(detail):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def _unwrapped(text: str) -> str | None:
    """Without the marks in front, and without brackets that go around all of it."""
    bare = text.strip(_MARKS)
    while bare and bare[0] in "(（" and bare[-1] in ")）" and _balanced(bare[1:-1]):
        bare = bare[1:-1].strip(_MARKS)
    return bare or None


CLAIM = ClaimCodec()
LEVEL = LevelCodec()
LEVELLED_CLAIM = ClaimCodec(levelled=True)
