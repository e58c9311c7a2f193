"""The list for sending letters, as a workbook: to whom, whom to call, and which letter."""

from collections.abc import Sequence

from ipforms.codes.masking import masked_value
from ipforms.messages import Lang
from ipforms.pipeline.report import CheckOutcome, Report
from ipforms.reports.contact import Contact, contact_of
from ipforms.reports.excel_sheet import SheetColumn
from ipforms.reports.notice import addressee_of
from ipforms.reports.report_rows import FileStatus, file_name, file_status, file_status_text
from ipforms.reports.table_report import ReportTable
from ipforms.reports.words import report_text

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
