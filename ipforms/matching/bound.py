"""What a document says in the places of a form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ipforms.matching.gaps import Piece
from ipforms.matching.outline import Slot
from ipforms.paths import Place

_SEALED = re.compile(r"^\s*\S{0,10}[（(](?:盖章|公章|盖公章|印章|单位公章)[)）]\s*[:：].*$", re.MULTILINE)


def is_date_blank(key: str) -> bool:
    """Whether the key of a text is the unfilled date of a form: 年月日."""
    return key in ("年月日", "20年月日", "年月")


# Counted by the form, not filled in.
NUMBERS = ("row_number", "index")


@dataclass
class Bound:
    """What a document says in the places of a form.

    Attributes:
        texts: by path.
        places: where each text stands.
        left: pieces that belong to no place.
        rows: for each repeated section, how many rows were read.
        signed: the slots beside which one signs or seals.
        joined: paths whose text comes from several cells of one row.
    """

    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    left: list[Piece] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    signed: frozenset[Slot] = frozenset()
    joined: list[str] = field(default_factory=list)

    def put(self, slot: Slot, pieces: Sequence[Piece], text: str | None = None) -> None:
        """Give a slot its text, that of the pieces if no other is given."""
        if slot.path in NUMBERS:
            return
        path = slot.full_path
        said = "\n".join(piece.text for piece in pieces if not piece.is_blank) if text is None else text
        sealed = _SEALED.search(said) if slot in self.signed else None
        if sealed:
            # 申报企业（盖章）：a company's name. It says who sealed, which is no field of the form.
            self.left += [Piece(piece.unit, sealed[0].strip(), False) for piece in pieces[-1:]]
            said = _SEALED.sub("", said)
        if path in self.texts and self.texts[path] and said:
            said = f"{self.texts[path]}\n{said}"
        self.texts[path] = said or self.texts.get(path, "")
        filled = next((piece for piece in pieces if not piece.is_blank), pieces[0] if pieces else None)
        if filled is not None:
            self.places.setdefault(path, filled.unit.place)
