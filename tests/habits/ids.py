"""Identifiers with right check digits, made at random."""

USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORG = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def org_code(rng):
    """An organisation code XXXXXXXX-X (GB 11714)."""
    if rng.random() < 0.6:
        body = "MA" + "".join(rng.choice(USCC) for _ in range(6))
    else:
        body = str(rng.randint(1, 7)) + "".join(rng.choice("0123456789") for _ in range(7))
    total = sum(ORG.index(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    check = 11 - total % 11
    return f"{body}-{'X' if check == 10 else '0' if check == 11 else check}"


def uscc(kind, district, org):
    """A unified social credit code of the given kind (91 …) and district around an org code."""
    body = kind + district + org.replace("-", "")
    total = sum(USCC.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + USCC[(31 - total % 31) % 31]


def resident_id(rng, city):
    """A resident number of a division nobody is registered in (…01 市辖区)."""
    birth = f"{rng.randint(1955, 1994)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    body = f"{city}01{birth}{rng.randint(1, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(c) * w for c, w in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def patent(rng, last_year):
    """A patent number ZL… with its check character."""
    if rng.random() < 0.1:
        body = f"{rng.randint(95, 99)}{rng.choice('123')}{rng.randint(100, 39999):05}"
    else:
        year = rng.randint(last_year - 8, last_year - 1)
        kind = rng.choice("122233")
        body = f"{year}{kind}{rng.randint(10000, 899999):07}"
    total = sum(int(c) * w for c, w in zip(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=False))
    return f"ZL{body}.{'0123456789X'[total % 11]}"


def mobile(rng):
    """A mobile number; the middle zeros keep it away from most living people."""
    return f"1{rng.choice('3333555788')}{rng.randint(0, 9)}{rng.randint(0, 9999):04}{rng.randint(0, 9999):04}"


def landline(rng, area):
    """A landline of eight digits behind the area code."""
    return f"{area}-{rng.choice('2368')}{rng.randint(1000000, 9999999)}"


def extension(rng, number):
    """The same landline with an extension."""
    return f"{number}-{rng.randint(801, 8999)}"
