"""附件3 广州市知识产权局知识产权行政保护重点市场入库申报书."""

from __future__ import annotations

from . import guangzhou
from .cells import below, centred, label, repeat, row, section, small, value
from .parts import REST, Cell, Merge, P, Row, Table
from .sections import Form
from .units import mm

# label | name | ID number | phone | e-mail
_GRID = (1400, 980, 2320, 2200, 2170)


def form() -> Form:
    """The form."""
    rows = (
        *_basics(),
        *_people(),
        row(label("通信地址"), value("mailing_address", 2), label("邮政编码"), centred("postcode")),
        *guangzhou.titled_text("二、申报单位知识产权保护工作情况（可加页）", "ip_work", mm(45)),
        *guangzhou.titled_text("三、获得的主要荣誉", "honours", mm(32)),
        *_units(),
        *_policies(),
        *guangzhou.titled_text("六、本项目工作方案及经费安排（可加页）", "work_plan", mm(50)),
        guangzhou.declaration(),
        guangzhou.endorsement("所在行政区\n知识产权\n部门意见", "district_endorsement"),
        guangzhou.endorsement("审批单位\n意见", "approval_endorsement"),
    )
    title = "广州市知识产权局知识产权行政\n保护重点市场入库申报书"
    return guangzhou.form("guangzhou-market", "附件3", title, Table(_GRID, rows))


def _basics() -> tuple[Row, ...]:
    return (
        section("一、申报单位基本情况"),
        row(label("单位名称"), value("name", REST)),
        row(label("注册地址"), value("registered_address", 2), label("注册时间"), centred("registered_on")),
        row(label("办公地址"), value("office_address", REST)),
        row(label("统一社会\n信用代码"), centred("uscc", 2), label("组织机构代码"), centred("org_code")),
        row(label("开户银行"), value("bank", 2), label("银行信用等级"), centred("bank_credit_rating")),
        row(label("银行账号"), value("bank_account", REST)),
        row(
            label("注册资金\n（万元）"),
            centred("registered_capital", 2),
            label("上年度营业收入\n（万元）"),
            centred("last_year_revenue"),
        ),
        row(label("经营场所\n面积"), centred("floor_area", 2), label("进驻商家数"), centred("merchants")),
        row(label("经营商品\n大类"), value("goods_categories", REST)),
    )


def _people() -> tuple[Row, ...]:
    return (
        row(label("主要人员\n信息"), label("姓名"), label("身份证号码"), label("电话"), label("电子邮箱")),
        *_person(label("法定\n代表人", merge="restart"), "legal_representative"),
        # `{% vm %}` merges the label over all contacts: docxtpl writes its w:vMerge at the end of w:tcPr, where a
        # w:vAlign before it would be out of order, so that this one cell is centred by the table's style.
        *repeat("contact in contacts", 2, *_person(Cell((P("Label", "联系人{% vm %}"),), align="style"), "contact")),
    )


def _person(title: Cell, path: str) -> tuple[Row, Row]:
    """Two rows: 固话 above 手机, everything else merged over both."""

    def merged(field: str, merge: Merge = "restart") -> Cell:
        return small(f"{path}.{field}", merge=merge)

    blank = below(style="ValueSmallCentre")
    return (
        row(title, merged("name"), merged("id_number"), _phone("固话：", f"{path}.landline"), merged("email")),
        row(below(), blank, blank, _phone("手机：", f"{path}.mobile"), blank),
    )


def _phone(title: str, path: str) -> Cell:
    return Cell((P("ValueSmall", f"{title}{{{{ {path} }}}}"),))


def _units() -> tuple[Row, ...]:
    titles = (label("机构名称", 2), label("人员数量"), label("姓名"), label("联系电话"))
    fields = (small("unit.unit", 2), small("unit.headcount"), small("unit.names"), small("unit.phones"))
    return (
        section("四、知识产权工作机构建立情况"),
        row(*titles),
        *repeat("unit in ip_units", 3, row(*fields)),
    )


def _policies() -> tuple[Row, ...]:
    titles = (label("序号"), label("名称", 2), label("制定时间"), label("数量"))
    fields = (
        small("policy.row_number"),
        small("policy.title", 2),
        small("policy.adopted_on"),
        small("policy.count"),
    )
    return (
        section("五、知识产权制度制定情况"),
        row(*titles),
        *repeat("policy in ip_policies", 4, row(*fields)),
    )
