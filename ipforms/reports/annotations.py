"""The comments part of a document: one `w:comment` for each comment, beside those that are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from ipforms.formats.docx.ooxml_names import number as number_of
from ipforms.messages import Lang
from ipforms.reports.finding_text import FindingText
from ipforms.reports.markup import Element, Vocabulary

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"

_FONT = "宋体"
_HALF_POINTS = 18


@dataclass(frozen=True, slots=True)
class Signed:
    """Who says it, when, in which language."""

    author: str
    when: datetime
    lang: Lang

    @property
    def initials(self) -> str:
        """The first two characters of the author's name."""
        return self.author.strip()[:2]


def free_numbers(roots: Sequence[Element], word: Vocabulary) -> Iterator[int]:
    """The numbers that no comment has yet, in the comments or in the document."""
    marks = [word.name(tag) for tag in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")]
    taken = {number_of(mark.get(word.name("id")), -1) for root in roots for mark in root.iter(*marks)}
    return (number for number in count() if number not in taken)


def comment(number: int, lines: Sequence[Element], signed: Signed, word: Vocabulary) -> Element:
    """A comment of some paragraphs; the first one holds the mark by which Word finds its own number."""
    made = word("comment", *lines, id=number, author=signed.author, initials=signed.initials)
    made.set(word.name("date"), signed.when.strftime("%Y-%m-%dT%H:%M:%SZ"))
    lines[0].insert(1, word("r", word("annotationRef")))
    return made


def lines_of(
    said: Sequence[tuple[str, FindingText]], lang: Lang, word: Vocabulary, *, blank: bool = False
) -> list[Element]:
    """The paragraphs of a comment: for each advice what is wrong and what to do, then the clause.

    Args:
        said: each with the name of what it is about, or "".
        lang: "zh" or "en".
        word: the document's vocabulary.
        blank: begin with a blank line.
    """
    lines: list[Element] = [_line(word)] if blank else []
    for position, (about, advice) in enumerate(said, 1):
        order = f"{position}. " if len(said) > 1 else ""
        heading = _run(word, order + advice.heading(lang), bold=True)
        lines.append(_line(word, heading, _run(word, advice.text(about, lang))))
        if advice.clause:
            lines.append(_line(word, _run(word, advice.source(lang))))
    return lines


def _line(word: Vocabulary, *runs: Element) -> Element:
    """A paragraph that owes nothing to the document's own styles, where Normal may be 三号 with an indent."""
    look = word(
        "pPr",
        word("spacing", before=0, after=0, line=240, lineRule="auto"),
        word("ind", left=0, right=0, firstLine=0, firstLineChars=0),
        word("jc", val="left"),
    )
    return word("p", look, *runs)


def _run(word: Vocabulary, text: str, *, bold: bool = False) -> Element:
    look = word("rPr", word("rFonts", ascii=_FONT, hAnsi=_FONT, eastAsia=_FONT))
    look.append(word("b", val=int(bold)))
    look.extend((word("color", val="auto"), word("sz", val=_HALF_POINTS), word("szCs", val=_HALF_POINTS)))
    return word("r", look, word.text(text))
