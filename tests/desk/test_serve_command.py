"""`ipforms serve` as people call it: what it needs, whom it lets in, a second start."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ipforms.cli.app import run
from ipforms.desk import desk_server
from ipforms.desk.accounts import Accounts, DeskRole
from ipforms.desk.desk_settings import DeskSettings
from ipforms.desk.desk_store import DeskStore


@pytest.mark.slow
def test_without_the_extra_the_command_to_install_it_is_told() -> None:
    program = "import sys; sys.modules['fastapi'] = None; from ipforms.cli.app import run; sys.exit(run(['serve']))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8")
    assert done.returncode == 2 and "ipforms[serve]" in done.stderr


def test_an_office_needs_somebody_who_can_log_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", str(tmp_path), "--host", "0.0.0.0", "--port", "0"]) == 2
    assert "--add-person" in capsys.readouterr().err


def test_people_and_tokens_are_added_and_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    assert run(["serve", str(tmp_path), "--add-person", "王芳", "--role", "decide"]) == 0
    capsys.readouterr()
    assert run(["serve", str(tmp_path), "--add-token", "王芳", "--role", "look"]) == 0
    token = capsys.readouterr().out.strip()
    accounts = Accounts(DeskStore(DeskSettings(tmp_path)))
    known = accounts.known(token, "api")
    assert known is not None and (known.name, known.role) == ("王芳", DeskRole.LOOK)
    assert accounts.log_in("王芳", "correct horse battery", 60)
    assert run(["serve", str(tmp_path), "--remove-person", "王芳"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("another horse battery\n"))
    assert run(["serve", str(tmp_path), "--add-person", "王芳", "--role", "look"]) == 0
    accounts = Accounts(DeskStore(DeskSettings(tmp_path)))
    assert accounts.known(token, "api") is None and not accounts.log_in("王芳", "correct horse battery", 60)
    session = accounts.log_in("王芳", "another horse battery", 60)
    again = accounts.known(session or "", "session")
    assert again is not None and again.role is DeskRole.LOOK


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(desk_server.PortTaken):
            desk_server.serve(DeskSettings(tmp_path, port=taken.getsockname()[1]), print)


def test_a_second_start_gives_a_new_link_to_the_one_that_runs(tmp_path: Path) -> None:
    links: list[str] = []
    settings = DeskSettings(tmp_path, port=0)
    (tmp_path / "desk.json").write_text('{"host": "127.0.0.1", "port": 4711, "secure": false}')
    held, over = threading.Event(), threading.Event()

    def hold() -> None:
        from ipforms.bulk.lock import locked

        with locked(tmp_path / "desk.lock", "desk"):
            held.set()
            over.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    desk_server.serve(settings, links.append)
    over.set()
    thread.join()
    assert [link.partition("token=")[0] for link in links] == ["http://127.0.0.1:4711/enter?"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["desk", "--port", "99999"], "0 到 65535"),
        (["notes.txt"], "notes.txt"),
        (["desk", "--certificate", "notes.txt", "--key", "notes.txt"], "notes.txt"),
        (["desk", "--certificate", "none.pem", "--key", "notes.txt"], "none.pem"),
    ],
)
def test_what_cannot_be_used_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("x")
    assert run(["serve", *options]) == 2
    assert told in capsys.readouterr().err


def test_the_secret_of_a_link_is_no_argument_of_the_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr(desk_server, "serve", lambda settings, ready, https: ready("http://127.0.0.1:1/enter?token=s"))
    (tmp_path / "open.html").write_text("of the last start")
    assert run(["serve", str(tmp_path)]) == 0
    page = tmp_path / "open.html"
    assert opened == [page.as_uri()] and "url=http://127.0.0.1:1/enter?token=s" in page.read_text("utf-8")
    assert page.stat().st_mode & 0o077 == 0
