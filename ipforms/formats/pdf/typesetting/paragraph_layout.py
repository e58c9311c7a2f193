"""A `w:p` as measures and pieces: what `form.typ` sets without knowing of Word."""

from dataclasses import replace
from typing import Any

from ipforms.formats.pdf.typesetting.run_layout import TAB, Piece, fitting, pieces
from ipforms.formats.pdf.typesetting.style_sheet import (
    ParagraphStyle,
    StyleSheet,
    W,
    attribute,
    with_paragraph,
    with_run,
)

LayoutNode = dict[str, Any]  # A paragraph, a row, a table or a page as plain data

SMALLEST_PRINT_SIZE = 7.5  # 六号: no number is printed smaller, in points


def paragraph(element: Any, styles: StyleSheet, width: float) -> LayoutNode:
    """A paragraph that stands in `width` points."""
    look = _look(element, styles)
    inside = max(width - look.left - look.right, look.size)
    printed = list(pieces(element))
    if any("tab" in piece for piece in printed) and look.tabs:
        return _frame(look) | {"columns": _columns(printed, look, width)}
    texts = [{"text": TAB} if "tab" in piece else piece for piece in printed]
    parts, measured = fitting(texts, look.size, inside)
    return _frame(look) | {
        "pieces": parts,
        "measured": measured,
        "inside": inside,
        "height": _height(texts, look, inside),
    }


def _look(element: Any, styles: StyleSheet) -> ParagraphStyle:
    properties = element.find(f"{W}pPr")
    look = with_paragraph(styles.look(attribute(properties, "pStyle")), properties)
    first = element.find(f"{W}r/{W}rPr")
    return look if first is None else with_run(look, first)


def _frame(look: ParagraphStyle) -> LayoutNode:
    return {
        "size": look.size,
        "line": look.line_height,
        "before": look.before,
        "after": look.after,
        "left": look.left,
        "right": look.right,
        "first": look.first,
        "align": look.align,
        "role": look.role,
        "bold": look.bold,
        "keep": look.keep_next,
        "smallest": min(SMALLEST_PRINT_SIZE, look.size),
    }


def _height(printed: list[Piece], look: ParagraphStyle, width: float) -> float:
    """About how high it gets, in points: rather more than less."""
    count, used = 1, look.first
    for piece in printed:
        for character in piece.get("text", ""):
            used += look.size if ord(character) > 0x2E7F else look.size * 0.6
            if used > width:
                count, used = count + 1, look.size
        if "break" in piece:
            count, used = count + 1, 0
    return count * look.line_height


def _columns(printed: list[Piece], look: ParagraphStyle, width: float) -> list[LayoutNode]:
    """The text between tabs as columns that begin, or end, at the tab stops.

    A tab that is underlined draws the rest of the line before it. Tabs for which no stop is left are blanks.
    """
    parts, marks = [list[Piece]()], list[bool]()
    stops = [stop for stop in look.tabs if stop[0] > look.left + look.first]
    for piece in printed:
        if "tab" not in piece:
            parts[-1].append(piece)
        elif len(marks) < len(stops):
            parts.append([])
            marks.append("underlined" in piece)
        else:
            parts[-1].append({**piece, "text": TAB})
    return list(_placed(parts, marks, stops, look, width))


def _placed(
    parts: list[list[Piece]], marks: list[bool], stops: list[tuple[float, str]], look: ParagraphStyle, width: float
) -> list[LayoutNode]:
    """The columns, in points from the left; the last one is left out where nothing is written behind the last tab."""
    begins = [look.left + look.first, *(position for position, _ in stops)]
    right = width - look.right
    columns: list[LayoutNode] = []
    for number, part in enumerate(parts):
        if not part and number and number == len(parts) - 1:
            break
        begin = begins[number]
        if number and stops[number - 1][1] in ("right", "end"):
            # It ends at its tab stop, and the column before it takes what is left.
            total = begin - begins[0]
            columns[-1]["wide"] = None
            columns[0]["total"] = total
            columns.append(_column(part, look, None, total) | {"align": "right"})
            continue
        end = begins[number + 1] if number + 1 < len(parts) else right
        wide = max(end - begin, look.size)
        columns.append(_column(part, look, wide, wide) | {"filled": number < len(marks) and marks[number]})
    return columns


def _column(part: list[Piece], look: ParagraphStyle, wide: float | None, inside: float) -> LayoutNode:
    texts, measured = fitting(part, look.size, inside)
    frame = _frame(replace(look, left=0, right=0, first=0, align="left", before=0, after=0))
    height = _height(part, look, inside)
    return frame | {"pieces": texts, "measured": measured, "inside": inside, "wide": wide, "height": height}
