"""The notice of corrections: what it says, to whom, and that it looks as GB/T 9704 has it."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
import subprocess

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

import ipforms
from ipforms.errors import unreadable
from ipforms.findings import Finding
from ipforms.messages import Bilingual, Note
from ipforms.paths import Place
from ipforms.pipeline.report import UnreadFile
from ipforms.pipeline.submission import NoForm
from ipforms.reports.notice import (
    ImpossibleDeadline,
    NothingToCorrect,
    Sender,
    addressee_of,
    notice,
    notice_paragraphs,
)
from ipforms.reports.official_letter import letter
from ipforms.reports.report_rows import file_status
from ipforms.rules.clauses import Clause
from ipforms.rules.eligibility.verdicts import Condition, Eligibility, Verdict
from tests.documents import cells
from tests.replicas import replica
from tests.reports.full_reports import DAY, NOTHING, bare, member, members, on_every_field, report_of

OFFICE = "广州市天河区知识产权局"
SHORT = Note("date.incomplete", {"text": "2017年3月 日"})
ELSEWHERE = Note("value.elsewhere", {"text": "见附件"})


@pytest.fixture(scope="module")
def sub():
    return ipforms.read(replica("guangzhou-enterprise", 4).data)


def lines(data: bytes) -> list[str]:
    return [line for line in cells(data) if line]


def sent(sub, findings, **said) -> list[str]:
    return lines(notice(report_of(sub, findings), office=OFFICE, **said))


def at(path: str, note: Note = NOTHING, row: int = 1, source: str = "") -> Finding:
    return Finding(note, path, path, Place(table=1, row=row, column=2), source)


def test_a_whole_notice_reads_like_an_office_s_letter(sub):
    findings = [
        at("单位名称", row=2, source="穗知〔2017〕5号附件2"),
        at("申报时间", SHORT),
        at("申报单位概述", ELSEWHERE),
        at("注册地址", Note("value.declared_none", {"text": "无"})),
    ]

    assert sent(
        sub,
        findings,
        to="广州云岭生物医药科技有限公司",
        number="穗天知补〔2017〕3号",
        date=datetime.date(2017, 4, 1),
        deadline=datetime.date(2017, 4, 16),
        contact="王工，020-81050369",
        received=datetime.date(2017, 3, 9),
    ) == [
        "广州市天河区知识产权局",
        "补正通知书",
        "穗天知补〔2017〕3号",
        "广州云岭生物医药科技有限公司：",
        "你单位于2017年3月9日报送的《广州市知识产权局知识产权行政保护重点企业入库申报书》（文件名：申报书.docx）收悉。"
        "经审核，尚有下列事项需要补正、核实和补充材料，现一次性告知如下：",
        "一、须补正的事项",
        "（一）单位名称：“十三月”不是可识别的日期，请写成“2017年3月9日”（依据：穗知〔2017〕5号附件2）。",
        "二、请核实的事项",
        "（一）申报时间：“2017年3月 日”缺月或日，请补全日期。",
        "三、须补充的材料",
        "（一）申报单位概述：写明“见附件”，内容不在表内，请提供所指的附件，或将内容填入表内。",
        "四、办理要求",
        "请对照上述事项逐项办理，并于2017年4月16日前（含当日）将修改后的"
        "《广州市知识产权局知识产权行政保护重点企业入库申报书》及有关材料按原报送渠道重新报送。未列出的栏目请保持不变。",
        "经核实，原填写内容确实无误的，请在重新报送时附书面说明。对上述事项有疑问的，请与我局联系。",
        "特此通知。",
        "广州市天河区知识产权局",
        "2017年4月1日",
        "（联系方式：王工，020-81050369）",
    ]


def test_what_is_not_given_is_left_to_be_filled_in_or_unsaid(sub):
    text = sent(sub, [at("单位名称")])

    assert text[2:4] == ["〔\u3000\u3000\u3000\u3000〕\u3000\u3000号", f"{sub.record.name}："]
    assert text[4].startswith("你单位报送的《")
    assert "并尽快将修改后的" in text[-5]
    assert text[-1] == "2017年3月20日"


def test_a_deadline_in_days_counts_from_receipt(sub):
    assert "并自收到本通知书之日起15日内将修改后的" in "".join(sent(sub, [at("单位名称")], deadline=15))


@pytest.mark.parametrize("deadline", [0, -3, datetime.date(2017, 3, 19)])
def test_a_deadline_that_nobody_can_meet_is_refused(sub, deadline):
    with pytest.raises(ImpossibleDeadline):
        notice(report_of(sub, [at("单位名称")]), office=OFFICE, deadline=deadline)


def test_the_day_of_the_notice_itself_is_a_deadline(sub):
    assert "于2017年3月20日前（含当日）" in "".join(sent(sub, [at("单位名称")], deadline=DAY))


def test_a_form_without_anything_to_correct_needs_no_notice(sub):
    read_so = at("注册地址", Note("value.declared_none", {"text": "无"}))
    for findings in ([], [read_so]):
        with pytest.raises(NothingToCorrect, match="无须出具补正通知书"):
            notice(report_of(sub, findings), office=OFFICE)


def test_what_is_said_alike_of_many_fields_is_one_item_that_names_them_all(sub):
    text = sent(sub, [at(f"栏目{row}", row=row) for row in range(1, 40)])

    (item,) = (line for line in text if "“十三月”不是可识别的日期" in line)
    assert item.startswith("（一）栏目1、栏目2、") and "栏目39：“十三月”" in item
    assert "第1个表格" not in "".join(text)


def test_what_is_said_of_one_field_is_one_item(sub):
    findings = [at("单位名称"), at("注册时间", row=3), at("单位名称", Note("date.impossible", {"text": "2月30日"}))]
    items = [line for line in sent(sub, findings) if line.startswith("（")]

    assert [item.partition("：")[0] for item in items] == ["（一）单位名称、注册时间", "（二）单位名称"]


def test_what_is_asked_of_the_file_as_a_whole_is_a_sentence_each_that_quotes_all_it_is_about(sub):
    missing = [Finding(Note("form.label_missing", {"label": label})) for label in ("邮政编码", "电话")]
    spare = [Finding(Note("form.left_over", {"text": text})) for text in ("总数", "71", "总数")]

    (item,) = (line for line in sent(sub, [*missing, *spare]) if line.startswith("（一）"))
    assert item == (
        "（一）（1）表中找不到“邮政编码”“电话”，请使用原表，不要删改栏目。（2）“总数”“71”不属于任何栏目，请把内容填入对应的栏目。"
    )


def test_what_stands_in_the_field_is_quoted_once_and_its_label_is_not_said_twice(sub):
    path = next(path for path, text in sub.texts.items() if text == sub.record.uscc)
    wrong = Finding(
        Note("uscc.check_character", {"value": "X", "expected": "K", "found": "1"}), path, "统一社会信用代码"
    )
    blank = Finding(Note("field.blank", {"description": "办公地址"}), "", "办公地址", source="附件3“办公地址”")
    (first, second) = (line for line in sent(sub, [wrong, blank]) if line.startswith("（"))

    assert first.count(sub.record.uscc) == 1 and first.startswith("（一）统一社会信用代码：原填“")
    assert second == "（二）办公地址：此栏未填写，请填写。"


def test_a_blank_form_is_one_sentence_to_whoever_handed_it_in():
    report = ipforms.check(ipforms.read(ipforms.form("jinhua-application").blank()), on=DAY, name="收回/某公司.docx")
    text = lines(notice(report, office=OFFICE))

    assert len([each for each in report.findings if each.code == "field.blank"]) > 10
    assert text[3] == "“某公司”的报送单位："
    assert [line for line in text if line.startswith("（")] == ["（一）报送的表格没有填写内容，请按表内要求逐栏填写。"]


def test_a_letter_asks_nothing_of_the_part_that_an_office_fills_in_later(sub):
    of_office, own = at("district_endorsement.date", Note("form.field_missing")), at("declaration.date", SHORT)
    assert not any("original" in line or "原表" in line for line in sent(sub, [of_office, own]))
    with pytest.raises(NothingToCorrect):
        sent(sub, [of_office])
    handed_on = dataclasses.replace(report_of(sub, [of_office]), stage="district")
    assert any("原表" in line for line in lines(notice(handed_on, office=OFFICE)))


def test_a_firm_without_a_name_is_addressed_by_its_contact():
    record = ipforms.form("jinhua-application").model(contact_name="陈晓岚")
    assert addressee_of(ipforms.check(record, on=DAY, name="a.docx")) == "陈晓岚（联系人）"


def test_a_file_that_cannot_be_read_has_a_letter_with_the_reason_said_once():
    text = lines(notice(UnreadFile("某公司.pdf", unreadable("某公司.pdf", "pdf_truncated")), office=OFFICE, date=DAY))

    assert text[3:7] == [
        "“某公司”的报送单位：",
        "你单位报送的文件“某公司.pdf”收悉，但无法读取，现将有关事项告知如下：",
        "一、须补正的事项",
        "不是完整的 PDF 文件，可能没有下载完。",
    ]
    assert "原填写内容" not in "".join(text)


def test_who_has_sent_another_form_is_told_which_one_to_fill_in():
    asked, of_offices = (ipforms.form(f"jinhua-{each}").citation for each in ("application", "recommendation"))
    error = NoForm(
        name="某公司.docx", begins="宁波市重点企业申请表", known=(asked, of_offices), head="宁波市重点企业申请表"
    )
    text = lines(notice(UnreadFile("某公司.docx", error), office=OFFICE, date=DAY))

    assert "文件可以打开，但不是规定的表格" in text[4] and "无法读取" not in "".join(text)
    assert "宁波市重点企业申请表" in text[6]
    assert any(asked in line and "附件2" in line for line in text[7:])
    assert not any(of_offices in line for line in text)
    assert file_status(UnreadFile("某公司.docx", error)).value == "other_form"


def test_an_applicant_that_does_not_qualify_is_told_each_condition_with_its_clause(sub):
    clause = Clause("金华方案", "三（一）1（3）", "合计20件以上")
    failed = Condition("rights", Bilingual("rules.jinhua.rights"), clause, Verdict.NO, "3 + 5 = 8 < 20")
    refused = dataclasses.replace(report_of(sub, []), eligibility=Eligibility(Verdict.NO, "any", clause, (failed,)))
    text = lines(notice(refused, office=OFFICE))

    assert text[1] == "不符合入库条件告知书"
    (item,) = (line for line in text if line.startswith("（一）"))
    assert "3 + 5 = 8 < 20" in item and "金华方案三（一）1（3）" in item
    both = lines(notice(dataclasses.replace(refused, findings=(at("单位名称"),)), office=OFFICE))
    assert both[1] == "补正通知书" and "二、不符合入库条件的情况" in both


def test_several_letters_in_one_file_start_on_pages_numbered_from_1(sub):
    sender = Sender(OFFICE, None, DAY, None, None)
    pieces = [notice_paragraphs(report_of(sub, [at("单位名称")]), sender) for _ in range(3)]
    document = docx.Document(io.BytesIO(letter(*pieces)))

    assert len(document.sections) == 3
    starts = [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in document.sections]
    assert starts == ["1", "1", "1"]
    assert sum(each.text == "补正通知书" for each in document.paragraphs) == 3


def test_another_day_changes_the_date_alone(sub):
    first, second = (
        lines(notice(report_of(sub, [at("单位名称")]), office=OFFICE, date=datetime.date(2017, 4, day)))
        for day in (1, 2)
    )
    assert [each for each in zip(first, second, strict=True) if each[0] != each[1]] == [
        ("2017年4月1日", "2017年4月2日")
    ]


def test_no_finding_is_lost(sub):
    findings = [at(f"栏{n}", Note("form.left_over", {"text": f"第{n}号"}), row=n % 7 + 1) for n in range(60)]
    text = "".join(sent(sub, findings))

    assert [n for n in range(60) if f"“第{n}号”" not in text or f"栏{n}：" not in text] == []


def test_a_personal_number_is_hidden_but_the_office_s_own_is_not(sub):
    quoted = Finding(Note("reading.hidden_text", {"place": "第3段", "text": "13800138000，440101198001010017"}))
    text = "".join(sent(sub, [quoted], contact="王工，13900139000"))

    assert "13800138000" not in text
    assert "440101198001010017" not in text
    assert "13900139000" in text


def test_a_number_does_not_end_a_line_at_its_hyphen(sub):
    data = notice(report_of(sub, [at("name")]), office=OFFICE, contact="王工，0579-82177827")
    (hyphen,) = docx.Document(io.BytesIO(data)).element.body.iter(qn("w:noBreakHyphen"))
    assert (hyphen.getprevious().text[-4:], hyphen.getnext().text[:8]) == ("0579", "82177827")


def test_hostile_names_are_text(sub):
    text = sent(sub, [at("<w:p/>&{{x}}\x07")], to="甲<b>\x00\ufffe", number="&amp;")

    assert text[2:4] == ["&amp;", "甲<b>\ufffd\ufffd："]
    assert any(line.startswith("（一）<w:p/>&{{x}}\ufffd：") for line in text)


def test_the_english_notice_says_the_same(sub):
    findings = [at("单位名称"), at("申报时间", SHORT), at("申报单位概述", ELSEWHERE)]
    text = sent(sub, findings, lang="en", deadline=15, contact="Mr Wang")

    assert len(text) == len(sent(sub, findings, deadline=15, contact="王工"))
    assert text[6].startswith("(1) 单位名称: “十三月” is not a date. ")
    assert "within 15 day(s) of receiving this notice" in text[-6]


def test_the_same_arguments_give_the_same_bytes(sub):
    report = report_of(sub, on_every_field(sub))

    assert notice(report, office=OFFICE) == notice(report, office=OFFICE)


def test_the_page_is_that_of_gbt_9704(sub):
    document = docx.Document(io.BytesIO(notice(report_of(sub, [at("单位名称")]), office=OFFICE)))
    page = document.sections[0]
    measured = (page.page_width, page.page_height, page.top_margin, page.bottom_margin)
    measured += (page.left_margin, page.right_margin)

    assert [round(length.mm) for length in measured] == [210, 297, 37, 35, 28, 26]
    assert document.settings.odd_and_even_pages_header_footer
    assert round(22 * Pt(28.95).mm) == round(page.page_height.mm - page.top_margin.mm - page.bottom_margin.mm) == 225
    assert page.page_width - page.left_margin - page.right_margin >= 28 * Pt(15.75) > Mm(155)


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Body Text", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("页码（单页）", "宋体", 14),
        ("页码（双页）", "宋体", 14),
    ],
)
def test_fonts_and_sizes_are_those_of_gbt_9704(sub, style, font, points):
    document = docx.Document(io.BytesIO(notice(report_of(sub, [at("单位名称")]), office=OFFICE)))

    assert (inherited(document, style, "w:rFonts", "w:eastAsia"), inherited(document, style, "w:sz", "w:val")) == (
        font,
        str(points * 2),
    )


def inherited(document, style, element, attribute):
    """What a style says, or the one that it is based on, or the defaults of the document."""
    each = document.styles[style]
    while each is not None:
        for found in each.element.iterfind(f"{qn('w:rPr')}/{qn(element)}"):
            if found.get(qn(attribute)):
                return found.get(qn(attribute))
        each = each.base_style
    return next(document.styles.element.iter(qn(element))).get(qn(attribute))


def test_the_date_stands_four_characters_from_the_right_with_the_office_centred_over_it(sub):
    report = report_of(sub, [at("单位名称")])
    paragraphs = docx.Document(io.BytesIO(notice(report, office="甲局"))).paragraphs
    office, day = (each for each in paragraphs if each.style.name in ("Signature", "Date") and each.text)
    width = 3 + 7 * 0.5  # 年, 月, 日 and seven digits, of half a width each

    assert (right(day), right(office)) == (400, 400 + (width - 2) / 2 * 100)
    assert {office.style.paragraph_format.alignment, day.style.paragraph_format.alignment} == {WD_ALIGN_PARAGRAPH.RIGHT}


def right(paragraph):
    return int(paragraph._p.pPr.find(qn("w:ind")).get(qn("w:rightChars")))


def test_no_font_is_shipped_and_every_part_is_xml(sub):
    parts = dict(members(notice(report_of(sub, [at("单位名称")]), office=OFFICE)))

    assert all(name.endswith((".xml", ".rels")) for name in parts)
    assert all(etree.fromstring(content) is not None for content in parts.values())
    assert next(iter(parts)) == "[Content_Types].xml"


def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones(sub):
    data = notice(report_of(sub, [at("单位名称")]), office=OFFICE)
    references = {
        each.get(qn("w:type")): each.get(qn("r:id"))
        for each in etree.fromstring(member(data, "word/document.xml")).iter(qn("w:footerReference"))
    }
    targets = {
        each.get("Id"): each.get("Target") for each in etree.fromstring(member(data, "word/_rels/document.xml.rels"))
    }
    styles = {
        kind: next(etree.fromstring(member(data, f"word/{targets[id]}")).iter(qn("w:pStyle"))).get(qn("w:val"))
        for kind, id in references.items()
    }

    assert styles == {"default": "PageNumberOdd", "even": "PageNumberEven"}


@pytest.mark.office
def test_libreoffice_prints_it_in_order_with_22_lines_of_28_characters(soffice, sub, tmp_path):
    findings = [at(f"第{n}栏", Note("form.left_over", {"text": "甲" * 50 + str(n)}), row=n) for n in range(1, 30)]
    data = notice(report_of(sub, findings), office=OFFICE, contact="王工")
    file = tmp_path / "notice.docx"
    file.write_bytes(data)
    soffice("pdf", [file], tmp_path)
    pages = printed(file.with_suffix(".pdf"))

    numbers = [re.search(r"—(\d+)—$", page) for page in pages]
    assert [found and found[1] for found in numbers] == [str(number) for number in range(1, len(pages) + 1)]
    text = "".join(re.sub(r"—\d+—$", "", page) for page in pages)
    assert text == bare("".join(lines(data)))
    full = [word for word in words(file.with_suffix(".pdf")) if set(word) == {"甲"}]
    assert max(map(len, full)) == 28
    assert 5 <= len(pages) <= 7


def printed(pdf):
    text = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"], check=True, capture_output=True).stdout
    return [bare(page) for page in text.decode().split("\f")[:-1]]


def words(pdf):
    text = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"], check=True, capture_output=True).stdout
    return text.decode().split()


def test_a_letter_about_an_archive_tells_its_sender_the_cause_and_not_what_the_office_does():
    error = unreadable("申报表.docx", "archive_password")
    made = docx.Document(io.BytesIO(notice(UnreadFile("金东/甲公司.zip/申报表.docx", error), office="某局")))
    said = "".join(paragraph.text for paragraph in made.paragraphs)
    assert "“甲公司”的报送单位" in said and "“甲公司.zip/申报表.docx”" in said and "有密码，无法打开。" in said
    assert "索取" not in said and "金东" not in said
