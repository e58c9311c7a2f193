"""Photos that a form has a place for: a picture in that place makes the field say that one is there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, permutations

from ipforms.codecs import PHOTO
from ipforms.forms import Form
from ipforms.matching.field_evidence import Found
from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.form_map import Label, Slot
from ipforms.messages import Note
from ipforms.paths import Place, pattern_of
from ipforms.schemas.layout import layout, leaves
from ipforms.sheet import Cell, Mark, Paragraph, Sheet, Table
from ipforms.text import bare_label, label_key

_NEAR = 6.0  # points that a picture may overlap a line above or below it
_Spot = tuple[str, int | None, int | None, int | None]


def with_pasted_photos(of: Form, fields: FieldTexts, sheet: Sheet) -> FieldTexts:
    """The texts of a form, those of photos that were pasted in as the form would print them.

    A picture may stand below the words of its label, in one cell or as a paragraph, or in the cell beside, where the
    document has no other place for it.

    Args:
        of: the form.
        fields: what was read.
        sheet: the document, with what was seen in it and is no text.
    """
    if not sheet.marks:
        return fields
    patterns = {pattern for pattern, leaf, _ in leaves(layout(of.model)) if leaf.codec == PHOTO}
    photos = [mark.place for mark in sheet.marks if patterns and _may_be_photo(mark, sheet)]
    pictures = {*map(_spot, photos), *_lines_over(photos, sheet)}
    texts, places, found = dict(fields.texts), dict(fields.places), dict(fields.found)
    for path in (path for path in {**dict.fromkeys(patterns), **texts} if pictures and pattern_of(path) in patterns):
        place, own = fields.places.get(path), fields.texts.get(path, "")
        if place is None or not own.strip():
            labels = [each for each in _labels(of, path, sheet) if _spot(each[0]) in pictures]
            if labels and (place is None or _spot(place) not in pictures):
                place, found[path] = labels[0][0], Found("label", labels[0][1])
        if place and _spot(place) in pictures and PHOTO.decode(own).value is None:
            is_prompt = not PHOTO.decode(own).notes
            texts[path] = PHOTO.encode(True) if is_prompt else f"{own}{PHOTO.encode(True)}"
            places[path] = place
    return replace(fields, texts=texts, places=places, found=found) if pictures else fields


def photos_elsewhere(of: Form, fields: FieldTexts, sheet: Sheet) -> Iterator[tuple[str, Note, Place]]:
    """Path, note and place of a picture in no field's place, for each field of a photo that has none."""
    taken = set(map(_spot, fields.places.values()))
    spare = [
        each for each in sheet.marks if each.kind == "picture" and not each.label and _spot(each.place) not in taken
    ]
    photos = [pattern for pattern, leaf, _ in leaves(layout(of.model)) if spare and leaf.codec == PHOTO]
    for path in photos:
        if "[" not in path and PHOTO.decode(fields.texts.get(path, "")).value is None:
            yield path, Note("reading.picture", {"text": spare[0].name or spare[0].kind}), spare[0].place


def _labels(of: Form, path: str, sheet: Sheet) -> Iterator[tuple[Place, str]]:
    """The cells and lines that say the label of a field and nothing else, and what is empty beside, below, above."""
    pairs = pairwise(of.matcher.form_map.tokens)
    printed = {to.full_path: label for label, to in pairs if isinstance(label, Label) and isinstance(to, Slot)}
    if path in printed:
        words = bare_label(printed[path].text)
        lines = [block if isinstance(block, Paragraph) else None for block in sheet.blocks]
        tables = [table.cells for table in sheet.blocks if isinstance(table, Table)]
        cells = list(chain.from_iterable(tables))
        said = [(cell.text, cell.place) for cell in cells] + [(line.text, line.place) for line in lines if line]
        said += [(one.text, other.place) for one, other in pairwise(lines) if one and other and not other.text.strip()]
        said += [(one.text, other.place) for one, other in pairwise(cells) if one.row == other.row and not other.text]
        said += [
            (one.text, other.place)
            for own in tables
            for one, other in permutations(own, 2)
            if not other.text and other.column == one.column and _is_next(one, other)
        ]
        yield from (
            (place, text)
            for text, place in said
            if words in (bare_label(text), label_key(text), label_key(text).strip("()"))
        )


def _is_next(cell: Cell, other: Cell) -> bool:
    """Whether a cell stands right below another one, or right above it."""
    return other.row == cell.row + cell.row_span or cell.row == other.row + other.row_span


def _lines_over(photos: Sequence[Place], sheet: Sheet) -> Iterator[_Spot]:
    """The lines of pages with nothing but a picture between them and what is below."""
    places = [(block.place, block.place.box) for block in sheet.blocks if isinstance(block, Paragraph)]
    edges = sorted(
        (block.place.page, block.place.box[1]) for block in sheet.blocks if block.place.page and block.place.box
    )
    for place, box in places if photos else ():
        below = next((top for page, top in edges if box and page == place.page and top > box[1]), None)
        own = [each.box for each in photos if each.box and each.page == place.page]
        if box and below and any(box[3] - _NEAR <= photo[1] and photo[3] <= below + _NEAR for photo in own):
            yield _spot(place)


def _may_be_photo(mark: Mark, sheet: Sheet) -> bool:
    """Whether a mark is a picture; on a page it may be called a seal or a signature for its size alone."""
    is_sized = mark.kind in ("seal", "signature") and mark.place.box is not None
    return mark.kind == "picture" or (is_sized and mark.place.page not in sheet.recognised_pages)


def _spot(place: Place) -> _Spot:
    """A cell or a paragraph, without the page and the box on it."""
    return place.part, place.table, place.row, place.column
