"""Labels in other words beside the options that the form prints for one field: 企业性质 | □国有 ☑民营 for 企业类型."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise, takewhile

from ipforms.codecs.field_text import nothing
from ipforms.codecs.option_words import meant
from ipforms.codecs.ticks import BOXES, TICKS
from ipforms.matching.block_rows import changed, rows_of, tables_of, whole_cell, worded
from ipforms.matching.form_map import Slot
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_lines import LABEL_AT_HEAD
from ipforms.matching.slot_labels import SlotLabels
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import Place
from ipforms.text import bare_label, label_key, unspaced

_FEWEST = 3  # options that no other field has by chance; a yes and a no have all
_MOST = 0.75  # of the form's options: a sender may have deleted what is not meant
_BOX = re.compile(f"[{TICKS}{BOXES}◇◆]")
_TICK = re.compile(rf"\s*[{TICKS}]\s*")  # alone in a cell
_BETWEEN = re.compile(rf"(?:{_BOX.pattern}|[\s、，；;])+")
_ASKED = re.compile(r"[（(](?P<asks>[^（()）:：_]{2,12})[:：][\s_＿]*[)）]")
_BEHIND = re.compile(r"[:：_（(].*")  # what is to be filled in behind 其他


def printed_options(slots: Iterable[Slot], labels: Mapping[str, SlotLabels]) -> dict[str, frozenset[str]]:
    """The options that a form prints, by the label of the field."""
    found = ((labels.get(slot.pattern, SlotLabels()).own, _words(slot.default)) for slot in slots)
    return {next(iter(own)): words for own, words in found if len(own) == 1 and len(words) >= _FEWEST}


def with_known_options(
    blocks: list[TextBlock], options: Mapping[str, frozenset[str]], finder: LabelFinder
) -> tuple[list[TextBlock], frozenset[Place]]:
    """The blocks of a document, such labels in the form's words, and where the values beside them stand.

    Args:
        blocks: the document.
        options: those of the form, by label.
        finder: what finds its labels.
    """
    blocks = _with_options_joined(_with_ticks_joined(blocks, options, finder), options, finder)
    there = {finder.label(block.key) for block in blocks} if options else set()
    labels: dict[int, str] = {}
    values: list[Place] = []
    for one, other in (pair for row in rows_of(blocks) if options for pair in pairwise(row)):
        said = _words(other.text) if one.is_like_a_label and finder.label(one.key) is None else frozenset()
        alike = [label for label, words in options.items() if len(words & said) >= max(_FEWEST, _MOST * len(words))]
        if len(alike) == 1 and alike[0] not in there:
            labels[one.index] = alike[0]
            values.append(other.place)
    return worded(blocks, labels), frozenset(values)


def _with_options_joined(
    blocks: list[TextBlock], options: Mapping[str, frozenset[str]], finder: LabelFinder
) -> list[TextBlock]:
    """The blocks; options that have a cell each behind their label, in its rows, are one cell: 国有□ | 民营☑."""
    gone: set[int] = set()
    made: dict[int, TextBlock] = {}
    for rows in tables_of(blocks) if options else ():
        cells = [block for row in rows for block in row]
        for at, label in enumerate(cells):
            asked = options.get(finder.label(label.key) or "", frozenset())
            own = list(takewhile(partial(_is_option, label, asked), cells[at + 1 :])) if asked else []
            said = frozenset().union(*(_meant(each.text, asked) for each in own))
            if len(own) > 1 and len(asked & said) >= _FEWEST:
                made[own[0].index] = whole_cell(own).with_text(" ".join(each.text.strip() for each in own))
                gone.update(each.index for each in own[1:])
    return changed(blocks, gone, made)


def _with_ticks_joined(
    blocks: list[TextBlock], options: Mapping[str, frozenset[str]], finder: LabelFinder
) -> list[TextBlock]:
    """The blocks; options and their ticks that have a cell each, below or behind one another, are one cell."""
    gone: set[int] = set()
    made: dict[int, TextBlock] = {}
    for rows in tables_of(blocks) if options and any(_TICK.fullmatch(block.text) for block in blocks) else ():
        cells = [block for row in rows for block in row]
        for at, label in enumerate(cells):
            asked = options.get(finder.label(label.key) or "", frozenset())
            own = list(takewhile(partial(_is_beside, label), cells[at + 1 :])) if asked else []
            words = [each for each in own if unspaced(each.text) in asked]
            ticks = [each for each in own if _TICK.fullmatch(each.text)]
            chosen = [owner for each in ticks if (owner := _option_of(each, words, own))]
            is_all = all(each in words or each in ticks or not each.searchable for each in own)
            if ticks and is_all and len(chosen) == len(ticks) and len(words) >= max(_FEWEST, _MOST * len(asked)):
                text = " ".join(f"{'□☑'[each in chosen]}{unspaced(each.text)}" for each in words)
                made[own[0].index] = whole_cell(own).with_text(text)
                gone.update(each.index for each in own[1:])
    return changed(blocks, gone, made)


def _option_of(tick: TextBlock, words: Sequence[TextBlock], own: Sequence[TextBlock]) -> TextBlock | None:
    """The option over a tick, or before it, where no option stands on its other side."""
    above = [each for each in words if each.span == tick.span and _row(each) == _row(tick) - 1]
    beside = [each for each, other in pairwise(own) if other is tick and _row(each) == _row(tick) and each in words]
    return next(iter(above or beside), None)


def _row(block: TextBlock) -> int:
    return block.cell.row if block.cell else -1


def _is_beside(label: TextBlock, block: TextBlock) -> bool:
    return bool(block.cell and label.cell and block.cell.row < label.cell.row + label.cell.row_span)


def printed_details(slots: Iterable[Slot], labels: Mapping[str, SlotLabels]) -> dict[str, str]:
    """What the form asks for in the brackets of one answer alone, 原证书编号, with the label of that."""
    found = [
        (bare_label(asked["asks"]), next(iter(labels.get(slot.pattern, SlotLabels()).own), ""))
        for slot in slots
        if (asked := _ASKED.search(slot.default))
    ]
    asks = Counter(ask for ask, _ in found)
    return {ask: label for ask, label in found if label and asks[ask] == 1}


def with_details(blocks: list[TextBlock], details: Mapping[str, str], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; what has a label of its own and belongs to an answer stands behind that.

    是否曾获认定 | 是, and elsewhere 原证书编号 | GR2021…; 是否曾获认定：是    原证书编号：GR2021….
    """
    pairs = [pair for row in rows_of(blocks) if details for pair in pairwise(row)]
    lines = [block for block in blocks if details and block.cell is None]
    heads = [(block, LABEL_AT_HEAD.match(block.text.strip())) for block in lines]
    answers = {finder.label(label_key(head["label"])): block for block, head in heads if head}
    answers |= {finder.label(one.key): other for one, other in pairs}
    made: dict[int, str] = {}
    for one, other in pairs:
        answer = answers.get(details.get(bare_label(one.text), "-"))
        if answer and other.searchable and finder.label(one.key) is None and answer.index != one.index:
            said = "" if nothing(other.text.strip()) else f"（{one.text.strip()}：{other.text}）"
            made |= {one.index: "", other.index: "", answer.index: f"{answer.text}{said}"}
    for block in lines:
        asked = next((ask for ask in details if ask in block.text), "")
        found = re.search(rf"(?:^|\s+){re.escape(asked)}\s*[:：](?P<said>.*)$", block.text) if asked else None
        answer = answers.get(details.get(asked, "-"))
        if found and answer and not made:
            rest = block.text[: found.start()]
            said = "" if nothing(found["said"].strip()) else f"（{asked}：{found['said'].strip()}）"
            own = rest if answer is block else answer.text
            made |= {block.index: rest} | {answer.index: f"{own.rstrip()}{said}"}
    return worded(blocks, made)


def _is_option(label: TextBlock, asked: frozenset[str], block: TextBlock) -> bool:
    """Whether a cell says options of a label, in one of the rows of that."""
    return bool(_is_beside(label, block) and _words(block.text) and _meant(block.text, asked) <= asked)


def _meant(text: str, asked: Iterable[str]) -> frozenset[str]:
    """The words between boxes, options for what is short for them."""
    return frozenset(meant(word, asked) for word in _words(text))


def _words(text: str) -> frozenset[str]:
    """The words between boxes."""
    words = (_BEHIND.sub("", unspaced(each)) for each in _BETWEEN.split(text)) if _BOX.search(text) else ()
    return frozenset(filter(None, words))
