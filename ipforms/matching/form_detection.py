"""Which form a document is, and which of several in one file is the one that was filled in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial
from itertools import pairwise

from ipforms.codes.divisions import CITIES
from ipforms.matching.block_rows import numbered
from ipforms.matching.form_match import FormMatch
from ipforms.matching.form_matcher import FormMatcher
from ipforms.matching.text_blocks import TextBlock, text_blocks
from ipforms.paths import Place, parse, pattern
from ipforms.sheet import Sheet
from ipforms.text import bare_label, label_key

_HEAD = re.compile(r"(?:^|\n|\s{2,}|[，,；;。])([^:：\n，,；;。]*?)[:：]")
_ANNEX = re.compile(r"附件[\d一二三四五六七八九十]{0,3}:?")
ENOUGH = 0.35
"""Of a form's print: with less, a document is that form only if its values say so. Other papers of an office share
labels such as 联系人 and 签章."""

_PLENTY = 0.55  # of a form's print: nothing else has to speak for it; 36 blank forms of other offices had 0.53 at most

_TITLED = 0.5  # likeness of a heading to the form's title; those 36 came to 0.32, forms typed anew to 0.8

# Values that stand where their label says, and are of its kind: other forms' print had 3 at most, ours 9 and more.
# With a title few are enough, with some of the print as many as prove their kind wherever they stand (blank forms have
# none); where they alone speak for a form, they count as much as the share of the text that belongs to its fields.
_FEW_VALUES, _SOME_VALUES, _MANY_VALUES = 3, 5, 6

_OTHER_TITLE = 0.05  # by so much a heading is liker to one title: 重点企业 and 重点市场 differ in two characters

_TITLE_OF_CITY = re.compile("(?:[^市省]{2,3}省)?([^市省]{2,3}市).*(?:申[报请]|登记|推荐)[表书]$")
_PLACES = frozenset(each.name for home in CITIES for each in home.divisions)
"""Counties may call the city's form their own."""

_HEADINGS = 6  # blocks at the head of a document among which its title is

_SOME = 0.1  # of a form's print; a form with less in its words or nearly so is aligned only if none has enough

_NEAR = 0.5  # of the print of the form that a document has most of; a form with less has no say in how it is cut

_AS_GOOD = 0.05  # of a form's print: of two that are so near each other's, what they do not share decides

_BY_VALUES = 0.2  # of a form's print; so much the values are worth of the form that has the most where its labels say

_AHEAD = 0.15  # of a form's print; the two forms of Guangzhou share two thirds of theirs


@dataclass(frozen=True)
class FormInstance:
    """A form in a document."""

    form_id: str  # which form
    match: FormMatch  # how the document agrees with it
    place: Place | None = None  # where it begins


@dataclass
class DocumentForms:
    """What a document holds."""

    # every form that was found, the one to read first: the first that is filled in
    instances: list[FormInstance] = field(default_factory=list)
    outside: list[TextBlock] = field(default_factory=list)  # what belongs to none of them, in reading order


def detect_forms(matchers: Mapping[str, FormMatcher], sheet: Sheet) -> DocumentForms:
    """The forms in a document."""
    for form_id, matcher in matchers.items():
        match = matcher.match_layout(sheet)
        if match:
            return DocumentForms([FormInstance(form_id, match)])
    likely = _likely(matchers, sheet)
    found = text_blocks(
        sheet,
        frozenset().union(*(matcher.keys for matcher in likely)),
        frozenset().union(*(matcher.names for matcher in likely)),
    )
    document = DocumentForms()
    pieces: list[tuple[list[TextBlock], FormInstance | None]] = []
    for start, end in pairwise([0, *_annexes(found), len(found)]):
        part = found[start:end]
        best, whole = _best(matchers, part)
        # A photo of one page of several has some of the values, and is joined with the others if it is nothing alone.
        least = ENOUGH if sheet.is_recognised else 0.0
        for piece, match in _copies(matchers[best], part, whole):
            is_form = match.score >= least and _is_form(matchers[best], match, piece)
            pieces.append((piece, FormInstance(best, match, piece[0].place) if is_form else None))
    plain = {instance.form_id for _, instance in pieces if instance and instance.match.score >= _PLENTY}
    for piece, instance in pieces:
        # A letter that says who sends the form, and when, has hardly anything of its print.
        if instance is None or (instance.form_id in plain and instance.match.score < ENOUGH):
            document.outside += piece
        else:
            document.outside += instance.match.behind
            document.instances.append(instance)
    document.instances.sort(key=lambda instance: not instance.match.is_filled)
    return document


def _likely(matchers: Mapping[str, FormMatcher], sheet: Sheet) -> list[FormMatcher]:
    """The forms that a document may be, by its texts as they stand: of another one's labels it is not made up."""
    keys = dict.fromkeys(key for text in sheet.texts() for key in _print_keys(text))
    scores = {form_id: matcher.quick_score(keys) for form_id, matcher in matchers.items()}
    least = _NEAR * max(scores.values(), default=0.0)
    return [matchers[form_id] for form_id, score in scores.items() if score >= least]


def _best(matchers: Mapping[str, FormMatcher], part: list[TextBlock]) -> tuple[str, FormMatch | None]:
    """The form that a part of a document is, if any: by its print in its own words, or as the alignment finds it.

    With how all of the part agrees with it, where that had to be found out.
    """
    keys = dict.fromkeys(block.key for block in part if block.key)
    scores = {form_id: matcher.quick_score(keys) for form_id, matcher in matchers.items()}
    best, *others = sorted(scores, key=scores.__getitem__, reverse=True)
    if scores[best] >= max(ENOUGH, _AHEAD + max((scores[form_id] for form_id in others), default=0.0)):
        return best, None
    # 标签：内容 counts as its label for whether to align at all; which form it is, labels of several forms leave open.
    keys = dict.fromkeys(key for block in part for key in _print_keys(block.text))
    some = [form_id for form_id, matcher in matchers.items() if matcher.quick_score(keys) > _SOME]
    part = numbered(part)
    matches = {form_id: matchers[form_id].match_labels(part) for form_id in some}
    if all(match.score < ENOUGH for match in matches.values()):  # in other words throughout
        matches |= {form_id: matchers[form_id].match_labels(part) for form_id in matchers if form_id not in matches}
    most = max(1, *map(_values, matches.values()))
    likely = {form_id: match.score + _BY_VALUES * _values(match) / most for form_id, match in matches.items()}
    best = max(likely, key=likely.__getitem__)
    for other in [form_id for form_id in likely if likely[form_id] > likely[best] - _AS_GOOD]:
        pair = {form_id: matchers[form_id] for form_id in (best, other)}
        titles = {form_id: _title_likeness(matcher, part) for form_id, matcher in pair.items()}
        is_titled = max(titles.values()) >= _TITLED and max(titles.values()) - min(titles.values()) >= _OTHER_TITLE
        best = max(titles, key=titles.__getitem__) if is_titled else max(pair, key=partial(_own_print, pair, keys))
    return best, matches[best]


def _is_form(matcher: FormMatcher, match: FormMatch, part: list[TextBlock]) -> bool:
    """Whether a part of a document is a form: by its print, by its title, or because its values stand where labels say.

    What was typed anew in other words has little of the print, and a form of another office some of it.
    """
    if match.score >= _PLENTY:
        return True
    if any(_is_of_elsewhere(head, matcher.title) for head in _heads(part)):
        return False
    values, is_titled = _values(match), _title_likeness(matcher, part) >= _TITLED
    if match.score >= ENOUGH:
        return is_titled or max(values, matcher.proved(match)) >= _SOME_VALUES
    left = sum(len(fragment.text) for fragment in match.fields.unassigned)
    share = 1 - left / max(1, sum(len(block.text) for block in part))
    return values >= _FEW_VALUES if is_titled else values * share >= _MANY_VALUES


def _title_likeness(matcher: FormMatcher, part: list[TextBlock]) -> float:
    """How like the form's title a heading is, or two that follow each other."""
    heads = _heads(part)
    heads += [one + other for one, other in pairwise(heads)]
    return max((SequenceMatcher(None, matcher.title, head, autojunk=False).ratio() for head in heads), default=0.0)


def _heads(part: list[TextBlock]) -> list[str]:
    return ["".join(block.text.split()) for block in part[:_HEADINGS]]


def _is_of_elsewhere(head: str, title: str) -> bool:
    """Whether a heading is the title of a form of a city that has nothing to do with the form's.

    >>> _is_of_elsewhere("宁波市重点企业名录申请表", "金华市重点企业申报表")
    True
    >>> _is_of_elsewhere("义乌市重点企业申报表", "金华市重点企业申报表")
    False
    """
    found = _TITLE_OF_CITY.match(head)
    return found is not None and found[1] not in title and found[1] not in _PLACES


def _values(match: FormMatch) -> int:
    """How many values stand where their own label says, and are of its kind."""
    fields = match.fields
    return sum(found.is_confirmed and bool(fields.texts.get(path)) for path, found in fields.found.items())


def _own_print(matchers: Mapping[str, FormMatcher], keys: Iterable[str], form_id: str) -> float:
    """How much print of a form is among keys that the other of two forms has not, such as its title."""
    others = frozenset().union(*(matcher.keys for other, matcher in matchers.items() if other != form_id))
    return matchers[form_id].quick_score(key for key in keys if key not in others)


def _print_keys(text: str) -> Iterator[str]:
    """What may be print in a text: the whole of it, or what stands on a line before a colon, or behind a gap there."""
    if key := label_key(text):
        yield key
    for found in _HEAD.finditer(text):
        if key := bare_label(found[1]):
            yield key


def _annexes(found: list[TextBlock]) -> list[int]:
    """Where an annex begins: 附件2 and the like in a paragraph of its own. The first may be the form's."""
    first = next((block.index for block in found if block.searchable), 0)
    later = (block for block in found[first + 1 :] if block.cell is None and block.searchable.startswith("附件"))
    return [block.index for block in later if _ANNEX.fullmatch(block.searchable)]


def _copies(
    matcher: FormMatcher, found: list[TextBlock], whole: FormMatch | None
) -> list[tuple[list[TextBlock], FormMatch]]:
    """The document may hold the form more than once: it is cut where the form begins again."""
    starts = _restarts(matcher, found)
    parts = [numbered(found[start:end]) for start, end in pairwise([0, *starts, len(found)])]
    if len(parts) == 1:
        return [(parts[0], whole or matcher.match_labels(parts[0]))]
    copies = [(part, matcher.match_labels(part)) for part in parts]
    return _as_one(matcher, copies) or copies


def _as_one(
    matcher: FormMatcher, copies: list[tuple[list[TextBlock], FormMatch]]
) -> list[tuple[list[TextBlock], FormMatch]]:
    """The copies as one form, if an office has begun its list anew for each entry; none if they are several forms.

    What a form says once must agree then, and no entry may stand twice; read as one, nothing may change but that.
    """
    said = [_said(match.fields.texts) for _, match in copies]
    own = [{each for each in texts if "[" not in each[0]} for texts in said]
    once = set[tuple[str, str]]().union(*own)
    names = [set(_entry_names(match.fields.texts)) for _, match in copies]
    agree = set.intersection(*own) and len(once) == len(dict(once))
    if not agree or not all(names) or sum(map(len, names)) > len(set[str]().union(*names)):
        return []
    heads: set[str] = set()
    joined: list[TextBlock] = []
    for part, _ in copies:
        joined += [block for block in part if block.cell or block.searchable not in heads]
        heads |= {block.searchable for block in part if block.cell is None}
    whole = numbered(joined)
    match = matcher.match_labels(whole)
    is_kept = set(_said(match.fields.texts)) == {each for texts in said for each in texts}
    return [(whole, match)] if is_kept else []


def _entry_names(texts: dict[str, str]) -> Iterator[str]:
    """The first text of each entry."""
    said = ((path, text.strip()) for path, text in reversed(texts.items()) if "]" in path)
    yield from {path[: path.index("]")]: text for path, text in said if text}.values()


def _said(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a form says, by the patterns of its fields."""
    return [(pattern(parse(path)), text.strip()) for path, text in texts.items() if text.strip()]


def _restarts(matcher: FormMatcher, found: list[TextBlock]) -> list[int]:
    """Blocks at which the form begins anew: where labels that it has once stand for the second time, third time …"""
    places: dict[str, list[int]] = {key: [] for key in matcher.unique}
    for number, block in enumerate(found):
        if block.key in places:
            places[block.key].append(number)
    counts = sorted((len(at) for at in places.values() if at), reverse=True)
    # Some labels may stand twice for other reasons (a header that is repeated): most of them must.
    times = counts[len(counts) * 2 // 3] if counts else 0
    return [min(at[turn] for at in places.values() if len(at) == times) for turn in range(1, times)]
