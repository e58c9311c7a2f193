"""Numbers against a threshold, with the arithmetic shown: 18 + 5 = 23 ≥ 20.

The arithmetic is a true chain whatever was written: 30余件 + 5 ≥ 35 ≥ 20 meets 20, 近10件 + 5 ≤ 15 < 20 does not, and
约30件 + 5 ≥ 5（≥ 20？） leaves it open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ipforms.rules.eligibility.figures import Bounds, Figure
from ipforms.rules.eligibility.verdicts import Need, Verdict, any_of


@dataclass(frozen=True)
class ThresholdCheck:
    """Whether numbers of the form add up to a threshold."""

    terms: tuple[Figure, ...]  # the numbers
    threshold: int  # what their sum must reach, 以上 including it
    unit: str = ""  # printed behind each number of the arithmetic

    @cached_property
    def bounds(self) -> Bounds:
        """What the sum proves."""
        return sum((term.bounds for term in self.terms[1:]), self.terms[0].bounds)

    @cached_property
    def verdict(self) -> Verdict:
        """Whether the threshold is reached."""
        return self.bounds.reaches(self.threshold)

    @property
    def arithmetic(self) -> str:
        """The sum, what it proves, and the threshold."""
        added, limit = " + ".join(term.text for term in self.terms), self._shown(self.threshold)
        low, high = self._shown(self.bounds.low), self._shown(self.bounds.high or 0)
        match self.verdict:
            case Verdict.YES:
                return f"{self._equal(added, low, '≥')} ≥ {limit}"
            case Verdict.NO:
                return f"{self._equal(added, high, '≤')} < {limit}"
        if self.bounds.high is not None:
            return f"{low} ≤ {added} ≤ {high}（≥ {limit}？）"
        return f"{added} ≥ {low}（≥ {limit}？）" if self.bounds.low else f"{added}（≥ {limit}？）"

    def _shown(self, number: Decimal | int) -> str:
        return f"{Decimal(number):f}{self.unit}"

    def _equal(self, added: str, bound: str, sign: str) -> str:
        """The sum with its result; a single number is its own."""
        if not self.bounds.is_exact:
            return f"{added} {sign} {bound}"
        return added if added == bound else f"{added} = {bound}"


@dataclass(frozen=True, slots=True)
class AnyThreshold:
    """Comparisons of which one is enough."""

    comparisons: tuple[ThresholdCheck, ...]

    @property
    def verdict(self) -> Verdict:
        """Met if one is."""
        return any_of(each.verdict for each in self.comparisons)

    @property
    def arithmetic(self) -> str:
        """The comparison that meets it; otherwise all of them."""
        met = [each.arithmetic for each in self.comparisons if each.verdict is Verdict.YES]
        return met[0] if met else "；".join(each.arithmetic for each in self.comparisons)

    @property
    def needs(self) -> tuple[Need, ...]:
        """What would settle it: each number that is not exact, once. None where it is settled."""
        needs: list[Need] = []
        if self.verdict is Verdict.UNKNOWN:
            for need in self._open():
                needs += [need] if need not in needs else []
        return tuple(needs)

    def _open(self) -> Iterator[Need]:
        for each in self.comparisons:
            if each.verdict is Verdict.UNKNOWN:
                yield from (term.need for term in each.terms if term.need)

    @property
    def paths(self) -> tuple[str, ...]:
        """The cells that it looks at."""
        return tuple(dict.fromkeys(term.path for each in self.comparisons for term in each.terms))
