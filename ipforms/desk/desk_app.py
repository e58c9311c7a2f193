"""The application: an instance with its settings, the guard around it, and where each address leads."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import Any

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException

import ipforms.desk.api
import ipforms.desk.pages
from ipforms.desk import entrance, scratch_files
from ipforms.desk.accounts import Accounts
from ipforms.desk.body_limits import BodyRefused
from ipforms.desk.desk_context import Desk
from ipforms.desk.desk_settings import DeskSettings
from ipforms.desk.desk_store import DeskStore
from ipforms.desk.guard import API, Guard
from ipforms.desk.job_kinds import KINDS
from ipforms.desk.job_queue import JobQueue
from ipforms.desk.page_templates import PageTemplates
from ipforms.desk.problem_details import (
    BadRequest,
    ProblemDetails,
    ServerFault,
    http_error,
    lang_of,
    problem,
    status_of,
)
from ipforms.desk.rate_limiter import RateLimiter
from ipforms.desk.worker_pool import WorkerPool
from ipforms.errors import IpformsError
from ipforms.messages import Lang
from ipforms.reports.report_schema import report_schema

_LOG = logging.getLogger("ipforms.desk")
_THREADS = 16  # that answer requests; with more, pages that are asked for at once are all late (benchmarks/serve.py)
_NEVER_STORED = (OverflowError, DataError)  # asked for by a number or a text that no row of the database can hold
VERSION = "1"  # of the HTTP service: what a program of version 1 relies on stays


def create_app(settings: DeskSettings) -> FastAPI:
    """An instance as an ASGI application; its workers are there from its start-up to its shutdown.

    Raises:
        NewerDatabase: a later version has made its database.
    """
    store = DeskStore(settings)
    accounts, pages = Accounts(store), PageTemplates(settings.lang, open_applicants=settings.open_applicants)

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = _THREADS
        pool = WorkerPool(settings.jobs, settings.limits)
        queue = JobQueue(store, pool, {**KINDS, **ipforms.desk.pages.JOB_KINDS})
        scratch_files.prepare(settings)
        app.state.desk = Desk(settings, store, accounts, pool, queue, pages)
        queue.start()
        try:
            yield
        finally:
            pool.close()
            queue.close()
            store.engine.dispose()

    app = FastAPI(
        title="ipforms",
        version=VERSION,
        lifespan=running,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # these two load scripts from elsewhere
        redoc_url=None,
    )
    app.state.logins = RateLimiter(settings.limits.logins)
    app.add_middleware(Guard, settings=settings, accounts=accounts, pages=pages)
    for router in (entrance.router, ipforms.desk.api.router, ipforms.desk.pages.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static")
    _handle_errors(app, pages, settings.lang)
    describe(app)
    for route in app.routes:  # FastAPI makes its tables when a request is first matched, for a third of a second
        route.matches({"type": "http", "method": "GET", "path": "/", "root_path": "", "headers": [], "app": app})
    return app


def _handle_errors(app: FastAPI, pages: PageTemplates, default: Lang) -> None:
    """Whatever is raised is told as a problem, or as a page to whoever looks at one."""

    def told(request: Request, error: Exception) -> Response:
        ours = _as_ours(error)
        if isinstance(ours, ServerFault):
            frames = " < ".join(f"{each.name}:{each.lineno}" for each in reversed(extract_tb(error.__traceback__)[-6:]))
            _LOG.error("%s in %s", type(error).__name__, frames)  # its words may be those of a form
        if request.url.path.startswith(API) or "text/html" not in request.headers.get("accept", ""):
            headers = {"Connection": "close"} if isinstance(error, BodyRefused) else None
            lang = lang_of(request, default)
            return problem(ours, lang, headers, **_faults(error, lang))
        return pages.page(request, "refused.html", status_of(ours), error=ours)

    for kind in (IpformsError, HTTPException, RequestValidationError, *_NEVER_STORED, Exception):
        app.add_exception_handler(kind, told)


def _as_ours(error: Exception) -> IpformsError:
    if isinstance(error, IpformsError):
        return error
    if isinstance(error, BodyRefused):
        return error.error
    if isinstance(error, HTTPException):
        return http_error(error.status_code)
    is_bad = isinstance(error, (RequestValidationError, *_NEVER_STORED))
    return BadRequest() if is_bad else ServerFault(kind=type(error).__name__)


def _faults(error: Exception, lang: Lang) -> dict[str, Any]:
    """Where a request is not as it should be, and what kind of fault it is; never what was sent."""
    if isinstance(error, IpformsError) and "problems" in error.context:
        return {"problems": error.context["problems"][lang]}
    if not isinstance(error, RequestValidationError):
        return {}
    return {"problems": [{"path": ".".join(map(str, each["loc"])), "code": each["type"]} for each in error.errors()]}


_OWN, _SHARED = "#/$defs/", "#/components/schemas/Report_"


def describe(app: FastAPI) -> None:
    """Have an application describe what FastAPI itself does not know of."""
    made = app.openapi

    @cache
    def described() -> dict[str, Any]:
        description = made()
        schemas = description.setdefault("components", {}).setdefault("schemas", {})
        own = json.dumps(report_schema()).replace(_OWN, _SHARED)
        report = json.loads(own.replace('"$ref": "#"', f'"$ref": "{_SHARED.removesuffix("_")}"'))
        parts = {f"Report_{name}": part for name, part in report.pop("$defs", {}).items()}
        whole = {key: value for key, value in report.items() if key not in ("$schema", "$id")}
        schemas |= {"Report": whole, **parts, "ProblemDetails": ProblemDetails.model_json_schema()}
        return description

    app.openapi = described  # type: ignore[method-assign]  # FastAPI's own way to extend it
