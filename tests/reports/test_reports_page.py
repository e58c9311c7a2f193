"""The HTML page of a batch: what it holds, that it stands alone, and that a form's text is never markup."""

from __future__ import annotations

import dataclasses
import io
import weakref
from functools import cache
from itertools import pairwise

from hypothesis import HealthCheck, given, settings

from ipforms.pipeline.report import Report
from ipforms.reports.html_page import write_page
from tests.effort import examples
from tests.reports.batch import (
    ELIGIBILITY,
    HOSTILE,
    ON,
    finding,
    from_record,
    outcomes,
    returned,
    spotless,
)
from tests.reports.pages import page, sections, source, text
from tests.strategies import any_text


@cache
def whole():
    return page(outcomes())


def test_the_page_says_its_language_and_counts_its_files():
    assert whole().get("lang") == "zh-CN"
    numbers = dict(zip(map(text, whole().iter("dt")), map(text, whole().iter("dd")), strict=True))
    assert numbers["合计"] == str(len(outcomes()))
    assert numbers["无法读取"] == "1"
    found = [each for outcome in outcomes() if isinstance(outcome, Report) for each in outcome.findings]
    assert numbers["错误"] == str(sum(each.severity == "error" for each in found))
    assert numbers["提醒"] == str(sum(each.severity == "warning" for each in found))


def test_every_file_is_a_row_of_the_overview_and_a_section():
    assert len(whole().xpath("//tr[starts-with(@id, 'r')]")) == len(sections(whole())) == len(outcomes())
    results = [section.get("data-result") for section in sections(whole())]
    assert results[-3:] == ["faulty", "good", "unread"]


def test_every_finding_stands_in_its_section_with_all_that_is_said_of_it():
    for section, outcome in zip(sections(whole()), outcomes(), strict=True):
        told = [text(each) for each in section.xpath(".//li[contains(@class, 'finding')]")]
        findings = outcome.findings if isinstance(outcome, Report) else ()
        assert len(told) == len(findings)
        for each in findings:
            words = (each.label, each.place.seen() if each.place else "", each.note.message(), each.hint, each.source)
            assert any(all(" ".join(word.split()) in one for word in words) for one in told), each


def test_a_file_that_cannot_be_read_is_told_with_its_reason():
    assert "不支持“PDF”格式。此处可用：DOCX。" in text(sections(whole())[-1])


def test_a_record_without_a_file_has_findings_and_no_table():
    (section,) = sections(page([from_record()]))
    assert section.xpath(".//li")
    assert not section.xpath(".//table[@class='paper']")


def test_a_form_without_findings_says_so_and_has_no_table():
    (section,) = sections(page([dataclasses.replace(spotless(), eligibility=None)]))
    assert "没有发现问题。" in text(section)
    assert not section.xpath(".//table")


def test_the_eligibility_is_told_with_sums_readings_needs_and_clauses():
    (section,) = sections(page([dataclasses.replace(spotless(), eligibility=ELIGIBILITY)]))
    told = text(section)
    for words in (
        "待核实",
        "12 + 5 = 17 < 20",
        "专利、商标的拥有量（有效量）合计：不符合",
        "附材料：国家高新技术企业认定证书复印件",
        str(ELIGIBILITY.clause),
    ):
        assert words in told


def test_the_same_batch_and_day_give_the_same_bytes():
    assert source(outcomes()) == source(outcomes())


def test_the_page_speaks_english():
    root = page(outcomes(), lang="en")
    assert root.get("lang") == "en"
    assert [text(each) for each in root.iter("h2")] == ["Numbers", "Overview", "The files"]
    assert "to be corrected" in text(root)
    assert "Cannot" in text(root) or "not supported" in text(root)


def test_the_page_loads_nothing():
    for element in whole().iter():
        if isinstance(element.tag, str):
            assert element.tag not in ("img", "link", "iframe", "object", "embed", "base", "video", "audio")
            assert not {"src", "srcset", "style", "action", "background", "onclick"} & set(element.attrib)
            assert element.get("href", "#").startswith("#")
    style = whole().xpath("string(//style)")
    assert "url(" not in style
    assert "@import" not in style


def test_every_link_leads_somewhere_and_no_two_things_have_one_id():
    ids = [element.get("id") for element in whole().iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {link.get("href")[1:] for link in whole().iter("a")} <= set(ids)


def test_the_page_has_headings_in_order_and_tables_with_scopes():
    levels = [int(element.tag[1]) for element in whole().iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(cell.get("scope") for cell in whole().iter("th"))
    assert all(table.xpath("caption") for table in whole().xpath("//table[@class='paper']"))


def test_a_hostile_name_is_text():
    (section,) = sections(page([from_record()]))
    assert text(section.find(".//h3")) == f"1. {HOSTILE}"
    assert not section.xpath(".//script")
    assert "49" not in text(section.find(".//h3"))


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(name=any_text(), file=any_text(), words=any_text())
def test_no_text_of_any_kind_changes_the_page_s_structure(name, file, words):
    def structure(root):
        return [(each.tag, sorted(each.attrib)) for each in root.iter() if isinstance(each.tag, str)]

    def built(name, file, words):
        report = dataclasses.replace(spotless(), name=file, eligibility=None, findings=(_left_over(words),))
        record = report.record.model_copy(update={"enterprise_name": name})
        return structure(page([dataclasses.replace(report, record=record)]))

    assert built(name or "甲", file or "甲", words) == built("甲", "甲", "甲")


def _left_over(words):
    found = finding("jinhua-application", "", "form.left_over")
    return dataclasses.replace(found, note=type(found.note)(found.code, {"text": words}))


def test_reports_are_let_go_as_soon_as_they_are_written():
    alive = []

    def batch():
        for _ in range(20):
            report = dataclasses.replace(returned("jinhua-application", 2, "doubtful"))
            alive.append(weakref.ref(report))
            yield report
            del report
            assert sum(ref() is not None for ref in alive) <= 2

    assert write_page(batch(), io.BytesIO(), on=ON).files == 20
