"""What entries of a list are called, in their cells and in titles over them, and by number."""

import re
from collections.abc import Mapping

from ipforms.matching.nested_lists import NestedEntry
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import unspaced
from ipforms.text.enumerations import numbered

_NUMBER = re.compile(
    r"^\s*(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．])\s*"
)
_COUNT = re.compile(r"\s*[（(]共?\d{1,4}[家户个件项][)）]\s*$")  # 甲区（2家）
_GOES_ON = re.compile(r"[（(](?:接上?页?|续上?)[页表]?[)）]$")  # on the next page: 甲区（续）
_NUMERALS = "〇一二三四五六七八九"
_OF_ENTRY = re.compile(
    rf"(?:第?[一-鿿]{{0,2}}?|[A-Za-z]{{0,3}})(?:0?(\d{{1,2}})|([{_NUMERALS}]))[个号]?"
)  # 2, PS02, 产品二


def bare_name(block: TextBlock | None) -> str:
    """What a cell calls an entry, as names are compared."""
    return _GOES_ON.sub("", unspaced(block.text)) if block else ""


def title_name(text: str) -> str:
    """What a title calls an entry.

    >>> title_name("一、甲区（2家）"), title_name("乙区")
    ('甲区', '乙区')
    """
    return _COUNT.sub("", _NUMBER.sub("", text)).strip()


def uncounted(block: TextBlock) -> TextBlock:
    """A cell with the name of an entry, without the number of its items: 甲区（2家）."""
    return block.with_text(_COUNT.sub("", block.text))


def entry_number(said: str) -> int:
    """Which entry a number means, 0 if it is none.

    >>> entry_number("2"), entry_number("PS02"), entry_number("产品二"), entry_number("浮体")
    (2, 2, 2, 0)
    """
    number = _OF_ENTRY.fullmatch(said)
    return int(number[1] or _NUMERALS.index(number[2])) if number else 0


def unnumbered(block: TextBlock, *numbers: int) -> TextBlock:
    """A cell without its number, if it is one of some; several items without those of their lines: 1.甲 over 2.乙."""
    lines = [line for line in block.text.split("\n") if line.strip()]
    readings = [numbered(block.text)] if len(lines) > 1 else [numbered(block.text, each) for each in numbers]
    bare = next((each for each in readings if each and len(each) == len(lines)), None)
    return block.with_text("\n".join(bare)) if bare else block


class KnownEntries(list[NestedEntry]):
    """The entries of a document so far, found again by what they are called.

    Attributes:
        are_meant: whether a table says no more of an entry than whose its items are, maybe in part: 所属产品.
    """

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label  # of what an entry is called
        self.are_meant = False

    @property
    def item_count(self) -> int:
        """How many items all of them have."""
        return sum(len(entry.items) for entry in self)

    def called(self, entry: NestedEntry | None) -> str:
        """What an entry is called; "" if it has no name, or there is none."""
        return bare_name(entry.said.get(self._label)) if entry else ""

    def item_of(self, label: str, said: Mapping[str, TextBlock]) -> dict[str, TextBlock] | None:
        """The one item called so of which nothing else is known that is said now: its columns stand in two tables."""
        own = said.get(label)
        items = [each for entry in self for each in entry.items if own and bare_name(each.get(label)) == bare_name(own)]
        return items[0] if len(items) == 1 and said.keys() & items[0].keys() == {label} else None

    def of(self, name: TextBlock | None, *, is_new: bool = False) -> NestedEntry:
        """The entry of a name, a new one if there is none yet."""
        said = bare_name(name)
        alike = (each for each in reversed(self) if said and self.called(each) == said)
        known = None if is_new else next(alike, None) or (self._meant(said) if self.are_meant else None)
        if known is None:
            self.append(NestedEntry({self._label: name} if name and said else {}))
        return known or self[-1]

    def _meant(self, said: str) -> NestedEntry | None:
        """The entry before that a number or a part of its name means: 2, 浮体; None where it is not just one."""
        at = entry_number(said) - 1
        alike = [each for each in self if said and (said in self.called(each) or self.called(each) in said)]
        return self[at] if 0 <= at < len(self) else alike[0] if len(alike) == 1 else None
