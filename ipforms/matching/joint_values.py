"""What stands beside a label that asks for several fields: a text for each, by their kinds and the signs between."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations

from ipforms.matching.cell_scores import Fits

_NUMBER = re.compile(r"\d+\s*[件项个人]?")
_BETWEEN_NUMBERS = "/／、，,；;|｜ \u3000"
_OWN_LABEL = re.compile(r"\s*(?P<label>[一-鿿]{2,6})\s*[:：]\s*(?=\S)")  # before one of several values: 电话：0571-…
_SIGNS = tuple(
    (re.compile(sign), says)
    for sign, says in (
        (r"\s*\n\s*", 0.05),
        (r"\s*[/／|｜；;]\s*", 0.04),
        (r"(?<=\S)\s*(?=[(（][^()（）]*[)）]\s*$)", 0.03),
        (r"\s{2,}|\t", 0.02),
        (r"\s*[，,、：:]\s*|(?<=\S)\s(?=\S)", 0.01),
        (r"(?<=[\u4e00-\u9fff])(?=[+\d][\d-]{6})|(?<=\d{7})(?=[\u4e00-\u9fff])|(?<=公司)(?=[\u4e00-\u9fff])", 0.0),
    )
)
"""What may stand between two values, and how much each sign says that it parts them: less than any kind does."""
_LACKING = 0.3  # what it speaks against a reading that a field has nothing
_LABELLED = 0.5  # what it speaks for one that a part begins with the label
_OTHER_WAY = 0.2  # what it does that the values stand in another order than the labels
_NOUN = 2  # characters that labels share which ask for the same kind of thing: 地址
_PAIR = 2  # labels
_PROBABLY = 0.5  # how far a text is a value that looks like a name, which what stands beside it does not
MOST_SIGNS = 10  # of a text that are tried, those first that say most


def numbers_alone(text: str) -> list[str]:
    """The numbers of a text that is made of numbers, none where it is not: 55/40/36."""
    return [] if _NUMBER.sub("", text).strip(_BETWEEN_NUMBERS) else _NUMBER.findall(text)


def split_value(text: str, labels: Sequence[str], is_value: Fits) -> list[str]:
    """What belongs to each of some labels."""
    if len(labels) == 1 or not text.strip():
        return [text, *[""] * (len(labels) - 1)]
    parts = max(_readings(text, labels, is_value))[-1]
    is_shared = len({label[-_NOUN:] for label in labels}) == 1 and all(is_value(each, text) < 1 for each in labels)
    return [text] * len(labels) if is_shared and sum(map(bool, parts)) == 1 else parts  # 注册（办公）地址：甲路1号


def _readings(text: str, labels: Sequence[str], is_value: Fits) -> Iterator[tuple[float, int, list[str]]]:
    """The texts for the labels, each reading with how good it is; of those as good the one that parts first."""
    nouns = "|".join(re.escape(label[-_NOUN:]) for label in labels)
    named = re.compile(rf"(?<=.)(?=(?:{nouns})[:：])")  # 第7781970号专利：
    kinds = (*_SIGNS, (named, _LABELLED))
    signs = [(says, -found.start(), found.span()) for sign, says in kinds for found in sign.finditer(text.strip())]
    signs = sorted({span: (says, at, span) for says, at, span in sorted(signs)}.values(), reverse=True)[:MOST_SIGNS]
    for count in range(len(labels)):
        for cuts in combinations(sorted(signs, key=lambda sign: sign[2]), count):
            ends = [(0, 0), *(span for *_, span in cuts), (len(text.strip()),) * 2]
            parts = [_bare(text.strip()[one[1] : other[0]]) for one, other in pairwise(ends)]
            if all(parts):
                says = sum(sign for sign, *_ in cuts)
                for score, given in _given(parts, labels, is_value):
                    yield score + says, -sum(span[0] for *_, span in cuts), given


def _given(parts: Sequence[str], labels: Sequence[str], is_value: Fits) -> Iterator[tuple[float, list[str]]]:
    for places in permutations(range(len(labels)), len(parts)):
        bare = [_unlabelled(part, labels[at]) for at, part in zip(places, parts, strict=True)]
        score = sum(is_value(labels[at], part) for at, part in zip(places, bare, strict=True))
        score += _LABELLED * sum(one != other for one, other in zip(bare, parts, strict=True))
        score -= _OTHER_WAY * (list(places) != sorted(places)) + _LACKING * (len(labels) - len(parts))
        at = dict(zip(places, bare, strict=True))
        yield score, [at.get(number, "") for number in range(len(labels))]


def are_apart(parts: Sequence[str], labels: Sequence[str], is_value: Fits) -> bool:
    """Whether kinds alone tell the parts of a text apart: each is one label's value, and but for one no other's.

    Of two one may only suit its label better than the other does, as a name does that stands before a post.
    """
    if len(labels) == 1:
        return True
    if len(labels) == len(parts) == _PAIR and all(len(part) > 1 for part in parts):
        own, other = (
            [is_value(label, part) for label, part in zip(labels, order, strict=True)] for order in (parts, parts[::-1])
        )
        if max(own) >= _PROBABLY and all(one >= two for one, two in zip(own, other, strict=True)) and own != other:
            return True
    kinds = [number for number, label in enumerate(labels) if is_value(label, parts[number]) == 1.0]
    others = ((labels[kind], parts[at]) for kind in kinds for at in range(len(parts)) if at != kind)
    return all(parts) and len(kinds) >= len(parts) - 1 and not any(is_value(*each) == 1.0 for each in others)


def _unlabelled(part: str, label: str) -> str:
    """A part without its own label before it."""
    found = _OWN_LABEL.match(part)
    return part[found.end() :] if found and (found["label"] in label or label in found["label"]) else part


def _bare(part: str) -> str:
    """A part without the brackets around it."""
    part = part.strip()
    return part[1:-1].strip() if part[:1] in ("(", "（") and part[-1:] in (")", "）") else part
