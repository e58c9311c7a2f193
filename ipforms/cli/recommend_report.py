"""What `ipforms recommend` writes beside the table: the report, and the side table that the office fills in."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from ipforms import collate, paths
from ipforms.bulk.atomic_files import write_whole
from ipforms.cli import findings_view
from ipforms.cli.terminal import Terminal
from ipforms.collate.recommendation_row import OFFICE
from ipforms.findings import Finding
from ipforms.messages import Lang, say
from ipforms.reports.excel_sheet import SheetColumn
from ipforms.reports.table_report import ReportTable, table_book, table_page
from ipforms.schemas.jinhua import RecommendedEnterprise
from ipforms.schemas.record_texts import encode

GROUPS = ("recommended", "unsettled", "held_back", "ineligible", "duplicates")
"""The groups of a recommendation, in the order in which they are shown."""
_TONES = dict(zip(GROUPS, ("good", "judgement", "faulty", "unfit", "note"), strict=True))
REPORT_SUFFIXES = (".xlsx", ".html")
_COMPANIES = (6, 30, 36, 12, 66)  # characters; a landscape A4 page is full
_FINDINGS = (6, 28, 60, 12, 50)  # characters; so here
_SIDE = (34, 20, 40, 44)  # characters: a name, a field, two trademarks or patents on a line each
_ROW, _CELL = 2, 3  # steps of the path of a row, of a cell: the table, the row, the column
_RESULT = 3  # the column of the result, or of the kind of finding
_LISTED = frozenset(f"recommend.{each}" for each in ("left_out", "ineligible", "unsettled_apart", "nameless", "none"))
"""Findings that the table of companies says."""


def companies(table: collate.Recommendation, lang: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each application once, with the group that it is listed under."""
    shown: set[int] = set()
    for group in GROUPS:
        for each in getattr(table, group):
            if each.number not in shown:
                shown.add(each.number)
                yield group, each.to_dict(lang)


def write_reports(
    terminal: Terminal,
    table: collate.Recommendation,
    others: list[tuple[str, ...]],
    targets: list[Path],
    on: datetime.date,
    received: Sequence[ReportTable] = (),
    *,
    overwrite: bool,
) -> None:
    """Write the reports.

    Args:
        terminal: whose language they are in.
        table: the recommendation.
        others: files that are no application, or cannot be read: name, file, result, reason.
        targets: of `report_targets`.
        on: the day of the check.
        received: the list of all files that came.
        overwrite: replace files that differ.

    Raises:
        FileExists: another file is there, and may not be replaced.
        UnwritableOutput: the system refuses.
    """
    listed = [
        (_TONES[group], (each["name"], each["source"], terminal.say(f"recommend.{group}"), each["reason"]))
        for group, each in companies(table, terminal.lang)
    ]
    facts = {"day": on, "count": len(table.record.enterprises), "total": len(listed)}
    listed += [("unread", (name, file, result, reason)) for name, file, result, reason in others]
    rows = [
        (tone, (str(number), name, file, result, reason))
        for number, (tone, (name, file, result, reason)) in enumerate(listed, 1)
    ]
    title = terminal.say("recommend.report_title", **facts)
    tables = [_table(terminal, "companies", _COMPANIES, rows), _findings(terminal, table), *received]
    for path in targets:
        if path.suffix.lower() == ".html":
            made = table_page(tables, title, terminal.lang)
        else:
            made = table_book([replace(tables[0], title=title), *tables[1:]], terminal.lang, on)
        write_whole(path, made, overwrite=overwrite)


def _table(terminal: Terminal, name: str, widths: tuple[int, ...], rows: list[Any]) -> ReportTable:
    headers = terminal.say(f"recommend.{name}_columns").split(",")
    columns = [SheetColumn(header, width) for header, width in zip(headers, widths, strict=True)]
    return ReportTable(terminal.say(f"recommend.{name}"), columns, rows, _RESULT)


def open_findings(table: collate.Recommendation, lang: Lang) -> list[Finding]:
    """What is to be seen to, but for what the table of companies says; what holds for a column stands once."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for each in findings_view.to_do(table.findings):
        if each.code not in _LISTED:
            pattern = paths.pattern_of(each.path) if each.path else each.label
            groups.setdefault((each.code, pattern, each.note.message(lang)), []).append(each)
    return [_of_column(group, lang) for group in groups.values()]


def _of_column(group: list[Finding], lang: Lang) -> Finding:
    steps = [paths.parse(each.path) for each in group if each.path]
    if len(group) == 1 or not all(len(each) in (_ROW, _CELL) for each in steps) or not steps:
        return group[0]
    rows = _ranges(int(number) + 1 for _, number, *_ in steps)
    if len(steps[0]) == _ROW:
        return replace(group[0], label=say("cli.recommend.rows", lang, rows=rows))
    column = str(RecommendedEnterprise.model_fields[str(steps[0][-1])].title)
    return replace(group[0], label=say("cli.recommend.column", lang, column=column, rows=rows))


def _ranges(numbers: Iterable[int]) -> list[str]:
    """Rising numbers as people list them.

    >>> _ranges([1, 2, 3, 5, 7, 8])
    ['1—3', '5', '7—8']
    """
    groups = groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    spans = [[number for _, number in group] for _, group in groups]
    return [str(span[0]) if len(span) == 1 else f"{span[0]}—{span[-1]}" for span in spans]


def _findings(terminal: Terminal, table: collate.Recommendation) -> ReportTable:
    rows = []
    for number, finding in enumerate(open_findings(table, terminal.lang), 1):
        kind, label, _, message, hint = findings_view.row(finding, terminal.lang)
        rows.append((finding.severity.value, (str(number), label, message, kind, hint)))
    return _table(terminal, "findings", _FINDINGS, rows)


def write_side_table(
    terminal: Terminal, table: collate.Recommendation, path: Path, on: datetime.date, known: Any, *, overwrite: bool
) -> None:
    """Write the table of what no application says, to be filled in and read again.

    Args:
        terminal: whose language it is in.
        table: the recommendation; those that do not qualify are not asked about.
        path: the XLSX.
        on: the day of the check.
        known: the rows of the side table that was given.
        overwrite: replace a file that differs.

    Raises:
        FileExists: another file is there, and may not be replaced.
        UnwritableOutput: the system refuses.
    """
    fields = ("name", *OFFICE)
    columns = [
        SheetColumn(str(RecommendedEnterprise.model_fields[name].title), width)
        for name, width in zip(fields, _SIDE, strict=True)
    ]
    side = collate.SideTable(known)
    rows = []
    for each in _once(table.recommended, table.unsettled, table.held_back):
        if each.name:
            rows.append(("plain", (each.name, *_texts(side.of(each.name)))))
    made = table_book([ReportTable(terminal.say("recommend.companies"), columns, rows)], terminal.lang, on)
    write_whole(path, made, overwrite=overwrite)


def _texts(given: collate.SideRow | None) -> tuple[str, ...]:
    """What is known, as the form prints it, and so as it is read again."""
    texts = encode(RecommendedEnterprise.model_validate(dict(given.values))) if given else {}
    return tuple(texts.get(name, "") for name in OFFICE)


def _once(*groups: tuple[collate.Applicant, ...]) -> list[collate.Applicant]:
    return list({each.number: each for group in groups for each in group}.values())
