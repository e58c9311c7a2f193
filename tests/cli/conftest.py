"""The command line as people have it: a process of its own, real files, exit status, two streams."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ipforms.cli import run

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


@pytest.fixture(scope="session")
def calls():
    """`calls(list_of_arguments, lang, folder)`: status, stdout and stderr of each, made in this process."""

    def make(arguments, lang, folder):
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            patch.setenv("COLUMNS", "200")
            patch.setenv("IPFORMS_LANG", lang)
            done = [one(each) for each in arguments]
        assert not any("Traceback" in text for _, *streams in done for text in streams)
        return done

    def one(arguments):
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
            status = run(arguments)
        return status, out.getvalue(), err.getvalue()

    return make


@pytest.fixture
def data(tmp_path):
    """`data("a.csv", text)`: a file in `tmp_path`."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    return write
