"""Which texts of a document are the values of which fields, by the labels that stand around them alone.

This is the reading of a person who looks for a label and takes what stands beside it. The order of the form's labels
decides nothing here, but for two fields of one name (身份证号码 of the representative and of the contact): there the
label counts that was the last to part them.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from ipforms.matching.cell_scores import Fits
from ipforms.matching.field_texts import ROW_NUMBERS
from ipforms.matching.form_map import FormMap, Slot
from ipforms.matching.label_cells import LabelKeys
from ipforms.matching.labelled_texts import DocumentLabels, FieldLabels, LabelledText, Pairing
from ipforms.matching.section_entries import Entry, section_entries, sharing
from ipforms.matching.slot_labels import SlotLabels, outright
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import pattern_of
from ipforms.text import unspaced

_FEWEST = 2  # cells without a label that show that labels do not stand before their values
_ENOUGH = 0.4  # of a field's labels; with less a text is not its own
_AS_GOOD = 0.05  # of scores: two fields whose labels stand around a text alike


class LabelClaims:
    """The texts that each field has by its labels.

    Attributes:
        turned: the tables whose labels may stand behind or below their values.
    """

    def __init__(self, form_map: FormMap, labels: Mapping[str, SlotLabels], found: DocumentLabels, fits: Fits) -> None:
        self._labels, self.document, self._fits = labels, found, fits
        self._own_of_names = {outright(pattern): each.own for pattern, each in labels.items()}
        loose = Counter[int]()
        slots = (token.in_any_entry for token in form_map.tokens if isinstance(token, Slot))
        self._slots = {_key(slot): slot for slot in slots}
        sections = {slot.section for slot in self._slots.values() if slot.section}
        self._flat = {each for each in sections if not any(other.startswith(f"{each}[") for other in sections)}
        crossed = [each.own for each in labels.values() if each.is_crossed]
        shared = Counter(key for own in crossed for key in own)
        # What the fields of one row share says whose they are; what they have in all rows, as 电话, what each is.
        self._groups = frozenset(
            key for own in crossed for key in own if shared[key] == max(shared[each] for each in own)
        )
        self._of_groups = frozenset(shared)
        self._claimed: dict[str, list[LabelledText]] = {}
        asked = FieldLabels(self._slots.values(), labels, fits)
        titles = frozenset[str]().union(*(each.beside for each in labels.values()))
        before: list[LabelKeys] = []
        title: LabelKeys = {}
        whole = sorted(found.whole.items(), reverse=True)
        for text in found.texts():
            while whole and whole[-1][0] < text.block.index:
                before.append(whole.pop()[1])
                title = title if titles.isdisjoint(before[-1]) else before[-1]
            group = self._group(before) if text.block.cell is None and text.start else frozenset()
            pairings = [each for each in asked.pairings(text, title, group) if each.score >= _ENOUGH]
            for is_date in (False, True):
                of_kind = [each for each in pairings if each.slot.is_date is is_date]
                for slot in self._best(of_kind, [*before, *reversed(text.around)]):
                    self._claimed.setdefault(_key(slot), []).append(text)
            before += text.around
            loose[text.block.table] += text.is_loose
        self.turned = frozenset(table for table, count in loose.items() if table and count >= _FEWEST)

    def _group(self, before: Sequence[LabelKeys]) -> frozenset[str]:
        """The last label before a line that says whose the values below are: 法定代表人, over a line with 电话.

        A further label of a field that has none of these is the end of them.
        """
        for keys in reversed(before):
            own = self._with_own(keys)
            if not self._groups.isdisjoint(own):
                return own & self._groups
            if self._of_groups.isdisjoint(own):
                break
        return frozenset()

    def _best(self, pairings: Sequence[Pairing], before: Sequence[LabelKeys]) -> list[Slot]:
        """The fields that a text may belong to; of those alike the one whose label was the last that parts them."""
        best = max((each.score for each in pairings), default=0.0)
        alike = [each.slot for each in pairings if each.score > best - _AS_GOOD]
        own = [self._labels[_key(slot)].own for slot in alike]
        parting = frozenset[str]().union(*own) - frozenset.intersection(*own) if own else frozenset[str]()
        if not parting:
            return alike
        last = next(
            (keys for keys in map(self._with_own, reversed(before)) if not parting.isdisjoint(keys)), frozenset()
        )
        return [slot for slot, keys in zip(alike, own, strict=True) if not (keys & parting).isdisjoint(last)]

    def _with_own(self, keys: LabelKeys) -> frozenset[str]:
        """What a label may be; of one that names a field outright, 法定代表人姓名, the labels of the field too."""
        return frozenset(keys).union(*(self._own_of_names.get(key, ()) for key in keys))

    def pattern(self, path: str) -> str:
        """The path of a field in any row of its section; a field of no section keeps its own."""
        return path if path in self._slots else pattern_of(path)

    def of(self, pattern: str) -> Sequence[LabelledText]:
        """The texts that the labels give to a field, in all rows of its section."""
        return self._claimed.get(pattern, ())

    def claimants(self, block: TextBlock) -> set[str]:
        """The patterns of the fields that a text of a block may belong to by its labels."""
        return {pattern for pattern, texts in self._claimed.items() if any(each.block is block for each in texts)}

    def is_alone(self, path: str) -> bool:
        """Whether no other field has a label of a field, nor stands beside one."""
        own = self._labels[path].own if path in self._labels else frozenset()
        others = (each for pattern, each in self._labels.items() if pattern != path)
        return bool(own) and all(own.isdisjoint(each.own | each.beside) for each in others)

    def is_named(self, path: str) -> bool:
        """Whether a cell of the document has the label of a field."""
        own = self._labels[self.pattern(path)].own
        return any(not own.isdisjoint(keys) for keys in self.document.whole.values())

    def is_date(self, path: str) -> bool:
        """Whether a field is the date of a signature."""
        slot = self._slots.get(path)
        return slot is not None and slot.is_date

    def text(self, path: str, taken: Mapping[int, Collection[str]]) -> LabelledText | None:
        """The one text that they give to a field outside of sections; `taken` has by block what is other fields'.

        Of a block with several labels only these texts are taken, of another one all.
        """
        texts = [each for each in self.of(path) if each.text.strip() and not _is_taken(each, taken)]
        said = {unspaced(each.text) for each in texts}
        return texts[0] if len(said) == 1 and not self.is_date(path) else None

    def entries(self, taken: Mapping[int, str]) -> dict[str, list[Entry]]:
        """The entries of each section; `taken` are blocks of other sections, each with its own."""
        claims: dict[str, list[tuple[LabelledText, Slot]]] = {}
        for pattern, texts in self._claimed.items():
            slot = self._slots[pattern]
            if slot.section in self._flat and "[" not in slot.section and slot.path not in ROW_NUMBERS:
                own = (text for text in texts if taken.get(text.block.index, slot.section) == slot.section)
                claims.setdefault(slot.section, []).extend((text, slot) for text in own)
        entries = {section: filter(self._is_of_kind, section_entries(found)) for section, found in claims.items()}
        return {section: self._with_heads(list(each)) for section, each in entries.items()}

    def _with_heads(self, entries: Sequence[Entry]) -> list[Entry]:
        """The entries that have what most have first; none where others have more than a stray text.

        There the labels of entries stand among one another.
        """
        filled = Counter(slot for entry in entries for slot, text in entry.items() if text.text.strip())
        head = next((slot for slot in self._slots.values() if 2 * filled[slot] >= len(entries) > 0), None)
        own = [entry for entry in entries if head in entry and entry[head].text.strip()]
        return own if all(len(list(sharing(entry))) == 1 for entry in entries if entry not in own) else []

    def _is_of_kind(self, entry: Entry) -> bool:
        """Whether an entry is more than one text that is no value of its field: 机构数 | 3 is no 机构名称."""
        texts = list(sharing(entry))
        return len(texts) > 1 or any(self._fits(slot.pattern, texts[0][0].text) >= 0 for slot in texts[0][1])


def _is_taken(text: LabelledText, taken: Mapping[int, Collection[str]]) -> bool:
    own, is_whole = unspaced(text.text), unspaced(text.text) == unspaced(text.block.text)
    others = taken.get(text.block.index, ())
    return any(other == own or (text.start == 0 and (is_whole or other in own)) for other in others)


def _key(slot: Slot) -> str:
    """The path of a slot in any row of its section; one of no section keeps its own."""
    return slot.pattern if slot.section else slot.path
