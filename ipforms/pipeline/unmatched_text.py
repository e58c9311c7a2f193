"""What a returned file says beside its form: a letter before it, other annexes, headers and footers.

None of it is an entry; all of it becomes findings, so that nothing is lost in silence. So does what a reader
left out of a text or changed in it: a finding on the field that stands there, else on the file.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from ipforms.codes.masking import masked_text
from ipforms.findings import Finding
from ipforms.matching import DocumentForms, FormMatcher
from ipforms.matching.field_texts import ROW_NUMBERS, FieldTexts
from ipforms.matching.form_map import FormMap, Label, Slot
from ipforms.messages import Note
from ipforms.paths import Place
from ipforms.sheet import Paragraph, Sheet, Trace
from ipforms.text import label_key, searchable, unspaced
from ipforms.text.regex import regex

_MOST = 400  # characters that one finding quotes; more makes a further finding
_PICTURE = "reading.picture"
_SEAL = "章"  # what a label asks for behind which a picture stands for no text: 单位盖章：
_PAGE_NUMBER = regex(  # of what is searchable: dashes of all kinds are one, and there is no capital
    r"""  [-~·.]* 第?\d{0,4}页? [-~·.]* (?: [/,]? 共?\d{0,4}页? )?   # — 1 —, 第1页/共3页
        | page\d{0,4} (?: of\d{0,4} )?""",
    re.VERBOSE,
)


def unmatched_text(document: DocumentForms, sheet: Sheet, matcher: FormMatcher) -> Iterator[Finding]:
    """Findings on fields and texts that belong to no form, each with the place where its text begins.

    Args:
        document: the forms in it.
        sheet: the document.
        matcher: that of the first form, whose labels are no news.
    """
    yield from _unread_fields(document, sheet)
    body = (each for each in document.outside if each.searchable and not matcher.is_print(each.searchable))
    yield from _quoted((each.text, each.place) for each in body)
    read = {place for each in document.instances for place in each.match.fields.places.values()}
    margins = (each for each in sheet.margins if each.place not in read)
    yield from _quoted((each.text, each.place) for each in margins if not _is_furniture(each, matcher))


def _unread_fields(document: DocumentForms, sheet: Sheet) -> Iterator[Finding]:
    """Fields of a fillable form whose text stands nowhere in what was read, as where two have one name."""
    if not sheet.fields:
        return
    matched = [instance.match.fields for instance in document.instances]
    texts = [text for each in matched for text in (*each.texts.values(), *(one.text for one in each.unassigned))]
    known = "\0".join(map(unspaced, (*texts, *(block.text for block in document.outside))))
    for field in sheet.fields:
        is_counted = field.is_box or field.name.rpartition(".")[2] in ROW_NUMBERS
        if not is_counted and unspaced(field.text) not in known:
            context = {"name": masked_text(field.name), "text": masked_text(" ".join(field.text.split()))}
            yield Finding(Note("form.field_unread", context), place=field.place)


def _is_furniture(paragraph: Paragraph, matcher: FormMatcher) -> bool:
    """Whether a header or footer is a page number, or print of the form."""
    text = searchable(paragraph.text)
    return _PAGE_NUMBER.fullmatch(text) is not None or matcher.is_print(text)


def _quoted(texts: Iterable[tuple[str, Place]]) -> Iterator[Finding]:
    """Neighbours together, as long as they are short enough to be quoted whole."""
    pending, begins = "", Place()
    for text, place in texts:
        line = " ".join(text.split())
        if pending and (len(pending) + len(line) > _MOST or place.part != begins.part):
            yield _finding(pending, begins)
            pending = ""
        pending, begins = (f"{pending} / {line}", begins) if pending else (line, place)
        while len(pending) > _MOST:
            yield _finding(pending[:_MOST], begins)
            pending = pending[_MOST:]
    if pending:
        yield _finding(pending, begins)


def _finding(text: str, place: Place) -> Finding:
    return Finding(Note("form.outside", {"text": masked_text(text, _MOST)}), place=place)


def traces_of_fields(sheet: Sheet, fields: FieldTexts) -> Iterator[tuple[str, Note, Place]]:
    """Path, note and place of each trace that stands where a field was read; once for each field of a cell.

    That a picture stands where there is no text is nothing to tell of a field that has one: a photo.
    """
    if not sheet.traces:
        return
    spots = _by_spot(fields.places)
    for trace in sheet.traces:
        for path, place in _covering(spots, trace.place):
            if trace.code != _PICTURE or not fields.texts.get(path, "").strip():
                yield path, _note(trace), place


def traces_elsewhere(sheet: Sheet, instances: Iterable[Mapping[str, Place]]) -> Iterator[Finding]:
    """Findings on the traces that stand at no field of any form in the file."""
    if not sheet.traces:
        return
    fields = [_by_spot(places) for places in instances]
    for trace in sheet.traces:
        if not any(next(_covering(each, trace.place), None) for each in fields):
            yield Finding(_note(trace), place=trace.place)


def pictures_for_text(sheet: Sheet, fields: FieldTexts, form_map: FormMap) -> Iterator[tuple[str, Note, Place]]:
    """Path, note and place of each picture that stands behind the label of a field without text: a pasted signature."""
    pictures = [(label_key(mark.label), mark) for mark in sheet.marks if mark.label and _SEAL not in mark.label]
    if not pictures:
        return
    pairs = pairwise(form_map.tokens)
    printed = {to.full_path: label.key for label, to in pairs if isinstance(label, Label) and isinstance(to, Slot)}
    for path, found in fields.found.items():
        words = label_key(found.label_text) or printed.get(path, "")
        if words and not fields.texts.get(path, "").strip():
            for label, mark in pictures:
                if label.endswith(words):
                    yield path, Note(_PICTURE, {"text": mark.name or mark.kind}), mark.place


_Spot = tuple[str, int | None, int | None, int | None]
_Fields = dict[_Spot, list[tuple[str, Place]]]


def _spot(place: Place) -> _Spot:
    """A cell or a paragraph, without the page and the box on it."""
    return place.part, place.table, place.row, place.column


def _by_spot(places: Mapping[str, Place]) -> _Fields:
    fields: _Fields = defaultdict(list)
    for path, place in places.items():
        fields[_spot(place)].append((path, place))
    return fields


def _covering(fields: _Fields, place: Place) -> Iterator[tuple[str, Place]]:
    """The fields at a place: of the same cell or paragraph, or those whose box holds the middle of its box."""
    if place.row is not None:
        yield from fields.get(_spot(place), ())
        return
    if place.box is None:
        return
    left, top, right, bottom = place.box
    x, y = (left + right) / 2, (top + bottom) / 2
    for found in fields.values():
        for path, other in found:
            if other.box is not None and other.page == place.page and _holds(other.box, x, y):
                yield path, other


def _holds(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _note(trace: Trace) -> Note:
    return Note(trace.code, {"text": masked_text(trace.text), **trace.context})
