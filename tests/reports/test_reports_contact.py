"""Who is written to and whom to call: no name that may be misread, no number of another person, none that is wrong."""

from __future__ import annotations

import pytest

import ipforms
from ipforms import bulk
from ipforms.registry import applications_among
from ipforms.reports.contact import Contact, contact_of
from ipforms.reports.mailing_list import mailing_row
from ipforms.reports.notice import addressee_of
from ipforms.reports.report_rows import finding_rows, overview_row
from ipforms.roster import Category
from ipforms.roster.received import received
from ipforms.schemas.record_texts import encode
from tests.reports.full_reports import DAY
from tests.strategies import contract

BOSS = {"name": "周卫东", "phones": ["13800138000"], "email": "zwd@yuezhi.example.com"}
CONTACT = {"name": "黄嘉敏", "phones": ["020-81050370", "13922158876"], "email": "hjm@yuezhi.example.com"}


def contact(form_id: str, **values) -> Contact:
    return contact_of(ipforms.check(ipforms.form(form_id).model.model_validate(values), on=DAY))


@pytest.fixture(scope="module")
def doubted(tmp_path_factory):
    """A form whose applicant's name has a character that no reader can be sure of, checked."""
    form = ipforms.form("guangzhou-enterprise")
    texts = encode(form.model.model_validate(contract(form.id)))
    path = tmp_path_factory.mktemp("doubted") / "某公司.docx"
    path.write_bytes(form.template.fill({**texts, "name": "广州\ufffd物医药有限公司"}))
    (result,) = bulk.check([path], on=DAY)
    return result


def test_a_name_in_doubt_is_marked_wherever_it_is_shown_and_nobody_is_written_to_by_it(doubted):
    report = doubted.report
    assert report.doubts_applicant and "物医药" in report.applicant
    assert overview_row(report)[2].endswith("（名称存疑）")
    assert {row[1] for row in finding_rows(report)} == {overview_row(report)[2]}
    assert "物医药" not in addressee_of(report)
    assert not any("物医药" in cell for cell in mailing_row(report, "通知书.docx")[1])


def test_a_name_in_doubt_is_marked_in_the_list_of_files_and_no_party(doubted):
    file = received(doubted.read, doubted.below)
    assert file.category is Category.FORM and file.applicant_text().endswith("（名称存疑）")
    assert applications_among([(doubted, file)]) == []


def test_the_contacts_own_numbers_go_with_the_contacts_name():
    found = contact("guangzhou-enterprise", legal_representative=BOSS, contact=CONTACT, cover={"contact": "李工"})
    assert found == Contact("黄嘉敏", "020-81050370、13922158876", "hjm@yuezhi.example.com")


def test_the_first_contact_of_several_rows_has_numbers_too():
    rows = [{"name": "何桂芳", "landline": "020-86660002", "mobile": "13688889999", "email": "hgf@xiguan.example.com"}]
    boss = {"name": "邓国雄", "mobile": "13500001111", "email": "dgx@xiguan.example.com"}
    found = contact("guangzhou-market", legal_representative=boss, contacts=rows)
    assert found == Contact("何桂芳", "13688889999", "hgf@xiguan.example.com")


def test_a_contact_without_numbers_has_none_of_others():
    boss = {"legal_representative": BOSS, "contact": {"name": "黄嘉敏"}}
    assert contact("guangzhou-enterprise", **boss) == Contact("黄嘉敏")


def test_a_contact_that_the_cover_alone_names_has_the_numbers_of_the_contact():
    nameless = {**CONTACT, "name": None}
    assert contact("guangzhou-enterprise", cover={"contact": "李工"}, contact=nameless).name == "李工"


def test_a_wrong_address_or_number_is_none():
    wrong = {"name": "黄嘉敏", "phones": ["1380013800", "13922158876"], "email": "hjm@"}
    assert contact("guangzhou-enterprise", contact=wrong) == Contact("黄嘉敏", "13922158876")
