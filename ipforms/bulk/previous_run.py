"""What an earlier run into the same place has done, as its journal tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version

from ipforms.bulk.file_names import FileNamer
from ipforms.bulk.fill_job import FillTask
from ipforms.bulk.manifest import Manifest, ManifestEntry
from ipforms.bulk.outputs import Output
from ipforms.errors import IpformsError
from ipforms.forms import Form

_CALLED = {
    "form": ("表格", "the form"),
    "format": ("文件格式", "the format"),
    "name": ("文件名模式", "the pattern of names"),
    "template": ("模板", "the template"),
    "version": ("ipforms 的版本", "the version of ipforms"),
}


class DifferentRun(IpformsError):
    """The earlier run was asked for something else."""


class SourceChanged(IpformsError):
    """A row that is done has other data now."""


class SourceShorter(IpformsError):
    """There are fewer records than before."""


def asked_of(form: Form, format: str, name: str) -> dict[str, str]:
    """What decides over the files of a run, besides the data."""
    try:
        made_by = version("ipforms")
    except PackageNotFoundError:  # used from its sources
        made_by = "?"
    template = blake2b(form.source.read_bytes(), digest_size=8).hexdigest()
    return {"form": form.id, "format": format, "name": name, "template": template, "version": made_by}


@dataclass(frozen=True)
class PreviousRun:
    """An earlier run.

    Attributes:
        journal: its journal, in which this run goes on.
        known: whether there was one, and it is to be gone on with.
    """

    journal: Manifest
    known: bool

    @classmethod
    def of(cls, journal: Manifest, asked: Mapping[str, str], *, resume: bool) -> PreviousRun:
        """The past of a run; without `resume` it is forgotten.

        Raises:
            DifferentRun: the earlier run was asked for something else.
        """
        before = journal.asked
        if not resume or not before:
            journal.begin({**asked, "state": "begun"})
            return cls(journal, known=False)
        for key, now in asked.items():
            if before.get(key) != now:
                zh, en = _CALLED[key]
                raise DifferentRun(what_zh=zh, what_en=en, before=before.get(key, "?"), now=now)
        journal.note({"state": "begun"})
        return cls(journal, known=True)

    def reserve(self, namer: FileNamer) -> None:
        """Keep the names that were given: a file is not called otherwise because of what is added to the data."""
        if self.known and not namer.distinct:
            for line in self.journal.files():
                namer.reserve(line.stem, line.name)

    def line(self, serial: int) -> ManifestEntry | None:
        """What is known of a record."""
        return self.journal.find(serial) if self.known else None

    def done(self, task: FillTask, row: int, *, overwrite: bool) -> ManifestEntry | None:
        """What is known of a record that had its file, and has the same data.

        Raises:
            SourceChanged: it has other data now, and files may not be replaced.
        """
        line = self.line(task.serial)
        if line is None or not line.done:
            return None
        if line.fingerprint == task.fingerprint:
            return line
        if not overwrite:
            raise SourceChanged(row=row, serial=task.serial)
        return None

    def tidy(self, serial: int, name: str, output: Output) -> None:
        """Remove the file that a record had, if it has another name now, or none."""
        line = self.line(serial)
        if line is not None and line.done and line.name != name:
            output.discard(line)

    def see_end(self, count: int) -> None:
        """See that the earlier run did not go on behind the last record of this one.

        Raises:
            SourceShorter: it did.
        """
        beyond = self.journal.after(count) if self.known else None
        if beyond is not None:
            raise SourceShorter(count=count, serial=beyond.serial, file=beyond.name)
