"""补正通知书: the letter by which an office tells an applicant what to correct, in the layout of GB/T 9704-2012.

The letter is the office's own: it bears no red head, which the office's paper brings, and leaves room for the seal.
What needs an official's judgement is not the applicant's business; it is left out, as are notes on how a value was
read. An applicant that does not qualify is told so, with each condition and its clause; whoever sent a file that nobody
can read, or another form, is asked for another.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.formats.docx_markup import Element
from ipforms.forms import forms
from ipforms.messages import Lang, Severity
from ipforms.pipeline.report import CheckOutcome, Report, UnreadFile
from ipforms.pipeline.submission import NoForm
from ipforms.reports.contact import contact_of
from ipforms.reports.notice_items import Edits, NoticeItem, NoticeText, notice_items
from ipforms.reports.official_letter import Role, body, kept, letter, paragraph, signature
from ipforms.reports.report_rows import NAME_LENGTH, cause_for_sender, sent_name
from ipforms.reports.words import report_text, sentence
from ipforms.rules.eligibility.verdicts import Condition, Eligibility, Verdict
from ipforms.text.regex import regex

_FURTHER = regex(r"#\d+(?=\.\w+$)")  # which form of its file it is
_ASKED = (Severity.ERROR, Severity.WARNING, Severity.ATTACHMENT)


class NothingToCorrect(IpformsError):
    """A form of which nothing is to be corrected, checked or supplied: it needs no notice."""


class ImpossibleDeadline(IpformsError):
    """A deadline that no applicant can meet."""


@dataclass(frozen=True, slots=True)
class Sender:
    """What the office says of itself and of this letter."""

    office: str  # who sends it
    number: str | None  # 发文字号; a blank to be filled in if None
    date: datetime.date  # 成文日期
    deadline: datetime.date | int | None  # the last day, a number of days from receipt, or None for “soon”
    contact: str | None  # whom to ask, or None


def notice(
    outcome: CheckOutcome,
    *,
    office: str,
    to: str | None = None,
    number: str | None = None,
    date: datetime.date | None = None,
    deadline: datetime.date | int | None = None,
    contact: str | None = None,
    received: datetime.date | None = None,
    lang: Lang = "zh",
    edits: Edits = MappingProxyType({}),
) -> bytes:
    """The notice of corrections for a form that was checked, or for a file that could not be read.

    Args:
        outcome: the form, checked; or the file that could not be read.
        office: the office that sends the notice.
        to: the addressee; the applicant that the form names if None, otherwise what is known: a contact, the file.
        number: 发文字号, such as “穗知补〔2017〕3号”; a blank to be filled in by hand if None.
        date: 成文日期; the day of the check if None, and of an unread file today.
        deadline: the last day for handing in again (that day included), or a number of days from receipt; “as soon as
            you can” if None.
        contact: whom to ask, such as “王工，020-81050369”; printed as it is given.
        received: when the form was handed in; left unsaid if None.
        lang: "zh" or "en". Printed labels are Chinese in both.
        edits: what somebody has made of the sentences that `notice_items.letter_sentence` proposes.

    Returns:
        A DOCX; the same arguments give the same bytes.

    Raises:
        NothingToCorrect: no finding asks anything of the applicant, who does not fail to qualify either.
        ImpossibleDeadline: the deadline lies before the date, or is less than a day.
    """
    day = date or (outcome.on if isinstance(outcome, Report) else datetime.date.today())
    sender = Sender(office, number, day, deadline, contact)
    return letter(notice_paragraphs(outcome, sender, to, received, lang, edits))


def notice_paragraphs(
    outcome: CheckOutcome,
    sender: Sender,
    to: str | None = None,
    received: datetime.date | None = None,
    lang: Lang = "zh",
    edits: Edits = MappingProxyType({}),
) -> list[Element]:
    """The paragraphs of a notice, for whoever puts several into one document; see `notice`."""
    _see_deadline(sender)
    words = NoticeText(lang)
    addressee = to or addressee_of(outcome, lang)
    if isinstance(outcome, UnreadFile):
        return list(_unread(outcome, addressee, sender, words))
    return list(_checked(outcome, addressee, sender, received, words, edits))


def addressee_of(outcome: CheckOutcome, lang: Lang = "zh") -> str:
    """Whom a letter is for: the applicant, or else what is known of it: whoever is to be asked, the file's name."""
    words = NoticeText(lang)
    if isinstance(outcome, Report):
        if outcome.applicant and not outcome.doubts_applicant:
            return masked_text(outcome.applicant, NAME_LENGTH)
        if name := contact_of(outcome).name:
            return words.text("contact_of_file", contact=masked_text(name, NAME_LENGTH))
    stem = PurePosixPath(sent_name(outcome.name).partition("/")[0]).stem
    return words.text("sender_of_file", name=masked_text(stem, NAME_LENGTH)) if stem else words.text("applicant")


def _checked(
    report: Report, addressee: str, sender: Sender, received: datetime.date | None, words: NoticeText, edits: Edits
) -> Iterator[Element]:
    sections = {each: items for each in _ASKED if (items := notice_items(report, each, words.lang, edits))}
    refused = report.refusal
    if not sections and not refused:
        raise NothingToCorrect(name=masked_text(report.name or report.form.title, NAME_LENGTH))
    is_further = any(each.code == "form.several" for each in report.findings)  # 两家#2.docx is 两家.docx to its sender
    name = _FURTHER.sub("", report.name) if is_further else report.name
    title, file = report.form.title, masked_text(sent_name(name), NAME_LENGTH)
    is_refusal = refused is not None and Severity.ERROR not in sections
    yield from _head(sender, addressee, "title_refusal" if is_refusal else "title", words)
    yield body(words.opening(title, file, received, () if is_refusal else tuple(sections)))
    if refused and is_refusal:  # what else is open comes behind what it is about
        yield from _ineligible(refused, 1, words)
    yield from _sections(sections, words, 2 if is_refusal else 1)
    order = len(sections) + 1
    if refused and not is_refusal:
        yield from _ineligible(refused, order, words)
    how = "return_refusal" if is_refusal else "return"
    yield from _close(how, sender, order + (refused is not None), words, title=title)


def _ineligible(eligibility: Eligibility, order: int, words: NoticeText) -> Iterator[Element]:
    yield paragraph(Role.HEADING, words.heading(order, "section.ineligible"))
    clause = words.text("clause", clause=eligibility.clause)
    yield body(words.text(f"refusal.{eligibility.mode}") + clause + report_text("full_stop", words.lang))
    failed = [each for each in eligibility.conditions if each.verdict is Verdict.NO]
    for position, condition in enumerate(failed, 1):
        lead, said = words.item(position, (), (_failed(condition, words),))
        yield body(said, lead)


def _failed(condition: Condition, words: NoticeText) -> str:
    found = condition.arithmetic or report_text(f"verdict.{condition.verdict}", words.lang)
    text = report_text("labelled", words.lang, label=condition.title, text=found)
    where = condition.clause.document + condition.clause.number
    return text + words.text("clause", clause=where) + report_text("full_stop", words.lang)


def _unread(outcome: UnreadFile, addressee: str, sender: Sender, words: NoticeText) -> Iterator[Element]:
    yield from _head(sender, addressee, "title", words)
    is_other = isinstance(outcome.error, NoForm)
    opening = "opening_other_form" if is_other else "opening_unread"
    yield body(words.text(opening, name=masked_text(sent_name(outcome.name), NAME_LENGTH)))
    yield paragraph(Role.HEADING, words.heading(1, "section.error"))
    yield body(sentence(cause_for_sender(outcome, words.lang), words.lang))
    if is_other:
        known = outcome.error.context["known"]
        asked = [each.citation for each in forms() if each.rules and each.citation in known]  # what applicants fill in
        yield from _close("return_other_form", sender, 2, words, known=asked or known)
    else:
        yield from _close("return_unread", sender, 2, words)


def _see_deadline(sender: Sender) -> None:
    deadline = sender.deadline
    late = deadline < 1 if isinstance(deadline, int) else deadline is not None and deadline < sender.date
    if late:
        raise ImpossibleDeadline(deadline=deadline, date=sender.date)


def _head(sender: Sender, addressee: str, title: str, words: NoticeText) -> Iterator[Element]:
    yield paragraph(Role.TITLE, sender.office)
    yield paragraph(Role.TITLE, words.text(title))
    yield paragraph(Role.BODY)
    yield paragraph(Role.NUMBER, sender.number or words.text("number"))
    yield paragraph(Role.BODY)
    yield paragraph(Role.ADDRESSEE, words.text("addressee", name=addressee))


def _sections(sections: dict[Severity, list[NoticeItem]], words: NoticeText, first: int) -> Iterator[Element]:
    for order, (severity, found) in enumerate(sections.items(), first):
        yield paragraph(Role.HEADING, words.heading(order, f"section.{severity}"))
        for position, item in enumerate(found, 1):
            lead, said = words.item(position, item.labels, item.points)
            yield body(said, lead)


def _close(how: str, sender: Sender, order: int, words: NoticeText, **facts: Any) -> Iterator[Element]:
    """What to do until when, and the signature, which no line of the text leaves alone on a page."""
    asked, doubts = words.return_by(how, sender.deadline, **facts), "doubts" if how == "return" else "questions"
    end = [
        body(words.doubts(sender.office, doubts)),
        body(words.text("end")),
        *signature(sender.office, words.text("day", day=sender.date)),
    ]
    if sender.contact:
        end.append(paragraph(Role.BODY, words.text("contact", contact=sender.contact)))
    yield paragraph(Role.HEADING, words.heading(order, "handing_in"))
    yield body(asked)
    yield from kept(end[:-1])
    yield end[-1]
