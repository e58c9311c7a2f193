"""The level of a title: national, provincial, municipal, by its own words or by the option that was ticked."""

from typing import Any

from ipforms.codecs.codec import Codec, Decoded, quoted, wrong_type
from ipforms.codecs.ticks import BOXES, TICKS
from ipforms.messages import Note
from ipforms.text import without_space
from ipforms.text.regex import regex

LEVELS = {"national": "国家级", "provincial": "省级", "municipal": "市级"}
_LEVEL_WORD = regex(r"(国家|全国|省|市)级?(?=(?:级|的)?(?:知识产权|专利|商标|示范|优势|试点))|(国家|省|市)级")
# □国家级 ☑省级, or 国家级□ 省级☑.
_EMPTY = regex(f"[{BOXES}]")
_BOX_FIRST = regex(rf"\s*[{TICKS}{BOXES}]")
_TICK_FIRST = regex(rf"[{TICKS}]\s*(国家|省|市)")
_TICK_LAST = regex(rf"(国家|省|市)级?\s*[{TICKS}]")
_RANK = ("national", "provincial", "municipal")
_OF_WORD = {"国家": "national", "全国": "national", "省": "provincial", "市": "municipal"}


def level_of(detail: str | None) -> str | None:
    """The level that a title's own words give: the word before 知识产权, or 国家级, 省级, 市级; the highest of several.

    >>> level_of("浙江省知识产权示范企业（2020年认定）")
    'provincial'
    >>> level_of("浙江省金华市知识产权试点企业")
    'municipal'
    >>> level_of("省优势、市示范")
    'provincial'
    >>> level_of("知识产权示范企业") is None
    True
    """
    text = detail or ""
    if _EMPTY.search(text):
        ticked = _TICK_FIRST if _BOX_FIRST.match(text) else _TICK_LAST
        return next((_OF_WORD[word] for word in ticked.findall(text)), None)
    found = {_OF_WORD[word or other] for word, other in _LEVEL_WORD.findall(text)}
    return next((level for level in _RANK if level in found), None)


def spelt_out(text: str) -> str:
    """The word for a level where its first character alone stands for it, as in lists; another text as it is.

    >>> spelt_out("省"), spelt_out("国"), spelt_out("省局")
    ('省级', '国家级', '省局')
    """
    return next((word for word in LEVELS.values() if text in (word[0], word[:-1])), text)


class LevelCodec(Codec[str]):
    """The level of a title in a column of its own.

    >>> LevelCodec().decode("省级").value
    'provincial'
    """

    words = tuple(LEVELS.values())

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


LEVEL = LevelCodec()
