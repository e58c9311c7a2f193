"""Are the addresses of a form in the city."""

from __future__ import annotations

from collections.abc import Iterator

from ipforms.codes import jurisdiction
from ipforms.codes.divisions import City
from ipforms.messages import Note
from ipforms.rules.checks.case import Case, CheckFinding
from ipforms.rules.checks.record_cells import at


def in_city(city: City, fields: tuple[str, ...], source: str, section: str, case: Case) -> Iterator[CheckFinding]:
    """The addresses are in the city.

    Args:
        city: the city.
        fields: the paths of the addresses.
        source: the clause.
        section: the repeated section whose rows have these fields; "" for fields of the form itself.
        case: what is checked.
    """
    rows = [f"{section}[{index}]." for index in range(len(at(case.record, section)))] if section else [""]
    for path in (row + field for row in rows for field in fields):
        place = jurisdiction.of_address(at(case.record, path), city)
        if place.verdict == "outside":
            yield CheckFinding(Note("address.other_city", {"found": place.named, "city": city.name}), path, source)
