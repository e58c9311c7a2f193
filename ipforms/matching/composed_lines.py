"""A row of a table said in a line: 专利（件）：申请量 147，授权量 115 is 专利申请量：147 and 专利授权量：115."""

from __future__ import annotations

import re

from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
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


def with_composed_lines(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; in a line that is a row of a table each value has the labels of its row and column."""
    return [block.with_text(_lines(block.text, finder) or block.text) for block in blocks]


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
