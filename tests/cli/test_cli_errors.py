"""Wrong input on the command line: exit status 2, what is wrong in Chinese (English on request), no stack trace."""

from __future__ import annotations

import re

import pytest

HAN = re.compile("[\u4e00-\u9fff]")
GOOD = "企业名称,手机\n甲,13800138000\n"
FILL = ("fill", "jinhua-application")

WRONG = [
    (("nope",), "没有命令 nope", "no command nope"),
    (("--nope",), "没有选项 --nope", "No such option"),
    (("forms", "x", "y"), "多余的参数 x y", "unexpected extra arguments"),
    (("--lang", "fr", "forms"), "--lang", "--lang"),
    (("blank",), "缺少参数", "Missing argument"),
    (("blank", "jinhua"), "没有名为“jinhua”的表格", "There is no form “jinhua”"),
    (("schema", "nope", "--columns"), "没有名为", "There is no form"),
    (("workbook", "nope"), "没有名为", "There is no form"),
    (("schema", "jinhua-application", "--stage", "x"), "可选：draft、applicant", "is not one of"),
    (("blank", "jinhua-application", "-o"), "缺少取值", "requires an argument"),
    (("blank", "jinhua-application", "-o", "file/x.docx"), "上级路径不是文件夹", "not a folder"),
    (("blank", "jinhua-application", "-o", "no/x.docx"), "文件夹不存在", "does not exist"),
    (("fill", "nope", "good.csv"), "没有名为“nope”的表格", "There is no form “nope”"),
    ((*FILL, "missing.xlsx"), "找不到文件“missing.xlsx”", "There is no file “missing.xlsx”"),
    ((*FILL, "."), "“.”", "“.”"),
    ((*FILL, "empty.csv"), "是空的", "is empty"),
    ((*FILL, "header.csv"), "只有表头", "has a header and no rows"),
    ((*FILL, "unknown.csv"), "“研发人员年限”（是否为“研发人员”？）", "did you mean “研发人员”"),
    ((*FILL, "twice.csv"), "“手机”和“手机〔C〕”是同一栏", "are the same field"),
    ((*FILL, "same.csv"), "是同一栏", "are the same field"),
    (("fill", "guangzhou-enterprise", "huge.csv"), "序号过大", "too high"),
    ((*FILL, "broken.json"), "不是有效的 JSON", "not valid JSON"),
    ((*FILL, "broken.xlsx"), "broken.xlsx", "broken.xlsx"),
    ((*FILL, "good.csv", "-o", "file"), "已被一个文件占用", "a file has this name"),
    ((*FILL, "good.csv", "-o", "file/out"), "上级路径不是文件夹", "not a folder"),
    ((*FILL, "good.csv", "-o", "/proc/ipforms"), "无法写入", "Cannot write"),
    ((*FILL, "good.csv", "-o", "x" * 300), "名称过长", "too long"),
    ((*FILL, "good.csv", "--name", "{nam}"), "没有字段“nam”", "no field “nam”"),
    ((*FILL, "good.csv", "--name", "{mobile}"), "个人信息", "personal"),
    ((*FILL, "good.csv", "--name", "{serial:99999999999d}"), "宽度不能超过", "a width is at most"),
    ((*FILL, "good.csv", "--name", "{"), "花括号", "is wrong"),
    ((*FILL, "good.csv", "--encoding", "nope"), "encoding", "encoding"),
    ((*FILL, "good.csv", "--delimiter", "ab"), "delimiter", "delimiter"),
    ((*FILL, "good.csv", "--format", "odt"), "此处可用：docx、pdf、pdf-a", "pdf-a"),
    ((*FILL, "good.csv", "--formats", "pdf"), "没有选项 --formats", "No such option"),
]


FILES = {
    "good.csv": GOOD.encode(),
    "file": b"",
    "empty.csv": b"",
    "header.csv": "企业名称,手机\n".encode(),
    "unknown.csv": "企业名称,研发人员年限\n甲,1\n".encode(),
    "twice.csv": "企业名称,手机,手机\n甲,1,2\n".encode(),
    "same.csv": "企业名称,手机,手机号码\n甲,1,2\n".encode(),
    "huge.csv": "单位名称,机构名称999999\n甲,x\n".encode(),
    "broken.json": '[{"企业名称": "甲"'.encode(),
    "broken.xlsx": b"PK\x03\x04 no zip at all",
}


@pytest.fixture(scope="module")
def told(calls, tmp_path_factory):
    """Status, stdout and stderr of every wrong call in both languages, and the folder where they were made."""
    folder = tmp_path_factory.mktemp("wrong")
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    arguments = [list(each) for each, _, _ in WRONG]
    return {
        lang: dict(zip(map(tuple, arguments), calls(arguments, lang, folder), strict=True)) for lang in ("zh", "en")
    }, folder


@pytest.mark.parametrize(("arguments", "zh", "en"), WRONG, ids=[" ".join(row[0])[:60] for row in WRONG])
def test_wrong_input_is_a_clear_error_in_chinese_and_in_english(told, arguments, zh, en):
    by_lang, _ = told
    status, out, err = by_lang["zh"][arguments]
    assert (status, out) == (2, "")
    assert err.startswith("错误：") and zh in err
    status, out, err = by_lang["en"][arguments]
    assert (status, out) == (2, "")
    assert err.startswith("Error: ") and en in err
    assert not HAN.search(re.sub("“[^”]*”|说明 or 示例", "", err)), err


def test_wrong_input_leaves_nothing_behind(told):
    _, folder = told
    left = {path.name for path in folder.rglob("*")}
    assert left - {"out", ".ipforms.lock", ".ipforms.docx.sqlite3"} == set(FILES)


@pytest.mark.parametrize("program", ["script", "module"])
def test_both_ways_to_start_it_end_with_status_2_and_no_stack_trace(cli, program):
    done = cli(*FILL, "missing.xlsx", program=getattr(cli, program))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("错误：找不到文件“missing.xlsx”")


@pytest.mark.parametrize("arguments", [("fill", "nope", "x", "--lang", "en"), ("--lang=en", "fill", "nope", "x")])
def test_the_language_may_be_asked_for_in_front_or_behind(cli, arguments):
    assert cli(*arguments).stderr.startswith("Error: There is no form")


def test_the_environment_chooses_the_language_and_an_option_stands_above_it(cli):
    assert cli("fill", "nope", "x", IPFORMS_LANG="en").stderr.startswith("Error:")
    assert cli("--lang", "zh", "fill", "nope", "x", IPFORMS_LANG="en").stderr.startswith("错误：")
    assert cli("fill", "nope", "x", IPFORMS_LANG="").stderr.startswith("错误：")


def test_a_header_row_that_is_missing_does_not_show_whose_data_stand_in_its_place(cli, data):
    done = cli(
        *FILL, data("a.csv", "金华测试公司,13800138000,440101198001010017\n乙公司,13900139000,440101198001010025\n")
    )
    assert done.returncode == 2
    assert "13800138000" not in done.stderr and "440101198001010017" not in done.stderr


def test_a_report_that_cannot_be_written_is_told_before_any_form_is(cli, data, tmp_path):
    (tmp_path / "out" / "errors.xlsx").mkdir(parents=True)
    done = cli(*FILL, data("a.csv", GOOD))
    assert done.returncode == 2 and "errors.xlsx" in done.stderr
    left = {path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith(".ipforms.")}
    assert left == {"errors.xlsx"}


@pytest.mark.parametrize(
    "arguments",
    [("forms",), ("blank", "jinhua-application", "-o", "-")],
)
def test_a_full_disk_behind_standard_output_is_an_error_without_a_stack_trace(cli, arguments):
    line = " ".join([*cli.script, *arguments, "> /dev/full"])
    done = cli("-c", line, program=["sh"])
    assert done.returncode == 2 and "磁盘空间不足" in done.stderr
