"""Characters: what XML can hold, what nobody sees, and full-width forms of ASCII.

Nothing here is NFKC: that would turn ㎡ into m2 and ① into 1, which adds digits to people's numbers.
"""

from __future__ import annotations

import re

# XML 1.0, production [2] Char: everything else cannot stand in a document, not even escaped.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Zero-width and direction marks that come along when text is pasted. ZWNJ and ZWJ (U+200C, U+200D) stay: emoji and
# some scripts need them.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")

# U+FF01…U+FF5E are ASCII at full width, in the same order; U+3000 is the full-width space.
_HALF_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}
_FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000]")

_BREAKS = re.compile(r"[\t\n\r]+")
_LINE_END = re.compile("\r\n?")


def first_not_xml(text: str) -> int | None:
    """Position of the first character that XML cannot hold, or None.

    >>> first_not_xml("甲\\x07乙")
    1
    >>> first_not_xml("𬭎\\t㛃\\n") is None
    True
    """
    if _is_plain(text):
        return None
    found = NOT_XML.search(text)
    return None if found is None else found.start()


def _is_plain(text: str) -> bool:
    """Whether a text is printable characters, blanks and line feeds alone, as nearly all texts are.

    What `str.isprintable` refuses includes whatever `NOT_XML` and `_INVISIBLE` match, and all white space but the
    blank.
    """
    return text.isprintable() or text.replace("\n", "").isprintable()


def visible(text: str) -> str:
    """Drop what nobody sees.

    >>> visible("广州\\u200b市\\ufeff")
    '广州市'
    """
    return text if _is_plain(text) else _INVISIBLE.sub("", text)


def half_width(text: str) -> str:
    """Full-width ASCII as ASCII; everything else as it was.

    >>> half_width("９１４４０１０６ＭＡ㎡①")
    '91440106MA㎡①'
    """
    return text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text


def without_space(text: str) -> str:
    """Delete all white space, U+00A0 and U+3000 included.

    >>> without_space("法定\\n\\u3000代表\\u00a0人")
    '法定代表人'
    """
    return "".join(text.split())


def one_line(text: str) -> str:
    """One line of text: ends trimmed, line breaks and tabs as a space, nothing invisible.

    >>> one_line("  广州\\n测试 ")
    '广州 测试'
    """
    if text.isprintable():
        return text.strip(" ")
    return _BREAKS.sub(" ", visible(text)).strip()


def paragraphs(text: str) -> str:
    """Paragraphs of text: line ends as LF, typed indents and trailing blanks dropped, no blank edges.

    >>> paragraphs("\\r\\n　　第一段。 \\r\\n\\r\\n　　第二段。\\n")
    '第一段。\\n\\n第二段。'
    """
    if _is_plain(text) and "\n " not in text and " \n" not in text:
        return text.strip(" \n")
    lines = _LINE_END.sub("\n", visible(text)).split("\n")
    return "\n".join(line.strip() for line in lines).strip("\n")
