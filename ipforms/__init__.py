"""ipforms: the official forms of two Chinese IP fast-lane notices, as data and as documents.

>>> import ipforms
>>> form = ipforms.form("guangzhou-enterprise")
>>> record = form.model.model_validate({"单位名称": "广州云岭生物医药科技有限公司", "注册时间": "2008年6月12日"})
>>> record.registered_on
'2008-06-12'
>>> document = ipforms.render(record)
"""

from ipforms import bulk
from ipforms.collate import compare, recommend
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
from ipforms.forms import Form, form, forms
from ipforms.pipeline import flatten, read, render
from ipforms.pipeline.checking import check
from ipforms.pipeline.report import Report
from ipforms.pipeline.submission import NoForm, Submission
from ipforms.rules.policies import Policies

__version__ = "0.1.0"

__all__ = [
    "Form",
    "InvalidTemplate",
    "InvalidText",
    "IpformsError",
    "LimitExceeded",
    "MissingExtra",
    "MissingGlyphs",
    "NoForm",
    "Policies",
    "Report",
    "Submission",
    "UnknownForm",
    "UnknownStage",
    "UnreadableDocument",
    "UnsupportedFormat",
    "bulk",
    "check",
    "compare",
    "flatten",
    "form",
    "forms",
    "read",
    "recommend",
    "render",
]
