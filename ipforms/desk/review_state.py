"""What people have done to a submission, from the list of their changes: nothing else is kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ipforms.pipeline.corrections import corrected
from ipforms.pipeline.submission import Submission

Decision = Literal["accept", "return", "refuse", "forward"]  # 受理, 退回补正, 不予受理, 提请研究
DECISIONS: tuple[Decision, ...] = ("accept", "return", "refuse", "forward")


@dataclass(frozen=True)
class ReviewState:
    """How a submission stands after all changes."""

    texts: Mapping[str, str] = field(default_factory=dict)  # by path what a person says stands there
    confirmed: frozenset[str] = frozenset()  # the fields that a person has looked at, and are right as they were read
    # sentences of the letter by how they were proposed; "" is left out
    sentences: Mapping[str, str] = field(default_factory=dict)
    decision: str = ""  # what was decided, or ""
    remark: str = ""  # what was said with the decision

    def of(self, read: Submission) -> Submission:
        """The submission with what people say of it."""
        return corrected(read, self.texts, self.confirmed) if self.texts or self.confirmed else read


def state_of(history: Iterable[Mapping[str, Any]]) -> ReviewState:
    """The state after changes, the first one first: rows with `kind`, `path` and `after`.

    >>> state = state_of([
    ...     {"kind": "accepted", "path": "name", "after": True},
    ...     {"kind": "value", "path": "name", "after": "甲公司"},
    ...     {"kind": "decision", "path": "", "after": {"decision": "return", "remark": ""}},
    ... ])
    >>> state.texts, sorted(state.confirmed), state.decision
    ({'name': '甲公司'}, [], 'return')
    """
    texts: dict[str, str] = {}
    confirmed: set[str] = set()
    sentences: dict[str, str] = {}
    decision: Mapping[str, str] = {}
    for each in history:
        path, after = each["path"], each["after"]
        match each["kind"]:
            case "value":
                confirmed.discard(path)
                texts[path] = after
            case "accepted":
                (confirmed.add if after else confirmed.discard)(path)
            case "sentence":
                sentences[path] = after
            case "decision":
                decision = after
    return ReviewState(texts, frozenset(confirmed), sentences, decision.get("decision", ""), decision.get("remark", ""))
