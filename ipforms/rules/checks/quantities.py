"""Do the numbers of a form fit each other."""

from collections.abc import Iterator
from itertools import pairwise

from ipforms.codecs import PATENT_COUNTS
from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.rules.checks.agreement import guangzhou_form
from ipforms.rules.checks.case import Case, CheckFinding, word_for_nothing
from ipforms.schemas.guangzhou import GuangzhouEnterprise, GuangzhouMarket
from ipforms.schemas.jinhua import JinhuaApplication
from ipforms.schemas.parties import RightsCount

_PARTS = ("invention", "utility_model", "design")


def research_staff(case: Case) -> Iterator[CheckFinding]:
    """研发人员 are part of 企业总人数 (金华附件2)."""
    record = case.of(JinhuaApplication)
    found, expected = record.rd_staff, record.employees
    if found is not None and expected is not None and found > expected:
        source = clauses.cell(clauses.JINHUA_APPLICATION, "研发人员")
        yield CheckFinding(Note("count.research_staff", {"found": found, "expected": expected}), "rd_staff", source)


def holdings(case: Case) -> Iterator[CheckFinding]:
    """The parts of 有效专利拥有量 add up to its total (金华附件2), unless reading has noted it."""
    held = case.of(JinhuaApplication).valid_patents
    known = [part for part in (getattr(held, name) for name in _PARTS) if part is not None]
    total, added = held.total, sum(known)
    codes = {note.code for note in case.notes.get("valid_patents", ())}
    if total is None or not known or "number.sum" in codes:
        return
    if added > total or (len(known) == len(_PARTS) and added != total):
        facts = {"text": PATENT_COUNTS.encode(held.__dict__), "parts": added, "total": total}
        source = clauses.cell(clauses.JINHUA_APPLICATION, "有效专利拥有量")
        yield CheckFinding(Note("number.sum", facts), "valid_patents", source)


def rights(case: Case) -> Iterator[CheckFinding]:
    """有效量 ≤ 授权量 ≤ 申请量, of patents and of trade marks; a right that was bought breaks it (附件2)."""
    record = case.of(GuangzhouEnterprise)
    yield from _rights(record.patents, "patents", "专利（件）")
    yield from _rights(record.trademarks, "trademarks", "商标（件）")


def _rights(count: RightsCount, path: str, title: str) -> Iterator[CheckFinding]:
    """Each number with the next one that is given: where 授权量 is blank, 有效量 with 申请量."""
    steps = (
        ("valid", "有效量", count.valid),
        ("granted", "授权量", count.granted),
        ("applied", "申请量", count.applied),
    )
    given = [(field, name, number) for field, name, number in steps if number is not None]
    for (field, name, found), (_, other, expected) in pairwise(given):
        if found > expected:
            facts = {"name": name, "found": found, "other": other, "expected": expected}
            source = clauses.cell(clauses.GUANGZHOU_ENTERPRISE_FORM, title)
            yield CheckFinding(Note("count.rights_order", facts), f"{path}.{field}", source)


def names_of_units(annex: str, case: Case) -> Iterator[CheckFinding]:
    """A unit for intellectual property names no more people than it has."""
    source = clauses.cell(annex, "知识产权工作机构建立情况")
    for index, unit in enumerate(guangzhou_form(case).ip_units):
        found = 0 if word_for_nothing(unit.names) else len(unit.names)
        if unit.headcount is not None and found > unit.headcount:
            facts = {"found": found, "expected": unit.headcount}
            yield CheckFinding(Note("count.names", facts), f"ip_units[{index}].names", source)


def area_of_merchants(case: Case) -> Iterator[CheckFinding]:
    """A market has at least a square metre for each merchant; less is a slip of the unit (附件3)."""
    area, merchants = case.of(GuangzhouMarket).floor_area, case.of(GuangzhouMarket).merchants
    if area is not None and merchants is not None and area < merchants:
        facts = {"area": f"{area:f}", "merchants": merchants}
        yield CheckFinding(Note("area.per_merchant", facts), "floor_area", clauses.GUANGZHOU_MARKET_SIZE.cited())
