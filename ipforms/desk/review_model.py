"""A submission as a person reviews it: what to look at first, what speaks against it, what the letter would say.

What people have done to it is told by the list of their changes: nothing else is kept of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ipforms import paths
from ipforms.codecs import Codec
from ipforms.codecs.answers import AnswerCodec
from ipforms.codecs.claims import ClaimCodec
from ipforms.codecs.printed_options import PrintedOptions
from ipforms.findings import Finding
from ipforms.messages import Lang, Severity
from ipforms.paths import Place
from ipforms.pipeline.certainty import Certainty
from ipforms.pipeline.corrections import RowNumbers, corrected
from ipforms.pipeline.evidence import Evidence
from ipforms.pipeline.report import Report
from ipforms.pipeline.submission import Submission
from ipforms.reports.notice_items import letter_sentence
from ipforms.reports.words import COUNTED, where
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import label
from ipforms.schemas.record_texts import codecs_of, decode

Decision = Literal["accept", "return", "refuse", "forward"]  # 受理, 退回补正, 不予受理, 提请研究
DECISIONS: tuple[Decision, ...] = ("accept", "return", "refuse", "forward")


@dataclass(frozen=True)
class ReviewState:
    """How a submission stands after all changes."""

    texts: Mapping[str, str] = field(default_factory=dict)  # by path what a person says stands there
    confirmed: frozenset[str] = frozenset()  # the fields that a person has looked at, and are right as they were read
    # sentences of the letter by how they were proposed; "" is left out
    sentences: Mapping[str, str] = field(default_factory=dict)
    decision: str = ""  # what was decided, or ""
    remark: str = ""  # what was said with the decision

    def of(self, read: Submission) -> Submission:
        """The submission with what people say of it."""
        return corrected(read, self.texts, self.confirmed) if self.texts or self.confirmed else read


def state_of(history: Iterable[Mapping[str, Any]]) -> ReviewState:
    """The state after changes, the first one first: rows with `kind`, `path` and `after`.

    >>> state = state_of([
    ...     {"kind": "accepted", "path": "name", "after": True},
    ...     {"kind": "value", "path": "name", "after": "甲公司"},
    ...     {"kind": "decision", "path": "", "after": {"decision": "return", "remark": ""}},
    ... ])
    >>> state.texts, sorted(state.confirmed), state.decision
    ({'name': '甲公司'}, [], 'return')
    """
    texts: dict[str, str] = {}
    confirmed: set[str] = set()
    sentences: dict[str, str] = {}
    decision: Mapping[str, str] = {}
    for each in history:
        path, after = each["path"], each["after"]
        match each["kind"]:
            case "value":
                confirmed.discard(path)
                texts[path] = after
            case "accepted":
                (confirmed.add if after else confirmed.discard)(path)
            case "sentence":
                sentences[path] = after
            case "decision":
                decision = after
    return ReviewState(texts, frozenset(confirmed), sentences, decision.get("decision", ""), decision.get("remark", ""))


LETTER = (Severity.ERROR, Severity.WARNING, Severity.ATTACHMENT)
"""What a letter to the applicant is about; what needs an official's judgement is not the applicant's business."""
_ONE_LINE = 40  # characters of a text that is edited on one line


@dataclass(frozen=True, slots=True)
class ReviewField:
    """A field of a submission."""

    path: str  # which field
    section: str  # the printed heading that it stands under, or ""
    label: str  # what the form calls it, below that
    text: str  # what is edited: the value as the form prints it, or what stood there where that could not be read
    typed: str  # what stood there, where it says the same in other words; otherwise ""
    certainty: str  # "sure", "likely" or "doubtful", as it was read
    reasons: tuple[str, ...]  # why it was not sure
    alternatives: tuple[str, ...]  # texts that it might be as well; of a choice, its options
    place: str  # where, in words
    page: int | None  # the page it stands on, or None
    # left, top, width and height of its cell on the page, in points, or None
    box: tuple[float, float, float, float] | None
    is_long: bool  # whether it has several lines
    state: str  # "open" (somebody should look at it), "confirmed", "changed", or "" (sure, and left as it is)


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """A finding, with what a letter says of it."""

    severity: str  # how much it weighs
    path: str  # the field, or ""
    label: str  # what the form calls it, or ""
    message: str  # what is wrong
    hint: str  # what to do, or ""
    clause: str  # the clause behind it, or ""
    sentence: str  # what the letter proposes to say; "" where it says nothing
    edited: str  # what it says now; "" is left out


@dataclass(frozen=True)
class Review:
    """A submission under review."""

    report: Report  # the check of the submission as it stands now
    fields: tuple[ReviewField, ...]  # in the order of the form
    first: tuple[str, ...]  # the paths of those that were not sure when they were read, least certain first
    findings: tuple[ReviewFinding, ...]  # what asks something of somebody, in the order of the form; then mere notes
    state: ReviewState  # what people did

    @property
    def open(self) -> tuple[str, ...]:
        """The fields that somebody should still look at."""
        return tuple(each.path for each in self.fields if each.state == "open")

    @property
    def ordered(self) -> tuple[ReviewField, ...]:
        """The fields as they are reviewed: those to look at first, then the rest in the order of the form."""
        by_path = {each.path: each for each in self.fields}
        return (*(by_path[path] for path in self.first), *(each for each in self.fields if each.path not in self.first))


def review_of(read: Submission, state: ReviewState, report: Report, lang: Lang = "zh") -> Review:
    """A submission as it stands after what people did.

    Args:
        read: as it was read.
        state: what people did.
        report: the check of `state.of(read)`.
        lang: the language of the messages.
    """
    now = report.submission
    assert now is not None, "it is the report of a file that was read"
    rows = RowNumbers({**read.texts, **state.texts}, state.texts)
    first, fields = read.doubtful, tuple(_fields(read, now, state, rows, lang))
    counted = [each for each in report.findings if each.severity in COUNTED]
    notes = [each for each in report.findings if each.severity not in COUNTED]
    findings = tuple(_finding(each, report, state.sentences, rows, lang) for each in (*counted, *notes))
    return Review(report, fields, first, findings, state)


def field_texts(read: Submission, corrections: Mapping[str, str]) -> dict[str, str]:
    """Each field as it is edited: as the form prints its value; as it stands in the document where that has none.

    Args:
        read: as it was read.
        corrections: what a person says stands there instead.
    """
    model, texts = read.form.model, {**read.texts, **corrections}
    labels = {path: each.label_text for path, each in read.found.items() if each.label_text and path not in corrections}
    values, _ = decode(model, texts, labels)
    shown = {}
    for path, codec in codecs_of(model, replace(read, texts=texts).evidence).items():
        value = paths.get(values, paths.parse(path))
        printed = "" if value is None else written_text(codec, value)
        shown[path] = printed if printed.strip() else texts.get(path, "")
    return shown


def _fields(
    read: Submission, now: Submission, state: ReviewState, rows: RowNumbers, lang: Lang
) -> Iterator[ReviewField]:
    texts, were_read = field_texts(read, state.texts), set(read.evidence)
    codecs = codecs_of(now.form.model, texts)
    for path, text in texts.items():
        present = rows.now(path)
        evidence = now.evidence[present] if present else read.evidence[path]
        typed = read.texts.get(path, "").strip()
        at_first = (
            read.evidence[path] if path in were_read else evidence
        )  # a row that was added has been read by nobody
        place = read.places.get(path)
        section, own = _labels(now.form.model, path, lang)
        yield ReviewField(
            path,
            section,
            own,
            text,
            typed if "".join(typed.split()) != "".join(text.split()) else "",
            at_first.certainty.value,
            tuple(note.message(lang) for note in at_first.reasons),
            tuple(each for each in (*at_first.alternatives, *_options(codecs[path])) if each.strip() and each != text),
            where(place, lang),
            place.page if place else None,
            _box(place),
            codecs[path].is_prose or "\n" in text or len(text) > _ONE_LINE,
            _state(path, evidence, state),
        )


def _options(codec: Codec[Any]) -> tuple[str, ...]:
    """The words that can stand in a field which prints options."""
    shown = codec.option_print
    return shown.words if shown and not isinstance(codec, ClaimCodec) else ()


def _state(path: str, evidence: Evidence, state: ReviewState) -> str:
    if path in state.texts:
        return "changed"
    if path in state.confirmed:
        return "confirmed"
    return "" if evidence.certainty is Certainty.SURE else "open"


def _box(place: Place | None) -> tuple[float, float, float, float] | None:
    if place is None or place.box is None:
        return None
    left, top, right, bottom = place.box
    return left, top, round(right - left, 1), round(bottom - top, 1)


def _labels(model: type[FormModel], path: str, lang: Lang) -> tuple[str, str]:
    """The heading of a field, with the number of its row, and its own label."""
    steps = paths.parse(path)
    names = [index for index, step in enumerate(steps) if isinstance(step, str)]
    own = label(model, steps, lang)
    heading = label(model, steps[: names[-1]], lang) if names[-1] else ""
    return heading, own.removeprefix(heading).strip()


def _finding(finding: Finding, report: Report, edits: Mapping[str, str], rows: RowNumbers, lang: Lang) -> ReviewFinding:
    sentence = letter_sentence(finding, report, "zh") if finding.severity in LETTER else ""
    return ReviewFinding(
        finding.severity.value,
        rows.before(finding.path),
        finding.label,
        finding.note.message(lang),
        finding.note.hint(lang),
        finding.source,
        sentence,
        edits.get(sentence, sentence),
    )


def written_text(codec: Codec[Any], value: Any) -> str:
    """The text of a value; the codec reads it as the same value.

    >>> from ipforms.codecs import ChoicesCodec
    >>> fields = ChoicesCodec.of(("电子", "生物", "其他"), open_word="其他")
    >>> fields.encode(["生物", "航天"]), written_text(fields, ["生物", "航天"])
    ('□电子 ☑生物 ☑其他：航天', '生物、其他：航天')
    """
    if isinstance(codec, PrintedOptions):
        return codec.written(value)
    printed = codec.encode(value)
    if isinstance(codec, AnswerCodec):
        ticked, _ = codec.option_print.ticked(printed)
        return ticked[0] if ticked else printed
    return printed
