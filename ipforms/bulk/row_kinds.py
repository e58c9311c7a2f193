"""Rows that are no applicants: totals, remarks, who has made the table, titles of groups, examples, a header again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from ipforms.bulk.bare_headers import plain_header
from ipforms.bulk.sources import RowProblem, SourceRow
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.bulk.value_kinds import kind_of
from ipforms.codecs import nothing
from ipforms.codes.masking import masked_text
from ipforms.messages import Note
from ipforms.text import unspaced
from ipforms.text.label_tokens import fold, head_word, tokens
from ipforms.text.regex import regex

_TOTAL = regex(
    r"""(?: 本页 | 本表 | 本批 | 各区 | 全市 | 全区 | 以上 | .{1,8} (?= 小计 \Z | [合总]计 \Z | 总数 \Z ) )?
        (?: 小计 | 合计 | 总计 | 共计 | 累计 | 总数 | 合共 | 平均[值数]? )
        (?: [:,(]? (?:共|计)? \d* (?:家|户|个|项|条)? (?:企业|单位|公司|市场)? \)? )
      | (?: 合计 | 共计? | 总计 ) [:]? .{0,4}? \d+ (?:家|户|个) (?:企业|单位|公司|市场)? [。.]?
      | (?: 合计 | 共计? | 总计 | 小计 ) [:,]? .* \d+ (?:家|户|个|条|项|人) .*
      | 以下空白 | 以下无正文 | (?:sub)?total[:]?\d*""",
    re.VERBOSE | re.IGNORECASE,
)
_MADE_BY = regex(
    r"""(?: 填表 | 制表 | 填报 | 审核 | 复核 | 审批 | 统计 | 编制 | 上报 | 报送 | 经办 | 录入 )
        (?: 人 | 人员 | 单位 | 部门 | 日期 | 时间 | 负责人 ) (?: \(.{1,8}\) )? (?: :.* )?
      | (?: 审核 | 复核 | 制表 | 填表 | 审批 | 批准 | 经办 | 校对 | 编制 | 统计 | 单位负责人 | 部门负责人 | 负责人
          | 分管领导 | 联系电话 | 联系人 | 日期 ) (?: \(.{1,8}\) )? :.*""",
    re.VERBOSE,
)
_REMARK = regex(
    r"""备?注 | 附注 | 说明 | 备考
      | (?:备?注|附注|说明|填表说明|填报说明)(?:\d{0,2}[:.,]).*
      | [*※].* | \(.*\) | 本表.* | .*一式.份.*
      | .*(?:请勿|勿改|勿动|不要修改|不可修改|不能修改|此列|此栏|本列).*
      | (?:与|同)营业执照.* | 如[有需].*
      | [与同和按照].{1,10}(?:一样|一致|相同|填写)
      | 填(?:全称|全名|名称|姓名|日期|年月)
      | (?:请?填写|请填|必填|选填|格式|填数字|下拉|例如|举例|如[:]).*""",
    re.VERBOSE,
)
_MAY_BE = regex(
    r"""\s*[请必选格下举例示样范如测此与同和按照以【—–=~sStT本各全以小合总共累平填制审复统编上报经录单部负分联日备注附说校批*※(（×xXＸ＊某]
      | .{1,20}一式
      | \s*\S{1,8}\s*(?:[小合总]\s*计|总数)\s*$
      | .{1,6}(?:[×xXＸ*＊]{2}|某某)""",
    re.VERBOSE,
)
"""Beginnings of those, which few names of companies have: it is asked of each row."""
_GROUP_LINE = regex(
    r"""(?: [一二三四五六七八九十]{1,3}[、.] | [（(][一二三四五六七八九十]{1,3}[)）]
        | 第[一二三四五六七八九十]+[批组类] ).*
      | .{2,12}[:：] | [【\[].{2,20}[】\]] | [—–\-=*~]{2,}.*[—–\-=*~]{2,}
      | (?:以下|以上)(?:为|是|企业|单位).*""",
    re.VERBOSE,
)
_EXAMPLE = regex(
    r"""(?: 示例 | 样例 | 范例 | 填写示例 | 例 ) \W? \d{0,2}
      | .{0,6} (?: [×xXＸ*＊]{2,} | 某某 ) .{0,12} (?: 公司 | 企业 | 单位 | 厂 | 市场 | 中心 | 集团 )
      | (?: 示例 | 样例 | 例如? ) [:：].* | (?: 测试 | test )(?:数据|企业|公司|单位|用)? \d{0,4}""",
    re.VERBOSE,
)
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
    r"""已? (?: 删除 | 注销 | 吊销.* | 驳回 | 拒绝 | 终止 | 取消 )
      | 审[批核] (?: 拒绝 | 驳回 | 不通过 | 未通过 ) | 不同意 | 未完成
      | deleted | cancell?ed | withdrawn | rejected | incomplete""",
    re.VERBOSE | re.IGNORECASE,
)
_YES = frozenset(("1", "1.0", "是", "true", "y", "yes", "√"))  # below 是否删除, del_flag
_UNIT = regex(
    r"""[（(]?(?:[件人户家个项份张%％元万亿—–/\\-] | [万亿]元 | 万?平方米 | 万?㎡ | m2 | 万?人次?
          | [万亿]?美元 | 年月?日? | 单位 | 计量单位)[)）]?
      | 必填 | 选填 | 文本 | 字符 | 数字 | 数值 | 日期 | 整数 | 小数 | 单选 | 多选 | 下拉 | 格式
      | 字段类型 | 备注 | --+ | ——+""",
    re.VERBOSE | re.IGNORECASE,
)
"""All that stands in a row, or in a column of a sheet that is turned over, that says in what its values are counted."""
_CAPTION = regex(r"([^\s:：]{1,8})[:：](?!//).*", re.DOTALL)
"""What a system or an office writes across its list: 导出人：admin | 导出时间：2022-05-19."""
_NAME = frozenset(("名称",))
_OF_SEVERAL = ("企业", "单位", "对象")  # at the end of a title over those that follow
_NO_FIRM = frozenset(("office", "department"))  # kinds of names in the rows below a list that say whom to ask
_ASKED = frozenset(("联系人", "电话", "手机", "固话", "邮箱", "部门"))  # words for what these say of it: 咨询电话
_ASIDE = regex(r"[（(]([^（）()]+)[）)]\s*$")  # behind a name
_LETTERS = "甲乙丙丁戊己庚辛壬癸"  # of the columns of statistics that hold no numbers
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

    def no_applicant(self, row: SourceRow) -> Note | None:
        """Why a row is no applicant; None if it is one."""
        if not self.name or row.problems:
            return None
        values = row.values
        if (gone := self._withdrawn(values)) is not None:
            return gone
        named = (self.name,) if self.name in values else ()
        for header in (*islice(values, _FIRST_CELLS), *named):
            text = values[header]
            if type(text) is not str or (named and header in self.headers and header != self.name):
                continue  # a field of an applicant: （知识产权部经理）
            is_nickname = header != self.name and not _is_worded(text)  # of who has sent an answer: *
            if (is_for_people(text) and not is_nickname) or (text.strip() in self._lowest and is_header(values)):
                return _no_applicant(text)
        is_line = self.headers.isdisjoint(values) or self._is_title(values) or self._is_across(row)
        is_line = is_line or _is_one_text(values)
        is_void = bool(values) and not any(map(_is_worded, values.values()))
        is_line = is_line or is_void or all(map(_is_unit, values.values())) or all(map(_is_caption, values.values()))
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
        aside = _ASIDE.search(name) if type(name) is str and name[-1:] in "）)" else None
        if aside and (_WITHDRAWN.search(aside[1]) or _GONE.fullmatch(aside[1])):
            return Note("table.row_marked", {"column": masked_text(self.name), "text": masked_text(aside[1])})
        for header in self._others:
            mark = str(values[header]).strip() if header in values else ""
            if mark and (_WITHDRAWN.search(mark) or (header in self._marks and self._is_gone(header, mark))):
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
        return type(first) is str and _GROUP_LINE.fullmatch(first.strip()) is not None

    def _is_across(self, row: SourceRow) -> bool:
        """Whether its only cell reaches over others: a remark between two applicants."""
        notes = (note.code for each in row.notes.values() for note in each)
        return row.values.keys() == {self.name} and "cell.merged" in notes

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


def _is_firm(name: str) -> bool:
    """Whether a text is the name of one organisation, and no word for several: 退出企业."""
    if name.endswith("公司"):
        return True  # most of them, and of no other kind
    return kind_of(name) == "organisation" and not name.strip().endswith(_OF_SEVERAL)


def _no_applicant(text: str) -> Note:
    return Note("table.no_applicant", {"text": masked_text(text)})


def _is_one_text(values: Mapping[str, Any]) -> bool:
    """Whether the same stands in each cell: 第1页/共3页, across a page of a portal."""
    first = next(iter(values.values()), None)
    return len(values) >= _LEAST_COLUMNS and all(each == first for each in values.values())


def _is_worded(value: Any) -> bool:
    """Whether there is more in a cell than signs: `,,` and — name nobody."""
    return any(map(str.isalnum, str(value)))


def _is_unit(value: Any) -> bool:
    return type(value) is str and _UNIT.fullmatch(value.strip()) is not None


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
    texts = [str(value).strip("()（） ") for value in values.values()]
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


def is_for_people(text: str) -> bool:
    """Whether a text in a row's first cell says that the row is of no applicant.

    >>> [is_for_people(each) for each in ("合 计：3家", "注：截至2016年底", "审核：徐静", "（公章）", "××有限公司")]
    [True, True, True, True, True]
    >>> [is_for_people(each) for each in ("合计划科技有限公司", "说明书印务公司", "经办人力资源公司")]
    [False, False, False]
    """
    if not _MAY_BE.match(text):
        return False
    bare = unspaced(text).replace("：", ":").replace("，", ",").replace("、", ",")
    return any(pattern.fullmatch(bare) for pattern in (_TOTAL, _MADE_BY, _REMARK, _EXAMPLE))
