"""Applications of made-up companies, quickly: one form is checked, and the others differ by the name."""

from __future__ import annotations

import dataclasses
import functools
import json
from datetime import date
from pathlib import Path

import ipforms
from ipforms.registry import Incoming

_CONTRACT = Path(__file__).parents[1] / "data" / "contract"


def checked(form_id, **changes):
    """A checked form of the contract, with some values changed."""
    return _checked(form_id, json.dumps(changes))


@functools.cache
def _checked(form_id, changes):
    data = json.loads((_CONTRACT / f"{form_id}.json").read_text("utf-8")) | json.loads(changes)
    return Incoming.of(ipforms.check(ipforms.form(form_id).model.model_validate(data), on=date(2017, 3, 20)))


def application(number, form_id="guangzhou-enterprise", name="", **changes):
    """The application of a company with a number of its own and no code."""
    one = checked(form_id, **changes)
    name = name or f"广州第{number}有限公司"
    record = {**one.values["record"], "name": name}
    return dataclasses.replace(one, applicant=name, code=None, values={**one.values, "record": record})


def light(number):
    """An application that takes little room: what only counts rows needs no more."""
    values = {"record": {"name": f"轻{number}"}, "report": {}, "files": [], "verdict": "yes", "conditions": []}
    contact = dict.fromkeys(("district", "contact", "phone", "email"))
    return Incoming("guangzhou-enterprise", f"轻{number}", None, contact, {**values, "rules": ""})


def admitted(change, number, day, form_id="guangzhou-enterprise", **changes):
    """A company that was taken into the list on a day; its party and entry."""
    added = change.add([application(number, form_id, **changes)], on=day)
    change.decide(added.applications[0], "district", "approve", on=day)
    entry = change.decide(added.applications[0], "city", "approve", on=day)
    return change.row(_tables().ENTRIES, entry)["party"], entry


def _tables():
    from ipforms.registry import tables

    return tables
