"""How much a conversion may take: each limit has a name, protects the process, and can be raised."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

_SECONDS = "IPFORMS_SOFFICE_SECONDS"


def _seconds() -> float:
    try:
        return max(1.0, float(os.environ.get(_SECONDS, "60")))
    except ValueError:
        return 60.0


@dataclass(frozen=True, slots=True)
class OfficeLimits:
    """What a returned form never comes near to."""

    file_bytes: int = 50_000_000  # the file itself
    output_bytes: int = 100_000_000  # what LibreOffice may make of it
    # for one file, from when the last one was done; the environment variable IPFORMS_SOFFICE_SECONDS
    seconds: float = field(default_factory=_seconds)
    start_seconds: float = 60.0  # for LibreOffice to start
    resident_bytes: int = 1_500_000_000  # memory that LibreOffice may hold while it converts
    address_bytes: int = 6_000_000_000  # memory that it may ask the system for
    recycle_bytes: int = 700_000_000  # memory beyond which it is started anew before the next conversion
    depth: int = 1_000  # groups in groups of an RTF file
    controls: int = 5_000_000  # groups and commands of an RTF file
