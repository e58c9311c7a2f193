"""What people see of a run of `ipforms fill`: counts, pace, the first faults; and the same as JSON."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

from ipforms import bulk
from ipforms.bulk.atomic_files import write_whole
from ipforms.bulk.outputs import FolderOutput, Output, ZipOutput
from ipforms.bulk.problems import NUMBER_WRONG
from ipforms.bulk.progress import Progress
from ipforms.cli.terminal import Terminal
from ipforms.codes.masking import masked_text
from ipforms.forms import Form
from ipforms.messages import Lang, catalogue
from ipforms.text.regex import regex

SHOWN = 10  # faults, reasons and row numbers that a person reads on a terminal; the reports have them all
_DOUBTS = {
    NUMBER_WRONG: "wrong_numbers",
    "value.elsewhere": "as_written",
    "value.ditto_unclear": "as_written",
    "table.applicant_again": "repeated",
    "cell.hidden_row": "hidden_rows",
}
"""What a summary shows though a form was made: the code of a note, and under which title it stands."""


@dataclass(frozen=True)
class ReportFolder:
    """Where the reports of a run go: into its folder; of other outputs, beside it or here, under its name."""

    folder: Path  # the folder
    prefix: str = ""  # what their names begin with

    @classmethod
    def of(cls, target: Output) -> "ReportFolder":
        """The place for an output.

        >>> ReportFolder.of(ZipOutput(Path("a/b.zip"))).prefix
        'b.'
        """
        if isinstance(target, FolderOutput):
            return cls(target.path)
        if isinstance(target, ZipOutput):
            return cls(target.path.parent, f"{target.path.stem}.")
        return cls(Path(), f"{target.name.rstrip('/').rpartition('/')[2] or 'ipforms'}.")


@dataclass
class FillRun:
    """What a run has come to."""

    form: Form
    format: str
    source: str
    target: str
    place: ReportFolder
    is_folder: bool = True
    summary: bulk.Summary = field(default_factory=bulk.Summary)
    problems: list[dict[str, Any]] = field(default_factory=list)
    doubts: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in _DOUBTS.values()})
    doubted: Counter[str] = field(default_factory=Counter)  # how many there are of each kind
    faults: int = 0
    repaired: int = 0
    reports: list[Path] = field(default_factory=list)
    derived: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    joined: tuple[str, ...] = ()
    skipped: list[int] = field(default_factory=list)
    hidden: tuple[str, ...] = ()
    ignored: list[str] = field(default_factory=list)
    no_applicants: list[bulk.Problem] = field(default_factory=list)
    stale: Sequence[bulk.Problem] = ()

    @property
    def status(self) -> int:
        """The exit status."""
        return 0 if self.summary.ok and not self.faults else 1

    def keep(self, faults: Iterable[bulk.Problem], most: int | None, lang: Lang) -> None:
        """Count faults, and keep the first ones for the summary; all of them for JSON."""
        for fault in faults:
            self.faults += 1
            if most is None or len(self.problems) < most:
                self.problems.append(fault.to_dict(lang))

    def keep_doubts(self, notes: Iterable[bulk.Problem], most: int | None, lang: Lang) -> None:
        """Keep the first of what was written all the same and somebody should look at, by its kind."""
        for each in notes:
            if each.note.code == "table.column_unused" and each.column not in self.ignored:
                self.ignored.append(each.column)  # a key of a record; other records have others
            kind = _DOUBTS.get(each.note.code)
            if kind:
                self.doubted[kind] += 1
                if most is None or len(self.doubts[kind]) < most:
                    self.doubts[kind].append(each.to_dict(lang))

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            **self._head(),
            "repaired": self.repaired,
            "derived": self.derived,
            "no_applicants": [
                {"table": each.table, "row": each.row, "text": each.value} for each in self.no_applicants
            ],
            "stale": [each.value for each in self.stale],
            "reports": [str(path) for path in self.reports],
            "problems": self.problems,
            **self.doubts,
        }

    def figures(self) -> dict[str, Any]:
        """What summary.json says: the figures, without a word of anybody's data."""
        return {**self._head(), "faults": self.faults, "repaired": self.repaired, "stale": len(self.stale)}

    def write(self, figures: dict[str, Any] | None = None) -> Path:
        """Write summary.json, of this run or with those of other formats."""
        path = self.place.folder / f"{self.place.prefix}summary.json"
        figures = figures or self.figures()
        write_whole(path, (json.dumps(figures, ensure_ascii=False, indent=2) + "\n").encode(), overwrite=True)
        return path

    def _head(self) -> dict[str, Any]:
        whose = {"form": self.form.id, "source": self.source, "output": self.target}
        left_out = {
            "ignored_columns": [masked_text(header) for header in self.ignored],
            "no_applicant_rows": [each.row for each in self.no_applicants],
            "skipped_rows": self.skipped,
            "unused_sheets": self.unused,
            "joined_sheets": [*self.joined],
            "hidden_columns": list(self.hidden),
        }
        return {**whose, **self.summary.to_dict(), **left_out}


def pace(terminal: Terminal, now: Progress) -> str:
    """How fast it goes, and how long it will take."""
    if not now.rate:
        return ""
    if now.left is None:
        return terminal.say("fill.pace", rate=now.rate)
    return terminal.say("fill.pace_and_rest", rate=now.rate, rest=terminal.duration(now.left))


def show(terminal: Terminal, run: FillRun, first: FillRun | None = None) -> None:
    """The summary table, and the first faults; of another format of the same rows only what is new."""
    if first is None:
        terminal.line(run.form.title, style="bold")
    _show_counts(terminal, run)
    if first is None:
        _show_rest(terminal, run)
        return
    if new := [each for each in run.problems if each not in first.problems]:
        _show_rows(terminal, new)
    _show_place(terminal, run)


def _show_counts(terminal: Terminal, run: FillRun) -> None:
    counts = run.summary
    figures = {
        "total": counts.total,
        "written": counts.written,
        "unchanged": counts.unchanged,
        "refused": counts.refused,
        "failed": counts.failed,
        "repaired": run.repaired,
    }
    rows = [(terminal.say(f"fill.{name}"), count) for name, count in figures.items() if count or name == "total"]
    terminal.table("count_columns", [(terminal.say("fill.format"), run.format), *rows])
    terminal.print("fill.time", taken=terminal.duration(counts.seconds), rate=counts.rate)


def _show_rest(terminal: Terminal, run: FillRun) -> None:
    counts = run.summary
    _show_counted(terminal, "fill.reasons", {_reason(terminal, code): n for code, n in counts.reasons.items()})
    _show_counted(terminal, "fill.retried", counts.retried)
    if run.derived:
        terminal.print("fill.derived", fields=run.derived)
    if run.skipped:
        numbers = "、".join(map(str, run.skipped[:SHOWN])) + ("…" if len(run.skipped) > SHOWN else "")
        terminal.print("fill.skipped", numbers=numbers)
    if run.no_applicants:
        named = [_place_of(each, run.joined) for each in run.no_applicants[:SHOWN]]
        terminal.print("fill.no_applicants", rows=named, count=len(run.no_applicants))
    if run.ignored:
        terminal.print("fill.ignored", columns=run.ignored)
    if run.hidden:
        terminal.print("fill.hidden", columns=run.hidden)
    if run.joined:
        terminal.print("fill.joined", sheets=[*run.joined])
    if run.unused:
        terminal.print("fill.unused", sheets=run.unused)
    _show_problems(terminal, run)
    if run.stale:
        terminal.print("fill.stale", files=[each.value for each in run.stale[:SHOWN]], count=len(run.stale))
    _show_place(terminal, run)


def _place_of(row: bulk.Problem, sheets: Collection[str]) -> str:
    """A row and what it says; in which sheet, where several are read as one."""
    place = f"{row.table}!{row.row}" if sheets else str(row.row)
    mark = str(row.note.context["text"]) if row.note.code == "table.row_marked" else ""
    said = "：".join(filter(None, (row.value, mark)))  # 甲公司：已退出
    return place if said.isdigit() or not said else f"{place}（{said}）"  # of a row that has a number alone


def _show_place(terminal: Terminal, run: FillRun) -> None:
    terminal.print("fill.folder" if run.is_folder else "fill.output", target=run.target)
    for path in run.reports:
        terminal.print("fill.details", path=path)


def _show_counted(terminal: Terminal, key: str, counts: Mapping[str, int]) -> None:
    """What happened how often, the most frequent first."""
    if not counts:
        return
    terminal.print(key)
    for text, count in sorted(counts.items(), key=itemgetter(1), reverse=True)[:SHOWN]:
        terminal.print("fill.times", text=text, count=count)


def _reason(terminal: Terminal, code: str) -> str:
    """A finding's message without the facts of one row."""
    text = _FACT.sub("…", catalogue(terminal.lang).get(f"finding.{code}.message", code))
    return text if text != "…" else terminal.say("fill.other_reasons")


_FACT = regex(r"“?\{[^}]*\}”?")


def _show_problems(terminal: Terminal, run: FillRun) -> None:
    if shown := run.problems[:SHOWN]:
        _show_rows(terminal, shown)
    if left := run.faults - len(shown):
        terminal.print("fill.more_problems", count=left)
    for name, doubts in run.doubts.items():
        if doubts:
            terminal.print(f"fill.{name}")
            _show_rows(terminal, doubts[:SHOWN])
            if left := run.doubted[name] - len(doubts[:SHOWN]):
                terminal.print("fill.more_problems", count=left)


def _show_rows(terminal: Terminal, problems: Iterable[Mapping[str, Any]]) -> None:
    rows = [(each["row"], each["column"], each["value"], each["reason"]) for each in problems]
    terminal.table("fill.problem_columns", rows)
