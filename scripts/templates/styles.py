"""The paragraph styles: one a role on the page, so that no run needs formatting of its own.

Sizes are half-points: 二号 44, 三号 32, 四号 28, 小四 24, 五号 21. Line heights are exact: a form then breaks its
pages at the same place whatever font stands in for 仿宋_GB2312.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .markup import Element, el
from .units import pt

SONG, FANG, HEI = "方正小标宋简体", "仿宋_GB2312", "黑体"


@dataclass(frozen=True)
class Style:
    """A paragraph style. `first` is the first-line indent in characters, other indents and tab stops are in twips."""

    id: str
    name: str
    size: int = 24
    line: float = 17
    font: str = FANG
    align: str = ""
    first: int = 0
    left: int = 0
    right: int = 0
    hanging: int = 0
    tabs: tuple[int, ...] = ()
    before: float = 0
    after: float = 0
    keep_next: bool = False


STYLES = (
    Style("Annex", "附件号", 32, 29, HEI),
    Style("Title", "表题", 44, 36, SONG, "center", before=24, after=24, keep_next=True),
    Style("CoverTitle", "封面题名", 44, 36, SONG, "center", before=50, after=86),
    Style("FormTitle", "单页表题", 44, 32, SONG, "center", after=8, keep_next=True),
    # The values start at one x and are underlined up to one right edge.
    Style("Cover", "封面栏目", 32, 30, left=3540, right=344, hanging=3040, tabs=(3540, 8500), before=14),
    Style("CoverFoot", "封面编制单位", 32, 30, align="center", before=100),
    Style("Letter", "函文", 28, 24, first=2),
    Style("LetterHead", "函文抬头", 28, 24),
    Style("LetterUnit", "函文落款", 28, 24, after=8),
    Style("Body", "正文段落", 28, 28, align="both", first=2),
    Style("Heading", "一级标题", 28, 28, HEI, first=2, before=8, keep_next=True),
    Style("Item", "清单项", 28, 28, align="both", left=980, hanging=420, tabs=(980,)),
    Style("SubItem", "清单子项", 28, 28, align="both", left=1540, hanging=420, tabs=(1540,)),
    Style("Section", "表内标题", font=HEI, keep_next=True),
    Style("Label", "栏目名", align="center"),
    Style("LabelLeft", "栏目名居左", before=2),
    Style("LabelSmall", "栏目名五号", 21, 15, align="center"),
    Style("Value", "填写内容"),
    Style("ValueCentre", "填写内容居中", align="center"),
    Style("ValueSmall", "填写内容五号", 21, 15),
    Style("ValueSmallCentre", "填写内容五号居中", 21, 15, align="center"),
    Style("LongText", "填写长文", line=20, align="both", first=2),
    Style("Hint", "填写提示", 21, 18, first=2, before=4),
    Style("Statement", "声明", line=22, align="both", first=2, before=6),
    Style("Signature", "签名盖章", line=24, left=3000, before=4),
    Style("SignatureFirst", "签名盖章首行", line=24, left=3000, before=24),
    Style("SignatureDate", "签署日期", line=24, align="right", right=700, before=2, after=4),
    Style("TableFoot", "表尾", line=20, before=8),
    Style("ListBasis", "表后依据", line=20, before=8, keep_next=True),
    Style("ListNote", "表题说明", line=20, align="center", after=6, keep_next=True),
    Style("ListHeading", "表前标题", 28, 26, HEI, before=8, after=4, keep_next=True),
    # Letters as GB/T 9704-2012 has them: 3号, 22 lines a page.
    Style("OfficialTitle", "公文标题", 44, 36, SONG, "center", after=14.5, keep_next=True),
    Style("OfficialNumber", "发文字号", 32, 28.95, align="center", after=14.5, keep_next=True),
    Style("OfficialTo", "主送机关", 32, 28.95, keep_next=True),
    Style("OfficialBody", "公文正文", 32, 28.95, align="both", first=2),
    Style("OfficialEnd", "公文结语", 32, 28.95, first=2, keep_next=True),
    # The date ends four characters from the right edge, and the office is centred over it.
    Style("OfficialUnit", "发文机关署名", 32, 28.95, align="center", left=3900, before=43.4, keep_next=True),
    Style("OfficialDay", "成文日期", 32, 28.95, align="center", left=3900, after=14.5, keep_next=True),
    Style("PageNumber", "页码", 28, 18, align="center"),
    Style("End", "文末", 2, 1),
)


def styles(used: set[str]) -> tuple[Element, ...]:
    """The children of `w:styles`: defaults and the styles that a document uses."""
    return _defaults(), _normal(), *(_paragraph_style(style) for style in STYLES if style.id in used), _table_style()


def _defaults() -> Element:
    fonts = el("rFonts", ascii="Times New Roman", hAnsi="Times New Roman", eastAsia=FANG, cs="Times New Roman")
    language = el("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    runs = el("rPrDefault", el("rPr", fonts, el("sz", val=24), el("szCs", val=24), language))
    return el("docDefaults", runs, el("pPrDefault"))


def _normal() -> Element:
    style = el("style", el("name", val="Normal"), el("qFormat"), type="paragraph", default=1, styleId="Normal")
    style.append(el("pPr", el("widowControl", val=0)))
    style.append(el("rPr", el("rFonts", eastAsia=FANG)))
    return style


def _paragraph_style(style: Style) -> Element:
    return el(
        "style",
        el("name", val=style.name),
        el("basedOn", val="Normal"),
        el("qFormat"),
        el("pPr", *_paragraph_properties(style)),
        el("rPr", el("rFonts", eastAsia=style.font), el("sz", val=style.size), el("szCs", val=style.size)),
        type="paragraph",
        customStyle=1,
        styleId=style.id,
    )


def _paragraph_properties(style: Style) -> Iterator[Element]:
    if style.keep_next:
        yield el("keepNext")
    if style.tabs:
        yield el("tabs", *(el("tab", val="left", pos=position) for position in style.tabs))
    yield el("spacing", before=pt(style.before), after=pt(style.after), line=pt(style.line), lineRule="exact")
    if style.first:
        yield el("ind", firstLineChars=style.first * 100, firstLine=style.first * style.size * 10)
    if style.left or style.right:
        yield el("ind", left=style.left, right=style.right, **({"hanging": style.hanging} if style.hanging else {}))
    if style.align:
        yield el("jc", val=style.align)


def _table_style() -> Element:
    """The frame of all forms: 0.5 pt lines, narrow margins, cells centred vertically."""
    sides = ("top", "left", "bottom", "right")
    margins = el("tblCellMar", *(el(side, w=70 if side in ("left", "right") else 28, type="dxa") for side in sides))
    lines = (*sides, "insideH", "insideV")
    borders = el("tblBorders", *(el(line, val="single", sz=4, space=0, color="auto") for line in lines))
    return el(
        "style",
        el("name", val="表格"),
        el("qFormat"),
        el("tblPr", borders, margins),
        el("tcPr", el("vAlign", val="center")),
        type="table",
        customStyle=1,
        styleId="Form",
    )
