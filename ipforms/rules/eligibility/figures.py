"""The numbers of a form as rules go by them: what each proves, how it was written, what would make it exact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ipforms import paths
from ipforms.findings import text_as_written
from ipforms.messages import Note, is_error
from ipforms.rules.eligibility.verdicts import Need, Verdict
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.labels import label


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which numbers the true one lies, both included."""

    low: Decimal = Decimal(0)  # the least that it can be
    high: Decimal | None = None  # the most that it can be; None if that is not known

    @classmethod
    def exactly(cls, value: Decimal | int) -> "Bounds":
        """One number and no other."""
        return cls(Decimal(value), Decimal(value))

    @property
    def is_exact(self) -> bool:
        """Whether only one number is left."""
        return self.low == self.high

    def __add__(self, other: "Bounds") -> "Bounds":
        high = None if self.high is None or other.high is None else self.high + other.high
        return Bounds(self.low + other.low, high)

    def widened(self, value: Decimal | int) -> "Bounds":
        """These and `value`: where a cell says two things, either may be true."""
        high = None if self.high is None else max(self.high, Decimal(value))
        return Bounds(min(self.low, Decimal(value)), high)

    def reaches(self, threshold: Decimal | int) -> Verdict:
        """Whether the number is at least `threshold`; 以上 includes it (民法典第一千二百五十九条)."""
        if self.low >= threshold:
            return Verdict.YES
        return Verdict.NO if self.high is not None and self.high < threshold else Verdict.UNKNOWN


OPEN = Bounds()  # nothing is known but that it is a number


# 档口 are not 商家, 申请中 not held, and a bare 3.5 is hardly square metres: such a number is of something else.
_PROVES_NOTHING = frozenset(
    ("number.about", "number.unit", "number.magnitude", "number.other_rights", "number.of_others")
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the form."""

    bounds: Bounds  # what it proves
    text: str  # the number where it is exact, otherwise as it was written; "?" where nothing was
    path: str  # the cell
    need: Need | None = None  # what would make it exact; None where it is


def figure(facts: RecordFacts, path: str, cell: str = "", unit: str = "") -> Figure:
    """The number at a path.

    Args:
        facts: what the form says.
        path: the field, such as `valid_patents.total`.
        cell: the path of the cell that holds it, where that holds more than it: `valid_patents`.
        unit: printed behind an exact number.
    """
    cell = cell or path
    notes = facts.notes.get(cell, ())
    value = facts.value(path)
    bounds = proved(value if isinstance(value, int | Decimal) else None, notes)
    if bounds.is_exact:
        return Figure(bounds, f"{bounds.low:f}{unit}", cell)
    title, text = label(type(facts.record), paths.parse(cell)), text_as_written(notes)
    return Figure(bounds, text or "?", cell, _need(title, text, notes))


def proved(value: Decimal | int | None, notes: tuple[Note, ...]) -> Bounds:
    """What a value proves, by the notes on how it was read. 无 is 0, blank is unknown, 有 is at least 1.

    >>> proved(30, (Note("number.at_least", {"text": "30余件", "value": 30}),))
    Bounds(low=Decimal('30'), high=None)
    >>> proved(None, (Note("value.declared_none", {"text": "无"}),))
    Bounds(low=Decimal('0'), high=Decimal('0'))
    """
    by_code = {note.code: note for note in notes}
    if "number.range" in by_code:
        return _span(by_code["number.range"].context)
    if is_error(notes) or by_code.keys() & _PROVES_NOTHING:
        return OPEN
    if value is None:
        return _unsaid(by_code)
    bounds = _stated(Decimal(value), by_code)
    if "number.sum" not in by_code:
        return bounds
    parts = by_code["number.sum"].context["parts"]
    return bounds.widened(parts) if isinstance(parts, int | Decimal) else OPEN


def _stated(value: Decimal, by_code: Mapping[str, Note]) -> Bounds:
    if "number.at_most" in by_code:
        return Bounds(high=value)
    return Bounds(value) if "number.at_least" in by_code else Bounds.exactly(value)


def _unsaid(by_code: Mapping[str, Note]) -> Bounds:
    if "value.declared_none" in by_code:
        return Bounds.exactly(0)
    return Bounds(Decimal(1)) if "number.uncounted" in by_code else OPEN


def _span(context: Mapping[str, object]) -> Bounds:
    return _between((context["low"], context["high"]))


def _between(ends: Iterable[object]) -> Bounds:
    """From the least to the largest; a number too long to be told in a message is a text here, and proves nothing."""
    numbers = [Decimal(end) for end in ends if isinstance(end, int | Decimal)]
    return Bounds(min(numbers), max(numbers)) if len(numbers) == 2 else OPEN


def _need(title: str, text: str, notes: tuple[Note, ...]) -> Need:
    codes = {note.code for note in notes}
    if "value.elsewhere" in codes:
        return Need.of("attachment", "elsewhere", title=title, text=text)
    if "number.sum" in codes:
        return unequal_parts(title)
    if not text:
        return blank(title)
    return Need.of("correction", "inexact", title=title, text=text)


def blank(title: str) -> Need:
    """A number that was not given."""
    return Need.of("correction", "blank", title=title)


def unequal_parts(title: str) -> Need:
    """A total that is not the sum of its parts."""
    return Need.of("correction", "unequal_parts", title=title)
