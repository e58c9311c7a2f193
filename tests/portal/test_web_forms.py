"""The JSON Schemas in what portals use: a strict validator, and two libraries that draw forms, in Chromium."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

import ipforms
from ipforms.schemas.base import STAGES
from ipforms.schemas.jsonschema import UiLibrary
from ipforms.schemas.layout import FieldGroup, Leaf, Node, layout
from tests.programs import program
from tests.reports.browser import Browser, launched
from tests.schemas.test_schema_agrees import without_null
from tests.strategies import contract

pytestmark = pytest.mark.system

PACKAGES = (
    *("ajv@8", "esbuild@0.28", "react@19", "react-dom@19"),
    *("@rjsf/core@6", "@rjsf/utils@6", "@rjsf/validator-ajv8@6"),
    *("@jsonforms/core@3", "@jsonforms/react@3", "@jsonforms/vanilla-renderers@3"),
)
IDS = [form.id for form in ipforms.forms()]
VALIDATE = """
import Ajv2020 from "ajv/dist/2020.js";
import fs from "fs";
const given = JSON.parse(fs.readFileSync(0));
console.log(JSON.stringify(given.map(([schema, document]) => {
  const validate = new Ajv2020.default({strict: true, allErrors: true}).compile(schema);
  return validate(document) ? [] : validate.errors.map((each) => each.instancePath);
})));
"""


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the libraries from the npm registry."""
    npm, folder = program("npm", "npm"), tmp_path_factory.mktemp("npm")
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    subprocess.run([npm, "install", "--no-audit", "--no-fund", *PACKAGES], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def browser(packages: Path) -> Iterator[Browser]:
    """A page that can show a form."""
    source = shutil.copy(Path(__file__).with_name("page.jsx"), packages)
    esbuild = packages / "node_modules" / ".bin" / "esbuild"
    how = ("--bundle", "--format=iife", '--define:process.env.NODE_ENV="production"', "--outfile=page.js")
    subprocess.run([esbuild, source, *how], cwd=packages, check=True, capture_output=True)
    page = packages / "page.html"
    page.write_text('<!doctype html><meta charset="utf-8"><div id="root"></div><script src="page.js"></script>')
    opened = launched()
    opened.set_script_timeout(30)
    opened.get(page.as_uri())
    yield opened
    opened.quit()


def show(browser: Browser, form: ipforms.Form, library: UiLibrary, data: Any) -> dict[str, Any]:
    """Draw a form with data in it; what the library then holds."""
    given = (form.json_schema(nullable=False), form.ui_schema(library=library), data)
    state: dict[str, Any] = browser.execute_async_script(
        "const done = arguments[4]; show(...[...arguments].slice(0, 4)); setTimeout(() => done(window.state), 700)",
        library,
        *(json.dumps(each) for each in given),
    )
    return state


def inputs(nodes: tuple[Node, ...], data: Any, above: str = "root") -> Iterator[str]:
    """The ids of the inputs that rjsf must draw."""
    for node in nodes:
        value, here = data.get(node.name), f"{above}_{node.name}"
        if isinstance(node, FieldGroup) and node.repeated:
            for number, row in enumerate(value):
                yield from inputs(node.children, row, f"{here}_{number}")
        elif node.children:
            yield from inputs(node.children, value or {}, here)
        elif isinstance(value, list):
            for number, item in enumerate(value):
                below = [f"_{name}" for name in ("name", "number")] if isinstance(item, dict) else [""]
                yield from (f"{here}_{number}{each}" for each in below)
        elif isinstance(node, Leaf):
            yield here


@pytest.mark.parametrize("nullable", [True, False])
def test_a_strict_validator_takes_each_schema_and_the_full_records(packages: Path, nullable: bool) -> None:
    node = program("node", "nodejs")
    (packages / "validate.js").write_text(VALIDATE)
    given = [
        (form.json_schema(stage, nullable=nullable), data if nullable else without_null(data))
        for form in ipforms.forms()
        for stage in STAGES[:2]
        for data in (contract(form.id), {**contract(form.id), "no_such_field": "甲"})
    ]
    made = subprocess.run(
        [node, "validate.js"], cwd=packages, input=json.dumps(given), check=True, capture_output=True, encoding="utf-8"
    )
    assert json.loads(made.stdout) == [[], [""]] * (len(given) // 2)


@pytest.mark.parametrize("form_id", IDS)
@pytest.mark.parametrize("library", ["rjsf", "jsonforms"])
def test_every_field_has_an_input_and_what_is_filled_in_renders(
    browser: Browser, form_id: str, library: UiLibrary
) -> None:
    form, data = ipforms.form(form_id), without_null(contract(form_id))
    state = show(browser, form, library, data)
    shown = browser.execute_script(
        "return [...document.querySelectorAll('input, textarea, select')].map((each) => each.id)"
    )
    wanted = list(inputs(layout(form.model).children, data))
    if library == "rjsf":
        drawn = {each.removesuffix("-0").removesuffix("-1") for each in shown}  # the radio buttons of 是 and 否
        assert [each for each in wanted if each not in drawn] == []
    assert len(shown) >= len(wanted)
    assert not state["errors"]
    record = form.model.model_validate(state["data"])
    assert record == form.model.model_validate(data)
    assert ipforms.read(ipforms.render(record)).record == record


@pytest.mark.parametrize("library", ["rjsf", "jsonforms"])
def test_what_the_model_refuses_is_an_error_in_the_page(browser: Browser, library: UiLibrary) -> None:
    form = ipforms.form("jinhua-application")
    show(browser, form, library, without_null(contract(form.id)))
    ids = {"rjsf": "root_employees", "jsonforms": "#/properties/employees-input"}
    field = browser.find_element("css selector", f"input[id='{ids[library]}']")
    field.clear()
    field.send_keys("-5", Keys.TAB)
    WebDriverWait(browser, 10).until(lambda each: any(refused(each, library)))
    assert refused(browser, library) == [True]


def refused(browser: Browser, library: UiLibrary) -> list[bool]:
    """Of each error that is shown or held: whether it is about the field."""
    if library == "rjsf":
        return ["0" in each.text for each in browser.find_elements("css selector", ".error-detail li")]
    return [each["instancePath"] == "/employees" for each in browser.execute_script("return window.state.errors")]
