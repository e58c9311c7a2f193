"""What all tests share: golden files, contract records, LibreOffice."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.doctest import DoctestModule
from hypothesis import settings

import ipforms
from tests.effort import NIGHT, examples

DATA = Path(__file__).parent / "data"

# They have no doctests, and as modules to be collected they would all be called `conftest`.
collect_ignore_glob = ["conftest.py", "*/conftest.py"]

# A machine under load is no failure; what is slow is told by `--durations`. Each run tries the same examples, so that
# what fails has to do with what was changed; others are looked for by `IPFORMS_TESTS=night make test-all`.
settings.register_profile("ipforms", deadline=None, max_examples=examples(100), derandomize=not NIGHT)
settings.load_profile("ipforms")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the golden files anew instead of comparing")


class _DoctestsAlone:
    """Looks for doctests where there are any: going through all modules takes each process a sixth of collecting."""

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(self, file_path: Path) -> Iterator[list[pytest.Collector]]:
        found = yield
        return [each for each in found if type(each) is not DoctestModule or ">>>" in file_path.read_text("utf-8")]


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_DoctestsAlone())  # a conftest's own hooks would be asked in tests/ alone


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks for LibreOffice is marked by asking for it."""
    for item in items:
        if "soffice" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.office)


def pytest_collection_finish() -> None:
    """What is loaded stays: left out of the garbage collector's rounds, it costs the tests an eighth less time.

    Rounds after 700 new objects, as Python has it, cost another twelfth.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, Any], None]:
    """`golden(name, value)`: the value, as JSON, is what tests/data/golden/<name>.json holds."""

    def check(name: str, value: Any) -> None:
        path = DATA / "golden" / f"{name}.json"
        if request.config.getoption("--regenerate"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        assert path.exists(), f"no {path.name}: run pytest --regenerate, look at the file, and commit it"
        assert value == json.loads(path.read_text(encoding="utf-8")), f"{path.name}: pytest --regenerate if intended"

    return check


@pytest.fixture(scope="session")
def contract() -> Callable[[str], Any]:
    """The full record of a form, as plain data; a fresh copy at each call."""
    return lambda form_id: json.loads((DATA / "contract" / f"{form_id}.json").read_text(encoding="utf-8"))


@pytest.fixture(params=[form.id for form in ipforms.forms()])
def form(request: pytest.FixtureRequest) -> ipforms.Form:
    """Each form in turn."""
    return ipforms.form(request.param)


@pytest.fixture
def record(form: ipforms.Form, contract: Callable[[str], Any]) -> Any:
    """The full record of `form`."""
    return form.model.model_validate(contract(form.id))


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Iterable[Path], Path], None]:
    """`soffice("pdf", files, folder)`: LibreOffice converts the files, in one call and with the fonts of the tests."""
    program = shutil.which("soffice")
    if program is None:
        missing = "LibreOffice is not installed (Debian: apt-get install libreoffice-writer-nogui poppler-utils)"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    profile = tmp_path_factory.mktemp("soffice").as_uri()

    def convert(to: str, files: Iterable[Path], folder: Path) -> None:
        subprocess.run(
            [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, "--outdir", folder, *files],
            check=True,
            capture_output=True,
            timeout=300,
            env={**os.environ, "FONTCONFIG_FILE": str(DATA / "fonts.conf")},
        )

    return convert
