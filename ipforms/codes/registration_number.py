"""企业（个体工商户）注册号 (business registration number), 工商行政管理注册号编制规则 of 2007.

Given by the market regulator's offices (then 工商行政管理机关) until 2015-10-01 and still written in old papers: the
division of the registering office (6), a serial number (8) and a check digit by ISO 7064 MOD 11,10. Before 2007 the
number had 13 digits and no check digit. A company could still quote it until the end of 2017.

Source: GS 15-2006 《市场主体注册号编制规则》; the checksum is that of `stdnum.iso7064.mod_11_10`.

    >>> validate("440101 000012341")
    '440101000012341'
    >>> [note.code for note in check("440101000012345")]
    ['registration_number.check_digit']
    >>> validate("4401010000")
    Traceback (most recent call last):
        ...
    ipforms.codes.identifier.InvalidCode: 注册号应为 15 位数字，现为 10 位
"""

from ipforms.codes import identifier
from ipforms.messages import Note
from ipforms.text import one_line

compact = identifier.compact


def is_shape(number: str) -> bool:
    """Whether a compact number looks like this one: fifteen digits."""
    return len(number) == 15 and identifier.is_digits(number)


def check(text: str) -> tuple[Note, ...]:
    """What is wrong or doubtful. A wrong check digit is a warning: not every office kept to the rule from the start."""
    number = compact(text)
    if len(number) == 13 and identifier.is_digits(number):
        return (Note("registration_number.thirteen"),)
    if len(number) != 15:
        return (Note("registration_number.length", {"length": len(number)}),)
    if not identifier.is_digits(number):
        wrong = next(i for i, character in enumerate(number) if not identifier.is_digits(character))
        return (Note("registration_number.character", {"position": wrong + 1, "character": number[wrong]}),)
    from stdnum.iso7064 import mod_11_10  # it loads ssl and more

    expected = mod_11_10.calc_check_digit(number[:14])
    if number[14] != expected:
        return (Note("registration_number.check_digit", {"expected": expected, "found": number[14]}),)
    return ()


def format(text: str) -> str:
    """The fifteen digits.

    >>> format(" 440101-000012341 "), format("企独粤穗总字第 001 号")
    ('440101000012341', '企独粤穗总字第 001 号')
    """
    number = compact(text)
    return number if is_shape(number) else one_line(text)


IDENTIFIER = identifier.Identifier(format, check)
validate, is_valid = IDENTIFIER.validate, IDENTIFIER.is_valid
