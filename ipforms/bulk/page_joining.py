"""Photos of the pages of one form, which people send as a file each: read together where one alone is not whole.

A picture in which a part of the form is missing is read once more with the pictures beside it that are nothing by
themselves. If less is missing then, they are its pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from ipforms import pipeline
from ipforms.bulk.read_result import ReadResult
from ipforms.bundle.bundle_files import FileKind, kind_of_file
from ipforms.bundle.paper_recognition import RecognisedPaper
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual
from ipforms.pipeline.submission import NoForm, Submission

ResultT = TypeVar("ResultT")

_MOST = 12  # pictures beside one form that are tried: a form of the longest kind has as many pages
_FEWEST = 12  # characters at the head of a page; a logo has fewer
_CUT = frozenset(("form.start_missing", "form.end_missing"))
_NAME = 200  # characters of a file's name


def with_joined_pages(
    results: Iterable[ResultT],
    page: Callable[[ResultT], ReadResult | None],
    remade: Callable[[ReadResult], ResultT],
    form: str | None,
) -> Iterator[ResultT]:
    """Results in their order, those of photos of one form's pages as one form and its further pages.

    Args:
        results: of files, those of one folder together.
        page: `page_of` what reading says of one.
        remade: the result for what reading says then.
        form: the id of the form that all of them must be, or None.
    """
    held: list[tuple[ResultT, ReadResult]] = []
    for result in results:
        read = page(result)
        if held and (read is None or read.path.parent != held[-1][1].path.parent):
            yield from _settled(held, remade, form)
            held = []
        if read is None:
            yield result
        else:
            held.append((result, read))
    yield from _settled(held, remade, form)


def _settled(
    held: Sequence[tuple[ResultT, ReadResult]], remade: Callable[[ReadResult], ResultT], form: str | None
) -> Iterator[ResultT]:
    changed = _joined([read for _, read in held], form)
    yield from (remade(changed[at]) if at in changed else result for at, (result, _) in enumerate(held))


def page_of(result: ReadResult) -> ReadResult | None:
    """What reading says of a picture that may be one page of several; None of all else."""
    return result if _is_partial(result) or _is_cover(result) or _is_unknown(result) else None


def _is_unknown(result: ReadResult) -> bool:
    """Whether it is a picture with as much text as a page has, and nobody knows which."""
    other = result.paper.other if result.paper and result.paper.is_open else None
    return other is not None and len(str(other.context.get("title", ""))) >= _FEWEST


def _is_cover(result: ReadResult) -> bool:
    """Whether it is a picture with the title of a form, and no form."""
    return isinstance(result.error, NoForm) and kind_of_file(result.source) is FileKind.IMAGE


def _is_partial(result: ReadResult) -> bool:
    return result.submission is not None and result.submission.format == "scan" and bool(_missing(result.submission))


def _missing(sub: Submission) -> int:
    return len(sub.cut) if any(finding.code in _CUT for finding in sub.findings) else 0


def _joined(run: Sequence[ReadResult], form: str | None) -> dict[int, ReadResult]:
    """The results that are others when pages are read together, by their place in the run."""
    changed: dict[int, ReadResult] = {}
    for pages in _groups(run):
        at = next((page for page in pages if _is_partial(run[page])), -1)
        sub = run[at].submission if 1 < len(pages) <= _MOST and at >= 0 else None
        made = _together([run[page].source for page in pages], form) if sub else None
        if made is None or sub is None or made.form is not sub.form or _missing(made) >= _missing(sub):
            continue
        other = Bilingual("roster.other.page", {"other": masked_text(run[at].path.name, _NAME)})
        page_of_it = RecognisedPaper((), "page", other)
        changed |= {page: replace(run[page], error=None, paper=page_of_it) for page in pages}
        changed[at] = replace(run[at], submission=made)
    return changed


def _groups(run: Sequence[ReadResult]) -> Iterator[list[int]]:
    """The pictures that may be of one form; of several forms, each begins with a cover or a part of a form."""
    group: list[int] = []
    has_form = False
    several = sum(map(_is_partial, run)) > 1
    for at in sorted(range(len(run)), key=lambda number: _natural(run[number].path.name)):
        if several and has_form and (_is_partial(run[at]) or _is_cover(run[at])):
            yield group
            group, has_form = [], False
        group.append(at)
        has_form |= _is_partial(run[at])
    yield group


def _together(paths: Sequence[Path], form: str | None) -> Submission | None:
    try:
        return pipeline.read_pictures(paths, form)
    except IpformsError:
        return None


def _natural(name: str) -> list[tuple[int, str]]:
    """A name as people sort it: 图2.jpg before 图10.jpg."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]
