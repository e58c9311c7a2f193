"""The commands take PDF wherever they take Word: read, check, compare, recommend, bundle, and many files at once."""

from __future__ import annotations

import json

import pytest

import ipforms
from ipforms import bulk
from tests.checks.cases import CLEAN, record
from tests.replicas import FORMS

FORM = "jinhua-application"


@pytest.fixture
def both(tmp_path):
    """Each form as Word and as our own flat PDF."""
    for form_id in FORMS:
        filled = record(form_id)
        (tmp_path / f"{form_id}.docx").write_bytes(ipforms.render(filled))
        (tmp_path / f"{form_id}.pdf").write_bytes(ipforms.render(filled, "pdf"))
    return tmp_path


def test_read_gives_the_same_values_for_a_pdf(cli, both):
    for form_id in FORMS:
        word, pdf = (json.loads(cli("read", f"{form_id}.{kind}", "--json").stdout)[0] for kind in ("docx", "pdf"))
        assert pdf["values"] == word["values"] and (pdf["form"], pdf["format"]) == (form_id, "pdf")


def test_check_says_the_same_of_a_pdf_and_names_its_page(cli, both):
    day = str(CLEAN[FORM]["on"])
    word, pdf = (cli("check", f"{FORM}.{kind}", "--on", day, "--json") for kind in ("docx", "pdf"))
    assert word.returncode == pdf.returncode
    said = [[(each["code"], each["path"]) for each in json.loads(done.stdout)[0]["findings"]] for done in (word, pdf)]
    assert said[0] == said[1]


def test_a_blank_field_is_named_with_its_page_and_rectangle(cli, tmp_path):
    (tmp_path / "漏填.pdf").write_bytes(ipforms.render(record(FORM, {"mobile": None}), "pdf"))
    found = json.loads(cli("check", "漏填.pdf", "--json").stdout)[0]["findings"]
    (place,) = [each["place"] for each in found if each["code"] == "field.blank" and each["path"] == "mobile"]
    left, top, right, bottom = place["box"]
    assert place["page"] == 1 and 0 < left < right < 596 and 0 < top < bottom < 843


@pytest.mark.parametrize("form_id", FORMS)
def test_word_and_its_print_do_not_differ(cli, both, form_id):
    done = cli("compare", f"{form_id}.docx", f"{form_id}.pdf", "--json")
    assert (done.returncode, json.loads(done.stdout)["differences"]) == (0, [])


def test_word_and_the_print_of_libreoffice_do_not_differ(cli, both, soffice):
    printed = both / "打印"
    printed.mkdir()
    soffice("pdf", [both / f"{form_id}.docx" for form_id in FORMS], printed)
    for form_id in FORMS:
        done = cli("compare", f"{form_id}.docx", f"打印/{form_id}.pdf", "--json")
        assert (done.returncode, json.loads(done.stdout)["differences"]) == (0, []), form_id


def test_recommend_and_bundle_take_pdfs(cli, tmp_path):
    folder = tmp_path / "收回" / "甲"
    folder.mkdir(parents=True)
    (folder / "申报表.pdf").write_bytes(ipforms.render(record(FORM), "pdf"))
    for paper in ("营业执照.jpg", "商标注册证.jpg"):
        (folder / paper).write_bytes(b"\xff\xd8\xff")
    assert "材料齐全。" in cli("bundle", "收回/甲").stdout
    done = cli("recommend", "收回/甲/申报表.pdf", "-o", "推荐表.docx", "--unit", "婺城区市场监督管理局")
    assert done.returncode in (0, 1), done.stderr
    (enterprise,) = ipforms.read(tmp_path / "推荐表.docx").values["enterprises"]
    assert enterprise["name"] == record(FORM).enterprise_name


def test_many_files_are_read_and_checked_whatever_their_format(both):
    outcomes = list(bulk.read(sorted(both.iterdir())))
    assert len(outcomes) == 2 * len(FORMS)
    values = {each.path.name: each.submission.values for each in outcomes}
    assert all(values[f"{form_id}.pdf"] == values[f"{form_id}.docx"] for form_id in FORMS)
