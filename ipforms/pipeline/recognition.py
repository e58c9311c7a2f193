"""What a form knows of characters that were recognised in a picture: which reading of a doubtful one makes sense.

A reader of pictures says of which characters it is not certain, and what they may be as well. A field knows what can
stand in it. Where the text as read cannot be right, and one other reading of its doubtful characters can, that is
taken, and told; so is one that stands in another place of the form or on a seal, where the text as read is nowhere.
Where that has a check character that no other reading passes, or stands in another place or on a seal as well, it is
confirmed. All else that would change the value is told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from operator import ne
from typing import Any, NamedTuple

from ipforms.codecs import PERSON, Codec
from ipforms.codecs.field_text import nothing
from ipforms.messages import Note, is_error
from ipforms.paths import Place, parse
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import label
from ipforms.schemas.record_texts import codecs_of
from ipforms.sheet import Doubt, Mark, Sheet
from ipforms.text import comparable, without_space

_BY_HAND, _MAYBE_BY_HAND = "reading.handwriting", "reading.maybe_handwriting"
CODES = frozenset(("reading.uncertain", "reading.illegible", _BY_HAND, _MAYBE_BY_HAND))
"""Of doubts about characters; those about what stands between them are for `ambiguities`."""
_DASH = "—"
_TOGETHER = 2  # doubtful characters that are exchanged at once: more make any number right
_MOST = 400  # texts that are tried for a field
_MISREAD = 0.25  # of a name below a seal, of which one in five characters was not doubted either
_WRITTEN = (_BY_HAND, _MAYBE_BY_HAND)
_GUESSES = ("reading.illegible", *_WRITTEN)


class DoubtfulSpan(NamedTuple):
    """Where a doubtful character stands in the text of a field."""

    start: int
    end: int
    doubt: Doubt


def settled_characters(
    model: type[FormModel], texts: Mapping[str, str], places: Mapping[str, Place], sheet: Sheet
) -> tuple[dict[str, str], list[tuple[str, Note]]]:
    """The texts of fields, repaired where only one reading can be right; and what is to be told, by path.

    Args:
        model: the class of the record.
        texts: what was read for each field.
        places: where it stands.
        sheet: the document, with the doubts of its reader.
    """
    found, notes = dict(texts), list[tuple[str, Note]]()
    if not sheet.is_recognised:
        return found, notes
    spans = _spans_by_path(texts, places, sheet)
    for path in _scrawls(model, spans, texts):
        found[path] = ""
        notes.append((path, Note("reading.handwriting_beside", {"text": texts[path].strip()})))
        spans.pop(path, None)
    on_seals = frozenset(comparable(name) for mark in sheet.marks for name in mark.readings)
    for path, codec in codecs_of(model, spans).items():
        text, witnesses = texts[path], on_seals | _elsewhere(path, model, texts)
        best = _witnessed(text, spans[path], witnesses) or _repaired(text, spans[path], codec)
        if best is None and spans[path]:
            best = _outvoted(text, _said_elsewhere(path, model, texts), on_seals)
        if best is not None:
            found[path] = best
            notes.append((path, Note("reading.repaired", {"text": best, "read": text})))
        else:
            known = _is_confirmed(text, witnesses)
            left = [span for span in spans[path] if span.doubt.code in _WRITTEN or not known]
            notes += [(path, note) for note in _notes(text, left, codec)]
    by_hand = [mark for mark in sheet.marks if mark.kind == "signature"]
    signed = _signed(model, texts, places, by_hand)
    return found, [*notes, *_beside_handwriting(texts, places, notes, signed)]


def _scrawls(model: type[FormModel], recognised: Iterable[str], texts: Mapping[str, str]) -> list[str]:
    """The fields for a name in which one character was read: a stroke of a signature, or what is left of a seal."""
    codecs = codecs_of(model, [path for path in recognised if len(texts[path].strip()) == 1])
    return [path for path, codec in codecs.items() if codec is PERSON and not nothing(texts[path])]


def _signed(
    model: type[FormModel], texts: Mapping[str, str], places: Mapping[str, Place], signatures: Sequence[Mark]
) -> dict[str, str]:
    """The fields in whose cell somebody has signed, or, where one has no place, behind whose label: what that says."""
    cells = {_cell(mark.place): mark.name for mark in signatures if mark.place.table}
    found = {path: cells[_cell(place)] for path, place in places.items() if _cell(place) in cells}
    unplaced = {path: label(model, parse(path)) for path in texts if path not in places} if signatures else {}
    return found | {path: mark.name for path, of in unplaced.items() for mark in signatures if of.endswith(mark.name)}


def _beside_handwriting(
    texts: Mapping[str, str], places: Mapping[str, Place], notes: Sequence[tuple[str, Note]], signed: Mapping[str, str]
) -> Iterator[tuple[str, Note]]:
    """Blank fields of a group in which somebody wrote by hand, as the date beside a name, and such as are signed.

    What they should say may be among that. In a line beside all tables the same hand may have written the rest.
    """
    known = {path for path, note in notes if note.code in _WRITTEN}
    lines = {place for path, note in notes if note.code == _BY_HAND and (place := places.get(path)) and not place.table}
    seen = (_BY_HAND, "reading.illegible")  # what a hand or a seal has left nobody reads
    written = {path.rpartition(".")[0]: str(note.context["text"]) for path, note in notes if note.code in seen}
    for path, text in texts.items():
        group, place = path.rpartition(".")[0], places.get(path)
        found = (written.get(group) if group else None) or signed.get(path)
        if found and not text.strip():
            yield path, Note("reading.handwriting_beside", {"text": found})
        elif text.strip() and place in lines and path not in known:
            yield path, Note(_MAYBE_BY_HAND, {"text": text, "others": "—"})


def _cell(place: Place) -> tuple[int | None, int | None, int | None]:
    return place.table, place.row, place.column


def _spans_by_path(
    texts: Mapping[str, str], places: Mapping[str, Place], sheet: Sheet
) -> dict[str, list[DoubtfulSpan]]:
    at: dict[Place, list[Doubt]] = defaultdict(list)
    for doubt in sheet.doubts:
        if doubt.code in CODES:
            at[doubt.place].append(doubt)
    pages = (None, *sheet.recognised_pages)
    known = {path: place for path, place in places.items() if place.page in pages and texts.get(path, "").strip()}
    return {path: doubtful_spans(texts[path], at.get(place, ())) for path, place in known.items()}


def doubtful_spans(text: str, doubts: Iterable[Doubt]) -> list[DoubtfulSpan]:
    """Where in a text the doubts about its characters are."""
    return [span for doubt in doubts if doubt.code in CODES and (span := _span(doubt, text))]


def _span(doubt: Doubt, text: str) -> DoubtfulSpan | None:
    """Where in a text a doubt is; blanks do not count, and the text may begin or end within what stands around it."""
    seen = [number for number, each in enumerate(text) if not each.isspace()]
    plain = "".join(text[number] for number in seen)
    at = plain.find(doubt.read)
    while at >= 0:
        end = at + len(doubt.read)
        before, after = plain[:at], plain[end:]
        is_before = before.endswith(doubt.before) or doubt.before.endswith(before)
        if is_before and (after.startswith(doubt.after) or doubt.after.startswith(after)):
            return DoubtfulSpan(seen[at], seen[end - 1] + 1, doubt)
        at = plain.find(doubt.read, at + 1)
    is_part = doubt.code in _WRITTEN and len(plain) > 1 and plain in doubt.read
    return DoubtfulSpan(0, len(text), doubt) if is_part else None


def _faults(text: str, codec: Codec[Any]) -> int:
    """How much shows that a text is no value of its field."""
    decoded = codec.decode(text)
    if decoded.value is None:
        return 0 if nothing(text) else 1 + len(decoded.notes)  # 无 and / are an answer
    values = decoded.value if isinstance(decoded.value, list) else [decoded.value]
    numbers = [value for value in values if isinstance(value, str)] if codec.identifier else []
    return is_error(decoded.notes) + sum(len(codec.identifier.errors(each)) for each in numbers if codec.identifier)


def _repaired(text: str, spans: Sequence[DoubtfulSpan], codec: Codec[Any]) -> str | None:
    """The one other reading of a text that can be right, where the text as it was read cannot; else None."""
    if not _faults(text, codec):
        return None
    if codec.identifier and not _faults(whole := without_space(text), codec):
        return whole  # thin letters stand apart, as in a@mai l.cn
    right = [other for other in islice(_readings(text, spans), _MOST) if not _faults(other, codec)]
    values = {repr(codec.decode(other).value) for other in right}
    return right[0] if len(values) == 1 else None


def _readings(text: str, spans: Sequence[DoubtfulSpan]) -> Iterator[str]:
    """The text with one of its doubtful characters as another, or with two."""
    for count in range(1, _TOGETHER + 1):
        for chosen in combinations(sorted(spans), count):
            for others in product(*map(_of_same_length, chosen)):
                yield _exchanged(text, zip(chosen, others, strict=True))


def _of_same_length(span: DoubtfulSpan) -> list[str]:
    """What may stand there as well, a character for a character: with more or fewer, any number can be made right."""
    return [other for other in span.doubt.others if len(other.strip()) == len(span.doubt.read)]


def _exchanged(text: str, exchanges: Iterable[tuple[DoubtfulSpan, str]]) -> str:
    for span, other in sorted(exchanges, reverse=True):
        text = text[: span.start] + other + text[span.end :]
    return text


def _elsewhere(path: str, model: type[FormModel], texts: Mapping[str, str]) -> frozenset[str]:
    """What the form says of the same in other places, where it was read apart."""
    return frozenset(map(comparable, _said_elsewhere(path, model, texts)))


def _said_elsewhere(path: str, model: type[FormModel], texts: Mapping[str, str]) -> list[str]:
    others = [two if path == one else one for one, two in model.same_as.items() if path in (one, two)]
    return [texts.get(other, "") for other in others]


def _outvoted(text: str, others: Iterable[str], on_seals: frozenset[str]) -> str | None:
    """What another place of the form and a seal say alike of the same, where the text differs in a few characters."""
    own = comparable(text)
    said = ((other, comparable(other)) for other in others)
    return next((other for other, key in said if key in on_seals and 0 < _difference(own, key) <= _MISREAD), None)


def _difference(one: str, other: str) -> float:
    """The share of characters in which two texts of one length differ; 1 for others."""
    return sum(map(ne, one, other)) / len(one) if one and len(one) == len(other) else 1.0


def _is_confirmed(text: str, witnesses: Iterable[str]) -> bool:
    """Whether the same stands in another place of the form, or on a seal."""
    own = comparable(text)
    return any(own and own in witness for witness in witnesses)


def _witnessed(text: str, spans: Sequence[DoubtfulSpan], witnesses: frozenset[str]) -> str | None:
    """The reading of a text that another place of the form or a seal has too, where that as it was read is nowhere."""
    if _is_confirmed(text, witnesses):
        return None
    return next((other for other in islice(_readings(text, spans), _MOST) if comparable(other) in witnesses), None)


def _may_stand_for(text: str, other: str, codec: Codec[Any]) -> bool:
    """Whether another reading may be meant: a dash for nothing is not the one figure of a number that has many.

    Nor does a word begin with a dash.
    """
    if other[:1] == _DASH != text[:1] and not nothing(other):
        return False
    pattern = codec.canonical_pattern if codec.identifier and nothing(text) else None
    return pattern is None or bool(nothing(other) or pattern.fullmatch(str(codec.decode(other).value)))


def _notes(text: str, spans: Sequence[DoubtfulSpan], codec: Codec[Any]) -> Iterator[Note]:
    """What is to be told of a field: the first illegible character, else the first that would change the value."""
    value = codec.decode(text).value
    for span in sorted(spans, key=lambda span: span.doubt.code not in _GUESSES):
        other_texts = [_exchanged(text, [(span, other)]) for other in span.doubt.others]
        # A check character that other readings do not pass is a witness of its own for this one.
        possible = [other for other in other_texts if not _faults(other, codec) and _may_stand_for(text, other, codec)]
        matters = [other for other in possible if codec.decode(other).value != value]
        is_guess = span.doubt.code in _GUESSES and (possible or not other_texts or not codec.identifier)
        if matters or is_guess:
            others = "、".join(filter(None, (other.strip() for other in span.doubt.others)))
            yield Note(span.doubt.code, {"text": text[span.start : span.end], "others": others or "—"})
            return
