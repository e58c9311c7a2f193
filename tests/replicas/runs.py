"""Runs as Word writes them: plain ones, and the many wrappers that a value can come in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from xml.sax.saxutils import escape

_SIGNS = re.compile(r"([\n\t])")
_STAMP = 'w:author="审核员" w:date="2017-04-01T09:00:00Z"'


@dataclass
class Style:
    font: str = "仿宋_GB2312"
    size: float = 12.0


@dataclass
class Pencil:
    """Writes plain runs; numbers what needs an id."""

    rng: Random
    style: Style = field(default_factory=Style)
    used: int = 100

    def number(self) -> int:
        self.used += 1
        return self.used

    def properties(self, more: str = "", size: float = 0.0, bold: bool = False) -> str:
        fonts = "" if "w:rFonts" in more else f'<w:rFonts w:ascii="Times New Roman" w:eastAsia="{self.style.font}"/>'
        # The order of the schema: rFonts, b, then the rest, then sz.
        own = more if "w:rFonts" in more else fonts + more
        start, _, rest = own.partition("/>")
        points = int(2 * (size or self.style.size))
        return f'<w:rPr>{start}/>{"<w:b/>" if bold else ""}{rest}<w:sz w:val="{points}"/></w:rPr>'

    def run(self, text: str, more: str = "", size: float = 0.0, bold: bool = False, attributes: str = "") -> str:
        return f"<w:r{attributes}>{self.properties(more, size, bold)}{pieces(text)}</w:r>"


def pieces(text: str, tag: str = "w:t") -> str:
    """w:t, w:br and w:tab for a text."""
    signs = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    parts = (part for part in _SIGNS.split(text) if part)
    return "".join(signs.get(part) or f'<{tag} xml:space="preserve">{escape(part)}</{tag}>' for part in parts)


def split(text: str, rng: Random, most: int = 3) -> Iterator[str]:
    while text:
        size = rng.randint(1, most)
        yield text[:size]
        text = text[size:]


def split_runs(pencil: Pencil, text: str) -> str:
    ids = (f' w:rsidR="00{pencil.rng.randint(0, 0xFFFFFF):06X}"' for _ in text)
    fonts = ("", '<w:lang w:eastAsia="zh-CN"/>', '<w:color w:val="000000"/>')
    return "".join(pencil.run(part, pencil.rng.choice(fonts), attributes=next(ids)) for part in split(text, pencil.rng))


def sdt(pencil: Pencil, content: str, kind: str = "<w:text/>") -> str:
    start = f'<w:alias w:val="控件"/><w:tag w:val="c{pencil.used}"/><w:id w:val="{pencil.number()}"/>'
    return f"<w:sdt><w:sdtPr>{start}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def sdt_runs(pencil: Pencil, text: str) -> str:
    inner = pencil.run(text)
    return sdt(pencil, sdt(pencil, inner)) if pencil.rng.random() < 0.3 else sdt(pencil, inner)


def tracked(pencil: Pencil, text: str) -> str:
    """A deletion of something else, and a part of the text inserted or moved here."""
    cut = pencil.rng.randint(0, len(text) - 1)
    old = pencil.rng.choice(("旧文", "123", "待定", "9"))
    deleted = f'<w:del w:id="{pencil.number()}" {_STAMP}><w:r>{pieces(old, "w:delText")}</w:r></w:del>'
    tag = pencil.rng.choice(("w:ins", "w:ins", "w:moveTo"))
    inserted = f'<{tag} w:id="{pencil.number()}" {_STAMP}>{pencil.run(text[cut:])}</{tag}>'
    return (pencil.run(text[:cut]) if cut else "") + deleted + inserted


def smart_tag(pencil: Pencil, text: str) -> str:
    cut = pencil.rng.randint(0, len(text) - 1)
    uri = 'w:uri="urn:schemas-microsoft-com:office:smarttags"'
    inside = pencil.run(text[cut:])
    if pencil.rng.random() < 0.3:
        inside = f'<w:customXml w:uri="urn:x" w:element="part">{inside}</w:customXml>'
    mark = (
        '<w:smartTagPr><w:attr w:name="Year" w:val="1899"/><w:attr w:name="IsLunarDate" w:val="False"/></w:smartTagPr>'
    )
    before = pencil.run(text[:cut]) if cut else ""
    return f'{before}<w:smartTag {uri} w:element="chsdate">{mark}{inside}</w:smartTag>'


def complex_field(pencil: Pencil, text: str, code: str, data: str = "") -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    return begin + instruction + separate + pencil.run(text) + end


def date_field(pencil: Pencil, text: str) -> str:
    if pencil.rng.random() < 0.4:
        return f'<w:fldSimple w:instr=" SAVEDATE ">{pencil.run(text)}</w:fldSimple>'
    return complex_field(pencil, text, 'DATE \\@ "yyyy年M月d日"')


def form_text(pencil: Pencil, text: str) -> str:
    data = f'<w:ffData><w:name w:val="Text{pencil.number()}"/><w:enabled/><w:textInput/></w:ffData>'
    return complex_field(pencil, text, "FORMTEXT", data)


def boxed(pencil: Pencil, text: str) -> str:
    """Each digit is an EQ field that draws it in a box; such a field has no result."""
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    code = '<w:r><w:instrText xml:space="preserve"> eq \\o\\ac(□,{}) </w:instrText></w:r>'
    return "".join(kinds[0] + code.format(digit) + kinds[1] for digit in text)


def ruby(pencil: Pencil, text: str) -> str:
    settings = '<w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="12"/><w:hpsRaise w:val="22"/>'
    settings += '<w:hpsBaseText w:val="24"/><w:lid w:val="zh-CN"/></w:rubyPr>'
    return "".join(
        f"<w:r><w:ruby>{settings}<w:rt>{pencil.run('yīn')}</w:rt><w:rubyBase>{pencil.run(sign)}</w:rubyBase></w:ruby></w:r>"
        if sign.strip()
        else pencil.run(sign)
        for sign in text
    )


def alternate(pencil: Pencil, text: str) -> str:
    """The same text for new and for old programs, as runs or as a text box."""
    if pencil.rng.random() < 0.5:
        run = pencil.run(text)
        choice = f'<mc:Choice Requires="w14">{run}</mc:Choice>'
        return f"<mc:AlternateContent>{choice}<mc:Fallback>{run}</mc:Fallback></mc:AlternateContent>"
    return text_box(pencil, f"<w:p>{pencil.run(text)}</w:p>", 1400000, 320000)


def text_box(pencil: Pencil, paragraphs: str, width: int, height: int) -> str:
    """A run with an anchored text box, and its VML twin for old programs."""
    number = pencil.number()
    content = f"<w:txbxContent>{paragraphs}</w:txbxContent>"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    drawing = (
        f'<w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="文本框 {number}"/>'
        f'<a:graphic><a:graphicData uri="{uri}">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    size = f"width:{width // 12700}pt;height:{height // 12700}pt"
    old = f'<w:pict><v:shape id="s{number}" style="{size}"><v:textbox>{content}</v:textbox></v:shape></w:pict>'
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice>'
    both = f"<mc:AlternateContent>{choice}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    return f"<w:r>{both}</w:r>"
