"""Write the catalogue of messages in order: `python -m scripts.messages`. A test asks for it.

Findings and errors come first, then the rooms; tables and keys by name. So two people who add messages rarely meet in
one line, and both files can be read side by side.
"""

from __future__ import annotations

import json
import tomllib
from itertools import groupby
from pathlib import Path

import ipforms.messages

FOLDER = Path(ipforms.messages.__file__).parent
LANGUAGES = ("zh", "en")
_FIRST = ("finding", "error")
_HEAD = {
    "zh": "# 全部中文文字。键与 en.toml 相同；改动后运行 python -m scripts.messages 排序。",
    "en": "# All English texts. The keys are those of zh.toml; run python -m scripts.messages to sort them.",
}


def read(lang: str) -> dict[str, str]:
    """The texts of a language by dotted key."""
    return ipforms.messages._flat(tomllib.loads((FOLDER / f"{lang}.toml").read_text(encoding="utf-8")))


def written(lang: str, texts: dict[str, str]) -> str:
    """The file of a language."""
    lines = [_HEAD[lang]]
    for table, keys in groupby(sorted(texts, key=_order), key=_table):
        lines += ["", f"[{table}]", *(f"{key.rpartition('.')[2]} = {_string(texts[key])}" for key in keys)]
    return "\n".join(lines) + "\n"


def ordered_severities(text: str) -> str:
    """`severities.toml` with its codes in order."""
    head, *lines = text.splitlines(keepends=True)
    return head + "".join(sorted(lines, key=lambda line: line.partition(" = ")[0].strip('"').split(".")))


def _table(key: str) -> str:
    return key.rpartition(".")[0]


def _order(key: str) -> tuple[int, list[str], bool, str]:
    """Findings, errors, then the rest; of a finding what it is, then what to do."""
    table, _, name = key.rpartition(".")
    first = key.partition(".")[0]
    return _FIRST.index(first) if first in _FIRST else len(_FIRST), table.split("."), name == "hint", name


def _string(text: str) -> str:
    if "\n" not in text:
        return json.dumps(text, ensure_ascii=False)
    return '"""\n{}"""'.format(text.replace("\\", "\\\\").replace('"""', '""\\"'))


if __name__ == "__main__":
    for each in LANGUAGES:
        (FOLDER / f"{each}.toml").write_text(written(each, read(each)), encoding="utf-8")
    severities = FOLDER / "severities.toml"
    severities.write_text(ordered_severities(severities.read_text(encoding="utf-8")), encoding="utf-8")
