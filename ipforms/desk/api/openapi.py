"""The description of the service in OpenAPI 3.1, with the published schema of reports in it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from fastapi import FastAPI

from ipforms.desk.problem_details import ProblemDetails
from ipforms.reports.report_schema import report_schema

_OWN, _SHARED = "#/$defs/", "#/components/schemas/Report_"


def describe(app: FastAPI) -> None:
    """Have an application describe what FastAPI itself does not know of."""
    made = app.openapi

    @cache
    def described() -> dict[str, Any]:
        description = made()
        schemas = description.setdefault("components", {}).setdefault("schemas", {})
        report = json.loads(json.dumps(report_schema()).replace(_OWN, _SHARED))
        parts = {f"Report_{name}": part for name, part in report.pop("$defs", {}).items()}
        whole = {key: value for key, value in report.items() if key not in ("$schema", "$id")}
        schemas |= {"Report": whole, **parts, "ProblemDetails": ProblemDetails.model_json_schema()}
        return description

    app.openapi = described  # type: ignore[method-assign]  # FastAPI's own way to extend it
