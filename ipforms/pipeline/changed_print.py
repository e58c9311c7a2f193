"""What a document prints otherwise than its form: labels that are gone or in other words, statements that were altered.

In a form typed anew every label is in the typist's words, and a condition no less; in the form's own print a condition
in other words is another condition. A sentence that is signed counts word by word wherever it stands.

Pages of a form that a scan, a photo or a PDF does not have: told once, and not for each label and field on them.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ipforms import paths
from ipforms.codes.masking import masked_text
from ipforms.findings import Finding
from ipforms.matching.form_map import Label, Slot, Token
from ipforms.matching.form_matcher import FormMatch, FormMatcher
from ipforms.messages import Note
from ipforms.sheet import Sheet
from ipforms.text import bare_label
from ipforms.text.regex import regex

_LONGEST_LABEL = 19  # characters without number and remark; longer is a statement or a condition, where words count
_TYPED_ANEW = 3  # labels in other words; of 17 documents of 9 corpora that had a condition so, each had as many
_NO_WORDS = regex(r"[\W_]+")
_ASKED = regex("^是否(?:为|是|属于)?")


def changed_print(match: FormMatch, named: Collection[str], cut: Collection[Label]) -> Iterator[Finding]:
    """Findings on the print of a form.

    Args:
        match: the form in the document.
        named: the keys of labels whose fields are named as missing.
        cut: the labels on pages that are missing.
    """
    for missing in match.missing:
        if missing.key not in named and missing not in cut:
            yield Finding(Note("form.label_missing", {"label": line(missing.text)}))
    is_anew = len(match.changed) >= _TYPED_ANEW
    for changed, block, wording in match.changed:
        context = {"label": line(changed.text), "found": line(wording)}
        is_altered = _is_altered(changed, wording, is_anew=is_anew)
        code = "form.statement_changed" if is_altered else "form.label_changed"
        yield Finding(Note(code, context), place=block.place)
    for fragment in match.fields.unassigned:
        yield Finding(Note("form.left_over", {"text": line(fragment.text)}), place=fragment.block.place)


def line(text: str) -> str:
    """A text in one line, with numbers of persons masked."""
    return masked_text(" ".join(text.split()))


def _is_altered(label: Label, wording: str, *, is_anew: bool) -> bool:
    """Whether a statement says something else, not just with another number, other signs, or as a question.

    In a form typed anew a condition may be shorter (知识产权示范、优势、试点), but 县级以上 is another one.
    """
    printed, said = _words(label.text), _words(wording)
    if len(bare_label(label.text)) <= _LONGEST_LABEL or printed == said:
        return False
    return not is_anew or "." in label.key or not set(said) <= set(printed)


def _words(text: str) -> str:
    return _ASKED.sub("", _NO_WORDS.sub("", bare_label(text)))


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
    filled = {paths.pattern(paths.parse(path)) for path, text in match.fields.texts.items() if text.strip()}
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
