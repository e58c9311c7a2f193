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
_NAMES: dict[int, tuple[str, ...]] = {
    400: ("BadRequest",),
    401: ("NotLoggedIn",),
    403: ("NotAllowed", "ForeignRequest", "UsedLink"),
    404: ("NotFound", "UnknownRow", "NoRegistry"),
    405: ("WrongMethod",),
    408: ("TooSlow",),
    409: (
        "NotFinished",
        "StaleState",
        "AlreadyDecided",
        "DecidedMeanwhile",
        "DoneAlready",
        "SameAgain",
        "EarlyDay",
        "CodeTaken",
        "OutOfOrder",
    ),
    413: ("TooLarge",),
    421: ("WrongHost",),
    422: ("TaskTimeout", "WorkerDied"),
    429: ("TooManyRequests",),
    500: ("ServerFault",),
    503: ("PoolBusy", "PoolClosed", "RegistryBusy", "RegistryVersion", "NewerRegistry"),
}
"""HTTP statuses, each with the errors of the desk and the registry that have it."""
_BY_NAME = {name: status for status, names in _NAMES.items() for name in names}


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
