"""Who has sent what: which of two forms counts and why, whose a file is, who has not answered."""

from __future__ import annotations

import csv
import io

import docx
import pytest
import xlsxwriter

import ipforms
from ipforms import bulk
from ipforms.roster import Invited, Roster
from ipforms.roster.attendance import NoNames, invited_in
from tests.checks.cases import record

FORM = "jinhua-application"
NAME = "金华双龙精密机械股份有限公司"


def form(format="docx", **changes):
    return ipforms.render(record(FORM, {"enterprise_name": NAME, **changes}), format)


def dated(day, **changes):
    return form(enterprise_endorsement={"date": day}, recommender_endorsement={}, **changes)


@pytest.fixture
def roster(tmp_path):
    """`roster({name: bytes}, invited)`: the roster of a folder with these files."""

    def made(files, invited=None):
        for name, data in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data)
        found = Roster(invited)
        for result in bulk.read([tmp_path]):
            found.add(result, result.path.relative_to(tmp_path))
        found.settle()
        assert sum(found.counts.values()) == len(found.files)
        return found

    return made


def told(roster):
    return {file.name: file.category.value for file in roster.files}


def test_the_later_by_its_date_counts_whatever_the_files_are_called(roster):
    found = roster({"最终版.docx": dated("2022-05-01"), "申报表.docx": dated("2022-06-01", employees=9)})
    assert told(found) == {"最终版.docx": "older", "申报表.docx": "form"}
    reason = next(file.reason_text() for file in found.files if file.reason)
    assert "2022-05-01" in reason and "2022-06-01" in reason and "企业总人数" in reason


def test_a_date_that_cannot_be_yet_makes_no_form_the_later_one(roster):
    found = roster({"1.docx": dated("2022-05-01"), "2.docx": dated("2922-06-01", employees=9)})
    assert told(found) == {"1.docx": "form", "2.docx": "undecided"}
    assert all("2922" not in file.reason_text() for file in found.files)


def test_the_day_on_which_an_office_has_endorsed_it_makes_no_form_the_later_one(roster):
    old = {"enterprise_endorsement": {"date": "2022-05-01"}, "recommender_endorsement": {"date": "2022-05-30"}}
    found = roster({"1.docx": form(**old), "2.docx": dated("2022-05-18", employees=9)})
    assert told(found) == {"1.docx": "older", "2.docx": "form"}


def test_the_more_complete_counts_where_the_dates_are_the_same(roster):
    found = roster({"1.docx": dated("2022-05-01", mobile=None), "2.docx": dated("2022-05-01")})
    assert told(found) == {"1.docx": "older", "2.docx": "form"}


@pytest.mark.parametrize("honest", [{"ip_model_title": {"held": False}}, {"ip_model_title": None, "employees": 9}])
def test_a_form_that_contradicts_a_fuller_one_is_no_older_one(roster, honest):
    found = roster({"1.docx": dated("2022-05-01", **honest), "2.docx": dated("2022-05-01")})
    assert sorted(told(found).values()) == ["form", "undecided"] and len(found.to_decide) == 1


def test_what_is_answered_with_none_or_with_words_is_not_left_blank(roster):
    def answered(text):
        filled = docx.Document(io.BytesIO(dated("2022-05-01", valid_trademarks=None)))
        cells = [cell for row in filled.tables[0].rows for cell in row.cells]
        at = next(number for number, cell in enumerate(cells) if "有效注册商标" in cell.text)
        next(cell for cell in cells[at:] if cell.text != cells[at].text).text = text
        stream = io.BytesIO()
        filled.save(stream)
        return stream.getvalue()

    for text, category in (("", "older"), ("无", "undecided"), ("见附件", "undecided")):
        found = roster({"1.docx": answered(text), "2.docx": dated("2022-05-01", valid_trademarks=5)})
        assert told(found) == {"1.docx": category, "2.docx": "form"}


def test_where_nothing_tells_which_counts_a_person_is_asked(roster):
    found = roster({"1.docx": dated("2022-05-01", employees=8), "2.docx": dated("2022-05-01", employees=9)})
    assert sorted(told(found).values()) == ["form", "undecided"] and not found.is_clean
    assert any("请向申报单位确认" in file.reason_text() for file in found.to_decide)


def test_the_printed_copy_is_compared_with_its_word_file(roster):
    same = roster({"甲/申报表.docx": form(), "甲/盖章.pdf": form("pdf")})
    assert told(same) == {"甲/申报表.docx": "form", "甲/盖章.pdf": "copy"} and same.is_clean


def test_a_printed_copy_that_differs_is_told_with_the_labels(roster):
    found = roster({"申报表.docx": form(), "盖章.pdf": form("pdf", contact_title="总经理")})
    (file,) = found.to_decide
    assert (file.name, file.category.value) == ("盖章.pdf", "undecided") and "职务" in file.reason_text()


def test_a_blank_form_beside_the_filled_one_is_replaced_by_it(roster):
    found = roster({"双龙/a空白.docx": ipforms.form(FORM).blank(), "双龙/申报表.docx": form()})
    assert told(found) == {"双龙/a空白.docx": "older", "双龙/申报表.docx": "form"}


def test_a_blank_form_of_nobody_is_no_answer_and_no_copy_of_another(roster):
    blank = ipforms.form(FORM).blank()
    found = roster({"空白1.docx": blank, "空白2.docx": blank, "锦程饰品/申报表.docx": blank, "1.docx": form()})
    assert told(found) == {
        "空白1.docx": "blank",
        "空白2.docx": "blank",
        "锦程饰品/申报表.docx": "blank",
        "1.docx": "form",
    }


def test_a_blank_form_whose_name_is_a_company_s_is_the_answer_of_that(roster):
    blank = ipforms.form(FORM).blank()
    found = roster(
        {
            "附件2 重点企业申报表.docx": ipforms.form("guangzhou-market").blank(),
            "09 永康某公司(空).docx": blank,
            "1.docx": form(),
        }
    )
    assert told(found)["09 永康某公司(空).docx"] == "form"
    assert told(found)["附件2 重点企业申报表.docx"] == "blank"


@pytest.mark.parametrize(
    "name", ["下载.docx.crdownload", "申报表.docx.baiduyun.p.downloading", "申报表.docx.xltd", ".申报表.docx.icloud"]
)
def test_what_was_not_downloaded_to_the_end_is_told(roster, name):
    found = roster({name: form()[:500], "1.docx": form(employees=9)})
    (file,) = found.to_decide
    assert file.category.value == "unread" and "没有下载完" in file.reason_text()


def test_a_form_that_was_typed_into_a_workbook_is_read_or_told_and_no_other_file(roster, tmp_path):
    def book(*rows):
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream) as made:
            sheet = made.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        return stream.getvalue()

    title = ipforms.form(FORM).title
    typed, listed = book(["附件2"], [title], ["申报企业名称", NAME]), book([title + "汇总"], ["申报企业名称"], [NAME])
    found = roster({"武义茶业.xlsx": typed, "企业名单.xlsx": listed})
    assert told(found) == {"武义茶业.xlsx": "unread", "企业名单.xlsx": "other"}
    (file,) = found.to_decide
    assert title in file.reason_text() and "附件2" in file.reason_text()
    (table,) = docx.Document(io.BytesIO(ipforms.form(FORM).blank())).tables
    cells = [list(dict.fromkeys(cell.text for cell in row.cells)) for row in table.rows]
    labels = [label for row in cells for label in row]
    found = roster(
        {"无题.xlsx": book(*cells), "表头.xlsx": book(labels), "对照.xlsx": book(*([each] for each in labels))}
    )
    assert [told(found)[name] for name in ("无题.xlsx", "表头.xlsx", "对照.xlsx")] == ["form", "other", "other"]


def test_a_form_of_another_city_is_none_of_ours(roster):
    data = docx.Document()
    data.add_paragraph("宁波市知识产权重点保护企业名录申请表")
    table = data.add_table(0, 2)
    facts = {"企业名称": "宁波海川电器有限公司", "统一社会信用代码": "91330201MA2AF7K83A", "成立日期": "2010-05-01"}
    facts |= {
        "注册地址": "宁波市鄞州区",
        "联系人": "张三丰",
        "联系电话": "13900000000",
        "有效专利数": "55",
        "注册商标数": "8",
    }
    for label, value in facts.items():
        for cell, text in zip(table.add_row().cells, (label, value), strict=True):
            cell.text = text
    stream = io.BytesIO()
    data.save(stream)
    found = roster({"宁波海川.docx": stream.getvalue()})
    assert told(found) == {"宁波海川.docx": "unread"} and "宁波市知识产权" in found.files[0].reason_text()


def test_a_blank_form_is_the_answer_of_one_who_has_sent_no_other(roster):
    blank = ipforms.form(FORM).blank()
    found = roster(
        {"锦程饰品/申报表.docx": blank, "空白.docx": blank, "1.docx": form()}, [Invited("义乌市锦程饰品有限公司")]
    )
    assert told(found) == {"锦程饰品/申报表.docx": "form", "空白.docx": "blank", "1.docx": "form"}
    assert found.files[2].reason_text() == "还没有填写"


def test_papers_belong_to_the_applicant_that_they_name_or_lie_beside(roster):
    other = form(enterprise_name="义乌市锦程饰品有限公司")
    files = {"双龙/申报表.docx": form(), "双龙/营业执照.jpg": b"\xff\xd8\xff1", "2.docx": other}
    alike = [form(enterprise_name=f"{place}吉祥塑胶有限公司") for place in ("义乌市", "兰溪市")]
    pictures = ("锦程饰品 执照.jpg", "义乌市锦程饰品营业执照.jpg", "吉祥塑胶执照.jpg")
    found = roster(
        {
            **files,
            "3.docx": alike[0],
            "4.docx": alike[1],
            **{name: b"\xff\xd8\xff" + name.encode() for name in pictures},
        }
    )
    owners = {file.name: (file.applicant, file.basis) for file in found.files if file.category.value == "paper"}
    assert owners == {
        "双龙/营业执照.jpg": (NAME, "folder"),
        "锦程饰品 执照.jpg": ("义乌市锦程饰品有限公司", "name"),
        "吉祥塑胶执照.jpg": ("", ""),  # of which of the two
        "义乌市锦程饰品营业执照.jpg": ("义乌市锦程饰品有限公司", "name"),
    }


def test_a_list_of_those_asked_says_who_is_missing_who_came_twice_and_who_was_not_asked(roster):
    asked = [Invited(name) for name in (NAME, "金华乙有限公司", "金华丙电器有限公司", "金华丁有限公司")]
    found = roster(
        {
            "1.docx": dated("2022-05-01", employees=8),
            "2.docx": dated("2022-05-01", employees=9),
            "3.docx": form(enterprise_name="金华丁有限公司"),
            "4.docx": form(enterprise_name="温州戊有限公司"),
            "金华丙电器申报表.jpg": b"\xff\xd8\xff",
        },
        asked,
    )
    said = found.attendance.to_dict()
    assert (said["answered"], said["missing"]) == (2, ["金华乙有限公司"])
    names = {key: [each["name"] for each in said[key]] for key in ("unread", "twice", "uninvited")}
    assert names == {"unread": ["金华丙电器有限公司"], "twice": [NAME], "uninvited": ["温州戊有限公司"]}


def test_short_names_of_a_list_find_the_one_form_that_they_can_mean_and_are_told(roster):
    names = ("金华市恒锐工具有限公司", "永康市捷龙五金制品有限公司", "金华双龙机械有限公司", "兰溪双龙电器有限公司")
    listed = ("恒锐工具", "永康市捷龙五金制品有限责任公司", "双龙", "东阳横店有限公司")
    found = roster(
        {f"{number}.docx": form(enterprise_name=name) for number, name in enumerate(names)},
        [*map(Invited, listed), Invited("", "91330701MA2E7XXX0H")],
    )
    told = found.attendance
    assert told.shortened == ((listed[1], names[1]), (listed[0], names[0]))
    assert told.missing == ("双龙", "东阳横店有限公司")  # 双龙 may be either of two
    assert told.codes_alone == ("91330701MA2E7XXX0H",) and (told.total, told.answered) == (5, 2)
    assert [name for name, _ in told.uninvited] == list(names[2:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "拟申报企业一览\n序号,乡镇,拟报主体\n1,秋滨,金华甲有限公司\n2,,乙五金厂\n",
            ["金华甲有限公司", "乙五金厂"],
        ),
        ("金华甲有限公司\n金华乙有限公司\n", ["金华甲有限公司", "金华乙有限公司"]),
        ("编号,代码\n1,91440101MA5XXXXX06\n", ["91440101MA5XXXXX06"]),
    ],
    ids=["other words", "no header", "codes alone"],
)
def test_the_column_of_a_list_is_known_by_what_stands_in_it(tmp_path, text, expected):
    (tmp_path / "名单.csv").write_text(text, encoding="utf-8")
    assert [each.shown for each in invited_in(tmp_path / "名单.csv")] == expected


def test_a_letter_that_takes_an_application_back_and_a_mail_without_attachments_are_for_a_person(roster, tmp_path):
    import docx

    letter = docx.Document()
    letter.add_paragraph("撤回申请")
    letter.add_paragraph("我公司因故撤回申报材料。")
    (tmp_path / "甲").mkdir()
    letter.save(tmp_path / "甲" / "来函.docx")
    mail = b"From: a@example.com\nTo: b@example.cn\nSubject: x\n\nhello\n"
    found = roster({"甲/申报表.docx": form(), "咨询.eml": mail})
    assert told(found) == {"咨询.eml": "container", "甲/来函.docx": "other", "甲/申报表.docx": "form"}
    assert [file.name for file in found.to_decide] == ["咨询.eml", "甲/来函.docx"] and found.withdrawn == {NAME}


def test_a_letter_is_whose_name_it_begins_with(roster, tmp_path):
    import docx

    letter = docx.Document()
    letter.add_paragraph(f"情况说明：{NAME}已更名。")
    letter.save(tmp_path / "来函.docx")
    files = {file.name: (file.category, file.applicant) for file in roster({"a/申报表.docx": form()}).files}
    assert files["来函.docx"] == ("other", NAME)


def test_one_credit_code_under_two_names_joins_nobody_and_is_told(roster):
    market = {"uscc": "91440101MA5XXXXX06"}
    files = {
        f"{number}.docx": ipforms.render(record("guangzhou-enterprise", {"name": name, **market}))
        for number, name in enumerate(("广州甲科技有限公司", "广州乙贸易有限公司"))
    }
    found = roster(files)
    assert set(told(found).values()) == {"form"} and len(found.clashes) == 1 and not found.is_clean


def test_the_list_is_any_table_with_a_column_of_names(tmp_path):
    path = tmp_path / "名单.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([["序号", "单位名称"], ["1", NAME], ["2", ""]])
    assert invited_in(path) == [Invited(NAME)]
    path.write_text("序号,备注\n1,x\n", encoding="utf-8")
    with pytest.raises(NoNames, match="备注"):
        invited_in(path)


def test_a_notice_that_names_the_form_and_a_list_of_patents_are_no_answers(roster, tmp_path):
    import docx
    import openpyxl

    notice, book = docx.Document(), openpyxl.Workbook()
    notice.add_paragraph("关于组织申报重点企业的通知")
    notice.add_paragraph("请于6月30日前报送申报表。")
    notice.save(tmp_path / "通知.docx")
    book.save(tmp_path / "专利清单.xlsx")
    found = roster({"甲.docx": form(), "空白/乙/申报表.docx": ipforms.form(FORM).blank()}, [Invited("空白")])
    assert told(found) == {
        "专利清单.xlsx": "other",
        "甲.docx": "form",
        "空白/乙/申报表.docx": "blank",
        "通知.docx": "other",
    }


def test_who_has_sent_a_blank_form_has_sent_no_answer_and_not_nothing(roster):
    found = roster({"金华丙丁电器有限公司/申报表.docx": ipforms.form(FORM).blank()}, [Invited("金华丙丁电器有限公司")])
    assert (found.attendance.missing, found.attendance.answered) == ((), 0)
    assert found.attendance.unread == (("金华丙丁电器有限公司", ("金华丙丁电器有限公司/申报表.docx",)),)


def test_one_company_under_two_names_is_told_and_not_joined(roster):
    renamed = {"enterprise_name": "浙江双龙精密机械有限公司", "mobile": "13800138000"}
    found = roster(
        {"旧.docx": form(), "新.docx": form(**renamed), "别.docx": form(enterprise_name="金华甲工具有限公司")}
    )
    assert set(told(found).values()) == {"form"} and not found.is_clean
    assert found.undecided == {NAME, "浙江双龙精密机械有限公司"}
    (clash,) = found.clashes
    assert NAME in clash.text() and "浙江双龙精密机械有限公司" in clash.text()
