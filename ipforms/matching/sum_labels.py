"""Words for sums of a list, and the sums that stand with them in one text: 小计：21.2; 甲区2家企业，小计8万元."""

import re

SUMS = ("小计", "合计", "总计", "共计")
_WORDS = f"(?:{'|'.join(SUMS)})"
OF_SUM = re.compile(rf"{_WORDS}?[(（]?(?P<name>[^:：\d]*?)[)）]?{_WORDS}?[:：]?")
"""With whose sum it is: 甲区小计, 合计（乙区）."""
OF_WHICH = re.compile(r"\s*其中\s*[:：]\s*")  # before the first item below a sum
_VALUE = r"\d[\d,.]*\s*[百千万]?元?"
_WITH_VALUE = re.compile(r"(?P<label>[^:：\d]+)[:：]\s*(?P<value>.+)", re.DOTALL)
_IN_SENTENCE = re.compile(rf"[^:：]*?(?P<label>[^，,；;:：\d]*{_WORDS})为?(?P<value>{_VALUE})[。；;]?")
_NAME_AND_SUM = re.compile(
    rf"(?P<name>[^（(\n\d:：]{{2,20}})\s*[（(\n]\s*{_WORDS}\s*[:：]?\s*(?P<value>{_VALUE})[)）]?"
)


def with_value(text: str) -> re.Match[str] | None:
    """A label and what stands behind it in one text, or a sum at the end of a sentence.

    >>> with_value("小计：21.2").groups(), with_value("甲区2家企业，小计8万元").groups()
    (('小计', '21.2'), ('小计', '8万元'))
    """
    return _WITH_VALUE.fullmatch(text.strip()) or _IN_SENTENCE.fullmatch(text.strip())


def name_and_sum(text: str) -> tuple[str, str] | None:
    """What an entry is called, and its sum below that or in brackets.

    >>> name_and_sum("甲区（小计：6.8万元）"), name_and_sum("甲区")
    (('甲区', '6.8万元'), None)
    """
    found = _NAME_AND_SUM.fullmatch(text.strip())
    return (found["name"].strip(), found["value"]) if found else None
