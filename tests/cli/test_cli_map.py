"""`ipforms map` and `fill --mapping`: what is not sure is asked in a workbook, and remembered beside the data."""

from __future__ import annotations

import json
import shlex

import openpyxl
import pytest

FORM = "guangzhou-enterprise"
TABLE = (
    "填报单位：天河区,,,,\n序号,单位,法定代表人,专利,地址\n1,甲公司,张三,12,科韵路1号\n2,乙公司,李四,5,科韵路2号\n"
    "合计,,,17,\n"
)


@pytest.fixture
def mapped(cli, data, tmp_path):
    """The mapping of a table with two headers that nobody can know, written beside it."""
    data("a.csv", TABLE)
    done = cli("map", FORM, "a.csv")
    assert done.returncode == 1 and "须选择 2 列" in done.stdout
    return tmp_path / "a.mapping.xlsx"


def chosen(path, **fields):
    book = openpyxl.load_workbook(path)
    for row in book.active.iter_rows(min_row=2):
        if row[0].value in fields:
            row[1].value = fields[row[0].value]
    book.save(path)


def test_a_mapping_shows_what_each_column_was_taken_for(mapped):
    rows = {row[0]: row[1:] for row in openpyxl.load_workbook(mapped).active.iter_rows(min_row=2, values_only=True)}
    assert (rows["单位"][0], rows["法定代表人"][0], rows["序号"][0]) == ("单位名称", "法定代表人姓名", "（不用）")
    assert not rows["专利"][0] and "专利申请量" in rows["专利"][6] and "制度数量" not in rows["专利"][6]
    assert rows["法定代表人"][3:5] == ("张三", "李四")


def test_what_was_chosen_is_remembered_beside_the_data(mapped, cli, tmp_path):
    assert cli("fill", FORM, "a.csv").returncode == 2
    chosen(mapped, 专利="专利有效量", 地址="（不用）")
    done = cli("fill", FORM, "a.csv", "--format", "docx,pdf", "--json")
    assert done.returncode == 0 and "a.mapping.xlsx" in done.stderr
    said = json.loads(done.stdout)["formats"]
    assert said["docx"]["written"] == said["pdf"]["written"] == 2
    assert said["docx"]["ignored_columns"] == ["序号", "地址"] and said["docx"]["no_applicant_rows"] == [5]
    assert {path.suffix for path in (tmp_path / "out").glob("00*")} == {".docx", ".pdf"}
    notes = (tmp_path / "out" / "notes.csv").read_text("utf-8-sig")
    assert "地址" in notes and "合计" in notes
    assert len(json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))["formats"]) == 2


def test_a_mapping_in_which_a_column_is_still_to_be_chosen_is_named(mapped, cli):
    chosen(mapped, 专利="专利有效量")
    done = cli("fill", FORM, "a.csv")
    assert done.returncode == 2 and "a.mapping.xlsx" in done.stderr
    assert "“地址”" in done.stderr and "专利" not in done.stderr and "ipforms schema" not in done.stderr


def test_formats_whose_files_have_one_name_get_a_folder_each(cli, tmp_path):
    (tmp_path / "two.csv").write_text("单位名称\n甲公司\n")
    assert cli("fill", FORM, "two.csv", "--format", "docx,pdf,pdf-form", "-o", "made").returncode == 0
    made = {path.relative_to(tmp_path / "made").as_posix() for path in (tmp_path / "made").rglob("001*")}
    assert made == {"001_甲公司.docx", "pdf/001_甲公司.pdf", "pdf-form/001_甲公司.pdf"}


def test_a_name_behind_the_sign_that_is_no_field_is_told_as_that(mapped, cli):
    done = cli("fill", FORM, "a.csv", "--map", "专利=邮件")
    assert done.returncode == 2 and "“邮件”不是表格的栏目" in done.stderr


def test_a_mapping_of_another_form_is_refused(mapped, cli):
    done = cli("fill", "guangzhou-market", "a.csv", "--mapping", str(mapped))
    assert done.returncode == 2 and FORM in done.stderr


def test_a_sample_leaves_the_output_alone(cli, data, tmp_path):
    data("a.csv", TABLE)
    done = cli("fill", FORM, "a.csv", "--sample", "1", "--map", "专利=专利有效量", "--map", "地址=")
    assert done.returncode == 0 and not (tmp_path / "out").exists()
    assert len(list((tmp_path / "out-sample").glob("*.docx"))) == 1


def test_the_row_of_the_header_can_be_said(cli, data):
    data("a.csv", "甲,乙\n单位名称,邮编\n甲公司,510665\n")
    assert cli("fill", FORM, "a.csv").returncode == 2
    assert cli("fill", FORM, "a.csv", "--header-row", "2").returncode == 0
    assert cli("fill", FORM, "a.csv", "--header-row", "x").returncode == 2


def test_the_next_command_names_a_mapping_that_is_not_beside_the_data(cli, data):
    data("a.csv", TABLE)
    done = cli("map", FORM, "a.csv", "-o", "m.xlsx")
    assert f"ipforms fill {FORM} a.csv --mapping m.xlsx" in " ".join(done.stdout.split())
    assert "--mapping" not in cli("map", FORM, "a.csv").stdout


def test_a_table_that_is_no_mapping_is_told(cli, data):
    data("a.csv", TABLE)
    done = cli("fill", FORM, "a.csv", "--mapping", "a.csv")
    assert done.returncode == 2
    assert "“a.csv”不是列的对应表" in done.stderr and "ipforms map" in done.stderr


def test_the_command_that_is_printed_can_be_pasted(cli, tmp_path):
    (tmp_path / "三月 企业 汇总.csv").write_text("单位名称\n甲公司\n", "utf-8")
    said = cli("map", FORM, "三月 企业 汇总.csv", "-o", "我的 对应.xlsx").stdout
    command = shlex.split(said[said.index("ipforms fill") :])
    assert command == ["ipforms", "fill", FORM, "三月 企业 汇总.csv", "--mapping", "我的 对应.xlsx"]
    assert cli(*command[1:]).returncode == 0


def test_of_several_formats_refused_rows_are_listed_once(cli, tmp_path):
    (tmp_path / "two.csv").write_text("单位名称,专利申请量\n甲公司,3\n乙公司,很多\n", "utf-8")
    done = cli("fill", FORM, "two.csv", "--format", "docx,pdf")
    assert done.stdout.count("请填写阿拉伯数字") == 1 and done.stdout.count("未生成的原因") == 1
    assert done.stdout.count("已生成") == 2 and "docx" in done.stdout and "pdf" in done.stdout


def test_what_the_mapping_leaves_out_keeps_its_reason_and_none_is_a_sample(cli, data, tmp_path):
    table = "序号,企业名称,联系地址,备注,驰名,申报日期\n1,甲公司,甲路,无,无,2022.5.16\n2,乙公司,乙路,,无,5月16\n"
    cli("map", "jinhua-application", data("a.csv", table))
    sheet = openpyxl.load_workbook(tmp_path / "a.mapping.xlsx").worksheets[0]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True)}
    assert rows["驰名"][3:5] == ("无", "无")
    assert not rows["申报日期"][6] or "；" in rows["申报日期"][6]
    cli("fill", "jinhua-application", "a.csv", "--map", "申报日期=")
    notes = (tmp_path / "out" / "notes.csv").read_text("utf-8")
    why = {each: notes.split(f",{each},")[1].splitlines()[0] for each in ("序号", "备注", "申报日期")}
    assert "申报表上没有" in why["序号"] and "申报表上没有" in why["备注"] and "已指明不用" in why["申报日期"]


def test_data_of_another_form_are_told_as_that(cli, data):
    header = "企业全称,统一社会信用代码,法人姓名,法人身份证,邮编,申请专利,授权专利,有效专利,申请商标,公司概况"
    data("表.csv", f"{header}\n甲公司,,李敏,,510030,3,2,2,15,贸易\n".encode())
    done = cli("fill", "jinhua-application", "表.csv", "-o", "out")
    assert done.returncode == 2 and "（guangzhou-enterprise）的数据" in done.stderr
