"""How well `ipforms new-form` understands blank forms: `python -m benchmarks.blanks DIR [--misses]`.

DIR holds blank forms and beside each a JSON of the same name: `fields`, each with label, kind, options, `repeats`, and
its place: a cell of the grid (table, row, col, from 0; `part` and `after` where it is one of several in a text), or a
paragraph with the number of its blank. Printed: of how many fields place, label and kind are right, and what was taken
for a field that is none (`spare`). Seals are no values and are not counted.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

from ipforms.authoring.blank_document import read_blank
from ipforms.authoring.field_guesses import guesses
from ipforms.authoring.review_entry import ReviewEntry, Use

# What a kind of a truth may be called here.
KINDS = {
    "text": "line person people words postcode account_number org_code patents trade_marks id_number digits",
    "number": "count items area amount year",
    "money": "money signed_money amount",
    "percent": "percent",
    "date": "date",
    "period": "period",
    "choice": "choice answer claim",
    "choices": "choices",
    "phone": "phone phones",
    "uscc": "uscc",
    "id number": "id_number",
    "email": "email",
    "claim-with-number": "claim",
    "long text": "paragraphs",
    "signature": "person seal signature",
    "photo": "photo",
}


def plain(label: str) -> str:
    return re.sub(r"[（(].*?[)）]|[^\w]", "", label)


def label_is_right(truth: str, ours: str) -> bool:
    parts = [plain(part) or plain(truth) for part in truth.split(" / ")]
    whole = plain(ours.replace("（", "").replace("）", "")) + plain(ours)
    own = plain(ours.rpartition("›")[2])
    return all(part in whole for part in parts) or (len(own) > 1 and len(parts) == 1 and own in parts[0])


def at_place(field: dict, entries: list[ReviewEntry], texts: dict[str, str]) -> ReviewEntry | None:
    place = field["place"]
    if "paragraph" in place:
        own = [each for each in entries if each.cell_key == f"P{place['paragraph'] + 1}"]
        own.sort(key=lambda each: each.start)
        return own[place["blank"]] if place["blank"] < len(own) else None
    key = f"T{place['table'] + 1}R{place['row'] + 1}C{place['col'] + 1}"
    own = sorted((each for each in entries if each.cell_key == key), key=lambda each: each.start)
    if "part" not in place:
        return own[0] if own else None
    text, printed = texts.get(key, ""), field.get("printed", "").strip()
    after = place["after"].strip()
    start = text.find(after) + len(after) if after else text.find(printed) if printed else 0
    return min(own, key=lambda each: abs(each.start - start), default=None)


def measure(folder: Path, show: bool) -> Counter[str]:
    total: Counter[str] = Counter()
    for truth_file in sorted(folder.glob("*.json")):
        truth = json.loads(truth_file.read_text("utf-8"))
        blank = truth_file.with_name(truth.get("file", f"{truth_file.stem}.docx"))
        if not blank.exists():
            continue
        started = perf_counter()
        document = read_blank(blank.read_bytes(), blank.name)
        entries = [each for each in guesses(document) if each.use is Use.FIELD]
        taken = perf_counter() - started
        texts = {cell.key: cell.text for cell in document.cells}
        count: Counter[str] = Counter()
        used: set[str] = set()
        for field in truth["fields"]:
            if field.get("seal"):
                continue
            count["fields"] += 1
            found = at_place(field, entries, texts)
            rights = {"place": found is not None and bool(field["repeats"]) == ("[]" in found.path)}
            if found is not None:
                used.add(found.key)
                is_boxes = found.kind in ("choice", "choices", "claim") and field["kind"] in ("choice", "choices")
                options = not is_boxes or len(found.options) == len(field.get("options", found.options))
                rights["label"] = label_is_right(field["label"], found.label)
                rights["kind"] = found.kind in KINDS.get(field["kind"], field["kind"]).split() and options
            count.update(name for name, right in rights.items() if right)
            if len(rights) == 3 and all(rights.values()):
                count["all"] += 1
            elif show:
                wrong = [name for name in ("place", "label", "kind") if not rights.get(name)]
                ours = f"{found.key} {found.label} {found.kind} {found.path} {found.options}" if found else "-"
                print(f"  {field['id']} {field['place']} {field['label']} {field['kind']}: {wrong}: {ours}")
        spare = [each for each in entries if each.key not in used]
        count["spare"] += len(spare)
        if show:
            print(*(f"  spare {each.key} {each.label} {each.kind} {each.shown[:20]!r}" for each in spare), sep="\n")
        shares = "  ".join(f"{name} {count[name] / count['fields']:6.1%}" for name in ("place", "label", "kind", "all"))
        print(f"{blank.name}: {count['fields']} fields  {shares}  spare {count['spare']}  {taken:.2f} s")
        total += count
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    asked = parser.parse_args()
    total = measure(asked.folder, asked.misses)
    if not total["fields"]:
        sys.exit("no forms with a JSON beside them")
    shares = "  ".join(f"{name} {total[name] / total['fields']:.1%}" for name in ("place", "label", "kind", "all"))
    print(f"all: {total['fields']} fields  {shares}  spare {total['spare']}")


if __name__ == "__main__":
    main()
