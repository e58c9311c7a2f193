"""What the forms of 金华市知识产权保护直通车 are checked for."""

from __future__ import annotations

from functools import partial

from ipforms.codes import divisions
from ipforms.rules import clauses
from ipforms.rules.checks import quantities, repeated_entries, title_claims
from ipforms.rules.checks.addresses import in_city
from ipforms.rules.checks.case import Check
from ipforms.rules.checks.completeness import complete
from ipforms.rules.checks.date_checks import in_order, not_in_future, to_the_day
from ipforms.rules.checks.identifiers import identifiers
from ipforms.rules.clauses import JINHUA_APPLICATION, JINHUA_RECOMMENDATION

_SIGNED = ("enterprise_endorsement.date", "recommender_endorsement.date")

APPLICATION: tuple[Check, ...] = (
    partial(complete, JINHUA_APPLICATION, ("enterprise_name",)),
    partial(identifiers, JINHUA_APPLICATION, divisions.JINHUA.key, _SIGNED[0]),
    partial(in_city, divisions.JINHUA, ("address",), clauses.JINHUA.cited("金华市企业"), ""),
    quantities.research_staff,
    title_claims.details,
    title_claims.certificates,
    title_claims.levels,
    quantities.holdings,
    partial(not_in_future, JINHUA_APPLICATION),
    partial(to_the_day, JINHUA_APPLICATION, _SIGNED),
    partial(in_order, clauses.JINHUA_ORDER.cited(), _SIGNED),
)
"""附件2, 申报表."""

RECOMMENDATION: tuple[Check, ...] = (
    partial(complete, JINHUA_RECOMMENDATION, ("recommending_unit", "enterprises[].name")),
    partial(identifiers, JINHUA_RECOMMENDATION, divisions.JINHUA.key, "prepared_on"),
    partial(in_city, divisions.JINHUA, ("address",), clauses.JINHUA.cited("金华市企业"), "enterprises"),
    title_claims.named_rights,
    repeated_entries.companies_once,
    repeated_entries.patents_of_one_company,
    partial(not_in_future, JINHUA_RECOMMENDATION),
)
"""附件3, 推荐表."""
