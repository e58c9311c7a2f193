"""Letters that are made of the registry, in the layout of GB/T 9704-2012 (`official_letter` says which sizes)."""

from __future__ import annotations

from .cells import date_tag, label, repeat, row, small, tag, value
from .parts import P, Row, Table
from .sections import Block, Form, Section
from .units import mm

_MARGINS = (mm(37), mm(26), mm(35), mm(28))
_PAGE = Section(_MARGINS, numbered=True)
_ANNEX = Section(_MARGINS, numbered=True, continued=True)
_NUMBER_BLANK = "\u3000\u3000\u3000〔\u3000\u3000\u3000〕\u3000\u3000号"  # 发文字号, to be filled in by hand
_TO_BLANK = "_" * 20  # as where a clause is missing


def documents() -> tuple[Form, ...]:
    """All of them."""
    return publicity(), admission(), leaving(), jurisdiction(), lead_transfer(), lead_bulletin()


def publicity() -> Form:
    """公示: who is to be on the list, and for how long that is made public."""
    letter = (
        P("OfficialTitle", "关于{{ short }}\n入库名单的公示"),
        *_body(
            "根据{{ clause }}，经单位自愿申报、所在县（市、区）知识产权管理部门审核推荐、市级审核，"
            "拟将{{ count }}家单位列入{{ listing }}，现将名单（见附件）予以公示。",
            "公示期自{{ first_day }}起至{{ last_day }}止（共{{ days }}日）。",
            "公示期内，任何单位和个人对公示名单有异议的，请以书面形式向我单位反映，说明理由并提供相关证明材料。"
            "以单位名义反映的，应当加盖单位公章；以个人名义反映的，应当署真实姓名并留下联系方式。",
            "联系人及电话：{{ contact }}",
            "附件：入库单位公示名单",
        ),
        *_signed(),
    )
    columns: tuple[tuple[str, str, int], ...] = (
        ("序号", "row_number", 700),
        ("单位名称", "name", 3500),
        ("类别", "kind", 800),
    )
    columns += (("所属区县", "district", 1240), ("推荐单位", "recommender", 2600))
    annex = (P("Annex", "附件"), P("FormTitle", "入库单位公示名单"), _table("rows", columns))
    return Form("publicity", "公示", ((_PAGE, letter), (_ANNEX, (*annex, P("End")))))


def admission() -> Form:
    """入库通知书: to whoever is on the list now."""
    return _letter(
        "admission",
        "入库通知书",
        "{{ short }}\n入库通知书",
        "{{ name }}",
        (
            "经你单位申报、{{ recommender }}审核推荐，{{ office }}审核同意，自{{ admitted_on }}起，"
            "将你单位列入{{ listing }}（名录编号：{{ number }}）。",
            "请你单位做好以下工作：",
            "{%p for each in points %}",
            "{{ each.text }}",
            "{%p endfor %}",
            "依据{{ clause }}，特此通知。",
        ),
    )


def leaving() -> Form:
    """退出通知书: to whoever has left the list."""
    return _letter(
        "leaving",
        "退出通知书",
        "{{ short }}\n退出通知书",
        "{{ name }}",
        (
            "你单位于{{ admitted_on }}列入{{ listing }}（名录编号：{{ number }}）。经复核：{{ reason }}",
            "经研究，决定你单位自{{ left_on }}起退出该名录，不再享受相应的重点保护措施。",
            "对本通知有异议的，可以书面向我单位提出，并提供证明材料；重新具备条件的，可以再次申报。",
            '依据{{ clause or "____________________" }}，特此通知。',
        ),
    )


def jurisdiction() -> Form:
    """报请指定管辖的请示: a case whose jurisdiction is disputed, to the office above."""
    return _letter(
        "jurisdiction",
        "报请指定管辖的请示",
        "关于报请指定管辖的请示",
        date_tag("to", _TO_BLANK),
        (
            "{{ received }}，我单位收到{{ name }}反映的知识产权案件线索"
            "（案由：{{ matter }}；被反映人：{{ opponent }}）。"
            "{{ name }}系{{ listing }}内单位，名录编号：{{ number }}。",
            "经初步核查，该案为{{ scope }}，有关单位对管辖权有争议，争议发生时间为{{ disputed }}。",
            '依据{{ clause or "____________________" }}{{ by_when }}。现将有关情况上报，请予指定管辖。',
            "妥否，请批示。",
            "附件：案件有关材料",
        ),
    )


def lead_transfer() -> Form:
    """案件线索移送函: a lead, to the office that deals with such."""
    return _letter(
        "lead-transfer",
        "案件线索移送函",
        "案件线索移送函",
        date_tag("to", _TO_BLANK),
        (
            "{{ found_on }}，我单位在工作中发现一条涉及{{ listing }}内单位的案件线索，现将有关情况函告如下：",
            "一、涉及单位：{{ name }}（名录编号：{{ number }}）",
            "二、线索来源：{{ source }}",
            "三、基本情况：{{ matter }}",
            "经研究，该线索属于你单位职责范围。依据{{ clause }}，现将该线索及有关材料移送你单位，请依法处理，"
            "并将处理结果函告我单位。",
            "附件：线索有关材料",
        ),
    )


def lead_bulletin() -> Form:
    """案件线索移送情况的通报: the leads of a time, and what became of them."""
    letter = (
        P("OfficialTitle", "关于{{ short }}\n案件线索移送情况的通报"),
        P("OfficialNumber", date_tag("document_number", _NUMBER_BLANK)),
        P("OfficialTo", f"{date_tag('to', '各有关单位')}："),
        *_body(
            "{{ first_day }}至{{ last_day }}，共发现涉及{{ listing }}内单位的案件线索{{ count }}条，"
            "已移送{{ transferred }}条，尚未移送{{ open }}条，具体情况见附件。",
            "请各有关单位依据{{ clause }}，及时移送、依法处理案件线索，并互相通报处理结果。",
            "附件：案件线索移送情况表",
        ),
        *_signed(),
    )
    columns: tuple[tuple[str, str, int], ...] = (
        ("序号", "row_number", 700),
        ("发现日期", "found_on", 1200),
        ("涉及单位", "name", 2000),
    )
    columns += (("线索内容", "matter", 2440), ("移送单位", "to", 1400), ("移送日期", "transferred_on", 1100))
    annex = (P("Annex", "附件"), P("FormTitle", "案件线索移送情况表"), _table("rows", columns))
    return Form("lead-bulletin", "案件线索通报", ((_PAGE, letter), (_ANNEX, (*annex, P("End")))))


def _letter(id: str, title: str, head: str, to: str, paragraphs: tuple[str, ...]) -> Form:
    blocks = (
        P("OfficialTitle", head),
        P("OfficialNumber", date_tag("document_number", _NUMBER_BLANK)),
        P("OfficialTo", f"{to if to.startswith('{{') else tag(to)}："),
        *_body(*paragraphs),
        *_signed(),
        P("OfficialBody", "（联系人及电话：{{ contact }}）"),
    )
    return Form(id, title, ((_PAGE, blocks),))


def _body(*paragraphs: str) -> tuple[P, ...]:
    """The text; its last two paragraphs stay on one page with the signature."""
    return tuple(
        P("OfficialBody" if at < len(paragraphs) - 2 else "OfficialEnd", text) for at, text in enumerate(paragraphs)
    )


def _signed() -> tuple[P, ...]:
    """署名 and 成文日期, with room above for the seal, which stands over both."""
    return P("OfficialUnit", tag("office")), P("OfficialDay", tag("day"))


def _table(loop: str, columns: tuple[tuple[str, str, int], ...]) -> Block:
    head = Row(tuple(label(title, style="LabelSmall") for title, *_ in columns), height=mm(11), header=True)
    centred = ("row_number", "kind", "district", "found_on", "transferred_on")
    cells = (
        small(f"each.{name}") if name in centred else value(f"each.{name}", style="ValueSmall")
        for _, name, _ in columns
    )
    widths = tuple(width for _, _, width in columns)
    return Table(widths, (head, *repeat(f"each in {loop}", 1, row(*cells, height=mm(8)))))
