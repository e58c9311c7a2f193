"""What a file is: by its first bytes, then by its name. Names lie (an XLS called .xlsx, a web page called .xls)."""

from __future__ import annotations

import json
import re

from ipforms.bulk.sources.errors import InvalidOption, NotATable
from ipforms.bulk.sources.inputs import Input
from ipforms.bulk.sources.text import encoding_of

FORMATS = ("csv", "json", "jsonl", "xlsx", "xls", "ods", "parquet")
KNOWN = "XLSX、XLS、ODS、CSV、JSON、JSONL、Parquet"

_ALIASES = {"tsv": "csv", "txt": "csv", "ndjson": "jsonl", "xlsm": "xlsx", "et": "xls"}

# Signatures of what people give by mistake: bytes, the thing in Chinese and English.
_OTHERS = (
    (b"%PDF-", "PDF 文档", "a PDF document"),
    (b"{\\rtf", "RTF 文档", "an RTF document"),
    (b"\x89PNG", "图片", "a picture"),
    (b"\xff\xd8\xff", "图片", "a picture"),
    (b"GIF8", "图片", "a picture"),
    (b"Rar!", "RAR 压缩包", "a RAR archive"),
    (b"7z\xbc\xaf", "7z 压缩包", "a 7z archive"),
    (b"\x1f\x8b", "gzip 压缩包", "a gzip archive"),
    (b"SQLite format 3", "数据库", "a database"),
)
SAVE_AS = (
    "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再用。",
    "Open it in Excel or WPS and save it as .xlsx.",
)
GIVE_DATA = ("请提供数据表文件。", "Give a file with a table of data.")

_MARKUP = re.compile(r"\s*(?:<|MIME-Version:)", re.IGNORECASE)
_ARRAY = re.compile(r'\s*\[\s*(?:[\[\]{",\d-]|true|false|null|\Z)')
_OBJECT = re.compile(r'\s*\{\s*(?:["}]|\Z)')
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def not_a_table(name: str, is_zh: str, is_en: str, step: tuple[str, str] = GIVE_DATA) -> NotATable:
    """The error for a file that is something else."""
    return NotATable(name=name, is_zh=is_zh, is_en=is_en, next_zh=step[0], next_en=step[1], format=is_en, known=KNOWN)


def given(name: str) -> str:
    """A format that the caller names."""
    found = _ALIASES.get(name.lower().lstrip("."), name.lower().lstrip("."))
    if found not in FORMATS:
        step = {"next_zh": f"可用：{'、'.join(FORMATS)}。", "next_en": f"Use one of {', '.join(FORMATS)}."}
        raise InvalidOption(option="format", value=name, **step)
    return found


def detect(data: Input, encoding: str | None, wanted: str | None) -> str:
    """One of "zip", "ole", "parquet", "csv", "json", "jsonl". What the caller wants decides between the texts only.

    Raises:
        NotATable: it is something else.
    """
    head = data.sample
    if head.startswith((b"PK\3\4", b"PK\5\6")):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if head.startswith(b"PAR1"):
        return "parquet"
    for signature, is_zh, is_en in _OTHERS:
        if head.startswith(signature):
            raise not_a_table(data.name, is_zh, is_en)
    text = head[: 1 << 16].decode(encoding_of(data, encoding), "ignore").lstrip("\ufeff")
    if wanted is None and len(_CONTROL.findall(text[:4096])) > 8 + len(text[:4096]) // 20:
        raise not_a_table(data.name, "无法识别的二进制文件", "a binary file of an unknown kind")
    if wanted == "parquet":
        raise not_a_table(data.name, "文本文件，而非 Parquet", "a text file, no Parquet")
    if wanted in ("xlsx", "xls", "ods"):
        raise not_a_table(data.name, "文本文件，而非工作簿", "a text file, no workbook", SAVE_AS)
    return wanted or _text_format(text, data)


def _text_format(text: str, data: Input) -> str:
    if _MARKUP.match(text):
        raise not_a_table(data.name, "网页或 XML 文件", "a web page or an XML file", SAVE_AS)
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
