"""A running instance: its lock, its socket, its log, and a server that waits for nobody's slow headers."""

import asyncio
import contextlib
import json
import logging
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from ipforms.bulk.atomic_files import refusal, unwritable
from ipforms.bulk.lock import AlreadyRunning, locked
from ipforms.desk.accounts import Accounts
from ipforms.desk.desk_app import create_app
from ipforms.desk.desk_settings import DeskSettings
from ipforms.desk.desk_store import DeskStore
from ipforms.errors import IpformsError, UnreadableDocument, why_not_opened

_LOCK, _RUNNING = "desk.lock", "desk.json"
_CONNECTIONS = 500  # at once; an office has fewer people, and each browser opens six
_PATIENCE = 1.0  # seconds that an instance which is stopping gets
_SWITCH = 0.001  # seconds that a thread of a job may keep a page waiting for the interpreter; Python's own is 5 ms
_GRACE = 3  # seconds that open connections get at the end
_KEEP_ALIVE = 20  # seconds that a connection may be idle between two requests


class PortTaken(IpformsError):
    """The server cannot listen there."""


class NoPeople(IpformsError):
    """Others are to reach the instance, and nobody has a password yet."""


class UnfitCertificate(IpformsError):
    """The certificate and its key are no PEM files, or are not of one pair."""


@dataclass(frozen=True)
class Certificate:
    """For HTTPS without a proxy: the files of the certificate and of its key, in PEM."""

    chain: Path
    key: Path


def serve(settings: DeskSettings, ready: Callable[[str], None], certificate: Certificate | None = None) -> None:
    """Serve until the process is told to stop.

    Args:
        settings: of the instance.
        ready: is told the address once it answers; on this machine that is a link of one use.
        certificate: for HTTPS.

    Raises:
        NoPeople: nobody could log in.
        PortTaken: the port, or the address, cannot be had.
        AlreadyRunning: another process serves the folder, and others may reach it; of one that only this machine
            reaches, `ready` is told a new link.
    """
    if certificate:
        settings = replace(settings, secure=True)
    _require(certificate)
    try:
        settings.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise unwritable(settings.folder, error) from None
    try:
        with locked(settings.folder / _LOCK, str(settings.folder), patience=_PATIENCE):
            _serve(settings, ready, certificate)
    except AlreadyRunning:
        running = _running(settings)
        if running is None or not running.is_local:
            raise
        ready(link(running))


def _require(certificate: Certificate | None) -> None:
    """Refuse a certificate that cannot be used, before anything is started with it.

    Raises:
        UnfitCertificate: a file cannot be read or is none of the kind, or the two do not belong together.
    """
    if certificate is None:
        return
    try:
        for path in (certificate.chain, certificate.key):
            path.read_bytes()
        ssl.create_default_context().load_cert_chain(certificate.chain, certificate.key, lambda: b"")
    except ssl.SSLError:
        raise UnfitCertificate(chain=str(certificate.chain), key=str(certificate.key)) from None
    except OSError as error:
        raise UnreadableDocument(name=str(path), reason=why_not_opened(error)) from None


def link(settings: DeskSettings) -> str:
    """Where a person begins: on this machine a link of one use."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    home = f"http{'s' if settings.secure else ''}://{host}:{settings.port}/"
    if not settings.is_local:
        return home
    with contextlib.closing(_Opened(settings)) as store:
        return f"{home}enter?token={Accounts(store).entry(settings.limits.entry_seconds)}"


class _Opened(DeskStore):
    def close(self) -> None:
        self.engine.dispose()


def _serve(settings: DeskSettings, ready: Callable[[str], None], certificate: Certificate | None) -> None:
    with contextlib.closing(_Opened(settings)) as store:
        if not settings.is_local and not Accounts(store).names():
            raise NoPeople
    with _listening(settings) as (sockets, bound):
        _log()
        sys.setswitchinterval(_SWITCH)
        config = server_config(create_app(bound), bound, certificate)
        running = settings.folder / _RUNNING
        running.write_text(json.dumps({"host": bound.host, "port": bound.port, "secure": bound.secure}), "utf-8")
        _Announced(config, lambda: ready(link(bound))).run(sockets)


def server_config(app: FastAPI, settings: DeskSettings, certificate: Certificate | None = None) -> uvicorn.Config:
    """How the server is to treat connections."""
    return uvicorn.Config(
        app,
        http=_protocol(settings.limits.idle_seconds),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_GRACE,
        ssl_certfile=certificate.chain if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
    )


@contextlib.contextmanager
def _listening(settings: DeskSettings) -> Iterator[tuple[list[socket.socket], DeskSettings]]:
    """The socket, and the settings with the port that it got (0 asks for any that is free).

    Raises:
        PortTaken: it cannot be had.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # The protocol is named: asyncio sends at once (TCP_NODELAY) only where it is, else each answer waits 40 ms.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
        except OSError as error:
            raise PortTaken(host=settings.host, port=settings.port, reason=refusal(error)) from None
        yield [listener], replace(settings, port=listener.getsockname()[1])


def _running(settings: DeskSettings) -> DeskSettings | None:
    """Where the process listens that serves a folder; None if nobody knows."""
    try:
        return replace(settings, **json.loads((settings.folder / _RUNNING).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


class _Announced(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            await asyncio.to_thread(self._ready)


def _protocol(seconds: float) -> type[asyncio.Protocol]:
    """HTTP/1.1 whose requests must be complete to the end of their headers within some seconds."""

    class PunctualProtocol(H11Protocol):
        _late: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._watch()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._watch()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop()
            super().connection_lost(exc)

        def _watch(self) -> None:
            """Time runs from the first byte of a request to the end of its headers."""
            if self.cycle is not None and not self.cycle.response_complete:
                self._stop()
            elif self._late is None:
                self._late = self.loop.call_later(seconds, self.transport.close)

        def _stop(self) -> None:
            if self._late is not None:
                self._late.cancel()
                self._late = None

    return PunctualProtocol


def _log() -> None:
    """Lines of our own on standard error. The server's own tracebacks tell contents of forms; ours do not."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
        logging.getLogger(name).propagate = False
    log = logging.getLogger("ipforms.desk")
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
