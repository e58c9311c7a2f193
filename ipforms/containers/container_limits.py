"""How large a container may be: each limit has a name, protects the process, and can be raised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContainerLimits:
    """What a returned form never comes near to."""

    file_bytes: int = 100_000_000  # the file itself
    entries: int = 5_000  # entries of a ZIP package
    part_bytes: int = 16_000_000  # one part of the package, inflated; only parts that are read count
    total_bytes: int = 32_000_000  # all parts that are read, inflated
    markup: int = 600_000  # tags and attributes of one XML part; each costs far more memory than its bytes
    huge_xml: bool = False  # let the XML parser go beyond its own guards (256 levels, 10 MB of text in a row)
