"""The entries of a section from its texts and the labels beside them, one below the other or side by side."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ipforms.matching.form_map import Slot
from ipforms.matching.labelled_texts import LabelledText
from ipforms.text import unspaced

Entry = dict[Slot, LabelledText]  # what an entry says, by its slots


def section_entries(claims: Iterable[tuple[LabelledText, Slot]], *, blank: bool = False) -> list[Entry]:
    """The entries of one section that say something.

    A further entry begins where a field comes again. Several texts of one field in a row of a table are entries side by
    side, whose further fields stand below.

    Args:
        claims: the texts of the section, each with the field that its labels ask for.
        blank: those that say nothing, too.
    """
    entries: list[Entry] = []
    band: list[Entry] = []
    beside: Entry = {}
    for texts, slots in _runs(claims):
        if len(texts) == len(band) == 1 and _spans(band[0], texts[0]):
            band[0].update({slot: _with_line(band[0].get(slot), texts[0]) for slot in slots})
            continue
        if len(texts) > 1 and len(texts) == len(band) and not any(slot in entry for slot in slots for entry in band):
            for entry, text in zip(band, texts, strict=True):
                entry.update(dict.fromkeys(slots, text))
            continue
        for number, text in enumerate(texts):
            is_alone = number == 0 and len(texts) == len(band) == 1 and _are_near(band[0], text)
            if is_alone and not any(slot in band[0] for slot in slots):
                band[0].update(dict.fromkeys(slots, text))
                continue
            if number == 0:
                beside = _beside(band, text)
                band = []
            band.append({**beside, **dict.fromkeys(slots, text)})
            entries.append(band[-1])
    return _of_one_list([entry for entry in entries if blank or any(text.text.strip() for text in entry.values())])


def _are_near(entry: Entry, text: LabelledText) -> bool:
    """Whether a text may go on with an entry: one that stands in another table alone does not."""
    tables = {each.block.table for each in entry.values()}
    return 0 in (*tables, text.block.table) or text.block.table in tables


def _spans(entry: Entry, text: LabelledText) -> bool:
    """Whether an entry goes on beside a text: a row for each of its patents, the name over all of them.

    A cell over several entries, 涉足领域 of two firms, goes on beside rows that have most of what an entry has.
    """
    cells, beside = ({each.block.index for each in own.values()} for own in (entry, _beside([entry], text)))
    return 2 * len(beside) >= len(cells)


def _beside(entries: Iterable[Entry], text: LabelledText) -> Entry:
    """What is said of an entry above in cells that go on beside a text."""
    cell, table = text.block.cell, text.block.table
    above = ((slot, each, each.block.cell) for entry in entries for slot, each in entry.items())
    return {
        slot: each
        for slot, each, own in above
        if cell and own and each.block.table == table and own.row < cell.row < own.row + own.row_span
    }


def _with_line(text: LabelledText | None, further: LabelledText) -> LabelledText:
    return further if text is None else text._replace(text=f"{text.text}\n{further.text}")


def _of_one_list(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of a list whose columns stand in two tables, each entry beside what it begins with in both."""
    found: list[Entry] = []
    for entry in entries:
        before = next((other for other in found if _goes_on(other, entry)), None)
        if before is None:
            found.append(entry)
        else:
            before.update({slot: text for slot, text in entry.items() if slot not in before})
    return found


def _goes_on(entry: Entry, other: Entry) -> bool:
    """Whether two entries in different tables say the same where both say anything, and the other has more."""
    common = [slot for slot in other if slot in entry]
    tables = {text.block.table for text in (*entry.values(), *other.values())}
    return (
        0 < len(common) < len(other)
        and {text.block.table for text in entry.values()}.isdisjoint({text.block.table for text in other.values()})
        and 0 not in tables
        and any(not (each := unspaced(other[slot].text)).isdigit() and each for slot in common)  # a sum is no name
        and all(unspaced(entry[slot].text) == unspaced(other[slot].text) for slot in common)
    )


def sharing(entry: Entry) -> Iterator[tuple[LabelledText, list[Slot]]]:
    """The texts of an entry, each with the slots that share it: 企业联络人及职务."""
    texts: dict[tuple[int, int], tuple[LabelledText, list[Slot]]] = {}
    for slot, text in entry.items():
        texts.setdefault((text.block.index, text.start), (text, []))[1].append(slot)
    yield from texts.values()


def _whole_cells(texts: Iterable[tuple[LabelledText, list[Slot]]]) -> Iterator[tuple[LabelledText, list[Slot]]]:
    """The texts, those of one cell as one where they are of the same fields: 磐康源, and below it 注册号：15577820."""
    for _, run in groupby(texts, key=lambda each: each[0].block.index):
        (first, slots), *further = run
        is_one = first.block.cell is not None and first.start == 0 and bool(first.text.strip())
        if further and is_one and all(others == slots for _, others in further):
            yield first._replace(text=first.block.text), slots
        else:
            yield from ((first, slots), *further)


def _runs(claims: Iterable[tuple[LabelledText, Slot]]) -> Iterator[tuple[Sequence[LabelledText], Sequence[Slot]]]:
    """The texts in the order of the document, those of one field in one row of a table together."""
    by_text: dict[tuple[int, int], tuple[LabelledText, list[Slot]]] = {}
    given = list(claims)
    labelled = {text.block.index for text, _ in given if text.start}  # 固话：020-… has nothing before its label
    for text, slot in given:
        if not text.start and text.block.index in labelled and not text.text.strip():
            continue
        by_text.setdefault((text.block.index, text.start), (text, []))[1].append(slot)
    ordered = list(_whole_cells([by_text[key] for key in sorted(by_text)]))
    for _, run in groupby(ordered, key=lambda each: (each[0].block.row, tuple(each[1]))):
        found = list(run)
        is_row = found[0][0].block.cell is not None and len({text.block.index for text, _ in found}) == len(found)
        for part in [found] if is_row else [[each] for each in found]:
            yield [text for text, _ in part], part[0][1]
