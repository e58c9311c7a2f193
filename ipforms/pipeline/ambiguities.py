"""Which doubts of a page matter: those without which a field might have another value.

A reader says where its page does not tell what stands between two characters, and what may stand there as well. Most of
it makes no difference: a line break between two telephone numbers, a blank in a date. What does, is a finding.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from math import inf
from typing import Any

from ipforms.codecs import LINE, PERSON, Codec, TextCodec
from ipforms.codecs.lists import ItemsCodec
from ipforms.codecs.person_and_post import is_post
from ipforms.codecs.trade_marks import TradeMarksCodec
from ipforms.messages import is_error
from ipforms.paths import Place
from ipforms.pipeline.recognition import CODES
from ipforms.schemas.base import FormModel
from ipforms.schemas.record_texts import codecs_of
from ipforms.sheet import Doubt, Sheet

_STOPS = frozenset("。；！？.;!?：:）)】”〉》")
_NUMBERS = frozenset("①②③④⑤⑥⑦⑧⑨⑩（(0123456789一二三四五六七八九十●•·-—")
_MEASURES = frozenset("号楼室层栋幢座年月日时件项个家人名次万亿元份㎡%")
_OPENING, _CLOSING = "“《（(【〔", "”》）)】〕"
_LONGEST_NAME = 4  # characters of a Chinese name
_LONGEST_PART = 8  # digits; a longer number is a patent or a telephone number, which has a line of its own
_BREAK, _HYPHEN = "\n", "-"
_NO_BREAK = "\u00a0"  # which nobody tells from a blank on paper


def ambiguous_fields(
    model: type[FormModel], texts: Mapping[str, str], places: Mapping[str, Place], sheet: Sheet
) -> Iterator[tuple[str, str]]:
    """Path and code of each field with a doubt that matters, each once.

    Args:
        model: the class of the record.
        texts: what was read for each field.
        places: where it stands.
        sheet: the document, with the doubts of its reader.
    """
    at: dict[Place, list[Doubt]] = defaultdict(list)
    for doubt in sheet.doubts:
        if doubt.code not in CODES and not (sheet.is_recognised and doubt.others == (_NO_BREAK,)):
            at[doubt.place].append(doubt)
    doubtful = {
        path: place
        for path, text in texts.items()
        if text.strip() and (place := places.get(path)) and (place in at or not sheet.line_breaks_are_typed)
    }
    for path, codec in codecs_of(model, doubtful).items():
        place, text = doubtful[path], texts[path]
        found = [doubt.code for doubt in at.get(place, ()) if _matters(doubt, text, codec)]
        if not sheet.line_breaks_are_typed and _is_broken(text, codec):
            found.append("reading.line_ends")
        yield from ((path, code) for code in dict.fromkeys(found))


def _matters(doubt: Doubt, text: str, codec: Codec[Any]) -> bool:
    start = _found(doubt, text)
    if start is None:
        return _is_parted(doubt, text)
    end = start + len(doubt.read)
    if doubt.read == _HYPHEN:
        # With it and without, an e-mail has the shape that it must have.
        return codec.decode(text).value != codec.decode(text[:start] + text[end:]).value
    return any(
        _is_likely(doubt, other, codec) and _differs(text, text[:start] + other + text[end:], codec)
        for other in doubt.others
    )


def _found(doubt: Doubt, text: str) -> int | None:
    """Where in a text the doubt is: the text may begin or end within what stands around it."""
    seam = doubt.before[-1:] + doubt.read + doubt.after[:1]
    at = text.find(seam)
    while at >= 0:
        start = at + len(doubt.before[-1:])
        before, after = text[:start], text[start + len(doubt.read) :]
        is_before = before.endswith(doubt.before) or doubt.before.endswith(before)
        if is_before and (after.startswith(doubt.after) or doubt.after.startswith(after)):
            return start
        at = text.find(seam, at + 1)
    return None


def _is_parted(doubt: Doubt, text: str) -> bool:
    """Whether the doubt is where this field ends and another of its cell begins, in Western writing: John, Smith."""
    in_word = (doubt.before[-1:] + doubt.after[:1]).isascii() and doubt.before[-1:].isalpha()
    return doubt.read == _BREAK and in_word and (text.endswith(doubt.before) or text.startswith(doubt.after))


def _is_likely(doubt: Doubt, other: str, codec: Codec[Any]) -> bool:
    """Whether people write so: lists have an item a line, a paragraph ends with a sentence, an address nowhere."""
    if doubt.code != "reading.line_ends":
        return True
    if _BREAK not in (doubt.read, other):
        return not (doubt.before[-1:].isdigit() and doubt.after[:1] in _MEASURES)
    if isinstance(codec, TradeMarksCodec):
        is_long = _digits(doubt) > _LONGEST_PART
        return is_long and not _is_open(doubt.before) if other == _BREAK else not is_long or _digits(doubt) == inf
    if isinstance(codec, ItemsCodec):
        return True
    if codec is PERSON:
        # A name and a post in one cell; behind the dot of a name, what is no post goes on with it.
        goes_on = "·" in doubt.before and not is_post(doubt.after)
        return len(doubt.before + doubt.after) > _LONGEST_NAME and not goes_on
    if not codec.is_prose:
        return doubt.read == _BREAK
    ends = doubt.before[-1:] in _STOPS
    return not ends if doubt.read == _BREAK else ends or doubt.after[:1] in _NUMBERS


def _digits(doubt: Doubt) -> float:
    """How long the number is that a doubt is in; without end if it is in none."""
    sides = takewhile(str.isdigit, reversed(doubt.before)), takewhile(str.isdigit, doubt.after)
    counts = [sum(1 for _ in side) for side in sides]
    return sum(counts) if all(counts) else inf


def _is_open(text: str) -> bool:
    """Whether a bracket or a quotation mark is not closed."""
    return sum(map(text.count, _OPENING)) > sum(map(text.count, _CLOSING))


def _differs(text: str, other: str, codec: Codec[Any]) -> bool:
    """Whether another text has another value, and one that is no worse."""
    read, meant = codec.decode(text), codec.decode(other)
    if read.value == meant.value or _is_canonical(read.value, codec):
        return False
    if isinstance(codec, ItemsCodec | TradeMarksCodec) and _stubs(meant.value) > _stubs(read.value):
        return False
    return is_error(read.notes) or not is_error(meant.notes)


def _stubs(items: Sequence[str | Mapping[str, Any]] | None) -> int:
    """How many items are one character, which is no name and no number; or are the one mark that has no number."""
    lacking = [isinstance(item, Mapping) and not item["number"] for item in items or ()]
    return sum(len(item) == 1 for item in items or ()) + (0 if all(lacking) else sum(lacking))


def _is_canonical(value: Any, codec: Codec[Any]) -> bool:
    """Whether a value is an identifier, or several, of just the shape that there must be."""
    pattern = codec.canonical_pattern
    items = value if isinstance(value, list) else [value]
    return (
        pattern is not None and bool(items) and all(isinstance(item, str) and pattern.fullmatch(item) for item in items)
    )


def _is_broken(text: str, codec: Codec[Any]) -> bool:
    """Whether a line break is read where nobody ends a line: in the middle of a name, an address or an identifier."""
    lines = text.strip().split(_BREAK)
    if len(lines) == 1:
        return False
    if isinstance(codec, ItemsCodec):
        return _stubs(codec.decode(text).value) > 0
    if isinstance(codec, TextCodec) and codec.canonical_pattern is not None:
        return not _is_canonical(codec.decode(text).value, codec)
    return codec in (LINE, PERSON) and any(map(_is_in_word, pairwise(lines))) and _differs(text, _whole(text), codec)


def _is_in_word(lines: tuple[str, str]) -> bool:
    ends = lines[0].strip()[-1:], lines[1].strip()[:1]
    return all(map(str.isalnum, ends)) and not all(map(str.isascii, ends))


def _whole(text: str) -> str:
    return "".join(line.strip() for line in text.split(_BREAK))
