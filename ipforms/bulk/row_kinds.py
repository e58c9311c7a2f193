"""Rows that are no applicants: totals, remarks, who has made the table, titles of groups, examples, a header again."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from statistics import median
from typing import Any, Self

from ipforms.bulk.bare_headers import plain_header
from ipforms.bulk.column_contents import ColumnContents
from ipforms.bulk.excel_cells import ExcelCellDecoder
from ipforms.bulk.row_texts import is_example, is_for_people, is_group_line, is_total, is_unit
from ipforms.bulk.sources import RowProblem, SourceRow
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.bulk.value_kinds import kind_of
from ipforms.codecs import nothing
from ipforms.codes.masking import masked_text
from ipforms.messages import Note
from ipforms.text.label_tokens import fold, head_word, tokens
from ipforms.text.regex import regex

_MARK = regex(
    r"""(?: .* (?:状态|审批结果|审核结果|处理结果|办理结果|审核意见) | 是否 (?:作废|删除|撤回|注销|退出|放弃)
        | .* (?:删除|作废|注销) (?:标志|标记|标识) | .*_?(?:status|state) | (?:is[_ ]?)?deleted | del_?flag
        | (?:sf)?(?:sc|zf)_?(?:bz|bj|zt)? ) (?:[（(].*[)）])?""",
    re.VERBOSE | re.IGNORECASE,
)
"""Above the columns in which systems mark a row; sc_bz is 删除标志."""
_WITHDRAWN = regex(
    r"""(?: ^ | [，,。；;\s] )
        (?:企业 | 单位 | 本人 | 市场 | 对方)?(?:已 | 主动 | 自行 | 自愿 | 申请 | 要求 | [本这此]次 | 今年 | 暂 | 先)*
        (?: (?:撤回|撤销|作废|退出|放弃)(?:申报|申请|报名|推荐)? | 不[再予]?(?:参加|申报|推荐|报)了? )
        (?= $ | [，,。；;\s] )""",
    re.VERBOSE,
)
"""What a person writes beside an applicant who applies no more: 企业要求退出，不报.

退回 is not of these: it is mended and comes again.
"""
_GONE = regex(
    r"""[此该本]? (?:企业|公司|单位|市场)? 已? (?: 删除 | 注销 | 吊销.* | 驳回 | 拒绝 | 终止 | 取消 ) | 重复
      | 审[批核] (?: 拒绝 | 驳回 | 不通过 | 未通过 ) | 不同意 | 未完成
      | deleted | cancell?ed | withdrawn | rejected | incomplete""",
    re.VERBOSE | re.IGNORECASE,
)
_YES = frozenset(("1", "1.0", "是", "true", "y", "yes", "√"))  # below 是否删除, del_flag
_CAPTION = regex(r"([^\s:：]{1,8})[:：](?!//).*", re.DOTALL)
"""What a system or an office writes across its list: 导出人：admin | 导出时间：2022-05-19."""
_NAME = frozenset(("名称",))
_OF_SEVERAL = ("企业", "单位", "对象")  # at the end of a title over those that follow
_NO_FIRM = frozenset(("office", "department"))  # kinds of names in the rows below a list that say whom to ask
_ASKED = frozenset(("联系人", "电话", "手机", "固话", "邮箱", "部门", "名称", "意见"))
"""Words for what these say of it, and for what is asked of an applicant: 咨询电话, 营业执照上的名称."""
_ASIDE = regex(r"[（(]([^（）()]+)[）)]\s*$")  # behind a name
_LETTERS = "甲乙丙丁戊己庚辛壬癸"  # of the columns of statistics that hold no numbers
_LINES = frozenset(("office", "department", "date", "moment", "prose"))  # kinds of what is signed or said below a list
_NUMBER_CHARS = 4  # of the first number of such a row: （1）
_FEW_CELLS = 2  # of a line over a group: its title, and how many there are
_LEAST_COLUMNS = 3  # numbered 1, 2, 3 below the header, or of a table in which a lone cell is a title
_FIRST_CELLS = 2  # where a word for the whole row stands: in the first column, or behind the row's number


@dataclass(frozen=True)
class TableRows:
    """What the rows of a table are."""

    name: str  # the header of the applicants' names; "" if there is no such column, and any row may be one
    headers: frozenset[str]  # the columns that mean something
    all_headers: frozenset[str]  # all columns
    of_firms: bool = False  # whether the applicants are firms and other organisations, by their names
    number: str = ""  # the column that numbers the applicants, "" if there is none
    usual: float = 0  # how many of `headers` a row has

    @classmethod
    def of(
        cls,
        name: str,
        headers: frozenset[str],
        all_headers: Collection[str],
        first: Sequence[SourceRow],
        cells: ExcelCellDecoder,
    ) -> Self:
        """What the rows of a table are, by those near its top of whom something is said."""
        values = [row.values for row in first if name in row.values]
        told = [each for each in values if not (each.keys() - {name}).isdisjoint(headers)]
        usual = median([len(each.keys() & headers) for each in told] or [0])
        full = [each for each in told if 2 * len(each.keys() & headers) > usual]
        number = next((next(iter(each)) for each in full), "")
        is_numbered = number not in headers and all(_is_number(each.get(number)) for each in full)
        of_firms = ColumnContents([each[name] for each in told], cells).kind == "organisation"
        return cls(name, headers, frozenset(all_headers), of_firms, number if is_numbered else "", usual)

    def no_applicant(self, row: SourceRow) -> Note | None:
        """Why a row is no applicant; None if it is one."""
        if not self.name or row.problems:
            return None
        values = row.values
        if (gone := self._withdrawn(values)) is not None:
            return gone
        named = (self.name,) if self.name in values else ()
        for header in dict.fromkeys((*islice(values, _FIRST_CELLS), *named)):
            text = values[header]
            if type(text) is not str or (named and header in self.headers and header != self.name):
                continue  # a field of an applicant: （知识产权部经理）
            is_nickname = header != self.name and not _is_worded(text)  # of who has sent an answer: *
            is_told = is_for_people(text) and not is_nickname
            if is_told and header != self.name and self._is_whole(values):
                is_told = is_example(text)  # 请于5日前补材料, beside an applicant
            if is_told or (text.strip() in self._lowest and is_header(values)):
                return _no_applicant(text)
        is_line = all(_is_blank(values[header]) for header in values if header in self.headers)
        is_line = is_line or self._is_title(values) or self._is_across(row)
        is_line = is_line or _is_one_text(values)
        is_line = is_line or all(map(is_unit, values.values())) or all(map(_is_caption, values.values()))
        is_line = is_line or (self.name in values and self._has_no_number(values) and not _is_firm(values[self.name]))
        if is_line or _is_numbering(values) or self._says_nothing(values):
            return _no_applicant(str(next(iter(values.values()), "")))
        if self.name not in values and any(note.code == "cell.struck" for note in row.notes.get(self.name, ())):
            return _no_applicant(str(row.notes[self.name][0].context.get("text", "")))
        if self.name not in values:
            total = next((text for text in values.values() if type(text) is str and is_for_people(text)), None)
            return None if total is None else _no_applicant(total)
        return None

    def _withdrawn(self, values: Mapping[str, Any]) -> Note | None:
        """What a column of no field says, where the applicant applies no more."""
        name = values.get(self.name)
        name = name.strip() if type(name) is str else ""
        aside = _ASIDE.search(name) if name[-1:] in ("）", ")") else None
        said = aside[1] if aside else name
        is_sum = aside is not None and is_total(said) and self._is_short(values)
        if is_sum or (aside and (_WITHDRAWN.search(said) or is_example(said))) or _GONE.fullmatch(said):
            return Note("table.row_marked", {"column": masked_text(self.name), "text": masked_text(said)})
        for header in self._others:
            mark = str(values[header]).strip() if header in values else ""
            is_gone = mark and (_WITHDRAWN.search(mark) or (header in self._marks and self._is_gone(header, mark)))
            if is_gone or (mark and "例" not in header and is_example(mark)):
                return Note("table.row_marked", {"column": masked_text(header), "text": masked_text(mark)})
        return None

    @cached_property
    def _others(self) -> frozenset[str]:
        """The columns of no field."""
        return self.all_headers - self.headers

    @cached_property
    def _marks(self) -> frozenset[str]:
        """Those in which a system says what has become of a row."""
        return frozenset(each for each in self._others if _MARK.fullmatch(plain_header(each).strip()))

    @staticmethod
    def _is_gone(header: str, text: str) -> bool:
        says_how = re.search("状态|结果|意见|stat", header, re.IGNORECASE)
        return _GONE.fullmatch(text) is not None or (says_how is None and text.lower() in _YES)

    @cached_property
    def _lowest(self) -> frozenset[str]:
        """The headers, and each of their rows alone."""
        names = (plain_header(header) for header in self.all_headers)
        return frozenset(part for name in names for part in (name, *name.split(LEVELS)))

    def _is_title(self, values: Mapping[str, Any]) -> bool:
        """Whether a row is the title of those below it: 一、婺城区（5家）."""
        if len(values) > _FEW_CELLS or len(self.all_headers) < _LEAST_COLUMNS:
            return False
        first = next(iter(values.values()), None)
        return type(first) is str and is_group_line(first)

    def _is_across(self, row: SourceRow) -> bool:
        """Whether its only cell reaches over others and the name: a remark between two applicants, who has signed."""
        return _is_merged(row) and (self.name in row.values or self.name in row.notes)

    def line(self, row: SourceRow) -> Note | None:
        """Why a row without a name that adds to no applicant is a line below them: 婺城区局, in the last columns."""
        is_line = not row.problems and (_is_merged(row) or self._has_no_number(row.values))
        return _no_applicant(str(next(iter(row.values.values())))) if is_line else None

    def _is_whole(self, values: Mapping[str, Any]) -> bool:
        """Whether a row says of a firm most of what others say of theirs."""
        return not self._is_short(values) and self.name in values and _is_firm(values[self.name])

    def _is_short(self, values: Mapping[str, Any]) -> bool:
        return 2 * len(values.keys() & self.headers) <= self.usual

    def _has_no_number(self, values: Mapping[str, Any]) -> bool:
        """Whether a row is not numbered as the applicants are, and says half of what they do at most."""
        return self.number != "" and self._is_short(values) and not _is_number(values.get(self.number))

    def _says_nothing(self, values: Mapping[str, Any]) -> bool:
        """Whether a row of a table of firms is named by a label or an office, or by no firm and says nothing else."""
        name = values.get(self.name)
        if not self.of_firms or name is None or _is_firm(str(name)):
            return False
        is_other = kind_of(name) in _NO_FIRM or head_word(str(name)) in _ASKED
        if is_other or _is_caption(name) or not _is_worded(name):
            return True
        others = [str(value) for header, value in values.items() if header != self.name]
        is_numbered = any(text.removesuffix(".0").isdigit() for text in others)  # it may be a short name of a firm
        return not is_numbered and all(nothing(text) is not None for text in others)

    def without_name(self, row: SourceRow) -> RowProblem | None:
        """The problem of a row that has data and no name."""
        is_named = self.name in row.notes or _is_worded(row.values.get(self.name, ""))
        if not self.name or row.problems or not row.values or is_named:
            return None
        return RowProblem("table.no_name", {"column": self.name})


def may_go_on(row: SourceRow, above: SourceRow) -> bool:
    """Whether what a row says alone may be another of what stands above it, and not what an office writes there."""
    header, value = next(iter(row.values.items()))
    kinds = kind_of(value), kind_of(above.values.get(header))
    return len(row.values) > 1 or kinds[0] not in _LINES or kinds[0] == kinds[1] or header not in above.values


def _is_firm(name: Any) -> bool:
    """Whether a text is the name of one organisation, and no word for several: 退出企业."""
    name = str(name)
    if name.endswith("公司"):
        return True  # most of them, and of no other kind
    return kind_of(name) == "organisation" and not name.strip().endswith(_OF_SEVERAL)


def _no_applicant(text: str) -> Note:
    return Note("table.no_applicant", {"text": masked_text(text)})


def _is_merged(row: SourceRow) -> bool:
    """Whether a row has a single cell, which reaches over others."""
    return len(row.values) == 1 and any(note.code == "cell.merged" for each in row.notes.values() for note in each)


def _is_number(value: Any) -> bool:
    return str(value).removesuffix(".0").isdigit()


def _is_one_text(values: Mapping[str, Any]) -> bool:
    """Whether the same stands in each cell: 第1页/共3页, across a page of a portal."""
    first = next(iter(values.values()), None)
    return len(values) >= _LEAST_COLUMNS and all(each == first for each in values.values())


def _is_worded(value: Any) -> bool:
    """Whether there is more in a cell than signs: `,,` and — name nobody."""
    return any(map(str.isalnum, str(value)))


def _is_blank(value: Any) -> bool:
    """Whether a cell has nothing but signs, or a word for nothing: 无, 待定."""
    return not _is_worded(value) or nothing(str(value)) is not None


def _is_caption(value: Any) -> bool:
    if type(value) is not str:
        return False
    if ":" not in value and "：" not in value:
        return is_for_people(value)
    found = _CAPTION.fullmatch(value.strip())
    return found is not None and tokens(found[1]).words != _NAME  # 名称：甲公司 names an applicant all the same


def _is_numbering(values: Mapping[str, Any]) -> bool:
    """Whether a row numbers the columns: 1, 2, 3, those before that are no numbers with letters: 甲, 乙, 1, 2."""
    if len(values) < _LEAST_COLUMNS or len(str(next(iter(values.values())))) > _NUMBER_CHARS:
        return False
    texts = [unicodedata.normalize("NFKC", str(value)).strip("() ") for value in values.values()]  # ①
    lettered = sum(text == letter for text, letter in zip(texts, _LETTERS, strict=False))
    numbers = texts[lettered:]
    first = int(numbers[0] in ("1", "01")) if numbers else 0
    return numbers == [str(at) for at in range(first, first + len(numbers))]


def is_remark(header: str) -> bool:
    """Whether a column, or a key of JSON, is for people and not for the form: `#文件`.

    >>> is_remark("#文件"), is_remark("企业名称"), is_remark("#")
    (True, False, False)
    """
    return header.startswith("#") and header != "#"


def is_header(values: Mapping[str, Any]) -> bool:
    """Whether the row is the header again: at least two of its cells, and most of them, say their column's name."""
    same = [
        header
        for header, value in values.items()
        if isinstance(value, str) and fold(value) in map(fold, (name := plain_header(header), *name.split(LEVELS)))
    ]
    return len(same) > 1 and 2 * len(same) >= len(values)
