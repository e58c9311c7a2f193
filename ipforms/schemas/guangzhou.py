"""The forms of 穗知〔2017〕5号: 重点企业入库申报书 (附件2) and 重点市场入库申报书 (附件3)."""

from typing import Annotated, Any, ClassVar

from ipforms.schemas import types
from ipforms.schemas.base import FormModel, Rows, field
from ipforms.schemas.parties import (
    ApprovalEndorsement,
    ContactPerson,
    CopyrightCount,
    Cover,
    Declaration,
    DistrictEndorsement,
    IpPolicy,
    IpUnit,
    MarketContact,
    MarketPerson,
    RightsCount,
)

_STATEMENT = ("声明", "单位声明", "企业声明", "申报声明", "承诺", "单位承诺", "企业承诺", "申报单位承诺", "诚信承诺")


def _district_opinion() -> Any:
    """The opinion of the office of the district, by the names that offices give it."""
    return field(
        "所在行政区知识产权部门意见",
        "区知识产权部门的意见、签名和日期",
        stage="district",
        aliases=(
            "区知识产权局意见",
            "区知识产权部门意见",
            "所在区知识产权部门意见",
            "区局意见",
            "组织单位意见",
            "区知识产权主管部门意见",
            "区级意见",
        ),
    )


def _approval_opinion() -> Any:
    """The opinion of the office that decides."""
    return field(
        "审批单位意见",
        "审批单位的意见、签名和日期",
        stage="final",
        aliases=("市知识产权局意见", "市知识产权局审批意见", "审批意见", "市局意见", "审批部门意见", "市级意见"),
    )


class _Application(FormModel):
    """What both 申报书 ask of the applicant."""

    cover: Cover = field("封面", "封面的四栏")
    name: types.Line = field(
        "单位名称",
        "单位全称，与营业执照一致",
        "广州云岭生物医药科技有限公司",
        aliases=("企业名称", "公司名称", "单位全称", "企业全称"),
    )
    registered_address: types.Line = field(
        "注册地址", "营业执照上的住所", "广州市天河区科韵路16号自编2栋501房", aliases=("住所", "注册地", "企业住所")
    )
    registered_on: types.Date = field(
        "注册时间", "成立日期", "2008-06-12", aliases=("成立日期", "注册日期", "成立时间", "设立日期", "登记日期")
    )


class GuangzhouEnterprise(_Application):
    """广州市知识产权局知识产权行政保护重点企业入库申报书 (附件2)."""

    same_as: ClassVar[dict[str, str]] = {"cover.applicant": "name", "cover.contact": "contact.name", "org_code": "uscc"}

    uscc: types.Uscc = field(
        "统一社会信用代码", "营业执照上的 18 位代码", "91440106MAXXXXX07Q", aliases=("社会信用代码", "信用代码")
    )
    org_code: types.OrgCode = field("组织机构代码", "9 位代码，即统一社会信用代码的第 9～17 位", "MAXXXXX0-7")
    legal_representative: ContactPerson = field(
        "法定代表人", "法定代表人的姓名、证件、电话、邮箱", aliases=("法人代表", "法人")
    )
    contact: ContactPerson = field("联系人", "联系人的姓名、证件、电话、邮箱")
    mailing_address: types.Line = field(
        "通信地址", "通信地址", "广州市天河区科韵路16号自编2栋501房", aliases=("通讯地址", "联系地址", "邮寄地址")
    )
    postcode: types.Postcode = field("邮政编码", "6 位邮政编码", "510665", aliases=("邮编",))
    patents: RightsCount = field("专利（件）", "专利的申请量、授权量、有效量")
    trademarks: RightsCount = field("商标（件）", "商标的申请量、授权量、有效量")
    copyrights: CopyrightCount = field("版权（件）", "计算机软件和其他著作权的件数", stage=None)
    ip_units: Rows[IpUnit] = field(
        "知识产权工作机构建立情况", "每个机构一行", aliases=("知识产权工作机构", "知识产权机构", "工作机构", "机构")
    )
    ip_policies: Rows[IpPolicy] = field("知识产权制度制定情况", "每项制度一行", aliases=("知识产权制度", "制度"))
    overview: Annotated[str | None, types.limited(1000)] = field(
        "申报单位概述",
        "所从事行业、业务内容、管理状况等，1000 字以内",
        "公司从事生物医药研发与生产。",
        aliases=("概述", "单位概述"),
    )
    declaration: Declaration = field("申报单位声明", "法定代表人签名和日期", aliases=_STATEMENT)
    district_endorsement: DistrictEndorsement = _district_opinion()
    approval_endorsement: ApprovalEndorsement = _approval_opinion()


class GuangzhouMarket(_Application):
    """广州市知识产权局知识产权行政保护重点市场入库申报书 (附件3)."""

    same_as: ClassVar[dict[str, str]] = {
        "cover.applicant": "name",
        "cover.contact": "contacts[0].name",
        "org_code": "uscc",
    }

    name: types.Line = field(
        "单位名称",
        "单位全称，与营业执照一致",
        "广州白云国际皮具城有限公司",
        aliases=("企业名称", "公司名称", "单位全称", "企业全称", "市场名称"),
    )
    registered_address: types.Line = field(
        "注册地址", "营业执照上的住所", "广州市白云区解放北路1356号", aliases=("住所", "注册地", "企业住所")
    )
    office_address: types.Line = field("办公地址", "办公地址", "广州市白云区解放北路1356号六楼")
    uscc: types.Uscc = field(
        "统一社会信用代码", "营业执照上的 18 位代码", "91440111MAXXXXX23M", aliases=("社会信用代码", "信用代码")
    )
    org_code: types.OrgCode = field("组织机构代码", "9 位代码，即统一社会信用代码的第 9～17 位", "MAXXXXX2-3")
    bank: types.Line = field("开户银行", "开户银行", "中国工商银行广州三元里支行", aliases=("开户行",))
    bank_credit_rating: types.Line = field("银行信用等级", "银行信用等级", "AA", stage=None)
    bank_account: types.AccountNumber = field(
        "银行账号", "银行账号", "3602000109200000000", personal=True, aliases=("银行帐号", "账号", "帐号")
    )
    registered_capital: types.Money = field(
        "注册资金（万元）", "注册资金，万元", "5000", aliases=("注册资本", "注册资本金")
    )
    last_year_revenue: types.Money = field(
        "上年度营业收入（万元）",
        "上年度营业收入，万元",
        "12860.5",
        aliases=("上年度营业收入", "上年营业收入", "上年度销售收入"),
    )
    floor_area: types.Area = field(
        "经营场所面积", "经营场所面积，平方米", "35000", aliases=("经营面积", "营业面积", "市场营业面积")
    )
    merchants: types.Count = field(
        "进驻商家数", "进驻商家的家数", 820, aliases=("入驻商家数", "进驻商户数", "入驻商户数", "商户数")
    )
    goods_categories: types.Words = field("经营商品大类", "经营的商品大类，以“、”分隔", ["皮具", "箱包", "服饰配件"])
    legal_representative: MarketPerson = field(
        "法定代表人", "法定代表人的姓名、证件、电话、邮箱", aliases=("法人代表", "法人")
    )
    contacts: Rows[MarketContact] = field("联系人", "一名或多名联系人")
    mailing_address: types.Line = field(
        "通信地址", "通信地址", "广州市白云区解放北路1356号六楼", aliases=("通讯地址", "联系地址", "邮寄地址")
    )
    postcode: types.Postcode = field("邮政编码", "6 位邮政编码", "510400", aliases=("邮编",))
    ip_work: types.Paragraphs = field(
        "申报单位知识产权保护工作情况", "知识产权保护工作情况", "市场设立知识产权工作站。"
    )
    honours: types.Paragraphs = field(
        "获得的主要荣誉", "获得的主要荣誉", "2014年获评广州市知识产权保护规范化市场培育单位。", aliases=("主要荣誉",)
    )
    ip_units: Rows[IpUnit] = field(
        "知识产权工作机构建立情况", "每个机构一行", aliases=("知识产权工作机构", "知识产权机构", "工作机构", "机构")
    )
    ip_policies: Rows[IpPolicy] = field("知识产权制度制定情况", "每项制度一行", aliases=("知识产权制度", "制度"))
    work_plan: types.Paragraphs = field("本项目工作方案及经费安排", "工作方案和经费安排", "两年内开展培训8场。")
    declaration: Declaration = field("申报单位声明", "法定代表人签名和日期", aliases=_STATEMENT)
    district_endorsement: DistrictEndorsement = _district_opinion()
    approval_endorsement: ApprovalEndorsement = _approval_opinion()
