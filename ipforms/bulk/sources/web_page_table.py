"""A web page as a table: what ERP systems and questionnaires export under the name .xls.

Of the tables of a page the one with most cells counts. A cell that spans several rows or columns stands in its first
row, and in each of its columns. What a style hides is not there.
"""

import csv
import io
import re
from html.parser import HTMLParser

from ipforms.bulk.sources.byte_source import ByteSource
from ipforms.bulk.sources.csv_table import CsvTable
from ipforms.bulk.sources.table_format import not_a_table
from ipforms.bulk.sources.table_model import TableLimits
from ipforms.bulk.sources.text_encoding import decode, encoding_of
from ipforms.errors import exceeded

_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_SILENT = frozenset(("style", "script", "title", "s", "strike", "del"))
_HEAD = 4_096  # bytes in which a page says its encoding
_MOST_SPAN = 200  # columns; a wider cell is a title over all


class WebPageTable(CsvTable):
    """The largest table of a web page."""

    def __init__(
        self, data: ByteSource, limits: TableLimits, *, encoding: str | None, rows: tuple[int, int] | None = None
    ) -> None:
        content = data.open().read(limits.max_file_bytes + 1)
        if len(content) > limits.max_file_bytes:
            raise exceeded(data.name, "file_bytes", limits.max_file_bytes, count=len(content))
        named = _CHARSET.search(content[:_HEAD])
        said = None if named is None else named[1].decode("ascii", "ignore")
        page = _Page()
        page.feed(decode(content, encoding_of(data, encoding or said), data.name))
        page.close()
        cells = max(page.tables, key=lambda table: sum(map(len, table)), default=[])
        if not cells:
            raise not_a_table(data.name, "markup", "save_as")
        written = io.StringIO()
        csv.writer(written).writerows(cells)
        source = ByteSource(written.getvalue().encode())
        source.name = data.name
        super().__init__(source, limits, encoding="utf-8", delimiter=",", rows=rows)


class _Page(HTMLParser):
    """Reads the tables of a page, those within cells apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cells: list[list[str] | None] = []
        self._spans: list[tuple[int, int]] = []
        self._below: list[dict[int, int]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "table":
            self.tables.append([])
            self._open.append(self.tables[-1])
            self._cells.append(None)
            self._spans.append((1, 1))
            self._below.append({})
        elif tag in _SILENT:
            self._silent += 1
        elif self._open and tag == "tr":
            self._finish()
            self._open[-1].append([])
        elif self._open and tag in ("td", "th"):
            self._finish()
            self._spans[-1] = (_number(said.get("colspan")), _number(said.get("rowspan")))
            self._cells[-1] = [] if not _HIDDEN.search(said.get("style") or "") else None
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif self._open and tag in ("td", "th", "tr"):
            self._finish()
        elif self._open and tag == "table":
            self._finish()
            for stack in (self._open, self._cells, self._spans, self._below):
                stack.pop()

    def handle_data(self, data: str) -> None:
        if self._cells and self._cells[-1] is not None and not self._silent:
            self._cells[-1].append(data)

    def _finish(self) -> None:
        """Put the cell that is open into its row, behind what reaches down from the rows above."""
        text, self._cells[-1] = self._cells[-1], None
        if text is None:
            return
        rows, below = self._open[-1], self._below[-1]
        if not rows:
            rows.append([])
        row, (across, down) = rows[-1], self._spans[-1]
        while below.get(len(row), 0) >= len(rows):
            row.append("")
        words = "".join(text).strip().replace("\xa0", " ").strip()
        for _ in range(across):
            if down > 1:
                below[len(row)] = len(rows) + down - 1
            row.append(words)


def _number(text: str | None) -> int:
    return min(max(int(text), 1), _MOST_SPAN) if text and text.strip().isdigit() else 1
