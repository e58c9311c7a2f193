"""What blank forms ask for, as somebody has read them: fields with their places, labels and kinds."""

from __future__ import annotations

import re
from collections import Counter

from ipforms.authoring.review_entry import ReviewEntry

_BLANK = re.compile(r"[：: ]?(?:[ \u3000_\d]*年[ \u3000_]*月(?:[ \u3000_]*日)?|[ \u3000_]*)")

# What a kind of a truth may be called here.
KINDS = {
    "text": "line person people words postcode account_number org_code patents trade_marks id_number digits",
    "any text": "line person people words postcode account_number org_code patents trade_marks id_number digits "
    "paragraphs limited",  # of a set that has no other texts
    "number": "count items area amount year postcode digits",
    "money": "money signed_money amount signed_amount",
    "percent": "percent",
    "date": "date",
    "period": "period",
    "choice": "choice answer claim yes_no",  # a cell to tick is a yes
    "choices": "choices",
    "phone": "phone phones",
    "uscc": "uscc",
    "id number": "id_number",
    "email": "email",
    "claim-with-number": "claim",
    "long text": "paragraphs limited",
    "signature": "person seal signature",
    "photo": "photo",
}


def plain(label: str) -> str:
    return re.sub(r"[（(].*?[)）]|[^\w]", "", label)


def label_is_right(truth: str, ours: str) -> bool:
    parts = [plain(part) or plain(truth) for part in truth.split(" / ")]
    whole = plain(ours.replace("（", "").replace("）", "")) + plain(ours)
    own = plain(ours.rpartition("›")[2])
    return all(part in whole for part in parts) or (len(own) > 1 and len(parts) == 1 and own in parts[0])


def label_will_do(truth: str, ours: str, said: Counter[str]) -> bool:
    """Whether somebody who knows the form finds the place by a label, which may lack a group or have one more."""
    own, last = plain(ours.rpartition("›")[2]), plain(truth.rpartition(" / ")[2]) or plain(truth)
    return label_is_right(truth, ours) or (own.endswith(last) and said[ours] == 1)


def at_place(field: dict, entries: list[ReviewEntry], texts: dict[str, str]) -> ReviewEntry | None:
    """The entry for a field, of those of its cell; a paragraph's by its number where all blanks there are known."""
    place = field["place"]
    own = sorted((each for each in entries if each.cell_key == cell_key(place)), key=lambda each: each.start)
    number = place.get("blank", place.get("part", 0))
    is_told = place.get("after", "") or field.get("printed", "").strip()
    if "paragraph" in place or not is_told:
        words = _behind(texts.get(cell_key(place), ""), field) if len(own) != place.get("of", len(own)) else None
        if words is None:
            return own[number] if number < len(own) else None
    start = _behind(texts.get(cell_key(place), ""), field)
    return min(own, key=lambda e: (start is not None and e.start < start, abs(e.start - (start or 0))), default=None)


def _behind(text: str, field: dict) -> int | None:
    """Where the words before a blank end, or what is printed in it begins: those that are told, or its own label."""
    place, printed = field["place"], field.get("printed", "").strip()
    after = "".join(place.get("after", "").split())
    if not after and printed in text and printed:
        return text.find(printed)
    words = after or ("" if printed else field["label"].rpartition(" / ")[2])
    ends = [found.end() for found in re.finditer(r"\s*".join(map(re.escape, words)), text)] if words else []
    is_one = bool(after) or len(ends) == 1
    return ends[min(place.get("nth", 0) if after else 0, len(ends) - 1)] if ends and is_one else None


def place_in(text: str, field: dict) -> tuple[int, int]:
    """Where a person types the tag of a field: in its blank, or in place of its boxes."""
    start = _behind(text, field)
    start = len(text) if start is None else start
    if options := [each for each in field.get("options", ()) if each in text]:
        first = min(text.index(each) for each in options)
        return max(0, first - 1), max(text.index(each) + len(each) for each in options)
    blank = _BLANK.match(text, start)
    return start, blank.end() if blank else start


def cell_key(place: dict) -> str:
    if "paragraph" in place:
        return f"P{place['paragraph'] + 1}"
    return f"T{place['table'] + 1}R{place['row'] + 1}C{place['col'] + 1}"
