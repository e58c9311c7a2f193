"""What comes of matching a document with a form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ipforms.matching.continuation_pages import ContinuationText
from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.form_map import Label
from ipforms.matching.text_blocks import TextBlock


@dataclass(frozen=True)
class FormMatch:
    """How a document agrees with a form."""

    fields: FieldTexts  # the texts, their places, and what was left over
    missing: tuple[Label, ...] = ()  # labels of the form that the document does not have
    # labels that the document words otherwise, with the block and its wording
    changed: tuple[tuple[Label, TextBlock, str], ...] = ()
    score: float = 1.0  # how much of the form's print was found, from 0 to 1
    behind: tuple[TextBlock, ...] = ()  # blocks behind the end of the form
    # by path, what continuation pages print otherwise than the field says
    stale: Mapping[str, tuple[ContinuationText, ...]] = field(default_factory=dict)

    @property
    def is_filled(self) -> bool:
        """Whether anything is filled in."""
        return any(text.strip() for text in self.fields.texts.values())
