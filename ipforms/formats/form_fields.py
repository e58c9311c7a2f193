"""The fields of a fillable form, as the form prints them and as they describe themselves."""

from __future__ import annotations

from dataclasses import dataclass

from ipforms.codecs import OptionPrint


@dataclass(frozen=True, slots=True)
class PrintedField:
    """A field as the form prints it.

    Attributes:
        path: `ip_units[0].names`.
        part: "year", "month" or "day" of a printed date, or "".
        height: in points.
        size: of its text, in points.
        hint: what the form prints beside it in brackets.
        limit: of how many 字 the form speaks; None where it speaks of none.
    """

    path: str
    part: str
    height: float
    size: float
    hint: str = ""
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """What a field says of itself.

    Attributes:
        tooltip: its label and what goes in.
        is_required: whether it must be filled in.
        is_multiline: whether it holds more than one line.
        longest: of how many characters it holds at most; None where the form sets no limit.
        options: the options to be ticked, or chosen of a list; None where it is a text.
        behind: of the text behind an open option, those options.
    """

    tooltip: str
    is_required: bool = False
    is_multiline: bool = False
    longest: int | None = None
    options: OptionPrint | None = None
    behind: OptionPrint | None = None

    @property
    def has_boxes(self) -> bool:
        """Whether it is ticked rather than written."""
        return self.options is not None and not self.options.is_list
