"""How people write a value. Each function: the value and a source of chance → the text in the cell."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

_WIDE = {i: i + 0xFEE0 for i in range(0x21, 0x7F)}
_HAN = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"


def wide(text: str) -> str:
    return text.translate(_WIDE)


def _han(number: int) -> str:
    """Up to 31, as in dates."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_HAN[tens]}十") + (_HAN[ones] if ones else "")


def _han_date(parts: list[int], zero: str) -> str:
    year = "".join(_HAN[int(digit)] for digit in str(parts[0])).replace("〇", zero)
    return f"{year}年" + "".join(f"{_han(part)}{unit}" for part, unit in zip(parts[1:], "月日", strict=False))


def date(value: str, rng: Random, in_line: bool = False) -> str:
    """`in_line`: in a signature line, whose 年, 月 and 日 are printed already."""
    parts = [int(part) for part in value.split("-")]
    printed = "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))
    spaced = " ".join(f"{part} {unit}" for part, unit in zip(parts, "年月日", strict=False))
    padded = "".join(f"{part:02}{unit}" for part, unit in zip(parts, "年月日", strict=False))
    han = _han_date(parts, rng.choice("〇○零OＯ" if len(parts) < 3 else "〇○零"))
    if in_line:
        return rng.choice((printed, printed, spaced, spaced.replace(" ", "  "), padded, han, wide(printed)))
    dotted = ".".join(map(str, parts))
    others = [value, dotted, value.replace("-", "."), "/".join(map(str, parts)), wide(printed), han, padded, spaced]
    if len(parts) == 1:
        others = [wide(printed), han, value]
    return rng.choice([printed, printed, printed, *others])


def count(value: int, rng: Random, unit: str = "件") -> str:
    texts = (
        [str(value)] * 4
        + [f"{value}{unit}"] * 3
        + [wide(str(value)), f"{value} {unit}", f" {value} ", f"共{value}{unit}"]
    )
    if value >= 1000:
        texts += [f"{value:,}", f"{value:,}{unit}"]
    if 0 < value <= 31:
        texts.append(f"{_han(value)}{unit}")
    return rng.choice(texts)


def phone(value: str, rng: Random) -> str:
    if value.startswith("1"):
        grouped = (value[:3], value[3:7], value[7:])
        return rng.choice((value, value, value, " ".join(grouped), "-".join(grouped), wide(value), f"+86 {value}"))
    area, number, *extension = value.split("-")
    end = rng.choice((f"-{extension[0]}", f"转{extension[0]}", f" 转 {extension[0]}")) if extension else ""
    plain = f"{area}-{number}{end}"
    brackets = (f"（{area}）{number}{end}", f"({area}) {number}{end}", f"({area}){number}{end}")
    return rng.choice((plain, plain, *brackets, f"{area} {number}{end}", f"{area}—{number}{end}", wide(plain)))


def phones(values: list[str], rng: Random) -> str:
    joiner = rng.choice(("、", "/", "；", "，", "\n", "\n", " / ", "、\n"))
    area, _, number = values[0].partition("-")
    if len(values) == 2 and number and values[1].startswith(f"{area}-") and number.isdigit() and rng.random() < 0.5:
        return f"{values[0]}{rng.choice('、/')}{values[1].removeprefix(f'{area}-')}"  # the area code holds for both
    return joiner.join(phone(value, rng) for value in values)


def email(value: str, rng: Random) -> str:
    name, _, domain = value.partition("@")
    return rng.choice(
        (value, value, value, f"{name}＠{domain}", f"{name}@{domain.upper()}", f"{name} @{domain}", f" {value}")
    )


def uscc(value: str, rng: Random) -> str:
    return rng.choice((value, value, wide(value), f"{value[:8]} {value[8:]}", value.lower(), f" {value} "))


def org_code(value: str, rng: Random) -> str:
    return rng.choice((value, value, value.replace("-", ""), wide(value), value.replace("-", " - ")))


def id_number(value: str, rng: Random) -> str:
    spaced = f"{value[:6]} {value[6:14]} {value[14:]}"
    return rng.choice((value, value, value, spaced, wide(value), value.lower(), f"{value[:10]}\n{value[10:]}"))


def postcode(value: str, rng: Random) -> str:
    return rng.choice((value, value, value, wide(value), f" {value} "))


def money(value: Decimal, rng: Random) -> str:
    plain = f"{value:f}"
    texts = [plain] * 3 + [
        f"{plain}万元",
        f"{plain}万",
        f"{value:,.2f}",
        f"{value:,}",
        f"人民币{plain}万元",
        wide(plain),
    ]
    if value % 1000 == 0 and 0 < value < 10000:
        texts += [f"{_FORMAL[int(value) // 1000]}仟万元整"] * 2
    return rng.choice(texts)


def area(value: int, rng: Random) -> str:
    texts = [f"{value}平方米"] * 3 + [
        f"{value}㎡",
        f"{value}m2",
        f"{value:,}平方米",
        f"{value} 平方米",
        wide(str(value)) + "平方米",
    ]
    if value % 100 == 0 and value >= 10000:
        short = f"{Decimal(value) / 10000:f}".rstrip("0").rstrip(".")
        texts += [f"{short}万平方米", f"{short}万㎡"] * 2
    return rng.choice(texts)


def answer(value: bool, rng: Random, ticks: bool = False) -> str:
    boxed = {
        True: ("☑是 □否", "是☑ 否□", "■是  □否", "☑ 是    □ 否"),
        False: ("□是 ☑否", "是□ 否☑", "□是  ■否", "□ 是    ☑ 否"),
    }[value]
    plain = {True: ("是", "是", "√", "是√ 否□", "有", "是（√） 否（ ）"), False: ("否", "否", "否。", "是□ 否√", "无")}[
        value
    ]
    return rng.choice(boxed if ticks else (*plain, boxed[0]))


def claim(value: dict[str, Any], rng: Random, ticks: bool = False) -> str:
    if value["held"] is None:
        return ""
    if not value["held"]:
        return answer(False, rng, True) if ticks else rng.choice(("否", "否", "无", "□是 ☑否", "没有"))
    if not value["detail"]:
        return answer(True, rng, True) if ticks else rng.choice(("是", "√", "有", "☑是 □否"))
    detail = value["detail"]
    if ticks:
        return rng.choice((f"☑是 □否，{detail}", f"☑是 □否\n{detail}", f"☑是 □否（{detail}）"))
    return rng.choice(
        (f"是（{detail}）", f"是，{detail}", f"√ {detail}", f"√，{detail}", detail, f"是\n{detail}", f"是：{detail}")
    )


def holdings(value: dict[str, int | None], rng: Random) -> str:
    words = {"invention": "发明", "utility_model": "实用新型", "design": "外观设计"}
    known = {word: value[name] for name, word in words.items() if value[name] is not None}
    total = value["total"]
    if not known:
        return "" if total is None else count(total, rng)
    comma = rng.choice("，、；")
    listed = comma.join(f"{word}{number}件" for word, number in known.items())
    long = comma.join(f"{word}专利{number}件" for word, number in known.items())
    among = f"{total}件，其中{long}"
    lined = "\n".join(f"{word}：{number}件" for word, number in known.items())
    return rng.choice(
        (f"{total}件（{listed}）", listed, long, f"{listed}，共{total}件", f"共{total}件，其中{listed}", among, lined)
    )


def name(value: str, rng: Random) -> str:
    if "·" in value:
        return value.replace("·", rng.choice("···・•"))
    if len(value) == 2 and not value.isascii():
        return rng.choice(
            (value, value, f"{value[0]} {value[1]}", f"{value[0]}　{value[1]}", f"{value[0]}  {value[1]}")
        )
    return rng.choice((value, value, f" {value}", f"{value}　"))


def names(values: list[str], rng: Random) -> str:
    return rng.choice(("、", "、", "，", "；", "\n", ",")).join(name(value, rng) for value in values)


def words(values: list[str], rng: Random) -> str:
    return rng.choice(("、", "、", "，", "；", "\n")).join(values)


def line(value: str, rng: Random) -> str:
    return rng.choice((value, value, value, f" {value}", f"{value}  ", f"　{value}", f"{value}\n", f"\u200b{value}"))


def company(value: str, rng: Random) -> str:
    spaced = " ".join(value) if not any(character.isascii() for character in value) else value
    return spaced if rng.random() < 0.04 else line(value, rng)


def paragraphs(value: str, rng: Random) -> str:
    indent = rng.choice(("", "　　", "    ", "\t"))
    return "\n".join(indent + text for text in value.split("\n")) + rng.choice(("", "", "\n"))


def marks(values: list[dict[str, str | None]], rng: Random) -> str:
    forms = ("“{n}”{d}", "{n}（{d}）", "{n} {d}", "“{n}”（注册号：{d}）", "{n}（第{d}号）")
    form = rng.choice(forms)
    texts = [
        form.format(n=mark["name"], d=mark["number"]) if all(mark.values()) else str(mark["name"] or mark["number"])
        for mark in values
    ]
    return rng.choice(("、", "\n", "；", "、\n")).join(texts)


def patents(values: list[str], rng: Random) -> str:
    return rng.choice(("、", "\n", "；", "，", "、\n")).join(_patent(value, rng) for value in values)


def _patent(value: str, rng: Random) -> str:
    bare = value.removeprefix("ZL")
    spaced = f"ZL {bare[:4]} {bare[4]} {bare[5:]}" if len(bare) == 14 else value
    return rng.choice((value, value, bare, spaced, wide(value), value.replace("ZL", "ZL "), bare.replace(".", "")))


def liaison(person: str, title: str | None, rng: Random) -> str:
    if title is None:
        return name(person, rng)
    return rng.choice(
        (f"{person}（{title}）", f"{person} {title}", f"{person}\n{title}", f"{person}，{title}", f"{person}/{title}")
    )


def nothing(rng: Random) -> str:
    return rng.choice(("", "", "", "无", "/", "——", "　"))
