"""An instance of the desk with its real server and workers, in a thread, and clients of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

from ipforms.desk.accounts import LOCAL, DeskRole
from ipforms.desk.desk_app import create_app
from ipforms.desk.desk_server import server_config
from ipforms.desk.desk_settings import DeskSettings

PASSWORD = "correct horse battery"


class Instance:
    """A running one: its address, and its insides for what a client cannot see."""

    def __init__(self, url: str, app: FastAPI) -> None:
        self.url, self.app, self.desk = url, app, app.state.desk

    def anybody(self, **options: Any) -> httpx.Client:
        """A client that is nobody."""
        return httpx.Client(base_url=self.url, timeout=120, **options)

    def browser(self, session: str | None = None) -> httpx.Client:
        """A browser with a session, by a link of one use without; its scripts send what our pages' do."""
        accounts, cookie = self.desk.accounts, self.desk.settings.cookie
        session = session or accounts.enter(accounts.entry(60), 600)
        assert session is not None
        client = self.anybody(cookies={cookie: session})
        person = accounts.known(session, "session")
        assert person is not None
        client.headers.update({"X-CSRF-Token": person.csrf, "Origin": self.url})
        return client

    def program(self, name: str = LOCAL, role: DeskRole = DeskRole.CHECK) -> httpx.Client:
        """A program with a token."""
        token = self.desk.accounts.add_token(name, role)
        return self.anybody(headers={"Authorization": f"Bearer {token}"})


@contextmanager
def instance(folder: Path, **options: Any) -> Iterator[Instance]:
    """An instance on any free port, for the length of a `with` block."""
    settings = DeskSettings(folder, **{"jobs": 1, "port": 0, **options})
    app = create_app(settings)
    server = uvicorn.Server(server_config(app, settings))
    server.config.host, server.config.port = "127.0.0.1", 0
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server has ended"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Instance(f"http://127.0.0.1:{port}", app)
    finally:
        server.should_exit = True
        thread.join()


def finished(client: httpx.Client, job: str, seconds: float = 60) -> dict[str, Any]:
    """A job when nothing more happens to it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        state: dict[str, Any] = client.get(f"/api/v1/jobs/{job}").raise_for_status().json()
        if state["status"] in ("done", "failed", "cancelled"):
            return state
        time.sleep(0.05)
    raise AssertionError(f"still {state}")
