"""Texts that say of a row that it is of no applicant: totals, pages, who has made the table, remarks, examples."""

import re
from typing import Any

from ipforms.text import unspaced
from ipforms.text.regex import regex

_TOTAL = regex(
    r"""(?: 本页 | 本表 | 本批 | 各区 | 全市 | 全区 | 以上 | .{1,8} (?= (?:小计 | [合总]计 | 总数) (?:\(.*\))? \Z ) )?
        (?: 小计 | 合计 | 总计 | 共计 | 累计 | 总数 | 合共 | 平均[值数]? )
        (?: [:,(]? (?:共|计)? \d* (?:家|户|个|项|条)? (?:企业|单位|公司|市场)? \)? )
      | (?: 合计 | 共计? | 总计 ) [:]? .{0,4}? \d+ (?:家|户|个) (?:企业|单位|公司|市场)? [。.]?
      | (?: 合计 | 共计? | 总计 | 小计 ) [:,]? .* \d+ (?:家|户|个|条|项|人) .*
      | (?:sub)?total[:]?\d*""",
    re.VERBOSE | re.IGNORECASE,
)
_PAGE = regex(
    r"""(?:此[页处行])?以下(?:空白|无正文|无内容) | 续[上前]?[表页] | [接转续][上下][表页] | 未完待续 | end
      | 第\d{1,3}页 .{0,2} (?:\d{1,3}页)? | 共\d{1,3}页 | page\d{1,3}(?:of\d{1,3})?""",
    re.VERBOSE | re.IGNORECASE,
)
_MADE_BY = regex(
    r"""(?: 填表 | 制表 | 填报 | 审核 | 复核 | 审批 | 统计 | 编制 | 上报 | 报送 | 经办 | 录入 )
        (?: 人 | 人员 | 单位 | 部门 | 日期 | 时间 | 负责人 ) (?: \(.{1,8}\) )? (?: :.* )?
      | (?: 审核 | 复核 | 制表 | 填表 | 审批 | 批准 | 经办 | 校对 | 编制 | 统计 | 单位负责人 | 部门负责人 | 负责人
          | 分管领导 | 联系电话 | 联系人 | 日期 ) (?: \(.{1,8}\) )? :.*
      | (?: 局长 | [处科股]长 | 主任 | 审[核批]人 | .{0,4}(?:领导|负责人|经办人?|主管) ) \(?签[名字章]\)? [:_]*
      | .{2,30} (?:局|委|委员会|办公室|办事处|[处科股]|协会|商会|秘书处) (?:\(.{1,8}\))?
        (?:19|20)\d\d[年./-]\d{1,2} (?:[月./-](?:\d{1,2}日?)?)?""",
    re.VERBOSE,
)
_REMARK = regex(
    r"""备?注 | 附注 | 说明 | 备考
      | (?:备?注|附注|说明|填表说明|填报说明)(?:\d{0,2}[:.,]).*
      | [*※↓↑].* | \(.*\) | 本表.* | .*一式.份.* | 截[至止].* | 数据来源.*
      | 以[上下] (?:均|各|信息|数据|排名|名单|\d) .* | 请[于在按将把].*
      | .*(?:请勿|勿改|勿动|不要修改|不可修改|不能修改|此列|此栏|本列|此行|本行).*
      | (?:与|同)营业执照.* | 如[有需].*
      | [与同和按照].{1,10}(?:一样|一致|相同|填写)
      | 填(?:全称|全名|名称|姓名|日期|年月)
      | (?:请?填写|请填|必填|选填|格式|填数字|下拉|例如|举例|如[:]).*""",
    re.VERBOSE,
)
_MAY_BE = regex(
    r"""\s*[请必选格下举例示样范如测此与同和按照以【—–=~sStT本各全以小合总共累平填制审复统编上报经录单部负分联日备注附说校批*※(（[×xXＸ＊某数第续接转未完截↓↑pPeE]
      | .{1,20}一式
      | \s*\S{1,8}\s*(?:[小合总]\s*计|总数)\s*(?:[(（]|$)
      | .{1,30}(?:[×xXＸ*＊]{2}|某某|[此本]行|签[名字章]|(?:19|20)\d\d\s*[年./-])""",
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
_UNIT = regex(
    r"""[（(]?(?:[件人户家个项份张%％元万亿—–/\\-] | [万亿]元 | 万?平方米 | 万?㎡ | m2 | 万?人次?
          | [万亿]?美元 | 年月?日? | 单位 | 计量单位)[)）]?
      | 必填 | 选填 | 文本 | 字符 | 数字 | 数值 | 日期 | 整数 | 小数 | 单选 | 多选 | 下拉 | 格式
      | 字段类型 | 备注 | --+ | ——+""",
    re.VERBOSE | re.IGNORECASE,
)
"""All that stands in a row, or in a column of a sheet that is turned over, that says in what its values are counted."""
_EXAMPLE = regex(
    r""".* (?<![A-Za-z]) (?:[×xXＸ*＊]{2,}|某某) (?![A-Za-z]) .{0,12} (?:公司|企业|单位|厂|市场|中心|集团)
      | 例如?[:：].* | (?: 测试 | test )(?:数据|企业|公司|单位|用)? \d{0,4}""",
    re.VERBOSE,
)
_MARKED_EXAMPLE = regex(
    r"[（(【\[]? (?:填写)? (?: (?:示例|样例|范例) (?:行|数据)? (?:\W.*)? | 例 ) \W? \d{0,2}", re.VERBOSE | re.DOTALL
)


def is_example(text: str) -> bool:
    """Whether a text says of the row, or of the name behind it, that it shows how to fill in the table.

    >>> [is_example(each) for each in ("示例", "（示例）金华市甲公司", "样例，勿删", "示例科技公司")]
    [True, True, True, False]
    """
    return _MARKED_EXAMPLE.fullmatch(text.strip()) is not None


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
    kinds = (_TOTAL, _PAGE, _MADE_BY, _REMARK, _EXAMPLE)
    return is_example(bare) or any(pattern.fullmatch(bare) for pattern in kinds)


def is_total(text: str) -> bool:
    """Whether a text is a word for a sum, as behind a name: 双龙集团（集团合计）."""
    return _TOTAL.fullmatch(unspaced(text)) is not None


def is_group_line(text: str) -> bool:
    """Whether a text may be the title of the rows below it.

    >>> [is_group_line(each) for each in ("一、婺城区（5家）", "【第一批】", "一品有限公司")]
    [True, True, False]
    """
    return _GROUP_LINE.fullmatch(text.strip()) is not None


def is_unit(value: Any) -> bool:
    """Whether a cell says in what the values of its column are counted: （件）, 万元."""
    return type(value) is str and _UNIT.fullmatch(value.strip()) is not None
