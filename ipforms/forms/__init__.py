"""The registry of forms: each joins a schema with a template.

The four forms of the two notices are built in. Another package adds its own by an entry point in the group
`ipforms.forms` that names a `Form` (docs/plugins.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal, overload

from ipforms.errors import InvalidArgument, UnknownForm
from ipforms.forms.city_forms import BUILT_IN
from ipforms.forms.guests import BrokenGuest, Guest, load_guests
from ipforms.forms.official_form import BLANK_FORMATS, FORMATS, SUFFIXES, Form
from ipforms.render.rendered import RenderFormat, warn_missing_glyphs
from ipforms.schemas.base import STAGES, FormModel
from ipforms.schemas.guangzhou import GuangzhouEnterprise, GuangzhouMarket
from ipforms.schemas.jinhua import JinhuaApplication, JinhuaRecommendation

__all__ = [
    "BLANK_FORMATS", "FORMATS", "SUFFIXES", "Form", "form", "form_of", "forms", "guests", "guide", "render",
    "stages",
]  # fmt: skip

_TRIED: dict[str, Form] = {}
_OWN = {each.id: each for each in BUILT_IN}


@cache
def guests() -> tuple[Guest, ...]:
    """The forms of other packages, those that cannot be used among them; and texts that cannot."""
    return load_guests(BUILT_IN)


@contextmanager
def trial(of: Form) -> Iterator[Form]:
    """Within, a form is known that no package has brought: one that is being made, in this process alone."""
    before = _TRIED.get(of.id)
    _TRIED[of.id] = of
    _registry.cache_clear()
    try:
        yield of
    finally:
        _TRIED.pop(of.id)
        if before is not None:
            _TRIED[of.id] = before
        _registry.cache_clear()


@cache
def _registry() -> dict[str, Form]:
    return _OWN | {guest.form.id: guest.form for guest in guests() if guest.form} | _TRIED


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
        BrokenGuest: a package brings it, and it cannot be used.
    """
    found = _TRIED.get(id) or _OWN.get(id) or _registry().get(id)
    if found is not None:
        return found
    for guest in guests():
        if guest.name == id and guest.fault:
            raise BrokenGuest(name=id, origin=guest.origin, reason=guest.fault)
    raise UnknownForm(form=id, known=tuple(_registry()))


def is_known(of: Form) -> bool:
    """Whether the registry, in any process, has this very form."""
    return (_OWN.get(of.id) or _registry().get(of.id)) is of


def form_of(record: FormModel) -> Form:
    """The form whose record this is.

    Raises:
        UnknownForm: no form has records of this class.
        InvalidArgument: it is no record at all.
    """
    model: Any = type(record)
    if not isinstance(record, FormModel):
        raise InvalidArgument(argument="record", given=model.__name__, expected=("FormModel",))
    for known in (_OWN | _TRIED, _registry()):
        for each in known.values():
            if each.model is model:
                return each
    raise UnknownForm(form=model.__name__, known=tuple(_registry()))


def render(record: FormModel, format: RenderFormat = "docx") -> bytes:
    """Fill the official form with a record.

    Args:
        record: an instance of a form's `model`, complete or a draft.
        format: "docx"; "pdf", a flat PDF with its fonts inside; "pdf-a", the same as PDF/A-2b; "pdf-form", a PDF whose
            fields are filled in and can be changed; "ofd", GB/T 33190 with the look of the flat PDF.

    Returns:
        The document; the same record gives the same bytes.

    Raises:
        UnknownForm: `record` is of no known form.
        InvalidArgument: it is no record.
        UnsupportedFormat: `format` is not one that can be made.
        InvalidText: a text holds a character that no document can hold.

    Warns:
        MissingGlyphs: the fonts of the PDF lack characters of the record; the warning names them.

    >>> import ipforms
    >>> record = ipforms.form("jinhua-application").model(enterprise_name="金华双龙精密机械股份有限公司")
    >>> ipforms.render(record)[:2]
    b'PK'
    >>> ipforms.render(record, "pdf")[:5]
    b'%PDF-'
    """
    return warn_missing_glyphs(form_of(record).rendered(record, format))


def stages() -> tuple[str, ...]:
    """The stages of all forms, those that every form has first.

    >>> stages()[:4]
    ('draft', 'applicant', 'district', 'final')
    """
    return tuple(dict.fromkeys((*STAGES, *(stage for each in forms() for stage in each.model.stages))))


def guide(id: str) -> bytes | None:
    """A document that goes with a form (the material list of Jinhua's annex 1), or None if there is none of this id."""
    for each in forms():
        if id in each.guides:
            return each.guides[id][1].read_bytes()
    return None
