"""One cell with several items: which of the signs in it part them.

、，； always do, outside brackets and quotes. / and blanks, 和, 与, 及 and line breaks do where they leave items of one
kind: 何嘉敏/周子轩, but not 3/4管; 皮具⏎箱包, but not 箱⏎包.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ipforms.codecs.person_and_post import is_post
from ipforms.codecs.persons import divide, is_name, is_one_name, may_be_name
from ipforms.text import unbroken, visible
from ipforms.text.enumerations import numbered, pieces, without_bullets
from ipforms.text.regex import regex

_SIGNS = "、,，;；┋"  # ┋ stands between the options that were chosen, in the export of a questionnaire
_BLANK = regex(r"[ \t\u3000]+")
_STROKE = regex(r"[ \t\u3000]*[/／|｜\\]+[ \t\u3000]*")
# Tried in this order: all weak signs alike, then each by itself.
_WEAK = (
    regex(r"[ \t\u3000]*[\n/／|｜\\][ \t\u3000]*|[ \t\u3000]+"),
    regex(r"\n"),
    _STROKE,
    _BLANK,
)
_PART_NAMES = regex(r"[\n/／|｜\\]+")
_AND = regex(r"\s*(?:以及|[和与及])\s*")
_NO_WORD = r"(?![田平谐牛风气合解睦]|服(?![饰装]))"  # behind 和, that begins a word: 和田玉, 和服
# 及 before these joins two parts of one thing: 电脑及配件.
_AND_OF_ITEMS = regex(
    rf"""(?<=[\u4e00-\u9fff]{{2}}) \s* (?: 以及
      | (?<![饱中调温柔混共总缓平祥谐参附公]) 和 {_NO_WORD}
      | (?<![参给授赋]) 与 (?!众)
      | (?<![普涉危顾触]) 及 (?!其|周边|相关|配套|附件|配件|零|用品|制品|设备|时|格) ) \s* (?=[\u4e00-\u9fff]{{2}})""",
    re.VERBOSE,
)
_LEADING_AND = regex(rf"^\s*(?:以及|[与及]|和{_NO_WORD})(?=[\u4e00-\u9fff]{{2}})")
_AND_SO_ON = regex(
    r"""(?<=\w) (?<![平同高初相优中上下特]) 等等?
        (?: 商品 | 产品 | 货品
          | (?:共|总计|合计)? \d* [一二三四五六七八九十]* [大个]* (?: 品类 | 类别 | 种类 | 类 | 种 ) )? [。.]? $""",
    re.VERBOSE,
)
_AND_OTHERS = regex(r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff]{2})\s*等(?:\d*[人名位])?[。.]?$")
_FULL_STOP = regex(r"(?<=[\u4e00-\u9fff])[。.]$")
_WORD = regex(r"[^\W\d_]*[\u3400-\u9fff]+[^\W\d_]*(?:[（(][^（）()]*[）)])?")
_SEVERAL = 3  # kinds of goods between strokes; 箱包/皮具 may be one
_LONGEST_WORD = 12  # characters of an item that / or a blank may part from another


@dataclass(frozen=True, slots=True)
class Kind:
    """What items are."""

    is_item: Callable[[str], bool]  # whether a text is one whole item, as far as its shape tells
    joins: re.Pattern[str]  # the word between the last two items
    rest: re.Pattern[str]  # the word for those that are not named


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a cell; `is_guess` where a weak sign has parted them."""

    items: tuple[str, ...]
    is_guess: bool


def _is_person(text: str) -> bool:
    return is_name(divide(text).name)


def _is_word(text: str) -> bool:
    return 2 <= len(text) <= _LONGEST_WORD and _WORD.fullmatch(text) is not None


NAMES = Kind(_is_person, _AND, _AND_OTHERS)
WORDS = Kind(_is_word, _AND_OF_ITEMS, _AND_SO_ON)


@lru_cache(maxsize=64)
def split(text: str, kind: Kind) -> Items:
    """The items of a cell.

    >>> split("皮具/箱包 及服饰配件等", WORDS).items, split("3/4管、箱\\n包", WORDS).items
    (('皮具', '箱包', '服饰配件'), ('3/4管', '箱包'))
    >>> split("何嘉敏 周子轩", NAMES).items, split("汤姆·克鲁斯，John Smith", NAMES).items
    (('何嘉敏', '周子轩'), ('汤姆·克鲁斯', 'John Smith'))
    """
    seen = visible(text).replace("\r\n", "\n").replace("\r", "\n").strip()
    bare = without_bullets(seen)
    entries = numbered(bare) or (bare.split("\n") if bare.count("\n") < len(seen) - len(bare) else [bare])
    strong = [tidy for entry in entries for piece in pieces(entry, _SIGNS) if (tidy := piece.strip())]
    if strong:
        strong[-1] = kind.rest.sub("", strong[-1])
    parts = [part for piece in strong for part in _parted(piece, kind)]
    parts[1:] = [_LEADING_AND.sub("", part) for part in parts[1:]]
    parts = _with_posts(parts) if kind is NAMES else parts
    last = len(parts) - 1
    parts = [
        each
        for index, part in enumerate(parts)
        for each in ((index == last or kind is NAMES) and _joined(part, kind)) or [part]
    ]
    items = tuple(tidy for part in parts if (tidy := _FULL_STOP.sub("", part).strip()))
    return Items(items, _is_guess(strong, parts, kind))


def _with_posts(parts: Sequence[str]) -> list[str]:
    """何嘉敏，总经理，周子轩: a post is no person, but that of the one before."""
    found: list[str] = []
    for part in parts:
        if found and is_post(part):
            found[-1] = f"{found[-1]}（{part.strip()}）"
        else:
            found.append(part)
    return found


def _is_guess(strong: Sequence[str], parts: Sequence[str], kind: Kind) -> bool:
    """Whether it takes more than signs to tell the items: a name may end at a break or a stroke, goods may go on.

    Strokes between three kinds of goods part them, and so do blanks between names that begin with a family name.
    """
    if kind is WORDS:
        in_strokes = len(parts) >= _SEVERAL and [part for each in strong for part in _STROKE.split(each)] == parts
        return any("\n" in piece for piece in strong) or not (in_strokes or len(parts) == len(strong))
    are_names = all(map(may_be_name, parts)) and not any(is_one_name(*pair) for pair in pairwise(parts))
    return not are_names and len(parts) != sum(len(_PART_NAMES.split(piece)) for piece in strong)


def _parted(piece: str, kind: Kind) -> list[str]:
    """A piece at the first weak sign that leaves items; broken lines that are none are joined."""
    for sign in _WEAK:
        if parts := _parts(sign, piece, kind):
            return [part for each in parts for part in _parted(each, kind)]
    return [" ".join(unbroken(piece).split("\n"))]


def _parts(sign: re.Pattern[str], piece: str, kind: Kind) -> list[str] | None:
    """The parts between a sign, if each is an item."""
    parts = [part.strip() for part in sign.split(piece)]
    if len(parts) < 2 or not all(_is_items(_LEADING_AND.sub("", part), sign, kind) for part in parts):
        return None
    # A blank stands inside names of other scripts.
    return None if _BLANK.search(piece) and any(part.isascii() for part in parts) else parts


def _is_items(part: str, sign: re.Pattern[str], kind: Kind) -> bool:
    return kind.is_item(part) or (sign is not kind.joins and _joined(part, kind) is not None)


def _joined(last: str, kind: Kind) -> list[str] | None:
    """周子轩和李敏: the last two items, if they are such; 于和伟 is one."""
    if kind is NAMES and kind.is_item(last):
        return None
    if parts := _parts(kind.joins, last, kind):
        return parts
    for word in kind.joins.finditer(last):
        if all(map(kind.is_item, (last[: word.start()], last[word.end() :]))):
            return [last[: word.start()], last[word.end() :]]
    return None
