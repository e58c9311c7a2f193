"""How well `ipforms new-form` understands blank forms: `python -m benchmarks.blanks DIR [--misses] [--corrected]`.

DIR holds blank forms and beside each a JSON of the same name: `fields`, each with label, kind, options, `repeats`, and
its place: a cell of the grid (table, row, col, from 0; `part`, and mostly `after`, where it is one of several in a
text), or a paragraph with the number of its blank. Printed: of how many fields place, label and kind are right, and
what was taken for a field that is none (`spare`). Seals are no values and are not counted.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import openpyxl

from ipforms.authoring.blank_document import read_blank
from ipforms.authoring.field_guesses import guesses
from ipforms.authoring.form_lint import lint
from ipforms.authoring.form_package import REVIEW, new_form
from ipforms.authoring.review_entry import ReviewEntry, Use
from ipforms.authoring.review_table import SURE
from ipforms.messages import say

# What a kind of a truth may be called here.
KINDS = {
    "text": "line person people words postcode account_number org_code patents trade_marks id_number digits",
    "any text": "line person people words postcode account_number org_code patents trade_marks id_number digits "
    "paragraphs limited",  # of a set that has no other texts
    "number": "count items area amount year postcode digits",
    "money": "money signed_money amount signed_amount",
    "percent": "percent",
    "date": "date",
    "period": "period",
    "choice": "choice answer claim yes_no",  # a cell to tick is a yes
    "choices": "choices",
    "phone": "phone phones",
    "uscc": "uscc",
    "id number": "id_number",
    "email": "email",
    "claim-with-number": "claim",
    "long text": "paragraphs limited",
    "signature": "person seal signature",
    "photo": "photo",
}


# What is printed; "lenient" counts a label without its groups too if no other field has it.
NAMES = ("place", "label", "lenient", "kind", "all", "will do")


def plain(label: str) -> str:
    return re.sub(r"[（(].*?[)）]|[^\w]", "", label)


def label_is_right(truth: str, ours: str) -> bool:
    parts = [plain(part) or plain(truth) for part in truth.split(" / ")]
    whole = plain(ours.replace("（", "").replace("）", "")) + plain(ours)
    own = plain(ours.rpartition("›")[2])
    return all(part in whole for part in parts) or (len(own) > 1 and len(parts) == 1 and own in parts[0])


def label_will_do(truth: str, ours: str, said: Counter[str]) -> bool:
    """Whether somebody who knows the form finds the place by a label, which may lack a group or have one more."""
    own, last = plain(ours.rpartition("›")[2]), plain(truth.rpartition(" / ")[2]) or plain(truth)
    return label_is_right(truth, ours) or (own.endswith(last) and said[ours] == 1)


def at_place(field: dict, entries: list[ReviewEntry], texts: dict[str, str]) -> ReviewEntry | None:
    place = field["place"]
    key = cell_key(place)
    own = sorted((each for each in entries if each.cell_key == key), key=lambda each: each.start)
    number = place.get("blank", place.get("part", 0))
    text, printed, after = texts.get(key, ""), field.get("printed", "").strip(), "".join(place.get("after", "").split())
    if "paragraph" in place or not (after or printed):
        return own[number] if number < len(own) else None
    words = [found.end() for found in re.finditer(r"\s*".join(map(re.escape, after)), text)] if after else []
    start = words[min(place.get("nth", 0), len(words) - 1)] if words else text.find(printed) if printed else 0
    return min(own, key=lambda each: (bool(words) and each.start < start, abs(each.start - start)), default=None)


def cell_key(place: dict) -> str:
    if "paragraph" in place:
        return f"P{place['paragraph'] + 1}"
    return f"T{place['table'] + 1}R{place['row'] + 1}C{place['col'] + 1}"


class Table:
    """A table of corrections, open to be changed as a person does who knows the form."""

    def __init__(self, path: Path) -> None:
        self.path, self.changed = path, 0
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book.active
        self.columns = {cell.value: cell.column for cell in self.sheet[1]}
        self.rows = {row[0].value: row[0].row for row in self.sheet.iter_rows(min_row=2)}

    def put(self, key: str, header: str, text: str) -> None:
        cell = self.sheet.cell(self.rows[key], self.columns[header])
        if (cell.value or "") != text:
            cell.value = text
            self.changed += 1

    def correct(self, field: dict, found: ReviewEntry) -> None:
        place = field["place"]
        if found.use is not Use.FIELD:
            self.put(found.key, "用途", "填写")
        if found.use is not Use.FIELD or bool(field["repeats"]) != ("[]" in found.path):
            section = f"rows_{place.get('table')}_{place.get('row')}[]." if field["repeats"] else ""
            self.put(found.key, "字段路径", f"{section}added_{self.rows[found.key]}")
        if not label_is_right(field["label"], found.label):
            head = "" if " / " in field["label"] else found.label.rpartition("›")[0]
            self.put(found.key, "栏目名称", f"{head}› {field['label']}".removeprefix("› ").replace(" / ", " › "))
        if found.kind not in KINDS[field["kind"]].split():
            self.put(found.key, "类型", say(f"authoring.kind.{KINDS[field['kind']].split()[0]}"))
        if field.get("options") and len(found.options) != len(field["options"]):
            self.put(found.key, "选项", "；".join(field["options"]))


def correct(path: Path, truth: dict, entries: list[ReviewEntry], texts: dict[str, str]) -> int:
    """Put right in the table what is wrong: how many cells were changed."""
    table, used = Table(path), set()
    fields = [each for each in entries if each.use is Use.FIELD]
    for field in truth["fields"]:
        place = field["place"]
        found = None if field.get("seal") else at_place(field, fields, texts)
        if found is None and "table" in place and not field.get("seal"):
            found = next((each for each in entries if each.cell_key == cell_key(place)), None)
        if found is not None:
            used.add(found.key)
            table.correct(field, found)
    again = {each.key for each in further_rows(truth, entries, used)}
    for each in entries:
        if each.key in again:
            table.put(each.key, "用途", "续行")
        elif each.key not in used and (each.use is Use.FIELD or (each.use is Use.REPEAT and each.section)):
            table.put(each.key, "用途", "印刷文字")
    table.book.save(path)
    return table.changed


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


def corrected(blank: Path, truth: dict, texts: dict[str, str], count: Counter[str], show: bool) -> list[ReviewEntry]:
    """The entries after the table alone was put right, and whether the form that comes of it is sound."""
    with tempfile.TemporaryDirectory() as folder:
        made = new_form(blank.read_bytes(), blank.name, Path(folder) / "made")
        count["changed"] = correct(made.folder / REVIEW, truth, list(made.entries), texts)
        made = new_form(blank.read_bytes(), blank.name, made.folder, review=made.folder / REVIEW)
        report = lint(made.form, records=2, changes=())
        count.update(["forms", *(["sound"] if report.ok else [])])
        if show and not report.ok:
            print(report.text("en")[:2000])
        return list(made.entries)


def score(field: dict, found: ReviewEntry | None, said: Counter[str]) -> dict[str, bool]:
    """What is right of a field; `said` has how often labels are ours."""
    rights = {"place": found is not None and bool(field["repeats"]) == ("[]" in found.path)}
    if found is not None:
        is_boxes = found.kind in ("choice", "choices", "claim") and field["kind"] in ("choice", "choices")
        options = not is_boxes or len(found.options) == len(field.get("options", found.options))
        rights["label"] = label_is_right(field["label"], found.label)
        rights["lenient"] = label_will_do(field["label"], found.label, said)
        rights["kind"] = found.kind in KINDS[field["kind"]].split() and options
    return rights


def measure(folder: Path, show: bool, correcting: bool = False) -> Counter[str]:
    total: Counter[str] = Counter()
    truths = {each: json.loads(each.read_text("utf-8")) for each in sorted(folder.glob("*.json"))}
    kinds = {field["kind"] for truth in truths.values() for field in truth["fields"]}
    for truth_file, truth in truths.items():
        truth["fields"] = [_field(each) for each in truth["fields"]]
        for field in truth["fields"]:
            if field["kind"] == "text" and "long text" not in kinds:
                field["kind"] = "any text"
        said: Counter[tuple[str, str]] = Counter()
        for field in truth["fields"]:
            at = cell_key(field["place"]), field["place"].get("after", "")
            field["place"] = {"nth": said[at], **field["place"]}
            said[at] += 1
        names = (truth.get("file", truth_file.stem), f"{truth_file.stem}.docx", f"{truth_file.stem}.doc")
        blank = next(each for each in map(truth_file.with_name, names) if each.is_file())
        count: Counter[str] = Counter()
        started = perf_counter()
        document = read_blank(blank.read_bytes(), blank.name)
        guessed = guesses(document)
        taken = perf_counter() - started
        texts = {cell.key: cell.text for cell in document.cells}
        if correcting:
            guessed = corrected(blank, truth, texts, count, show)
        _count(truth, [each for each in guessed if each.use is Use.FIELD], texts, count, show)
        shares = "  ".join(f"{name} {count[name] / count['fields']:6.1%}" for name in NAMES)
        print(f"{blank.name}: {count['fields']} fields  {shares}  spare {count['spare']}  {taken:.2f} s")
        total += count
    return total


def _field(said: dict) -> dict:
    """A field of a truth; some say where it stands beside its label, and part a group by a stroke alone."""
    own = {"id": said["label"], "repeats": False, "place": said} | said
    return own | {"label": own["label"] if "place" in said else re.sub(r"(?<! )/(?! )", " / ", own["label"], count=1)}


def _count(truth: dict, entries: list[ReviewEntry], texts: dict[str, str], count: Counter[str], show: bool) -> None:
    used: set[str] = set()
    said = Counter(each.label for each in entries)
    for field in truth["fields"]:
        if field.get("seal"):
            continue
        count["fields"] += 1
        found = at_place(field, entries, texts)
        rights = score(field, found, said)
        will_do = all(rights.get(name) for name in ("place", "lenient", "kind"))
        is_right = will_do and rights["label"]
        count.update([*(name for name, right in rights.items() if right), *(["all"] if is_right else [])])
        count["will do"] += will_do
        if found is not None:
            used.add(found.key)
            is_sure = "sure" if found.certainty >= SURE else "unsure"
            count.update([is_sure, *([f"{is_sure}_right"] if is_right else [])])
        if show and not is_right:
            wrong = [name for name in ("place", "label", "kind") if not rights.get(name)]
            ours = f"{found.key} {found.label} {found.kind} {found.path} {found.options}" if found else "-"
            print(f"  {field['id']} {field['place']} {field['label']} {field['kind']}: {wrong}: {ours}")
    spare = [each for each in entries if each.key not in used]
    count["spare"] += len(spare)
    if show and spare:
        print(*(f"  spare {each.key} {each.label} {each.kind} {each.shown[:20]!r}" for each in spare), sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    parser.add_argument(
        "--corrected", action="store_true", help="put right in the table what is wrong, and measure again"
    )
    asked = parser.parse_args()
    total = measure(asked.folder, asked.misses, asked.corrected)
    if not total["fields"]:
        sys.exit("no forms with a JSON beside them")
    shares = "  ".join(f"{name} {total[name] / total['fields']:.1%}" for name in NAMES)
    print(f"all: {total['fields']} fields  {shares}  spare {total['spare']}")
    if asked.corrected:
        print(f"{total['changed']} cells of the tables changed; {total['sound']} of {total['forms']} forms are sound")
        return
    for name in ("sure", "unsure"):
        print(f"{name}: {total[name]}, right {total[f'{name}_right'] / max(1, total[name]):.1%}")


if __name__ == "__main__":
    main()
