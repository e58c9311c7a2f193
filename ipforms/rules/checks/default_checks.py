"""What every form is checked for, with or without checks of its own: completeness, numbers, dates, sums, lengths."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ipforms.rules.checks.case import Check
from ipforms.rules.checks.completeness import complete
from ipforms.rules.checks.date_checks import not_in_future
from ipforms.rules.checks.declared_limits import sums_agree, texts_in_limit
from ipforms.rules.checks.identifiers import identifiers


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
    )
    return (*(check for check in defaults if check.func not in there), *own)
