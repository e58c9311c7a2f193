"""What a returned file says beside its form: a letter before it, other annexes, headers and footers.

None of it is an entry, and all of it is told, so that nothing is lost in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ipforms.codes.masking import masked_text
from ipforms.findings import Finding
from ipforms.matching import Binder
from ipforms.matching.bound import NUMBERS
from ipforms.matching.choose import Choices
from ipforms.messages import Note
from ipforms.paths import Place
from ipforms.sheet import Paragraph, Sheet
from ipforms.text import searchable, unspaced

_MOST = 400
"""Characters that one finding quotes; more makes a further finding."""
_PAGE_NUMBER = re.compile(
    r"[-—–~·.]*第?\d{0,4}页?[-—–~·.]*(?:[/,，]?共?\d{0,4}页?)?|page\d{0,4}(?:of\d{0,4})?", re.IGNORECASE
)


def outside(choices: Choices, sheet: Sheet, binder: Binder) -> Iterator[Finding]:
    """Findings on the texts outside of the forms, each with the place where its text begins."""
    body = ((unit.text, unit.place) for unit in choices.outside if unit.folded and not binder.is_print(unit.folded))
    yield from _quoted(body)
    yield from _quoted((each.text, each.place) for each in sheet.apart if _says_something(each, binder))


def unread(choices: Choices, sheet: Sheet) -> Iterator[Finding]:
    """Findings on the fields of a form whose text stands nowhere in what was read, as where two have one name."""
    bound = [choice.binding.bound for choice in choices.forms]
    texts = [text for each in bound for text in (*each.texts.values(), *(piece.text for piece in each.left))]
    said = "\0".join(map(unspaced, (*texts, *(unit.text for unit in choices.outside))))
    for field in sheet.fields:
        is_counted = field.is_box or field.name.rpartition(".")[2] in NUMBERS
        if not is_counted and unspaced(field.text) not in said:
            context = {"name": masked_text(field.name), "text": masked_text(" ".join(field.text.split()))}
            yield Finding(Note("form.field_unread", context), place=field.place)


def _says_something(paragraph: Paragraph, binder: Binder) -> bool:
    folded = searchable(paragraph.text)
    return not (_PAGE_NUMBER.fullmatch(folded) or binder.is_print(folded))


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
