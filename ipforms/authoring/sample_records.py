"""Made-up records of any form: for each field a value that its codec prints and reads without a doubt."""

import random
import re
from collections.abc import Iterator
from typing import Any

from ipforms.codecs import LINE, PERSON, Codec, TextCodec
from ipforms.schemas.base import FormModel
from ipforms.schemas.layout import FieldGroup, Leaf, layout
from ipforms.schemas.record_texts import plain

_MOST_ROWS = 4  # of a section: more than most forms print, so that rows are added too
# Numbers that are well formed and belong to nobody.
_IDENTIFIERS = (
    *("91440106MAXXXXX07Q", "91440111MAXXXXX23M", "MAXXXXX0-7", "44010119800101005X", "322000", "510665"),
    *("13800138000", "13905790000", "0579-82177827", "020-81050369-8001", "ip@shuanglong.example.com"),
    *("3602000109200000000", "ZL201710601862.3", "ZL95115608.X"),
)
_NUMBERS = ("37", "1250", "8", "12.5", "3680.25", "100", "0.8", "46.3", "-12.6")
_DATES = ("2023年5月6日", "2019年12月31日", "2024年1月15日")
_OTHERS = ("是", "否", *_DATES, "2021年3月至2023年12月", "2022年1月1日至2024年12月31日", "2023年", "2023", "省级")
_PERSONS = ("陈晓岚", "梁伟雄", "欧阳静", "何嘉敏")
_LINES = (
    *("金华双龙精密机械股份有限公司", "云岭路88号2幢501室", "高端装备制造", "智能传感器组件", "GX-2000型"),
    *("第二届创新大赛一等奖", "知识产权部", "丝绸之路纺织有限公司", "婺城分公司", "新型显示材料"),
)
_PROSE = (
    "公司设有知识产权部，专职人员3名。\n2023年新增授权专利12件，均已在产品中实施。",
    "已建立专利、商标管理办法。",
    "情况属实，同意推荐。",
)

_MOBILES, _MOBILE = ("13800138000", "13905790000"), re.compile("手机|移动电话")
_PLACES = ("滨江", "云岭", "城西")
_PLACE = re.compile("(?:^|› )[省市区县镇乡村路号旗（）()]{1,5}$")  # parts of an address, with their unit printed behind


def sample_record(model: type[FormModel], seed: int, *, blank: float = 0.0) -> dict[str, Any]:
    """A record as plain data, the same for the same seed.

    Args:
        model: the class of the record.
        seed: which of the records.
        blank: what share of the fields stays blank.
    """
    chance = random.Random(seed)
    record = model.model_validate(_group(layout(model), chance, blank))
    return record.model_dump(mode="json")


def _group(group: FieldGroup, chance: random.Random, blank: float) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for child in group.children:
        if isinstance(child, Leaf):
            is_place = child.codec is LINE and _PLACE.search(child.title)
            is_mobile = child.codec.identifier is not None and _MOBILE.search(child.title)
            given = _PLACES if is_place else _MOBILES if is_mobile else ()
            value = chance.choice(given) if given else _value(child.codec, chance)
            if value is not None and chance.random() >= blank:
                made[child.name] = value
        elif child.repeated:
            made[child.name] = list(_rows(child, chance))
        else:
            made[child.name] = _group(child, chance, blank)
    return made


def _rows(section: FieldGroup, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Entries of a section; two that begin alike would look like a header that is printed again on the next page."""
    seen = list[Any]()
    for _ in range(chance.randint(1, _MOST_ROWS)):
        row = _group(section, chance, 0.0)
        first = next(iter(row.values()), None)
        if first not in seen:
            yield row
        seen.append(first)


def _value(codec: Codec[Any], chance: random.Random) -> Any:
    """A value that comes back as it was; None where nothing that is known here is one."""
    for text in _candidates(codec, chance):
        decoded = codec.decode(text)
        if decoded.value in (None, []) or decoded.doubts:
            continue
        again = codec.decode(codec.encode(plain(decoded.value)))
        if again.value == decoded.value and not again.doubts:
            return decoded.value
    return None


def _candidates(codec: Codec[Any], chance: random.Random) -> Iterator[str]:
    """Texts that may be values of a kind, those first that are meant for it."""
    if codec.words:
        yield from _shuffled(codec.words, chance)
    if codec.identifier is not None:
        known = _shuffled(_IDENTIFIERS, chance)
        yield from (each for each in known if not codec.identifier.check(each))  # that nothing is to be said of
        yield from filter(codec.identifier.is_valid, known)
        yield from known
    elif codec.is_prose:
        yield from _shuffled(_PROSE, chance)
    elif codec.is_number:
        yield from _shuffled(_NUMBERS, chance)
    elif codec is PERSON:
        yield from _shuffled(_PERSONS, chance)
    elif isinstance(codec, TextCodec):
        yield from _shuffled(_LINES, chance)
    yield from _shuffled(_OTHERS, chance)
    yield from _shuffled(_PERSONS, chance)
    yield from _shuffled(_NUMBERS, chance)
    yield from _shuffled(_LINES, chance)


def _shuffled(texts: tuple[str, ...], chance: random.Random) -> list[str]:
    return chance.sample(texts, len(texts))
