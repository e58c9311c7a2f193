"""Titles at the begin of several rows, which are neither a value nor the label of one."""

from __future__ import annotations

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
