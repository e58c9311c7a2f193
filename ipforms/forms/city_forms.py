"""The four forms of the two notices, which are built in."""

from importlib.resources import files

from ipforms.forms.official_form import Form
from ipforms.rules.checks import guangzhou_checks, jinhua_checks
from ipforms.rules.eligibility import guangzhou_rules, jinhua_rules
from ipforms.schemas.guangzhou import GuangzhouEnterprise, GuangzhouMarket
from ipforms.schemas.jinhua import JinhuaApplication, JinhuaRecommendation

TEMPLATES = files("ipforms") / "templates"

_JINHUA = "金华市知识产权保护直通车重点企业入库申报"
_GUANGZHOU = "穗知〔2017〕5号"

BUILT_IN: tuple[Form, ...] = (
    Form(
        id="jinhua-application",
        title="金华市知识产权保护直通车重点企业申报表",
        model=JinhuaApplication,
        source=TEMPLATES / "jinhua-application.docx",
        notice=_JINHUA,
        annex="附件2",
        name_field="enterprise_name",
        keys=("enterprise_name",),
        guides={
            "jinhua-materials": (
                "金华市知识产权保护直通车重点企业入库申报指南（附件1，材料清单）",
                TEMPLATES / "jinhua-materials.docx",
            )
        },
        checks=jinhua_checks.APPLICATION,
        rules=jinhua_rules.application,
    ),
    Form(
        id="jinhua-recommendation",
        title="金华市知识产权保护直通车重点企业推荐表",
        model=JinhuaRecommendation,
        source=TEMPLATES / "jinhua-recommendation.docx",
        notice=_JINHUA,
        annex="附件3",
        name_field="recommending_unit",
        keys=("recommending_unit",),
        checks=jinhua_checks.RECOMMENDATION,
    ),
    Form(
        id="guangzhou-enterprise",
        title="广州市知识产权局知识产权行政保护重点企业入库申报书",
        model=GuangzhouEnterprise,
        source=TEMPLATES / "guangzhou-enterprise.docx",
        notice=_GUANGZHOU,
        annex="附件2",
        keys=("name", "uscc"),
        checks=guangzhou_checks.ENTERPRISE,
        rules=guangzhou_rules.enterprise,
    ),
    Form(
        id="guangzhou-market",
        title="广州市知识产权局知识产权行政保护重点市场入库申报书",
        model=GuangzhouMarket,
        source=TEMPLATES / "guangzhou-market.docx",
        notice=_GUANGZHOU,
        annex="附件3",
        keys=("name", "uscc"),
        checks=guangzhou_checks.MARKET,
        rules=guangzhou_rules.market,
    ),
)
