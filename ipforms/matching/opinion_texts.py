"""Opinions that stand otherwise than in one cell beside their label: each becomes one text, as the form has it.

The lines of a letter below a title, the columns 意见 | 签章 | 日期 of a table with a row for each office, and the cells
企业：…, 县局：… of a row that is called 意见.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, takewhile, zip_longest

from ipforms.codecs.persons import is_name
from ipforms.matching.block_rows import changed, filled, spans, tables_of, worded
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import SYNONYM
from ipforms.matching.label_lines import LABEL_AT_HEAD
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, label_key, searchable
from ipforms.text.label_tokens import are_words

_OPINION = "意见"  # how labels of opinions end
_OPINIONS = re.compile("(?:审核|审批|具体|各级|各方|签署|单位|部门)?意见(?:内容)?")
_SIGNED = re.compile("签[章名字](?:人|人员)?|(?:负责|经办)人(?:签[章名字])?|签名[/或、]?盖章|盖章")
_DATE_WORD = re.compile(r"(?:^|(?<=\s))日\s?期\s*[:：]\s*(?=[\d年]|\s|$)")
_SEAL = re.compile(r"盖章|公章")
_SEALED = ("(盖章)", "(公章)", "(章)")  # behind the label of who seals
_SEALING = re.compile("[（(](?:盖章|公章|章|签章)[)）]$")
_DATED = re.compile("(?:签[署章字名])?(?:日期|时间)")
_WHO = r"""(?: 法定?代表人 | 法人代表 | 法人 | 企业负责人 | (?:部门|单位)?负责人 | 经办人? | 审[核批]人? | 签[字名]人
    | [局科处所]长 ) [ \t\u3000]* (?:[（(]?签[字名章][)）]?)? [ \t\u3000]* [:：]"""
_SIGNER = re.compile(rf"(?m)^[ \t\u3000]*{_WHO}", re.VERBOSE)
_SIGNERS = re.compile(_WHO, re.VERBOSE)
"""Who signs, by what he is: one alone is the signatory."""
_DECLARANT = re.compile(r"法定代表人\(?签[名字章]\)?")
_SIGNED_BY = re.compile(r"(?m)^[ \t\u3000]*(?:法定?代表人|法人代表)[ \t\u3000]*(?:签[名字章])?[ \t\u3000]*[:：]")
_WHOSE = re.compile(r"\s*(?P<who>[^\s:：，。]{2,12})[:：]\s*(?P<text>.*)", re.DOTALL)
_NAMED = re.compile(
    r"""(?m) ^ [ \t\u3000]* (?P<by>(?P<name>[一-鿿·]{2,10}|[一-鿿][ \u3000]{1,3}[一-鿿]) (?:[（(]代签?[)）])?)
        [ \t\u3000]* (?: (?= \s (?:20)?\d\d\s*[年./-] | \n\s*[二〇]{2} )
            | [（(] (?:签[章字名]|盖章) [)）] [ \t\u3000]* $ )""",
    re.VERBOSE,
)
"""A name alone before a date, or before a word for signing: 张三（签章）."""
_OFFICES = "局司厂所部处院会站社科室心位方"
_CLOSING = re.compile(
    rf"""\n [ \t\u3000]* (?: [^\s:：，。；]{{2,12}} [:：] )?
        (?P<name> [^\s:：，,。；;()（）]{{2,30}} [{_OFFICES}] )
        [ \t\u3000]* (?: [（(] [^（()）\n]{{0,8}} 章 [^（()）\n]{{0,4}} [)）] )?
        (?= \s* (?: \n (?:日期[:：])? [\s\d〇一二三四五六七八九十年月日./-]* )? $)""",
    re.VERBOSE,
)
"""Who seals, below what he says and above the date."""
_SIGN_WORDS = ("签章", "签名", "负责人签名")
_BEHIND_LABEL = re.compile(r"[:：\n]")
_PAIR = 2  # a label and its value
_MOST_LINES = 8  # of an opinion; what goes on for longer is a part of its own


def with_opinions(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document with each such opinion behind its label, in one block."""
    blocks = _with_declarants(_without_date_words(blocks, finder), finder)
    if not any(key.endswith(_OPINION) for key in finder.keys):
        return blocks
    sign = next((word for word in _SIGN_WORDS if finder.label(word)), "")
    made: dict[int, TextBlock] = {}
    gone: set[int] = set()
    for at, block in enumerate(blocks):
        lines = list(_lines(blocks[at + 1 :], finder)) if block.cell is None and _is_opinion(block.text, finder) else []
        if lines:
            label = finder.label(block.key) or block.text
            said = _signed("\n".join(each.text for each in lines), sign)
            made[block.index] = block.with_text(f"{label}：\n{said}")
            gone.update(each.index for each in lines)
    for rows in tables_of(blocks):
        for at, head in enumerate(rows):
            made = _beside(head, rows[at + 1 : at + 2], sign, finder) | _of_each(head, sign, finder) | made
            if parts := list(_rows_below(head, rows[at + 1 :], finder)):
                said = "\n".join(_part(bare_label(kind.key), text, sign) for kind, text in parts)
                made[head[0].index] = head[0].with_text(f"{finder.label(head[0].key)}：\n{said}")
                gone.update(block.index for pair in parts for block in pair)
            if text := _in_pairs(head, sign, finder):
                made[head[1].index] = head[1].with_text(text)
                gone.update(block.index for block in head[2:])
            for row, text in _across(head, rows[at + 1 :], sign, finder):
                made[row[0].index] = row[0].with_text(_whose(row[0].text, finder))
                made[row[1].index] = row[1].with_text(text)
                gone.update(block.index for block in (*head, *row[2:]))
            for title, below in _down(head, rows[at + 1 :], finder):
                said = "\n".join(_part(bare_label(kind.key), text, sign) for kind, text in below)
                made[title.index] = title.with_text(f"{_whose(title.text, finder)}：\n{said}")
                gone.update(block.index for pair in below for block in pair)
    return changed(blocks, gone, {at: _without_closing(block, blocks) for at, block in made.items()})


def _without_closing(block: TextBlock, blocks: Sequence[TextBlock]) -> TextBlock:
    """An opinion without the name of who seals it, if the document says it elsewhere too."""
    found = _CLOSING.search(block.text)
    name = searchable(found["name"]) if found else ""
    if found is None or sum(each.searchable.count(name) for each in blocks) < 2:
        return block
    return block.with_text(block.text[: found.start()] + block.text[found.end() :])


def _without_date_words(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks; 日期： behind or below who signs or seals is a word of the place, which a form may not have."""
    if finder.label("日期") is not None:
        return blocks
    texts: dict[int, str] = {}
    for above, block in pairwise([*blocks[:1], *blocks]):
        if block.cell is None and (found := _DATE_WORD.search(block.text)):
            before = block.text[: found.start()] or (above.text if above.cell is None else "")
            if _SIGNER.search(before) or _SEAL.search(before):
                texts[block.index] = f"{block.text[: found.start()]}   {block.text[found.end() :]}".lstrip()
    return worded(blocks, texts)


def _with_declarants(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks; below a statement of the form 法定代表人：张三 is who has signed it."""
    label = next(filter(_DECLARANT.fullmatch, finder.keys), "")
    statements = [key for key in finder.keys if key.endswith(".")] if label else []
    texts: dict[int, str] = {}
    for block, below in zip_longest(blocks, blocks[1:]):
        if any(statement in block.searchable for statement in statements):
            signed = below if below and below.cell is None and block.cell is None else block
            texts[signed.index] = _SIGNED_BY.sub(f"{label}：", signed.text)
    return worded(blocks, texts)


def _is_opinion(text: str, finder: LabelFinder) -> bool:
    label = finder.label(label_key(text))
    return label is not None and label.endswith(_OPINION)


def _whose(text: str, finder: LabelFinder) -> str:
    """The label of the opinion that a text is, or of whose opinion it names: 推荐单位; "" where it is neither."""
    said = _SEALING.sub("", text.strip().rstrip(":："))
    words = (said, f"{said}{_OPINION}")
    label = next((each for each in words if _is_opinion(each, finder)), "")
    alike = finder.likely(label_key(words[0])) if not label and said.endswith(_OPINION) else ()
    return label or (said if any(key.endswith(_OPINION) and ratio >= SYNONYM for key, ratio in alike) else "")


def _lines(below: Sequence[TextBlock], finder: LabelFinder) -> Iterator[TextBlock]:
    """The paragraphs below a title up to the next label of the form; none where that is too far or a table."""
    lines = list(takewhile(lambda block: block.cell is None and not _is_label(block, finder), below))
    return iter(filled(lines)) if len(filled(lines)) <= _MOST_LINES else iter(())


def _is_label(block: TextBlock, finder: LabelFinder) -> bool:
    """Whether a line is a label, or begins with one that is none of an opinion's."""
    head = LABEL_AT_HEAD.match(block.text.strip())
    if head is None:
        return bool(block.searchable) and finder.label(block.key) not in (None, *_SIGN_WORDS)
    said = label_key(head["label"])
    is_sealed = said.endswith(_SEALED) and finder.label(said) is None
    return not (_SIGNER.match(block.text) or _SIGNED.fullmatch(said) or _DATED.fullmatch(said) or is_sealed)


def _signed(text: str, sign: str) -> str:
    """An opinion in which who signs has the label that the form has for it."""
    if not sign or any(f"{word}：" in text or f"{word}:" in text for word in _SIGN_WORDS):
        return text
    if _SIGNER.search(text):
        return _SIGNER.sub(f"{sign}：", text) if len(_SIGNERS.findall(text)) == 1 else text
    named = [each for each in _NAMED.finditer(text) if _is_signature("".join(each["name"].split()))]
    if len(named) != 1 or not (named[0].start() or named[0][0].rstrip().endswith(("）", ")"))):
        return text
    return f"{text[: named[0].start()]}{sign}：{named[0]['by']}{text[named[0].end() :]}"


def _is_signature(text: str) -> bool:
    """Whether a text may be the name of who signs, and none of an office nor a word."""
    return is_name(text) and text[-1] not in _OFFICES and not are_words(text)


def _beside(
    row: Sequence[TextBlock], below: Sequence[Sequence[TextBlock]], sign: str, finder: LabelFinder
) -> dict[int, TextBlock]:
    """Opinions in the cells beside their labels or below them, or behind them in one cell."""
    labels = [at for at, label in enumerate(row) if _is_opinion(label.text, finder)]
    found = [value for at in labels for value in row[at + 1 : at + 3]]  # who signs may have a cell of its own
    found += [block for block in row if _is_opinion(_BEHIND_LABEL.split(block.text, maxsplit=1)[0], finder)]
    heads = [row[at].span for at in labels]
    found += [block for block in chain.from_iterable(below) if block.span in heads]
    return {block.index: block.with_text(_signed(block.text, sign)) for block in found}


def _of_each(row: Sequence[TextBlock], sign: str, finder: LabelFinder) -> dict[int, TextBlock]:
    """意见 | 企业：同意。 | 县局：同意上报, each with its own label."""
    if not row or not _OPINIONS.fullmatch(bare_label(row[0].key)):
        return {}
    found = [(block, _WHOSE.fullmatch(block.text)) for block in row[1:]]
    labels = [finder.label(label_key(f"{each['who']}{_OPINION}")) if each else None for _, each in found]
    if not labels or None in labels or len(set(labels)) < len(labels):
        return {}
    made = {
        block.index: block.with_text(f"{label}：\n{_signed(each['text'], sign)}")
        for (block, each), label in zip(found, labels, strict=True)
        if each
    }
    return {row[0].index: row[0].with_text("")} | made


def _across(
    head: Sequence[TextBlock], rows: Sequence[Sequence[TextBlock]], sign: str, finder: LabelFinder
) -> Iterator[tuple[Sequence[TextBlock], str]]:
    """The rows below 意见 | 签章 | 日期, each with its opinion as one text."""
    kinds = [bare_label(block.key) for block in head[1:]]
    if len(kinds) < 2 or not _OPINIONS.fullmatch(kinds[0]):
        return
    if not all(_SIGNED.fullmatch(kind) or _DATED.fullmatch(kind) for kind in kinds[1:]):
        return
    for row in takewhile(lambda row: spans(row) == spans(head), rows):
        if not _whose(row[0].text, finder):
            continue  # a form may ask for no opinion of who applies
        yield row, "\n".join(_part(kind, block, sign) for kind, block in zip(kinds, row[1:], strict=True))


def _in_pairs(row: Sequence[TextBlock], sign: str, finder: LabelFinder) -> str:
    """推荐单位意见 | 同意。 | 负责人 | 张三 | 日期 | 5月20日 as one text; "" where a row is not so."""
    kinds = [bare_label(block.key) for block in row[2::2]]
    if not kinds or len(row) % 2 or not _is_opinion(row[0].text, finder):
        return ""
    if not all(_SIGNED.fullmatch(kind) or _DATED.fullmatch(kind) for kind in kinds):
        return ""
    parts = (_part(kind, block, sign) for kind, block in zip(kinds, row[3::2], strict=True))
    return "\n".join((row[1].text, *parts))


def _down(
    head: Sequence[TextBlock], rows: Sequence[Sequence[TextBlock]], finder: LabelFinder
) -> Iterator[tuple[TextBlock, Sequence[Sequence[TextBlock]]]]:
    """The columns below 申报单位 | 推荐单位, whose rows are called 意见, 负责人, 日期: each title with its parts."""
    titles = head[1:]
    own = list(takewhile(lambda row: spans(row) == spans(head) and _is_part(bare_label(row[0].key)), rows))
    if len(own) < _PAIR or not titles or not _OPINIONS.fullmatch(bare_label(own[0][0].key)):
        return
    if all(_whose(title.text, finder) for title in titles):
        yield from ((title, [(row[0], row[at]) for row in own]) for at, title in enumerate(titles, 1))


def _rows_below(
    head: Sequence[TextBlock], rows: Sequence[Sequence[TextBlock]], finder: LabelFinder
) -> Iterator[Sequence[TextBlock]]:
    """The rows 意见 | 同意。, 签章 | 张三, 日期 | 2022年5月16日 below a title that has a row for itself."""
    if len(head) != 1 or not _is_opinion(head[0].text, finder) or not rows or len(rows[0]) != _PAIR:
        return
    if _OPINIONS.fullmatch(bare_label(rows[0][0].key)):
        yield from takewhile(lambda row: len(row) == _PAIR and _is_part(bare_label(row[0].key)), rows)


def _is_part(kind: str) -> bool:
    return any(pattern.fullmatch(kind) for pattern in (_OPINIONS, _SIGNED, _DATED))


def _part(kind: str, block: TextBlock, sign: str) -> str:
    """What a cell says of an opinion, by what is asked there."""
    return f"{sign}：{block.text.strip()}" if _SIGNED.fullmatch(kind) else block.text
