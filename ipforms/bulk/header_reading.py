"""A header, read: its words, its levels, and what they say of whom and of what it is."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ipforms.bulk.bare_headers import BRACKETED, IN_CHARGE, OF_COMPANY, with_levels, without_ordinal
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.schemas.layout import FieldGroup
from ipforms.text import bare_label
from ipforms.text.character_table import simplified
from ipforms.text.label_tokens import LabelTokens, fold, foreign_words, near_words, tokens, without_date
from ipforms.text.regex import regex

_NUMBERED = regex(r"(\D*?)第?(\d{1,6})[行个项条号家位]?(\D*)", re.ASCII)
_OF_RANK = regex(
    r"^(?:主要?|首席|首要|副|备用|备选|替补|候补|其他|另一|第二)(?=联系|联络|对接|经办)"
)  # the first or second such person
_OF_OFFICE = regex(
    r".{0,6}(?:局|监所|分所|委|科|处|镇街?|街道|协会|商会)(?=联系|联络|经办|对接|负责|电话|手机|领导|人员)"
)
_BEFORE = regex(
    rf"""^(?:原任?|旧|曾用?|前任|变更前的?|更名前的?)(?={OF_COMPANY})
      | ^曾用
      | 旧.{{0,4}}(?:号|码|名)$
      | ^变更(?:日期|时间)""",
    re.VERBOSE,
)
"""Of a company that has another name or address now, and what it had before, which no form asks for."""
_OF_STEP = regex(
    r"""(?<=[区县市局级位门业司会地）)])
        (?:审核 | 初审 | 审查 | 复核 | 审批 | 审定 | 推荐 | 签署 | 签字 | 签章 | 盖章 | 落款 | 意见 | 上报)+
        (?=(?:意见 | 日期 | 时间)$)""",
    re.VERBOSE,
)
"""What an office did with a form, before its opinion and the day of it: 区局审核日期 is 区局日期."""
_PERSONS_NUMBER = regex(r"[人员][（(·-]?\d+[)）]?\D|^第?\d+[号位]?\D*?[人员][^数]")  # 联系人2电话, 2号联系人电话
_APPLICANTS = frozenset(("市场",))  # a word for who applies that is no filler
_CODES = frozenset(("编号", "编码", "代码", "号码", "code", "cust"))  # of filler: with them 企业 is no longer a name
OF_ANYTHING = frozenset(("名称", "姓名", "日期"))  # words for a fact of whatever stands before them
OF_ALL = frozenset(
    ("总", "总数", "总量", "总计", "合计", "共", "共计", "小计", "加起来")
)  # of filler: a header, or a piece of one, for the sum
OF_FIRM = frozenset(("企业", "单位", "公司"))  # of filler
_YEAR = regex(r"(?:19|20)\d{2}年?度?")
_STOCK = regex(r"有效|存续|[人职员]工|人[数员]")  # what there is on a day, of whichever year: 2022年职工人数
_OF_LIAISON = regex(r"^(?:联络|联系)$")  # above the columns of a person
_LATIN_WORDS = regex(r"(?<=[\u4e00-\u9fff)）])\s*[/(（]?\s*[A-Za-z][A-Za-z.\s'-]+[)）]?$")
"""The name in English behind the Chinese one: 联系电话Tel, 企业名称（Company Name）."""
_UNITS = (
    ("area", regex(r"(?:平方?米|㎡|m²|m2|亩)\W*$", re.IGNORECASE)),
    ("code", regex(r"[\u4e00-\u9fff](?:代码|编码|编号|ID)\W*$")),
    ("money", regex(r"[万亿百千（(_·/:：]元\W*$|[（(]万[)）]$")),
)
_GROUPED = regex(r"(?:基本)?(?:情况|信息|数量|状况|统计|联系方式|联络方式|联络信息)?(?:[（(][^）)]*[）)])?$")


@dataclass(frozen=True)
class HeaderReading:
    """A header, read."""

    text: str  # as it stands, without what tells it from another of the same name
    number: int  # the number in it, from 1; 0 if it has none
    tokens: LabelTokens  # its words without that number
    upper: frozenset[str]  # those of its words that stand in an upper row or in brackets
    lower: str = ""  # its own row, with a word above that says nothing alone: 联络·人员
    groups: tuple[FieldGroup, ...] = field(default=())  # the groups of fields that it names
    is_of_number: bool = False  # whether its number is a person's, and not a fact's: 联系人2电话
    is_of_past_year: bool = False  # whether another header of the table says the same of a later year
    is_behind_others: bool = False  # whether it names nobody, and stands behind a person whom no form asks for

    @property
    def is_code(self) -> bool:
        """Whether it is the number that somebody gives a company, which is none of its names: 企业编号, 客户ID."""
        is_id = self.text[-2:].lower() == "id" and self.tokens.words <= {"身份证"}
        is_near = any(map(near_words, self.tokens.unknown))  # 移动号码
        return is_id or (self.tokens.words <= _APPLICANTS and not is_near and bool(self.tokens.filler & _CODES))

    @property
    def is_former(self) -> bool:
        """Whether it is of what a company had before: 变更前名称, and 2015年营业收入 beside that of 2016."""
        return self.is_of_past_year or _BEFORE.match(self.text) is not None

    @property
    def is_of_office(self) -> bool:
        """Whether it is of an office's own people: 市监所联系人, 局联系人电话."""
        return _OF_OFFICE.match(self.text) is not None

    @property
    def is_of_somebody(self) -> bool:
        """Whether it is of who is in charge, and does not say of what: 企业负责人手机."""
        return IN_CHARGE.match(self.text) is not None

    @property
    def is_of_firm(self) -> bool:
        """Whether it is said of the firm, and of no person: 企业电话."""
        return bool(self.tokens.filler & OF_FIRM)

    @property
    def is_sum(self) -> bool:
        """Whether it says no more than that it is a sum, of all that stands below an upper row: 知识产权数量·总计."""
        lower = tokens(self.text.rpartition(LEVELS)[2])
        return not lower.words and not lower.unknown and bool(lower.filler & OF_ALL) and self.text != ""

    @property
    def outer(self) -> frozenset[str]:
        """The words in the row above, where they name no group: of what it may be a part, 注册地址·市."""
        above = self.text.rpartition(LEVELS)[0]
        return frozenset() if self.groups or not above else tokens(above).words - foreign_words()

    @property
    def above(self) -> str:
        """What stands above it, or before the last part of a database's name: 人手 of 人手·全厂, yxzl of yxzl_fm."""
        return self.text.rpartition(LEVELS)[0] or (self.text.rpartition("_")[0] if self.text.isascii() else "")

    @property
    def measure(self) -> str:
        """What its unit measures, "money" or "area", or "code"; "" where it names nothing of these."""
        return next((kind for kind, unit in _UNITS if any(map(unit.search, self.text.split(LEVELS)))), "")

    @property
    def is_any_address(self) -> bool:
        """Whether it says no more than that it is an address."""
        return self.tokens.words == {"地址"}

    @property
    def is_general(self) -> bool:
        """Whether no word that is known says what the column holds: 代码, QYMC."""
        return not self.tokens.words


@lru_cache(maxsize=1_024)  # asked many times of each column, and of sheets that are alike
def read_header(header: str) -> HeaderReading:
    """The words and the number of a header."""
    text = with_levels(without_ordinal(header))
    text, rank = _OF_RANK.sub("", text), _OF_RANK.match(text)
    dated = without_date(text)
    counted = _YEAR.sub("" if _STOCK.search(dated) else "上年度", dated)
    found = _NUMBERED.fullmatch(counted)
    number = int(found[2]) if found and int(found[2]) < 1000 else 0
    bare = found[1] + found[3] if found and number else counted
    number = number or (0 if rank is None else 1 if rank[0][0] in "主首" else 2)
    above, _, lower = bare.rpartition(LEVELS)
    group = above.rpartition(LEVELS)[2]
    lower = lower if lower.isascii() or tokens(group).words or tokens(group).unknown else group + lower
    levels = (_OF_LIAISON.sub("联系人", each) for each in above.split(LEVELS))
    main, aside = tokens(lower), [tokens(each) for each in (*levels, *BRACKETED.findall(bare))]
    across = tokens(group + lower).words & foreign_words() if above else frozenset()  # 专利名称, of 重点专利·名称
    main = main._replace(words=main.words | across)
    upper = frozenset(word for each in aside for word in each.words) - main.words
    unknown = main.unknown | (tokens(above).unknown if above else frozenset())
    filler = main.filler.union(*(each.filler for each in aside))
    words = LabelTokens(main.words | upper, filler, unknown, main.is_open)
    is_of_number = bool(rank) or (number > 0 and _PERSONS_NUMBER.search(counted) is not None)
    return HeaderReading(text, number, words, upper | (unknown - main.unknown), lower, is_of_number=is_of_number)


def spellings(header: str) -> list[str]:
    """How a header may be compared; of one of several rows (专利情况·申请量) also without 情况 and the like.

    >>> spellings("专利情况·申请量")
    ['专利情况申请量', '专利申请量']
    """
    upper, _, lower = header.rpartition(LEVELS)
    whole = [header, _GROUPED.sub("", upper) + lower] if upper else [header]
    if LEVELS in upper:
        whole.append(_GROUPED.sub("", upper.rpartition(LEVELS)[2]) + lower)
    han = _LATIN_WORDS.sub("", header)
    is_same = tokens(header[len(han) :]).words <= tokens(han).words  # 联系人tel, 联络员QQ are no 联系人
    whole += [han] if han not in ("", header) and is_same else []
    whole += [_OF_STEP.sub("", header)] if _OF_STEP.search(header) else []
    spelt = [fold(name) for each in whole for name in (each, bare_label(each))]
    return list(dict.fromkeys([*spelt, *map(simplified, spelt)]))
