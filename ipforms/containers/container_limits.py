"""How large a container may be: each limit has a name, protects the process, and can be raised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContainerLimits:
    """What a returned form never comes near to.

    Attributes:
        file_bytes: the file itself.
        entries: entries of a ZIP package.
        part_bytes: one part of the package, inflated; only parts that are read count.
        total_bytes: all parts that are read, inflated.
        markup: tags and attributes of one XML part; each costs far more memory than its bytes.
        huge_xml: let the XML parser go beyond its own guards (256 levels, 10 MB of text in a row).
    """

    file_bytes: int = 100_000_000
    entries: int = 5_000
    part_bytes: int = 16_000_000
    total_bytes: int = 32_000_000
    markup: int = 600_000
    huge_xml: bool = False
