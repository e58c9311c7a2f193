"""What people see of a run of `ipforms fill`: counts, pace, the first faults; and the same as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

from ipforms import bulk
from ipforms.bulk.atomic_files import write_whole
from ipforms.bulk.outputs import FolderOutput, Output, ZipOutput
from ipforms.bulk.progress import Progress
from ipforms.cli import output
from ipforms.cli.lang import LANG, say
from ipforms.forms import Form
from ipforms.messages import catalogue

SHOWN = 10


@dataclass(frozen=True)
class Place:
    """Where the reports of a run go: into its folder; of other outputs, beside it or here, under its name.

    Attributes:
        folder: the folder.
        prefix: what their names begin with.
    """

    folder: Path
    prefix: str = ""

    @classmethod
    def of(cls, target: Output) -> Place:
        """The place for an output.

        >>> Place.of(Archive(Path("a/b.zip"))).prefix
        'b.'
        """
        if isinstance(target, FolderOutput):
            return cls(target.path)
        if isinstance(target, ZipOutput):
            return cls(target.path.parent, f"{target.path.stem}.")
        return cls(Path(), f"{target.name.rstrip('/').rpartition('/')[2] or 'ipforms'}.")


@dataclass
class Run:
    """What a run has come to."""

    form: Form
    source: str
    target: str
    place: Place
    is_folder: bool = True
    summary: bulk.Summary = field(default_factory=bulk.Summary)
    problems: list[dict[str, Any]] = field(default_factory=list)
    faults: int = 0
    repaired: int = 0
    reports: list[Path] = field(default_factory=list)
    derived: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The exit status."""
        return 0 if self.summary.ok and not self.faults else 1

    def keep(self, faults: Iterable[bulk.Problem], most: int | None) -> None:
        """Count faults, and keep the first ones for the summary; all of them for JSON."""
        for fault in faults:
            self.faults += 1
            if most is None or len(self.problems) < most:
                self.problems.append(fault.to_dict(LANG))

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            **self._head(),
            "repaired": self.repaired,
            "derived": self.derived,
            "unused_sheets": self.unused,
            "skipped_rows": self.skipped,
            "reports": [str(path) for path in self.reports],
            "problems": self.problems,
        }

    def write(self) -> Path:
        """Write summary.json: the figures, without a word of anybody's data."""
        path = self.place.folder / f"{self.place.prefix}summary.json"
        told = {**self._head(), "faults": self.faults, "repaired": self.repaired}
        write_whole(path, (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode(), overwrite=True)
        return path

    def _head(self) -> dict[str, Any]:
        return {"form": self.form.id, "source": self.source, "output": self.target, **self.summary.to_dict()}


def pace(now: Progress) -> str:
    """How fast it goes, and how long it will take."""
    if not now.rate:
        return ""
    rate = say(f"{now.rate:,.0f} 份/秒", f"{now.rate:,.0f}/s")
    return rate if now.left is None else rate + say("，剩余约 ", ", left: ") + _duration(now.left)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return say(f"{hours} 小时 {minutes} 分", f"{hours} h {minutes} min")
    return say(f"{minutes} 分 {rest} 秒", f"{minutes} min {rest} s") if minutes else say(f"{rest} 秒", f"{rest} s")


def show(run: Run) -> None:
    """The summary table, and the first faults."""
    counts = run.summary
    rows = [
        (say("数据", "rows"), counts.total),
        (say("已生成", "written"), counts.written),
        (say("内容相同、未改动", "unchanged"), counts.unchanged),
        (say("数据有误、未生成", "refused"), counts.refused),
        (say("写入失败", "failed"), counts.failed),
        (say("已修复和需留意的单元格", "repairs and doubts"), run.repaired),
    ]
    headers = say("项目,数量", "what,count").split(",")
    output.line(run.form.title, style="bold")
    output.table(headers, [row for row in rows if row[1] or row is rows[0]])
    rate, taken = f"{counts.rate:,.0f}", _duration(counts.seconds)
    output.line(say(f"用时 {taken}，每秒 {rate} 份", f"Time: {taken}, {rate} files a second"))
    _show_counted(say("未生成的原因：", "Why there is no file:"), {_reason(k): n for k, n in counts.reasons.items()})
    _show_counted(say("存储出错后已重试：", "The store was asked again after:"), counts.retried)
    if run.derived:
        output.line(
            say("数据中没有、已从表内同一内容补填的栏：", "Filled from the same fact elsewhere: ")
            + "、".join(run.derived)
        )
    if run.skipped:
        numbers = "、".join(map(str, run.skipped[:SHOWN])) + ("…" if len(run.skipped) > SHOWN else "")
        output.line(say(f"已跳过的说明、示例行：{numbers}", f"Rows of notes and examples, skipped: {numbers}"))
    if run.unused:
        output.line(say("未使用的工作表：", "Sheets that were not used: ") + "、".join(run.unused))
    _show_problems(run)
    where = say("输出文件夹：", "Folder: ") if run.is_folder else say("输出位置：", "Output: ")
    output.line(where + run.target)
    for path in run.reports:
        output.line(say("明细：", "Details: ") + str(path))


def _show_counted(title: str, counts: Mapping[str, int]) -> None:
    """What happened how often, the most frequent first."""
    if not counts:
        return
    output.line(title)
    for text, count in sorted(counts.items(), key=itemgetter(1), reverse=True)[:SHOWN]:
        output.line(say(f"  {text}（{count} 次）", f"  {text} ({count} times)"))


def _reason(code: str) -> str:
    """A finding's message without the facts of one row."""
    text = _FACT.sub("…", catalogue(LANG).get(f"finding.{code}.message", code))
    return text if text != "…" else say("其他原因，见明细", "other reasons, see the details")


_FACT = re.compile(r"“?\{[^}]*\}”?")


def _show_problems(run: Run) -> None:
    if not run.problems:
        return
    headers = say("行号,列,填写内容,原因", "row,column,value,reason").split(",")
    shown = run.problems[:SHOWN]
    output.table(headers, [(each["row"], each["column"], each["value"], each["reason"]) for each in shown])
    left = run.faults - len(shown)
    if left:
        output.line(say(f"……另有 {left} 处，见明细文件。", f"… {left} more in the details."))
