"""What a company has to hand in, as data: each paper with its clause, and how its file is recognised.

Jinhua's annex 1 lists the papers: the form, the licence, and one of three proofs, which must prove a condition that the
form claims. Guangzhou's notice names none, so a bureau gives its own list.
"""

from dataclasses import dataclass

from ipforms.forms import Form
from ipforms.messages import Bilingual, Lang
from ipforms.rules.clauses import Clause

Text = Bilingual | str  # A message of the catalogue, or words that are the same in every language

_GUIDE = "金华方案附件1"


def text_in(text: Text, lang: Lang = "zh") -> str:
    """A text in a language."""
    return text if isinstance(text, str) else text.text(lang)


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper."""

    id: str  # its name, stable
    title: Text  # what it is called
    words: tuple[str, ...]  # words in the name of a file, or at the head of its text, by which it is recognised
    # words that count where nothing better is found; 认定 may be of a firm or of a trade mark
    hints: tuple[str, ...] = ()
    print_words: tuple[
        str, ...
    ] = ()  # what is printed near the head of every such paper, for photos whose title is blurred
    claims: tuple[str, ...] = ()  # fields of the form that claim what it proves; () if it proves no condition
    clause: Clause | None = None  # where it is asked for; None where no notice says it
    to_see: Text | None = None  # what a person must look for on the paper, or None
    is_listed: bool = True  # whether the list has it; people also hand in what no list asks for


@dataclass(frozen=True, slots=True)
class Requirement:
    """One entry of the list, met by any one of its papers."""

    id: str  # its name, stable
    title: Text  # what it is called
    clause: Clause | None  # where it is asked for; None where no notice says it
    papers: tuple[Paper, ...]  # the papers that meet it
    several: bool = False  # whether more than one file is usual, as with certificates


@dataclass(frozen=True, slots=True)
class Materials:
    """A list of materials."""

    # words in the name of a file by which the form itself is recognised
    form_words: tuple[str, ...] = ("申报表", "申报书", "申请表", "申请书")
    form_clause: Clause | None = None  # where the form is asked for, or None
    others: tuple[Requirement, ...] = ()  # what is asked for besides the form
    is_official: bool = True  # whether a notice lists them

    def requirements(self, form: Form) -> tuple[Requirement, ...]:
        """The whole list, the form first."""
        paper = Paper(FORM, form.title, self.form_words, clause=self.form_clause)
        return Requirement(FORM, form.title, self.form_clause, (paper,)), *self.others


FORM = "form"  # the id of the form itself among the materials

_SEALED = Bilingual("bundle.paper.sealed")
_COMPARED = Bilingual("bundle.paper.compared")

_LICENCE_CLAUSE = Clause(_GUIDE, "一（二）", "营业执照复印件（复印件与原件核对无误，盖企业印章）")
LICENCE = Requirement(
    "licence",
    Bilingual("bundle.paper.licence"),
    _LICENCE_CLAUSE,
    (
        Paper(
            "licence",
            Bilingual("bundle.paper.licence"),
            ("营业执照", "三证合一", "business licence", "business license"),
            ("执照", "licence", "license"),
            ("营业执", "业执照", "统一社会信用代码"),
            clause=_LICENCE_CLAUSE,
            to_see=_SEALED,
        ),
    ),
)

RIGHTS_CERTIFICATE = Paper(
    "rights",
    Bilingual("bundle.paper.rights"),
    ("专利证书", "发明专利", "实用新型", "外观设计", "专利登记簿", "商标注册", "商标证", "patent", "trademark"),
    ("专利", "商标", "注册证", "知识产权证书"),
    ("专利号", "专利权人", "授权公告日", "核定使用商品"),
    ("valid_patents.total", "valid_trademarks"),
    Clause(_GUIDE, "一（三）（1）", "有效的专利、商标证书复印件（复印件与原件核对无误，盖企业印章）"),
    _SEALED,
)
HIGH_TECH_CERTIFICATE = Paper(
    "high_tech",
    Bilingual("bundle.paper.high_tech"),
    ("高新技术企业", "高新企业", "高新证书", "高企"),
    ("高新",),
    ("证书编号:gr",),
    ("high_tech.held",),
    Clause(_GUIDE, "一（三）（2）", "国家高新技术企业认定证书复印件（复印件与原件核对无误，盖企业印章）"),
    _SEALED,
)
# The guide asks for no seal on this one.
RECOGNITION = Paper(
    "recognition",
    Bilingual("bundle.paper.recognition"),
    ("示范企业", "优势企业", "试点企业", "优势培育", "知识产权示范", "知识产权优势", "知识产权试点"),
    ("认定文件", "认定通知", "批复", "认定", "示范", "试点"),
    (),
    ("ip_model_title.held",),
    Clause(_GUIDE, "一（三）（3）", "市级以上知识产权示范、优势培育、试点企业认定文件复印件（复印件与原件核对无误）"),
    _COMPARED,
)
# The plan lets holders of a well-known trade mark apply, and its guide lists no proof for them.
WELL_KNOWN_TRADEMARK = Paper(
    "well_known_trademark",
    Bilingual("bundle.paper.well_known_trademark"),
    ("驰名商标", "中国驰名"),
    claims=("well_known_trademark.held",),
    is_listed=False,
)

PROOF = Requirement(
    "proof",
    Bilingual("bundle.paper.proof"),
    Clause(_GUIDE, "一（三）", "提供以下证明材料之一"),
    (RIGHTS_CERTIFICATE, HIGH_TECH_CERTIFICATE, RECOGNITION, WELL_KNOWN_TRADEMARK),
    several=True,
)

JINHUA = Materials(
    form_clause=Clause(_GUIDE, "一（一）", "金华市知识产权保护直通车重点企业申报表（附件2）"), others=(LICENCE, PROOF)
)

SEAL_PAGE = Paper(
    "seal_page",
    Bilingual("bundle.paper.seal_page"),
    ("盖章页", "签章页", "签字页", "签名页", "声明页", "推荐意见页"),
    is_listed=False,
)
KNOWN_PAPERS = (*LICENCE.papers, *PROOF.papers, SEAL_PAGE)
"""What companies send besides their form, whatever the form is."""

_LISTS = {"jinhua-application": JINHUA}


def materials_of(form: Form) -> Materials:
    """The list that a form's notice gives; the form alone where it gives none."""
    return _LISTS.get(form.id, Materials(is_official=False))
