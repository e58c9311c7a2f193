"""What the forms of 穗知〔2017〕5号 are checked for."""

from collections.abc import Iterator
from functools import partial

from ipforms.codes import divisions
from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.rules.checks import overview, quantities
from ipforms.rules.checks.agreement import (
    codes_agree,
    cover_agrees,
    guangzhou_form,
    legal_person,
    people_agree,
    signed_by_representative,
)
from ipforms.rules.checks.case import Case, CellState, Check, CheckFinding, absent
from ipforms.rules.checks.completeness import complete
from ipforms.rules.checks.date_checks import in_order, in_time, is_after, not_in_future, to_the_day
from ipforms.rules.checks.default_checks import opinions_agree, texts_in_limit
from ipforms.rules.checks.identifiers import identifiers, in_city
from ipforms.rules.checks.repeated_entries import no_row_twice
from ipforms.rules.clauses import GUANGZHOU_ENTERPRISE_FORM, GUANGZHOU_MARKET_FORM
from ipforms.schemas.guangzhou import GuangzhouMarket

_NOTICE_YEAR = 2017  # of 穗知〔2017〕5号: no form is dated before it
_HANDED_IN = ("cover.date", "declaration.date")
_SIGNED = ("declaration.date", "district_endorsement.date", "approval_endorsement.date")


def first_contact(case: Case) -> Iterator[CheckFinding]:
    """The market form has room for several contacts; the first gives an identity number too (附件3)."""
    path = "contacts[0].id_number"
    contacts = case.of(GuangzhouMarket).contacts
    if contacts and not contacts[0].id_number and case.stage != "draft" and absent(case, path) is CellState.BLANK:
        source = clauses.cell(GUANGZHOU_MARKET_FORM, "联系人")
        yield CheckFinding(
            Note("field.blank", {"description": "第一联系人的身份证号码或其他有效证件号码"}), path, source
        )


def district_after_cover(case: Case) -> Iterator[CheckFinding]:
    """The district has its say after the form was handed in; not said twice where the declaration says it too."""
    record = guangzhou_form(case)
    declared, endorsed = record.declaration.date, record.district_endorsement.date
    if not (declared and endorsed and is_after(declared, endorsed)):
        yield from in_order(clauses.GUANGZHOU_ORDER.cited(), ("cover.date", "district_endorsement.date"), case)


def _shared(annex: str, city_clause: str, contacts: str) -> tuple[Check, ...]:
    """What both 申报书 are checked for."""
    return (
        partial(identifiers, annex, divisions.GUANGZHOU.key, "declaration.date"),
        partial(cover_agrees, annex),
        partial(legal_person, city_clause),
        partial(codes_agree, annex),
        partial(in_city, divisions.GUANGZHOU, ("registered_address",), city_clause, ""),
        partial(people_agree, annex, ("legal_representative", contacts)),
        partial(signed_by_representative, annex),
        partial(quantities.names_of_units, annex),
        partial(no_row_twice, annex),
        partial(not_in_future, annex),
        partial(to_the_day, annex, _SIGNED),
        partial(in_time, _NOTICE_YEAR, clauses.GUANGZHOU_NOTICE, clauses.GUANGZHOU_DEADLINE.cited(), _HANDED_IN),
        partial(in_order, clauses.cell(annex, "注册时间"), ("registered_on", "declaration.date")),
        partial(in_order, clauses.GUANGZHOU_ORDER.cited(), _SIGNED),
        district_after_cover,
    )


ENTERPRISE: tuple[Check, ...] = (
    partial(complete, GUANGZHOU_ENTERPRISE_FORM, ("name", "cover.applicant")),
    *_shared(GUANGZHOU_ENTERPRISE_FORM, clauses.GUANGZHOU_ENTERPRISE_REGISTERED.cited(), "contact"),
    quantities.rights,
    partial(texts_in_limit, GUANGZHOU_ENTERPRISE_FORM),
    overview.topics,
    partial(opinions_agree, GUANGZHOU_ENTERPRISE_FORM),
)
"""附件2, 重点企业入库申报书."""

MARKET: tuple[Check, ...] = (
    partial(complete, GUANGZHOU_MARKET_FORM, ("name", "cover.applicant")),
    first_contact,
    *_shared(GUANGZHOU_MARKET_FORM, clauses.GUANGZHOU_MARKET_REGISTERED.cited(), "contacts"),
    quantities.area_of_merchants,
    partial(opinions_agree, GUANGZHOU_MARKET_FORM),
)
"""附件3, 重点市场入库申报书."""
