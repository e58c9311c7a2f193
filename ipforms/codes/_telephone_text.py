"""One telephone number as people write it: label, number, extension, remark. Others use `ipforms.codes.phone`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ipforms.codes import base
from ipforms.codes._telephone import NEIGHBOUR, NOISE, Phone, PhoneKind, number
from ipforms.messages import Note
from ipforms.text import half_width, one_line

_LONGEST = 120

_LABEL = re.compile(
    r"(?:(?:联系|办公|固定|移动|单位|公司)?(?:电话|手机|传真|座机|固话)(?:号码?)?|TEL|MOBILE|PHONE|FAX)\s*[.:]?\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"([\u4e00-\u9fff]{1,12})\s*:?\s*(?=[+(0-9])")
_MASKED = re.compile("[+]?[0-9X*●•█×]{7,30}")
_BRACKETED = re.compile(r"[(\[【]([^()\[\]【】0-9*]{1,40})[)\]】]")
_REMARK = re.compile(r"\s*([\u4e00-\u9fff]{1,12})\s*$")
_EXTENSION = re.compile(r"(.*[0-9X*)])\s*(?:转|分机号?|EXT\.?|X|#)\s*[:.-]?\s*([0-9]{1,6})", re.IGNORECASE)
# After a hyphen, an extension is what follows seven digits or more in a row.
_HYPHEN = re.compile(r"(.*(?:[0-9X*] ?){6}[0-9X*])\s*-\s*([0-9]{1,6})", re.IGNORECASE)


def plain(text: str) -> str:
    """One line, half width, one kind of hyphen."""
    return one_line(half_width(text)).translate(base.DASH)


def read(text: str, area: str | None = None) -> Phone:
    """Read one number; `area` is the area code of numbers that are written without one."""
    line = plain(text)
    if len(line) > _LONGEST:
        return _unknown(text, "phone.unknown")
    core, beside = _bare(line)
    if base.is_scientific(core.upper()):
        return _unknown(text, "phone.scientific")
    if _is_masked(core.translate(NOISE).upper()):
        return Phone(PhoneKind.MASKED, one_line(text), notes=(Note("phone.masked"),))
    found = _with_extension(core, area)
    if found is None:
        return _failed(text, core)
    return replace(found, notes=(*found.notes, *beside)) if beside else found


def _is_masked(digits: str) -> bool:
    """Whether it is a number with hidden digits, rather than a text with a star in it."""
    hidden = base.is_masked(digits) or "XX" in digits
    return hidden and _MASKED.fullmatch(digits) is not None and len(re.findall("[0-9]", digits)) >= 3


def _bare(line: str) -> tuple[str, tuple[Note, ...]]:
    """A number without label, name and remark; all but the label is noted."""
    core = base.without_prefix(line, _LABEL)
    texts = _BRACKETED.findall(core)
    core = _BRACKETED.sub(" ", core)
    name = _NAME.match(core)
    if name is not None:
        texts.append(name[1])
        core = core[name.end() :]
    remark = _REMARK.search(core)
    if remark is not None:
        texts.append(remark[1])
        core = core[: remark.start()]
    return core.strip(" :.。"), tuple(Note("phone.remark", {"text": text}) for text in texts)


def _with_extension(core: str, area: str | None) -> Phone | None:
    for body, extension in _splits(core):
        found = number(body, area)
        if found is not None:
            return replace(found, extension=extension)
    return None


def _splits(core: str) -> Iterator[tuple[str, str]]:
    """Ways to see a text as number and extension, the surest first."""
    found = _EXTENSION.fullmatch(core)
    if found is None and NEIGHBOUR.fullmatch(core.translate(NOISE)) is None:
        found = _HYPHEN.fullmatch(core)
    if found is not None:
        yield found[1], found[2]
    yield core, ""
    body, hyphen, last = core.rpartition("-")
    if hyphen and len(last) <= 6 and base.is_digits(last):
        yield body, last


def _unknown(text: str, code: str, **context: object) -> Phone:
    return Phone(PhoneKind.UNKNOWN, one_line(text), notes=(Note(code, context),))


def _failed(text: str, core: str) -> Phone:
    """Why a text is no number."""
    digits = core.translate(NOISE).upper()
    wrong = next((character for character in digits if base.look_alike(character) != character), None)
    if wrong is not None and number(base.look_alike(digits), None):
        return _unknown(text, "phone.look_alike", found=wrong, suggestion=base.look_alike(wrong))
    if not base.is_digits(digits):
        return _unknown(text, "phone.unknown")
    if digits[0] == "1" and 9 <= len(digits) <= 13:
        return _unknown(text, "phone.mobile_length", length=len(digits))
    if 3 <= len(digits) <= 6 and digits[0] != "0":
        return _unknown(text, "phone.short")
    return _unknown(text, "phone.unknown")
