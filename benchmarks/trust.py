"""How far reading can be trusted: each value of a corpus beside the truth, and beside how certain it was called.

`python -m benchmarks.trust DIR…` reads each document that `DIR/truth.jsonl` names; a line holds `file`, `form`,
`layout`, `habits`, `values` (as tests/data/contract has them), and may hold `accept` (path → other right values) and
`told` (paths that need a finding). `--own N` measures our own documents instead. A value is wrong in silence if no
finding names it or what it is a part of.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.trust_corpus import FILTERS, OWN_FORMATS, converted, own, truths
from benchmarks.trust_values import LEVELS, Document, Judged, Truth, judged

_CHUNK = 20  # documents handed to a process at once


@dataclass
class Count:
    """Of some values: how many, and how many of them are wrong, or wrong in silence."""

    values: int = 0
    wrong: int = 0
    silent: int = 0

    def add(self, values: Iterable[Judged]) -> None:
        """Count further values."""
        for value in values:
            self.values += 1
            self.wrong += not value.is_right
            self.silent += not value.is_right and not value.is_told


@dataclass
class Trust:
    """What came of a corpus."""

    documents: int = 0  # how many there are
    refused: int = 0  # how many raised
    total: Count = field(default_factory=Count)  # all values
    # the values by how certain they were called
    levels: dict[str, Count] = field(default_factory=lambda: {level: Count() for level in LEVELS})
    # "habit", "layout", "form" → its name → the values of its documents
    groups: dict[str, dict[str, Count]] = field(default_factory=dict)
    expected_told: int = 0  # how many paths need a finding
    untold: int = 0  # how many of these have none

    def add(self, document: Document) -> None:
        """Count a document."""
        self.documents += 1
        self.refused += bool(document.error)
        self.expected_told += len(document.truth.told)
        self.untold += len(document.untold)
        self.total.add(document.values)
        for value in document.values:
            self.levels[value.certainty].add((value,))
        for kind, names in _groups(document.truth):
            for name in names:
                self.groups.setdefault(kind, {}).setdefault(name, Count()).add(document.values)


def _groups(truth: Truth) -> Iterator[tuple[str, Sequence[str]]]:
    yield "form", (truth.form,)
    yield "layout", (truth.layout or "—",)
    yield "habit", truth.habits or ("—",)


def read_all(given: Sequence[Truth], jobs: int = 1) -> Iterator[Document]:
    """Read the documents in their order, in one process or several."""
    if jobs == 1:
        yield from map(_judged, given)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_judged, given, chunksize=_CHUNK)


def _judged(truth: Truth) -> Document:
    return judged(truth, truth.file)


def print_tables(trust: Trust, say: Callable[[str], object] = print) -> None:
    """The figures in Markdown."""
    total, sure = trust.total, trust.levels["sure"]
    right = total.values - total.wrong
    say(f"documents {trust.documents:,}, of which {trust.refused:,} raise; values {total.values:,}")
    say(f"exact {_share(right, total.values)}; wrong {total.wrong:,}; wrong in silence {total.silent:,}")
    say(f"called sure {_share(sure.values, total.values)}; wrong among the sure {sure.wrong:,}")
    say(f"of the right ones sure {_share(sure.values - sure.wrong, right)}")
    if trust.expected_told:
        say(f"paths that need a finding {trust.expected_told:,}, without one {trust.untold:,}")
    say("\n| taking what is at least | values | coverage | wrong | risk | in silence |\n|---|--:|--:|--:|--:|--:|")
    for row in _risk_and_coverage(trust):
        say(row)
    for kind, counts in trust.groups.items():
        say(f"\n| {kind} | values | wrong | in silence |\n|---|--:|--:|--:|")
        for name, count in sorted(counts.items(), key=lambda item: (-item[1].wrong, item[0])):
            say(f"| {name} | {count.values:,} | {count.wrong:,} | {count.silent:,} |")


def _risk_and_coverage(trust: Trust) -> Iterator[str]:
    taken = Count()
    for level, count in trust.levels.items():
        if count.values:
            taken = Count(taken.values + count.values, taken.wrong + count.wrong, taken.silent + count.silent)
            coverage, risk = _share(taken.values, trust.total.values), _share(taken.wrong, taken.values)
            yield f"| {level} | {taken.values:,} | {coverage} | {taken.wrong:,} | {risk} | {taken.silent:,} |"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "—"


def print_misses(document: Document, say: Callable[[str], object] = print) -> int:
    """What is wrong in a document, the silent first; how many there are."""
    misses = sorted((value for value in document.values if not value.is_right), key=lambda value: value.is_told)
    if misses or document.untold:
        say(f"\n{document.truth.file} [{document.truth.layout}] {', '.join(document.truth.habits)} {document.error}")
        say(f"  findings: {'; '.join(document.findings)}")
    for path in document.untold:
        say(f"  no finding on {path}")
    for value in misses if not document.error else ():
        silent = "" if value.is_told else " SILENT"
        say(f"  {value.path}: {value.got!r}, not {value.expected!r} ({value.certainty}){silent}")
    return len(misses)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print."""
    asked = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        formats = ("docx",) if asked.format else OWN_FORMATS
        given = own(Path(folder), asked.own, formats) if asked.own is not None else []
        given += [truth for each in asked.folders for truth in truths(each)]
        _measure(converted(given, asked.format) if asked.format else given, asked)


def _measure(given: Sequence[Truth], asked: argparse.Namespace) -> None:
    trust, shown, start = Trust(), 0, time.perf_counter()
    for document in read_all(given[: asked.first], asked.jobs):
        trust.add(document)
        if shown < asked.misses and (asked.habit is None or asked.habit in document.truth.habits):
            shown += print_misses(document)
    print(f"\n{time.perf_counter() - start:,.1f} s")
    print_tables(trust)
    if asked.json:
        asked.json.write_text(json.dumps(asdict(trust), ensure_ascii=False, indent=1), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.trust", description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="DIR", help="a corpus: documents and truth.jsonl")
    parser.add_argument("--own", type=int, metavar="N", help="our own documents, N varied records a form and format")
    parser.add_argument("--as", dest="format", choices=FILTERS, help="as LibreOffice saves them (kept in DIR/.as-…)")
    parser.add_argument("--json", type=Path, metavar="OUT", help="the figures as JSON")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="list about N values that are wrong")
    parser.add_argument("--habit", help="list only those of this habit")
    parser.add_argument("--first", type=int, metavar="N", help="only the first N documents")
    parser.add_argument("--jobs", type=int, default=1, help="processes (default: 1)")
    return parser


if __name__ == "__main__":
    main()
