"""A table of corrections of `ipforms new-form`, put right as a person does who knows the form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl

from benchmarks.blank_truth import KINDS, at_place, cell_key, label_is_right, place_in
from ipforms.authoring.review_entry import ReviewEntry, Use
from ipforms.messages import say

_HEADERS = {name: say(f"authoring.review.{name}") for name in ("use", "path", "label", "kind", "options", "template")}


class ReviewWorkbook:
    """The table, open to be changed; how many of its cells were is counted."""

    def __init__(self, path: Path) -> None:
        self.path, self.changed = path, 0
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book.active
        self.columns = {cell.value: cell.column for cell in self.sheet[1]}
        self.rows = {row[0].value: row[0].row for row in self.sheet.iter_rows(min_row=2) if row[0].value}

    def put(self, key: str, name: str, text: str) -> None:
        """Change a cell; a row that is not there yet is added."""
        if key not in self.rows:
            self.rows[key] = max(self.rows.values()) + 1
            self.sheet.cell(self.rows[key], 1).value = key
        cell = self.sheet.cell(self.rows[key], self.columns[_HEADERS[name]])
        if (cell.value or "") != text:
            cell.value = text
            self.changed += 1

    def correct(self, field: dict, found: ReviewEntry, section: str) -> None:
        """Say in the row of a place what the field there is."""
        if found.use is not Use.FIELD:
            self.put(found.key, "use", say("authoring.use.field"))
        if found.use is not Use.FIELD or bool(field["repeats"]) != ("[]" in found.path):
            self.put(found.key, "path", f"{section}added_{self.rows[found.key]}")
        if not label_is_right(field["label"], found.label):
            head = "" if " / " in field["label"] else found.label.rpartition("›")[0]
            self.put(found.key, "label", f"{head}› {field['label']}".removeprefix("› ").replace(" / ", " › "))
        if found.kind not in KINDS[field["kind"]].split():
            self.put(found.key, "kind", say(f"authoring.kind.{KINDS[field['kind']].split()[0]}"))
        if field.get("options") and len(found.options) != len(field["options"]):
            self.put(found.key, "options", "；".join(field["options"]))

    def add(self, field: dict, key: str, section: str) -> str:
        """Add a row for a field of a text that the table has no row for; the path that its tag has."""
        path = f"{section}added_{len(self.rows)}"
        self.put(key, "path", path)
        self.put(key, "label", field["label"].replace(" / ", " › "))
        self.put(key, "kind", say(f"authoring.kind.{KINDS[field['kind']].split()[0]}"))
        if field.get("options"):
            self.put(key, "options", "；".join(field["options"]))
        return path


def correct(path: Path, truth: dict, entries: list[ReviewEntry], texts: dict[str, str]) -> tuple[int, dict[str, str]]:
    """Put right in the table what is wrong: how many cells were changed, and the row of each field."""
    table, rows = ReviewWorkbook(path), dict[str, str]()
    fields = [each for each in entries if each.use is Use.FIELD]
    asked = [each for each in truth["fields"] if not each.get("seal")]
    for key in dict.fromkeys(cell_key(each["place"]) for each in asked):
        own = [each for each in asked if cell_key(each["place"]) == key]
        found = _found(own, [each for each in fields if each.cell_key == key], texts)
        section = _section(key, own, fields)
        if None in found and len(own) == 1 and (place := next((e for e in entries if e.cell_key == key), None)):
            found = [place]
        for field, entry in zip(own, found, strict=True):
            if entry is not None:
                rows[field["key"]] = entry.key
                table.correct(field, entry, section)
        if None in found:
            rows |= _typed(table, key, own, found, texts[key], section)
    used = {*rows.values()}
    again = {each.key for each in further_rows(truth, entries, used)}
    kept = {each.section for each in entries if each.key in used}
    of = ""
    for each in entries:
        of = each.section or of
        if each.key in again:
            table.put(each.key, "use", say("authoring.use.repeat"))
        elif each.key not in used and (
            each.use is Use.FIELD or (each.use is Use.REPEAT and (each.section or of not in kept))
        ):
            table.put(each.key, "use", say("authoring.use.print"))
    table.book.save(path)
    return table.changed, rows


def _found(own: list[dict], entries: list[ReviewEntry], texts: dict[str, str]) -> list[ReviewEntry | None]:
    """For each field of a cell the row that it has, which no other field of it has too."""
    found: list[ReviewEntry | None] = [at_place(each, entries, texts) for each in own]
    return [each if each not in found[:number] else None for number, each in enumerate(found)]


def _section(key: str, own: list[dict], entries: list[ReviewEntry]) -> str:
    """The list that the fields of a cell are of: that of its row, or a new one."""
    if not own[0]["repeats"]:
        return ""
    row = key.partition("C")[0]
    beside = next((each.section for each in entries if each.section and each.key.partition("C")[0] == row), "")
    return f"{beside or f'rows_{row.lower()}'}[]."


def _typed(
    table: ReviewWorkbook,
    key: str,
    own: list[dict],
    found: list[ReviewEntry | None],
    text: str,
    section: str,
) -> dict[str, str]:
    """Type the text of a cell with all of its tags, where it has no row for one of its blanks."""
    rows, tags = dict[str, str](), list[tuple[int, int, str]]()
    for number, (field, entry) in enumerate(zip(own, found, strict=True)):
        start, end = (entry.start, entry.end) if entry is not None else place_in(text, field)
        rows[field["key"]] = entry.key if entry is not None else f"{key}+{number}"
        path = entry.path if entry is not None else table.add(field, rows[field["key"]], section)
        tags.append((max(start, 0), max(end, 0), f"{{{{ {path} }}}}"))
    for start, end, tag in sorted(tags, reverse=True):
        text = f"{text[:start]}{tag}{text[end:]}"
    table.put(next((each.key for each in found if each is not None), key), "template", text)
    return rows


def further_rows(truth: dict, entries: list[ReviewEntry], used: set[str]) -> Iterator[ReviewEntry]:
    """The cells of the rows below the first one of a list that was not taken for one, in the same columns."""
    at = {each.cell_key: each for each in entries}
    lists = [each["place"] for each in truth["fields"] if each["repeats"] and "table" in each["place"]]
    for row in {(each["table"], each["row"]) for each in lists}:
        columns = [each["col"] for each in lists if (each["table"], each["row"]) == row]
        below = row[1] + 1
        while cells := [at[key] for col in columns if (key := f"T{row[0] + 1}R{below + 1}C{col + 1}") in at]:
            first = [at[f"T{row[0] + 1}R{row[1] + 1}C{col + 1}"].shown for col in columns]
            if len(cells) < len(columns) or any(cell.key in used for cell in cells):
                break
            if [cell.shown for cell in cells] != first:
                break
            yield from cells
            below += 1
