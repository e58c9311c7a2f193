"""What a schema says of its fields beyond their kind: sums that are printed, the greatest length of a text."""

from __future__ import annotations

from collections.abc import Iterator

from ipforms.codecs.codec import sayable
from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.rules.checks.case import Case, CheckFinding
from ipforms.rules.checks.overview import lengths
from ipforms.rules.checks.record_cells import level
from ipforms.schemas.sums import stated_sums


def sums_agree(annex: str, case: Case) -> Iterator[CheckFinding]:
    """Each sum is what its parts add up to; one that is blank though they are filled in should be there."""
    for path, leaf, stated, added in stated_sums(case.record):
        if added is None or stated == added or path in case.unread:
            continue
        source = clauses.cell(annex, leaf.title)
        if stated is not None:
            facts = {"stated": sayable(stated), "added": sayable(added)}
            yield CheckFinding(Note("sum.differs", facts), path, source)
        elif level(leaf.stage, case.record.stages) <= level(case.stage, case.record.stages):
            yield CheckFinding(Note("sum.missing", {"added": sayable(added)}), path, source)


def texts_in_limit(annex: str, case: Case) -> Iterator[CheckFinding]:
    """No text has more 字 than the form allows, by any way of counting them."""
    for cell in case.cells:
        limit = cell.leaf.codec.limit
        if limit is None or not isinstance(cell.value, str) or len(cell.value) <= limit:
            continue
        counted = lengths(cell.value)
        facts = {"limit": limit, **counted._asdict()}
        if min(counted) > limit:
            yield CheckFinding(Note("text.length", facts), cell.path, clauses.cell(annex, cell.title))
        elif max(counted) > limit:
            yield CheckFinding(Note("text.length_doubtful", facts), cell.path, clauses.cell(annex, cell.title))
