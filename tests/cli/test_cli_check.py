"""`ipforms check` as a process: exit status, JSON as the library gives it, reports, comments, notices, privacy."""

from __future__ import annotations

import datetime
import io
import json
import os
import signal
import subprocess
import time
import zipfile

import docx
import openpyxl
import pypdf
import pytest

import ipforms
from ipforms import bulk
from ipforms.cli import app
from ipforms.formats.docx import DocxLimits
from tests.checks.cases import CLEAN, record
from tests.roster.test_further_forms import in_one_file

FORM = "jinhua-application"
MARKET = "guangzhou-market"
DAY = CLEAN[FORM]["on"]
ON = datetime.date.fromisoformat(DAY)
PHONE = "13800138000"
OTHER = {"enterprise_name": "义乌市锦程饰品有限公司", "mobile": None}
OFFICE = "婺城区市场监督管理局"


@pytest.fixture
def returned(tmp_path):
    """A folder: a clean form, one without its mobile number, one that is cut off."""
    folder = tmp_path / "收回"
    (folder / "乙").mkdir(parents=True)
    data = ipforms.render(record(FORM))
    (folder / "甲.docx").write_bytes(data)
    (folder / "乙" / "漏填.docx").write_bytes(ipforms.render(record(FORM, OTHER)))
    (folder / "断.docx").write_bytes(data[:2_000])
    return folder


def of_another(number):
    """A clean form of one more applicant."""
    return ipforms.render(record(FORM, {"enterprise_name": f"金华第{number}机械有限公司"}))


def asked(*more):
    return ("check", "收回", "--on", DAY, *more)


def as_library(folder, lang="zh", **options):
    return [result.to_dict(lang) for result in bulk.check([folder], on=ON, **options)]


def sent_back(folder):
    """What lies in the folders of comments and letters."""
    paths = (path for name in ("批注", "通知") for path in (folder / name).rglob("[!.]*.*"))
    return {path.relative_to(folder).as_posix() for path in paths}


def test_a_table_of_the_files_then_what_each_must_put_right(cli, returned):
    done = cli(*asked())
    assert (done.returncode, done.stderr) == (1, "")
    table, _, details = done.stdout.partition("\n\n")
    assert [line.split()[1] for line in table.splitlines() if ".docx" in line] == ["须补正", "无法读取", "可受理"]
    assert "手机号码" in details and "此栏未填写" in details and "请填写：联系人手机号码。" in details
    assert "不是完整的 DOCX 文件" in details
    assert "共 3 份：可受理 1 份，待核实 0 份，须补正 1 份，不符合条件 0 份，无法读取 1 份" in details


def test_what_somebody_must_judge_is_told_with_its_question(cli, returned):
    draft = ipforms.form("guangzhou-enterprise").model.model_validate({"name": "广州甲有限公司"})
    (returned / "广州.docx").write_bytes(ipforms.render(draft))
    done = cli("check", "收回/广州.docx", "--on", "2017-04-01", "--stage", "draft")
    assert done.returncode == 0 and "待核实：重点发展产业企业：请审核部门判断" in done.stdout


def test_a_clean_form_is_status_0_and_quiet_is_quiet(cli, returned):
    assert cli("check", "收回/甲.docx", "--on", DAY).returncode == 0
    done = cli("check", "收回/甲.docx", "--on", DAY, "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert cli(*asked("-q")).returncode == 1


def test_json_is_what_the_library_says(cli, returned):
    (returned / "乙" / "市场.docx").write_bytes(ipforms.render(record(MARKET)))
    for lang in ("zh", "en"):
        done = cli(*asked("--json", "--lang", lang))
        assert (done.returncode, done.stderr) == (1, "")
        assert json.loads(done.stdout) == as_library(returned, lang)
    told = json.loads(cli(*asked("--json", "--stage", "draft", "--form", FORM)).stdout)
    assert told == as_library(returned, form=FORM, stage="draft")
    one = json.loads(cli("check", "收回/甲.docx", "--on", DAY, "--json").stdout)
    assert one == [ipforms.check(ipforms.read(returned / "甲.docx"), on=ON, name="甲.docx").to_dict()]


@pytest.mark.slow
def test_worker_processes_change_nothing(cli, returned):
    for number in range(30):
        (returned / f"{number:02}.docx").write_bytes(of_another(number))
    assert json.loads(cli(*asked("--json", "--jobs", "2")).stdout) == as_library(returned)
    assert cli(*asked("--jobs", "2")).stdout == cli(*asked("--jobs", "1")).stdout


def test_reports_go_by_their_suffix_and_are_those_of_the_library(cli, returned, tmp_path):
    names = ("总览.xlsx", "报告/页.html", "a.json", "a.jsonl")
    done = cli(*asked(*(part for name in names for part in ("--report", name))))
    assert done.returncode == 1 and all(f"报告：{name}" in done.stdout for name in names)
    sheet = openpyxl.load_workbook(tmp_path / "总览.xlsx").worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert {"甲.docx", "断.docx", "乙/漏填.docx", "须补正"} <= set(cells)
    page = (tmp_path / "报告" / "页.html").read_text(encoding="utf-8")
    assert "乙/漏填.docx" in page and "请填写：联系人手机号码。" in page
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == as_library(returned)
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == as_library(returned)
    assert not list(tmp_path.rglob("*.part"))


def test_a_report_that_is_there_stays_unless_it_may_be_replaced(cli, returned, tmp_path):
    target = tmp_path / "a.json"
    target.write_text("mine")
    done = cli(*asked("--report", "a.json"))
    assert done.returncode == 2 and "--overwrite" in done.stderr and target.read_text() == "mine"
    assert cli(*asked("--report", "a.json", "--overwrite")).returncode == 1
    written = target.read_bytes()
    (tmp_path / "收回" / "后来的.docx").write_bytes(of_another(1))
    done = cli(*asked("--report", "a.json", "--report", "b.json"))
    assert done.returncode == 2 and "没有开始处理：a.json。" in done.stderr and target.read_bytes() == written
    assert not (tmp_path / "b.json").exists()
    assert not list(tmp_path.rglob("*.part"))


def test_comments_and_notices_are_made_for_what_is_to_be_put_right_and_no_more(cli, returned, tmp_path):
    done = cli(*asked("--comments", "批注", "--notices", "通知", "--office", OFFICE, "--deadline", "15"))
    assert "批注：批注（1 份）" in done.stdout and "补正通知书：通知（2 份）" in done.stdout
    made = sorted(sent_back(tmp_path))
    assert made == ["批注/乙/漏填-批注.docx", "通知/乙/漏填-补正通知书.docx", "通知/断-补正通知书.docx"]
    with zipfile.ZipFile(tmp_path / made[0]) as package:
        assert "手机号码" in package.read("word/comments.xml").decode()
    assert ipforms.read(tmp_path / made[0]).record == ipforms.read(returned / "乙" / "漏填.docx").record
    letter = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / made[1])).paragraphs)
    assert OFFICE in letter and "15日内" in letter and "手机号码" in letter


def test_one_file_to_print_a_list_for_sending_and_a_page_for_each(cli, returned, tmp_path):
    outputs = ("--all-notices", "全部.docx", "--mailing-list", "名单.xlsx", "--pages", "单份", "--office", OFFICE)
    done = cli(*asked(*outputs))
    assert done.returncode == 1 and "全部.docx" in done.stdout and "名单.xlsx" in done.stdout
    printed = [each.text for each in docx.Document(str(tmp_path / "全部.docx")).paragraphs]
    assert printed.count("补正通知书") == 2
    rows = list(openpyxl.load_workbook(tmp_path / "名单.xlsx").active.iter_rows(min_row=3, values_only=True))
    assert sorted(row[4] for row in rows) == ["无法读取", "须补正"] and not any("@" in str(row[3])[:2] for row in rows)
    assert len(list((tmp_path / "单份").rglob("*-检查结果.html"))) == 3
    shown = cli(*asked(*outputs, "--overwrite", "--show-contacts"))
    assert shown.returncode == 1
    after = list(openpyxl.load_workbook(tmp_path / "名单.xlsx").active.iter_rows(min_row=3, values_only=True))
    assert any("@" in str(row[3]) and "*" not in str(row[3]) for row in after)


def test_what_was_put_right_has_its_letter_and_copy_moved_aside_and_nothing_else_changes(cli, returned, tmp_path):
    outputs = ("--comments", "批注", "--notices", "通知", "--office", OFFICE)
    cli(*asked(*outputs))
    stays = (tmp_path / "通知" / "断-补正通知书.docx").read_bytes()
    (returned / "乙" / "漏填.docx").write_bytes(of_another(1))
    refused = cli(*asked(*outputs))
    assert refused.returncode == 2 and "通知/断-补正通知书.docx" in refused.stderr and "处理中" not in refused.stdout
    done = cli(*asked(*outputs, "--overwrite"))
    assert "撤回上次的文件 1 个，移到：通知/已撤回" in done.stdout and "批注/已撤回" in done.stdout
    left = sent_back(tmp_path)
    assert left == {
        "批注/已撤回/乙/漏填-批注.docx",
        "通知/已撤回/乙/漏填-补正通知书.docx",
        "通知/断-补正通知书.docx",
    }
    assert (tmp_path / "通知" / "断-补正通知书.docx").read_bytes() == stays
    (returned / "断.docx").unlink()
    assert "撤回上次的文件 1 个，移到：通知/已撤回" in cli(*asked(*outputs, "--overwrite")).stdout
    assert not list((tmp_path / "通知").glob("*.docx"))


def test_a_form_that_a_later_one_replaces_has_its_letter_withdrawn_and_suffixes_tell_letters_apart(cli, tmp_path):
    (tmp_path / "收回").mkdir()
    first = record(FORM, {"employees": None, "enterprise_endorsement.date": "2022-05-01"})
    for name, data in (("申报表.docx", ipforms.render(first)), ("申报表.pdf", b"%PDF-1.7")):
        (tmp_path / "收回" / name).write_bytes(data)
    outputs = ("--notices", "通知", "--office", OFFICE)
    cli(*asked(*outputs))
    letters = {path.name for path in (tmp_path / "通知").glob("*.docx")}
    assert letters == {"申报表-补正通知书.docx", "申报表.pdf-补正通知书.docx"}
    later = record(FORM, {"enterprise_endorsement.date": "2022-05-20"})
    (tmp_path / "收回" / "新.docx").write_bytes(ipforms.render(later))
    done = cli(*asked(*outputs, "--overwrite"))
    assert "旧版本" in done.stdout and (tmp_path / "通知" / "已撤回" / "申报表-补正通知书.docx").is_file()


def test_long_names_are_cut_and_what_came_packed_lies_in_no_folder_that_looks_like_a_file(cli, tmp_path):
    (tmp_path / "收回").mkdir()
    for end in ("甲", "乙"):
        faulty = record(FORM, {"employees": None, "enterprise_name": f"兰溪{end}有限公司"})
        (tmp_path / "收回" / f"{'长' * 80}{end}.docx").write_bytes(ipforms.render(faulty))
    with zipfile.ZipFile(tmp_path / "收回" / "两家.zip", "w") as packed:
        packed.writestr("1.材料/丙.docx", ipforms.render(record(FORM, {**OTHER, "employees": None})))
    assert cli(*asked("--notices", "通知", "--comments", "批注", "--office", OFFICE)).returncode == 1
    letters = sorted(path.relative_to(tmp_path / "通知").as_posix() for path in (tmp_path / "通知").rglob("*.docx"))
    long = [f"{name}-补正通知书.docx" for name in ("长" * 50 + "_2", "长" * 66)]
    assert letters == ["两家/1.材料/丙-补正通知书.docx", *long]


def test_a_pdf_gets_notes_on_its_pages_and_its_pages_on_the_report(cli, returned, tmp_path):
    (returned / "漏填.pdf").write_bytes(
        ipforms.render(record(FORM, {**OTHER, "enterprise_name": "兰溪丙有限公司"}), "pdf")
    )
    done = cli(*asked("--comments", "批注", "--report", "页.html", "--jobs", "2"))
    assert (done.returncode, done.stderr) == (1, "")
    assert "批注：批注（2 份）" in done.stdout
    copy = tmp_path / "批注" / "漏填-批注.pdf"
    notes = [each.get_object()["/Contents"] for each in pypdf.PdfReader(copy).pages[0]["/Annots"]]
    assert any("手机号码：此栏未填写" in note for note in notes)
    assert ipforms.read(copy).record == ipforms.read(returned / "漏填.pdf").record
    page = (tmp_path / "页.html").read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,") == 1


@pytest.mark.office
def test_a_file_of_an_old_format_gets_its_comments_in_a_word_file(cli, returned, soffice, tmp_path):
    soffice("rtf:Rich Text Format", [returned / "乙" / "漏填.docx"], returned / "丙")
    done = cli(*asked("--comments", "批注"))
    assert (done.returncode, done.stderr) == (1, "")
    copy = tmp_path / "批注" / "丙" / "漏填-批注.docx"
    with zipfile.ZipFile(copy) as package:
        assert "手机号码" in package.read("word/comments.xml").decode()
        assert b"commentRangeStart" in package.read("word/document.xml")
    assert ipforms.read(copy).record == ipforms.read(returned / "丙" / "漏填.rtf").record


def test_what_an_earlier_run_has_written_is_not_checked_again(cli, returned):
    outputs = ("--report", "收回/页.html", "--comments", "收回/批注", "--notices", "收回/通知", "--office", OFFICE)
    first = cli(*asked("--json", *outputs)).stdout
    assert len(json.loads(first)) == 3 and cli(*asked("--json", *outputs, "--overwrite")).stdout == first


def test_policies_stage_and_day_reach_the_check(cli, returned, tmp_path):
    changed = {"ip_model_title": {"held": True, "detail": "金华市知识产权示范企业", "level": "municipal"}}
    (tmp_path / "a.docx").write_bytes(ipforms.render(record(FORM, changed)))

    def verdicts(*more):
        (told,) = json.loads(cli("check", "a.docx", "--json", *more).stdout)
        return told["stage"], told["on"], [each["verdict"] for each in told["eligibility"]["conditions"]]

    stage, day, accepted = verdicts("--on", DAY, "--policy", "municipal_titles=accept", "--stage", "final")
    _, _, refused = verdicts("--on", DAY, "--policy", "municipal_titles=refuse")
    assert (stage, day) == ("final", DAY) and accepted != refused
    assert verdicts()[1] == datetime.date.today().isoformat()


def test_a_folder_of_many_files_is_told_in_short(cli, returned):
    for number in range(60):
        (returned / f"{number:02}.docx").write_bytes(of_another(number))
    done = cli(*asked())
    assert "61 份没有问题，未列出" in done.stdout and "00.docx" not in done.stdout and "漏填.docx" in done.stdout


def test_no_number_of_a_person_leaves_in_clear(cli, tmp_path):
    folder = tmp_path / "收回"
    folder.mkdir()
    changes = {"mobile": "1380013800", "office_phones": [PHONE], "address": f"某路1号，电话{PHONE}"}
    (folder / f"张三{PHONE}.docx").write_bytes(ipforms.render(record(FORM, changes)))
    (folder / f"李四{PHONE}.docx").write_bytes(b"PK")
    outputs = [part for name in ("a.html", "a.json") for part in ("--report", name)]
    done = cli(*asked(*outputs))
    shown = done.stdout + done.stderr + cli(*asked("--json")).stdout
    shown += "".join((tmp_path / name).read_text(encoding="utf-8") for name in ("a.html", "a.json"))
    assert "张三138******00.docx" in shown and PHONE not in shown and "1380013800" not in shown
    (tmp_path / f"{PHONE}.json").write_text("mine")
    done = cli(*asked("--report", f"{PHONE}.json"))
    assert done.returncode == 2 and "已存在" in done.stderr and PHONE not in done.stderr


WRONG = [
    ((), "缺少参数", "Missing argument"),
    (("empty",), "中没有文件", "There are no files"),
    (("收回", "--form", "nope"), "没有名为“nope”的表格", "There is no form “nope”"),
    (("收回", "--stage", "nope"), "可选：draft、applicant", "is not one of"),
    (("收回", "--on", "昨天"), "--on 的取值“昨天”不是日期", "--on cannot be “昨天”"),
    (("收回", "--policy", "thirty"), "--policy 的取值“thirty”不对", "--policy cannot be “thirty”"),
    (("收回", "--policy", "nope=1"), "municipal_titles=warn|accept|refuse", "software=NUMBER|none"),
    (("收回", "--policy", "deadline=soon"), "deadline=日期|none", "deadline=DATE|none"),
    (("收回", "--report", "a.txt"), "不支持“.txt”格式", "The format “.txt” is not supported"),
    (("收回", "--report", "a.json", "--report", "a.json"), "写了两次", "asked for twice"),
    (("收回", "--report", "file/a.json"), "无法写入", "Cannot write"),
    (("收回", "--report", "folder.json"), "该名称是一个文件夹", "a folder has this name"),
    (("收回", "--comments", "file"), "已被一个文件占用", "a file has this name"),
    (("收回", "--notices", "n"), "--office", "--office"),
    (("收回", "--deadline", "15"), "请加 --notices", "Add --notices"),
    (("收回", "--notices", "n", "--office", "甲局", "--show-contacts"), "--mailing-list", "--mailing-list"),
    (
        ("收回", "--notices", "n", "--office", "甲局", "--deadline", "soon"),
        "日期（2017-04-01）或者天数",
        "number of days",
    ),
    (("收回", "--notices", "n", "--office", "甲局", "--deadline", "0"), "不足一日", "leaves no day"),
    (("收回", "--jobs", "0"), "--jobs", "--jobs"),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_run_is_status_2_with_the_reason(calls, returned, tmp_path, lang):
    (tmp_path / "empty").mkdir()
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "file").touch()
    told = calls([["check", *arguments] for arguments, _, _ in WRONG], lang, tmp_path)
    for (status, out, err), (arguments, zh, en) in zip(told, WRONG, strict=True):
        assert (status, out) == (2, ""), arguments
        assert (zh if lang == "zh" else en) in err, arguments
    assert not list(tmp_path.rglob("*.part"))


def test_a_fault_of_the_program_is_told_in_words(monkeypatch, capsys):
    def fault(*_, **__):
        raise ZeroDivisionError(PHONE)

    monkeypatch.setattr(app.app, "main", fault)
    assert app.run(["forms"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("错误：程序出错（ZeroDivisionError）") and PHONE not in told and "Traceback" not in told
    monkeypatch.setenv("IPFORMS_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        app.run(["forms"])


def test_a_file_over_the_limits_is_one_that_cannot_be_read(cli, returned):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for part in range(DocxLimits().entries + 1):
            package.writestr(f"word/{part}.xml", "")
    (returned / "大.docx").write_bytes(target.getvalue())
    done = cli(*asked("--json"))
    errors = {each["name"]: each["error"] for each in json.loads(done.stdout) if "error" in each}
    assert done.returncode == 1 and set(errors) == {"大.docx", "断.docx"}


@pytest.fixture
def at_a_terminal():
    """Programs started here hear Ctrl-C, also where a shell runs the tests in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.slow
@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_a_word_and_nothing_half_written(cli, returned, tmp_path, jobs):
    package = (returned / "乙" / "漏填.docx").read_bytes()
    for number in range(3_000):  # the same form in other bytes: the comment of a package stands at its end
        (returned / f"{number:04}.docx").write_bytes(package[:-2] + b"\4\0%04d" % number)
    (tmp_path / "tmp").mkdir()
    with subprocess.Popen(
        [*cli.script, *asked("--jobs", jobs, "--report", "a.html", "--comments", "批注")],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "IPFORMS_LANG": "zh", "TMPDIR": str(tmp_path / "tmp")},
        start_new_session=True,
    ) as process:
        try:
            deadline = time.monotonic() + 30
            while not list((tmp_path / "tmp").glob("ipforms-*")) and time.monotonic() < deadline:
                time.sleep(0.02)
            time.sleep(0.5)  # some files are read
            os.killpg(process.pid, signal.SIGINT)
            out, err = process.communicate(timeout=30)
        finally:
            if process.poll() is None:  # else it runs on beside the next tests, and its pipes fail one of them
                os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 2 and (out, err.decode().strip()) == (b"", "错误：已中断。")
    assert not list(tmp_path.rglob("*.part")) and not (tmp_path / "a.html").exists()
    assert not list((tmp_path / "tmp").iterdir())


def test_a_file_that_can_take_no_comments_is_named_and_the_others_get_theirs(cli, returned, tmp_path):
    locked = returned / "00.docx"
    data = io.BytesIO()
    with zipfile.ZipFile(returned / "乙" / "漏填.docx") as package, zipfile.ZipFile(data, "w") as copy:
        for part in package.namelist():
            read = package.read(part)
            read = read.replace("义乌市锦程".encode(), "义乌市丁".encode())
            copy.writestr(part, _with_comments(read) if part == "word/_rels/document.xml.rels" else read)
        copy.writestr("word/comments.xml", b"<broken")
    locked.write_bytes(data.getvalue())
    done = cli(*asked("--comments", "批注"))
    assert (done.returncode, done.stderr) == (1, "")
    assert "未能加批注：00.docx：" in done.stdout and "批注：批注（1 份）" in done.stdout


def _with_comments(relationships):
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    one = b'<Relationship Id="rIdC" Type="%s" Target="comments.xml"/></Relationships>' % kind
    return relationships.replace(b"</Relationships>", one)


def test_the_command_counts_files_and_letters_name_the_file_that_was_sent(cli, tmp_path):
    names = "金华甲有限公司", "金华乙有限公司"
    made = [ipforms.render(record(FORM, {"enterprise_name": name})) for name in names]
    (tmp_path / "收").mkdir()
    (tmp_path / "收" / "两家.docx").write_bytes(in_one_file(*made))
    done = cli("check", "收", "--notices", "信", "--office", "某局", "--deadline", "15")
    assert "共收到 1 个文件，加上同一文件里的另外 1 份表格 = 申报表 2。" in done.stdout
    (letter,) = (tmp_path / "信").glob("*#2*.docx")
    text = "".join(paragraph.text for paragraph in docx.Document(letter).paragraphs)
    assert "文件名：两家.docx" in text and "#2" not in text
