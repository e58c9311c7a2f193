"""Old Office formats read: LibreOffice started for one file, one that is warm, and a batch; milliseconds a file.

The files are a filled form that LibreOffice has saved; Word 2003's XML is read without it.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ipforms
from benchmarks.data import many
from benchmarks.timing import median
from ipforms.formats import office

FORM, BATCH, ROUNDS = "guangzhou-enterprise", 20, 5
_FILTERS = {
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "odt": "odt:writer8",
    "html": "html:HTML (StarWriter)",
    "Word 2003 XML": "xml:MS Word 2003 XML",
}


@dataclass(frozen=True)
class Times:
    """Seconds a file."""

    format: str
    cold: float
    warm: float
    batch: float


def measure() -> Iterator[Times]:
    """Each format in turn; nothing without LibreOffice."""
    if shutil.which("soffice") is None:
        return
    form = ipforms.form(FORM)
    with tempfile.TemporaryDirectory() as name:
        given = Path(name, "given")
        given.mkdir()
        for number, data in enumerate(many(form, BATCH)):
            (given / f"{number}.docx").write_bytes(ipforms.render(form.model.model_validate(data)))
        for format_, to in _FILTERS.items():
            saved = Path(name, format_)
            command = ["soffice", f"-env:UserInstallation={Path(name, 'profile').as_uri()}", "--headless"]
            command += ["--convert-to", to, "--outdir", str(saved), *map(str, given.iterdir())]
            subprocess.run(command, check=True, capture_output=True)
            yield _measured(format_, sorted(saved.iterdir()))


def _measured(format_: str, files: list[Path]) -> Times:
    def cold() -> object:
        office.close()
        return ipforms.read(files[0])

    def warm() -> object:
        return ipforms.read(files[0])

    def batch() -> object:
        results = list(ipforms.bulk.read(files))
        assert all(result.submission for result in results)
        return results

    return Times(format_, median(cold, ROUNDS), median(warm, ROUNDS), median(batch, ROUNDS) / len(files))


def main() -> None:
    """Print the table."""
    print("| format | LibreOffice started for it, ms | warm, ms | in a batch, ms each |\n|---|--:|--:|--:|")
    for times in measure():
        figures = " | ".join(f"{each * 1000:,.0f}" for each in (times.cold, times.warm, times.batch))
        print(f"| {times.format} | {figures} |")


if __name__ == "__main__":
    main()
