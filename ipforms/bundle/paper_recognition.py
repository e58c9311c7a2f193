"""Which paper a file is, by words in its name, in the names of its folders, or at the head of its text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from ipforms.bundle.materials import Paper
from ipforms.messages import Bilingual
from ipforms.text import comparable, name_key

_COMPANY = re.compile(r"[\u3400-\u9fffa-z()·]{2,40}? (?: 公司 | 合作社 | 企业\(有限合伙\) )", re.VERBOSE)
_LEGAL_FORM = re.compile(r"(?:股份)?(?:有限)?(?:责任)?(?:集团)?公司$")
# What stands beside a company's name in the name of a file.
_NOISE = re.compile(
    r"""
    盖章 | 签字 | 签章 | 扫描件? | 复印件? | 电子版 | word版?
    | 申报[表书] | 申请[表书] | 申报 | 材料 | 附件 | 证明
    | 知识产权 | 直通车 | 重点企业
    | [()·\d]
    """,
    re.VERBOSE,
)


_LIST = re.compile("清单|目录|一览|明细|汇总")


def papers_in(text: str, papers: Sequence[Paper], *, hints: bool = True) -> tuple[Paper, ...]:
    """The papers that a text names: by their own words, or else by hints if these are asked for; () if it names none.

    A company's name is left out where anything is left: 金华高新技术有限公司 hands in its licence as well. What lists
    papers is none of them.

    >>> from ipforms.bundle.materials import LICENCE, PROOF
    >>> papers = (*LICENCE.papers, *PROOF.papers)
    >>> [paper.id for paper in papers_in("金华高新技术企业服务有限公司-营业执照（盖章）", papers)]
    ['licence']
    >>> papers_in("材料清单：营业执照复印件、专利证书复印件", papers)
    ()
    """
    whole = comparable(text)
    if _LIST.search(whole):
        return ()
    for each in (without_companies(whole), whole):
        for kind in ("words", "hints") if hints else ("words",):
            found = _named(each, [(comparable(word), paper) for paper in papers for word in getattr(paper, kind)])
            if found:
                return found
    return ()


@dataclass(frozen=True)
class RecognisedPaper:
    """A paper that a file was taken for."""

    papers: tuple[Paper, ...]  # which; several where its name fits several; none of what is neither form nor paper
    basis: str  # by what: its "name", the name of a "folder", the "text" at its head, or that of a "picture"
    other: Bilingual | None = None  # of what is neither, what it is

    @property
    def is_open(self) -> bool:
        """Whether a person should look at it: a picture whose words are none of a paper may be one that is blurred."""
        return self.other is not None and self.basis == "picture"


def recognise(
    name: str, papers: Sequence[Paper], text: Mapping[str, object], *, hints: bool = True
) -> RecognisedPaper | None:
    """What a file is by its name, the names of its folders, the nearest first, and the title of its text.

    Args:
        name: its path below the folder that was sent.
        papers: what it may be.
        text: the context of `NoForm`: how its text begins, and whether that was recognised in a picture, where what is
            printed on every such paper tells it too; blank where it has no text that could be read.
        hints: whether hints in a name count, as they do for pictures and not for letters.

    >>> from ipforms.bundle.materials import KNOWN_PAPERS
    >>> found = recognise("双龙/营业执照/IMG_2.jpg", KNOWN_PAPERS, {})
    >>> [paper.id for paper in found.papers], found.basis
    (['licence'], 'folder')
    """
    path, title = PurePosixPath(name), str(text.get("head", ""))
    texts = [("name", path.stem, hints), *(("folder", parent.name, hints) for parent in path.parents)]
    for basis, each, hinted in (*texts, ("text", title, False)):
        if found := papers_in(each, papers, hints=hinted):
            return RecognisedPaper(found, basis)
    words = [(word, paper) for paper in papers for word in paper.print_words]
    found = _named(comparable(title), words) if text.get("scan") else ()
    return RecognisedPaper(found, "text") if found else None


def names_company(text: str) -> bool:
    """Whether a text names a company.

    >>> names_company("09 永康某公司(空).docx"), names_company("附件2 重点企业申报表（空白）.docx")
    (True, False)
    """
    return _COMPANY.search(comparable(text)) is not None


def without_companies(text: str) -> str:
    """A folded text without the names of companies in it."""
    return _COMPANY.sub(" ", text)


def _named(text: str, words: list[tuple[str, Paper]]) -> tuple[Paper, ...]:
    """The papers whose words stand in a text; a word inside a longer one, as 商标 in 驰名商标, does not count."""
    found: dict[str, Paper] = {}
    for word, paper in sorted(words, key=lambda named: -len(named[0])):
        if word in text:
            found.setdefault(paper.id, paper)
            text = text.replace(word, " ")
    return tuple(found.values())


def other_companies(texts: Iterable[str], name: str, papers: Sequence[Paper]) -> list[str]:
    """Companies that texts name and that are not the one of this name; a short name of it is its own.

    >>> names = ["双龙公司营业执照.jpg", "义乌市锦程饰品有限公司专利证书.jpg"]
    >>> other_companies(names, "金华双龙精密机械股份有限公司", ())
    ['义乌市锦程饰品有限公司']
    """
    own = _core(comparable(name), papers)
    others: dict[str, str] = {}
    for text in texts:
        for found in _COMPANY.finditer(comparable(text)):
            core = _core(found[0], papers)
            if core and core not in own and own not in core:
                others.setdefault(core, found[0])
    return list(others.values())


def short_name(company: str) -> str:
    """A company's name as a key, without its legal form, as it stands in the names of folders and files.

    >>> short_name("金华双龙精密机械股份有限公司")
    '金华双龙精密机械'
    """
    return _LEGAL_FORM.sub("", name_key(company))


def _core(company: str, papers: Sequence[Paper]) -> str:
    """A company's name without its legal form, and without the words of papers that stand before it."""
    for paper in papers:
        for word in (*paper.words, *paper.hints):
            company = company.replace(comparable(word), "")
    return _NOISE.sub("", _LEGAL_FORM.sub("", company))
