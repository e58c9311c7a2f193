"""Texts put together from sentences, with the numbers of their company in them."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

MOST = 880


class Prose:
    """A writer of texts on one company.

    A sentence about what there is none of (no software, no trade mark) is not used.

    Args:
        topics: by topic, `open` sentences, one of which is taken, and `more`.
        facts: what stands in the sentences.
        rng: what decides.
    """

    def __init__(
        self,
        topics: Mapping[str, Mapping[str, list[str]]],
        facts: Mapping[str, Any],
        rng: Random,
    ) -> None:
        self._topics, self._facts, self._rng = topics, facts, rng

    def text(self, topics: Iterable[str], length: int) -> str:
        """Paragraphs on some topics, of about this many characters."""
        chosen = {topic: [self._rng.choice(self._usable(topic, "open"))] for topic in topics}
        further = [(topic, sentence) for topic in chosen for sentence in self._usable(topic, "more")]
        self._rng.shuffle(further)
        for topic, sentence in further:
            if _size(chosen) >= length or _size(chosen) + len(sentence) > MOST:
                break
            chosen[topic].append(sentence)
        return self._in_paragraphs(["".join(sentences) for sentences in chosen.values()])

    def sentence(self, topic: str) -> str:
        """One opening sentence."""
        return self._rng.choice(self._usable(topic, "open"))

    def _usable(self, topic: str, kind: str) -> list[str]:
        return [each.format_map(self._facts) for each in self._topics[topic][kind] if all(self._known(each))]

    def _known(self, sentence: str) -> Iterable[Any]:
        return (self._facts[name] for _, name, _, _ in string.Formatter().parse(sentence) if name)

    def _in_paragraphs(self, pieces: list[str]) -> str:
        text = pieces[0]
        for piece in pieces[1:]:
            text += ("\n" if self._rng.random() < 0.4 else "") + piece
        return text


def _size(chosen: Mapping[str, list[str]]) -> int:
    return sum(len(sentence) for sentences in chosen.values() for sentence in sentences)
