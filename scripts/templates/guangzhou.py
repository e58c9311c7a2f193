"""What the two Guangzhou forms share: the cover, the blocks for signatures, the sections of the document."""

from __future__ import annotations

from dataclasses import dataclass

from .cells import date_tag, label, long_text, section, tag
from .markup import Element, el
from .parts import REST, Cell, P, Row, Table, runs
from .sections import Block, Form, Section
from .units import mm

_COVER_LINES = (
    ("申报单位（盖章）：", "cover.applicant"),
    ("组织单位：", "cover.organizer"),
    ("联系人:", "cover.contact"),
    ("申报时间：", "cover.date"),
)
# GB/T 9704 for the cover; the table gets 160 mm by 257 mm of the page.
_COVER = Section(margins=(mm(37), mm(26), mm(35), mm(28)))
_TABLE = Section(margins=(mm(20), mm(25), mm(20), mm(25)), numbered=True)


@dataclass(frozen=True)
class CoverLine:
    """A line of the cover: the label, then the value underlined up to the right edge of the lines."""

    label: str
    path: str

    def xml(self) -> Element:
        """The `w:p`: its second tab, underlined like the value, draws the rest of the line."""
        paragraph = P("Cover", f"{self.label}\t").xml()
        for content in (tag(self.path), "\t"):
            paragraph.extend(runs(content, el("rPr", el("u", val="single"))))
        return paragraph


def form(form_id: str, annex: str, title: str, table: Table) -> Form:
    """A Guangzhou form: cover, then the table on pages that are numbered from 1."""
    cover: tuple[Block, ...] = (
        P("Annex", annex),
        P("CoverTitle", title),
        *(CoverLine(*line) for line in _COVER_LINES),
        P("CoverFoot", "广州市知识产权局编制"),
    )
    pages: tuple[Block, ...] = (table, P("End"))
    return Form(form_id, title.replace("\n", ""), ((_COVER, cover), (_TABLE, pages)))


def titled_text(title: str, path: str, height: int) -> tuple[Row, Row]:
    """A section that is one long text."""
    return section(title), long_text(path, height)


def declaration() -> Row:
    """申报单位声明, signed by the legal representative."""
    return _block(
        "申报单位\n声明",
        P("Statement", "本单位保证所提供的资料真实有效，并承担因虚报材料可能引起的一切后果。"),
        P("SignatureFirst", f"法定代表人（签名）：{tag('declaration.signatory')}"),
        P("Signature", "申报单位（盖章）："),
        P("SignatureDate", date_tag("declaration.date", "    年    月    日")),
    )


def endorsement(title: str, name: str) -> Row:
    """An authority's opinion with signature, seal and date."""
    return _block(
        title,
        P("LongText", tag(f"{name}.opinion")),
        P("SignatureFirst", f"负责人签名：{tag(f'{name}.signatory')}"),
        P("Signature", "单位盖章："),
        P("SignatureDate", date_tag(f"{name}.date", "    年     月     日")),
    )


def _block(title: str, *paragraphs: P) -> Row:
    # Room for a seal, which is 40 to 45 mm across.
    return Row((label(title), Cell(paragraphs, REST, align="top")), height=mm(45))
