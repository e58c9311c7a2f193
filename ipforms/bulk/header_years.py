"""Headers that say the same of several years: 2015年营收 beside 2016年营收."""

from collections.abc import Sequence

from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.text.label_tokens import without_date
from ipforms.text.regex import regex

_OF_YEAR = regex(rf"(?:^|(?<={LEVELS}))(?:19|20)\d{{2}}年?(?:当年)?(?!\d)|(?:19|20)\d{{2}}年(?:当年)?|^当年|^年内")
_SUM = regex(rf"{LEVELS}(?:合计|累计|总计|总数|总量|小计)$")  # beside years, below the same group
_UP_TO = "~"  # behind all years


def past_years(headers: Sequence[str]) -> list[bool]:
    """Of each header, whether another one says the same of a later year, or of none.

    >>> past_years(["2015年营收", "2016年营收", "2014年底专利", "纳税", "2015年纳税"])
    [True, False, False, False, True]
    >>> past_years(["截至2016年底专利", "2016年当年专利"]), past_years(["授权·2015年", "授权·2016年", "授权·合计"])
    ([False, True], [True, True, False])
    """
    headers = [_SUM.sub(LEVELS, each) for each in headers]
    stocks = map(without_date, headers)  # 截至2016年底 counts all that were before, too
    years = [
        (_OF_YEAR.sub("", stock), _UP_TO * (stock != each) + max(_OF_YEAR.findall(each), default=""))
        for stock, each in zip(stocks, headers, strict=True)
    ]
    last: dict[str, str] = {}
    for text, year in years:
        last[text] = max(year, last.get(text, ""))
    now = {text for text, year in years if not year}
    return [year != "" and (year < last[text] or text in now) for text, year in years]
