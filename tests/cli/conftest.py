"""The command line as people have it: a process of its own, real files, exit status, two streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = [str(Path(sys.executable).with_name("ipforms"))]
MODULE = [sys.executable, "-m", "ipforms.cli"]


@pytest.fixture
def cli(tmp_path):
    """`cli("fill", …)`: run in `tmp_path`; text streams. No run may show a stack trace."""

    def run(*arguments, program=SCRIPT, stdin=None, binary=False, **environment):
        done = subprocess.run(
            [*program, *map(str, arguments)],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
            env={**os.environ, "COLUMNS": "200", "IPFORMS_LANG": "zh", **environment},
        )
        if not binary:
            done.stdout, done.stderr = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
            assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done

    run.script, run.module = SCRIPT, MODULE
    return run


# One process for many calls: starting Python takes longer than what it is to do here.
_DRIVER = """
import contextlib, io, json, sys
from ipforms.cli import run
done = []
for arguments in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        status = run(arguments)
    done.append((status, out.getvalue(), err.getvalue()))
json.dump(done, sys.stdout)
"""


@pytest.fixture(scope="session")
def calls():
    """`calls(list_of_arguments, lang, folder)`: status, stdout and stderr of each, made one after the other."""

    def make(arguments, lang, folder):
        done = subprocess.run(
            [sys.executable, "-c", _DRIVER],
            cwd=folder,
            input=json.dumps(arguments).encode(),
            capture_output=True,
            timeout=100,
            check=True,
            env={**os.environ, "COLUMNS": "200", "IPFORMS_LANG": lang},
        )
        assert b"Traceback" not in done.stdout + done.stderr
        return json.loads(done.stdout)

    return make


@pytest.fixture
def data(tmp_path):
    """`data("a.csv", text)`: a file in `tmp_path`."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    return write
