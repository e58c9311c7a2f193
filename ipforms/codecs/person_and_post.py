"""Name and post of a person that were typed into one place: 陈晓岚经理, 知识产权部经理 陈晓岚."""

import re
from typing import NamedTuple

from ipforms.text.regex import regex

# The hundred most frequent family names and the usual ones of two characters: enough to cut by, not to judge a name.
_FAMILY = (
    "(?:欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|"
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤楼应虞骆])"
)
_LAST = (
    "总经理|副总|经理|主任|总监|部长|科长|主管|专员|董事长|董事|总裁|工程师|秘书|助理|负责人|会计|厂长|处长|院长|所长"
    "|组长|店长|法务|专利工程师|专利代理师|律师|顾问|文员|干事|职员|联络员|管理员|总工|校长|书记|主席|监事|合伙人|出纳"
)
_FIRST = (
    "知识产权|专利|商标|法务|法律|技术|研发|行政|人事|人力|办公室|综合|项目|市场|销售|财务|生产|质量|品质|品牌|运营|企业|科技"
    "|标准|信息|外联|总务|总工|部门|副|总|常务|执行|高级|首席|董事|公司|经理|主任|主管|专员|部长|科长|厂长|秘书|助理|律师|顾问|监事"
)
_SHORTEST = 2  # characters of a name
_POST = regex(rf"(?:.*(?:{_LAST}))(?:[(（].*[)）])?", re.DOTALL)
_ANY_NAME = regex(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,3}")  # beside a post, rare families too: 麦磊
_NAME = regex(rf"{_FAMILY}(?:\s?[\u3400-\u9fff\U00020000-\U0003ffff]){{1,2}}")
_PERSON_FIRST = regex(rf"({_NAME.pattern})\s*((?:{_FIRST}).*)", re.DOTALL)
# 任总经理 names no more than the family.
_ONLY_FAMILY = regex(rf"{_FAMILY}(?:{_FIRST}|{_LAST}).*", re.DOTALL)
_POST_FIRST = regex(rf"(.*(?:{_LAST}))\s*({_NAME.pattern})", re.DOTALL)


class PersonAndPost(NamedTuple):
    """A name and a post; either may be blank."""

    name: str
    post: str


def in_order(first: str, second: str) -> PersonAndPost:
    """Which of two texts is the name: the first as the form asks, unless it is plainly the post and the other a name.

    >>> in_order("陈晓岚", "经理"), in_order("知识产权部经理", "陈晓岚")
    (PersonAndPost(name='陈晓岚', post='经理'), PersonAndPost(name='陈晓岚', post='知识产权部经理'))
    >>> in_order("副总经理", "麦磊")
    PersonAndPost(name='麦磊', post='副总经理')
    """
    is_name = _NAME.fullmatch(second) or _ANY_NAME.fullmatch(second)
    swapped = is_post(first) and not is_post(second) and is_name is not None
    return PersonAndPost(second, first) if swapped else PersonAndPost(first, second)


def divided(text: str) -> PersonAndPost | None:
    """Cut a text without any sign between name and post; None where it is not plain where to cut.

    >>> divided("陈晓岚知识产权部经理")
    PersonAndPost(name='陈晓岚', post='知识产权部经理')
    >>> divided("曹芳总经理助理")
    PersonAndPost(name='曹芳', post='总经理助理')
    >>> divided("法务总监李敏")
    PersonAndPost(name='李敏', post='法务总监')
    >>> divided("陈晓岚") is divided("经理") is None
    True
    """
    said = text.strip()
    if _ONLY_FAMILY.fullmatch(said):
        return None
    if (found := _PERSON_FIRST.fullmatch(said)) and is_post(found[2]):
        # 曹芳总经理助理: no name ends so, but many posts begin so.
        cut = len(found[1]) - (len(found[1]) > _SHORTEST and found[1][-1] in "总副")
        return PersonAndPost(said[:cut], said[cut:].lstrip())
    if found := _POST_FIRST.fullmatch(said):
        return PersonAndPost(found[2], found[1])
    return None


def is_post(text: str) -> bool:
    """Whether a text is a post and no name."""
    return _POST.fullmatch(text.strip()) is not None
