"""What is made of reviewed submissions: letters, commented copies, corrected forms, overview, recommendation table.

All of it runs in a worker, as originals are opened.
"""

import tempfile
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ipforms import formats
from ipforms.bulk.file_names import safe
from ipforms.collate import recommend
from ipforms.desk.blob_store import Blob, BlobStore
from ipforms.desk.review_model import LETTER
from ipforms.desk.stored_case import StoredCase
from ipforms.errors import IpformsError
from ipforms.formats.docx_markup import Element
from ipforms.messages import Lang, say
from ipforms.pipeline.report import CheckOutcome, Report, UnreadFile
from ipforms.render.rendered import RenderFormat
from ipforms.reports.comments import commented
from ipforms.reports.excel import write_excel
from ipforms.reports.html_page import write_page
from ipforms.reports.notice import NothingToCorrect, Sender, notice_paragraphs
from ipforms.reports.notice_items import letter_sentence
from ipforms.reports.official_letter import letter
from ipforms.schemas.jinhua import JinhuaApplication

_MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".ofd": "application/ofd",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".html": "text/html; charset=utf-8",
    ".zip": "application/zip",
    ".json": "application/json",
}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP holds: the same papers give the same file


@dataclass(frozen=True)
class OfficeWords:
    """What an office says of itself in letters and tables."""

    office: str = ""  # its name
    deadline: int | None = None  # days for handing in again; None for “soon”
    contact: str | None = None  # whom to ask, or None
    lang: Lang = "zh"  # the language of overviews and comments; letters are Chinese


class OutputFile(NamedTuple):
    """A paper: what it is called, and its bytes."""

    name: str
    data: bytes

    @property
    def media(self) -> str:
        """Its media type."""
        return media_of(self.name)


def media_of(name: str) -> str:
    """The media type of a file that is made here, by its suffix; the suffix will do."""
    return _MEDIA.get(f".{name.rpartition('.')[2]}", "application/octet-stream")


def letter_of(case: StoredCase, words: OfficeWords) -> OutputFile:
    """The notice of corrections, with the sentences as somebody has edited them.

    Raises:
        NothingToCorrect: nothing is to be said to the applicant.
    """
    return OutputFile(_name(case, "letter", ".docx"), letter(_letter(case, words)))


def _letter(case: StoredCase, words: OfficeWords) -> list[Element]:
    sender = Sender(words.office, None, max(case.on, date.today()), words.deadline, words.contact)
    return notice_paragraphs(case.report, sender, edits=case.state.sentences)


def all_letters(cases: Iterable[StoredCase], words: OfficeWords) -> OutputFile | None:
    """The letters to all that are returned in one document, to be printed at once; None if there are none."""
    made = []
    for case in cases:
        with suppress(NothingToCorrect):
            if case.state.decision == "return":
                made.append(_letter(case, words))
    return OutputFile(f"{say('desk.output.letters', words.lang)}.docx", letter(*made)) if made else None


def commented_copy(case: StoredCase, words: OfficeWords) -> OutputFile:
    """The applicant's own document with what is to be put right; what was left out of the letter is left out here.

    Raises:
        IpformsError: a format that takes no notes, or cannot be converted to one that does.
    """
    data, report = formats.annotatable(case.data(), case.name), case.report
    edits = case.state.sentences
    asked = [
        each
        for each in report.findings
        if each.severity not in LETTER or edits.get(letter_sentence(each, report, "zh"), "-")
    ]
    made = commented(data, replace(report, findings=tuple(asked)), words.lang, author=words.office or "ipforms")
    return OutputFile(_name(case, "commented", formats.suffix(data)), made)


def filled(case: StoredCase, format: RenderFormat) -> OutputFile:
    """The official form with the values as they stand now."""
    made = case.report.form.rendered(case.report.record, format)
    return OutputFile(_name(case, "filled", f".{format}"), made.data)


def check_page(case: StoredCase, words: OfficeWords) -> OutputFile:
    """The report of the check as one HTML page."""
    stream = BytesIO()
    write_page([case.report], stream, words.lang, case.on, case.report.applicant, is_single=True)
    return OutputFile(_name(case, "page", ".html"), stream.getvalue())


_FILLED: dict[str, RenderFormat] = {"docx": "docx", "pdf": "pdf"}


def one_output(kind: str, case: StoredCase, words: OfficeWords) -> OutputFile:
    """One paper of one submission.

    Raises:
        IpformsError: why there is none.
    """
    if kind in _FILLED:
        return filled(case, _FILLED[kind])
    makers: dict[str, Callable[[StoredCase, OfficeWords], OutputFile]] = {
        "letter": letter_of,
        "commented": commented_copy,
        "page": check_page,
    }
    return makers[kind](case, words)


def overview(reports: Iterable[CheckOutcome], words: OfficeWords) -> OutputFile:
    """The overview of all submissions as a workbook."""
    stream = BytesIO()
    write_excel(reports, stream, words.lang, date.today())
    return OutputFile(f"{say('desk.output.overview', words.lang)}.xlsx", stream.getvalue())


def recommendation_table(
    reports: Iterable[Report], words: OfficeWords, failures: list[str] | None = None
) -> OutputFile | None:
    """The recommendation table of the applications among these; None if nobody is in it.

    Args:
        reports: of submissions that somebody has accepted, so what is open of them is settled.
        words: what the office says of itself.
        failures: gets those that are not in the table, with the reason.
    """
    applications = [report for report in reports if isinstance(report.record, JinhuaApplication)]
    made = recommend(applications, unit=words.office or None, unsettled="include")
    listed = made.to_dict(words.lang)
    left_out = (each for group in ("ineligible", "held_back", "duplicates") for each in listed[group])
    if failures is not None:
        failures += [f"{each['name']}: {each['reason']}" for each in left_out]
    if not made.record.enterprises:
        return None
    return OutputFile(f"{say('desk.output.recommendation', words.lang)}.docx", made.render("docx"))


def outputs_zip(
    kinds: list[str], cases: list[StoredCase], unread: list[UnreadFile], words: OfficeWords, blobs: str
) -> Generator[tuple[int, int], None, tuple[Blob, list[str]]]:
    """Papers of many submissions in one ZIP; what could not be made is listed with the reason.

    Args:
        kinds: "letter" and "commented" (of those that are returned), "docx" and "pdf", "overview", "recommendation"
            (of those that are accepted).
        cases: the submissions.
        unread: files that could not be read, for the overview.
        words: what the office says of itself.
        blobs: the folder of the blob store.
    """
    failures: list[str] = []
    with tempfile.TemporaryFile() as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            put = _Writer(archive, words.lang)
            for number, case in enumerate(_loaded(cases)):
                yield number, len(cases)
                for kind in kinds:
                    if kind in _OF_ONE and (kind not in _OF_RETURNED or case.state.decision == "return"):
                        put.paper(kind, case, words, failures)
            for made in _of_all(kinds, cases, unread, words, failures):
                put.file("", made)
        stream.seek(0)
        kept = BlobStore(Path(blobs)).take(stream)
    return kept, failures


def _loaded(cases: Iterable[StoredCase]) -> Iterator[StoredCase]:
    """The cases one by one, each a copy that is forgotten with all that was read for it."""
    return (replace(case) for case in cases)


_OF_ONE = ("letter", "commented", "docx", "pdf")
_OF_RETURNED = ("letter", "commented")


def _of_all(
    kinds: list[str], cases: list[StoredCase], unread: list[UnreadFile], words: OfficeWords, failures: list[str]
) -> Iterable[OutputFile]:
    if "letter" in kinds and (together := all_letters(_loaded(cases), words)):
        yield together
    if "overview" in kinds:
        yield overview(chain((case.report for case in _loaded(cases)), unread), words)
    if "recommendation" in kinds:
        accepted = [case.report for case in _loaded(cases) if case.state.decision == "accept"]
        if made := recommendation_table(accepted, words, failures):
            yield made


class _Writer:
    """Papers into a ZIP, in a folder for each kind, no two of one name."""

    def __init__(self, archive: zipfile.ZipFile, lang: Lang) -> None:
        self._archive, self._lang, self._taken = archive, lang, set[str]()

    def paper(self, kind: str, case: StoredCase, words: OfficeWords, failures: list[str]) -> None:
        """One paper of one submission, or the reason why there is none."""
        try:
            self.file(say(f"desk.output.{kind}", self._lang), one_output(kind, case, words))
        except IpformsError as error:
            failures.append(f"{case.name}: {error.message(self._lang)}")

    def file(self, folder: str, made: OutputFile) -> None:
        """A file, below a folder."""
        name, number, path = f"{folder}/{made.name}".lstrip("/"), 1, PurePosixPath(made.name)
        while name.casefold() in self._taken:
            number += 1
            name = f"{folder}/{path.stem}-{number}{path.suffix}".lstrip("/")
        self._taken.add(name.casefold())
        self._archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), made.data, zipfile.ZIP_DEFLATED)


def _name(case: StoredCase, kind: str, suffix: str) -> str:
    whose = case.report.applicant or PurePosixPath(case.name).stem
    return f"{safe(whose)}-{say(f'desk.output.{kind}', 'zh')}{suffix}"
