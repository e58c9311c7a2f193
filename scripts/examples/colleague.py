"""The table that a colleague sends back: GB 18030, her own headers, and what Excel and hurried typing do to values.

Most of it can be put right without asking. Four rows cannot be used: digits lost for good, a month that there is not,
a count in words, and a comma too many.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable

from ipforms import paths

from .shared import Record

_COLUMNS = {
    "企业名称": "name",
    "注册地址": "registered_address",
    "成立日期": "registered_on",
    "信用代码": "uscc",
    "法人代表": "legal_representative.name",
    "法人代表身份证号": "legal_representative.id_number",
    "法人代表电话": "legal_representative.phones",
    "联系人": "contact.name",
    "联系人身份证号": "contact.id_number",
    "联系人电话": "contact.phones",
    "联系人邮箱": "contact.email",
    "通讯地址": "mailing_address",
    "邮编": "postcode",
    "专利申请量": "patents.applied",
    "专利授权量": "patents.granted",
    "专利有效量": "patents.valid",
    "商标申请量": "trademarks.applied",
    "商标授权量": "trademarks.granted",
    "商标有效量": "trademarks.valid",
    "计算机软件": "copyrights.software",
    "申报时间": "cover.date",
    "机构名称1": "ip_units[0].unit",
    "人员数量1": "ip_units[0].headcount",
    "机构人员姓名1": "ip_units[0].names",
    "制度名称1": "ip_policies[0].title",
    "制度制定时间1": "ip_policies[0].adopted_on",
    "申报单位概述": "overview",
}
_FULL_WIDTH = str.maketrans("0123456789@-", "０１２３４５６７８９＠－")


def _full_width(text: str) -> str:
    return text.translate(_FULL_WIDTH)


def _serial(text: str) -> str:
    """A date as Excel counts days."""
    return str((datetime.date.fromisoformat(text) - datetime.date(1899, 12, 30)).days)


def _slashed(text: str) -> str:
    return "/".join(part.lstrip("0") for part in text.split("-"))


def _chinese(text: str) -> str:
    year, month, _ = text.split("-")
    return f"{year}年{int(month)}月"


# By row: what has happened to which column.
_REPAIRABLE: tuple[tuple[int, str, Callable[[str], str]], ...] = (
    (0, "联系人电话", lambda _: "13800138000.0"),
    (0, "申报时间", _slashed),
    (1, "邮编", _full_width),
    (1, "专利申请量", _full_width),
    (1, "信用代码", _full_width),
    (2, "成立日期", _serial),
    (2, "申报时间", _serial),
    (3, "法人代表电话", lambda _: "2080001234"),
    (3, "专利有效量", lambda text: f"{text}件"),
    (5, "信用代码", lambda text: f'="{text}"'),
    (5, "成立日期", _chinese),
    (6, "联系人身份证号", lambda text: f"'{text}"),
    (8, "联系人邮箱", _full_width),
    (8, "联系人", lambda text: " ".join(text)),
    (9, "企业名称", lambda text: f" {text}　"),
    (9, "专利授权量", lambda text: f"{text}.0"),
    (11, "联系人电话", lambda _: "020-80001235/80001236、13800138001（微信同号）"),
    (11, "信用代码", lambda text: f"{text[:6]} {text[6:12]} {text[12:].lower()}"),
)
_WRONG: tuple[tuple[int, str, Callable[[str], str]], ...] = (
    (4, "法人代表身份证号", lambda _: "4.40101E+17"),
    (6, "成立日期", lambda _: "2017年13月9日"),
    (7, "商标申请量", lambda _: "很多"),
)
_SPLIT = 10  # the row with a bare comma in its last text, so that it has a cell more than there are headers


def table(records: list[Record]) -> bytes:
    """The CSV file."""
    rows = [{header: _text(record, path) for header, path in _COLUMNS.items()} for record in records]
    for row, header, change in (*_REPAIRABLE, *_WRONG):
        rows[row][header] = change(rows[row][header])
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for number, cells in enumerate([*row.values()] for row in rows):
        writer.writerow([*cells[:-1], *cells[-1].split("，", 1)] if number == _SPLIT else cells)
    return file.getvalue().encode("gb18030")


def _text(record: Record, path: str) -> str:
    value = paths.get(record, paths.parse(path))
    if isinstance(value, list):
        return "、".join(value)
    # Her programme has put each text on one line.
    return "" if value is None else str(value).replace("\n", "")
