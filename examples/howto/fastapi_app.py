"""A form in a FastAPI application: its schema, a check of what was typed, and the document to take away.

pip install ipforms fastapi uvicorn python-multipart
uvicorn fastapi_app:app
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Request, Response, UploadFile
from fastapi.params import Body
from fastapi.responses import JSONResponse
from pydantic import ValidationError

import ipforms

app = FastAPI(title="申报表")
FORM = ipforms.form("guangzhou-enterprise")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST = 20_000_000  # bytes of an upload; a scan of ten pages has five million


# FastAPI itself makes 422 of this only for what it validates, and repeats what was typed: numbers of persons too.
@app.exception_handler(ValidationError)
def refused(request: Request, error: ValidationError) -> JSONResponse:
    """What the form cannot hold, field by field, in FastAPI's own shape."""
    said = error.errors(include_url=False, include_context=False, include_input=False)
    return JSONResponse({"detail": [{**each, "loc": ["body", *each["loc"]]} for each in said]}, 422)


@app.get("/schema")
def schema() -> dict[str, Any]:
    """What the page's form is drawn from."""
    return {"schema": FORM.json_schema("applicant", nullable=False), "ui": FORM.ui_schema()}


@app.post("/check")
def check(values: Annotated[dict[str, Any], Body()]) -> dict[str, Any]:
    """What is missing or wrong, in the words that the office uses."""
    return ipforms.check(FORM.model.model_validate(values)).to_dict()


@app.post("/document")
def document(values: Annotated[dict[str, Any], Body()]) -> Response:
    """The form, ready to be stamped."""
    return Response(ipforms.render(FORM.model.model_validate(values)), media_type=DOCX)


# `def`, not `async def`: FastAPI runs it in a thread, and reading a document takes its time.
@app.post("/read")
def read(file: UploadFile) -> dict[str, Any]:
    """A returned form as data, with what a person should look at."""
    data = file.file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise HTTPException(413, "文件过大")
    try:
        sub = ipforms.read(data, name=file.filename or "文件")
    except ipforms.IpformsError as error:
        raise HTTPException(422, str(error)) from error
    return {"values": sub.values, "doubtful": sub.doubtful, "report": ipforms.check(sub).to_dict()}
