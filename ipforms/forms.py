"""The registry of forms: each joins a schema with a template.

The four forms of the two notices are built in. Another package adds its own by an entry point in the group
`ipforms.forms` that names a `Form`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, Generic, Literal, SupportsIndex, get_args, overload

from typing_extensions import TypeVar

from ipforms import formats
from ipforms.errors import UnknownForm, UnsupportedFormat
from ipforms.render.pdf_form import blank_pdf_form, render_pdf_form
from ipforms.render.rendered import BlankFormat, Rendered, RenderFormat, render_docx, render_pdf, warn_missing_glyphs
from ipforms.rules.checks import guangzhou_checks, jinhua_checks
from ipforms.rules.checks.case import Check
from ipforms.rules.eligibility import guangzhou_rules, jinhua_rules
from ipforms.rules.eligibility.verdicts import Eligibility
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.base import FormModel, Stage
from ipforms.schemas.guangzhou import GuangzhouEnterprise, GuangzhouMarket
from ipforms.schemas.jinhua import JinhuaApplication, JinhuaRecommendation
from ipforms.schemas.jsonschema import json_schema
from ipforms.schemas.labels import aliases, patterns
from ipforms.schemas.value_fit import value_fit
from ipforms.schemas.web_form import UiLibrary, ui_schema

if TYPE_CHECKING:
    from ipforms.formats import BlankForm
    from ipforms.matching import FormMatcher
    from ipforms.template import Template

ENTRY_POINTS = "ipforms.forms"
TEMPLATES = files("ipforms") / "templates"

SUFFIXES: dict[RenderFormat, str] = {"docx": ".docx", "pdf": ".pdf", "pdf-a": ".pdf", "pdf-form": ".pdf", "ofd": ".ofd"}
"""The formats that a filled form can have, and how their files are called: "pdf-a" is PDF/A-2b, for archives;
"pdf-form" has its values in fields; "ofd" is GB/T 33190."""
FORMATS: tuple[RenderFormat, ...] = get_args(RenderFormat)
BLANK_FORMATS: tuple[BlankFormat, ...] = get_args(BlankFormat)
"""The formats that an empty form can have: "pdf" has fields to fill in, "ofd" is to be printed."""


ModelT = TypeVar("ModelT", bound=FormModel, default=FormModel, covariant=True)


@dataclass(frozen=True, eq=False)
class Form(Generic[ModelT]):
    """One official form.

    Attributes:
        id: its name in calls, file names and on the command line.
        title: the title as printed.
        model: the pydantic class of its records.
        source: the tagged DOCX.
        notice: the notice that it belongs to.
        annex: which annex of the notice it is.
        name_field: the field that says whose form it is.
        keys: fields by which rows of another sheet can name their form, the first one printed as that sheet's column.
        guides: other documents of the notice that go with the form, by id: (title, DOCX).
        checks: what a filled form is checked for, in the order of the report.
        rules: whether the applicant qualifies; None where the form asks for no qualification.
    """

    id: str
    title: str
    model: type[ModelT]
    source: Traversable
    notice: str
    annex: str
    name_field: str = "name"
    keys: tuple[str, ...] = ("name",)
    guides: dict[str, tuple[str, Traversable]] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    rules: Callable[[RecordFacts], Eligibility] | None = None

    @cached_property
    def template(self) -> Template:
        """The template, compiled when it is first needed; until then Jinja, lxml and docxtpl are not loaded."""
        from ipforms.template import Template

        return Template(self.source.name, self.source.read_bytes())

    @cached_property
    def matcher(self) -> FormMatcher:
        """The map of the template, made when it is first needed: what a returned document is matched with."""
        from ipforms.matching import FormMatcher

        return FormMatcher(
            formats.read(self.source.read_bytes(), name=self.source.name).sheet,
            aliases(self.model),
            patterns(self.model),
            value_fit(self.model),
        )

    @cached_property
    def fillable(self) -> BlankForm:
        """The blank fillable PDF, made when it is first needed: filled ones are made of it."""
        return blank_pdf_form(self.template, self.model)

    def json_schema(self, stage: Stage = "applicant", *, nullable: bool = True) -> dict[str, Any]:
        """JSON Schema of a record: titles are the printed labels, `required` is what the stage asks for.

        Args:
            stage: see `ipforms.check`.
            nullable: False for a web form: a field that is not filled in is left out, never null, and has one type.

        Raises:
            UnknownStage: there is no such stage.

        >>> form("jinhua-application").json_schema(nullable=False)["properties"]["employees"]["minimum"]
        0
        """
        name = f"urn:ipforms:{self.id}:{stage}{'' if nullable else ':input'}"
        return {"$id": name, **json_schema(self.model, stage, nullable=nullable), "title": self.title}

    def ui_schema(self, stage: Stage = "applicant", library: UiLibrary = "rjsf") -> dict[str, Any]:
        """How react-jsonschema-form ("rjsf") or JSON Forms ("jsonforms") shows it: order, inputs, what comes later.

        >>> form("jinhua-application").ui_schema()["email"]["ui:options"]
        {'inputType': 'email'}
        """
        return ui_schema(self.model, stage, library)

    def blank(self, format: BlankFormat = "docx") -> bytes:
        """The empty official form.

        Args:
            format: "docx"; "pdf", with a field in every place that is filled in; "ofd", to be printed.

        Raises:
            UnsupportedFormat: `format` is none of these.

        >>> form("jinhua-application").blank()[:2]
        b'PK'
        >>> form("jinhua-application").blank("pdf")[:5]
        b'%PDF-'
        """
        _must_be(format, BLANK_FORMATS)
        if format == "pdf":
            return self.fillable.data
        return self.render(self.model(), format)

    def render(self, record: FormModel, format: RenderFormat = "docx") -> bytes:
        """The form with a record filled in. See `ipforms.render`."""
        return warn_missing_glyphs(self.rendered(record, format))

    def rendered(self, record: FormModel, format: RenderFormat = "docx") -> Rendered:
        """As `render`; characters that the fonts lack are given back, not warned of."""
        _must_be(format, FORMATS)
        if format == "docx":
            return Rendered(render_docx(record, self.template))
        if format == "pdf-form":
            return render_pdf_form(record, self.fillable)
        made = render_pdf(record, self.template, archival=format == "pdf-a")
        return made._replace(data=formats.as_ofd(made.data)) if format == "ofd" else made

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        # To another process goes the id: the registry there has the form.
        return (form, (self.id,)) if _registry().get(self.id) is self else super().__reduce_ex__(protocol)


def _must_be(format: str, known: Sequence[str]) -> None:
    if format not in known:
        raise UnsupportedFormat(format=format, known=known)


_JINHUA = "金华市知识产权保护直通车重点企业入库申报"
_GUANGZHOU = "穗知〔2017〕5号"

_BUILT_IN = (
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


@cache
def _registry() -> dict[str, Form]:
    found = list(_BUILT_IN)
    for point in entry_points(group=ENTRY_POINTS):
        loaded = point.load()
        if not isinstance(loaded, Form):
            raise TypeError(f"entry point {point.name!r} of {ENTRY_POINTS} is not a Form")
        found.append(loaded)
    registry = {each.id: each for each in found}
    if len(registry) != len(found):
        raise ValueError(f"two forms of one id among {[each.id for each in found]}")
    return registry


def forms() -> tuple[Form, ...]:
    """All forms that are known.

    >>> [each.id for each in forms()][:2]
    ['jinhua-application', 'jinhua-recommendation']
    """
    return tuple(_registry().values())


@overload
def form(id: Literal["jinhua-application"]) -> Form[JinhuaApplication]: ...
@overload
def form(id: Literal["jinhua-recommendation"]) -> Form[JinhuaRecommendation]: ...
@overload
def form(id: Literal["guangzhou-enterprise"]) -> Form[GuangzhouEnterprise]: ...
@overload
def form(id: Literal["guangzhou-market"]) -> Form[GuangzhouMarket]: ...
@overload
def form(id: str) -> Form: ...
def form(id: str) -> Form:
    """The form of this id.

    Raises:
        UnknownForm: there is none; the error names those that there are.
    """
    try:
        return _registry()[id]
    except KeyError:
        raise UnknownForm(form=id, known=tuple(_registry())) from None


def form_of(record: FormModel) -> Form:
    """The form whose record this is.

    Raises:
        UnknownForm: no form has records of this class.
    """
    model = type(record)
    for each in forms():
        if each.model is model:
            return each
    raise UnknownForm(form=model.__name__, known=tuple(_registry()))


def guide(id: str) -> bytes | None:
    """A document that goes with a form (the material list of Jinhua's annex 1), or None if there is none of this id."""
    for each in forms():
        if id in each.guides:
            return each.guides[id][1].read_bytes()
    return None
