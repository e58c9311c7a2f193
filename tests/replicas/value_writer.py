"""Writes values down as people do: it keeps the text that stands on paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.replicas import writing

TICKS = frozenset(("sym_ticks", "wingdings2_ticks", "w14_checkbox", "form_checkbox"))


@dataclass
class WrittenValue:
    """What stands on paper. `texts`: path → (text, kind of value)."""

    texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    doubtful: list[str] = field(default_factory=list)


class ValueWriter:
    """Writes one record. Each method takes a path and a value."""

    def __init__(self, rng: Random, switches: Collection[str], city: str) -> None:
        self.rng, self.city, self.written = rng, city, WrittenValue()
        self.on = frozenset(switches)
        self.ticks = bool(TICKS & self.on)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def put(self, path: str, text: str, kind: str) -> None:
        self.written.texts[path] = (text, kind)

    def absent(self, path: str, *, silent: bool = False) -> None:
        """A blank, in one of its writings; `silent` where only white space may stand."""
        self.put(path, "" if silent else writing.nothing(self.rng), "nothing")

    def write(self, kind: str, path: str, value: Any, **more: Any) -> None:
        doubtful = self._doubtful(kind, value) if "doubtful" in self.on and self.chance(0.5) else None
        if doubtful is not None:
            self.written.doubtful.append(path)
        text = doubtful or getattr(writing, kind)(value, self.rng, **more)
        self.put(path, text, kind)

    def _doubtful(self, kind: str, value: Any) -> str | None:
        """A writing of the same value that leaves a doubt."""
        if kind == "count" and value:
            return self.rng.choice((f"约{value}", f"{value}余件", f"近{value}件", f"{value}多", f"{value}以上"))
        if kind == "date" and len(value) == 10 and value >= "2000":
            year, month, day = value.split("-")
            return f"{year[2:]}.{int(month)}.{int(day)}"
        if kind == "date" and len(value) == 7:
            return f"{value[:4]}年{int(value[5:])}月  日"
        if kind == "money" and value:
            return f"约{value:f}万元"
        if kind == "phone" and value.startswith(f"{self.city}-"):
            return str(value).partition("-")[2]
        if kind == "area":
            return str(value)
        return None

    def put_liaison(self, path: str, person: str, title: str | None) -> None:
        self.put(path, writing.liaison(person, title, self.rng), "liaison")

    def signed_on(self, path: str, day: str) -> None:
        """A date on a line that prints 年, 月 and 日."""
        self.put(path, writing.date(day, self.rng, in_line=True), "date")
