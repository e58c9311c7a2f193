"""The table of corrections: what each place of a blank form was taken for, to be put right in a spreadsheet."""

import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ipforms.authoring.review_entry import NO_PLACE, ReviewEntry, Use
from ipforms.bulk import open_source
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual, Lang, catalogue, say
from ipforms.paths import Place
from ipforms.reports.excel_sheet import workbook
from ipforms.schemas.base import STAGES
from ipforms.schemas.field_kinds import KIND_NAMES
from ipforms.text import comparable

# fmt: off
COLUMNS = (
    "key", "where", "shown", "use", "path", "label", "kind", "options", "stage", "template", "certainty", "reason",
)
# fmt: on
"""What the table has columns for."""
_WIDTHS = (10, 22, 26, 10, 34, 34, 14, 30, 12, 24, 8, 40)  # characters
_EDITABLE = ("use", "path", "label", "kind", "options", "stage", "template")
_SEPARATOR = "；"  # between options, whose words may have commas
SURE, _LIKELY = 0.8, 0.65
"""From which certainty on a guess is called sure, or likely: of twelve forms of benchmarks/blanks.py, when first seen,
92 % of the 389 fields that are called sure were right in all, and 49 % of the other 43."""
_SHOWN, _AROUND, _BEHIND = 60, 12, 6  # characters of what stands in a place; before and behind one of its blanks
_DAY = date(2000, 1, 1)  # in the properties of the workbook: the same form gives the same table on any day


class InvalidReview(IpformsError):
    """A table of corrections that cannot be used."""


def write_review(entries: Iterable[ReviewEntry], lang: Lang = "zh") -> bytes:
    """The table as an XLSX file; uses, kinds and stages are chosen from lists, what is unsure is coloured."""
    target = io.BytesIO()
    with workbook(target, _DAY, lang) as book:
        sheet = book.add_worksheet(say("authoring.review.sheet", lang))
        head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
        plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        doubtful = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFF2CC"})
        fixed = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "font_color": "#7F7F7F"})
        for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, say(f"authoring.review.{name}", lang), head)
        row = 0
        for row, entry in enumerate(entries, 1):
            is_sure = entry.certainty >= SURE
            look = doubtful if not is_sure else plain if entry.use is Use.FIELD else fixed
            for column, text in enumerate(review_row(entry, lang)):
                sheet.write_string(row, column, text, look)
        _lists(sheet, max(row, 1), lang)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(row, 1), len(COLUMNS) - 1)
    return target.getvalue()


def _lists(sheet: Any, last: int, lang: Lang) -> None:
    for name, words in (
        ("use", [_word("use", use, lang) for use in Use]),
        ("kind", [_word("kind", kind, lang) for kind in KIND_NAMES]),
        ("stage", ["", *(_word("stage", stage, lang) for stage in STAGES[1:])]),
    ):
        column, behind = COLUMNS.index(name), len(COLUMNS) + 1 + ("use", "kind", "stage").index(name)
        for row, word in enumerate(words):  # a list that is typed may have 255 characters; a range, any number
            sheet.write_string(row, behind, word)
        sheet.set_column(behind, behind, None, None, {"hidden": True})
        letter = chr(ord("A") + behind)
        source = f"=${letter}$1:${letter}${len(words)}"
        sheet.data_validation(1, column, last, column, {"validate": "list", "source": source, "error_type": "warning"})


def review_row(entry: ReviewEntry, lang: Lang = "zh") -> list[str]:
    """An entry as the texts of its row."""
    shown = _shown(entry)
    sure = "sure" if entry.certainty >= SURE else "likely" if entry.certainty >= _LIKELY else "unsure"
    is_field = entry.use is Use.FIELD
    return [
        entry.key,
        entry.place.message(lang),
        shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…",
        _word("use", entry.use, lang),
        entry.path,
        entry.label,
        _word("kind", entry.kind, lang) if is_field else "",
        _SEPARATOR.join(entry.options),
        _word("stage", entry.stage, lang) if is_field and entry.stage else "",
        entry.template,
        say(f"authoring.certainty.{sure}", lang) if is_field else "",
        say(f"authoring.reason.{entry.reason}", lang) if entry.reason else "",
    ]


def _shown(entry: ReviewEntry) -> str:
    """What is printed there; of a text with several blanks what is around this one: …联系人：【____】 电话：."""
    if entry.cell_key == entry.key or entry.start < 0:
        return " ".join(entry.shown.split())
    before, behind = entry.shown[: entry.start].rstrip("\n").split("\n")[-1], entry.shown[entry.end :].split("\n")[0]
    blank = " ".join(re.sub("_{4,}", "____", entry.shown[entry.start : entry.end]).split())
    cut = "…" if len(before) > _AROUND else ""
    return f"{cut}{before[-_AROUND:].strip()}【{blank}】{behind[:_BEHIND].rstrip()}"


def review_headers(lang: Lang = "zh") -> list[str]:
    """The headers of the columns."""
    return [say(f"authoring.review.{name}", lang) for name in COLUMNS]


def _word(what: str, name: str, lang: Lang) -> str:
    """The word of a use, a kind or a stage; the name itself where it has none."""
    return catalogue(lang).get(f"authoring.{what}.{name}", str(name))


def read_review(source: str | os.PathLike[str] | bytes, entries: Iterable[ReviewEntry]) -> list[ReviewEntry]:
    """The entries as a table of corrections has them.

    Args:
        source: the table, as a person has left it; rows that are missing stay as they were guessed.
        entries: what was guessed.

    Raises:
        InvalidReview: a word of it is none of those that can be chosen, or a field has no path; all faults are listed.
        IpformsError: it cannot be read as a table.
    """
    rows = _rows(source)
    faults: list[Bilingual] = []
    corrected = [_corrected(entry, rows[entry.key], faults) if entry.key in rows else entry for entry in entries]
    known = {entry.key for entry in corrected}
    for key, cells in rows.items():
        if key not in known and cells.get("path"):  # a field in a text that was typed by hand
            added = ReviewEntry(key, Place(), "", Use.FIELD, kind="line", start=NO_PLACE)
            corrected.append(_corrected(added, {"use": Use.FIELD, **cells}, faults))
    named: dict[str, str] = {}
    for entry in corrected:
        if entry.use is Use.FIELD:
            other = named.setdefault(entry.path, entry.key)
            if other != entry.key:
                faults.append(_fault("same", entry.key, other=other, path=entry.path))
    for path, key in named.items():
        faults += [_fault("group", key, path=path, other=other) for other in named if other.startswith(f"{path}.")]
    if faults:
        raise InvalidReview(faults=faults)
    return corrected


def _rows(source: str | os.PathLike[str] | bytes) -> dict[str, dict[str, str]]:
    """The cells of each row by column, the rows by their key; headers are understood in any language."""
    names = {say(f"authoring.review.{name}", lang): name for lang in ("zh", "en") for name in COLUMNS}
    found: dict[str, dict[str, str]] = {}
    with open_source(source) as opened:
        for row in opened.tables[0]:
            cells = {names[header]: _text(value) for header, value in row.values.items() if header in names}
            if cells.get("key"):
                found[cells["key"]] = cells
    return found


def _text(cell: object) -> str:
    value = getattr(cell, "value", cell)
    return "" if value is None else str(value).strip()


def _corrected(entry: ReviewEntry, cells: Mapping[str, str], faults: list[Bilingual]) -> ReviewEntry:
    given = {name: cells.get(name, "") for name in _EDITABLE}
    use, kind = _meant("use", given["use"], tuple(Use)), _meant("kind", given["kind"], KIND_NAMES)
    stage = _meant("stage", given["stage"], STAGES) or given["stage"]
    options = tuple(
        filter(None, (each.strip() for each in given["options"].replace(";", _SEPARATOR).split(_SEPARATOR)))
    )
    wrong = list(_wrong(given, use, kind, options))
    for name in wrong:
        what = name if name in ("path", "options") else "word"
        words = Use if name == "use" else KIND_NAMES if name == "kind" else ()
        known = [Bilingual(f"authoring.{name}.{each}") for each in words]
        column = Bilingual(f"authoring.review.{name}")
        faults.append(_fault(what, entry.key, column=column, word=given[name], known=known))
    if wrong or use is None:
        return entry
    changed = replace(
        entry, use=Use(use), path=given["path"], label=given["label"], options=options, template=given["template"]
    )
    if use == Use.FIELD:
        changed = replace(changed, kind=kind or "", stage=stage)
    return changed if changed == entry else replace(changed, certainty=1.0, reason="corrected")


def _wrong(given: Mapping[str, str], use: str | None, kind: str | None, options: Sequence[str]) -> Iterator[str]:
    """The columns of a row that say what cannot be."""
    if use is None:
        yield "use"
    if use != Use.FIELD:
        return
    if not _is_path(given["path"]):
        yield "path"
    if not kind:
        yield "kind"
    if kind in ("choice", "choices") and not 0 < len(options) == len({*map(comparable, options)}):
        yield "options"


def _fault(what: str, key: str, **context: object) -> Bilingual:
    return Bilingual(f"authoring.fault.{what}", {"key": key, **context})


def _is_path(path: str) -> bool:
    steps = path.split(".")
    return all(step.removesuffix("[]").isidentifier() and step.isascii() for step in steps)


def _meant(what: str, word: str, names: Iterable[str]) -> str | None:
    """The name behind a word that is chosen, in any language; "" for an empty cell of what may be empty."""
    if not word:
        return "" if what != "use" else None
    known = {_word(what, name, lang): name for lang in ("zh", "en") for name in names}
    known |= {str(name): str(name) for name in names}
    return known.get(word)
