"""Arguments and options that commands share. Their help texts stand in the catalogue under `cli.help`."""

import contextlib
import datetime
import functools
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import click

from ipforms.bulk.atomic_files import write_whole
from ipforms.bulk.dask_cluster import connect
from ipforms.bulk.sources.table_model import InvalidOption
from ipforms.bulk.workers import MOST, workers
from ipforms.cli.command import POLICIES, LateChoice
from ipforms.cli.terminal import Terminal
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError, UnsupportedFormat
from ipforms.forms import stages
from ipforms.messages import Bilingual
from ipforms.rules.policies import DEFAULT, ListPolicies, Policies
from ipforms.schemas.base import STAGES
from ipforms.text.regex import regex

if TYPE_CHECKING:
    from concurrent.futures import Executor

_FEW_FILES = 64  # fewer are read sooner than further processes have started
_MOST_JOBS = 8  # beyond that the disk and the writer of the results are the limit


class NoDate(IpformsError):
    """An option that is no date."""


class NoFiles(IpformsError):
    """The folders hold no files."""


class UnfitPolicy(IpformsError):
    """There is no such policy, or it has no such value."""


def as_date(_: click.Context, param: click.Parameter, value: str | None) -> datetime.date | None:
    """A callback of click: the date that an option says.

    Raises:
        NoDate: it is none.
    """
    try:
        return None if value is None else datetime.date.fromisoformat(value)
    except ValueError:
        raise NoDate(option=param.opts[0], value=masked_text(value or "")) from None


form_argument = click.argument("form_id", metavar="FORM")
files_argument = click.argument("files", nargs=-1, required=True, metavar="FILES|FOLDER...")
output_option = click.option("-o", "--output", "target", metavar="FILE")
overwrite_option = click.option("--overwrite", is_flag=True)
json_option = click.option("--json", "as_json", is_flag=True)
quiet_option = click.option("-q", "--quiet", is_flag=True)
only_form_option = click.option("--form", "form_id", metavar="ID")
stage_option = click.option("--stage", type=LateChoice(stages), default="applicant", metavar="|".join(STAGES))
on_option = click.option("--on", callback=as_date, metavar="DATE")
policy_option = click.option("--policy", "policy", multiple=True, metavar="NAME=VALUE")
jobs_option = click.option("--jobs", type=click.IntRange(1, MOST), metavar="N")
scheduler_option = click.option("--scheduler", metavar="ADDRESS")


@dataclass(frozen=True)
class RunOptions:
    """How files are worked on, and what is shown of it."""

    jobs: int | None = None
    scheduler: str | None = None
    overwrite: bool = False
    quiet: bool = False
    as_json: bool = False


DEFAULT_RUN = RunOptions()


def run_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--jobs, --scheduler, --overwrite, --quiet and --json, which the command gets as one `run`."""

    @functools.wraps(function)
    def packed(
        *args: Any, jobs: int | None, scheduler: str | None, overwrite: bool, quiet: bool, as_json: bool, **rest: Any
    ) -> Any:
        return function(*args, run=RunOptions(jobs, scheduler, overwrite, quiet, as_json), **rest)

    for option in (json_option, quiet_option, overwrite_option, scheduler_option, jobs_option):  # last comes first
        packed = option(packed)
    return packed


def policies(given: Iterable[str]) -> Policies:
    """The policies that are asked for; all others as by default.

    Raises:
        UnfitPolicy: one of them is not understood.

    >>> policies(["thirty=valid", "software=5", "deadline=none"])
    Policies(municipal_titles='warn', thirty='valid', software=5, deadline=None, industry='judge')
    """
    return chosen_policies(DEFAULT, given, POLICIES)


PoliciesT = TypeVar("PoliciesT", Policies, ListPolicies)


def chosen_policies(default: PoliciesT, given: Iterable[str], known: Bilingual) -> PoliciesT:
    """Policies of a kind that are asked for; all others as by default.

    Raises:
        UnfitPolicy: one of them is not understood; the error names those that are known.

    >>> from ipforms.rules.policies import LIST_DEFAULT
    >>> chosen_policies(LIST_DEFAULT, ["holidays=2017-10-02,2017-10-03"], POLICIES).holidays == {
    ...     datetime.date(2017, 10, 2), datetime.date(2017, 10, 3)}
    True
    """
    hints, chosen = get_type_hints(type(default)), {}
    for each in given:
        name, _, value = each.partition("=")
        try:
            chosen[name.strip()] = _policy(hints[name.strip()], value.strip())
        except (KeyError, ValueError):
            raise UnfitPolicy(given=masked_text(each), known=known) from None
    return replace(default, **chosen)


def _policy(hint: Any, text: str) -> Any:
    """The value of one policy.

    Raises:
        ValueError: it cannot be that.
    """
    if get_origin(hint) is Literal:
        if text not in get_args(hint):
            raise ValueError(text)
        return text
    if get_origin(hint) is frozenset:
        return frozenset(map(datetime.date.fromisoformat, filter(None, text.split(","))))
    if text.casefold() == "none":
        return None
    if datetime.date in get_args(hint):
        return datetime.date.fromisoformat(text)
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)


@contextlib.contextmanager
def executor_for(files: int, run: RunOptions) -> "Iterator[tuple[Executor | None, int]]":
    """Who works on so many files, and on how many chunks at a time: this process, others, or a cluster."""
    jobs = jobs_for(files, run.jobs)
    if run.scheduler is not None:
        with connect(run.scheduler) as found:
            yield found.executor, found.jobs
    elif jobs > 1:
        with workers(jobs) as pool:
            yield pool, jobs
    else:
        yield None, 1


def jobs_for(files: int, asked: int | None) -> int:
    """How many processes: those asked for; for a few files, starting more than one takes longer than it saves."""
    if asked is not None:
        return asked
    return 1 if files < _FEW_FILES else min(os.cpu_count() or 1, _MOST_JOBS)


def write_document(terminal: Terminal, data: bytes, target: str, *suffixes: str, overwrite: bool) -> None:
    """Write a document where it was asked for, and say so.

    Raises:
        UnsupportedFormat: the name has none of the suffixes that say what it is.
    """
    if target == "-":
        sys.stdout.buffer.write(data)
        return
    path = Path(target)
    if path.suffix.lower() not in suffixes:
        raise UnsupportedFormat(format=path.suffix or path.name, known=suffixes)
    write_whole(path, data, overwrite=overwrite)
    terminal.print("written", path=path, error=True)


def as_names(_: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """What columns mean, as it was given: 专利数=专利申请量, or 吉祥物= to leave one out."""
    pairs = [value.partition("=") for value in values]
    for value, (header, sign, _name) in zip(values, pairs, strict=True):
        if not sign or not header.strip():
            raise InvalidOption(option="map", value=masked_text(value), next=Bilingual("source.step.map"))
    return {header.strip(): name.strip() for header, _, name in pairs}


_ROWS = regex(r"\s*(\d{1,6})\s*(?:[,，-]\s*(\d{1,6})\s*)?", re.ASCII)


def as_rows(_: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """A callback of click: the first and the last row of a header, of N or N,M.

    Raises:
        InvalidOption: it is neither.
    """
    if value is None:
        return None
    found = _ROWS.fullmatch(value)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 0 < first <= last:
        raise InvalidOption(option="header-row", value=masked_text(value), next=Bilingual("source.step.header_row"))
    return first, last


header_rows_option = click.option("--header-row", "header_rows", metavar="N[,M]", callback=as_rows)
