"""From a blank Word file to a form that reads back, and what is wrong corrected in its table."""

from __future__ import annotations

import io
import json
import tomllib
from dataclasses import replace

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

import ipforms
from ipforms.authoring.blank_document import read_blank
from ipforms.authoring.field_guesses import guesses
from ipforms.authoring.field_words import kind_of
from ipforms.authoring.form_lint import lint
from ipforms.authoring.form_package import new_form
from ipforms.authoring.review_entry import Use
from ipforms.authoring.review_table import InvalidReview, read_review, review_row, write_review
from ipforms.authoring.sample_records import sample_record
from ipforms.bulk.columns import columns_of
from ipforms.cli import run
from ipforms.forms import trial
from tests.authoring.blank_forms import (
    ABOVE,
    CARDS,
    GRID,
    INDICATORS,
    LETTER,
    MANY,
    PEOPLE,
    YEARS,
    blank_form,
)


@pytest.fixture(scope="module")
def found():
    return guesses(read_blank(blank_form(), "空白.docx"))


def fields(entries):
    return {entry.path: entry for entry in entries if entry.use is Use.FIELD}


def test_every_blank_is_a_field_with_its_label_and_kind(found):
    assert {path: (entry.label, entry.kind) for path, entry in fields(found).items()} == {
        "applicant": ("申报单位（盖章）", "line"),
        "name": ("单位名称", "line"),
        "uscc": ("统一社会信用代码", "uscc"),
        "legal_representative.name": ("法定代表人 › 姓名", "person"),
        "legal_representative.mobile": ("法定代表人 › 手机", "phone"),
        "enterprise_type": ("企业类型", "choice"),
        "high_tech": ("高新技术企业", "claim"),
        "revenue": ("营业收入（万元）", "money"),
        "rd_spending_share": ("研发投入占比", "percent"),
        "main_ip[].name": ("主要知识产权 › 名称", "line"),
        "main_ip[].category": ("主要知识产权 › 类别", "choice"),
        "main_ip[].granted_date": ("主要知识产权 › 授权日期", "date"),
        "main_ip[].owner": ("主要知识产权 › 权利人", "line"),
        "recommendation_unit_opinion.opinion": ("推荐单位意见 › 意见", "paragraphs"),
        "recommendation_unit_opinion.date": ("推荐单位意见 › 日期", "date"),
    }
    assert fields(found)["enterprise_type"].options == ("国有", "民营", "其他")
    assert fields(found)["recommendation_unit_opinion.date"].stage == "district"


@pytest.mark.slow
def test_the_package_declares_a_form_that_reads_back(tmp_path):
    made = new_form(blank_form(), "空白.docx", tmp_path / "yiwu")
    assert made.form.id == "yiwu"
    assert made.form.title == "义乌市知识产权示范企业申报表"
    assert dict(made.form.template.least_rows) == {"main_ip": 3}
    report = lint(made.form, records=2, changes=())
    assert report.ok, report.text("en")
    record = made.form.model.model_validate(json.loads((tmp_path / "yiwu" / "sample.json").read_text("utf-8")))
    assert record.main_ip
    project = tomllib.loads((tmp_path / "yiwu" / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["entry-points"]["ipforms.forms"] == {"yiwu": "yiwu"}


@pytest.mark.slow
@pytest.mark.parametrize("name", MANY)
def test_every_package_is_sound_and_reads_its_own_sample(name, tmp_path):
    before, grid = MANY[name]
    made = new_form(blank_form(grid, before), "空白.docx", tmp_path / name)
    report = lint(made.form, records=2, changes=())
    assert report.ok, report.text("en")
    sample = made.form.model.model_validate(json.loads((made.folder / "sample.json").read_text("utf-8")))
    with trial(made.form):
        assert ipforms.read(made.form.render(sample), made.form.id).record == sample


def corrected(table, changes):
    """A table of corrections in which a person has changed cells, by key and header."""
    book = openpyxl.load_workbook(table)
    sheet = book.active
    headers = {cell.value: cell.column for cell in sheet[1]}
    for row in sheet.iter_rows(min_row=2):
        for header, text in changes.get(row[0].value, {}).items():
            sheet.cell(row[0].row, headers[header]).value = text
    book.save(table)


@pytest.mark.slow
def test_what_is_wrong_is_corrected_in_the_table_alone(tmp_path):
    folder = tmp_path / "yiwu"
    new_form(blank_form(), "空白.docx", folder)
    changes = {
        "T1R1C2": {"栏目名称": "企业全称", "字段路径": "full_name"},
        "T1R5C2": {"类型": "金额（万元，可为负）"},
        "T1R3C2": {"类型": "多选", "选项": "国有；民营；外资；其他"},
        "T1R10C2": {"用途": "印刷文字"},
    }
    corrected(folder / "review.xlsx", changes)
    made = new_form(blank_form(), "空白.docx", folder, review=folder / "review.xlsx")
    names = made.form.model.__pydantic_fields__
    assert names["full_name"].title == "企业全称"
    assert made.form.model.model_validate({"revenue": "-12.5", "enterprise_type": ["外资"]}).enterprise_type == ["外资"]
    assert lint(made.form, records=1, changes=()).ok
    again = new_form(blank_form(), "空白.docx", folder, review=folder / "review.xlsx")
    assert [entry.path for entry in again.entries] == [entry.path for entry in made.entries]


@pytest.mark.slow
def test_a_text_with_tags_may_be_typed_into_the_table(tmp_path):
    folder = tmp_path / "yiwu"
    new_form(blank_form(), "空白.docx", folder)
    corrected(
        folder / "review.xlsx",
        {
            "P2": {"自定文字（可含标签）": "{{ x }}"},
            "P2#1": {
                "自定文字（可含标签）": "申报单位（盖章）：{{ applicant }}    编号：{{ serial }}",
            },
        },
    )
    made = new_form(blank_form(), "空白.docx", folder, review=folder / "review.xlsx")
    assert {"applicant", "serial"} <= made.form.template.fields
    record = made.form.model.model_validate({"applicant": "甲公司", "serial": "12"})
    with trial(made.form):
        assert ipforms.read(made.form.render(record), made.form.id).record == record


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"类型": "号码牌"}, "“类型”“号码牌”不认识.*单选"),
        ({"类型": ""}, "“类型”“”不认识"),
        ({"类型": "单选"}, "“选项”.*须列出选项"),
        ({"类型": "多选", "选项": "甲；甲；乙"}, "“选项”.*每项只写一次"),
        ({"字段路径": "单位"}, "“字段路径”“单位”写法不对"),
        ({"字段路径": "uscc"}, "的字段路径都是“uscc”"),
        ({"字段路径": "legal_representative"}, "“legal_representative”已是一个字段"),
        ({"用途": "别的"}, "“用途”“别的”不认识.*印刷文字"),
    ],
)
def test_a_table_that_says_what_cannot_be_is_refused_with_the_place(found, tmp_path, change, said):
    table = tmp_path / "review.xlsx"
    table.write_bytes(write_review(found))
    corrected(table, {"T1R1C2": change})
    with pytest.raises(InvalidReview, match=f"T1R1C2.*{said}"):
        read_review(table, found)


def test_the_table_is_the_same_on_any_day_and_changes_nothing_by_itself(found):
    table = write_review(found)
    assert table == write_review(found)
    assert read_review(table, found) == found
    assert read_review(write_review(found, "en"), found) == found


def test_entries_of_two_rows_are_one_section():
    grid = [
        ["序号", "专利名称", "专利号", "授权公告日"],
        ["", "专利类型", "第一发明人", "代理机构"],
        *(row for number in "123" for row in ([number, "", "", ""], ["", "□发明 □外观", "", ""])),
    ]
    entries = guesses(read_blank(merged_in_pairs(grid), "空白.docx"))
    names = ("patent_name", "patent_number")
    assert set(fields(entries)) >= {f"patents[].{name}" for name in names}
    assert len(fields(entries)) == 6


def merged_in_pairs(grid):
    """The first column merged over two rows each."""
    document, file = docx.Document(io.BytesIO(blank_form(grid, before=()))), io.BytesIO()
    table = document.tables[0]
    for row in range(0, len(grid), 2):
        table.cell(row, 0).merge(table.cell(row + 1, 0))
        for paragraph in table.cell(row, 0).paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
    document.save(file)
    return file.getvalue()


def test_a_row_of_boxes_for_digits_is_one_field():
    grid = [["邮政编码", *[""] * 6], ["单位名称", "", None, None, None, None, None]]
    entries = guesses(read_blank(blank_form(grid, before=()), "空白.docx"))
    assert {path: entry.kind for path, entry in fields(entries).items()} == {"postcode": "postcode", "name": "line"}
    assert sum(entry.use is Use.MERGE for entry in entries) == 5


@pytest.mark.slow
def test_new_form_and_lint_form_on_the_command_line(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "空白.docx").write_bytes(blank_form(GRID[:5]))
    assert run(["new-form", "空白.docx", "-o", "yiwu", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["id"] == "yiwu"
    assert {entry["path"] for entry in said["entries"]} >= {"name", "uscc"}
    monkeypatch.setattr("ipforms.authoring.form_lint.CHANGES", {})
    assert run(["lint-form", "yiwu", "--records", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
    assert run(["new-form", "nothing.docx", "-o", "x"]) == 2
    assert run(["new-form", "空白.docx", "-o", "yiwu", "--review", "yiwu/review.xlsx"]) == 0
    assert "pip install ./yiwu" in " ".join(capsys.readouterr().out.split())


def kinds_of(grid, before=()):
    entries = guesses(read_blank(blank_form(grid, before), "空白.docx"))
    return {entry.label: (entry.kind, entry.options) for entry in entries if entry.use is Use.FIELD}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("规模以上 | 有□    无□", {"规模以上": ("choice", ("有", "无"))}),
        ("届次 | 第____届", {"届次": ("line", ())}),
        ("时间 | 自   年   月   日至   年   月   日", {"时间": ("period", ())}),
        ("规模 | □大型  □中型  □小型", {"规模": ("choice", ("大型", "中型", "小型"))}),
        ("附件（在□内打√） | □1.执照⏎□2.证书", {"附件（在□内打√）": ("choices", ("1.执照", "2.证书"))}),
        ("填报单位：（盖章） | ", {"填报单位：（盖章）": ("line", ())}),
        ("产量（吨） | ", {"产量（吨）": ("amount", ("吨",))}),
        ("邮编 | □□□□□□", {"邮编": ("postcode", ())}),
        ("单位名称： | ", {"单位名称": ("line", ())}),
        ("是否设立 | （ ）是  （ ）否", {"是否设立": ("answer", ("是", "否"))}),
        ("规模 | 大型（ ） 中型（ ）", {"规模": ("choice", ("大型", "中型"))}),
        ("方式 | [ ]自行 [ ]委托", {"方式": ("choice", ("自行", "委托"))}),
        ("通过 | 已过□（证书号      ） 未过□", {"通过": ("claim", ("已过（证书号      ）", "未过"))}),
        ("高企 | 是（ ）证书编号：____ 否（ ）", {"高企": ("claim", ("是（证书编号）", "否"))}),
        ("资料 | 1.执照□⏎2.证书□", {"资料": ("choices", ("1.执照", "2.证书"))}),
        ("产量 | ____吨", {"产量": ("amount", ("吨",))}),
        ("店铺 | 直营   家，加盟   家", {"店铺 › 直营": ("count", ()), "店铺 › 加盟": ("count", ())}),
        ("编号 | 科字〔20  〕第    号", {"编号 › 科字": ("line", ()), "编号": ("line", ())}),
        ("所在地 |       区（县）      镇", {"所在地 › 镇": ("line", ())}),
        (
            "住址 | 西市____区（县）____路____号",
            {f"住址 › {each}": ("line", ()) for each in ("区（县）", "路", "号")},
        ),
        ("规模 | ____个乡镇____个村庄", {"规模 › 乡镇": ("count", ()), "规模 › 村庄": ("count", ())}),
        ("名次 | 第____位，共____家", {"名次": ("count", ()), "名次 › 共": ("count", ())}),
        ("奖励 | 国家级（  ）项  市级（  ）项", {"奖励 › 国家级": ("count", ()), "奖励 › 市级": ("count", ())}),
        ("否则 | 是□（证书号：____） 否□", {"否则": ("claim", ("是（证书号：____）", "否"))}),
        ("首次 | □是 □否（上次：____）", {"首次": ("choice", ("是", "否（上次：）"))}),
        ("性别 | 男/女", {"性别": ("choice", ("男", "女"))}),
        ("形态 | A.独立法人　B.内设机构（  ）", {"形态": ("choice", ("独立法人", "内设机构"))}),
        ("担保 | 保险〔　〕抵押〔　〕", {"担保": ("choice", ("保险", "抵押"))}),
        ("记录 | 有 □      无 □", {"记录": ("choice", ("有", "无"))}),
        ("印数 | 标签    万枚；包装    万个", {f"印数 › {each}": ("count", ()) for each in ("标签", "包装")}),
        ("名次 | 1.⏎2.", {f"名次{each}": ("count", ()) for each in (1, 2)}),
        ("类别 | （    ）A.甲类  B.乙类", {"类别": ("choice", ("甲类", "乙类"))}),
        (
            "申请量 | 专利申请：2021年     件 2022年     件",
            {f"专利申请 › 202{each}年": ("count", ()) for each in (1, 2)},
        ),
        ("签收 | 日期 ____/__/__", {"签收 › 日期": ("date", ())}),
        ("还款 | ①到期还本②等额本息③其他", {"还款": ("choice", ("到期还本", "等额本息", "其他"))}),
        ("定级 | 密级：公开 / 内部 / 秘密", {"定级 › 密级": ("choice", ("公开", "内部", "秘密"))}),
        ("税额 | 2020年      万元　2021年      万元", {f"税额 › {each}年": ("money", ()) for each in (2020, 2021)}),
        ("总金额 | 佰    拾    万    仟元整", {"总金额": ("money", ())}),
        ("审定 | □同意  □不同意，理由：____⏎（盖章）", {"审定": ("choice", ("同意", "不同意，理由"))}),
        (
            "双方 | 甲方：____⏎联系人：____⏎乙方：____⏎联系人：____",
            {f"双方 › {each}": ("line", ()) for each in ("甲方", "乙方")}
            | {f"{each} › 联系人": ("person", ()) for each in ("甲方", "乙方")},
        ),
        ("执照 | □", {"执照": ("yes_no", ())}),
        (
            "现状 | 1.有无专人：有□  无□　2.是否贯标：是□；否□⏎共（　　）起",
            {
                "现状 › 有无专人": ("choice", ("有", "无")),
                "现状 › 是否贯标": ("answer", ("是", "否")),
                "现状 › 共": ("count", ()),
            },
        ),
        ("占比 | A.6%(含)以上 □  B.5%-6% □", {"占比": ("choice", ("A.6%(含)以上", "B.5%-6%"))}),
        (
            "资金 | 今收到市产权局拨付____年度资助资金____元",
            {"资金 › 年度": ("year", ()), "资金 › 资助资金": ("amount", ("元",))},
        ),
        ("期间 | 自　　　年　　月　　日零时起至　　　年　　月　　日", {"期间": ("period", ())}),
        (
            "保额 | 人民币（大写）            （小写）¥         元",
            {"保额 › 人民币（大写）": ("money", ()), "保额 › 小写": ("amount", ("元",))},
        ),
        ("论文 | SCI    篇；核心    篇", {"论文 › SCI": ("count", ()), "论文 › 核心": ("count", ())}),
        ("经费 |     万元,其中:财政     万元", {"经费 › 其中:财政": ("money", ())}),
        ("受理时间 | 年 月 日", {"受理时间": ("date", ())}),
        ("联系 | 否（原因:        ）", {"联系 › 原因": ("line", ())}),
        ("满意度 | 1.满意 2.不满意 （  ）", {"满意度": ("choice", ("满意", "不满意"))}),
        ("单位 | 填报单位：          （      年度）", {"单位 › 填报单位": ("line", ()), "单位 › 年度": ("year", ())}),
        (
            "市局推荐意见⏎□同意 □不同意⏎（盖章）⏎    年  月  日 | 备注",
            {"市局推荐意见 › 市局推荐意见": ("choice", ("同意", "不同意")), "市局推荐意见 › 日期": ("date", ())},
        ),
        (
            "水平 | □制定了管理制度 □设立了研发机构 □建立了奖励制度",
            {"水平": ("choices", ("制定了管理制度", "设立了研发机构", "建立了奖励制度"))},
        ),
        ("证据 | □照片 □视频", {"证据": ("choice", ("照片", "视频"))}),
        ("目标 | 服务____家次；赞成票____", {"目标 › 服务": ("count", ()), "目标 › 赞成票": ("count", ())}),
        ("类型 | □自然类 □其他：   ", {"类型": ("choice", ("自然类", "其他"))}),
        ("投保 | □是（保单号：____；保额：____万元）  □否", {"投保": ("claim", ("是（保单号：；保额：万元）", "否"))}),
        (
            "援助 | 申请事项：⏎□提供信息 □推荐专家⏎理由：",
            {"援助 › 申请事项": ("choice", ("提供信息", "推荐专家")), "援助 › 理由": ("paragraphs", ())},
        ),
        ("户口 | A、城镇  B、农村", {"户口": ("choice", ("城镇", "农村"))}),
        ("地址 | 省  市  县（区）", {f"地址 › {each}": ("line", ()) for each in ("省", "市", "县（区）")}),
        (
            "编号 | （   ）知裁字〔    〕第    号",
            {"编号": ("line", ()), "编号 › 知裁字": ("line", ()), "编号 › 第": ("line", ())},
        ),
        (
            "推荐 | 教委：____⏎（区教委盖章）⏎　　　年　　月　　日⏎产权局：____⏎（区产权局盖章）⏎　　　年　　月　　日",
            {f"推荐 › {each}": ("line", ()) for each in ("教委", "产权局")}
            | {f"推荐 › {each} › 日期": ("date", ()) for each in ("区教委", "区产权局")},
        ),
        (
            "效益 | 1.经济效益：⏎⏎2.社会效益：⏎⏎",
            {f"效益 › {each}效益": ("paragraphs", ()) for each in ("经济", "社会")},
        ),
        ("金额 | 大写：        小写：￥", {"金额 › 大写": ("money", ()), "金额 › 小写": ("amount", ("元",))}),
        ("申请 | 张三签名：________　____年__月__日", {"申请 › 张三签名": ("person", ()), "申请 › 日期": ("date", ())}),
        ("涉及 | 涉及（  ），专利号：      ；不涉及（  ）", {"涉及": ("claim", ("涉及（专利号）", "不涉及"))}),
        ("回避 | □有：____ □无", {"回避": ("claim", ("有：", "无"))}),
        ("性质 | 1、国有  2、民营  （请打√）", {"性质": ("choice", ("国有", "民营"))}),
        (
            "核定 | 得分____分   □入库 □不入库   有效期至____年__月",
            {
                "核定 › 得分": ("amount", ("分",)),
                "核定": ("choice", ("入库", "不入库")),
                "核定 › 有效期至": ("date", ()),
            },
        ),
        ("开放 | __:__—__:__", {"开放": ("line", ())}),
        ("营业时间 | 每日    时至    时", {"营业时间": ("line", ())}),
        ("展期 | ___月___日至___月___日", {"展期": ("line", ())}),
        ("受理时间 | ____月__日__时", {"受理时间": ("line", ())}),
        ("范围 | 东经__°__′—__°__′，北纬__°__′", {"范围 › 东经": ("line", ()), "范围 › 北纬": ("line", ())}),
        ("出生年月 | □□□□年□□月", {"出生年月": ("date", ())}),
        ("信用代码 | □□□□□□□□□□□□□□□□□□", {"信用代码": ("uscc", ())}),
        ("诉讼 | □无 □有，案号为____", {"诉讼": ("claim", ("无", "有，案号为"))}),
        (
            "证件类型及号码 | □护照 □其他\n号码：____",
            {"证件类型及号码": ("choice", ("护照", "其他")), "证件号码": ("id_number", ())},
        ),
        ("受理号 | □□□□—□□□□□", {"受理号": ("digits", ("9",))}),
        (
            "分类 | 〇信息  〇生命  〇数字  〇智能  〇其他：____",
            {"分类": ("choice", ("信息", "生命", "数字", "智能", "其他"))},
        ),
        ("条款 | 《目录》第___类第___条", {"条款 › 类": ("line", ()), "条款 › 条": ("line", ())}),
        (
            "审批 | 经第____届理事会第____次会议审议，○同意 ○不同意入会。",
            {
                "审批 › 届次": ("line", ()),
                "审批 › 次": ("line", ()),
                "审批 › 会议审议结果": ("choice", ("同意", "不同意入会")),
            },
        ),
        ("份数 | 共____份____页", {"份数 › 共": ("count", ()), "份数 › 页": ("count", ())}),
        ("地点 | 国家：____  城市：____", {"地点 › 国家": ("line", ()), "地点 › 城市": ("line", ())}),
        ("机构盖章 | 属实。（盖章）      年   月   日", {"机构盖章 › 日期": ("date", ())}),
        (
            "补贴 | 核定金额（大写）：____元整（￥____）",
            {"补贴 › 核定金额（大写）": ("amount", ("元",)), "补贴 › 核定金额（小写）": ("amount", ("元",))},
        ),
        ("贷款 | 年  月  日至⏎年  月  日", {"贷款": ("period", ())}),
        ("发明 | 授权     件", {"发明 › 授权": ("count", ())}),
        ("结论 | 该单位符合（  ）不符合（  ）贴息条件", {"结论 › 该单位": ("choice", ("符合", "不符合"))}),
        ("情况 | 补贴部门：____，网址：____", {"情况 › 补贴部门": ("line", ()), "情况 › 网址": ("line", ())}),
        ("报告期 | 20  年", {"报告期": ("year", ())}),
        ("账    号 | ", {"账号": ("account_number", ())}),
        ("登记 | 　　.　.　", {"登记": ("date", ())}),
        ("国家奖 | 特等＿＿＿项", {"国家奖 › 特等": ("count", ())}),
        ("填 | 填  报  人：____    ____年__月__日", {"填报人": ("person", ()), "填 › 日期": ("date", ())}),
        (
            "承诺 | 我单位承诺：⏎1.真实有效；⏎2.无失信。⏎签字：              年   月   日",
            {
                "承诺 › 签字": ("person", ()),
                "承诺 › 日期": ("date", ()),
            },
        ),
    ],
)
def test_blanks_are_understood_however_they_are_drawn(text, found):
    assert kinds_of([[part.replace("⏎", "\n").strip(" ") for part in text.split(" | ")], ["备注", ""]]) == found | {
        "备注": ("line", ())
    }


def test_a_title_may_have_a_blank_for_the_place_and_a_column_behind_a_rate_is_none():
    blank = read_blank(
        blank_form([["外资", "其中：占比", "    %", "网址", ""]], ("____县（区）项目汇总表",)), "空白.docx"
    )
    assert blank.title == "县（区）项目汇总表"
    kinds = {entry.label.rpartition(" › ")[2]: entry.kind for entry in guesses(blank)}
    assert (kinds["其中：占比"], kinds["网址"]) == ("percent", "line")


def test_two_groups_whose_names_are_alike_have_paths_of_their_own():
    grid = [["区版权局意见", "\n\n年  月  日"], ["市版权局意见", "\n\n年  月  日"]]
    paths = [entry.path for entry in guesses(read_blank(blank_form(grid, before=()), "空白.docx"))]
    assert len(set(filter(None, paths))) == len(list(filter(None, paths))) == 4


def test_an_example_row_is_print_and_sums_are_of_numbers():
    listed = kinds_of([["序号", "名称"], ["示例", "一种密封圈"], ["1", ""], ["2", ""]])
    assert listed == {"名称 › 名称": ("line", ())}
    crossed = kinds_of([["项目", "发明", "小计"], ["申请", "", ""], ["有效", "", "——"]])
    assert crossed == {
        f"{row} › {column}": ("count", ()) for row, column in (("申请", "发明"), ("申请", "小计"), ("有效", "发明"))
    }


def test_a_rate_that_the_form_prints_is_no_label_and_columns_of_years_have_names_of_their_own():
    grid = [["项目", "件数", "标准（元/件）", "2023年金额"], ["发明", "", "3000", ""], ["合计", "", "—", ""]]
    entries = guesses(read_blank(blank_form(grid, before=()), "空白.docx"))
    assert {path: entry.kind for path, entry in fields(entries).items()} == {
        "inventions.count": "items",
        "inventions.y2023_amount": "money",
        "total.count": "items",
        "total.y2023_amount": "money",
    }


def test_words_behind_a_label_are_options_and_words_before_a_blank_are_a_label():
    found = kinds_of([["名称", "", "类型", "企业/个体/协会"], ["联系", "电话/传真", "", ""]])
    assert found["类型"] == ("choice", ("企业", "个体", "协会"))
    assert "联系 › 电话/传真" in found


def test_a_sum_that_says_what_it_counts_is_not_called_as_its_column():
    rows = ["1", "", "", ""], ["2", "", "", ""], ["合计件数", "", "合计金额", ""]
    found = kinds_of([["序号", "证号", "种类", "标准"], *rows])
    assert (found["合计件数"], found["合计金额"]) == (("items", ()), ("money", ()))


def test_a_statistical_report_numbers_its_columns_and_has_codes_and_units():
    rows = ["甲", "乙", "丙", "1"], ["人员", "人", "01", ""], ["其中：研发", "人", "02", ""], ["收入", "千元", "03", ""]
    assert kinds_of([["指标", "计量单位", "代码", "本年"], *rows]) == {
        "人员 › 本年": ("count", ()),
        "其中：研发 › 本年": ("count", ()),
        "收入 › 本年": ("amount", ("千元",)),
    }


def test_into_the_brackets_of_a_question_one_writes_a_letter_whose_words_are_the_value(tmp_path):
    lines = (
        "自评问卷",
        "1．企业规模（    ）",
        "A．大型　　B．中型",
        "2．制度（多选）（    ）",
        "A．专利　B．商标　C．奖励",
    )
    made = new_form(blank_form([["单位名称", ""], ["电话", ""]], lines), "空白.docx", tmp_path / "quiz")
    assert {entry.label: entry.options for entry in made.fields[:2]} == {
        "企业规模": ("A=大型", "B=中型"),
        "制度": ("A=专利", "B=商标", "C=奖励"),
    }
    filled = docx.Document(io.BytesIO(made.form.blank()))
    for paragraph in filled.paragraphs:
        paragraph.text = paragraph.text.replace("规模（    ）", "规模（B）").replace("）（    ）", "）（AC）")
    file = io.BytesIO()
    filled.save(file)
    with trial(made.form):
        values = ipforms.read(file.getvalue(), made.form.id).values
    assert (values["enterprise_size"], values[made.fields[1].path]) == ("中型", ["专利", "奖励"])


def test_each_number_of_a_list_begins_as_the_form_prints_it(tmp_path):
    grid = [["序号", "名称", "专利号"], ["1", "", "ZL"], ["2", "", "ZL"]]
    made = new_form(blank_form(grid, ("专利清单",)), "空白.docx", tmp_path / "patents")
    assert [entry.kind for entry in made.fields] == ["line", "patents"]
    assert docx.Document(io.BytesIO(made.form.blank())).tables[0].cell(1, 2).text == "ZL"
    assert lint(made.form, records=1, changes=()).ok


def test_a_printed_limit_is_that_of_the_text():
    grid = [
        ["项目概述（限五百字）", "", "", ""],
        ["经验做法", "（不超过300字）", None, None],
        ["主要业绩（300字以上）", "", None, None],
    ]
    found = kinds_of(grid)
    assert found["项目概述（限五百字）"] == ("limited", ("500",))
    assert found["经验做法"] == ("limited", ("300",))
    assert found["主要业绩（300字以上）"] == ("paragraphs", ())


def test_entries_that_have_columns_are_one_list_where_the_form_says_so(tmp_path):
    grid = [["项目", "合作一", "合作二"], ["单位", "", ""], ["经费（万元）", "", ""]]
    made = new_form(blank_form(grid, ("表三  合作情况（按列填写）",)), "空白.docx", tmp_path / "columns")
    assert [entry.path.partition("[].")[2] for entry in made.fields] == ["unit", "budget"]
    record = made.form.model.model_validate({made.fields[0].section: [{"unit": "甲"}, {"unit": "乙", "budget": 3}]})
    table = docx.Document(io.BytesIO(made.form.render(record))).tables[0]
    assert [[cell.text for cell in row.cells[1:]] for row in table.rows[1:]] == [["甲", "乙"], ["", "3"]]
    assert lint(made.form, records=1, changes=()).ok


def test_the_table_shows_which_blank_of_a_text_a_row_is(found):
    (entry,) = (each for each in found if each.label == "申报单位（盖章）")
    assert review_row(replace(entry, key="P2#1"))[2] == "申报单位（盖章）：【____】"


def test_an_opinion_before_a_date_of_strokes_comes_back(tmp_path):
    made = new_form(blank_form([["受理", "审核"], ["\n____/__/__", "\n____/__/__"]]), "空白.docx", tmp_path / "signed")
    assert [entry.kind for entry in made.fields][-4:] == ["paragraphs", "date"] * 2
    assert {entry.stage for entry in made.fields[-4:]} == {"district"}
    assert lint(made.form, records=1, changes=()).ok


def test_blanks_of_a_sentence_are_read_where_the_cells_are_not_the_template_s(tmp_path):
    grid = [["单位名称", ""], ["收入", "代理服务 ____%；法律服务 ____%；其中最近一年：____（____年）"], ["电话", ""]]
    made = new_form(blank_form(grid), "空白.docx", tmp_path / "sentence")
    report = lint(made.form, records=1, changes=("other_grid", "labels_spread"))
    assert [(row.exact, row.fields) for row in report.rows if row.check == "changed"] == [(7, 7)] * 2


def test_an_answer_is_called_as_its_question():
    grid = [["1．注册资本多少？\n答：______万元", ""], ["问：是否上市？", None], ["答：□是 □否", None]]
    lines = ("问1：近三年营业收入？", "答：2021年____万元，2022年____万元")
    found = kinds_of(grid, lines)
    assert {f"近三年营业收入 › {year}年" for year in (2021, 2022)} < set(found)
    assert (found["注册资本多少"], found["是否上市"][0]) == (("money", ()), "answer")


def test_numbered_titles_and_groups_stand_between_the_rows_of_one_header():
    grid = [
        ["序号", "项目", "标准", "得分", None],
        [ABOVE, ABOVE, ABOVE, "企业自评", "专家评定"],
        ["一", "基础条件（20分）", None, None, None],
        ["1", "商标", "5件以上得10分", "", ""],
        ["2", "占比", "占10%以上", "", ""],
    ]
    labels = [f"基础条件（20分） › {row} › 得分{by}" for row in ("商标", "占比") for by in ("企业自评", "专家评定")]
    assert kinds_of(grid) == dict.fromkeys(labels, ("amount", ()))
    checked = kinds_of(
        [["序号", "项目", "内容", "符合", "不适用"], ["1", "文件", "手册", "", ""], ["2", ABOVE, "记录", "", ""]]
    )
    assert set(checked.values()) == {("yes_no", ())}
    assert list(checked) == [f"文件 › {row} › {answer}" for row in ("手册", "记录") for answer in ("符合", "不适用")]


def test_lines_below_a_party_are_of_it():
    parties = (f"{who}：____\n住所：____　电话：____".split("\n") for who in ("申请人", "被申请人"))
    found = kinds_of([["甲", ""], ["乙", ""]], [line for lines in parties for line in lines])
    assert {"申请人 › 住所", "被申请人 › 电话"} < set(found)


def test_what_a_content_control_shows_while_it_is_empty_is_no_print():
    document, file = (
        docx.Document(io.BytesIO(blank_form([["单位名称", "点击输入"], ["电话", ""]], before=()))),
        io.BytesIO(),
    )
    run = document.tables[0].cell(0, 1).paragraphs[0].runs[0]._r
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent/></w:sdt>")
    run.addprevious(control)
    control[1].append(run)
    document.save(file)
    entries = guesses(read_blank(file.getvalue(), "空白.docx"))
    assert set(fields(entries)) == {"name", "phone"}


def test_a_table_inside_of_a_cell_becomes_rows_of_the_table_around_it(tmp_path):
    document, file = docx.Document(io.BytesIO(blank_form([["产品", ""], ["备注", ""]], before=()))), io.BytesIO()
    inner = document.tables[0].cell(0, 1).add_table(3, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "名称", "产量（吨）"
    document.save(file)
    made = new_form(file.getvalue(), "空白.docx", tmp_path / "nested")
    assert [entry.label for entry in made.fields] == ["产品 › 名称", "产品 › 产量（吨）", "备注"]
    assert lint(made.form, records=1, changes=()).ok
    two = docx.Document(io.BytesIO(file.getvalue()))
    two.tables[0].cell(0, 0).add_table(1, 1)
    two.save(file)
    left = [each.key for each in guesses(read_blank(file.getvalue(), "空白.docx")) if each.reason == "has_table"]
    assert left == ["T1R1C1", "T1R1C2"]  # two beside each other stay, and the table of corrections says so


def test_what_is_printed_in_grey_asks_for_what_is_typed_over_it():
    document, file = (
        docx.Document(io.BytesIO(blank_form([["代码", "18位代码"], ["备注", ""]], before=()))),
        io.BytesIO(),
    )
    document.tables[0].cell(0, 1).paragraphs[0].runs[0].font.color.rgb = docx.shared.RGBColor(0x80, 0x80, 0x80)
    document.save(file)
    assert set(fields(guesses(read_blank(file.getvalue(), "空白.docx")))) == {"field_1", "remark"}


def test_entries_with_their_labels_inside_are_one_list_and_what_each_row_prints_is_filled_in():
    found = kinds_of(CARDS, before=("学术带头人",))
    assert {label: kind for label, (kind, _) in found.items()} == {
        "学术带头人 › 姓名": "person",
        "学术带头人 › 出生年月": "date",
        "学术带头人 › 照片": "photo",
        "学术带头人 › 职称": "line",
        "学术带头人 › 研究方向": "line",
        "代表性论文 › 题目": "line",
        "代表性论文 › 排名": "line",
        "代表性论文 › 收录": "choice",
        "代表性论文 › 他引次数": "count",
        "代表性论文 › 小计 › 他引次数": "count",
        "经营门店 › 直营": "count",
        "经营门店 › 加盟": "count",
        "知识产权（件） › 发明": "items",
        "知识产权（件） › 外观": "items",
    }


def test_a_header_goes_on_below_titles_which_are_groups_of_the_rows():
    found = kinds_of(INDICATORS)
    assert [label for label in found if "2023年" in label] == [
        "经济指标 › 总资产 › 2023年",
        "经济指标 › 新增数 › 2023年",
        "产权指标 › 新增数 › 2023年",
    ]
    assert found["银行承担比例"][0] == "percent"


def test_a_blank_whose_label_is_in_the_header_makes_no_cards_of_a_list():
    rows = [[number, "", "Y / N", ""] for number in "12"]
    found = kinds_of([["序号", "作品", "是否首次", "金额（元）"], *rows], before=("明细",))
    assert found == {
        "明细 › 作品": ("line", ()),
        "明细 › 是否首次": ("choice", ("Y", "N")),
        "明细 › 金额（元）": ("amount", ("元",)),
    }


def test_a_column_of_units_is_print_and_says_the_kind():
    grid = [
        ["序号", "指标", "单位", "2021年", "2022年"],
        ["1", "营业收入", "万元", "", ""],
        ["2", "人数", "人", "", ""],
    ]
    found = kinds_of(grid)
    assert found["营业收入 › 2021年"] == ("money", ())
    assert found["人数 › 2022年"] == ("count", ())
    assert len(found) == 4


def test_a_letter_is_addressed_and_signed_and_a_question_names_the_boxes_below():
    before = (
        "某市知识产权局：",
        "现申请补助人民币（大写）____元整（¥____）。",
        "5.希望获得哪些服务？",
        "□预警  □培训  □其他",
    )
    blank = blank_form([["甲", ""], ["乙", ""]], before, ("法定代表人（签字）：", "年    月    日"))
    entries = guesses(read_blank(blank, "空白.docx"))
    found = [(entry.label, entry.kind) for entry in entries if entry.use is Use.FIELD and entry.cell_key[0] == "P"]
    assert found == [
        ("现申请补助人民币（大写）", "amount"),
        ("现申请补助人民币（小写）", "amount"),
        ("希望获得哪些服务", "choices"),
        ("法定代表人（签字）", "person"),
        ("日期", "date"),
    ]


def test_years_over_columns_are_filled_in_and_name_them():
    found = kinds_of(YEARS)
    assert found["第一年年份"] == ("year", ())
    assert found["营业收入 › 第二年"] == ("money", ())
    assert found["研发占比 › 第一年"] == ("percent", ())
    assert found["职工总数 › 备注"] == ("line", ())
    assert len(found) == 10


def test_entries_whose_second_row_has_labels_of_its_own_and_cells_with_several_blanks():
    assert kinds_of(PEOPLE) == {
        "主要发明人 › 姓名": ("person", ()),
        "主要发明人 › 工作单位": ("line", ()),
        "主要发明人 › 贡献": ("line", ()),
        "主要发明人 › 本人签名": ("person", ()),
        "县级部门 › 意见": ("paragraphs", ()),
        "县级部门 › 日期": ("date", ()),
        "传真": ("phone", ()),
        "邮箱": ("email", ()),
        "是否获资助": ("answer", ("否", "是")),
        "是否获资助 › 部门": ("line", ()),
        "是否获资助 › 金额": ("amount", ("元",)),
    }


def test_sentences_lines_to_go_on_with_and_what_is_counted_behind_a_box():
    assert kinds_of([["甲", ""], ["乙", ""]], LETTER) == {
        "市场监督管理局": ("line", ()),
        "单位名称": ("line", ()),
        "代码": ("line", ()),
        "拟在": ("line", ()),
        "类型为": ("choice", ("区域", "产业")),
        "服务": ("count", ()),
        "事实和理由": ("paragraphs", ()),
        "专利证书": ("choice", ("专利证书",)),
        "专利证书（份）": ("count", ()),
        "实施证明": ("choice", ("实施证明",)),
        "实施证明（份）": ("count", ()),
        "甲": ("line", ()),
        "乙": ("line", ()),
    }


def test_the_title_of_a_list_may_be_the_line_before_it_or_the_last_row_of_the_table_above():
    document, file = docx.Document(io.BytesIO(blank_form([["单位名称", ""], ["涉案专利", None]]))), io.BytesIO()
    for _ in range(2):
        document.add_paragraph("")
        table = document.add_table(3, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "名称", "专利号"
    document.tables[2]._tbl.getprevious().getprevious().addnext(document.add_paragraph("知识产权汇总表")._p)
    document.save(file)
    found = fields(guesses(read_blank(file.getvalue(), "空白.docx")))
    assert [each.label for each in found.values()][1:] == [
        "单位名称",
        "涉案专利 › 名称",
        "涉案专利 › 专利号",
        "知识产权汇总表 › 名称",
        "知识产权汇总表 › 专利号",
    ]


def test_the_groups_around_a_place_are_steps_of_its_path_and_titles_in_the_form(tmp_path):
    grid = [["认证信息", "认证机构", "", ""], [ABOVE, "产出", "申请专利____件，发表论文____篇", None]]
    years = [["二、收支（单位：万元）", None, None], ["项目", "2023年", "第2年"], ["补贴", "", ""]]
    made = new_form(
        blank_form([row + [None] * (4 - len(row)) for row in grid + years]), "空白.docx", tmp_path / "steps"
    )
    labels = {each.label: (each.kind, each.path.count(".")) for each in made.fields[1:]}
    assert labels == {
        "认证信息 › 认证机构": ("line", 1),
        "认证信息 › 产出 › 申请专利": ("count", 2),
        "认证信息 › 产出 › 发表论文": ("count", 2),
        "收支 › 补贴 › 2023年": ("money", 2),
        "收支 › 补贴 › 第2年": ("money", 2),
    }
    assert {"认证信息", "收支"} < {each.title for each in made.form.model.__pydantic_fields__.values()}
    assert lint(made.form, records=1, changes=()).ok


def test_below_one_header_groups_are_lists_or_rows_with_labels():
    grid = [
        ["类别", "名称", None, "数量（件）", "证明"],
        ["主任", "", None, "", ""],
        ["骨干", "", None, "", ""],
        [ABOVE, "", None, "", ""],
        ["经济指标", "利税（万元）", None, "", ""],
        [ABOVE, "出口（万元）", None, "", ""],
        ["预期", "就业", "", "税收", ""],
    ]
    entries = guesses(read_blank(blank_form(grid), "空白.docx"))
    found = {each.label: "[]" in each.path for each in entries if each.use is Use.FIELD and each.cell_key != "P2"}
    assert found == {
        **dict.fromkeys(("主任 › 名称", "主任 › 数量（件）", "主任 › 证明"), False),
        **dict.fromkeys(("骨干 › 名称", "骨干 › 数量（件）", "骨干 › 证明"), True),
        **{
            f"经济指标 › {row} › {column}": False
            for row in ("利税（万元）", "出口（万元）")
            for column in ("数量（件）", "证明")
        },
        "预期 › 就业": False,
        "预期 › 税收": False,
    }


def test_a_number_of_a_grid_is_of_the_unit_said_over_it_or_of_the_kind_of_its_row():
    found = kinds_of([["来源", "总额", "第1年", "依据"], ["拨款", "", "", ""], ["其他", "", "", ""]])
    assert found["其他 › 第1年"] == ("money", ())
    assert found["其他 › 依据"] == ("line", ())
    yuan = kinds_of([["来源", "第1年", "第2年"], ["拨款", "", ""], ["其他", "", ""]], ("表", "金额单位：元"))
    assert set(yuan.values()) == {("amount", ("元",))}
    totals = kinds_of([["科目", "合计", "财政", "依据"], ["设备费", "", "", ""], ["合计", "", "", ""]])
    assert [totals[f"合计 › {column}"][0] for column in ("合计", "财政", "依据")] == ["money", "money", "line"]
    staff = kinds_of([["职称结构（人）", "高级职称", "中级职称"], [ABOVE, "", ""]])
    assert set(staff.values()) == {("count", ())}
    assert len(staff) == 2


def test_a_cell_as_wide_as_its_table_has_room_below_its_own_heading():
    grid = [["（一）建设的目的\n"], ["（二）运行机制（800字以内）\n"]]
    found = kinds_of(grid, ("申请书", "五、方案"))
    assert found == {"建设的目的": ("paragraphs", ()), "运行机制": ("limited", ("800",))}
    titles = kinds_of([["一、人员\n", None], ["姓名", "职务"], ["", ""], ["", ""]])
    assert list(titles) == ["人员 › 姓名", "人员 › 职务"]


def test_a_sum_below_a_list_is_of_the_kind_of_its_column_and_in_the_group_of_the_list():
    grid = [["排名", "姓名", "贡献率（%）"], ["1", "", ""], ["2", "", ""], ["贡献率合计", None, ""]]
    found = kinds_of(grid, ("推荐书", "一、发明人"))
    assert found["发明人 › 贡献率合计 › 贡献率（%）"] == ("percent", ())
    assert found["发明人 › 姓名"] == ("person", ())


def test_one_entry_of_a_list_is_of_one_kind_where_the_form_does_not_ask_for_several():
    rows = [[number, "□专利 □商标 □版权", "□自主 □受让 □受赠"] for number in "12"]
    found = kinds_of([["序号", "涉及权利", "获得方式（可多选）"], *rows], ("表", "权利"))
    assert [kind for kind, _ in found.values()] == ["choice", "choices"]


WORDS = {
    "count": "高级职称（人） 农机具（台套） 抽检批次 出栏量 学分 技师 其中：女性 年点击量 "
    "其中：本科及以上 车位 受益人口 反对票",
    "money": "省级拨款 绩效支出 月租金 货值 结余 实际支出数 预付款 奖学金 市县财政 中标价 违法所得 收费标准",
    "percent": "权重 预算执行率 占总额比例 市场份额 年均增长",
    "paragraphs": "技术路线 绩效目标 考核指标 社会效益分析 违法事实 运行机制与管理制度 "
    "经验做法 经费使用情况 存在问题 推广价值 诉讼请求",
    "line": "计划类别 需求类型 方案名称 成果名称 意见箱编号 费用类别 资金渠道 贷款用途 技术参数 纳税人识别号 经费来源",
}


@pytest.mark.parametrize("kind", WORDS)
def test_the_last_word_of_a_label_says_its_kind(kind):
    assert {label: kind_of(label).kind for label in WORDS[kind].split()} == dict.fromkeys(WORDS[kind].split(), kind)


def test_a_blank_is_called_after_who_somebody_is_named_to_be_and_what_counts_it():
    lines = (
        "（____年第____季度，第____届）",
        "承诺书",
        "材料真实，现承诺如下：",
        "1.指定________（身份证号：________）为本项目联系人。",
        "      年   月   日",
    )
    found = kinds_of([["甲", ""], ["乙", ""]], ("登记表", *lines))
    assert list(found)[:-2] == ["年度", "季度", "届次", "项目联系人", "项目联系人 › 身份证号", "承诺书 › 日期"]


def test_what_stands_below_a_party_that_seals_is_of_it():
    party = "方（企业）盖章：____\n\n代表签字：____\n签订日期：    年  月  日"
    found = kinds_of([[f"甲{party}", f"乙{party}"]])
    assert [label for label in found if "签订" in label] == [f"{who}方（企业） › 签订日期" for who in "甲乙"]


def test_titles_may_have_strokes_behind_them():
    grid = [
        ["指标", "计量单位", "代码", "数量"],
        ["甲", "乙", "丙", "1"],
        ["一、人员", "—", "—", "—"],
        ["人员合计", "人", "1", ""],
        ["二、费用", "—", "—", "—"],
        ["费用合计", "万元", "2", ""],
    ]
    assert kinds_of(grid) == {"人员 › 人员合计 › 数量": ("count", ()), "费用 › 费用合计 › 数量": ("money", ())}


def test_a_cell_with_a_label_of_its_own_behind_another_blank_is_of_the_person_of_its_row_alone():
    found = kinds_of([["合同", "生效日期", "", "终止日期：    年  月  日"], [ABOVE, "联系人", "", "手机：____"]])
    assert list(found) == ["合同 › 生效日期", "合同 › 终止日期", "合同 › 联系人", "合同 › 联系人 › 手机"]


def test_a_unit_of_a_row_or_a_group_is_kept_whatever_the_column_is_called():
    found = kinds_of([["指标", "2021年", "2022年"], ["出口额（万美元）", "", ""], ["利润（万元）", "", ""]])
    assert found["出口额（万美元） › 2021年"] == ("amount", ("万美元",))
    assert found["利润（万元） › 2022年"] == ("signed_money", ())
    priced = kinds_of([["季度", "面积（㎡）", "租金单价（元/㎡·月）"], ["第一季度", "", ""], ["第二季度", "", ""]])
    assert priced["第一季度 › 租金单价（元/㎡·月）"] == ("amount", ("元/㎡·月",))
    counted = kinds_of([["类别", "申请", "有效总量"], ["发明", "", ""], ["外观", "", ""]], ("表", "二、专利（件）"))
    assert {kind for kind, _ in counted.values()} <= {"count", "items"}


def test_a_row_of_a_grid_may_be_one_that_one_names_oneself():
    own = kinds_of([["项目", "预算", "决算"], ["办公费", "", ""], ["2.其他（____）", "", ""]])
    assert list(own) == ["办公费 › 预算", "办公费 › 决算", "其他", "其他 › 预算", "其他 › 决算"]


def test_a_case_may_be_of_several_kinds_and_a_right_is_had_in_one_way():
    several = kinds_of([["违法行为类型", "□假冒专利 □商标侵权 □其他"], ["覆盖年级", "□小学 □初中 □高中"]])
    assert {kind for kind, _ in several.values()} == {"choices"}
    one = kinds_of([["许可方式", "□独占 □排他 □普通"], ["认证标准", "□GB/T 29490 □GB/T 33250 □ISO 56005"]])
    assert {kind for kind, _ in one.values()} == {"choice"}


def test_a_sum_is_in_the_unit_of_its_column_and_remarks_are_no_numbers(tmp_path):
    rows = [["1", "", "", ""], ["2", "", "", ""], ["合计", None, "", ""]]
    blank = blank_form([["序号", "名称", "面积（亩）", "保费（元）"], *rows], ("表", "一、清单"))
    made = new_form(blank, "空白.docx", tmp_path / "sum")
    assert {each.label: (each.kind, each.options) for each in made.fields[-2:]} == {
        "清单 › 合计 › 面积（亩）": ("amount", ("亩",)),
        "清单 › 合计 › 保费（元）": ("amount", ("元",)),
    }
    assert lint(made.form, records=1, changes=()).ok  # the group of the sum has not the name of the list
    costs = kinds_of([["内容", "金额（万元）", "其中财政", "测算依据"], ["检索费", "", "", ""], ["培训费", "", "", ""]])
    assert costs["检索费 › 测算依据"] == ("line", ())


def test_two_labels_in_a_line_are_no_heading_and_pages_are_numbered_by_the_printer():
    found = kinds_of(
        [["甲", "乙"], ["", ""], ["", ""]],
        (
            "名单",
            "单号:          公司:",
        ),
    )
    assert list(found)[:2] == ["单号", "公司"]
    assert not any("单号" in label for label in list(found)[2:])
    assert "共" not in kinds_of([["甲", ""]], ("填表人：________   第   页，共   页",))


def test_a_goal_is_of_the_kind_of_its_indicator():
    goals = kinds_of([["指标", "中期目标", "完成率（%）"], ["论文（篇）", "", ""], ["产值（万元）", "", ""]])
    assert [kind for kind, _ in goals.values()] == ["count", "percent", "money", "percent"]


def test_how_to_fill_in_a_cell_is_no_label_and_a_note_no_title():
    grid = [
        ["信用代码", "（18位）", "成立时间", "如：2015-03-01"],
        ["鉴别要点", "（请附图说明）", None, None],
        ["是否配合", "☐是 ☐否", None, None],
        ["备注：请于6月10日前发送。", None, None, None],
        ["联系人：          传真：", None, None, None],
    ]
    assert set(kinds_of(grid)) == {"信用代码", "成立时间", "鉴别要点", "是否配合", "联系人", "传真"}


def test_who_judges_may_stand_over_the_columns_of_a_group():
    grid = [["审核", "初审", "复审"], [ABOVE, "\n签字：\n日期：", "\n签字：\n日期："]]
    assert set(kinds_of(grid)) == {
        f"审核 › {by} › {what}" for by in ("初审", "复审") for what in ("意见", "签字", "日期")
    }


def test_what_a_row_prints_besides_its_name_tells_of_it_and_the_name_may_have_a_blank_in_brackets():
    grid = [
        ["序号", "任务", "单位", "时限", "情况", "证明"],
        ["1", "完善制度", "司法局", "2023年", "□完成 □未完成", ""],
        ["2", "签订协议（签订率____%）", "市中院", "2024年", "□完成 □未完成", ""],
    ]
    assert list(kinds_of(grid)) == [
        "完善制度 › 情况",
        "完善制度 › 证明",
        "签订率",
        "签订协议 › 情况",
        "签订协议 › 证明",
    ]
    numbered = kinds_of([["序号", "版本号", "名称"], *([n, "V", ""] for n in "12")], ("表", "填报日期："))
    assert list(numbered)[1:] == ["版本号 › 版本号", "版本号 › 名称"]


def test_sums_beside_lists_rows_with_words_to_add_and_the_month_of_a_report():
    rows = [[number, "", "", ""] for number in "12"]
    found = kinds_of([["序号", "材料费（元）", "动力费（元）", "合计"], *rows], ("月报表（  月）",))
    assert list(found.values()) == [("count", ()), *[("amount", ("元",))] * 3]
    assert next(iter(found)) == "月份"
    named = kinds_of([["类别", "立案", "结案"], ["专利", "", ""], ["其他（请注明：____）", "", ""]])
    assert list(named)[-2:] == ["其他 › 立案", "其他 › 结案"]
    share = kinds_of([["负责人", "学院", "", None, None], ["分配", "学校", "", "学院", ""]])
    assert "分配 › 学院" in share


def test_two_answers_are_one_choice_titles_are_several_and_what_joins_the_others_is_one():
    texts = {
        "有无严重违法": "有□  无□",
        "企业类别": "□高新技术企业 □专精特新企业 □优势企业 □其他",
        "质押方式": "□专利权质押 □商标权质押 □专利与商标组合质押",
        "处理方式": "□撤展 □遮盖 □调解 □不予受理",
        "专利奖": "□有（获奖      项）  □无",
    }
    found = kinds_of([[label, text] for label, text in texts.items()])
    assert [kind for kind, _ in found.values()] == ["choice", "choices", "choice", "choice", "claim"]
    mixed = kinds_of([["渠道（可多选）", "○商超  ○电商  ○其他"], ["荣誉", "□金奖  □银奖  □其他"]])
    assert [kind for kind, _ in mixed.values()] == ["choices", "choices"]


def test_the_blanks_of_a_letter_are_called_by_what_is_said_of_them():
    letter = (
        "（______）宁知调字第________号",
        "申报单位：________        所在区：________区",
        "我公司____申报____年度____项目，已于____年__月与____签订合同，并于____年__月__日投产，每年____月报送。",
        "兹委托____（性别：____，身份证号码：____）办理上述事宜。",
        "本单位（负责人姓名：____）承诺在“信用中国（____）”公示，□同意 □不同意。",
        "申领表（    年度第    批）",
    )
    found = kinds_of([["甲", ""], ["乙", ""]], letter)
    assert list(found)[:-2] == [
        *(
            "年份",
            "字号",
            "申报单位",
            "所在区",
            "公司名称",
            "申报年度",
            "项目",
            "签订日期",
            "对方名称",
            "投产日期",
            "每年",
        ),
        *("受托人", "受托人 › 性别", "受托人 › 身份证号码"),
        *("负责人姓名", "信用中国", "公示", "年度", "批次"),
    ]


def test_dates_of_parts_are_told_apart_and_copies_are_pasted():
    copies = [["受托人身份证（正面）粘贴处", "受托人身份证（反面）粘贴处"]]
    before = ("附件：", "资金申报承诺书", "属实。", "年    月    日", "授 权 委 托 书", "办理事宜。", "年    月    日")
    found = kinds_of(copies, before)
    assert found == {
        "资金申报承诺书 › 日期": ("date", ()),
        "授权委托书 › 日期": ("date", ()),
        "受托人身份证（正面）": ("photo", ()),
        "受托人身份证（反面）": ("photo", ()),
    }


def test_a_form_that_is_a_list_names_its_entries_and_sums_are_of_the_list():
    grid = [
        ["推荐顺序", "编号", "专利（件）", None],
        [ABOVE, ABOVE, "发明", "外观"],
        ["1", "", "", ""],
        ["2", "", "", ""],
    ]
    found = kinds_of([*grid, ["合计", "—", "", ""]], ("推荐汇总表",))
    columns = ["编号", "专利（件）发明", "专利（件）外观"]
    assert list(found) == [f"推荐汇总表 › {each}" for each in columns] + [
        f"推荐汇总表 › 合计 › {each}" for each in columns[1:]
    ]


def test_what_is_meant_by_it_is_of_the_kind_of_its_column():
    found = kinds_of(
        [["指标", "本年", "同比（%）"], ["利润（万元）", "", ""], ["其中：境外", "", ""], ["批号", "", "—"]]
    )
    assert [kind for kind, _ in found.values()] == ["signed_money", "percent", "signed_money", "percent", "line"]


def test_a_list_is_called_as_the_row_before_it_says():
    above = [["一、概况", None], ["名称", ""], ["3.拟使用标志的产品清单见下表。照片另附。", None]]
    document = docx.Document(io.BytesIO(blank_form(above, ("申请表",))))
    document.add_paragraph()
    below = document.add_table(rows=3, cols=3, style="Table Grid")
    for cell, text in zip(below.rows[0].cells, ("序号", "产品名称", "规格"), strict=True):
        cell.text = text
    document.save(file := io.BytesIO())
    entries = guesses(read_blank(file.getvalue(), "空白.docx"))
    assert "拟使用标志的产品 › 规格" in {entry.label for entry in entries}


def test_units_are_of_their_own_grid_and_rows_of_what_stands_over_their_names():
    grid = [
        ["主要财务指标", "单位", "2021年", "2022年"],
        ["总资产", "万元", "", ""],
        ["对比", None, "改造前", "改造后"],
        ["指标", "效率（件/人）", "", ""],
        [ABOVE, "不良率（%）", "", ""],
    ]
    assert list(kinds_of(grid)) == [
        *("主要财务指标 › 总资产 › 2021年", "主要财务指标 › 总资产 › 2022年"),
        *("指标 › 效率（件/人） › 改造前", "指标 › 效率（件/人） › 改造后"),
        *("指标 › 不良率（%） › 改造前", "指标 › 不良率（%） › 改造后"),
    ]


def test_options_that_a_cell_says_twice_are_of_two_questions_and_the_form_is_made(tmp_path):
    blank = blank_form([["甲", "□是 □否 □是 □否"], ["乙", "是□ 否□ 是□ 否□"]])
    made = new_form(blank, "空白.docx", tmp_path / "twice")
    options = [(entry.cell_key, entry.options) for entry in made.fields if entry.options]
    assert options == [("T1R1C2", ("是", "否")), ("T1R1C2", ("是", "否")), ("T1R2C2", ("是", "否"))]


def test_a_column_to_sign_in_that_is_no_field_leaves_the_layout_exact(tmp_path):
    """The column is made print by hand, and 不适用 is an option and no blank."""
    blank = blank_form([["序号", "姓名", "结论", "签名"], *([n, "", "□合格 □不适用", ""] for n in "12")], ("专家名单",))
    made = new_form(blank, "空白.docx", tmp_path / "experts")
    corrected(made.folder / "review.xlsx", {"T1R2C4": {"用途": "印刷文字"}})
    form = new_form(blank, "空白.docx", made.folder, review=made.folder / "review.xlsx").form
    report = lint(form, records=2, changes=())
    assert report.ok, report.text()
    with trial(form):
        read = ipforms.read(form.render(form.model.model_validate(sample_record(form.model, 1))), form.id)
    assert {evidence.found for evidence in read.evidence.values()} == {"position"}


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("（盖章）    年  月  日", {"意见": "paragraphs", "日期": "date"}),
        ("经办人：      负责人：      （盖章）", {"意见": "paragraphs", "经办人": "person", "负责人": "person"}),
        ("意见：        签名：        年  月  日", {"意见": "paragraphs", "签名": "person", "日期": "date"}),
    ],
)
def test_an_office_has_a_field_for_its_opinion_where_it_prints_who_signs_alone(cell, found):
    label = "市市场监管局" if cell.startswith("意见") else "市市场监管局意见"
    entries = [each for each in guesses(read_blank(blank_form([[label, cell]], ()), "空白.docx")) if each.path]
    assert {each.label: each.kind for each in entries} == {
        f"市市场监管局意见 › {own}": kind for own, kind in found.items()
    }
    assert {each.stage for each in entries} == {"final"}


def test_what_a_header_says_twice_is_asked_once():
    listed = [["企业名称", "是否上市", None, "备注"], [ABOVE, "是/否", "股票代码", ABOVE], *(["", "", "", ""],) * 2]
    assert {label: kind for label, (kind, _) in kinds_of(listed).items()} == {
        "企业 › 企业名称": "line",
        "企业 › 是否上市": "answer",
        "企业 › 是否上市股票代码": "line",
        "企业 › 备注": "line",
    }
    cells = [["企业名称", "是否上市", None, "注册资本"], ["", "□主板 □创业板", "□否", ""]]
    assert kinds_of(cells)["是否上市"] == ("choice", ("主板", "创业板", "否"))
    beside = [["是否上市", "□是（股票代码：____）", "□否"], ["地址", "", None]]
    assert kinds_of(beside)["是否上市"] == ("claim", ("是（股票代码：）", "否"))
    over = [["地址", "", "是否上市", None], ["邮编", "", "□是", "□否"]]
    assert kinds_of(over)["是否上市"] == ("answer", ("是", "否"))


@pytest.mark.slow
def test_options_in_cells_of_their_own_are_one_choice_that_reads_back(tmp_path):
    grid = [
        ["企业名称", "是否上市", None, "资本"],
        ["", "□主板 □创业板", "□否", ""],
        ["上市", "□是（代码：____）", "□否", None],
    ]
    report = lint(new_form(blank_form(grid), "空白.docx", tmp_path / "listed").form, records=3, changes=())
    assert report.ok, report.text()


def test_remarks_may_stay_blank_and_a_group_is_called_as_its_first_field(tmp_path):
    grid = [["企业名称", "", None, None], ["法定代表人", "", "电话", ""], ["备注", "", "开户许可证（如有）", ""]]
    form = new_form(blank_form(grid, ()), "空白.docx", tmp_path / "remarks").form
    with trial(form):
        findings = ipforms.check(form.model(name="甲公司")).findings
    assert [each.label for each in findings if each.code == "field.blank"] == ["法定代表人", "法定代表人 电话"]
    headers = [column.header for column in columns_of(form.model).main]
    assert headers == ["企业名称", "法定代表人", "法定代表人电话", "备注", "开户许可证（如有）"]


def test_a_header_goes_on_over_rows_of_other_groups_that_have_a_blank_more():
    head = [["项目", None, "年度", None, "有效总量"], [ABOVE, ABOVE, "2022年", "2023年", ABOVE]]
    rows = [["专利申请", "发明", "", "", "—"], [ABOVE, "外观", "", "", "—"], ["专利授权", "发明", "", "", ""]]
    found = kinds_of([*head, *rows, ["商标注册", None, "", "", ""]])
    assert list(found)[:2] == ["专利申请 › 发明 › 年度2022年", "专利申请 › 发明 › 年度2023年"]
    assert list(found)[4:] == [
        *(f"专利授权 › 发明 › {each}" for each in ("年度2022年", "年度2023年", "有效总量")),
        *(f"商标注册 › {each}" for each in ("年度2022年", "年度2023年", "有效总量")),
    ]


def test_a_row_of_a_year_has_numbers_of_several_kinds():
    grid = [
        ["年度", "登记", "软著", "合同数", "交易金额", "营业收入"],
        *([year, *[""] * 5] for year in ("2022", "2023")),
    ]
    found = kinds_of(grid, before=("三、近三年成果（单位：件、万元）",))
    assert [kind for kind, _ in found.values()][:5] == ["count", "count", "count", "money", "money"]


def test_a_blank_behind_others_of_its_row_is_called_as_the_row_and_its_header():
    rows = [["事项", "有/无", "具体情况"], ["版权机构", "□有 □无", "名称：____"], ["版权纠纷", "□有 □无", ""]]
    assert kinds_of(rows) == {
        "版权机构": ("choice", ("有", "无")),
        "版权机构 › 名称": ("line", ()),
        "版权纠纷": ("choice", ("有", "无")),
        "版权纠纷 › 具体情况": ("paragraphs", ()),
    }
    head = ["指标", "企业填报", None, "分值", "得分"]
    rows = [head, *([each, f"{each}____人", "其他____人", "20", ""] for each in ("甲项", "乙项"))]
    assert [label for label in kinds_of(rows) if "得分" in label] == ["甲项 › 得分", "乙项 › 得分"]


@pytest.mark.slow
def test_boxes_and_lines_of_the_blank_form_are_printed_as_they_are(tmp_path):
    cells = {
        "规模": "○大型 ○中型",
        "资质": "（ ）甲级 （ ）乙级 （ ）丙级",
        "是否上市": "〇是 〇否",
        "是否维权": "▢是（受理机关：____，案号：____） ▢否",
        "有无厂房": "[ ]有（面积：____平方米） [ ]无",
        "主体": "□企业 □其他组织",
        "付款方式": "◇一次付清 ◇分期付款",
        "完成情况": "□超额\n□完成\n□未完成",
        "有无贯标": "有□ 无□",
        "技术领域": "□电子信息 □生物\n□其他______",
        "是否高企": "□是（证书编号：________）\n□否",
    }
    blank = blank_form([[label, text] for label, text in cells.items()], ())
    made = new_form(blank, "空白.docx", tmp_path / "boxes")
    printed = [
        cell.text for cell in read_blank(made.form.blank("docx"), "空白.docx").cells if cell.text in cells.values()
    ]
    assert printed == list(cells.values())
    report = lint(made.form, records=3, changes=())
    assert report.ok, report.text()


@pytest.mark.slow
def test_ticks_in_the_boxes_of_small_print_are_read_from_a_flat_page_beside_the_edge_of_their_cell_too(tmp_path):
    """Many options get small boxes: their sides are nearer to each other, and to the table's lines, than any text."""
    trades = ("新闻出版", "广播影视", "文学艺术", "软件和信息服务", "工艺美术")
    grid = [["行业", " ".join(f"□{each}" for each in trades), "规模", ""], ["地址", "", None, None]]
    form = new_form(blank_form(grid, ()), "空白.docx", tmp_path / "small").form
    with trial(form):
        for trade in trades[:3]:
            record = form.model.model_validate({"行业": [trade], "地址": "甲"})
            assert ipforms.read(ipforms.flatten(form.render(record, "pdf-form")), form.id).record == record


def test_further_entries_below_a_sum_have_the_header_above_it():
    rows = [
        row
        for number, kind in (("一", "专利类"), ("二", "商标类"))
        for row in (
            [number, kind, None, "", ""],
            ["1", "", "", "", ""],
            ["2", "", "", "", ""],
            ["小计", None, None, "", ""],
        )
    ]
    blank = read_blank(blank_form([["序号", "单位", "项目", "投资", "补助"], *rows]), "空白.docx")
    found = [(entry.label, entry.path.partition("[]")[0]) for entry in guesses(blank) if entry.use is Use.FIELD][1:]
    labels = ("投资", "补助", "单位", "项目", "投资", "补助", "小计 › 投资", "小计 › 补助")
    assert [label for label, _ in found] == [f"{kind} › {label}" for kind in ("专利类", "商标类") for label in labels]
    assert len({path for _, path in found[2:6] + found[10:14]}) == 2
