"""Cells under their headers: values by path, problems masked, and nothing shared between rows."""

from __future__ import annotations

import pickle

import pytest

import ipforms
from ipforms.bulk.cell_decoder import CellDecoder, CellsOfRow, _CellReader, _text
from ipforms.bulk.columns import columns_of
from ipforms.bulk.excel_cells import ExcelCellDecoder
from ipforms.bulk.sources import SourceRow
from ipforms.codecs import TextCodec

FORM = ipforms.form("jinhua-application")
ORIGIN = CellDecoder("表", ExcelCellDecoder())


def decoded(cells):
    targets = columns_of(FORM.model).resolve("表", cells, FORM.id)
    read = CellsOfRow(SourceRow(2, cells), cells, {}, [])
    ORIGIN.decode([read], targets)
    return read.data, read.problems


def test_blank_cells_give_nothing_and_others_the_value_of_their_field():
    values, problems = decoded({"企业名称": "甲", "地址": None, "企业总人数": "321"})
    assert values == {"enterprise_name": "甲", "employees": 321} and problems == []


def test_two_rows_of_the_same_text_share_no_list():
    first, second = (decoded({"office_phones": "0579-81050369"})[0]["office_phones"] for _ in range(2))
    first.append("x")
    assert second == ["0579-81050369"] and decoded({"office_phones": "0579-81050369"})[0]["office_phones"] == second


def test_what_cannot_be_read_is_a_problem_with_its_place():
    values, (problem,) = decoded({"企业总人数": "很多"})
    assert values == {} and (problem.row, problem.column, problem.path) == (2, "企业总人数", "employees")


def test_a_number_of_a_person_is_hidden_in_a_problem():
    _, (problem,) = decoded({"手机": "13800138000.0"})
    assert problem.note.code == "cell.repaired" and "138001380" not in problem.value + problem.reason()


@pytest.mark.parametrize("form", ["jinhua-application", "guangzhou-enterprise", "guangzhou-market"])
def test_what_is_read_at_a_glance_is_what_a_closer_look_gives(form):
    texts = [
        "无",
        "是",
        "123",
        "007",
        "12字以内",
        "地址",
        "NaN",
        "A.是",
        "13800138000",
        "440101199003070000",
        "（跳过）",
    ]
    texts += [
        "另附页",
        "年月日",
        "2017年3月5日",
        "18件（发明5件）",
        "是（2021年认定）",
        "公章",
        "金华市双龙12号",
        "一、甲区（3家）",
        "，甲公司。",
        "甲公司",
        "公司设有知识产权部门和维权预案制度，每年都有专人负责执行\n投入12万元",
        "0579-81050369",
        "ip1@example.com",
    ]
    for column in columns_of(ipforms.form(form).model).all:
        reader = _CellReader(ExcelCellDecoder(), column, column.header)
        for text in texts:
            glance = reader._at_a_glance(text)
            assert glance in (None, _text(reader.cells, reader.codec, text, column.called)), (column.pattern, text)


def test_a_plain_text_is_not_read_a_second_time(monkeypatch):
    asked = []
    monkeypatch.setattr(TextCodec, "decode", lambda self, text: asked.append(text))
    values, _ = decoded({"企业名称": "甲公司", "手机": "13905790001", "邮箱": "ip1@example.com"})
    assert values == {"enterprise_name": "甲公司", "mobile": "13905790001", "email": "ip1@example.com"} and not asked


def test_a_row_comes_to_another_process_as_it_was():
    row = SourceRow(2, {"企业名称": "甲"}, spanned=frozenset(["企业名称"]), further=({"姓名": "乙"},), sheet="表")
    assert pickle.loads(pickle.dumps(row)) == row
