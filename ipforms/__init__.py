"""ipforms: the official forms of two Chinese IP fast-lane notices, as data and as documents.

>>> import ipforms
>>> form = ipforms.form("guangzhou-enterprise")
>>> record = form.model.model_validate({"单位名称": "广州云岭生物医药科技有限公司", "注册时间": "2008年6月12日"})
>>> record.registered_on
'2008-06-12'
>>> document = ipforms.render(record)
"""

from typing import TYPE_CHECKING

from ipforms.errors import (
    InvalidTemplate,
    InvalidText,
    IpformsError,
    LimitExceeded,
    MissingExtra,
    MissingGlyphs,
    UnknownForm,
    UnknownStage,
    UnreadableDocument,
    UnsupportedFormat,
)
from ipforms.forms import Form, form, forms, render
from ipforms.rules.policies import Policies
from ipforms.schemas.guangzhou import GuangzhouEnterprise, GuangzhouMarket
from ipforms.schemas.jinhua import JinhuaApplication, JinhuaRecommendation

if TYPE_CHECKING:
    from ipforms import bulk
    from ipforms.collate import compare, recommend
    from ipforms.pipeline import flatten, read
    from ipforms.pipeline.checking import check
    from ipforms.pipeline.report import Report
    from ipforms.pipeline.submission import NoForm, Submission

__version__ = "0.1.0"

__all__ = [
    "Form", "GuangzhouEnterprise", "GuangzhouMarket", "InvalidTemplate", "InvalidText", "IpformsError",
    "JinhuaApplication", "JinhuaRecommendation", "LimitExceeded", "MissingExtra", "MissingGlyphs", "NoForm",
    "Policies", "Report", "Submission", "UnknownForm", "UnknownStage", "UnreadableDocument",
    "UnsupportedFormat", "bulk", "check", "compare", "flatten", "form", "forms", "read", "recommend", "render",
]  # fmt: skip

# A program that validates or renders records does not pay for matching, workers and workbooks.
_LATE = {
    "NoForm": "ipforms.pipeline.submission",
    "Report": "ipforms.pipeline.report",
    "Submission": "ipforms.pipeline.submission",
    "bulk": "ipforms.bulk",
    "check": "ipforms.pipeline.checking",
    "compare": "ipforms.collate",
    "flatten": "ipforms.pipeline",
    "read": "ipforms.pipeline",
    "recommend": "ipforms.collate",
}


def __getattr__(name: str) -> object:
    """What loads when it is first asked for (PEP 562)."""
    from importlib import import_module

    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(_LATE[name])
    return module if name == "bulk" else getattr(module, name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_LATE])
