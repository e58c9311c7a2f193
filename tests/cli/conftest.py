"""The command line as people have it: real files, exit status, two streams; an own process where it matters."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from ipforms.cli import run

SCRIPT = [str(Path(sys.executable).with_name("ipforms"))]
MODULE = [sys.executable, "-m", "ipforms.cli"]
ENVIRONMENT = {"COLUMNS": "200", "IPFORMS_LANG": "zh"}


def here(arguments, stdin, folder, environment):
    """Run a command in this process, which is quicker by what Python takes to start; streams of bytes."""
    given = zip(("stdin", "stdout", "stderr"), (stdin or b"", b"", b""), strict=True)
    streams = {name: io.TextIOWrapper(io.BytesIO(data), "utf-8") for name, data in given}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, value in environment.items():
            patch.setenv(name, value)
        for name, stream in streams.items():
            patch.setattr(sys, name, stream)
        status = run(arguments)
    _, out, err = streams.values()
    for stream in (out, err):
        stream.flush()
    return CompletedProcess(arguments, status, out.buffer.getvalue(), err.buffer.getvalue())


def apart(program, arguments, stdin, folder, environment):
    """Run a command in a process of its own."""
    return subprocess.run(
        [*program, *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


def texts(done):
    """The streams as text; no run may show a stack trace."""
    done.stdout, done.stderr = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done


@pytest.fixture
def cli(tmp_path):
    """`cli("fill", …)`: run in `tmp_path`, in a process of its own if a program is named; text streams."""

    def call(*arguments, program=None, stdin=None, binary=False, **environment):
        given, environment = list(map(str, arguments)), {**ENVIRONMENT, **environment}
        rest = (given, stdin, tmp_path, environment)
        done = apart(program, *rest) if program else here(*rest)
        return done if binary else texts(done)

    call.script, call.module = SCRIPT, MODULE
    return call


@pytest.fixture(scope="session")
def calls():
    """`calls(list_of_arguments, lang, folder)`: status, stdout and stderr of each, made one after the other."""

    def make(arguments, lang, folder):
        done = [texts(here(each, None, folder, {**ENVIRONMENT, "IPFORMS_LANG": lang})) for each in arguments]
        return [(each.returncode, each.stdout, each.stderr) for each in done]

    return make


@pytest.fixture
def data(tmp_path):
    """`data("a.csv", text)`: a file in `tmp_path`."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    return write
