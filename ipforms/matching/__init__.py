"""A sheet of cells + the map of a form → a text for each place of the form.

A document is first tried cell for cell against the template (`exact_layout`). If it departs from it, it is cut into
blocks (`text_blocks`), the form's labels are searched in them (`label_finder`, `label_likeness`) and aligned
(`label_alignment`, `label_variants`), and what stands between two labels (`intervals`) is assigned to the slots that
the form has there (`assignment`, `section_rows`). `form_detection` finds which forms a document holds;
`fillable_fields` and `continuation_pages` know what the values of fields and continuation pages say besides.
"""

from collections.abc import Mapping
from dataclasses import replace

from ipforms.matching.continuation_pages import split_continuations, with_continuations
from ipforms.matching.digit_cells import join_digit_cells
from ipforms.matching.field_evidence import Found
from ipforms.matching.fillable_fields import with_field_values
from ipforms.matching.form_detection import DocumentForms, FormInstance, detect_forms
from ipforms.matching.form_match import FormMatch
from ipforms.matching.form_matcher import FormMatcher
from ipforms.sheet import Sheet

__all__ = ["DocumentForms", "FormInstance", "FormMatch", "FormMatcher", "Found", "match_document"]


def match_document(matchers: Mapping[str, FormMatcher], sheet: Sheet) -> DocumentForms:
    """The forms in a document, and a text for each of their fields."""
    boxed = frozenset[str]().union(*(matcher.boxed_labels for matcher in matchers.values()))
    sheet = join_digit_cells(sheet, boxed)
    document = _continued(matchers, sheet) or detect_forms(matchers, sheet)
    return with_field_values(document, sheet, matchers)


def _continued(matchers: Mapping[str, FormMatcher], sheet: Sheet) -> DocumentForms | None:
    """The form in a document with continuation pages; None if there are none, or they are unclear.

    Where a document has fields, these say everything.
    """
    own, continuations = (sheet, ()) if sheet.fields else split_continuations(sheet)
    document = detect_forms(matchers, own) if continuations else None
    if not document or not document.instances:
        return None
    first, *others = document.instances
    fields = with_continuations(first.match.fields, continuations, matchers[first.form_id].paths)
    if fields is None:
        return None
    return DocumentForms([replace(first, match=replace(first.match, fields=fields)), *others], document.outside)
