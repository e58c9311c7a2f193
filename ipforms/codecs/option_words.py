"""Other words for one of two options: 再次 where a form says 首次申报 or 后续申报, and 非首次."""

from collections.abc import Iterable, Sequence

from ipforms.codecs.option_boxes import common_end
from ipforms.text import is_short_for
from ipforms.text.regex import regex

_SAME = (
    ("首次", "初次", "第一次", "第1次", "新申报", "新报", "首报"),
    ("后续", "再次", "多次", "重复", "第二次", "第2次", "二次", "续报", "延续", "复审"),
)
"""Words that forms and those who fill them in use for one another, where the two options are of both kinds."""
_NOT = "(?:非|不是|并非|不属于?)"
_RUN = regex(r"[一-鿿]{2,}")
_SHORTEST = 2  # characters of a word that may be denied: 不是 denies none


def in_full(text: str, words: Sequence[str], open_word: str = "") -> str:
    """A text in which what is short for one option alone is that option: 资源环境 for 资源与环境.

    >>> in_full("☐外资 ☒其他：外资独资", ("国有企业", "外商投资企业", "其他"), "其他")
    '☐外商投资企业 ☒其他：外资独资'
    """
    before, other, behind = text.partition(open_word) if open_word else (text, "", "")
    return _RUN.sub(lambda run: meant(run[0], words), before) + other + behind


def meant(said: str, words: Iterable[str]) -> str:
    """The option that words are, or are alone short for; else the words as they are.

    >>> meant("外资", ("国有企业", "外商投资企业")), meant("外商", ("外商独资", "外商投资"))
    ('外商投资企业', '外商')
    """
    alike = [word for word in words if said == word or is_short_for(said, word)]
    return said if said in alike or len(alike) != 1 else alike[0]


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
