"""Pages of a PDF in a browser: drawn, linked both ways, within reach of the keyboard, on a telephone, on paper."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from tests.reports.batch import finding, returned
from tests.reports.browser import Browser, faint_texts, in_view, launched, printed
from tests.reports.pages import source
from tests.reports.printed import returned_pdf

pytestmark = pytest.mark.system

_LOADED = "return [...document.querySelectorAll('svg image')].map(each => each.getBoundingClientRect().width)"
_WIDER = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    opened = launched()
    yield opened
    opened.quit()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Word file, and two forms as PDF."""
    folder = tmp_path_factory.mktemp("pdf")
    enterprise = returned_pdf("guangzhou-enterprise", folder)
    doubt = finding("guangzhou-enterprise", "", "form.left_over", enterprise.findings[-1].place)
    batch = [
        returned("jinhua-application", 2, "doubtful"),
        dataclasses.replace(enterprise, findings=(*enterprise.findings, doubt)),
        returned_pdf("jinhua-application", folder),
    ]
    (folder / "报告.html").write_text(source(batch), encoding="utf-8")
    return (folder / "报告.html").as_uri()


@pytest.fixture
def page(chromium: Browser, url: str) -> Browser:
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chromium.get("about:blank")
    chromium.get(url)
    return chromium


def target(page: Browser) -> str:
    return str(page.execute_script("return document.querySelector(':target').id"))


def test_the_pictures_are_drawn_and_nothing_is_asked_for_or_complained_of(page: Browser, url: str) -> None:
    page.get_log("browser"), page.get_log("performance")
    page.refresh()
    widths = page.execute_script(_LOADED)
    assert len(widths) == 4 and all(width > 300 for width in widths)
    messages = [json.loads(each["message"])["message"] for each in page.get_log("performance")]
    asked = {each["params"]["request"]["url"] for each in messages if each["method"] == "Network.requestWillBeSent"}
    assert {each for each in asked if not each.startswith("data:image/png;base64,")} == {url}
    assert page.get_log("browser") == []


def test_the_picture_is_not_blank(page: Browser) -> None:
    """The browser itself decodes it, and finds black and white and the grey of what is painted over."""
    script = """
      const done = arguments[0], image = new Image();
      image.onload = () => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, image.height];
        const pen = canvas.getContext('2d');
        pen.drawImage(image, 0, 0);
        const found = new Set();
        pen.getImageData(0, 0, image.width, image.height).data.forEach((value, at) => at % 4 || found.add(value));
        done([image.width, image.height, ...found]);
      };
      image.src = document.querySelectorAll('svg image')[1].getAttribute('href');
    """
    width, height, *shades = page.execute_async_script(script)
    assert (width, height) == (909, 1286)
    assert {0, 255, 221} <= set(shades)


def test_a_finding_leads_to_its_cell_on_the_picture_and_the_number_there_back(page: Browser) -> None:
    page.find_element(By.CSS_SELECTOR, "#f2-20 .place a").click()
    assert target(page) == "c2-20"
    badge = page.find_element(By.ID, "c2-20")
    assert in_view(page, badge)
    badge.click()
    assert target(page) == "f2-20"
    assert in_view(page, page.find_element(By.ID, "f2-20"))


def test_the_keyboard_reaches_the_numbers_and_follows_them(page: Browser) -> None:
    page.execute_script("document.getElementById('c2-3').focus()")
    page.switch_to.active_element.send_keys(Keys.TAB)
    active = page.switch_to.active_element
    assert active.get_attribute("id") == "c2-4"
    assert active.get_attribute("aria-label") == "第 4 条 错误"
    active.send_keys(Keys.ENTER)
    assert target(page) == "f2-4"


def test_choosing_a_kind_hides_the_numbers_of_the_others(page: Browser) -> None:
    assert page.find_element(By.ID, "c2-3").is_displayed()
    Select(page.find_element(By.ID, "severity")).select_by_value("warning")
    assert page.find_element(By.ID, "f2").is_displayed()
    assert not page.find_element(By.ID, "c2-3").is_displayed()
    Select(page.find_element(By.ID, "severity")).select_by_value("error")
    assert page.find_element(By.ID, "c2-3").is_displayed()


def test_on_a_telephone_the_picture_scrolls_by_itself_and_a_link_shows_its_cell(page: Browser, url: str) -> None:
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    )
    page.get("about:blank")
    page.get(f"{url}#c3-5")
    assert page.execute_script(_WIDER) == 0
    badge = page.find_element(By.ID, "c3-5")
    at = page.execute_script(
        "const box = arguments[0].getBoundingClientRect();"
        "return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).closest('a')?.id",
        badge,
    )
    assert at == "c3-5", "something lies over it, or it is out of sight"
    assert page.execute_script("return document.querySelector('svg').getBoundingClientRect().width") > 500


def test_texts_stand_out_from_their_ground(page: Browser) -> None:
    assert faint_texts(page) == []


def test_on_paper_each_picture_of_a_page_of_one_file_is_on_one_page_whole(chromium: Browser, tmp_path: Path) -> None:
    page = source([returned_pdf("guangzhou-enterprise", tmp_path)], is_single=True)
    (tmp_path / "页.html").write_text(page, encoding="utf-8")
    chromium.get((tmp_path / "页.html").as_uri())
    pages = printed(chromium, tmp_path)
    with_cells = [each for each in pages if "440101**********" in each]
    assert len(with_cells) == 1
    assert "第2页" in with_cells[0]
