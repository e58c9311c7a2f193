"""Texts of a table that stand for the cell above them: 同上, 〃."""

from ipforms.text import unspaced
from ipforms.text.regex import regex

POINTER = regex(r'[同与和][上左右前]一?(?:栏|面|列|述|行|表)?(?:相同|一致)?|[〃″"“”]')  # above, or beside: 同左


def without_signs(text: str) -> str:
    """A text as pointers are compared: 同上 of （同上）。"""
    return unspaced(text).rstrip("。.;").strip("()")


def points_above(text: str) -> bool:
    """Whether a text of a table stands for the cell above it.

    >>> points_above(" 同上 "), points_above("〃"), points_above('"'), points_above("同左"), points_above("同上海")
    (True, True, True, False, False)
    """
    bare = without_signs(text)
    return POINTER.fullmatch(bare) is not None and bare[1:2] not in ("左", "右")
