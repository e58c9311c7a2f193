"""Sentences that say the labels of a form with their values: 注册地址为…，注册时间为…。

A letter says so what a form asks for. Each such sentence becomes lines of labels with colons; what a sentence says
without a label of the form stays as it is.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, takewhile
from typing import NamedTuple

from ipforms.codecs.persons import is_name
from ipforms.matching.block_rows import numbered
from ipforms.matching.cell_scores import Fits
from ipforms.matching.composed_lines import composed_lines
from ipforms.matching.confirmation import ANY_TEXT
from ipforms.matching.entry_lines import EntryList
from ipforms.matching.entry_names import entry_number
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import SYNONYM
from ipforms.matching.label_lines import LABEL_AT_HEAD
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import Place
from ipforms.text import label_key, unspaced
from ipforms.text.enumerations import pieces

_FEWEST = 4  # labels that the sentences of a document say with their values; in other texts a word or two may look so
_FEWEST_NUMBERS = 2  # of these in a sentence that says numbers alone: 有效专利18件，其中发明5件；有效注册商标5件。
_SIGNS = "，,；;。"
_LONGEST = 24  # characters of what stands before a value
_SUBJECT = re.compile(
    r"(?:[我本该]?(?:公司|单位|企业|市场)|本次|其中|其|[现共已]?拥?有|现|目前|已|截至目前|申报|(?:制定|建立|设立|获得)的)*的?"
)
"""Of whom a sentence speaks, before the label."""
_PURPOSE = re.compile(r"(?:现|特此?|拟|自愿|兹)(?:申报|申请|报告|报送|推荐)")  # what a letter is for is no value
_IS = re.compile(r"(?:分别)?(?:[为是共系]|[与同][^，：:]{2,10}(?:相同|一致)[:：]|有[:：])")
_VERBS = {"位于": "地址", "地处": "地址", "坐落于": "地址", "主要从事": "所属领域", "从事": "所属领域"}
"""Words that say what a label asks for, each with that label."""
_FOUNDED = re.compile(
    r"于?(?P<before>\d{4}年[\d年月日]*)(?:登记)?(?:注册|成立|设立)(?:登记)?|(?:登记|注册|成立|设立)于(?P<behind>\d{4}年[\d年月日]*)"
)
_FOUNDING = "注册时间"

_CLAIM = re.compile(
    r"""(?P<no>[尚暂]?[不未非没无])? (?P<verb>(?:属于|[有是为系获得已曾被]|申报|认定为?|取得|通过)*)
        (?P<what>[^（()）]{4,24}) (?P<more>[（(].*[)）])?""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"\d")
_AT_HEAD = re.compile(r"^[（(]?\d{1,2}[)）、.．](?!\d)\s*")  # of a line of a list
_COLON = re.compile("[：:]")  # what has one is read as a line of labels
_BRACKET = re.compile("[（(]")
_SIGN, _SIGNED = re.compile(f"[{_SIGNS}]"), re.compile(r"[\dA-Za-z@]")  # the latter begin values, and end no label
_YES, _NO, _NONE, _NEITHER = "是", "否", "无", "某某"


class _Clause(NamedTuple):
    label: str  # as it is said; "" where none is
    text: str  # what stands behind it
    goes_on: bool = False  # whether words without a label are taken for a part of it, though it is no list


def with_sentence_labels(
    blocks: list[TextBlock], finder: LabelFinder, is_value: Fits, lists: Mapping[str, EntryList]
) -> tuple[list[TextBlock], frozenset[Place], list[TextBlock]]:
    """The blocks of a document, in which sentences that say labels are a line for each; and the words before these.

    Between the two are the places of sentences in which further words may be part of a value.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        is_value: whether a text is a value of what a label asks for.
        lists: those of the form, by the keys of their titles.
    """
    sentences = _Sentences(finder, is_value, lists)
    labels = [(finder.label(block.key), _head(block, finder)) for block in blocks]
    asked = Counter(label for own in labels for label in set(filter(None, own)))
    made = {}
    for at, (block, above) in enumerate(zip(blocks, [(None, None), *labels], strict=False)):
        if above[0] and asked[above[0]] == 1 and is_value(blocks[at - 1].text, block.text) >= 0:
            continue  # a text below its title: 申报单位概述
        own = asked - Counter(filter(None, above[:1]))  # below 三、联系人 stands 联系人胡佳怡，职务为…
        if said := sentences.said(block, own):
            made[block.index] = said
    if sum(bool(clause.label) for said in made.values() for each in said for clause in each) < _FEWEST:
        made = {at: said for at, said in made.items() if _is_of_numbers(blocks[at].text, said)}
    if not made:
        return blocks, frozenset(), []
    unsure = {at for at, said in made.items() if any(clause.goes_on for each in said for clause in each)}
    places = frozenset(block.place for block in blocks if block.index in unsure)
    parts = [part for block in blocks for part in _parts(block, made.get(block.index))]
    kept = numbered(part for part, is_aside in parts if not is_aside)
    return kept, places, [part for part, is_aside in parts if is_aside]


def _is_of_numbers(text: str, said: Sequence[Sequence[_Clause]]) -> bool:
    """Whether each part of a text says a number, but for words on when and whose."""
    parts = [part for part in pieces(text.strip(), _SIGNS) if part.strip() and not _SUBJECT.fullmatch(part.strip())]
    labels = sum(bool(clause.label) for each in said for clause in each)
    return labels >= _FEWEST_NUMBERS and all(map(_NUMBER.search, parts))


def _head(block: TextBlock, finder: LabelFinder) -> str | None:
    head = LABEL_AT_HEAD.match(block.text.strip()) if block.cell is None else None
    return finder.label(label_key(head["label"])) if head else None


def _parts(block: TextBlock, said: Sequence[Sequence[_Clause]] | None) -> Iterator[tuple[TextBlock, bool]]:
    """The lines of each sentence, and whether they are words beside its labels: 对照入库条件，…."""
    if said is None:
        yield block, False
    for sentence in said or ():
        lines = [f"{clause.label}：{clause.text}" for clause in sentence if clause.label]
        beside = [clause.text for clause in sentence if not clause.label]
        yield from ((block.with_text(text), bool(lines)) for text in beside)
        if lines:
            yield block.with_text("\n".join(lines)), False


class _Sentences:
    """Takes sentences apart at the labels of a form."""

    def __init__(self, finder: LabelFinder, is_value: Fits, lists: Mapping[str, EntryList]) -> None:
        self._finder, self._is_value, self._lists = finder, is_value, lists

    def said(self, block: TextBlock, asked: Collection[str]) -> list[list[_Clause]]:
        """The clauses of each sentence of a paragraph; none where it begins with no label, or says one again."""
        if block.cell is not None or "\n" in block.text or not _SIGN.search(block.text) or self._is_row(block):
            return []
        head = _COLON.split(block.text.strip(), maxsplit=1)
        if len(head) > 1 and (self._meant(head[0]) or entry_number(unspaced(head[0]))):
            return []  # what begins with a label and a colon is read as a line of labels, 产品一：轴承 as an entry
        bare = _AT_HEAD.sub("", block.text.strip())
        sentences = [self._clauses(text) for text in pieces(bare, "。") if text.strip()]
        labels = [self._meant(each.label) for own in sentences for each in own if each.label]
        begins = sum(not clause.label for clause in takewhile(lambda clause: not clause.label, chain(*sentences)))
        is_begun = len(labels) > begins and begins <= 1
        return sentences if is_begun and not any(label in asked for label in labels) else []

    def _is_row(self, block: TextBlock) -> bool:
        """Whether a text is read as the row of a table: 专利申请量29件，授权量18件."""
        return bool(self._finder.composed.crossed) and composed_lines(block.text, self._finder) is not None

    def _clauses(self, sentence: str) -> list[_Clause]:
        found: list[_Clause] = []
        at = 0
        for piece in pieces(sentence, _SIGNS):
            sign = sentence[at - 1 : at] if at else ""
            at += len(piece) + 1
            said = self._claimed(piece.strip()) or self._labelled(piece.strip())
            if said is None and found and not _PURPOSE.match(piece.strip()):
                goes_on = bool(found[-1].label) and self._meant(found[-1].label) not in self._lists
                found[-1] = _Clause(found[-1].label, f"{found[-1].text}{sign}{piece}", goes_on)
            else:
                found.append(said or _Clause("", piece))
        return [self._of_list(*each) for each in zip(found, [*found[1:], _Clause("", "")], strict=True)]

    def _of_list(self, clause: _Clause, further: _Clause) -> _Clause:
        """What is said by the title of a list is what its first column asks for, where its others follow."""
        of = self._lists.get(self._meant(clause.label)) if clause.label and further.label else None
        is_entry = of is not None and self._meant(further.label) in map(label_key, of.labels[1:])
        return clause._replace(label=of.labels[0]) if of and is_entry else clause

    def _labelled(self, text: str) -> _Clause | None:
        """A label with 为 or the like before its value, or right before a value that is of its kind."""
        for verb, noun in _VERBS.items():
            before, found, value = text.partition(verb)
            if found and value and _SUBJECT.fullmatch(before) and self._finder.label(noun):
                return _Clause(noun, value)
        subject = _SUBJECT.match(text)
        founded = _FOUNDED.fullmatch(text, subject.end() if subject else 0)
        if founded and self._finder.label(_FOUNDING):
            return _Clause(_FOUNDING, founded["before"] or founded["behind"])
        for sign in _IS.finditer(text[:_LONGEST]):
            label = self._label(text[: sign.start()])
            if label and (value := text[sign.end() :].strip()):
                return _Clause(label, value)
        for end in range(min(len(text) - 1, _LONGEST), 1, -1):
            value, person = text[end:], _BRACKET.split(text[end:], maxsplit=1)[0]
            is_apart = _SIGNED.search(text, 0, end) or _COLON.search(text, 0, end + 1)
            if is_apart or not (_SIGNED.match(value) or is_name(person)):
                continue
            label = self._label(text[:end])
            proof = self._is_value(label, value if _SIGNED.match(value) else person) if label else 0.0
            if proof > ANY_TEXT or (proof == ANY_TEXT and not _SIGNED.match(value)):
                return _Clause(label, value.strip())  # 手机137…, 联系人陈鹏（经理）
        return None

    def _label(self, text: str) -> str:
        """The label that a text ends with, behind words on whom it speaks of; "" where it is none."""
        subject = _SUBJECT.match(text)
        starts = sorted({0, *(range(1, subject.end() + 1) if subject else ())})
        return next((text[at:].strip() for at in starts if len(text) - at > 1 and self._meant(text[at:])), "")

    def _meant(self, said: str) -> str:
        """The label of the form that words are; "" where they are none."""
        key = label_key(said)
        return self._finder.label(key) or next((to for to, alike in self._finder.likely(key) if alike >= SYNONYM), "")

    def _claimed(self, text: str) -> _Clause | None:
        """A label that is said or denied as a whole: 我公司是国家高新技术企业（证书编号…）, 尚未获得驰名商标认定."""
        subject = _SUBJECT.match(text)
        found = _CLAIM.fullmatch(text, subject.end() if subject else 0)
        if found is None:
            return None
        label = self._label(found["what"])
        if label and self._is_claim(label):
            return _Clause(label, f"{_NO if found['no'] else _YES}{found['more'] or ''}")
        if label and found["no"]:
            return _Clause(label, _NONE)
        what = f"{found['what']}{found['more'] or ''}"
        titled = [] if found["no"] or label or not found["verb"] else list(filter(self._is_claim, self._finder.keys))
        labels = [key for key in titled if self._is_value(key, found["what"]) > ANY_TEXT]
        return _Clause(labels[0], what) if len(labels) == 1 else None

    def _is_claim(self, label: str) -> bool:
        """Whether a label asks for yes or no, and not for any word."""
        return self._is_value(label, _YES) > max(ANY_TEXT, self._is_value(label, _NEITHER))
