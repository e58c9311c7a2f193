"""Names of output files, from a pattern and a record: `{serial:03d}_{name}.docx`, safe on any system."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from typing import Any

from ipforms import paths
from ipforms.errors import IpformsError
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import is_personal

# Windows refuses these in a name, and devices as a name, with any suffix; / and NUL are refused everywhere.
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)

MOST_BYTES = 200
"""File systems take 255 bytes; a suffix for a second file of the name must fit, and a temporary one."""

DEFAULT = "{serial:03d}_{name}"


class InvalidPattern(IpformsError):
    """A pattern for file names that cannot be used."""

    zh = (
        "文件名模式“{pattern}”有误：{reason_zh}。可用 {{serial}}、{{row}}、{{name}} 和字段路径，"
        "例如 {{serial:03d}}_{{name}}.docx。"
    )
    en = (
        "The file name pattern “{pattern}” is wrong: {reason_en}. Use {{serial}}, {{row}}, {{name}} and field paths, "
        "as in {{serial:03d}}_{{name}}.docx."
    )


class _Pattern(string.Formatter):
    """`str.format` over field paths only: no attributes of objects, no conversions."""

    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        path = paths.parse(field_name)
        if len(path) == 1 and path[0] in kwargs:
            return kwargs[str(path[0])], field_name
        return kwargs[""](path), field_name


class Namer:
    """Names for the files of one run; a name given twice gets a suffix: `…_2`.

    Args:
        pattern: with `{serial}` (1, 2, 3 …), `{row}`, `{name}` and field paths of the record.
        suffix: ".docx"; added where the pattern does not end in it.
        model: the class of the records.

    Raises:
        InvalidPattern: a field that does not exist, one that would put a personal number into a file's name, or a
            wrong format.
    """

    def __init__(self, pattern: str, suffix: str, model: type[FormModel]) -> None:
        self._pattern, self._suffix, self._model = pattern, suffix, model
        self._given: dict[str, int] = {}
        self._format(1, 1, "name", model())

    def name(self, serial: int, row: int, title: str, record: FormModel) -> str:
        """The name of one file."""
        stem = self._format(serial, row, title, record).removesuffix(self._suffix)
        stem = safe(stem) or f"{serial:03d}"
        count = self._given.get(stem.casefold(), 0) + 1
        self._given[stem.casefold()] = count
        if count == 1:
            return stem + self._suffix
        return self._second(stem, count)

    def _second(self, stem: str, count: int) -> str:
        while f"{stem}_{count}".casefold() in self._given:
            count += 1
        self._given[f"{stem}_{count}".casefold()] = 1
        return f"{stem}_{count}{self._suffix}"

    def _format(self, serial: int, row: int, title: str, record: FormModel) -> str:
        def field(path: paths.Path) -> str:
            return _field(record, path)

        try:
            return _Pattern().vformat(self._pattern, (), {"serial": serial, "row": row, "name": title, "": field})
        except (ValueError, KeyError, IndexError, TypeError) as error:
            reason = str(error).strip("'\"")
            raise InvalidPattern(pattern=self._pattern, reason_zh=reason, reason_en=reason) from None


def _field(record: FormModel, path: paths.Path) -> str:
    if is_personal(type(record), path):
        raise ValueError(f"{paths.join(path)}：个人信息不应写入文件名")
    value: Any = record
    for step in path:
        if isinstance(step, int):
            value = value[step] if step < len(value) else None
        else:
            if step not in type(value).__pydantic_fields__:
                raise ValueError(paths.join(path))
            value = getattr(value, step)
        if value is None:
            return ""
    return str(value)


def safe(stem: str) -> str:
    """A name that Windows, macOS and Linux take: no reserved characters or names, no dot or blank at the end.

    >>> safe("广州/深圳: 测试?有限公司. "), safe("con"), safe("../../etc")
    ('广州_深圳_ 测试_有限公司', '_con', '.._.._etc')
    """
    name = _REFUSED.sub("_", stem).strip().rstrip(". ")
    if _DEVICE.fullmatch(name):
        name = f"_{name}"
    return name.encode("utf-8", "ignore")[:MOST_BYTES].decode("utf-8", "ignore").rstrip(". ")
