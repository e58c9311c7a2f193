"""Rows and JSON records → records of a form: nested, flat, composite, derived; what is wrong names its place."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.bulk import Rows, open_source
from ipforms.bulk.column_errors import UnknownColumns

JINHUA, ENTERPRISE, MARKET = "jinhua-application", "guangzhou-enterprise", "guangzhou-market"


def only(found):
    (entry,), _ = found
    assert not entry.faults, entry.faults
    return entry.record


def faults(entry):
    return [(problem.note.code, problem.column, problem.row) for problem in entry.faults]


def flat(data, prefix=""):
    """A record's JSON as column paths."""
    for key, value in data.items():
        if isinstance(value, dict) and key not in (
            "high_tech",
            "ip_model_title",
            "valid_patents",
            "well_known_trademark",
        ):
            yield from flat(value, f"{prefix}{key}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict) and key != "key_trademarks":
            for index, row in enumerate(value):
                yield from flat(row, f"{prefix}{key}[{index}].")
        elif value is not None:
            yield f"{prefix}{key}", value


def labelled(model, data):
    """A record's JSON with printed labels for keys."""
    fields = model.__pydantic_fields__
    return {fields[key].title or key: value for key, value in data.items()}


def test_the_contract_record_comes_back_from_nested_json(form, contract, record, rows_of):
    assert only(rows_of(form.id, [contract(form.id)])) == record


def test_the_contract_record_comes_back_with_printed_labels_for_keys(form, contract, record, rows_of):
    assert only(rows_of(form.id, [labelled(form.model, contract(form.id))])) == record


def test_the_contract_record_comes_back_from_flat_json_with_paths_for_keys(form, contract, record, rows_of):
    assert only(rows_of(form.id, [dict(flat(contract(form.id)))])) == record


def test_the_contract_record_comes_back_from_one_row_with_paths_for_headers(form, contract, record, rows_of):
    from ipforms.bulk.columns import columns_of

    codecs = {column.pattern: column.leaf.codec for column in columns_of(form.model).all}
    cells = {}
    for path, value in flat(contract(form.id)):
        codec = codecs[ipforms.paths.pattern(ipforms.paths.parse(path))]
        cells[path] = codec.encode(codec.canonical(value))
    assert only(rows_of(form.id, {"表": [list(cells), list(cells.values())]})) == record


@pytest.mark.parametrize(
    "data",
    [
        {"单位名称": "甲", "法定代表人姓名": "张三", "机构名称1": "法务部", "机构名称2": None},
        {"单位名称": "甲", "法定代表人": {"姓名": "张三"}, "知识产权工作机构": [{"机构名称": "法务部"}]},
        {"name": "甲", "legal_representative.name": "张三", "ip_units[0].unit": "法务部", "封面联系人": None},
        {"企业名称": "甲", "legal_representative": {"name": "张 三"}, "机构名称1": "法务部"},
        {"企业名称": "甲", "法人代表": "张三", "ip_units": [{"unit": "法务部"}]},
    ],
)
def test_json_keys_may_be_names_labels_columns_or_all_of_them(data, rows_of):
    record = only(rows_of(ENTERPRISE, [data]))
    assert record.name == "甲"
    assert record.legal_representative.name == "张三"
    assert [unit.unit for unit in record.ip_units] == ["法务部"]


def test_chinese_composite_columns_of_flat_json_need_no_number_in_them(rows_of):
    record = only(rows_of(JINHUA, [{"企业名称": "甲", "有效专利拥有量发明": 5, "申报企业意见": "属实"}]))
    assert record.valid_patents.invention == 5
    assert record.enterprise_endorsement.opinion == "属实"


def test_a_nested_section_and_a_column_of_it_do_not_overwrite_each_other(rows_of):
    data = {"name": "甲", "ip_units": [{"unit": "法务部"}], "机构名称1": "知识产权部"}
    (entry,), _ = rows_of(ENTERPRISE, [data])
    assert entry.record is None
    assert "机构名称1" in entry.faults[0].reason("zh") and "ip_units" in entry.faults[0].reason("en")


def test_a_flat_record_with_an_unknown_key_does_not_stop_the_others(rows_of):
    data = [
        {"企业名称": "甲"},
        {"企业名称": "乙", "机构名称1": "x", "z.z": 1},
        {"企业名称": "丙", "a[0].b": 1},
        {"企业名称": "丁"},
    ]
    entries, _ = rows_of(ENTERPRISE, data)
    assert [entry.record is not None for entry in entries] == [True, False, False, True]
    assert "z.z" in entries[1].faults[0].reason()
    entries, _ = rows_of(ENTERPRISE, data[:2] + data[3:], ignore_unknown=True)
    assert [entry.record is not None for entry in entries] == [True, True, True]


def test_an_unknown_key_is_told_with_the_nearest_name_in_both_languages(rows_of):
    (entry,), _ = rows_of(JINHUA, [{"企业名称": "甲", "企业总人": 3}])
    reason_zh, reason_en = entry.faults[0].reason("zh"), entry.faults[0].reason("en")
    assert "企业总人" in reason_zh and "企业总人数" in reason_zh
    assert reason_en.startswith("there is no field “企业总人”; is it “")
    assert entry.name == "甲"


@pytest.mark.parametrize(
    ("data", "column"),
    [
        ({"employees": [1]}, "企业总人数"),
        ({"employees": {"a": 1}}, "企业总人数"),
        ({"企业总人数": "很多"}, "企业总人数"),
        ({"office_phones": 13800138000}, "单位电话"),
        ({"valid_patents": {"inventions": 1}}, "有效专利拥有量"),
        ({"high_tech": {"held": "maybe"}}, "国家高新技术企业"),
        ({"has_ip_department": "大概"}, "是否单设知识产权部门"),
        ({"enterprise_endorsement": {"date": "2022-13-01"}}, "申报企业意见 日期"),
        ({"enterprise_endorsement": "属实"}, "申报企业意见"),
    ],
)
def test_a_wrong_type_in_json_names_the_printed_label(data, column, rows_of):
    (entry,), _ = rows_of(JINHUA, [{"enterprise_name": "甲", **data}])
    assert entry.record is None
    assert [problem.column for problem in entry.faults] == [column]
    assert all(problem.reason(lang) for problem in entry.faults for lang in ("zh", "en"))


def test_a_fault_in_a_row_of_a_section_names_the_row(rows_of):
    (entry,), _ = rows_of(ENTERPRISE, [{"name": "甲", "ip_units": [{"unit": "a"}, {"headcount": "很多"}]}])
    assert entry.faults[0].column == "知识产权工作机构建立情况 第2行 人员数量"
    assert entry.faults[0].path == "ip_units[1].headcount"


def test_json_values_that_are_no_records_are_refused_and_the_rest_goes_on(rows_of):
    lines = '{"企业名称": "甲"}\n[1]\n"text"\nnull\n{"企业名称": "乙", "mobile": NaN}\n{oops\n{"企业名称": "丙"}\n'
    entries, _ = rows_of(JINHUA, lines)
    assert [entry.name for entry in entries if entry.record] == ["甲", "丙"]
    assert all(entry.faults for entry in entries if entry.record is None)


@pytest.mark.parametrize("header", ["有效专利拥有量", "valid_patents"])
def test_a_composite_value_may_stand_in_one_cell(header, rows_of):
    record = only(rows_of(JINHUA, f"企业名称,{header}\n甲,18件（发明5件；实用新型10件；外观设计3件）\n"))
    assert record.valid_patents.model_dump() == {"total": 18, "invention": 5, "utility_model": 10, "design": 3}


def test_a_composite_value_may_stand_in_columns_of_its_parts(rows_of):
    record = only(
        rows_of(JINHUA, "企业名称,有效专利拥有量发明,有效专利拥有量实用新型,valid_patents.design\n甲,5,10,3\n")
    )
    assert record.valid_patents.model_dump() == {"total": 18, "invention": 5, "utility_model": 10, "design": 3}


def test_gaps_in_numbered_columns_are_no_rows(rows_of):
    record = only(rows_of(ENTERPRISE, "单位名称,机构名称1,机构名称5,机构名称3\n甲,法务部,,知识产权部\n"))
    assert [unit.unit for unit in record.ip_units] == ["法务部", "知识产权部"]


def test_what_the_form_says_twice_is_filled_where_the_source_has_no_column(rows_of):
    found = rows_of(ENTERPRISE, "单位名称,联系人,统一社会信用代码\n甲,何嘉敏,91440106MAXXXXX07Q\n")
    record = only(found)
    assert (record.cover.applicant, record.cover.contact, record.org_code) == ("甲", "何嘉敏", "MAXXXXX0-7")
    assert found[1].derived == ["封面申报单位", "封面联系人", "组织机构代码"]


def test_a_blank_cell_of_a_column_stays_blank_and_only_what_has_a_source_is_said_to_be_filled(rows_of):
    found = rows_of(ENTERPRISE, "单位名称,封面申报单位,组织机构代码\n甲,,\n乙,丙,\n")
    assert [entry.record.cover.applicant for entry in found[0]] == [None, "丙"]
    assert [entry.record.org_code for entry in found[0]] == [None, None]
    assert found[1].derived == []


def test_nothing_is_filled_if_it_is_not_wanted_and_no_code_is_made_of_a_wrong_one(rows_of):
    text = "单位名称,统一社会信用代码\n甲,{}\n"
    assert only(rows_of(ENTERPRISE, text.format("91440106MAXXXXX07Q"), derive=False)).cover.applicant is None
    assert only(rows_of(ENTERPRISE, text.format("91440106MAXXXXX070"))).org_code is None


def test_a_long_text_is_kept_whole(rows_of):
    text = "公司从事研发。" * 6_000
    assert (
        only(rows_of(ENTERPRISE, {"表": [["单位名称", "申报单位概述"], ["甲", text[:32_000]]]})).overview
        == text[:32_000]
    )
    assert only(rows_of(ENTERPRISE, f"单位名称,申报单位概述\n甲,{text}\n")).overview == text


def test_a_row_with_too_many_cells_is_refused_by_name_and_the_next_is_not(rows_of):
    entries, _ = rows_of(JINHUA, "企业名称,企业总人数\n甲,1,x\n乙,2\n")
    assert faults(entries[0]) == [("table.too_many_columns", "", 2)]
    assert entries[0].name == "甲" and entries[1].record.employees == 2


def test_unknown_headers_stop_the_source_before_any_row(rows_of):
    with pytest.raises(UnknownColumns):
        rows_of(JINHUA, "企业名称,吉祥物\n甲,x\n")
    found = rows_of(JINHUA, "企业名称,吉祥物\n甲,x\n", ignore_unknown=True)
    assert only(found).enterprise_name == "甲"
    assert found[1].ignored == ["吉祥物"]


def test_columns_that_tables_have_and_forms_have_not_are_left_out_and_named(rows_of):
    found = rows_of(JINHUA, "序号,企业名称,备注（选填）\n1,甲,x\n")
    assert only(found).enterprise_name == "甲"
    assert found[1].ignored == ["序号", "备注（选填）"]


def test_a_formula_error_is_a_fault_of_its_row(rows_of):
    entries, _ = rows_of(JINHUA, {"表": [["企业名称", "联系地址"], ["甲", "=1/0"], ["乙", "金华"]]})
    assert [entry.name for entry in entries if entry.record][-1] == "乙"


def test_a_contact_in_a_sheet_of_its_own_gives_the_cover_its_contact(rows_of):
    found = rows_of(
        MARKET, {"主表": [["单位名称"], ["甲公司"]], "联系人": [["单位名称", "联系人姓名"], ["甲公司", "张三"]]}
    )
    assert only(found).cover.contact == "张三"
    assert found[1].derived == ["封面申报单位", "封面联系人"]


def test_a_blank_cover_stays_blank_where_there_is_a_column_for_it(rows_of):
    text = "单位名称,封面申报单位,注册地址\n甲公司,,天河区\n"
    assert only(rows_of(ENTERPRISE, text)).cover.applicant is None


def test_a_row_with_too_many_cells_is_told_of_that_alone(rows_of):
    ((entry,), _) = rows_of(ENTERPRISE, "单位名称,专利申请量,注册时间\n甲公司,天河区,12,2017-03-09\n")
    assert [code for code, _, _ in faults(entry)] == ["table.too_many_columns"]


def test_a_doubtful_value_in_json_is_a_fault_that_is_listed(rows_of):
    ((entry,), _) = rows_of(ENTERPRISE, [{"name": "甲公司", "patents": {"applied": "30余件"}}])
    assert entry.record is None
    assert faults(entry) == [("record.doubtful", "专利（件） 申请量", 1)]
    assert entry.faults[0].reason() == "“30余件”是约数，至少为 30，数据中须写明确切的值。请填写确切的数量。"
    assert entry.faults[0].reason("en").startswith("“30余件” is approximate: at least 30; data must give")


def test_no_repr_on_the_way_of_a_row_shows_a_number_of_a_person():
    numbers = ("13800138000", "440101198001010017")
    table = f"企业名称,手机,身份证,联系人\n甲公司,{numbers[0]},{numbers[1]},张三\n".encode()
    with open_source(table) as source:
        rows = Rows(ipforms.form("jinhua-application"), source, ignore_unknown=True)
        (row,) = source.tables[0].first(1)
        shown = repr((row, rows, rows.reader.decoded([row]), list(rows)))
    assert "JinhuaApplication" in shown and not any(number in shown for number in numbers)
