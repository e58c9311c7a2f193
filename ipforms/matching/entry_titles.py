"""Titles that a sender has put over entries and parts of a form: 推荐企业1, 第二家企业, 【审核意见】.

They are neither labels nor values, and stand alone in their row. So does the name of an entry, 1. 甲有限公司, above
企业地址：… and 联系电话：…, which gets the label that the form has for it.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from ipforms.matching.block_rows import Row, filled, numbered, parts_of, rows_of
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import ALIAS
from ipforms.matching.labelled_cells import is_like_a_label
from ipforms.matching.owner_labels import owner_in
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, label_key, searchable
from ipforms.text.enumerations import chinese_number
from ipforms.text.regex import regex

_FEWEST = 2  # titles of a kind; one alone may be anything
_OVER_LABELS = 0.75  # of counted titles that stand over labels; counted sentences of a text do not
_COUNTED = re.compile(r"(?<!\d)(?<!\d\.)(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?![\d.])")
_BRACKETED = re.compile(r"[【〖][^【】〖〗]+[】〗]")
_NUMBERED = re.compile(r"(?:No\.?|#|Entity|Enterprise)\s*\d{1,2}$", re.IGNORECASE)
_PLACE = re.compile(r"(?<=[)）.、．])\s*[一-鿿]{1,8}(?:[市区县镇]|街道)$")  # 一、永康市, over its enterprises
_PART = re.compile(
    r"""\s* (?: 第?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?P<sign>[、.．]|部分|章|\s)
          | [（(](?P<inner>\d{1,2}|[一二三四五六七八九十]{1,3})[)）] | (?P<letter>[A-H])[、.．\s] ) \s*(?=[一-鿿])""",
    re.VERBOSE,
)
_LETTERS = " ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # A 企业资质, B 企业信息
_OF_PARTS = ("部分", "章")  # no value is called so
_TABLE = ("表", "附表")  # 表一 企业基本信息
_HAN = re.compile("[一-鿿]")
_TITLE = re.compile(r"(?= .* [一-鿿] ) (?: [^:]{1,24} | [^:]{1,40}\? ) | \(\d{1,2}\)", re.VERBOSE)
_AND = re.compile("[与和及、]")
_NEAR = 6  # texts below a title of a part: both its labels, with what stands below or beside the first
_FEWEST_ENTRIES = 2  # entries; over one alone may stand anything
_NUMBER = 5  # characters that a number with its signs has at most: （十二）
_PAIR = 2  # cells of a label and its value
_NAME = regex(
    r"""\s* (?: [（(【\[]? (?:\d{1,2}|[一二三四五六七八九十]{1,3}) [)）】\]]? \s* [、.．]?
             | 企业[一二三四五六七八九十\d]{1,2} \s* [:：]? )? \s*
        (?P<name> [^:：。；;，,]{4,40} ) \s*""",
    re.VERBOSE,
)

_BEFORE_LABELS = regex(
    r"(\s* [（(]? (?:\d{1,2}|[一二三四五六七八九十]{1,3}) [)）、.．] [^:：。；;，,]{4,40}) [；;，,。] (.+)",
    re.DOTALL | re.VERBOSE,
)
"""The name of an entry and its labels in one line: 1. 甲有限公司；企业地址：…."""


def without_titles(blocks: list[TextBlock], finder: LabelFinder) -> tuple[list[TextBlock], list[TextBlock]]:
    """The blocks of a document without such titles, and those of them that say more than a number or a label.

    Titles of entries are counted from one on, and labels stand between them; those of parts are in brackets, or say
    once more what the first label below them says.
    """
    alone = list(_alone(blocks))
    labels = {block.index for block in alone if _is_label(block, finder) or owner_in(block, finder)}
    titles = set(_counted(alone, blocks, finder)) - labels  # 表2 重点保护专利 is a label and counts all the same
    bracketed = [block for block in alone if _BRACKETED.fullmatch(block.text.strip()) and block.index not in labels]
    aside = bracketed if len(bracketed) >= _FEWEST else []
    over = {block.index for block in chain(aside, _parts(alone, blocks, finder), _captions(alone, blocks, finder))}
    aside = [block for block in alone if block.index in over and block.index not in titles]
    titles.update(block.index for block in aside)
    following = [block for block in blocks if block.searchable and block.index not in titles]
    for block in alone:
        label = finder.label(block.key)
        is_said_again = label and label in _first_labels(following, block, finder)
        if is_said_again or (label is None and _says_labels(block, following, finder)):
            titles.add(block.index)
    return numbered(block for block in blocks if block.index not in titles), aside


def _first_labels(blocks: list[TextBlock], title: TextBlock, finder: LabelFinder) -> set[str]:
    """The labels that the first text below a title begins with, if it is more than a number."""
    behind = blocks[bisect_right(blocks, title.index, key=lambda block: block.index) :]
    first = next((block for block in behind if _HAN.search(block.text)), None)
    return {hit.key for hit in finder.hits(first) if hit.start == 0 and hit.likeness >= ALIAS} if first else set()


def _says_labels(title: TextBlock, blocks: list[TextBlock], finder: LabelFinder) -> bool:
    """Whether each of several words of a title is how a label of the part below ends: 声明与意见 over 申报单位声明."""
    words = _AND.split(bare_label(title.text))
    at = bisect_right(blocks, title.index, key=lambda block: block.index)
    labels = [label for block in blocks[at : at + _NEAR] if (label := finder.label(block.key))]
    return len(words) > 1 and bool(labels) and all(any(_ends(label, word) for label in labels) for word in words)


def _ends(label: str, word: str) -> bool:
    return len(word) > 1 and label != word and label.endswith(word)


def _alone(blocks: list[TextBlock]) -> Iterator[TextBlock]:
    """Short texts without a colon that are all that stands in their row."""
    for said in map(filled, rows_of(blocks)):
        if len(said) == 1 and _TITLE.fullmatch(said[0].searchable):
            yield said[0]


def _is_label(block: TextBlock, finder: LabelFinder) -> bool:
    """Whether a text is a label; with a number in another language it is a title: 企业 Enterprise No.1."""
    return finder.label(block.key) is not None and not _NUMBERED.search(block.text)


def _counted(alone: list[TextBlock], blocks: list[TextBlock], finder: LabelFinder) -> Iterator[int]:
    """Those that are alike but for a number, which goes on from one."""
    kinds: dict[str, list[int]] = {}
    for block in alone:
        found = _COUNTED.search(block.text)
        if found:
            before, behind = block.text[: found.start()].strip(), block.text[found.end() :].strip()
            rest = "" if before in _TABLE else _PLACE.sub("", behind)
            kind = kinds.setdefault(f"{before}#{rest}", [])
            number = len(kind) + 1
            if found[0] in (str(number), chinese_number(number)) and _has_labels(blocks, block.index + 1, finder):
                kind.append(block.index)
    yield from (index for kind in kinds.values() if len(kind) >= _FEWEST for index in kind)


def _parts(alone: list[TextBlock], blocks: list[TextBlock], finder: LabelFinder) -> Iterator[TextBlock]:
    """Titles of parts that the form has not, counted among those that it has: 四、意见 behind 三、知识产权保护状况."""
    kinds: dict[str, list[TextBlock]] = {}
    last: dict[str, int] = {}
    for block in alone:
        if found := _PART.match(block.text):
            sign = (found["sign"] or ("A" if found["letter"] else "()")).strip()
            said = found["number"] or found["inner"] or found["letter"]
            following = range(last.get(sign, 0) + 1, last.get(sign, 0) + 3)  # one may say more than a title does
            numbers = (at for at in following if said in (str(at), chinese_number(at), _LETTERS[at : at + 1]))
            if (number := next(numbers, 0)) and (sign in last or number == 1):
                kinds.setdefault(sign, []).append(block)
                last[sign] = number
    for sign, kind in kinds.items():
        unknown = [block for block in kind if not _asks(block, blocks, finder)]
        over = sum(_has_labels(blocks, block.index + 1, finder) for block in kind)
        is_over = over > _FEWEST and over >= _OVER_LABELS * len(kind)  # one may stand over prose
        if len(kind) - len(unknown) >= _FEWEST or (len(kind) >= _FEWEST and (sign in _OF_PARTS or is_over)):
            yield from unknown


def _captions(alone: list[TextBlock], blocks: list[TextBlock], finder: LabelFinder) -> Iterator[TextBlock]:
    """Lines between two tables that say what the second is about: 有效知识产权数量（件） over 发明专利 | 注册商标."""
    unknown = (block for block in alone if not block.cell and not finder.likely(label_key(block.text)))
    lines = {block.index for block in unknown if not any(key in block.searchable for key in finder.keys)}
    parts = list(parts_of(blocks))
    for before, between, behind in zip(parts, parts[1:], parts[2:], strict=False):
        said, last, heads = filled(chain.from_iterable(between)), filled(before[-1]), filled(behind[0])
        is_between = len(said) == 1 and said[0].index in lines and bool(before[0][0].table and behind[0][0].table)
        is_answered = len(last) > 1 and finder.label(last[-1].key) is None
        if is_between and is_answered and len(heads) > 1 and all(is_like_a_label(head.text) for head in heads):
            yield said[0]


def _asks(block: TextBlock, blocks: list[TextBlock], finder: LabelFinder) -> bool:
    """Whether a title may be a label; over the header of a table only one in the form's own words is."""
    if finder.label(block.key) is not None:
        return True
    below = next((each for each in blocks[block.index + 1 :] if each.searchable), None)
    row = [each for each in blocks if below and below.cell and each.row == below.row]
    is_over = sum(finder.label(each.key) is not None for each in row) >= _FEWEST
    return bool(finder.likely(label_key(block.text))) and not is_over


def _has_labels(blocks: list[TextBlock], start: int, finder: LabelFinder) -> bool:
    """Whether the next row that is not blank has a label."""
    following = next((block for block in blocks[start:] if block.searchable), None)
    return following is not None and any(True for _ in finder.hits(following))


def with_named_entries(
    blocks: list[TextBlock], finder: LabelFinder, lists: Mapping[str, frozenset[str]]
) -> list[TextBlock]:
    """The blocks of a document, names over entries with their labels before them.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        lists: the labels of the form's lists, by what it calls an entry of each.
    """
    blocks = _names_apart(blocks, finder, frozenset().union(*lists.values()))
    named: dict[int, str] = {}
    for head, columns in lists.items():
        if any(_first_label(block, finder) == head for block in blocks):
            continue
        found = list(_headings(blocks, finder, columns))
        label, count = max(Counter(label for _, label in found).items(), key=lambda each: each[1], default=("", 0))
        if count >= _FEWEST_ENTRIES:
            is_counted = _are_counted([block for block, _ in found])  # an entry may lack what the others begin with
            named |= {block.index: head for block, each in found if is_counted or each == label}
    made: list[TextBlock] = []
    for at, block in enumerate(blocks):
        below = [each for each in blocks[at + 1 : at + 3] if each.row == blocks[at + 1].row and each.cell]
        made += _with_label(block, named[block.index], below) if block.index in named else [block]
    return numbered(made)


def _names_apart(blocks: list[TextBlock], finder: LabelFinder, columns: frozenset[str]) -> list[TextBlock]:
    """The blocks of a document, names before the labels of their entries in a line of their own."""
    parted: dict[int, list[TextBlock]] = {}
    for block in blocks:
        found = None if block.cell else _BEFORE_LABELS.fullmatch(block.text)
        parts = [block.with_text(text) for text in found.groups()] if found else []
        if parts and _first_label(parts[-1], finder) in columns:
            parted[block.index] = parts
    is_list = len(parted) >= _FEWEST_ENTRIES
    return numbered(each for block in blocks for each in parted.get(block.index, [block])) if is_list else blocks


def _headings(blocks: list[TextBlock], finder: LabelFinder, columns: frozenset[str]) -> Iterator[tuple[TextBlock, str]]:
    """Texts alone in their row that are no labels, each with the label of the list that follows."""
    for row, below in pairwise(filter(None, map(filled, rows_of(blocks)))):
        label = _first_label(below[0], finder)
        if len(row) == 1 and label in columns and not _first_label(row[0], finder) and _NAME.fullmatch(row[0].text):
            yield row[0], label


def _are_counted(blocks: Sequence[TextBlock]) -> bool:
    """Whether texts begin with the numbers from one on."""
    found = [_COUNTED.search(block.text.strip()[:_NUMBER]) for block in blocks]
    numbers = [each[0] if each else "" for each in found]
    return all(said in (str(at), chinese_number(at)) for at, said in enumerate(numbers, 1))


def _first_label(block: TextBlock, finder: LabelFinder) -> str:
    """The label that a text is, or that stands before a colon at its begin; "" for none."""
    head = block.text.replace("：", ":").partition(":")[0]
    return finder.label(block.key) or finder.label(label_key(head)) or ""


def _with_label(block: TextBlock, label: str, below: Row) -> list[TextBlock]:
    """A name with its label: over a row of a label with its value a row of the same columns, else a line."""
    found = _NAME.fullmatch(block.text)
    name = found["name"].strip() if found else block.text
    if len(below) != _PAIR:
        return [block.with_text(f"{label}：{name}")]
    cells = [(each, each.cell and each.cell._replace(row=each.cell.row - 1)) for each in below]
    return [
        replace(each, text=text, searchable=searchable(text), key=label_key(text), place=block.place, cell=cell)
        for (each, cell), text in zip(cells, (label, name), strict=True)
    ]
