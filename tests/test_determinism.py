"""The same input gives the same result, to the byte: in any process, however it happens to order its sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.effort import examples

ROOT = Path(__file__).parents[1]
_MUTANTS = examples(120)


@pytest.fixture(scope="module")
def results():
    """The lines of two processes that hash texts differently and go another way, which run side by side."""
    command = [sys.executable, "-m", "tests.determinism", str(_MUTANTS)]
    running = [
        subprocess.Popen([*command, *way], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE)
        for seed, *way in (("1",), ("20170401", "backwards"))
    ]
    return [process.communicate(timeout=600)[0].decode().splitlines() for process in running]


@pytest.mark.slow
def test_two_processes_say_the_same_of_every_document(results):
    one, two = results
    assert len(one) == len(two) > _MUTANTS
    assert [(a[:3_000], b[:3_000]) for a, b in zip(one, two, strict=True) if a != b][:1] == []
