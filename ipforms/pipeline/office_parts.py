"""The parts of a form that an office fills in later, and that a sender who types it anew leaves out."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ipforms.matching.field_evidence import MISSING, Found
from ipforms.messages import Note
from ipforms.schemas.base import FormModel, Stage, extra
from ipforms.schemas.layout import FieldGroup, layout
from ipforms.text.regex import regex

SENDER = "applicant"  # the stage at which a form is sent
_FIELD_MISSING, _WORDS_LEFT, _OPINION = "form.field_missing", "form.words_left", ".opinion"
_SIGNATORY, _OPINION_OF_OFFICE = ".signatory", regex("同意|推荐|属实|意见")
_NOWHERE = (MISSING.how, "order")
_SPARE = ("form.left_over", "form.outside")
_OF_OFFICE = regex("意见|同意|[签章审批]|推荐|属实|负责人|经核|日期")
"""What an office writes, or stands beside it."""


def left_out_parts(
    model: type[FormModel], texts: Mapping[str, str], found: Mapping[str, Found], notes: Iterable[Note]
) -> frozenset[str]:
    """The parts of which the document has neither a label nor a value; none if words are left that may be an office's.

    Args:
        model: the class of the record.
        texts: what was read for each field.
        found: how the place of each was found; a blank behind another field's label alone is none.
        notes: what reading found about the file.
    """
    if any(note.code in _SPARE and _OF_OFFICE.search(str(note.context["text"])) for note in notes):
        return frozenset()
    signed = (text for path, text in texts.items() if path.endswith(_SIGNATORY))
    if any(map(_OPINION_OF_OFFICE.search, signed)):
        return frozenset()  # 县局：同意上报 王磊, below who has signed for the applicant
    read = {path for path, each in found.items() if each.how not in _NOWHERE or texts.get(path, "").strip()}
    return later_parts(model, SENDER) - {path.partition(".")[0] for path in read}


@cache
def later_parts(model: type[FormModel], stage: Stage) -> frozenset[str]:
    """The parts of a form that are filled in after a stage, by others than who has filled it in till then.

    >>> import ipforms
    >>> sorted(later_parts(ipforms.form("jinhua-application").model, "applicant"))
    ['recommender_endorsement']
    """
    stages = model.stages[model.stages.index(stage) + 1 :] if stage in model.stages else ()
    groups = (node for node in layout(model).children if isinstance(node, FieldGroup) and node.info is not None)
    return frozenset(node.name for node in groups if node.info and extra(node.info, "stage") in stages)


def grave_notes(notes: Iterable[Note], path: str) -> Iterator[Note]:
    """The notes on a field of such a part but for those that it is missing: words elsewhere are no opinion either."""
    for note in notes:
        if note.code != _FIELD_MISSING and not (note.code == _WORDS_LEFT and path.endswith(_OPINION)):
            yield note
