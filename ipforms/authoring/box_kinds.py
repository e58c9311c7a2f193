"""Whether printed boxes are for one option, for several, or a yes with what it asks for."""

import re

from ipforms.authoring.field_words import UNITS

_KINDS_OF = re.compile("类型|类别")
_KIND_LAST = re.compile(
    r"(?:类型|类别|性质|规模|级别|等级|状态|标准|结论|结果|满意度|形式|属性|阶段|分类)(?:[（(][^（()]*[)）])?$"
)
_SEVERAL_KINDS = re.compile("权利类|侵权类|违法|纠纷类|知识产权类|涉案|涉及")  # of a case, which may have several
_ONE = re.compile(
    r"""[省市区县]$ | 街道$ | 乡镇$ | 属地 | 辖区 | 职称 | 案由 | 事项$ | 还款 | 付款 | 支付 | 权利取得
      | 权利归属 | 取得 | 获得 | 许可 | 贷款 | 评估 | 所属行业 | 送达 | 公开 | 领取 | 交付 | 结算
      | 出资 | 上市 | 挂牌 | 性质 | 规模 | 级别 | 等级 | 方式 | 形式 | 状态 | 性别 | 学历 | 程度
      | 阶段 | 是否 | 有无 | 种类 | 层次""",
    re.VERBOSE,
)
_SEVERAL = re.compile(
    r"""业务许可 | 承诺 | 声明 | 领域 | 称号 | 年级 | 保障 | 覆盖 | 涵盖 | 援助 | 帮扶 | 制度 | 需求
      | 荣誉 | 资质 | 资格 | 认证 | 措施 | 来源 | 渠道 | 途径 | 服务 | 问题 | 范围 | 载体 | 介质
      | 平台 | 用途 | 诉求 | 内容 | 材料 | 资料 | 附件 | 方向 | 成果 | 渊源""",
    re.VERBOSE,
)
SEVERAL_ASKED = re.compile("[多复]选")
_WAYS, _ALONE = re.compile("方式$"), re.compile("^[无未不纯仅全]")  # ways that go together, and what does not
_HONOUR = re.compile(
    r"高新|科技型|专精特新|小巨人|瞪羚|独角兽|雏鹰|领军企业|龙头企业|优势企业|示范企业|单项冠军|老字号|^\w{1,6}了"
)
"""Titles of which a company may hold several, 高新技术企业, 瞪羚企业, and what it may have done: 制定了制度."""
_EXCLUSIVE = re.compile("^(?:全部|部分)|组合|混合|两者|均[有为可]|兼有")  # an option that is all of the others, or some
_YES, _NO = re.compile(r"是|有|已\w{0,4}|获得|通过"), re.compile(r"否|无|没有|未\w{0,4}|不\w{1,4}|\w{1,4}中")
_ASKS = re.compile(
    rf"""[（(：:，,]\s*[\u4e00-\u9fff]{{2,10}}\s*[：:]?[\s_]*(?:{"|".join(UNITS)})?[）)]?$
      | ：$""",
    re.VERBOSE,
)
_ASKS_MORE = re.compile("[（(：:，,]")  # behind 是 or 否, whatever it is
_BOTH = 2  # answers: yes and no
_FEW = 4  # options; longer lists are mostly of what can go together


def kind_of_boxes(options: tuple[str, ...], label: str) -> str:
    """The kind of a group of boxes, by its options and what it is called: choice, choices, answer, claim."""
    first, *others = (re.sub(r"[（(：:，,].*", "", option) for option in options)
    if len(options) == 1:
        return "choice"
    said = _answers(first, others[0]) if len(options) == _BOTH else ""
    if said:
        asks = _ASKS_MORE if {first, *others} == {"是", "否"} else _ASKS
        asking = [option for option in options if asks.search(option)]
        if any(option.startswith(said) for option in asking):
            return "claim"
        return "choice" if asking or {first, *others} != {"是", "否"} else "answer"
    if re.search("单选|任选一", label):
        return "choice"
    if SEVERAL_ASKED.search(label):
        return "choices"
    is_kind = asks_for_kind(label)
    if any(map(_EXCLUSIVE.search, options)):
        return "choice"
    if _SEVERAL_KINDS.search(label) or (_SEVERAL.search(label) and not is_kind):
        return "choices"
    if _WAYS.search(label) and not _ONE.match(label) and len(options) > _BOTH and not any(map(_ALONE.search, options)):
        return "choices"
    are_titles = len(options) > _BOTH and sum(map(bool, map(_HONOUR.search, options))) > 1
    if are_titles or not (_ONE.search(label) or is_kind or _KINDS_OF.search(label)):
        return "choices" if are_titles or len(options) > _FEW else "choice"
    return "choice"


def _answers(first: str, second: str) -> str:
    """The one of two options that says yes, where the other says no; "" if they are no such two."""
    for yes, no in ((first, second), (second, first)):
        if (_YES.fullmatch(yes) and _NO.fullmatch(no)) or no in [f"{sign}{yes}" for sign in "不未非无没"]:
            return yes
    return ""


def asks_for_kind(label: str) -> bool:
    """Whether a label asks of which kind, size or state something is: 规模类型."""
    return _KIND_LAST.search(label) is not None and not _SEVERAL_KINDS.search(label)
