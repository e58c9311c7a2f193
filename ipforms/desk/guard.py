"""What every request passes before any of our addresses sees it: nothing is left to the care of a single page.

Host (DNS rebinding), rate, who asks, where an unsafe request comes from (CSRF), role, size and speed of the body; and
the headers of every answer.
"""

import hmac
import logging
import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ipforms.codes.masking import masked_text
from ipforms.desk.accounts import Accounts, DeskPerson, DeskRole
from ipforms.desk.body_limits import BodyRefused, LimitedBody
from ipforms.desk.desk_settings import DeskSettings, is_address
from ipforms.desk.page_templates import PageTemplates, here_of
from ipforms.desk.problem_details import NotAllowed, NotLoggedIn, lang_of, problem, status_of
from ipforms.desk.rate_limiter import RateLimiter, TooManyRequests
from ipforms.errors import IpformsError

API = "/api/"
_LOG = logging.getLogger("ipforms.desk")
_LOGGED = 120  # characters of an address in the log
_OPEN = ("/static/", "/health", "/login", "/enter", "/language")
"""Addresses, or beginnings of some, that nobody has to be logged in for."""
_APPLICANTS = "/apply"
_ANY_ROLE = ("/logout", "/language", "/login")
_SAFE = ("GET", "HEAD", "OPTIONS")
_FORM = "application/x-www-form-urlencoded"
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
"""Of every answer that does not say otherwise. The first one: nothing from elsewhere, no script but our own files."""


class WrongHost(IpformsError):
    """The request is for a name that is none of this instance's."""


class ForeignRequest(IpformsError):
    """A request that may change something comes from no page of this instance, or from one of an ended session."""


class Guard:
    """The middleware around everything.

    Args:
        app: what it guards.
        settings: of the instance.
        accounts: its people.
        pages: for refusals that a person gets to see.
    """

    def __init__(self, app: ASGIApp, settings: DeskSettings, accounts: Accounts, pages: PageTemplates) -> None:
        self._app, self._settings, self._accounts, self._pages = app, settings, accounts, pages
        self._by_address = RateLimiter(settings.limits.requests)
        self._by_person = RateLimiter(settings.limits.requests)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        request = Request(scope, receive)
        sends = _with_headers(send, request, secure=self._settings.secure)
        try:
            body = await self._let_pass(request)
        except IpformsError as error:
            await self._refusal(request, error)(scope, receive, sends)
        except BodyRefused as refused:
            await self._refusal(request, refused.error)(scope, receive, sends)
        else:
            await self._app(scope, body, sends)

    async def _let_pass(self, request: Request) -> Receive:
        """The body of a request that may pass.

        Raises:
            IpformsError: it may not.
            BodyRefused: it is too large, or too slow.
        """
        request.state.person = None
        if not self._is_ours(request.headers.get("host", "")):
            raise WrongHost(host=request.headers.get("host", "")[:80])
        person = await self._person(request)
        request.state.person = person
        if person is not None:
            self._by_person.count(person.name)
        else:  # all that come through a proxy have one address
            self._by_address.count(request.client.host if request.client else "")
        is_open = self._is_open(request.url.path)
        if person is None and not is_open:
            raise NotLoggedIn
        limits, headers = self._settings.limits, request.headers
        has_files = headers.get("content-type", "").startswith(("multipart/", "application/octet-stream"))
        # Nobody but those who are known may send files.
        size = limits.upload_bytes if has_files and person is not None else limits.body_bytes
        body: Receive = LimitedBody(request.receive, headers, limits, size)
        if request.method not in _SAFE:
            body = await self._unsafe(request, person, body, is_open=is_open)
        return body

    async def _unsafe(self, request: Request, person: DeskPerson | None, body: Receive, *, is_open: bool) -> Receive:
        """The body of a request that may change something, if it comes from a page of ours or a program."""
        is_program = person is not None and not person.csrf
        if not is_program and not _is_from_here(request.headers):
            raise ForeignRequest
        if person is not None and person.csrf:
            given, body = await _csrf(request, body)
            if not hmac.compare_digest(given.encode(), person.csrf.encode()):
                raise ForeignRequest
        if person is not None and person.role < DeskRole.CHECK and not is_open and request.url.path not in _ANY_ROLE:
            raise NotAllowed(role=DeskRole.CHECK.word)
        return body

    async def _person(self, request: Request) -> DeskPerson | None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        is_program = scheme.lower() == "bearer"
        secret = token.strip() if is_program else request.cookies.get(self._settings.cookie)
        if not secret:
            return None
        kind = "api" if is_program else "session"
        remembered = self._accounts.remembered(secret, kind)
        return remembered or await to_thread.run_sync(self._accounts.known, secret, kind)

    def _is_ours(self, host: str) -> bool:
        """Whether a Host header names this instance. An address cannot be rebound; a name must be one of ours."""
        name = urlsplit(f"//{host}").hostname or ""
        if self._settings.is_local:
            return name in ("127.0.0.1", "localhost", "::1", self._settings.host)
        return is_address(name) or name in (self._settings.host, "localhost", *self._settings.names)

    def _is_open(self, path: str) -> bool:
        applicants = (_APPLICANTS,) if self._settings.open_applicants else ()
        return any(path == each or path.startswith(f"{each.rstrip('/')}/") for each in (*_OPEN, *applicants))

    def _refusal(self, request: Request, error: IpformsError) -> Response:
        headers = {"Connection": "close"} if request.method not in _SAFE else {}
        if isinstance(error, TooManyRequests):
            headers["Retry-After"] = str(error.context["seconds"])
        if request.url.path.startswith(API) or "text/html" not in request.headers.get("accept", ""):
            if isinstance(error, NotLoggedIn):
                headers["WWW-Authenticate"] = "Bearer"
            return problem(error, lang_of(request, self._settings.lang), headers)
        if isinstance(error, NotLoggedIn) and not self._settings.is_local:
            asked = f"?{urlencode({'back': here_of(request)})}" if request.method in _SAFE else ""
            return RedirectResponse(f"/login{asked}", 303)
        return self._pages.page(request, "refused.html", status_of(error), headers, error=error)


def _is_from_here(headers: Headers) -> bool:
    """Whether a browser says that one of our own pages sent it; what is no browser says nothing."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host")
    return site in (None, "same-origin", "none")


async def _csrf(request: Request, body: Receive) -> tuple[str, Receive]:
    """What a request bears against forgery: in a header, or a field of its form, which is given back to be read."""
    given = request.headers.get("x-csrf-token", "")
    if given or not request.headers.get("content-type", "").startswith(_FORM):
        return given, body
    messages: list[Message] = []
    while not messages or messages[-1].get("more_body"):
        messages.append(await body())
    data = b"".join(message.get("body", b"") for message in messages)
    again = iter(messages)

    async def replayed() -> Message:
        return next(again, None) or await body()

    return parse_qs(data.decode("utf-8", "replace")).get("csrf", [""])[0], replayed


def _with_headers(send: Send, request: Request, *, secure: bool) -> Send:
    """Sends an answer with what each of them bears, and logs it: no body, no query, no name of a file."""
    start = time.monotonic()

    async def sends(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            extra: dict[str, Any] = {"Strict-Transport-Security": "max-age=31536000"} if secure else {}
            for name, value in {**_HEADERS, **extra}.items():
                headers.setdefault(name, value)
            person, took = getattr(request.state, "person", None), round((time.monotonic() - start) * 1000)
            path = masked_text(request.url.path, _LOGGED)
            name = person.name if person else "-"
            _LOG.info("%s %s %s %d ms %s", request.method, path, message["status"], took, name)
        await send(message)

    return sends
