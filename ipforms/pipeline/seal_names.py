"""The names on seals: several readings of each, weighed with the names that stand in the form.

What lies below or above a seal hides characters of its name, each reading others. A name of the form is the seal's if
its characters are there in one reading or another, and where they are not, the readings do not agree on anything else,
nor on there being nothing: a seal of another company, whose name differs in a character, is read as what it is.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ipforms.sheet import Mark
from ipforms.text import comparable
from ipforms.text.regex import regex
from ipforms.text.writing_systems import is_chinese

_ENDINGS = "公司|局|厂|店|院|所|校|中心|委员会|协会|合作社|事务所|大学"
_NAME, _OF_NAMES = regex(rf"\w[\w()（）·]{{2,38}}(?:{_ENDINGS})$"), regex(f"{_ENDINGS}|有限")
_OF_PERSON = regex("(?P<name>[一-鿿]{2,4}?)(?:之?印章?|之?章)?")  # 张三之印
_HIDDEN = "□"  # what a reading has for a character that is not to be seen
_READ = 0.7  # share of the characters of a name that must have been read, in any of the readings
_OWN_READ = 0.6  # the same of those that are not in most names
_FEWEST = 4  # Chinese characters of a name: what is read of the grains of a seal has figures
_COMMON = regex(
    r"""^ (?: .{2,3}? [省市] )? (?: .{1,3}? [市县区] )? | ^ (?: 广州 | 金华 | 义乌 | 浙江 | 广东 )
    | [()] | (?: 股份 | 集团 | 总 )* (?: 有限 )? (?: 责任 )? 公司 $ | (?: 知识产权 | 市场监督管理 | 管理 )? 局 $""",
    re.VERBOSE,
)


def named_seals(marks: Sequence[Mark], texts: Iterable[str]) -> tuple[Mark, ...]:
    """The marks of a document, seals with the name of a party of it where it is theirs.

    Args:
        marks: seals among them with all readings of their names.
        texts: what stands in the fields of its forms.
    """
    said = dict.fromkeys(map(str.strip, texts))
    names = [text for text in said if _NAME.fullmatch(text)]
    return tuple(
        replace(mark, text=_person(mark.readings, said) if mark.shape == "square" else seal_name(mark.readings, names))
        if mark.readings
        else mark
        for mark in marks
    )


def _person(readings: Iterable[str], said: Container[str]) -> str:
    """Whose the square seal of a person is: the reading that stands in a form, or the first one."""
    read = [found["name"] for each in readings if (found := _OF_PERSON.fullmatch(comparable(each)))]
    return next((name for name in read if name in said), next(iter(read), ""))


def seal_name(readings: Sequence[str], names: Iterable[str]) -> str:
    """What a seal says: the name of those in its document that it may be, or the first reading that may be one, or "".

    >>> seal_name(["广州云□新材料股份有限公司", "广州云新树料股份有限公司"], ["广州云岭新材料股份有限公司"])
    '广州云岭新材料股份有限公司'
    >>> seal_name(["广州市知识产权局", "广州市知织产权局"], ["广州市黄埔区知识产权局"])
    '广州市知识产权局'
    >>> seal_name(["金华双虎机电有限公司", "金华双虎机申有限公司"], ["金华双龙机电有限公司"])
    '金华双虎机电有限公司'
    """
    read = [comparable(each) for each in readings]
    fits = {name: fit for name in names if (fit := _fit(read, comparable(name)))}
    legible = (each for each in readings if sum(map(is_chinese, each)) >= _FEWEST and _OF_NAMES.search(each))
    return max(fits, key=lambda name: fits[name]) if fits else next(legible, "")


def _fit(read: Sequence[str], name: str) -> float:
    """The share of a name that was read, 0 if it is another one; a reading that is the name itself is worth 2."""
    if name in read:
        return 2.0
    seen, others = [False] * len(name), [dict[str, int]() for _ in name]
    for each in read:
        for at, found in _aligned(each, name):
            seen[at] |= found == name[at]
            others[at][found] = others[at].get(found, 0) + 1
    common = [match.span() for match in _COMMON.finditer(name)]
    own = set(range(len(name))) - {at for span in common for at in range(*span)}
    # A character of 有限公司 is lost in reading only, and so is the first or the last one.
    end = min([len(name) - 1, *(start for start, stop in common if stop == len(name))])
    contrary = any(
        not is_seen and len(found) == 1 and _HIDDEN not in found and ("" not in found or 0 < at < end)
        for at, (is_seen, found) in enumerate(zip(seen, others, strict=True))
    )
    share = sum(seen) / len(name)
    is_own_read = sum(seen[at] for at in own) >= _OWN_READ * len(own)
    return share if share >= _READ and is_own_read and not contrary else 0.0


def _aligned(read: str, name: str) -> Iterator[tuple[int, str]]:
    """What was read in the place of each character of a name; "" where nothing or more than one character was."""
    for _, start, end, first, last in SequenceMatcher(None, read, name, autojunk=False).get_opcodes():
        is_one_by_one = end - start == last - first
        yield from ((first + at, read[start + at] if is_one_by_one else "") for at in range(last - first))
