"""A batch as rows of cells, and as the tables that a terminal shows of them."""

from __future__ import annotations

import dataclasses

import pytest
from rich.cells import cell_len

import ipforms
from ipforms.cli.terminal import Terminal
from ipforms.findings import Finding
from ipforms.messages import Note, Severity
from ipforms.paths import Place
from ipforms.pipeline.certainty import Certainty, UnsureField
from ipforms.pipeline.report import Report
from ipforms.reports.report_rows import (
    FINDING_HEADERS,
    OVERVIEW_HEADERS,
    BatchCounts,
    FileStatus,
    finding_rows,
    overview_row,
)
from ipforms.reports.words import report_text, where
from ipforms.rules.eligibility.verdicts import Verdict
from tests.reports.batch import ELIGIBILITY, UNREAD, from_record, outcomes, returned, spotless
from tests.strategies import contract


def row(outcome, lang="zh"):
    return dict(
        zip((report_text(header, lang) for header in OVERVIEW_HEADERS), overview_row(outcome, lang), strict=True)
    )


def test_a_file_without_errors_is_acceptable_and_one_with_an_error_is_not():
    assert row(spotless())["结论"] == "可受理"
    assert row(from_record())["结论"] == "须补正"
    assert row(from_record(), "en")["result"] == "to be corrected"


def test_a_row_counts_the_findings_of_each_severity():
    for outcome in outcomes():
        if isinstance(outcome, Report):
            told = row(outcome)
            found = [finding.severity for finding in outcome.findings]
            assert told["错误"] == found.count(Severity.ERROR)
            assert told["提醒"] == found.count(Severity.WARNING)
            assert told["需附材料"] == found.count(Severity.ATTACHMENT)
            assert told["需人工判断"] == found.count(Severity.HUMAN)


def test_a_file_that_cannot_be_read_is_a_row_with_its_reason_in_both_tables():
    assert row(UNREAD)["结论"] == "无法读取"
    assert overview_row(UNREAD)[-1] == "不支持“PDF”格式。此处可用：DOCX。"
    (only,) = finding_rows(UNREAD)
    assert only[4:6] == ("无法读取", "不支持“PDF”格式。此处可用：DOCX。")


def test_a_number_in_a_file_s_name_is_masked():
    assert row(UNREAD)["文件"] == "扫描件 138******00.pdf"


def test_the_verdict_stands_with_its_arithmetic():
    judged = next(each for each in outcomes() if isinstance(each, Report) and each.eligibility is ELIGIBILITY)
    assert row(judged)["入库条件"] == "待核实"
    assert overview_row(judged)[-1].split("\n") == [
        "国家高新技术企业：待核实",
        "有效专利、注册商标合计20件以上：不符合（12 + 5 = 17 < 20）",
    ]
    assert (
        "At least 20 valid patents and registered trade marks together: not met (12 + 5 = 17 < 20)"
        in overview_row(judged, "en")[-1]
    )


def test_a_form_that_asks_for_no_qualification_has_a_dash():
    assert row(dataclasses.replace(spotless(), eligibility=None))["入库条件"] == "—"


def test_all_that_keeps_a_form_from_being_accepted_is_a_row():
    unsure = UnsureField("name", "单位名称", Certainty.DOUBTFUL, "甲", None, (Note("evidence.order"),))
    made = dataclasses.replace(returned("guangzhou-enterprise", 1), findings=(), eligibility=ELIGIBILITY)
    vars(made)["unsure"] = (unsure,)
    *conditions, doubt = (row[2:] for row in finding_rows(made))
    is_open = [each for each in ELIGIBILITY.conditions if each.verdict is Verdict.UNKNOWN]
    assert {row[0] for row in conditions} == {each.title.text() for each in is_open}
    assert {row[2] for row in conditions} == {"待核实"} and all(row[3] and row[5] for row in conditions)
    assert (doubt[0], doubt[2]) == ("单位名称", "存疑") and doubt[3] == Note("evidence.order").message()
    said = dataclasses.replace(made, findings=(Finding(Note("evidence.order"), "name", "单位名称"),))
    vars(said)["unsure"] = (unsure,)
    assert [row[4] for row in finding_rows(said)].count("存疑") == 0, "what a finding says is no second row"


def test_forms_to_be_corrected_that_do_not_qualify_either_are_counted_beside():
    unfit = dataclasses.replace(spotless(), eligibility=dataclasses.replace(ELIGIBILITY, verdict=Verdict.NO))
    faulty = dataclasses.replace(unfit, findings=from_record().findings)
    counts = BatchCounts()
    for outcome in (faulty, unfit):
        counts.add(outcome)
    assert counts.results == {FileStatus.FAULTY: 1, FileStatus.UNFIT: 1}
    assert "不符合条件 1 份" in counts.text() and "其中须补正的有 1 份同时不符合入库条件" in counts.text()


def test_each_finding_is_a_row_with_its_label_place_and_message():
    report = returned("guangzhou-market", 2, "doubtful", "statement_changed")
    rows = list(finding_rows(report))[: len(report.findings)]
    assert len(rows) == len(report.findings) > 3
    for cells, finding in zip(rows, report.findings, strict=True):
        assert len(cells) == len(FINDING_HEADERS)
        assert cells[2:] == (
            finding.label,
            finding.place.seen() if finding.place else "",
            cells[4],
            finding.note.message(),
            finding.hint,
            finding.source,
        )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_terminal_shows_the_rows_as_tables_whose_lines_are_of_one_width(lang, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    Terminal().table(
        [report_text(header, lang) for header in OVERVIEW_HEADERS], [overview_row(each, lang) for each in outcomes()]
    )
    findings = [cells for each in outcomes() for cells in finding_rows(each, lang)]
    Terminal().table([report_text(header, lang) for header in FINDING_HEADERS], findings)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > len(findings)
    assert {cell_len(line) for line in lines} == {160}


def test_the_numbers_of_a_batch_are_a_sentence():
    tally = BatchCounts()
    for outcome in (spotless(), from_record(), UNREAD):
        tally.add(outcome)
    counts = (
        "共 3 份：可受理 1 份，待核实 0 份，须补正 1 份，不符合条件 0 份，无法读取 1 份，不是规定的表格 0 份。错误 "
    )
    assert tally.text().startswith(counts)
    numbers = "3 files: 1 acceptable, 0 to be judged, 1 to be corrected, 0 not eligible, 1 unreadable, 0 another form. "
    assert tally.text("en").startswith(numbers)


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        (Place(table=2, row=3, column=4), "第2个表格第3行第4列", "table 2, row 3, column 4"),
        (Place(row=7), "第7段", "paragraph 7"),
        (Place(page=2, table=1, row=1), "第2页第1个表格第1行", "page 2, table 1, row 1"),
        (None, "", ""),
    ],
)
def test_a_place_is_said_in_both_languages(place, zh, en):
    assert (where(place), where(place, "en")) == (zh, en)


def test_a_faultless_form_of_an_applicant_that_does_not_qualify_is_not_acceptable():
    facts = {"high_tech": False, "ip_model_title": False, "well_known_trademark": False}
    claims = {name: {"held": held} for name, held in facts.items()}
    data = {**contract("jinhua-application"), **claims, "valid_patents": {"total": 3}, "valid_trademarks": 5}
    report = ipforms.check(ipforms.form("jinhua-application").model.model_validate(data), stage="draft")
    assert (report.ok, report.verdict, row(report)["结论"]) == (False, "ineligible", "不符合条件")
