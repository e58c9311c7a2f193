"""Which values are confirmed a second time: by the labels that stand beside them, whatever the order of the form says.

The alignment of labels gives each field its text by what stands before and behind it. A person who reads the paper
looks at what stands beside a text (`LabelClaims`). Where both agree, where nothing else on the paper asks for the same
field and the whole of the text is accounted for, a value is confirmed; all others need a look. Where they do not agree,
what stands beside the labels is taken if it is the only text there, or, of a section, makes more entries of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ipforms.matching.cell_scores import Fits, pattern_of
from ipforms.matching.field_texts import ROW_NUMBERS, FieldTexts
from ipforms.matching.form_map import FormMap, Slot
from ipforms.matching.intervals import Fragment
from ipforms.matching.label_claims import LabelClaims
from ipforms.matching.labelled_texts import LabelledText
from ipforms.matching.section_entries import Entry, sharing
from ipforms.matching.split_cell import split_cell
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import unspaced

_ANY_TEXT = 0.5  # what a text proves that may be a value of any kind
_LABEL_INSIDE = re.compile(
    r"""(?:^|\n) \s* (?: [（(]? \d{1,2} [.、)）] \s* )? [一-鿿/（）()、]{2,24} [:：]
        | \n \s* [（(]? \d{1,2} (?: [.] \d{1,2} )* [.、)）]? \s* $""",
    re.VERBOSE,
)
"""The head of a line that names something else, or its number."""
_CUT = re.compile(r"[，,；;。、][^，,；;。、]{0,4}$")  # where a sentence goes on with the next label
_PIECE = re.compile(r"[^，,；;。:：]+[，,；;。]\s*")
"""All of one piece of a line: 姓名：张三、李四， before the next label; words behind another comma may not be its."""
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
        self._entries = claims.entries({})
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
            if _section(path) not in mixed and self._in_entry(path, text) and self._confirms(path)
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
        in_section = self._claims.pattern(path) != path
        if (in_section or unspaced(text)) and not (
            own
            and {each.block.index for each in own}.issuperset(blocks)
            and unspaced(text) in unspaced("".join(each.text for each in own))
            and not self._has_label(path, own)
            and not any(each.block.table in self._claims.turned or self._is_cut(each) for each in own)
        ):
            return False
        others = (each for each in claimed if not unspaced(text) or each.block.index not in self._given)
        return bool(claimed) and all(map(self._is_spent, own if in_section else (*own, *others)))

    def _has_label(self, path: str, own: Sequence[LabelledText]) -> bool:
        """Whether a text has what may be a label of another value: none that is of its field's kind, no long one."""
        text = self._fields.texts[path]
        is_long = len(text) > _LONG and all(each.block.cell for each in own)
        return _LABEL_INSIDE.search(text) is not None and not is_long and self._kind(path, text) <= _ANY_TEXT

    def _kind(self, path: str, text: str) -> float:
        return self._fits(self._claims.pattern(path), text)

    def _is_cut(self, text: LabelledText) -> bool:
        """Whether a text in a line ends within a sentence, or goes on in a line that belongs to no field."""
        below = self._claims.document.goes_on(text.block)
        is_open = below is not None and below.index not in self._given
        is_line = text.block.cell is None and text.start > 0
        return is_open or (is_line and _CUT.search(text.text) is not None and not _PIECE.fullmatch(text.text))

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
            if text in self._claims.of(pattern):
                rest = rest.replace(given, "", 1)
                is_whole = text.start == 0 and given in self._of_several and rest in given
                rest = "" if is_whole else rest
        # The number of a row beside a value is no word; a number that is all there is may be the value.
        return _NO_WORDS.fullmatch(rest) is not None and not (rest == unspaced(text.text) and rest.isdigit())


def mixed_sections(form_map: FormMap, fields: FieldTexts) -> list[str]:
    """The sections whose entries do not stand apart, or, with labels in each, lack what the form asks for first."""
    heads: dict[str, str] = {}
    for token in form_map.tokens:
        if isinstance(token, Slot) and token.section and token.row is not None and token.path not in ROW_NUMBERS:
            heads.setdefault(token.section, token.path)
    rows: dict[str, dict[str, list[int]]] = {}
    headless: list[str] = []
    for path, text in fields.texts.items():
        entry, bracket, _ = path.partition("]")
        if bracket:
            section = _section(path)
            rows.setdefault(section, {}).setdefault(entry, []).extend(
                block.index for block in fields.sources.get(path, ()) if not (block.cell and block.cell.row_span > 1)
            )
            if section in heads and text.strip() and not fields.texts.get(f"{entry}].{heads.get(section)}", "").strip():
                headless.append(section)
    mixed = (section for section, entries in rows.items() if not _are_apart(map(sorted, entries.values())))
    return list(dict.fromkeys((*mixed, *headless)))


def take_claims(claims: LabelClaims, fields: FieldTexts, confirmed: frozenset[str], fits: Fits) -> None:
    """Give fields that are not confirmed what the labels beside their values say."""
    before = {path: (fields.texts[path], tuple(blocks)) for path, blocks in fields.sources.items()}
    for section, entries in claims.entries(_whole_blocks(confirmed, fields)).items():
        own = {path: text for path, text in fields.texts.items() if _section(path) == section and text.strip()}
        after = [(pattern_of(slots[0]), text.text) for entry in entries for text, slots in sharing(entry)]
        read = [(claims.pattern(path), text) for path, text in own.items()]
        is_confirmed = bool(own) and confirmed.issuperset(own)
        count = sum(bool(text.strip()) for _, text in after)
        rows = len({path.partition("]")[0] for path in own})
        is_as_long = len(entries) == rows
        is_open = not is_confirmed or (is_as_long and count > len(own) and _says_all(after, read))
        if _adds_nothing(after, read) or (len(entries) > rows and _span_rows(own, fields)):
            continue
        if count >= len(own) and is_open and _fitting(after, fits) > _fitting(read, fits):
            fields.forget(section)
            _put_entries(entries, fields)
            fields.rows[section] = len(entries)
            if is_as_long:
                _keep(claims, {path: before[path] for path in own if path in before}, fields, fits)
    taken: dict[int, list[str]] = {}
    for path in confirmed:
        for block in fields.sources.get(path, ()):
            taken.setdefault(block.index, []).append(unspaced(fields.texts[path]))
    signed = {slot.full_path for slot in fields.signed}
    for path in [path for path in fields.texts if "[" not in path and path not in confirmed | signed]:
        claim = claims.text(path, taken)
        if claim is None or _is_given(claim, fields) or _is_said(path, claim, fields, fits):
            continue
        if _is_better(path, claim.text, fields, fits):
            fields.replace(path, Fragment(claim.block, claim.text, False))
            _take_away(path, claim, confirmed, fields)
    fields.unassigned += _lost(before, fields)


def _span_rows(paths: Iterable[str], fields: FieldTexts) -> bool:
    """Whether cells say which rows of a table are one entry."""
    blocks = (block for path in paths for block in fields.sources.get(path, ()))
    return any(block.cell is not None and block.cell.row_span > 1 for block in blocks)


def _says_all(texts: Iterable[tuple[str, str]], read: Iterable[tuple[str, str]]) -> bool:
    """Whether each text that was read is among others, or a part of one."""
    said = "\n".join(unspaced(text) for _, text in texts)
    return all(unspaced(text) in said for _, text in read)


def _adds_nothing(texts: Sequence[tuple[str, str]], read: Sequence[tuple[str, str]]) -> bool:
    """Whether the same was read for each field, though perhaps for other entries: a row for each of its people."""
    said, given = ({pattern: "" for pattern, _ in texts} for _ in range(2))
    for found, of in ((texts, said), (read, given)):
        for pattern, text in found:
            of[pattern] = of.get(pattern, "") + unspaced(text)
    return bool(read) and all(given[pattern] == text for pattern, text in said.items())


def _is_given(claim: LabelledText, fields: FieldTexts) -> bool:
    """Whether a text is all that another field says."""
    return any(
        claim.block in blocks and unspaced(fields.texts[path]) == unspaced(claim.text)
        for path, blocks in fields.sources.items()
    )


def _is_said(path: str, claim: LabelledText, fields: FieldTexts, fits: Fits) -> bool:
    """Whether a text is a part of another field's (获得荣誉：… in prose), while this one has a blank of its own.

    A line that begins with its label and has what that asks for is none.
    """
    own = fields.sources.get(path, ())
    is_line = claim.block.searchable.find(":") + 1 == claim.start and fits(path, claim.text) > 0
    return claim.start > 0 and bool(own) and claim.block not in own and not fields.texts[path].strip() and not is_line


def _take_away(path: str, claim: LabelledText, confirmed: Container[str], fields: FieldTexts) -> None:
    """Take a line with a label from the other field that was given all of it."""
    for other, blocks in fields.sources.items():
        is_line = blocks == [claim.block] and unspaced(fields.texts[other]) == unspaced(claim.block.text)
        if other not in confirmed and other != path and claim.start and is_line:
            fields.texts[other] = ""


def _keep(
    claims: LabelClaims, read: Mapping[str, tuple[str, Sequence[TextBlock]]], fields: FieldTexts, fits: Fits
) -> None:
    """Keep what was read of entries where labels give nothing else to the field, nor the text to another one."""
    given = {block.index for blocks in fields.sources.values() for block in blocks}
    for path, (text, blocks) in read.items():
        is_free = not fields.texts.get(path, "").strip() and given.isdisjoint(block.index for block in blocks)
        if is_free and fits(claims.pattern(path), text) >= 0:
            fields.texts[path], fields.sources[path] = text, list(blocks)
            fields.places[path] = blocks[0].place


def _is_better(path: str, text: str, fields: FieldTexts, fits: Fits) -> bool:
    """Whether another text is the value of a field rather than what was read: of its kind, and in one piece."""
    read = fields.texts[path]
    if not read.strip() or fits(path, text) != fits(path, read):
        return fits(path, text) > (fits(path, read) if read.strip() else -1.0)
    has_label = fits(path, read) != 0.0 and _LABEL_INSIDE.search(read) is not None
    return has_label or (len(fields.sources.get(path, ())) > 1 and fits(path, read) <= 0)


def _lost(before: Mapping[str, tuple[str, Sequence[TextBlock]]], fields: FieldTexts) -> Iterator[Fragment]:
    """What was read for fields before, and is in none now."""
    kept: dict[int, str] = {}
    for path, blocks in fields.sources.items():
        for block in blocks:
            kept[block.index] = kept.get(block.index, "") + unspaced(fields.texts[path])
    for path, (text, places) in before.items():
        if text.strip() and text != fields.texts.get(path):
            for block in places:
                part = block.text if len(places) > 1 else text
                if unspaced(part) not in kept.get(block.index, ""):
                    yield Fragment(block, part, len(places) > 1)


def _whole_blocks(confirmed: Iterable[str], fields: FieldTexts) -> dict[int, str]:
    """The section, or the field, of each block that has one confirmed text and nothing else."""
    texts = ((path, fields.texts[path], fields.sources.get(path, ())) for path in confirmed)
    return {
        block.index: _section(path) for path, text, blocks in texts for block in blocks if block.text.strip() == text
    }


def _put_entries(entries: Sequence[Entry], fields: FieldTexts) -> None:
    for row, entry in enumerate(entries):
        for text, slots in sharing(entry):
            parts = split_cell(text.text, slots) if len(slots) > 1 else [text.text]
            for slot, part in zip(slots, parts, strict=True):
                fields.put(slot.in_row(row), [Fragment(text.block, part, False)])


def _fitting(texts: Iterable[tuple[str, str]], fits: Fits) -> float:
    """How many texts are values of their kind; one that may be of any kind counts less."""
    return sum(max(0.0, fits(pattern, text) + _ANY_TEXT) for pattern, text in texts if text.strip())


def _are_apart(entries: Iterable[Sequence[int]]) -> bool:
    """Whether the blocks of each entry, in order, stand before those of the next."""
    return all(one[-1] <= other[0] for one, other in pairwise(sorted(list(each) for each in entries if each)))


def _section(path: str) -> str:
    """The section that a field stands in, or its own path."""
    return path.partition("[")[0]


def _length(given: tuple[str, str]) -> int:
    return len(given[1])
