"""Seals and signatures that a form asks for, on pages that are pictures."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import ipforms
from ipforms.paths import Place
from ipforms.sheet import Mark

DATA = Path(__file__).parents[1] / "data" / "contract"
FORM = ipforms.form("guangzhou-enterprise")
RECORD = FORM.model.model_validate(json.loads((DATA / "guangzhou-enterprise.json").read_text("utf-8")))
ASKED = ("seal.missing", "signature.missing", "seal_or_signature.missing", "seal.other_name")
SEALED = ("cover.applicant", "declaration.date")


@pytest.fixture(scope="module")
def typed():
    return ipforms.read(FORM.render(RECORD, "pdf"), name="form.pdf")


def scanned(typed, *marks):
    """The same form as if its pages had been pictures, with marks on them."""
    pages = frozenset(place.page for place in typed.places.values())
    return replace(typed, sheet=replace(typed.sheet, recognised_pages=pages), marks=marks)


def mark_at(typed, path, kind, **about):
    """A mark of 40 mm that begins in the middle of a field's cell."""
    place = typed.places[path]
    left, top = place.box[0] + 60, (place.box[1] + place.box[3]) / 2
    return Mark(kind, Place(page=place.page, box=(left, top, left + 113, top + 113)), **about)


def asked(submission, stage="applicant"):
    found = ipforms.check(submission, stage=stage).findings
    return [(each.code, each.label) for each in found if each.code in ASKED]


def test_a_typed_file_is_not_asked_for_seals(typed):
    assert asked(typed, "final") == []


def test_seals_and_signatures_are_asked_for_where_and_when_the_form_does(typed):
    assert asked(scanned(typed), "draft") == []
    assert asked(scanned(typed)) == [
        ("seal.missing", "申报单位（盖章）"),
        ("signature.missing", "法定代表人（签名）"),
        ("seal.missing", "申报单位（盖章）"),
    ]
    assert asked(scanned(typed), "district")[3:] == [("signature.missing", "负责人签名"), ("seal.missing", "单位盖章")]


def test_a_form_that_is_sealed_and_signed_lacks_nothing(typed):
    read = {"cover.applicant": RECORD.name, "declaration.date": RECORD.name.replace("广", "厂")}
    seals = [mark_at(typed, path, "seal", shape="round", text=text) for path, text in read.items()]
    signed = mark_at(typed, "declaration.signatory", "signature")
    assert asked(scanned(typed, *seals, signed)) == []


def test_a_seal_of_somebody_else_is_named(typed):
    seals = [mark_at(typed, path, "seal", text="杭州锦程饰品有限公司") for path in SEALED]
    signed = mark_at(typed, "declaration.signatory", "signature")
    assert asked(scanned(typed, *seals, signed)) == [("seal.other_name", "申报单位（盖章）")] * 2


def test_below_a_seal_of_a_grey_copy_a_signature_may_be(typed):
    seals = [mark_at(typed, path, "seal", colour="dark") for path in SEALED]
    assert asked(scanned(typed, *seals)) == []


def test_marks_are_plain_data(typed):
    mark = mark_at(typed, "cover.applicant", "seal", shape="round", colour="red", text="甲公司")
    data = json.loads(json.dumps(mark.to_dict()))
    assert (data["kind"], data["shape"], data["text"], data["size"]) == ("seal", "round", "甲公司", [39.9, 39.9])
