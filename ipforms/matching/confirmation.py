"""Which values are confirmed a second time: by the labels that stand beside them, whatever the order of the form says.

The alignment of labels gives each field its text by what stands before and behind it. A person who reads the paper
looks at what stands beside a text (`LabelClaims`). Where both agree, where nothing else on the paper asks for the same
field and the whole of the text is accounted for, a value is confirmed; all others need a look.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ipforms.codecs.persons import is_name
from ipforms.matching.cell_scores import Fits
from ipforms.matching.field_texts import ROW_NUMBERS, FieldTexts
from ipforms.matching.form_map import FormMap, Slot
from ipforms.matching.label_claims import LabelClaims
from ipforms.matching.labelled_texts import LabelledText
from ipforms.matching.section_entries import Entry, sharing
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import pattern_of
from ipforms.sheet import Cell
from ipforms.text import unspaced

ANY_TEXT = 0.5  # what a text proves that may be a value of any kind
LABEL_INSIDE = re.compile(
    r"""(?:^|\n) \s* (?: [（(]? \d{1,2} [.、)）] \s* )? [一-鿿/（）()、]{2,24} [:：]
        | \n \s* [（(]? \d{1,2} (?: [.] \d{1,2} )* [.、)）]? \s* $""",
    re.VERBOSE,
)
"""The head of a line that names something else, or its number."""
_CUT = re.compile(r"[，,；;。、][^，,；;。、]{0,4}$")  # where a sentence goes on with the next label
_SIGNS = "，,；;。、"
_PIECE = re.compile(r"[^，,；;。:：]+[，,；;。、]\s*")
"""All of one piece of a line: 姓名：张三、李四， before the next label; words behind another comma may not be its."""
_INDEX = re.compile(r"\[\d+\]")
_LONG = 60  # characters of a text whose lines may begin with headings of its own: （二）经费安排：
_DATE = re.compile(r"\d{4}\s*[年./-]\s*\d")  # a date that was filled in: a blank beside it is not all that stands there
_NO_WORDS = re.compile(
    r"""[\W_]* (?: \d{1,2} [.、)）]? )? [\W_]*
        | (?: [（(](?:公章|盖章|签字|签章|签名)[)）] )? (?:日期|时间)? [:：]? 年?月?日?""",
    re.VERBOSE,
)
"""What may be left of a text of which all words are values: signs, a number, the blanks of a date, a place to sign."""


class Confirmation:
    """What the labels beside the values say of a reading.

    Args:
        claims: the texts that labels give to fields.
        fields: what was read for each field.
        fits: whether a text is a value of a field.
    """

    def __init__(self, claims: LabelClaims, fields: FieldTexts, fits: Fits) -> None:
        self._claims, self._fields, self._fits = claims, fields, fits
        entries = claims.entries({})
        self._entries = {section: without_stray(found, section, fields) for section, found in entries.items()}
        self._given: dict[int, list[tuple[str, str]]] = {}
        self._of_several: set[str] = set()  # texts that more than one cell makes
        for path, blocks in fields.sources.items():
            if len(blocks) > 1:
                self._of_several.add(unspaced(fields.texts.get(path, "")))
            for block in blocks:
                self._given.setdefault(block.index, []).append(
                    (claims.pattern(path), unspaced(fields.texts.get(path, "")))
                )

    def paths(self) -> frozenset[str]:
        """The fields whose texts are confirmed."""
        mixed = frozenset(self._fields.mixed)
        return frozenset(
            path
            for path, text in self._fields.texts.items()
            if section_of(path) not in mixed
            and self._in_entry(path, text)
            and self._confirms(path)
            and not self._is_of_two(path, text)
        )

    def _is_of_two(self, path: str, text: str) -> bool:
        """Whether a text of several rows may be another field's in part: one with a label and no cell for its text."""
        rows = {block.cell.row for block in self._fields.sources.get(path, ()) if block.cell and block.text.strip()}
        if len(rows) < 2 or section_of(path) != path:
            return False
        return any(
            not found
            and section_of(other) == other
            and not self._fields.sources.get(other)
            and self._kind(other, text) == self._kind(path, text)
            and self._claims.is_named(other)
            for other, found in self._fields.texts.items()
        )

    def _confirms(self, path: str) -> bool:
        """Whether a text stands where its labels say, whole and alone."""
        claimed = self._claims.of(self._claims.pattern(path))
        text, blocks = self._fields.texts[path], [block.index for block in self._fields.sources.get(path, ())]
        own = [each for each in claimed if each.block.index in blocks]
        if self._claims.is_date(path) and unspaced(text):  # beside it stands who signs and seals
            claimed = own = [each for each in own if unspaced(text) in unspaced(each.text)]
        elif self._claims.is_date(path) and any(_DATE.search(each.text) for each in claimed):
            return False
        if any(map(self._claims.document.is_shifted, own)):
            return False
        in_section = self._claims.pattern(path) != path
        if (in_section or unspaced(text)) and not (
            own
            and {each.block.index for each in own}.issuperset(blocks)
            and unspaced(text) in unspaced("".join(each.text for each in own))
            and not self._has_label(path, own)
            and not any(each.block.table in self._claims.turned for each in own)
            and (self._kind(path, text) == 1 or not any(map(self._is_cut, own)))
        ):
            return False
        others = (each for each in claimed if not unspaced(text) or each.block.index not in self._given)
        others = (each for each in others if not unspaced(text) or unspaced(each.text) != unspaced(text))
        return bool(claimed) and all(map(self._is_spent, own if in_section else (*own, *others)))

    def _has_label(self, path: str, own: Sequence[LabelledText]) -> bool:
        """Whether a text has what may be a label of another value: none that is of its field's kind, no long one."""
        text = self._fields.texts[path]
        is_long = len(text) > _LONG and all(each.block.cell for each in own)
        head, _, last = text.strip().rpartition("\n")
        if head and self._kind(path, text) == 0 and is_name(last.strip()):
            return True  # somebody has signed below
        return LABEL_INSIDE.search(text) is not None and not is_long and self._kind(path, text) <= ANY_TEXT

    def _kind(self, path: str, text: str) -> float:
        return self._fits(self._claims.pattern(path), text)

    def _is_cut(self, text: LabelledText) -> bool:
        """Whether a text in a line ends within a sentence, or goes on in a line that belongs to no field."""
        below = self._claims.document.goes_on(text.block)
        is_open = below is not None and below.index not in self._given
        is_below = text.block.text.partition("\n")[0].rstrip().endswith((":", "："))  # its label has a line of its own
        is_line = text.block.cell is None and text.start > 0 and not is_below
        is_piece = _CUT.search(text.text) is None or _PIECE.fullmatch(text.text) is not None
        is_list = text.text[-1:] not in _SIGNS and _ends_line(text)  # 茶叶、茶具 at the end of a line
        return is_open or (is_line and not is_piece and not is_list)

    def _in_entry(self, path: str, text: str) -> bool:
        """Whether the labels put a text into the same entry of its section."""
        section, bracket, rest = path.partition("[")
        number, _, name = rest.partition("].")
        entries = self._entries.get(section)
        if not bracket or not entries:
            return True
        entry = entries[int(number)] if int(number) < len(entries) else {}
        own = [unspaced(each.text) for slot, each in entry.items() if slot.path == name]
        return bool(own) and (unspaced(text) in own[0] if unspaced(text) else not own[0])

    def _is_spent(self, text: LabelledText) -> bool:
        """Whether each word of a text is in a field that the text may belong to."""
        rest = unspaced(text.text)
        for pattern, given in sorted(self._given.get(text.block.index, ()), key=_length, reverse=True):
            if text in self._claims.of(pattern) or self._claims.is_date(pattern):  # a date has no label of its own
                rest = rest.replace(given, "", 1)
                is_whole = text.start == 0 and given in self._of_several and rest in given
                rest = "" if is_whole else rest
        # The number of a row beside a value is no word; a number that is all there is may be the value.
        return _NO_WORDS.fullmatch(rest) is not None and not (rest == unspaced(text.text) and rest.isdigit())


def _ends_line(text: LabelledText) -> bool:
    """Whether no further label follows on the same line."""
    _, _, behind = text.block.typed(text.start, len(text.block.searchable)).partition(text.text)
    return behind.lstrip(" \t\u3000")[:1] in ("", "\n")


def mixed_sections(form_map: FormMap, fields: FieldTexts) -> list[str]:
    """The sections whose entries do not stand apart, or of which one has no name and may be of that above."""
    heads: dict[str, tuple[str, bool]] = {}  # and whether entries have no labels of their own
    for token in form_map.tokens:
        if isinstance(token, Slot) and token.section and token.path not in ROW_NUMBERS:
            heads.setdefault(token.in_any_entry.section, (token.path, token.row is None))
    rows: dict[str, dict[str, list[TextBlock]]] = {}
    headless: list[str] = []
    for path, text in fields.texts.items():
        own = [block for block in fields.sources.get(path, ()) if not (block.cell and block.cell.row_span > 1)]
        for entry in _entries_of(path):
            rows.setdefault(entry.rpartition("[")[0], {}).setdefault(entry, []).extend(own)
            head, is_row = heads.get(pattern_of(entry).removesuffix("[]"), ("", True))
            is_first = is_row and entry.endswith("[0]") and entry.count("[") == 1  # none above that it may be of
            if text.strip() and head and not (is_first or fields.texts.get(f"{entry}.{head}", "").strip()):
                headless.append(section_of(path))
    mixed = (section_of(section) for section, entries in rows.items() if not _are_apart(entries.values()))
    return list(dict.fromkeys((*mixed, *headless)))


def _entries_of(path: str) -> Iterator[str]:
    """The entries that a field stands in, the outermost first: `products[1]`, `products[1].patents[0]`."""
    return (path[: each.end()] for each in _INDEX.finditer(path))


def _are_apart(entries: Iterable[Sequence[TextBlock]]) -> bool:
    """Whether the blocks of each entry stand before those of the next, or in columns of their own in one table."""
    filled = [each for each in entries if each]
    rows = sorted((min(each.index for each in own), max(each.index for each in own)) for own in filled)
    if all(one[1] <= other[0] for one, other in pairwise(rows)):
        return True
    cells = [[each.cell for each in own if each.cell] for own in filled]
    columns = sorted((min(each.column for each in own), max(map(_end, own))) for own in cells if own)
    is_table = len({each.table for own in filled for each in own}) == 1 and len(columns) == len(filled)
    return is_table and all(one[1] <= other[0] for one, other in pairwise(columns))


def _end(cell: Cell) -> int:
    return cell.column + cell.column_span


def without_stray(entries: Sequence[Entry], section: str, fields: FieldTexts) -> Sequence[Entry]:
    """The entries but for one text alone that is another field's, where the rest say more: 名称 over a firm's name."""
    elsewhere = {
        block.index for path, blocks in fields.sources.items() if section_of(path) != section for block in blocks
    }
    texts = [[text.block.index for text, _ in sharing(entry)] for entry in entries]
    if max(map(len, texts), default=0) == 1:
        return entries
    return [each for each, at in zip(entries, texts, strict=True) if len(at) > 1 or at[0] not in elsewhere]


def section_of(path: str) -> str:
    """The section that a field stands in, or its own path."""
    return path.partition("[")[0]


def _length(given: tuple[str, str]) -> int:
    return len(given[1])
