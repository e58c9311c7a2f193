"""Seals and signatures that the print of a form asks for, looked for on pages that are pictures.

Where a seal or a signature goes is told by the template: the label 申报单位（盖章）： asks for a seal, 负责人签名： for
a signature, 签章： for either, each at the stage at which the fields behind it are filled in. A file that was typed has
none, and is not asked for any. A seal may be missed on a grey copy: so this is to be looked at, and never an error.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from ipforms.codes.masking import masked_note
from ipforms.findings import Finding
from ipforms.forms import Form, form
from ipforms.matching.form_map import Label, Slot
from ipforms.messages import Note
from ipforms.paths import Place
from ipforms.pipeline.submission import Submission
from ipforms.schemas.base import Stage
from ipforms.schemas.layout import layout, leaves
from ipforms.sheet import Mark
from ipforms.text import comparable
from ipforms.text.regex import regex

_SEAL, _SIGNATURE = regex("盖章|公章|签章"), regex("签名|签字|签章")
_MISSING = {
    ("seal",): "seal.missing",
    ("signature",): "signature.missing",
    ("seal", "signature"): "seal_or_signature.missing",
}
_AROUND = 36.0  # points: a seal of 40 mm that was put beside its place still touches it
# Of names without the words that many share:
_OTHER = 0.34  # likeness below which a name is another; names of which half is read wrongly have 0.5
_WHOLE = 0.6  # length of what was read of a seal, of the name's: of less one cannot say whose it is
_SHARED = regex(
    r"""^ .{2,3}? [省市] (?: .{2,3}? [市县区] )?  # 浙江省金华市
    | \( .*? \)
    | (?: 股份 | 集团 | 总 )* (?: 有限 )? (?: 责任 )? 公司 $""",
    re.VERBOSE,
)


class MarkPlace(NamedTuple):
    """A place in a form for a seal or a signature."""

    label: str  # as it is printed, without the colon
    path: str  # a field that stands beside it
    stage: Stage  # from which stage on it must be there
    kinds: tuple[str, ...]  # of marks that may be there: "seal", "signature"


def mark_findings(read: Submission, stage: Stage) -> Iterator[Finding]:
    """What is to be said of the seals and signatures of a form that was read from pictures."""
    pages = read.sheet.recognised_pages if read.sheet else frozenset()
    if not pages:
        return
    stages = read.form.model.stages
    for asked in mark_places(read.form.id):
        place = read.places.get(asked.path)
        if place is None or place.page not in pages or stages.index(asked.stage) > stages.index(stage):
            continue
        there = [mark for mark in read.marks if _is_at(mark, place)]
        if not any(_counts(mark, asked) or _hides(mark, asked) for mark in there):
            yield _finding(Note(_MISSING[asked.kinds]), asked, place)
        elif "seal" in asked.kinds and asked.stage == "applicant":
            yield from _other_names(read, asked, there)


@cache
def mark_places(form_id: str) -> tuple[MarkPlace, ...]:
    """The places for seals and signatures that the template of a form prints.

    >>> [(place.label, place.stage, place.kinds) for place in mark_places("jinhua-application")]
    [('签章', 'applicant', ('seal', 'signature')), ('签章', 'district', ('seal', 'signature'))]
    """
    of = form(form_id)
    tokens, stages = of.matcher.form_map.tokens, _stages(of)
    found = []
    for number, label in enumerate(tokens):
        kinds = _kinds(label.text) if isinstance(label, Label) else ()
        behind = next((token for token in tokens[number + 1 :] if isinstance(token, Slot)), None)
        stage = stages.get(behind.path.rpartition(".")[0]) or stages.get(behind.path) if behind else None
        if isinstance(label, Label) and behind and stage and kinds:
            found.append(MarkPlace(label.text.strip().rstrip("：:"), behind.full_path, stage, kinds))
    return tuple(found)


def _kinds(label: str) -> tuple[str, ...]:
    return ("seal",) * bool(_SEAL.search(label)) + ("signature",) * bool(_SIGNATURE.search(label))


def _stages(of: Form) -> dict[str, Stage]:
    """The first stage that asks for a field, by the pattern of its path and by that of its group."""
    found: dict[str, Stage] = {}
    stages = of.model.stages
    for pattern, leaf, _ in leaves(layout(of.model)):
        if leaf.stage in stages:
            for key in (pattern, pattern.rpartition(".")[0]):
                found[key] = min(leaf.stage, found.get(key, leaf.stage), key=stages.index)
    return found


def _is_at(mark: Mark, place: Place) -> bool:
    """Whether a mark is at a place, or so near that it may belong there."""
    if place.table and (mark.place.table, mark.place.row, mark.place.column) == (place.table, place.row, place.column):
        return True
    if mark.place.page != place.page or mark.place.box is None or place.box is None:
        return False
    left, top, right, bottom = mark.place.box
    west, north, east, south = place.box
    across = left - _AROUND < east and right + _AROUND > west
    return across and top - _AROUND < south and bottom + _AROUND > north


def _counts(mark: Mark, asked: MarkPlace) -> bool:
    """Whether a mark is what a place asks for; the square seal of a person is a signature too."""
    return mark.kind in asked.kinds or ("signature" in asked.kinds and mark.shape == "square" and mark.kind == "seal")


def _hides(mark: Mark, asked: MarkPlace) -> bool:
    """Whether a signature may be below a seal of a grey copy, where ink cannot be told apart."""
    return mark.kind == "seal" and mark.colour == "dark" and "signature" in asked.kinds


def _other_names(read: Submission, asked: MarkPlace, marks: Sequence[Mark]) -> Iterator[Finding]:
    """The seals that are clearly of somebody else than the applicant, if none is the applicant's."""
    name = read.form.applicant_of(read.record)
    named = [mark for mark in marks if mark.kind == "seal" and mark.shape != "square" and mark.text]
    if named and all(is_other_name(mark.text, name) for mark in named):
        note = Note("seal.other_name", {"found": named[0].text, "expected": name})
        yield _finding(note, asked, named[0].place)


def is_other_name(read: str, name: str) -> bool:
    """Whether what was read of a seal is clearly another name, and no wrong reading of this one.

    >>> name = "金华市双龙机电有限公司"
    >>> [is_other_name(read, name) for read in ("金华市锦程饰品有限公司", "金华币双龙机申有限公司", "有限公司")]
    [True, False, False]
    """
    known, found = (_SHARED.sub("", comparable(text)) for text in (name, read))
    if len(known) < 2 or len(found) < _WHOLE * len(known):
        return False
    return SequenceMatcher(None, known, found, autojunk=False).ratio() < _OTHER


def _finding(note: Note, asked: MarkPlace, place: Place) -> Finding:
    return Finding(masked_note(note, personal=False), asked.path, asked.label, place)
