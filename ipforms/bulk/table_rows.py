"""Rows of a table that are no applicants: totals, remarks, who has made the table, a header that comes again.

Each is skipped and named. A row that has data and no name is refused: nobody can tell whose they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ipforms.bulk.field_columns import fold
from ipforms.bulk.sources import RowProblem, SourceRow
from ipforms.codes.masking import masked_text
from ipforms.messages import Note
from ipforms.text import unspaced

_TOTAL = re.compile(
    r"""(?: 本页 | 本表 | 本批 | 各区 | 全市 | 全区 | 以上 )?
        (?: 小计 | 合计 | 总计 | 共计 | 累计 | 总数 | 合共 | 平均[值数]? )
        (?: [:,(]? (?:共|计)? \d* (?:家|户|个|项|条)? (?:企业|单位|公司|市场)? \)? )""",
    re.VERBOSE,
)
_MADE_BY = re.compile(
    r"""(?: 填表 | 制表 | 填报 | 审核 | 复核 | 审批 | 统计 | 编制 | 上报 | 报送 | 经办 | 录入 )
        (?: 人 | 人员 | 单位 | 部门 | 日期 | 时间 | 负责人 ) (?: \(.{1,8}\) )? (?: :.* )?
      | (?: 单位负责人 | 部门负责人 | 负责人 | 分管领导 | 联系电话 | 联系人 | 日期 ) (?: \(.{1,8}\) )? :.*""",
    re.VERBOSE,
)
_REMARK = re.compile(r"(?:备?注|附注|说明|填表说明|填报说明)(?:\d{0,2}[:.,]).*|[*※].*|\(.*\)|本表.*|.*一式.份.*")
_MAY_BE = re.compile(r"\s*[本各全以小合总共累平填制审复统编上报经录单部负分联日备注附说*※(（]|.{1,20}一式")
"""Beginnings of those, which few names of companies have: it is asked of each row."""
_FIRST_CELLS = 2  # where a word for the whole row stands: in the first column, or behind the row's number


@dataclass(frozen=True)
class TableRows:
    """What the rows of a table are.

    Attributes:
        name: the header of the applicants' names; "" if there is no such column, and any row may be one.
        headers: the columns that mean something.
        all_headers: all columns.
    """

    name: str
    headers: frozenset[str]
    all_headers: frozenset[str]

    def no_applicant(self, row: SourceRow) -> Note | None:
        """Why a row is no applicant; None if it is one."""
        if not self.name or row.problems:
            return None
        for text in (*islice(row.values.values(), _FIRST_CELLS), row.values.get(self.name)):
            if type(text) is not str:
                continue
            if is_for_people(text) or (text.strip() in self.all_headers and _is_header(row.values)):
                return Note("table.no_applicant", {"text": masked_text(text)})
        if not self.headers.isdisjoint(row.values):
            return None
        return Note("table.no_applicant", {"text": masked_text(str(next(iter(row.values.values()), "")))})

    def without_name(self, row: SourceRow) -> RowProblem | None:
        """The problem of a row that has data and no name."""
        if not self.name or row.problems or not row.values or self.name in row.values or self.name in row.notes:
            return None
        return RowProblem("table.no_name", {"column": self.name})


def _is_header(values: Mapping[str, Any]) -> bool:
    """Whether the row is the header again: at least two of its cells, and most of them, say their column's name."""
    same = [header for header, value in values.items() if isinstance(value, str) and fold(value) == fold(header)]
    return len(same) > 1 and 2 * len(same) >= len(values)


def is_for_people(text: str) -> bool:
    """Whether a text in a row's first cell says that the row is of no applicant.

    >>> [is_for_people(each) for each in ("合 计：3家", "注：截至2016年底", "填表人：徐静", "（公章）")]
    [True, True, True, True]
    >>> [is_for_people(each) for each in ("合计划科技有限公司", "注册通公司", "说明书印务公司", "经办人力资源公司")]
    [False, False, False, False]
    """
    if not _MAY_BE.match(text):
        return False
    bare = unspaced(text).replace("：", ":").replace("，", ",").replace("、", ",")
    return any(pattern.fullmatch(bare) for pattern in (_TOTAL, _MADE_BY, _REMARK))
