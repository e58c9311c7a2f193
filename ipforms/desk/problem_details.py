"""Errors as RFC 9457 tells them: `application/problem+json` with our codes, in the language that is asked for."""

from collections.abc import Mapping
from typing import Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from starlette.requests import HTTPConnection

from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError, LimitExceeded, MissingExtra, UnknownForm, UnreadableDocument, UnsupportedFormat
from ipforms.messages import Lang

MEDIA = "application/problem+json"
_LONGEST = 4_000  # characters of a sentence, as on the command line
_STATUSES: tuple[tuple[type[IpformsError], int], ...] = (
    (UnknownForm, 404),
    (UnsupportedFormat, 415),
    (LimitExceeded, 413),
    (UnreadableDocument, 422),
    (MissingExtra, 501),
)
_BY_NAME = {
    "PoolBusy": 503,
    "PoolClosed": 503,
    "TaskTimeout": 422,
    "WorkerDied": 422,
    "NotFound": 404,
    "NotAllowed": 403,
    "ForeignRequest": 403,
    "UsedLink": 403,
    "NotLoggedIn": 401,
    "TooManyRequests": 429,
    "TooLarge": 413,
    "TooSlow": 408,
    "WrongHost": 421,
    "WrongMethod": 405,
    "BadRequest": 400,
    "ServerFault": 500,
    "NotFinished": 409,
    "UnknownRow": 404,
    "NoRegistry": 404,
    "StaleState": 409,
    "AlreadyDecided": 409,
    "DecidedMeanwhile": 409,
    "DoneAlready": 409,
    "SameAgain": 409,
    "EarlyDay": 409,
    "CodeTaken": 409,
    "OutOfOrder": 409,
    "RegistryBusy": 503,
    "RegistryVersion": 503,
    "NewerRegistry": 503,
}
"""HTTP statuses of errors that the desk itself raises."""


class NotFound(IpformsError):
    """There is nothing under this address."""


class NotAllowed(IpformsError):
    """The role, or a request from another page, does not allow it."""


class NotLoggedIn(IpformsError):
    """Nobody is logged in."""


class BadRequest(IpformsError):
    """A parameter is missing, or not as it should be."""


class WrongMethod(IpformsError):
    """The address does not take this method."""


class ServerFault(IpformsError):
    """A fault of ours."""


class ProblemDetails(BaseModel):
    """Why a request failed (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str
    """`urn:ipforms:error:` and the code."""
    title: str
    """A sentence: what, why, what to do."""
    status: int
    code: str
    """What programs go by; it never changes its meaning."""


def status_of(error: IpformsError) -> int:
    """The HTTP status of an error; 422 where the contents are to blame."""
    if name := _BY_NAME.get(type(error).__name__):
        return name
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 422)


def lang_of(request: HTTPConnection, default: Lang = "zh") -> Lang:
    """The language of a request: what its person has chosen (cookie `lang`), else what the browser asks for."""
    chosen = request.cookies.get("lang")
    if chosen in ("zh", "en"):
        return "en" if chosen == "en" else "zh"
    asked = request.headers.get("accept-language", "").lower()
    first = next((each.strip()[:2] for each in asked.split(",") if each.strip()[:2] in ("zh", "en")), default)
    return "en" if first == "en" else "zh"


def problem(error: IpformsError, lang: Lang, headers: Mapping[str, str] | None = None, **more: Any) -> JSONResponse:
    """The answer that tells an error."""
    status, title = status_of(error), masked_text(error.message(lang), _LONGEST)
    body = {"type": f"urn:ipforms:error:{error.code}", "title": title, "status": status, "code": error.code, **more}
    return JSONResponse(body, status, {**(headers or {}), "Content-Language": lang}, MEDIA)


def http_error(status: int) -> IpformsError:
    """What the framework refuses, as an error of ours: no such address, no such method."""
    return {404: NotFound, 405: WrongMethod}.get(status, BadRequest)()
