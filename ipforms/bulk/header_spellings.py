"""How a header may be compared with the names that we know, and whether two names are of one thing."""

from __future__ import annotations

import difflib
import re

from ipforms.bulk.field_columns import fold
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.text import bare_label
from ipforms.text.traditional import simplified

_GROUPED = re.compile(r"(?:基本)?(?:情况|信息|数量|状况|统计)?(?:[（(][^）)]*[）)])?$")
_KINDS = frozenset(
    (
        *("数量", "名称", "时间", "日期", "电话", "号码", "情况", "人数", "姓名", "意见"),
        *("地址", "总数", "方式", "单位", "企业", "申报", "联系", "件数", "代码", "编号"),
    )
)
"""Words that say what kind of thing a column holds, and not of what."""
_ONE_SLIP = 0.75  # likeness of two names of four characters that differ in one


def spellings(header: str) -> list[str]:
    """How a header may be compared; of one of several rows (专利情况·申请量) also without its upper rows' words.

    >>> spellings("专利情况·申请量")
    ['专利情况申请量', '专利申请量', '申请量']
    """
    upper, _, lower = header.rpartition(LEVELS)
    levels = [_GROUPED.sub("", upper) + lower, lower] if upper else []
    spelt = [fold(name) for each in (header, *levels) for name in (each, bare_label(each))]
    return list(dict.fromkeys([*spelt, *map(simplified, spelt)]))


def is_of_one_thing(header: str, name: str) -> bool:
    """Whether two names share more than the word for their kind, or differ in one character."""
    common = {header[at : at + 2] for at in range(len(header) - 1)} & {name[at : at + 2] for at in range(len(name) - 1)}
    return bool(common - _KINDS) or difflib.SequenceMatcher(None, header, name).ratio() >= _ONE_SLIP
