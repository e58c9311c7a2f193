"""Results on disk, with what each file is beside all others, which is known when the last one has been read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath

from ipforms.bulk import CheckResult
from ipforms.bulk.packed_result import PackedResult
from ipforms.cli.inventory import is_reported
from ipforms.pipeline.report import CheckOutcome
from ipforms.reports.spool import Spool
from ipforms.roster import ReceivedFile, Roster


@contextmanager
def settled(results: Iterable[PackedResult[ReceivedFile]], roster: Roster) -> "Iterator[SettledResults]":
    """The results of a run, all of them, told to the roster."""
    with Spool[CheckResult]() as spool:
        for result in results:
            roster.files.append(result.about)
            spool.add_packed(result.data)
        roster.settle()
        yield SettledResults(spool, roster.files)


@dataclass(frozen=True)
class SettledResults:
    """Results with what each file is; that of a blank form for each file that holds the same and is an answer."""

    results: Spool[CheckResult]  # of all files
    files: Sequence[ReceivedFile]  # what they are

    def __iter__(self) -> Iterator[tuple[CheckResult, ReceivedFile]]:
        return ((self._result(at), file) for at, file in enumerate(self.files))

    def outcomes(self) -> Iterator[CheckOutcome]:
        """What the reports show: the outcomes of the forms that count, and of what may be one."""
        for at, file in enumerate(self.files):
            if is_reported(file):
                outcome = self._result(at).outcome
                assert outcome is not None, "a form, or what may be one, has an outcome"
                yield outcome

    def _result(self, at: int) -> CheckResult:
        result, file = self.results[at], self.files[at]
        if file.same_as and is_reported(file):
            copied = self.results[self._places[file.same_as]]
            if copied.outcome is not None:
                read = replace(result.read, submission=copied.read.submission)
                return replace(result, outcome=replace(copied.outcome, name=file.name), read=read)
        if file.findings and result.report:
            about = (*result.report.findings, *file.findings)
            return replace(result, outcome=replace(result.report, findings=about))
        return result

    @cached_property
    def _places(self) -> Mapping[PurePath, int]:
        return {file.below: at for at, file in enumerate(self.files)}
