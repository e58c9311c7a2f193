"""The priority industries that 穗知〔2017〕5号 names, and words that hint at them. A hint is no verdict."""

from __future__ import annotations

HINTS: dict[str, tuple[str, ...]] = {
    "新一代信息技术": (
        *("信息技术", "集成电路", "芯片", "半导体", "大数据", "云计算", "物联网", "人工智能", "软件开发", "通信设备"),
    ),
    "新能源汽车": ("新能源汽车", "新能源车", "电动汽车", "动力电池", "充电桩"),
    "生物医药与健康": ("生物医药", "生物技术", "制药", "药品", "医疗器械", "诊断试剂", "疫苗", "中药", "保健"),
    "新材料与精细化工": ("新材料", "复合材料", "高分子", "精细化工", "化学品", "涂料"),
    "轨道交通": ("轨道交通", "轨道车辆", "地铁", "高铁"),
    "能源及环保": ("环保", "节能", "光伏", "储能", "清洁能源", "污水处理", "固废"),
}


def hints(text: str | None) -> str:
    """The industries that a text hints at, each with the words, or "".

    >>> hints("公司从事生物医药研发与生产，主营体外诊断试剂")
    '生物医药与健康：生物医药、诊断试剂'
    >>> hints("公司经营餐饮"), hints(None)
    ('', '')
    """
    found = {industry: [word for word in words if word in (text or "")] for industry, words in HINTS.items()}
    return "；".join(f"{industry}：{'、'.join(words)}" for industry, words in found.items() if words)
