"""In which order a report says what it found, and that a shared label is called one."""

from __future__ import annotations

import ipforms
from ipforms.matching.field_evidence import Found
from ipforms.messages import Note
from ipforms.pipeline.evidence import FieldEvidence
from tests.replicas import replica


def test_what_the_form_says_goes_before_print_that_is_missing():
    codes = [
        each.code
        for each in ipforms.check(ipforms.read(replica("guangzhou-enterprise", 1, "cover_missing").data)).findings
    ]
    at = [number for number, code in enumerate(codes) if code == "form.label_missing"]
    assert at and at == list(range(len(codes) - len(at), len(codes)))


def test_a_label_in_its_own_words_beside_another_is_not_called_different():
    model = ipforms.form("jinhua-application").model
    found = {"contact_name": Found("label", "联系人", 0.62, 1.0, is_confirmed=True)}
    evidence = FieldEvidence(model, {"contact_name": "甲"}, found, {}, ())
    assert evidence["contact_name"].reasons == (Note("evidence.label_shared", {"label": "联系人"}),)
