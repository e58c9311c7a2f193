"""What a place of a blank form is taken for: one row of the table of corrections."""

from dataclasses import dataclass, replace
from enum import StrEnum

from ipforms.paths import Place

NO_PLACE = -2  # the `start` of a field that was added to the table of corrections
LABEL_STEP = " › "  # between the labels on the way to a field: 法定代表人 › 姓名


class Use(StrEnum):
    """What a place is used for."""

    FIELD = "field"
    """Something is filled in."""
    REPEAT = "repeat"
    """A further row of the section above: the form prints it, and may have more."""
    MERGE = "merge"
    """A further cell of the field on its left, such as one of a row of boxes for digits."""
    PRINT = "print"
    """It is print of the form, and stays."""


@dataclass(frozen=True)
class ReviewEntry:
    """A place of a blank form, and what it is taken for."""

    # a short name of the place: T1R3C2 for a cell, P5 for a paragraph, T1R3C2#2 for the second blank in a text
    key: str
    place: Place  # where it stands, as people count
    shown: str  # what is printed there
    use: Use  # what it is used for
    path: str = ""  # the field: `name`, `legal_representative.name`, `products[].name`
    label: str = ""  # what it is called, with the labels of its groups before it
    kind: str = ""  # of its values
    options: tuple[str, ...] = ()  # of a choice
    stage: str = "applicant"  # from which stage on it must be filled; "" if it never must
    certainty: float = 1.0  # how sure the guess is, from 0 to 1
    reason: str = ""  # the key of the message that says why
    start: int = -1  # where the blank begins in the text of the cell; -1 where the whole cell is one
    end: int = -1  # where it ends
    is_personal: bool = False  # whether the value identifies a person
    template: str = ""  # what is printed there instead, with tags typed by hand; "" where the tag is put in the blank

    @property
    def cell_key(self) -> str:
        """The cell or the paragraph that it stands in."""
        return self.key.partition("#")[0]

    @property
    def has_place(self) -> bool:
        """Whether its tag is put in a blank; one that was added to the table stands in a text typed by hand."""
        return self.start > NO_PLACE

    @property
    def section(self) -> str:
        """The repeated section that it is of, or ""."""
        return self.path.partition("[]")[0] if "[]" in self.path else ""

    def named(self, path: str) -> "ReviewEntry":
        """With another path."""
        return replace(self, path=path)
