"""What Linux tells of a process. Elsewhere nothing is told, and the limits that need it do not hold."""

from __future__ import annotations

import os
from pathlib import Path

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
