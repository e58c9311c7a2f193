"""The amounts that forms ask for: money, areas, shares in percent, and amounts in a unit of a form's own."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from ipforms.codecs.amounts import AmountCodec

_TEN_THOUSANDTH = Decimal("0.0001")
_YUAN = {"元": 1, "千元": 1000, "百万元": 10**6, "亿元": 10**8}  # units of money beside 万元
MONEY = AmountCodec(
    unit="万元",
    # 万 and 亿 directly before 元 are read with the number; only what is left of the unit stands here.
    sizes=(("元", _TEN_THOUSANDTH), ("圆", _TEN_THOUSANDTH), ("圓", _TEN_THOUSANDTH)),
    prefix="人民币|¥|RMB|CNY",
    most=Decimal(10_000_000),
    money=True,
    scaled=_TEN_THOUSANDTH,
)
"""Money, where the label gives the unit 万元."""

AREA = AmountCodec(
    unit="平方米",
    sizes=(
        ("平方公里", Decimal(1_000_000)),
        ("平方千米", Decimal(1_000_000)),
        ("平方米", Decimal(1)),
        ("公顷", Decimal(10_000)),
        ("平米", Decimal(1)),
        ("平方", Decimal(1)),
        ("方", Decimal(1)),
        ("亩", Decimal(2000) / 3),
        ("m2", Decimal(1)),
        ("m²", Decimal(1)),
        ("M2", Decimal(1)),
        ("㎡", Decimal(1)),
    ),
    printed="平方米",
    least=Decimal(100),
    prefix="(?:市场)?(?:营业|经营|经营场所)?面积[为:]?",
    wanted="(?:市场)?(?:营业|经营|经营场所)面积",
)
"""An area in m², where the label gives no unit."""

SIGNED_MONEY = replace(MONEY, signed=True)  # Money that may be lost: a profit, where the label gives the unit 万元

PERCENT = AmountCodec(
    unit="%",
    sizes=(("个百分点", Decimal(1)), ("百分点", Decimal(1)), ("%", Decimal(1)), ("‰", Decimal("0.1"))),
    printed="%",
    least=Decimal(1),  # 0.25 may be a quarter or a quarter of a percent
    most=Decimal(1000),
    prefix="百分之",
)
"""A share in percent: 12.5 is 12.5 %."""


def amount_codec(unit: str, sizes: Mapping[str, str | int] | None = None, *, signed: bool = False) -> AmountCodec:
    """The codec of amounts in a unit, printed behind the number.

    Args:
        unit: the unit of the value.
        sizes: other units that people write, with their sizes in it.
        signed: whether an amount may be negative.

    >>> amount_codec("吨", {"千克": "0.001"}).decode("2500千克").value
    Decimal('2.5')
    >>> amount_codec("千元").decode("人民币5万元").value
    Decimal('50')
    """
    known = {unit: Decimal(1)} | {name: Decimal(size) for name, size in (sizes or {}).items()}
    yuan = 1 / Decimal(_YUAN[unit]) if unit in _YUAN else Decimal(1)
    if unit in _YUAN:
        known |= {name: yuan for name in ("元", "圆") if name != unit}
    ordered = tuple(sorted(known.items(), key=lambda each: -len(each[0])))
    made = AmountCodec(unit, ordered, printed=unit, signed=signed)
    return replace(made, prefix=MONEY.prefix, money=True, scaled=yuan) if unit in _YUAN else made
