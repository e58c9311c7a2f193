"""PDFs a second beside LibreOffice: one document as a process of its own, and a batch of twenty.

LibreOffice converts the DOCX of the same records, in a profile that is warm. Ours alone is a new Python process, which
loads the library, the template and the fonts; ours in a batch is the loop of a process that has made one before. No two
records of a batch have a Chinese text in common. All that are compared take turns.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import ipforms
from benchmarks.data import contract, varied
from benchmarks.timing import medians

BATCH, ROUNDS = 20, 5
_FONTS = Path(__file__).parents[1] / "tests" / "data" / "fonts.conf"
_ALONE = (
    "import sys, ipforms; from pathlib import Path; "
    "record = ipforms.form(sys.argv[1]).model.model_validate_json(Path(sys.argv[2]).read_text('utf-8')); "
    "Path(sys.argv[3]).write_bytes(ipforms.render(record, 'pdf'))"
)


@dataclass(frozen=True)
class Times:
    """Seconds a document; LibreOffice's are None where it is not installed."""

    form: str
    alone: float
    batch: float
    office_alone: float | None
    office_batch: float | None


def measure() -> Iterator[Times]:
    """Each form in turn."""
    with tempfile.TemporaryDirectory() as name:
        for form in ipforms.forms():
            folder = Path(name) / form.id
            folder.mkdir()
            yield _measured(form, folder)


def _measured(form: ipforms.Form, folder: Path) -> Times:
    records = [form.model.model_validate(data) for data in varied(form, BATCH)]
    files = [folder / f"{number}.docx" for number in range(BATCH)]
    for file, record in zip(files, records, strict=True):
        file.write_bytes(ipforms.render(record))
    data, target = folder / "record.json", folder / "alone.pdf"
    data.write_text(form.model.model_validate(contract(form)).model_dump_json(), encoding="utf-8")
    ipforms.render(form.model(), "pdf")

    def alone() -> object:
        return subprocess.run([sys.executable, "-c", _ALONE, form.id, data, target], check=True)

    def batch() -> object:
        return [ipforms.render(record, "pdf") for record in records]

    works: list[Callable[[], object]] = [alone, batch]
    if shutil.which("soffice"):
        office(files[:1], folder)  # its profile is made by its first run
        works += [partial(office, files[:1], folder), partial(office, files, folder)]
    taken = medians(works, ROUNDS)
    theirs = (taken[2], taken[3] / BATCH) if len(taken) > 2 else (None, None)
    return Times(form.id, taken[0], taken[1] / BATCH, *theirs)


def office(files: list[Path], folder: Path) -> None:
    profile = (folder.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", folder]
    environment = {**os.environ, "FONTCONFIG_FILE": str(_FONTS)}
    subprocess.run([*command, *files], check=True, capture_output=True, env=environment)


def _shown(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds * 1000:,.0f}"


def _times(theirs: float | None, ours: float) -> str:
    return "–" if theirs is None else f"{theirs / ours:.1f}"


_HEADER = (
    *("form", "ipforms in a batch, ms each", "LibreOffice in a batch, ms each", "ratio"),
    *("LibreOffice alone, ms", "ratio to ipforms in a batch", "ipforms alone, ms", "ratio of both alone"),
)


def main() -> None:
    """Print the table."""
    print(f"| {' | '.join(_HEADER)} |")
    print("|---|" + "--:|" * (len(_HEADER) - 1))
    for each in measure():
        cells = (
            *(each.form, f"{each.batch * 1000:.1f}", _shown(each.office_batch), _times(each.office_batch, each.batch)),
            *(_shown(each.office_alone), _times(each.office_alone, each.batch)),
            *(_shown(each.alone), _times(each.office_alone, each.alone)),
        )
        print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
