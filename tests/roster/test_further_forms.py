"""Several forms in one file: each is somebody's answer."""

from __future__ import annotations

import io

import docx
import pytest
from jsonschema import Draft202012Validator

import ipforms
from ipforms import bulk
from ipforms.bulk import result_tables
from ipforms.desk.api import document_tasks
from ipforms.desk.api.api_models import ReadForm
from ipforms.registry.incoming import applications_among
from ipforms.reports.report_schema import report_schema
from ipforms.roster import Invited, Roster
from tests.checks.cases import record

FORM = "jinhua-application"
NAMES = ["金华甲一有限公司", "金华乙二有限公司"]


def in_one_file(*forms):
    """The bodies of forms, one behind the other."""
    whole, *others = (docx.Document(io.BytesIO(data)) for data in forms)
    for other in others:
        for block in list(other.element.body)[:-1]:
            whole.element.body.insert(len(whole.element.body) - 1, block)
    made = io.BytesIO()
    whole.save(made)
    return made.getvalue()


@pytest.fixture
def folder(tmp_path):
    filled = [ipforms.render(record(FORM, {"enterprise_name": name})) for name in NAMES]
    (tmp_path / "两家.docx").write_bytes(in_one_file(*filled, ipforms.form(FORM).blank()))
    return tmp_path


def test_each_company_of_one_file_has_a_result_and_has_answered(folder):
    roster = Roster([Invited(name) for name in NAMES])
    for result in bulk.read([folder]):
        roster.add(result, result.path.relative_to(folder))
    roster.settle()
    assert [(file.name, file.applicant) for file in roster.files] == [
        ("两家.docx", NAMES[0]),
        ("两家#2.docx", NAMES[1]),
    ]
    assert (roster.attendance.answered, roster.attendance.missing, roster.further) == (2, (), 1)
    assert (roster.to_dict()["files"], roster.to_dict()["in_folders"]) == (2, 1)
    assert "第 2 份" in roster.files[1].reason_text()


def test_the_table_of_data_has_a_row_for_each(folder, tmp_path):
    (out,) = result_tables.write(bulk.read([folder]), tmp_path / "out.csv")
    text = out.read_text(encoding="utf-8-sig")
    assert all(name in text for name in NAMES)


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_is_checked_told_that_it_is_not_alone_and_registered_with_the_file_that_is_there(folder, jobs):
    roster, checked = Roster(), list(bulk.check([folder], jobs=jobs))
    files = [roster.add(result.read, result.below) for result in checked]
    roster.settle()
    assert all("form.several" in {each.code for each in result.report.findings} for result in checked)
    made = applications_among(zip(checked, files, strict=True))
    assert [each.applicant for each in made] == NAMES
    assert {file["path"] for each in made for file in each.values["files"]} == {str(folder / "两家.docx")}


def test_the_service_gives_all_of_them_and_recommends_or_lists_each(folder):
    file = str(folder / "两家.docx"), "两家.docx"
    told = ReadForm.model_validate(document_tasks.read(file, None, "zh"))
    assert [each.values["enterprise_name"] for each in (told, *told.others)] == NAMES
    made = document_tasks.recommend([file], None, "draft", None, "json", "zh")
    groups = ("recommended", "ineligible", "held_back", "unsettled", "duplicates")
    assert sorted(each["name"] for group in groups for each in made[group]) == sorted(NAMES)


def test_the_service_judges_each_of_them(folder):
    file = str(folder / "两家.docx"), "两家.docx"
    told = document_tasks.check_file(file, None, "applicant", None, "zh")
    assert [(each["applicant"], each["name"]) for each in (told, *told["others"])] == [
        (NAMES[0], "两家.docx"),
        (NAMES[1], "两家#2.docx"),
    ]
    validator = Draft202012Validator(report_schema())
    assert not list(validator.iter_errors(told))


def test_each_is_compared_with_that_of_its_applicant_and_what_the_other_file_has_not_is_named(folder):
    def forms(*filled):
        return ipforms.read(in_one_file(*(ipforms.render(record(FORM, each)) for each in filled)))

    one, two = ({"enterprise_name": name, "employees": 320} for name in NAMES)
    turned = ipforms.compare(forms(one, two), forms(two | {"employees": 321}, one))
    assert turned.agrees and not turned.same and not turned.alone
    assert [(each.applicant, each.agrees) for each in turned.others] == [(NAMES[1], False)]
    alone = ipforms.compare(forms(two), forms(one, two))
    assert alone.agrees and not alone.same
    assert NAMES[0] in alone.to_dict()["alone"][0] and not alone.others
