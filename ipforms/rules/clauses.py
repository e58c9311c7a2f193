"""The clauses behind the rules, in the words of the two notices."""

from __future__ import annotations

from ipforms.rules.verdicts import Clause

_JINHUA = "金华方案"
_GUANGZHOU = "穗知〔2017〕5号附件1"

JINHUA = Clause(_JINHUA, "三（一）1", "满足下述条件之一的金华市企业，即可申请金华市知识产权保护直通车重点企业")
JINHUA_HIGH_TECH = Clause(_JINHUA, "三（一）1（1）", "高新技术企业")
JINHUA_MODEL_TITLE = Clause(_JINHUA, "三（一）1（2）", "国家、省级以上知识产权示范、优势、试点企业")
JINHUA_RIGHTS = Clause(
    _JINHUA, "三（一）1（3）", "拥有有效的专利、注册商标知识产权权利合计20件以上的知识产权成长型企业"
)
JINHUA_WELL_KNOWN = Clause(_JINHUA, "三（一）1（4）", "获得驰名商标认定的企业")

ENTERPRISE = Clause(_GUANGZHOU, "二（一）1", "重点企业入库的基本条件")
ENTERPRISE_INDUSTRY = Clause(
    _GUANGZHOU,
    "二（一）1（1）",
    "属于国家、省、市确定的重点发展产业企业，初期重点在新一代信息技术、新能源汽车、生物医药与健康、"
    "新材料与精细化工、轨道交通、能源及环保等领域推选，远期随着产业的发展变化而调整",
)
ENTERPRISE_REGISTERED = Clause(_GUANGZHOU, "二（一）1（2）", "在本市行政区域内注册的法人")
ENTERPRISE_MANAGEMENT = Clause(_GUANGZHOU, "二（一）1（3）", "设立了专门的知识产权管理部门和完善的管理制度")
ENTERPRISE_RIGHTS = Clause(
    _GUANGZHOU,
    "二（一）1（4）",
    "拥有自主知识产权，其中专利、商标申请量或拥有量要在30件以上，或拥有一定数量软件著作权",
)

MARKET = Clause(_GUANGZHOU, "二（一）2", "重点市场入库的基本条件")
MARKET_REGISTERED = Clause(_GUANGZHOU, "二（一）2（1）", "在本市行政区域内注册的法人")
MARKET_SIZE = Clause(_GUANGZHOU, "二（一）2（2）", "市场营业面积在1万平方米以上，或入驻商家在150家以上")
MARKET_RECOGNISED = Clause(
    _GUANGZHOU,
    "二（一）2（3）",
    "被区级以上政府部门认定为知识产权试点示范或知识产权保护规范化市场培育单位",
)
MARKET_MANAGEMENT = Clause(_GUANGZHOU, "二（一）2（4）", "设立了专门的知识产权管理部门和有完善的管理制度")
