"""Headers whose columns stand in another order than the form's."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.matching.cell_scores import any_text
from ipforms.matching.header_order import HeaderFinder, header_order
from ipforms.matching.label_finder import LabelHit
from ipforms.matching.text_blocks import text_blocks
from tests.matching.sheet_notation import filled, match, matcher, sheet

LIST = """名单 | < | < | <
名称 | 地址 | 电话 | 邮箱
{%tr for f in firms %} | < | < | <
{{ f.name }} | {{ f.address }} | {{ f.phone }} | {{ f.email }}
{%tr endfor %} | < | < | <
填表人：{{ by }} 电话：{{ phone }}"""


@pytest.mark.parametrize(
    "document",
    [
        "名单 | < | < | <\n邮箱 | 电话 | 地址 | 名称\na@b | 138 | 甲路 | 甲公司",
        "名单 | < | < | <\n地址 | 名称 | 邮箱 | 电话\n甲路 | 甲公司 | a@b | 138",
        "名单 | < | < | <\n名称 | 地址 | 备注 | 邮箱 | 电话\n甲公司 | 甲路 | | a@b | 138",
    ],
)
def test_no_column_loses_its_label_to_the_same_word_elsewhere(document):
    found = match(LIST, f"{document}\n填表人：王五 电话：139")
    assert _stripped(found) == {
        "firms[0].name": "甲公司",
        "firms[0].address": "甲路",
        "firms[0].phone": "138",
        "firms[0].email": "a@b",
        "by": "王五",
        "phone": "139",
    }


def test_labels_beside_their_values_are_no_header():
    form = matcher(LIST)
    blocks = text_blocks(sheet("邮箱 | a@b | 电话 | 138\n电话 | 邮箱 | 备注 | 名称"))
    hits = [LabelHit(at, 0, 2, blocks[at].key, True) for at in (0, 2, 4, 5, 7)]
    assert header_order(_headers(form, blocks, hits)) == {4: 5, 5: 7, 7: 4}


def test_a_label_in_other_words_is_known_by_what_stands_below_it():
    form = matcher(LIST, fits=lambda pattern, text: {"firms[].email": 2.0 * ("@" in text) - 1}.get(pattern, 0.0))
    blocks = text_blocks(sheet("名称 | 地址 | 电邮箱 | 联系办法\n甲 | 乙 | a@b | 138"))
    hits = [hit for block in blocks for hit in form._finder.hits(block)]
    (found,) = _headers(form, blocks, hits, form.fits)
    labels = {blocks[block].text: form.form_map.tokens[index].text for block, (index, _) in found.labels.items()}
    assert labels == {"名称": "名称", "地址": "地址", "电邮箱": "邮箱"}


def test_two_columns_for_what_the_form_asks_in_one_are_one():
    form = matcher(
        "序号 | 联络人及职务 | 电话\n{%tr for f in firms %} | < | <\n"
        "{{ f.index }} | {{ f.name }}⏎{{ f.post }} | {{ f.phone }}\n{%tr endfor %} | < | <"
    )
    document = "序号 | 联络人 | < | 电话\n^ | 姓名 | 职务 | ^\n1 | 张三 | 经理 | 138\n2 | | 科长 | "
    found = form.match_labels(text_blocks(sheet(document)))
    assert filled(found) == {
        "firms[0].name": "张三",
        "firms[0].post": "经理",
        "firms[0].phone": "138",
        "firms[1].post": "科长",
    }


def test_groups_over_columns_that_the_form_has_part_no_header():
    document = """序号 | 企业名称 | 企业联络员 | < | < | 电子邮箱 | 行业领域 | 企业地址 | 重点保护的知识产权 | <
^ | ^ | 姓名 | 职务 | 电话 | ^ | ^ | ^ | 商标及注册号 | 专利号
1 | 甲有限公司 | 邹建飞 | 厂长 | 18965076131 | a@b.cn | 炊具 | 甲路1号 | 三美佳30653311 | ZL201930371577.7"""
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    own = [texts.get(f"enterprises[0].{name}") for name in ("name", "liaison_name", "phones", "key_patents", "email")]
    assert own == ["甲有限公司", "邹建飞", "18965076131", "ZL201930371577.7", "a@b.cn"]


def _headers(form, blocks, hits, fits=any_text):
    return HeaderFinder(form.form_map, form._finder, fits, blocks, hits).headers()


def _stripped(found):
    return {path: text.strip() for path, text in filled(found).items()}


def test_a_header_whose_cells_all_span_two_rows_has_the_entries_below_it():
    header = "序号 | 推荐企业名称 | 企业地址 | 涉足领域 | 企业联络人 | 职务 | 联系电话\n"
    entries = "1 | 甲公司 | 义乌路1号 | 水晶 | 李浩然 | 经理 | 13300759365\n"
    entries += "2 | 乙公司 | 永康路2号 | 电机 | 胡敏 | 主管 | 17700615215"
    match = ipforms.form("jinhua-recommendation").matcher.match
    plain, merged = (match(sheet(header + more + entries)).fields.texts for more in ("", "^ | ^ | ^ | ^ | ^ | ^ | ^\n"))
    assert merged == plain
    assert merged["enterprises[1].name"] == "乙公司"


def test_a_row_with_an_office_like_the_one_that_the_form_names_is_no_header():
    document = """推荐单位（盖章）： | 东阳市市场监督管理局 | < | <
序号 | 推荐企业名称 | 企业地址 | 涉足领域
1 | 甲公司 | 义乌路1号 | 水晶"""
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    assert texts["recommending_unit"].strip() == "东阳市市场监督管理局"
