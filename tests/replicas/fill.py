"""What a layout asks for: the written texts, and which switches are on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from random import Random
from typing import Any

from tests.replicas.model import Cell, Line, Row, Span, Table, label, line, value

COMPANY = ("enterprise_name", "name", "recommending_unit")
_SEAL_SPACE = " " * 30


class Fill:
    def __init__(
        self, record: Mapping[str, Any], texts: Mapping[str, tuple[str, str]], on: Collection[str], rng: Random
    ) -> None:
        self.record, self.texts, self.on, self.rng = record, texts, frozenset(on), rng

    @property
    def is_blank(self) -> bool:
        return not self.texts

    def __call__(self, path: str) -> list[Span]:
        text, kind = self.texts.get(path, ("", ""))
        return [Span(text, path, kind)] if text else []

    def cell(self, path: str, width: float = 1.0, v: str = "") -> Cell:
        return value(self(path), width, v)

    def pair(self, printed: str, path: str, widths: tuple[float, float] = (1, 3)) -> list[Cell]:
        return [label(printed, widths[0]), self.cell(path, widths[1])]

    def rows(self, name: str, printed: int) -> int:
        """How many rows the table has: the printed ones, or more; without the blank ones if they were deleted."""
        filled = len(self.record.get(name) or ())
        return max(filled, 1) if "rows_removed" in self.on else max(filled, printed)

    @property
    def company(self) -> str:
        return next((str(self.record[name]) for name in COMPANY if self.record.get(name)), "")

    def date(self, path: str, indent: int = 30, before: str = "") -> Line:
        """A date line, with what was typed or the 年 月 日 that is printed."""
        typed = self(path)
        left = [Span("    年    月    日")] if typed and "hints_left" in self.on and self.rng.random() < 0.5 else []
        start = [Span(before, kind="label")] if before else []
        return Line([*start, Span(" " * indent), *(typed or [Span("    年    月    日")]), *left])

    def blank_line(self) -> list[Span]:
        """The underscores that a blank has around a value, where they are left."""
        return [Span("____")] if "hints_left" in self.on else []

    def statement(self, text: str, changed: tuple[str, str]) -> str:
        return text.replace(*changed) if "statement_changed" in self.on else text

    def seal(self, printed: str, indent: int = 22) -> Line:
        """A line for a seal; `company_after_seal`: with the company's name typed behind it."""
        typed = [Span(self.company, kind="extra")] if "company_after_seal" in self.on and self.company else []
        return Line([Span(" " * indent), Span(printed, kind="label"), *typed])

    def signature(self, printed: str, path: str, indent: int = 22) -> Line:
        return Line([Span(" " * indent), Span(printed, kind="label"), *self(path)])

    def cover(self, printed: str, path: str) -> Line:
        return Line([Span(printed, kind="label"), *self(path), Span(_SEAL_SPACE)])


def opinion(fill: Fill, printed: str, path: str, width: float = 1.0) -> Row:
    """意见 of an office: its text, 负责人签名, 单位盖章, the date."""
    lines = [
        Line(fill(f"{path}.opinion")),
        Line(),
        fill.signature("负责人签名：", f"{path}.signatory"),
        Line(),
        Line([Span(" " * 22), Span("单位盖章：", kind="label")]),
        Line(),
        fill.date(f"{path}.date"),
    ]
    return Row([label(printed, width), Cell(lines, 5 - width)], "opinion")


def declaration(fill: Fill) -> Row:
    text = "本单位保证所提供的资料真实有效，并承担因虚报材料可能引起的一切后果。"
    lines = [
        Line([Span(fill.statement(text, ("真实有效", "基本属实")))]),
        Line(),
        fill.signature("法定代表人（签名）：", "declaration.signatory"),
        Line(),
        fill.seal("申报单位（盖章）："),
        Line(),
        fill.date("declaration.date", 35),
    ]
    return Row([label("申报单位\n\n声明"), Cell(lines, 4)], "declaration")


def guangzhou_cover(fill: Fill, annex: str, kind: str) -> list[Line | Table]:
    return [
        line(annex, size=16),
        line("广州市知识产权局知识产权行政", align="center", size=22, bold=True),
        Line(),
        line(f"保护{kind}入库申报书", align="center", size=22, bold=True),
        Line(),
        fill.cover("申报单位（盖章）：", "cover.applicant"),
        Line(),
        fill.cover("组织单位：", "cover.organizer"),
        Line(),
        fill.cover("联系人:", "cover.contact"),
        Line(),
        fill.cover("申报时间：", "cover.date"),
        Line(),
        Line([Span("广州市知识产权局编制", kind="label")], align="center"),
        Line(page_break=True),
    ]
