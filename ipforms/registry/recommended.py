"""What a district's table of recommendations says: who recommends whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ipforms.forms import form_of
from ipforms.registry.registry_errors import NoRecommendation
from ipforms.rules.programmes import PROGRAMMES
from ipforms.schemas.base import FormModel


@dataclass(frozen=True)
class Recommended:
    """A table of recommendations.

    Attributes:
        programme: the notice.
        unit: the office that recommends; None if the table names none.
        names: whom, in the order of the table.
    """

    programme: str
    unit: str | None
    names: tuple[str, ...]

    @classmethod
    def of(cls, record: FormModel) -> Recommended:
        """What a record says.

        Raises:
            NoRecommendation: its form is no table of recommendations.

        >>> import ipforms
        >>> form = ipforms.form("jinhua-recommendation")
        >>> Recommended.of(form.model(recommending_unit="婺城区局", enterprises=[{"name": "甲"}, {"name": "乙"}]))
        Recommended(programme='jinhua', unit='婺城区局', names=('甲', '乙'))
        """
        form = form_of(record)
        of = next((each for each in PROGRAMMES.values() if form.id in each.recommendations), None)
        if of is None:
            raise NoRecommendation(form=form.title)
        rows: list[Any] = getattr(record, of.recommendations[form.id])
        names = tuple(row.name for row in rows if row.name)
        return cls(of.id, getattr(record, form.name_field), names)
