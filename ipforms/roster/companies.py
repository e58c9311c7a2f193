"""Whose file it is: what a form says, what names of files and folders say, whose form lies beside it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import PurePath

from ipforms.bundle.paper_recognition import short_name
from ipforms.codes.divisions import CITIES, PROVINCES
from ipforms.messages import Bilingual
from ipforms.roster.received import Category, ReceivedFile
from ipforms.text import name_key

_PLACES = {place.rstrip("省市县区") for place in (*PROVINCES.values(), *(city.name for city in CITIES))}
_PLACE = re.compile(rf"^(?:(?:{'|'.join(sorted(_PLACES))})[省市]?)?(?:[\u4e00-\u9fff]{{2,3}}[市县区])?")
_SHORTEST = 4  # characters of a company's short name that tell it in the name of a file: 双龙 may be anything


def by_applicant(files: Iterable[ReceivedFile]) -> dict[tuple[str, str], list[ReceivedFile]]:
    """The forms by applicant and kind. One that names nobody belongs to the only applicant of its folder, if any.

    Forms of one name are of one applicant, whatever their credit codes; so are those of one code where a name is a part
    of the other. One code under two names may be a slip in either: see `clashes`.
    """
    forms = [file for file in files if file.facts]
    grouped: dict[tuple[str, str], list[ReceivedFile]] = defaultdict(list)
    by_code: dict[str, str] = {}
    for file in forms:
        assert file.facts is not None, "only forms are left"
        key = file.facts.key or name_key(file.applicant)
        if key:
            first = by_code.setdefault(file.facts.code or key, key)
            grouped[(first if _is_part(first, key) else key, file.facts.form_id)].append(file)
    return grouped


def _is_part(one: str, other: str) -> bool:
    return one in other or other in one


def assign(files: Sequence[ReceivedFile], invited: Iterable[str] = ()) -> None:
    """Say of files that name no applicant whose they are: by a company in their path or text, or the forms beside.

    Args:
        files: all files.
        invited: names of companies that are known beforehand.
    """
    named = [file.applicant for file in files if file.applicant]
    shorts = _short_names((*invited, *named))
    ordered = sorted(shorts, key=len, reverse=True)  # the longer name first, where one is a part of another
    beside, originals = _by_folder(files), {file.below: file for file in files}
    for file in sorted(files, key=lambda each: each.same_as is not None):  # a duplicate is whose its original is
        if file.applicant or file.category is Category.LEFTOVER:
            continue
        if (original := originals.get(file.same_as or file.below)) and original.applicant and not original.is_blank:
            file.applicant, file.basis = original.applicant, original.basis
            continue
        path = name_key(file.below.as_posix())
        if found := next((short for short in ordered if short in path), None):
            file.applicant, file.basis = shorts[found], "name"
        elif len(told := {shorts[short] for short in ordered if short in name_key(file.text)}) == 1:
            file.applicant, file.basis = told.pop(), "text"
        else:
            file.applicant = _of_folder(file.below, beside)
            file.basis = "folder" if file.applicant else ""


def without_place(name: str) -> str:
    """A company's name as a key, without its legal form and the places that it begins with.

    >>> without_place("金华市恒锐工具有限公司"), without_place("浙江铭泽电器")
    ('恒锐工具', '铭泽电器')
    """
    return _PLACE.sub("", short_name(name))


def _short_names(names: Iterable[str]) -> dict[str, str]:
    """Names by what tells them in the name of a file: without legal form, and place if no other is so called."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for each in {short_name(name), without_place(name)}:
            if len(each) >= _SHORTEST:
                found[each].add(name_key(name))
    full = {name_key(name): name for name in names}
    return {short: full[next(iter(keys))] for short, keys in found.items() if len(keys) == 1}


def _by_folder(files: Iterable[ReceivedFile]) -> dict[PurePath, dict[str, str]]:
    """The applicants in each folder and below, by key."""
    found: dict[PurePath, dict[str, str]] = defaultdict(dict)
    for file in files:
        if file.facts and file.facts.key and not file.facts.is_table:
            for parent in list(file.below.parents)[:-1]:  # what all have in common tells nobody
                found[parent].setdefault(file.facts.key, file.applicant)
    return found


def _of_folder(below: PurePath, beside: dict[PurePath, dict[str, str]]) -> str:
    """The one applicant of the nearest folder that has any."""
    # An archive stands for its own files as a folder does.
    for folder in (below, *list(below.parents)[:-1]):
        if names := beside.get(folder):
            return next(iter(names.values())) if len(names) == 1 else ""
    return ""


def clashes(files: Iterable[ReceivedFile]) -> list[Bilingual]:
    """Credit codes that stand in forms of different names."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for file in files:
        if file.facts and file.facts.code and file.facts.key:
            names[file.facts.code].setdefault(file.facts.key, file.applicant)
    unlike = {code: own for code, own in names.items() if not _are_parts(list(own))}
    return [Bilingual("roster.clash", {"code": code, "names": list(own.values())}) for code, own in unlike.items()]


def renamed(files: Iterable[ReceivedFile]) -> list[tuple[ReceivedFile, ReceivedFile]]:
    """Forms that count, of two names that differ in place and legal form alone, with a phone or an e-mail in common."""
    alike: dict[tuple[str, str], list[ReceivedFile]] = defaultdict(list)
    for file in files:
        if file.facts and file.facts.reached and file.category is Category.FORM:
            alike[without_place(file.applicant), file.facts.form_id].append(file)
    pairs = (pair for own in alike.values() for pair in combinations(own, 2))
    return [(one, other) for one, other in pairs if not _reached(one).isdisjoint(_reached(other))]


def _reached(file: ReceivedFile) -> set[str]:
    return set(file.facts.reached) if file.facts else set()


def _are_parts(keys: list[str]) -> bool:
    return all(_is_part(keys[0], key) for key in keys)
