"""The calls that other systems make."""

from __future__ import annotations

from ipforms.forms import form_of
from ipforms.schemas.base import FormModel


def render(record: FormModel, format: str = "docx") -> bytes:
    """Fill the official form with a record.

    Args:
        record: an instance of a form's `model`, complete or a draft.
        format: "docx".

    Returns:
        The document; the same record gives the same bytes.

    Raises:
        UnknownForm: `record` is of no known form.
        UnsupportedFormat: `format` is not one that can be made.

    >>> import ipforms
    >>> record = ipforms.form("jinhua-application").model(enterprise_name="金华双龙精密机械股份有限公司")
    >>> ipforms.render(record)[:2]
    b'PK'
    """
    return form_of(record).render(record, format)
