"""Whom an office calls about a form: the contact that it names, by the words of its labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ipforms import paths
from ipforms.pipeline.report import Report
from ipforms.schemas.labels import label
from ipforms.schemas.layout import layout, leaves

_OF_CONTACT = "联系人"
_PHONE = re.compile("手机|电话")
_MAIL = re.compile("邮箱|电子邮件|e-?mail", re.IGNORECASE)
_OTHER = re.compile("号码|职务|邮政|邮编")


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call; "" for what the form does not say."""

    name: str = ""
    phone: str = ""
    email: str = ""


def contact_of(report: Report) -> Contact:
    """The contact of a form: of several numbers those of the contact go first, and of these a mobile.

    >>> import ipforms
    >>> record = ipforms.form("jinhua-application").model(contact_name="陈晓岚", mobile="13905790000")
    >>> contact_of(ipforms.check(record)).name
    '陈晓岚'
    """
    filled = list(_filled(report))
    phones = sorted(
        ((name, value) for name, value in filled if _PHONE.search(name)),
        key=lambda each: (_OF_CONTACT not in each[0], "手机" not in each[0]),
    )
    return Contact(
        _first(filled, lambda name: _OF_CONTACT in name and not re.search(f"{_PHONE.pattern}|{_OTHER.pattern}", name)),
        phones[0][1] if phones else "",
        _first(filled, lambda name: bool(_MAIL.search(name))),
    )


def _first(filled: list[tuple[str, str]], wanted: Callable[[str], bool]) -> str:
    return next((value for name, value in filled if wanted(name)), "")


def _filled(report: Report) -> Iterator[tuple[str, str]]:
    """The labels of what is filled in, but for repeated rows, with the values."""
    data = report.record.model_dump(mode="json")
    for pattern, _, above in leaves(layout(report.form.model)):
        path = paths.parse(pattern.replace("[]", "[0]"))
        value: Any = None if any(each.repeated for each in above) else paths.get(data, path)
        text = "、".join(map(str, value)) if isinstance(value, list) else str(value or "")
        if text and not isinstance(value, dict):
            yield label(report.form.model, path), text
