"""高新技术企业认定申请书（示例）: an application with products, their patents, and three years as columns."""

from __future__ import annotations

from importlib.resources import files

from high_tech_form.rules import CHECKS
from high_tech_form.schema import HighTechApplication
from ipforms import Form

HIGH_TECH = Form(
    id="high-tech-application",
    title="滨海市高新技术企业认定申请书",
    model=HighTechApplication,
    source=files("high_tech_form") / "template.docx",
    notice="滨海市高新技术企业认定办法（示例）",
    annex="附件1",
    checks=CHECKS,
)
