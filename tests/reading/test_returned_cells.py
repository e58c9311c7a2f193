"""What single cells of returned forms say, read through the whole of `ipforms.read`."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

import ipforms
from tests.strategies import contract

FORM = ipforms.form("guangzhou-enterprise")


def read_with(changes):
    """The full form with other texts printed into some of its cells, read back."""
    from ipforms.schemas.record_texts import encode

    texts = encode(FORM.model.model_validate(contract(FORM.id)))
    for (name, *rest), text in changes.items():
        here = texts
        for step in (name, *rest)[:-1]:
            here = here[step]
        here[(name, *rest)[-1]] = text
    return ipforms.read(FORM.template.fill(texts))


def codes(sub, path):
    return [finding.code for finding in sub.findings if finding.path == path]


def test_the_same_as_above_is_what_the_row_above_says():
    sub = read_with({("ip_units", 1, "phones"): "同上", ("ip_units", 1, "names"): " 同上。"})
    first, second = sub.values["ip_units"][:2]
    assert (second["phones"], second["names"]) == (first["phones"], first["names"]) != ([], [])
    assert codes(sub, "ip_units[1].phones") == ["value.ditto"]


def test_the_same_as_above_is_doubtful_outside_of_rows():
    sub = read_with({("mailing_address",): "同上", ("ip_units", 0, "unit"): "同上"})
    assert (sub.values["mailing_address"], codes(sub, "mailing_address")) == ("同上", ["value.ditto_unclear"])
    assert codes(sub, "ip_units[0].unit") == ["value.ditto_unclear"]


@pytest.mark.parametrize("text", ["0", "０"])
def test_a_zero_in_a_field_of_text_is_doubtful_and_in_a_count_a_number(text):
    sub = read_with({("mailing_address",): text, ("patents", "applied"): text})
    assert codes(sub, "mailing_address") == ["value.zero"]
    assert (sub.values["patents"]["applied"], codes(sub, "patents.applied")) == (0, [])


@pytest.mark.parametrize("text", ["2022 年 12 月 19 日", "二〇二二年十二月十九日", "2022.12.19", "2022年13月9日"])
def test_a_date_in_the_place_of_a_name_is_kept_and_doubtful(text):
    sub = read_with({("legal_representative", "name"): text, ("mailing_address",): text})
    assert (sub.values["legal_representative"]["name"], sub.values["mailing_address"]) == (text, text)
    assert codes(sub, "legal_representative.name") == ["value.date_for_name"]
    is_bare = not any(map(str.isalpha, text))
    assert codes(sub, "mailing_address") == (["value.no_words"] if is_bare else [])


@pytest.mark.parametrize("text", ["年小月", "九月"])
def test_a_name_of_characters_that_dates_have_is_a_name(text):
    assert codes(read_with({("legal_representative", "name"): text}), "legal_representative.name") == []


def test_a_date_after_the_words_for_a_signature_is_doubtful_there():
    sub = read_with({("declaration", "signatory"): "2022 年 12 月 19 日"})
    assert codes(sub, "declaration.signatory") == ["value.date_for_name"]


def test_the_texts_of_a_read_form_are_plain_json():
    sub = read_with({})
    assert json.loads(json.dumps(sub.values)) == contract(FORM.id)


def without_labels_of(person):
    """The full market form with three persons, in whose cells 固话 and 手机 were deleted for one."""
    record = contract("guangzhou-market")
    record["contacts"] = [record["contacts"][0], {**record["contacts"][0], "name": "王五", "mobile": "13800138009"}]
    data = ipforms.render(ipforms.form("guangzhou-market").model.model_validate(record))
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(result, "w") as written:
        for name in given.namelist():
            part = given.read(name)
            if name == "word/document.xml":
                for label in ("固话：", "手机："):
                    pieces = part.decode().split(label)
                    part = (
                        label.join(pieces[: person + 1]) + label.join(["", *pieces[person + 1 :]])[len(label) :]
                    ).encode()
            written.writestr(name, part)
    return ipforms.read(result.getvalue()), record


def test_labels_that_the_first_person_lacks_do_not_shift_the_phones_of_the_others():
    sub, record = without_labels_of(0)
    assert [person["mobile"] for person in sub.values["contacts"]] == [row["mobile"] for row in record["contacts"]]
    assert [person["name"] for person in sub.values["contacts"]] == [row["name"] for row in record["contacts"]]


def test_labels_that_a_further_person_lacks_are_not_passed_over_in_silence():
    for person in (1, 2):
        sub, record = without_labels_of(person)
        read = [row["mobile"] for row in sub.values["contacts"]]
        told = {finding.code for finding in sub.findings}
        assert read == [row["mobile"] for row in record["contacts"]] or told & {"form.cells_joined", "form.left_over"}
