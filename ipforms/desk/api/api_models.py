"""What the service gives, for its OpenAPI description. Reports have a published schema of their own."""

from typing import Any, Literal

from pydantic import BaseModel


class FormSummary(BaseModel):
    """One official form."""

    id: str
    title: str
    notice: str
    annex: str
    formats: list[str]
    blank_formats: list[str]


class ReadFinding(BaseModel):
    """What reading met."""

    code: str
    severity: Literal["error", "warning", "attachment", "human", "note"]
    path: str
    label: str
    place: str
    message: str
    hint: str


class ReadForm(BaseModel):
    """A returned form, read. `values` has the shape of the form's schema; absent is null."""

    file: str
    form: str
    format: str
    values: dict[str, Any]
    findings: list[ReadFinding]
    doubtful: list[dict[str, Any]]
    marks: list[dict[str, Any]]
    error: str | None
    others: "list[ReadForm]" = []


class JobError(BaseModel):
    """Why something could not be done."""

    code: str
    message: str


class JobState(BaseModel):
    """A job at this moment."""

    id: str
    kind: str
    status: Literal["waiting", "running", "done", "failed", "cancelled"]
    done: int
    total: int | None
    created_at: str
    finished_at: str | None
    error: JobError | None
    counts: dict[str, int] | None
    """Of a job that fills: rows by what became of them."""


FileStatus = Literal["arrived", "waiting", "read", "findings", "failed", "paper", "duplicate", "container", "leftover"]
"""What became of a file: not looked at yet; a form, or one with doubts; not readable; part of somebody's papers; ..."""


class JobFile(BaseModel):
    """One file of a job that reads."""

    id: int
    name: str
    status: FileStatus
    form: str | None
    applicant: str | None
    verdict: Literal["acceptable", "judgement", "correct", "ineligible"] | None
    doubts: int | None
    error: JobError | None


class ReadJobFile(JobFile):
    """One file with what was read in it; `report` is as `/check` gives it."""

    values: dict[str, Any] | None
    report: dict[str, Any] | None
