"""Two returns of one form: what differs is named with both places, and what does not is not."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms.collate import DifferenceKind, DifferentForms, compare
from ipforms.messages import Severity
from ipforms.pipeline.submission import submission_of
from ipforms.sheet import Doubt
from tests.collate.papers import retyped
from tests.effort import examples
from tests.replicas.make import replica
from tests.strategies import contract, records

FORMS = [form.id for form in ipforms.forms()]
MIRRORED = {
    DifferenceKind.ONLY_FIRST: DifferenceKind.ONLY_SECOND,
    DifferenceKind.ONLY_SECOND: DifferenceKind.ONLY_FIRST,
}
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def of(form_id, **changes):
    return ipforms.form(form_id).model.model_validate({**contract(form_id), **changes})


def found(first, second):
    return [(each.kind.value, each.path) for each in compare(first, second).differences]


def sides(comparison, *, swapped=False):
    """What a comparison says, told so that the sides can be swapped, in no order."""
    told = []
    for each in comparison.differences:
        first, second = (each.second, each.first) if swapped else (each.first, each.second)
        kind = MIRRORED.get(each.kind, each.kind) if swapped else each.kind
        told.append((kind.value, *((side.path, side.text) if side else ("", "") for side in (first, second))))
    return sorted(told)


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data())
@settings(max_examples=examples(40), suppress_health_check=SLOW)
def test_a_record_does_not_differ_from_itself(form_id, data):
    record = data.draw(records(form_id))
    again = type(record).model_validate(record.model_dump(mode="json"))
    comparison = compare(record, again)
    assert comparison.differences == ()
    assert comparison.same


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data())
@settings(max_examples=examples(30), suppress_health_check=SLOW)
def test_swapping_the_two_swaps_the_sides_and_nothing_else(form_id, data):
    first, second = data.draw(records(form_id)), data.draw(records(form_id))
    one, other = compare(first, second), compare(second, first)
    assert sides(one) == sides(other, swapped=True)
    assert one.same == other.same


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data())
@settings(max_examples=examples(30), suppress_health_check=SLOW)
def test_two_records_differ_exactly_if_something_is_listed(form_id, data):
    first, second = data.draw(records(form_id)), data.draw(records(form_id))
    assert (first == second) == (compare(first, second).differences == ())


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("seed", range(4))
def test_a_returned_file_does_not_differ_from_itself(form_id, seed):
    data = replica(form_id, seed).data
    assert compare(ipforms.read(data), ipforms.read(data)).differences == ()


def test_a_changed_field_is_named_with_its_label_and_both_texts():
    comparison = compare(of("jinhua-application"), of("jinhua-application", valid_trademarks=3))
    assert not comparison.same
    (finding,) = comparison.findings
    assert (finding.code, finding.path, finding.severity) == ("compare.changed", "valid_trademarks", Severity.WARNING)
    assert finding.message == "“有效注册商标拥有量”：两份不一致：第一份为“5件”，第二份为“3件”"
    assert finding.text("en") == "有效注册商标拥有量: the two differ: the first says “5件”, the second says “3件”"


def test_names_of_the_files_stand_in_the_messages():
    comparison = compare(
        of("jinhua-application"),
        of("jinhua-application", valid_trademarks=3),
        names=("申报表.docx", "盖章扫描.pdf"),
    )
    assert "“申报表.docx”为“5件”，“盖章扫描.pdf”为“3件”" in comparison.findings[0].message
    assert comparison.to_dict("en")["names"] == ["“申报表.docx”", "“盖章扫描.pdf”"]


def test_a_value_on_one_side_alone_says_which():
    full, less = of("jinhua-application"), of("jinhua-application", contact_title=None)
    assert found(full, less) == [("only_first", "contact_title")]
    assert found(less, full) == [("only_second", "contact_title")]


def test_both_places_are_given_when_both_were_read():
    word = ipforms.read(ipforms.render(of("jinhua-application")))
    other = ipforms.read(ipforms.render(of("jinhua-application", valid_trademarks=3)))
    (difference,) = compare(word, other).differences
    assert difference.first.place == difference.second.place == word.places["valid_trademarks"]


ROWS = [
    {"title": "专利管理办法", "adopted_on": "2012-05", "count": 1},
    {"title": "商标管理规定", "adopted_on": "2015", "count": 2},
    {"title": "商业秘密保护制度", "adopted_on": "2016-03", "count": 1},
]


def policies(*rows):
    return of("guangzhou-enterprise", ip_policies=list(rows))


@pytest.mark.parametrize("at", range(4))
def test_a_row_put_in_between_is_one_difference(at):
    new = {"title": "奖励制度", "adopted_on": "2014", "count": 1}
    longer = policies(*ROWS[:at], new, *ROWS[at:])
    assert found(policies(*ROWS), longer) == [("only_second", f"ip_policies[{at}]")]
    assert found(longer, policies(*ROWS)) == [("only_first", f"ip_policies[{at}]")]


def test_a_field_of_a_row_that_stands_elsewhere_is_named_in_both():
    changed = {**ROWS[2], "count": 4}
    (difference,) = compare(policies(*ROWS), policies(ROWS[0], changed)).differences[1:]
    assert (difference.kind, difference.first.path, difference.second.path) == (
        DifferenceKind.CHANGED,
        "ip_policies[2].count",
        "ip_policies[1].count",
    )


def test_a_row_whose_name_was_mistyped_is_still_that_row():
    mistyped = {**ROWS[1], "title": "商标管里规定"}
    assert found(policies(*ROWS), policies(ROWS[0], mistyped, ROWS[2])) == [("changed", "ip_policies[1].title")]


def test_rows_in_another_order_are_the_same_in_another_order():
    comparison = compare(policies(*ROWS), policies(ROWS[2], ROWS[0], ROWS[1]))
    assert [(each.kind.value, each.path) for each in comparison.differences] == [("order", "ip_policies")]
    assert comparison.same


def test_rows_of_one_name_are_paired_by_the_rest():
    twice = ({"title": "管理办法", "count": 1}, {"title": "管理办法", "count": 2})
    assert found(policies(*twice), policies(twice[1])) == [("only_first", "ip_policies[0]")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("广州云岭（中国）有限公司", "广州云岭(中国)有限公司"),
        ("广州云岭有限公司", "广州 云岭有限公司"),
        ("ABC公司", "abc公司"),
        ("甲·乙", "甲•乙"),
    ],
)
def test_what_is_only_written_otherwise_is_told_apart_from_a_difference(first, second):
    comparison = compare(of("guangzhou-enterprise", name=first), of("guangzhou-enterprise", name=second))
    assert [each.kind for each in comparison.differences] == [DifferenceKind.SPELLING]
    assert comparison.same
    assert comparison.findings[0].severity is Severity.NOTE


def test_a_radical_out_of_a_pdf_is_the_ideograph_and_no_difference():
    assert not compare(*(of("guangzhou-enterprise", name=name) for name in ("生物医药", "⽣物医药"))).differences


@pytest.mark.parametrize(("first", "second"), [("面积12㎡", "面积12m2"), ("①", "1"), ("10²", "102")])
def test_signs_that_carry_meaning_are_not_folded_away(first, second):
    assert found(of("jinhua-application", address=first), of("jinhua-application", address=second)) == [
        ("changed", "address")
    ]


def test_phones_in_another_order_are_the_same():
    phones = ["0579-82177827", "0579-82177828"]
    pair = (of("jinhua-application", office_phones=each) for each in (phones, phones[::-1]))
    assert found(*pair) == [("spelling", "office_phones")]


@pytest.mark.parametrize(("words", "kind"), [("5件", None), ("5余件", "changed"), ("近5件", "changed"), ("五件", None)])
def test_an_approximate_number_is_not_the_exact_one(words, kind):
    exact = ipforms.read(ipforms.render(of("jinhua-application", valid_trademarks=5)))
    other = retyped(of("jinhua-application", valid_trademarks=5), ">5件<", f">{words}<")
    assert [each.kind.value for each in compare(exact, other).differences] == ([kind] if kind else [])
    if kind:
        assert words in compare(exact, other).findings[0].message


def test_what_could_not_be_read_is_no_blank():
    exact = ipforms.read(ipforms.render(of("jinhua-application", employees=321)))
    other = retyped(of("jinhua-application", employees=321), ">321<", ">好几百号人马<")
    (finding,) = compare(exact, other).findings
    assert (finding.code, finding.path) == ("compare.unread", "employees")
    assert "好几百号人马" in finding.message
    assert compare(other, other).differences == ()


def test_a_declared_none_and_a_blank_are_the_same_written_otherwise():
    blank = ipforms.read(ipforms.render(of("jinhua-application", valid_trademarks=None)))
    none = retyped(of("jinhua-application", valid_trademarks=5), ">5件<", ">无<")
    assert found(blank, none) == [("spelling", "valid_trademarks")]


def personal_numbers():
    return (
        ("mobile", "13905790000", "13905790001"),
        ("mobile", "13905790000", "13905890000"),
        ("office_phones", ["0579-82177827"], ["0579-82197827"]),
    )


@pytest.mark.parametrize(("path", "first", "second"), personal_numbers())
def test_personal_numbers_are_masked_unless_they_are_asked_for(path, first, second):
    comparison = compare(of("jinhua-application", **{path: first}), of("jinhua-application", **{path: second}))
    numbers = [number for value in (first, second) for number in (value if isinstance(value, list) else [value])]
    for lang in ("zh", "en"):
        told = json.dumps(comparison.to_dict(lang), ensure_ascii=False) + repr(comparison)
        assert not any(number in told for number in numbers)
    revealed = [entry["text"] for each in comparison.to_dict(reveal=True)["differences"] for entry in _both(each)]
    assert revealed == numbers
    assert not any(
        number in each["message"] for each in comparison.to_dict(reveal=True)["differences"] for number in numbers
    )


def _both(difference):
    return [difference["first"], difference["second"]]


def test_numbers_that_look_alike_when_masked_are_said_to_differ_in_what_is_hidden():
    pair = (of("jinhua-application", mobile=number) for number in ("13905790000", "13905890000"))
    (finding,) = compare(*pair).findings
    assert finding.code == "compare.changed_hidden"
    assert "不同之处在隐去的数字中" in finding.message


def test_personal_numbers_in_a_row_and_in_a_long_text_are_masked_too():
    text = "公司设有知识产权部，联系电话13905790000。" * 3
    units = {"unit": "合规管理部", "headcount": 2, "names": ["何嘉敏"], "phones": ["020-81050371"]}
    first = of("guangzhou-enterprise", overview=text)
    second = of("guangzhou-enterprise", ip_units=[units], overview=text + "身份证号44010119800101005X。")
    told = json.dumps(compare(first, second).to_dict(), ensure_ascii=False)
    assert "合规管理部" in told
    assert not any(number in told for number in ("13905790000", "44010119800101005X", "020-81050371"))


def test_a_long_text_is_shown_around_what_differs():
    long = "公司从事高端装备的研发与生产。" * 20
    first = of("jinhua-application", ip_protection_status=long + "专职人员3名，兼职5名。")
    second = of("jinhua-application", ip_protection_status=long + "专职人员4名，兼职5名。")
    message = compare(first, second).findings[0].message
    assert "人员3名" in message
    assert "人员4名" in message
    assert len(message) < 200


def test_forms_of_two_kinds_are_refused_with_both_titles():
    with pytest.raises(DifferentForms, match=r"申报表.*推荐表"):
        compare(of("jinhua-application"), of("jinhua-recommendation"))


def test_the_plain_data_is_json_in_both_languages():
    comparison = compare(of("jinhua-application"), of("jinhua-application", employees=1, contact_title=None))
    for lang in ("zh", "en"):
        told = comparison.to_dict(lang)
        assert json.loads(json.dumps(told)) == told
        assert told["counts"] == {
            "changed": 1,
            "only_first": 1,
            "only_second": 0,
            "unread": 0,
            "recognition": 0,
            "handwriting": 0,
            "spelling": 0,
            "order": 0,
        }


def scanned(*doubts, **changes):
    """A form as if its characters had been recognised: a path, what was read and what it may be as well."""
    record = of("jinhua-application", **changes)
    sub = ipforms.read(ipforms.render(record, "pdf"))
    found = tuple(Doubt("reading.uncertain", "", read, "", (other,), sub.places[path]) for path, read, other in doubts)
    sheet = replace(sub.sheet, doubts=found, recognised_pages=frozenset((1,)))
    return record, submission_of(sheet, "scan.pdf", "scan")


def test_what_a_scan_was_not_read_with_certainty_in_is_told_from_what_differs():
    word, scan = scanned(("contact_name", "陈", "陆"), contact_name="陈晓岚", employees=321)
    assert compare(word, scan).differences == ()
    misread = word.model_copy(update={"contact_name": "陆晓岚"})
    comparison = compare(misread, scan)
    assert [(each.kind, each.path) for each in comparison.differences] == [(DifferenceKind.RECOGNITION, "contact_name")]
    assert comparison.same
    assert comparison.to_look_at == comparison.differences
    # Another character than the one in doubt, and a value without doubts.
    for changes in ({"contact_name": "陈晓风"}, {"employees": 327}):
        assert not compare(word.model_copy(update=changes), scan).same


def test_a_row_that_a_scan_lost_but_for_its_words_is_no_difference_in_content():
    rows = {
        "enterprises": [{"name": name, "address": f"金华市{name}路1号"} for name in ("双龙机械公司", "锦程饰品公司")]
    }
    word = of("jinhua-recommendation", **rows)
    sub = ipforms.read(ipforms.render(word, "pdf"))
    values = {**sub.values, "enterprises": sub.values["enterprises"][:1]}
    lost = replace(
        sub, sheet=replace(sub.sheet, recognised_pages=frozenset((1,))), record=type(word).model_validate(values)
    )
    assert found(word, lost) == [("recognition", "enterprises[1]")]
    other = of("jinhua-recommendation", enterprises=[rows["enterprises"][0], {"name": "义乌新光公司"}])
    assert found(other, lost) == [("only_first", "enterprises[1]")]
