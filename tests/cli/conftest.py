"""The command line as people have it: real files, exit status, two streams; a process of its own where that matters."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ipforms.cli import run
from tests import effort

SCRIPT = [str(Path(sys.executable).with_name("ipforms"))]
MODULE = [sys.executable, "-m", "ipforms"]


@pytest.fixture
def cli(tmp_path):
    """`cli("fill", …)`: run in `tmp_path`; text streams. No run may show a stack trace.

    Starting Python takes longer than nearly all commands do, so `make test` runs them in its own process. What asks for
    a program, or for an environment that Python reads at its start, gets a process, and in `make test-all` all do.
    """

    def run_command(*arguments, program=None, stdin=None, binary=False, **environment):
        settings = {"COLUMNS": "200", "IPFORMS_LANG": "zh", **environment}
        alone = program is not None or effort.EVERYTHING or any(name.startswith(_AT_START) for name in environment)
        call = _in_a_process if alone else _in_this_process
        done = call([*(program or SCRIPT), *map(str, arguments)], stdin, tmp_path, settings)
        if not binary:
            done.stdout, done.stderr = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
            assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done

    run_command.script, run_command.module = SCRIPT, MODULE
    return run_command


_STREAMS = ("stdin", "stdout", "stderr")
_AT_START = ("PYTHON", "LANG", "LC_", "IPFORMS_FORMS")  # read once; a process keeps what it found


def _in_a_process(command, stdin, folder, settings):
    return subprocess.run(
        command,
        cwd=folder,
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **settings},
    )


def _in_this_process(command, stdin, folder, settings):
    streams = {
        name: io.TextIOWrapper(io.BytesIO(stdin or b"" if name == "stdin" else b""), "utf-8") for name in _STREAMS
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, value in settings.items():
            patch.setenv(name, value)
        for name, stream in streams.items():
            patch.setattr(sys, name, stream)
        status = run(command[len(SCRIPT) :])
        written = []
        for name in ("stdout", "stderr"):
            streams[name].flush()
            written.append(streams[name].buffer.getvalue())
    return subprocess.CompletedProcess(command, status, *written)


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
