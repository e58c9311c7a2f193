"""Plain tables as a workbook and as a page: who is recommended and why not, all files that came, a list for sending.

The list for sending letters, as a workbook: to whom, whom to call, and which letter.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ipforms.codes.masking import masked_value
from ipforms.messages import Lang
from ipforms.pipeline.report import CheckOutcome, Report
from ipforms.reports.contact import Contact, contact_of
from ipforms.reports.excel_sheet import ReportSheet, SheetColumn, workbook
from ipforms.reports.html_page import page_parts
from ipforms.reports.notice import addressee_of
from ipforms.reports.report_rows import FileStatus, file_name, file_status, file_status_text
from ipforms.reports.words import report_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_NARROW, _WIDE = 8, 40  # characters of a column


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of a report."""

    name: str  # its heading; the name of its sheet
    columns: Sequence[SheetColumn]  # headers, with their widths in characters
    rows: Sequence[tuple[str, Sequence[str | int]]]  # a tone (a status or a severity), and the cells
    toned: int = -1  # the column that the tone colours, from 0; -1 for none
    title: str = ""  # a sentence that stands above it, or ""
    raw: int | None = None  # see `ReportSheet`

    @classmethod
    def of_texts(
        cls, name: str, headers: Sequence[str], rows: Sequence[Sequence[str]], raw: int | None = None
    ) -> "ReportTable":
        """A table whose columns are as wide as what they hold."""
        columns = [SheetColumn(header, _width(header, [row[at] for row in rows])) for at, header in enumerate(headers)]
        return cls(name, columns, [("note", row) for row in rows], raw=raw)


def add_sheets(book: "Workbook", tables: "Iterable[ReportTable]") -> None:
    """Add a sheet for each table to a workbook."""
    for table in tables:
        sheet = ReportSheet(book, table.name, table.columns, table.toned, table.raw)
        sheet.start(table.title)
        for tone, cells in table.rows:
            sheet.add(tuple(cells), tone)
        sheet.end()


def table_book(tables: "Iterable[ReportTable]", lang: Lang, on: date) -> bytes:
    """The tables as XLSX, a sheet each; the same tables and day give the same bytes."""
    stream = io.BytesIO()
    with workbook(stream, on, lang) as book:
        add_sheets(book, tables)
    return stream.getvalue()


def table_page(tables: "Sequence[ReportTable]", title: str, lang: Lang) -> bytes:
    """The tables as one HTML page, which stands alone."""
    page, facts = page_parts("tables.html.jinja", lang)
    return page.render(facts, title=title, tables=tables).encode("utf-8", "replace")


def _width(header: str, texts: Sequence[str]) -> int:
    longest = max(map(len, texts), default=0)
    return min(_WIDE, max(_NARROW, 2 * len(header) + 2, 2 * longest))


_COLUMNS = {"to": 30, "contact": 12, "phone": 24, "email": 30, "kind": 12, "letter": 34, "file": 34}  # characters

MailingRow = tuple[str, tuple[str, ...]]  # A letter: the status of its file, which colours its cell, and the cells


def mailing_row(
    outcome: CheckOutcome, letter: str, lang: Lang = "zh", *, to: str | None = None, shows_contacts: bool = False
) -> MailingRow:
    """The row of a letter.

    Args:
        outcome: what the letter is about.
        letter: the letter's file.
        lang: "zh" or "en".
        to: the addressee, where more is known than the file says.
        shows_contacts: whether phones and e-mails are shown in full, for whoever sends the letters.
    """
    found = contact_of(outcome) if isinstance(outcome, Report) else Contact()
    private = [found.name, found.phone, found.email]
    if not shows_contacts:
        phones = "、".join(masked_value(each, personal=True) for each in found.phone.split("、"))
        private = [found.name, phones, _masked_mail(found.email)]
    status = file_status(outcome)
    # A form that is good may lack the papers that it names: the letter asks for these.
    cause = report_text("severity.attachment", lang) if status is FileStatus.GOOD else file_status_text(outcome, lang)
    cells = (to or addressee_of(outcome, lang), *private, cause, letter, file_name(outcome))
    return status, cells


def _masked_mail(address: str) -> str:
    """An address with its first letter and its domain.

    >>> _masked_mail("chen@example.com"), _masked_mail("")
    ('c***@example.com', '')
    """
    user, at, domain = address.partition("@")
    return f"{user[:1]}***{at}{domain}" if at else masked_value(address, personal=True)


def mailing_list(rows: Sequence[MailingRow], lang: Lang) -> ReportTable:
    """The list."""
    columns = [SheetColumn(report_text(f"mailing.{name}", lang), width) for name, width in _COLUMNS.items()]
    title = report_text("mailing.title", lang, count=len(rows))
    return ReportTable(report_text("mailing.sheet", lang), columns, rows, list(_COLUMNS).index("kind"), title)
