"""Are the addresses of a form in the city."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ipforms.checks.case import Case, CheckFinding
from ipforms.checks.record_cells import at
from ipforms.codes import jurisdiction
from ipforms.codes.divisions import City
from ipforms.messages import Note


@dataclass(frozen=True)
class InCity:
    """The addresses are in the city.

    Attributes:
        city: the city.
        fields: the paths of the addresses.
        source: the clause.
        section: the repeated section whose rows have these fields; "" for fields of the form itself.
    """

    city: City
    fields: tuple[str, ...]
    source: str
    section: str = ""

    def __call__(self, case: Case) -> Iterator[CheckFinding]:
        """Addresses that name another place."""
        for path, address in self._addresses(case):
            place = jurisdiction.of_address(address, self.city)
            if place.verdict == "outside":
                facts = {"found": place.named, "city": self.city.name}
                yield CheckFinding(Note("address.other_city", facts), path, self.source)

    def _addresses(self, case: Case) -> Iterator[tuple[str, str | None]]:
        record = case.record
        if not self.section:
            yield from ((field, at(record, field)) for field in self.fields)
            return
        for index, row in enumerate(at(record, self.section)):
            yield from ((f"{self.section}[{index}].{field}", at(row, field)) for field in self.fields)
