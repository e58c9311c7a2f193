"""`ipforms read` as a process: one line a file, exit status, JSON, outputs that `fill` takes."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import openpyxl
import pytest

import ipforms
from ipforms.cli.read import ReadingPace
from ipforms.cli.terminal import Terminal
from tests.strategies import contract

FORM = ipforms.form("jinhua-application")
MARKET = ipforms.form("guangzhou-market")


def full(form):
    return form.model.model_validate(contract(form.id))


@pytest.fixture
def returned(tmp_path):
    """A folder of returned forms: two good ones."""
    folder = tmp_path / "收回"
    (folder / "乙").mkdir(parents=True)
    (folder / "甲.docx").write_bytes(ipforms.render(full(FORM)))
    (folder / "乙" / "市场.docx").write_bytes(ipforms.render(full(MARKET)))
    return folder


def test_each_file_has_its_line_and_all_read_is_status_0(cli, returned):
    done = cli("read", "收回")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"甲.docx：{FORM.title}，" in done.stdout and f"市场.docx：{MARKET.title}，" in done.stdout
    assert "已读出" in done.stdout and "未读出" not in done.stdout and "没有保存" in done.stdout
    assert "没有保存" not in cli("read", "收回", "-o", "数据.jsonl").stdout
    english = cli("--lang", "en", "read", "收回").stdout
    assert "甲.docx: jinhua-application, " in english and " values" in english
    assert cli("read", "收回", "-q").stdout == ""


BROKEN = {
    "1.docx": (b"<?xml version='1.0'?><a/>", "XML"),
    "2.docx": (bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le"), "XLS"),
    "3.docx": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "Office"),
    "4.docx": (bytes.fromhex("d0cf11e0a1b11ae1") + "PowerPoint Document".encode("utf-16-le"), "PPT"),
}


def test_a_file_that_cannot_be_read_is_named_exactly_stops_no_other_and_gives_status_1(cli, returned):
    for name, (data, _) in BROKEN.items():
        (returned / name).write_bytes(data)
    done = cli("read", "收回")
    assert done.returncode == 1 and "甲.docx：金华" in done.stdout and "市场.docx：广州" in done.stdout
    for name, (_, format) in BROKEN.items():
        assert re.search(f"{name}：未读出。.*{format}", done.stdout), done.stdout
    assert re.search("1.docx: not read. .*XML", cli("read", "收回", "--lang", "en").stdout)


def with_a_doubt():
    """A form whose staff are no number."""
    import io

    import docx

    document = docx.Document(io.BytesIO(ipforms.render(FORM.model(enterprise_name="甲", employees=3141592))))
    for table in document.tables:
        for cell in table._cells:
            if "3141592" in cell.text:
                cell.paragraphs[0].runs[0].text = cell.text.replace("3141592", "很多很多 13800138000")
                for run in cell.paragraphs[0].runs[1:]:
                    run.text = ""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_findings_are_told_give_status_1_and_hold_no_clear_number(cli, data):
    data("a.docx", with_a_doubt())
    done = cli("read", "a.docx", "-o", "a.csv")
    assert done.returncode == 1 and "处需留意：“企业总人数”" in done.stdout and "有需留意之处" in done.stdout
    (told,) = json.loads(cli("read", "a.docx", "--json").stdout)
    faults = [each for each in told["findings"] if each["severity"] in ("error", "warning")]
    assert faults and {"code", "severity", "path", "label", "place", "message", "hint"} == set(faults[0])
    assert (faults[0]["path"], faults[0]["label"]) == ("employees", "企业总人数") and "个表格" in faults[0]["place"]
    assert "13800138000" not in done.stdout + json.dumps(told["findings"])


def test_json_stands_alone_and_is_what_the_library_reads(cli, returned):
    (returned / "x.pdf").write_bytes(b"%PDF-1.7")
    (returned / "营业执照.txt").write_text("见附件", encoding="utf-8")
    done = cli("read", "收回", "--json", "-o", "out.jsonl")
    assert (done.returncode, done.stderr) == (1, "")
    told = {item["file"]: item for item in json.loads(done.stdout)}
    assert {(name.removeprefix("收回/"), item["name"]) for name, item in told.items()} == {
        (name, name) for name in ("x.pdf", "甲.docx", "乙/市场.docx", "营业执照.txt")
    }
    failed, good, market = (told[f"收回/{name}"] for name in ("x.pdf", "甲.docx", "乙/市场.docx"))
    assert failed["values"] is None and failed["form"] is None and "PDF" in failed["error"]
    assert failed["code"] == "unreadable.pdf_truncated" and good["code"] is None
    assert good["values"] == full(FORM).model_dump(mode="json") and good["error"] is None
    assert (market["form"], market["format"], market["file"]) == (MARKET.id, "docx", "收回/乙/市场.docx")


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "xlsx"])
def test_fill_takes_what_read_has_written_and_makes_the_same_files(cli, returned, tmp_path, suffix):
    (returned / "x.pdf").write_bytes(b"%PDF-1.7")
    done = cli("read", "收回/甲.docx", "收回/x.pdf", "-o", f"数据/data.{suffix}")
    assert done.returncode == 1 and f"数据/data.{suffix}" in done.stdout
    assert cli("fill", FORM.id, f"数据/data.{suffix}").returncode == 0
    (made,) = (tmp_path / "out").glob("*.docx")
    assert made.read_bytes() == (returned / "甲.docx").read_bytes()


def test_several_forms_go_to_a_file_each_and_it_is_said(cli, returned, tmp_path):
    done = cli("read", "收回", "-o", "data.xlsx")
    assert done.returncode == 0 and "按表格分开" in done.stdout
    for form in (FORM, MARKET):
        assert f"data-{form.id}.xlsx" in done.stdout
        assert cli("fill", form.id, f"data-{form.id}.xlsx").returncode == 0


def test_a_file_of_another_form_than_the_one_asked_for_is_not_read(cli, returned):
    done = cli("read", "收回", "--form", MARKET.id)
    assert done.returncode == 1 and "甲.docx：未读出。" in done.stdout and f"市场.docx：{MARKET.title}" in done.stdout


WRONG = [
    ((), "缺少参数", "Missing argument"),
    (("empty",), "中没有文件", "There are no files"),
    (("收回", "-o", "a.txt"), "不支持“.txt”格式", "The format “.txt” is not supported"),
    (("收回", "-o", "a"), "不支持“a”格式", "The format “a” is not supported"),
    (("收回", "-o", "file/a.csv"), "无法写入", "Cannot write"),
    (("收回", "-o", "folder.csv"), "该名称是一个文件夹", "a folder has this name"),
    (("收回/甲.docx", "-o", "mine.csv"), "--overwrite", "--overwrite"),
    (("收回", "--form", "nope"), "没有名为“nope”的表格", "There is no form “nope”"),
    (("收回", "none.docx"), "找不到文件“none.docx”", "There is no file “none.docx”"),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_run_is_status_2_with_the_reason(calls, returned, tmp_path, lang):
    (tmp_path / "empty").mkdir()
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "mine.csv").write_text("mine")
    for (status, _, err), (_, zh, en) in zip(
        calls([["read", *arguments] for arguments, _, _ in WRONG], lang, tmp_path), WRONG, strict=True
    ):
        assert status == 2 and (zh if lang == "zh" else en) in err
    assert (tmp_path / "mine.csv").read_text() == "mine"
    assert cli_status(calls, tmp_path, "--overwrite") == 0 and (tmp_path / "mine.csv").read_text() != "mine"


def cli_status(calls, folder, *more):
    ((status, _, _),) = calls([["read", "收回/甲.docx", "-o", "mine.csv", *more]], "zh", folder)
    return status


def test_the_list_of_all_files_adds_up(cli, returned, tmp_path):
    (returned / "Thumbs.db").write_bytes(b"x")
    (returned / "甲的副本.docx").write_bytes((returned / "甲.docx").read_bytes())
    done = cli("read", "收回", "--inventory", "清单.xlsx")
    assert "共收到 4 个文件 = 申报表 2 + 重复文件 1 + 临时文件 1。" in done.stdout
    files, sums = openpyxl.load_workbook(tmp_path / "清单.xlsx").worksheets
    assert {row[0] for row in files.iter_rows(min_row=3, values_only=True)} == {
        *("甲.docx", "甲的副本.docx", "Thumbs.db", "乙/市场.docx")
    }
    *parts, total = [row[1] for row in sums.iter_rows(min_row=2, values_only=True)]
    assert sum(parts) == total == 4


def test_pages_a_second_and_the_time_left_are_said_of_scans():
    times = iter([0.0, 10.0, 20.0])
    pace = ReadingPace(Terminal("zh"), 7, clock=lambda: next(times))
    scan = SimpleNamespace(sheet=SimpleNamespace(recognised_pages=frozenset({1, 2, 3, 4})))
    assert [pace.after(read) for read in (None, scan)] == ["", "0.2 页/秒，剩余约 50 秒"]
