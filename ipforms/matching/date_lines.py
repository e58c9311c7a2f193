"""Dates at the end of a text or on a line of their own, as people write them below a signature."""

import re

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DAY = rf"""
    (?<!\d) (?:19|20)\d{{6}}                                                # 20220516
    | [\d〇○零oOＯ一二三四五六七八九]{{2,4}} \s* [年./\-－．、。] \s*             # 2022年, 二〇二二年
      [\d一二三四五六七八九十]{{0,3}} \s*                                      # the month may be left out
      (?: [月./\-－．、。] \s* [\d一二三四五六七八九十]{{0,3}} \s* [日号]? )?      # and so may the day
    | \d{{1,2}} (?:st|nd|rd|th)? [ -] (?:{_MONTHS})[a-z]*\.?,? [ -] \d{{4}}    # 16 May 2022
    | (?:{_MONTHS})[a-z]*\.? [ ] \d{{1,2}} (?:st|nd|rd|th)? ,? [ ] \d{{4}}    # May 16, 2022
"""
_HOUR = r"""
    [（(]? (?: 星期 | 周 | 礼拜 ) [一二三四五六日天] [)）]?
    | (?: 上午 | 下午 | 中午 | 晚上 | T )? \s* \d{1,2} (?: [:：] \d{2} (?: [:：] \d{2} )? | [时点] (?: \d{1,2} 分 )? )
    | 上午 | 下午
"""
"""What stands behind a day and changes nothing."""
_SEAL = r"(?: \s* [（(] [^\s（()）]{0,4} 章 [)）] \s* )?"  # where one seals, behind a date or below it
_ERA = r"(?: 公元 | 民国 ) \s*"
_WORD = r"(?<!\S) (?: 填表 | 签字 | 签署 )? (?: 日\s*期 | 时\s*间 ) \s* [:：]? \s*"
DATE = re.compile(
    rf"""(?: {_WORD} )? (?P<date> (?: {_ERA} )? (?: {_DAY} ) (?: [\s,，]* (?: {_HOUR} ) )* \s* )
         [。.;；，,、]? {_SEAL} $""",
    re.VERBOSE,
)
_BLANK_DATE = re.compile(
    rf"(?: (?: {_WORD} )? (?<![\d〇○零oOＯ一二三四五六七八九]) \s* 年 \s* 月 \s* 日 | {_WORD} (?<=[:：]) ) \s* $",
    re.VERBOSE,
)


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else, be it incomplete."""
    return DATE.fullmatch(text) is not None


def is_date_place(text: str) -> bool:
    """Whether a text is a date, or what forms print where one is to be written."""
    rest, date = split_date(text)
    return not rest.strip() and bool(date or text.strip())


def split_date(text: str) -> tuple[str, str]:
    """What stands before the date at the end of a text, and the date. 年月日 that the form prints is no part of either.

    >>> split_date("陈晓岚 2022年5月16日"), split_date("2022.5.16 年  月  日"), split_date("陈晓岚")
    (('陈晓岚 ', '2022年5月16日'), ('', '2022.5.16'), ('陈晓岚', ''))
    >>> split_date("公元2022年5月16号"), split_date("民国111年5月16日")
    (('', '公元2022年5月16号'), ('', '民国111年5月16日'))
    >>> split_date("2022年5月16日 （企业盖章）")
    ('', '2022年5月16日')
    >>> split_date("同意。\\n日期：2022年5月16日 星期一"), split_date("陈晓岚\\n日期：    年  月  日")
    (('同意。\\n', '2022年5月16日 星期一'), ('陈晓岚\\n', ''))
    """
    text = _BLANK_DATE.sub("", text)
    found = DATE.search(text)
    return (text[: found.start()], found["date"].strip()) if found else (text, "")
