"""Other words for one of two options: 再次 where a form says 首次申报 or 后续申报, and 非首次."""

from collections.abc import Sequence

from ipforms.codecs.option_boxes import common_end
from ipforms.text.regex import regex

_SAME = (
    ("首次", "初次", "第一次", "第1次", "新申报", "新报", "首报"),
    ("后续", "再次", "多次", "重复", "第二次", "第2次", "二次", "续报", "延续", "复审"),
)
"""Words that forms and those who fill them in use for one another, where the two options are of both kinds."""
_NOT = "(?:非|不是|并非|不属于?)"
_SHORTEST = 2  # characters of a word that may be denied: 不是 denies none


def in_own_words(text: str, words: Sequence[str]) -> tuple[str, str]:
    """A text in the words of one of two options, and that option; "" where it says neither in other words.

    >>> in_own_words("再次", ("首次申报", "后续申报")), in_own_words("非首次", ("首次申报", "后续申报"))
    (('后续', '后续申报'), ('后续', '后续申报'))
    >>> in_own_words("□后续 √初次", ("首次申报", "后续申报")), in_own_words("再次", ("国有", "民营"))
    (('□后续 √首次', '首次申报'), ('再次', ''))
    """
    if len(words) != len(_SAME):
        return text, ""
    end = common_end(words)
    for option, other in (words, words[::-1]):
        own, denied = (word.removesuffix(end) for word in (option, other))
        same = next((each for each in _SAME if own in each and denied not in each), ())
        patterns = [f"{_NOT}{denied}"] * (len(denied) >= _SHORTEST) + [word for word in same if word != own]
        if patterns and own not in text and (found := regex("|".join(patterns)).search(text)):
            return f"{text[: found.start()]}{own}{text[found.end() :]}", option
    return text, ""
