"""Parts that forms share: persons, covers, endorsements, a company's units and rules for intellectual property."""

from typing import Any

from ipforms import codecs
from ipforms.schemas import types
from ipforms.schemas.base import FormModel, Stage, field


def id_number_field(stage: Stage | None = "applicant") -> Any:
    """The number of a person's identity document."""
    return field(
        "身份证号码",
        "居民身份证号码或其他有效证件号码",
        "44010119800101005X",
        stage=stage,
        personal=True,
        aliases=("身份证号", "身份证", "证件号码"),
    )


def email_field(example: str, stage: Stage | None = "applicant") -> Any:
    """A person's or an enterprise's e-mail address."""
    aliases = ("邮箱", "电邮", "电子邮件", "电子信箱", "邮箱地址", "E-mail", "Email")
    return field("电子邮箱", "电子邮箱", example, stage=stage, aliases=aliases)


class Cover(FormModel, title="封面"):
    """申报书封面 (穗知〔2017〕5号 附件2、附件3)."""

    applicant: types.Line = field(
        "申报单位（盖章）",
        "申报单位全称，与“单位名称”一致",
        "广州云岭生物医药科技有限公司",
        aliases=("申报单位", "申报单位（公章）", "申报企业（盖章）", "申请单位（盖章）"),
    )
    organizer: types.Line = field(
        "组织单位", "组织申报的单位，一般为所在区知识产权局", "广州市天河区知识产权局", stage=None
    )
    contact: types.Person = field("联系人", "联系人姓名，与表内联系人一致", "何嘉敏", heading="封面联系人")
    date: types.Date = field("申报时间", "申报日期", "2017-03-20", aliases=("申报日期", "填报日期", "填报时间"))


class ContactPerson(FormModel, title="人员信息"):
    """主要人员信息 of the enterprise form: a person with phones in one cell."""

    name: types.Person = field("姓名", "姓名", "何嘉敏")
    id_number: types.IdNumber = id_number_field()
    phones: types.GuangzhouPhones = field(
        "电话",
        "一个或多个电话号码",
        ["020-81050370-8001", "13800138000"],
        personal=True,
        aliases=("联系电话", "联系方式", "电话号码", "手机", "手机号码"),
    )
    email: types.Email = email_field("he@yunling.example.com", stage=None)


class MarketPerson(FormModel, title="人员信息"):
    """主要人员信息 of the market form: landline and mobile have a line each."""

    name: types.Person = field("姓名", "姓名", "罗文博")
    id_number: types.IdNumber = id_number_field()
    landline: types.GuangzhouPhone = field(
        "固话", "固定电话，带区号", "020-86550002", stage=None, personal=True, aliases=("固定电话", "座机", "办公电话")
    )
    mobile: types.GuangzhouPhone = field(
        "手机", "手机号码", "13800138004", personal=True, aliases=("手机号码", "手机号", "移动电话")
    )
    email: types.Email = email_field("luo@baiyun.example.com", stage=None)


class MarketContact(MarketPerson, title="联系人信息"):
    """A 联系人 of the market form; the form has room for more than one, and only the first need be complete."""

    id_number: types.IdNumber = id_number_field(stage=None)


class IpUnit(FormModel, title="知识产权工作机构"):
    """A row of 知识产权工作机构建立情况."""

    unit: types.Line = field("机构名称", "负责知识产权工作的机构", "知识产权部")
    headcount: types.Count = field("人员数量", "该机构的人数", 3, aliases=("人数",))
    names: types.People = field(
        "姓名", "人员姓名，多人以“、”分隔", ["何嘉敏", "周子轩"], heading="机构人员姓名", aliases=("人员姓名",)
    )
    phones: types.GuangzhouPhones = field(
        "联系电话", "联系电话", ["020-81050370"], stage=None, personal=True, heading="机构联系电话"
    )


class IpPolicy(FormModel, title="知识产权制度"):
    """A row of 知识产权制度制定情况."""

    title: types.Line = field("名称", "制度名称", "专利管理办法", heading="制度名称", aliases=("制度名称",))
    adopted_on: types.Date = field(
        "制定时间",
        "制定日期，可只写年或年月",
        "2012-05",
        heading="制度制定时间",
        aliases=("制定日期", "发布时间", "发布日期", "颁布时间"),
    )
    count: types.Count = field("数量", "制度的份数", 1, heading="制度数量")


class Declaration(FormModel, title="申报单位声明"):
    """申报单位声明: the statement's signature and date. The seal is on paper."""

    signatory: types.Person = field(
        "法定代表人（签名）",
        "签名的法定代表人",
        "梁伟雄",
        aliases=(
            "法定代表人签名",
            "法定代表人（签字）",
            "法定代表人（签章）",
            "法定代表人（签字或盖章）",
            "法人代表（签名）",
            "法人代表（签字）",
        ),
        heading="声明签名人",
    )
    date: types.Date = field("日期", "签名盖章的日期", "2017-03-20", heading="声明日期")


class _Endorsement(FormModel):
    opinion: types.Paragraphs = field("意见", "意见", "情况属实，同意推荐。")
    signatory: types.Person = field(
        "负责人签名", "签名的负责人", "徐静", stage=None, aliases=("负责人签字", "负责人（签名）", "负责人（签字）")
    )
    date: types.Date = field("日期", "签名盖章的日期", "2017-04-10")


class DistrictEndorsement(_Endorsement, title="所在行政区知识产权部门意见"):
    """所在行政区知识产权部门意见."""

    opinion: types.Paragraphs = field(
        "意见", "所在行政区知识产权部门的意见", "情况属实，同意推荐。", stage="district", heading="区知识产权部门意见"
    )
    date: types.Date = field("日期", "签名盖章的日期", "2017-04-10", stage="district")


class ApprovalEndorsement(_Endorsement, title="审批单位意见"):
    """审批单位意见."""

    opinion: types.Paragraphs = field("意见", "审批单位的意见", "同意入库。", stage="final", heading="审批单位意见")
    date: types.Date = field("日期", "签名盖章的日期", "2017-05-05", stage="final")


class EnterpriseEndorsement(_Endorsement, title="申报企业意见"):
    """申报企业意见 (Jinhua 附件2): the company's own statement, signed or sealed, and dated."""

    opinion: types.Paragraphs = field("意见", "申报企业意见", "所填内容属实，同意申报。", heading="申报企业意见")
    signatory: types.Person = field("签章", "签章处写明的姓名", "陈晓岚", stage=None)
    date: types.Date = field("日期", "签章的日期", "2022-05-16")


class RecommenderEndorsement(_Endorsement, title="推荐单位审批意见"):
    """推荐单位审批意见 (Jinhua 附件2)."""

    opinion: types.Paragraphs = field(
        "意见", "推荐单位审批意见", "同意推荐。", stage="district", heading="推荐单位审批意见"
    )
    signatory: types.Person = field("签章", "签章处写明的姓名", "徐静", stage=None)
    date: types.Date = field("日期", "签章的日期", "2022-05-30", stage="district")


class RightsCount(FormModel, title="申请、授权、有效的件数"):
    """申请量/授权量/有效量 of patents or trade marks, in 件."""

    applied: types.Count = field("申请量", "累计申请的件数", 42)
    granted: types.Count = field("授权量", "累计授权（核准注册）的件数", 25)
    valid: types.Count = field("有效量", "目前有效的件数", 22)


class CopyrightCount(FormModel, title="版权件数"):
    """版权（件）: software and other works."""

    software: types.Count = field("计算机软件", "计算机软件著作权的件数", 6, aliases=("软件著作权", "软件著作权数"))
    works: types.Count = field("著作权", "其他作品著作权的件数", 2)


class Claim(FormModel, title="认定情况"):
    """A claimed title or recognition: whether it is held, and its detail."""

    held: types.Answer = field("是否具备", "是、否，或尚未填写", True, stage=None)
    detail: types.Paragraphs = field("说明", "名称、编号、认定时间等", "2020年认定", stage=None)


class LevelledClaim(Claim, title="认定情况（含级别）"):
    """A claimed title that is national, provincial or municipal."""

    level: types.Level = field("级别", "国家级、省级、市级", "provincial", stage=None)


class PatentHoldings(FormModel, title="有效专利"):
    """Valid patents held, in all and by kind."""

    total: types.Count = field("合计", "有效专利总数（件）", 18, stage=None, aliases=("总数",))
    invention: types.Count = field("发明", "有效发明专利（件）", 5, stage=None, aliases=("发明专利",))
    utility_model: types.Count = field("实用新型", "有效实用新型专利（件）", 10, stage=None, aliases=("实用新型专利",))
    design: types.Count = field("外观设计", "有效外观设计专利（件）", 3, stage=None, aliases=("外观设计专利",))


class TradeMark(FormModel, title="商标"):
    """A trade mark: its name, its registration number, or both."""

    name: types.Line = field("商标名称", "商标名称", "双龙", stage=None)
    number: types.Line = field("注册号", "商标注册号", "12345678", stage=None)


PATENT_COUNTS = types.Coded(codecs.PATENT_COUNTS)
TRADE_MARKS = types.Coded(codecs.TRADE_MARKS)
