"""Whether a form holds together: model against template, and what is written against what is read again.

1. The model and the template name the same fields.
2. A blank form reads as nothing, in every format.
3. Made-up records come back exactly, as DOCX, PDF and fillable PDF.
4. They come back from documents that people have changed (`document_changes`): as much as that, with the reason for
   each miss.

The first three are to hold for any form; the fourth says how much a form bears, and a change after which nothing comes
back is a fault too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from ipforms import paths
from ipforms.authoring.document_changes import CHANGES, DocumentChange
from ipforms.authoring.sample_records import sample_record
from ipforms.errors import IpformsError, typed_errors
from ipforms.forms import Form, trial
from ipforms.messages import Bilingual, Lang, say
from ipforms.pipeline import read
from ipforms.pipeline.submission import Submission
from ipforms.render.rendered import RenderFormat
from ipforms.schemas.base import is_blank
from ipforms.schemas.labels import label
from ipforms.schemas.layout import layout, leaves
from ipforms.template import ROW_NUMBER

_READ_BACK: tuple[RenderFormat, ...] = ("docx", "pdf", "pdf-form")
_SHOWN_MISSES = 8  # of a row of the table on a terminal
_WEIGHT = {"good": 0, "part": 1, "lost": 2, "bad": 3}  # of verdicts
_LONGEST = 40  # characters of a value that a miss shows


@dataclass(frozen=True)
class LintMiss:
    """A field that did not come back."""

    path: str  # the field
    label: str  # what it is called
    expected: Any  # its value; None where there was none
    found: Any  # what was read
    reason: Bilingual | str  # why, as far as reading knows

    def text(self, lang: Lang = "zh") -> str:
        """The miss in a sentence."""
        why = self.reason.text(lang) if isinstance(self.reason, Bilingual) else self.reason
        facts = {"label": self.label, "path": self.path, "expected": _short(self.expected), "found": _short(self.found)}
        return say("authoring.lint.miss", lang, **facts, reason=why)


@dataclass
class LintRow:
    """One kind of document that was tried."""

    check: str  # "model", "blank", "record" or "changed"
    subject: str  # the format, or what was done to the document
    fields: int = 0  # how many fields with a value there were
    # those that did not come back, and values that nobody has filled in
    misses: list[LintMiss] = field(default_factory=list)
    error: IpformsError | None = None  # what kept a document from being read

    @property
    def must_hold(self) -> bool:
        """Whether it is a fault of the form where something is missed."""
        return self.check != "changed"

    @property
    def exact(self) -> int:
        """How many fields came back exactly."""
        return max(0, self.fields - len(self.misses))

    @property
    def ok(self) -> bool:
        """Whether everything came back."""
        return not self.misses and self.error is None

    @property
    def verdict(self) -> Literal["good", "part", "lost", "bad"]:
        """All came back, a part of it, or nothing, after a change; or what must come back did not."""
        if self.ok or self.must_hold:
            return "good" if self.ok else "bad"
        return "part" if self.exact else "lost"


@dataclass(frozen=True)
class LintReport:
    """What was found of a form."""

    form: Form  # which form
    rows: tuple[LintRow, ...]  # what was tried

    @property
    def ok(self) -> bool:
        """Whether the form holds together, and something of it comes back after each change."""
        return self.verdict in ("good", "part")

    @property
    def worst(self) -> LintRow:
        """The row of which the smallest part came back, of those that weigh most."""
        return max(self.rows, key=lambda row: (_WEIGHT[row.verdict], len(row.misses) / max(row.fields, 1)))

    @property
    def verdict(self) -> Literal["good", "part", "lost", "bad"]:
        """That of the worst row."""
        return self.worst.verdict

    def text(self, lang: Lang = "zh") -> str:
        """What is wrong, line by line."""
        return "\n".join(line for row in self.rows for line in lint_lines(row, lang) if not row.ok)

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The report as plain data."""
        rows = [
            {
                "check": row.check,
                "subject": row.subject,
                "fields": row.fields,
                "exact": row.exact,
                "must_hold": row.must_hold,
                "verdict": row.verdict,
                "misses": [{"path": each.path, "text": each.text(lang)} for each in row.misses],
                "error": row.error.message(lang) if row.error else None,
            }
            for row in self.rows
        ]
        return {"form": self.form.id, "ok": self.ok, "verdict": self.verdict, "rows": rows}


def lint_lines(row: LintRow, lang: Lang = "zh") -> Iterator[str]:
    """A row with its misses, for people."""
    yield say(
        "authoring.lint.row",
        lang,
        check=say(f"authoring.lint.{row.check}", lang),
        subject=subject_text(row, lang),
        exact=row.exact,
        fields=row.fields,
    )
    misses = row.misses
    if row.error is not None:
        yield f"  {row.error.message(lang)}"
        misses = [each for each in misses if not isinstance(each.reason, str)]  # the others say the same again
    yield from (f"  {miss.text(lang)}" for miss in misses[:_SHOWN_MISSES])
    if len(misses) > _SHOWN_MISSES:
        yield f"  {say('authoring.lint.more', lang, count=len(misses) - _SHOWN_MISSES)}"


def subject_text(row: LintRow, lang: Lang = "zh") -> str:
    """What was tried, in words."""
    return say(f"authoring.{'change' if row.check == 'changed' else 'format'}.{row.subject}", lang)


def lint(form: Form, *, records: int = 2, changes: Sequence[str] | None = None, seed: int = 1) -> LintReport:
    """Try a form.

    Args:
        form: a form, of the registry or not.
        records: how many made-up records.
        changes: what is done to documents, by name; all that this machine can do if None, nothing if empty.
        seed: of the first record; the same seed tries the same.
    """
    with trial(form):
        return LintReport(form, tuple(_rows(form, records, changes, seed)))


def _rows(form: Form, records: int, changes: Sequence[str] | None, seed: int) -> Iterator[LintRow]:
    model = _model_row(form)
    yield model
    if not model.ok:
        return
    for format in get_args(RenderFormat):
        if format not in ("pdf-a",):
            yield _tried(form, LintRow("blank", format), {}, format)
    samples = [sample_record(form.model, number) for number in range(seed, seed + records)]
    for format in _READ_BACK:
        row = LintRow("record", format)
        for sample in samples:
            _tried(form, row, sample, format)
        yield row
    for name, change in CHANGES.items():
        if name in changes if changes is not None else change.is_possible():
            row = LintRow("changed", name)
            for sample in samples:
                _tried(form, row, sample, "docx", change)
            yield row


def _model_row(form: Form) -> LintRow:
    """Fields of the model that the template does not print, and tags that the model does not have."""
    of_model = {pattern: leaf for pattern, leaf, _ in leaves(layout(form.model))}
    parts = {f"{pattern}.{child.name}" for pattern, leaf in of_model.items() for child in leaf.children}
    printed = {each for each in form.template.fields if not each.endswith(ROW_NUMBER) and not each.startswith("loop.")}
    row = LintRow("model", "docx", len(of_model))
    for path in of_model:
        if path not in printed and not any(each.startswith(f"{path}.") for each in printed):
            row.misses.append(LintMiss(path, of_model[path].title, None, None, Bilingual("authoring.lint.not_printed")))
    for path in sorted(printed - of_model.keys() - parts):
        row.misses.append(LintMiss(path, path, None, None, Bilingual("authoring.lint.no_field")))
    return row


def _tried(
    form: Form, row: LintRow, sample: Mapping[str, Any], format: RenderFormat, change: DocumentChange | None = None
) -> LintRow:
    """Write a record, read it again, and add what came of it to a row."""
    expected = form.model.model_validate(sample)
    wanted = dict(_values(expected.model_dump(mode="json")))
    row.fields += len(wanted)
    try:
        with typed_errors(form.id):
            document = form.render(expected, format)
            found = read(change.apply(document, form) if change else document, form.id, name=form.id)
    except IpformsError as error:
        row.error = error
        row.misses += [
            LintMiss(path, _named(form, path), value, None, error.message()) for path, value in wanted.items()
        ]
        return row
    got = dict(_values(found.values))
    for path in dict.fromkeys((*wanted, *got)):
        if wanted.get(path) != got.get(path):
            miss = LintMiss(path, _named(form, path), wanted.get(path), got.get(path), _reason(found, path))
            row.misses.append(miss)
    return row


def _named(form: Form, path: str) -> str:
    return label(form.model, paths.parse(path))


def _values(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The values that are filled in, by path; a list of plain values is one."""
    if isinstance(value, Mapping):
        for name, child in value.items():
            yield from _values(child, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        for number, child in enumerate(value):
            yield from _values(child, f"{path}[{number}]")
    elif not is_blank(value):
        yield path, value


def _reason(found: Submission, path: str) -> Bilingual | str:
    """Why a field was not read as it was written: what reading says of it, or how it was found."""
    for finding in found.findings:
        if finding.path and (path == finding.path or path.startswith((f"{finding.path}.", f"{finding.path}["))):
            return Bilingual(f"finding.{finding.code}.message", finding.note.context)
    evidence = found.evidence.get(path)
    if evidence is not None and evidence.text:
        how = Bilingual(f"authoring.found.{evidence.found}")
        return Bilingual("authoring.lint.read_as", {"text": _short(evidence.text), "how": how})
    return Bilingual("authoring.lint.not_found")


def _short(value: Any) -> str:
    text = "—" if value is None else str(value)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
