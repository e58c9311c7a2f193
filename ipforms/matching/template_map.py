"""The map of a form, read off the sheet of its tagged DOCX."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.form_map import FormMap, Label, SectionRange, Slot, Token
from ipforms.paths import pattern_of
from ipforms.sheet import Cell, Paragraph, Sheet, reading_order
from ipforms.text import searchable

TAG = re.compile(
    r"""  \{\{ \s* (?P<print>.+?) \s* \}\}      # {{ path or "default" }}
        | \{%     (?P<statement>.+?)  %\}       # {%tr for … %}, {% vm %}
        | \{\#    .+?                \#\}       # {# rows: 4 #}""",
    re.DOTALL | re.VERBOSE,
)
FOR = re.compile(r"(?:tr|p)\s+for\s+(?P<row>\w+)\s+in\s+(?P<section>[\w.]+)")
END = re.compile(r"(?:tr|p)\s+endfor")
MERGED = re.compile(r"\{%\s*vm\s*%\}")  # docxtpl's tag of a label that is merged over all rows of a loop

_PRINT = re.compile(
    r"""(?P<path>[\w.\[\]]+)                          # row.date
        (?: \s+ or \s+ ["'“](?P<default>.*)["'”] )?$   # or "年 月 日" """,
    re.DOTALL | re.VERBOSE,
)
_ENDS_LABEL = re.compile(r"[：:。；;）)]\s*$")
_LONGEST_BROKEN = 14  # characters; a longer label of the forms is never broken over two lines of its paragraph


Loops = dict[str, str]
"""The loops that a tag stands in, the inner one last: the pattern of each section by its variable."""


def section_of_loop(typed: str, loops: Loops) -> str:
    """The pattern of the section that a loop names.

    >>> section_of_loop("product.patents", {"product": "products"})
    'products[].patents'
    """
    head, _, rest = typed.partition(".")
    return f"{loops[head]}[].{rest}" if rest and head in loops else typed


def slot_of(
    expression: str, loops: Loops, span: ColumnSpan | None = None, blanks: Mapping[str, str] = MappingProxyType({})
) -> Slot:
    """The slot of a print tag.

    Args:
        expression: what the tag prints.
        loops: the loops that it stands in.
        span: the columns of its cell.
        blanks: by pattern, what is printed of a field without a value.

    >>> slot = slot_of("policy.title", {"policy": "ip_policies"})
    >>> slot.path, slot.section, slot_of('declaration.date or "年 月 日"', {}).default
    ('title', 'ip_policies', '年 月 日')

    Raises:
        ValueError: the tag is not a path with an optional default.
    """
    found = _PRINT.match(expression)
    if found is None:
        raise ValueError(f"not a slot: {expression!r}")
    head, _, rest = found["path"].partition(".")
    section = next(reversed(loops.values()), "") if head == "loop" else loops.get(head, "")
    path = rest if section else found["path"]
    pattern = f"{section}[].{path}" if section else pattern_of(path)
    return Slot(path, blanks.get(pattern) or found["default"] or "", section, span)


class TemplateCell(NamedTuple):
    """A cell of a template: the number of its table, where it stands, and its labels and slots."""

    table: int
    cell: Cell
    span: ColumnSpan
    tokens: tuple[Token, ...]


def map_form(template: Sheet, blanks: Mapping[str, str] = MappingProxyType({})) -> tuple[FormMap, list[TemplateCell]]:
    """The map of a template, from the sheet of its tagged DOCX, and its cells."""
    builder, cells = _MapBuilder(blanks), list[TemplateCell]()
    for number, block in enumerate(template.blocks):
        if isinstance(block, Paragraph):
            builder.text(block.text, None)
            continue
        for cell in sorted(block.cells, key=reading_order):
            start, span = len(builder.tokens), ColumnSpan.of(cell)
            builder.text(cell.text, span)
            cells.append(TemplateCell(number, cell, span, tuple(builder.tokens[start:])))
    return FormMap(tuple(builder.tokens), tuple(builder.sections)), cells


class _MapBuilder:
    """Collects labels and slots cell by cell; knows the loop that it is in."""

    def __init__(self, blanks: Mapping[str, str]) -> None:
        self.tokens: list[Token] = []
        self.sections: list[SectionRange] = []
        self._blanks = blanks
        self._loops: Loops = {}
        self._starts: list[int] = []

    def text(self, text: str, span: ColumnSpan | None) -> None:
        if span is not None and "{" not in text and not re.search(r"[:：。]", text):
            # A cell of labels only is one label, however its lines are broken.
            self._label(text, span)
            return
        merged = MERGED.search(text) is not None
        position = 0
        for tag in TAG.finditer(text):
            self._labels(text[position : tag.start()], span, merged)
            self._tag(tag, span)
            position = tag.end()
        self._labels(text[position:], span, merged)

    def _tag(self, tag: re.Match[str], span: ColumnSpan | None) -> None:
        statement = (tag["statement"] or "").strip()
        if loop := FOR.match(statement):
            self._loops[loop["row"]] = section_of_loop(loop["section"], self._loops)
            self._starts.append(len(self.tokens))
        elif END.match(statement):
            _, section = self._loops.popitem()
            self.sections.append(SectionRange(section, self._starts.pop(), len(self.tokens)))
        elif tag["print"]:
            self.tokens.append(slot_of(tag["print"], self._loops, span, self._blanks))

    def _labels(self, text: str, span: ColumnSpan | None, merged: bool) -> None:
        for label in _labels(text):
            self._label(label, span, merged)

    def _label(self, text: str, span: ColumnSpan | None, merged: bool = False) -> None:
        if found := searchable(text):
            self.tokens.append(Label(text, found, span, merged))


def _labels(text: str) -> Iterator[str]:
    """The labels of a literal: short lines that break a label belong together, what ends in a colon or a stop ends."""
    pending = ""
    for line in text.split("\n"):
        if pending and (_ENDS_LABEL.search(pending) or len(searchable(pending + line)) > _LONGEST_BROKEN):
            yield pending
            pending = line
        else:
            pending += line
    if pending:
        yield pending
