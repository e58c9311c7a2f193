"""A row of a table said in a line: 专利（件）：申请量 147，授权量 115 is 专利申请量：147 and 专利授权量：115."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock, numbered
from ipforms.text import bare_label, label_key

_FEWEST = 2  # columns
_ROW = re.compile(r"\s*(?P<row>[^\s:：][^:：\n]{1,15})[:：](?P<rest>[^:：\n]+)")
_COLUMN = re.compile(
    r"""[\s，,；;、。]* (?P<label>[一-鿿（）()]{2,12}?) [为是共]? [ \t\u3000]*
        (?P<value> (?: \d[\d,.]* [ ]? [件项个家人]? | [无零/／—-] )? ) [ \t\u3000]*
        (?= [，,；;、。\t] | \s\s | $ | (?<=[\s件项个家人]) [一-鿿] )""",
    re.VERBOSE,
)
"""A label and its number, or a blank."""

_FURTHER = re.compile(r"(?P<first>[^:：]{2,20}[:：].*?\S)\s{6,}(?P<rest>[一-鿿]{2,8}[:：]\s*\S.*)")
"""推荐单位：某某局          填表日期：2022/6/2"""


def with_composed_lines(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; in a line that is a row of a table each value has the labels of its row and column."""
    return [block.with_text(_lines(block.text, finder) or block.text) for block in blocks]


def with_apart_lines(blocks: list[TextBlock]) -> list[TextBlock]:
    """The blocks of a document; what an office asks for far behind a value, in the same line, is a line of its own."""
    return numbered(part for block in blocks for part in _apart(block))


def _apart(block: TextBlock) -> Iterator[TextBlock]:
    found = _FURTHER.match(block.text) if block.cell is None and "\n" not in block.text else None
    if found:
        yield block.with_text(found["first"])
        yield block.with_text(found["rest"])
    else:
        yield block


def _lines(text: str, finder: LabelFinder) -> str | None:
    line = _ROW.fullmatch(text.rstrip())
    if line is None:
        return None
    found, at, row = list[str](), 0, bare_label(line["row"])
    rest = line["rest"].rstrip(" \t\u3000，,；;。")
    while at < len(rest):
        column = _COLUMN.match(rest, at)
        if column is None or finder.label(label_key(f"{row}{column['label']}")) is None:
            return None
        found.append(f"{row}{column['label']}：{column['value']}")
        at = column.end()
    return "\n".join(found) if len(found) >= _FEWEST else None
