"""What the words of a claim say against it: another title than the one asked for, or one that is over or not yet given.

The words of the title itself belong to the form, which gives them to the codec of its field; those here hold for any.
"""

import re
from collections.abc import Iterator
from functools import cache

from ipforms.codecs.codec import quoted
from ipforms.codecs.dates import DATE
from ipforms.codecs.numerals import number
from ipforms.codecs.periods import NOW, PERIOD
from ipforms.messages import Note
from ipforms.text import half_width, without_space
from ipforms.text.regex import regex

_SHOWN = 40  # characters of the words that a message repeats
IS_OVER_OR_TO_COME = r"""
    (?<![未没不无]) (?: 已?过期|已到期|到期未|失效|已[期届]?满|摘牌|撤销|取消|注销|吊销|除名|已终止 )
      | 原[为是系] | 曾经?[为是系]
      | 拟 | 正在 | (?: 申报|申请|认定|办理|审核|审批|审查|公示|评审|创建|筹备|受理 )中
      | 公示 (?! 无异议|结束|结果|后|号 ) | (?: 创建|培育|储备 )(?: 对象|单位|库 ) | 培育入库 | 后备 | 候选 | 入围
      | 待 (?= [定批审认公申取评补] ) | (?: 计划|准备|将 )(?= [于在要申今明后\d] ) | (?: 预计|争取|力争 )
"""
"""A part of a verbose regular expression: what is said of a title that nobody holds any more, or not yet."""
_IS_OVER_OR_TO_COME = regex(IS_OVER_OR_TO_COME, re.VERBOSE)
_TITLE = regex(
    """驰名|著名|知名|名牌|老字号|示范|优势|试点|标杆|高新|高企|科技型|创新型|技术中心|研发中心|研究院|工程中心|实验室
      |工作站|专精特新|小巨人|冠军|瞪羚|雏鹰|贯标|管理体系|[守重]合同|诚信|信用|纳税|质量奖|专利奖|品字标|浙江制造
      |绿色工厂|两化融合""",
    re.VERBOSE,
)
"""Words of the titles that enterprises and marks are given."""
_NAMES = regex(r"“[^“”]*”|\"[^\"]*\"|《[^《》]*》|[^\W\d_]+(?:有限公司|集团)")
"""A mark, a document or a company may be called as a title is."""
_MAY_NAME = regex('[“"《限集]')  # a sign of each of them; the letters before 有限公司 are sought at each place
_DENIED = "(?:[未非没]|无(?!锡|为)|不是)(?:有|获得?|得|被|认定|评|为|是|属|于|国家|中国|级)*"
_SPAN = regex(r"(?<![\w])自?\d{4}[\d年月日号.—–~～至到/-]{4,}")
_END = regex(
    r"""(?: 有效期 (?:限|间)? [至到为:：]* | [至到] ) (?P<at> \d{4}[\d年月日号./-]* )
      | (?P<until> \d{4}[\d年月日号./-]*? ) (?= 到期 | 届满 | 截?止 | 期满 )""",
    re.VERBOSE,
)
_TERM = regex(r"有效期限?[为:：]?(?P<years>[一二三四五六七八九十]|\d{1,2})年")
_DATE = regex(r"\d{4}(?:年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|([./-])\d{1,2}(?:\1\d{1,2})?)")


@cache
def _own(words: str) -> re.Pattern[str]:
    """The words that a form gives."""
    return regex(words, re.VERBOSE)


def against(detail: str, own: str = "") -> Note | None:
    """What the words of a claim that is answered 是 say against it.

    Args:
        detail: the words.
        own: how its title may be named, a verbose regular expression; "" where that is not known.

    >>> against("浙江省著名商标", "驰名").code, against("“双龙”，2018年", "驰名")
    ('claim.other_title', None)
    >>> against("驰名商标正在申报", "驰名").context["word"]
    '正在'
    """
    text = half_width(without_space(detail))
    bare = _NAMES.sub("“”", text) if _MAY_NAME.search(text) else text
    denied = _own(f"{_DENIED}(?:{own})").search(bare) if own else None
    if found := denied or _IS_OVER_OR_TO_COME.search(bare):
        return Note("claim.not_in_force", {"text": quoted(detail, _SHOWN), "word": found[0]})
    if own and not _own(own).search(text) and _TITLE.search(bare):
        return Note("claim.other_title", {"text": quoted(detail, _SHOWN)})
    return None


def last_days(detail: str) -> Iterator[str]:
    """The dates on which a title ends by its own words, as exact as these are.

    >>> list(last_days("2017.11—2020.11")), list(last_days("2018年11月30日发证，有效期三年"))
    (['2020-11'], ['2021-11-30'])
    >>> list(last_days("2021年12月16日认定，2024年12月15日到期")), list(last_days("GR202133001234，2021-12-16"))
    (['2024-12-15'], [])
    """
    text = half_width(without_space(detail))
    for span in _SPAN.finditer(text):
        period = PERIOD.decode(span[0])
        if period.value and not period.value.endswith(NOW):
            yield period.value.partition("/")[2]
    for end in _END.finditer(text):
        if last := DATE.decode(end["at"] or end["until"]).value:
            yield last
    term, dates = _TERM.search(text), list(_DATE.finditer(text))
    first = DATE.decode(dates[0][0]).value if term and len(dates) == 1 else None
    if term and first:
        yield f"{int(first[:4]) + int(number(term['years']) or 0)}{first[4:]}"
