"""Paragraphs of a blank form that name what stands below them: headings, questions, what a list is of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ipforms.authoring.blank_cell import BlankCell, BlankTable
from ipforms.authoring.blank_names import ANSWERS, question
from ipforms.authoring.box_options import lettered_options
from ipforms.authoring.field_words import kind_of
from ipforms.authoring.place_shapes import asks_itself, heading_text, owns
from ipforms.authoring.review_entry import ReviewEntry
from ipforms.authoring.table_labels import ORDINAL
from ipforms.authoring.text_guesses import TextGuesser

_LIST = re.compile("清单|明细|如下|一览|列表")
_WHEN = re.compile("日期|时间")
_RULED = re.compile(r"[ \u3000]*_{4,}[_ \u3000\n]*[。；;]?")
_OFFICE = re.compile(r"(?:局|厅|部|委|办|中心|委员会|政府|小组)$")  # to which a letter is addressed
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?(?=\D{2})")
LENGTH = re.compile(r"\d+字|[一二三五]千字|[一二三五八]百字|可[加附另]|附页")


def is_line(block: BlankCell | BlankTable | None) -> bool:
    """Whether a block is nothing but a line to write on."""
    return isinstance(block, BlankCell) and _RULED.fullmatch(block.text) is not None


def needs_name(cell: BlankCell, asked: str = "") -> bool:
    """Whether the first blank of a paragraph has no words of its own but a number, or 答."""
    first = cell.blanks[0]
    is_bare = first.label.strip("0123456789") == "" or re.split("[：:]", first.label)[0] in ANSWERS
    return is_bare and (first.shape != "date" or not asked or _WHEN.search(asked) is not None)


@dataclass
class ParagraphGuesser(TextGuesser):
    """What paragraphs say of each other."""

    _title: str = ""  # the title of the part of the form

    def introduces(self, block: BlankCell, following: BlankCell | BlankTable | None) -> bool:
        """Whether a paragraph that ends in a colon says what the next ones, or the table below it, are."""
        if [each.shape for each in block.blanks] != ["gap"] or block.blanks[0].end < len(block.text.rstrip()):
            return False
        if isinstance(following, BlankTable):
            is_heading = kind_of(block.label).kind == "paragraphs" or _NUMBERED.match(block.label) is not None
            return len(following.cells) == 1 or is_heading or _LIST.search(block.label) is not None
        if following is None or not following.label or is_line(following):
            return is_line(following)
        first = following.blanks[0] if following.blanks else None
        if _NUMBERED.match(following.label) and not _NUMBERED.match(block.label):
            return True  # 请求：, and below it 一、
        if _OFFICE.search(block.label) or first is None:
            return True
        is_bare = not first.label or first.label == next(iter(first.options), "")
        return (is_bare and first.shape in ("boxes", "box")) or first.label.isdecimal() or not asks_itself(following)

    def asks(self, block: BlankCell | BlankTable, following: BlankCell | BlankTable | None, asked: str) -> str:
        """The label of a paragraph whose value stands below it: boxes, or room for a longer text."""
        if isinstance(block, BlankTable):
            self.last_heading = self._title if len(self.parts) > 1 else ""
        if isinstance(block, BlankTable) or not isinstance(following, BlankCell):
            return ""
        if asked and following.blanks and following.blanks[0].label.isdecimal():
            return asked  # numbered: 1.____ 2.____
        if following.blanks and needs_name(following):
            is_question = block.text.rstrip().endswith(("：", ":", "？", "?"))
            if is_question or (following.blanks[0].shape == "boxes" and block.is_label):
                return question(block.label) if block.label.endswith(("？", "?")) else ORDINAL.sub("", block.label)
        heading = heading_text(block)
        if following.is_empty and LENGTH.search(block.text):
            return heading if heading and not block.is_hint else self.last_heading
        self.last_heading = heading or self.last_heading
        self._title = block.label if block.label in self.parts else self._title
        return ""

    def lettered(
        self, entries: Iterable[ReviewEntry], block: BlankCell, following: BlankCell | BlankTable | None
    ) -> Iterator[ReviewEntry]:
        """The blanks of a question; into its brackets one writes the letter of an answer that stands below."""
        options = lettered_options(following.text) if isinstance(following, BlankCell) else ()
        for entry in entries:
            is_asked = options and entry.kind != "choice" and block.text[max(0, entry.start - 1)] in "（("
            several = re.search("[多复]选", block.text[: entry.start])
            kind = "choices" if several else "choice"
            yield replace(entry, kind=kind, options=options) if is_asked else entry
            options = () if is_asked else options

    def party(self, block: BlankCell | BlankTable) -> str:
        """Who the paragraph is of: who is named at its beginning, or before it with no heading between them."""
        if isinstance(block, BlankTable) or not block.blanks:
            return ""
        first = block.blanks[0].label
        return first if owns(first) and self._said[first] == 1 else self._party
