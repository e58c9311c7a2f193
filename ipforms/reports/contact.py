"""Whom an office calls about a form: the contact that it names, with the numbers that stand beside that name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ipforms import paths
from ipforms.messages import Severity
from ipforms.pipeline.report import Report
from ipforms.schemas.labels import label
from ipforms.schemas.layout import layout, leaves

_OF_CONTACT = "联系人"
_OF_OTHERS = re.compile("法定代表|法人|负责人")
_PHONE = re.compile("手机|电话|固话")
_MAIL = re.compile("邮箱|电子邮件|e-?mail", re.IGNORECASE)
_NO_NAME = re.compile(f"{_PHONE.pattern}|{_MAIL.pattern}|号码|职务|邮政|邮编|地址", re.IGNORECASE)

_Field = tuple[str, str]  # a label and what stands there; "" where that cannot be used


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call; "" for what the form does not say."""

    name: str = ""
    phone: str = ""
    email: str = ""


def contact_of(report: Report) -> Contact:
    """The contact of a form, of those that it names the first that can be reached; a mobile goes before other phones.

    A number goes with the name of its own part of the form alone, and what is wrong or may be misread is left out.

    >>> import ipforms
    >>> record = ipforms.form("jinhua-application").model(contact_name="陈晓岚", mobile="13905790000")
    >>> contact_of(ipforms.check(record)).name
    '陈晓岚'
    """
    parts: dict[str, list[_Field]] = defaultdict(list)
    for path, name, value in _filled(report):
        parts[path.rpartition(".")[0]].append((name, value))
    own = [part for above, part in parts.items() if not above or any(_OF_CONTACT in name for name, _ in part)]
    persons = [_person(part) for part in own]
    reached = next(((each, part) for each, part in zip(persons, own, strict=True) if each.phone or each.email), None)
    named = next((each.name for each in persons if each.name), "")
    if reached is None:
        return Contact(named)
    return reached[0] if any(map(_is_name, reached[1])) else replace(reached[0], name=named)


def _person(part: Sequence[_Field]) -> Contact:
    ours = [(name, value) for name, value in part if value and (_OF_CONTACT in name or not _OF_OTHERS.search(name))]
    ours.sort(key=lambda each: (_OF_CONTACT not in each[0], "手机" not in each[0]))
    found = {
        "name": (value for name, value in ours if _is_name((name, value))),
        "phone": (value for name, value in ours if _PHONE.search(name)),
        "email": (value for name, value in ours if _MAIL.search(name)),
    }
    return Contact(**{key: next(values, "") for key, values in found.items()})


def _is_name(each: _Field) -> bool:
    return _OF_CONTACT in each[0] and not _NO_NAME.search(each[0])


def _filled(report: Report) -> Iterator[tuple[str, str, str]]:
    """What is filled in, of repeated rows in the first: the path, the label and the value."""
    data = report.record.model_dump(mode="json")
    wrong = {finding.path for finding in report.findings if finding.severity is Severity.ERROR} | report.doubted
    for pattern, _, _ in leaves(layout(report.form.model)):
        path = pattern.replace("[]", "[0]")
        value: Any = paths.get(data, paths.parse(path))
        if not value or isinstance(value, dict):
            continue
        texts = {f"{path}[{at}]": str(each) for at, each in enumerate(value)} if isinstance(value, list) else {}
        usable = [text for each, text in (texts or {path: str(value)}).items() if wrong.isdisjoint((path, each))]
        yield path, label(report.form.model, paths.parse(path)), "、".join(usable)
