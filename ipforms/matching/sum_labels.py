"""Words for sums of a list, and the sums that stand with them in one text: 小计：21.2; 甲区2家企业，小计8万元."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.nested_headers import NestedHeader, shares
from ipforms.matching.nested_lists import NestedList
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import label_key, unspaced

SUMS = ("小计", "合计", "总计", "共计")
_PAIR = 2  # a label and its value
_WORDS = f"(?:{'|'.join(SUMS)})"
_WHOSE = r"(?P<name>(?:[^:：\d(（]|[(（][^()（）]*[)）])*?)"
OF_SUM = re.compile(rf"{_WORDS}?[(（]?{_WHOSE}[)）]?{_WORDS}?[:：]?")
"""With whose sum it is: 甲区小计, 合计（乙区）."""
_COUNTS = re.compile(r"[（(][^（()）]*[\d元][^（()）]*[)）]$")
_OF_ALL = re.compile(
    r"(?:全[市县区省州部]|本[市县区省])(?:资助)?(?:资金|金额)?|(?:全[市县区省州部]|本[市县区省]|[市县区省])?(?:资助)?(?:资金|金额)?"
    r"(?:合计|总计|共计|累计|总额|总数|总和)(?:数|额|金额)?"
)
OF_WHICH = re.compile(r"\s*其中\s*[:：]\s*")  # before the first item below a sum
_VALUE = r"\d[\d,.]*\s*[百千万]?元?"
_WITH_VALUE = re.compile(r"(?P<label>[^:：\d]+)[:：]\s*(?P<value>.+)", re.DOTALL)
_IN_SENTENCE = re.compile(rf"[^:：]*?(?P<label>[^，,；;:：\d]*{_WORDS})为?(?P<value>{_VALUE})[。；;]?")
_NAME_AND_SUM = re.compile(
    rf"(?P<name>[^（(\n\d:：]{{2,20}})\s*[（(\n]\s*(?:[^（()）]{{1,8}}[，,、；;\s])?{_WORDS}[^\d（()）]{{0,6}}(?P<value>{_VALUE})"
    r"(?:[，,、；;\s][^（()）]{1,8})?[)）]?"
)


def with_value(text: str) -> re.Match[str] | None:
    """A label and what stands behind it in one text, or a sum at the end of a sentence.

    >>> with_value("小计：21.2").groups(), with_value("甲区2家企业，小计8万元").groups()
    (('小计', '21.2'), ('小计', '8万元'))
    """
    return _WITH_VALUE.fullmatch(text.strip()) or _IN_SENTENCE.fullmatch(text.strip())


def name_and_sum(text: str) -> tuple[str, str] | None:
    """What an entry is called, and its sum below that or in brackets.

    >>> name_and_sum("甲区（小计：6.8万元）"), name_and_sum("甲区（3家，小计6.8万元）"), name_and_sum("甲区")
    (('甲区', '6.8万元'), ('甲区', '6.8万元'), None)
    """
    found = _NAME_AND_SUM.fullmatch(text.strip())
    return (found["name"].strip(), found["value"]) if found else None


def is_of_all(text: str) -> bool:
    """Whether words before sums are of all entries together.

    >>> [is_of_all(text) for text in ("全市", "累计", "全市合计（3家企业）", "全市资助总额")]
    [True, True, True, True]
    >>> [is_of_all(text) for text in ("甲区合计", "市本级", "小计")]
    [False, False, False]
    """
    bare = _COUNTS.sub("", text)
    return bool(bare) and _OF_ALL.fullmatch(bare) is not None


class SumLabels:
    """What a document calls the sums of a section's entries.

    Args:
        of: the section of the form.
        finder: what finds its labels.
    """

    def __init__(self, of: NestedList, finder: LabelFinder) -> None:
        self._of, self._finder = of, finder

    def parted(self, said: list[TextBlock]) -> list[TextBlock]:
        """What a row says; of 小计：21.2 in its one cell the label and the sum."""
        is_plain = len(said) == 1 and self._of.sums and not name_and_sum(said[0].text)
        found = with_value(said[0].text) if is_plain else None
        label = self.label(said[0].with_text(found["label"]), "")[0] if found else None
        if found is None or label is None or (label in self._of.labels and label not in self._of.sums):
            return said
        return [said[0].with_text(found["label"]), said[0].with_text(found["value"])]

    def by_name(self, block: TextBlock, names: Iterable[str]) -> list[TextBlock]:
        """The sum of each entry, where a text says all by their names: 甲区5.4万元，乙区2.5万元; else none."""
        found = [re.search(rf"{re.escape(name)}[为:：\s]*(?P<value>{_VALUE})", block.text) for name in names if name]
        return [block.with_text(each["value"]) for each in found if each] if all(found) else []

    def is_below(self, table: NestedHeader, block: TextBlock) -> bool:
        """Whether a cell stands in the column of a sum."""
        heads = (table.heads.get(key) or table.heads.get(column) or () for key, column in self._of.sums.items())
        return any(shares(block, head) for head in chain(*heads))

    def of_total(
        self, table: NestedHeader, row: list[TextBlock], said: Sequence[TextBlock], label: str | None
    ) -> tuple[list[TextBlock], list[TextBlock]]:
        """A row behind the items, of the sums of all columns the one that the form asks for; and the others."""
        if label and not self._finder.label(said[0].key):  # 全市合计
            said = [said[0].with_text(label), *said[1:]]
            row[row.index(next(each for each in row if each.index == said[0].index))] = said[0]
        total = [each for each in said[1:] if self.is_below(table, each)]
        if len(said) <= _PAIR or len(total) != 1 or any(each.is_like_a_label for each in said[1:]):
            return row, []
        return [said[0], *total], [each for each in said[1:] if each not in total]

    def label(self, block: TextBlock, called: str) -> tuple[str | None, str]:
        """The label that a cell is, and whose sum it says that it is, "" where it does not.

        滨城区合计 is the sum of 滨城区 below its firms, and 全市合计 the 合计 that the form has for itself.
        """
        text = unspaced(block.text)
        own = [each for each in map(self._finder.label, SUMS) if each not in (None, *self._of.sums)]  # the form's 合计
        if own and is_of_all(text) and self._finder.label(block.key) not in (*own, *self._of.sums):
            return own[0], ""
        found = OF_SUM.fullmatch(text) if self._of.sums and any(word in text for word in SUMS) else None
        found = None if found and found["name"] == text else found
        is_named = found is not None and found["name"] != ""
        if found and is_named and found["name"] == called:
            return next(iter(self._of.sums)), called
        label = self._finder.label(block.key)
        if label or found is None:
            return label, ""
        if not is_named:  # 总计, for the 合计 that the form has for itself
            return next(iter(own), None), ""
        word = self._finder.label(label_key(text.replace(found["name"], "", 1).strip("()")))
        return (next(iter(self._of.sums)), found["name"]) if word is None or word in self._of.sums else (word, "")
