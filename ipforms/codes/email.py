"""电子邮箱 (e-mail address), RFC 5321 and RFC 6531.

Put right without asking: full-width letters and ＠, `。` for a dot, blanks around @ and before a dot, a full stop
behind the address, capitals in the domain. A comma in the place of a dot is only proposed to be one. The syntax is
checked by email-validator; the network is not asked.

Source: https://www.rfc-editor.org/rfc/rfc5321, https://github.com/JoshData/python-email-validator

    >>> validate("ABC＠QQ.COM"), validate("abc @163。com")
    ('ABC@qq.com', 'abc@163.com')
    >>> print(check("abc@163，com")[0].hint())
    疑为 abc@163.com，请向本人核实。
    >>> is_valid("abc@qq")
    False
"""

import re

from ipforms.codes import identifier, masking
from ipforms.messages import Note
from ipforms.text import half_width, one_line, unspaced
from ipforms.text.regex import regex

_LABEL = regex(r"(?:电子)?(?:邮箱|邮件)(?:地址)?:|E-?MAIL:|MAILTO:", re.IGNORECASE)
_SHAPE = regex(r"[!-?A-~]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_CANONICAL = re.compile(
    "[A-Za-z0-9]{1,20}(?:[._-][A-Za-z0-9]{1,20}){0,3}"  # the mailbox
    r"@(?:[a-z0-9-]{1,30}\.){1,4}[a-z]{2,20}"
)
# Of these email-validator, which takes a tenth of a millisecond, finds nothing wrong.
_PLAIN = re.compile(
    "[A-Za-z0-9]{1,20}(?:[._-][A-Za-z0-9]{1,20}){0,2}"  # the mailbox: 62 characters at most, of 64
    r"@(?:[a-z0-9]{1,30}\.){1,3}(?:com|cn|net|org)"
)
_GAP = regex(r"[^\s@.]\s+[^\s@.]|\.\s+[^\s@]")
_SLIPS = str.maketrans({",": ".", "，": ".", "、": ".", ";": ".", "·": "."})
_EDGES = ".,;:、<>()\"'"
_LONGEST = 320  # characters: 64 for the mailbox, @, 255 for the domain (RFC 5321, 4.5.3.1)


def compact(text: str) -> str:
    """The bare address: half width, no white space, no full stop behind it, the domain in small letters.

    >>> compact("ＡＢＣ＠ＱＱ.ＣＯＭ。")
    'ABC@qq.com'
    """
    address = unspaced(text).replace("。", ".")
    address = _without_label(address)
    local, at, domain = address.rpartition("@")
    return local + at + identifier.lower(domain)


def _without_label(address: str) -> str:
    """Drop labels and the signs around an address, however often they follow each other."""
    start = 0
    while True:
        found = _LABEL.match(address, start)
        if found is not None:
            start = found.end()
        elif start < len(address) and address[start] in _EDGES:
            start += 1
        else:
            return address[start:].rstrip(_EDGES)


def check(text: str) -> tuple[Note, ...]:
    """What is wrong or doubtful with an address."""
    if _PLAIN.fullmatch(text):
        return ()
    address = compact(text)
    if len(address) > _LONGEST:
        return (Note("email.length", {"length": len(address)}),)
    if address.count("@") != 1:
        return (Note("email.at", {"count": address.count("@"), "text": masking.excerpt(text)}),)
    if _has_gap(text):
        return (Note("email.space", {"suggestion": masking.masked_digits(address)}),)
    reason = _fault(address)
    if reason is None:
        return () if address.isascii() else (Note("email.not_ascii", {"text": masking.excerpt(address)}),)
    suggestion = address.translate(_SLIPS)
    if suggestion != address and _fault(suggestion) is None:
        return (
            Note("email.slip", {"text": masking.excerpt(address), "suggestion": masking.masked_digits(suggestion)}),
        )
    if "." not in address.rpartition("@")[2]:
        return (Note("email.domain", {"text": masking.excerpt(address)}),)
    return (Note("email.syntax", {"text": masking.excerpt(address), "reason": masking.masked_digits(reason)}),)


def _has_gap(text: str) -> bool:
    """Whether white space stands where it may part two things: a name and an address."""
    line = identifier.without_prefix(one_line(half_width(text)).replace("。", "."), _LABEL)
    return len(line) <= 2 * _LONGEST and _GAP.search(line.strip(_EDGES + " ")) is not None


def _fault(address: str) -> str | None:
    """What email-validator has against an address, in English; None for nothing."""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError as error:
        return str(error)
    return None


def format(text: str) -> str:
    """The bare address; a text that is more or less than one address as it was typed.

    >>> format("he@Example.COM."), format("何嘉敏 he@example.com")
    ('he@example.com', '何嘉敏 he@example.com')
    """
    address = compact(text)
    known = len(address) <= _LONGEST and _SHAPE.fullmatch(address) and not _has_gap(text)
    return address if known else one_line(text)


IDENTIFIER = identifier.Identifier(format, check, _CANONICAL)
validate, is_valid = IDENTIFIER.validate, IDENTIFIER.is_valid
