"""Text that the form's places could not take, and the blank fields that it may belong to."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ipforms.codecs import DATE, LINE, PERSON, Codec, decode_field
from ipforms.codecs.codec import quoted
from ipforms.codecs.persons import is_name
from ipforms.codecs.trade_marks import TRADE_MARKS
from ipforms.matching.field_evidence import MISSING
from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.intervals import Fragment
from ipforms.matching.label_likeness import ALIAS
from ipforms.matching.labelled_cells import is_like_a_label
from ipforms.matching.remark_columns import is_frame
from ipforms.matching.text_blocks import TextBlock
from ipforms.messages import Note
from ipforms.paths import Place, parse
from ipforms.pipeline.office_parts import SENDER, later_parts
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import label
from ipforms.schemas.layout import layout, leaves
from ipforms.schemas.record_texts import codecs_of
from ipforms.sheet import Sheet, Table
from ipforms.text import label_key, unspaced
from ipforms.text.label_tokens import are_words
from ipforms.text.regex import regex

_MOST = 40  # pieces of text; a document with more is another paper, and each of its words would fit somewhere
_LONGEST_BESIDE = 20  # characters; a date or a number that floats beside the form, no sentence and no letter before it
_NEAR = 2  # rows; any words may be an address or a name, so that they must stand close by
_WORDS = (LINE, PERSON, TRADE_MARKS)  # the names of marks may be any words, too
_HAN = regex("[\u3400-\u9fff]")


def is_spare(note: Note) -> bool:
    """Whether a note tells of a text that may be a value: one that belongs to no field, and is no head of columns."""
    return note.code == "form.left_over" and not is_frame(label_key(str(note.context["text"])))


def is_rare(codec: Codec[object] | None) -> bool:
    """Whether few texts are of a kind, so that one which is proves that it belongs there; years stand everywhere."""
    return codec is not None and (codec.identifier is not None or codec is PERSON)


def fields_for_spare_text(
    model: type[FormModel], fields: FieldTexts, sheet: Sheet, outside: Iterable[TextBlock] = ()
) -> Iterator[tuple[str, Note]]:
    """Path and note of each blank field of whose kind a piece of unassigned text is.

    Where its kind leaves no other choice, or the text stands close by, a person should look; any words further away
    may be a name or an address, and mostly are not. What has another label in a table, far from a blank beside its
    own, is what that label asks for.

    Args:
        model: the class of the record.
        fields: what was read, and what belongs to no field.
        sheet: the document.
        outside: what stands before and behind the form, where a text box may float.
    """
    spare = [each for each in fields.unassigned if not (each.is_blank or is_frame(each.key))]
    beside = [Fragment(each, each.text, True) for each in outside if len(each.text) <= _LONGEST_BESIDE]
    if len(spare) > _MOST or not (spare or beside):
        return
    tables = (each for each in sheet.blocks if isinstance(each, Table))
    owners = {place: words for table in tables for place, words in _owners(table)}
    later = later_parts(model, SENDER)
    for section in _blank_sections(model, fields) if spare else ():
        yield section, Note("form.words_left", {"text": quoted(spare[0].text)})
    yield from _cut_off(model, fields, spare)
    blank = [path for path in fields.found if not fields.texts.get(path, "").strip()]
    for path, codec in codecs_of(model, blank).items():
        place, is_sure = fields.places.get(path), _is_blank_for_sure(fields, path)
        words = label(model, parse(path)) + fields.found[path].label_text
        is_settled = is_sure or (path.partition(".")[0] in later and path not in fields.places)
        fitting, floating = (
            [
                each
                for each in pieces
                if not (is_settled and _is_of_another(owners.get(each.block.place, ""), words, place, each.block.place))
                and _fits(codec, each)
            ]
            for pieces in (spare, beside)
        )
        if floating and not fitting and (not _is_any_words(codec) or codec is PERSON):
            yield path, Note("form.words_left", {"text": quoted(floating[0].text)})
        near = [each for each in fitting if not _is_any_words(codec) or _is_near(place, each.block.place)]
        if near or (fitting and not is_sure):
            code = "form.maybe_elsewhere" if near else "form.words_left"
            yield path, Note(code, {"text": quoted((near or fitting)[0].text)})


def _is_blank_for_sure(fields: FieldTexts, path: str) -> bool:
    """Whether a field has its place, blank, beside its own label, so that words further away are not its own."""
    found = fields.found[path]
    return found.how != MISSING.how and found.is_confirmed and found.likeness >= ALIAS


def _cut_off(model: type[FormModel], fields: FieldTexts, spare: Sequence[Fragment]) -> Iterator[tuple[str, Note]]:
    """Filled fields below or right of whose cell stands spare text that may be a part of theirs."""
    filled = [path for path, text in fields.texts.items() if text.strip() and path in fields.places]
    for path, codec in codecs_of(model, filled).items():
        if "[" not in path and not _is_any_words(codec) and (words := _beside(fields, path, spare)):
            yield path, Note("form.words_beside", {"text": quoted(words.text)})
        below = fields.places[path]
        below = below._replace(row=(below.row or 0) + 1)
        for each in spare if not _is_any_words(codec) and below.table is not None else ():
            if each.block.place[:3] == below[:3] and _fits(codec, each):
                yield path, Note("form.words_below", {"text": quoted(each.text)})


def _beside(fields: FieldTexts, path: str, spare: Sequence[Fragment]) -> Fragment | None:
    """The last words behind a field in its row of a table, where no other field stands between."""
    place = fields.places[path]
    if place.table is None or place.column is None:
        return None
    row = [each.column or 0 for each in fields.places.values() if each[:2] == place[:2] and each.page == place.page]
    behind = min((column for column in row if column > place.column), default=sys.maxsize)
    words = [each for each in spare if each.block.place[:2] == place[:2] and each.block.place.page == place.page]
    own = [each for each in words if place.column < (each.block.place.column or 0) < behind]
    return own[-1] if own else None


def _blank_sections(model: type[FormModel], fields: FieldTexts) -> list[str]:
    """The sections that have no row: it may be that their rows were not known for such."""
    sections = (pattern.partition("[")[0] for pattern, _, _ in leaves(layout(model)) if "[" in pattern)
    return [each for each in dict.fromkeys(sections) if not any(path.startswith(f"{each}[") for path in fields.texts)]


def _is_any_words(codec: Codec[object]) -> bool:
    return codec.is_prose or codec in _WORDS


def _fits(codec: Codec[object], fragment: Fragment) -> bool:
    text = fragment.text.strip()
    if codec is PERSON:
        return is_name(unspaced(text)) and not are_words(text)
    if _is_any_words(codec):
        return _HAN.search(text) is not None
    if (codec is DATE or codec.is_number) and len(text) > _LONGEST_BESIDE and _HAN.search(text):
        return False  # a sentence in which one stands
    decoded = decode_field(codec, text)
    is_number = codec.identifier is not None or isinstance(decoded.value, int | Decimal)
    if is_number and _HAN.search(text) and not any(map(str.isdigit, text)):
        return False  # 二、知识产权数量 is no number, and 邮政编码 none of a passport
    return bool(decoded.value) and not decoded.doubts and _is_valid(codec, decoded.value)


def _is_valid(codec: Codec[object], value: object) -> bool:
    if codec.identifier is None:
        return True
    numbers: Sequence[object] = value if isinstance(value, list) else [value]
    return not any(codec.identifier.check(number) for number in numbers if isinstance(number, str))


def _owners(table: Table) -> Iterator[tuple[Place, str]]:
    """The cells of a table on whose left, or at the head of whose column, stands what may be a label, and that."""
    filled = [each for each in table.cells if each.text.strip()]
    first = [each for each in filled if each.row == 0]
    is_header = len(first) > 1 and all(is_like_a_label(each.text) for each in first)
    heads = {each.column: each.text for each in first if is_header}
    for before, cell in pairwise(filled):
        is_beside = before.row == cell.row and before.column + before.column_span == cell.column
        if is_beside and is_like_a_label(before.text):
            yield cell.place, before.text
        elif cell.row and cell.column in heads:
            yield cell.place, heads[cell.column]


def _is_of_another(owner: str, words: str, place: Place | None, other: Place) -> bool:
    """Whether a text far from the place of a field has a label which has no word of the field's own."""
    is_like = any(first + second in owner for first, second in pairwise(words))
    return bool(owner) and not is_like and not _is_near(place, other)


def _is_near(place: Place | None, other: Place) -> bool:
    if place is None or place.row is None or other.row is None or place.table != other.table:
        return False
    return abs(place.row - other.row) < _NEAR
