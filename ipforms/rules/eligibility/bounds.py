"""What a number proves: a least and a most, the most perhaps unknown.

18 proves 18. 30余件 proves at least 30. 近30件 and 30件以内 prove at most 30, which is taken with the 30 itself: who
writes 近 has not counted. 约30件 proves nothing, nor does a blank cell.

    >>> Bounds.exactly(18) + Bounds.exactly(5)
    Bounds(low=Decimal('23'), high=Decimal('23'))
    >>> at_least_30, at_most_30 = Bounds(Decimal(30)), Bounds(high=Decimal(30))
    >>> at_least_30.reaches(30), at_most_30.reaches(30), at_most_30.reaches(31)
    (<Verdict.YES: 'yes'>, <Verdict.UNKNOWN: 'unknown'>, <Verdict.NO: 'no'>)
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ipforms.rules.eligibility.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which numbers the true one lies, both included."""

    low: Decimal = Decimal(0)  # the least that it can be
    high: Decimal | None = None  # the most that it can be; None if that is not known

    @classmethod
    def exactly(cls, value: Decimal | int) -> Bounds:
        """One number and no other."""
        return cls(Decimal(value), Decimal(value))

    @property
    def is_exact(self) -> bool:
        """Whether only one number is left."""
        return self.low == self.high

    def __add__(self, other: Bounds) -> Bounds:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Bounds(self.low + other.low, high)

    def widened(self, value: Decimal | int) -> Bounds:
        """These and `value`: where a cell says two things, either may be true."""
        high = None if self.high is None else max(self.high, Decimal(value))
        return Bounds(min(self.low, Decimal(value)), high)

    def reaches(self, threshold: Decimal | int) -> Verdict:
        """Whether the number is at least `threshold`; 以上 includes it (民法典第一千二百五十九条)."""
        if self.low >= threshold:
            return Verdict.YES
        return Verdict.NO if self.high is not None and self.high < threshold else Verdict.UNKNOWN


OPEN = Bounds()  # nothing is known but that it is a number
