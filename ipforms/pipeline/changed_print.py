"""What a document prints otherwise than its form: labels that are gone or in other words, statements that were altered.

In a form typed anew every label is in the typist's words, and a condition no less; in the form's own print a condition
in other words is another condition. A sentence that is signed counts word by word wherever it stands.
"""

from collections.abc import Collection, Iterator

from ipforms.codes.masking import masked_text
from ipforms.findings import Finding
from ipforms.matching import FormMatch
from ipforms.matching.form_map import Label
from ipforms.messages import Note
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
