"""The pages for people: the queue, the review of a form, the applicants' page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ipforms.desk.desk_context import desk_of

router = APIRouter(include_in_schema=False)


@router.get("/")
def start(request: Request) -> HTMLResponse:
    """Where people begin."""
    return desk_of(request).pages.page(request, "start.html")
