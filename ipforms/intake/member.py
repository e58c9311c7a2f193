"""One file in an archive or a mail, not taken out yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ipforms.messages import Bilingual

CHUNK = 1 << 20  # bytes that are taken out at a time, so that a bomb is never held as a whole


class Stopped(Exception):
    """A container or a member that cannot be opened: a reason of the catalogue, under `unreadable`, with its facts."""

    def __init__(self, reason: str, /, **facts: object) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts

    def bilingual(self) -> Bilingual:
        """The reason in words."""
        return Bilingual(f"unreadable.{self.reason}", self.facts)


def _nothing() -> Iterator[bytes]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a container."""

    name: str  # its path in there, as it stands
    # its bytes, when they are asked for; raises `Stopped` where there are none to be had
    chunks: Callable[[], Iterator[bytes]] = _nothing
    fault: str = ""  # why it is not taken out, by a reason of the catalogue; "" if it is
    is_decoration: bool = False  # whether it is a picture of a mail's own text, such as a logo below a signature
    sent: date | None = None  # the day of the mail that it came with
