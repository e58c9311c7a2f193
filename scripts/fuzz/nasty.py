"""Texts that have caused trouble somewhere, and how a text is spoilt."""

from __future__ import annotations

import random

TEXTS = (
    *("", " ", "\u3000", "0", "-1", "1e309", "９９９９", "9" * 400, "1/0", "nan", "None", "null", "#N/A"),
    *("{{ x }}", "{% for %}", "${jndi:x}", "=1+1", "=cmd|'/c calc'!A0", "<b>&amp;", "]]>", "\\", "'", '"'),
    *("\u200b", "\u202e企业", "\ufeff名称", "e\u0301" * 40, "\U000e0001", "\ud83d\ude00", "\U0010ffff"),
    *("ﬁ", "⽉⽇", "\uf8ff", "①②③", "㎡", "10⁴", "\t", "\x0b", "。" * 300, "(" * 500, "一" * 5_000, "万" * 50),
    *("是", "否", "无", "/", "□是 ☑否", "年 月 日", "二○一七年三月九日", "2017-13-45", "0000-00-00"),
    *("１３８００１３８０００", "020-81050369138001380003.5万亩", "企业名称：" * 60, "甲\n" * 200),
)
_SIGNS = (
    "\u0000\u0001\u0008\u000b\u001f\u007f\u0085\u00a0\u00ad\u2028\u2029\u200d\ufffe\ufffd"
    "（）()《》:：;；、,，.-—/\\'\"{}[]<>&%"
)


def text(draw: random.Random) -> str:
    """One of them, or several signs."""
    return draw.choice(TEXTS) if draw.random() < 0.8 else "".join(draw.choices(_SIGNS, k=draw.randint(1, 20)))


def spoilt(draw: random.Random, original: str) -> str:
    """A text with something put in, doubled, cut or put in its place."""
    at = draw.randint(0, len(original))
    return draw.choice(
        (
            text(draw),
            original[:at] + text(draw) + original[at:],
            original[:at],
            original + original,
            original[::-1],
            original[:at] + draw.choice(_SIGNS) + original[at + 1 :],
        )
    )
