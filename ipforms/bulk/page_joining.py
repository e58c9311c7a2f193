"""Photos of the pages of one form, which people send as a file each: read together where one alone is not whole.

A picture in which a part of the form is missing is read once more with the pictures beside it that are nothing by
themselves. If less is missing then, they are its pages.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from ipforms import pipeline
from ipforms.bulk.read_result import PageHolder, ReadResult, missing_fields
from ipforms.bundle.paper_recognition import RecognisedPaper
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual
from ipforms.pipeline.submission import Submission

ResultT = TypeVar("ResultT", bound=PageHolder)

_MOST = 12  # pictures beside one form that are tried: a form of the longest kind has as many pages
_NAME = 200  # characters of a file's name


def with_joined_pages(
    results: Iterable[ResultT], remade: Callable[[ReadResult], ResultT], form: str | None
) -> Iterator[ResultT]:
    """Results in their order, those of photos of one form's pages as one form and its further pages.

    Args:
        results: of files, those of one folder together.
        remade: the result for what reading says then.
        form: the id of the form that all of them must be, or None.
    """
    held: list[tuple[ResultT, ReadResult]] = []
    for result in results:
        read = result.page
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


def _joined(run: Sequence[ReadResult], form: str | None) -> dict[int, ReadResult]:
    """The results that are others when pages are read together, by their place in the run."""
    changed: dict[int, ReadResult] = {}
    for pages in _groups(run):
        at = next((page for page in pages if run[page].is_part), -1)
        sub = run[at].submission if 1 < len(pages) <= _MOST and at >= 0 else None
        made = _together([run[page].source for page in pages], form) if sub else None
        if made is None or sub is None or made.form is not sub.form or missing_fields(made) >= missing_fields(sub):
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
    several = sum(each.is_part for each in run) > 1
    for at in sorted(range(len(run)), key=lambda number: _natural(run[number].path.name)):
        if several and has_form and (run[at].is_part or run[at].is_cover):
            yield group
            group, has_form = [], False
        group.append(at)
        has_form |= run[at].is_part
    yield group


def _together(paths: Sequence[Path], form: str | None) -> Submission | None:
    try:
        return pipeline.read_pictures(paths, form)
    except IpformsError:
        return None


def _natural(name: str) -> list[tuple[int, str]]:
    """A name as people sort it: 图2.jpg before 图10.jpg."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]
