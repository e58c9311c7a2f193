"""Tables as colleagues make them: how many columns are known without a question, and which rows become forms.

    python -m benchmarks.tables DIR

DIR holds tables and a truth.jsonl (or it stands beside DIR), a line a table: `file`; `form`; `sheet`; `columns`, the
field of each header, null for none, a list for several fields in one column, or a list of pairs, or of columns with
`header`, `letter`, `field` and `accept`, fields that are as right (or `alternatives` by `columns.HEADER`); the second
column of a name may be called so: 电话#2; `columns_other_sheets`, the same of further sheets by name;
`columns` may also go by the letters of the sheet, with `accept` by letter.
`rows`, the records, or `row_numbers` (or `applicants`) of the rows that are applicants; `ask`, the headers that nobody
could know.
A column is right where it has its field, or is left out where it has none; "asked" is in the mapping file; the rest is
wrong in silence.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import ipforms
from ipforms import paths
from ipforms.bulk import RowRecord, Rows, open_source
from ipforms.bulk.bare_headers import plain_header
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.piece_columns import pieces_of_value
from ipforms.bulk.sources import SourceTable, TableSource
from ipforms.bulk.sources.header_row import letters, without_unit
from ipforms.bulk.sources.sheets import SheetTable
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.bulk.table_matches import match_table
from ipforms.bulk.trade_mark_columns import joined_columns
from ipforms.bulk.workbook_layout import arranged
from ipforms.errors import IpformsError
from ipforms.forms import Form
from ipforms.text.label_tokens import fold


def tables(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The tables of a folder, each with what is true of it."""
    truth = next(each for each in (folder / "truth.jsonl", folder.parent / "truth.jsonl") if each.exists())
    files = {path.name: path for path in folder.rglob("*") if path.is_file()}
    for line in truth.read_text("utf-8").splitlines():
        known = json.loads(line)
        if (name := Path(known["file"]).name) in files:
            if isinstance(known["columns"], list):
                pairs = [{"header": each[0], "field": each[1]} for each in known["columns"] if isinstance(each, list)]
                known["columns"] = _by_header(pairs or known["columns"])
            for sheet, columns in known.get("columns_other_sheets", {}).items():
                known["columns"] |= {f"{sheet}!{header}": meant for header, meant in columns.items()}
            known["ask"] = known.get("ask") or ()
            own = {header: meant for header, meant in known["columns"].items() if "!" not in header}
            if all(re.fullmatch("[A-Z]{1,2}", each) for each in own):
                others = {header: meant for header, meant in known["columns"].items() if header not in own}
                known["columns"] = _by_letter(files[name], known | {"columns": own}) | others
            if "applicants" in known:
                known["row_numbers"] = known["applicants"]
            for header in known["columns"]:  # what else is as right
                if as_right := known.get("alternatives", {}).get(f"columns.{header}"):
                    known["columns"][header] = (known["columns"][header], *as_right)
            yield files[name], known


def _by_header(columns: list[dict[str, Any]]) -> dict[str, Any]:
    """The fields by header, with the letter where several have the same; in brackets those that are as right."""
    times = Counter(fold(each["header"]) for each in columns)
    names = [
        f"{each['header']}〔{each.get('letter')}〕" if times[fold(each["header"])] > 1 else each["header"]
        for each in columns
    ]
    fields = [(each["field"], *each["accept"]) if each.get("accept") else each["field"] for each in columns]
    return dict(zip(names, fields, strict=True))


def _by_letter(path: Path, known: dict[str, Any]) -> dict[str, Any]:
    """The fields by header of a table whose truth goes by the letters of its sheet."""
    with open_source(path) as source:
        table = next((each for each in source.tables if each.name == known.get("sheet")), source.tables[0])
        names = (table.header.names if isinstance(table, SheetTable) else table.headers) or ()
    by_letter = {letters(index): name for index, name in enumerate(names)}
    also = known.get("accept", {})

    def as_right(letter: str, meant: Any) -> tuple[Any, ...]:
        each = [*(meant if isinstance(meant, list) else [meant]), *also[letter]]
        return (meant, *also[letter], [*dict.fromkeys(one for one in each if isinstance(one, str))])

    fields = {
        by_letter[letter]: as_right(letter, meant) if letter in also else meant
        for letter, meant in known["columns"].items()
        if by_letter.get(letter)
    }
    unnamed = {letter: meant for letter, meant in known["columns"].items() if not by_letter.get(letter) and meant}
    return fields | unnamed


def column_verdict(match: ColumnMatch, truth: Any, *, may_ask: bool) -> str:
    """Whether a column is "right", "asked" or "wrong"."""
    if match.state == "asked":
        return "right" if may_ask else "asked"
    if isinstance(truth, tuple):
        verdicts = [column_verdict(match, each, may_ask=may_ask) for each in truth]
        return min(verdicts, key=("right", "asked", "wrong").index)
    meant = truth if isinstance(truth, list) else [truth]
    if match.state == "unused":
        return "right" if meant == [None] else "wrong"
    if match.target is None:
        parts = [(paths.join(column.path(index)), column.pattern) for column, index in match.parts]
        if len(meant) > len(parts):  # of the second entry in the cell, too
            meant = [*dict.fromkeys((each or "").replace("[1]", "[0]") for each in meant)]
        known = all(any(_is_same(*part, other) for part in parts) for other in meant)
        are_of_one = len(meant) == 1 and all(_is_same(*part, meant[0]) for part in parts)
        return "right" if known and (are_of_one or len(parts) == len(meant)) else "wrong"
    column, _ = match.target
    is_whole = len(meant) == 1 or not column.is_part  # all of a value has each part of it
    return "right" if is_whole and all(_is_same(match.path, column.pattern, each) for each in meant) else "wrong"


def _is_same(path: str, pattern: str, meant: str | None) -> bool:
    """Whether two paths are of one field: a part and its whole are, and so is a list and its item."""
    if meant is None:
        return False
    plain = meant.replace("[0]", "[]")
    if "[" not in meant:
        path = pattern = pattern.replace("[]", "")
    return meant.startswith(path) or path.startswith(meant) or plain.startswith(pattern) or pattern.startswith(plain)


def _truth_of(header: str, columns: dict[str, Any]) -> tuple[str, Any]:
    known = {fold(name.rpartition("!")[2]): (name, meant) for name, meant in columns.items()}
    known |= {fold(name): (name, meant) for name, meant in columns.items() if "!" not in name}
    name = fold(plain_header(header))
    lowest = Counter(fold(each.rpartition("/")[2]) for each in columns if "/" in each)  # of a header of two rows
    known |= {low: each for each in columns.items() if lowest[low := fold(each[0].rpartition("/")[2])] == 1}
    for each in columns.items():  # of several of one name, the first has no letter with us
        known.setdefault(fold(plain_header(each[0])), each)
    found = known.get(fold(header)) or known.get(name) or known.get(name.rstrip("0123456789"))
    found = found or known.get(fold(without_unit(header)))  # of a row, or a caption, of units
    if found is None and LEVELS in header:  # a column of 联系人·姓名 is of the rows of contacts in a column 姓名
        own, meant = known.get(fold(header.rpartition(LEVELS)[2]), ("?", None))
        return own, tuple(meant) if isinstance(meant, list) else meant
    return found or ("?", None)


def _read(form: Form, source: TableSource, told: list[str]) -> tuple[list[RowRecord], SourceTable, list[ColumnMatch]]:
    """The rows, the table, and what its columns are; no rows where nothing is made before somebody has answered."""
    try:
        rows = Rows(form, source, ignore_unknown=True)
    except IpformsError as error:
        told.append(f"  {error.message('en')}")
        table = arranged(form, source).tables[0]
        return [], table, match_table(form, table)
    return list(rows), rows.source.tables[0], rows.matches


def measure(path: Path, known: dict[str, Any]) -> tuple[Counter[str], list[str]]:
    """The counts of one table, and what is not right in it."""
    counts: Counter[str] = Counter()
    told: list[str] = []
    form = ipforms.form(known["form"])
    with open_source(path) as source:
        entries, table, matches = _read(form, source, told)
        counts["stopped"] = len(told)
        seen = set[str]()
        joined = joined_columns(matches)
        joined |= {piece: first for first, (_, pieces) in pieces_of_value(matches).items() for piece in pieces[1:]}
        targets = {each.header: each.target for each in matches}
        times: Counter[str] = Counter()
        renamed = [(own, name) for _, own, name in table.renamed]
        for match in matches:
            plain = plain_header(match.header)
            times[plain] += 1
            numbered = f"{plain}#{times[plain]}"  # the second of that name
            own_name = numbered if numbered in known["columns"] else match.header
            name, meant = _truth_of(own_name, known["columns"])
            is_renamed = name != match.header and match.header in {common for _, common in renamed}
            if is_renamed or (name == "?" and match.state == "unused"):
                continue
            seen.add(name)
            if match.header in joined:
                match = replace(match, target=targets[joined[match.header]])
            verdict = column_verdict(match, meant, may_ask=name in known["ask"])
            counts[verdict] += 1
            if verdict != "right":
                said = match.path if match.state != "unused" else "left out"
                told.append(f"  {verdict}: {match.header} → {said} ({match.why.text('en')}); true: {meant}")
        by_header = {
            each.header: replace(each, target=targets[joined.get(each.header, each.header)]) for each in matches
        }
        seen |= _count_renamed(counts, renamed, by_header, known, seen)
        own = [name for name in known["columns"] if "!" not in name]
        counts["missing"] += sum(name not in seen for name in own)
        told += [f"  missing: {name}" for name in own if name not in seen]
    if "rows" in known:
        _count_rows(counts, told, entries, known["rows"], form.name_field)
    elif not known.get("transposed"):
        made = {entry.row for entry in entries if entry.record}
        if path.suffix == ".csv" and max(made, default=0) > max(known["row_numbers"], default=0):
            made = _record_numbers(path, made)
        lost, false = {*known["row_numbers"]} - made, made - {*known["row_numbers"]}
        counts.update({"rows": len(known["row_numbers"]), "rows lost or refused": len(lost), "false forms": len(false)})
        told += [f"  {what}: rows {sorted(rows)}" for what, rows in (("lost", lost), ("false", false)) if rows]
    return counts, told


def _count_renamed(
    counts: Counter[str],
    renamed: Sequence[tuple[str, str]],
    matches: Mapping[str, ColumnMatch],
    known: dict[str, Any],
    seen: Collection[str],
) -> set[str]:
    """Columns that are called otherwise than in their sheet, by the names that they have there."""
    names = set[str]()
    for header in dict(renamed):
        name, meant = _truth_of(header, known["columns"])
        commons = [common for own, common in renamed if own == header]
        if len(commons) > 1:  # a column for each kind of right, or each label in its cells
            meant = (*(meant if isinstance(meant, list | tuple) else (meant,)), None)
        if name not in seen and name not in names:
            verdicts = [column_verdict(matches[each], meant, may_ask=name in known["ask"]) for each in commons]
            counts[max(verdicts, key=("right", "asked", "wrong").index)] += 1
            names.add(name)
    return names


def _record_numbers(path: Path, lines: set[int]) -> set[int]:
    """The numbers of the records that begin at some lines: a cell may have several."""
    text = path.read_bytes().decode("utf-8-sig", "replace").splitlines(keepends=True)
    reader = csv.reader(text)
    starts = [1, *(reader.line_num + 1 for _ in reader)]
    return {starts.index(line) + 1 for line in lines if line in starts}


def _count_rows(
    counts: Counter[str], told: list[str], entries: list[RowRecord], true: list[dict[str, Any]], name_field: str
) -> None:
    """Rows by their applicant, since files count lines in several ways; and the values that came out otherwise."""
    made: dict[str, list[RowRecord]] = {}
    for entry in entries:
        made.setdefault(_name(_flat(entry.record.model_dump()) if entry.record else {}, name_field), []).append(entry)
    counts["rows"] += len(true)
    for row in true:
        wanted = _flat(row)
        found = made.get(_name(wanted, name_field))
        if not found:
            counts["rows lost or refused"] += 1
            told.append(f"  lost or refused: {_name(wanted, name_field)}")
            continue
        entry = found.pop(0)
        got = _flat(entry.record.model_dump(mode="json")) if entry.record else {}
        wrong = {path: (got.get(path), value) for path, value in wanted.items() if got.get(path) != value}
        counts["values"] += len(wanted)
        counts["values otherwise"] += sum(path in got for path in wrong)
        counts["values not read"] += sum(path not in got for path in wrong)
        told += [f"  {path}: {values}" for path, values in list(wrong.items())[:2]]
    left = [entry for rest in made.values() for entry in rest]
    counts["false forms"] += sum(entry.record is not None for entry in left)
    told += [f"  false form: row {entry.row} {entry.name}" for entry in left if entry.record]
    told += [f"  refused: row {entry.row}: {entry.faults[0].reason('en')}" for entry in left if entry.faults]


def _name(values: dict[str, Any], name_field: str) -> str:
    own = values.get("enterprises[0].name") or values.get(name_field)
    return str(own or "")


def _flat(value: Any, path: str = "") -> dict[str, Any]:
    if isinstance(value, dict):
        items = [(f"{path}.{key}" if path else str(key), each) for key, each in value.items()]
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        items = [(f"{path}[{index}]", each) for index, each in enumerate(value)]
    else:
        return {} if value in (None, [], "") else {path: str(value) if isinstance(value, Decimal) else value}
    return {inner: each for key, item in items for inner, each in _flat(item, key).items()}


def main() -> None:
    """Print a line a table, and the sums."""
    sums: Counter[str] = Counter()
    for path, known in tables(Path(sys.argv[1])):
        try:
            counts, told = measure(path, known)
        except IpformsError as error:
            counts, told = Counter({"unreadable": 1, "missing": len(known["columns"])}), [f"  {error.message('en')}"]
        print(path.name, dict(counts), *told, sep="\n" if told else " ")
        sums += counts
    columns = sum(sums[each] for each in ("right", "asked", "wrong", "missing")) or 1
    print(dict(sums))
    print(f"right without a question {sums['right'] / columns:.1%}, asked {sums['asked'] / columns:.1%}")


if __name__ == "__main__":
    main()
