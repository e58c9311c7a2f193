"""Where the labels of a form stand in the texts of a document."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, offsets

SENTENCE = 9  # characters; from here on a label of the forms is a statement, which no value repeats by chance
_LONGEST_LINE = 30  # characters; a longer paragraph that begins with a label is a text of its own
_APART = 2  # blanks; on one line a label stands so far from the value before it, words of a value do not

_COLON = re.compile(r"(?:\([^():]{1,16}\))?:")
_REMARK = re.compile(r"\(([^()]+)\)$")


@dataclass(frozen=True, slots=True)
class LabelHit:
    """A place where a label stands.

    Attributes:
        block: the number of the block.
        start: offset in its searchable text.
        end: offset behind the label and its colon.
        key: the label, as it is compared.
        whole: whether the block is the label and nothing else.
        alias: whether the document has another name for it.
    """

    block: int
    start: int
    end: int
    key: str
    whole: bool
    alias: bool = False


class LabelFinder:
    """Finds the labels of a form in texts.

    Args:
        keys: the labels.
        aliases: other names for them.
        with_colon: those after which the form prints a colon.
    """

    def __init__(self, keys: Iterable[str], aliases: Mapping[str, str], with_colon: Container[str]) -> None:
        self._with_colon = with_colon
        self._names = {**{key: key for key in keys}, **aliases}
        self._names_of: dict[str, list[str]] = {}
        for name, label in self._names.items():
            self._names_of.setdefault(label, []).append(name)
        longest = sorted(self._names, key=len, reverse=True)
        self._inside = re.compile("|".join(map(re.escape, longest)) or "(?!)")

    def hits(self, block: TextBlock) -> Iterator[LabelHit]:
        """The labels in a block, in order."""
        text = block.searchable
        label = self.label(block.key)
        if label is not None:
            yield LabelHit(block.index, 0, len(text), label, True, label != block.key)
            return
        for found in self._inside.finditer(text):
            start, end = _edges(text, found)
            label = self._names[found[0]]
            if self._is_label(block, found, text[end - 1] == ":"):
                yield LabelHit(block.index, start, end, label, False, label != found[0])

    def label(self, key: str) -> str | None:
        """The label that a text says, by itself or with the number, star or remark that people put beside it."""
        if key in self._names:
            return self._names[key]
        # 联系电话（手机） is the 手机.
        remark = _REMARK.search(key)
        return self._names.get(remark[1] if remark and remark[1] in self._names else bare_label(key))

    def head(self, block: TextBlock, label: str) -> LabelHit | None:
        """A label at the head of a cell whose value follows behind a blank or on the next line, without a colon."""
        at = offsets(block.text)
        for name in self._names_of.get(label, ()):
            end = len(name)
            if block.searchable.startswith(name) and len(block.searchable) > end and at[end] - at[end - 1] > 1:
                return LabelHit(block.index, 0, end, label, False, name != label)
        return None

    def _is_label(self, block: TextBlock, found: re.Match[str], before_colon: bool) -> bool:
        """A short word is a label only before a colon; a sentence of the form is one wherever it stands.

        A label that the form prints with a colon may have lost it, at the head of a line.
        """
        label = self._names[found[0]]
        if before_colon or (len(found[0]) >= SENTENCE and label == found[0]):
            return True
        if label not in self._with_colon:
            return False
        at = offsets(block.text)
        before = block.text[at[found.start() - 1] + 1 : at[found.start()]] if found.start() else "\n"
        if "\n" not in before and (block.cell or len(before) < _APART):
            return False
        alone = block.cell is None and len(block.searchable) <= _LONGEST_LINE and not found.start()
        return alone or at[found.end()] - at[found.end() - 1] > 1


def _edges(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Where a label stands with its colon, a remark before the colon and brackets around the label: （签章）：."""
    start, end = found.span()
    if text[:start].endswith("(") and text.startswith("):", end):
        return start - 1, end + 2
    colon = _COLON.match(text, end)
    return start, colon.end() if colon else end
