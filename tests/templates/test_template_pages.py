"""The blank forms as LibreOffice prints them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx.document import Document

ROOT = Path(__file__).parents[2]
PAGES = {
    "jinhua-application": 1,
    "jinhua-recommendation": 1,
    "jinhua-materials": 1,
    "guangzhou-enterprise": 3,
    "guangzhou-market": 4,
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, blank_forms: dict[str, Document]) -> Path:
    """All blank forms as PDF, by one call of soffice."""
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed")
    folder = tmp_path_factory.mktemp("printed")
    shutil.copy(ROOT / "ipforms" / "templates" / "jinhua-materials.docx", folder)
    for form_id, document in blank_forms.items():
        document.save(str(folder / f"{form_id}.docx"))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", folder, *sorted(folder.glob("*.docx"))],
        check=True,
        capture_output=True,
        timeout=180,
        env={**os.environ, "FONTCONFIG_FILE": str(ROOT / "tests" / "data" / "fonts.conf")},
    )
    return folder


@pytest.mark.office
@pytest.mark.parametrize("name", PAGES)
def test_a_blank_form_has_the_pages_that_it_should(printed, name):
    pages = re.findall(rb"/Type\s*/Page\b", (printed / f"{name}.pdf").read_bytes())

    assert len(pages) == PAGES[name]
