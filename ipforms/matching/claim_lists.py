"""Several titles that a firm claims in one cell, with boxes or as a list: ☑国家高新技术企业（GR2021…） □驰名商标.

The form asks for each of them apart, so each becomes a line with its label.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from ipforms.codecs.ticks import BOXES, TICKS
from ipforms.matching.block_rows import worded
from ipforms.matching.cell_scores import Fits
from ipforms.matching.confirmation import ANY_TEXT
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import ALIAS, SYNONYM
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import Place
from ipforms.text import label_key
from ipforms.text.enumerations import pieces

_FEWEST = 2  # titles in a cell; one alone is the answer of its own label
_TICK = rf"(?:[{TICKS}]|[\[［(（【]\s*[{TICKS}]\s*[\]］)）】])"
_BOX = rf"(?:[{BOXES}]|[\[［(（【]\s*[\]］)）】])"
_MARK = re.compile(f"{_TICK}|{_BOX}")
_NUMBER = r"(?:[①-⑳]|(?<![^\s；;，,。、])[（(]?\d{1,2}[)）.．、])?"
_BEGINS = re.compile(rf"\s*{_NUMBER}\s*(?:{_TICK}|{_BOX})\s*")
_LABEL_AND_COUNT = re.compile(r"(?P<label>[一-鿿]{3,16})\s*[:：]?\s*(?P<value>\d.*)")
_GAP = re.compile(rf"(?<![{TICKS}{BOXES}])[\s\u3000]+")
_NUMBERED_MARK = re.compile(rf"{_NUMBER}\s*(?:{_TICK}|{_BOX})")
_MARK_BEHIND = re.compile(rf"(?:{_TICK}|{_BOX})(?:\s*[（(][^（()）{TICKS}{BOXES}]*[^（()）{TICKS}{BOXES}\s][)）])?")
_ITEM = re.compile(
    rf"""\s* {_NUMBER} \s* (?P<mark>{_TICK}|{_BOX})? \s* {_NUMBER} \s*
         (?P<title>[^\W\d_A-Z][^：:（(\[［【\s\d{TICKS}{BOXES}]{{3,24}}) \s*
         (?P<rest>[^{TICKS}{BOXES}]*?) \s* (?P<behind>{_TICK}|{_BOX})? \s*
         (?P<more>[（(][^（()）]*[)）])? [\s；;，,。、]*""",
    re.VERBOSE,
)
_NOUN = re.compile("(?:企业|单位|商标|认定|称号|部门)\\s*$")  # how titles end; of those with boxes any word may be one
_SIGNS = "、，,；;。\n"
_COLONS = ("：", ":")
_OPENING = ("（", "(", *_COLONS)
_YES, _NO, _NEITHER = "是", "否", "某某"  # what a claim takes, and what any text does


class _Title(NamedTuple):
    label: str  # of the form; "" where it asks for none such
    is_ticked: bool | None  # None without a box
    said: str  # what is said of it, for its label
    item: str  # all of it, as it stands


def with_claims_apart(
    blocks: list[TextBlock], finder: LabelFinder, is_value: Fits
) -> tuple[list[TextBlock], frozenset[Place]]:
    """The blocks of a document with a line for each claim where a cell has several, and where these have no boxes.

    A box without a tick says no where another one beside it has one; where none has, nothing is said.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        is_value: whether a text is a value of what a label asks for.
    """
    claims = [key for key in finder.keys if is_value(key, _YES) > max(ANY_TEXT, is_value(key, _NEITHER))]
    made: dict[int, str] = {}
    open_: set[Place] = set()
    for block in blocks if len(claims) >= _FEWEST else ():
        found = _titles(block, claims, finder, is_value)
        asked = {title.label for title in found if title.label}
        if len(asked) >= _FEWEST and len(asked) >= len(found) / 2:
            made[block.index] = "\n".join(_lines(found))
            open_.update({block.place} if found[0].is_ticked is None else ())
    for _, run in groupby(blocks, key=_is_ticked_line) if len(claims) >= _FEWEST else ():
        made |= _of_lines(list(run), claims, finder, is_value)
    return worded(blocks, made), frozenset(open_)


def _is_ticked_line(block: TextBlock) -> bool:
    return block.cell is None and "\n" not in block.text and _BEGINS.match(block.text) is not None


def _of_lines(lines: Sequence[TextBlock], claims: Sequence[str], finder: LabelFinder, is_value: Fits) -> dict[int, str]:
    """The lines that begin with a box, one below the other: ☑ 国家高新技术企业 over □ 驰名商标, ☑ 有效商标 16件."""
    made: dict[int, str] = {}
    asked: set[str] = set()
    some_ticked = any(re.match(rf"\s*{_NUMBER}\s*{_TICK}", block.text) for block in lines)
    for block in lines if _is_ticked_line(lines[0]) else ():
        found = _ITEM.fullmatch(block.text.strip())
        title = _title(found, claims, finder, is_value) if found else None
        if title and title.label:
            made[block.index] = next(_lines([title])) if title.is_ticked else f"{title.label}：{_NO * some_ticked}"
            asked.add(title.label)
        elif of_level := _of_levels(block.text, claims, is_value):
            made[block.index], label = of_level
            asked.add(label)
        elif title is None or title.is_ticked:
            made[block.index] = _counted(_BEGINS.sub("", block.text), finder)
    return made if len(asked) >= _FEWEST else {}


def _counted(text: str, finder: LabelFinder) -> str:
    """A line with a colon between its label and its number: 有效注册商标  16  件."""
    found = _LABEL_AND_COUNT.fullmatch(text.strip())
    is_asked = found and any(alike >= SYNONYM for _, alike in finder.likely(label_key(found["label"])))
    return f"{found['label']}：{found['value']}" if found and is_asked else text


def _of_levels(text: str, claims: Sequence[str], is_value: Fits) -> tuple[str, str] | None:
    """A line and its label, of 国家级□ 省级☑ before the title: its boxes go behind that."""
    words = _GAP.split(text.strip())
    for at, word in enumerate(words):
        proved = [key for key in claims if at and not _MARK.search(word) and is_value(key, word) > ANY_TEXT]
        if len(proved) == 1 and len(_MARK.findall(text)) >= _FEWEST:
            return f"{proved[0]}：{' '.join((*words[:at], *words[at + 1 :]))}", proved[0]
    return None


def _titles(block: TextBlock, claims: Sequence[str], finder: LabelFinder, is_value: Fits) -> list[_Title]:
    """The titles of a cell, or none where it says anything else."""
    if block.cell is None or finder.label(block.key) is not None:
        return []
    read = [_ITEM.fullmatch(item) for item in _items(block.text) if item.strip()]
    found = [each for each in read if each]
    is_marked = {bool(each["mark"] or each["behind"]) for each in found}
    is_answered = any(each["rest"].startswith(_COLONS) or not _NOUN.search(each["title"]) for each in found)
    if len(found) < len(read) or len(is_marked) > 1 or (is_answered and False in is_marked):
        return []
    return [_title(each, claims, finder, is_value) for each in found]


def _items(text: str) -> list[str]:
    """The items of a list: at its lines and its boxes, which stand before or behind all; else at its signs."""
    marks = [*_NUMBERED_MARK.finditer(text)]
    if len(marks) < _FEWEST:
        return [*pieces(text, _SIGNS)]
    cuts = [mark.start() for mark in marks]
    if text[: marks[0].start()].strip():
        cuts = [mark.end() for mark in _MARK_BEHIND.finditer(text)]
    return [line for start, end in pairwise((0, *cuts, len(text))) for line in text[start:end].split("\n")]


def _title(found: re.Match[str], claims: Sequence[str], finder: LabelFinder, is_value: Fits) -> _Title:
    mark, title, rest = (
        found["mark"] or found["behind"],
        found["title"].strip(),
        f"{found['rest']}{found['more'] or ''}".strip(_SIGNS + " "),
    )
    likely = {key: alike for key, alike in finder.likely(label_key(title)) if key in claims}
    proved = [key for key in claims if is_value(key, title) > ANY_TEXT]
    label = proved[0] if len(proved) == 1 else next((key for key, alike in likely.items() if alike >= SYNONYM), "")
    is_said = likely.get(label, 0.0) >= ALIAS  # the label itself: what stands behind it is all that is said
    said = f"（{rest}）" if is_said and rest and not rest.startswith(_OPENING) else rest if is_said else title + rest
    return _Title(label, re.fullmatch(_TICK, mark) is not None if mark else None, said, found[0].strip(_SIGNS + " "))


def _lines(titles: Sequence[_Title]) -> Iterator[str]:
    """The lines of a cell, first what the form does not ask for."""
    yield from (title.item for title in titles if not title.label)
    some_ticked = any(title.is_ticked for title in titles)
    for label in dict.fromkeys(title.label for title in titles if title.label):
        own = [title for title in titles if title.label == label]
        held = [title.said for title in own if title.is_ticked is not False]
        yield f"{label}：{_YES + '；'.join(held) if held else _NO if some_ticked else ''}"
