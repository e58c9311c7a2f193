"""Columns as colleagues call them: other words for a field, a person's columns side by side, rows' numbers, remarks."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

import ipforms
from ipforms.bulk import Rows, open_source
from ipforms.bulk.column_contents import ColumnContents
from ipforms.bulk.column_errors import UnknownColumns, UnmatchedNames
from ipforms.bulk.columns import columns_of
from ipforms.bulk.excel_cells import ExcelCellDecoder

ENTERPRISE, MARKET, JINHUA = "guangzhou-enterprise", "guangzhou-market", "jinhua-application"


def patterns(form_id, headers):
    found = columns_of(ipforms.form(form_id).model).resolve("表", headers.split(), form_id)
    return " ".join(
        column.pattern.replace("[]", f"[{index}]") if (column, index) else "" for column, index in found.values()
    )


@pytest.mark.parametrize(
    ("form_id", "headers", "expected"),
    [
        (
            ENTERPRISE,
            "序号 企业全称 统一信用代码 法人 身份证号 手机 邮箱 经办人 身份证号码 联系电话 电子邮件 通讯地址 邮编 备注",
            "name uscc legal_representative.name legal_representative.id_number legal_representative.phones "
            "legal_representative.email contact.name contact.id_number contact.phones contact.email mailing_address "
            "postcode",
        ),
        (
            ENTERPRISE,
            "公司名称 专利申请数 授权专利数 有效专利 商标申请数 商标注册数 有效商标 软著数 作品登记数 企业简介",
            "name patents.applied patents.granted patents.valid trademarks.applied trademarks.granted trademarks.valid "
            "copyrights.software copyrights.works overview",
        ),
        (
            MARKET,
            "市场名称 法人代表 法人手机 联系人1 手机 座机 联系人2 手机号 营业面积 商户数量 开户行名称 银行账户 "
            "注册资本(万元)",
            "name legal_representative.name legal_representative.mobile contacts[0].name contacts[0].mobile "
            "contacts[0].landline contacts[1].name contacts[1].mobile floor_area merchants bank bank_account "
            "registered_capital",
        ),
        (
            JINHUA,
            "单位名称 单位地址 联络员 职位 手机 固话 联系邮箱 员工人数 科研人员 是否高企 知识产权示范企业 有效注册商标 "
            "驰名商标",
            "enterprise_name address contact_name contact_title mobile office_phones email employees rd_staff "
            "high_tech ip_model_title valid_trademarks well_known_trademark",
        ),
        (
            JINHUA,
            "企业名称 有效专利数 发明专利数 实用新型 外观设计",
            "enterprise_name valid_patents.total valid_patents.invention valid_patents.utility_model "
            "valid_patents.design",
        ),
        (JINHUA, "企业名称 有效专利数", "enterprise_name valid_patents"),
    ],
)
def test_a_table_of_a_colleague_is_understood(form_id, headers, expected):
    assert patterns(form_id, headers) == expected


@pytest.mark.parametrize(
    ("form_id", "headers"),
    [
        (ENTERPRISE, "单位名称 联系电话"),  # whose?
        (ENTERPRISE, "单位名称 地址"),  # where it is registered, or where letters go?
        (ENTERPRISE, "单位名称 专利数量"),
        (ENTERPRISE, "法人 身份证号 通讯地址 手机"),
        (ENTERPRISE, "联系人 法人 手机"),
        (MARKET, "联系人 法人代表 手机"),
        (MARKET, "联系人 电话"),
        (JINHUA, "企业名称 吉祥物"),
    ],
)
def test_what_may_mean_several_fields_is_asked(form_id, headers):
    with pytest.raises(UnknownColumns):
        patterns(form_id, headers)


@pytest.mark.parametrize("form", ipforms.forms(), ids=lambda form: form.id)
def test_a_word_never_takes_the_place_of_a_label(form):
    columns = columns_of(form.model)
    for column in columns.all:
        assert columns.find(column.header)[0] is column
    assert all(columns.find(label)[0] is named[0] for label, named in columns._labels.items())


def test_a_suggestion_is_never_made_of_another_thing():
    columns = columns_of(ipforms.form(ENTERPRISE).model)
    (match,) = columns.match(["专利数量"])
    offered = {column.pattern for column, _ in (match.target, *match.runners)}
    assert match.state == "asked" and offered <= {"patents.applied", "patents.granted", "patents.valid"}
    (match,) = columns.match(["注册地址"], [ColumnContents(["13800138000"] * 5, ExcelCellDecoder())])
    assert match.state == "asked" and match.target is None


def two_rows(below=("姓名", "手机", "申请量", "授权量")):
    """A header of two rows: a person's columns and the patents' under words of their own, the others merged down."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 5, "企业名单")
        sheet.merge_range(1, 0, 2, 0, "企业名称")
        sheet.merge_range(1, 1, 1, 2, "法定代表人")
        sheet.merge_range(1, 3, 1, 4, "专利情况（件）")
        sheet.merge_range(1, 5, 2, 6, "邮编")
        sheet.write_row(2, 1, below)
        sheet.write_row(3, 0, ["甲公司", "张三", "13800138000", 12, 5, "510665"])
    return data.getvalue()


def test_a_header_of_several_rows_is_one():
    with open_source(two_rows()) as source:
        (entry,) = Rows(ipforms.form(ENTERPRISE), source)
        assert source.tables[0].headers[1] == "法定代表人·姓名"
    record = entry.record
    assert (record.name, record.legal_representative.name, record.postcode) == ("甲公司", "张三", "510665")
    assert (record.legal_representative.phones, record.patents.applied, record.patents.granted) == (
        ["13800138000"],
        12,
        5,
    )


def test_a_row_of_data_under_merged_names_is_no_header():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["企业名称", "邮编"])
        sheet.merge_range(0, 2, 0, 3, "注册地址")
        sheet.write_row(1, 0, ["甲公司", "510665", "科韵路"])
    with open_source(data.getvalue()) as source:
        (entry,) = Rows(ipforms.form(ENTERPRISE), source)
    assert (entry.record.name, entry.record.registered_address) == ("甲公司", "科韵路")


def test_whoever_knows_says_what_a_column_is(rows_of):
    table = "单位名称,专利数,地址,吉祥物\n甲公司,12,科韵路,猫\n"
    names = {"专利 数": "专利申请量", "地址": "mailing_address", "吉祥物": ""}
    ((entry,), found) = rows_of(ENTERPRISE, table, names=names)
    assert (entry.record.patents.applied, entry.record.mailing_address) == (12, "科韵路")
    assert found.ignored == ["吉祥物"]


def test_the_lower_name_of_a_header_of_several_rows_says_which_it_is_where_it_is_the_only_one():
    table = "企业,企业,甲方,乙方\n单位名称,专利数,数,数\n甲公司,12,1,2\n".encode()
    with open_source(table, header_rows=(1, 2)) as source:
        names = {"专利数": "专利申请量", "甲方·数": "", "乙方·数": ""}
        (entry,) = Rows(ipforms.form(ENTERPRISE), source, names=names)
        assert entry.record.patents.applied == 12
        with pytest.raises(UnmatchedNames):
            Rows(ipforms.form(ENTERPRISE), source, names={"数": "专利申请量"})


@pytest.mark.parametrize(
    ("names", "error"), [({"没有": "单位名称"}, UnmatchedNames), ({"专利数": "没有"}, UnknownColumns)]
)
def test_a_name_for_no_column_or_of_no_field_is_refused(names, error, rows_of):
    with pytest.raises(error) as caught:
        rows_of(ENTERPRISE, "单位名称,专利数\n甲公司,12\n", names=names, ignore_unknown=True)
    assert "没有" in caught.value.message() and "没有" in caught.value.message("en")


def test_traditional_characters_say_the_same():
    headers = "單位名稱 統一社會信用代碼 聯絡人 電話 郵政編碼 專利申請量"
    expected = "name uscc contact.name contact.phones postcode patents.applied"
    assert patterns(ENTERPRISE, headers) == expected
