"""What the labels beside values say, taken where it is not what the order of the form's labels gave.

It is taken if it is the only text there, or, of a section, makes more entries of the kind.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from ipforms.matching.cell_scores import Fits
from ipforms.matching.confirmation import ANY_TEXT, LABEL_INSIDE, section_of, without_stray
from ipforms.matching.field_evidence import MISSING, Found
from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.intervals import Fragment
from ipforms.matching.label_claims import LabelClaims
from ipforms.matching.label_likeness import EXACT, UNSURE
from ipforms.matching.labelled_texts import LabelledText
from ipforms.matching.section_entries import Entry, sharing
from ipforms.matching.split_cell import split_cell
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import unspaced


def take_claims(
    claims: LabelClaims, fields: FieldTexts, confirmed: frozenset[str], fits: Fits, in_order: Mapping[str, Found]
) -> dict[str, Found]:
    """Give fields that are not confirmed what the labels beside their values say.

    Args:
        claims: what they say.
        fields: the fields as they were read in the order of the form.
        confirmed: those that need nothing.
        fits: whether a text is a value of a field.
        in_order: how each was found there.

    Returns:
        How those were found of which the order of the labels says nothing.
    """
    found: dict[str, Found] = {}
    before = {path: (fields.texts[path], tuple(blocks)) for path, blocks in fields.sources.items()}
    _take_entries(claims, fields, confirmed, before, fits)
    taken: dict[int, list[str]] = {}
    for path in confirmed:
        for block in fields.sources.get(path, ()):
            taken.setdefault(block.index, []).append(unspaced(fields.texts[path]))
    # A label to seal at may be another one's; only that of one field alone asks for a value.
    signed = {slot.full_path for slot in fields.signed if not claims.is_alone(slot.full_path)}
    for path in [path for path in fields.texts if "[" not in path and path not in confirmed | signed]:
        claim = claims.text(path, taken)
        if claim is None or _is_given(claim, fields) or _is_said(path, claim, fields, fits):
            continue
        is_in_order = in_order[path].how == MISSING.how and claims.claimants(claim.block) == {path}
        if _is_better(path, claim.text, fields, fits) or (is_in_order and _is_as_good(path, claim, fields, fits)):
            if path not in fields.places and claim.start:
                found[path] = _beside_label(claim)
            fields.replace(path, Fragment(claim.block, claim.text, False))
            _take_away(path, claim, confirmed, fields)
    fields.unassigned += _lost(before, fields)
    return found


def _take_entries(
    claims: LabelClaims,
    fields: FieldTexts,
    confirmed: frozenset[str],
    before: Mapping[str, tuple[str, Sequence[TextBlock]]],
    fits: Fits,
) -> None:
    for section, found in claims.entries(_whole_blocks(confirmed, fields)).items():
        entries = without_stray(found, section, fields)
        own = {path: text for path, text in fields.texts.items() if section_of(path) == section and text.strip()}
        after = [(slots[0].pattern, text.text) for entry in entries for text, slots in sharing(entry)]
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


def _beside_label(claim: LabelledText) -> Found:
    """How the text behind a label in the same line or cell was found, which stands elsewhere than in the form."""
    is_exact = any(EXACT in keys.values() for keys in claim.near)
    return Found("label", claim.block.typed(0, claim.start), EXACT if is_exact else UNSURE)


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


def _is_as_good(path: str, claim: LabelledText, fields: FieldTexts, fits: Fits) -> bool:
    """Whether a cell beside its label may be a value as well as what was read in another place, beside none."""
    is_other = claim.block not in fields.sources.get(path, ()) and claim.start == 0
    return is_other and fits(path, claim.text) >= fits(path, fields.texts[path])


def _is_said(path: str, claim: LabelledText, fields: FieldTexts, fits: Fits) -> bool:
    """Whether a text is a part of another field's (获得荣誉：… in prose), while this one has a blank of its own.

    A line that begins with its label and has what that asks for is none.
    """
    own = fields.sources.get(path, ())
    is_line = claim.block.searchable.find(":") + 1 == claim.start and fits(path, claim.text) > 0
    return claim.start > 0 and bool(own) and claim.block not in own and not fields.texts[path].strip() and not is_line


def _take_away(path: str, claim: LabelledText, confirmed: Container[str], fields: FieldTexts) -> None:
    """Take a line with a label from the other field that was given all of it, alone or beside a text of its own."""
    before = claim.block.typed(0, claim.start).rpartition("\n")[2].strip()
    line = f"\n{before}{claim.text.strip()}\n"
    for other, blocks in fields.sources.items():
        rest = f"\n{fields.texts[other].strip()}\n".replace(line, "\n", 1).strip("\n")
        is_other = other != path and other not in confirmed and claim.start > 0
        if is_other and claim.block in blocks and rest != fields.texts[other].strip():
            fields.texts[other] = rest
            fields.sources[other] = [block for block in blocks if block is not claim.block] or blocks


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
    has_label = fits(path, read) != 0.0 and LABEL_INSIDE.search(read) is not None
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
                own = (line for line in text.split("\n") if unspaced(line) in unspaced(block.text))
                part = "\n".join(own) if len(places) > 1 else text
                if not _is_kept(unspaced(part), kept.get(block.index, "")):
                    yield Fragment(block, part, len(places) > 1)


def _is_kept(part: str, kept: str) -> bool:
    """Whether all of a part is among what is kept of its block, but for a label before it."""
    return part in kept or (kept != "" and part.endswith((f":{kept}", f"：{kept}")))


def _whole_blocks(confirmed: Iterable[str], fields: FieldTexts) -> dict[int, str]:
    """The section, or the field, of each block that has one confirmed text and nothing else."""
    texts = ((path, fields.texts[path], fields.sources.get(path, ())) for path in confirmed)
    return {
        block.index: section_of(path) for path, text, blocks in texts for block in blocks if block.text.strip() == text
    }


def _put_entries(entries: Sequence[Entry], fields: FieldTexts) -> None:
    for row, entry in enumerate(entries):
        for text, slots in sharing(entry):
            parts = split_cell(text.text, slots) if len(slots) > 1 else [text.text]
            for slot, part in zip(slots, parts, strict=True):
                fields.put(slot.in_row(row), [Fragment(text.block, part, False)])


def _fitting(texts: Iterable[tuple[str, str]], fits: Fits) -> float:
    """How many texts are values of their kind; one that may be of any kind counts less."""
    return sum(max(0.0, fits(pattern, text) + ANY_TEXT) for pattern, text in texts if text.strip())
