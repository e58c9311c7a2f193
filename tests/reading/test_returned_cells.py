"""What single cells of returned forms say, read through the whole of `ipforms.read`."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

import ipforms
from tests.strategies import contract

FORM = ipforms.form("guangzhou-enterprise")


def read_with(changes, form=FORM):
    """The full form with other texts printed into some of its cells, read back."""
    from ipforms.schemas.record_texts import encode

    texts = encode(form.model.model_validate(contract(form.id)))
    for (name, *rest), text in changes.items():
        here = texts
        for step in (name, *rest)[:-1]:
            here = here[step]
        here[(name, *rest)[-1]] = text
    return ipforms.read(form.template.fill(texts))


def codes(sub, path):
    return [finding.code for finding in sub.findings if finding.path == path]


def test_the_same_as_above_is_what_the_row_above_says():
    sub = read_with({("ip_units", 1, "phones"): "同上", ("ip_units", 1, "names"): " 同上。"})
    first, second = sub.values["ip_units"][:2]
    assert (second["phones"], second["names"]) == (first["phones"], first["names"]) != ([], [])
    assert codes(sub, "ip_units[1].phones") == ["value.ditto"]


@pytest.mark.parametrize("text", ["同上", "同左", "与注册地址相同", "同注册地址", "与住所一致"])
def test_a_reference_is_the_value_of_the_one_field_that_it_can_mean(text):
    sub = read_with({("mailing_address",): text})
    assert sub.values["mailing_address"] == sub.values["registered_address"]
    assert codes(sub, "mailing_address") == ["value.reference"]


def test_a_person_may_be_the_same_as_another():
    sub = read_with({("contact", "name"): "同法定代表人", ("contact", "phones"): "与法定代表人相同"})
    assert sub.values["contact"]["name"] == sub.values["legal_representative"]["name"]
    assert sub.values["contact"]["phones"] == sub.values["legal_representative"]["phones"]


@pytest.mark.parametrize(
    ("path", "text"), [(("uscc",), "同上"), (("ip_units", 0, "unit"), "同上"), (("uscc",), "（见加页）")]
)
def test_a_reference_that_can_mean_nothing_is_doubtful(path, text):
    sub = read_with({path: text})
    assert codes(sub, "uscc" if path == ("uscc",) else "ip_units[0].unit")[:1] == ["value.ditto_unclear"]


@pytest.mark.parametrize("text", ["同济大学科技园3号楼", "与众不同有限公司", "同方大厦", "见山街道3号"])
def test_a_name_that_begins_like_a_reference_is_a_name(text):
    sub = read_with({("mailing_address",): text})
    assert (sub.values["mailing_address"], codes(sub, "mailing_address")) == (text, [])


@pytest.mark.parametrize(
    ("path", "text", "value", "code"),
    [
        ("mailing_address", "通信地址：广州市天河区1号", "广州市天河区1号", "value.label"),
        ("mailing_address", "地址：广州市天河区1号", "广州市天河区1号", "value.label"),
        ("mailing_address", "通信地址 广州市天河区1号", "广州市天河区1号", "value.label"),
        ("mailing_address", "广州市天河区\n1号", "广州市天河区1号", "value.lines_joined"),
        ("mailing_address", "广州市天河区1号（请填写详细地址）", "广州市天河区1号", "value.hint"),
        ("mailing_address", "例：广州市××区××路", None, "value.hint"),
        ("mailing_address", "错误!未找到引用源。", None, "value.left_over"),
        ("mailing_address", "«通信地址»", None, "value.left_over"),
        ("mailing_address", "${address}", None, "value.left_over"),
        ("mailing_address", "undefined", None, "value.left_over"),
        ("mailing_address", "????", None, "value.left_over"),
        ("mailing_address", "广州\ufffd天河区", "广州\ufffd天河区", "value.left_over"),
        ("mailing_address", "广州\ue000路", "广州\ue000路", "value.private_character"),
        ("mailing_address", "待定", None, "value.pending"),
        ("mailing_address", "（无）", None, "value.declared_none"),
        ("mailing_address", "\u200b無", None, "value.declared_none"),
        ("mailing_address", "\\", None, "value.declared_none"),
        ("postcode", "邮编：510665", "510665", "value.label"),
        ("name", "广州××有限公司", None, "value.placeholder"),
    ],
)
def test_what_is_no_part_of_a_value_is_left_out_and_told(path, text, value, code):
    sub = read_with({(path,): text})
    assert (sub.values[path], code in codes(sub, path)) == (value, True)


@pytest.mark.parametrize("text", ["A@B.CN；c@d.cn", "a@b.cn；C@D.cn", "a@b.cn；c@d.cn"])
def test_of_two_addresses_none_is_dropped(text):
    sub = read_with({("contact", "email"): text})
    assert sub.values["contact"]["email"] == text and sub.doubtful == ("contact.email",)


@pytest.mark.parametrize("text", ["____", "□国有 □民营", "　", "（签字）", "签名：____", "年   月   日"])
def test_what_the_form_prints_to_be_filled_in_is_blank(text):
    assert read_with({("mailing_address",): text}).values["mailing_address"] is None


@pytest.mark.parametrize(
    "text",
    ["如皋市（东区）1号", "无锡市新吴区1号", "《没有终点》工作室", "否极泰来大厦", "3.5产业园", "略阳县1号", "A-1栋"],
)
def test_an_address_that_begins_like_such_words_is_kept(text):
    sub = read_with({("mailing_address",): text})
    assert (sub.values["mailing_address"], codes(sub, "mailing_address")) == (text, [])


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
        known = {"form.cells_joined", "form.left_over", "form.rows_mixed"}
        assert read == [row["mobile"] for row in record["contacts"]] or told & known


def pasted(form, behind, *, replaced, name="图片 1"):
    """The full form with a picture behind what a line prints, in the place of the text that stood there."""
    from docx import Document
    from PIL import Image

    document = Document(io.BytesIO(ipforms.render(form.model.model_validate(contract(form.id)), "docx")))
    picture = io.BytesIO()
    Image.new("L", (90, 30), 255).save(picture, "PNG")
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    lines = [*document.paragraphs, *(line for cell in cells for line in cell.paragraphs)]
    line = next(line for line in lines if behind in line.text)
    for run in line.runs:
        run.text = "" if run.text == replaced else run.text
    run = next(run for run in line.runs if behind in run.text).add_picture(picture)
    run._inline.docPr.set("name", name)
    saved = io.BytesIO()
    document.save(saved)
    return ipforms.read(saved.getvalue())


@pytest.mark.parametrize("name", ["图片 1", "签名"])
def test_a_signature_that_is_a_picture_is_no_blank_that_is_sure(name):
    sub = pasted(FORM, "法定代表人（签名）", replaced="梁伟雄", name=name)
    assert sub.values["declaration"]["signatory"] is None
    assert codes(sub, "declaration.signatory") == ["reading.picture"]
    assert sub.evidence["declaration.signatory"].certainty == "doubtful"
    assert sub.evidence["declaration.date"].certainty == "sure"


def test_a_seal_or_a_picture_beside_a_typed_name_says_nothing_against_it():
    for sub in (
        pasted(FORM, "法定代表人（签名）", replaced="", name="图片 1"),
        pasted(FORM, "申报单位（盖章）", replaced="", name="公章"),
    ):
        assert sub.values["declaration"]["signatory"] == "梁伟雄"
        assert not [path for path in sub.evidence if sub.evidence[path].certainty != "sure"]
