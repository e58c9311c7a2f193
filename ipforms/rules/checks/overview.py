"""How long a text is, and whether 申报单位概述 has the topics that the form names.

A form does not say how 字 are counted. Three ways are usual, and the limit is broken for sure only if all three say
so: every character but white space; Word's 字数, in which a run of Latin letters or digits is one; Chinese characters
alone.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.rules.checks.case import Case, CheckFinding
from ipforms.schemas.guangzhou import GuangzhouEnterprise
from ipforms.text import visible, without_space
from ipforms.text.regex import regex

_HAN = regex("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SINGLE = regex("[\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’—…·]")
_RUN = regex(r"\S+")

_STAFF = regex("[0-9０-９]+ ?余?多?[人名]")
_TOPICS: dict[str, tuple[str, ...]] = {
    "所从事行业": (
        *("从事", "行业", "产业", "领域", "主营", "专注", "致力", "围绕", "制造", "生产", "产品", "我们做"),
        *("医药", "农药", "医疗", "信息技术", "电子", "材料", "能源", "软件"),
    ),
    "业务内容": ("业务", "主营", "经营", "产品", "生产", "服务", "销售"),
    "管理状况": ("管理", "治理", "制度", "体系", "规程", "流程", "考核", "董事会", "贯标", "认证", "机制"),
    "资产状况": ("资产", "资本", "注册资金", "产值", "净值"),
    "人员状况": ("人员", "员工", "职工", "人才"),
    "科研开展": ("科研", "研发", "研究", "技术", "创新", "开发"),
    "知识产权工作情况": ("知识产权", "专利", "商标", "著作权", "版权"),
}
"""The topics that the form names, each with words that usually go with it; of people, a number of them too."""


class Lengths(NamedTuple):
    """How long a text is, by three ways of counting."""

    characters: int  # all characters but white space
    words: int  # Word's 字数: Chinese characters and punctuation singly, a run of anything else as one
    han: int  # Chinese characters alone


def lengths(text: str) -> Lengths:
    """Count a text.

    >>> lengths("已通过GB/T 29490贯标。")
    Lengths(characters=15, words=8, han=5)
    """
    text = visible(text)
    singles, runs = len(_SINGLE.findall(text)), len(_RUN.findall(_SINGLE.sub(" ", text)))
    return Lengths(len(without_space(text)), singles + runs, len(_HAN.findall(text)))


def topics(case: Case) -> Iterator[CheckFinding]:
    """The seven topics that the form names (附件2), each by words that usually go with it."""
    text = case.of(GuangzhouEnterprise).overview
    if not text:
        return
    absent = [title for title, words in _TOPICS.items() if not any(word in text for word in words)]
    if _STAFF.search(text) and "人员状况" in absent:
        absent.remove("人员状况")
    if absent:
        yield CheckFinding(
            Note("overview.topics", {"topics": "、".join(absent)}), "overview", str(clauses.GUANGZHOU_TOPICS)
        )
