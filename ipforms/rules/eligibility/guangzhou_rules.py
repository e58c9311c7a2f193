"""Who may be taken into Guangzhou's two lists (穗知〔2017〕5号 附件1 二（一）): all of four conditions each.

An enterprise's first condition, a priority industry, has no field on the form. Its verdict is `unknown` until the
office has judged, and so is the whole, unless another condition fails: three of four are settled here, and what is left
is named.
"""

import re

from ipforms.codes import divisions
from ipforms.codes.masking import masked_text
from ipforms.messages import Bilingual
from ipforms.rules import clauses
from ipforms.rules.clauses import Clause
from ipforms.rules.eligibility.figures import blank, figure
from ipforms.rules.eligibility.management import managed
from ipforms.rules.eligibility.registration import registered
from ipforms.rules.eligibility.thirty_rights import rights
from ipforms.rules.eligibility.threshold_checks import AnyThreshold, ThresholdCheck
from ipforms.rules.eligibility.verdicts import Condition, Eligibility, Need, Verdict, all_of
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.guangzhou import GuangzhouEnterprise, GuangzhouMarket
from ipforms.text.regex import regex

AREA = 10_000  # m²: 市场营业面积在1万平方米以上
MERCHANTS = 150  # 入驻商家在150家以上

_INDUSTRY = Bilingual("rules.guangzhou.industry")
_SIZE = Bilingual("rules.guangzhou.size")
_RECOGNISED = Bilingual("rules.guangzhou.recognised")
_WHICH_AREA = Need.of("human", "which_area")
_RECOGNITION = Need.of("attachment", "market_recognition")
_WHICH_HONOUR = Need.of("human", "which_honour")
_SENTENCE = regex("[。；;\n]")
_RECOGNITION_WORDS = regex(
    r"""
    知识产权 [^，。；\s]{0,12}? (?: 试点 | 示范 | 规范化 | 培育 )
    | 规范化市场
    """,
    re.VERBOSE,
)
_NOT_YET = (
    *("尚未", "暂未", "未获", "未被", "没有", "暂无", "尚无", "无知识产权", "无任何"),
    *("正在申", "拟申", "申报中", "争取"),
)


_INDUSTRY_HINTS: dict[str, tuple[str, ...]] = {
    "新一代信息技术": (
        *("信息技术", "集成电路", "芯片", "半导体", "大数据", "云计算", "物联网", "人工智能", "软件开发", "通信设备"),
    ),
    "新能源汽车": ("新能源汽车", "新能源车", "电动汽车", "动力电池", "充电桩"),
    "生物医药与健康": ("生物医药", "生物技术", "制药", "药品", "医疗器械", "诊断试剂", "疫苗", "中药", "保健"),
    "新材料与精细化工": ("新材料", "复合材料", "高分子", "精细化工", "化学品", "涂料"),
    "轨道交通": ("轨道交通", "轨道车辆", "地铁", "高铁"),
    "能源及环保": ("环保", "节能", "光伏", "储能", "清洁能源", "污水处理", "固废"),
}
"""The priority industries that the notice names, and words that hint at them. A hint is no verdict."""


def enterprise(facts: RecordFacts) -> Eligibility:
    """重点企业入库的基本条件: all of four."""
    form = facts.of(GuangzhouEnterprise)
    return _all(
        clauses.GUANGZHOU_ENTERPRISE,
        _industry(facts, form.overview),
        registered(clauses.GUANGZHOU_ENTERPRISE_REGISTERED, form.uscc, form.registered_address, divisions.GUANGZHOU),
        managed(facts, clauses.GUANGZHOU_ENTERPRISE_MANAGEMENT, form.ip_units, form.ip_policies),
        rights(facts, clauses.GUANGZHOU_ENTERPRISE_RIGHTS),
    )


def market(facts: RecordFacts) -> Eligibility:
    """重点市场入库的基本条件: all of four."""
    form = facts.of(GuangzhouMarket)
    return _all(
        clauses.GUANGZHOU_MARKET,
        registered(clauses.GUANGZHOU_MARKET_REGISTERED, form.uscc, form.registered_address, divisions.GUANGZHOU),
        _size(facts),
        _recognised(facts, form.honours),
        managed(facts, clauses.GUANGZHOU_MARKET_MANAGEMENT, form.ip_units, form.ip_policies),
    )


def _all(clause: Clause, *conditions: Condition) -> Eligibility:
    return Eligibility(all_of(condition.verdict for condition in conditions), "all", clause, conditions)


def _industry(facts: RecordFacts, overview: str | None) -> Condition:
    """（1）属于国家、省、市确定的重点发展产业企业: judgement, with the words of 申报单位概述 for a hint."""
    hint = industry_hints(overview)
    question = "industry_hinted" if hint else "industry"
    given = facts.policies.industry == "accept"
    return Condition(
        id="industry",
        title=_INDUSTRY,
        clause=clauses.GUANGZHOU_ENTERPRISE_INDUSTRY,
        verdict=Verdict.YES if given else Verdict.UNKNOWN,
        arithmetic=hint or "?",
        paths=("overview",),
        needs=(Need.of("human", question, hint=hint),),
    )


def industry_hints(text: str | None) -> str:
    """The industries that a text hints at, each with the words, or "".

    >>> industry_hints("公司从事生物医药研发与生产，主营体外诊断试剂")
    '生物医药与健康：生物医药、诊断试剂'
    >>> industry_hints("公司经营餐饮"), industry_hints(None)
    ('', '')
    """
    found = {industry: [word for word in words if word in (text or "")] for industry, words in _INDUSTRY_HINTS.items()}
    return "；".join(f"{industry}：{'、'.join(words)}" for industry, words in found.items() if words)


def _size(facts: RecordFacts) -> Condition:
    """（2）市场营业面积在1万平方米以上，或入驻商家在150家以上."""
    area = ThresholdCheck((figure(facts, "floor_area", unit=" m²"),), AREA, unit=" m²")
    merchants = ThresholdCheck((figure(facts, "merchants"),), MERCHANTS)
    size = AnyThreshold((area, merchants))
    by_area_alone = area.verdict is Verdict.YES and merchants.verdict is not Verdict.YES
    return Condition(
        id="size",
        title=_SIZE,
        clause=clauses.GUANGZHOU_MARKET_SIZE,
        verdict=size.verdict,
        arithmetic=f"{area.arithmetic}；{merchants.arithmetic}",
        paths=size.paths,
        needs=(_WHICH_AREA,) if by_area_alone else size.needs,
    )


def _recognised(facts: RecordFacts, honours: str | None) -> Condition:
    """（3）被区级以上政府部门认定为知识产权试点示范或知识产权保护规范化市场培育单位.

    Met if the honours name such a title, which the document of recognition has to show; 无 is a no. Honours of another
    kind, titles that are only applied for, and a blank section leave it open.
    """
    named = next(filter(_names_recognition, _SENTENCE.split(honours or "")), "")
    verdict, needs = _honoured(facts, honours, named)
    arithmetic = masked_text(named.strip()) if named else "无" if verdict is Verdict.NO else "?"
    return Condition(
        "recognised", _RECOGNISED, clauses.GUANGZHOU_MARKET_RECOGNISED, verdict, arithmetic, ("honours",), needs
    )


def _names_recognition(sentence: str) -> bool:
    return bool(_RECOGNITION_WORDS.search(sentence)) and not any(word in sentence for word in _NOT_YET)


def _honoured(facts: RecordFacts, honours: str | None, named: str) -> tuple[Verdict, tuple[Need, ...]]:
    if named:
        return Verdict.YES, (_RECOGNITION,)
    if honours:
        return Verdict.UNKNOWN, (_WHICH_HONOUR, _RECOGNITION)
    if facts.is_declared_none("honours"):
        return Verdict.NO, ()
    return Verdict.UNKNOWN, (blank("获得的主要荣誉"),)
