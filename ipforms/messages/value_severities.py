"""The findings of any value: how it was read of its cell, and why it is doubted.

A note: the value is likely right, but it took an interpretation. A warning or worse: somebody should look.
"""

from __future__ import annotations

from ipforms.messages.severity import Severity

_ERROR, _WARNING, _ATTACHMENT, _, _NOTE = Severity

VALUE_SEVERITIES: dict[str, Severity] = {
    "value.blank_inside": _NOTE,
    "value.colon_inside": _NOTE,
    "value.control_character": _ERROR,
    "value.date_for_name": _WARNING,
    "value.declared_none": _NOTE,
    "value.ditto": _NOTE,
    "value.ditto_unclear": _WARNING,
    "value.elsewhere": _ATTACHMENT,
    "value.foreign_name": _NOTE,
    "value.hint": _NOTE,
    "value.label": _NOTE,
    "value.label_inside": _WARNING,
    "value.left_over": _WARNING,
    "value.like_a_sample": _WARNING,
    "value.lines_joined": _NOTE,
    "value.list_sign": _NOTE,
    "value.no_glyph": _WARNING,
    "value.no_number": _WARNING,
    "value.no_words": _WARNING,
    "value.not_a_name": _WARNING,
    "value.once_private": _NOTE,
    "value.other_kind": _WARNING,
    "value.other_script": _NOTE,
    "value.pending": _WARNING,
    "value.placeholder": _WARNING,
    "value.private_character": _WARNING,
    "value.reference": _NOTE,
    "value.seal": _NOTE,
    "value.too_long": _ERROR,
    "value.type": _ERROR,
    "value.wide_gap": _WARNING,
    "value.zero": _WARNING,
}
