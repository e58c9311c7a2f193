"""Texts as they are compared: what a person would call the same, however it was typed.

This is for comparing alone. A folded text is never kept, printed or counted with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from ipforms import chars

# Text that comes out of a PDF holds radicals (U+2F63 for 生) and compatibility ideographs in place of characters. NFKC
# on these blocks alone: on the rest it would turn ㎡ into m2 and ① into 1.
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")

_LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("。", "."),
        **dict.fromkeys("、", ","),
        **dict.fromkeys("“”„‟〝〞＂", '"'),
        **dict.fromkeys("‘’‛＇`", "'"),
        **dict.fromkeys("‐‑‒–—―−─", "-"),
        **dict.fromkeys("•・‧∙⋅", "·"),
        **dict.fromkeys("〔【［", "["),
        **dict.fromkeys("〕】］", "]"),
        **dict.fromkeys("～〜∼", "~"),
    }
)


def folded(text: str) -> str:
    """A text without white space, case, width and look-alikes of signs.

    >>> folded("广州 云岭（中国）有限公司。") == folded("广州云岭(中国)有限公司．")
    True
    >>> folded("⽬标") == folded("目标"), folded("12㎡") == folded("12m2")
    (True, False)
    """
    modern = _RADICALS.sub(_of_radical, chars.visible(text))
    return chars.without_space(chars.half_width(modern)).translate(_LOOK_ALIKES).casefold()


def _of_radical(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


def same_items(first: Iterable[object], second: Iterable[object]) -> bool:
    """Whether two lists hold the same things, in whatever order and writing.

    >>> same_items(["张三", "李四"], ["李四", "张 三"])
    True
    """
    return _items(first) == _items(second)


def _items(values: Iterable[object]) -> list[str]:
    return sorted(folded(str(value)) for value in values)


def likeness(first: str, second: str) -> float:
    """How much two folded texts share, 0 to 1, the same either way round: twice the pairs of characters in common.

    >>> likeness("知识产权部", "知识产权办"), likeness("法务部", "知识产权部"), likeness("", "")
    (0.75, 0.0, 1.0)
    """
    if first == second:
        return 1.0
    ours, theirs = _pairs(first), _pairs(second)
    total = len(ours) + len(theirs)
    return 2 * len(ours & theirs) / total if total else 0.0


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(text))
