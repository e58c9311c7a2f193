"""The example forms typed anew from the blank form, by somebody with a grid and spellings of their own."""

from __future__ import annotations

import io
import random
from typing import Any

import docx
from docx.shared import Cm

_FIELDS = (
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
_OWNERSHIP = {"state": "国有企业", "private": "民营企业", "foreign": "外商投资企业", "other": "其他"}
_TICKS = (("□", "☑"), ("□", "√"), ("□", "■"), ("○", "●"), ("( )", "(√)"), ("☐", "☑"))


class Typist:
    """Types values as one person would: the same spellings throughout a document."""

    def __init__(self, seed: int) -> None:
        self.choose = random.Random(seed)
        self.boxes = self.choose.choice(_TICKS)
        self.date_style = self.choose.choice(("{0}年{1}月{2}日", "{0}.{1}.{2}", "{0}-{1:02}-{2:02}", "{0}/{1}/{2}"))
        self.colon = self.choose.choice(("：", ":", "： "))
        self.is_behind = self.choose.random() < 0.2  # boxes behind the words
        self.unit = self.choose.choice(("", "", "万元"))

    def date(self, iso: str | None) -> str:
        """A date in this person's writing, as exact as it is."""
        if not iso:
            return ""
        parts = [int(part) for part in iso.split("-")]
        if len(parts) == 3:
            return self.date_style.format(*parts)
        return f"{parts[0]}年{parts[1]}月" if len(parts) == 2 else f"{parts[0]}年"

    def period(self, iso: str | None) -> str:
        """Both dates, with any sign between them."""
        if not iso:
            return ""
        first, last = iso.split("/")
        if last == "..":
            return f"{self.date(first)}至今"
        return f"{self.date(first)}{self.choose.choice(('至', '—', '～', ' 至 '))}{self.date(last)}"

    def box(self, word: str, ticked: bool) -> str:
        """A box and its word."""
        return f"{word}{self.boxes[ticked]}" if self.is_behind else f"{self.boxes[ticked]}{word}"

    def options(self, words: list[str], chosen: list[str], other: str = "") -> str:
        """All options, the chosen ones ticked."""
        gap = self.choose.choice((" ", "　", "  "))
        typed = [self.box(word, word in chosen or (word == "其他" and bool(other))) for word in words]
        behind = f"{self.colon}{other}" if other else self.choose.choice(("", "____"))
        return gap.join(typed) + (behind if words[-1] == "其他" else "")

    def answer(self, value: bool | None) -> str:
        """Yes or no, in boxes or as a word."""
        if value is None:
            return f"{self.box('是', False)} {self.box('否', False)}"
        if self.choose.random() < 0.3:
            return "是" if value else "否"
        return f"{self.box('是', value)} {self.box('否', not value)}"

    def money(self, value: Any) -> str:
        """An amount, some with its unit, thousands parted."""
        if value is None:
            return ""
        return f"{value:,}{self.unit}" if self.choose.random() < 0.5 else f"{value}{self.unit}"


def _table(document: Any, columns: int) -> Any:
    made = document.add_table(rows=0, cols=columns)
    made.style = "Table Grid"
    return made


def _row(table: Any, *cells: tuple[str, int] | str) -> list[Any]:
    row, at, made = table.add_row().cells, 0, []
    for each in cells:
        text, span = each if isinstance(each, tuple) else (each, 1)
        cell = row[at].merge(row[at + span - 1])
        cell.text = text
        made.append(cell)
        at += span
    return made


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _years(document: Any, typist: Typist, record: Any, *, turned: bool) -> None:
    """The figures of the years: a column a year as in the form, or a row a year and the total below them."""
    figures = [*record.finance, None, None, None][:3]
    heads = [f"{each.year}{typist.choose.choice(('年', '年度', ''))}" if each and each.year else "" for each in figures]
    names = {"营业收入": "revenue", "净利润": "net_profit", "研发费用": "rd_spending"}
    cells = [[typist.money(getattr(each, name, None)) for each in figures] for name in names.values()]
    if turned:
        years = _table(document, 4)
        _row(years, "年度", *names)
        for row in zip(heads, *cells, strict=True):
            _row(years, *row)
        _row(years, ("研发费用合计", 3), typist.money(record.rd_total))
    else:
        years = _table(document, 5)
        _row(years, "指标", *heads, "研发费用合计")
        for label, row in zip(names, cells, strict=True):
            _row(years, label, *row, typist.money(record.rd_total) if label == "研发费用" else "——")


def high_tech(record: Any, seed: int) -> bytes:
    """The application, in one table of six columns or in several of two and four."""
    typist = Typist(seed)
    document = docx.Document()
    document.add_paragraph("滨海市高新技术企业认定申请书")
    document.add_paragraph("一、企业基本情况")
    wide = _table(document, 4)
    _row(wide, "企业名称", (_text(record.name), 3))
    if seed % 2:
        _row(wide, "统一社会信用代码", (_text(record.uscc), 3))
        _row(wide, "成立日期", typist.date(record.registered_on), "联系电话", _text(record.phone))
        _row(wide, "邮政编码", (" ".join(record.postcode or ""), 3))
    else:
        _row(wide, "统一社会信用代码", _text(record.uscc), "成立日期", typist.date(record.registered_on))
        _row(wide, "邮政编码", _text(record.postcode), "联系电话", _text(record.phone))
    known = record.ownership in _OWNERSHIP
    chosen = [_OWNERSHIP[record.ownership]] if known else []
    other = "" if known else record.ownership or ""
    _row(wide, "企业类型", (typist.options(list(_OWNERSHIP.values()), chosen, other), 3))
    others = [each for each in record.tech_fields if each not in _FIELDS]
    _row(wide, "技术领域", (typist.options(list(_FIELDS), record.tech_fields, "".join(others)), 3))
    claim = record.recognised
    held, detail = (claim.held, claim.detail) if claim else (None, None)
    yes, no = typist.boxes[held is True], typist.boxes[held is False]
    _row(wide, "是否曾获认定", (f"{yes}是（原证书编号：{detail or '____'}） {no}否", 3))
    _row(wide, "职工总数", _text(record.staff), "科技人员数", _text(record.rd_staff))
    share = "" if record.rd_staff_share is None else f"{record.rd_staff_share}{typist.choose.choice('%％')}"
    _row(wide, "科技人员占比", share, "研发活动起止时间", typist.period(record.rd_period))
    _row(wide, "企业外景照片", ({True: "（已贴照片）", False: "无"}.get(record.photo, ""), 3))
    document.add_paragraph("二、近三年经济指标（单位：万元）")
    _years(document, typist, record, turned=seed % 4 == 3)
    document.add_paragraph("三、高新技术产品（服务）")
    products = _table(document, 4)
    for product in record.products:
        ratio = "" if product.share is None else f"{product.share}%"
        _row(products, "产品（服务）名称", _text(product.name), "占总收入比例", ratio)
        _row(products, "是否主要产品", typist.answer(product.is_main), "投产时间", typist.date(product.launched))
        _row(products, "专利号", ("专利名称", 2), "专利类型")
        for patent in product.patents:
            _row(products, _text(patent.number), (_text(patent.name), 2), _text(patent.kind))
    document.add_paragraph("四、创新能力")
    _row(_table(document, 2), "创新能力说明", f"（400字以内）\n{_text(record.overview)}")
    document.add_paragraph("本企业承诺以上内容真实、准确。")
    document.add_paragraph(f"法定代表人（签名）{typist.colon}{_text(record.signatory)}")
    document.add_paragraph(f"填报日期{typist.colon}{typist.date(record.signed_on) or '    年    月    日'}")
    return _saved(document)


def grant_summary(record: Any, seed: int) -> bytes:
    """The summary, its districts merged or repeated, its columns of another width."""
    typist = Typist(seed)
    document = docx.Document()
    document.add_paragraph("滨海市知识产权资助资金汇总表")
    document.add_paragraph(f"填报单位{typist.colon}{_text(record.unit)}")
    document.add_paragraph(f"资助期间{typist.colon}{typist.period(record.period)}")
    table = _table(document, 7)
    _row(table, "县（市、区）", "企业名称", "申报类别", ("专利资助（万元）", 2), "商标", "资助额")
    _row(table, "", "", "", "发明专利", "其他专利", "", "")
    for column in (0, 1, 2, 5, 6):
        table.cell(0, column).merge(table.cell(1, column)).text = table.cell(0, column).text.strip()
    words = {"first": "首次申报", "further": "后续申报", None: ""}
    for district in record.districts:
        first = None
        for firm in district.firms:
            amounts = (firm.invention, firm.other_patents, firm.trademarks, firm.amount)
            typed = [typist.money(each) for each in amounts]
            name = _text(district.name) if first is None or seed % 3 == 0 else ""
            cells = _row(table, name, _text(firm.name), words[firm.first_time], *typed)
            if first is None or seed % 3 == 0:
                first = cells[0]
            else:
                text = first.text
                first = first.merge(cells[0])
                first.text = text
        _row(table, ("小计", 6), typist.money(district.subtotal))
    growth = "" if record.growth is None else f"{record.growth}%"
    _row(table, ("合计", 2), (typist.money(record.total), 2), "比上年增长", (growth, 2))
    document.add_paragraph(f"填表人{typist.colon}{_text(record.prepared_by)}")
    document.add_paragraph(f"联系电话{typist.colon}{_text(record.phone)}")
    document.add_paragraph(f"填表日期{typist.colon}{typist.date(record.prepared_on) or '    年    月    日'}")
    return _saved(document)


def _saved(document: Any) -> bytes:
    document.sections[0].left_margin = document.sections[0].right_margin = Cm(2)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
