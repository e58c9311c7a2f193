"""A headless Chromium, and what a test asks it."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

from tests.programs import program

Browser = webdriver.Chrome

# No sandbox: CI runs as root in a container. The last three keep Chromium from calling its maker.
_ARGUMENTS = (
    *("headless=new", "no-sandbox", "disable-dev-shm-usage", "window-size=1400,1000"),
    *("disable-background-networking", "no-first-run", "disable-component-update"),
)
_NO_SCRIPTS = {"profile.managed_default_content_settings.javascript": 2}


def launched(*, scripts: bool = True) -> Browser:
    """A browser of its own, which keeps its logs; without Chromium the test is skipped, and fails in CI."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("google-chrome") or program("chromium", "chromium")
    for argument in _ARGUMENTS:
        options.add_argument(f"--{argument}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", _NO_SCRIPTS)
    return webdriver.Chrome(options, Service(program("chromedriver", "chromium-driver")))


def shown(browser: Browser, what: str) -> list[str]:
    """The ids of what is to be seen."""
    return [each.get_attribute("id") for each in browser.find_elements(By.CSS_SELECTOR, what) if each.is_displayed()]


def in_view(browser: Browser, element: object) -> bool:
    """Whether all of an element is to be seen without scrolling."""
    script = "const box = arguments[0].getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight"
    return bool(browser.execute_script(script, element))


def printed(browser: Browser, folder: Path) -> list[str]:
    """The texts of the pages on paper."""
    path = folder / "page.pdf"
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    path.write_bytes(base64.b64decode(printed["data"]))
    told = subprocess.run(["pdfinfo", path], check=True, capture_output=True, encoding="utf-8").stdout
    assert "A4" in told
    words = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, encoding="utf-8")
    return words.stdout.split("\f")


def faint_texts(browser: Browser) -> list[str]:
    """Elements with text of their own whose contrast (WCAG 2) is below 4.5 to 1."""
    found: list[str] = browser.execute_script(_FAINT)
    return found


_FAINT = """
const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
const light = (colour) => channels(colour).slice(0, 3)
  .map((each) => each / 255).map((each) => each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
  .reduce((sum, each, index) => sum + each * [0.2126, 0.7152, 0.0722][index], 0);
const ground = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (channels(colour)[3] !== 0) return colour;
  }
  return "rgb(255, 255, 255)";
};
return Array.from(document.body.querySelectorAll("*"))
  .filter((each) => each.checkVisibility() && !["SCRIPT", "OPTION", "SELECT", "INPUT"].includes(each.tagName))
  .filter((each) => Array.from(each.childNodes).some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((each) => {
    const [one, other] = [light(getComputedStyle(each).color), light(ground(each))].sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05) < 4.5;
  })
  .map((each) => each.outerHTML.slice(0, 120));
"""
