"""附件1 入库申报指南 as a checklist to print: every paper that can be handed in has a box to tick."""

from __future__ import annotations

from .parts import P
from .sections import Form, Section
from .units import mm

BOX = "☐"
_PAGE = Section(margins=(mm(37), mm(26), mm(35), mm(28)))

_TEXT = (
    ("Annex", "附件1"),
    ("Title", "金华市知识产权保护直通车重点企业\n入库申报指南"),
    (
        "Body",
        "为落实金华市重点企业知识产权保护直通车制度，现制定金华市知识产权保护直通车重点企业入库申报指南，"
        "具体申报材料如下：",
    ),
    ("Heading", "一、企业入库申报材料（一式一份）"),
    ("Item", "（一）金华市知识产权保护直通车重点企业申报表（附件2）；"),
    ("Item", "（二）营业执照复印件（复印件与原件核对无误，盖企业印章）；"),
    ("Part", "（三）提供以下证明材料之一："),
    ("SubItem", "（1）有效的专利、商标证书复印件（复印件与原件核对无误，盖企业印章）；"),
    ("SubItem", "（2）国家高新技术企业认定证书复印件（复印件与原件核对无误，盖企业印章）；"),
    (
        "SubItem",
        "（3）市级以上知识产权示范、优势培育、试点企业认定文件复印件（复印件与原件核对无误）。",
    ),
    ("Heading", "二、推荐单位汇总材料（一式一份）"),
    ("Item", "（一）金华市知识产权保护直通车重点企业推荐表（附件3）；"),
    ("Item", "（二）企业入库申报材料。"),
)


def materials() -> Form:
    """The checklist."""
    return Form("jinhua-materials", "入库申报指南", ((_PAGE, tuple(_paragraph(*line) for line in _TEXT)),))


def _paragraph(style: str, text: str) -> P:
    if style == "Part":
        return P("Item", f"\t{text}")
    return P(style, f"{BOX}\t{text}" if style.endswith("Item") else text)
