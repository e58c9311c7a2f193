"""补正通知书: the letter by which an office tells an applicant what to correct, in the layout of GB/T 9704-2012.

The letter is the office's own: it bears no red head, which the office's paper brings, and leaves room for the seal.
What needs an official's judgement is not the applicant's business; it is left out, as are notes on how a value was
read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.formats.docx_markup import Element
from ipforms.messages import Lang, Severity
from ipforms.pipeline.report import Report
from ipforms.reports.notice_items import NoticeItem, notice_items
from ipforms.reports.notice_text import NoticeText
from ipforms.reports.official_letter import Role, body, last, letter, paragraph, signature
from ipforms.reports.report_rows import NAME_LENGTH

_ASKED = (Severity.ERROR, Severity.WARNING, Severity.ATTACHMENT)


class NothingToCorrect(IpformsError):
    """A form of which nothing is to be corrected, checked or supplied: it needs no notice."""


class ImpossibleDeadline(IpformsError):
    """A deadline that no applicant can meet."""


@dataclass(frozen=True, slots=True)
class Sender:
    """What the office says of itself and of this letter.

    Attributes:
        office: who sends it.
        number: 发文字号; a blank to be filled in if None.
        date: 成文日期.
        deadline: the last day, a number of days from receipt, or None for “soon”.
        contact: whom to ask, or None.
    """

    office: str
    number: str | None
    date: datetime.date
    deadline: datetime.date | int | None
    contact: str | None


def notice(
    report: Report,
    *,
    office: str,
    to: str | None = None,
    number: str | None = None,
    date: datetime.date | None = None,
    deadline: datetime.date | int | None = None,
    contact: str | None = None,
    received: datetime.date | None = None,
    lang: Lang = "zh",
) -> bytes:
    """The notice of corrections for a form that was checked.

    Args:
        report: the form, checked.
        office: the office that sends the notice.
        to: the addressee; the applicant that the form names if None.
        number: 发文字号, such as “穗知补〔2017〕3号”; a blank to be filled in by hand if None.
        date: 成文日期; the day of the check if None.
        deadline: the last day for handing in again (that day included), or a number of days from receipt; “as soon as
            you can” if None.
        contact: whom to ask, such as “王工，020-81050369”; printed as it is given.
        received: when the form was handed in; left unsaid if None.
        lang: "zh" or "en". Printed labels are Chinese in both.

    Returns:
        A DOCX; the same arguments give the same bytes.

    Raises:
        NothingToCorrect: no finding asks anything of the applicant.
        ImpossibleDeadline: the deadline lies before the date, or is less than a day.
    """
    sender = Sender(office, number, date or report.on, deadline, contact)
    _see_deadline(sender)
    sections = {severity: found for severity in _ASKED if (found := notice_items(report.findings, severity, lang))}
    if not sections:
        raise NothingToCorrect(name=masked_text(report.name or report.form.title, NAME_LENGTH))
    words = NoticeText(lang)
    addressee = to or masked_text(report.applicant, NAME_LENGTH) or words.text("applicant")
    file = masked_text(report.name, NAME_LENGTH)
    return letter(
        [
            *_head(sender, addressee, words),
            body(words.opening(report.form.title, file, received, tuple(sections))),
            *_sections(sections, words),
            *_close(report.form.title, sender, len(sections) + 1, words),
        ]
    )


def _see_deadline(sender: Sender) -> None:
    deadline = sender.deadline
    late = deadline < 1 if isinstance(deadline, int) else deadline is not None and deadline < sender.date
    if late:
        raise ImpossibleDeadline(deadline=deadline, date=sender.date)


def _head(sender: Sender, addressee: str, words: NoticeText) -> Iterator[Element]:
    yield paragraph(Role.TITLE, sender.office)
    yield paragraph(Role.TITLE, words.text("title"))
    yield paragraph(Role.BODY)
    yield paragraph(Role.NUMBER, sender.number or words.text("number"))
    yield paragraph(Role.BODY)
    yield paragraph(Role.ADDRESSEE, words.text("addressee", name=addressee))


def _sections(sections: dict[Severity, list[NoticeItem]], words: NoticeText) -> Iterator[Element]:
    for order, (severity, found) in enumerate(sections.items(), 1):
        yield paragraph(Role.HEADING, words.heading(order, f"section.{severity}"))
        for position, item in enumerate(found, 1):
            yield from _item(item, position, severity, words)


def _item(item: NoticeItem, position: int, severity: Severity, words: NoticeText) -> Iterator[Element]:
    yield paragraph(Role.SUBHEADING, words.item(position, item.spots))
    if len(item.spots) > 1:
        yield body(words.fields(item.spots), words.text("fields"))
    for (action, clause), found in item.tasks().items():
        source = words.text("clause", clause=clause) if clause else ""
        leads = words.text(f"found.{severity}"), words.text(f"action.{severity}")
        yield from _task(words.points(found), action, source, leads)


def _task(found: str, action: str, clause: str, leads: tuple[str, str]) -> Iterator[Element]:
    """What was found and what to do; the clause stands behind the latter."""
    if action:
        yield body(found, leads[0])
        yield body(action + clause, leads[1])
    else:
        yield body(found + clause, leads[0])


def _close(title: str, sender: Sender, order: int, words: NoticeText) -> Iterator[Element]:
    yield paragraph(Role.HEADING, words.heading(order, "handing_in"))
    yield body(words.return_by(title, sender.deadline))
    yield body(words.doubts(sender.office))
    yield last(words.text("end"))
    yield from signature(sender.office, words.text("day", day=sender.date))
    if sender.contact:
        yield paragraph(Role.BODY, words.text("contact", contact=sender.contact))
