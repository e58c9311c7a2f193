"""What the table says: firms by district, with what each gets, subtotals and a total."""

from __future__ import annotations

from typing import Annotated

from ipforms.schemas import types
from ipforms.schemas.base import FormModel, Rows, field

STAGES = {"first": "首次申报", "further": "后续申报"}


class Firm(FormModel, title="企业"):
    """A row: a firm."""

    name: types.Line = field("企业名称", "企业全称", "滨海云帆轴承有限公司")
    first_time: Annotated[str | None, types.choice(STAGES, boxes=())] = field("申报类别", "首次或后续", "first")
    invention: types.Money = field("发明专利", "发明专利资助，万元", "3.5", heading="发明专利资助")
    other_patents: types.Money = field("其他专利", "实用新型、外观设计资助，万元", "0.6", heading="其他专利资助")
    trademarks: types.Money = field("商标", "商标资助，万元", "1", heading="商标资助")
    amount: types.Money = field(
        "资助额", "各项之和，万元", "5.1", sum_of=("invention", "other_patents", "trademarks"), heading="企业资助额"
    )


class District(FormModel, title="县（市、区）"):
    """An entry of several rows: a district, its firms, its subtotal."""

    name: types.Line = field("县（市、区）", "县（市、区）名称", "滨城区", heading="县区名称")
    firms: Rows[Firm] = field("企业", "每家企业一行")
    subtotal: types.Money = field("小计", "本县（市、区）资助额，万元", "5.1", sum_of="firms[].amount")


class GrantSummary(FormModel):
    """知识产权资助资金汇总表."""

    unit: types.Line = field("填报单位", "填报单位全称", "滨海市市场监督管理局")
    period: types.Period = field("资助期间", "资助所涉期间", "2025-01/2025-12")
    districts: Rows[District] = field("县（市、区）", "每个县（市、区）一组")
    total: types.Money = field("合计", "全市资助额，万元", "5.1", sum_of="districts[].subtotal")
    growth: types.SignedPercent = field("比上年增长", "比上年增长的百分比，下降写负数", "-3.2")
    prepared_by: types.Person = field("填表人", "填表人姓名", "徐静")
    phone: types.Phone = field("联系电话", "填表人电话，带区号", "0574-87651234", personal=True)
    prepared_on: types.Date = field("填表日期", "填表日期", "2026-01-15")
