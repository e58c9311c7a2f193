"""The returned forms of `ipforms demo`: some are as they should be, each of the others has a fault of its own.

They are made of the sample data. What a fault looks like is what offices really get back: a digit mistyped, a field
forgotten, the statement changed, a file cut off on its way, a scan in place of the Word file.
"""

import datetime
import io
import json
import zipfile
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import ipforms
from ipforms import bulk
from ipforms.cli.terminal import Terminal
from ipforms.messages import Severity
from ipforms.rules.eligibility.verdicts import Verdict
from ipforms.schemas.base import FormModel

ON = datetime.date(2022, 7, 1)  # the day on which the demonstration checks: its applications are of June 2022

Sample = Callable[[str], Path]  # the name of a sample → its file

# One blank page: to a reader of texts a scan is no more.
_SCAN = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
_STATEMENT = "资料真实有效", "资料基本属实"
_DOCUMENT = "word/document.xml"


@dataclass(frozen=True)
class DemoData:
    """The folder, and what the demonstration tells of it."""

    folder: Path  # the returned forms
    incomplete: Path  # the one that lacks its mobile number
    corrected: Path  # the same form, handed in again
    side: Path  # what the recommending office knows of the companies
    unit: str  # that office


def demo_data(terminal: Terminal, base: Path, sample: Sample) -> DemoData:
    """Make the folder, and what goes with it."""
    folder, again = base / "5-returned", base / "8-handed-in-again"
    for each in (folder, again):
        bulk.atomic_files.make_folder(each)
    table = json.loads(sample("jinhua-recommendation.json").read_text(encoding="utf-8"))[1]
    companies = {each["name"]: each for each in table["enterprises"]}
    good, incomplete, unfit = _applications(sample, companies)
    files = dict(_correct_forms(terminal, good)) | dict(_guangzhou_forms(terminal, sample))
    incomplete_name, again_name = terminal.say("demo.file.no_mobile"), terminal.say("demo.file.corrected")
    files[incomplete_name] = _form_with(incomplete, mobile=None)
    files[terminal.say("demo.file.does_not_qualify")] = _form_with(unfit, **_NOTHING)
    files[terminal.say("demo.file.cut_off")] = files[incomplete_name][:2_000]
    files[terminal.say("demo.file.scan")] = _SCAN
    for name, data in files.items():
        _write(folder / name, data)
    _write(again / again_name, _form_with(incomplete, employees=(incomplete.employees or 0) + 12))
    side = base / "3-sample-data" / "side-table.json"
    known = [_side_row(companies[each.enterprise_name]) for each in (*good, incomplete)]
    _write(side, json.dumps(known, ensure_ascii=False, indent=2).encode())
    return DemoData(folder, folder / incomplete_name, again / again_name, side, table["recommending_unit"])


_NOTHING = {
    "high_tech": {"held": False},
    "ip_model_title": {"held": False},
    "valid_patents": {"total": 3, "invention": 1, "utility_model": 2, "design": 0},
    "valid_trademarks": 5,
    "well_known_trademark": {"held": False},
}


def _side_row(company: dict[str, Any]) -> dict[str, Any]:
    """What the office knows beyond the application."""
    return {name: company[name] for name in ("name", "industry", "key_trademarks", "key_patents")}


def _applications(sample: Sample, names: Container[str]) -> tuple[list[Any], Any, Any]:
    """Three applications as they should be, and two of which a fault is made."""
    found = _clean_records("jinhua-application", sample("jinhua-application.xlsx"))
    first = list(islice((each for each in found if getattr(each, "enterprise_name", None) in names), 5))
    return first[:3], first[3], first[4]


def _correct_forms(terminal: Terminal, records: list[FormModel]) -> Iterator[tuple[str, bytes]]:
    for number, record in enumerate(records, 1):
        yield terminal.say("demo.file.good", number=number), ipforms.render(record)


def _guangzhou_forms(terminal: Terminal, sample: Sample) -> Iterator[tuple[str, bytes]]:
    """An enterprise and a market as they should be, a mistyped credit code, and a changed statement."""
    enterprises = _clean_records("guangzhou-enterprise", sample("guangzhou-enterprise.xlsx"))
    good, mistyped, changed = islice(enterprises, 3)
    market = next(_clean_records("guangzhou-market", sample("guangzhou-market.xlsx")))
    yield terminal.say("demo.file.good", number=4), ipforms.render(good)
    yield terminal.say("demo.file.good", number=5), ipforms.render(market)
    yield terminal.say("demo.file.credit_code"), _form_with(mistyped, uscc=_mistyped(_code(mistyped)))
    yield terminal.say("demo.file.statement"), _reworded(ipforms.render(changed), *_STATEMENT)


def _clean_records(form_id: str, file: Path) -> Iterator[FormModel]:
    """The records of a file that have no findings."""
    with bulk.open_source(file) as source:
        for entry in bulk.Rows(ipforms.form(form_id), source):
            if entry.record is not None and _is_clean(entry.record):
                yield entry.record


def _is_clean(record: FormModel) -> bool:
    report = ipforms.check(record, on=ON)
    asked = any(finding.severity is not Severity.NOTE for finding in report.findings)
    return not asked and report.eligibility is not None and report.eligibility.verdict is not Verdict.NO


def _form_with(record: FormModel, **changes: Any) -> bytes:
    """The form of a record with other values."""
    return ipforms.render(type(record).model_validate({**record.model_dump(mode="json"), **changes}))


def _code(record: FormModel) -> str:
    return str(getattr(record, "uscc", ""))


def _mistyped(code: str) -> str:
    """The code with another check character."""
    return code[:-1] + ("1" if code[-1] != "1" else "2")


def _reworded(document: bytes, old: str, new: str) -> bytes:
    """The document with other words in its text."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in package.infolist():
            data = package.read(part)
            copy.writestr(part, data.replace(old.encode(), new.encode()) if part.filename == _DOCUMENT else data)
    return target.getvalue()


def _write(path: Path, data: bytes) -> None:
    bulk.atomic_files.write_whole(path, data, overwrite=True)
