"""Our OFD in a viewer of other people: ofd.js from npm, in Chromium."""

from __future__ import annotations

import base64
import os
import subprocess
import tarfile
from pathlib import Path

import pytest

import ipforms
from tests.programs import program
from tests.render import engines
from tests.reports.browser import Browser, launched

pytestmark = [pytest.mark.system, pytest.mark.slow]

VIEWER = "ofd.js@0.2.6"  # Apache-2.0; later versions come without their core
WIDTH = 1_000  # pixels of a page
SHOW = """
const [data, width, done] = arguments;
const bytes = Uint8Array.from(atob(data), each => each.charCodeAt(0));
ofd.parseOfdDocument({
  ofd: new File([bytes], "form.ofd"),
  success(found) {
    for (const page of ofd.renderOfd(width, found[0])) document.body.append(page);
    document.fonts.ready.then(() => setTimeout(() => done("shown"), 500));
  },
  fail(error) { done(String(error)); },
});
"""
TEXTS = "return [...document.querySelectorAll('text')].map(each => [each.textContent, each.getBoundingClientRect().x])"
FONTS = "return [...document.fonts].map(each => [each.family, each.status])"


@pytest.fixture(scope="module")
def viewer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page that shows a file; its script comes from the npm registry."""
    npm, folder = program("npm", "npm"), tmp_path_factory.mktemp("viewer")
    got = subprocess.run([npm, "pack", VIEWER], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    packed = next(folder.glob("*.tgz"), None)
    if packed is None:
        missing = f"`npm pack {VIEWER}` failed, is the registry to be reached? {got.stderr[-300:]}"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with tarfile.open(packed) as archive:
        archive.extract("package/lib/ofd.umd.min.js", folder, filter="data")
    page = folder / "viewer.html"
    page.write_text("<!doctype html><meta charset=utf-8><script src=package/lib/ofd.umd.min.js></script>", "utf-8")
    return page


@pytest.fixture(scope="module")
def chromium() -> Browser:
    browser = launched()
    yield browser
    browser.quit()


def test_a_viewer_from_npm_shows_every_character_of_our_forms(viewer, chromium, form, record, tmp_path):
    chromium.get(viewer.as_uri())
    chromium.set_window_size(WIDTH + 200, 1_500)
    data = base64.b64encode(ipforms.render(record, "ofd")).decode()
    assert chromium.execute_async_script(SHOW, data, WIDTH) == "shown"
    shown = sorted("".join(text for text, _ in chromium.execute_script(TEXTS)).replace(" ", ""))
    words = engines.pdfium(ipforms.render(record, "pdf"))
    assert shown == sorted(character for _, character, *_ in words if not character.isspace())
    if folder := os.environ.get("IPFORMS_SCREENSHOTS"):
        chromium.save_screenshot(str(Path(folder) / f"{form.id}.png"))
