"""Two columns, or two pairs, for what the form asks in one: 固定电话 beside 手机, 商标名称 beside 商标注册号."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise

from ipforms.codecs.ticks import choice
from ipforms.matching.block_rows import changed, spans, tables_of
from ipforms.matching.cell_scores import Fits
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.detail_lists import NUMBERS
from ipforms.matching.joint_labels import joint_label
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import unspaced
from ipforms.text.enumerations import pieces

_FEWEST = 3  # labels of a header
_SHORTEST = 3  # characters of a label before other words
_DETAIL = re.compile("证书|编号|文号|名称|年份|时间|情况|说明|其中|明细|内容|文件|级别|依据|构成|分别|类型")
"""What a form that was typed anew asks for in a place of its own, of what the form asks in one."""
_SIGNS = "、，,；;/\n"
_DIGITS = re.compile(r"[\d\W_a-zA-Z]+")  # a number with its letters and signs
_WORD = re.compile(r"[^\W\d_]")
_ASKS = re.compile("(?:是否|有无|是/否|有/无).{0,4}")  # the head of a column of ticks
_TICK = re.compile("[√✓✔☑■●□☐○]?")
_YES, _NO = frozenset((True,)), frozenset((False,))
_DASH = re.compile(r"\s*[-—–－_/／]*\s*")  # in a column of details that the row has not
_ANSWER = re.compile(r"[√✓✔☑■●□☐○×✗✘是否有无/-]?|(?:\s*[√✓✔☑■●□☐○]\s*[^\W\d_]{1,3}){2}")  # what stands below it


def with_shared_columns(blocks: list[TextBlock], finder: LabelFinder, is_value: Fits) -> list[TextBlock]:
    """The blocks of a document; neighbours that ask for one field which takes both their values are one."""
    joined: dict[int, TextBlock] = {}
    gone: set[int] = set()
    for rows in tables_of(blocks):
        for at, row in enumerate(rows):
            above = rows[at - 1] if at else ()
            below = rows[at + 1] if at + 1 < len(rows) else ()
            for label, other in (*_same(row, finder), *_prompted(row, finder), *_same_below(row, below, finder)):
                is_above = _is_header(row, finder) or _is_grouped(label, other, above)
                pairs = _below(label, other, rows[at + 1 :], finder) if is_above else _beside(label, other, row)
                pairs = pairs if other in row else list(zip(row[1:], below[1:], strict=True))
                texts = [_joined(one.text, further.text) for one, further in pairs]
                words = _words(label, finder)
                meant = finder.label(words) or ""
                head = label.with_text(meant if meant in finder.keys else words)  # not what names a field outright
                if pairs and all(is_value(head.text, text) > 0 for text in texts if text.strip()):
                    joined[label.index] = _over(head, other)
                    for (one, further), text in zip(pairs, texts, strict=True):
                        joined[one.index] = _over(one.with_text(text), further)
                        gone.add(further.index)
                    gone.add(other.index)
    return changed(blocks, gone, joined) if gone else blocks


def with_answer_columns(blocks: list[TextBlock], finder: LabelFinder, is_value: Fits) -> list[TextBlock]:
    """The blocks; columns of ticks are one with what stands beside them: 是 | 否 | 说明, 是否符合 | 情况.

    So are those of options below the label that asks for one of them: 技术领域 over 电子信息 | 新材料 | 其他.
    """
    joined: dict[int, TextBlock] = {}
    gone: set[int] = set()
    for rows in tables_of(blocks):
        for (label, *others), words, ticks in zip(rows, rows[1:], rows[2:], strict=False):
            said = [f"{tick.text.strip() or '□'}{word.text.strip()}" for word, tick in zip(words, ticks, strict=False)]
            is_list = not others and spans(words) == spans(ticks) and len(words) >= _FEWEST
            if (
                is_list
                and all(_TICK.fullmatch(tick.text.strip()) for tick in ticks)
                and is_value(label.text, " ".join(said)) > 0
            ):
                joined[words[0].index] = reduce(_over, words).with_text(" ".join(said))
                gone.update(block.index for block in (*words[1:], *ticks))
        for at, head in enumerate(rows):
            first, count = _ticked_columns(head)
            columns = [block.span for block in head[first : first + count]]
            details = [block for block in head[first + count :] if _is_detail(block, finder)]
            cells = [{block.span: block for block in row} for row in rows[at:]] if count else []
            ticked = [row for row in cells if row.keys() >= {*columns}]  # what stands before may be merged otherwise
            answers = [row[span].text.strip() for row in ticked[1:] for span in columns]
            if not any(answers) or not all(map(_ANSWER.fullmatch, answers)):
                continue
            asked = next((block for block in details if finder.label(block.key)), head[first])
            for number, row in enumerate(ticked):
                own, beside = [row[span] for span in columns], [row[each.span] for each in details if each.span in row]
                text = (
                    _said(
                        own,
                        head[first:],
                        " ".join(each.text.strip() for each in beside if not _DASH.fullmatch(each.text)),
                    )
                    if number
                    else asked.text
                )
                joined[own[0].index] = reduce(_over, own).with_text(text)
                gone.update(block.index for block in (*own[1:], *beside))
            break
    return changed(blocks, gone, joined) if gone else blocks


def _ticked_columns(head: Sequence[TextBlock]) -> tuple[int, int]:
    """Where in a header the columns of ticks begin, and how many these are: a yes and a no, or one that asks."""
    for at, (one, other) in enumerate(pairwise(head)):
        yes, no = (choice(f"√{block.text.strip()}") for block in (one, other))
        if at and yes and no and (yes.ticked, no.ticked, yes.rest, no.rest) == (_YES, _NO, "", ""):
            return at, 2
        if at and _ASKS.fullmatch(one.key):
            return at, 1
    return 0, 0


def _is_detail(head: TextBlock, finder: LabelFinder) -> bool:
    is_asked = _DETAIL.search(head.key) is not None and "附件" not in head.key
    return is_asked or finder.label(head.key) is not None or head.key == "备注"


def _said(ticks: Sequence[TextBlock], heads: Sequence[TextBlock], more: str) -> str:
    """The answer of a row with what stands behind it, as one cell would have it."""
    said = ticks[0].text.strip()
    if len(ticks) > 1:
        said = " ".join(
            f"{tick.text.strip() or '□'}{head.text.strip()}" for tick, head in zip(ticks, heads, strict=False)
        )
    if len(ticks) > 1 or len(said) > 1:
        chosen = choice(said)
        ticked = chosen.ticked if chosen else ()
        said = said if len(ticked) > 1 else "".join("是" if is_yes else "否" for is_yes in ticked)
    return f"{'√' if said in ('是', '有') else said} {more}".strip() if more else said


def _same(row: Sequence[TextBlock], finder: LabelFinder) -> Iterator[tuple[TextBlock, TextBlock]]:
    """Labels of a row, one after the other, that are different words for one field.

    Words of which only a part is known must begin alike: 传真电话 beside 联系电话 is no second phone.
    """
    labels = [(block, label) for block in row if (label := _meant(block, finder))]
    for (one, label), (other, further) in pairwise(labels):
        are_known = finder.label(one.key) and (finder.label(other.key) or other.key.startswith(further or "-"))
        if one.key != other.key and label == further and (are_known or one.key[:_SHORTEST] == other.key[:_SHORTEST]):
            yield one, other
    yield from ((one, other) for one, other in pairwise(row) if other.key in NUMBERS and finder.label(one.key))


def _same_below(
    row: Sequence[TextBlock], below: Sequence[TextBlock], finder: LabelFinder
) -> Iterator[tuple[TextBlock, TextBlock]]:
    """The labels of two rows, where their values stand below each other: 手机 | 138… over 座机 | 0579…"""
    values = [*row[1:], *below[1:]]
    is_alike = len(row) > 1 and spans(row) == spans(below)
    if is_alike and not any(_meant(block, finder) for block in values):
        yield from _same((row[0], below[0]), finder)


def _is_grouped(one: TextBlock, other: TextBlock, above: Sequence[TextBlock]) -> bool:
    """Whether a cell of the row above stands over both: 商标名称 and 注册号 below 重点保护商标."""
    spans = one.span and other.span and (one.span.first, other.span.behind)
    return any(block.span and (block.span.first, block.span.behind) == spans for block in above)


def _prompted(row: Sequence[TextBlock], finder: LabelFinder) -> Iterator[tuple[TextBlock, TextBlock]]:
    """A label with its value, and what asks for more of that: 高新技术企业 | ☑是 □否 | 证书情况 | GR2021…."""
    for label, value, other in zip(row, row[1:], row[2:], strict=False):
        if finder.label(label.key) and finder.label(value.key) is None and finder.label(other.key) is None:
            is_prompt = other.is_like_a_label and _DETAIL.search(other.key) and not joint_label(other.text, finder)
            if is_prompt and row.index(label) % 2 == 0:
                yield label, other


def _meant(block: TextBlock, finder: LabelFinder) -> str | None:
    """The label that a text is, or ends or begins with: 企业联络人固定电话, 重点保护商标注册号."""
    return finder.label(_words(block, finder))


def _words(block: TextBlock, finder: LabelFinder) -> str:
    """What of a text is a label; all of it where it is one, or nothing is."""
    if finder.label(block.key) or not block.is_like_a_label:
        return block.key
    parts = [block.key[at:] for at in range(1, len(block.key) - 1)]
    parts += [block.key[:at] for at in range(len(block.key) - 1, _SHORTEST, -1)]
    return next((part for part in parts if finder.label(part)), block.key)


def _is_header(row: Sequence[TextBlock], finder: LabelFinder) -> bool:
    labels = sum(_meant(block, finder) is not None for block in row)
    return labels >= _FEWEST and 2 * labels > len(row)


def _below(
    label: TextBlock, other: TextBlock, rows: Sequence[Sequence[TextBlock]], finder: LabelFinder
) -> list[tuple[TextBlock, TextBlock]]:
    """The cells below two labels beside each other, row by row."""
    pairs: list[tuple[TextBlock, TextBlock]] = []
    for row in rows:
        under = [next((block for block in row if block.span == each.span), None) for each in (label, other)]
        if any(block and finder.label(block.key) for block in under):
            break
        one, further = under
        if one and further:
            pairs.append((one, further))
    return pairs if _are_beside(label, other) else []


def _beside(label: TextBlock, other: TextBlock, row: Sequence[TextBlock]) -> list[tuple[TextBlock, TextBlock]]:
    """The values beside two labels: label, value, label, value."""
    at = row.index(label)
    is_pair = row[at + 2 : at + 3] == [other] and len(row) > at + 3
    return [(row[at + 1], row[at + 3])] if is_pair else []


def _are_beside(label: TextBlock, other: TextBlock) -> bool:
    return (
        label.cell is not None
        and other.cell is not None
        and (
            label.cell.column + label.cell.column_span == other.cell.column
            and label.cell.row_span == other.cell.row_span
        )
    )


def _over(one: TextBlock, other: TextBlock) -> TextBlock:
    """A cell that covers the next one as well."""
    beside = one.cell and other.cell and one.cell.column + one.cell.column_span == other.cell.column
    if not (beside and one.cell and other.cell and one.span and other.span):
        return one
    cell = one.cell._replace(column_span=one.cell.column_span + other.cell.column_span)
    return replace(one, cell=cell, span=ColumnSpan(one.span.first, other.span.behind))


def _joined(one: str, other: str) -> str:
    """Both texts; a name and its number beside each other, of several each."""
    names, numbers = (list(pieces(text.strip(), _SIGNS)) for text in (one, other))
    if len(names) == len(numbers) > 1 and all(map(_WORD.search, names)) and not any(map(_is_word, numbers)):
        return "\n".join(f"{name} {number}" for name, number in zip(names, numbers, strict=True))
    return " ".join(filter(None, (one.strip(), other.strip())))


def _is_word(text: str) -> bool:
    return not _DIGITS.fullmatch(unspaced(text))
