"""Titles at the begin of several rows, which are neither a value nor the label of one."""

from __future__ import annotations

import ipforms
from ipforms.matching.label_cells import bands
from ipforms.matching.text_blocks import text_blocks
from tests.matching.sheet_notation import match, sheet


def test_a_title_over_several_rows_that_begin_with_labels_is_a_band():
    blocks = text_blocks(sheet("联系方式 | 手机 | 138\n^ | 邮箱 | a@b.cn"))
    labels = [block.index for block in blocks if block.text in ("手机", "邮箱")]
    assert [blocks[at].text for at in bands(blocks, labels)] == ["联系方式"]


def test_a_cell_beside_no_label_is_none():
    blocks = text_blocks(sheet("联系方式 | 138 | 甲\n^ | 139 | 乙"))
    assert bands(blocks, []) == frozenset()


def test_the_title_of_a_part_is_no_text_of_the_part_before():
    form = "单位名称 | {{ name }}\n单位概述（可加页） | <\n{{ overview }} | <\n声明 | {{ said }}"
    document = (
        "单位名称 | 甲\n第三部分 单位概述（1000字以内） | <\n从事制造。 | <\n第四部分 声明及审核意见 | <\n声明 | 属实"
    )
    texts = match(form, document).fields.texts
    assert (texts["overview"], texts["said"]) == ("从事制造。", "属实")


def test_who_recommends_may_be_said_behind_what_is_recommended():
    form = ipforms.form("jinhua-recommendation").matcher
    document = (
        "金华市知识产权保护直通车重点企业推荐表\n金华市市场监督管理局：\n"
        "经研究，我单位推荐以下企业为金华市知识产权保护直通车重点企业。\n推荐企业名称 | 甲公司 | < | <\n"
        "企业地址 | 甲路 | < | <\n涉足领域 | 磁性材料 | 重点保护商标 | 无\n重点保护专利（专利号） | 无 | < | <\n"
        "企业联络人及职务 | 李四（主管） | < | <\n联系电话 | 13614031736 | 电子邮箱 | ip@cidian.example.com\n"
        "推荐单位（盖章）：乙市场监督管理局\n填表人：王五 联系电话：0579-87121780\n填写日期：2022.6.22"
    )
    texts = form.match_labels(text_blocks(sheet(document), form.keys, form.names)).fields.texts
    assert texts["recommending_unit"] == "乙市场监督管理局"
