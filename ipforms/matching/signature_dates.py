"""Names and dates below opinions and beside signatures: 同意。 over 陈晓岚 2022年5月16日, or a line each.

A date may be the end of a text or stand below a seal; a name without 签章： is the last line of an opinion.
"""

import re

from ipforms.codecs.persons import is_name, is_probably_name
from ipforms.matching.date_lines import DATE, is_date, split_date
from ipforms.matching.field_evidence import MISSING, Found
from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.form_map import FormMap, Slot
from ipforms.matching.intervals import Fragment

_APART = re.compile(r"\n|[ \t\u3000]{2,}$|[。！；;][ \t\u3000]*$")
"""What stands between who signs, or an opinion, and the date, on a line or on the next."""

_SIGNS = " \t\n\u3000，,；;、"  # between a name and the date behind it

_BY_LABEL = ("label", "column")


def move_dates(form_map: FormMap, fields: FieldTexts) -> None:
    """Give dates that were read with the name before them, where one signs below the seal, to their own slots."""
    for slot, date in form_map.dated:
        text = fields.texts.get(slot.full_path, "")
        found = DATE.search(text)
        head = text[: found.start()] if found else ""
        is_apart = not head.strip() or _APART.search(head) or is_name(head.strip(_SIGNS))
        if found and is_apart and not fields.texts.get(date.full_path, "").strip():
            fields.texts[slot.full_path] = head.rstrip(_SIGNS)
            fields.texts[date.full_path] = found["date"].strip()
            fields.places[date.full_path] = fields.places[slot.full_path]
            fields.sources[date.full_path] = list(fields.sources.get(slot.full_path, ()))
        elif text and not found:
            fields.texts[slot.full_path] = split_date(text)[0]  # 日期： without one
    for slot, date in form_map.dated:
        if slot in form_map.signed and not fields.texts.get(date.full_path, "").strip():
            _from_unassigned(slot, date, fields)
            _from_next_line(slot, date, form_map, fields)


def move_names(form_map: FormMap, fields: FieldTexts) -> None:
    """Give names alone on the last line of an opinion, where no label asks who signs, to the slots for these."""
    opinions = {date: slot for slot, date in form_map.dated}  # they stand behind the slots in which one signs
    for slot, opinion in ((slot, opinions[date]) for slot, date in form_map.dated if slot != opinions[date]):
        said, _, name = fields.texts.get(opinion.full_path, "").strip().rpartition("\n")
        if said and is_probably_name(name.strip()) and not fields.texts.get(slot.full_path, "").strip():
            fields.texts[opinion.full_path], fields.texts[slot.full_path] = said.strip(), name.strip()
            fields.places[slot.full_path] = fields.places[opinion.full_path]
            fields.sources[slot.full_path] = list(fields.sources.get(opinion.full_path, ()))


def _from_unassigned(slot: Slot, date: Slot, fields: FieldTexts) -> None:
    """A date with its own label in the cell of a signature, before that."""
    place = fields.places.get(slot.full_path)
    for fragment in fields.unassigned:
        rest, found = split_date(fragment.text)
        if found and place is not None and fragment.block.place == place:
            fields.texts[date.full_path], fields.places[date.full_path] = found, place
            fields.unassigned.remove(fragment)
            fields.unassigned += [Fragment(fragment.block, rest.strip(), False)] if rest.strip() else []
            return


def _from_next_line(slot: Slot, date: Slot, form_map: FormMap, fields: FieldTexts) -> None:
    """A date on the line below a signature, which went to an office whose part of the form the sender has left out."""
    signed = fields.sources.get(slot.full_path, [])
    for other in {each.full_path: each for _, each in form_map.dated if each != date}.values():
        lines = fields.sources.get(other.full_path, [])
        if len(signed) == len(lines) == 1 and not lines[0].table and signed[0].index + 1 == lines[0].index:
            text = fields.texts[other.full_path]
            fields.texts[other.full_path] = ""
            fields.replace(date.full_path, Fragment(lines[0], text, False))
            return


def dates_below(form_map: FormMap, fields: FieldTexts) -> dict[str, Found]:
    """How dates without a label were found that stand in the cell or line of a signature, or on the line below it."""
    found: dict[str, Found] = {}
    for slot, date in form_map.dated:
        path, signed = date.full_path, fields.found.get(slot.full_path, MISSING)
        has_label = fields.found.get(path, signed).how in _BY_LABEL
        if not has_label and signed.how in _BY_LABEL and signed.is_confirmed and is_date(fields.texts.get(path, "")):
            place, other = fields.places.get(slot.full_path), fields.places.get(path)
            below = place._replace(row=place.row + 1) if place and place.row and place.table is None else place
            if other is not None and other in (place, below):
                found[path] = signed
    return found
