"""A short run of the fuzzer: what it makes is the same each time, and nothing comes of it that must not be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ipforms.errors import IpformsError, UnreadableDocument, typed_errors
from scripts.fuzz import campaign, trial
from scripts.fuzz.mutants import KINDS, Mutant, mutant
from tests.effort import EVERYTHING

FOUND = Path(__file__).parent / "data" / "mutants"  # files that the fuzzer has found, each once a fault

_EACH = 20 if EVERYTHING else 2  # mutants of a kind


@pytest.mark.parametrize("kind", KINDS)
def test_mutants_give_a_result_or_an_error_of_ours(kind, monkeypatch):
    monkeypatch.setenv("IPFORMS_SOFFICE", "none")
    found = [trial.trial(number, mutant(number, 0, (kind,))) for number in range(_EACH)]
    assert [each.fault for each in found if each.fault] == []
    assert all(each.result for each in found)


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_is_always_the_same_mutant(kind):
    made = [mutant(number, 7, (kind,)) for number in range(3)]
    assert made == [mutant(number, 7, (kind,)) for number in range(3)]
    assert len({each.data for each in made}) == len(made)


@pytest.mark.parametrize("file", sorted(FOUND.iterdir()), ids=lambda file: file.name)
def test_what_was_found_once_is_no_fault_any_more(file):
    kind = next(kind for kind in KINDS if file.name.startswith(kind))
    made = Mutant(kind, file.name, "guangzhou-enterprise", KINDS[kind].asked, file.read_bytes())
    assert trial.trial(0, made).fault == ""


def _raise(error):
    raise error


@pytest.mark.parametrize(
    ("error", "fault"), [(KeyError("x"), "KeyError"), (UnreadableDocument(name="x", reason=""), "")]
)
def test_any_exception_but_ours_is_a_fault_and_where_it_is_turned_into_ours_too(error, fault, monkeypatch):
    def hidden(made):
        with typed_errors("x"):
            _raise(error)

    for call in (lambda made: _raise(error), hidden):
        monkeypatch.setitem(trial._CALLS, "document", (call,))
        found = trial.trial(1, Mutant("docx-bytes", "x", "", "document", b""))
        assert found.fault.startswith(fault) and bool(found.fault) == bool(fault)


def _hold(size):
    return lambda made: bytes(bytearray(b"x") * size)


@pytest.mark.parametrize(
    ("limit", "most", "call"), [("SECONDS", 0.0, _hold(1_000_000)), ("BYTES", 20_000_000, _hold(100_000_000))]
)
def test_what_takes_too_long_or_too_much_is_a_fault(limit, most, call, monkeypatch):
    monkeypatch.setattr(trial, limit, most)
    monkeypatch.setitem(trial._CALLS, "document", (call,))
    assert trial.trial(1, Mutant("docx-bytes", "x", "", "document", b"")).fault == "over the limits: docx-bytes"


def test_a_worker_that_dies_costs_its_own_mutant_alone(monkeypatch):
    monkeypatch.setattr(campaign, "_work", _dying)
    found = {each.number: each.result for each in campaign.outcomes(range(4), 0, ("csv",))}
    assert found == {0: "read", 1: "died", 2: "read", 3: "read"}


def _dying(connection, seed, kinds):
    while True:
        number = connection.recv()
        if number == 1:
            os._exit(9)
        connection.send(trial.Outcome(number, kinds[0], "read", "", 0.0, 0))


def test_only_our_own_root_is_allowed():
    assert (IpformsError,) == trial.ALLOWED


def test_a_campaign_tries_each_number_once():
    kinds = ("csv", "json")
    assert sorted(each.number for each in campaign.outcomes(range(6), 0, kinds, jobs=2)) == list(range(6))
