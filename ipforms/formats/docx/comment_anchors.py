"""Where a comment hangs in a document: from a first paragraph to a last one, by ranges and a reference.

Word knows no comments inside of text boxes; what is said of a text box hangs on the paragraph that holds the box.
LibreOffice 7.4 mistakes a comment inside of a content control for a part of it: it drops the text before the comment
and the first paragraph of the comment. There the marks stand before the text, and the comment begins with a blank line.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from ipforms.formats.docx_markup import STRICT, TRANSITIONAL, Element, Vocabulary

_PARAGRAPHS = (f"{{{TRANSITIONAL}}}p", f"{{{STRICT}}}p")


class CommentAnchors:
    """The paragraphs of a document's part.

    Attributes:
        word: the vocabulary that the document speaks.
    """

    def __init__(self, root: Element) -> None:
        self.word = Vocabulary(etree.QName(root).namespace or TRANSITIONAL)
        self._paragraphs: list[Element] = list(root.iter(*_PARAGRAPHS))

    def hang(self, number: int, paragraphs: Sequence[int]) -> bool:
        """Hang the comment of this number on paragraphs of one place, given by their numbers in the document.

        Returns:
            Whether they stand in a content control, so that the comment is to begin with a blank line.
        """
        outside = self._outermost(paragraphs)
        controlled = self._is_controlled(outside[0])
        self._mark(number, outside[0], outside[0 if controlled else -1], together=controlled)
        return controlled

    def first(self, known: Sequence[int]) -> int:
        """Of these paragraphs the first one that says something; the first one where none does."""
        ordered = sorted(known)
        return next((each for each in ordered if self._says_something(each)), ordered[0])

    def _outermost(self, numbers: Sequence[int]) -> list[Element]:
        """The paragraphs of the place itself, without those of text boxes and of tables inside of it."""
        paragraphs = [_holder(self._paragraphs[number]) for number in numbers]
        cells = [sum(1 for _ in each.iterancestors(self.word.name("tc"))) for each in paragraphs]
        least = min(cells)
        return [each for each, depth in zip(paragraphs, cells, strict=True) if depth == least]

    def _is_controlled(self, paragraph: Element) -> bool:
        """Whether a content control holds the paragraph or its cell; one around rows or a table does no harm."""
        held = ("p", "tc")
        contents = paragraph.iterancestors(self.word.name("sdtContent"))
        return any(content.find(self.word.name(tag)) is not None for content in contents for tag in held)

    def _mark(self, number: int, first: Element, last: Element, *, together: bool) -> None:
        begin, end = self.word("commentRangeStart", id=number), self.word("commentRangeEnd", id=number)
        reference = self.word("r", self.word("commentReference", id=number))
        start = self._after_properties(first)
        if together:
            first[start:start] = [begin, end, reference]
        else:
            first.insert(start, begin)
            last.extend((end, reference))

    def _after_properties(self, paragraph: Element) -> int:
        """Where the contents of a paragraph begin."""
        return int(len(paragraph) > 0 and paragraph[0].tag == self.word.name("pPr"))

    def _says_something(self, number: int) -> bool:
        return any((text.text or "").strip() for text in self._paragraphs[number].iter(self.word.name("t")))


def _holder(paragraph: Element) -> Element:
    """The paragraph itself, or the outermost one that holds it: a paragraph in a paragraph stands in a text box."""
    return [paragraph, *paragraph.iterancestors(*_PARAGRAPHS)][-1]
