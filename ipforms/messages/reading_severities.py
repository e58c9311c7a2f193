"""The findings of readers: what was not read, or otherwise than it is stored."""

from __future__ import annotations

from ipforms.messages.severity import Severity

_ERROR, _WARNING, _, _, _NOTE = Severity

READING_SEVERITIES: dict[str, Severity] = {
    "reading.attachments": _WARNING,
    "reading.box_shown": _WARNING,
    "reading.broken_part": _WARNING,
    "reading.clocks": _WARNING,
    "reading.comment": _WARNING,
    "reading.control_differs": _WARNING,
    "reading.converted": _NOTE,
    "reading.covered_text": _WARNING,
    "reading.cut_off": _WARNING,
    "reading.date_field": _WARNING,
    "reading.deleted": _WARNING,
    "reading.drawn": _NOTE,
    "reading.external": _NOTE,
    "reading.field_shown": _WARNING,
    "reading.first_choice": _NOTE,
    "reading.floating_text": _WARNING,
    "reading.foreign_part": _WARNING,
    "reading.gaps": _NOTE,
    "reading.hidden_field": _WARNING,
    "reading.hidden_text": _WARNING,
    "reading.input_fields": _WARNING,
    "reading.invisible_text": _WARNING,
    "reading.line_ends": _NOTE,
    "reading.macros": _WARNING,
    "reading.missing_part": _WARNING,
    "reading.note_mark": _NOTE,
    "reading.object": _WARNING,
    "reading.picture": _WARNING,
    "reading.placeholder": _NOTE,
    "reading.repeated": _WARNING,
    "reading.rows_lost": _ERROR,
    "reading.scanned_page": _WARNING,
    "reading.scripts": _WARNING,
    "reading.span": _NOTE,
    "reading.struck": _WARNING,
    "reading.text_box": _WARNING,
    "reading.tracked_changes": _WARNING,
    "reading.unknown_symbol": _WARNING,
    "reading.unmapped": _WARNING,
    "reading.xfa": _WARNING,
}
