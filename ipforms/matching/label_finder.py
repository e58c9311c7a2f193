"""Where the labels of a form may stand in the texts of a document, and how likely each is the one."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ipforms.matching.composed_labels import ComposedLabels
from ipforms.matching.label_edges import edges, in_brackets, is_cut, on_a_line, with_mark, with_word
from ipforms.matching.label_likeness import (
    ABBREVIATED,
    ALIAS,
    BARE,
    EXACT,
    LEAST,
    ORDINAL,
    SYNONYM,
    BoundedCache,
    core,
    cores,
    label_words,
    likeness,
    statement_likeness,
)
from ipforms.matching.labelled_cells import LIKE_A_LABEL, is_like_a_label
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, label_key, offsets, searchable
from ipforms.text.label_tokens import LabelTokens, TokenWeights, filing_words, fold, tokens

_SAME_WORDS = 0.65  # of what both say word by word: on retyped forms 0.6 and 0.75 read fewer values exactly
_NEARLY = 0.8  # likeness of a label to a text that may be the name of something; 知识产权部 is 0.7 a 知识产权部门意见
SENTENCE = 9  # characters; from here on a label of the forms is a statement, which no value repeats by chance
_LONGEST_LINE = 30  # characters; a longer paragraph that begins with a label is a text of its own
_APART = 2  # blanks; on one line a label stands so far from the value before it, words of a value do not
_LONGER = re.compile(r"[^@。,;:\d]{17,26}")
_LONGEST_CHANGED = 60  # characters; a longer cell is a text, or a statement that is compared later on
_MOST_BESIDE = 40  # characters that stand beside a label: its number, remarks, a second language
_VALUE = re.compile(r"\d{3}|:")
_REMARK = re.compile(r"\(([^()]+)\)$")
_WORDS = re.compile("[一-鿿]{2}")
_COMPOSED = re.compile(r"(?<![一-鿿])([一-鿿]{2,6}\(?\d?\)?[:·/-]?[一-鿿]{2,8})(?:\([^()\d]{1,4}\))?:")
_NAME_OF_SOMETHING = re.compile(r"(?:制度|办法|规定|规则|细则|方案|[部科室组处局站店厂]|中心|公司)(?:\(\d+[人名]\))?$")
"""How names of rules, departments and firms end, 专利室(3人); labels that do so are known word for word."""
_COUNT = re.compile("(?:企业|单位|公司)[家户个总]?数量?$")  # 推荐企业数 asks for no 名称, and for nobody to seal
_BEFORE_COLON = re.compile(
    r"""(?: (?<=[\n\t　]) | (?<=\s\s) | (?<=[。；;]\s) | (?<=[\s。；;，,]) (?=\S{0,6}(?:[签章]|负责人)) | ^ ) [^\S\n]*
        (?P<label> [一-鿿] (?:[ 　]{1,4}[一-鿿]){1,2} | [^\s:：；;。，,]{2,20} ) [:：]""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class LabelHit:
    """A place where a label may stand."""

    block: int  # the number of the block
    start: int  # offset in its searchable text
    end: int  # offset behind the label and its colon
    key: str  # the label, as it is compared
    whole: bool  # whether the block is the label and nothing else
    likeness: float = EXACT  # how alike the text and the label are, from 0 to 1
    in_header: bool = False  # whether the cells beside it are the other labels of a header


class LabelFinder:
    """Finds the labels of a form in texts.

    Args:
        keys: the labels.
        aliases: other names for them: name → the labels that it may stand for.
        with_colon: those after which the form prints a colon.
        words: further names; what is only like one of these is no label.
        crossed: the labels that say together what a field is, its row's and its column's, by its name outright.
        owners: of these, those that say whose fact it is, with what is asked of them first: 法定代表人, 姓名.
    """

    def __init__(
        self,
        keys: Iterable[str],
        aliases: Mapping[str, tuple[str, ...]],
        with_colon: Container[str],
        words: Mapping[str, tuple[str, ...]] | None = None,
        crossed: Mapping[str, frozenset[str]] | None = None,
        owners: Mapping[str, str] | None = None,
    ) -> None:
        self._with_colon, self.owners = with_colon, owners or {}
        self.keys = tuple(keys)
        self._fuzzy = {**{key: (key,) for key in self.keys}, **aliases}
        self.names = {**(words or {}), **self._fuzzy}
        self._cores = {core(name): name for name in reversed(self.names)} | {name: name for name in self.names}
        self._cores.pop("", None)  # a hint in brackets has no core: （400字以内）
        longest = sorted(self.names, key=len, reverse=True)
        self._inside = re.compile("|".join(map(re.escape, longest)) or "(?!)")
        self.composed = ComposedLabels(crossed or {}, self._labels_of)
        self._statements = tuple(key for key in self.keys if len(key) >= SENTENCE)
        self._longest = max(map(len, longest), default=0) + _MOST_BESIDE
        self._said: dict[str, list[LabelTokens]] = {}
        for name, labels in self.names.items():
            for label in labels:
                self._said.setdefault(label, []).append(tokens(name))
        self._weights = TokenWeights(self._said.values())
        self._exactly = BoundedCache[tuple[tuple[str, float], ...]]()
        self._known = BoundedCache[tuple[tuple[str, float], ...]]()

    def hits(self, block: TextBlock) -> Iterator[LabelHit]:
        """The labels that may stand in a block, in order; several at one place, of which one can be right."""
        if not block.searchable or self.label(block.key) is not None:
            yield from self._whole(block) if block.searchable else ()
            return
        composed = list(self._composed_inside(block))
        inside = list(self._inside_of(block))
        inside = [*self._heads(block, inside), *inside]
        inside = [*composed, *(hit for hit in inside if not any(hit.end == other.end for other in composed))]
        yield from inside
        if ":" in block.key:
            yield from self._changed(block, inside)
        elif not inside and len(block.searchable) <= _LONGEST_CHANGED and self._may_be_label(block):
            yield from self._whole(block)
        elif not inside:
            yield from self._statement(block)

    def _may_be_label(self, block: TextBlock) -> bool:
        """Whether a text has the shape of a label, whatever stands beside it, or, longer than that, nearly says one."""
        if block.is_like_a_label or LIKE_A_LABEL.fullmatch(bare_label(block.key)):
            return True
        is_short = block.cell is not None and _LONGER.fullmatch(block.searchable) is not None
        return is_short and any(alike >= SYNONYM for _, alike in self.likely(block.key)[:1])

    def has_colon(self, key: str) -> bool:
        """Whether the form prints a colon behind the label that a text says."""
        return self.label(key) in self._with_colon

    def label(self, key: str) -> str | None:
        """The label that a text says, by itself or with the number, star or remark that people put beside it."""
        return next((label for label, _ in self._exact(key)), None)

    def owner(self, text: str) -> str:
        """The label that says whose facts follow, which a text may be: 联络人 is the contact; "" if it is none."""
        likely = self.likely(bare_label(text)) if self.owners else ()
        return next((label for label, alike in likely if alike >= ALIAS and label in self.owners), "")

    def _exact(self, key: str) -> tuple[tuple[str, float], ...]:
        if len(key) > self._longest:
            return ()
        if key not in self._exactly:
            self._exactly[key] = self._exact_of(key)
        return self._exactly[key]

    def _exact_of(self, key: str) -> tuple[tuple[str, float], ...]:
        if key in self.names:
            # 联系人姓名, a name of the contact on the cover, is also the 姓名 in the row of the 联系人.
            both = self._composed(key) if key not in self.keys else ()
            return tuple(dict((*both, *self._named(key, EXACT))).items())
        # 联系电话（手机） is the 手机.
        remark = _REMARK.search(key)
        if remark and remark[1] in self.names and not _VALUE.search(key, 0, remark.start()):
            return self._named(remark[1], ALIAS)
        found = ((self._cores.get(name), alike) for name, alike in cores(key)[1:])
        # 推荐企业（1） is the title of an entry, 推荐企业名称（1） a label of one.
        is_title = ORDINAL.search(key) is not None
        return next(
            (self._named(name, alike) for name, alike in found if name in self._fuzzy or (name and not is_title)),
            self._composed(bare_label(key)),
        )

    def _composed(self, key: str) -> tuple[tuple[str, float], ...]:
        return tuple((name, ALIAS) for name in self.composed.names(key))

    def _labels_of(self, name: str) -> frozenset[str]:
        """The labels that a word is, or one without the signs in it."""
        return frozenset(self.names.get(name, ())) or frozenset(self.names.get(self._cores.get(name, ""), ()))

    def _named(self, name: str | None, alike: float) -> tuple[tuple[str, float], ...]:
        labels = self.names.get(name or "", ())
        return tuple((label, alike if label == name else min(alike, ALIAS)) for label in labels)

    def likely(self, key: str) -> tuple[tuple[str, float], ...]:
        """The labels that a text may be, with how alike they are, the most alike first."""
        if key not in self._known:
            self._known[key] = tuple(self._likely(key))
        return self._known[key]

    def _likely(self, key: str) -> Iterator[tuple[str, float]]:
        exact = self._exact(key)
        bare = key if exact else bare_label(key)
        is_name = not exact and key.startswith(bare) and bool(_NAME_OF_SOMETHING.search(key))  # a title has a number
        # 推荐企业1 is no 推荐单位, 收件编号 no 邮政编码.
        is_other = not exact and (ORDINAL.search(key) is not None or fold(key) in filing_words())
        words = label_words(bare)
        best = dict(exact)
        is_composed = bool(exact) and all(label in self.composed.crossed for label in best)
        for name, labels in self._fuzzy.items() if not (is_composed or is_other) else ():
            # The 法定代表人 of a form that has one is hardly where its 法定代表人（签名） is.
            alike = min(likeness(label_words(name), words), ABBREVIATED if (bare, EXACT) in exact else BARE)
            for label in labels if alike >= (_NEARLY if is_name else LEAST) else ():
                of_label = alike * (EXACT if name == label else ALIAS)
                if of_label >= LEAST and of_label > best.get(label, 0.0):
                    best[label] = of_label
        own = tokens(bare)
        for label, names in self._said.items() if own.words and not (exact or is_name or is_other) else ():
            alike = max((self._weights.likeness(own, name) for name in names), default=0.0)
            if alike >= _SAME_WORDS and min(alike, SYNONYM) > best.get(label, 0.0):
                best[label] = min(alike, SYNONYM)
        if not exact and _COUNT.search(bare):
            best = {label: alike for label, alike in best.items() if not ("名称" in label or "盖章" in label)}
        yield from sorted(best.items(), key=lambda each: -each[1])

    def _whole(self, block: TextBlock) -> Iterator[LabelHit]:
        for label, alike in self.likely(block.key):
            yield LabelHit(block.index, 0, len(block.searchable), label, True, alike)

    def _statement(self, block: TextBlock) -> Iterator[LabelHit]:
        """A statement of the form in nearly the same words."""
        size = len(block.key)
        for label in self._statements:
            if size <= 2 * len(label) <= 4 * size and (alike := statement_likeness(label, block.key)) >= LEAST:
                yield LabelHit(block.index, 0, len(block.searchable), label, True, alike)

    def _inside_of(self, block: TextBlock) -> Iterator[LabelHit]:
        """Names of labels inside of a text."""
        text = block.searchable
        for each in self._inside.finditer(text):
            found = on_a_line(block, each, self._inside, self.keys, self.names)
            start, end = edges(text, found)
            start = with_mark(block, with_word(block, start), is_sentence=end - start >= SENTENCE)
            if self._is_label(block, found, text[end - 1] == ":"):
                for label, alike in self._exact(found[0]):
                    yield LabelHit(block.index, start, end, label, False, alike)

    def _heads(self, block: TextBlock, inside: list[LabelHit]) -> Iterator[LabelHit]:
        """A label at the head of a cell whose value follows behind a blank or on the next line, without a colon.

        Before other labels only one in a line of its own: it says whose they are. Such a line may also be in other
        words.
        """
        if not block.cell:
            return
        line, has_more, _ = block.text.partition("\n")
        end = len(searchable(line))
        first = inside[0].start if inside else len(block.searchable)
        if has_more and 0 < end <= first and end < len(block.searchable):
            key = label_key(line)
            is_other = inside or end > _LONGEST_CHANGED or not is_like_a_label(line)
            known = self._exact(key) or (() if is_other else self.likely(key))
            if known and known[0][1] >= SYNONYM:
                for label, alike in known:
                    yield LabelHit(block.index, 0, first if inside else end, label, False, alike)
                return
        found = None if inside else self._inside.match(block.searchable)
        if found and found.end() < len(block.searchable):
            at = offsets(block.text)
            if at[found.end()] - at[found.end() - 1] > 1:
                for label, alike in self._named(found[0], EXACT):
                    yield LabelHit(block.index, 0, found.end(), label, False, alike)

    def _changed(self, block: TextBlock, inside: list[LabelHit]) -> Iterator[LabelHit]:
        """Labels in other words before a colon, at the head of a line or apart from what is before them."""
        found = (each for each in _BEFORE_COLON.finditer(block.text) if _WORDS.search(each["label"]))
        places = [each for each in found if searchable(each["label"]) not in self.names]
        if not places:
            return
        at = offsets(block.text)
        for place in places:
            start, end = at.index(place.start("label")) if place.start("label") in at else -1, place.end()
            if start < 0 or end - 1 not in at:
                continue
            behind = at.index(end - 1) + 1
            if any(hit.start < behind and start < hit.end for hit in inside):
                continue
            for label, alike in self.likely(block.searchable[start : behind - 1]):
                yield LabelHit(block.index, start, behind, label, False, alike)

    def _composed_inside(self, block: TextBlock) -> Iterator[LabelHit]:
        """Names of a row and a column in one, before a colon."""
        at = 0
        for line in block.text.split("\n") if self.composed.crossed and ":" in block.searchable else ():
            text = searchable(line)
            for found in _COMPOSED.finditer(text):
                for label, alike in self._composed(found[1]) if found[1] not in self.names else ():
                    yield LabelHit(block.index, at + found.start(), at + found.end(), label, False, alike)
            at += len(text)

    def _is_label(self, block: TextBlock, found: re.Match[str], before_colon: bool) -> bool:
        """A short word is a label only before a colon; a sentence of the form is one wherever it stands.

        A label that the form prints with a colon may have lost it, at the head of a line.
        """
        labels = self.names[found[0]]
        if before_colon or (len(found[0]) >= SENTENCE and found[0] in labels):
            return True
        if not any(label in self._with_colon for label in labels):
            return False
        at = offsets(block.text)
        start, end = in_brackets(block.searchable, *found.span())
        before = block.text[at[start - 1] + 1 : at[start]] if start else "\n"
        if "\n" not in before and (block.cell or len(before) < _APART):
            return False
        ends_line = "\n" in before and "\n" in block.text[at[end - 1] + 1 : at[end]] + "\n" * (end == len(at) - 1)
        alone = block.cell is None and len(block.searchable) <= _LONGEST_LINE and not start
        alone = alone and not is_cut(block.searchable, found, self.likely)
        return alone or ends_line or at[end] - at[end - 1] > 1
