"""Words that make a number approximate: 近30件, 1万多平方米, 150家以上, 不超过30件."""

from __future__ import annotations

Words = dict[str, tuple[str, ...]]

_BEFORE: Words = {
    "at_least": ("超过", "超", "逾", "多于", "大于", "不少于", "不低于", "至少"),
    "at_most": ("近", "将近", "接近", "不足", "不到", "少于", "小于", "至多", "最多", "不超过", "不多于"),
    "about": ("约", "大约", "大概", "共约"),
}
_MORE: Words = {"at_least": ("余", "多", "来", "几")}
_AFTER: Words = {
    "at_least": ("以上", "及以上", "多", "余"),
    "at_most": ("以内", "以下", "及以下", "之内"),
    "about": ("左右", "上下"),
}


def _words(table: Words) -> str:
    return "|".join(sorted((word for words in table.values() for word in words), key=len, reverse=True))


BEFORE, MORE, AFTER = _words(_BEFORE), _words(_MORE), _words(_AFTER)
"""Regular expressions: before the number, behind it, behind its unit."""


def doubt(before: str | None = None, more: str | None = None, after: str | None = None) -> str | None:
    """The code of the note that these words call for, or None.

    >>> doubt(before="近"), doubt(more="余"), doubt(after="左右"), doubt()
    ('number.at_most', 'number.at_least', 'number.about', None)
    """
    for table, word in ((_BEFORE, before), (_MORE, more), (_AFTER, after)):
        found = next((meant for meant, words in table.items() if word in words), None)
        if found:
            return f"number.{found}"
    return None
