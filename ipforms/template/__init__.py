"""A tagged official DOCX, compiled once: immutable, shared by threads, to render and to align with."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, NoReturn

import jinja2

from ipforms import paths
from ipforms.containers.zip_archive import ZipEntry, ZipPackage
from ipforms.errors import InvalidTemplate, InvalidText
from ipforms.messages import Bilingual
from ipforms.template.row_padding import ROW_NUMBER, NoRoom, PrintedSection, printed_sections
from ipforms.template.tag_compiler import CompiledPart, TemplateNames, compile_part
from ipforms.template.tagged_parts import least_rows, stray_tags, tagged_parts, template_parts
from ipforms.template.text_room import Typography
from ipforms.template.xml_position import NotXml
from ipforms.text import first_not_xml

__all__ = ["ROW_NUMBER", "Template", "Texts", "leaves"]

Texts = Mapping[str, Any]
"""Texts by field path, nested like the record: `{"name": "…", "ip_units": [{"unit": "…"}]}`; absent is ""."""


class Template:
    """A template, compiled.

    Attributes:
        name: what messages call it.
        fields: patterns of the paths that it prints: `name`, `ip_units[].unit`.
        beside: those of them that stand in headers, footers and notes, which a PDF has not.
        least_rows: for each repeated section, how many rows the form prints at least.
    """

    __slots__ = ("_data", "_package", "_parts", "_sections", "beside", "fields", "least_rows", "name")

    name: str
    fields: frozenset[str]
    beside: frozenset[str]
    least_rows: Mapping[str, int]
    _data: bytes
    _parts: tuple[tuple[bytes, CompiledPart], ...]
    _package: ZipPackage
    _sections: tuple[PrintedSection, ...]

    def __init__(self, name: str, data: bytes) -> None:
        """Compile a DOCX with tags in docxtpl's syntax.

        Raises:
            UnreadableDocument: `data` is no DOCX.
            InvalidTemplate: its tags are wrong; the error lists all of them.
        """
        parts = template_parts(name, data)
        tagged = tagged_parts(name, parts)
        names = TemplateNames(faults=list(stray_tags(parts)))
        typography = Typography.of(parts.get("word/styles.xml", b"").decode("utf-8", "replace"))
        compiled, beside = dict[str, CompiledPart | None](), list[str]()
        for part, xml in tagged.items():
            before = len(names.fields)
            compiled[part] = compile_part(xml, names, typography)
            beside += names.fields[before:] if "/document" not in part else []
        if names.faults:
            raise InvalidTemplate(name=name, faults=names.faults)
        least = {names.typed.get(path, path): count for path, count in least_rows(tagged.values()).items()}
        least = dict.fromkeys(names.loops, 0) | least | names.columns
        self._set(
            name=name,
            fields=frozenset(names.fields),
            beside=frozenset(beside),
            least_rows=MappingProxyType(least),
            _data=data,
            _parts=tuple((part.encode(), code) for part, code in compiled.items() if code is not None),
            _package=ZipPackage(
                [ZipEntry.of(part.encode(), xml) for part, xml in parts.items() if not compiled.get(part)]
            ),
            _sections=printed_sections(names.loops, names.column_fields, least, names.columns),
        )

    def fill(self, texts: Texts, blanks: Mapping[str, str] = MappingProxyType({})) -> bytes:
        """The document with `texts` in their places: `package(parts(texts, blanks))`.

        Args:
            texts: a text for every field of the template, "" where there is none.
            blanks: by pattern, what a blank entry prints of a field, where it is anything: □是 □否.

        Returns:
            The DOCX; the same texts give the same bytes.

        Raises:
            InvalidText: a text holds a character that no document can hold.
            InvalidTemplate: the template prints fields that `texts` does not name, or that are no text; the error
                lists all of them.
        """
        return self.package(self.parts(texts, blanks))

    def parts(self, texts: Texts, blanks: Mapping[str, str] = MappingProxyType({})) -> list[tuple[bytes, bytes]]:
        """The parts that have tags, with `texts` in their places, by their names; raises as `fill` does."""
        try:
            full = self._with_rows(texts, blanks)
            return [(part, code.render(full)) for part, code in self._parts]
        except NoRoom as error:
            section = str(error)
            facts = {"section": section, "columns": self.least_rows[section], "entries": len(texts[section])}
            raise InvalidTemplate(name=self.name, faults=[Bilingual("template.no_room", facts)]) from None
        except (NotXml, TypeError, KeyError, jinja2.UndefinedError) as error:
            self._explain(texts, error)

    def package(self, parts: list[tuple[bytes, bytes]]) -> bytes:
        """The document of such parts."""
        return self._package.with_parts(parts)

    def _with_rows(self, texts: Texts, blanks: Mapping[str, str] = MappingProxyType({})) -> dict[str, Any]:
        """Number the rows, and fill sections up with blank ones to what the form prints."""
        return {**texts, **{each.name: each.padded(texts, blanks) for each in self._sections}}

    def _explain(self, texts: Texts, error: Exception) -> NoReturn:
        """Find again what was wrong with the texts: the renderer does not carry paths along."""
        faults = lacking(self.least_rows, sorted(self.fields), texts)
        if faults:
            raise InvalidTemplate(name=self.name, faults=faults) from None
        if isinstance(error, NotXml):
            raise _invalid_text(texts) from None
        raise error

    def _set(self, **attributes: Any) -> None:
        for name, value in attributes.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"a template does not change: cannot set {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a template does not change: cannot delete {name!r}")

    def __reduce__(self) -> "tuple[type[Template], tuple[str, bytes]]":
        # Code objects cannot be sent to another process; the file can, and is compiled again there.
        return Template, (self.name, self._data)


def _invalid_text(texts: Texts) -> InvalidText:
    for path, text in leaves(texts):
        position = first_not_xml(text)
        if position is not None:
            where = paths.join(path)
            return InvalidText(label=where, path=where, character=f"U+{ord(text[position]):04X}", position=position + 1)
    raise LookupError("no text with a control character")


def leaves(texts: Any, path: paths.Path = ()) -> Iterator[tuple[paths.Path, str]]:
    """Every text with its path.

    >>> list(leaves({"name": "甲", "ip_units": [{"unit": "乙"}]}))
    [(('name',), '甲'), (('ip_units', 0, 'unit'), '乙')]
    """
    if isinstance(texts, str):
        yield path, texts
        return
    steps = texts.items() if isinstance(texts, Mapping) else enumerate(texts)
    for step, child in steps:
        yield from leaves(child, (*path, step))


def lacking(sections: Iterable[str], fields: Iterable[str], texts: Mapping[str, Any]) -> list[Bilingual]:
    """Sections and fields that are not among the texts, or are something else.

    >>> texts = {"cover": {"date": ""}, "ip_units": [{"unit": "甲"}]}
    >>> [fault.text("en") for fault in lacking(["ip_units"], ["name", "cover", "ip_units[].unit"], texts)]
    ['the field “name” does not exist', '“cover” is not a text (dict)']
    """
    faults = [fault for section in sections for fault in _section_faults(section, texts)]
    return faults + [fault for field in fields for fault in _field_faults(field, texts)]


def _section_faults(section: str, texts: Mapping[str, Any]) -> Iterator[Bilingual]:
    yield from islice((fault for rows in _values(texts, section) for fault in _rows_faults(section, rows)), 1)


def _rows_faults(section: str, rows: Any) -> Iterator[Bilingual]:
    if rows is _MISSING:
        yield _no_field(section)
    elif not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
        yield Bilingual("template.no_rows", {"field": section})


def _field_faults(pattern: str, texts: Mapping[str, Any]) -> Iterator[Bilingual]:
    yield from islice((fault for value in _values(texts, pattern) for fault in _text_faults(pattern, value)), 1)


def _values(texts: Any, pattern: str) -> Iterator[Any]:
    """What stands at a pattern: one value, or one for each entry of the sections on its way."""
    section, repeated, rest = pattern.partition("[].")
    value = _get(texts, section)
    if not repeated:
        yield value
    elif isinstance(value, list | tuple):
        for row in value:
            if isinstance(row, Mapping):
                yield from _values(row, rest)


_MISSING = object()


def _text_faults(pattern: str, value: Any) -> Iterator[Bilingual]:
    if value is _MISSING:
        yield _no_field(pattern)
    elif not isinstance(value, str | int):
        yield Bilingual("template.no_text", {"field": pattern, "kind": type(value).__name__})


def _no_field(pattern: str) -> Bilingual:
    return Bilingual("template.no_field", {"field": pattern})


def _get(value: Any, path: str) -> Any:
    for step in path.split("."):
        if not isinstance(value, Mapping) or step not in value:
            return _MISSING
        value = value[step]
    return value
