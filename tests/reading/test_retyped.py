"""Forms typed anew by their senders: labels in other words, rows and columns of their own, lines in another order.

A form is drawn as text: a line is a paragraph, a line in bars is a row of a table, ◂ merges a cell with the one to its
left. What a test replaces in the drawing is what a sender does to the form.
"""

from __future__ import annotations

import io
from itertools import groupby

import docx
import pytest

import ipforms

APPLICATION = """金华市知识产权保护直通车重点企业申报表
|申报企业名称|◂|金华双龙机械有限公司|◂
|联系地址|◂|金华市临江东路88号|◂
|联系人|陈晓岚|职务|法务经理
|手机号码|13905790000|单位电话|0579-82177827
|是否单设知识产权部门|是|电子邮箱|ip@example.com
|企业总人数|321|研发人员|45
|序号|入库条件|基本情况|◂
|1|国家高新技术企业|是（GR202133001234）|◂
|2|市级以上知识产权示范、优势培育、试点企业|省级示范企业|◂
|3|有效专利拥有量|18件|◂
|4|有效注册商标拥有量|5件|◂
|5|驰名商标认定|否|◂
|企业知识产权保护基本状况：\\n设有知识产权部。|◂|◂|◂
|申报企业意见：同意申报。\\n签章：王强      2022年5月16日|◂|◂|◂
"""

ENTERPRISE = """广州市知识产权局知识产权行政保护重点企业入库申报书
申报单位（盖章）：广州云岭生物有限公司
组织单位：天河区知识产权局
联系人：何嘉敏
申报时间：2017年3月20日
|一、申报单位基本情况|◂|◂|◂|◂
|单位名称|广州云岭生物有限公司|◂|◂|◂
|注册地址|广州市科韵路16号|◂|注册时间|2008年6月12日
|统一社会信用代码|91440106MAXXXXX07Q|◂|组织机构代码|MAXXXXX0-7
|主要人员信息|姓名|身份证号码|电话|电子邮箱
|法定代表人|梁伟雄|440101198001010017|020-81050369|liang@example.com
|联系人|何嘉敏|44010119800101005X|020-81050370|he@example.com
|通信地址|广州市科韵路18号|◂|邮政编码|510665
|二、申报单位相关知识产权情况（可加页）|◂|◂|◂|◂
|知识产权工作机构建立情况|机构名称|人员数量|姓名|联系电话
||知识产权部|3|何嘉敏|020-81050370
||法务部|2|黄志强|13800138002
|知识产权制度制定情况|名称|◂|制定时间|数量
||专利管理办法|◂|2012年5月|1
|申报单位声明|本单位保证所提供的资料真实有效，并承担因虚报材料可能引起的一切后果。\\n法定代表人（签名）：梁伟雄\\n申报单位（盖章）：\\n2017年3月21日|◂|◂|◂
"""

RECOMMENDATION = """金华市知识产权保护直通车重点企业推荐表
经研究我单位推荐以下企业为金华市知识产权保护直通车重点企业。
推荐单位（盖章）：婺城区市场监督管理局
|序号|推荐企业名称|企业地址|涉足领域|重点保护商标|重点保护专利（专利号）|企业联络人及职务|联系电话|电子邮箱
|1|金华双龙机械有限公司|临江东路88号|机械|双龙（12345678）|ZL95115608.X|陈晓岚 经理|0579-82177827|ip@example.com
填表人：徐静    联系电话：0579-82060000    填写日期：2022年5月30日
"""


def written(drawing):
    """The DOCX of a drawing."""
    document = docx.Document()
    for is_row, lines in groupby(drawing.strip("\n").split("\n"), key=is_drawn_row):
        if is_row:
            add_table(document, [line[1:].split("|") for line in lines])
        else:
            for line in lines:
                document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def is_drawn_row(line):
    return line.startswith("|")


def add_table(document, rows):
    table = document.add_table(len(rows), max(map(len, rows)))
    for number, texts in enumerate(rows):
        starts = [column for column, text in enumerate(texts) if text != "◂"]
        for start, end in zip(starts, [*starts[1:], len(texts)], strict=True):
            cell = table.cell(number, start)
            if end - start > 1:
                cell = cell.merge(table.cell(number, end - 1))
            cell.text = texts[start].replace("\\n", "\n")


def read(drawing, *changes):
    for before, after in changes:
        assert before in drawing
        drawing = drawing.replace(before, after)
    return ipforms.read(written(drawing))


def quoted(sub):
    return " ".join(str(value) for finding in sub.findings for value in finding.note.context.values())


@pytest.mark.parametrize("drawing", [APPLICATION, ENTERPRISE, RECOMMENDATION])
def test_a_drawing_without_changes_has_its_values(drawing):
    values = read(drawing).values
    name = values.get("enterprise_name") or values.get("name") or values.get("recommending_unit")
    assert name in drawing and name.endswith(("有限公司", "监督管理局"))


@pytest.mark.parametrize(
    "label", ["公司名称", "单位名称（与营业执照一致）", "*单位名称", "1.单位名称", "單位名稱", "市场主体"]
)
def test_a_label_in_other_words_is_known_by_its_place(label):
    sub = read(ENTERPRISE, ("|单位名称|", f"|{label}|"))
    assert sub.values["name"] == "广州云岭生物有限公司"
    assert "form.label_changed" in [finding.code for finding in sub.findings]


def test_a_row_of_labels_in_other_words_is_known_by_its_cells():
    sub = read(ENTERPRISE, ("|注册地址|", "|营业场所|"), ("|注册时间|", "|设立登记日|"))
    assert (sub.values["registered_address"], sub.values["registered_on"]) == ("广州市科韵路16号", "2008-06-12")


def test_a_header_row_in_other_words_is_no_entry():
    sub = read(ENTERPRISE, ("|名称|◂|制定时间|数量", "|制度文件|◂|施行起始|份数（份）"))
    assert sub.values["ip_policies"] == [{"title": "专利管理办法", "adopted_on": "2012-05", "count": 1}]


@pytest.mark.parametrize("between", ["   ", "\\n"])
def test_a_value_follows_its_label_without_a_colon(between):
    sub = read(
        ENTERPRISE,
        ("|通信地址|广州市科韵路18号|◂|邮政编码|510665", f"|通信地址{between}科韵路18号|◂|◂|邮政编码{between}510665|◂"),
    )
    assert (sub.values["mailing_address"], sub.values["postcode"]) == ("科韵路18号", "510665")


@pytest.mark.parametrize("row", ["传真|020-81050399|◂|网址|www.example.org", "传真||◂|网址|", "企业网址||◂|◂|◂"])
def test_a_row_of_the_senders_own_belongs_to_no_field(row):
    sub = read(ENTERPRISE, ("|通信地址|", f"|{row}\n|通信地址|"))
    assert sub.values["contact"]["email"] == "he@example.com"
    assert row.split("|")[0] in quoted(sub)


def test_a_column_of_the_senders_own_belongs_to_no_field():
    sub = read(
        ENTERPRISE,
        ("人员数量|姓名|联系电话", "人员数量|姓名|联系电话|备注"),
        ("|3|何嘉敏|020-81050370", "|3|何嘉敏|020-81050370|专职"),
    )
    assert [unit["unit"] for unit in sub.values["ip_units"]] == ["知识产权部", "法务部"]
    assert "专职" in quoted(sub)


def test_a_remark_beside_a_claim_is_no_part_of_it():
    sub = read(APPLICATION, ("|基本情况|◂", "|基本情况|备注"), ("（GR202133001234）|◂", "（GR202133001234）|见附件"))
    assert sub.values["high_tech"]["detail"] == "GR202133001234"
    assert "见附件" in quoted(sub)


def test_the_lines_of_a_cover_may_stand_in_another_order():
    line = "申报单位（盖章）：广州云岭生物有限公司\n"
    sub = read(ENTERPRISE, (line, ""), ("|一、", f"{line}|一、"))
    assert sub.values["cover"]["applicant"] == "广州云岭生物有限公司"
    assert sub.values["cover"]["date"] == "2017-03-20"


def test_a_line_of_the_senders_own_on_the_cover_belongs_to_no_field():
    sub = read(ENTERPRISE, ("申报时间：", "传真：020-81050399\n申报时间："))
    assert sub.values["cover"]["contact"] == "何嘉敏"
    assert "传真" in quoted(sub)


@pytest.mark.parametrize(
    "signed",
    [
        "申报单位（盖章）：\\n法定代表人（签名）：梁伟雄\\n2017年3月21日",
        "法人代表（签字）：梁伟雄\\n申报单位（公章）：\\n2017年3月21日",
        "法定代表人（签名）   梁伟雄\\n申报单位（盖章）   \\n20170321",
    ],
)
def test_a_signature_is_read_in_any_order_and_wording(signed):
    sub = read(ENTERPRISE, ("法定代表人（签名）：梁伟雄\\n申报单位（盖章）：\\n2017年3月21日", signed))
    assert sub.values["declaration"] == {"signatory": "梁伟雄", "date": "2017-03-21"}


def test_brackets_around_a_label_and_a_remark_before_its_colon_are_print():
    sub = read(APPLICATION, ("签章：", "（签章）："), ("基本状况：", "基本状况（可加页）："))
    assert sub.values["enterprise_endorsement"] == {"opinion": "同意申报。", "signatory": "王强", "date": "2022-05-16"}
    assert sub.values["ip_protection_status"] == "设有知识产权部。"


def test_a_remark_that_is_a_label_tells_two_phones_apart():
    sub = read(APPLICATION, ("手机号码", "联系电话（手机）"), ("单位电话", "联系电话（座机）"))
    assert (sub.values["mobile"], sub.values["office_phones"]) == ("13905790000", ["0579-82177827"])


def test_chinese_numbers_of_rows_are_no_part_of_a_claim():
    changes = [(f"|{number}|", f"|（{chinese}）|") for number, chinese in zip("12345", "一二三四五", strict=True)]
    sub = read(APPLICATION, *changes)
    assert (sub.values["high_tech"]["detail"], sub.values["valid_trademarks"]) == ("GR202133001234", 5)


def test_a_row_of_sums_is_no_entry():
    sub = read(RECOMMENDATION, ("填表人", "|合计|1家|||||||\n填表人"))
    assert len(sub.values["enterprises"]) == 1
    assert "1家" in quoted(sub)


def test_labels_in_one_line_may_have_lost_their_colons():
    sub = read(
        RECOMMENDATION, ("填表人：徐静    联系电话：", "填表人  徐静    联系电话  "), ("填写日期：", "填写日期  ")
    )
    assert (sub.values["prepared_by"], sub.values["prepared_on"]) == ("徐静", "2022-05-30")


def test_facts_in_brackets_behind_who_has_them_are_known_whatever_that_is_called():
    row = "|联系人|陈晓岚|职务|法务经理\n|手机号码|13905790000|单位电话|0579-82177827\n"
    line = "负责知识产权工作的联系人：陈晓岚（职务：法务经理）   手机：13905790000\n单位座机：0579-82177827\n"
    values = read(APPLICATION, (row, ""), ("|申报企业名称", f"{line}|申报企业名称")).values
    found = (values["contact_name"], values["contact_title"], values["mobile"], values["office_phones"])
    assert found == ("陈晓岚", "法务经理", "13905790000", ["0579-82177827"])


@pytest.mark.parametrize("text", ["1、ZL201710601862.3\\n2、ZL95115608.X", "ZL2017106018623 ZL95115608X"])
def test_patents_may_be_numbered_or_set_apart_by_blanks(text):
    sub = read(RECOMMENDATION, ("ZL95115608.X", text))
    assert sub.values["enterprises"][0]["key_patents"] == ["ZL201710601862.3", "ZL95115608.X"]


@pytest.mark.parametrize("text", ["国家级□ 省级☑ 市级□", "□国家级 ☑省级 □市级"])
def test_the_level_of_a_title_is_the_one_that_is_ticked(text):
    sub = read(APPLICATION, ("|省级示范企业|", f"|{text}|"))
    assert sub.values["ip_model_title"]["level"] == "provincial"


@pytest.mark.parametrize(
    ("typed", "name", "title"),
    [
        ("陈晓岚经理", "陈晓岚", "经理"),
        ("李敏知识产权部经理", "李敏", "知识产权部经理"),
        ("法务总监 李敏", "李敏", "法务总监"),
        ("知识产权部部长\\n欧阳震华", "欧阳震华", "知识产权部部长"),
        ("李 敏 经理", "李敏", "经理"),
        ("陈晓岚（经理）", "陈晓岚", "经理"),
        ("陈晓岚", "陈晓岚", None),
        ("高经理", "高经理", None),
        ("John Smith", "John Smith", None),
        ("John Smith 法务经理", "John Smith", "法务经理"),
        ("John Smith、IP Manager", "John Smith", "IP Manager"),
    ],
)
def test_a_liaison_and_the_post_are_told_apart_with_a_sign_between_them_or_without(typed, name, title):
    entry = read(RECOMMENDATION, ("陈晓岚 经理", typed)).values["enterprises"][0]
    assert (entry["liaison_name"], entry["liaison_title"]) == (name, title)


LIAISON = "|企业联络人及职务|"
PROTECTED = "|重点保护商标|重点保护专利（专利号）|"
BEHIND = "|联系电话|电子邮箱\n"
TWO_COLUMNS = ("陈晓岚 经理", "陈晓岚|经理")


@pytest.mark.parametrize(
    "changes",
    [
        ((LIAISON, "|企业联络人|职务|"), TWO_COLUMNS),
        ((LIAISON, "|联系人|联系人职务|"), TWO_COLUMNS),
        ((LIAISON, "|联络人姓名|职务|"), TWO_COLUMNS),
        ((PROTECTED, "|重点保护|◂|"), (BEHIND, BEHIND + "|||||商标|专利（专利号）|||\n")),
        ((LIAISON, "|企业联络人|◂|"), (BEHIND, BEHIND + "|||||||姓名|职务||\n"), TWO_COLUMNS),
    ],
)
def test_a_header_over_two_rows_or_two_columns_for_one_is_read_as_the_form_has_it(changes):
    plain, changed = read(RECOMMENDATION), read(RECOMMENDATION, *changes)
    assert changed.values == plain.values and plain.values["enterprises"][0]["liaison_title"] == "经理"
    assert not {"form.left_over", "form.cells_joined"} & {finding.code for finding in changed.findings}


def test_a_post_without_a_name_in_a_column_of_its_own_is_no_name():
    entry = read(RECOMMENDATION, (LIAISON, "|企业联络人|职务|"), ("陈晓岚 经理", "|经理")).values["enterprises"][0]
    assert (entry["liaison_name"], entry["liaison_title"]) == (None, "经理")


def test_a_list_whose_columns_stand_in_two_tables_is_one_list():
    """Wide tables are parted by hand, each part with the firm's name."""
    sub = ipforms.read(
        written(
            """金华市知识产权保护直通车重点企业推荐表
经研究我单位推荐以下企业为金华市知识产权保护直通车重点企业。
推荐单位（盖章）：婺城区市场监督管理局
|序号|推荐企业名称|企业地址|涉足领域|重点保护商标
|1|金华双龙机械有限公司|临江东路88号|机械|双龙（12345678）
|2|义乌甲饰品有限公司|宾王路1号|饰品|
（接下表）
|序号|推荐企业名称|重点保护专利（专利号）|企业联络人及职务|联系电话|电子邮箱
|1|金华双龙机械有限公司|ZL95115608.X|陈晓岚 经理|0579-82177827|ip@example.com
|2|义乌甲饰品有限公司||李敏 主任|0579-85170001|
填表人：徐静    联系电话：0579-82060000    填写日期：2022年5月30日
"""
        )
    )
    assert [
        (each["name"], each["industry"], each["liaison_name"], each["email"]) for each in sub.values["enterprises"]
    ] == [
        ("金华双龙机械有限公司", "机械", "陈晓岚", "ip@example.com"),
        ("义乌甲饰品有限公司", "饰品", "李敏", None),
    ]
