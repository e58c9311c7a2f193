"""Names of persons, and what is typed beside them: a title, a form of address, a telephone number."""

import re
from typing import NamedTuple

from ipforms.codecs.codec import Decoded, quoted
from ipforms.codecs.person_and_post import divided, is_post
from ipforms.codecs.texts import TextCodec, is_words
from ipforms.messages import Note
from ipforms.text import one_line
from ipforms.text.enumerations import only_entry, without_signs
from ipforms.text.regex import regex

_HAN = "[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_DOT_BETWEEN_HAN = regex(f"(?<={_HAN}) *[·•・‧･∙⋅．] *(?={_HAN})")
_PLAIN_NAME = regex("[\u4e00-\u9fff]{2,3}")
_ALL_HAN = regex(f"{_HAN}+")
_COMPOUND = regex(rf"(?:欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木){_HAN}{{1,2}}")
_EDGES = regex(r"^[\s：:、，,;；。]+|[\s：:、，,;；。]+$")  # what a label or a list has left at the ends of a name
_LONGEST = 4  # characters of a name padded with blanks: 欧 阳 明 轩
_LONGEST_CELL = 80  # characters of a name with what stands beside it
_NAME = rf"{_HAN}{{2,4}} | {_HAN}{{1,12}}(?:·{_HAN}{{1,12}})+ | [A-Za-z]+(?:[ .'-]+[A-Za-z]+)*\.?"
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文欧莫庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛"
)
"""The most frequent ones, of more than nine in ten persons (公安部 全国姓名报告); 中级 and 皮具 begin with none."""
_FURTHER_SURNAMES = _SURNAMES | frozenset(
    "凤邬卞阮卫舒纪应宣茅褚包郎祝甘柯耿盛聂岳齐梅庄辛柴滕尤霍鲍尚柏符屈裴冉靳邢祁娄迟窦饶湛桂丘廉伍闵刁邝冼佘覃韦蓝奚凌缪虞匡卓谷翁骆"
    "冀瞿燕穆司艾尉丛宫项景关游边解辜詹涂练麦植招甄欧简池揭幸楼骆厉吕胥金傅蒙占亓单诸童申车蔺屠戚鄢邸冷臧仇糜郇阙楚咸"
)
"""With those of most others; a word begins with one as well, so that they tell something of many values alone."""
_SIGN = regex(r"\s*[/／，,、]\s*")
_IS_NAME = regex(_NAME, re.VERBOSE)
_BESIDE = regex(
    rf"""(?P<name>{_NAME}) \s*
        (?P<beside> (?:[(（]\s*[^()（）]{{1,30}}\s*[)）]\s*)+        # （总经理）
          | [:：,，/]? \s* (?=[+0-9]) [-+0-9年月日./\ ]{{6,30}}     # a number or a date
          | (?<={_HAN}{{2}}) (?:先生|女士|小姐|同志) )""",
    re.VERBOSE,
)


_PLACE_OF_SEAL = regex(
    r"(?<=\S)\s+(?:单位|企业|公司|部门|机关)?\s*[（(]?\s*(?:单位|企业)?加?(?:盖公?章|公章)\s*[)）]?\s*[:：]?\s*$"
)
"""Where a seal goes, behind who signs: 张三    单位（公章）."""


class NameBeside(NamedTuple):
    """A name, and what stands beside it."""

    name: str
    beside: str


def person(text: str) -> str:
    r"""A person's name: without padding, title and number, the dot of transcribed names as U+00B7.

    民委发〔2016〕33号 names U+00B7 as the separator.

    >>> person("张  三"), person("阿卜杜拉・买买提"), person("John Smith")
    ('张三', '阿卜杜拉·买买提', 'John Smith')
    >>> person("梁伟雄（总经理）"), person("总经理梁伟雄"), person("1.何嘉敏"), person("张三：\u200d")
    ('梁伟雄', '梁伟雄', '何嘉敏', '张三')
    >>> person("梁伟雄　　　单位（公章）")
    '梁伟雄'
    """
    return divide(text).name


def divide(text: str) -> NameBeside:
    """A name apart from what stands beside it.

    >>> divide("梁伟雄（总经理）")
    NameBeside(name='梁伟雄', beside='总经理')
    """
    if _PLAIN_NAME.fullmatch(text):
        return NameBeside(text, "")
    name, beside = _without_padding(_EDGES.sub("", _PLACE_OF_SEAL.sub("", one_line(text)))), []
    while name and len(name) <= _LONGEST_CELL and (parts := _divided(name)) is not None:
        name = parts.name
        beside += [parts.beside] if parts.beside else []
    return NameBeside(name, "，".join(beside))


def _divided(name: str) -> NameBeside | None:
    """One thing taken from a name, or None."""
    bare = only_entry(without_signs(name))
    if bare != name:
        return NameBeside(_without_padding(bare), "")
    if found := _BESIDE.fullmatch(name):
        return NameBeside(_without_padding(found["name"]), found["beside"].strip("()（） :：,，/"))
    first, sign, second = _SIGN.sub("/", name, count=1).partition("/")
    if sign and is_name(first) and not is_post(first) and is_post(second):
        return NameBeside(first, second)
    post = divided(name)
    return NameBeside(_without_padding(post.name), post.post) if post else None


def _without_padding(text: str) -> str:
    line = _DOT_BETWEEN_HAN.sub("·", one_line(text))
    pieces = line.split()
    if not all(map(_ALL_HAN.fullmatch, pieces)):
        return " ".join(pieces)
    whole = "".join(pieces)
    padded = min(map(len, pieces), default=0) == 1 and len(whole) <= _LONGEST
    return whole if padded or (len(pieces) == 2 and _COMPOUND.fullmatch(whole)) else " ".join(pieces)


def is_name(text: str) -> bool:
    """Whether a text has the shape of one name.

    >>> is_name("周子轩"), is_name("汤姆·克鲁斯"), is_name("周子轩和李敏"), is_name("知识产权部")
    (True, True, False, False)
    """
    return _IS_NAME.fullmatch(text) is not None


def is_probably_name(text: str) -> bool:
    """Whether a text has the shape of one name and begins with one of the frequent family names.

    >>> is_probably_name("黄建军"), is_probably_name("情况属实"), is_probably_name("同意")
    (True, False, False)
    """
    return 1 < len(text) <= _LONGEST and text[0] in _SURNAMES and is_name(text)


def may_be_name(text: str) -> bool:
    """Whether a text has the shape of one name and begins with any family name, as words do too.

    >>> may_be_name("卞雅芬"), may_be_name("单价"), may_be_name("属实")
    (True, True, False)
    """
    return 1 < len(text) <= _LONGEST and text[0] in _FURTHER_SURNAMES and is_name(text)


def is_one_name(first: str, second: str) -> bool:
    """Whether two words may be the name of one person, whose family name is the first of them.

    >>> is_one_name("欧阳", "文静"), is_one_name("范丽华", "卓振邦")
    (True, False)
    """
    return _COMPOUND.fullmatch(first + second) is not None


def may_be_several(text: str) -> bool:
    """Whether a text is longer than a Chinese name: two that nothing parts, as at the end of a line.

    >>> may_be_several("彭丹丹廖佳怡"), may_be_several("欧阳明轩"), may_be_several("阿卜杜拉·买买提")
    (True, False, False)
    """
    name = divide(text).name
    return len(name) > _LONGEST and _ALL_HAN.fullmatch(name) is not None


class PersonCodec(TextCodec):
    """The name of one person; what stands beside it is told."""

    def decode(self, text: str) -> Decoded[str]:
        """The name."""
        if _PLAIN_NAME.fullmatch(text):
            return Decoded(text)
        decoded = super().decode(text)
        if decoded.value in (None, text):
            return decoded  # nothing was taken from it
        return Decoded(decoded.value, (*decoded.notes, *beside_notes(text)))

    def printed_value(self, text: str) -> str | None:
        """A name of two or three characters."""
        return text if _PLAIN_NAME.fullmatch(text) and is_words(text) and "年" not in text else None


def beside_notes(text: str) -> tuple[Note, ...]:
    """What is said of a title or a number beside a name."""
    beside = divide(text).beside
    code = "person.post" if beside and all(map(is_post, beside.split("，"))) else "person.beside"
    return (Note(code, {"text": quoted(text), "beside": quoted(beside)}),) if beside else ()


_ORGANISATION = regex(r"\w[\w()（）·]{2,38}(?:公司|局|厂|店|院|所|校|中心|委员会|协会|合作社|事务所|大学)")
_SEALED = regex(r"\s*[(（]?\s*(?:已|加)*[签盖](?:公|印)?章?\s*[)）]?\s*$")  # 已盖章, and （盖章） behind a name


def organisation(text: str) -> str | None:
    """Who seals: an organisation's name; "" where it only says that there is a seal, None of any other text.

    >>> organisation("金华甲有限公司（盖章）"), organisation("已盖章"), organisation("张三"), organisation("总经理")
    ('金华甲有限公司', '', None, None)
    """
    line = one_line(text)
    name = _SEALED.sub("", line)
    is_known = _ORGANISATION.fullmatch(name) or (not name and line)
    return name if is_known else None


PERSON = PersonCodec(person)
