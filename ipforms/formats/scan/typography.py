"""How a line was typed: recognisers mix full width and half width, traditional characters and simplified ones."""

import re
from collections.abc import Sequence

from ipforms.formats.scan.text_recogniser import ReadCharacter
from ipforms.text.character_table import simplified
from ipforms.text.writing_systems import is_chinese, is_western

_FULL_WIDTH = dict(zip("(),:;?!", "（），：；？！", strict=True))
_MARKS = frozenset(_FULL_WIDTH) | frozenset(_FULL_WIDTH.values())
# Beyond `ipforms.text.character_table`, which has words of forms: what names of people, places and goods are made of.
_NAMES = (
    "嵐粵奧潔瓊瑩瑋鈺錕鎧鈞鍾錚鏡鈴濤瀾瀟漣潤澤淵瀏煒燁燦煥爍曄暉暢嬌婭嫻嬋嶺峯嶽巒崗彥後徹恆悅慶懷憶揚揮摯攬晉楊檢櫻橋樞禎禕祿穎紹紳絢綺緒繽翹膚艷莊萊蔣蓮蔭薔蕭薩藍蘊詠謙諧賢賦贊贏軒軸載遙鄒鄔鄺閔閻闡韋韜"
    "韻頌頤顏飆飄駱駿騰驕驍魯鯤鮑鳴鶴鷹齡龐龔塵壯夢徑愛慮憑掃掛換搖氫沖涼淺渾湯溝滲漁漸潛澆濃瀝灑灘熾燒牽獅獵瓏瑤璣畝矯硯磚礎礦礪紡紗紋絨絲綢綸緞縫縱繡繞脈腎腦膽艙荊葦蒼蔥蠶蠟衆褲襪襯貓貞賈賺軋輛輯轄轟遼邁"
    "邏釀釘釣鈉鉀鈣鎂鈦鋰鉗鉚鉛鉤鉬鉻銑鋅鋸錐錘錠錨錳鍋鍛鍍鎖鎢鎳鏟鑄鑽閃閑閘閥陣隴霽鞏韌飼餅馳駐駝騏驅驛鬆鯨鰲鱗鵝鵲鶯鷗鹽"
)
_PLAIN_NAMES = (
    "岚粤奥洁琼莹玮钰锟铠钧钟铮镜铃涛澜潇涟润泽渊浏炜烨灿焕烁晔晖畅娇娅娴婵岭峰岳峦岗彦后彻恒悦庆怀忆扬挥挚揽晋杨检樱桥枢祯祎禄颖绍绅绚绮绪缤翘肤艳庄莱蒋莲荫蔷萧萨蓝蕴咏谦谐贤赋赞赢轩轴载遥邹邬邝闵阎阐韦韬"
    "韵颂颐颜飙飘骆骏腾骄骁鲁鲲鲍鸣鹤鹰龄庞龚尘壮梦径爱虑凭扫挂换摇氢冲凉浅浑汤沟渗渔渐潜浇浓沥洒滩炽烧牵狮猎珑瑶玑亩矫砚砖础矿砺纺纱纹绒丝绸纶缎缝纵绣绕脉肾脑胆舱荆苇苍葱蚕蜡众裤袜衬猫贞贾赚轧辆辑辖轰辽迈"
    "逻酿钉钓钠钾钙镁钛锂钳铆铅钩钼铬铣锌锯锥锤锭锚锰锅锻镀锁钨镍铲铸钻闪闲闸阀阵陇霁巩韧饲饼驰驻驼骐驱驿松鲸鳌鳞鹅鹊莺鸥盐"
)
_TABLE = str.maketrans(dict(zip(_NAMES, _PLAIN_NAMES, strict=True)))
_DOTS, _ENDING = frozenset(".·•"), frozenset("。，；")
_NUMERALS = frozenset("一二三四五六七八九十")
_OPENING, _CLOSING = "(（", ")）"
_LETTER_L = re.compile(r"(?<=[a-z])1(?=[a-z]|$)|(?<![A-Za-z\d_-])1(?=[a-z][a-z.])")
_LETTER_L_OF_ADDRESS = re.compile(r"(?<=[a-z@.])I(?=[a-z])")  # addresses have no capitals; in many faces I is l
_DOT_BEFORE_WORDS = re.compile(r"\. \s* (?: \d+ \s* )? [一-鿿] | · \d", re.VERBOSE)
_COUNTERS = frozenset("人名件份个项家次年月日号元万")
_STROKES = frozenset("/|lI丨")
_DATE = re.compile(r"\d\s*年(?:[\s\d/|lI丨]*月)(?:[\s\d/|lI丨]*日)?")
_EITHER = 0.5  # probability of a letter that was taken for the figure like it


def with_usual_forms(line: Sequence[ReadCharacter]) -> list[ReadCharacter]:
    """The characters of a line: marks beside Chinese writing in full width; of two forms of a character the simplified.

    A blank that the recogniser sees stays within Western writing alone: elsewhere the gaps of the line tell. A dot
    behind a full stop or at the beginning of a line is dust, and one between words in Chinese was a comma.

    >>> read = [ReadCharacter(each, 0.9, 0.0) for each in "专利(件),Tel:(0579)。."]
    >>> "".join(each.text for each in with_usual_forms(read))
    '专利（件），Tel:(0579)。'
    >>> read = [ReadCharacter(each, 0.9, 0.0) for each in ".是.一.2022年3月/日"]
    >>> "".join(each.text for each in with_usual_forms(read))
    '是，一.2022年3月1日'
    >>> ["".join(each.text for each in with_usual_forms([ReadCharacter(each, 0.9, 0.0) for each in text]))
    ...  for text in (".2021年提出", ".163.com", "·7037", "室，3.人，", "1.人员")]
    ['2021年提出', '.163.com', '7037', '室，3人，', '1.人员']
    """
    texts = [each.text for each in line]
    seen = [
        each
        for number, each in enumerate(line)
        if (each.text.strip() or _is_between_words(texts, number)) and not _is_dust(texts, number)
    ]
    texts = [each.text for each in seen]
    return _with_ones(_with_letters([_usual(each, texts, number) for number, each in enumerate(seen)]))


def _with_ones(line: list[ReadCharacter]) -> list[ReadCharacter]:
    """A line in which strokes in the place of figures of a date are 1, as a pen writes it."""
    text = "".join(each.text if len(each.text) == 1 else " " for each in line)
    for date in _DATE.finditer(text):
        for at in range(*date.span()):
            if text[at] in _STROKES:
                others = ((text[at], _EITHER), *line[at].others)
                line[at] = line[at]._replace(text="1", probability=_EITHER, others=others)
    return line


def _with_letters(line: list[ReadCharacter]) -> list[ReadCharacter]:
    """A line in which 1 among small letters is l: nothing on a form has figures there, and e-mail addresses have names.

    >>> read = [ReadCharacter(each, 0.9, 0.0) for each in "1in86@examp1e.net, 2a1 b1."]
    >>> "".join(each.text for each in with_usual_forms(read))
    'lin86@example.net, 2a1 b1.'
    >>> "".join(each.text for each in with_usual_forms([ReadCharacter(each, 0.9, 0.0) for each in "a@Inbio.cn"]))
    'a@lnbio.cn'
    """
    text = "".join(each.text if len(each.text) == 1 else " " for each in line)
    found = [*_LETTER_L.finditer(text.rstrip() if "@" in text else f"{text} ")]
    found += _LETTER_L_OF_ADDRESS.finditer(text) if "@" in text else ()
    for match in found:
        at = match.start()
        line[at] = line[at]._replace(text="l", probability=_EITHER, others=((text[at], _EITHER),))
    return line


def _is_dust(texts: Sequence[str], number: int) -> bool:
    """Whether a dot stands behind a mark that ends a sentence or a part of it, or before words in Chinese.

    Or between a number and what it counts, with no word behind: 3.人. Nobody types that. Before others it is a part of
    an address: .com, .163.com.
    """
    if number == 0:
        return _DOT_BEFORE_WORDS.match("".join(texts)) is not None
    before, behind, beyond = texts[number - 1], *[*texts[number + 1 : number + 3], "", ""][:2]
    is_counted = before.isdigit() and behind in _COUNTERS and not beyond.isalnum()
    return texts[number] in _DOTS and (before in _ENDING or is_counted)


def _is_between_words(texts: Sequence[str], number: int) -> bool:
    return 0 < number < len(texts) - 1 and is_western(texts[number - 1]) and is_western(texts[number + 1])


def plain_form(text: str) -> str:
    """A text with simplified characters for traditional ones.

    >>> plain_form("黃嵐")
    '黄岚'
    """
    return simplified(text).translate(_TABLE)


def _usual(character: ReadCharacter, texts: Sequence[str], number: int) -> ReadCharacter:
    text = character.text
    if text in _FULL_WIDTH and _is_among_chinese(texts, number):
        return character._replace(text=_FULL_WIDTH[text])
    if text == "." and 0 < number < len(texts) - 1 and all(map(is_chinese, texts[number - 1 : number + 2 : 2])):
        is_number = texts[number - 1] in _NUMERALS  # 一.基本情况
        return character if is_number else character._replace(text="，", probability=_EITHER, others=((".", _EITHER),))
    plain = plain_form(text)
    return character._replace(text=plain) if plain != text and plain in dict(character.others) else character


def _is_among_chinese(texts: Sequence[str], number: int) -> bool:
    """Whether Chinese writing stands beside a mark; of a pair of brackets, beside or in either."""
    places = [number - 1, number + 1]
    for brackets, step in ((_OPENING, 1), (_CLOSING, -1)):
        if texts[number] in brackets:
            other = _CLOSING if step > 0 else _OPENING
            stop = len(texts) if step > 0 else -1
            end = next((at for at in range(number, stop, step) if texts[at] in other), None)
            places = [number - 1, number + 1] if end is None else [number - 1, number + 1, end - 1, end + 1]
    while number and texts[number - 1] in _MARKS:
        number -= 1
    return any(is_chinese(texts[at]) for at in (number - 1, *places) if 0 <= at < len(texts))
