"""Scans and photos: what is printed and what is by hand, each beside its truth; seals, their names, and signatures.

`python -m benchmarks.scans DIR…` reads what `DIR/truth.jsonl` names: files, and folders with photos of one form. A line
holds, beside what `benchmarks.trust` asks for, `handwritten` or `by_hand` (paths), `pages` (those of the file that are
the form's), `seals` (`page` and `text` of each) and `signed`: whether anybody has, or who. One process, as memory and
seconds are measured too.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import ipforms
from benchmarks.trust import print_misses
from benchmarks.trust_corpus import field_path, truths
from benchmarks.trust_values import Document, Judged, judged
from ipforms.pipeline import read_pictures
from ipforms.sheet import Mark
from ipforms.text import comparable

_MOST_PAGES = 99  # of a file whose truth does not say how many it has
_VALUES = ("printed", "by hand")
_FILLED_IN_BY = re.compile("填表|制表|经办")


@lru_cache(maxsize=1)
def _read(file: str) -> ipforms.Submission:
    """A document; one with two forms has two lines of truth, and is read once."""
    path = Path(file)
    return read_pictures(sorted(path.iterdir())) if path.is_dir() else ipforms.read(path)


def _form(file: str, form: str, number: int) -> ipforms.Submission:
    """The form of a document that a line of truth is about; the first one where that was not found."""
    first = _read(file)
    same = [each for each in (first, *first.others) if each.form.id == form]
    return same[min(number, len(same) - 1)] if same else first


def measured(folder: Path, shown: int) -> Counter[str]:
    """What came of a folder: counts by what they are of."""
    count, seen = Counter[str](), Counter[tuple[str, str]]()
    lines = [json.loads(line) for line in (folder / "truth.jsonl").open(encoding="utf-8") if line.strip()]
    for truth, line in zip(truths(folder), lines, strict=True):
        number, start = seen[truth.file, truth.form], time.process_time()
        document = judged(truth, truth.file, lambda file: _form(file, truth.form, number))  # noqa: B023 called at once
        seen[truth.file, truth.form] += 1
        handwritten = [field_path(each) for each in line.get("handwritten") or line.get("by_hand") or ()]
        count += _values(document, handwritten)
        count["pages"] += sum(len(each) if isinstance(each, list) else 1 for each in _pages(line) if "pages" in line)
        count["milliseconds"] += round(1000 * (time.process_time() - start))
        if not document.error:
            count += _marks(line, _read(truth.file).marks, _has_signatory(document))
        if shown > count["shown"]:
            count["shown"] += print_misses(document)
            for value in document.values:
                if value.certainty == "sure" and _is_among(value.path, handwritten):
                    print(f"{truth.file} {value.path}: {value.got!r} was written by hand, and is sure")
    count["MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return count


def _values(document: Document, handwritten: Sequence[str]) -> Counter[str]:
    count = Counter[str](refused=bool(document.error))
    for value in document.values:
        whose = _VALUES[_is_among(value.path, handwritten)]
        for what in _about(value):
            count[f"{whose} {what}"] += 1
    return count


def _about(value: Judged) -> Iterator[str]:
    is_sure = value.certainty == "sure"
    yield "values"
    yield from ("right",) * value.is_right
    yield from ("sure",) * is_sure
    yield from ("right and sure",) * (is_sure and value.is_right)
    yield from ("silent",) * (not value.is_right and not value.is_told)
    if value.expected is None:
        yield from ("empty", *("empty and right",) * value.is_right)


def _is_among(path: str, wholes: Sequence[str]) -> bool:
    return any(path == each or path.startswith((f"{each}.", f"{each}[")) for each in wholes)


def _marks(line: dict[str, Any], marks: Sequence[Mark], has_signatory: bool) -> Counter[str]:
    """Seals by the pages on which they are, their names to the character, and whether anybody signed."""
    own = [mark for mark in marks if mark.place.page in _pages(line) or _has_spreads(line)]
    found = [(_meant(line, mark), comparable(mark.text)) for mark in own if mark.kind in ("seal", "stamp")]
    there = [(_first(line, seal["page"]), comparable(seal["text"] or "")) for seal in line["seals"]]
    on_page = [Counter(page for page, _ in each) for each in (there, found)]
    named = [(page, text) for page, text in there if text]
    signed_for = [each["path"] for each in line.get("signatures") or () if each["present"]]
    signed = line.get("signed")
    is_signed = any(signed.values()) if isinstance(signed, dict) else bool(signed)
    is_signed |= any(path.endswith("signatory") for path in signed_for)
    return Counter(
        {
            "seals": len(there),
            "seals found": (hits := (on_page[0] & on_page[1]).total()),
            "seals false": len(found) - hits,
            "seal names": len(named),
            "seal names right": (Counter(named) & Counter(found)).total(),
            "signatures": 1,
            "signatures right": any(_is_signature(mark, has_signatory) for mark in own) == is_signed,
        }
    )


def _pages(line: dict[str, Any]) -> Sequence[Any]:
    """The pages of a form in its file: all where a truth does not list them; lists of two of one picture."""
    pages = line.get("pages") or _MOST_PAGES
    return pages if isinstance(pages, list) else range(1, pages + 1)


def _has_spreads(line: dict[str, Any]) -> bool:
    return any(isinstance(each, list) for each in _pages(line))


def _first(line: dict[str, Any], page: int) -> int:
    """The first page of the picture that a page of a form is in."""
    return next((each[0] for each in _pages(line) if isinstance(each, list) and page in each), page)


def _meant(line: dict[str, Any], mark: Mark) -> int | None:
    """The page of a form that a mark is on: of a file whose pages are in another order `pages` has the numbers."""
    pages, page = _pages(line), mark.place.page
    if page and _has_spreads(line):
        return int(pages[page - 1][0])
    return pages[page - 1] if page and sorted(pages) == list(range(1, len(pages) + 1)) else page


def _has_signatory(document: Document) -> bool:
    return any(value.path.endswith("signatory") for value in document.values)


def _is_signature(mark: Mark, has_signatory: bool) -> bool:
    """Whether somebody signed: as who has filled in the form only where it asks for nobody else."""
    return mark.kind == "signature" and not (has_signatory and _FILLED_IN_BY.match(mark.name))


def print_figures(name: str, count: Counter[str]) -> None:
    """One line of a table, and what it is of."""
    columns: list[tuple[str, str]] = []
    for whose in _VALUES:
        columns += [
            (f"{whose}, exact", _of(count, f"{whose} right", f"{whose} values")),
            ("called sure", str(count[f"{whose} sure"])),
            ("wrong among these", str(count[f"{whose} sure"] - count[f"{whose} right and sure"])),
            ("wrong in silence", str(count[f"{whose} silent"])),
            ("of the right ones sure", _of(count, f"{whose} right and sure", f"{whose} right")),
            ("empty and read so", _of(count, f"{whose} empty and right", f"{whose} empty")),
        ]
    columns += [
        ("seals found", _of(count, "seals found", "seals")),
        ("false", str(count["seals false"])),
        ("their names", _of(count, "seal names right", "seal names")),
        ("signed or not", _of(count, "signatures right", "signatures")),
        ("refused", str(count["refused"])),
        ("s of a core a page", f"{count['milliseconds'] / max(count['pages'], 1) / 1000:.1f}"),
        ("MiB", str(count["MiB"])),
    ]
    print(f"\n| {name} | |\n|---|--:|")
    for label, text in columns:
        print(f"| {label} | {text} |")


def _of(count: Counter[str], part: str, whole: str) -> str:
    share = f" ({100 * count[part] / count[whole]:.1f} %)" if count[whole] else ""
    return f"{count[part]} of {count[whole]}{share}"


def main() -> None:
    """Measure the folders."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scans", description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="a corpus: documents and truth.jsonl")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="list about N values that are wrong")
    asked = parser.parse_args()
    for folder in asked.folders:
        print_figures(folder.name, measured(folder, asked.misses))


if __name__ == "__main__":
    main()
