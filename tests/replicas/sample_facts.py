"""Plausible people, companies, days and texts, made of `sample_words`."""

from __future__ import annotations

from random import Random

from tests.replicas import identifiers, sample_words


def person(rng: Random) -> str:
    if rng.random() < 0.08:
        return rng.choice(sample_words.FOREIGN)
    return rng.choice(sample_words.SURNAMES) + rng.choice(sample_words.GIVEN)


def people(rng: Random, most: int) -> list[str]:
    return list(dict.fromkeys(person(rng) for _ in range(rng.randint(1, most))))


def company(rng: Random, city: str) -> str:
    return f"{city}{rng.choice(sample_words.BRANDS)}{rng.choice(sample_words.LINES)}{rng.choice(sample_words.ENDINGS)}"


def address(rng: Random, district: str) -> str:
    return f"{district}{rng.choice(sample_words.STREETS)}{rng.randint(1, 1999)}号{rng.choice(sample_words.PLACES)}"


def day(rng: Random, first: int, last: int) -> str:
    return f"{rng.randint(first, last)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def rough_day(rng: Random, first: int, last: int) -> str:
    """To the day, the month or the year."""
    return day(rng, first, last)[: rng.choice((10, 10, 7, 7, 4))]


def email(rng: Random) -> str:
    name = rng.choice(("ip", "legal", "zhang.wei", "office_2", "luo-wb", "kefu", "Chen.XL", "admin1980"))
    return f"{name}{rng.choice(('', rng.randint(1, 999)))}@{rng.choice(sample_words.DOMAINS)}"


def phones(rng: Random, area: str, most: int = 2) -> list[str]:
    numbers = []
    for _ in range(rng.randint(1, most)):
        number = identifiers.landline(rng, area)
        extension = f"-{rng.randint(100, 9999)}" if rng.random() < 0.25 else ""
        numbers.append(identifiers.mobile(rng) if rng.random() < 0.5 else number + extension)
    return numbers


def text(rng: Random, sentences: tuple[str, ...] = sample_words.SENTENCES, most: int = 6, tick: bool = False) -> str:
    """Several paragraphs of one to three sentences."""
    chosen = rng.sample(sentences, rng.randint(1, min(most, len(sentences))))
    lines: list[str] = []
    for sentence in chosen:
        if lines and rng.random() < 0.4 and sentence[0] not in "1（①":
            lines[-1] += sentence
        else:
            lines.append(sentence)
    if tick:
        lines.append("☑已通过知识产权管理体系认证")
    return "\n".join(lines)
