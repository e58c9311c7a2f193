"""The forms of 金华市知识产权保护直通车重点企业: 申报表 (附件2) and 推荐表 (附件3).

The blank forms print no boxes, so that what is yes or no, or a claim with its number, is `Answer` and `Claim`, which
print words; `types.choice` and `types.claim` would change the official text. 签章 and 盖章 are no fields: a seal
that is seen is a mark (`Submission.marks`).
"""

from typing import Annotated

from ipforms.schemas import types
from ipforms.schemas.base import FormModel, Rows, field
from ipforms.schemas.parties import (
    PATENT_COUNTS,
    TRADE_MARKS,
    Claim,
    EnterpriseEndorsement,
    LevelledClaim,
    PatentHoldings,
    RecommenderEndorsement,
    TradeMark,
    email_field,
)

_HIGH_TECH = r"""(?<![省市区]级)(?:高新技术企业|高新企业|高企)(?!研|技术|培育|后备|入库)
    |国家级?高新(?!区|园|产业|技术(?:产业|开发|园))
    |火炬计划|G[RF]\s?20"""
_IP_MODEL = r"""(?:知识产权|专利|商标|品牌)[^，,。；;（(]{0,8}(?:示范|优势|试点)
    |(?:^|[\W\d]|[国家省市县区级批年度定评为获选入的是于]|浙江|金华)(?:示范|优势|试点)"""
_WELL_KNOWN = "驰名"
"""How the titles may be named that the form asks for. 省级著名商标, 科技型中小企业, 工业旅游示范企业 are others."""


class JinhuaApplication(FormModel):
    """金华市知识产权保护直通车重点企业申报表 (附件2)."""

    enterprise_name: types.Line = field(
        "申报企业名称",
        "企业全称，与营业执照一致",
        "金华双龙精密机械股份有限公司",
        aliases=("企业名称", "单位名称", "公司名称", "申报单位名称", "企业全称"),
    )
    address: types.Line = field(
        "联系地址",
        "企业联系地址",
        "浙江省金华市婺城区临江东路88号",
        aliases=("企业地址", "通讯地址", "通信地址", "地址"),
    )
    contact_name: types.Person = field("联系人", "联系人姓名", "陈晓岚", aliases=("联系人姓名",))
    contact_title: types.Line = field("职务", "联系人职务", "知识产权部经理", aliases=("联系人职务", "职位"))
    mobile: types.JinhuaPhone = field(
        "手机号码", "联系人手机号码", "13905790000", personal=True, aliases=("手机", "手机号", "移动电话")
    )
    office_phones: types.JinhuaPhones = field(
        "单位电话",
        "单位电话，带区号",
        ["0579-82177827"],
        personal=True,
        aliases=("联系电话", "办公电话", "固定电话", "座机", "电话"),
    )
    has_ip_department: types.Answer = field(
        "是否单设知识产权部门", "是或否", True, aliases=("是否设立知识产权部门", "是否设有知识产权部门")
    )
    email: types.Email = email_field("ip@shuanglong.example.com")
    employees: types.Count = field(
        "企业总人数", "企业总人数（人）", 321, aliases=("企业人数", "员工总数", "职工总数", "从业人数")
    )
    rd_staff: types.Count = field("研发人员", "研发人员数（人）", 45, aliases=("研发人员数", "研发人数", "科研人员"))
    high_tech: Annotated[Claim, types.title(_HIGH_TECH)] = field(
        "国家高新技术企业",
        "是否为国家高新技术企业，及证书编号、发证时间",
        {"held": True, "detail": "证书编号GR202133001234，2021年12月16日，有效期三年"},
        aliases=("高新技术企业",),
    )
    ip_model_title: Annotated[LevelledClaim, types.title(_IP_MODEL, levelled=True)] = field(
        "市级以上知识产权示范、优势培育、试点企业",
        "是否为市级以上知识产权示范、优势培育、试点企业，及名称、级别、认定时间",
        {"held": True, "level": "provincial", "detail": "浙江省知识产权示范企业（2020年认定）"},
        aliases=(
            "知识产权示范、优势培育、试点企业",
            "知识产权示范、优势、试点企业",
            "知识产权示范、优势、试点企业称号",
            "国家、省、市知识产权示范、优势、试点企业",
            "市级以上示范、优势、试点",
        ),
    )
    valid_patents: Annotated[PatentHoldings, PATENT_COUNTS] = field(
        "有效专利拥有量",
        "有效专利总数，及发明、实用新型、外观设计各多少件",
        {"total": 18, "invention": 5, "utility_model": 10, "design": 3},
    )
    valid_trademarks: types.ValidMarks = field("有效注册商标拥有量", "有效注册商标的件数", 5)
    well_known_trademark: Annotated[Claim, types.title(_WELL_KNOWN)] = field(
        "驰名商标认定", "是否获得驰名商标认定，及商标名称、认定时间", {"held": False, "detail": None}
    )
    ip_protection_status: types.Paragraphs = field(
        "企业知识产权保护基本状况", "企业知识产权保护的基本情况", "公司设有知识产权部，专职人员3名。"
    )
    enterprise_endorsement: EnterpriseEndorsement = field(
        "申报企业意见",
        "企业意见、签章和日期",
        aliases=("企业意见", "申报单位意见", "单位意见", "企业申报意见", "申请单位意见"),
    )
    recommender_endorsement: RecommenderEndorsement = field(
        "推荐单位审批意见",
        "推荐单位意见、签章和日期",
        stage="district",
        aliases=(
            "推荐单位意见",
            "推荐意见",
            "县（市、区）局意见",
            "县市区局意见",
            "区（县）局意见",
            "县局意见",
            "区局意见",
            "市局意见",
            "分局意见",
            "主管部门意见",
        ),
    )


class RecommendedEnterprise(FormModel, title="推荐企业"):
    """A row of the recommendation table."""

    name: types.Line = field(
        "推荐企业名称",
        "企业全称",
        "金华双龙精密机械股份有限公司",
        aliases=("企业名称", "单位名称", "申报企业名称", "公司名称"),
    )
    address: types.Line = field("企业地址", "企业地址", "浙江省金华市婺城区临江东路88号", aliases=("联系地址", "地址"))
    industry: types.Line = field(
        "涉足领域",
        "企业所属的行业、领域",
        "高端装备制造",
        aliases=("行业", "领域", "所属行业", "所属领域", "产品领域", "主要产品领域"),
    )
    key_trademarks: Annotated[list[TradeMark], TRADE_MARKS] = field(
        "重点保护商标", "重点保护的商标：名称和注册号", [{"name": "双龙", "number": "12345678"}], stage=None
    )
    key_patents: types.Patents = field(
        "重点保护专利（专利号）", "重点保护的专利的专利号", ["ZL201710601862.3", "ZL95115608.X"], stage=None
    )
    liaison_name: types.Person = field(
        "企业联络人", "联络人姓名", "陈晓岚", heading="企业联络人", aliases=("企业联络人姓名", "联络人", "联系人")
    )
    liaison_title: types.Line = field(
        "职务", "联络人职务", "知识产权部经理", heading="企业联络人职务", aliases=("联络人职务",)
    )
    phones: types.JinhuaPhones = field(
        "联系电话",
        "联络人电话",
        ["0579-82177827", "13905790000"],
        personal=True,
        heading="企业联系电话",
        aliases=("电话", "联系方式"),
    )
    email: types.Email = email_field("ip@shuanglong.example.com")


class JinhuaRecommendation(FormModel):
    """金华市知识产权保护直通车重点企业推荐表 (附件3)."""

    recommending_unit: types.Line = field(
        "推荐单位（盖章）", "推荐单位全称", "金华市婺城区市场监督管理局", aliases=("推荐单位", "推荐单位（公章）")
    )
    enterprises: Rows[RecommendedEnterprise] = field("推荐企业", "推荐的企业，每家一行")
    prepared_by: types.Person = field("填表人", "填表人姓名", "徐静", aliases=("填报人", "制表人"))
    prepared_phone: types.JinhuaPhone = field(
        "联系电话", "填表人电话", "0579-82060000", personal=True, heading="填表人联系电话"
    )
    prepared_on: types.Date = field("填写日期", "填写日期", "2022-05-30", aliases=("填表日期", "填报日期", "填表时间"))
