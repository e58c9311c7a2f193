"""Tables of 序号 | 项目 | 填报内容 | 备注: what stands in the columns of numbers and remarks is no value.

The header says which columns these are; it is no part of the form either. Nor are the rows of people that a form does
not ask for, where a column says who each person is: 企业负责人 above 企业联络人.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from ipforms.matching.block_rows import Row, changed, filled, spans, tables_of
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import UNSURE
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label
from ipforms.text.enumerations import NUMBER_HEADS
from ipforms.text.regex import regex

_ITEM = frozenset(
    [
        "项目", "栏目", "事项", "指标", "指标名称", "字段", "填报项", "填报项目", "填写项目", "信息项",
        "内容项", "名目", "问题", "类别", "采集项", "采集项目",
    ]
)  # fmt: skip
_CONTENT = frozenset(
    [
        "内容", "回答", "答案", "填报内容", "填写内容", "填写", "填报", "填写栏", "填报情况", "情况",
        "具体内容", "填写情况", "企业填写", "单位填写", "数量", "数值", "本年", "本期",
    ]
)  # fmt: skip
_BESIDE = NUMBER_HEADS | frozenset(
    [
        "代码", "备注", "说明", "填写说明", "填报说明", "要求", "填写要求", "提示", "核对", "审核", "核实",
        "审核意见", "核对情况", "单位", "计量单位", "附件", "附件号", "附件编号", "附件序号",
    ]
)  # fmt: skip
_PAPER = re.compile("[^:,.;]{2,30}(?:申报|申请|推荐|登记|汇总|入库)(?:书|表|材料|名单)")
_UNITS = frozenset(("单位", "计量单位"))
_LONGEST_CODE = 3  # characters of a number, or of a unit: 平方米
_COUNT = regex(r"\d{1,3}")  # no year
_FEWEST_COUNTED = 3  # steps of one: values that make three of them may be those of a person
_MOST = 0.75  # of the numbers, and of the rows: a part of the form may begin anew, a label may be unknown
_FEWEST = 2  # columns that have labels of the form
_LETTERS = re.compile("[甲乙丙丁戊己庚辛]|[1-9]")  # below a header of statistics: 甲 | 乙 | 1 | 2
_COUNTED = re.compile(
    r"(?:推荐)?(?:企业|单位|公司)[（(]?([一二三四五六七八九十\d]{1,2})[)）]?|第([一二三四五六七八九十\d]{1,2})[家户个]?(?:企业|单位)?"
)
"""What counts an entry: 企业一, 第1家."""
_ROLE = re.compile("[一-鿿]{0,6}(?:人|员|代表|经办|法人)")


def without_remarks(blocks: list[TextBlock], finder: LabelFinder) -> tuple[list[TextBlock], list[TextBlock]]:
    """The blocks of a document without such headers and columns, and the words of the columns."""
    left_out: set[int] = set()
    aside: list[TextBlock] = []
    for rows in tables_of(blocks):
        left_out.update(block.index for block in _counters(rows, finder))
        for number, header in enumerate(rows):
            is_over_labels = _is_over_labels(header, rows[number + 1 :], finder)
            if is_over_labels or _is_header(header, finder):
                words = _ITEM | _CONTENT | _BESIDE
                left_out.update(block.index for block in header if is_over_labels or _words([block]) & words)
                beside = spans(block for block in header if _words([block]) & _BESIDE)
                same = [row for row in rows[number + 1 :] if {*spans(row)} <= {*spans(header)}]
                cells = [block for row in same for block in row if block.span in beside]
                left_out.update(block.index for block in cells if not finder.label(block.key))
                below = rows[number + 1] if number + 1 < len(rows) else []
                letters = below if all(_LETTERS.fullmatch(block.text.strip()) for block in below) else []
                left_out.update(block.index for block in letters)
                units = spans(block for block in header if _words([block]) & _UNITS)
                aside += [
                    block
                    for block in cells
                    if block not in letters and not (finder.label(block.key) or _is_code(block, units))
                ]
                break
    return changed(blocks, left_out), filled(aside)


def _counters(rows: Sequence[Row], finder: LabelFinder) -> Iterator[TextBlock]:
    """The cells of a column that counts the labels before it, whatever its header: 指标名称 | 行次 | 本单位情况."""
    for column in {block.span for row in rows for block in filled(row)}:
        cells = [(row, at) for row in rows for at, block in enumerate(row) if block.span == column]
        counted = [(row, at) for row, at in cells if _COUNT.fullmatch(row[at].key)]
        steps = [int(row[at].key) - int(before[to].key) for (before, to), (row, at) in pairwise(counted)]
        # A label, its number, and a place for the value.
        labelled = [
            row for row, at in counted if len(row) > _FEWEST and any(finder.label(each.key) for each in row[:at])
        ]
        if steps.count(1) >= max(_FEWEST_COUNTED, _MOST * len(steps)) and len(labelled) >= _MOST * len(counted):
            header = cells[max(cells.index(counted[0]) - 1, 0)]
            yield from (row[at] for row, at in (*counted, header) if not finder.label(row[at].key))


def _is_code(block: TextBlock, units: Container[ColumnSpan | None]) -> bool:
    """Whether a cell has a number or a unit, which says nothing of the applicant."""
    is_short = len(block.key) <= _LONGEST_CODE
    return is_short and (block.key.isdigit() or block.span in units)


def _is_header(row: Sequence[TextBlock], finder: LabelFinder) -> bool:
    """Whether a row names a column of items, what stands beside them, and a column of contents or of the form's own."""
    words = _words(row)
    own = {word for word in words if word not in _CONTENT and _is_like_label(word, finder)}
    has_contents = bool(words & _CONTENT) or len(own) >= _FEWEST
    return has_contents and bool(words & _ITEM and words & _BESIDE) and words - own <= _ITEM | _CONTENT | _BESIDE


def _is_like_label(word: str, finder: LabelFinder) -> bool:
    return any(alike >= UNSURE for _, alike in finder.likely(word)[:1])


def _is_over_labels(row: Sequence[TextBlock], below: Sequence[Sequence[TextBlock]], finder: LabelFinder) -> bool:
    """Whether a row heads numbers and labels, whatever its words: 序号 | 名称 | 有/无 | 证书或文件 over the claims."""
    same = [each for each in below if spans(each) == spans(row)]
    columns = list(zip(*same, strict=True)) if len(same) >= _FEWEST else []
    numbers, *others = columns or [()]
    has_labels = any(all(finder.label(block.key) for block in column) for column in others)
    is_own = sum(finder.label(block.key) is not None for block in row[1:]) >= _FEWEST
    are_counted = bool(_words(row[:1]) & NUMBER_HEADS) and all(block.key.isdigit() for block in numbers)
    return (has_labels and are_counted and not is_own) or _counts_entries(row, same, finder)


def _counts_entries(row: Sequence[TextBlock], below: Sequence[Row], finder: LabelFinder) -> bool:
    """Whether a row counts entries that stand side by side: 项目 | 企业一 | 企业二 over 名称 | 甲厂 | 乙厂."""
    labels = sum(_is_like_label(bare_label(cells[0].text), finder) for cells in below)
    counts = [found[0] for block in row[1:] if (found := _COUNTED.fullmatch(block.key))]
    is_counted = _FEWEST <= len(counts) == len(set(counts)) == len(row) - 1
    return is_counted and labels >= _FEWEST and 2 * labels >= len(below)


def is_frame(key: str) -> bool:
    """Whether a text names columns or the paper, as a value never does: 序号, 填报内容, ××申报书."""
    return key in _ITEM | _BESIDE | _CONTENT or is_paper(key)


def is_paper(key: str) -> bool:
    """Whether a text is the name of a paper: 重点市场知识产权保护入库申报表."""
    return _PAPER.fullmatch(key) is not None


def _words(row: Sequence[TextBlock]) -> set[str]:
    """What the headers say, each word of 内容/数值 by itself."""
    return {bare_label(word) for block in filled(row) for word in re.split("[/／、]", block.text)}


def without_other_roles(
    blocks: list[TextBlock], finder: LabelFinder, columns: Mapping[str, frozenset[str]]
) -> tuple[list[TextBlock], list[TextBlock]]:
    """The blocks of a document without the people that the form does not ask for, and what was said of these.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        columns: the labels of each list, by what it calls an entry.
    """
    asked = frozenset[str]().union(*columns.values())
    gone: set[int] = set()
    others: list[TextBlock] = []
    made: dict[int, TextBlock] = {}
    for rows in tables_of(blocks):
        below = {cells[0].row[1]: cells for cells in rows[1:]}
        for at, head in enumerate(rows[0]):
            roles = {row: cell for row, cells in below.items() for cell in cells if cell.span == head.span}
            likely = {row: finder.likely(bare_label(cell.text))[:1] for row, cell in roles.items()}
            own = {row for row, found in likely.items() if any("[]" in each or each in asked for each, _ in found)}
            if finder.label(head.key) or not own or len(own) == len(roles) or not _are_roles(roles.values()):
                continue
            gone |= {head.index, *(roles[row].index for row in own)}
            made.update((block.index, block) for block in _single(below.values(), own, roles.keys() - own))
            beside = spans(rows[0][at:])
            others += (cell for row in roles.keys() - own for cell in below[row] if cell.span in beside)
    return changed(blocks, gone | {cell.index for cell in others}, made), filled(others)


def _are_roles(cells: Iterable[TextBlock]) -> bool:
    """Whether each cell names a role: a word, and several rows have the same."""
    words = [cell.key for cell in cells]
    return len(set(words)) < len(words) and all(map(_ROLE.fullmatch, words))


def _single(rows: Iterable[Row], own: Set[int], others: Set[int]) -> Iterator[TextBlock]:
    """The cells that were merged over the rows of an entry's people, in the row of the one that is left."""
    for block in (block for row in rows for block in row):
        if (cell := block.cell) and cell.row_span > 1:
            covered = set(range(cell.row, cell.row + cell.row_span))
            if len(left := covered & own) == 1 and covered - own <= others:
                yield replace(block, cell=cell._replace(row=min(left), row_span=1))
