"""Notes on a reading that leaves no choice: they tell what was done, and nobody has to look."""

from itertools import pairwise

from ipforms.messages import Note
from ipforms.text.regex import regex

_PLAIN = {"value.declared_none", "number.converted", "number.unit_assumed", "phone.area_added", "value.seal"}
_PLAIN |= {"identifier.title", "person.post"}
_REMARK = "number.remark"
_PARTS = regex("(?:其中|包括|包含|内?含|截[至止]).*")
"""What says of a number which parts it has, or of which day it is: 42件（其中发明6件）."""


def is_plain(note: Note, label: str) -> bool:
    """Whether a note leaves no choice; one of the parts of a number does where none of them is what the field asks for.

    >>> parts = Note("number.remark", {"remark": "其中研发31人"})
    >>> is_plain(parts, "企业总人数"), is_plain(parts, "研发人员")
    (True, False)
    """
    if note.code != _REMARK:
        return note.code in _PLAIN
    remark = str(note.context.get("remark", ""))
    return _PARTS.match(remark) is not None and not any(first + second in remark for first, second in pairwise(label))
