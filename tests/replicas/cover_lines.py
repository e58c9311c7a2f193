"""The lines above the table (of Guangzhou: the cover page) in other houses."""

from __future__ import annotations

from collections.abc import Collection

from tests.replicas.model import Block, Box, Cell, Line, Paper, Row, Span, Table, lines

_BLANK = " " * 12


def change(paper: Paper, on: Collection[str]) -> None:
    if "cover_missing" in on:
        _drop(paper)
    if "cover_underlined" in on:
        _underline(paper)
    if "cover_in_table" in on:
        paper.cover = _tabled(paper.cover)
        paper.foot = _foot_table(paper.foot)
    elif "cover_in_textbox" in on and paper.cover:
        inside = [block for block in paper.cover if isinstance(block, Line) and not block.page_break]
        outside = [block for block in paper.cover if isinstance(block, Line) and block.page_break]
        paper.cover = [Box(inside), *outside]


def _drop(paper: Paper) -> None:
    """Of Guangzhou the cover page, of Jinhua the number of the annex and the title."""
    if any(isinstance(block, Line) and block.page_break for block in paper.cover):
        paper.cover = []
    else:
        paper.cover = [block for block in paper.cover if not (isinstance(block, Line) and block.size)]


def _underline(paper: Paper) -> None:
    for line in lines(paper.blocks):
        if any(sign in line.text for sign in ("盖章", "签章", "组织单位", "联系人:", "申报时间", "填表人")):
            line.underlined = True
            line.spans.append(Span(_BLANK))


def _tabled(cover: list[Block]) -> list[Block]:
    """The annex number stays a line; what has a value becomes a row of two cells, all else a row of one."""
    blocks: list[Block] = []
    rows: list[Row] = []
    for block in cover:
        if not isinstance(block, Line) or block.page_break or block.text.startswith("附件"):
            if rows:
                blocks.append(Table(rows))
                rows = []
            blocks.append(block)
        elif block.spans:
            rows.append(_row(block))
    return [*blocks, *([Table(rows), Line()] if rows else [])]


def _row(line: Line) -> Row:
    spans = [span for span in line.spans if span.text.strip()]
    if line.size or (len(spans) == 1 and "：" not in spans[0].text and ":" not in spans[0].text):
        return Row([Cell([line], 4)], "title")
    if spans[0].text == "金华市市场监督管理局：":
        return Row([Cell([line], 4)], "title")
    return Row([Cell([Line(spans[:1])], 1.5), Cell([Line(spans[1:])], 2.5)], "cover")


def _foot_table(foot: list[Block]) -> list[Block]:
    if not foot or not isinstance(foot[0], Line):
        return foot
    cells: list[Cell] = []
    for span in foot[0].spans:
        if span.kind == "label":
            cells += [Cell([Line([span])], 1), Cell([Line()], 1.5)]
        elif span.text.strip():
            cells[-1].lines[0].spans.append(span)
    return [Line(), Table([Row(cells, "foot")]), *foot[1:]]
