"""A plot as SVG, drawn by hand: bars on a logarithmic scale, and memory beside the number of records."""

from __future__ import annotations

import math
from collections.abc import Sequence

_WIDTH, _LEFT, _BAR, _GAP = 720, 190, 24, 12
_FONT = 'font-family="sans-serif" font-size="13"'
_OURS, _THEIRS = "#2f6db5", "#b9b9b9"


def bars(rates: Sequence[tuple[str, float]], memory: Sequence[tuple[int, float]]) -> str:
    """Files a second of each program, and MiB of ipforms at so many records."""
    speeds = [(name, rate, f"{rate:,.0f}/s", _scaled(rate, rates)) for name, rate in rates]
    most = max(size for _, size in memory)
    sizes = [(f"{count:,} records", size, f"{size:.0f} MiB", size / most) for count, size in memory]
    top, pieces = 0, []
    for title, rows in (
        ("DOCX from a CSV, files a second (logarithmic)", speeds),
        ("Memory of the largest process; one worker, then two", sizes),
    ):
        pieces.append(_text(10, top + 24, title, weight="bold"))
        top += 38
        for name, _, said, share in rows:
            pieces.append(_row(top, name, said, share))
            top += _BAR + _GAP
        top += _GAP
    body = "\n".join(pieces)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{top}" viewBox="0 0 {_WIDTH} {top}">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{body}\n</svg>\n'
    )


def _scaled(rate: float, rates: Sequence[tuple[str, float]]) -> float:
    most = max(each for _, each in rates)
    return math.log10(max(rate, 1.1)) / math.log10(most)


def _row(top: int, name: str, said: str, share: float) -> str:
    room = _WIDTH - _LEFT - 110
    colour = _OURS if "ipforms" in name or "records" in name else _THEIRS
    bar = f'<rect x="{_LEFT}" y="{top}" width="{share * room:.0f}" height="{_BAR}" fill="{colour}"/>'
    label, figure = _text(_LEFT - 10, top + 17, name, anchor="end"), _text(_LEFT + share * room + 8, top + 17, said)
    return "\n".join((label, bar, figure))


def _text(x: float, y: int, text: str, *, anchor: str = "start", weight: str = "normal") -> str:
    return f'<text x="{x:.0f}" y="{y}" text-anchor="{anchor}" font-weight="{weight}" {_FONT}>{text}</text>'
