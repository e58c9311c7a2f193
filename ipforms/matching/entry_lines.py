"""The lines of a list that stands in a cell or in paragraphs, an entry each: 《专利管理办法》，2014年6月制定，1份.

What each part of a line is, its kind decides.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ipforms.best_assignment import full_assignment
from ipforms.matching.cell_scores import Fits
from ipforms.matching.form_map import Slot
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label
from ipforms.text.enumerations import begins_with_number, numbered, pieces, with_calls_apart, without_bullets

_FEWEST = 2  # parts of a line
HEAD = re.compile(r"[^:：\n，,]{2,20}[:：]")
"""五、概述：公司从事…"""
_STOPS = "，,；;\t。"
_SIGNS = f"{_STOPS}：:"  # of 电话：8100, 负责人：张三 a colon parts a word that is no value
_AREA_CODE = re.compile(r"[（(](0\d{2,3})[)）]\s*(?=\d)")
_IN_BRACKETS = re.compile(r"(?P<before>.*)[（(](?P<inside>[^（()）]+)[)）]")
_AT_TITLE = re.compile(
    r"""(?<=》)[\s，,；;：:。]* | [\s，,；;：:。]*(?=《) | [\s，,；;：:。]+
      | (?: (?<=[年月日）)]) | (?<=制定|印发|发布|颁布|出台|实施|通过) ) (?= [共计]?\d{1,3}[份个项件部] )""",
    re.VERBOSE,
)
"""Beside a title in quotes, and between a date and a count."""
_WORD_BEFORE = re.compile(r"^[一-鿿]{2,4}[:：]?(?=[\d(（+])")  # 电话020-81001517, 人员4名
_BEFORE_COUNT = re.compile(r"(?<=[部室处心科办组站院所])[ \u3000]*(?=\d{1,3}\s*[人名])")  # 知识产权部3人
_MEMBERS = re.compile(r"^(?:(?:[一-鿿]{2})?(?:成员|人员)|负责人|联系人)[:：为有是]?(?=[一-鿿])")  # before names
_DONE = re.compile(
    r"""(?:(?:[我本][单公企]?|[单公企])[位司业])?(?:现|已|内部|专门|单独)*
        (?:设[立有置]|设(?![计备施])|成立|组建|制定|出台|印发)了?(?=[《一-鿿])""",
    re.VERBOSE,
)
"""What was done about it, before what an entry is called: 设知识产权办公室, 制定《专利管理办法》."""
_EACH = re.compile(r"[，,、]\s*[各均]为?(?P<count>\d{1,3}\s*[份个项件部])\s*[。.]?$")  # behind several entries
_BEHIND_BRACKET = re.compile(r"(?<=[)）])[、，,；;]\s*(?=[《一-鿿])")
_WHEN = re.compile("(?:时间|日期|年月)$")
_FIRST = 0.1  # what it speaks for the first part of a line that it is what the entry is called
_KIND = 0.4  # what a part must prove by its kind; one may be open, what is called by a name


class EntryList(NamedTuple):
    """A list of a form."""

    slots: Sequence[Slot]  # of an entry, without its number
    labels: Sequence[str]  # of these, as the form has them


def entries_in(blocks: Sequence[TextBlock], of: EntryList, fits: Fits) -> Iterator[tuple[TextBlock, list[str]]]:
    """The texts of each entry with its block; none where a line is none, though it may be the last that is one.

    In paragraphs a list ends where a line is no entry and has not the next number.
    """
    found: list[tuple[TextBlock, list[str]]] = []
    for block in blocks:
        lines = _labelled(block.text, of) or _lines(with_calls_apart(_joined(block.text, of)))
        entries = [_entry(line, number, of, fits) for number, line in enumerate(lines, len(found) + 1)]
        known = [(block, entry) for entry in entries if entry]
        if len(known) < len(entries):
            is_further = numbered(block.text, len(found) + 1) is not None or block.text.lstrip()[:1] == "《"
            found = [] if not block.cell and is_further else found
            break
        found += known
    yield from found


def _joined(text: str, of: EntryList) -> str:
    """A text in which lines that go on with a label of the list, 电话：…, are a part of the numbered one above."""
    lines: list[str] = []
    for line in text.split("\n"):
        said = _said_label(line, of)
        if lines and said in of.labels[1:] and begins_with_number(lines[-1]):
            lines[-1] = f"{lines[-1].rstrip(_SIGNS)}，{HEAD.sub(f'{said}：', line.strip(), count=1)}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _said_label(line: str, of: EntryList) -> str:
    """The label of the list, or the end of one, that a line begins with; "" where it is none, or may be several."""
    head = HEAD.match(line.strip())
    said = bare_label(head[0]) if head else ""
    named = [label for label in of.labels if said and bare_label(label).endswith(said)]
    return named[0] if len(named) == 1 else ""


def _labelled(text: str, of: EntryList) -> list[str]:
    """The lines of a text that have each a label of the list, or the end of one, as one line for each entry."""
    entries: list[dict[str, str]] = []
    for line in filter(str.strip, text.split("\n")):
        said = _said_label(line, of)
        if not said:
            return []
        if not entries or said in entries[-1]:
            entries.append({})
        entries[-1][said] = HEAD.sub(f"{said}：", line.strip(), count=1)
    return ["\t".join(each.values()) for each in entries] if all(len(each) >= _FEWEST for each in entries) else []


def _lines(text: str) -> list[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1:
        return lines
    if entries := numbered(text):
        return entries
    each = _EACH.search(text)
    entries = [line for line in pieces(text, "；;") if line.strip()]
    if len(entries) == 1:
        entries = _BEHIND_BRACKET.split(text[: each.start()] if each else text)
    return [f"{entry}，{each['count']}" for entry in entries] if each and len(entries) > 1 else entries


def _entry(line: str, number: int, of: EntryList, fits: Fits) -> list[str] | None:
    """The text of each field; None where a line is no entry."""
    bare = without_bullets(next(iter(numbered(line, number) or ()), line))
    labels = "|".join(re.escape(bare_label(label)) for label in of.labels)
    bare = re.sub(rf"[\s，,；;、]*(?:{labels})\s*[:：]\s*", "\t", bare)
    bare = _BEFORE_COUNT.sub("\t", bare)
    bare = bare[done.end() :] if (done := _DONE.match(bare)) else bare
    ways = (_SIGNS, f"{_SIGNS} \u3000", f"{_SIGNS}/／", f"{_SIGNS}—", _STOPS, f"{_STOPS} \u3000", "")
    readings = (list(_parts(bare, signs, of, fits)) for signs in ways)
    found = [texts for parts in readings if (texts := _assigned(parts, of, fits))]
    return max(found, key=lambda texts: sum(map(bool, texts)), default=None)


def _assigned(parts: Sequence[str], of: EntryList, fits: Fits) -> list[str] | None:
    if not _FEWEST <= len(parts) <= len(of.slots):
        return None
    said = [[_unlabelled(part, at, of, fits) for at in range(len(of.slots))] for part in parts]
    scores = [
        [
            fits(slot.pattern, text) + _FIRST * (first == at == 0)
            for at, (slot, text) in enumerate(zip(of.slots, own, strict=True))
        ]
        for first, own in enumerate(said)
    ]
    found = full_assignment(scores)
    texts = [""] * len(of.slots)
    unproven = 0
    for own, at, score in zip(said, found, scores, strict=True):
        if at is None or score[at] < 0:
            return None
        texts[at] = own[at]
        unproven += score[at] < _KIND
    return texts if texts[0] and unproven <= 1 else None


def _unlabelled(part: str, at: int, of: EntryList, fits: Fits) -> str:
    """A part without the words of its label, where it is a value of some kind without them: 2014年6月制定, 数量1份."""
    label = bare_label(of.labels[at])
    bare = part.removeprefix(label).removeprefix(stem := _WHEN.sub("", label)).removesuffix(stem).strip("于为是：: ")
    bare = _MEMBERS.sub("", _WORD_BEFORE.sub("", bare))
    return bare if bare and fits(of.slots[at].pattern, bare) >= _KIND else part


def _parts(line: str, signs: str, of: EntryList, fits: Fits) -> Iterator[str]:
    """What stands between signs, without any beside a title in quotes; in brackets only where that is of some kind."""
    bare = _AREA_CODE.sub(r"\1-", line)
    for piece in map(str.strip, pieces(bare, signs) if signs else _AT_TITLE.split(bare)):
        if piece and piece not in of.labels:
            yield from _opened(piece, of, fits)


def _opened(piece: str, of: EntryList, fits: Fits) -> Iterator[str]:
    inside = _IN_BRACKETS.fullmatch(piece)
    within = list(filter(None, map(str.strip, pieces(inside["inside"], _SIGNS)))) if inside else []
    if inside and all(any(_is_of(each, at, of, fits) for at in range(len(of.slots))) for each in within):
        yield from _opened(before, of, fits) if (before := inside["before"].strip()) else ()
        yield from within
    else:
        yield piece


def _is_of(text: str, at: int, of: EntryList, fits: Fits) -> bool:
    return fits(of.slots[at].pattern, _unlabelled(text, at, of, fits)) >= _KIND
