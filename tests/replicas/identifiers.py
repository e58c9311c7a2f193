"""Numbers with right check characters, computed here anew."""

from __future__ import annotations

from random import Random

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORG = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def org_code(rng: Random) -> str:
    body = "MAX" + "".join(rng.choice("0123456789ABCDEFGHX") for _ in range(5))
    total = sum(
        _ORG.index(character) * weight for character, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
    )
    return f"{body}-{'0123456789X0'[(11 - total % 11) % 11 if total % 11 != 1 else 10]}"


def uscc(division: str, org: str) -> str:
    body = f"91{division}{org.replace('-', '')}"
    total = sum(_USCC.index(character) * pow(3, place, 31) for place, character in enumerate(body))
    return body + _USCC[(31 - total % 31) % 31]


def resident_id(rng: Random, division: str = "440101") -> str:
    body = f"{division}{rng.randint(1950, 1995)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(0, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def patent(rng: Random) -> str:
    old = rng.random() < 0.2
    kind = rng.choice("123")
    if old:
        body = f"{rng.randint(95, 99)}{kind}{rng.randint(0, 99999):05}"
    else:
        body = f"{rng.randint(2005, 2021)}{kind}0{rng.randint(0, 999999):06}"
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=False))
    return f"ZL{body}.{'0123456789X'[total % 11]}"


def mobile(rng: Random) -> str:
    return f"1{rng.choice(('38', '39', '59', '86', '33', '77'))}{rng.randint(0, 99999999):08}"


def landline(rng: Random, area: str) -> str:
    return f"{area}-8{rng.randint(1000000, 9999999)}"
