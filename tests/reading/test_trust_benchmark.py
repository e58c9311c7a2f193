"""benchmarks.trust counts what is wrong, what is wrong in silence, and what it was called."""

from __future__ import annotations

import json

import pytest

import ipforms
from benchmarks import trust
from benchmarks.trust_corpus import own, truths
from benchmarks.trust_values import Truth, judged
from ipforms.schemas.record_texts import encode
from tests.strategies import contract

FORM = "guangzhou-enterprise"


@pytest.fixture
def corpus(tmp_path):
    """A filled form, with a truth that is right, and three with a truth that is not what stands there."""
    record = ipforms.form(FORM).model.model_validate(contract(FORM))
    (tmp_path / "a.docx").write_bytes(ipforms.render(record))
    (tmp_path / "broken.docx").write_bytes(b"PK")
    right = contract(FORM)
    lines = [
        {"file": "a.docx", "form": FORM, "layout": "official", "habits": [], "values": right},
        {"file": "a.docx", "form": FORM, "habits": ["moved"], "values": {**right, "postcode": "510666"}},
        {
            "file": "a.docx",
            "form": FORM,
            "habits": ["moved"],
            "values": {**right, "ip_units": right["ip_units"][:1], "postcode": "1"},
            "accept": {"postcode": ["510665"]},
            "told": ["postcode"],
        },
        {"file": "broken.docx", "form": FORM, "values": {"name": "甲公司", "postcode": None}},
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (tmp_path / "truth.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def wrong(document):
    return [value.path for value in document.values if not value.is_right]


def test_each_value_is_judged_by_its_path(corpus):
    right, changed, invented, broken = trust.read_all(truths(corpus))
    assert wrong(right) == []
    assert wrong(changed) == ["postcode"]
    assert set(wrong(invented)) == {
        *(f"ip_units[1].{name}" for name in ("unit", "headcount", "names[0]", "phones[0]")),
    }
    assert invented.untold == ("postcode",)
    assert wrong(broken) == ["name", "postcode"]
    assert broken.error.startswith("UnreadableDocument")


def test_what_no_finding_names_is_wrong_in_silence(corpus):
    total = trust.Trust()
    for document in trust.read_all(truths(corpus)):
        total.add(document)
    assert (total.documents, total.refused, total.expected_told, total.untold) == (4, 1, 1, 1)
    assert (total.total.wrong, total.total.silent) == (7, 5)
    assert total.groups["habit"]["moved"].wrong == 5
    assert sum(count.values for count in total.levels.values()) == total.total.values


def test_a_finding_on_the_field_breaks_the_silence(tmp_path):
    form = ipforms.form(FORM)
    texts = encode(form.model.model_validate(contract(FORM))) | {"postcode": "见附件二第三页"}
    (tmp_path / "a.docx").write_bytes(form.template.fill(texts))
    document = judged(Truth("a.docx", FORM, "", (), contract(FORM), {}, ()), str(tmp_path / "a.docx"))
    assert [(value.path, value.is_told) for value in document.values if not value.is_right] == [("postcode", True)]


def test_a_number_is_right_as_a_number_and_as_its_text(tmp_path):
    form = ipforms.form("guangzhou-market")
    (tmp_path / "a.docx").write_bytes(ipforms.render(form.model.model_validate(contract(form.id))))
    values = {**contract(form.id), "registered_capital": 5000, "merchants": "820"}
    document = judged(Truth("a.docx", form.id, "", (), values, {}, ()), str(tmp_path / "a.docx"))
    assert wrong(document) == []


def test_our_own_documents_are_exact(tmp_path):
    given = own(tmp_path, 2)
    assert {truth.habits for truth in given} == {("full",), ("blank",), ("varied",), ("sparse",)}
    assert [wrong(document) for document in trust.read_all(given)] == [[]] * len(given)


def test_the_script_prints_tables_and_misses(corpus, tmp_path, capsys):
    trust.main([str(corpus), "--misses", "9", "--json", str(tmp_path / "out.json")])
    printed = capsys.readouterr().out
    assert "documents 4, of which 1 raise" in printed
    assert "postcode: '510665', not '510666'" in printed
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["total"]["wrong"] == 7
