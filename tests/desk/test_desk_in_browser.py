"""The desk in Chromium: one afternoon of an office, one applicant, review by keyboard alone, WCAG 2.2 AA by axe."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from PIL import Image
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait
from sqlalchemy import select

import ipforms
from ipforms import formats
from ipforms.desk.desk_tables import submissions
from ipforms.desk.list_registry import opened_registry
from tests.desk.instance import Instance, instance
from tests.programs import program
from tests.reports.browser import Browser, launched, printed
from tests.strategies import contract

pytestmark = pytest.mark.system

AXE = "axe-core@4"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SHORT, LONG = 39, 303  # forms of an afternoon; five of them lie in an archive, and one file is broken
IN_ARCHIVE = 5
PATIENCE = 1.5  # seconds for each form, where nine others use the machine
CORRECTED = 10
OFFICE = "金华市婺城区市场监督管理局"
DOUBTFUL = 8
KEYS = 20  # at most, for a form with 8 doubtful fields


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The checker of accessibility, from the npm registry."""
    folder = tmp_path_factory.mktemp("npm")
    npm = [program("npm", "npm"), "install", "--no-audit", "--no-fund", AXE]
    subprocess.run(npm, cwd=folder, check=True, capture_output=True)
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def browser(desk: Instance, downloads: Path) -> Iterator[Browser]:
    with entered(desk, downloads) as opened:
        yield opened


@contextmanager
def entered(desk: Instance, downloads: Path) -> Iterator[Browser]:
    """A browser that has come in by the link of one use, and has chosen Chinese."""
    opened = launched()
    opened.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
    opened.execute_cdp_cmd("Network.enable", {})
    opened.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {"Accept-Language": "zh-CN"}})
    opened.get(f"{desk.url}/enter?token={desk.desk.accounts.entry(60)}")
    yield opened
    opened.quit()


def find(browser: Browser, what: str) -> Any:
    return browser.find_element(By.CSS_SELECTOR, what)


def every(browser: Browser, what: str) -> list[Any]:
    return browser.find_elements(By.CSS_SELECTOR, what)


def click(browser: Browser, what: str) -> None:
    """Click on what may lie below a bar that stays in view."""
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", find(browser, what))
    find(browser, what).click()


def drop(browser: Browser, *files: Path) -> None:
    """Drop files on the queue."""
    script = """
        const dropped = window.dropped ??= new DataTransfer();
        for (const [name, data] of arguments[0])
            dropped.items.add(new File([Uint8Array.from(atob(data), (each) => each.charCodeAt(0))], name));
    """
    for start in range(0, len(files), 50):
        some = [(each.name, base64.b64encode(each.read_bytes()).decode()) for each in files[start : start + 50]]
        browser.execute_script(script, some)
    event = "new DragEvent('drop', {dataTransfer: window.dropped, bubbles: true})"
    browser.execute_script(f"document.getElementById('drop').dispatchEvent({event})")


def until(browser: Browser, condition: Callable[[Any], Any], seconds: float = 30) -> Any:
    return WebDriverWait(browser, seconds, poll_frequency=0.1).until(condition)


def saved(folder: Path, ending: str) -> bytes:
    """A file that the browser has downloaded, once it is whole; it is taken away."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        found = [path for path in folder.iterdir() if path.name.endswith(ending)]
        if found and not list(folder.glob("*.crdownload")):
            data = found[0].read_bytes()
            found[0].unlink()
            return data
        time.sleep(0.1)
    raise AssertionError(f"nothing was downloaded that ends with {ending}: {list(folder.iterdir())}")


def faults(browser: Browser, axe: str) -> list[str]:
    """What axe finds against WCAG 2.2 AA, on a wide page and a narrow one."""
    found = []
    for width in (1280, 390):
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        # Through the protocol of the browser: the policy of our pages lets no script of others in.
        browser.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
        run = f"axe.run({{runOnly: {json.dumps(RULES)}}}).then((each) => JSON.stringify(each.violations))"
        told = browser.execute_cdp_cmd("Runtime.evaluate", {"expression": run, "awaitPromise": True})
        for each in json.loads(told["result"]["value"]):
            found += [f"{width} {each['id']}: {node['html'][:150]}" for node in each["nodes"]]
        overflow = browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
        found += [f"{width}: the page is {overflow} pixels too wide"] if overflow > 0 else []
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    return found


def application(number: int, **changed: Any) -> bytes:
    """An application of Jinhua, as Word or PDF."""
    data = {**contract("jinhua-application"), "enterprise_name": f"金华第{number}号机械有限公司", **changed}
    data["email"] = f"ip{number}@example.com"
    record = ipforms.form("jinhua-application").model.model_validate(data)
    return ipforms.render(record, "pdf" if number % 4 == 1 else "docx")


def misread(number: int) -> bytes:
    """An application of which one value cannot be right as it stands."""
    record = ipforms.form("jinhua-application").model(
        **{**contract("jinhua-application"), "enterprise_name": f"金华第{number}号机械有限公司"}
    )
    document = docx.Document(io.BytesIO(ipforms.render(record)))
    replace(document, str(record.employees), "321?")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def replace(document: Any, old: str, new: str) -> None:
    """Type over a value in the tables of a Word file, as a person does."""
    cells = {cell._tc: cell for table in document.tables for row in table.rows for cell in row.cells}
    runs = [run for cell in cells.values() for each in cell.paragraphs for run in each.runs if run.text == old]
    assert runs, f"{old} is not in the document"
    for run in runs[:1]:
        run.text = new


def afternoon(folder: Path, forms: int) -> list[Path]:
    """Files of an afternoon: ten with something doubtful, some that lack something, an archive, a broken one."""
    loose = forms - IN_ARCHIVE
    for number in range(1, loose + 1):
        lacks = {"mobile": None} if number % 3 == 0 else {}
        data = misread(number) if number <= CORRECTED else application(number, **lacks)
        (folder / f"{number:03d}.{'pdf' if data.startswith(b'%PDF') else 'docx'}").write_bytes(data)
    with zipfile.ZipFile(folder / "邮件附件.zip", "w") as archive:
        for number in range(loose + 1, forms + 1):
            archive.writestr(f"附件/{number:03d}.docx", application(number))
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7")
    return sorted(folder.iterdir())


def test_one_afternoon(browser: Browser, desk: Instance, downloads: Path, axe: str, tmp_path: Path) -> None:
    browser.get(f"{desk.url}/")
    tell_afternoon(browser, desk, downloads, axe, tmp_path, SHORT)


@pytest.mark.slow
def test_one_afternoon_of_300_files(
    downloads: Path, axe: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("desk")
    with instance(folder, jobs=2) as desk, entered(desk, downloads) as browser:
        tell_afternoon(browser, desk, downloads, axe, tmp_path, LONG)


def tell_afternoon(browser: Browser, desk: Instance, downloads: Path, axe: str, tmp_path: Path, forms: int) -> None:
    """Files are dropped and read, ten corrected, all decided on, the papers taken away."""
    assert faults(browser, axe) == []
    dropped = afternoon(tmp_path, forms)
    assert len(dropped) == forms - IN_ARCHIVE + 2
    drop(browser, *dropped)
    until(browser, lambda page: "upload=" in page.current_url, 120 + PATIENCE * forms)
    counts = {each.text.split()[0]: int(each.text.split()[1]) for each in every(browser, ".tabs a")}
    assert counts["全部"] == forms + 2
    assert (counts["待核对"], counts["无法读取"], counts["其他文件"]) == (CORRECTED, 1, 1)
    assert faults(browser, axe) == []
    find(browser, "main .button.main").click()
    until(browser, lambda page: every(page, ".field.current"))
    assert faults(browser, axe) == []
    assert any("待核对" in page for page in printed(browser, tmp_path))
    for number in range(CORRECTED):
        correct(browser, str(300 + number))
    edited = "请补填手机号码，以便联系。"
    decisions = [decide(browser, edited if not number else "") for number in range(forms - CORRECTED)]
    assert every(browser, "#decide") == []
    take_papers(browser, desk, axe, 120 + PATIENCE * forms)
    with zipfile.ZipFile(io.BytesIO(saved(downloads, ".zip"))) as papers:
        look_at_papers(papers, edited, decisions.count("return"), forms)
    first = desk.desk.store.history(1)
    assert [(each["kind"], each["path"], each["before"]) for each in first] == [
        ("value", "employees", "321?"),
        ("decision", "", None),
    ]


def correct(browser: Browser, text: str) -> None:
    """Type a value that is right where the doubtful one stands, and accept the form."""
    field = until(browser, lambda page: find(page, ".field.current input"))
    assert field.get_attribute("value") == "321?"
    field.send_keys(text, Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("data-decision")
    press(browser, "accept")


def decide(browser: Browser, sentence: str) -> str:
    """Decide as the desk proposes, with a sentence of the letter in other words."""
    if sentence:
        area = find(browser, ".finding textarea")
        area.clear()
        area.send_keys(sentence)
    decision = str(find(browser, "#decide .proposed").get_attribute("data-decision"))
    press(browser, decision)
    return decision


def press(browser: Browser, decision: str) -> None:
    before = browser.current_url
    find(browser, f"[data-decision={decision}]").click()
    until(browser, lambda page: page.current_url != before)


def take_papers(browser: Browser, desk: Instance, axe: str, seconds: float) -> None:
    browser.get(f"{desk.url}/outputs")
    assert faults(browser, axe) == []
    find(browser, "[name=office]").send_keys(OFFICE)
    find(browser, "form button.main").click()
    until(browser, lambda page: every(page, "td a[href^='/outputs/']"), seconds)[0].click()


def look_at_papers(papers: zipfile.ZipFile, edited: str, returned: int, forms: int) -> None:
    names = papers.namelist()
    letters = [docx.Document(io.BytesIO(papers.read(each))) for each in names if each.startswith("补正通知书/")]
    texts = ["\n".join(each.text for each in letter.paragraphs) for letter in letters]
    assert len(texts) == returned == len([each for each in names if each.startswith("带批注的副本/")]) > 0
    assert sum(edited in text for text in texts) == 1
    assert all(OFFICE in text for text in texts)
    book = openpyxl.load_workbook(io.BytesIO(papers.read("总览.xlsx")), read_only=True)
    assert any("坏.pdf" in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    assert book.worksheets[0].max_row > forms
    together = docx.Document(io.BytesIO(papers.read("补正通知书（全部，便于打印）.docx")))
    assert len(together.sections) == returned
    table: Any = ipforms.read(papers.read("推荐表.docx")).record
    assert table.recommending_unit == OFFICE
    assert len(table.enterprises) == forms - returned


def doubtful_form() -> bytes:
    """A form in which eight values are doubtful: numbers that cannot be right, and counts with words beside them."""
    form = ipforms.form("guangzhou-enterprise")
    data = contract("guangzhou-enterprise")
    data["uscc"] = "91440106MAXXXXX07R"
    for person, wrong in (("legal_representative", "440101198001010051"), ("contact", "440101198001010052")):
        data[person] = {**data[person], "id_number": wrong}
    texts = {
        "patents.applied": "42?",
        "patents.granted": "约25",
        "trademarks.applied": "15?",
        "trademarks.valid": "约11",
        "copyrights.works": "2?",
    }
    document = docx.Document(io.BytesIO(ipforms.render(form.model.model_validate(data))))
    record = form.model.model_validate(data)
    for path, text in texts.items():
        group, name = path.split(".")
        replace(document, str(getattr(getattr(record, group), name)), text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class Keyboard:
    """Keys that are pressed wherever the focus is, and counted."""

    def __init__(self, browser: Browser) -> None:
        self._browser, self.presses = browser, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self._browser.switch_to.active_element.send_keys(key)
            self.presses += 1

    @property
    def value(self) -> str | None:
        return self._browser.switch_to.active_element.get_attribute("value")


def scanned(pdf: bytes) -> bytes:
    """Pictures of the pages of a PDF, as a scanner makes a file of them."""
    drawn = [formats.page_picture(pdf, number) for number in range(1, len(formats.page_sizes(pdf)) + 1)]
    first, *others = [Image.open(io.BytesIO(picture or b"")).convert("L") for picture in drawn]
    stream = io.BytesIO()
    first.save(stream, "PDF", save_all=True, append_images=others, resolution=200)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["pdf", pytest.param("scan", marks=pytest.mark.slow)])
def test_eight_doubtful_fields_and_more_take_few_keys(
    browser: Browser, desk: Instance, tmp_path: Path, kind: str
) -> None:
    """Each field is looked at; three are typed anew, and the decision is one more key. A scan has further doubts."""
    file = tmp_path / f"存疑-{kind}.pdf"
    typeset = formats.typeset(doubtful_form())[0]
    file.write_bytes(scanned(typeset) if kind == "scan" else typeset)
    browser.get(f"{desk.url}/")
    find(browser, "#files").send_keys(str(file))
    until(browser, lambda page: "upload=" in page.current_url, seconds=150)  # a scan, where nine others use the machine
    assert file.name in find(browser, "#list").text
    hands = Keyboard(browser)
    find(browser, "body").send_keys(Keys.ARROW_DOWN)
    hands.press(Keys.ENTER)
    until(browser, lambda page: every(page, ".field.current"))
    doubts = len(every(browser, ".field.open"))
    assert doubts == DOUBTFUL or (kind == "scan" and doubts > DOUBTFUL)
    typed = {"42?": "42", "15?": "15", "2?": "2"}
    for _ in range(doubts):
        assert every(browser, ".field.current .snippet image"), "the cell is shown beside its value"
        hands.press(*typed.get(hands.value or "", ""), Keys.ENTER)
    until(browser, lambda page: not every(page, ".field.open"))
    assert browser.switch_to.active_element.get_attribute("data-decision") == "return"
    before = browser.current_url
    hands.press(Keys.ENTER)
    until(browser, lambda page: page.current_url != before)
    assert hands.presses <= KEYS
    (row,) = desk.desk.store.rows(select(submissions).order_by(submissions.c.id.desc()).limit(1))
    assert (row["decision"], row["doubts"]) == ("return", 0)
    assert (row["values"]["patents"]["applied"], row["current"]["patents"]["applied"]) == (None, 42)
    kinds = [each["kind"] for each in desk.desk.store.history(row["id"])]
    assert (kinds.count("accepted"), kinds.count("value"), kinds[-1]) == (doubts - 3, 3, "decision")


def test_the_review_moves_by_arrows_takes_back_by_escape_and_shows_the_place(
    browser: Browser, desk: Instance, axe: str, tmp_path: Path
) -> None:
    form = ipforms.form("guangzhou-enterprise")
    data = {**contract(form.id), "uscc": "91440106MAXXXXX07R", "overview": "<img src=x onerror=alert(1)>"}
    file = tmp_path / "原件.pdf"
    file.write_bytes(ipforms.render(form.model.model_validate(data), "pdf"))
    browser.get(f"{desk.url}/")
    drop(browser, file)
    until(browser, lambda page: "upload=" in page.current_url)
    browser.get(find(browser, "#list th a").get_attribute("href"))
    until(browser, lambda page: every(page, ".field.current"))
    shown = find(browser, "[data-path=overview] textarea").get_attribute("value")
    assert (shown, every(browser, "img")) == (data["overview"], [])
    assert find(browser, ".spot.current").get_attribute("data-paths") == "uscc"
    picture = (
        "const image = document.querySelector('.snippet image'); return fetch(image.href.baseVal).then((r) => r.status)"
    )
    assert browser.execute_script(picture) == 200
    hands = Keyboard(browser)
    hands.press("9")
    until(browser, lambda page: every(page, ".field.current .message.error"))
    hands.press(Keys.ESCAPE)
    assert hands.value == data["uscc"]
    assert "还没有" in find(browser, "#history").text
    hands.press(Keys.ARROW_DOWN)
    assert find(browser, ".field.current").get_attribute("data-path") == "cover.applicant"
    hands.press(Keys.ARROW_UP)
    assert find(browser, ".field.current").get_attribute("data-path") == "uscc"
    place = find(browser, ".spot[data-paths='contact.email']")
    browser.execute_script("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))", place)
    assert find(browser, ".field.current").get_attribute("data-path") == "contact.email"
    whole = Keys.CONTROL + "a" + Keys.NULL
    find(browser, ".field[data-path='uscc'] input").send_keys(whole, "91440106MAXXXXX07Q", Keys.ENTER)
    until(browser, lambda page: "91440106MAXXXXX07R" in find(page, "#history del").text)
    until(browser, lambda page: find(page, "#verdict").text == "须人工判断")
    assert browser.get_log("browser") == []
    address = browser.current_url
    find(browser, "form[action='/language'] button").click()
    until(browser, lambda page: find(page, "html").get_attribute("lang") == "en")
    assert (browser.current_url, find(browser, "#verdict").text) == (address, "Needs judgement")
    assert faults(browser, axe) == []
    find(browser, "form[action='/language'] button").click()
    browser.get(f"{desk.url}/nothing")
    assert faults(browser, axe) == []


def test_one_applicant(browser: Browser, desk: Instance, downloads: Path, axe: str, tmp_path: Path) -> None:
    browser.get(f"{desk.url}/apply")
    assert faults(browser, axe) == []
    browser.execute_script("document.querySelector('h1').innerHTML = '<button></button>'")
    assert any("button-name" in each for each in faults(browser, axe))
    browser.get(f"{desk.url}/apply/guangzhou-enterprise")
    until(browser, lambda page: find(page, "#count").text)
    assert faults(browser, axe) == []
    old = tmp_path / "去年.docx"
    record = ipforms.form("guangzhou-enterprise").model.model_validate(contract("guangzhou-enterprise"))
    old.write_bytes(ipforms.render(record.model_copy(update={"postcode": None})))
    find(browser, "#old").send_keys(str(old))
    until(browser, lambda page: find(page, "[name=name]").get_attribute("value") == record.name)
    assert len(every(browser, "[data-section=ip_units] .one-row")) == len(record.ip_units)

    code = find(browser, "[name=uscc]")
    code.clear()
    code.send_keys("91440106MAXXXXX07R")
    until(browser, lambda page: every(page, "[data-entry=uscc] .message.error"))
    assert faults(browser, axe) == []
    code.send_keys(Keys.BACKSPACE, "Q")
    until(browser, lambda page: not every(page, "[data-entry=uscc] .message.error"))
    find(browser, "#all").click()
    until(browser, lambda page: "邮政编码" in find(page, "#list").text)
    find(browser, "[name=postcode]").send_keys("510665")
    until(browser, lambda page: "填写完整" in find(page, "#count").text)

    click(browser, "[data-section=ip_units] > .add")
    at = len(record.ip_units)
    find(browser, f"[name='ip_units[{at}].unit']").send_keys("法务部")
    find(browser, f"[name='ip_units[{at}].headcount']").send_keys("2人")
    find(browser, f"[name='ip_units[{at}].names']").send_keys("何嘉敏、周子轩")
    click(browser, "[data-section=ip_policies] .one-row:last-child .remove")

    find(browser, "#save").click()
    draft = tmp_path / "草稿.json"
    draft.write_bytes(saved(downloads, ".json"))
    browser.get(f"{desk.url}/apply/guangzhou-enterprise")
    find(browser, "#draft").send_keys(str(draft))
    until(browser, lambda page: "填写完整" in find(page, "#count").text)
    find(browser, "button[value=docx]").click()
    word = ipforms.read(saved(downloads, ".docx"))
    find(browser, "button[value=pdf]").click()
    assert ipforms.read(saved(downloads, ".pdf")).record == word.record
    assert word.record.ip_units[at].headcount == 2
    assert len(word.record.ip_policies) == len(record.ip_policies) - 1
    assert word.record.uscc == record.uscc
    assert ipforms.check(word).ok
    assert any(record.name in page for page in printed(browser, tmp_path))


def test_the_registry_by_keyboard_alone(browser: Browser, desk: Instance, axe: str, tmp_path: Path) -> None:
    """Two enterprises are chosen, a visit of both is recorded, and the list is printed; no mouse, nothing overlaps."""
    with opened_registry(desk.desk.settings) as registry, registry.write(by="甲", at=datetime.now()) as change:
        for name in ("广州甲有限公司", "广州乙有限公司"):
            change.enter(change.party("guangzhou", "enterprise", name, district="天河区"), on=date(2022, 5, 15))
    browser.get(f"{desk.url}/registry?view=entries&q=广州")
    browser.get_log("browser")  # a page that another test did not find is told late
    assert faults(browser, axe) == []
    boxes = every(browser, "[name=row]")
    assert len(boxes) == 2
    while browser.switch_to.active_element != boxes[0]:
        browser.switch_to.active_element.send_keys(Keys.TAB)
    boxes[0].send_keys(Keys.SPACE)
    boxes[1].send_keys(Keys.SPACE, Keys.ENTER)
    until(browser, lambda page: find(page, "#fact-on"))
    assert faults(browser, axe) == []
    assert "广州甲有限公司、广州乙有限公司" in find(browser, "form[method=post].panel").text
    until(browser, lambda page: page.switch_to.active_element.get_attribute("id") == "fact-on")
    find(browser, "#fact-by").send_keys("陈晓岚", Keys.ENTER)
    until(browser, lambda page: every(page, "p.fine"))
    assert "走访" in find(browser, "p.fine").text
    for view in ("due", "activities", "report", "review", "events"):
        browser.get(f"{desk.url}/registry?view={view}")
        assert faults(browser, axe) == []
        assert browser.get_log("browser") == []
    assert any("走访" in page for page in printed(browser, tmp_path))
    own = tmp_path / "名录.csv"
    own.write_text("单位名称,类别,名录编号,入库日期\n广州丙有限公司,企业,2021-007,2021-05-15\n", "utf-8")
    find(browser, "[name=file]").send_keys(str(own))
    find(browser, "form[data-send] select[name=programme]").send_keys("广")
    click(browser, "form[data-send] button")
    until(browser, lambda page: "新入库记录 1 条" in find(page, "#trouble").text)
