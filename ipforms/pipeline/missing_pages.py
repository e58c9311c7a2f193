"""Pages of a form that a scan, a photo or a PDF does not have: told once, and not for each label and field on them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ipforms import paths
from ipforms.findings import Finding
from ipforms.matching.form_map import Label, Slot, Token
from ipforms.matching.form_match import FormMatch
from ipforms.matching.form_matcher import FormMatcher
from ipforms.messages import Note
from ipforms.sheet import Sheet

_FEWEST = 3  # labels that are missing together; fewer may have been deleted


@dataclass(frozen=True)
class MissingPart:
    """What stands before the first label that a document has, or behind the last."""

    labels: tuple[Label, ...]
    fields: frozenset[str]  # patterns of the fields in it, and of their sections
    is_start: bool

    @property
    def finding(self) -> Finding:
        """That it is missing."""
        end = self.labels[-1 if self.is_start else 0]
        facts = {"label": " ".join(end.text.split()).rstrip(":：")}
        return Finding(Note("form.start_missing" if self.is_start else "form.end_missing", facts))


def missing_parts(matcher: FormMatcher, match: FormMatch, sheet: Sheet) -> tuple[MissingPart, ...]:
    """The parts of a form that are on pages which a document does not have; () of documents without pages."""
    if all(block.place.page is None for block in sheet.blocks):
        return ()
    filled = {paths.pattern_of(path) for path, text in match.fields.texts.items() if text.strip()}
    tokens, missing = matcher.form_map.tokens, frozenset(match.missing)
    parts = (_part(order, missing, filled, is_start=order is tokens) for order in (tokens, tokens[::-1]))
    return tuple(part for part in parts if part is not None)


def _part(order: Iterable[Token], missing: frozenset[Label], filled: set[str], *, is_start: bool) -> MissingPart | None:
    labels: list[Label] = []
    fields: set[str] = set()
    for token in order:
        names = set() if isinstance(token, Label) else set(_names(token))
        if not filled.isdisjoint(names) or (isinstance(token, Label) and token not in missing):
            break
        fields |= names
        labels += [token] if isinstance(token, Label) else []
    if len(labels) < _FEWEST or not fields:
        return None
    return MissingPart(tuple(labels if is_start else labels[::-1]), frozenset(fields), is_start)


def _names(slot: Slot) -> Iterator[str]:
    if not slot.section:
        yield slot.path
        return
    section = slot.section if slot.section.endswith("[]") else f"{slot.section}[]"
    yield from (f"{section}.{slot.path}", section.removesuffix("[]"))
