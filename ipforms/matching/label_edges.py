"""Where a label in a text begins and ends, with the number, brackets, remark and colon that belong to it."""

import re
from collections.abc import Callable, Container, Iterable

from ipforms.matching.text_blocks import TextBlock
from ipforms.text import offsets

_COLON = re.compile(
    r"""  [*★☆]* (?: [/(]? [a-z] [a-z./&-]{1,20} \)? )?   # a star, a second language
          (?: \( [^():]{1,16} \) )? [*★☆]* :           # a remark""",
    re.VERBOSE,
)
_HAN = re.compile("[一-鿿]")
_LONGEST_WORD = 8  # characters before a label in brackets: 法定代表人, 单位负责人
_GOES_ON = re.compile("[一-鿿]{1,4}:")
_MARK = re.compile(r"(?:[*★☆●◆]+|\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.,)]+|[①-⑳])$")

_TITLED = re.compile(rf"{_MARK.pattern}|[一-鿿]{{2,6}}:$")


def in_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a label stands with the brackets around it: （单位盖章）."""
    around = text[:start].endswith("(") and text.startswith(")", end)
    return (start - 1, end + 1) if around else (start, end)


def with_word(block: TextBlock, start: int) -> int:
    """Where a label to sign begins with who does: 法定代表人签字, or, before its brackets, 经办人（签字）."""
    text, at = block.searchable, offsets(block.text) if block.searchable[start] in "(签" else ()
    first = start
    while at and first and _HAN.match(text[first - 1]) and at[first] - at[first - 1] == 1:
        first -= 1
    return first if start - first <= _LONGEST_WORD else start


def with_mark(block: TextBlock, start: int, *, is_sentence: bool = False) -> int:
    """Where a label begins with the number or star before it, a sentence with its title: 声明：本单位保证….

    These stand at the head of a line, or apart from what is before.
    """
    mark = (_TITLED if is_sentence else _MARK).search(block.searchable, 0, start)
    if mark is None:
        return start
    at = offsets(block.text)
    first = mark.start()
    return first if first == 0 or at[first] - at[first - 1] > 1 else start


def edges(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Where a label stands with its colon, a remark before the colon and brackets around the label: （签章）：."""
    start, end = found.span()
    start, end = in_brackets(text, start, end)
    colon = _COLON.match(text, end)
    return start, colon.end() if colon else end


def is_cut(text: str, found: re.Match[str], likely: Callable[[str], Iterable[tuple[str, float]]]) -> bool:
    """Whether the words of a label go on behind a name in it: 推荐单位 in 推荐单位盖章：某局."""
    colon = _GOES_ON.match(text, found.end())
    return colon is not None and bool(likely(text[found.start() : colon.end() - 1]))


def on_a_line(
    block: TextBlock, found: re.Match[str], names: re.Pattern[str], labels: Container[str], known: Container[str]
) -> re.Match[str]:
    """A name that does not begin in the line above: 公司 and below it 注册地址 are not 公司注册地址.

    Nor are 联系人 and below it 姓名 one, which are labels each.

    Args:
        block: where it was found.
        found: the name.
        names: all names of labels.
        labels: those that are labels of the form.
        known: all of them.
    """
    start, end = found.span()
    at = offsets(block.text) if "\n" in block.text else ()
    line = block.text.rfind("\n", at[start], at[end - 1]) if at else -1
    if line < 0:
        return found
    first = next(number for number in range(start, end) if at[number] > line)
    begins_line = not start or "\n" in block.text[at[start - 1] : at[start]]
    if begins_line and (found[0] in labels or block.searchable[start:first] not in known):
        return found
    return names.fullmatch(block.searchable, first, end) or found
