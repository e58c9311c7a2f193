"""The HTML page in a browser: it filters, its marks lead where they should, it prints whole, and it talks to nobody."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

import ipforms
from ipforms.pipeline.checking import check
from ipforms.pipeline.report import Report
from tests.checks.cases import record
from tests.reports.batch import HOSTILE, MANY, ON, outcomes, returned
from tests.reports.browser import Browser, faint_texts, in_view, launched, printed, shown
from tests.reports.pages import source

pytestmark = pytest.mark.system

FILE = 3  # guangzhou-enterprise, doubtful
ALL = [f"f{number}" for number in range(1, MANY + 1)]


@pytest.fixture(scope="module")
def start() -> Iterator[Callable[..., Browser]]:
    """`start()`: a headless Chromium of its own; `start(scripts=False)`: one that runs no scripts."""
    opened: list[Browser] = []

    def start_one(*, scripts: bool = True) -> Browser:
        opened.append(launched(scripts=scripts))
        return opened[-1]

    yield start_one
    for each in opened:
        each.quit()


@pytest.fixture(scope="module")
def chromium(start: Callable[..., Browser]) -> Browser:
    return start()


@pytest.fixture(scope="module")
def plain(start: Callable[..., Browser]) -> Browser:
    """A browser without scripts."""
    return start(scripts=False)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "检查报告.html"
    path.write_text(source(outcomes()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def long_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A batch so long that its files start closed."""
    path = tmp_path_factory.mktemp("page") / "long.html"
    batch = [returned("jinhua-application", 2, "doubtful", "statement_changed")] * 22
    path.write_text(source(batch), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(chromium: Browser, url: str) -> Browser:
    chromium.get("about:blank")
    chromium.get(url)
    return chromium


def numbers(wanted: Callable[[Report], bool]) -> list[str]:
    return [f"f{at}" for at, each in enumerate(outcomes(), 1) if isinstance(each, Report) and wanted(each)]


def severities(report: Report) -> set[str]:
    return {finding.severity.value for finding in report.findings}


def test_all_files_are_shown_at_first(page: Browser) -> None:
    assert shown(page, "section.file") == ALL
    assert page.find_element(By.ID, "shown").text == f"显示 {len(ALL)} 份，共 {len(ALL)} 份"


def test_typing_shows_the_files_that_hold_the_words_and_their_rows(page: Browser) -> None:
    words = page.find_element(By.ID, "words")
    words.send_keys("扫描件 PDF")
    assert shown(page, "section.file") == [ALL[-1]]
    assert shown(page, "tbody tr[id]") == ["r" + ALL[-1][1:]]
    assert page.find_element(By.ID, "shown").text == f"显示 1 份，共 {len(ALL)} 份"
    words.send_keys(Keys.CONTROL, "a")
    words.send_keys(Keys.DELETE)
    assert shown(page, "section.file") == ALL


def test_a_word_that_nothing_holds_shows_nothing(page: Browser) -> None:
    page.find_element(By.ID, "words").send_keys("没有这样的词")
    assert shown(page, "section.file") == []


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_choosing_a_kind_shows_its_findings_and_marks_alone(page: Browser, severity: str) -> None:
    Select(page.find_element(By.ID, "severity")).select_by_value(severity)
    assert shown(page, "section.file") == numbers(lambda report: severity in severities(report))
    seen = [each for each in page.find_elements(By.CSS_SELECTOR, "[data-severity]") if each.is_displayed()]
    assert seen
    assert {each.get_attribute("data-severity") for each in seen} == {severity}


def test_the_box_shows_what_is_to_be_corrected_or_unreadable(page: Browser) -> None:
    page.find_element(By.ID, "faulty").click()
    assert shown(page, "section.file") == [*numbers(lambda report: not report.ok), ALL[-1]]
    assert 0 < len(shown(page, "section.file")) < len(ALL)


def test_a_mark_in_a_cell_leads_to_its_finding_and_the_finding_to_the_cell(page: Browser) -> None:
    mark = page.find_element(By.CSS_SELECTOR, f"#f{FILE} td a.tag")
    mark.click()
    target = mark.get_attribute("href").partition("#")[2]
    assert page.execute_script("return document.querySelector(':target').id") == target
    finding = page.find_element(By.ID, target)
    assert in_view(page, finding)
    finding.find_element(By.CSS_SELECTOR, ".place a").click()
    assert page.execute_script("return document.querySelector(':target').id") == mark.get_attribute("id")
    assert in_view(page, mark)


def test_the_keyboard_reaches_the_skip_link_the_filter_and_the_files(page: Browser) -> None:
    seen = []
    for _ in range(9):
        page.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB) if not seen else None
        active = page.switch_to.active_element
        seen.append(active.get_attribute("id") or active.get_attribute("class"))
        active.send_keys(Keys.TAB)
    assert seen[:6] == ["skip", "words", "severity", "faulty", "open", "close"]


def test_a_long_batch_starts_closed_and_a_link_opens_its_file(chromium: Browser, long_url: str) -> None:
    chromium.get("about:blank")
    chromium.get(long_url)
    assert shown(chromium, "li.finding") == []
    chromium.find_element(By.CSS_SELECTOR, "#r15 a").click()
    assert {each.partition("-")[0] for each in shown(chromium, "li.finding")} == {"f15"}
    chromium.find_element(By.ID, "open").click()
    assert len({each.partition("-")[0] for each in shown(chromium, "li.finding")}) == 22


def test_hostile_names_are_seen_as_they_are_and_run_nowhere(page: Browser) -> None:
    (hostile,) = [each.text for each in page.find_elements(By.TAG_NAME, "h3") if "HYPERLINK" in each.text]
    assert hostile.endswith(HOSTILE)
    assert page.execute_script("return window.hostile") is None


def test_the_page_asks_for_nothing_and_complains_of_nothing(start: Callable[..., Browser], url: str) -> None:
    browser = start()
    browser.get_log("performance")
    browser.get(url)
    browser.find_element(By.ID, "words").send_keys("a")
    browser.find_element(By.ID, "close").click()
    messages = [json.loads(each["message"])["message"] for each in browser.get_log("performance")]
    asked = [each["params"]["request"]["url"] for each in messages if each["method"] == "Network.requestWillBeSent"]
    assert asked == [url]
    assert browser.get_log("browser") == []


def test_the_policy_of_the_page_keeps_other_scripts_from_running(page: Browser) -> None:
    added = "const s = document.createElement('script'); s.textContent = 'window.added = 1'; document.body.append(s);"
    page.execute_script(added)
    assert page.execute_script("return window.added") is None


def test_texts_stand_out_from_their_ground(page: Browser) -> None:
    assert faint_texts(page) == []


def test_without_scripts_everything_is_shown_and_no_filter(plain: Browser, url: str) -> None:
    plain.get(url)
    assert not plain.find_element(By.ID, "filter").is_displayed()
    assert shown(plain, "section.file") == ALL
    hidden = [each for each in plain.find_elements(By.CSS_SELECTOR, "li.finding, table") if not each.is_displayed()]
    assert hidden == []


def test_it_prints_on_a4_without_scripts_on_about_a_page_a_file(plain: Browser, url: str, tmp_path: Path) -> None:
    plain.get(url)
    pages = printed(plain, tmp_path)
    text = "".join("".join(pages).split())
    assert "查找" not in text
    assert len(pages) <= len(outcomes()) + 2  # the summary, and what is doubtful in forms that others typed anew
    for outcome in outcomes():
        for each in outcome.findings if isinstance(outcome, Report) else ():
            assert "".join(each.label.split()) in text


def test_a_long_text_in_doubt_leaves_room_for_the_reason(page: Browser, tmp_path: Path) -> None:
    changes = {"ip_protection_status": "设有知识产权部，专人负责。" * 20 + "\n33."}
    sub = ipforms.read(ipforms.render(record("jinhua-application", changes)))
    path = tmp_path / "long.html"
    path.write_text(source([check(sub, on=ON)]), encoding="utf-8")
    page.get(path.as_uri())
    label, text, _, reason = page.find_elements(By.CSS_SELECTOR, ".unsure tbody tr > *")
    assert min(label.size["width"], reason.size["width"]) > text.size["width"] / 3


def test_what_is_closed_on_the_screen_is_open_on_paper(chromium: Browser, long_url: str, tmp_path: Path) -> None:
    chromium.get("about:blank")
    chromium.get(long_url)
    assert shown(chromium, "li.finding") == []
    assert "".join(printed(chromium, tmp_path)).count("是约数，至少为") >= 22
