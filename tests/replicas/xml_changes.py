"""Changes to the XML itself: content controls around cells and rows, spans that contradict, seals, empty paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from random import Random

from docx.oxml import parse_xml
from lxml import etree

from tests.replicas.ooxml import NAMESPACES
from tests.replicas.package import Package
from tests.replicas.runs import Pencil

W = f"{{{NAMESPACES['w']}}}"
_NAMES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
Element = etree._Element


def change(body: Element, on: Collection[str], rng: Random, package: Package, pencil: Pencil) -> None:
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("empty_paragraphs", lambda: _empty_paragraphs(body, rng)),
        ("seal_picture", lambda: _seals(body, package, pencil)),
        ("vmerge_nonsense", lambda: _odd_merges(body, rng)),
        ("gridspan_nonsense", lambda: _odd_spans(body, rng)),
        ("tracked_changes", lambda: _deleted_rows(body, pencil)),
        ("sdt_placeholders", lambda: _placeholders(body, pencil)),
        ("sdt_runs", lambda: _wrap(list(body.iter(f"{W}tc")), f"{W}p", rng, pencil, 0.1)),
        ("sdt_cells", lambda: _wrap(list(body.iter(f"{W}tr")), f"{W}tc", rng, pencil, 0.5)),
        ("sdt_rows", lambda: _wrap(list(body.iter(f"{W}tbl")), f"{W}tr", rng, pencil, 0.5)),
    )
    for switch, step in steps:
        if switch in on:
            step()


def xml(text: str) -> Element:
    """An element from text in which the usual prefixes are known."""
    start, _, rest = text.partition(">")
    slash = "/" if start.endswith("/") else ""
    element: Element = parse_xml(f"{start.rstrip('/')} {_NAMES}{slash}>{rest}")
    return element


def _wrap(parents: list[Element], tag: str, rng: Random, pencil: Pencil, share: float) -> None:
    """Some children of each parent go into a content control; the first parent's first child always."""
    for number, parent in enumerate(parents):
        for index, child in enumerate(parent.findall(tag)):
            if rng.random() < share or (number == 0 and index == 0):
                control = xml(f'<w:sdt><w:sdtPr><w:id w:val="{pencil.number()}"/></w:sdtPr><w:sdtContent/></w:sdt>')
                parent.replace(child, control)
                control[1].append(child)


def _empty_paragraphs(body: Element, rng: Random) -> None:
    for cell in list(body.iter(f"{W}tc")):
        if rng.random() < 0.4:
            cell.insert(list(cell).index(cell.find(f"{W}p")), xml("<w:p/>"))
        if rng.random() < 0.4:
            cell.append(xml('<w:p><w:pPr><w:jc w:val="left"/></w:pPr></w:p>'))
    for block in list(body):
        if rng.random() < 0.5:
            block.addnext(xml("<w:p/>"))


def _seals(body: Element, package: Package, pencil: Pencil) -> None:
    """Over each place for a seal: at the first inline, at the others floating over the text."""
    picture = package.picture()
    places = [each for each in body.iter(f"{W}p") if {"盖章", "签章"} & set(_pairs("".join(each.itertext())))]
    for index, paragraph in enumerate(places):
        paragraph.append(
            xml(f"<w:r><w:drawing>{_drawing(picture, pencil.number(), floating=index > 0)}</w:drawing></w:r>")
        )


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


def _drawing(picture: str, number: int, *, floating: bool) -> str:
    extent = '<wp:extent cx="1260000" cy="1260000"/>'
    properties = f'<wp:docPr id="{number}" name="图片 {number}" descr="公章"/>'
    shape = (
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="seal.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{picture}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1260000" cy="1260000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    )
    data = f'<a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic>{shape}</pic:pic></a:graphicData>'
    graphic = f"<a:graphic>{data}</a:graphic>"
    if not floating:
        return f"<wp:inline>{extent}{properties}{graphic}</wp:inline>"
    places = (
        '<wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>1200000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>-300000</wp:posOffset></wp:positionV>'
    )
    flags = 'simplePos="0" relativeHeight="251658240" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"'
    return f"<wp:anchor {flags}>{places}{extent}<wp:wrapNone/>{properties}{graphic}</wp:anchor>"


def _odd_merges(body: Element, rng: Random) -> None:
    """A merge that begins and is not continued; one that continues in a first row."""
    for table in body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        _merge(rows[0].find(f"{W}tc"), "continue")
        for row, below in zip(rows[1:], [*rows[2:], None], strict=True):
            if below is None or below.find(f".//{W}vMerge") is None:
                _merge(rng.choice(row.findall(f"{W}tc")), "restart")


def _merge(cell: Element, how: str) -> None:
    properties = cell.find(f"{W}tcPr")
    if properties.find(f"{W}vMerge") is None:
        aligned = properties.find(f"{W}vAlign")
        aligned.addprevious(xml(f'<w:vMerge w:val="{how}"/>' if how == "restart" else "<w:vMerge/>"))


def _odd_spans(body: Element, rng: Random) -> None:
    """The last cell of some rows spans nothing or far too much; the grid has lost columns."""
    for table in body.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        for column in list(grid)[1::2]:
            grid.remove(column)
        for row in table.findall(f"{W}tr"):
            if rng.random() < 0.5:
                _span(row.findall(f"{W}tc")[-1], rng.choice(("0", "40", "63")))
            if rng.random() < 0.4:
                after = xml(f'<w:gridAfter w:val="{rng.choice((3, 9, 30))}"/>')
                row.find(f"{W}trPr").insert(0, after)


def _span(cell: Element, many: str) -> None:
    properties = cell.find(f"{W}tcPr")
    span = properties.find(f"{W}gridSpan")
    if span is None:
        span = xml('<w:gridSpan w:val="1"/>')
        properties.find(f"{W}tcW").addnext(span)
    span.set(f"{W}val", many)


def _placeholders(body: Element, pencil: Pencil) -> None:
    """A control that shows its prompt in each empty cell, or, where none is empty, in an empty line of a cell."""
    empty = [cell.find(f"{W}p") for cell in body.iter(f"{W}tc") if _is_empty(cell)]
    others = [each for each in body.iterfind(f".//{W}tc/{W}p") if each.find(f"{W}r") is None]
    for paragraph in empty or others[:1]:
        run = '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>单击或点击此处输入文字。</w:t></w:r>'
        kind = f'<w:id w:val="{pencil.number()}"/><w:showingPlcHdr/><w:text/>'
        paragraph.append(xml(f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"))


def _is_empty(cell: Element) -> bool:
    """Whether nothing is in it and it is not merged away."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return cell.find(f".//{W}r") is None and (merge is None or merge.get(f"{W}val") == "restart")


def _deleted_rows(body: Element, pencil: Pencil) -> None:
    """A row that is deleted, but not yet for good, at the end of each table."""
    mark = 'w:author="审核员" w:date="2017-04-01T09:00:00Z"'
    for table in body.iter(f"{W}tbl"):
        columns = len(table.find(f"{W}tblGrid"))
        text = (
            f'<w:del w:id="{pencil.number()}" {mark}><w:r><w:delText>已删除的一行：单位名称</w:delText></w:r></w:del>'
        )
        cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr><w:p>{text}</w:p></w:tc>'
        table.append(xml(f'<w:tr><w:trPr><w:del w:id="{pencil.number()}" {mark}/></w:trPr>{cell}</w:tr>'))
