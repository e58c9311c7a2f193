"""What the places of a blank form are taken for → the form with tags in these places."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby, pairwise

from ipforms.authoring.blank_cell import BlankCell
from ipforms.authoring.blank_document import BlankDocument
from ipforms.authoring.box_options import BOXES
from ipforms.authoring.review_entry import ReviewEntry, Use
from ipforms.template.document_editor import DocumentEditor, TextEdit

_ROW = "row"  # what a row of a section is called in the tags of its loop
_OWN_UNITS = {
    "percent": ("%", "％"),
    "signed_percent": ("%", "％"),
    "items": ("件",),
    "area": ("平方米", "㎡"),
    "year": ("年",),
}
"""The units that values of a kind are printed with."""
_OWN_BOXES = ("choice", "choices", "answer", "claim", "digits")  # kinds that print their own boxes and lines
_BOXES = re.compile(rf"[{''.join(BOXES)}][{''.join(BOXES)} —–-]+")  # for each character of a number
_LINE = re.compile(r"[ \u3000\t]*_[_ \u3000]*[^_]{0,4}")  # A line to write on, perhaps with the unit behind it
_BEFORE_DATE = re.compile(r"(?:(?<=[ \u3000])[ \u3000]*|(?<=_)[ \u3000]{2,}_*)年[ \u3000_]")
"""Where a date begins behind the gap of a signature; a tab parts them, so that a reader can."""
_PREFIX = re.compile("[A-Z]{2,4}")  # which stays in a blank form, and is a part of the value: ZL
_GAP = 4  # blanks between a value and the print behind it


def tagged(document: BlankDocument, entries: Iterable[ReviewEntry]) -> bytes:
    """The blank form with a tag in the place of each field, and loops around the rows of sections."""
    editor, cells = DocumentEditor(document.name, document.data), {cell.key: cell for cell in document.cells}
    all_entries = list(_with_columns(entry for entry in entries if entry.cell_key in cells))
    edits: defaultdict[int, list[TextEdit]] = defaultdict(list)
    cleared: list[int] = []
    typed = {entry.cell_key: entry.template for entry in all_entries if entry.template}
    for key, text in typed.items():
        _type(text, cells[key], edits)
    for entry in all_entries:
        if entry.cell_key in typed or not entry.has_place:
            continue
        if entry.use is Use.FIELD or entry.path.endswith("row_number"):
            own = [each for each in all_entries if each.cell_key == entry.cell_key and each.use is Use.FIELD]
            starts = {each.start: each.kind for each in own}
            _place(entry, cells[entry.cell_key], starts, edits, cleared)
            spare = _blank_lines(entry, cells[entry.cell_key])
            if spare:
                editor.keep_height(spare[0], len(cells[entry.cell_key].lines))
                cleared += spare
    for number, each in edits.items():
        editor.edit(number, each)
    for number in dict.fromkeys(cleared):
        editor.remove(number)
    _merge(editor, all_entries, cells)
    for section, first, repeats in _sections(all_entries):
        numbers = [cells[key].numbers[0] for key in first]
        dropped = [cells[key].numbers[0] for key in repeats]
        rows = len({cells[key].row for key in first})
        least = 1 + len({cells[key].row for key in repeats}) // max(1, rows)
        editor.repeat(numbers, f"{{%tr for {_ROW} in {section} %}}{{# rows: {least} #}}", "{%tr endfor %}", dropped)
    return editor.saved()


def _with_columns(entries: Iterable[ReviewEntry]) -> Iterator[ReviewEntry]:
    """Further entries of a list in the same row as the first one have columns: each is tagged by its number."""
    rows = {row: list(own) for row, own in groupby(entries, key=lambda each: each.cell_key.partition("C")[0])}
    turned = {
        entry.section
        for own in rows.values()
        for entry, following in pairwise(own)
        if entry.section and entry.use is Use.FIELD and following.use is Use.REPEAT
    }
    for own in rows.values():
        first, number = own[0], 0
        for entry in own:
            if entry.section in turned and entry.use is Use.FIELD:
                first, number = entry, 0
            elif entry.use is Use.REPEAT and first.section in turned:
                entry, number = replace(first, key=entry.key, place=entry.place), number + 1
            is_column = entry.section in turned and entry.use is Use.FIELD
            yield entry.named(entry.path.replace("[]", f"[{number}]", 1)) if is_column else entry


def _type(text: str, cell: BlankCell, edits: defaultdict[int, list[TextEdit]]) -> None:
    """Put a text that was typed by hand in the place of all that a cell prints, line by line."""
    lines = text.split("\n")
    shown = [*lines[: len(cell.lines) - 1], "\n".join(lines[len(cell.lines) - 1 :])]
    for number, line, new in zip(cell.numbers, cell.lines, (*shown, *("" for _ in cell.lines)), strict=False):
        edits[number].append(TextEdit(0, len(line), new))


def _blank_lines(entry: ReviewEntry, cell: BlankCell) -> list[int]:
    """The blank paragraphs of a cell around a field that takes their room: a long text has as many lines as it has."""
    if cell.table < 0 or (
        entry.start >= 0 and (entry.start != entry.end or entry.kind not in ("paragraphs", "limited"))
    ):
        return []
    at = cell.numbers.index(cell.position(max(entry.start, 0))[0])
    if cell.lines[at].strip():
        return []
    first, last = at, at
    while first and not cell.lines[first - 1].strip():
        first -= 1
    while last + 1 < len(cell.lines) and not cell.lines[last + 1].strip():
        last += 1
    return [number for place, number in enumerate(cell.numbers[first : last + 1], first) if place != at]


def _place(
    entry: ReviewEntry,
    cell: BlankCell,
    starts: Mapping[int, str],
    edits: defaultdict[int, list[TextEdit]],
    cleared: list[int],
) -> None:
    """Put the tag of a field where its blank is; what the blank covers besides goes. A tab parts two that touch."""
    if entry.start < 0 and entry.end < 0:
        first = next((at for at, line in enumerate(cell.lines) if line.strip()), 0)
        edits[cell.numbers[first]].append(TextEdit(0, len(cell.lines[first]), _tag(entry, cell.lines[first])))
        cleared += [number for number, line in zip(cell.numbers, cell.lines, strict=True) if line.strip()][1:]
        return
    start, end = max(entry.start, 0), max(entry.end, 0)
    units = entry.options if entry.kind in ("amount", "signed_amount") else _OWN_UNITS.get(entry.kind, ())
    end = _behind_unit(units, cell.text, end) if units else _with_gap(cell.text, start, end)
    first, offset = cell.position(start)
    last, behind = cell.position(end)
    line = cell.lines[cell.numbers.index(first)]
    stop = behind if first == last else len(line)
    tag = _tag(entry, cell.text[start:end])
    is_parted = entry.start != entry.end and (
        (end > start and end in starts) or _is_before_date(cell.text, end, starts)
    )
    edits[first].append(TextEdit(offset, stop, f"{tag}\t" if is_parted else tag))
    inside = cell.numbers[cell.numbers.index(first) + 1 : cell.numbers.index(last) + 1]
    for number in inside if first != last else ():
        length = behind if number == last else len(cell.lines[cell.numbers.index(number)])
        if number == last and length < len(cell.lines[cell.numbers.index(number)]):
            edits[number].append(TextEdit(0, length, ""))
        else:
            cleared.append(number)


def _is_before_date(text: str, end: int, starts: Mapping[int, str]) -> bool:
    """Whether nothing but a gap parts a place from the date behind it."""
    date = min((start for start, kind in starts.items() if kind == "date" and start > end), default=-1)
    return _BEFORE_DATE.match(text, end) is not None or (date > 0 and not text[end:date].strip(" \u3000"))


def _behind_unit(units: Iterable[str], text: str, end: int) -> int:
    """The end of a blank with the unit behind it, if values of its kind are printed with that."""
    behind = text[end:].lstrip(" \u3000")
    unit = next((unit for unit in units if behind.startswith(unit)), "")
    return len(text) - len(behind) + len(unit) if unit else end


def _with_gap(text: str, start: int, end: int) -> int:
    """The end of a blank so that a gap stays between the value and what is printed behind it."""
    if _BEFORE_DATE.match(text, end):
        return end  # a tab stands between them
    line = text[end:].split("\n")[0]
    blank = text[start:end]
    return end - min(len(blank) - len(blank.rstrip(" \u3000\t")), _GAP) if line.strip() else end


def _tag(entry: ReviewEntry, printed: str) -> str:
    """The tag of a field; where the form prints a date or a line to write on, with that for a blank one."""
    path = f"{_ROW}.{entry.path.partition('[].')[2]}" if entry.section else entry.path
    if entry.path.endswith("[].row_number"):
        return "{{ loop.index }}" if printed.strip() else f"{{{{ {path} }}}}"
    blank = printed.replace('"', "").replace("\n", "")
    is_line = _LINE.fullmatch(blank) is not None and entry.kind not in _OWN_BOXES
    is_line |= (
        (entry.kind not in _OWN_BOXES and _BOXES.fullmatch(blank) is not None)
        or blank.strip() in BOXES
        or _PREFIX.fullmatch(blank.strip()) is not None
    )
    if is_line or (blank.strip(" \u3000\t") and entry.kind in ("date", "period") and not entry.options):
        return f'{{{{ {path} or "{blank}" }}}}'
    return f"{{{{ {path} }}}}"


def _merge(editor: DocumentEditor, entries: list[ReviewEntry], cells: Mapping[str, BlankCell]) -> None:
    first, others = "", list[int]()
    for entry in (*entries, None):
        if entry is not None and entry.use is Use.MERGE and cells[entry.cell_key].table < 0:
            editor.remove(cells[entry.cell_key].numbers[0])
            continue
        if entry is not None and entry.use is Use.MERGE and first:
            others.append(cells[entry.cell_key].numbers[0])
            continue
        if others:
            editor.merge(cells[first].numbers[0], others)
        first, others = (entry.cell_key if entry is not None and entry.use is Use.FIELD else ""), []


def _sections(entries: list[ReviewEntry]) -> list[tuple[str, list[str], list[str]]]:
    """For each repeated section the cells of its first entry, and those of the entries that the form prints besides."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    current = ""
    for entry in entries:
        if entry.section:
            current = entry.section
            found.setdefault(current, ([], []))[0].append(entry.cell_key)
        elif entry.use is Use.REPEAT and current:
            found[current][1].append(entry.cell_key)
    return [(section, first, repeats) for section, (first, repeats) in found.items()]
