"""Which characters the fonts of the package can draw, and what is printed for the others."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

GETA = "〓"  # what printers set where a character is missing

# Marks of direction and of joining, control characters: nothing is drawn for them.
_UNSEEN = {"Cf", "Cc"}
_BLANKS = {"Zs", "Zl", "Zp"}
_NOT_DRAWN = _UNSEEN | {"Mn", "Mc", "Me"}


@cache
def drawable_characters() -> frozenset[str]:
    """The characters that are drawn.

    Marks that stand on another character are none: they need rules that the fonts do not carry.
    """
    lines = (files("ipforms") / "fonts" / "coverage.txt").read_text(encoding="ascii").split()
    bounds = (line.split("-") for line in lines)
    codes = (code for first, last in bounds for code in range(int(first, 16), int(last, 16) + 1))
    return frozenset(each for each in map(chr, codes) if unicodedata.category(each) not in _NOT_DRAWN)


def missing_glyphs(text: str) -> str:
    """The characters of a text that cannot be drawn, each once.

    >>> missing_glyphs("䶮𬭎㛃囍〇☑☐✔√𝄞")
    '𝄞'
    """
    return "".join(
        each for each in dict.fromkeys(text) if each not in drawable_characters() and printed_for(each) is None
    )


def printed_for(character: str) -> str | None:
    """What stands for a character that no font has; None where something is missing then."""
    code, category = ord(character), unicodedata.category(character)
    if category in _UNSEEN or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return ""
    return " " if category in _BLANKS else None


def printed_text(text: str) -> str:
    """What is printed for a text.

    >>> printed_text("张\u200d三𝄞")
    '张三〓'
    """
    known = drawable_characters()
    if known.issuperset(text):
        return text
    return "".join(each if each in known else _stand_in(each) for each in text)


def _stand_in(character: str) -> str:
    drawn = printed_for(character)
    return GETA if drawn is None else drawn


def replace_missing(layout: dict[str, Any]) -> str:
    """Take out of the texts of a layout what is not seen, and put 〓 for what is missing: these characters, each once.

    The empty box of a font would not do: it cannot be copied out of a PDF, and PDF/A forbids it.
    """
    texts = list(_texts(layout))
    strange = set().union(*(holder[key] for holder, key in texts)) - drawable_characters()
    if not strange:
        return ""
    lacking = missing_glyphs("".join(holder[key] for holder, key in texts))
    table = str.maketrans({each: _stand_in(each) for each in strange})
    for holder, key in texts:
        holder[key] = holder[key].translate(table)
    return lacking


def _texts(node: Any) -> Iterator[tuple[Any, Any]]:
    """Where each printed text stands: a list or a mapping, and its index or key in that."""
    if isinstance(node, dict):
        for key, child in node.items():
            if key in ("text", "token", "title"):
                yield node, key
            elif key in ("parts", "measured"):
                yield from ((child, index) for index in range(len(child)))
            else:
                yield from _texts(child)
    elif isinstance(node, list):
        for child in node:
            yield from _texts(child)
