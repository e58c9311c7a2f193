"""What a form is: a schema joined with a template, with its checks and rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial, reduce
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, Generic, SupportsIndex, cast, get_args

from typing_extensions import TypeVar

from ipforms import formats
from ipforms.errors import UnsupportedFormat
from ipforms.render.pdf_form import blank_pdf_form, prose, render_pdf_form
from ipforms.render.rendered import (
    BlankFormat,
    Rendered,
    RenderFormat,
    docx_steps,
    must_be_in_body,
    render_pdf,
    warn_missing_glyphs,
)
from ipforms.rules.checks.case import Check
from ipforms.rules.checks.default_checks import with_defaults
from ipforms.rules.eligibility.verdicts import Eligibility
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.base import FormModel, Stage
from ipforms.schemas.jsonschema import UiLibrary, json_schema, ui_schema
from ipforms.schemas.labels import aliases, common_words, patterns
from ipforms.schemas.record_texts import blank_texts
from ipforms.schemas.value_fit import value_fit

if TYPE_CHECKING:
    from ipforms.formats import BlankForm
    from ipforms.matching import FormMatcher
    from ipforms.template import Template

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
        name_field: the field that says whose form it is; it may be of a part of the form, `applicant.name`.
        keys: fields by which rows of another sheet can name their form, the first one printed as that sheet's column.
        guides: other documents of the notice that go with the form, by id: (title, DOCX).
        checks: what a filled form is checked for beyond what any form is (`with_defaults`), in the order of the report.
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

    def applicant_of(self, record: FormModel) -> str:
        """Whose form a record is, or "".

        >>> import ipforms
        >>> form = ipforms.form("jinhua-application")
        >>> form.applicant_of(form.model(enterprise_name="甲公司")), form.applicant_of(form.model())
        ('甲公司', '')
        """
        return self.said(record, self.name_field)

    @staticmethod
    def said(record: FormModel, path: str) -> str:
        """What one of `keys` says in a record, or ""; it may be of a part of the form: `applicant.name`."""
        value = reduce(getattr, path.split("."), record)
        return "" if isinstance(value, FormModel | list) else str(value or "")

    @property
    def citation(self) -> str:
        """How a sender finds it: by its title, the notice and the annex."""
        return f"《{self.title}》" + (f"（{self.notice}{self.annex}）" if self.annex else "")

    @cached_property
    def all_checks(self) -> tuple[Check, ...]:
        """What a filled form is checked for: that it is complete and its dates are possible, and its own checks."""
        return with_defaults(self.checks, f"{self.notice}{self.annex}" or self.title, self.name_field)

    @cached_property
    def template(self) -> "Template":
        """The template, compiled when it is first needed; until then Jinja and lxml are not loaded."""
        from ipforms.template import Template

        return Template(self.source.name, self.source.read_bytes())

    @cached_property
    def matcher(self) -> "FormMatcher":
        """The map of the template, made when it is first needed: what a returned document is matched with."""
        from ipforms.matching import FormMatcher

        return FormMatcher(
            formats.read(self.source.read_bytes(), name=self.source.name).sheet,
            aliases(self.model),
            common_words(self.model),
            patterns(self.model),
            value_fit(self.model),
            blank_texts(self.model),
            prose(self.model),
            self.title,
        )

    @cached_property
    def fillable(self) -> "BlankForm":
        """The blank fillable PDF, made when it is first needed: filled ones are made of it."""
        return blank_pdf_form(self.template, self.model)

    def json_schema(self, stage: Stage = "applicant", *, nullable: bool = True) -> dict[str, Any]:
        """JSON Schema of a record: titles are the printed labels, `required` is what the stage asks for.

        Args:
            stage: see `ipforms.check`.
            nullable: False for a web form: a field that is not filled in is left out, never null, and has one type.

        Raises:
            UnknownStage: there is no such stage.

        >>> import ipforms
        >>> ipforms.form("jinhua-application").json_schema(nullable=False)["properties"]["employees"]["minimum"]
        0
        """
        name = f"urn:ipforms:{self.id}:{stage}{'' if nullable else ':input'}"
        return {"$id": name, **json_schema(self.model, stage, nullable=nullable), "title": self.title}

    def ui_schema(self, stage: Stage = "applicant", library: UiLibrary = "rjsf") -> dict[str, Any]:
        """How react-jsonschema-form ("rjsf") or JSON Forms ("jsonforms") shows it: order, inputs, what comes later.

        >>> import ipforms
        >>> ipforms.form("jinhua-application").ui_schema()["email"]["ui:options"]
        {'inputType': 'email'}
        """
        return ui_schema(self.model, stage, library)

    def blank(self, format: BlankFormat = "docx") -> bytes:
        """The empty official form.

        Args:
            format: "docx"; "pdf", with a field in every place that is filled in; "ofd", to be printed.

        Raises:
            UnsupportedFormat: `format` is none of these.

        >>> import ipforms
        >>> ipforms.form("jinhua-application").blank()[:2]
        b'PK'
        >>> ipforms.form("jinhua-application").blank("pdf")[:5]
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
        made: Any = record
        for step in self.steps(format):
            made = step(made)
        return cast(Rendered, made)

    def steps(self, format: RenderFormat = "docx") -> tuple[Callable[[Any], Any], ...]:
        """How a record becomes its file: the first step takes the record, the last one gives what is `Rendered`."""
        _must_be(format, FORMATS)
        if format == "docx":
            return (*docx_steps(self.model, self.template), Rendered)
        return (partial(self._typeset, format=format),)

    def _typeset(self, record: FormModel, format: RenderFormat) -> Rendered:
        if format == "pdf-form":
            must_be_in_body(record, self.template)
            return render_pdf_form(record, self.fillable)
        made = render_pdf(record, self.template, archival=format == "pdf-a")
        return made._replace(data=formats.as_ofd(made.data)) if format == "ofd" else made

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        # To another process goes the id: the registry there has the form.
        from ipforms.forms import form, is_known

        return (form, (self.id,)) if is_known(self) else super().__reduce_ex__(protocol)


def _must_be(format: str, known: Sequence[str]) -> None:
    if format not in known:
        raise UnsupportedFormat(format=format, known=known)
