"""Stamped copies of the form whose names do not say 申报表: 某某公司.pdf beside 某某公司.docx, or 盖章扫描件.pdf.

Offices ask for both files under the company's name, so the copy is told by the file that it stands beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from ipforms.bundle.bundle_files import BundleFile
from ipforms.bundle.kinds import FileKind
from ipforms.bundle.materials import FORM
from ipforms.bundle.paper_recognition import without_companies
from ipforms.text import comparable

_COPIES = frozenset((FileKind.PDF, FileKind.IMAGE, FileKind.OFD))
_STAMPED = re.compile("盖公?章|签章|签字|扫描")
_REST = re.compile(r"盖公?章|签章|签字|扫描|电子|word|pdf|[件版及]|[\W_]")


def with_stamped_copies(files: Iterable[BundleFile]) -> tuple[BundleFile, ...]:
    """The files, with those taken for the form that can only be its stamped copy."""
    files = tuple(files)
    stems = {_bare(file.name) for file in files if file.submission and file.papers == (FORM,)} - {""}
    return tuple(_placed(file) if _is_copy(file, stems) else file for file in files)


def _is_copy(file: BundleFile, stems: set[str]) -> bool:
    if file.papers or file.kind not in _COPIES:
        return False
    stem = comparable(PurePosixPath(file.name).stem)
    says_only_so = _STAMPED.search(stem) is not None and not _REST.sub("", without_companies(stem))
    return says_only_so or _bare(file.name) in stems


def _placed(file: BundleFile) -> BundleFile:
    return replace(file, papers=(FORM,), basis="beside")


def _bare(name: str) -> str:
    """A name without what tells a copy from its original."""
    return _REST.sub("", comparable(PurePosixPath(name).stem))
