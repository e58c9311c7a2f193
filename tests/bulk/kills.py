"""A run of `ipforms fill` that is killed again and again, and resumed each time.

`python -m tests.bulk.kills` does it twenty times in a run of 5,000 records; the tests do less of the same.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import ipforms
from ipforms.bulk import Rows, fill, open_source
from ipforms.bulk.manifest import Manifest

FORM = "jinhua-application"
ROOT = Path(ipforms.__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "IPFORMS_LANG": "zh"}


def applicants(path: Path, count: int) -> Path:
    """A CSV of so many rows; every tenth row is wrong, every seventh name stands twice."""
    with path.open("w", encoding="utf-8") as file:
        file.write("企业名称,地址,手机,企业总人数\n")
        for number in range(1, count + 1):
            name = f"金华{number - number % 7 // 6}有限公司"
            file.write(f"{name},临江东路{number}号,139{number:08d},{'很多' if number % 10 == 0 else number}\n")
    return path


def command(data: Path, out: Path, *options: str) -> list[str]:
    """`ipforms fill` of this tree."""
    return [sys.executable, "-m", "ipforms", "fill", FORM, str(data), "-o", str(out), "-q", *options]


def files(folder: Path) -> dict[str, bytes]:
    """The forms in a folder."""
    return {path.name: path.read_bytes() for path in folder.glob("*.docx") if not path.name.startswith(".")}


def uninterrupted(data: Path, out: Path, name: str) -> dict[str, bytes]:
    """What one run gives, in this process."""
    form = ipforms.form(FORM)
    with open_source(data) as source:
        fill(form, Rows(form, source), out, name=name)
    return files(out)


def manifest(folder: Path) -> list[tuple[int, str, bytes]]:
    """What the manifest says is done."""
    with Manifest(folder / ".ipforms.docx.sqlite3") as kept:
        return sorted((entry.serial, entry.name, entry.digest) for entry in kept.files())


def done(out: Path) -> int:
    """How many forms there are."""
    return sum(each.name.endswith(".docx") and each.name[0] != "." for each in os.scandir(out)) if out.is_dir() else 0


def killed(data: Path, out: Path, moments: list[int], pauses: random.Random, *options: str) -> list[int]:
    """Start the run, kill it when so many files are there, and start it again; the last time it runs to its end.

    What was written before a kill must not be written again.
    """
    seen: dict[str, tuple[int, int]] = {}
    at = []
    for moment in moments:
        process = subprocess.Popen(command(data, out, "--resume", *options), env=ENVIRONMENT)
        while done(out) < moment and process.poll() is None:
            time.sleep(0.002)
        time.sleep(pauses.random() * 0.03)
        process.send_signal(signal.SIGKILL)
        process.wait()
        at.append(done(out))
        _check(out, seen)
    finished = subprocess.run(command(data, out, "--resume", *options), env=ENVIRONMENT, check=False, timeout=600)
    assert finished.returncode == 1, "rows were refused, and the others written"
    _check(out, seen)
    return at


def _check(out: Path, seen: dict[str, tuple[int, int]]) -> None:
    time.sleep(0.05)  # the workers of the killed run die a moment after it
    now = {}
    for each in os.scandir(out):
        if each.name.endswith(".docx") and each.name[0] != ".":
            found = each.stat()
            now[each.name] = found.st_mtime_ns, found.st_ino
    again = {name for name, written in seen.items() if now.get(name) != written}
    assert not again, f"written twice, or gone: {sorted(again)[:5]}"
    seen |= now


def check(folder: Path, count: int, kills: int, name: str, *options: str, seed: int = 1) -> list[int]:
    """A run that is killed so many times gives what an uninterrupted one gives; the numbers of files at each kill."""
    data = applicants(folder / "a.csv", count)
    expected = uninterrupted(data, folder / "whole", name)
    chance = random.Random(seed)
    moments = sorted(chance.randrange(1, len(expected)) for _ in range(kills))
    at = killed(data, folder / "out", moments, chance, "--name", name, *options)
    assert files(folder / "out") == expected
    assert not [each for each in os.scandir(folder / "out") if each.name.endswith(".part")]
    assert manifest(folder / "out") == manifest(folder / "whole")
    return at


def main() -> None:
    """Twenty kills of 5,000 records, with one process and with two, and with names that repeat."""
    for name, options in (("{serial:05d}_{name}", ("--jobs", "2")), ("{name}", ("--jobs", "2")), ("{name}", ())):
        with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
            start = time.monotonic()
            at = check(Path(folder), 5_000, 20, name, *options, seed=random.randrange(10**6))
            told = f"{name} {' '.join(options)}: {len(at)} kills, at {at} files; {time.monotonic() - start:.0f} s\n"
            sys.stdout.write(told)
            sys.stdout.flush()


if __name__ == "__main__":
    main()
