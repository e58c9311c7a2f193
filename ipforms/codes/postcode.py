"""邮政编码 (postal code), GB/T 2261.7 / YD/T 603.

Six digits given out by 中国邮政: province, postal zone, county, delivery office. Which office serves an address is not
public and published lists contradict each other, so with a city only the first digits are looked at, as a warning.

Source: 中国邮政 https://www.chinapost.com.cn/

    >>> validate("５１０ 665")
    '510665'
    >>> print(check("321000", city="guangzhou")[0].message())
    邮政编码 321000 不像是广州市的（通常以 510、511 开头）
    >>> validate("51066")
    Traceback (most recent call last):
        ...
    ipforms.codes.identifier.InvalidCode: 邮政编码应为 6 位数字，现为 5 位
"""

import re

from ipforms.codes import divisions, identifier, jurisdiction
from ipforms.messages import Note
from ipforms.text import one_line

# After a zero: Inner Mongolia, Shanxi, Hebei (01 to 07). 5… is left out: postcodes of Guangzhou begin so.
_NORTH = "123467"

compact = identifier.compact


def check(text: str, *, city: str | None = None) -> tuple[Note, ...]:
    """What is wrong or doubtful; with a `city`, also whether the first digits are its own."""
    number = compact(text)
    if len(number) != 6:
        return (Note("postcode.length", {"length": len(number)}),)
    wrong = [i for i, character in enumerate(number) if not identifier.is_digits(character)]
    if wrong:
        return (Note("postcode.character", {"position": wrong[0] + 1, "character": number[wrong[0]]}),)
    if number in ("000000", "123456", "999999"):
        return (Note("postcode.placeholder", {"postcode": number}),)
    home = divisions.city(city)
    if home is None or jurisdiction.of_postcode(number, home).verdict == "inside":
        return ()
    return (Note("postcode.other_city", {"postcode": number, "city": home.name, "prefixes": home.postcodes}),)


def format(text: str) -> str:
    """The six digits; a text of another shape as it was typed."""
    number = compact(text)
    return number if len(number) == 6 and identifier.is_digits(number) else one_line(text)


def with_zeros(digits: str) -> str:
    """The digits of a postcode with the zero that those of the north have; 51066 is one of Guangzhou with a slip.

    >>> with_zeros("10020"), with_zeros("51066")
    ('010020', '51066')
    """
    return digits.zfill(6) if len(digits) == 5 and digits[0] in _NORTH else digits


IDENTIFIER = identifier.Identifier(format, check, re.compile("[0-9]{6}"), with_zeros, {"city": "city"})
validate, is_valid = IDENTIFIER.validate, IDENTIFIER.is_valid
