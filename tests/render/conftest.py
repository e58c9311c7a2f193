"""What another process makes of the full records."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATA

_PROGRAM = """
import ipforms, pathlib, sys
contract, out = map(pathlib.Path, sys.argv[1:])
for form in reversed(ipforms.forms()):
    record = form.model.model_validate_json((contract / f"{form.id}.json").read_text("utf-8"))
    for format in ("pdf-form", "pdf-a", "pdf"):
        (out / f"{form.id}.{format}").write_bytes(ipforms.render(record, format))
"""


@pytest.fixture(scope="session")
def rendered_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], bytes]:
    """`rendered_elsewhere(form id, format)`: the full record, made in a process of its own and in another order."""
    out = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-c", _PROGRAM, DATA / "contract", out], capture_output=True, check=True)
    return lambda form_id, format: (Path(out) / f"{form_id}.{format}").read_bytes()
