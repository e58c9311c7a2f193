"""What trust is measured on: a folder with its truth, the same in another format, or our own documents."""

from __future__ import annotations

import json
import random
import re
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import ipforms
from benchmarks.data import contract, varied
from benchmarks.trust_values import Truth

FILTERS = {"pdf": "pdf", "doc": "doc:MS Word 97", "odt": "odt:writer8", "rtf": "rtf:Rich Text Format"}
OWN_FORMATS = ("docx", "pdf", "pdf-form")
_INDEX = re.compile(r"\.(\d+)\b")  # some corpora write the paths of lists with dots
_BATCH = 50  # files a call of LibreOffice, so that one that it dies of does not cost the others
_KEPT = 0.4  # share of the values that a sparse record keeps


def truths(folder: Path) -> list[Truth]:
    """The lines of a corpus's truth.jsonl, with the paths of its documents."""
    lines = (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [_truth(folder, json.loads(line)) for line in lines if line.strip()]


def _truth(folder: Path, line: dict[str, Any]) -> Truth:
    return Truth(
        str(folder / line["file"]),
        line["form"],
        str(line.get("layout") or ""),
        tuple(line.get("habits") or ()),
        line["values"],
        {field_path(path): right for path, right in (line.get("accept") or {}).items()},
        tuple(map(field_path, line.get("told") or ())),
    )


def field_path(path: str) -> str:
    """A path as the library writes it."""
    return _INDEX.sub(r"[\1]", path)


def converted(given: list[Truth], suffix: str) -> list[Truth]:
    """The same documents as LibreOffice saves them, which are kept in a folder beside them."""
    target = {Path(truth.file): _target(Path(truth.file), suffix) for truth in given}
    stale = [file for file, made in target.items() if not made.exists() or made.stat().st_mtime < file.stat().st_mtime]
    by_folder: dict[Path, list[Path]] = defaultdict(list)
    for file in stale:
        by_folder[target[file].parent].append(file)
    with tempfile.TemporaryDirectory() as profile:
        for folder, files in by_folder.items():
            for start in range(0, len(files), _BATCH):
                _convert(files[start : start + _BATCH], suffix, folder, Path(profile))
    return [replace(truth, file=str(target[Path(truth.file)])) for truth in given]


def _target(file: Path, suffix: str) -> Path:
    return file.parent / f".as-{suffix}" / f"{file.stem}.{suffix}"


def _convert(files: Iterable[Path], suffix: str, folder: Path, profile: Path) -> None:
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", FILTERS[suffix], "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=False, capture_output=True)  # a file that it cannot read is missed when it is read


def own(folder: Path, count: int, formats: Sequence[str] = OWN_FORMATS) -> list[Truth]:
    """Our own documents of each form: the full record, the blank one, and so many others, of which half are sparse."""
    made = []
    for form in ipforms.forms():
        for kind, record in _records(form, count):
            values = record.model_dump(mode="json")
            for format_ in formats:
                file = folder / f"{len(made)}-{form.id}.{format_.removesuffix('-form')}"
                file.write_bytes(ipforms.render(record, format_))
                made.append(Truth(str(file), form.id, format_, (kind,), values, {}, ()))
    return made


def _records(form: ipforms.Form, count: int) -> Iterator[tuple[str, Any]]:
    yield "full", form.model.model_validate(contract(form))
    yield "blank", form.model()
    chance = random.Random(form.id)
    for number, data in enumerate(islice(varied(form, count), count)):
        kind = "sparse" if number % 2 else "varied"
        yield kind, form.model.model_validate(_sparse(data, chance) if kind == "sparse" else data)


def _sparse(value: Any, chance: random.Random) -> Any:
    """Without many of its values; entries of a list that are blank are none."""
    if isinstance(value, dict):
        return {name: _sparse(each, chance) for name, each in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [row for row in (_sparse(row, chance) for row in value) if any(row.values())]
    return value if chance.random() < _KEPT else None
