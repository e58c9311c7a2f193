"""Text at its levels: what was typed, what a person sees, what two people would call the same.

Each level is made of the one before, and each is idempotent:

| level | what it is for | 1、 ⽉Ａ〔甲〕_： |
|---|---|---|
| as typed | nobody: it is made visible where it enters | |
| `visible` | values: what is seen; `one_line` and `paragraphs` tidy it | 1、 月Ａ〔甲〕_： |
| `half_width` | identifiers and numbers with blanks between them | 1、 月A〔甲〕_: |
| `unspaced` | the same without white space, which codecs parse | 1、月A〔甲〕_: |
| `comparable` | names and values that a person calls the same | 1,月a(甲)_: |
| `searchable` | what labels are searched in: no lines to write on | 1,月a(甲): |
| `label_key` | labels: without the colon at the end | 1,月a(甲) |
| `bare_label` | labels without number, star, unit and remark | 月a |

Nothing here is NFKC: that would turn ㎡ into m2 and ① into 1, which adds digits to people's numbers.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

from ipforms.text.character_table import (
    BOXES_AND_TICKS,
    HYPHENS,
    INVISIBLE,
    JOINERS,
    LOOK_ALIKES,
    MEANT,
    PLAIN_NEIGHBOURS,
    SELECTORS,
)
from ipforms.text.regex import regex

# What production [2] Char of XML 1.0 leaves out: it cannot stand in a document, not even escaped.
NOT_XML = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_PLAIN = regex("[\n -~·—‘-”…、-〞一-龥！-～]*")
"""Nearly all texts: they have no character that `visible` changes, nor one that composes with another."""
_HIDDEN = regex(f"[{INVISIBLE}]+")
_SPARE_SELECTOR = regex(f"(?<![^{PLAIN_NEIGHBOURS}{BOXES_AND_TICKS}])[{SELECTORS}]+")
_SPARE_JOINER = regex(f"(?<![^{PLAIN_NEIGHBOURS}])[{JOINERS}]+(?![^{PLAIN_NEIGHBOURS}])")
_PRIVATE = regex("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_BREAKS = regex(r"[\t\n\r]+")
_HAN = "[\u3001-\u3030\u3400-\u9fff\uff01-\uff60\U00020000-\U0003ffff]"
_BREAK_BESIDE_HAN = regex(
    rf"""(?<={_HAN})[ \u3000]*[\n\r]+[ \u3000]* | [ \u3000]*[\n\r]+[ \u3000]*(?={_HAN})
       | (?<=[0-9])[\n\r]+(?=[0-9]+[号弄栋幢座楼层室房])        # within the number of a house""",
    re.VERBOSE,
)
_LINE_END = regex("\r\n?")

# U+FF01…U+FF5E are ASCII at full width, in the same order; U+3000 is the full-width space.
_HALF_WIDTH = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)} | {"\u3000": " "} | HYPHENS
_COMPARED = (
    {full: LOOK_ALIKES.get(half, half) for full, half in _HALF_WIDTH.items()}
    | LOOK_ALIKES
    | {character: "" for character in map(chr, range(0x3100)) if character.isspace()}
    | dict.fromkeys(JOINERS + SELECTORS, "")
)
_IDEOGRAPHIC_SELECTORS = regex("[\U000e0100-\U000e01ef]+")
_TO_WRITE_ON = str.maketrans("", "", "_…")


def _substitution(table: Mapping[str, str]) -> Callable[[str], str]:
    """Replace characters by a table; where few are to be, twice as fast as `str.translate`."""
    substitute = regex(f"[{re.escape(''.join(table))}]").sub
    return lambda text: substitute(lambda found: table[found[0]], text)


_at_half_width, _compared = _substitution(_HALF_WIDTH), _substitution(_COMPARED)

_SHORT = 24  # characters; labels, which come again with each form of a kind, are kept as they compare

_NUMBER = regex(r"(?:[(](?=.*[)]))?(?:(\d{1,2})[).,]?|([一二三四五六七八九])[).,])")
"""The number of a row; an opening bracket that nothing closes is part of a text."""
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_BEFORE = regex(
    r"""^(?: [*★☆●◆▲■▍▌▎▶►❖※]+                                             # the star of what is required
          | [(]? (?: \d{1,2} | [一二三四五六七八九十]{1,3} ) [).,]+    # the number of a section or a row
          | \d{1,2} (?= [一-鿿] (?<! [年月日季个件人名家项次种类级万元] ) )  # 2 法定代表人; 3年 and 2人 are counts
          | (?: 附?表 (?: \d{1,2} | [一二三四五六七八九十]{1,3} )          # that of a table
              | 第[一二三四五六七八九十]部分 ) [:.,]?
          | 其中 [:,]                                                   # a number that is a part of the one before it
          | [①-⑳] | 请(?:填写|输入|填|问) | [贵你](?=单位|公司|企业) (?:单位|公司|企业) (?=[是有]) )+""",
    re.VERBOSE,
)
_BEHIND = regex(
    r"""(?: [*★☆]+ | (?:如何|怎样|怎么样)\??                            # what asks for it
          | \( (?! [^()]*\d{3} (?!\d*字) ) [^()]{1,16} \) )+ $   # a unit or remark; three digits are a value""",
    re.VERBOSE,
)


def first_not_xml(text: str) -> int | None:
    """Position of the first character that XML cannot hold, or None.

    >>> first_not_xml("甲\\x07乙")
    1
    >>> first_not_xml("𬭎\\t㛃\\n") is None
    True
    """
    if text.isprintable():
        return None
    found = NOT_XML.search(text)
    return None if found is None else found.start()


def first_private(text: str) -> int | None:
    """Position of the first private-use character, which only the font of its sender can show, or None.

    Those that GB 18030-2022 has given places of their own are none any more: `visible` takes them there.

    >>> first_private("张\\ue000"), first_private(visible("龙\\ue852"))
    (1, None)
    """
    found = _PRIVATE.search(text)
    return None if found is None else found.start()


def visible(text: str) -> str:
    """What a person sees: without invisible characters, and with the characters that are meant.

    >>> visible("广州\\u200b市⽣物ﬁ\\ufeff"), visible("12㎡①½")
    ('广州市生物fi', '12㎡①½')
    """
    if _PLAIN.fullmatch(text):
        return text
    meant = unicodedata.normalize("NFC", _HIDDEN.sub("", text).translate(MEANT))
    return unicodedata.normalize("NFC", _SPARE_JOINER.sub("", _SPARE_SELECTOR.sub("", meant)))


def visible_texts(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts by their names, each made `visible`."""
    return {name: visible(text) for name, text in texts.items()}


def half_width(text: str) -> str:
    """What is seen, with full-width ASCII as ASCII and hyphens of all kinds as one.

    >>> half_width("９１４４０１０６ＭＡ㎡①"), half_width("020‑8105")
    ('91440106MA㎡①', '020-8105')
    """
    # A full-width letter before an accent of its own is composed only now: Ａ̀.
    return unicodedata.normalize("NFC", _at_half_width(visible(text)))


def without_space(text: str) -> str:
    """Delete all white space, U+00A0 and U+3000 included.

    >>> without_space("法定\\n\\u3000代表\\u00a0人")
    '法定代表人'
    """
    return "".join(text.split())


def unspaced(text: str) -> str:
    """What is seen, at half width and without white space.

    >>> unspaced("３ ２１\\u200b 人")
    '321人'
    """
    return unicodedata.normalize("NFC", without_space(half_width(text)))


def one_line(text: str) -> str:
    """One line of text: ends trimmed, line breaks and tabs as a space, nothing invisible.

    >>> one_line("  广州\\n测试 ")
    '广州 测试'
    """
    line = visible(text)
    return line.strip(" ") if line.isprintable() else _BREAKS.sub(" ", line).strip()


def unbroken(text: str) -> str:
    """Without the line breaks beside a Chinese character: a name or an address goes on in the next line.

    >>> unbroken("广州云岭\\n科技"), unbroken("1\\n16号"), unbroken("Yunling\\nLtd")
    ('广州云岭科技', '116号', 'Yunling\\nLtd')
    """
    return _BREAK_BESIDE_HAN.sub("", text)


def paragraphs(text: str) -> str:
    """Paragraphs of text: line ends as LF, typed indents and trailing blanks dropped, no blank edges.

    >>> paragraphs("\\r\\n　　第一段。 \\r\\n\\r\\n　　第二段。\\n")
    '第一段。\\n\\n第二段。'
    """
    lines = _LINE_END.sub("\n", visible(text)).split("\n")
    return "\n".join(line.strip() for line in lines).strip("\n")


def comparable(text: str) -> str:
    """A text without white space, case, width and look-alikes of signs. Never kept, printed or counted with.

    >>> comparable("广州 云岭〔中国〕有限公司。") == comparable("广州云岭(中国)有限公司．")
    True
    >>> comparable("⽬标") == comparable("目标"), comparable("12㎡") == comparable("12m2")
    (True, False)
    """
    return _short_comparable(text) if len(text) <= _SHORT else _comparable(text)


def _comparable(text: str) -> str:
    compared = _compared(visible(text)).casefold()
    return unicodedata.normalize("NFC", _IDEOGRAPHIC_SELECTORS.sub("", compared))


_short_comparable: Callable[[str], str] = lru_cache(maxsize=4_096)(_comparable)


def name_key(name: str | None) -> str:
    """A company's name as a key: without white space, width, case, quotes; "" if there is none.

    >>> name_key("金华双龙（中国）有限公司 ") == name_key("金华双龙(中国)有限公司")
    True
    """
    return "".join(sign for sign in comparable(name or "") if sign.isalnum() or sign in "_()")


def searchable(text: str) -> str:
    """A text as it is compared, without the lines and dots that are printed or typed to write on.

    >>> searchable("法定   代表人：____"), searchable("注册资金〔万元〕")
    ('法定代表人:', '注册资金(万元)')
    """
    compared = comparable(text)
    if "_" not in compared and "…" not in compared:
        return compared
    return unicodedata.normalize("NFC", compared.translate(_TO_WRITE_ON))


class _Lengths(dict[str, int]):
    """How many characters of `searchable` come of a character, each worked out once."""

    def __missing__(self, character: str) -> int:
        self[character] = len(searchable(character))
        return self[character]


_lengths = _Lengths()


def offsets(text: str) -> list[int]:
    """For each character of `searchable(text)`, where it stands in a visible text; at the end, the length of the text.

    >>> offsets("甲 ：乙")
    [0, 2, 3, 4]
    """
    return [index for index, character in enumerate(text) for _ in range(_lengths[character])] + [len(text)]


def is_blank(text: str) -> bool:
    """Whether nothing of a text is `searchable`: it is white space and lines to write on."""
    return not any(_lengths[character] for character in text)


def label_key(text: str) -> str:
    """A text as labels are compared: without the colon or question mark at its end, a number without its brackets.

    >>> label_key("联系人："), label_key("单位名称？"), label_key("（1）"), label_key("二、")
    ('联系人', '单位名称', '1', '2')
    """
    return _short_label_key(text) if len(text) <= _SHORT else searchable(text).rstrip(":?")


@lru_cache(maxsize=4_096)
def _short_label_key(text: str) -> str:
    bare = searchable(text).rstrip(":?")
    number = _NUMBER.fullmatch(bare) if len(bare) <= 4 else None
    return (number[1] or number[2].translate(_DIGITS)) if number else bare


def is_short_for(said: str, words: str) -> bool:
    """Whether a text is some characters of words in their order, from the first on.

    >>> is_short_for("占比", "占总收入比例"), is_short_for("比例", "占总收入比例"), is_short_for("外资", "外商投资企业")
    (True, False, True)
    """
    letters = iter(words)
    return len(said) > 1 and said[0] == words[:1] and all(letter in letters for letter in said)


def bare_label(text: str) -> str:
    """The key of a label without what is put beside it: a number, the star of what is required, a unit or a remark.

    >>> bare_label("4、统一社会信用代码（18位）："), bare_label("*单位名称"), bare_label("二、概述（1000字以内）")
    ('统一社会信用代码', '单位名称', '概述')
    """
    return _BEHIND.sub("", _BEFORE.sub("", label_key(text))).rstrip(":?")
