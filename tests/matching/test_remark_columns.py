"""Words that name columns or the paper are no values."""

from __future__ import annotations

from ipforms.matching.remark_columns import is_frame
from ipforms.text import label_key


def test_heads_of_columns_and_titles_of_papers_are_no_values():
    frame = ("序号", "备注", "填报内容", "广州市知识产权行政保护重点企业申报书", "入库申报材料")
    assert all(is_frame(label_key(text)) for text in frame)
    assert not any(is_frame(label_key(text)) for text in ("同意推荐", "已填写申报书。", "甲公司", "市场部"))
