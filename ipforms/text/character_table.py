"""The one table of characters: which one is meant by another, which nobody sees, and which say the same to a person.

`ipforms.text` reads it; nothing else does. Sources: Unicode's EquivalentUnifiedIdeograph.txt (radicals),
DerivedCoreProperties.txt (invisible characters), and GB 18030-2022, annex D (characters that older systems of Chinese
offices and companies keep in the private area).
"""

from __future__ import annotations

import unicodedata

_CJK_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉"
    "⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_AS_IDEOGRAPHS = (
    "厂乛乚乙亻冂几刀刂卜㔾小小兀尣尢尢巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王疋罒示礻竹糹纟罓罒网冗网羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝"
    "足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""Unicode's ideograph for each; the usual one where Unicode's is a rare variant (⻊ is 足, not U+27FB7)."""

_KANGXI = (  # U+2F00…U+2FD5, in order
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日"
    "曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行"
    "衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠"
)
_GB_18030 = (  # U+E815…U+E864, in order; a radical as its ideograph
    "厂𠂇𠂉𠃌乙㑳㑇刀㔾龴㖞㘚㘎小心㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠牛𡗗龸疋䁖䅟竹䌷网羊羊𢦏䎱䎬聿䏝䓖䙡䙌龹䜣䜩䝼䞍足䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓"
    "䴔䴕䴖䴗䴘䴙䶮龻"
)

ONCE_PRIVATE = "".join(each for each in _GB_18030 if not "\u4e00" <= each <= "\u9fa5")
"""Rare characters that older systems keep in the private area: what one of them shows there, another need not."""

_CJK_RADICAL = dict(zip(map(ord, _CJK_RADICALS), _AS_IDEOGRAPHS, strict=True))
RADICALS = _CJK_RADICAL | dict(enumerate(_KANGXI, 0x2F00))
"""Radicals, which fonts of PDFs give in place of the ideographs that look like them."""

MEANT = {
    **RADICALS,
    **dict(enumerate(_GB_18030, 0xE815)),
    **dict(enumerate("︐︒︑︓︔︕︖︗︘︙", 0xE78D)),
    0xE7C7: "ḿ",
    **{
        code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x1D400, 0x1D800)
    },  # 𝟏𝟑𝟖: bold by another digit
    **dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), 0xFB00)),
}
"""Code → what a person reads there. Compatibility ideographs and decomposed letters are NFC's."""

INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\ufff9-\ufffb"
)
"""Zero-width characters, marks of direction, selectors of a glyph's variant; they come along when text is pasted."""

JOINERS = "\u200c\u200d"  # ZWNJ and ZWJ: emoji and some scripts need them, Chinese writing and ASCII never do
SELECTORS = "\ufe0e\ufe0f"  # whether an emoji has colours; pasted ticks bring them along, and only emoji need them
PLAIN_NEIGHBOURS = r"\s!-~·\u2010-\u205e\u3001-\u303f\u3400-\u9fff\uff01-\uffe6\U00020000-\U0003ffff"
"""White space, ASCII, Chinese writing and its signs: beside these a joiner or a selector says nothing."""
BOXES_AND_TICKS = r"\u2190-\u22ff\u25a0-\u25ff\u2610-\u2612\u2705-\u2718"

HYPHENS = dict.fromkeys("‐‑−﹣", "-")  # signs that stand for a hyphen or a minus; – and — are signs of their own

LOOK_ALIKES = {
    **dict.fromkeys("。", "."),
    **dict.fromkeys("、", ","),
    **dict.fromkeys("﹕∶︰", ":"),
    **dict.fromkeys("“”„‟〝〞", '"'),
    **dict.fromkeys("‘’‛`", "'"),
    **dict.fromkeys("‒–—―─", "-"),
    **dict.fromkeys("•・‧∙⋅", "·"),
    **dict.fromkeys("[〔【［", "("),
    **dict.fromkeys("]〕】］", ")"),
    **dict.fromkeys("～〜∼", "~"),
}
"""Signs that a person takes for another one; for comparing alone."""
