"""Names of output files, from a pattern and a record: `{serial:03d}_{name}.docx`, safe on any system."""

import re
import string
import unicodedata
from collections.abc import Mapping
from typing import Any

from ipforms import paths
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual
from ipforms.schemas.base import FormModel
from ipforms.schemas.layout import FieldGroup, Leaf, layout
from ipforms.schemas.record_texts import plain
from ipforms.text.regex import regex

# Windows refuses these in a name, and devices as a name, with any suffix; / and NUL are refused everywhere.
_REFUSED = regex(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICE = regex(
    r"""(?: con | prn | aux | nul | conin\$ | conout\$   # the console, the printer, the serial line, nothing
          | (?: com | lpt ) [0-9¹²³] )                   # ports
        (?: \..* )?                                      # with any suffix
    """,
    re.VERBOSE | re.IGNORECASE,
)

MOST_BYTES = 200  # File systems take 255 bytes; a suffix for a second file of the name must fit, and a temporary one

DEFAULT = "{serial:03d}_{name}"
NAMELESS = "未填名称"  # in the name of a file, where the record does not say whose it is

# A serial number in front that ends where the digits end.
_SERIAL_FIRST = regex(r"\{serial(?::\d{0,2}d?)?\}(?:[^\d{]|$)")


class InvalidPattern(IpformsError):
    """A pattern for file names that cannot be used."""


class _PatternFault(ValueError):
    """Why a pattern cannot be used: a text under `file_name` in the catalogue."""

    def __init__(self, key: str, **context: object) -> None:
        super().__init__(key)
        self.reason = Bilingual(f"file_name.{key}", context)


class _PathFormatter(string.Formatter):
    """`str.format` over field paths only: no attributes of objects, no conversions, no width that eats memory."""

    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        if field_name in kwargs:
            return kwargs[field_name], field_name
        return kwargs[""](field_name), field_name

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        if conversion is not None:
            raise _PatternFault("conversion", conversion=conversion)
        return value

    def format_field(self, value: Any, format_spec: str) -> Any:
        if any(int(number) > MOST_BYTES for number in re.findall(r"\d+", format_spec[:MOST_BYTES])):
            raise _PatternFault("width", most=MOST_BYTES)
        try:
            return super().format_field(value, format_spec)
        except ValueError as error:
            raise _PatternFault("format", spec=format_spec[:20], error=error) from None


class FileNamer:
    """Names for the files of one run; a name given twice gets a suffix: `…_2`.

    Names that begin with the serial number are different of themselves. For other patterns the names given are kept in
    memory, some 200 bytes each.

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
        self._is_plain = False
        self._distinct = _SERIAL_FIRST.match(pattern) is not None
        self._format(1, 1, "name", model())
        fields = {field for _, field, _, _ in string.Formatter().parse(pattern) if field is not None}
        self._is_plain = fields <= {"serial", "row", "name"}  # most are, and need no look into the record

    @property
    def distinct(self) -> bool:
        """Whether names are different of themselves, so that `claim` is not needed."""
        return self._distinct

    def name(self, serial: int, row: int, title: str, record: FormModel) -> str:
        """The name of one file."""
        return self.claim(self.stem(serial, row, title, record))

    def stem(self, serial: int, row: int, title: str, record: FormModel) -> str:
        """What the pattern gives for a record: its file's name without the suffixes."""
        stem = safe(self._format(serial, row, title, record).removesuffix(self._suffix))
        return stem or f"{serial:03d}"

    def claim(self, stem: str) -> str:
        """The name for a stem, which nobody else gets in this run: the same ones if asked in the same order."""
        if self._distinct:
            return stem + self._suffix
        count = self._given.get(_folded(stem), 0) + 1
        self._given[_folded(stem)] = count
        if count == 1:
            return stem + self._suffix
        return self._second(stem, count)

    def reserve(self, stem: str, name: str) -> None:
        """Keep a name that an earlier run has given."""
        if not self._distinct:
            self._given[_folded(stem)] = self._given.get(_folded(stem), 0) + 1
            self._given.setdefault(_folded(name.removesuffix(self._suffix)), 1)

    def _second(self, stem: str, count: int) -> str:
        while _folded(f"{stem}_{count}") in self._given:
            count += 1
        self._given[_folded(stem)] = count
        self._given[_folded(f"{stem}_{count}")] = 1
        return f"{stem}_{count}{self._suffix}"

    def _format(self, serial: int, row: int, title: str, record: FormModel) -> str:
        def field(path: str) -> str:
            return _field(record, path)

        # What a file name can hold of a title is little, and formatting copies it.
        known = {"serial": serial, "row": row, "name": title[:MOST_BYTES] or NAMELESS}
        if self._is_plain:
            return self._pattern.format_map(known)
        known[""] = field
        try:
            return _PathFormatter().vformat(self._pattern, (), known)
        except _PatternFault as fault:
            raise InvalidPattern(pattern=self._pattern, reason=fault.reason) from None
        except (ValueError, KeyError, IndexError, TypeError) as error:
            reason = Bilingual("file_name.braces", {"error": str(error).strip("'\"")})
            raise InvalidPattern(pattern=self._pattern, reason=reason) from None


def _folded(stem: str) -> str:
    """What a file system that looks at neither case nor composition takes for the same name."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", stem).casefold())


def _field(record: FormModel, name: str) -> str:
    """What the form prints for a field."""
    try:
        path = paths.parse(name)
    except ValueError:
        path = ("",)
    leaf = _leaf(layout(type(record)), path)
    if leaf is None:
        raise _PatternFault("no_field", name=name)
    if leaf.personal:
        raise _PatternFault("personal", name=name)
    value: Any = record
    for step in path:
        if isinstance(step, int):
            value = value[step] if step < len(value) else None
        elif value is not None:
            value = getattr(value, step)
    return "" if value is None else leaf.codec.encode(plain(value))[:MOST_BYTES]


def _leaf(node: FieldGroup | Leaf, path: paths.Path) -> Leaf | None:
    """The field at a path, where the path is whole: an index behind each repeated section, and nowhere else."""
    for step, after in zip(path, (*path[1:], None), strict=True):
        if isinstance(step, int):
            continue
        child = next((each for each in node.children if each.name == step), None)
        if child is None or isinstance(after, int) != (isinstance(child, FieldGroup) and child.repeated):
            return None
        node = child
    return node if isinstance(node, Leaf) else None


def safe(stem: str) -> str:
    """A name that Windows, macOS and Linux take: no reserved characters or names, no dot or blank at the end.

    >>> safe("广州/深圳: 测试?有限公司. "), safe("con"), safe("../../etc")
    ('广州_深圳_ 测试_有限公司', '_con', '.._.._etc')
    """
    name = _REFUSED.sub("_", stem).strip().rstrip(". ")
    if _DEVICE.fullmatch(name):
        name = f"_{name}"
    return name.encode("utf-8", "ignore")[:MOST_BYTES].decode("utf-8", "ignore").rstrip(". ")
