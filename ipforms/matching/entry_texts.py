"""A list that stands in one cell, a line for each entry: 《专利管理办法》，2014年6月制定，1份.

Such a cell is taken apart into a table with the form's own labels over it (`entry_lines`); a list of which one line
cannot be told so stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from ipforms.matching.block_rows import Row, filled, in_table, last_table, numbered, rows_of, spans
from ipforms.matching.cell_scores import Fits
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.entry_lines import HEAD, EntryList, entries_in
from ipforms.matching.field_texts import ROW_NUMBERS
from ipforms.matching.form_map import FormMap, Slot
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import SYNONYM
from ipforms.matching.slot_labels import SlotLabels
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import Place
from ipforms.sheet import Cell
from ipforms.text import label_key

_FEWEST = 2  # parts of a line
_LIKE_TITLE = 0.8  # likeness of a title: of 785 headings those of other parts of forms have at most 0.71
_PAIR = 2  # the title of a list and what stands beside it
_TITLED = re.compile(r"(?P<title>[^:：\n，,]{2,20}[:：])\s*(?P<entries>[^\n，,]{2,}[，,（(][^\n]*\S)\s*")


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
    heading, heads = "", 0  # that title, and where it stands
    rows = rows_of(blocks) if lists else []
    while rows:
        rows = _in_pairs(rows, lists, finder, fits, tables) or rows
        row = _with_title(rows.pop(0), lists, finder, fits)
        tables = max(tables, row[0].table)
        said = filled(row)
        # A title stands at the head of its row, or behind that of a part before one text.
        title, at = next(
            (
                (title, at)
                for at in (0, len(said) - _PAIR)
                if 0 <= at < len(said) and (title := _title(said[at], lists, finder))
            ),
            ("", 0),
        )
        own = lists.get(title)
        is_pair = own is not None and len(said) >= _PAIR and _is_unlabelled(said[at + 1 :], lists, finder)
        beside = own if is_pair else over if _is_unlabelled(said, lists, finder) else None
        spent = said[at + 1 :] if is_pair else said
        further = _further(rows, spent if is_pair else row, beside, lists, finder) if beside and said else []
        entries = list(entries_in([_whole(spent), *further], beside, fits)) if beside and said else []
        if beside and entries:
            tables += 1
            over_list = said[at] if is_pair else None
            if over_list is None:
                made[heads] = made[heads].with_text(heading)
            made += (_line(block, title) if block is over_list else block for block in row if block not in spent)
            made += _table([(said[-1], beside.labels), *entries], tables)
            places.update(block.place for block, texts in entries if not all(texts))
            del rows[: len({block.index for block, _ in entries}) - 1]
        else:
            made += row
        over = own if len(said) == 1 else over if not said else None
        heading, heads = (title, len(made) - len(row) + row.index(said[0])) if len(said) == 1 else (heading, heads)
    return (numbered(made), frozenset(places)) if tables and lists else (blocks, frozenset())


def _title(block: TextBlock, lists: Mapping[str, EntryList], finder: LabelFinder) -> str:
    """The title of a list that a text is: that of its first column, 机构, may be it, too.

    Words that are only like it, 制度清单, may be it on a line of their own: the entries below say whether they are.
    """
    least = SYNONYM if block.cell else _LIKE_TITLE
    label = next((label for label, alike in finder.likely(block.key) if alike >= least), "")
    return next((title for title, each in lists.items() if label in (title, label_key(each.labels[0]))), "")


def _line(block: TextBlock, text: str) -> TextBlock:
    """A line over the table below it, of what was a cell."""
    return replace(block.with_text(text), cell=None, span=None, table=0)


def _in_pairs(
    rows: list[list[TextBlock]], lists: Mapping[str, EntryList], finder: LabelFinder, fits: Fits, tables: int
) -> list[list[TextBlock]]:
    """Rows of which the first has titles side by side, one with each text, where one has a list below it; else []."""
    heads, own = rows[0], spans(rows[0])
    titles = [_title(block, lists, finder) for block in heads]
    if len(heads) < _PAIR or not any(titles) or not all(finder.likely(block.key) for block in heads):
        return []
    below = list(takewhile(lambda row: spans(row) == own and _is_unlabelled(row, lists, finder), rows[1:]))
    texts = [_lines_of(filled(column)) for column in zip(*below, strict=True)]
    named = zip(titles, texts, strict=False)
    if not any(title and any(entries_in(text, lists[title], fits)) for title, text in named):
        return []
    pairs = enumerate([head, *text] for head, text in zip(heads, texts, strict=True))
    made = [[in_table(block, tables + 1, at, column) for column, block in enumerate(pair)] for at, pair in pairs]
    return [*made, *rows[1 + len(below) :]]


def _lines_of(column: Sequence[TextBlock]) -> list[TextBlock]:
    """One text with what the cells of a column say."""
    return [column[0].with_text("\n".join(block.text for block in column))] if column else []


def _is_unlabelled(row: Row, lists: Mapping[str, EntryList], finder: LabelFinder) -> bool:
    return not any(finder.label(block.key) or _title(block, lists, finder) for block in row)


def _whole(said: Sequence[TextBlock]) -> TextBlock:
    """What the cells of a row say together: 商户服务部（6人） | 陈海峰（18996813099）."""
    return said[-1].with_text("\t".join(block.text for block in said))


def _further(
    rows: Sequence[Row], above: Row, of: EntryList, lists: Mapping[str, EntryList], finder: LabelFinder
) -> list[TextBlock]:
    """The paragraphs, or rows of the same columns, that go on below one, without a label."""
    if above[-1].cell is None:
        return _paragraphs(rows, of, finder)
    own = spans(above)
    said = takewhile(
        lambda row: row and {*spans(row)} <= {*own} and _is_unlabelled(row, lists, finder), map(filled, rows)
    )
    return list(map(_whole, said))


def _with_title(row: Row, lists: Mapping[str, EntryList], finder: LabelFinder, fits: Fits) -> Row:
    """A row; where the form has not the label, 内控制度：1．办法（2005年，1件）；2．…, it has the title of its list."""
    head, _, rest = row[0].text.partition("\n")
    if len(row) == 1 and row[0].cell and rest and _title(titled := row[0].with_text(head), lists, finder):
        return [titled, row[0].with_text(rest)]  # a page's end has joined the rows of both
    found = _TITLED.fullmatch(row[0].text) if row[0].cell is None else None
    said = [row[0].with_text(found["title"]), row[0].with_text(found["entries"])] if found else filled(row)
    if len(said) != _PAIR or finder.likely(said[0].key):
        return row
    entries = {title: [texts for _, texts in entries_in(said[1:], each, fits)] for title, each in lists.items()}
    least = _FEWEST if found else _FEWEST + 1  # 计算机软件：8件 in a cell is no entry
    own = [
        title
        for title, each in entries.items()
        if len(each) >= _FEWEST and all(sum(map(bool, one)) >= least for one in each)
    ]
    return [said[0].with_text(own[0]), said[1]] if len(own) == 1 else row


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
        head = HEAD.match(row[0].text)
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


def _table(rows: Sequence[tuple[TextBlock, Sequence[str]]], table: int) -> Iterator[TextBlock]:
    for row, (block, texts) in enumerate(rows):
        for column, text in enumerate(texts):
            cell = Cell(row, column, 1, 1, text, block.place)
            yield replace(block, cell=cell, table=table, span=ColumnSpan.of(cell)).with_text(text)
