"""A raw cell of a spreadsheet → a value: what Excel did to it is undone where nothing was lost.

Excel keeps 15 digits of a number, shows long ones as 4.40106E+17, drops leading zeros, writes dates as days since 1900
and turns “3-5” into a date. A value that can be told for sure is repaired, with a note; one whose digits are gone is an
error.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ipforms import chars
from ipforms.codecs import DATE, Codec, CodeCodec, Decoded, ListCodec, TextCodec, Unfit
from ipforms.codecs.amounts import AmountCodec
from ipforms.codecs.counts import CountCodec
from ipforms.codecs.lists import PatentsCodec, PhonesCodec
from ipforms.findings import Note

_EXACT = 10**15
_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?[eE]\+?(\d{1,3})", re.ASCII)
_WHOLE = re.compile(r"(\d+)\.0+", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_FORMULA = re.compile(r'="([^"]*)"')
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)

# 1954 to 2119 as days since 1900: below, a number in a date's column is more likely a year.
_SERIALS = range(20_000, 80_001)
_YEARS = range(1900, 2101)
_EPOCH = {False: datetime.date(1899, 12, 30), True: datetime.date(1904, 1, 1)}

_CODES = (CodeCodec, PhonesCodec, PatentsCodec)
_NUMBERS = (CountCodec, AmountCodec)
_TEXTS = (TextCodec, ListCodec, *_CODES)


@dataclass(frozen=True)
class Spreadsheet:
    """Where cells come from.

    Attributes:
        excel: whether a spreadsheet program may have changed them.
        epoch_1904: whether dates count from 1904, as old Macs do.
    """

    excel: bool = True
    epoch_1904: bool = False

    def decode(self, codec: Codec[Any], raw: Any) -> Decoded[Any]:
        """The value of a cell, for a field of this codec.

        >>> from ipforms.codecs import COUNT, DATE
        >>> Spreadsheet().decode(COUNT, 321.0).value, Spreadsheet().decode(DATE, 42803).value
        (321, '2017-03-09')
        """
        if codec is DATE:
            return self._date(raw)
        if isinstance(raw, str):
            return self._text(codec, raw)
        if isinstance(raw, datetime.date | datetime.time | datetime.timedelta):
            return Decoded(None, (Note("cell.became_date", {"text": str(raw)}),))
        if isinstance(codec, _TEXTS) and isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
            return _number_as_text(codec, raw)
        return _plain(codec, raw)

    def _date(self, raw: Any) -> Decoded[Any]:
        if isinstance(raw, str):
            serial = _SERIAL.fullmatch(raw.strip()) if self.excel else None
            return self._serial(Decimal(serial[1]), raw) if serial else DATE.decode(raw)
        if isinstance(raw, datetime.datetime):
            return Decoded(raw.date().isoformat())
        if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
            return self._serial(raw, str(raw))
        return _plain(DATE, raw)

    def _serial(self, days: int | float | Decimal, shown: str) -> Decoded[Any]:
        whole = int(days)
        if whole in _YEARS and whole == days:
            return Decoded(str(whole))
        if not self.excel or whole not in _SERIALS:
            return Decoded(None, (Note("date.unreadable", {"text": shown}),))
        date = (_EPOCH[self.epoch_1904] + datetime.timedelta(whole)).isoformat()
        return Decoded(date, (Note("cell.repaired", {"text": shown, "value": date}),))

    def _text(self, codec: Codec[Any], raw: str) -> Decoded[Any]:
        formula = _FORMULA.fullmatch(raw.strip())
        text = formula[1] if formula else raw
        if not self.excel or not isinstance(codec, (*_CODES, *_NUMBERS)):
            return codec.decode(text)
        bare = chars.half_width(text).strip().lstrip("'‘’`")
        scientific = _SCIENTIFIC.fullmatch(bare)
        if scientific and ("." in bare or "+" in bare):
            return _scientific(codec, scientific, bare)
        whole = _WHOLE.fullmatch(bare)
        if isinstance(codec, _CODES) and (whole or _DIGITS.fullmatch(bare)):
            return _digits(codec, whole[1] if whole else bare, bare)
        return codec.decode(text if isinstance(codec, _NUMBERS) else text.strip().lstrip("'‘’`"))


def _plain(codec: Codec[Any], raw: Any) -> Decoded[Any]:
    try:
        return Decoded(codec.plain(_fifteen_digits(raw)))
    except Unfit as unfit:
        return Decoded(None, (unfit.note,))


def _fifteen_digits(raw: Any) -> Any:
    """A float as Excel shows it: 0.30000000000000004 is 0.3."""
    return Decimal(f"{raw:.15g}") if isinstance(raw, float) else raw


def _number_as_text(codec: Codec[Any], raw: int | float | Decimal) -> Decoded[Any]:
    """A number where a text belongs: its digits, if it still has all of them."""
    if not -_EXACT < raw < _EXACT:
        return Decoded(None, (Note("cell.digits_lost", {"text": f"{raw:.6g}"}),))
    shown = f"{_fifteen_digits(raw):f}" if not isinstance(raw, int) else str(raw)
    return _digits(codec, shown, shown) if _DIGITS.fullmatch(shown) else codec.decode(shown)


def _scientific(codec: Codec[Any], number: re.Match[str], shown: str) -> Decoded[Any]:
    """4.40106E+17 has lost eleven digits; 1.3800138000E+10 none."""
    digits, exponent = number[1] + (number[2] or ""), int(number[3])
    if len(digits) != exponent + 1 or exponent >= 15:
        return Decoded(None, (Note("cell.digits_lost", {"text": shown}),))
    return _digits(codec, digits, shown)


def _digits(codec: Codec[Any], digits: str, shown: str) -> Decoded[Any]:
    restored = codec.restore(digits) if isinstance(codec, _CODES) else digits
    decoded = codec.decode(restored)
    if restored == shown:
        return decoded
    return Decoded(decoded.value, (Note("cell.repaired", {"text": shown, "value": restored}), *decoded.notes))
