"""A draft that was built without validation may lack parts; checks need not ask for each whether it is there."""

from functools import cache
from typing import Any

from ipforms.schemas.base import FormModel


def whole(record: FormModel) -> FormModel:
    """The record with the parts that it lacks as blank ones; the record itself if it lacks none.

    >>> from ipforms.schemas.guangzhou import GuangzhouMarket
    >>> draft = whole(GuangzhouMarket.model_construct(name="广州白云国际皮具城有限公司"))
    >>> draft.cover.date, draft.contacts
    (None, [])
    """
    given = record.__dict__
    made = {name: _part(given.get(name), blank) for name, blank in _blank(type(record)).__dict__.items()}
    same = all(name in given and given[name] is part for name, part in made.items())
    return record if same else type(record).model_construct(**made)


@cache
def _blank(model: type[FormModel]) -> FormModel:
    return model()


def _part(value: Any, blank: Any) -> Any:
    if value is None:
        return blank
    if isinstance(value, FormModel):
        return whole(value)
    if isinstance(value, list) and value and isinstance(value[0], FormModel):
        rows = [whole(row) for row in value]
        return value if all(row is old for row, old in zip(rows, value, strict=True)) else rows
    return value
