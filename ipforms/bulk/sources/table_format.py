"""What a file is: by its first bytes, then by its name. Names lie (an XLS called .xlsx, a web page called .xls)."""

import json
import re
from typing import NoReturn, get_args

from ipforms.bulk.sources.byte_source import ByteSource
from ipforms.bulk.sources.table_model import InvalidOption, NotATable
from ipforms.bulk.sources.text_encoding import encoding_of
from ipforms.containers.file_format import OLE_MAGIC, ZIP_BEGINS, FileFormat, file_format
from ipforms.messages import Bilingual
from ipforms.text.regex import regex

FORMATS = ("csv", "json", "jsonl", "xlsx", "xls", "ods", "html", "parquet")
KNOWN = "XLSX、XLS、ODS、CSV、JSON、JSONL、Parquet"

_ALIASES = {"tsv": "csv", "txt": "csv", "ndjson": "jsonl", "xlsm": "xlsx", "et": "xls"}

# What people give by mistake: what it is, what to do about it.
_OTHERS: dict[FileFormat, tuple[str, str]] = {
    **{each: (each, "give_data") for each in get_args(FileFormat)},
    "docx": ("docx", "give_table"),
    "xlsb": ("xlsb", "save_as"),
    "zip": ("zip", "unpack"),
    "ofd": ("zip", "unpack"),
    "ole": ("ole", "save_as"),
    "works": ("ole", "save_as"),
    "encrypted": ("encrypted", "unprotect"),
}
_BINARY = ("pdf", "rtf", "picture", "rar", "7z", "gzip", "database")
_PAGE = regex(r"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|table|meta|head)\b", re.IGNORECASE | re.DOTALL)
_MARKUP = regex(r"\s*(?:<|MIME-Version:)", re.IGNORECASE)
_ARRAY = regex(r'\s*\[\s*(?:[\[\]{",\d-]|true|false|null|\Z)')
_OBJECT = regex(r'\s*\{\s*(?:["}]|\Z)')
_CONTROL = regex(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def not_a_table(name: str, what: str, step: str = "give_data") -> NotATable:
    """The error for a file that is something else: what it is and what to do stand under `source` in the catalogue."""
    kind, advice = Bilingual(f"source.what.{what}"), Bilingual(f"source.step.{step}")
    return NotATable(name=name, what=kind, next=advice, format=what, known=KNOWN)


def refuse(found: FileFormat, name: str) -> NoReturn:
    """Raise the error for a file of another format."""
    raise not_a_table(name, *_OTHERS[found])


def given(name: str) -> str:
    """A format that the caller names."""
    found = _ALIASES.get(name.lower().lstrip("."), name.lower().lstrip("."))
    if found not in FORMATS:
        raise InvalidOption(option="format", value=name, next=Bilingual("source.step.formats", {"formats": FORMATS}))
    return found


def detect(data: ByteSource, encoding: str | None, wanted: str | None) -> str:
    """One of "workbook", "parquet", "csv", "json", "jsonl". What the caller wants decides between the texts only.

    Raises:
        NotATable: it is something else.
    """
    head = data.sample
    if head.startswith((*ZIP_BEGINS, OLE_MAGIC)):
        return "workbook"
    found = file_format(head)
    if found == "parquet":
        return "parquet"
    if found in _BINARY:
        refuse(found, data.name)
    if found == "lock" or data.name.startswith("~$"):
        raise not_a_table(data.name, "lock", "without_lock")  # it lies beside what is open in Excel
    text = head[: 1 << 16].decode(encoding_of(data, encoding), "ignore").lstrip("\ufeff")
    if wanted is None and len(_CONTROL.findall(text[:4096])) > 8 + len(text[:4096]) // 20:
        raise not_a_table(data.name, "binary")
    if wanted == "parquet":
        raise not_a_table(data.name, "no_parquet")
    if wanted in ("xlsx", "xls", "ods"):
        raise not_a_table(data.name, "no_workbook", "save_as")
    return wanted or _text_format(text, data)


def _text_format(text: str, data: ByteSource) -> str:
    if _PAGE.match(text) and "<td" in text.lower():
        return "html"
    if _MARKUP.match(text):
        raise not_a_table(data.name, "markup", "save_as")
    named = _ALIASES.get(data.suffix[1:], data.suffix[1:])
    if _ARRAY.match(text) and named != "jsonl":
        return "json"
    if _OBJECT.match(text):
        return "jsonl" if named == "jsonl" or _is_lines(text.lstrip(), named) else "json"
    return named if named in ("json", "jsonl") else "csv"


def _is_lines(text: str, named: str) -> bool:
    """Whether the first line is an object of its own, whole or broken in its middle; not one that goes on below."""
    line, _, rest = text.partition("\n")
    if not rest.strip():
        return named != "json"
    try:
        json.loads(line)
    except json.JSONDecodeError as fault:
        return fault.pos < len(line.rstrip()) and not fault.msg.startswith("Unterminated")
    except (RecursionError, ValueError):  # too deep, or a number of too many digits
        return True
    return True
