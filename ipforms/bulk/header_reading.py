"""A header as text: without its number, its hint and its letters, then its words, its levels and its pieces."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ipforms.bulk.sources.header_row import without_unit
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.schemas.layout import FieldGroup
from ipforms.text import bare_label
from ipforms.text.character_table import simplified
from ipforms.text.label_tokens import LabelTokens, fold, foreign_words, near_words, tokens, without_date

_TWICE = re.compile(r"〔[A-Z]{1,3}〕$")
_NUMBERED = re.compile(r"(\D*?)第?(\d{1,6})[行个项条号家位]?(\D*)", re.ASCII)
_OF_ROW = "[人员构门度业家]"  # the last character of what has rows: 联系人, 联络员, 机构, 部门, 制度, 企业
_NUMERAL = re.compile(
    rf"""第([一二三四五六七八九])(?=\D)
      | ^([一二三四五六七八九])号(?=\D)
      | [（(]([一二三四五六七八九])[)）]
      | (?<={_OF_ROW})([一二三四五六七八九甲乙丙ABC①-⑨Ⅰ-Ⅸ⑴-⑼])(?=$ | · | [（(] | 姓名 | 名称 | 职务
          | 手机 | 电话 | 固话 | 座机 | 邮箱 | 身份证 | 人)
      | ([①-⑨Ⅰ-Ⅸ⑴-⑼])""",
    re.VERBOSE,
)
_NUMERALS = ("一二三四五六七八九", "甲乙丙", "ABC", "①②③④⑤⑥⑦⑧⑨", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨ", "⑴⑵⑶⑷⑸⑹⑺⑻⑼")
"""How people number persons, units and rules in headers, besides 1, 2, 3: 联系人②, 制度（二）名称, 联系人乙手机."""
_OF_RANK = re.compile(
    r"^(?:主要?|首席|首要|副|备用|备选|替补|候补|其他|另一|第二)(?=联系|联络|对接|经办)"
)  # the first or second such person
_OF_TASK = re.compile(
    r"""^(?:(?:贵?(?:公司|企业|单位|市场) | 知识产权 | 知产 | IP | 专利 | 商标 | 品牌 | 版权 | 材料
          | 资料 | 申报 | 申请 | 项目 | 业务 | 工作 | 事务 | 管理 | 日常 | 常用 | 常设 | 固定
          | 主要 | 具体 | 专职 | 报送 | 填报 | 填表 | 通知 | 对外 | 权利人 | 申请人 | 申报人 | 客户
          | 会员 | 供应商 | 商户 | 甲方)(?:的|端|方)?)+
          (?=(?:联系|联络|对接|经办)(?:人|员))""",
    re.VERBOSE | re.IGNORECASE,
)
"""What a person is asked for, who is the applicant's contact all the same: 知识产权工作联系人."""
_OF_OFFICE = re.compile(
    r".{0,6}(?:局|监所|分所|委|科|处|镇街?|街道|协会|商会)(?=联系|联络|经办|对接|负责|电话|手机|领导|人员)"
)
_IN_CHARGE = re.compile(r"(?:企业|单位|公司|市场|主要)?负责人(?![（(/]?法)")  # the representative, or the contact
_ORDINAL = re.compile(
    r"""^\s*(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]
          | \d{1,2}(?:[_-]\d{1,2})?\s*[、.．:：)）_] | [一二三四五六七八九十]{1,3}、)\s*
          (?=\D)""",
    re.VERBOSE,
)
"""The number of a question: 6、贵公司目前员工总数."""
_KEYED = re.compile(
    r"""\s*(?P<key>[A-Za-z]\w*)\s*
        (?: (?:(?<=_)|[、.．:：-])\s*(?P<behind>[\u4e00-\u9fff].*)
          | [（(](?P<inside>[^()（）]*[\u4e00-\u9fff][^()（）]*)[)）]\s*$)""",
    re.VERBOSE | re.ASCII | re.DOTALL,
)
"""A program's key beside the name: f_qymc_企业名称, dwmc（单位名称）, T01.申报企业名称, Q11_1. 如是，证书编号."""
_OF_COMPANY = "企业|公司|单位|市场|名|法定|法人|代表|负责人|地址|址|住所|代码|执照|电话|联系"
_NOW = re.compile(rf"^(?:现任?|新任?|变更后的?|更名后的?)(?={_OF_COMPANY})")
_BEFORE = re.compile(
    rf"""^(?:原任?|旧|曾用?|前任|变更前的?|更名前的?)(?={_OF_COMPANY})
      | ^曾用
      | 旧.{{0,4}}(?:号|码|名)$
      | ^变更(?:日期|时间)""",
    re.VERBOSE,
)
"""Of a company that has another name or address now, and what it had before, which no form asks for."""
_IF_SO = re.compile(r"^(?:填空|选项|单选|多选)_|^(?:如|若)(?:为|是|有)?[“”是否有]*[，,]\s*(?=\S)")
_OF_STEP = re.compile(
    r"""(?<=[区县市局级位门业司会地）)])
        (?:审核 | 初审 | 审查 | 复核 | 审批 | 审定 | 推荐 | 签署 | 签字 | 签章 | 盖章 | 落款 | 意见 | 上报)+
        (?=(?:意见 | 日期 | 时间)$)""",
    re.VERBOSE,
)
"""What an office did with a form, before its opinion and the day of it: 区局审核日期 is 区局日期."""
_PERSONS_NUMBER = re.compile(r"[人员][（(·-]?\d+[)）]?\D|^第?\d+[号位]?\D*?[人员][^数]")  # 联系人2电话, 2号联系人电话
_LETTER = re.compile(r"(?<=[\u4e00-\u9fff]{2})[A-Z]$")  # of a formula: 面积A, 商户B
_DASH = re.compile(r"(?<=[\u4e00-\u9fff])\s*[—–-]+\s*(?=[\u4e00-\u9fff])")
"""Between a group and its field in the export of a questionnaire: 填表人信息—姓名."""
_HINT = re.compile(
    r"""
    [(（] \s* [YyNn是否有无√×] \s* [/、] \s* [YyNn是否有无√×] \s* [)）] \s* $
    | (?<= [)）\]】?？*] ) \s*
        (?: 请 | 如[:：有需] | 例[如:：] | 用[于来] | 格式 | 注[:：意] | 按照? | 多个 | 可[选多填] | 与.{2,12}一致 ) .*
    | [(（] [^()（）]* (?: 区号 | 分机 | \d+位 | 格式 | 用[于来] | 填 | 示例 | 例如 | 如[:：] )
        [^()（）]* [)）] \s* $
    | (?<= [^\s(（\[【] [^\s(（\[【] ) (?: 用于 | 请填 | 请写 | 格式[:：] | 示?例如?[:：] ) .*
    | (?: 请? [用以] )? (?: 不超过 | 不多于 | 控制在 | 限 ) \s* \d{2,5} \s* 字 (?: 以?内 | 左右 )?""",
    re.VERBOSE | re.DOTALL,
)
"""What a questionnaire adds behind the name: 企业名称（必填）请填写营业执照上的全称; and how long the answer may be."""
_DECORATION = re.compile(
    r"""^[\s*＊☆★※●■]+ | [\s*＊☆★※:：?？]+$
      | [\[【（(]\s*(?:必填|选填|必答|选答|可选|必选)(?:项|题)?\s*[\]】）)]
      | ^请(?:填写|输入|提供)(?=.{2})
      | [（(\[](?:单行|多行)?(?:文本|数字|日期|文字)(?:输入)?[框题型]?[）)\]]
      | [（(\[](?:单选|多选|下拉|填空)[框题]?[）)\]]""",
    re.VERBOSE,
)
"""What the makers of questionnaires add to every question: 【必填】企业名称*, 联系人（单行文本）."""
_CHAT = re.compile(
    r"""(?<=手机|电话|号码)\s*[/、（(]\s*微信(?:同号|号)?\s*[)）]?
      | ^微信号?\s*[/、]\s*(?=手机|电话)
      | (?:QQ|微信)(?=邮箱)""",
    re.VERBOSE | re.IGNORECASE,
)
"""That a telephone or a mailbox is of a chat as well: 手机（微信同号）, QQ邮箱."""
_KEY = re.compile(r"[A-Za-z_]\w*(?:\.\w+)+(?=$|[(（])", re.ASCII)
"""The key of nested data, flattened, as programs write it: contacts.0.name."""
_DOTTED = re.compile(r"(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff])|(?<=情况|信息|资料)[:：](?=[\u4e00-\u9fff])")
"""Between a tag and its field: 荣誉.驰名, 商标情况：驰名."""
_STEP = re.compile(r"\.(\d{1,3})(?=\.)")
_CODES = frozenset(("编号", "编码", "代码", "号码", "code", "cust"))  # of filler: with them 企业 is no longer a name
OF_ANYTHING = frozenset(("名称", "姓名", "日期"))  # words for a fact of whatever stands before them
OF_ALL = frozenset(
    ("总", "总数", "总量", "总计", "合计", "共", "共计", "小计", "加起来")
)  # of filler: a header, or a piece of one, for the sum
_OF_FIRM = frozenset(("企业", "单位", "公司"))  # of filler
_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_BRACKETED = re.compile(r"[（(]([^（）()]+)[）)]")
_OF_LIAISON = re.compile(r"^(?:联络|联系)$")  # above the columns of a person
_LATIN_WORDS = re.compile(r"(?<=[\u4e00-\u9fff)）])\s*[/(（]?\s*[A-Za-z][A-Za-z.\s'-]+[)）]?$")
"""The name in English behind the Chinese one: 联系电话Tel, 企业名称（Company Name）."""
_UNITS = (
    ("area", re.compile(r"(?:平方?米|㎡|m²|m2|亩)\W*$", re.IGNORECASE)),
    ("code", re.compile(r"[\u4e00-\u9fff](?:代码|编码|编号|ID)\W*$")),
    ("money", re.compile(r"[万亿百千（(_·/:：]元\W*$|[（(]万[)）]$")),
)
_GROUPED = re.compile(r"(?:基本)?(?:情况|信息|数量|状况|统计|联系方式|联络方式|联络信息)?(?:[（(][^）)]*[）)])?$")


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
        return is_id or (not self.tokens.words and not is_near and bool(self.tokens.filler & _CODES))

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
        return _IN_CHARGE.match(self.text) is not None

    @property
    def is_of_firm(self) -> bool:
        """Whether it is said of the firm, and of no person: 企业电话."""
        return bool(self.tokens.filler & _OF_FIRM)

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


def plain_header(header: str) -> str:
    """A header without the letters of its column, which tell it from another of the same name: 手机〔F〕."""
    return _TWICE.sub("", header)


def without_ordinal(header: str) -> str:
    """A header without the number and the hint of a question, its group parted from its field.

    >>> without_ordinal("1.企业名称（必填）请填写全称"), without_ordinal("填表人信息—姓名")
    ('企业名称', '填表人信息·姓名')
    """
    text = _CHAT.sub("", _NOW.sub("", _DECORATION.sub("", plain_header(header))))
    text = _NUMERAL.sub(_digit, _OF_TASK.sub("", _IF_SO.sub("", _ORDINAL.sub("", _without_key(text)))))
    text = _LETTER.sub("", text)
    bare = _HINT.sub("", text).strip()
    text = bare if _BRACKETED.sub("", bare) else text
    outside = _BRACKETED.sub("", text)
    text = _DASH.sub(LEVELS, text) if len(_DASH.findall(outside)) == 1 else text  # of three pieces: 联系人-职务-手机
    return _DOTTED.sub(LEVELS, text)


def _without_key(header: str) -> str:
    """A header without a program's key beside it; a word in Latin letters that says more stays: Tel（联系人）."""
    found = _KEYED.match(header)
    if found is None:
        return header
    name = found["behind"] or found["inside"]
    is_said = tokens(found["key"]).words <= tokens(name).words and without_unit(header) == header
    return name if is_said else header


def _digit(numeral: re.Match[str]) -> str:
    """A numeral as a digit: ② and 二 are 2."""
    found = next(filter(None, numeral.groups()))
    return next(str(each.index(found) + 1) for each in _NUMERALS if found in each)


def with_levels(header: str) -> str:
    """A header with the steps of a program's key as levels; the rows of the key are counted from 0.

    >>> with_levels("contacts.0.name"), with_levels("No. 1")
    ('contacts1·name', 'No. 1')
    """
    return _KEY.sub(lambda key: LEVELS.join(_STEP.sub(lambda row: str(int(row[1]) + 1), key[0]).split(".")), header)


@lru_cache(maxsize=1_024)  # asked many times of each column, and of sheets that are alike
def read_header(header: str) -> HeaderReading:
    """The words and the number of a header."""
    text = with_levels(without_ordinal(header))
    text, rank = _OF_RANK.sub("", text), _OF_RANK.match(text)
    counted = _YEAR.sub("上年度", without_date(text))
    found = _NUMBERED.fullmatch(counted)
    number = int(found[2]) if found and int(found[2]) < 1000 else 0
    bare = found[1] + found[3] if found and number else counted
    number = number or (0 if rank is None else 1 if rank[0][0] in "主首" else 2)
    above, _, lower = bare.rpartition(LEVELS)
    group = above.rpartition(LEVELS)[2]
    lower = lower if lower.isascii() or tokens(group).words or tokens(group).unknown else group + lower
    levels = (_OF_LIAISON.sub("联系人", each) for each in above.split(LEVELS))
    main, aside = tokens(lower), [tokens(each) for each in (*levels, *_BRACKETED.findall(bare))]
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
