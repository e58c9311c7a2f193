"""Returned files → submissions → a table → the same records: no bad file stops another, and nothing is lost."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import openpyxl
import pytest

import ipforms
from ipforms import bulk, pipeline
from ipforms.bulk import result_tables
from ipforms.bulk.atomic_files import FileExists, UnwritableOutput
from ipforms.errors import UnknownForm, UnsupportedFormat
from tests.strategies import contract

IDS = [form.id for form in ipforms.forms()]
FORM = ipforms.form("jinhua-application")
MARKET = ipforms.form("guangzhou-market")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def full(form):
    return form.model.model_validate(contract(form.id))


def put(folder, records):
    """Each record as a document; the names are those of the files."""
    for name, record in records.items():
        (folder / name).write_bytes(ipforms.render(record))
    return folder


def back(form, path, **options):
    """The records that `fill` finds in a file."""
    with bulk.open_source(path) as source:
        rows = bulk.Rows(form, source, **options)
        entries = list(rows)
    assert [problem.reason() for entry in entries for problem in entry.faults] == []
    assert (rows.stray, rows.unused) == ([], [])
    return [entry.record for entry in entries]


def round_trip(form, given, folder, suffix, **options):
    put(folder, {f"{number:03}.docx": record for number, record in enumerate(given)})
    results = list(bulk.read([folder]))
    assert [result.submission.record for result in results] == given
    (path,) = result_tables.write(results, folder / f"out{suffix}")
    return back(form, path, **options)


@pytest.mark.parametrize("suffix", result_tables.SUFFIXES)
@pytest.mark.parametrize("derive", [False, True])
def test_what_was_read_fills_the_same_form_again(form, record, tmp_path, suffix, derive):
    assert round_trip(form, [record], tmp_path, suffix, derive=derive) == [record]


@pytest.mark.parametrize("suffix", result_tables.SUFFIXES)
def test_two_files_of_one_applicant_and_one_without_a_name_keep_their_own_rows(tmp_path, suffix):
    first = full(MARKET)
    second = first.model_copy(update={"ip_units": [*reversed(first.ip_units)], "contacts": []})
    nobody = first.model_copy(update={"name": None, "uscc": None})
    other = first.model_copy(update={"name": "另一家市场", "uscc": None})
    given = [first, second, nobody, other]
    assert round_trip(MARKET, given, tmp_path, suffix, derive=False) == given


@pytest.mark.parametrize("suffix", result_tables.SUFFIXES)
def test_texts_that_a_spreadsheet_would_run_come_back_as_they_were(tmp_path, suffix):
    hostile = ['=HYPERLINK("http://x","甲")', "+甲", "-甲", "@甲", '="甲"', "#甲", "示例甲", "'甲", 'a,b;\n"c"']
    given = [FORM.model(enterprise_name=text, mobile="+852-21234567") for text in hostile]
    assert round_trip(FORM, given, tmp_path, suffix, derive=False) == given
    if suffix == ".csv":
        with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
            assert not [cell for row in csv.reader(stream) for cell in row if cell.startswith(("=", "+", "-", "@"))]


BROKEN = {
    "a.docx": (b"%PDF-1.7\n", "不是完整的 PDF"),
    "b.docx": (OLE + "Workbook".encode("utf-16-le"), "XLS"),
    "c.docx": (OLE, "旧版 Office"),
    "d.docx": (b"<?xml version='1.0'?><a/>", "XML"),
    "e.docx": (b"", "文件是空的"),
    "f.docx": (b"PK\x03\x04", "不是完整的 DOCX"),
}


@pytest.mark.parametrize("suffix", result_tables.SUFFIXES)
def test_a_bad_file_is_a_row_with_its_reason_and_stops_no_other(tmp_path, suffix):
    put(tmp_path, {"0.docx": full(FORM), "z.docx": full(FORM)})
    (tmp_path / "z.docx").write_bytes(other_bytes((tmp_path / "z.docx").read_bytes()))
    for name, (data, _) in BROKEN.items():
        (tmp_path / name).write_bytes(data)
    results = list(bulk.read([tmp_path, tmp_path / "none.docx"]))
    assert [result.status for result in results] == ["read", *["failed"] * len(BROKEN), "read", "failed"]
    for result, (_, named) in zip(results[1:], BROKEN.values(), strict=False):
        assert named in str(result.error) and "(" not in result.error.message("en")[-2:]
    (path,) = result_tables.write(results, tmp_path / f"out{suffix}")
    assert back(FORM, path) == [full(FORM)] * 2
    assert [bool(row["#错误"]) for row in told(path)] == [False, *[True] * len(BROKEN), False, True]
    assert "PDF" in told(path)[1]["#错误"] and told(path)[1]["#文件"].endswith("a.docx")


def other_bytes(package):
    """The same document in a package of other bytes, which is no duplicate."""
    stream = io.BytesIO(package)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"saved again"
    return stream.getvalue()


def told(path):
    """The rows of an output, as plain dictionaries."""
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))
    head, *rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_several_forms_go_to_a_file_each_and_failures_to_one_of_their_own(tmp_path, suffix):
    put(tmp_path, {f"{form_id}.docx": full(ipforms.form(form_id)) for form_id in IDS})
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7")
    written = result_tables.write(bulk.read([tmp_path]), tmp_path / f"out{suffix}")
    assert {path.name for path in written} == {f"out-{name}{suffix}" for name in (*IDS, "failed")}
    for form_id in IDS:
        form = ipforms.form(form_id)
        assert back(form, tmp_path / f"out-{form_id}{suffix}") == [full(form)]


def test_jsonl_holds_all_forms_in_the_shape_of_the_records(tmp_path):
    put(tmp_path, {f"{form_id}.docx": full(ipforms.form(form_id)) for form_id in IDS})
    (path,) = result_tables.write(bulk.read([tmp_path]), tmp_path / "out.jsonl")
    rows = {row["#表格"]: row for row in told(path)}
    for form_id in IDS:
        values = {key: value for key, value in rows[form_id].items() if not key.startswith("#")}
        assert values == full(ipforms.form(form_id)).model_dump(mode="json")
        assert rows[form_id]["#提示"] == [] and rows[form_id]["#错误"] is None


def test_every_file_of_a_folder_has_one_result_whatever_it_is(tmp_path):
    names = ["b/乙.DOCX", "a.pdf", "b/c/说明.txt", "b/.h.docx", ".git/x.docx", "~$a.docx", "x.docx.part", "p.png"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "营业执照.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "甲.pdf").write_bytes(b"a.pdf")
    results = {result.path.relative_to(tmp_path).as_posix(): result for result in bulk.read([tmp_path])}
    assert {name: result.status for name, result in results.items()} == {
        **dict.fromkeys((".git", "b/.h.docx", "~$a.docx"), "leftover"),
        **dict.fromkeys(("a.pdf", "b/乙.DOCX", "p.png", "x.docx.part"), "failed"),
        "b/c/说明.txt": "paper",
        "甲.pdf": "duplicate",
        "营业执照.jpg": "paper",
    }
    assert results["甲.pdf"].file.same_as == tmp_path / "a.pdf"
    assert [paper.id for paper in results["营业执照.jpg"].paper.papers] == ["licence"]
    assert results["b/c/说明.txt"].paper.other.text() == "纯文本，不是申报表"


def test_files_are_read_one_by_one_when_they_are_asked_for(tmp_path, monkeypatch):
    put(tmp_path, {"1.docx": full(FORM), "2.docx": full(FORM)})
    seen = []
    monkeypatch.setattr(pipeline, "read", lambda path, form: seen.append(path.name))
    results = bulk.read([tmp_path])
    assert seen == [] and next(results) and seen == ["1.docx"]


def test_a_fault_of_the_program_costs_one_file_and_is_named(tmp_path, monkeypatch):
    def fault(path, form):
        raise KeyError("13800138000")

    monkeypatch.setattr(pipeline, "read", fault)
    (tmp_path / "甲.docx").write_bytes(b"PK")
    (result,) = bulk.read([tmp_path / "甲.docx"])
    assert "KeyError" in str(result.error) and "13800138000" not in str(result.error)


def test_a_form_that_is_not_the_one_wanted_is_no_such_form(tmp_path):
    put(tmp_path, {"1.docx": full(FORM)})
    (result,) = bulk.read([tmp_path], "guangzhou-market")
    assert result.status == "failed" and MARKET.title in str(result.error)
    with pytest.raises(UnknownForm):
        bulk.read([tmp_path], "nope")


def test_an_output_is_refused_before_anything_is_read_or_replaced(tmp_path):
    (tmp_path / "d.csv").mkdir()
    (tmp_path / "f").touch()
    with pytest.raises(UnsupportedFormat, match=r"\.txt"):
        result_tables.write([], tmp_path / "out.txt")
    for name in ("d.csv", "f/out.csv"):
        with pytest.raises(UnwritableOutput):
            result_tables.write([], tmp_path / name)
    (tmp_path / "out.csv").write_text("mine")
    with pytest.raises(FileExists):
        result_tables.write([], tmp_path / "out.csv")
    result_tables.write([], tmp_path / "out.csv", overwrite=True)
    assert told(tmp_path / "out.csv") == []


@pytest.mark.parametrize("suffix", result_tables.SUFFIXES)
def test_a_second_run_gives_the_same_bytes(tmp_path, suffix):
    put(tmp_path, {"1.docx": full(MARKET)})
    first, second = (
        result_tables.write(bulk.read([tmp_path / "1.docx"]), tmp_path / f"{name}{suffix}")[0] for name in "ab"
    )
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_a_table_cannot_hold_is_a_row_that_says_so(tmp_path, suffix):
    long = FORM.model(enterprise_name="甲", address="长" * 140_000)
    form = ipforms.form("jinhua-recommendation")
    many = form.model.model_validate({"enterprises": [{"name": f"企业{number}"} for number in range(201)]})
    for made in (long, many):
        folder = tmp_path / type(made).__name__
        folder.mkdir()
        results = list(bulk.read([put(folder, {"1.docx": made})]))
        assert results[0].submission.record == made
        (path,) = result_tables.write(results, folder / f"out{suffix}")
        (row,) = told(path)
        assert ".jsonl" in row["#错误"] and back(results[0].submission.form, path) == []


def test_columns_of_remarks_are_passed_over_and_rows_of_nothing_else_too(rows_of):
    entries, _ = rows_of("jinhua-application", "#文件,企业名称,#错误\na.docx,甲,\nb.docx,,读不出\n")
    assert [entry.record.enterprise_name for entry in entries] == ["甲"]
    entries, _ = rows_of("jinhua-application", [{"#文件": "a", "企业名称": "甲"}, {"#文件": "b", "#错误": "x"}, {}])
    assert [entry.record.enterprise_name for entry in entries] == ["甲", None]
    sheets = {
        "主表": [["#文件", "推荐单位"], ["a.docx", "甲局"]],
        "推荐企业": [["#文件", "推荐单位", "企业名称"], ["a.docx", "甲局", "乙"], ["b.docx", None, None]],
    }
    entries, rows = rows_of("jinhua-recommendation", sheets)
    assert [unit.name for unit in entries[0].record.enterprises] == ["乙"] and rows.stray == []
