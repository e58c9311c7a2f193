"""`ipforms fill` and `demo` as processes: exit status, JSON, streams, interrupts, and nobody's number."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import time

import openpyxl
import pytest

import ipforms
from ipforms import bulk
from ipforms.codes import uscc

FILL = ("fill", "jinhua-application")
MOBILE, IDENTITY = "13800138000", "440101198001010017"
MIXED = f"企业名称,手机,企业总人数\n甲,{MOBILE},3\n乙,1.38E+10,4\n丙,{MOBILE}.0,5\n丁,{MOBILE},6,{IDENTITY}\n"


def names(folder):
    """What is in an output folder, but for the journal and the figures, which every run leaves."""
    found = sorted(path.name for path in folder.iterdir())
    return [name for name in found if not name.startswith(".ipforms.") and name != "summary.json"]


@pytest.mark.parametrize("module", [False, True], ids=["ipforms", "python -m ipforms"])
def test_good_rows_give_files_a_summary_and_status_0(cli, data, tmp_path, module):
    done = cli(*FILL, data("a.csv", "企业名称\n甲\n乙\n"), program=cli.module if module else cli.script)
    assert (done.returncode, done.stderr) == (0, "")
    assert names(tmp_path / "out") == ["001_甲.docx", "002_乙.docx"]
    assert "已生成" in done.stdout and "输出文件夹：out" in done.stdout
    assert "unchanged" in cli("--lang", "en", *FILL, "a.csv").stdout


def test_bad_rows_are_listed_the_others_are_written_and_the_status_is_1(cli, data, tmp_path):
    done = cli(*FILL, data("a.csv", MIXED))
    assert done.returncode == 1
    assert names(tmp_path / "out") == [
        "001_甲.docx",
        "003_丙.docx",
        *(f"{n}.{x}" for n in ("errors", "notes") for x in ("csv", "xlsx")),
    ]
    with (tmp_path / "out" / "errors.csv").open(encoding="utf-8-sig") as file:
        assert [(row["行号"], row["名称"], row["列"]) for row in csv.DictReader(file)] == [
            ("3", "乙", "手机"),
            ("5", "丁", ""),
        ]
    assert "1.38E+10" in done.stdout and "errors.xlsx" in done.stdout
    done = cli("--lang", "en", *FILL, "a.csv")
    assert done.returncode == 1 and "refused" in done.stdout
    with (tmp_path / "out" / "errors.csv").open(encoding="utf-8-sig") as file:
        assert "Excel has turned this" in next(csv.DictReader(file))["reason"]


def test_what_was_written_and_should_be_looked_at_is_shown_by_its_kind(cli, data, tmp_path):
    data("a.csv", "企业名称,联系人,联系地址\n甲公司,张三,见附件\n乙公司,同上,乙路\n甲公司,李四,甲路\n")
    done, told = cli(*FILL, "a.csv"), json.loads(cli(*FILL, "a.csv", "--json").stdout)
    assert "写的是“见附件”一类" in done.stdout and "同一单位生成了几份" in done.stdout and "核对不符" not in done.stdout
    assert [[each["row"] for each in told[kind]] for kind in ("as_written", "repeated")] == [[2], [4]]
    notes = (tmp_path / "out" / "notes.csv").read_text("utf-8")
    assert "“同上”按上一行的内容读取" in notes and "名称与第 2 行相同，内容不同" in notes


def test_next_month_the_files_of_the_last_one_are_named(cli, data, tmp_path):
    cli(*FILL, data("a.csv", "企业名称\n甲\n乙\n"))
    done = cli(*FILL, data("a.csv", "企业名称\n甲\n"))
    assert done.returncode == 0 and "002_乙.docx" in done.stdout
    assert "002_乙.docx" in (tmp_path / "out" / "notes.csv").read_text("utf-8")
    assert json.loads(cli(*FILL, "a.csv", "--json").stdout)["stale"] == ["002_乙.docx"]


def test_no_stream_and_no_report_holds_a_clear_number(cli, data, tmp_path):
    table = f"企业名称,手机,单位电话,企业总人数\n甲,{MOBILE}.0,{MOBILE}.0,1\n"
    table += f"{MOBILE},{MOBILE}\x07,x,{IDENTITY}\n乙,x,{MOBILE}\x07,{IDENTITY}\n"
    data("a.csv", table)
    said = []
    for arguments in ((), ("--json",), ("--lang", "en"), ("--lang", "en", "--json")):
        done = cli(*FILL, "a.csv", *arguments)
        assert done.returncode == 1
        said += [done.stdout, done.stderr]
        said += [path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.csv")]
        for path in (tmp_path / "out").glob("*.xlsx"):
            said += [str(cell.value) for row in openpyxl.load_workbook(path).active for cell in row]
    for number in (MOBILE, IDENTITY, IDENTITY[6:14]):
        assert not [text for text in said if number in text]


def test_json_stands_alone_on_standard_output_and_is_the_library_s_result(cli, data, tmp_path):
    done = cli(*FILL, data("a.csv", MIXED), "--json", "-o", "列表")
    told = json.loads(done.stdout)
    assert done.stderr == "" and done.returncode == 1
    form = ipforms.form("jinhua-application")
    with bulk.open_source(tmp_path / "a.csv") as source:
        results = list(bulk.fill_each(form, bulk.Rows(form, source), tmp_path / "again"))
    counts = [sum(each.status == status for each in results) for status in ("written", "refused", "failed")]
    assert [told["written"], told["refused"], told["failed"], told["total"]] == [*counts, len(results)]
    faults = [problem for each in results for problem in each.problems if problem.note.severity == "error"]
    expected = [{**problem.to_dict(), "table": "a.csv"} for problem in faults]
    assert [{**problem, "table": "a.csv"} for problem in told["problems"]] == expected
    assert told["repaired"] == sum(len(each.problems) for each in results) - len(faults)
    assert told["form"] == form.id and told["output"] == "列表" and len(told["reports"]) == 4


def test_json_holds_every_fault_and_the_summary_the_first_ones(cli, data):
    data("a.csv", "企业名称,企业总人数\n" + "".join(f"公司{number},很多\n" for number in range(25)))
    assert len(json.loads(cli(*FILL, "a.csv", "--json").stdout)["problems"]) == 25
    assert "另有 15 处" in cli(*FILL, "a.csv").stdout


def test_of_numbers_that_fail_their_check_as_many_are_told_as_there_are_and_none_that_was_derived(cli, data):
    bodies = [f"914401065778654{number}" for number in range(10, 35)]
    codes = [f"{body}{uscc.check_character(body)}" for body in bodies] + [f"{body}I" for body in bodies]
    rows = "".join(f"公司{number},{code}\n" for number, code in enumerate(codes))
    data("a.csv", "企业名称,统一社会信用代码\n丁,91440106MA50000010\n" + rows)
    done = cli("fill", "guangzhou-enterprise", "a.csv")
    assert "核对不符" in done.stdout and "另有 40 处" in done.stdout and "组织机构代码证" not in done.stdout


def test_a_fault_in_another_sheet_alone_is_status_1(cli, data, xlsx_bytes):
    data("a.xlsx", xlsx_bytes({"主表": [["单位名称"], ["甲"]], "机构": [["单位名称", "机构名称"], ["乙", "法务部"]]}))
    done = cli("fill", "guangzhou-enterprise", "a.xlsx", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 1 and told["written"] == 1
    assert [(each["table"], each["row"], each["code"]) for each in told["problems"]] == [
        ("机构", 2, "cell.row_of_nobody")
    ]


@pytest.fixture
def xlsx_bytes():
    def make(sheets):
        book, buffer = openpyxl.Workbook(), io.BytesIO()
        book.remove(book.active)
        for name, rows in sheets.items():
            for row in [book.create_sheet(name), *rows][1:]:
                book[name].append(row)
        book.save(buffer)
        return buffer.getvalue()

    return make


@pytest.mark.parametrize("kind", ["csv", "gbk", "utf-16", "jsonl", "json", "xlsx"])
def test_standard_input_is_read_whatever_it_is(cli, tmp_path, xlsx_bytes, kind):
    table = "企业名称,职务\n金华甲有限公司,经理\n"
    made = {
        "jsonl": '{"企业名称": "金华甲有限公司"}\n{"企业名称": "乙"}\n'.encode(),
        "json": '[{"企业名称": "金华甲有限公司"}]'.encode(),
        "xlsx": xlsx_bytes({"表": [["企业名称"], ["金华甲有限公司"]]}),
    }
    done = cli(*FILL, "-", "-q", stdin=made.get(kind) or table.encode("utf-8" if kind == "csv" else kind))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert names(tmp_path / "out")[0] == "001_金华甲有限公司.docx"


def test_quiet_says_nothing_but_the_status(cli, data):
    done = cli(*FILL, data("a.csv", MIXED), "-q")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


def test_options_reach_the_library(cli, data, tmp_path):
    data("a.csv", "单位名称;统一社会信用代码;备注\n甲;91440106MAXXXXX07Q;x\n".encode("gb18030"))
    options = ("--delimiter", ";", "--encoding", "gb18030", "--ignore-unknown", "--name", "{name}_{row}", "--no-derive")
    told = json.loads(cli("fill", "guangzhou-enterprise", "a.csv", *options, "--json").stdout)
    assert told["written"] == 1 and told["derived"] == []
    assert names(tmp_path / "out") == ["notes.csv", "notes.xlsx", "甲_2.docx"]
    told = json.loads(cli("fill", "guangzhou-enterprise", "a.csv", *options[:-1], "--json").stdout)
    assert told["failed"] == 1 and told["derived"]
    assert (
        json.loads(cli("fill", "guangzhou-enterprise", "a.csv", *options[:-1], "--json", "--overwrite").stdout)[
            "written"
        ]
        == 1
    )


def test_the_main_sheet_can_be_named(cli, data, tmp_path, xlsx_bytes):
    data("a.xlsx", xlsx_bytes({"封面": [["任意"]], "名单": [["企业名称"], ["甲"]]}))
    assert cli(*FILL, "a.xlsx", "--sheet", "名单").returncode == 0
    assert "现有工作表：封面、名单" in cli(*FILL, "a.xlsx", "--sheet", "无").stderr


@pytest.mark.slow
def test_ctrl_c_leaves_whole_files_and_a_word(cli, data, tmp_path):
    rows = "".join(f"公司{number},{'很多' if number % 3 else number}\n" for number in range(100_000))
    data("a.csv", "企业名称,企业总人数\n" + rows)
    process = subprocess.Popen(
        [*cli.script, *FILL, "a.csv"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "IPFORMS_LANG": "zh"},
    )
    deadline = time.monotonic() + 30
    while len(list((tmp_path / "out").glob("*.docx"))) < 20 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "已中断" in stderr.decode() and "ipforms fill jinhua-application a.csv --resume" in stderr.decode()
    left = names(tmp_path / "out")
    assert not [name for name in left if name.startswith(".") or name.endswith((".part", ".tmp"))]
    assert {"errors.csv", "errors.xlsx"} <= set(left)
    assert all(path.read_bytes()[-22:-18] == b"PK\x05\x06" for path in (tmp_path / "out").glob("*.docx"))
    assert openpyxl.load_workbook(tmp_path / "out" / "errors.xlsx").active.max_row > 1


@pytest.mark.parametrize(
    "environment", [{"PYTHONIOENCODING": "ascii", "LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "gbk"}]
)
def test_an_odd_terminal_does_not_matter(cli, data, environment):
    data("甲.csv", MIXED)
    done = cli(*FILL, "甲.csv", "--json", binary=True, **environment)
    told = json.loads(done.stdout.decode(environment.get("PYTHONIOENCODING", "utf-8")))
    assert (done.returncode, told["written"], len(told["problems"])) == (1, 2, 2)
    assert b"Traceback" not in done.stderr


def test_a_value_cannot_steer_the_terminal(cli, data):
    done = cli(*FILL, data("a.csv", "企业名称,企业总人数\n甲,\x1b[31m很多\x1b]0;x\x07\n"))
    assert done.returncode == 1 and "\x1b" not in done.stdout


def test_format_makes_pdfs_and_names_characters_that_they_lack(cli, data, tmp_path):
    rows = data("a.csv", "企业名称\n甲\n乙👨\n")
    for format in ("pdf", "pdf-a"):
        done = cli(*FILL, rows, "--format", format, "-o", format)
        assert (done.returncode, done.stderr) == (0, "")
        assert names(tmp_path / format) == ["001_甲.pdf", "002_乙👨.pdf", "notes.csv", "notes.xlsx"]
        assert (tmp_path / format / "001_甲.pdf").read_bytes()[:5] == b"%PDF-"
        assert "👨（U+1F468）" in (tmp_path / format / "notes.csv").read_text(encoding="utf-8-sig")
    assert cli(*FILL, rows, "--format", "odt").returncode == 2


@pytest.mark.slow
def test_format_ofd_makes_files_that_read_and_blank_take(cli, data, tmp_path):
    done = cli(*FILL, data("a.csv", "企业名称\n甲\n乙👨\n"), "--format", "ofd", "-o", "ofd")
    assert (done.returncode, names(tmp_path / "ofd")) == (0, ["001_甲.ofd", "002_乙👨.ofd", "notes.csv", "notes.xlsx"])
    assert "👨（U+1F468）" in (tmp_path / "ofd" / "notes.csv").read_text(encoding="utf-8-sig")
    assert cli("blank", "jinhua-application", "-o", "b.ofd").returncode == 0
    told = [json.loads(cli("read", name, "--json").stdout)[0]["format"] for name in ("ofd/001_甲.ofd", "b.ofd")]
    assert told == ["ofd", "ofd"]


def test_two_jobs_give_what_one_gives_and_summary_json_the_figures(cli, data, tmp_path):
    rows = "".join(f"公司{number},{'很多' if number % 7 == 0 else number}\n" for number in range(1, 200))
    data("a.csv", "企业名称,企业总人数\n" + rows)
    for jobs in (1, 2):
        assert cli(*FILL, "a.csv", "-o", f"o{jobs}", "--jobs", jobs).returncode == 1
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / f"o{n}").glob("*.*s*")} for n in (1, 2))
    one.pop("summary.json"), two.pop("summary.json")
    assert {name for name in one if name.endswith("csv")} == {"errors.csv"}
    assert one["errors.csv"] == two["errors.csv"] and names(tmp_path / "o1") == names(tmp_path / "o2")
    told = json.loads((tmp_path / "o2" / "summary.json").read_text(encoding="utf-8"))
    assert (told["written"], told["refused"], told["total"], told["cancelled"]) == (171, 28, 199, False)
    assert told["reasons"] == {"number.unreadable": 28} and told["seconds"] > 0 and told["files_a_second"] > 0


@pytest.mark.slow
def test_resume_after_ctrl_c_makes_what_is_missing(cli, data, tmp_path):
    data("a.csv", "企业名称\n" + "".join(f"公司{number}\n" for number in range(1_200)))
    process = subprocess.Popen([*cli.script, *FILL, "a.csv", "--jobs", "2", "-q"], cwd=tmp_path, stderr=subprocess.PIPE)
    while len(list((tmp_path / "out").glob("*.docx"))) < 20 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    told = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert process.returncode == 130 and told["cancelled"] and 0 < told["written"] < 1_200
    assert len(list((tmp_path / "out").glob("*.docx"))) == told["written"]
    again = json.loads(cli(*FILL, "a.csv", "--jobs", "2", "--resume", "--json").stdout)
    assert (again["unchanged"], again["written"]) == (told["written"], 1_200 - told["written"])


def test_a_zip_has_its_reports_beside_it(cli, data, tmp_path):
    done = cli(*FILL, data("a.csv", MIXED), "-o", "表格.zip")
    assert done.returncode == 1 and "输出位置：表格.zip" in done.stdout
    left = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    reports = {f"表格.{stem}.{suffix}" for stem in ("errors", "notes") for suffix in ("csv", "xlsx")}
    assert left == {"a.csv", "表格.zip", "表格.summary.json", *reports}
    done = cli(*FILL, "a.csv", "-o", "表格.zip")
    assert done.returncode == 2 and "已存在" in done.stderr


def test_a_scheduler_that_is_not_there_and_a_store_of_no_kind_are_told(cli, data):
    data("a.csv", "企业名称\n甲\n")
    done = cli(*FILL, "a.csv", "-o", "nonsense://x")
    assert done.returncode == 2 and "nonsense" in done.stderr
    done = cli(*FILL, "nonsense://x/a.csv")
    assert done.returncode == 2 and "nonsense" in done.stderr


def test_data_and_forms_can_be_behind_urls(cli, data, tmp_path):
    data("a.csv", "企业名称\n甲\n")
    done = cli(*FILL, f"local://{tmp_path}/a.csv", "-o", f"local://{tmp_path}/store", HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "store").iterdir()] == ["001_甲.docx"]
    assert list((tmp_path / ".ipforms").glob("*.sqlite3"))


def test_rows_that_are_no_applicants_and_columns_not_used_are_named(cli, data):
    data("表.csv", "序号,单位名称,专利申请量,备注\n1,甲公司,12,\n合计,,12,\n2,乙公司,3,已退出\n".encode())
    done = cli("fill", "guangzhou-enterprise", "表.csv", "-o", "out")
    assert done.returncode == 0
    assert "不是申报单位" in done.stdout and "序号、备注" in done.stdout
    assert "3（合计）、4（乙公司：已退出）" in done.stdout


def test_a_column_is_what_map_says(cli, data, tmp_path):
    data("表.csv", "单位名称,专利数,吉祥物\n甲公司,12,猫\n".encode())
    done = cli(
        "fill", "guangzhou-enterprise", "表.csv", "--map", "专利数=专利申请量", "--map", "吉祥物=", "--jobs", "2"
    )
    assert done.returncode == 0 and "吉祥物" in done.stdout
    assert ipforms.read(tmp_path / "out" / "001_甲公司.docx").record.patents.applied == 12
    done = cli("fill", "guangzhou-enterprise", "表.csv", "--map", "专利数")
    assert done.returncode == 2 and "专利数=专利申请量" in done.stderr


def test_a_key_that_no_record_has_a_field_for_is_named_in_the_summary(cli, data, tmp_path):
    lines = [
        '{"企业名称": "甲", "联系人手机": "13800138000", "吉祥物": "虎"}',
        '{"企业名称": "乙", "联系人手机": "13800138001"}',
    ]
    done = cli(*FILL, data("a.jsonl", "\n".join(lines)), "--ignore-unknown")
    assert done.returncode == 0 and "吉祥物" in done.stdout
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert summary["ignored_columns"] == ["吉祥物"]


def test_a_row_that_is_no_applicant_is_named_with_its_sheet_where_several_are_read_as_one(cli, tmp_path):
    book = openpyxl.Workbook()
    head, signed = ["序号", "单位名称", "法定代表人姓名"], ["制表：李\u3000四"]
    for sheet in (book.active, book.create_sheet("兰溪市")):
        for cells in (head, [1, f"{sheet.title}甲公司", "张三"], [2], signed):
            sheet.append(cells)
    book.save(tmp_path / "a.xlsx")
    done = cli("fill", "guangzhou-enterprise", "a.xlsx", "-o", "out")
    assert "Sheet!3、Sheet!4（制表：李\u3000四）、兰溪市!3、兰溪市!4（制表：李\u3000四）" in done.stdout


def test_a_hidden_row_that_became_a_form_is_named(cli, tmp_path):
    book = openpyxl.Workbook()
    for cells in (["单位名称", "法定代表人姓名"], ["甲公司", "张三"], ["乙公司", "李四"]):
        book.active.append(cells)
    book.active.row_dimensions[3].hidden = True
    book.save(tmp_path / "a.xlsx")
    done = cli("fill", "guangzhou-enterprise", "a.xlsx", "-o", "out")
    shown = done.stdout.partition("隐藏或筛选掉的行")[2].splitlines()
    assert any(line.startswith("3 ") for line in shown) and not any(line.startswith("2 ") for line in shown)
