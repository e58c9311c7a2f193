"""What a document holds and what people will do to it, decided before it is printed."""

import copy
import random
import re
from dataclasses import dataclass, field

from tests.habits.records import FORMS, Maker
from tests.habits.registry import words

# Leaves that share a cell with others: null there is no empty cell.
SHARING = {"detail", "level", "invention", "utility_model", "design", "number"}


@dataclass
class Block:
    """A place where somebody signs, seals and dates: labels as printed, paths of the values."""

    name: str
    sign: str | None
    seal: str | None
    unit: str
    signatory: str | None = None  # path
    date: str | None = None
    filled: bool = True
    signed: bool = False
    sealed: bool = False


@dataclass
class Plan:
    """One document."""

    kind: object
    form: str
    source: str
    rng: random.Random
    values: dict
    printed: dict = field(default_factory=dict)  # the record as it leaves the printer
    hand: dict = field(default_factory=dict)  # path: text written by hand instead of print
    fixes: dict = field(default_factory=dict)  # path: (printed, written)
    ticks: list = field(default_factory=list)  # (path, index of the box on the paper)
    blocks: list[Block] = field(default_factory=list)
    under: list = field(default_factory=list)  # printed values with a seal on them


def get(values, path):
    """The value at a path such as `ip_units[0].names`."""
    for key in steps(path):
        values = values[key]
    return values


def put(values, path, value):
    """Sets the value at a path."""
    *way, last = steps(path)
    for key in way:
        values = values[key]
    values[last] = value


def steps(path):
    """The keys of a path."""
    return [int(a) if a else b for a, b in re.findall(r"\[(\d+)\]|([^.\[\]]+)", path)]


def leaves(value, path=""):
    """(path, value) of all leaves in the order of the form; a list of texts is one leaf."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for i, part in enumerate(value):
            yield from leaves(part, f"{path}[{i}]")
    else:
        yield path, value


def shown(value):
    """A leaf as it is printed, where that is plain; else null."""
    if isinstance(value, list):
        return value[0] if len(value) == 1 else None
    if isinstance(value, bool) or value is None:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
        year, month, day = str(value).split("-")
        return f"{year}年{int(month)}月{int(day)}日"
    return None if re.fullmatch(r"\d{4}-\d\d", str(value)) else str(value)


def make_plan(half, seed, number, kinds):
    """The plan of the document `number` of a corpus."""
    rng = random.Random(f"scans-{half}-{seed}-{number}")
    kind = kinds[number % len(kinds)]
    turn = number // len(kinds) + number
    form = kind.forms[turn % len(kind.forms)] if kind.forms else FORMS[turn % 4]
    source = kind.source or rng.choice(("own", "own", "retyped"))
    values = Maker(rng, words(half)).record(form)
    for name in ("enterprises", "ip_units"):
        if name in values:
            values[name] = values[name][: 6 if name == "enterprises" else 4]
    plan = Plan(kind, form, source, rng, values)
    plan.blocks = blocks(plan)
    people_act(plan)
    return plan


def blocks(plan):
    """The blocks of the official form."""
    v, rng = plan.values, plan.rng
    if plan.form == "jinhua-application":
        bureau = county(v["address"]) + "市场监督管理局"
        out = [endorsement("enterprise_endorsement", "签章", "签章", v["enterprise_name"])]
        out.append(endorsement("recommender_endorsement", "签章", "签章", bureau))
    elif plan.form == "jinhua-recommendation":
        unit = v["recommending_unit"]
        out = [Block("recommending_unit", None, "推荐单位（盖章）", unit)]
        out.append(Block("prepared_by", "填表人", None, unit, signatory="prepared_by"))
    else:
        district = re.search(r"广州市(..区)", v["registered_address"])
        name = v["name"]
        out = [Block("cover", None, "申报单位（盖章）", name)]
        out.append(endorsement("declaration", "法定代表人（签名）", "申报单位（盖章）", name))
        unit = f"广州市{district.group(1) if district else '天河区'}知识产权局"
        out.append(endorsement("district_endorsement", "负责人签名", "单位盖章", unit))
        out.append(endorsement("approval_endorsement", "负责人签名", "单位盖章", "广州市知识产权局"))
    for block in out[1:]:
        if block.date and not any(v[block.name].values()):
            block.filled = False
        if block.name == "declaration":
            v["declaration"]["date"] = v["declaration"]["date"] or f"2017-04-{rng.randint(10, 14)}"
            block.filled = True
    return out


def county(address):
    """金华市婺城区, 义乌市 … as they stand in the names of bureaus."""
    found = re.search(r"(?:浙江省)?(金华市)?(..[区县市])", address)
    town = found.group(2)
    return f"金华市{town}" if town.endswith("区") else town


def endorsement(name, sign, seal, unit):
    """A block with signatory and date."""
    return Block(name, sign, seal, unit, signatory=f"{name}.signatory", date=f"{name}.date")


def people_act(plan):
    """Who signs, seals, dates; which values are written, ticked, corrected by hand."""
    rng, kind = plan.rng, plan.kind
    maker = Maker(rng, words(kind.half))
    plan.printed = copy.deepcopy(plan.values)
    for block in plan.blocks:
        block.sealed = bool(block.seal) and block.filled and (rng.random() < 0.88 or bool(kind.seal))
        if block.sign and block.filled and rng.random() < 0.85:
            _signs(plan, block, maker)
        if block.date and block.filled and get(plan.values, block.date) and rng.random() < kind.dates:
            plan.printed[block.name]["date"] = None
            plan.hand[block.date] = shown(get(plan.values, block.date))
    free = [p for p, v in leaves(plan.printed) if _writable(p, v)]
    rng.shuffle(free)
    many, few = kind.hand, kind.fixes
    for path in free[:many]:
        plan.hand[path] = shown(get(plan.values, path))
    for path in [p for p in free[many:] if _correctable(p, get(plan.values, p))][:few]:
        wrong = other(get(plan.values, path), rng)
        plan.fixes[path] = (shown(wrong), shown(get(plan.values, path)))
        put(plan.printed, path, wrong)


def _signs(plan, block, maker):
    if block.name == "enterprise_endorsement" and plan.rng.random() < 0.4:
        return  # 签章: the seal alone
    name = get(plan.values, block.signatory) or maker.person()
    if block.name == "declaration":
        name = plan.values["legal_representative"]["name"]
    block.signed = True
    put(plan.values, block.signatory, name)
    put(plan.printed, block.signatory, None)
    plan.hand[block.signatory] = name


def _writable(path, value):
    text = shown(value)
    if not text or len(text) > 22 or "endorsement" in path or path.startswith("declaration"):
        return False
    blocked = ("held", "detail", "level", "key_", "total", "valid_trademarks", "goods", "email", "prepared_by")
    return not any(word in path for word in blocked) and not re.search(r"[𠀀-𯿿𬭊䶮㛃𫖮]", text)


def _correctable(path, value):
    if path.endswith("name") and len(value) > 4:
        return False  # companies know their own name
    words_ = (
        "phone",
        "mobile",
        "landline",
        "postcode",
        "applied",
        "granted",
        "count",
        "staff",
        "employees",
        "name",
        "date",
    )
    return any(word in path for word in (*words_, "merchants", "registered_on")) and "names" not in path


def other(value, rng):
    """A value that differs in a digit or a letter: what was wrong before it was corrected."""
    if isinstance(value, list):
        return [other(value[0], rng)]
    text = str(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return f"{text[:8]}{int(text[8:]) % 28 + 1:02}"
    if isinstance(value, int):
        return value + rng.choice((1, 2, 10))
    if re.fullmatch(r"[\d-]+", text):
        return text[:-1] + str((int(text[-1]) + rng.randint(1, 8)) % 10)
    return text[:-1] + rng.choice([c for c in "明华芳伟杰丽" if c != text[-1]])


def truth(plan):
    """The part of the truth that the plan knows."""
    hand = [*plan.hand, *plan.fixes, *(path for path, _ in plan.ticks)]
    printed, empty = [], []
    for path, value in leaves(plan.values):
        last = steps(path)[-1]
        sharing = last in SHARING or (last == "name" and "key_trademarks" in path)
        if value not in (None, []):
            if path not in hand:
                printed.append(path)
        elif not sharing:
            empty.append(path)
    return {
        "form": plan.form,
        "kind": plan.kind.name,
        "source": plan.source,
        "values": plan.values,
        "accept": {b.signatory: [None] for b in plan.blocks if b.signed and b.signatory in plan.hand},
        "printed": printed,
        "handwritten": hand,
        "empty": empty,
        "under_seal": [path for path in plan.under if path in printed],
    }
