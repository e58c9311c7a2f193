"""Two returns of one form, field by field: the Word file and the stamped copy must say the same.

Offices ask for both and for their agreement (必须确保书面材料和电子文本的一致性). Which of the two is right is for a
person to say.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ipforms import paths
from ipforms.codes.masking import masked_text
from ipforms.collate.compared_form import ComparedForm
from ipforms.collate.differences import SUBSTANTIAL, TO_LOOK_AT, Difference, DifferenceKind, Names, judge
from ipforms.collate.row_alignment import align, is_moved
from ipforms.errors import IpformsError
from ipforms.findings import Finding
from ipforms.forms import Form, form_of
from ipforms.messages import Bilingual, Lang, Note
from ipforms.pipeline.submission import Submission
from ipforms.schemas.base import FormModel, is_blank
from ipforms.schemas.layout import FieldGroup, Leaf, layout
from ipforms.text import comparable, name_key

_UNNAMED = Bilingual("collate.first"), Bilingual("collate.second")


class DifferentForms(IpformsError):
    """Two forms that cannot be compared, as they are not the same form."""


@dataclass(frozen=True)
class Comparison:
    """What two returns of one form have not in common."""

    form: Form  # which form
    differences: tuple[Difference, ...]  # in the order of the form; empty if every field is the same to the character
    names: Names  # what the two are called in messages
    applicant: str = ""  # whose form it is
    other_applicant: str = ""  # whose the second one is, if it names another applicant
    others: "tuple[Comparison, ...]" = ()  # of further forms that are in both files
    alone: tuple[Finding, ...] = ()  # a form of one file of several forms that the other file has not

    @property
    def agrees(self) -> bool:
        """Whether no difference in content was found: other writing and `to_look_at` do not count."""
        return not any(each.kind in SUBSTANTIAL for each in self.differences)

    @property
    def same(self) -> bool:
        """Whether it and all others in the files agree, and none stands alone."""
        return self.agrees and not self.alone and all(each.agrees for each in self.others)

    @property
    def to_look_at(self) -> tuple[Difference, ...]:
        """What was not read with certainty on a scan, or is handwriting, and may be the same: for a person to see."""
        return tuple(each for each in self.differences if each.kind in TO_LOOK_AT)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Each difference as a finding, with personal numbers masked."""
        return tuple(each.finding(self.names) for each in self.differences)

    @property
    def counts(self) -> dict[str, int]:
        """How many differences of each kind."""
        found = Counter(each.kind for each in self.differences)
        return {kind.value: found[kind] for kind in DifferenceKind}

    def to_dict(self, lang: Lang = "zh", *, reveal: bool = False) -> dict[str, Any]:
        """The comparison as plain data.

        Args:
            lang: the language of the messages.
            reveal: show personal numbers in full in the entries; messages mask them all the same.
        """
        return {
            "form": self.form.id,
            "title": self.form.title,
            "applicant": self.applicant,
            "other_applicant": self.other_applicant,
            "names": [name if isinstance(name, str) else name.text(lang) for name in self.names],
            "same": self.same,
            "counts": self.counts,
            "differences": [each.to_dict(self.names, lang, reveal=reveal) for each in self.differences],
            "others": [each.to_dict(lang, reveal=reveal) for each in self.others],
            "alone": [each.text(lang) for each in self.alone],
        }


def compare(
    first: Submission | FormModel, second: Submission | FormModel, names: tuple[str, str] | None = None
) -> Comparison:
    """Compare two returns of one form.

    Rows of a section are paired by what they say, so that a row put in between is one difference. Of a scan, what was
    not read with certainty and may be what the other says is told from a difference in content (`to_look_at`). Of files
    with several forms each is compared with that of the same applicant, or else with the next one of its kind.

    Args:
        first: what `ipforms.read` gave, or a record.
        second: the other one.
        names: what to call the two in messages, such as the names of their files.

    Raises:
        DifferentForms: they are not of one form.
        UnknownForm: a record is of no known form.

    >>> from ipforms.schemas.jinhua import JinhuaApplication
    >>> word = JinhuaApplication(contact_name="陈晓岚", contact_title="经理（IP）", valid_trademarks=5)
    >>> stamped = JinhuaApplication(contact_name="陈晓岚", contact_title="经理(IP)", valid_trademarks=3)
    >>> comparison = compare(word, stamped)
    >>> comparison.same
    False
    >>> for finding in comparison.findings:
    ...     print(finding.message)
    “职务”：两份内容相同，写法不同：第一份为“经理（IP）”，第二份为“经理(IP)”
    “有效注册商标拥有量”：两份不一致：第一份为“5件”，第二份为“3件”
    """
    shown = _names(names)
    if not isinstance(first, Submission) or not isinstance(second, Submission):
        return compare_pair(first, second, shown)
    mine, theirs = _filled(first), _filled(second)
    pairs = [*_paired(mine, theirs, _whose), *_paired(mine, theirs, _which)] or [(mine.pop(0), theirs.pop(0))]
    alone = (_alone_in(name, each) for name, left in zip(shown, (mine, theirs), strict=True) for each in left)
    compared, *others = (compare_pair(*pair, shown) for pair in pairs)
    return replace(compared, others=tuple(others), alone=tuple(alone))


def _filled(sub: Submission) -> list[Submission]:
    return [sub, *(each for each in sub.others if not is_blank(each.record))]


def _whose(sub: Submission) -> tuple[str, ...]:
    """Which form, and whose."""
    return sub.form.id, name_key(sub.form.applicant_of(sub.record))


def _which(sub: Submission) -> tuple[str, ...]:
    return (sub.form.id,)


def _paired(
    mine: list[Submission], theirs: list[Submission], key: Callable[[Submission], tuple[str, ...]]
) -> Iterator[tuple[Submission, Submission]]:
    """Those that have a key in common, which leave their lists."""
    for one in list(mine):
        other = next((each for each in theirs if key(each) == key(one)), None)
        if other is not None:
            mine.remove(one)
            theirs.remove(other)
            yield one, other


def _alone_in(name: str | Bilingual, sub: Submission) -> Finding:
    title = titled(sub.form, sub.form.applicant_of(sub.record))
    return Finding(Note("compare.form_alone", {"name": name, "title": title}))


def titled(form: Form, applicant: str) -> str:
    """The title of a form, and whose it is."""
    return form.title + (f"（{masked_text(applicant)}）" if applicant else "")


def compare_pair(first: Submission | FormModel, second: Submission | FormModel, names: Names = _UNNAMED) -> Comparison:
    """Compare two forms, whatever else is in their files; see `compare`."""
    sides = ComparedForm(first), ComparedForm(second)
    forms = tuple(form_of(side.record) for side in sides)
    if forms[0] is not forms[1]:
        raise DifferentForms(first=forms[0].title, second=forms[1].title)
    found = _in_group(layout(forms[0].model), ((), ()), sides)
    whose, other = (forms[0].applicant_of(side.record) for side in sides)
    is_other = "" not in (name_key(whose), name_key(other)) and name_key(whose) != name_key(other)
    return Comparison(forms[0], tuple(found), names, whose or other, other if is_other else "")


def _names(given: tuple[str, str] | None) -> Names:
    if given is None:
        return _UNNAMED
    first, second = (f"“{masked_text(name)}”" for name in given)
    return first, second


Paths = tuple[paths.Path, paths.Path]
Sides = tuple[ComparedForm, ComparedForm]


def _in_group(group: FieldGroup, at: Paths, sides: Sides) -> Iterator[Difference]:
    for child in group.children:
        here = (*at[0], child.name), (*at[1], child.name)
        if isinstance(child, Leaf):
            yield from _in_field(here, sides)
        elif child.repeated:
            yield from _in_rows(child, here, sides)
        else:
            yield from _in_group(child, here, sides)


def _in_field(at: Paths, sides: Sides) -> Iterator[Difference]:
    first, second = sides[0].field(at[0]), sides[1].field(at[1])
    kind = judge(first, second)
    if kind is not None:
        yield Difference(kind, first, second)


def _in_rows(group: FieldGroup, at: Paths, sides: Sides) -> Iterator[Difference]:
    fields = _fields(group)
    pairs = align(*(_folded_rows(side, path, fields) for side, path in zip(sides, at, strict=True)))
    if is_moved(pairs):
        yield Difference(DifferenceKind.ORDER, *(side.row(path, []) for side, path in zip(sides, at, strict=True)))
    for first, second in pairs:
        if first is None or second is None:
            yield _alone((first, second), at, sides, fields)
        else:
            yield from _in_group(group, ((*at[0], first), (*at[1], second)), sides)


def _alone(pair: tuple[int | None, int | None], at: Paths, sides: Sides, fields: list[paths.Path]) -> Difference:
    """A row that the other form does not have."""
    number, kind = (0, DifferenceKind.ONLY_FIRST) if pair[0] is not None else (1, DifferenceKind.ONLY_SECOND)
    index = pair[number]
    assert index is not None, "a pair has a side"
    row = sides[number].row((*at[number], index), fields)
    kind = DifferenceKind.RECOGNITION if sides[1 - number].may_have(row) else kind
    return Difference(kind, None, row) if number else Difference(kind, row, None)


@cache
def _fields(group: FieldGroup) -> list[paths.Path]:
    """The paths of the fields in a row; the first of them names the row."""
    return [(child.name, *rest) for child in group.children for rest in _below(child)]


def _below(node: FieldGroup | Leaf) -> list[paths.Path]:
    return [()] if isinstance(node, Leaf) else _fields(node)


def _folded_rows(side: ComparedForm, path: paths.Path, fields: list[paths.Path]) -> list[tuple[str, ...]]:
    count = len(side.rows(path))
    return [tuple(comparable(side.field((*path, index, *each)).text) for each in fields) for index in range(count)]
