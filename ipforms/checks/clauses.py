"""The clauses behind the checks, as they are cited: the document, its number, the cell.

Two notices: 金华市知识产权保护直通车 (its plan 方案 and annexes 1–3) and 穗知〔2017〕5号 (its annexes 1–3, with the
letter that forwarded it to the companies).
"""

from __future__ import annotations

JINHUA_APPLICATION = "金华附件2"
JINHUA_RECOMMENDATION = "金华附件3"
GUANGZHOU_ENTERPRISE = "穗知〔2017〕5号附件2"
GUANGZHOU_MARKET = "穗知〔2017〕5号附件3"

JINHUA_ENTERPRISE = "金华方案三（一）1“金华市企业”"
JINHUA_HIGH_TECH = "金华方案三（一）1（1）“高新技术企业”"
JINHUA_TITLES = "金华方案三（一）1（2）“国家、省级以上知识产权示范、优势、试点企业”"
JINHUA_RIGHTS = "金华方案三（一）1（3）“有效的专利、注册商标知识产权权利”"
JINHUA_WELL_KNOWN = "金华方案三（一）1（4）“获得驰名商标认定的企业”"
JINHUA_ORDER = "金华方案三（一）2“各县（市、区）知识产权管理部门组织辖区内企业申报，并向市局重点推荐”"
JINHUA_PROOF = "金华附件1一（三）“提供以下证明材料之一”"

GUANGZHOU_NOTICE = "穗知〔2017〕5号"
GUANGZHOU_DEADLINE = "转发通知“于4月16日前向所属区知识产权局递送申报书”"
GUANGZHOU_ENTERPRISE_CITY = "穗知〔2017〕5号附件1二（一）1（2）“在本市行政区域内注册的法人”"
GUANGZHOU_MARKET_CITY = "穗知〔2017〕5号附件1二（一）2（1）“在本市行政区域内注册的法人”"
GUANGZHOU_AREA = "穗知〔2017〕5号附件1二（一）2（2）“市场营业面积在1万平方米以上，或入驻商家在150家以上”"
GUANGZHOU_ORDER = "穗知〔2017〕5号附件1三（四）“向所在行政区知识产权局申报，由区、市知识产权局进行审核”"
GUANGZHOU_OVERVIEW = "穗知〔2017〕5号附件2“申报单位概述”：“字数在1000字以内”"
GUANGZHOU_TOPICS = "穗知〔2017〕5号附件2“申报单位概述”：“所从事行业、业务内容……知识产权工作情况等”"


def cell(annex: str, title: str) -> str:
    """A cell of an annex.

    >>> cell(GUANGZHOU_ENTERPRISE, "邮政编码")
    '穗知〔2017〕5号附件2“邮政编码”'
    """
    return f"{annex}“{title}”"
