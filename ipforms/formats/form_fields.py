"""The fields of a fillable form, as the form prints them and as they describe themselves."""

from dataclasses import dataclass

from ipforms.codecs import OptionPrint


@dataclass(frozen=True, slots=True)
class PrintedField:
    """A field as the form prints it."""

    path: str  # `ip_units[0].names`
    part: str  # "year", "month" or "day" of a printed date, or ""
    height: float  # in points
    size: float  # of its text, in points
    hint: str = ""  # what the form prints beside it in brackets
    limit: int | None = None  # of how many 字 the form speaks; None where it speaks of none


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """What a field says of itself."""

    tooltip: str  # its label and what goes in
    is_required: bool = False  # whether it must be filled in
    is_multiline: bool = False  # whether it holds more than one line
    longest: int | None = None  # of how many characters it holds at most; None where the form sets no limit
    options: OptionPrint | None = None  # the options to be ticked, or chosen of a list; None where it is a text
    behind: OptionPrint | None = None  # of the text behind an open option, those options

    @property
    def has_boxes(self) -> bool:
        """Whether it is ticked rather than written."""
        return self.options is not None and not self.options.is_list
