"""The clauses that checks, rules and messages cite, in the words of the notices.

Two notices: 金华市知识产权保护直通车 (its plan 方案 and annexes 1–3) and 穗知〔2017〕5号 (its annexes 1–3, with the
letter that forwarded it to the companies).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a rule stands."""

    document: str  # the notice, as it is cited
    number: str  # the clause in it, such as 三（一）1（3）
    quote: str  # its words

    def __str__(self) -> str:
        return f"{self.document}{self.number}：“{self.quote}”"

    def cited(self, words: str = "") -> str:
        """The clause as checks cite it: with some of its words, or all of them.

        >>> JINHUA.cited("金华市企业")
        '金华方案三（一）1“金华市企业”'
        """
        return f"{self.document}{self.number}“{words or self.quote}”"


def cell(annex: str, title: str) -> str:
    """A cell of an annex.

    >>> cell(GUANGZHOU_ENTERPRISE_FORM, "邮政编码")
    '穗知〔2017〕5号附件2“邮政编码”'
    """
    return f"{annex}“{title}”"


JINHUA_APPLICATION = "金华附件2"
JINHUA_RECOMMENDATION = "金华附件3"
GUANGZHOU_NOTICE = "穗知〔2017〕5号"
GUANGZHOU_ENTERPRISE_FORM = "穗知〔2017〕5号附件2"
GUANGZHOU_MARKET_FORM = "穗知〔2017〕5号附件3"

_JINHUA = "金华方案"
_GUANGZHOU = "穗知〔2017〕5号附件1"

JINHUA = Clause(_JINHUA, "三（一）1", "满足下述条件之一的金华市企业，即可申请金华市知识产权保护直通车重点企业")
JINHUA_HIGH_TECH = Clause(_JINHUA, "三（一）1（1）", "高新技术企业")
JINHUA_MODEL_TITLE = Clause(_JINHUA, "三（一）1（2）", "国家、省级以上知识产权示范、优势、试点企业")
JINHUA_RIGHTS = Clause(
    _JINHUA, "三（一）1（3）", "拥有有效的专利、注册商标知识产权权利合计20件以上的知识产权成长型企业"
)
JINHUA_WELL_KNOWN = Clause(_JINHUA, "三（一）1（4）", "获得驰名商标认定的企业")
JINHUA_ORDER = Clause(_JINHUA, "三（一）2", "各县（市、区）知识产权管理部门组织辖区内企业申报，并向市局重点推荐")
JINHUA_HAND_IN = Clause(_JINHUA, "四（二）", "将《金华市知识产权保护直通车重点企业推荐表》和企业入库申报材料上报市局")
JINHUA_SELECT = Clause(_JINHUA, "四（二）", "按照申报条件的要求确定推荐企业名单")
JINHUA_DECISION = Clause(_JINHUA, "三（一）2", "经市局综合考察确定企业名单")
JINHUA_DISPUTE_INSIDE = Clause(
    _JINHUA, "三（二）2", "涉及金华市区域内的跨区域案件，对管辖权有争议的，由各地于24小时内报市局指定管辖"
)
JINHUA_DISPUTE_OUTSIDE = Clause(
    _JINHUA,
    "三（二）2",
    "涉及金华市区域外的跨区域案件，对管辖权有争议的，由市局于24小时内报省局指定管辖或者协调相关地市知识产权管理部门处理",
)
JINHUA_OTHER_PROVINCE = Clause(
    _JINHUA, "三（二）2", "涉及重点企业被省域外企业侵权的案件，由市局积极争取省局、国家局工作支持"
)
JINHUA_RECOGNITION = Clause(
    _JINHUA, "四（三）", "市局将综合考察认定重点企业，建立金华市知识产权保护直通车重点企业名录库"
)
JINHUA_LIAISONS = Clause(
    _JINHUA,
    "四（四）",
    "确定各县（市、区）知识产权管理部门的具体负责人和联络员，以及重点企业的知识产权保护直通车联络员",
)
JINHUA_EXCHANGE = Clause(_JINHUA, "三（二）8", "及时将企业保护需求、保护线索等信息通知相关部门")
JINHUA_VERIFY = Clause(_JINHUA, "四（二）", "核实企业申报信息的真实性，核查专利、商标的有效数量")

GUANGZHOU_ENTERPRISE = Clause(_GUANGZHOU, "二（一）1", "重点企业入库的基本条件")
GUANGZHOU_ENTERPRISE_INDUSTRY = Clause(
    _GUANGZHOU,
    "二（一）1（1）",
    "属于国家、省、市确定的重点发展产业企业，初期重点在新一代信息技术、新能源汽车、生物医药与健康、"
    "新材料与精细化工、轨道交通、能源及环保等领域推选，远期随着产业的发展变化而调整",
)
GUANGZHOU_ENTERPRISE_REGISTERED = Clause(_GUANGZHOU, "二（一）1（2）", "在本市行政区域内注册的法人")
GUANGZHOU_ENTERPRISE_MANAGEMENT = Clause(_GUANGZHOU, "二（一）1（3）", "设立了专门的知识产权管理部门和完善的管理制度")
GUANGZHOU_ENTERPRISE_RIGHTS = Clause(
    _GUANGZHOU, "二（一）1（4）", "拥有自主知识产权，其中专利、商标申请量或拥有量要在30件以上，或拥有一定数量软件著作权"
)

GUANGZHOU_MARKET = Clause(_GUANGZHOU, "二（一）2", "重点市场入库的基本条件")
GUANGZHOU_MARKET_REGISTERED = Clause(_GUANGZHOU, "二（一）2（1）", "在本市行政区域内注册的法人")
GUANGZHOU_MARKET_SIZE = Clause(_GUANGZHOU, "二（一）2（2）", "市场营业面积在1万平方米以上，或入驻商家在150家以上")
GUANGZHOU_MARKET_RECOGNISED = Clause(
    _GUANGZHOU, "二（一）2（3）", "被区级以上政府部门认定为知识产权试点示范或知识产权保护规范化市场培育单位"
)
GUANGZHOU_MARKET_MANAGEMENT = Clause(_GUANGZHOU, "二（一）2（4）", "设立了专门的知识产权管理部门和有完善的管理制度")

GUANGZHOU_ORDER = Clause(_GUANGZHOU, "三（四）", "向所在行政区知识产权局申报，由区、市知识产权局进行审核")
GUANGZHOU_DEADLINE = Clause("转发通知", "", "于4月16日前向所属区知识产权局递送申报书")
GUANGZHOU_TOPICS = Clause(GUANGZHOU_ENTERPRISE_FORM, "“申报单位概述”", "所从事行业、业务内容……知识产权工作情况等")
GUANGZHOU_PUBLICITY = Clause(
    _GUANGZHOU, "三（四）", "确定为重点企业和重点市场知识产权行政保护的单位在广州市知识产权信息网站公示"
)
GUANGZHOU_YEARLY_ENTRIES = Clause(_GUANGZHOU, "二（一）1（1）", "每年入库企业数量不低于30家")
GUANGZHOU_EXIT = Clause(_GUANGZHOU, "二（一）", "实行滚动发展，不具备条件的淘汰退出重点保护机制")
GUANGZHOU_LIAISONS = Clause(
    _GUANGZHOU, "二（二）1", "按照入库名单，安排专门联系人及时掌握重点企业、重点市场知识产权创造、运用和保护状况"
)
GUANGZHOU_VISITS = Clause(_GUANGZHOU, "二（二）1", "联系人每年到联系点不少于1次")
GUANGZHOU_SERVICES = Clause(_GUANGZHOU, "二（三）", "为重点企业和重点市场的维权援助提供专业服务每年不少于2次")
GUANGZHOU_NAVIGATION = Clause(_GUANGZHOU, "二（四）3", "每年选择不少于1个产业开展专利导航试点")
GUANGZHOU_CULTIVATION = Clause(_GUANGZHOU, "二（四）5", "每年培育市场不少于2家，周期为2年，给予经费扶持")
GUANGZHOU_ACCEPTANCE = Clause(
    _GUANGZHOU,
    "二（四）5",
    "培育期满后，由市知识产权局委托第三方组织验收，对符合条件的重点市场作为示范市场，颁发牌匾证书",
)
GUANGZHOU_COUNTERFEIT = Clause(_GUANGZHOU, "二（五）1", "一般假冒专利案件依法在一个月内处理终结")
GUANGZHOU_LEADS = Clause(_GUANGZHOU, "二（七）2", "对于涉及商标、版权等其他知识产权案件违法线索，及时移送相关部门处理")
