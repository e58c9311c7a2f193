"""Turns the document model into the parts of a DOCX package, byte for byte the same each time."""

import itertools
import math
import struct
import zipfile
import zlib
from functools import lru_cache
from xml.sax.saxutils import escape

from .model import Para, Raw, Table

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word" mc:Ignorable="w14"'
)
WHO = 'w:author="王秘书" w:date="2022-05-10T09:30:00Z"'
TRACK = {"ins": "ins", "del": "del", "move_from": "moveFrom", "move_to": "moveTo"}


def quote(text):
    """Text escaped for XML, also inside attributes."""
    return escape(text, {'"': "&quot;"})


def run_props(fmt):
    """The rPr element of a run, in the order Word wants."""
    out = []
    if "style" in fmt:
        out.append(f'<w:rStyle w:val="{fmt["style"]}"/>')
    if "font" in fmt:
        f = fmt["font"]
        out.append(f'<w:rFonts w:ascii="{f}" w:hAnsi="{f}" w:eastAsia="{f}" w:cs="{f}"/>')
    for name in ("b", "i", "strike", "dstrike", "vanish"):
        if name in fmt:
            out.append(f"<w:{name}/>" if fmt[name] else f'<w:{name} w:val="0"/>')
    if "color" in fmt:
        out.append(f'<w:color w:val="{fmt["color"]}"/>')
    if "scale" in fmt:
        out.append(f'<w:w w:val="{fmt["scale"]}"/>')
    if "sz" in fmt:
        out.append(f'<w:sz w:val="{fmt["sz"]}"/><w:szCs w:val="{fmt["sz"]}"/>')
    if "hl" in fmt:
        out.append(f'<w:highlight w:val="{fmt["hl"]}"/>')
    if "u" in fmt:
        out.append(f'<w:u w:val="{fmt["u"]}"/>')
    if "shd" in fmt:
        out.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{fmt["shd"]}"/>')
    if "fit" in fmt:
        out.append(f'<w:fitText w:val="{fmt["fit"]}" w:id="77"/>')
    if "va" in fmt:
        out.append(f'<w:vertAlign w:val="{fmt["va"]}"/>')
    if "em" in fmt:
        out.append(f'<w:em w:val="{fmt["em"]}"/>')
    if "extra" in fmt:
        out.append(fmt["extra"])
    return f"<w:rPr>{''.join(out)}</w:rPr>" if out else ""


def text_xml(text, tag="t"):
    """The children of a run for a text with tabs and line breaks."""
    out, word = [], []

    def flush():
        if word:
            out.append(f'<w:{tag} xml:space="preserve">{quote("".join(word))}</w:{tag}>')
            word.clear()

    for char in text:
        if char in "\n\t":
            flush()
            out.append("<w:br/>" if char == "\n" else "<w:tab/>")
        else:
            word.append(char)
    flush()
    return "".join(out)


def run_xml(item):
    """A run, inside a revision mark where it is tracked."""
    if isinstance(item, Raw):
        return item.xml
    fmt = item.fmt
    kind = next((k for k in TRACK if fmt.get(k)), None)
    tag = "delText" if kind == "del" else "t"
    xml = f"<w:r>{run_props(fmt)}{text_xml(item.text, tag)}</w:r>"
    if kind:
        xml = f'<w:{TRACK[kind]} w:id="{900 + len(item.text)}" {WHO}>{xml}</w:{TRACK[kind]}>'
    return xml


def para_xml(p):
    """A paragraph element."""
    fmt, out = p.fmt, []
    if "style" in fmt:
        out.append(f'<w:pStyle w:val="{fmt["style"]}"/>')
    if fmt.get("page_before"):
        out.append("<w:pageBreakBefore/>")
    if "frame" in fmt:
        out.append(fmt["frame"])
    if "num" in fmt:
        out.append(f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{fmt["num"]}"/></w:numPr>')
    if "tabs" in fmt:
        stops = "".join(f'<w:tab w:val="left" w:pos="{t}"/>' for t in fmt["tabs"])
        out.append(f"<w:tabs>{stops}</w:tabs>")
    if "line" in fmt:
        out.append(f'<w:spacing w:line="{fmt["line"]}" w:lineRule="auto"/>')
    if "indent" in fmt:
        out.append(f'<w:ind w:firstLine="{fmt["indent"]}"/>')
    if "left" in fmt:
        out.append(f'<w:ind w:left="{fmt["left"]}"/>')
    if "align" in fmt:
        out.append(f'<w:jc w:val="{fmt["align"]}"/>')
    if "rpr" in fmt:
        out.append(f"<w:rPr>{fmt['rpr']}</w:rPr>")
    props = f"<w:pPr>{''.join(out)}</w:pPr>" if out else ""
    return f"<w:p>{props}{''.join(run_xml(r) for r in p.runs)}</w:p>"


def block_xml(block):
    """A paragraph, a table or raw XML."""
    if isinstance(block, Raw):
        return block.xml
    return table_xml(block) if isinstance(block, Table) else para_xml(block)


def edges_of(table):
    """The edges (in twips) of the fine grid."""
    weights = table.weights or [1] * table.cols
    total, edges, at = sum(weights), [0], 0
    for w in weights:
        at += w
        edges.append(round(at * table.width / total))
    return edges


def row_edges(row, fine):
    """Left edges and the right end of the cells of a row, with the row's own shifts."""
    at, edges = row.fmt.get("skip", 0), []
    for cell in row.cells:
        edges.append(fine[at])
        at += cell.span
    edges.append(fine[min(at, len(fine) - 1)])
    shifts = row.fmt.get("shifts")
    if shifts:
        edges = [e + s for e, s in zip(edges, shifts, strict=False)]
    return edges


def cell_xml(cell, width, span, table):
    """A table cell."""
    out = [f'<w:tcW w:w="{width}" w:type="dxa"/>']
    if span > 1:
        out.append(f'<w:gridSpan w:val="{span}"/>')
    if cell.vmerge:
        out.append('<w:vMerge w:val="restart"/>' if cell.vmerge == "r" else "<w:vMerge/>")
    if "borders" in cell.fmt:
        out.append(f"<w:tcBorders>{cell.fmt['borders']}</w:tcBorders>")
    if "shade" in cell.fmt:
        out.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fmt["shade"]}"/>')
    if "dir" in cell.fmt:
        out.append(f'<w:textDirection w:val="{cell.fmt["dir"]}"/>')
    valign = cell.fmt.get("valign", table.fmt.get("valign", "center"))
    out.append(f'<w:vAlign w:val="{valign}"/>')
    blocks = [] if cell.vmerge == "c" else cell.blocks
    body = "".join(block_xml(b) for b in blocks)
    if not blocks or isinstance(blocks[-1], Table):
        body += "<w:p/>"
    xml = f"<w:tc><w:tcPr>{''.join(out)}</w:tcPr>{body}</w:tc>"
    if "sdt" in cell.fmt:
        xml = f"<w:sdt><w:sdtPr>{cell.fmt['sdt']}</w:sdtPr><w:sdtContent>{xml}</w:sdtContent></w:sdt>"
    return xml


def row_xml(row, edges, grid, table):
    """A table row on the common grid."""
    out = []
    before = grid.index(edges[0])
    after = len(grid) - 1 - grid.index(edges[-1])
    if before:
        out.append(f'<w:gridBefore w:val="{before}"/>')
    if after:
        out.append(f'<w:gridAfter w:val="{after}"/>')
    height = row.fmt.get("height", table.fmt.get("height"))
    if height:
        out.append(f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>')
    if row.fmt.get("header"):
        out.append("<w:tblHeader/>")
    if row.fmt.get("tracked"):
        out.append(f'<w:{row.fmt["tracked"]} w:id="880" {WHO}/>')
    props = f"<w:trPr>{''.join(out)}</w:trPr>" if out else ""
    cells = []
    for cell, left, right in zip(row.cells, edges, edges[1:], strict=False):
        span = grid.index(right) - grid.index(left)
        cells.append(cell_xml(cell, right - left, span, table))
    xml = f"<w:tr>{props}{''.join(cells)}</w:tr>"
    if "sdt" in row.fmt:
        xml = f"<w:sdt><w:sdtPr>{row.fmt['sdt']}</w:sdtPr><w:sdtContent>{xml}</w:sdtContent></w:sdt>"
    return xml


def borders_xml(style):
    """Table borders of a style: grid, thick (double frame), none, rules."""
    if style == "none":
        names = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), "nil")
    elif style == "thick":
        names = dict.fromkeys(("top", "left", "bottom", "right"), "thickThinSmallGap")
        names |= {"insideH": "single", "insideV": "single"}
    elif style == "rules":
        names = {"top": "single", "left": "nil", "bottom": "single", "right": "nil"}
        names |= {"insideH": "single", "insideV": "single"}
    else:
        names = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), "single")
    return "".join(
        f'<w:{n} w:val="{v}" w:sz="{12 if "thick" in v else 4}" w:space="0" w:color="000000"/>'
        for n, v in names.items()
    )


def table_xml(table):
    """A table with the grid that its rows need."""
    fine = edges_of(table)
    all_edges = [row_edges(r, fine) for r in table.rows]
    grid = sorted({e for edges in all_edges for e in edges})
    cols = "".join(f'<w:gridCol w:w="{b - a}"/>' for a, b in itertools.pairwise(grid))
    borders = borders_xml(table.fmt.get("borders", "grid"))
    align = f'<w:jc w:val="{table.fmt["align"]}"/>' if "align" in table.fmt else ""
    margin = table.fmt.get("margin", 80)
    props = (
        f'<w:tblW w:w="{table.width}" w:type="dxa"/>{align}<w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
    )
    rows = "".join(row_xml(r, e, grid, table) for r, e in zip(table.rows, all_edges, strict=True))
    return f"<w:tbl><w:tblPr>{props}</w:tblPr><w:tblGrid>{cols}</w:tblGrid>{rows}</w:tbl>"


@lru_cache
def png(kind):
    """A little picture: a red round stamp, a signature's scribble, or a grey photo."""
    size = 96
    rows = []
    for y in range(size):
        line = bytearray([0])
        for x in range(size):
            line += bytes(pixel(kind, x, y, size))
        rows.append(bytes(line))

    def chunk(tag, data):
        body = tag + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    data = zlib.compress(b"".join(rows), 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pixel(kind, x, y, size):
    """The colour of one point of a picture."""
    if kind == "stamp":
        far = math.hypot(x - size / 2, y - size / 2)
        star = far < 12 and (math.atan2(y - size / 2, x - size / 2) * 5) % 6.2 < 3.4
        return (220, 30, 30, 200) if 40 < far < 46 or star else (255, 255, 255, 0)
    if kind == "scribble":
        wave = size / 2 + 18 * math.sin(x / 7) + 9 * math.sin(x / 3.1)
        return (20, 20, 60, 255) if abs(wave - y) < 2.5 else (255, 255, 255, 0)
    return (150 + (x * y) % 60, 160, 170, 255)


CONTENT_TYPES = {
    "header1.xml": "header",
    "footer1.xml": "footer",
    "comments.xml": "comments",
    "footnotes.xml": "footnotes",
    "endnotes.xml": "endnotes",
    "numbering.xml": "numbering",
    "styles.xml": "styles",
    "settings.xml": "settings",
}
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def styles_xml(theme):
    """The styles part: the author's font and size, and a few styles that habits use."""
    font, size = theme["font"], theme["size"]
    latin = theme.get("latin", "Times New Roman")
    return (
        f"{HEAD}<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{font}" w:cs="{latin}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:eastAsia="zh-CN"/></w:rPr>'
        "</w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="character" w:styleId="Erased"><w:name w:val="作废"/><w:rPr><w:strike/>'
        '</w:rPr></w:style><w:style w:type="character" w:styleId="Erased2" ><w:name w:val="作废二"/>'
        '<w:basedOn w:val="Erased"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Hint"><w:name w:val="填写提示"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Struck"><w:name w:val="删除段落"/>'
        "<w:rPr><w:dstrike/></w:rPr></w:style></w:styles>"
    )


def numbering_xml():
    """Two automatic numberings: 1. 2. 3. and （一）（二）."""
    out = []
    for num, kind, text in ((1, "decimal", "%1."), (2, "chineseCounting", "（%1）")):
        out.append(
            f'<w:abstractNum w:abstractNumId="{num}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        )
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    return f"{HEAD}<w:numbering {NS}>{''.join(out)}{nums}</w:numbering>"


def notes_xml(kind, notes):
    """Footnotes or endnotes with the two separators every file has."""
    seps = "".join(
        f'<w:{kind} w:type="{t}" w:id="{i}"><w:p><w:r><w:{t}/></w:r></w:p></w:{kind}>'
        for i, t in ((-1, "separator"), (0, "continuationSeparator"))
    )
    body = "".join(
        f'<w:{kind} w:id="{i}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f"<w:{kind}Ref/></w:r><w:r><w:t>{quote(t)}</w:t></w:r></w:p></w:{kind}>"
        for i, t in enumerate(notes, 1)
    )
    return f"{HEAD}<w:{kind}s {NS}>{seps}{body}</w:{kind}s>"


def comments_xml(notes):
    """The comments part."""
    body = "".join(
        f'<w:comment w:id="{i}" {WHO} w:initials="W"><w:p><w:r><w:t>{quote(t)}</w:t></w:r></w:p></w:comment>'
        for i, t in enumerate(notes)
    )
    return f"{HEAD}<w:comments {NS}>{body}</w:comments>"


def document_xml(doc, blocks):
    """The main part."""
    theme = doc.theme
    body = "".join(block_xml(b) for b in blocks)
    if not blocks or not isinstance(blocks[-1], Para):
        body += "<w:p/>"
    refs = ""
    if doc.header:
        refs += '<w:headerReference w:type="default" r:id="rIdH"/>'
    if doc.footer:
        refs += '<w:footerReference w:type="default" r:id="rIdF"/>'
    if theme.get("landscape"):
        page = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    else:
        page = '<w:pgSz w:w="11906" w:h="16838"/>'
    margins = '<w:pgMar w:top="1440" w:right="1300" w:bottom="1440" w:left="1300" '
    margins += 'w:header="851" w:footer="992" w:gutter="0"/>'
    sect = f"<w:sectPr>{refs}{page}{margins}</w:sectPr>"
    return f"{HEAD}<w:document {NS}><w:body>{body}{sect}</w:body></w:document>"


def parts_of(doc, blocks):
    """All parts of the package, by name."""
    parts = {"document.xml": document_xml(doc, blocks), "styles.xml": styles_xml(doc.theme)}
    parts["numbering.xml"] = numbering_xml()
    parts["settings.xml"] = f'{HEAD}<w:settings {NS}><w:defaultTabStop w:val="420"/></w:settings>'
    if doc.header:
        parts["header1.xml"] = f"{HEAD}<w:hdr {NS}>{doc.header}</w:hdr>"
    if doc.footer:
        parts["footer1.xml"] = f"{HEAD}<w:ftr {NS}>{doc.footer}</w:ftr>"
    if doc.comments:
        parts["comments.xml"] = comments_xml(doc.comments)
    if doc.footnotes:
        parts["footnotes.xml"] = notes_xml("footnote", doc.footnotes)
    if doc.endnotes:
        parts["endnotes.xml"] = notes_xml("endnote", doc.endnotes)
    return parts


def save(doc, blocks, path):
    """Writes the DOCX with fixed times, so that the same document is the same file."""
    parts = parts_of(doc, blocks)
    rels, types = [], []
    for name in parts:
        if name == "document.xml":
            continue
        kind = CONTENT_TYPES[name]
        rid = {"header": "rIdH", "footer": "rIdF"}.get(kind, f"rId_{kind}")
        rels.append(f'<Relationship Id="{rid}" Type="{OFFICE}/{kind}" Target="{name}"/>')
        types.append(
            f'<Override PartName="/word/{name}" ContentType="application/vnd.openxmlformats-'
            f'officedocument.wordprocessingml.{kind}+xml"/>'
        )
    for kind in sorted(doc.images):
        rels.append(f'<Relationship Id="rIdP_{kind}" Type="{OFFICE}/image" Target="media/{kind}.png"/>')
    for rid, target in doc.links:
        rels.append(
            f'<Relationship Id="{rid}" Type="{OFFICE}/hyperlink" Target="{quote(target)}" TargetMode="External"/>'
        )
    space = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{space}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.'
        f'main+xml"/>{"".join(types)}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{space}/relationships"><Relationship Id="rId1"'
        f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{space}/relationships">'
        f"{''.join(rels)}</Relationships>",
    }
    for name, xml in parts.items():
        files[f"word/{name}"] = xml
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(zipfile.ZipInfo(name, (2022, 5, 1, 8, 0, 0)), data, zipfile.ZIP_DEFLATED)
        for kind in sorted(doc.images):
            info = zipfile.ZipInfo(f"word/media/{kind}.png", (2022, 5, 1, 8, 0, 0))
            out.writestr(info, png(kind), zipfile.ZIP_DEFLATED)
