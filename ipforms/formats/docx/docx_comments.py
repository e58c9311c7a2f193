"""A copy of a DOCX with Word comments: the document gets their marks, the comments part one `w:comment` for each.

The copy is made at the level of the package and its XML, not with python-docx, which has comments since 1.2. Tried on
the files that `tests/replicas` can make: it cannot open ISO 29500 Strict (KeyError) nor packages with broken
relationships, fails on a table whose first row goes on with the one above (ValueError), sees no cell in a content
control, and writes anew parts that it only passes on. Here every part but these two, the content types and the
relationships stays as it was. Where a place stands is told by the walk that read the form, so that a comment stands at
the very cell that a note names.

Word knows no comments inside of text boxes; what is said of a text box hangs on the paragraph that holds the box.
LibreOffice 7.4 mistakes a comment inside of a content control for a part of it: it drops the text before the comment
and the first paragraph of the comment. There the marks stand before the text, and the comment begins with a blank line.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from lxml import etree

from ipforms.errors import unreadable
from ipforms.formats.document_notes import DocumentNote, NoteAuthor, by_place, note_lines
from ipforms.formats.docx.docx_context import DocxLimits
from ipforms.formats.docx.docx_copy import DocxCopy
from ipforms.formats.docx.docx_reader import trail
from ipforms.formats.docx.ooxml_names import number as number_of
from ipforms.formats.docx.side_parts import OWN
from ipforms.formats.docx_markup import RELATIONSHIPS, STRICT, TRANSITIONAL, Element, Vocabulary
from ipforms.paths import Place

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_FONT, _HALF_POINTS = "宋体", 18  # what Word for Chinese writes comments in, 小五


def annotate(data: bytes, notes: Iterable[DocumentNote], author: NoteAuthor, *, name: str = "DOCX") -> bytes:
    """A copy with one comment a place. The same arguments give the same bytes.

    Args:
        data: the file.
        notes: what has no place in the body of this file is listed at the first paragraph that says something.
        author: who makes them.
        name: what to call the file in messages.

    Raises:
        UnreadableDocument, UnsupportedFormat, LimitExceeded: as for `read`; or there is no paragraph.
    """
    places = trail(data, name=name)
    if not places:
        raise unreadable(name, "no_paragraph")
    copy = DocxCopy(data, name, DocxLimits())
    document = copy.root(copy.main)
    anchors = CommentAnchors(document)
    known = copy.related("comments")
    part = known or copy.free("comments")
    found = copy.root(part)
    comments = anchors.word("comments") if found is None else found
    numbers = _free_numbers((document, comments), anchors.word)
    for paragraphs, lines in _by_paragraphs(places, anchors, notes):
        number = next(numbers)
        blank = anchors.hang(number, paragraphs)
        comments.append(_comment(number, _paragraphs(lines, anchors.word, blank=blank), author, anchors.word))
    copy.put(copy.main, document)
    copy.put(part, comments)
    like = _STRICT_RELATIONSHIPS if anchors.word.namespace == STRICT else RELATIONSHIPS
    copy.relate("comments", part, _CONTENT_TYPE, like=like)
    return copy.save()


def _by_paragraphs(
    places: Mapping[Place, list[int]], anchors: "CommentAnchors", notes: Iterable[DocumentNote]
) -> Iterator[tuple[list[int], Iterator[tuple[str, str]]]]:
    """The lines of each comment with its paragraphs, in the order of the document; what has no place comes first."""
    grouped = by_place(notes, places.__contains__)
    unplaced = grouped.pop(None, [])
    if unplaced:
        yield [anchors.first([numbers[0] for numbers in places.values()])], note_lines(unplaced, None)
    for place in sorted((place for place in grouped if place), key=lambda place: places[place][0]):
        yield places[place], note_lines(grouped[place], place)


def _free_numbers(roots: Sequence[Element], word: Vocabulary) -> Iterator[int]:
    """The numbers that no comment has yet, in the comments or in the document."""
    marks = [word.name(tag) for tag in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")]
    taken = {number_of(mark.get(word.name("id")), -1) for root in roots for mark in root.iter(*marks)}
    return (number for number in count() if number not in taken)


def _comment(number: int, lines: Sequence[Element], author: NoteAuthor, word: Vocabulary) -> Element:
    """A comment of some paragraphs; the first one holds the mark by which Word finds its own number."""
    made = word("comment", *lines, id=number, author=author.author, initials=author.author.strip()[:2] + OWN)
    made.set(word.name("date"), author.when.strftime("%Y-%m-%dT%H:%M:%SZ"))
    lines[0].insert(1, word("r", word("annotationRef")))
    return made


def _paragraphs(lines: Iterable[tuple[str, str]], word: Vocabulary, *, blank: bool) -> list[Element]:
    """The paragraphs of a comment, after a blank one where that is asked for."""
    made = [_line(word)] if blank else []
    for bold, text in lines:
        runs = (_run(word, bold, bold=True), _run(word, text)) if bold else (_run(word, text),)
        made.append(_line(word, *runs))
    return made


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
