"""The initials of a Chinese word's pinyin, as databases name their columns: 企业名称 → QYMC.

GB 2312 has its 3,755 most frequent characters in the order of their pinyin (GB 2312-1980, level 1): where those of one
initial begin tells the initial of each. A character of several readings has the one by which it stands there.
"""

from bisect import bisect_right

_FIRST = (
    (0xB0A1, "A"), (0xB0C5, "B"), (0xB2C1, "C"), (0xB4EE, "D"), (0xB6EA, "E"), (0xB7A2, "F"), (0xB8C1, "G"),
    (0xB9FE, "H"), (0xBBF7, "J"), (0xBFA6, "K"), (0xC0AC, "L"), (0xC2E8, "M"), (0xC4C3, "N"), (0xC5B6, "O"),
    (0xC5BE, "P"), (0xC6DA, "Q"), (0xC8BB, "R"), (0xC8F6, "S"), (0xCBFA, "T"), (0xCDDA, "W"), (0xCEF4, "X"),
    (0xD1B9, "Y"), (0xD4D1, "Z"), (0xD7FA, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _FIRST]


def initials(word: str) -> str:
    """The initials of a word; "" if one of its characters has none here.

    >>> initials("企业名称"), initials("统一社会信用代码"), initials("A股")
    ('QYMC', 'TYSHXYDM', '')
    """
    found = [_initial(char) for char in word]
    return "".join(found) if all(found) else ""


def _initial(char: str) -> str:
    try:
        code = int.from_bytes(char.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    return _FIRST[bisect_right(_STARTS, code) - 1][1] if code >= _STARTS[0] else ""
