"""What the application asks for."""

from __future__ import annotations

from typing import Annotated

from ipforms.schemas import types
from ipforms.schemas.base import FormModel, Rows, field
from ipforms.schemas.parties import Claim

OWNERSHIP = {
    "state": "国有企业",
    "private": "民营企业",
    "foreign": "外商投资企业",
    "other": "其他",
}
FIELDS = (
    "电子信息",
    "生物与新医药",
    "航空航天",
    "新材料",
    "高技术服务",
    "新能源与节能",
    "资源与环境",
    "先进制造",
    "其他",
)
PATENT_KINDS = ("发明", "实用新型", "外观设计")


class YearFigures(FormModel, title="年度经济指标"):
    """A column of the table of figures: a year."""

    year: types.Year = field("年度", "表头的年度", 2025)
    revenue: types.Money = field("营业收入", "当年营业收入，万元", "8200.5")
    net_profit: types.SignedMoney = field("净利润", "当年净利润，万元，亏损写负数", "-120.6")
    rd_spending: types.Money = field("研发费用", "当年研发费用，万元", "610")


class ProductPatent(FormModel, title="产品的专利"):
    """A patent of a product."""

    number: types.Patent = field("专利号", "授权专利号", "ZL202310123456.7")
    name: types.Line = field("专利名称", "证书上的名称", "一种耐高温轴承的润滑装置")
    kind: Annotated[str | None, types.choice(PATENT_KINDS, boxes=())] = field("专利类型", "专利类型", "发明")


class Product(FormModel, title="高新技术产品（服务）"):
    """A product, with its patents."""

    name: types.Line = field("产品（服务）名称", "产品或服务的名称", "耐高温轴承", heading="产品名称")
    share: types.Percent = field("占总收入比例", "占上年度总收入的百分比", "42.5")
    is_main: Annotated[bool | None, types.answer()] = field("是否主要产品", "是否主要产品（服务）", True)
    launched: types.Date = field("投产时间", "投产的年月", "2023-05")
    patents: Rows[ProductPatent] = field("产品的专利", "每件专利一行")


class HighTechApplication(FormModel):
    """高新技术企业认定申请书."""

    name: types.Line = field("企业名称", "全称，与营业执照一致", "滨海云帆轴承有限公司")
    uscc: types.Uscc = field("统一社会信用代码", "营业执照上的 18 位代码", "91330200MAXXXXX07Q")
    registered_on: types.Date = field("成立日期", "营业执照上的成立日期", "2016-04-12")
    postcode: Annotated[str | None, types.digits(6)] = field("邮政编码", "6 位，一格一位", "315000")
    phone: types.Phone = field("联系电话", "带区号", "0574-87654321", personal=True)
    photo: types.Photo = field("企业外景照片", "贴企业外景照片", True, stage=None)
    ownership: Annotated[str | None, types.choice(OWNERSHIP, other="其他")] = field("企业类型", "选一项", "private")
    tech_fields: Annotated[list[str], types.choices(FIELDS, other="其他")] = field(
        "技术领域", "可选多项", ["新材料", "先进制造"]
    )
    recognised: Annotated[Claim, types.claim("原证书编号")] = field(
        "是否曾获认定", "曾获高新技术企业认定的写明原证书编号", {"held": True, "detail": "GR202033100123"}
    )
    staff: types.Count = field("职工总数", "上年末职工总数（人）", 215)
    rd_staff: types.Count = field("科技人员数", "上年末科技人员数（人）", 48)
    rd_staff_share: types.Percent = field("科技人员占比", "科技人员占职工总数的百分比", "22.3")
    rd_period: types.Period = field("研发活动起止时间", "申报所依据的研发活动", "2023-01/2025-12")
    finance: Rows[YearFigures] = field("近三年经济指标", "三个年度，每年一栏")
    rd_total: types.Money = field("研发费用合计", "三年研发费用之和", "1730", sum_of="finance[].rd_spending")
    products: Rows[Product] = field("高新技术产品（服务）", "每个产品一组")
    overview: Annotated[str | None, types.limited(400)] = field(
        "创新能力说明", "知识产权、成果转化、研发管理，400 字以内", "公司设有市级研发中心，近三年转化成果12项。"
    )
    signatory: types.Person = field("法定代表人（签名）", "签名的法定代表人", "林浩然")
    signed_on: types.Date = field("填报日期", "签名的日期", "2026-03-18")
