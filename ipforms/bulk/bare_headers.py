"""A header as text: without its number, its hint, its letters and what else questionnaires and programs add to it."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from ipforms.bulk.sources.header_row import without_unit
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.text.label_tokens import tokens
from ipforms.text.regex import regex

_TWICE = regex(r"〔[A-Z]{1,3}〕$")
_OF_ROW = "[人员构门度业家]"  # the last character of what has rows: 联系人, 联络员, 机构, 部门, 制度, 企业
_NUMERAL = regex(
    rf"""第([一二三四五六七八九])(?=\D)
      | ^([一二三四五六七八九])号(?=\D)
      | [（(]([一二三四五六七八九])[)）]
      | (?<={_OF_ROW})([一二三四五六七八九甲乙丙ABC①-⑨Ⅰ-Ⅸ⑴-⑼])(?=$ | · | [（(] | 姓名 | 名称 | 职务
          | 手机 | 电话 | 固话 | 座机 | 邮箱 | 身份证 | 人 | 制[定订] | 时间 | 日期 | 出台 | 颁布 | 印发 | 份数)
      | ([①-⑨Ⅰ-Ⅸ⑴-⑼])""",
    re.VERBOSE,
)
_NUMERALS = ("一二三四五六七八九", "甲乙丙", "ABC", "①②③④⑤⑥⑦⑧⑨", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨ", "⑴⑵⑶⑷⑸⑹⑺⑻⑼")
"""How people number persons, units and rules in headers, besides 1, 2, 3: 联系人②, 制度（二）名称, 联系人乙手机."""
_OF_TASK = regex(
    r"""^(?:(?:贵?(?:公司|企业|单位|市场) | [该此] | 上述 | 这[位个名] | [本此]次 | 知识产权 | 知产 | IPR?
          | 专利 | 商标 | 品牌 | 版权 | 材料 | 资料 | 申报 | 申请 | 项目 | 业务 | 工作 | 事务 | 管理 | 日常
          | 常用 | 常设 | 固定 | 主要 | 具体 | 专职 | 报送 | 填报 | 填表 | 通知 | 对外 | 权利人 | 申请人
          | 申报人 | 客户 | 会员 | 供应商 | 商户 | 甲方)(?:的|端|方(?:面(?:的)?)?)?)+
          (?=(?:联系|联络|对接|经办)(?:人|员))""",
    re.VERBOSE | re.IGNORECASE,
)
"""What a person is asked for, who is the applicant's contact all the same: 知识产权工作联系人."""
IN_CHARGE = regex(r"(?:企业|单位|公司|市场|主要)?负责人(?![（(/]?法)")  # the representative, or the contact
_ORDINAL = regex(
    r"""^\s*(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]
          | \d{1,2}(?:[_-]\d{1,2})?\s*[、.．:：)）_] | [一二三四五六七八九十]{1,3}、)\s*
          (?=\D)""",
    re.VERBOSE,
)
"""The number of a question: 6、贵公司目前员工总数."""
_KEYED = regex(
    r"""\s*(?P<key>(?!H[12](?!\w))[A-Za-z]\w*)\s*
        (?: (?:(?<=_)|[、.．:：-]|(?<=\d)(?![^年]*(?:收|产值|销售|利润|税)))\s*(?P<behind>[\u4e00-\u9fff].*)
          | [（(](?P<inside>[^()（）]*[\u4e00-\u9fff][^()（）]*)[)）]\s*$)""",
    re.VERBOSE | re.ASCII | re.DOTALL,
)
"""A key beside the name: f_qymc_企业名称, dwmc（单位名称）, T01.申报企业名称, Q5 联系人; Q1营收 may be a quarter."""
OF_COMPANY = "企业|公司|单位|市场|名|法定|法人|代表|负责人|地址|址|住所|代码|执照|电话|联系"
_NOW = regex(rf"^(?:现任?|新任?|变更后的?|更名后的?)(?={OF_COMPANY})")
_HAD = regex(
    r"^已有(?=制度|机构|部门)"
    r"|^(?:现?已|目前|曾)?(?:开展|采取|建立|制定|获得|取得|拥有|设立)(?:[过了]?的|过)(?:哪些|什么)?(?=..)"
)
_IF_SO = regex(r"^(?:填空|选项|单选|多选)_|^(?:如|若)(?:为|是|有)?[“”是否有]*[，,]\s*(?=\S)")
_LETTER = regex(r"(?<=[\u4e00-\u9fff]{2})[A-Z]$")  # of a formula: 面积A, 商户B
_DASH = regex(r"(?<=[\u4e00-\u9fff）)])\s*[—–-]+\s*(?=[\u4e00-\u9fff])")
"""Between a group and its field in the export of a questionnaire: 填表人信息—姓名."""
_HINT = regex(
    r"""
    [(（] \s* [YyNn是否有无√×] \s* [/、] \s* [YyNn是否有无√×] \s* [)）] \s* $
    | (?<= [)）\]】?？*] ) \s*
        (?: 请 | 如[:：有需] | 例[如:：] | 用[于来] | 格式 | 注[:：意] | 按照? | 多个 | 可[选多填] | 与.{2,12}一致 ) .*
    | [(（] [^()（）]* (?: 区号 | 分机 | \d+位 | 格式 | 用[于来] | 填 | 示例 | 例如 | 如[:：] )
        [^()（）]* [)）] \s* $
    | (?<= [^\s(（\[【] [^\s(（\[【] ) (?: 用于 | 请填 | 请写 | 格式[:：] | 示?例如?[:：] ) .*
    | [，,;；] \s* (?: [用以] .{1,6} [隔分]开 | 请 | 多个 | [如若]?[没无].{0,4}(?:不填|留空) ) .*
    | [(（] [与同以按须] [^()（）]{2,12} (?: 一致 | 相同 | 为准 ) [)）] \s* $
    | [，,]? \s* (?: 请? [用以] )? (?: 不超过 | 不多于 | 控制在 | 限 ) \s* \d{2,5} \s* 字 (?: 以?内 | 左右 )?
    | [，,;；] \s* \d{2,5} \s* 字 (?: 以?内 | 左右 )""",
    re.VERBOSE | re.DOTALL,
)
"""What a questionnaire adds behind the name: 企业名称（必填）请填写营业执照上的全称; and how long the answer may be."""
_DECORATION = regex(
    r"""^[\s*＊☆★※●■]+ | [\s*＊☆★※:：?？]+$
      | [\[【（(]\s*(?:必填|选填|必答|选答|可选|必选)(?:项|题)?\s*[\]】）)]
      | ^请(?:填写|输入|提供)(?=.{2})
      | [（(\[](?:计量)?单位[:：][件项个人家户][)）\]]
      | [（(\[](?:单行|多行)?(?:文本|数字|日期|文字)(?:输入)?[框题型]?[）)\]]
      | [（(\[](?:单选|多选|下拉|填空)[框题]?[）)\]]""",
    re.VERBOSE,
)
"""What the makers of questionnaires add to every question: 【必填】企业名称*, 联系人（单行文本）."""
_CHAT = regex(
    r"""(?<=手机|电话|号码)\s*[/、（(]\s*微信(?:同号|号)?\s*[)）]?
      | ^微信号?\s*[/、]\s*(?=手机|电话)
      | (?:QQ|微信)(?=邮箱)""",
    re.VERBOSE | re.IGNORECASE,
)
"""That a telephone or a mailbox is of a chat as well: 手机（微信同号）, QQ邮箱."""
_KEY = regex(r"[A-Za-z_]\w*(?:\.\w+)+(?=$|[(（])", re.ASCII)
"""The key of nested data, flattened, as programs write it: contacts.0.name."""
_DOTTED = regex(r"(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff])|(?<=情况|信息|资料)[:：](?=[\u4e00-\u9fff])")
"""Between a tag and its field: 荣誉.驰名, 商标情况：驰名."""
_STEP = regex(r"\.(\d{1,3})(?=\.)")
PERSONS = frozenset(("联系人", "法定代表人"))  # of whom a form asks for more than the name
BRACKETED = regex(r"[（(]([^（）()]+)[）)]")


def plain_header(header: str) -> str:
    """A header without the letters of its column, which tell it from another of the same name: 手机〔F〕."""
    return _TWICE.sub("", header)


def without_ordinal(header: str) -> str:
    """A header without the number and the hint of a question, its group parted from its field.

    >>> without_ordinal("1.企业名称（必填）请填写全称"), without_ordinal("填表人信息—姓名")
    ('企业名称', '填表人信息·姓名')
    """
    text = _CHAT.sub("", _NOW.sub("", _DECORATION.sub("", plain_header(header))))
    text = _NUMERAL.sub(_digit, _OF_TASK.sub("", _HAD.sub("", _IF_SO.sub("", _ORDINAL.sub("", _without_key(text))))))
    text = _LETTER.sub("", text)
    bare = _HINT.sub("", text).strip()
    text = bare if BRACKETED.sub("", bare) else text
    outside = BRACKETED.sub("", text)
    text = _DASH.sub(LEVELS, text) if len(_DASH.findall(outside)) == 1 else text  # of three pieces: 联系人-职务-手机
    return _DOTTED.sub(LEVELS, text)


def _without_key(header: str) -> str:
    """A header without a program's key beside it; a word in Latin letters that says more stays: Tel（联系人）."""
    found = _KEYED.match(header)
    if found is None:
        return header
    name = found["behind"] or found["inside"]
    is_said = tokens(found["key"]).words <= tokens(name).words
    return name if is_said and (found["behind"] or without_unit(header) == header) else header


def _digit(numeral: re.Match[str]) -> str:
    """A numeral as a digit: ② and 二 are 2."""
    found = next(filter(None, numeral.groups()))
    return next(str(each.index(found) + 1) for each in _NUMERALS if found in each)


def of_persons_in_charge(headers: Sequence[str]) -> Iterator[str]:
    """The headers, where 负责人 is who the one column of such a person before says.

    >>> [*of_persons_in_charge(["知识产权负责人（联系人）", "负责人电话"])]
    ['知识产权负责人（联系人）', '联系人电话']
    """
    persons: list[AbstractSet[str]] = []
    for header in headers:
        text = without_ordinal(header)
        found = IN_CHARGE.match(text)
        said = text[found.end() :] if found else ""
        own = persons[0] if len(persons) == 1 else ()
        yield f"{min(own)}{said}" if len(own) == 1 and tokens(said).words else header
        person = tokens(text).words & PERSONS
        if "负责人" in text and not tokens(said).words and person not in persons:
            persons.append(person)


def with_levels(header: str) -> str:
    """A header with the steps of a program's key as levels; the rows of the key are counted from 0.

    >>> with_levels("contacts.0.name"), with_levels("No. 1")
    ('contacts1·name', 'No. 1')
    """
    return _KEY.sub(lambda key: LEVELS.join(_STEP.sub(lambda row: str(int(row[1]) + 1), key[0]).split(".")), header)
