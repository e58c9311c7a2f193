"""知识产权资助资金汇总表（示例）: a table with two header rows, an entry a district, and subtotals."""

from __future__ import annotations

from importlib.resources import files

from grant_summary_form.rules import CHECKS
from grant_summary_form.schema import GrantSummary
from ipforms import Form

GRANT_SUMMARY = Form(
    id="grant-summary",
    title="滨海市知识产权资助资金汇总表",
    model=GrantSummary,
    source=files("grant_summary_form") / "template.docx",
    notice="滨海市知识产权资助办法（示例）",
    annex="附件3",
    name_field="unit",
    keys=("unit",),
    checks=CHECKS,
)
