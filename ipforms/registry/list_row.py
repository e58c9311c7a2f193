"""A row of a list as offices keep it in Excel: the columns that are read from it, and what is written back."""

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from ipforms.bulk.column_errors import UnknownColumns
from ipforms.bulk.row_reader import RowRecord
from ipforms.bulk.source_rows import Rows
from ipforms.bulk.sources import TableSource
from ipforms.errors import IpformsError
from ipforms.forms import Form
from ipforms.registry.column_texts import cell_text
from ipforms.registry.document_request import list_number
from ipforms.rules.programmes import PartyKind
from ipforms.schemas import types
from ipforms.schemas.base import FormModel, field

_NUMBER = re.compile(r"(?:\D*(?P<year>(?:19|20)[0-9]{2})\D+)?(?P<number>[0-9]{1,5})\D*")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


class ListRow(FormModel):
    """名录的一行."""

    number: types.Line = field(
        "名录编号", "年度和序号", "企业2022第001号", aliases=_words("入库编号 名录序号 企业编号 编号")
    )
    kind: types.Line = field("类别", "企业或者市场", "企业", aliases=_words("单位类别 单位类型 主体类别 入库类别"))
    name: types.Line = field(
        "单位名称",
        "企业或者市场的全称",
        "广州云岭生物医药科技有限公司",
        aliases=_words("企业名称 市场名称 公司名称 入库企业 入库单位 重点企业 重点企业名称 重点市场名称"),
    )
    uscc: types.Uscc = field(
        "统一社会信用代码", "18位代码", "91440106MAXXXXX07Q", aliases=_words("信用代码 社会信用代码 统一信用代码")
    )
    district: types.Line = field(
        "所属区县",
        "所属的区县",
        "天河区",
        aliases=_words("所在区 所属区 所在区县 区县 县（市、区） 所在县（市、区） 辖区 属地 区域 所属辖区"),
    )
    batch: types.Line = field("批次", "入库批次", "2022年第一批", aliases=_words("入库批次 认定批次 公布批次 第几批"))
    admitted_on: types.Date = field(
        "入库日期",
        "列入名录的日期",
        "2022-05-15",
        aliases=_words("入库时间 认定日期 认定时间 列入日期 列入时间 入库年月日 纳入时间 批准日期"),
    )
    published_on: types.Date = field(
        "公示日期", "公示的日期", "2022-05-17", aliases=_words("公示时间 公布日期 公布时间")
    )
    contact: types.Line = field(
        "联系人", "单位的联系人", "何嘉敏", aliases=_words("企业联系人 单位联系人 联络员 企业联络员 联络人")
    )
    phone: types.Line = field(
        "联系电话",
        "联系人的电话",
        "13800138000",
        "020-80001234",
        personal=True,
        aliases=_words("电话 手机 手机号码 联系方式 联络电话"),
    )
    email: types.Line = field("电子邮箱", "联系人的邮箱", "ip@example.com", aliases=_words("邮箱 电子邮件 E-mail 邮件"))
    left_on: types.Date = field(
        "退出日期", "退出名录的日期", "2023-12-22", aliases=_words("退出时间 退库日期 退库时间 出库日期")
    )
    left_why: types.Line = field(
        "退出原因", "退出名录的原因", "企业已注销", aliases=_words("退库原因 退出理由 出库原因")
    )
    remark: types.Line = field("备注", "对这一条的说明", "示范企业", aliases=_words("说明 备注说明"))


LIST_FORM = Form(
    id="registry-list",
    title="名录",
    model=ListRow,
    source=files("ipforms") / "registry" / "templates" / "list.docx",
    notice="",
    annex="",
)
"""The rows of such a list as `ipforms.bulk` reads them; it is no form that anybody fills in."""


class UnclearList(IpformsError):
    """A list with columns that nobody can be sure of."""


def read_list(
    source: TableSource, names: Mapping[str, str] | None = None, *, ignore_unknown: bool = False
) -> tuple[list[RowRecord], Rows]:
    """The rows of an office's own list, and what is known of its columns.

    Raises:
        UnclearList: columns are not sure, or a name that is given is none of the list's.
    """
    try:
        rows = Rows(LIST_FORM, source, names=names or {}, ignore_unknown=ignore_unknown)
        return list(rows), rows
    except UnknownColumns as error:
        columns = error.context.get("columns") or error.context["names"]
        raise UnclearList(name=source.name, columns=columns, known=list(HEADERS.values())) from None


HEADERS = {name: str(info.title) for name, info in ListRow.model_fields.items()}
_OF_ENTRY = {"uscc": "code"}
_KINDS: Mapping[str, PartyKind] = {"市场": "market", "企业": "enterprise", "公司": "enterprise"}


def list_row(entry: Mapping[str, Any]) -> list[str]:
    """An entry of `Registry.entries` as a row of the list."""
    texts = {name: cell_text(name, entry[_OF_ENTRY.get(name, name)]) for name in HEADERS}
    return [*(texts | {"number": list_number(entry)}).values()]


def kind_of(row: ListRow) -> PartyKind | None:
    """What a row says that its party is; None if it does not.

    >>> kind_of(ListRow(kind="重点市场")), kind_of(ListRow(number="企业2022第001号")), kind_of(ListRow(name="甲市场"))
    ('market', 'enterprise', None)
    """
    said = f"{row.kind or ''}{row.number or ''}"
    return next((kind for word, kind in _KINDS.items() if word in said), None)


def number_of(row: ListRow) -> tuple[int | None, int | None]:
    """The year and the number of an entry; None for what the row does not say.

    >>> number_of(ListRow(number="企业2022第001号")), number_of(ListRow(number="17")), number_of(ListRow())
    ((2022, 1), (None, 17), (None, None))
    """
    found = _NUMBER.fullmatch(row.number or "")
    if found is None:
        return None, None
    return int(found["year"]) if found["year"] else None, int(found["number"])
