"""A raw cell of a spreadsheet → a value: what Excel did to it is undone where nothing was lost.

Excel keeps 15 digits of a number, shows long ones as 4.40106E+17, drops leading zeros, writes dates as days since 1900
and turns “3-5” into a date. A value that is known for sure is repaired, with a note; one whose digits are gone is an
error.
"""

import datetime
import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from ipforms.bulk.sources.table_model import PartialDate, is_error_value
from ipforms.bulk.value_kinds import YEAR_AND_MONTH
from ipforms.codecs import (
    DATE,
    PATENT_COUNTS,
    PATENTS,
    TRADE_MARKS,
    Codec,
    Decoded,
    IdentifierCodec,
    IdentifiersCodec,
    ListCodec,
    TextCodec,
    UnfitValue,
    nothing,
)
from ipforms.codecs.amounts import AmountCodec
from ipforms.codecs.answers import AnswerCodec
from ipforms.codecs.claims import ClaimCodec
from ipforms.codecs.counts import CountCodec
from ipforms.codes import id_document, patent
from ipforms.messages import Bilingual, Note, is_error
from ipforms.text import half_width, visible
from ipforms.text.regex import regex

_DIGITS_KEPT = 15  # of a number: what Excel keeps
_EXACT = 10**_DIGITS_KEPT
_SCIENTIFIC = regex(r"(\d)(?:\.(\d+))?[eE]\+?(\d{1,3})", re.ASCII)
_WHOLE = regex(r"(\d+)\.0+", re.ASCII)
_DIGITS = regex(r"\d+", re.ASCII)
_ARTEFACT = regex(r"\d{1,12}\.\d{8,}", re.ASCII)
_FORMULA = regex(r'="([^"]*)"')
_CALL = regex(r"\s*=\s*(?:@|[+-])?[A-Za-z_][\w.]*\(")
_PICTURE = regex(r"\s*=\s*(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
_SHOWN = 40  # characters of a formula; they tell which it is
_OPTION = regex(r"\s*[A-Ha-h]\s*[.．、:：)）]\s*(?=\S)")
"""The letter of an option in the export of a questionnaire: A.是."""
_SKIPPED = regex(r"\s*[(（]?\s*跳过\s*[)）]?\s*")
_SERIAL = regex(r"(\d{5})(?:\.\d+)?", re.ASCII)
GUARD = "\u200b"  # A zero-width space before a text says that it is to be taken as it is; `ipforms read` writes some so
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet program run a text of a CSV as a formula."""
_APOSTROPHES = "'‘’`"

# 1954 to 2119 as days since 1900: below, a number in a date's column is more likely a year.
_SERIALS = range(20_000, 80_001)
_YEARS = range(1900, 2101)
_EPOCH = {False: datetime.date(1899, 12, 30), True: datetime.date(1904, 1, 1)}

_EXPORTED = {"1": "是", "0": "否"}  # what databases write for yes and no
_CODES = (IdentifierCodec, IdentifiersCodec, type(TRADE_MARKS))
_NUMBERS = (CountCodec, AmountCodec)
_TEXTS = (TextCodec, ListCodec, *_CODES)
_CHOICES = (AnswerCodec, ClaimCodec)
_LOOKED_INTO = (*_CODES, *_NUMBERS, type(DATE), type(PATENT_COUNTS), AnswerCodec)


@dataclass(frozen=True)
class ExcelCellDecoder:
    """Where cells come from."""

    excel: bool = True  # whether a spreadsheet program may have changed them
    epoch_1904: bool = False  # whether dates count from 1904, as old Macs do

    def is_error(self, text: str) -> bool:
        """Whether a text is what a spreadsheet writes for a result that it has not."""
        return text[:1] == "#" and self.excel and is_error_value(text)

    def decode(self, codec: Codec[Any], raw: Any) -> Decoded[Any]:
        """The value of a cell, for a field of this codec.

        >>> from ipforms.codecs import COUNT, DATE
        >>> ExcelCellDecoder().decode(COUNT, 321.0).value, ExcelCellDecoder().decode(DATE, 42803).value
        (321, '2017-03-09')
        """
        if isinstance(raw, PartialDate):
            raw = str(raw)
            return DATE.decode(raw) if codec is DATE else Decoded(None, (Note("cell.became_date", {"text": raw}),))
        if isinstance(raw, str):
            return self._of_text(codec, raw)
        if not _is_finite(raw):
            return Decoded(None, (Note("number.unreadable", {"text": str(raw)}),))
        if codec is DATE and not isinstance(raw, datetime.time | datetime.timedelta):
            return self._date(raw)
        if isinstance(raw, datetime.date | datetime.time | datetime.timedelta):
            return Decoded(None, (Note("cell.became_date", {"text": str(raw)}),))
        if isinstance(codec, _TEXTS) and isinstance(raw, bool):
            return Decoded(None, (Note("cell.wrong_kind", {"kind": Bilingual("bulk.kind.boolean")}),))
        if isinstance(codec, _TEXTS) and isinstance(raw, int | float | Decimal):
            return _number_as_text(codec, raw)
        return _plain(codec, bool(raw) if isinstance(codec, AnswerCodec | ClaimCodec) and raw in (0, 1) else raw)

    def _of_text(self, codec: Codec[Any], raw: str) -> Decoded[Any]:
        if _is_choice(type(codec)) and _OPTION.match(raw):
            raw = _OPTION.sub("", raw, count=1)
        if is_skipped(raw):
            return Decoded(codec.decode("").value)
        if self.is_error(raw):
            return Decoded(codec.decode("").value, (Note("table.error_cell", {"value": raw.strip()}),))
        if "=" in raw or _is_looked_into(type(codec)):
            return _or_nothing(codec, raw, self._text(codec, raw))
        decoded = codec.decode(raw)
        return decoded if not decoded.notes else _or_nothing(codec, raw, decoded)

    def _text(self, codec: Codec[Any], raw: str) -> Decoded[Any]:
        text = visible(raw)
        if not self.excel or raw.startswith(GUARD):
            return codec.decode(text)
        formula = _FORMULA.fullmatch(text.strip()) if "=" in raw else None
        text = formula[1] if formula else text
        if _CALL.match(text):
            note = Note("cell.picture") if _PICTURE.match(text) else Note("cell.formula", {"text": text[:_SHOWN]})
            return Decoded(codec.decode("").value, (note,))
        if text in _EXPORTED and isinstance(codec, AnswerCodec | ClaimCodec):
            return codec.decode(_EXPORTED[text])
        if not _is_looked_into(type(codec)):
            return codec.decode(text)
        bare = half_width(text).strip().lstrip(_APOSTROPHES)
        if codec is DATE:
            return self._date_text(bare)
        if codec is PATENT_COUNTS:
            return _plain(codec, Decimal(bare)) if _WHOLE.fullmatch(bare) else codec.decode(text)
        scientific = _SCIENTIFIC.fullmatch(bare)
        if scientific and ("." in bare or "+" in bare):
            return _scientific(codec, scientific, bare)
        if isinstance(codec, _NUMBERS):
            return _number_text(codec, bare)
        return _code_text(codec, text, bare)

    def _date_text(self, bare: str) -> Decoded[Any]:
        serial, whole = _SERIAL.fullmatch(bare), _WHOLE.fullmatch(bare)
        if serial or YEAR_AND_MONTH.fullmatch(bare):
            return self._serial(Decimal(serial[1] if serial else bare), bare)
        return _repaired(DATE.decode(whole[1]), bare, whole[1]) if whole else DATE.decode(bare)

    def _date(self, raw: Any) -> Decoded[Any]:
        if isinstance(raw, datetime.datetime):
            return Decoded(raw.date().isoformat())
        if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
            return self._serial(raw, str(raw))
        return _plain(DATE, raw)

    def _serial(self, days: int | float | Decimal, shown: str) -> Decoded[Any]:
        """A number in a date's column: a year, 20170309, 201703, or days since 1900."""
        whole = int(days)
        if whole == days and (month := YEAR_AND_MONTH.fullmatch(str(whole))):
            date = f"{month[1]}-{month[2]}"
            return Decoded(date, (Note("cell.repaired", {"text": shown, "value": date}),))
        if whole == days and (whole in _YEARS or len(str(whole)) == len("20170309")):
            return DATE.decode(str(whole))
        if not self.excel or whole not in _SERIALS:
            return Decoded(None, (Note("date.unreadable", {"text": shown[:40]}),))
        date = (_EPOCH[self.epoch_1904] + datetime.timedelta(whole)).isoformat()
        return Decoded(date, (Note("cell.repaired", {"text": shown, "value": date}),))


def is_skipped(text: str) -> bool:
    """Whether a questionnaire did not ask: (跳过).

    >>> is_skipped("（跳过）"), is_skipped("跳过")
    (True, True)
    """
    return len(text) < 10 and "跳过" in text and _SKIPPED.fullmatch(text) is not None


@cache
def _is_choice(kind: type[Codec[Any]]) -> bool:
    return issubclass(kind, _CHOICES)


@cache
def _is_looked_into(kind: type[Codec[Any]]) -> bool:
    # Asked for each cell of each row, and no quick question where the classes are abstract.
    return issubclass(kind, _LOOKED_INTO)


def _or_nothing(codec: Codec[Any], raw: str, decoded: Decoded[Any]) -> Decoded[Any]:
    """无 or / where it cannot be a value means that there is none."""
    if not decoded.notes:
        return decoded
    note = nothing(raw) if is_error(decoded.notes) else None
    return decoded if note is None else Decoded(codec.decode("").value, (note,))


def _is_finite(raw: Any) -> bool:
    return raw.is_finite() if isinstance(raw, Decimal) else not isinstance(raw, float) or math.isfinite(raw)


def _plain(codec: Codec[Any], raw: Any) -> Decoded[Any]:
    try:
        return Decoded(codec.plain(_as_shown(raw)))
    except UnfitValue as unfit:
        return Decoded(None, (unfit.note,))


def _as_shown(raw: Any) -> Any:
    """A number as Excel shows it: 0.30000000000000004 is 0.3, and 1.0 is 1."""
    if isinstance(raw, float):
        raw = Decimal(f"{raw:.{_DIGITS_KEPT}g}")
    return int(raw) if isinstance(raw, Decimal) and abs(raw) < _EXACT and raw == int(raw) else raw


def _number_as_text(codec: Codec[Any], raw: int | float | Decimal) -> Decoded[Any]:
    """A number where a text belongs: its digits, if it still has all of them."""
    if not -_EXACT < raw < _EXACT:
        return _lost(f"{raw:.6g}")
    number = _as_shown(raw)
    shown = str(number) if isinstance(number, int) else f"{number:f}"
    return _digits(codec, shown, shown) if _DIGITS.fullmatch(shown) else codec.decode(shown)


def _scientific(codec: Codec[Any], number: re.Match[str], shown: str) -> Decoded[Any]:
    """4.40106E+17 has lost eleven digits; 1.3800138000E+10 none."""
    digits, exponent = number[1] + (number[2] or ""), int(number[3])
    if len(digits) != exponent + 1 or exponent >= _DIGITS_KEPT:
        return _lost(shown)
    return _digits(codec, digits, shown)


def _number_text(codec: Codec[Any], bare: str) -> Decoded[Any]:
    """0.30000000000000004 is what a program writes of the 0.3 that Excel shows."""
    if _ARTEFACT.fullmatch(bare) and len(bare.replace(".", "").lstrip("0")) > _DIGITS_KEPT:
        shown = f"{Decimal(f'{float(bare):.{_DIGITS_KEPT}g}'):f}"
        return _repaired(codec.decode(shown), bare, shown)
    return codec.decode(bare)


def _code_text(codec: Codec[Any], text: str, bare: str) -> Decoded[Any]:
    whole = _WHOLE.fullmatch(bare)
    if whole and not (codec is PATENTS and _ends_in_zero(whole[1])):
        return _lost(bare) if len(whole[1]) > _DIGITS_KEPT else _digits(codec, whole[1], bare)
    if not _DIGITS.fullmatch(bare):
        return codec.decode(text.strip().lstrip(_APOSTROPHES))
    return _lost(bare) if _is_rounded(codec, bare) else _digits(codec, bare, bare)


def _is_rounded(codec: Codec[Any], digits: str) -> bool:
    """Eighteen digits that end in 000, as Excel writes a rounded number into a CSV, and are no identity number."""
    an_id = codec.identifier is id_document.IDENTIFIER
    return an_id and len(digits) == 18 and digits.endswith("000") and not id_document.is_valid(digits)


def _digits(codec: Codec[Any], digits: str, shown: str) -> Decoded[Any]:
    restored = codec.identifier.with_zeros(digits) if codec.identifier else digits
    if codec is PATENTS and _ends_in_zero(digits):
        restored = f"{digits}.0"
    return _repaired(codec.decode(restored), shown, restored)


def _ends_in_zero(digits: str) -> bool:
    """Whether a patent number without its check digit has the check digit 0, which to Excel is none."""
    return len(digits) in (8, 12) and patent.is_valid(f"{digits}.0")


def _repaired(decoded: Decoded[Any], shown: str, restored: str) -> Decoded[Any]:
    if restored == shown or is_error(decoded.notes):
        return decoded
    return Decoded(decoded.value, (Note("cell.repaired", {"text": shown, "value": restored}), *decoded.notes))


def _lost(shown: str) -> Decoded[Any]:
    return Decoded(None, (Note("cell.digits_lost", {"text": shown}),))
