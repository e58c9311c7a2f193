"""The JSON Schema of `Report.to_dict()`, published with the package as `ipforms/reports/report.schema.json`."""

import json
from importlib.resources import files
from typing import Any


def report_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a report as plain data, in either language.

    >>> report_schema()["title"]
    '检查报告 / Report of a checked form'
    """
    text = (files("ipforms.reports") / "report.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
