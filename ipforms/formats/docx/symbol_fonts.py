"""Symbol fonts: which character a person sees where the file has a code of Wingdings and its like.

The fonts have glyphs where Unicode has letters: an R in Wingdings 2 is a ticked box. Sources: Unicode's mapping of
Wingdings and Webdings (L2/11-196), Adobe's of Symbol. A tick is √ and a cross ×, as people type them in Chinese forms.
"""

_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"


def _from(start: int, characters: str) -> dict[int, str]:
    return {start + offset: character for offset, character in enumerate(characters)}


_WINGDINGS = {
    **_from(0x28, "☎"),
    **_from(0x2A, "✉"),
    **_from(0x6C, "●❍■□☐❑❒"),
    **_from(0x73, "⬧⧫◆❖⬥☒"),
    **_from(0x80, _CIRCLED),
    **_from(0x9E, "·•"),
    **_from(0xA1, "○"),
    **_from(0xA4, "◉◎"),
    **_from(0xA7, "▪☐"),
    **_from(0xAB, "★"),
    **_from(0xD8, "➢"),
    **_from(0xDF, "←→↑↓"),
    **_from(0xE8, "→"),
    **_from(0xEF, "⇦⇨⇧⇩"),
    **_from(0xFB, "×√☒☑"),
}
_WINGDINGS_2 = {**_from(0x4F, "×√☒☑☒☒"), **_from(0x69, _CIRCLED), **_from(0x97, "●"), **_from(0xA2, "■☐")}
_WEBDINGS = {0x61: "√", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "×"}
_SYMBOL = {
    **{code: chr(code) for code in range(0x20, 0x40) if code not in (0x22, 0x24, 0x27, 0x2A, 0x2D)},
    **_from(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"),
    **_from(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
    0x2A: "∗",
    0x2D: "−",
    0x7E: "∼",
    0xA3: "≤",
    0xA5: "∞",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xC5: "⊕",
    0xC4: "⊗",
    0xD6: "√",
    0xE0: "◊",
}
FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS, "symbol": _SYMBOL}
_WITHOUT_TABLE = frozenset(("wingdings 3", "marlett", "zapfdingbats"))

_PRIVATE = range(0xF000, 0xF100)


def symbol_font(name: str | None) -> str | None:
    """The name by which this module knows a font; None if it is a font of letters.

    >>> symbol_font("Wingdings 2"), symbol_font("宋体")
    ('wingdings 2', None)
    """
    key = name.lower() if name else ""
    return key if key in FONTS or key in _WITHOUT_TABLE else None


def symbol(font: str, code: int) -> str | None:
    """The character for a code of a symbol font, whose codes may stand in the private area too; None if not known.

    >>> symbol("wingdings", 0xF0FE), symbol("wingdings 2", ord("R")), symbol("webdings", 0x21)
    ('☑', '☑', None)
    """
    return FONTS.get(font, {}).get(code - 0xF000 if code in _PRIVATE else code)


def in_font(text: str, font: str) -> tuple[str, str]:
    """A text set in a symbol font: what is seen, and the characters of it whose sign is not known.

    >>> in_font("R是 £否", "wingdings 2")
    ('☑是 ☐否', '')
    """
    shown = [symbol(font, ord(character)) for character in text]
    unknown = "".join(
        character
        for character, seen in zip(text, shown, strict=True)
        if seen is None and not character.isspace() and (ord(character) < 0x100 or ord(character) in _PRIVATE)
    )
    return "".join(seen or character for character, seen in zip(text, shown, strict=True)), unknown
