"""Forms that other people made: none is taken for another, nearly all values are exact, no text is lost in silence.

`IPFORMS_SEEDS=10 pytest tests/reading` reads ten of each kind instead of one.
"""

from __future__ import annotations

import os

import pytest

import ipforms
from tests.effort import crossed
from tests.reading.measure import outcome
from tests.replicas import FORMS, SWITCHES, replica

SEEDS = range(int(os.environ.get("IPFORMS_SEEDS", "1")))


def outcomes():
    """Each form with each difficulty, and without any; in `make test` each difficulty with one form."""
    cases = [*(((), form_id) for form_id in FORMS), *crossed([(switch,) for switch in SWITCHES], FORMS)]
    for switches, form_id in cases:
        for seed in SEEDS:
            yield (form_id, seed, *switches), outcome(form_id, seed, *switches)


@pytest.mark.slow
def test_no_form_is_taken_for_another():
    assert [made for made, read in outcomes() if read.form_id != made[0]] == []


def test_at_least_99_of_100_values_are_exact():
    missed = [(made, path, *values) for made, read in outcomes() for path, values in read.missed.items()]
    assert len(missed) <= sum(read.fields for _, read in outcomes()) / 100, missed


def test_every_value_that_is_missed_has_a_finding():
    assert [(made, path, *read.missed[path]) for made, read in outcomes() for path in read.silent] == []


def test_every_word_of_a_document_is_in_a_value_in_its_print_or_in_a_finding():
    assert [(made, *where) for made, read in outcomes() for where in read.lost] == []


@pytest.mark.parametrize("form_id", FORMS)
def test_what_is_written_doubtfully_is_read_with_a_note(form_id):
    for seed in SEEDS:
        made = replica(form_id, seed, "doubtful")
        noted = {finding.path for finding in ipforms.read(made.data).findings}
        assert [(seed, path, made.written.get(path)) for path in made.doubtful if path not in noted] == []


@pytest.mark.parametrize("form_id", FORMS)
def test_a_statement_that_was_altered_is_one_finding_that_quotes_both_wordings(form_id):
    for seed in range(3):
        findings = ipforms.read(replica(form_id, seed, "statement_changed").data).findings
        (changed,) = (finding for finding in findings if finding.code == "form.statement_changed")
        assert changed.note.context["found"] != changed.note.context["label"]
        assert changed.place is not None
        assert "form.left_over" not in {finding.code for finding in findings}
