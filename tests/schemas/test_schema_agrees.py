"""The JSON Schema is as strict as the model: what it lets through the model takes as it is, and the other way round."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from ipforms import form, forms
from tests.effort import examples
from tests.strategies import contract

# What programs put where something else belongs: for each type of JSON, and for each pattern, values beside its edge.
STRANGE: tuple[Any, ...] = (
    *(None, True, False, 0, -5, 5, 5.5, 10**15, 10**16, -0.5, "", " ", "\n", "甲", "x\x00", "\ufffe", "\ud800"),
    *("-5", "5000", "5.5", ".5", "1e3", "5.", "9" * 15, "9" * 16, "0.0000001", "national", "country", "是"),
    *("2017", "0999", "2017-00", "2017-12", "2017-13", "2017-04-31", "2017-1-1", "2017-01-31"),
    *("2016-02-29", "2017-02-29", "1900-02-29", "2000-02-29", "2017-01-01T00:00"),
    *(
        [],
        [None],
        ["甲"],
        ["甲", 5],
        [{}],
        {},
        {"held": None, "detail": "甲"},
        {"name": "甲"},
        {"total": -1},
        {"no": 1},
    ),
)


def places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in a document."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield (*above, key)
        yield from places(child, (*above, key))


def changed(document: Any, source: random.Random) -> Any:
    """A document in which up to three values are others, or gone."""
    made = copy.deepcopy(document)
    for _ in range(source.randint(1, 3)):
        *above, last = source.choice(list(places(made)))
        holder = made
        for key in above:
            holder = holder[key]
        if source.random() < 0.1:
            del holder[last]
        else:
            holder[last] = copy.deepcopy(source.choice(STRANGE))
    return made


def without_null(value: Any) -> Any:
    """What is there, as a web form sends it."""
    if isinstance(value, dict):
        return {key: without_null(each) for key, each in value.items() if each is not None}
    return [without_null(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("form_id", [each.id for each in forms()])
def test_the_schema_lets_through_what_the_model_takes_as_it_is(form_id: str) -> None:
    of, source = form(form_id), random.Random(f"{form_id} 16")
    validator = Draft202012Validator(of.json_schema("draft"))
    inputs = Draft202012Validator(of.json_schema("draft", nullable=False))
    taken = 0
    for _ in range(examples(1250)):  # of each of four forms: 5,000 in a full run
        document = changed(contract(form_id), source)
        try:
            dumped = of.model.model_validate(document).model_dump(mode="json")
        except ValidationError:
            assert not validator.is_valid(document) and not inputs.is_valid(document), document
            continue
        # What a person may leave out or write otherwise (是, 2017-1-1) becomes the one shape that the schema describes.
        assert validator.is_valid(dumped) and inputs.is_valid(without_null(dumped)), document
        taken += validator.is_valid(document)
    assert taken > examples(1250) // 20
