"""One warm LibreOffice: started once with a profile of its own, and given files by its own way of handing over.

A second `soffice --convert-to …` with the same profile passes its arguments to the first one through a pipe, and waits
until they are done: some fifty milliseconds, where a start takes more than a second. No UNO is needed, which a virtual
environment would not have.

The first one is kept by a shell that waits for our end of a pipe to close. So it ends when we do, however we end, and
its folder goes with it. Limits of memory and of what it writes are the system's own (`ulimit`), where there are such.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from ipforms.formats.office import soffice_setup
from ipforms.formats.office.office_files import OfficeLimits

_POSIX = os.name == "posix"
_LOOK, _WEIGH = 0.01, 0.1  # seconds between looks at the call, and at the memory that it takes
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
# A shell sets the limits, in KiB and in blocks of 512 bytes.
_LIMITED = 'ulimit -v "$1" 2>/dev/null; ulimit -f "$2" 2>/dev/null; shift 2; '
_CALL = _LIMITED + 'exec "$@"'
_KEEP = (
    'folder=$1; shift; trap "" TERM; ' + _LIMITED + '(trap - TERM; "$@" </dev/null; : >"$folder/ended") & '
    'read -r _; kill -TERM 0; sleep 0.5; rm -rf "$folder"; kill -KILL 0'
)


class SofficeFault(Enum):
    """Why a call did not come to its end."""

    START = "start"
    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"


class Soffice:
    """A LibreOffice that is running, or will be when it is asked for something.

    It is not for several threads at once, and not for a process forked from the one that made it.
    """

    def __init__(self, program: str, limits: OfficeLimits) -> None:
        self.program, self.limits = program, limits
        self._keeper: subprocess.Popen[bytes] | None = None
        self._folder = Path()

    @property
    def pid(self) -> int | None:
        """The number of LibreOffice's own process, or None if it is not running."""
        try:
            pid = int((self._folder / "pid").read_text()) if self._keeper else None
        except (OSError, ValueError):
            return None
        return pid if pid and runs(pid) else None

    def convert(self, infilter: str, to: str, files: Sequence[Path], target: Path) -> SofficeFault | None:
        """Convert files in one call; each that LibreOffice can read gives a file of its name in `target`.

        Args:
            infilter: the filter that reads them. It is named, as LibreOffice would go by the suffix and its own guess.
            to: suffix and filter of what is made, as `--convert-to` takes them.
            files: what is converted.
            target: a folder.

        Returns:
            None if LibreOffice has been through all of them. After a fault it is stopped, and begins anew with the
            next call.
        """
        if not self._is_ready() and not self._start():
            self.stop()
            return SofficeFault.START
        command = self._command("--infilter=" + infilter, "--convert-to", to, "--outdir", str(target))
        call = self._popen(_CALL, [*command, *map(str, files)])
        try:
            fault = self._watch(call, target) or self._crashed(call.returncode)
        except BaseException:
            _end(call)
            self.stop()
            raise
        if fault is not None:
            _end(call)
            self.stop()
        return fault

    def _crashed(self, status: int) -> SofficeFault | None:
        if status and self.pid is not None:
            time.sleep(_WEIGH)  # what has just been killed may still be seen
        return SofficeFault.CRASH if self.pid is None else None

    def stop(self) -> None:
        """End LibreOffice, with all that it has left in the system."""
        if self._keeper is None:
            return
        left = sockets(self.pid)
        _end(self._keeper)
        shutil.rmtree(self._folder, ignore_errors=True)
        for path in left:
            with contextlib.suppress(OSError):
                path.unlink()
        self._keeper = None

    def forget(self) -> None:
        """Let go of it in a forked process, to which it does not belong."""
        if self._keeper is not None and self._keeper.stdin is not None:
            self._keeper.stdin.close()
            self._keeper.returncode = 0  # it is no child of this process: nobody may wait for it
        self._keeper = None

    def _is_ready(self) -> bool:
        if self._keeper is None:
            return False
        pid = self.pid
        if pid is not None and memory(pid) < self.limits.recycle_bytes:
            return True
        self.stop()
        return False

    def _start(self) -> bool:
        self._folder = Path(tempfile.mkdtemp(prefix="ipforms-office-"))
        held = soffice_setup.prepare(self._folder)
        (self._folder / "tmp").mkdir()
        command = self._command(f"--pidfile={self._folder / 'pid'}", str(held))
        self._keeper = self._popen(_KEEP, command, str(self._folder))
        return self._opens(held)

    def _opens(self, held: Path) -> bool:
        end = time.monotonic() + self.limits.start_seconds
        while time.monotonic() < end:
            if soffice_setup.is_open(held) and self.pid is not None:
                return True
            if self._has_ended():
                return False
            time.sleep(_LOOK)
        return False

    def _has_ended(self) -> bool:
        """Whether it has ended by itself; the shell that keeps it stays, and leaves word."""
        assert self._keeper is not None, "it was started"
        return self._keeper.poll() is not None or (self._folder / "ended").exists()

    def _watch(self, call: subprocess.Popen[bytes], target: Path) -> SofficeFault | None:
        """Wait for a call. The time runs from the last file that was made."""
        made, since, weighed = 0, time.monotonic(), 0.0
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                call.wait(_LOOK)
                return None
            now = time.monotonic()
            if now - weighed < _WEIGH:
                continue
            weighed, count = now, sum(1 for _ in target.iterdir())
            if count > made:
                made, since = count, now
            pid = self.pid
            if pid is None:
                return SofficeFault.CRASH
            if memory(pid) > self.limits.resident_bytes:
                return SofficeFault.MEMORY
            if now - since > self.limits.seconds:
                return SofficeFault.TIME

    def _command(self, *arguments: str) -> list[str]:
        user = (self._folder / "profile").as_uri()
        return [self.program, f"-env:UserInstallation={user}", *_OPTIONS, *arguments]

    def _popen(self, script: str, command: list[str], *before: str) -> subprocess.Popen[bytes]:
        if _POSIX:
            limits = (str(self.limits.address_bytes // 1024), str(self.limits.output_bytes // 512))
            command = ["/bin/sh", "-c", script, "sh", *before, *limits, *command]
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE if script is _KEEP else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "SAL_USE_VCLPLUGIN": "svp", "TMPDIR": str(self._folder / "tmp")},
            start_new_session=True,
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it has started."""
    if process.stdin is not None:
        process.stdin.close()
    if _POSIX:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    process.wait()


_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def memory(pid: int) -> int:
    """The memory that a process holds, in bytes; 0 if it is not known."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0


def runs(pid: int) -> bool:
    """Whether a process is alive; one that has ended and was not yet asked for its status is not."""
    if os.name != "posix":
        return True  # there `os.kill` would end it
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except (OSError, IndexError):
        return True


def sockets(pid: int | None) -> list[Path]:
    """The sockets with a name that a process holds open. LibreOffice leaves its own behind when it ends."""
    try:
        held = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()}
        lines = Path("/proc/net/unix").read_text().splitlines()
    except OSError:
        return []
    rows = (line.split(maxsplit=7) for line in lines)
    return [Path(row[7]) for row in rows if len(row) == 8 and f"socket:[{row[6]}]" in held and row[7].startswith("/")]
