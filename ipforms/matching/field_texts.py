"""What a document says in the fields of a form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ipforms.matching.cell_scores import CellChoice
from ipforms.matching.field_evidence import Found
from ipforms.matching.form_map import Slot
from ipforms.matching.intervals import Fragment
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import Place

_STRUCK = re.compile("[—–-]+")  # nothing is asked for there: the value stands in the next cell
ROW_NUMBERS = ("row_number", "index")  # Slots that the form counts by itself; they are not filled in
_NUMBER = re.compile(r"[\W_]*(?:[第序]?号?(?:\d{1,4}|[一二三四五六七八九十①-⑳]{1,3})[家行号条项]?)?[\W_]*")  # of a row
_SEAL_LINE = re.compile(
    r"(?:^\s*|\s{2,}) \S{0,10} [（(] (?: 章|盖章|公章|盖公章|印章|单位公章 ) [)）] \s* [:：] .*$",
    re.MULTILINE | re.VERBOSE,
)

_LINE = re.compile(r"[ \u3000]*(?:(?<![A-Za-z0-9])_{2,}|_{2,}(?![A-Za-z0-9]))[ \u3000]*")
_SIGN_WORDS = re.compile(r"[（(] \s* (?: 签字|签名|签章|盖章|公章|签字或盖章 ) \s* [)）] (?! \s* [:：] )", re.VERBOSE)
"""What forms print where one signs; beside a name it is no part of it."""


def is_date_blank(key: str) -> bool:
    """Whether the key of a text is the unfilled date of a form.

    >>> is_date_blank("年月日"), is_date_blank("日期:年月日"), is_date_blank("2017年3月")
    (True, True, False)
    """
    return key.removeprefix("日期:") in ("年月日", "20年月日", "年月", "日期")


def without_half_brackets(text: str) -> str:
    """A text without the half of a pair of brackets at its end, whose other half stands around the next value.

    >>> without_half_brackets("云崇礼（"), without_half_brackets("4401…2309）"), without_half_brackets("市场部（筹）")
    ('云崇礼', '4401…2309', '市场部（筹）')
    """
    bare = text.rstrip()
    is_closed = bare[-1:] in (")", "）") and not re.search("[(（]", bare)
    return bare[:-1] if bare[-1:] in ("(", "（") or is_closed else text


def without_lines(text: str, slot: Slot) -> str:
    """A text without what is left of the line that the form prints in a slot to write on.

    >>> slot = Slot("share", "____%", "", None)
    >>> without_lines("__52.8__%", slot), without_lines("0__", Slot("name", "", "", None))
    ('52.8%', '0__')
    """
    return _LINE.sub("", text) if "__" in text and "__" in slot.default else text


@dataclass
class FieldTexts:
    """What a document says in the fields of a form."""

    texts: dict[str, str] = field(default_factory=dict)  # by path
    places: dict[str, Place] = field(default_factory=dict)  # where each text stands
    unassigned: list[Fragment] = field(default_factory=list)  # fragments that belong to no field
    rows: dict[str, int] = field(default_factory=dict)  # for each repeated section, how many rows were read
    signed: frozenset[Slot] = frozenset()  # the slots beside which one signs or seals
    joined: list[str] = field(default_factory=list)  # paths whose text comes from several cells of one row
    annexed: list[str] = field(default_factory=list)  # paths whose text stands on a page behind the form
    # sections in which a label of one entry was found among those of another one
    mixed: list[str] = field(default_factory=list)
    choices: dict[str, CellChoice] = field(default_factory=dict)  # by path, the cell that was chosen among several
    # how each was found; a field that the document has no place for is `missing`
    found: dict[str, Found] = field(default_factory=dict)
    sources: dict[str, list[TextBlock]] = field(default_factory=dict)  # by path, the blocks that its text comes from

    def put(self, slot: Slot, fragments: Sequence[Fragment], text: str | None = None) -> None:
        """Give a slot its text, that of the fragments if no other is given."""
        if slot.path in ROW_NUMBERS:
            self.unassigned += (each for each in fragments if _NUMBER.fullmatch(each.text) is None)
            return
        path = slot.full_path
        filled = [fragment for fragment in fragments if not fragment.is_blank]
        if text is None:
            filled = [fragment for fragment in filled if not _STRUCK.fullmatch(fragment.text.strip())] or filled
            text = "\n".join(fragment.text for fragment in filled)
        if slot.default and slot.is_blank(text):
            text = ""
        text = without_half_brackets(text)
        if slot in self.signed:
            text = _SIGN_WORDS.sub("", text)
        if slot in self.signed and (seal := _SEAL_LINE.search(text)):
            # 申报企业（盖章）：a company's name. It says who sealed, which is no field of the form.
            self.unassigned += [Fragment(fragment.block, seal[0].strip(), False) for fragment in fragments[-1:]]
            text = _SEAL_LINE.sub("", text)
        sources = self.sources.setdefault(path, [])
        sources += (each.block for each in filled or fragments if each.block not in sources)
        self.texts[path] = "\n".join(filter(None, (self.texts.get(path), text)))
        if fragments:
            self.places.setdefault(path, (filled or fragments)[0].block.place)

    def replace(self, path: str, fragment: Fragment) -> None:
        """Give a field another text."""
        self.texts[path], self.places[path] = fragment.text, fragment.block.place
        self.sources[path] = [fragment.block]

    def forget(self, section: str) -> None:
        """Take all rows of a section away."""
        for path in [path for path in self.texts if path.startswith(f"{section}[")]:
            for known in (self.texts, self.places, self.sources, self.choices):
                known.pop(path, None)

    def blank(self, slot: Slot) -> None:
        """Say that nothing stands in a slot, if nothing else is known of it."""
        self.texts.setdefault(slot.full_path, "")
