"""A list that stands in one cell, a line for each entry: 《专利管理办法》，2014年6月制定，1份.

Such a cell is taken apart into a table with the form's own labels over it. What each part of a line is, its kind
decides; a list of which one line cannot be told so stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from ipforms.best_assignment import full_assignment
from ipforms.matching.block_rows import Row, filled, is_merged_down, last_table, numbered, rows_of
from ipforms.matching.cell_scores import Fits
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.field_texts import ROW_NUMBERS
from ipforms.matching.form_map import FormMap, Slot
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.slot_labels import SlotLabels
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import Place
from ipforms.sheet import Cell
from ipforms.text import bare_label, label_key
from ipforms.text.enumerations import numbered as entries_of
from ipforms.text.enumerations import pieces, with_calls_apart, without_bullets

_FEWEST = 2  # parts of a line
_PAIR = 2  # the title of a list and what stands beside it
_STOPS = "，,；;\t。"
_SIGNS = f"{_STOPS}：:"  # of 电话：8100, 负责人：张三 a colon parts a word that is no value
_TITLED = re.compile(r"(?P<title>[^:：\n，,]{2,20}[:：])\s*(?P<entries>[^\n，,]{2,}[，,（(][^\n]*\S)\s*")
_HEAD = re.compile(r"[^:：\n，,]{2,20}[:：]")  # 五、概述：公司从事…
_AREA_CODE = re.compile(r"[（(](0\d{2,3})[)）]\s*(?=\d)")
_IN_BRACKETS = re.compile(r"(?P<before>.+)[（(](?P<inside>[^（()）]+)[)）]")
_AT_TITLE = re.compile(
    r"""(?<=》)[\s，,；;：:。]* | [\s，,；;：:。]*(?=《) | [\s，,；;：:。]+
      | (?: (?<=[年月日]) | (?<=制定|印发|发布|颁布|出台|实施|通过) ) (?= [共计]?\d{1,3}[份个项件部] )""",
    re.VERBOSE,
)
"""Beside a title in quotes, and between a date and a count."""
_WORD_BEFORE = re.compile(r"^[一-鿿]{2,4}[:：]?(?=[\d(（+])")  # 电话020-81001517, 人员4名
_MEMBERS = re.compile(r"^(?:(?:[一-鿿]{2})?(?:成员|人员)|负责人|联系人)[:：为有是]?(?=[一-鿿])")  # before names
_EACH = re.compile(r"[，,、]\s*[各均]为?(?P<count>\d{1,3}\s*[份个项件部])\s*[。.]?$")  # behind several entries
_BEHIND_BRACKET = re.compile(r"(?<=[)）])[、，,；;]\s*(?=[《一-鿿])")
_WHEN = re.compile("(?:时间|日期|年月)$")
_FIRST = 0.1  # what it speaks for the first part of a line that it is what the entry is called
_KIND = 0.4  # what a part must prove by its kind to be another field


class EntryList(NamedTuple):
    """A list of a form."""

    slots: Sequence[Slot]  # of an entry, without its number
    labels: Sequence[str]  # of these, as the form has them


def with_entry_tables(
    blocks: list[TextBlock], lists: Mapping[str, EntryList], finder: LabelFinder, fits: Fits
) -> tuple[list[TextBlock], frozenset[Place]]:
    """The blocks of a document with such cells taken apart, and the places of these.

    Args:
        blocks: the document.
        lists: those of the form, by the keys of their titles.
        finder: what finds the labels of the form.
        fits: whether a text is a value of a field.
    """
    made: list[TextBlock] = []
    places = set[Place]()
    tables = last_table(blocks)
    over: EntryList | None = None  # the list whose title stands alone in the row above
    titles = {label_key(each.labels[0]): title for title, each in lists.items()}  # 机构 alone may be the title, too
    rows = rows_of(blocks) if lists else []
    while rows:
        row = _with_title(rows.pop(0), lists, finder, fits)
        said = filled(row)
        label = finder.label(said[0].key) if said else None
        title = titles.get(label or "", label or "")
        own = lists.get(title)
        is_pair = own is not None and (len(said) == _PAIR or (len(said) > _PAIR and _is_unlabelled(said[1:], finder)))
        beside = own if is_pair else over if _is_unlabelled(said, finder) else None
        spent = said[1:] if is_pair else said
        further = _further(rows, row, beside, finder) if beside and said else []
        entries = list(_entries([_whole(spent), *further], beside, fits)) if beside and said else []
        if beside and entries:
            tables += 1
            made += [block.with_text(title) if block is said[0] else block for block in row if block not in spent]
            made += _table([(said[-1], beside.labels), *entries], tables)
            places.update(block.place for block, texts in entries if not all(texts))
            del rows[: len({block.index for block, _ in entries}) - 1]
        else:
            made += row
        over = own if len(said) == 1 else over if not said else None
    return (numbered(made), frozenset(places)) if tables and lists else (blocks, frozenset())


def _is_unlabelled(row: Row, finder: LabelFinder) -> bool:
    return not any(finder.label(block.key) for block in row)


def _whole(said: Sequence[TextBlock]) -> TextBlock:
    """What the cells of a row say together: 商户服务部（6人） | 陈海峰（18996813099）."""
    return said[-1].with_text("\t".join(block.text for block in said))


def _further(rows: Sequence[Row], above: Row, of: EntryList, finder: LabelFinder) -> list[TextBlock]:
    """The paragraphs, or rows of as many cells, that go on below one, without a label."""
    if above[-1].cell is None:
        return _paragraphs(rows, of, finder)
    own = [block.span for block in above if not is_merged_down(block)]
    following = takewhile(lambda row: [block.span for block in row] == own and _is_unlabelled(row, finder), rows)
    return [_whole(said) for row in following if (said := filled(row))]


def _with_title(row: Row, lists: Mapping[str, EntryList], finder: LabelFinder, fits: Fits) -> Row:
    """A row; a line whose label the form has not, 内控制度：1．办法（2005年，1件）；2．…, has the title of its list."""
    found = _TITLED.fullmatch(row[0].text) if row[0].cell is None else None
    if found is None or finder.likely(label_key(found["title"])):
        return row
    entries = row[0].with_text(found["entries"])
    said = {title: [texts for _, texts in _entries([entries], each, fits)] for title, each in lists.items()}
    own = [
        title for title, each in said.items() if len(each) >= _FEWEST and all(sum(map(bool, one)) > 1 for one in each)
    ]
    return [row[0].with_text(own[0]), entries] if len(own) == 1 else row


def with_titles_apart(blocks: list[TextBlock], lists: Mapping[str, EntryList], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; a list's title stands before its entries: 工作机构：1．专利室，5人，…."""
    made: list[TextBlock] = []
    for block in blocks:
        found = _TITLED.fullmatch(block.text) if block.cell is None else None
        is_list = found is not None and finder.label(label_key(found["title"])) in lists
        made += [block.with_text(found["title"]), block.with_text(found["entries"])] if found and is_list else [block]
    return numbered(made) if len(made) > len(blocks) else blocks


def _paragraphs(rows: Sequence[Sequence[TextBlock]], of: EntryList, finder: LabelFinder) -> list[TextBlock]:
    """The paragraphs that follow without a label, or with one of the list's own before the text."""
    own = {label_key(label) for label in of.labels}

    def follows(row: Sequence[TextBlock]) -> bool:
        head = _HEAD.match(row[0].text)
        is_other = head is not None and (finder.label(label_key(head[0])) or next(iter(own))) not in own
        return row[0].cell is None and bool(row[0].searchable) and not finder.label(row[0].key) and not is_other

    return [row[0] for row in takewhile(follows, rows)]


def list_columns(form_map: FormMap) -> dict[str, frozenset[str]]:
    """The labels of the columns of each list of a form, by that of the first, which says what an entry is called."""
    keys = [list(dict.fromkeys(map(label_key, each.values()))) for each in _sections(form_map).values()]
    return {head: frozenset(columns) for head, *columns in keys}


def _sections(form_map: FormMap) -> dict[str, dict[Slot, str]]:
    """The columns of each list, with their labels."""
    names = dict(form_map.labels)
    sections: dict[str, dict[Slot, str]] = {}
    for slot, index in form_map.columns.items():
        is_listed = slot.section and slot.row is None and slot.section not in form_map.labelled_sections
        if is_listed and slot.path not in ROW_NUMBERS:
            sections.setdefault(slot.section, {})[slot] = names[index].text
    return sections


def entry_lists(form_map: FormMap, labels: Mapping[str, SlotLabels]) -> dict[str, EntryList]:
    """The lists of a form that have a title of their own, by the key of that."""
    sections = _sections(form_map)
    titles = {
        name: frozenset.intersection(*(labels[slot.pattern].beside for slot in slots))
        for name, slots in sections.items()
        if all(slot.pattern in labels for slot in slots)
    }
    times = Counter(key for keys in titles.values() for key in keys)
    owned = {name: [key for key in keys if times[key] == 1] for name, keys in titles.items()}
    return {
        keys[0]: EntryList(list(sections[name]), list(sections[name].values()))
        for name, keys in owned.items()
        if len(keys) == 1
    }


def _entries(blocks: Sequence[TextBlock], of: EntryList, fits: Fits) -> Iterator[tuple[TextBlock, list[str]]]:
    """The texts of each entry with its block; none where a line is none, though it may be the last that is one.

    In paragraphs a list ends where a line is no entry and has not the next number.
    """
    found: list[tuple[TextBlock, list[str]]] = []
    for block in blocks:
        lines = _labelled(block.text, of) or _lines(with_calls_apart(block.text))
        entries = [_entry(line, number, of, fits) for number, line in enumerate(lines, len(found) + 1)]
        known = [(block, entry) for entry in entries if entry]
        if len(known) < len(entries):
            is_further = entries_of(block.text, len(found) + 1) is not None or block.text.lstrip()[:1] == "《"
            found = [] if not block.cell and is_further else found
            break
        found += known
    yield from found


def _labelled(text: str, of: EntryList) -> list[str]:
    """The lines of a text that have each a label of the list, or the end of one, as one line for each entry."""
    entries: list[dict[str, str]] = []
    for line in filter(str.strip, text.split("\n")):
        head = _HEAD.match(line.strip())
        said = bare_label(head[0]) if head else ""
        named = [label for label in of.labels if said and bare_label(label).endswith(said)]
        if head is None or len(named) != 1:
            return []
        if not entries or named[0] in entries[-1]:
            entries.append({})
        entries[-1][named[0]] = f"{named[0]}：{line.strip()[head.end() :].strip()}"
    return ["\t".join(each.values()) for each in entries] if all(len(each) >= _FEWEST for each in entries) else []


def _lines(text: str) -> list[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1:
        return lines
    if entries := entries_of(text):
        return entries
    each = _EACH.search(text)
    entries = [line for line in pieces(text, "；;") if line.strip()]
    if len(entries) == 1:
        entries = _BEHIND_BRACKET.split(text[: each.start()] if each else text)
    return [f"{entry}，{each['count']}" for entry in entries] if each and len(entries) > 1 else entries


def _entry(line: str, number: int, of: EntryList, fits: Fits) -> list[str] | None:
    """The text of each field; None where a line is no entry."""
    bare = without_bullets(next(iter(entries_of(line, number) or ()), line))
    labels = "|".join(re.escape(bare_label(label)) for label in of.labels)
    bare = re.sub(rf"[\s，,；;、]*(?:{labels})\s*[:：]\s*", "\t", bare)
    ways = (_SIGNS, f"{_SIGNS} \u3000", f"{_SIGNS}/／", _STOPS, "")
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
    for own, at, score in zip(said, found, scores, strict=True):
        if at is None or score[at] < (0 if at == 0 else _KIND):
            return None
        texts[at] = own[at]
    return texts if texts[0] else None


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
    within = [each.strip() for each in pieces(inside["inside"], _SIGNS)] if inside else []
    if inside and all(any(_is_of(each, at, of, fits) for at in range(len(of.slots))) for each in within):
        yield from _opened(inside["before"].strip(), of, fits)
        yield from within
    else:
        yield piece


def _is_of(text: str, at: int, of: EntryList, fits: Fits) -> bool:
    return fits(of.slots[at].pattern, _unlabelled(text, at, of, fits)) >= _KIND


def _table(rows: Sequence[tuple[TextBlock, Sequence[str]]], table: int) -> Iterator[TextBlock]:
    for row, (block, texts) in enumerate(rows):
        for column, text in enumerate(texts):
            cell = Cell(row, column, 1, 1, text, block.place)
            yield replace(block, cell=cell, table=table, span=ColumnSpan.of(cell)).with_text(text)
