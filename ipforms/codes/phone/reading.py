"""Telephone numbers as people write them: one with its label, extension and remark, or several in a cell."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ipforms.codes import identifier, masking
from ipforms.codes.phone.numbering_plan import NEIGHBOUR, NOISE, Phone, PhoneKind, number
from ipforms.messages import Note
from ipforms.text import half_width, one_line
from ipforms.text.regex import regex

LONGEST_CELL = 600  # characters, some fifty numbers; of a longer cell each line is read by itself
_LONGEST = 120  # characters of one number with its label and remark

_WHICH = r"""(?: (?:联系|办公室?|固定|移动|单位|公司|企业|家庭|直线)? (?:电话|手机|座机|固话) (?:号码?)?
      | 办公室? | 单位 | 公司 | 企业 | 总机 | 前台 | 移动 | 固定 | 直线 | 住宅 )"""
"""Words for which telephone it is. A fax is none."""
_LABEL = regex(
    rf"""(?: {_WHICH} | \( (?: {_WHICH} | [办宅手OHM] ) \) | TEL | MOBILE | MOB | CELL | PHONE | [TMOHP](?=[.:]) )
        \s* [.:]? \s*""",
    re.IGNORECASE | re.VERBOSE,
)
_PLAIN = regex(rf"{_WHICH} | [办宅手OHM]", re.IGNORECASE | re.VERBOSE)
"""The same behind a number: （办公）."""
_NAME = regex(r"([\u4e00-\u9fff]{1,12})\s*:?\s*(?=[+(0-9])")
_MASKED = regex("[+]?[0-9X*●•█×]{7,30}")
_BRACKETED = regex(
    r"""[(\[【] ( [^()\[\]【】0-9*]{1,40}
      | (?! [^()]*(?:转|分机|EXT|[0-9]{5}) ) (?= [^()]*[\u4e00-\u9fff]{2} ) [^()\[\]【】*]{1,40} ) [)\]】]""",
    re.IGNORECASE | re.VERBOSE,
)
"""A remark: （办公室）, （工作日9:00-17:30）."""
_FORMER = regex(
    r"[(\[【] ([^()\[\]【】]*? (?:原|旧|曾用|停用|作废|注销|不用|勿拨|勿打) [^()\[\]【】]*) [)\]】]", re.VERBOSE
)
"""A number that is told to be one no more: （原号码020-81050369已停用）."""
_REMARK = regex(r"\s*([\u4e00-\u9fff]{1,12})\s*$")
_EXTENSION = regex(
    r"(.*[0-9X*)]) \s* \(? (?:转|分机号?|EXT\.?|X|\#) \s* [:.-]? \s* ([0-9]{1,6}) \)?", re.IGNORECASE | re.VERBOSE
)
_STAR = regex(r"(0[0-9 -]{9,13})\*([0-9]{2,6})")
"""The star of an exchange, behind a landline; elsewhere a star hides a digit."""
# After a hyphen, an extension is what follows seven digits or more in a row.
_HYPHEN = regex(r"(.*(?:[0-9X*] ?){6}[0-9X*])\s*-\s*([0-9]{1,6})", re.IGNORECASE)
_SEPARATOR = regex(r"[、,，;；/／|和或及]")
_BEFORE_LABEL = regex(r"(?<=[0-9)）])\s*(?=手机|固话|固定电话|座机|电话|传真|联系电话|办公电话)")
_REMARK_BETWEEN = regex(r"([0-9][（(][^（()）]{1,3}[)）])(?=1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7})")
"""A remark behind a number, and nothing before the next one: 0579-85505525（办）15994761019（手机）."""
_BEFORE_EXTENSION = regex(r"[,，]\s{0,3}(?=转|分机|ext)", re.IGNORECASE)
_GLUED = regex(
    r"""( (?:\(?0[0-9]{2,3}\)?-?)? [2-9][0-9X*]{6,7} | 1[3-9][0-9X*]{9} ) -? ( 1[3-9][0-9X*]{9} )""",
    re.IGNORECASE | re.VERBOSE,
)
_LAST_DIGITS = regex(r"(转|分机号?|EXT\.?)?\s?([0-9]{1,6})", re.IGNORECASE)
"""Of a number like the one before: 81050369/70; of its extension: 81050369-8001/8002, 转8001、转02."""
_MOST_LAST = 4  # such digits of a number; more are a short number of its own
# A number may be typed with blanks inside; more than this many groups are more than one number.
_GROUPS = 5


def plain(text: str) -> str:
    """One line, half width, one kind of hyphen."""
    return one_line(half_width(text)).translate(identifier.DASH)


def read(text: str, area: str | None = None) -> Phone:
    """Read one number; `area` is the area code of numbers that are written without one."""
    line = plain(text)
    if len(line) > _LONGEST:
        return _unknown(text, "phone.unknown")
    core, beside = _bare(line)
    if identifier.is_scientific(core.upper()):
        return _unknown(text, "phone.scientific")
    if _is_masked(core.translate(NOISE).upper()):
        return Phone(PhoneKind.MASKED, one_line(text), notes=(Note("phone.masked"),))
    found = _with_extension(core, area)
    if found is None:
        return _failed(text, core)
    return replace(found, notes=(*found.notes, *beside)) if beside else found


def _is_masked(digits: str) -> bool:
    """Whether it is a number with hidden digits, rather than a text with a star in it."""
    hidden = identifier.is_masked(digits) or "XX" in digits
    return (
        hidden
        and not _STAR.fullmatch(digits)
        and _MASKED.fullmatch(digits) is not None
        and len(re.findall("[0-9]", digits)) >= 3
    )


def _bare(line: str) -> tuple[str, tuple[Note, ...]]:
    """A number without label, name and remark; all but the label is noted."""
    core = identifier.without_prefix(line, _LABEL)
    texts = [*_FORMER.findall(core), *_BRACKETED.findall(core)]
    core = _BRACKETED.sub(" ", _FORMER.sub(" ", core))
    name = _NAME.match(core)
    if name is not None:
        texts.append(name[1])
        core = core[name.end() :]
    remark = _REMARK.search(core)
    if remark is not None:
        texts.append(remark[1])
        core = core[: remark.start()]
    said = [text for text in texts if not _PLAIN.fullmatch(text.strip())]
    return core.strip(" :.。"), tuple(Note("phone.remark", {"text": masking.excerpt(text)}) for text in said)


def _with_extension(core: str, area: str | None) -> Phone | None:
    for body, extension in _splits(core):
        found = number(body, area)
        if found is not None:
            return replace(found, extension=extension)
    return None


def _splits(core: str) -> Iterator[tuple[str, str]]:
    """Ways to see a text as number and extension, the surest first."""
    found = _EXTENSION.fullmatch(core) or _STAR.fullmatch(core)
    if found is None and NEIGHBOUR.fullmatch(core.translate(NOISE)) is None:
        found = _HYPHEN.fullmatch(core)
    if found is not None:
        yield found[1], found[2]
    yield core, ""
    body, hyphen, last = core.rpartition("-")
    if hyphen and len(last) <= 6 and identifier.is_digits(last):
        yield body, last


def _unknown(text: str, code: str, **context: object) -> Phone:
    return Phone(PhoneKind.UNKNOWN, one_line(text), notes=(Note(code, context),))


def _failed(text: str, core: str) -> Phone:
    """Why a text is no number."""
    digits = core.translate(NOISE).upper()
    wrong = next((character for character in digits if identifier.look_alike(character) != character), None)
    if wrong is not None and number(identifier.look_alike(digits), None):
        return _unknown(text, "phone.look_alike", found=wrong, suggestion=identifier.look_alike(wrong))
    if not identifier.is_digits(digits):
        return _unknown(text, "phone.unknown")
    if digits[0] == "1" and 9 <= len(digits) <= 13:
        return _unknown(text, "phone.mobile_length", length=len(digits))
    if 3 <= len(digits) <= 6 and digits[0] != "0":
        return _unknown(text, "phone.short")
    return _unknown(text, "phone.unknown")


def find_all(text: str, area: str | None = None) -> list[Phone]:
    """The numbers of a cell. A landline without area code takes that of the number before it.

    Whether the number exists is not asked here: that is a matter of `check`.

    >>> [one.formatted for one in find_all("0591-8786000013800138000")]
    ['0591-87860000', '13800138000']
    >>> [one.formatted for one in find_all("0579-85505525（办）15994761019（手机）")]
    ['0579-85505525', '15994761019']
    >>> find_all("  ")
    []
    """
    if len(text) > LONGEST_CELL:
        return [read(text)]
    # A line break may stand inside a number as a blank may.
    line = one_line(text)
    found: list[Phone] = []
    inherited = None
    parted = _REMARK_BETWEEN.sub(r"\1、", _BEFORE_LABEL.sub("、", _BEFORE_EXTENSION.sub("", line)))
    for piece in _SEPARATOR.split(parted):
        for one in _neighbour(piece, found) or _pieces(piece, inherited or area):
            phone = _inherited(one, inherited)
            inherited = phone.area if phone.kind is PhoneKind.LANDLINE and phone.area else inherited
            found.append(phone)
    return _with_remarks(found)


def _neighbour(piece: str, found: list[Phone]) -> list[Phone]:
    """020-81050369/70, 020-81050369-8001/02: the last digits of a further number, or extension, like the one before."""
    last = _LAST_DIGITS.fullmatch(plain(piece)) if found else None
    if last is None or found[-1].kind is not PhoneKind.LANDLINE:
        return []
    before, digits = found[-1], last[2]
    known = before.extension or before.number
    if len(digits) > (len(known) if before.extension else _MOST_LAST) or (last[1] and not before.extension):
        return []
    whole = known[: -len(digits)] + digits
    notes = (Note("phone.last_digits", {"text": digits}),)
    if before.extension:
        return [Phone(before.kind, before.number, before.area, whole, notes)]
    return [Phone(before.kind, whole, before.area, notes=notes)]


def _with_remarks(phones: list[Phone]) -> list[Phone]:
    """Words without digits beside a number are a remark on the number before, or after."""
    words = [one for one in phones if one.kind is PhoneKind.UNKNOWN and not re.search("[0-9]", one.number)]
    numbers = [one for one in phones if one not in words]
    if not numbers or all(one.kind is PhoneKind.UNKNOWN for one in numbers):
        return phones
    for one in words:
        index = max(sum(other in numbers for other in phones[: phones.index(one)]) - 1, 0)
        notes = (*numbers[index].notes, Note("phone.remark", {"text": masking.excerpt(one.number)}))
        numbers[index] = replace(numbers[index], notes=notes)
    return numbers


def _inherited(phone: Phone, area: str | None) -> Phone:
    """Tell an area code taken from the number before it from one given by the caller."""
    if area is None:
        return phone
    notes = [Note("phone.area_inherited", {"area": area}) if n.code == "phone.area_added" else n for n in phone.notes]
    return replace(phone, notes=tuple(notes))


def _pieces(piece: str, area: str | None) -> list[Phone]:
    """A piece without separators: one number, two without a gap, or several with blanks between."""
    line = plain(piece)
    if not line:
        return []
    glued = _GLUED.fullmatch(line)
    if glued is not None:
        return [read(glued[1], area), read(glued[2], area)]
    whole = read(piece, area)
    if whole.kind is not PhoneKind.UNKNOWN and not _is_two_masked(whole):
        return [whole]
    groups = piece.split()
    found = _grouped(groups, area) if len(groups) > 1 else [whole]
    # 138 0013 80 is one number with a digit too few.
    return [whole] if all(one.kind is PhoneKind.UNKNOWN for one in found) else found


def _is_two_masked(phone: Phone) -> bool:
    return phone.kind is PhoneKind.MASKED and len(identifier.compact(phone.number)) > 18


def _grouped(groups: list[str], area: str | None) -> list[Phone]:
    """Take the longest run of groups that is a number, then the next."""
    found: list[Phone] = []
    start = 0
    while start < len(groups):
        for end in range(min(start + _GROUPS, len(groups)), start, -1):
            one = read(" ".join(groups[start:end]), area)
            if one.kind is not PhoneKind.UNKNOWN and not _is_two_masked(one):
                break
        found.append(one)
        area = one.area if one.kind is PhoneKind.LANDLINE and one.area else area
        start = end
    return found
