"""What no page shows: which blanks and line breaks were typed. A PDF of ours says so beside its pages.

A line that ends may have been full or may have been ended by a person, and five blanks at its end look like none. So
our PDF carries a small stream that nothing draws: for each text, a fingerprint of the characters that are seen and the
places of those that are not. Only the blanks come from there, and only where the fingerprint is that of the
characters on the page: a text that was changed is read as it stands, by geometry, as the PDF of anybody else is.

The writer and the reader of the stream stand side by side. Law, but for radicals, which are read as they look:
`with_whitespace(inked_text(text), whitespace_of(text)) == text`.
"""

import hashlib
import json
import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from ipforms.formats.pdf.page_text import character_meant
from ipforms.formats.pdf_page import Character
from ipforms.sheet import Sheet, Table

MARK = b"/Type/IpformsSpacing"  # in the dictionary of the stream
PARAGRAPH = "\x1c"  # between two paragraphs: a character that no document has, and that is not seen
_DICTIONARY = re.compile(rb"/Type\s*/IpformsSpacing\b")
_MOST_BYTES, _MOST_BLANKS = 4_000_000, 100_000  # of a stream when inflated; of one text
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))  # which form of a character is drawn

WhitespacePattern = list[tuple[int, str]]
"""What stands before a character that is seen, by its number: `[(2, " ")]` is 张三 丰."""


@lru_cache(maxsize=8_192)
def leaves_no_ink(character: str) -> bool:
    """Whether nothing is drawn for a character: blanks, line breaks, marks of joining and of direction."""
    code = ord(character)
    hidden = unicodedata.category(character) in ("Cf", "Cc") or any(code in each for each in _SELECTORS)
    return hidden or character.isspace()


def inked_text(text: str) -> str:
    """The characters that are seen.

    >>> inked_text("张 三\\n李四")
    '张三李四'
    """
    return "".join(character_meant(ord(each)) for each in text if not leaves_no_ink(each))


def has_text(character: Character) -> bool:
    """Whether a character of a page is seen: it was not struck out, and is no blank."""
    return bool(character.text) and not leaves_no_ink(character.text)


def whitespace_of(text: str) -> WhitespacePattern:
    """The characters that are not seen, and where.

    >>> whitespace_of("张 三\\n\\n李四")
    [(1, ' '), (2, '\\n\\n')]
    """
    found: dict[int, str] = {}
    number = 0
    for each in text:
        if leaves_no_ink(each):
            found[number] = found.get(number, "") + each
        else:
            number += 1
    return list(found.items())


def with_whitespace(visible: str, pattern: WhitespacePattern) -> str:
    """The text of which `visible` is what is seen.

    >>> with_whitespace("张三李四", [(1, ' '), (2, '\\n\\n')])
    '张 三\\n\\n李四'
    """
    before = dict(pattern)
    return "".join(before.get(number, "") + each for number, each in enumerate([*visible, ""]))


def texts(sheet: Sheet) -> Iterator[str]:
    """The texts of a document: of each cell, and of all paragraphs between two tables as one, parted by `PARAGRAPH`."""
    for is_table, blocks in groupby(sheet.blocks, key=lambda block: isinstance(block, Table)):
        cells = [each for block in blocks for each in (block.cells if isinstance(block, Table) else [block])]
        yield from (each.text for each in cells) if is_table else [PARAGRAPH.join(each.text for each in cells)]


def stream(texts: Iterable[str], printed: Callable[[str], str]) -> bytes:
    """What a PDF carries about the texts of its cells, in their order."""
    patterns: dict[str, list[WhitespacePattern]] = defaultdict(list)
    for text in texts:
        if characters := inked_text(printed(text)):
            patterns[_fingerprint(characters)].append(whitespace_of(text))
    return zlib.compress(json.dumps(patterns, ensure_ascii=True, separators=(",", ":")).encode(), 9)


def _fingerprint(characters: str) -> str:
    """Enough to see that a text is the same, and too little to find out what it was once it is blackened."""
    return hashlib.sha256(characters.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def packed_stream(streams: Iterable[tuple[bytes, bytes]]) -> bytes:
    """What a PDF of ours carries, as it stands in the file; b"" if it carries nothing.

    Args:
        streams: dictionary and bytes of each of its streams.
    """
    return next((packed for dictionary, packed in streams if _DICTIONARY.search(dictionary)), b"")


class WhitespaceStream:
    """What a file carries about its texts.

    Args:
        streams: dictionary and bytes of each of its streams.
    """

    def __init__(self, streams: Iterable[tuple[bytes, bytes]]) -> None:
        self._patterns: dict[str, list[WhitespacePattern]] = defaultdict(list)
        for dictionary, packed in streams:
            if _DICTIONARY.search(dictionary):
                for key, patterns in _unpacked(packed).items():
                    self._patterns[key] += patterns

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def knows(self, *orders: Iterable[Character]) -> bool:
        """Whether these are all the characters of a text, in one of these orders."""
        texts = ("".join(each.text for each in order if has_text(each)) for order in orders)
        return any(_fingerprint(text) in self._patterns for text in texts)

    def of(self, texts: Sequence[str]) -> list[WhitespacePattern | None]:
        """The gaps of each text; None where nothing fits it.

        Args:
            texts: the characters that are seen, cell by cell in the order of the document.
        """
        keys = [_fingerprint(text) for text in texts]
        times, before = Counter(keys), Counter[str]()
        found: list[WhitespacePattern | None] = []
        for key in keys:
            found.append(self._pattern(key, before[key], times[key]))
            before[key] += 1
        return found

    def _pattern(self, key: str, before: int, times: int) -> WhitespacePattern | None:
        patterns = self._patterns.get(key)
        if not patterns:
            return None
        if all(each == patterns[0] for each in patterns):
            return patterns[0]
        return patterns[before] if len(patterns) == times else None


def _unpacked(packed: bytes) -> dict[str, list[WhitespacePattern]]:
    """The patterns of a stream; none if it is not what we write."""
    try:
        engine = zlib.decompressobj()
        found = json.loads(engine.decompress(packed, _MOST_BYTES))
        return {key: [_checked(pattern) for pattern in patterns] for key, patterns in found.items()}
    except (zlib.error, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _checked(pattern: Any) -> WhitespacePattern:
    """A pattern that adds nothing but what is not seen.

    Raises:
        ValueError: it adds something else.
    """
    checked: WhitespacePattern = [(int(number), str(unseen)) for number, unseen in pattern]
    unseen = "".join(unseen for _, unseen in checked)
    if len(unseen) > _MOST_BLANKS or not all(map(leaves_no_ink, unseen)):
        raise ValueError("not a pattern of blanks")
    return checked
