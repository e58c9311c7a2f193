"""What every form is checked for, with or without checks of its own: completeness, numbers, dates, sums, lengths."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from ipforms.codecs.codec import quoted, sayable
from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.rules.checks.case import Case, Check, CheckFinding, level
from ipforms.rules.checks.completeness import complete
from ipforms.rules.checks.date_checks import not_in_future
from ipforms.rules.checks.identifiers import identifiers
from ipforms.rules.checks.overview import lengths
from ipforms.schemas.sums import stated_sums
from ipforms.text.regex import regex


def with_defaults(own: Sequence[Check], source: str, name_field: str) -> tuple[Check, ...]:
    """The checks of a form, and before them those of any form that are not among them.

    Args:
        own: the checks of the form.
        source: the form, as it is cited.
        name_field: the cell in which 无 is no answer: whose form it is.
    """
    there = {getattr(check, "func", check) for check in own}
    defaults = (
        partial(complete, source, (name_field,)),
        partial(identifiers, source, "", ""),  # of no city, and by no date
        partial(not_in_future, source),
        partial(sums_agree, source),
        partial(texts_in_limit, source),
        partial(opinions_agree, source),
    )
    return (*(check for check in defaults if check.func not in there), *own)


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


_REFUSAL = regex(
    r"""不 (?: 同意 | 予 | 宜 | 建议 | 准予 | 批准 | 通过 | 推荐 | 申报 | 申请 | 符合 | 属实 | 合格 | 再推荐 )
      | 未 (?: 予 )? 通过 | 情况不实 | 与 (?: 事实 | 实际 ) (?: 情况 )? 不符 | 有误 | 实为 \s* \d
      | 暂 [缓不] | 待 [补核查定] | 补充? (?: 正 | 材料 | 完善 ) 后
      | 驳回 | 退回 | 放弃 | 撤回 | 撤销 (?: 申报 | 申请 )""",
    re.VERBOSE,
)
"""What an opinion says that is none in favour: 不予推荐, 暂缓推荐, 情况不实."""


def opinions_agree(annex: str, case: Case) -> Iterator[CheckFinding]:
    """An opinion of the applicant or of an office is in favour; one that is not says so, and a person must read it."""
    for cell in case.cells:
        if cell.leaf.codec.is_prose and cell.leaf.name == "opinion" and isinstance(cell.value, str):
            found = _REFUSAL.search(cell.value)
            if found:
                facts = {"text": quoted(cell.value), "found": found[0]}
                yield CheckFinding(Note("opinion.against", facts), cell.path, clauses.cell(annex, cell.title))
