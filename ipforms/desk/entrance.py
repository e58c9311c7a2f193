"""Where people come in and go: a link of one use on this machine, name and password elsewhere; and the health page."""

import re
from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlalchemy import literal, select

from ipforms.desk.desk_context import Desk, desk_of
from ipforms.desk.desk_settings import DeskSettings
from ipforms.desk.problem_details import NotFound
from ipforms.desk.rate_limiter import RateLimiter
from ipforms.errors import IpformsError

router = APIRouter(include_in_schema=False)
TheDesk = Annotated[Desk, Depends(desk_of)]
_OUR_PAGE = re.compile(r"/(?!/)[\w\-./]*(?:\?[\w\-.%&=+]*)?", re.ASCII)  # an address on this instance: no `//elsewhere`
_YEAR = 365 * 86_400  # seconds that a chosen language is remembered


class UsedLink(IpformsError):
    """A link of one use that was used, or is too old."""


@router.get("/enter")
def enter(request: Request, desk: TheDesk, token: str = "") -> Response:
    """Exchange the link of one use for a session."""
    session = desk.accounts.enter(token, desk.settings.limits.session_seconds)
    if session is None:
        raise UsedLink
    # A page and no redirect: where something else has led here, cookies of SameSite=Strict do not go on with it.
    page = desk.pages.page(request, "entered.html", headers={"Refresh": "0; url=/"})
    return _with_session(page, desk.settings, session)


@router.get("/login")
def login_page(request: Request, desk: TheDesk, back: str = "/") -> Response:
    """Name and password; `back` is the page that was asked for."""
    if desk.settings.is_local:
        raise NotFound
    return desk.pages.page(request, "login.html", failed=False, back=_ours(back))


@router.post("/login")
def login(
    request: Request,
    desk: TheDesk,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/",
) -> Response:
    """A session for name and password; a page that says no more than that they do not fit."""
    logins: RateLimiter = request.app.state.logins
    for client in (request.client.host if request.client else "", f"name:{name}"):
        logins.count(client)
    session = desk.accounts.log_in(name, password[:1_000], desk.settings.limits.session_seconds)
    if session is None:
        return desk.pages.page(request, "login.html", 403, failed=True, back=_ours(back))
    return _with_session(RedirectResponse(_ours(back), 303), desk.settings, session)


@router.post("/logout")
def logout(request: Request, desk: TheDesk) -> Response:
    """End the session."""
    desk.accounts.end(request.cookies.get(desk.settings.cookie, ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(desk.settings.cookie)
    return answer


@router.post("/language")
def language(desk: TheDesk, lang: Annotated[str, Form()], back: Annotated[str, Form()] = "/") -> Response:
    """Choose a language; it stays in the browser. `back` is the page of ours to go back to."""
    answer = RedirectResponse(_ours(back), 303)
    answer.set_cookie("lang", "en" if lang == "en" else "zh", _YEAR, secure=desk.settings.secure, samesite="strict")
    return answer


@router.get("/health")
def health(desk: TheDesk) -> JSONResponse:
    """Whether the database answers and the workers work; for who watches the service, so it says nothing else."""
    desk.store.rows(select(literal(1).label("one")))
    return JSONResponse({"status": "ok", "version": version("ipforms")})


def _ours(back: str) -> str:
    """A page of ours to go to: the one that is asked for, or the first one."""
    return back if _OUR_PAGE.fullmatch(back) else "/"


def _with_session(answer: Response, settings: DeskSettings, session: str) -> Response:
    answer.set_cookie(
        settings.cookie,
        session,
        int(settings.limits.session_seconds),
        httponly=True,
        samesite="strict",
        secure=settings.secure,
    )
    return answer
