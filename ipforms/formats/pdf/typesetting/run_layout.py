"""The runs of a paragraph as pieces to print: text, line breaks, and tokens that must not fall apart."""

import re
from collections.abc import Iterator
from typing import Any

from ipforms.formats.pdf.typesetting.style_sheet import W, attribute

Piece = dict[str, Any]
"""{"text": "…"}, {"token": "…", "parts": […]}, {"break": true} or {"page": true}; with "underlined"."""

TAB = "    "  # A tab where no tab stop is left: four blanks

# Numbers, words, addresses of mail and of pages: Latin letters and signs without a blank.
_TOKEN = re.compile(r"[!-~\u00a1-\u024f]{5,}")
# Behind these a line may end.
_BREAKABLE = re.compile(r"[-/?!|}]")
_PART = re.compile(r"[@./_-]?[^@./_-]*")
# What no line may part from the token that it stands before or behind.
_OPENING, _CLOSING = re.compile("[（《“‘【〔]*$"), re.compile("[）》”’】〕，。；：、！？]*")
_MOST_SIGNS = 3  # of them before a token
# Text of more lines than this is no number that could be printed smaller.
_PROSE = 6

_WIDEST = 0.62  # an upper bound for the mean width of Latin letters and digits, in font sizes


def pieces(paragraph: Any) -> Iterator[Piece]:
    """What a `w:p` prints, in its order; a tab is {"tab": true}."""
    for element in paragraph.iter(f"{W}r", f"{W}fldSimple"):
        if element.tag == f"{W}fldSimple":
            if "PAGE" in (element.get(f"{W}instr") or ""):
                yield {"page": True}
        elif element.getparent().tag != f"{W}fldSimple":
            yield from _run(element)


def _run(run: Any) -> Iterator[Piece]:
    line = attribute(run.find(f"{W}rPr"), "u")
    mark: Piece = {"underlined": True} if line not in (None, "none") else {}
    for child in run:
        if child.tag == f"{W}t" and child.text:
            yield {"text": child.text, **mark}
        elif child.tag == f"{W}tab":
            yield {"tab": True, **mark}
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield {"break": True}


def lines(printed: list[Piece]) -> list[str]:
    """The texts between line breaks."""
    texts = [""]
    for piece in printed:
        if "break" in piece:
            texts.append("")
        else:
            texts[-1] += piece.get("text", "")
    return texts


def fitting(printed: list[Piece], size: float, width: float) -> tuple[list[Piece], list[str]]:
    """Keep numbers in one piece where a line may be too short for them.

    Args:
        printed: the pieces of a paragraph.
        size: its font size in points.
        width: that of a line in points.

    Returns:
        The pieces with their tokens apart, and those tokens that must be measured: the paragraph gets smaller until the
        widest of them fits. A token that stands in prose, or is wider at any size, is broken instead.
    """
    prose = max(map(len, lines(printed)), default=0) * size > _PROSE * width
    measured: list[str] = []

    def split(piece: Piece) -> Iterator[Piece]:
        text, at = piece["text"], 0
        for found in _TOKEN.finditer(text):
            token = found[0]
            signs = [
                _OPENING.search(text, max(at, found.start() - _MOST_SIGNS), found.start()),
                _CLOSING.match(text, found.end()),
            ]
            before, after = (each[0] if each else "" for each in signs)
            room = width - len(before + after) * size
            wide = len(token) * _WIDEST * size > room
            if not wide and not _BREAKABLE.search(token):
                continue
            yield {**piece, "text": text[at : found.start()]}
            at = found.end()
            yield {key: value for key, value in piece.items() if key != "text"} | _token(token, size, room)
            if wide and not prose:
                measured.append(before + token + after)
        yield {**piece, "text": text[at:]}

    found = [part for piece in printed for part in (split(piece) if "text" in piece else (piece,))]
    return [part for part in found if part.get("text") != ""], measured


def _token(token: str, size: float, width: float) -> Piece:
    """A token with the parts that it falls into where it must: before an @, a dot, a stroke; else between letters."""
    if len(token) * _WIDEST * size <= width:
        return {"token": token, "parts": [token]}
    parts = [part for part in _PART.findall(token) if part]
    fits = int(width / (_WIDEST * size))
    return {"token": token, "parts": [each for part in parts for each in (part if len(part) > fits else [part])]}
