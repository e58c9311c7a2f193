"""People of whom one cell says all: 联系人 beside 罗文博（手机138…，固话020-…）, a line for each of several.

Each becomes a line with the label before it, as it is said outside of tables.
"""

import re
from collections.abc import Iterator

from ipforms.codecs.persons import is_name
from ipforms.matching.block_rows import filled, numbered, rows_of
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label

_PAIR = 2  # a label and its value
_FACT = re.compile(r"(?P<sign>[，,；;、（(\s])\s*(?P<label>[一-鿿]{2,6})\s*[:：]?\s*(?=[\d(（+A-Za-z])")
_NAME = re.compile(r"\s*(?:\d[.．、])?\s*(?P<name>[一-鿿·]{2,12}|[一-鿿][ \u3000]{1,2}[一-鿿])\s*(?=[，,；;、（(\s])")
_CLOSING = re.compile(r"[)）]\s*[；;，,。]?\s*$")


def with_people_told(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document with such people in lines."""
    made: list[TextBlock] = []
    for row in rows_of(blocks):
        said = filled(row)
        pairs = zip(said[::_PAIR], said[1::_PAIR], strict=False) if len(said) % _PAIR == 0 else ()
        told = [list(_lines(label, value, finder)) for label, value in pairs if label.cell]
        if told and all(told):
            made += (_line(value, text) for value, lines in zip(said[1::_PAIR], told, strict=True) for text in lines)
        else:
            made += row
    return numbered(made) if len(made) != len(blocks) else blocks


def _lines(label: TextBlock, value: TextBlock, finder: LabelFinder) -> Iterator[str]:
    """A line for each person of a cell; none where a line of it is about none."""
    owner = finder.owner(bare_label(label.text))
    lines = [line for line in value.text.split("\n") if line.strip()] if owner else []
    told = [_told(line, owner, finder) for line in lines]
    if all(told):
        yield from (f"{label.text.strip().rstrip(':：')}：{text}" for text in told)


def _told(line: str, owner: str, finder: LabelFinder) -> str:
    """What a line says of a person, each fact with its label and a colon; "" where it begins with no name."""
    name = _NAME.match(line)
    facts = [each for each in _FACT.finditer(line) if finder.composed.names(f"{owner}{each['label']}")]
    if name is None or not is_name("".join(name["name"].split())) or not facts:
        return ""
    ends = [each.start() for each in facts[1:]] + [len(line)]
    said = (f"{each['label']}：{line[each.end() : end].strip()}" for each, end in zip(facts, ends, strict=True))
    return "　".join((line[: facts[0].start()].strip(), *(_CLOSING.sub("", each) for each in said)))


def _line(block: TextBlock, text: str) -> TextBlock:
    """A line of its own with a part of what a cell says."""
    return TextBlock(block.index, "", "", "", block.place, None, 0).with_text(text)
