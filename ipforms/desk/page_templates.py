"""Pages from templates: all is escaped, words come from the catalogue, no script or style stands in them."""

from collections.abc import Mapping
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import HTTPConnection

from ipforms import messages
from ipforms.desk.accounts import LOCAL, DeskRole
from ipforms.desk.problem_details import lang_of
from ipforms.messages import Lang


class PageTemplates:
    """The templates of `ipforms/desk/templates`.

    A template has `lang`, `person` (None where nobody is logged in), `has_login` (it is a person with a password),
    `csrf` for its forms, `here` (its own address), `say(key, …)` for a message `desk.<key>` of the catalogue, and
    `named(name)` for what a person is called.
    """

    def __init__(self, lang: Lang = "zh", *, open_applicants: bool = False) -> None:
        self._lang: Lang = lang
        self._open_applicants = open_applicants
        self.environment = Environment(
            loader=PackageLoader("ipforms.desk"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            auto_reload=False,
        )
        for name in self.environment.list_templates():  # all of one version, whatever is installed while it runs
            self.environment.get_template(name)

    def page(
        self,
        request: HTTPConnection,
        name: str,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> HTMLResponse:
        """A page for whoever asks, in their language."""
        made = self.environment.get_template(name).render({**self.shared(request), **context})
        return HTMLResponse(made, status, dict(headers or {}))

    def shared(self, request: HTTPConnection) -> dict[str, Any]:
        """What every template has."""
        lang, person = lang_of(request, self._lang), getattr(request.state, "person", None)

        role = person.role if person else 0
        texts = messages.catalogue(lang)

        def say(key: str, /, **facts: Any) -> str:
            text = texts[f"desk.{key}"]
            return messages.fill(text, lang, facts) if "{" in text else text  # a queue has some hundred of them

        return {
            "lang": lang,
            "person": person,
            "csrf": person.csrf if person else "",
            "may_change": role >= DeskRole.CHECK,
            "may_decide": role >= DeskRole.DECIDE,
            "open_applicants": self._open_applicants,
            "has_login": person is not None and person.name != LOCAL,
            "here": here_of(request),
            "say": say,
            "named": lambda name: messages.say("desk.nav.here", lang) if name == LOCAL else name,
        }


def here_of(request: HTTPConnection) -> str:
    """The address of a page within this instance, with its query."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
