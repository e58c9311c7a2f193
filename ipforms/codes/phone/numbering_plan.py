"""What kinds of telephone number there are, and which one a run of digits is. Others use `ipforms.codes.phone`."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ipforms.codes import identifier, masking
from ipforms.messages import Note
from ipforms.text.regex import regex


class PhoneKind(StrEnum):
    """A kind of telephone number."""

    LANDLINE = "landline"
    MOBILE = "mobile"
    TOLL = "toll"
    """400, 800 and short service numbers: nobody's own."""
    FOREIGN = "foreign"
    """Outside the mainland: with Hong Kong, Macao and Taiwan."""
    MASKED = "masked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, repr=False)
class Phone:
    """A number as it was read."""

    kind: PhoneKind
    number: str  # the subscriber's number; of a masked or unknown one the text as it was typed
    area: str = ""  # area code with its 0, of a landline; country code of a foreign number; otherwise empty
    extension: str = ""  # digits of the extension, or empty
    notes: tuple[Note, ...] = ()  # how it was read, and what is wrong or doubtful

    @property
    def formatted(self) -> str:
        """The form that a record holds: `020-81050369-8001`, `13800138000`, `400-670-0700`, `+852-21234567`."""
        if self.kind in (PhoneKind.MASKED, PhoneKind.UNKNOWN):
            return self.number
        if self.kind is PhoneKind.FOREIGN:
            return f"+{self.area}-{self.number}" + (f"转{self.extension}" if self.extension else "")
        number = self.number
        if self.kind is PhoneKind.TOLL and len(number) == 10:
            number = f"{number[:3]}-{number[3:6]}-{number[6:]}"
        return "-".join(part for part in (self.area, number, self.extension) if part)

    def __repr__(self) -> str:
        return f"<Phone {self.kind.value} {masking.mask(self.area + self.number, 3, 4)}>"


MAIN_AREAS = ("010", "020", "021", "022", "023", "024", "025", "027", "028", "029", "0579")

_MOBILE = regex("1[3-9][0-9]{9}")
_TOLL = regex(
    """[48]00[0-9]{7}
     | 9[56][0-9]{3,4} | 1010[0-9]{4} | 1[02][0-9]{3}   # services of firms and carriers
     | 1[12][0-9]                                       # 110, 119, 120""",
    re.VERBOSE,
)
_LANDLINE = regex("(010|02[0-9]|0[3-9][0-9]{2})([0-9]{7,8})")
_NO_ZERO = regex("(?:10|2[0-9])[0-9]{8}|[3-9][0-9]{2}[0-9]{7,8}")
_LOCAL = regex("[2-9][0-9]{6,7}")
NEIGHBOUR = regex("(?:852|853)[0-9]{8}|886[0-9]{8,9}")
_CHINA = regex(
    r"""\+86 | 0086
      | 86 (?= 0? (?: 1[3-9][0-9]{9} | [48]00[0-9]{7}                          # a whole number follows
                    | (?:10|2[0-9])[0-9]{8} | [3-9][0-9]{2}[0-9]{7,8} ) $ )""",
    re.VERBOSE,
)
NOISE = str.maketrans("", "", " ()-.[]【】")


def number(text: str, area: str | None) -> Phone | None:
    """A number without extension, or None."""
    digits = text.translate(NOISE)
    home = _CHINA.match(digits)
    if home is not None:
        digits = digits[home.end() :]
        return _subscriber(digits) or _subscriber("0" + digits)
    if digits.startswith(("+", "00")):
        return _foreign(digits.removeprefix("+").removeprefix("00"))
    if not identifier.is_digits(digits):
        return None
    return _neighbour(digits) or _subscriber(digits) or _without_zero(digits) or _local(digits, area)


def _subscriber(digits: str) -> Phone | None:
    """A number of the mainland that is complete."""
    if _MOBILE.fullmatch(digits):
        return Phone(PhoneKind.MOBILE, digits)
    if _TOLL.fullmatch(digits):
        return Phone(PhoneKind.TOLL, digits, notes=(Note("phone.toll"),))
    if digits.startswith("01") and _MOBILE.fullmatch(digits[1:]) and len(digits) == 12:
        return Phone(PhoneKind.MOBILE, digits[1:])
    found = _LANDLINE.fullmatch(digits)
    return Phone(PhoneKind.LANDLINE, found[2], found[1], notes=_length_notes(found[1], found[2])) if found else None


def _local(digits: str, area: str | None) -> Phone | None:
    """A number within its area, to which the area code of the city is added if the caller gives it."""
    if not _LOCAL.fullmatch(digits):
        return None
    if not area:
        return Phone(PhoneKind.LANDLINE, digits, notes=(Note("phone.area_missing"),))
    notes = _length_notes(area, digits) or (Note("phone.area_added", {"area": area}),)
    return Phone(PhoneKind.LANDLINE, digits, area, notes=notes)


def _length_notes(area: str, digits: str) -> tuple[Note, ...]:
    if len(digits) == 8 or area not in MAIN_AREAS:
        return ()
    return (Note("phone.local_length", {"area": area, "length": len(digits)}),)


def _without_zero(digits: str) -> Phone | None:
    """A landline whose 0 a spreadsheet has eaten; believed only where the number then exists."""
    if not _NO_ZERO.fullmatch(digits) or not _exists("+86" + digits):
        return None
    found = _subscriber("0" + digits)
    return found and Phone(found.kind, found.number, found.area, notes=(*found.notes, Note("phone.leading_zero")))


def _neighbour(digits: str) -> Phone | None:
    """Hong Kong, Macao and Taiwan without the plus."""
    return _foreign(digits) if NEIGHBOUR.fullmatch(digits) else None


def _foreign(digits: str) -> Phone | None:
    """A number with a country code that exists; the rest stays as it was typed."""
    import phonenumbers

    if not identifier.is_digits(digits) or digits.startswith("86"):
        return None
    try:
        parsed = phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return None
    code = str(parsed.country_code)
    if not phonenumbers.is_possible_number(parsed) or not digits.startswith(code):
        return None
    return Phone(PhoneKind.FOREIGN, digits[len(code) :], code, notes=(Note("phone.foreign", {"country": code}),))


def _exists(international: str) -> bool:
    """Whether the numbering plan has the number."""
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(international))
    except phonenumbers.NumberParseException:
        return False


def range_notes(phone: Phone) -> tuple[Note, ...]:
    """A number outside the known ranges is doubtful only: new ranges open all the time."""
    if phone.kind in (PhoneKind.TOLL, PhoneKind.UNKNOWN, PhoneKind.MASKED) or (
        phone.kind is PhoneKind.LANDLINE and not phone.area
    ):
        return ()
    if any(note.code == "phone.local_length" for note in phone.notes):
        return ()
    country = phone.area if phone.kind is PhoneKind.FOREIGN else "86" + phone.area.removeprefix("0")
    return () if _exists(f"+{country}{phone.number}") else (Note("phone.range"),)
