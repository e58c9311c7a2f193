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
from pathlib import Path
from time import perf_counter

from benchmarks.blank_corrections import correct
from benchmarks.blank_truth import KINDS, at_place, cell_key, label_is_right, label_will_do
from ipforms.authoring.blank_document import read_blank
from ipforms.authoring.field_guesses import guesses
from ipforms.authoring.form_lint import lint
from ipforms.authoring.form_package import REVIEW, new_form
from ipforms.authoring.review_entry import ReviewEntry, Use
from ipforms.authoring.review_table import SURE

# What is printed; "lenient" counts a label without its groups too if no other field has it.
NAMES = ("place", "label", "lenient", "kind", "all", "will do")


def corrected(
    blank: Path, truth: dict, texts: dict[str, str], count: Counter[str], show: bool
) -> tuple[list[ReviewEntry], dict[str, str]]:
    """The entries after the table alone was put right, and the row of each field; is what comes of it sound?"""
    with tempfile.TemporaryDirectory() as folder:
        made = new_form(blank.read_bytes(), blank.name, Path(folder) / "made")
        count["changed"], rows = correct(made.folder / REVIEW, truth, list(made.entries), texts)
        made = new_form(blank.read_bytes(), blank.name, made.folder, review=made.folder / REVIEW)
        report = lint(made.form, records=2, changes=())
        count.update(["forms", *(["sound"] if report.ok else [])])
        if show and not report.ok:
            print(report.text("en")[:2000])
        return list(made.entries), rows


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
    read = {each: json.loads(each.read_text("utf-8")) for each in sorted(folder.glob("*.json"))}
    truths = {file: truth for file, truth in read.items() if "fields" in truth}  # the others are of filled copies
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
            field["key"] = f"{at}{field['place']['nth']}"
        own = Counter(cell_key(field["place"]) for field in truth["fields"])
        for field in truth["fields"]:
            field["place"]["of"] = own[cell_key(field["place"])]
        names = (truth.get("file", truth_file.stem), f"{truth_file.stem}.docx", f"{truth_file.stem}.doc")
        blank = next(each for each in map(truth_file.with_name, names) if each.is_file())
        count: Counter[str] = Counter()
        started = perf_counter()
        document = read_blank(blank.read_bytes(), blank.name)
        guessed = guesses(document)
        taken = perf_counter() - started
        texts = {cell.key: cell.text for cell in document.cells}
        rows: dict[str, str] = {}
        if correcting:
            guessed, rows = corrected(blank, truth, texts, count, show)
        _count(truth, [each for each in guessed if each.use is Use.FIELD], texts, count, show, rows)
        shares = "  ".join(f"{name} {count[name] / count['fields']:6.1%}" for name in NAMES)
        print(f"{blank.name}: {count['fields']} fields  {shares}  spare {count['spare']}  {taken:.2f} s")
        total += count
    return total


def _field(said: dict) -> dict:
    """A field of a truth; some say where it stands beside its label, and part a group by a stroke alone."""
    own = {"id": said["label"], "repeats": False, "place": said} | said
    return own | {"label": own["label"] if "place" in said else re.sub(r"(?<! )/(?! )", " / ", own["label"], count=1)}


def _count(
    truth: dict,
    entries: list[ReviewEntry],
    texts: dict[str, str],
    count: Counter[str],
    show: bool,
    rows: dict[str, str],
) -> None:
    used: set[str] = set()
    by_key = {each.key: each for each in entries}
    said = Counter(each.label for each in entries)
    for field in truth["fields"]:
        if field.get("seal"):
            continue
        count["fields"] += 1
        found = by_key.get(rows[field["key"]]) if field["key"] in rows else at_place(field, entries, texts)
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
