"""Forms of other packages: guests. One that is broken is named and left out; nothing else fails with it.

A package names a `Form` by an entry point in the group `ipforms.forms`, or itself, if it declares a form without
Python (`declared_form`); and a folder with texts of its own, in any language, by one in `ipforms.messages`. The folders
in the environment variable IPFORMS_FORMS hold declared forms, each in a folder of its own. Each guest is tried when the
registry is made: imported, its template compiled, the blank form printed. What it prints on standard output goes to
standard error, where it is not taken for what a command gives.
"""

import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from multiprocessing import parent_process
from pathlib import Path
from types import ModuleType
from typing import Any

from ipforms.codecs.codec import quoted
from ipforms.errors import IpformsError, unreadable, why_not_opened
from ipforms.forms.declared_form import declared_form, is_declared
from ipforms.forms.official_form import Form
from ipforms.messages import Bilingual, Lang, register, say
from ipforms.schemas.base import FormModel, extra
from ipforms.schemas.layout import FieldGroup, Node, layout, leaves
from ipforms.text.regex import regex

FORM_GROUP = "ipforms.forms"
TEXT_GROUP = "ipforms.messages"
_ID = regex(r"[A-Za-z0-9][A-Za-z0-9._-]*")  # files are called by it


class GuestLeftOut(UserWarning):
    """A form or texts of another package that cannot be used."""


class BrokenGuest(IpformsError):
    """A form is asked for that another package brings, and that cannot be used."""


@dataclass(frozen=True)
class Guest:
    """What another package brings."""

    name: str  # of the entry point
    distribution: str  # the package that is installed, "" where it has no name
    version: str  # of that package
    form: Form | None = None  # the form; None if it cannot be used, or if these are texts
    fault: Bilingual | None = None  # why it is left out; None if it is not

    @property
    def origin(self) -> str:
        """The package with its version."""
        return f"{self.distribution} {self.version}".strip()

    def message(self, lang: Lang = "zh") -> str:
        """That it is left out, and why."""
        return say("guest.left_out", lang, name=self.name, origin=self.origin or "—", reason=self.fault or "")


def load_guests(own: Iterable[Form]) -> tuple[Guest, ...]:
    """All guests in the order of their names; those that are left out are warned of, in the first process alone.

    Args:
        own: the forms that are built in, whose ids are taken.
    """
    taken = {form.id: "ipforms" for form in own}
    with redirect_stdout(sys.stderr):
        points = entry_points()  # of all groups, as each call looks through all packages that are installed
        texts = [_of_texts(point) for point in _sorted(points.select(group=TEXT_GROUP))]
        found = [guest for guest in texts if guest.fault]
        forms = (_guest(point, taken) for point in _sorted(points.select(group=FORM_GROUP)))
        for guest in chain(forms, _in_folders(taken)):
            found.append(guest)
            if guest.form is not None:
                taken[guest.form.id] = guest.origin
    if parent_process() is None:
        for guest in found:
            if guest.fault:
                warnings.warn(f"{guest.message('zh')} / {guest.message('en')}", GuestLeftOut, stacklevel=2)
    return tuple(found)


def _sorted(points: Iterable[EntryPoint]) -> list[EntryPoint]:
    return sorted(points, key=lambda point: (point.name, point.value))


def _in_folders(taken: Mapping[str, str]) -> Iterator[Guest]:
    """The declared forms in the folders of IPFORMS_FORMS: of each the folder itself, or those in it."""
    for given in filter(None, os.environ.get("IPFORMS_FORMS", "").split(os.pathsep)):
        base = Path(given)
        inside = [] if is_declared(base) else [each for each in sorted(base.glob("*/")) if is_declared(each)]
        for folder in inside or [base]:  # one without any form is named for what it has not
            form, fault = _declared(folder)
            fault = fault or (next(_faults(form, taken), None) if form else None)
            yield Guest(folder.name, str(folder), "", None if fault else form, fault)


def _declared(folder: Any) -> tuple[Form | None, Bilingual | None]:
    try:
        return declared_form(folder), None
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a guest, the others work on
        return None, _fault_of(error)


def _guest(point: EntryPoint, taken: Mapping[str, str]) -> Guest:
    loaded, fault = _loaded(point)
    if isinstance(loaded, ModuleType) and is_declared(files(loaded)):
        loaded, fault = _declared(files(loaded))
    form = loaded if isinstance(loaded, Form) else None
    if fault is None:
        fault = (
            next(_faults(form, taken), None) if form else Bilingual("guest.no_form", {"kind": type(loaded).__name__})
        )
    return Guest(point.name, *_origin(point), None if fault else form, fault)


def _faults(form: Form, taken: Mapping[str, str]) -> Iterator[Bilingual]:
    """What is wrong with a form, the first fault first."""
    if wrong := [f"{name}={quoted(repr(value))}" for name, value in _wrong_attributes(form)]:
        yield Bilingual("guest.wrong_type", {"wrong": wrong})
        return
    try:
        form.render(form.model())
        form.matcher.quick_score(())
        yield from _names_unknown(form)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a guest, the others work on
        yield _fault_of(error)
    if form.id in taken:
        yield Bilingual("guest.same_id", {"id": form.id, "other": taken[form.id]})


def _wrong_attributes(form: Any) -> Iterator[tuple[str, Any]]:
    """Attributes of a `Form` that are not what they have to be: a package may have put anything there."""
    is_text = {name: isinstance(getattr(form, name), str) for name in ("title", "notice", "annex", "name_field")}
    is_right = {
        "id": isinstance(form.id, str) and _ID.fullmatch(form.id),
        **is_text,
        "model": isinstance(form.model, type) and issubclass(form.model, FormModel),
        "source": isinstance(form.source, Traversable),
        "keys": isinstance(form.keys, tuple) and all(isinstance(key, str) for key in form.keys),
        "guides": isinstance(form.guides, dict),
        "checks": isinstance(form.checks, tuple) and all(map(callable, form.checks)),
        "rules": form.rules is None or callable(form.rules),
    }
    return ((name, getattr(form, name)) for name, right in is_right.items() if not right)


def _names_unknown(form: Form) -> Iterator[Bilingual]:
    """Fields that the form names and its model does not have, and stages that it does not go through."""
    known = {pattern for pattern, _, _ in leaves(layout(form.model))}.union(form.model.__pydantic_fields__)
    for name in dict.fromkeys((form.name_field, *form.keys)):
        if name not in known or "[]" in name:
            yield Bilingual("guest.no_field", {"field": name})
    for path, node in _nodes(layout(form.model)):
        stage = extra(node.info, "stage") if node.info else None
        if stage is not None and stage not in form.model.stages:
            yield Bilingual("guest.no_stage", {"field": path, "stage": stage, "known": form.model.stages})


def _nodes(group: FieldGroup, above: str = "") -> Iterator[tuple[str, Node]]:
    for child in group.children:
        yield f"{above}{child.name}", child
        if isinstance(child, FieldGroup):
            yield from _nodes(child, f"{above}{child.name}.")


def _of_texts(point: EntryPoint) -> Guest:
    loaded, fault = _loaded(point)
    folder: Any = files(loaded) if isinstance(loaded, ModuleType) else loaded
    if fault is None and not isinstance(folder, Traversable):
        fault = Bilingual("guest.no_folder", {"kind": type(loaded).__name__})
    if fault is None:
        try:
            register(folder)
        except Exception as error:  # noqa: BLE001 - as above
            fault = _fault_of(error)
    return Guest(point.name, *_origin(point), None, fault)


def _loaded(point: EntryPoint) -> tuple[Any, Bilingual | None]:
    try:
        return point.load(), None
    except (Exception, SystemExit) as error:  # noqa: BLE001 - as above
        return None, _fault_of(error)


def _fault_of(error: BaseException) -> Bilingual:
    if isinstance(error, OSError) and error.filename:
        error = unreadable(Path(error.filename).name, "not_opened", reason=why_not_opened(error))
    if isinstance(error, IpformsError):
        return Bilingual("guest.fault", {"reason": error})
    return Bilingual("guest.error", {"kind": type(error).__name__, "reason": " ".join(str(error).split())})


def _origin(point: EntryPoint) -> tuple[str, str]:
    """The package and its version, "" for what its metadata does not say."""
    return (point.dist.name or "", point.dist.version or "") if point.dist else ("", "")
