"""JSON Schema of each form at each stage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ipforms import UnknownStage, form, forms
from ipforms.schemas.base import STAGES, Stage
from ipforms.schemas.layout import FieldGroup, layout
from ipforms.text import label_key
from tests.effort import examples
from tests.strategies import contract, records

SOURCES = Path(__file__).parents[1] / "data" / "sources"
IDS = [each.id for each in forms()]
EACH = pytest.mark.parametrize("form_id", IDS)

# Parts that the form prints no label for: what they are made of is told by the parts of the value.
UNPRINTED = {
    *("封面", "是否具备", "说明", "级别", "合计", "发明", "实用新型", "外观设计", "商标名称", "注册号"),
    *("推荐企业", "日期", "意见", "签章", "负责人签名"),
}


def validator(form_id: str, stage: Stage) -> Draft202012Validator:
    return Draft202012Validator(form(form_id).json_schema(stage))


def parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    yield from schema.get("$defs", {}).values()


@EACH
@pytest.mark.parametrize("stage", STAGES)
def test_a_schema_is_valid_and_carries_the_title_of_the_form(form_id: str, stage: Stage) -> None:
    schema = form(form_id).json_schema(stage)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == form(form_id).title


@EACH
def test_titles_are_the_printed_labels_of_the_source(form_id: str) -> None:
    printed = label_key((SOURCES / f"{form_id}.txt").read_text(encoding="utf-8"))

    def titles(group: FieldGroup) -> Iterator[str]:
        for child in group.children:
            yield child.title
            if isinstance(child, FieldGroup):
                yield from titles(child)

    missing = {title for title in titles(layout(form(form_id).model)) if label_key(title) not in printed}
    assert missing <= UNPRINTED
    schema = form(form_id).json_schema()
    assert all("title" in field for part in parts(schema) for field in part["properties"].values())


@EACH
def test_a_full_record_of_the_applicant_is_valid_at_the_applicants_stage(form_id: str) -> None:
    validator(form_id, "applicant").validate(contract(form_id))


@EACH
def test_an_empty_record_is_a_draft_and_no_application(form_id: str) -> None:
    empty = form(form_id).model().model_dump(mode="json")
    for record in (empty, {}):
        assert validator(form_id, "draft").is_valid(record)
        assert not validator(form_id, "applicant").is_valid(record)


@EACH
@settings(
    max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_any_record_is_a_valid_draft(form_id: str, data: st.DataObject) -> None:
    validator(form_id, "draft").validate(data.draw(records(form_id)).model_dump(mode="json"))


@EACH
def test_what_is_required_grows_with_the_stage(form_id: str) -> None:
    before: dict[str, set[str]] = {}
    for stage in STAGES:
        schema = form(form_id).json_schema(stage)
        asked = {f"{i}": set(part.get("required", ())) for i, part in enumerate(parts(schema))}
        assert all(before.get(part, set()) <= names for part, names in asked.items())
        before = asked
    assert not any(part.get("required") for part in parts(form(form_id).json_schema("draft")))


@pytest.mark.parametrize(
    ("form_id", "part", "stage"),
    [
        ("jinhua-application", "recommender_endorsement", "district"),
        ("guangzhou-enterprise", "district_endorsement", "district"),
        ("guangzhou-market", "approval_endorsement", "final"),
    ],
)
def test_an_endorsement_is_asked_for_from_its_stage_on(form_id: str, part: str, stage: Stage) -> None:
    asked = [each for each in STAGES if part in form(form_id).json_schema(each).get("required", ())]
    assert asked == list(STAGES[STAGES.index(stage) :])


@EACH
def test_a_field_that_is_asked_for_cannot_be_null(form_id: str) -> None:
    model = form(form_id).model
    for name in model.model_json_schema()["properties"]:
        if name in form(form_id).json_schema("applicant")["required"]:
            assert not validator(form_id, "applicant").is_valid({**contract(form_id), name: None}), name


@EACH
@pytest.mark.parametrize("stage", STAGES)
def test_no_default_contradicts_its_type(form_id: str, stage: Stage) -> None:
    def defaults(node: Any) -> Iterator[Any]:
        if isinstance(node, dict):
            yield from (node["default"],) if "default" in node else ()
            node = list(node.values())
        for child in node if isinstance(node, list) else ():
            yield from defaults(child)

    assert list(defaults({**form(form_id).json_schema(stage), "examples": None})) == []


def test_an_unknown_name_is_no_part_of_a_form() -> None:
    assert not validator("guangzhou-market", "draft").is_valid({"telephone": "1"})


def test_a_stage_that_does_not_exist_is_a_typed_error_that_names_the_others() -> None:
    with pytest.raises(UnknownStage, match="draft、applicant、district、final"):
        form("jinhua-application").json_schema("nonsense")  # type: ignore[arg-type]
