"""What a company has to hand in, as data: each paper with its clause, and how its file is recognised.

Jinhua's annex 1 lists the papers: the form, the licence, and one of three proofs, which must prove a condition that the
form claims. Guangzhou's notice names none, so a bureau gives its own list.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

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


def _paper(said: Mapping[str, Any]) -> Paper:
    """A paper of `materials.toml`."""
    words = {name: tuple(said.get(name, ())) for name in ("words", "hints", "print_words", "claims")}
    clause = Clause(_GUIDE, *said["clause"]) if "clause" in said else None
    to_see = Bilingual(f"bundle.paper.{said['to_see']}") if "to_see" in said else None
    title = Bilingual(f"bundle.paper.{said['id']}")
    return Paper(said["id"], title, **words, clause=clause, to_see=to_see, is_listed=clause is not None)


_FILE = files("ipforms.bundle") / "materials.toml"
KNOWN_PAPERS = tuple(map(_paper, tomllib.loads(_FILE.read_text(encoding="utf-8"))["paper"]))
"""What companies send besides their form, whatever the form is; the last is a page of the form alone."""
_LICENCE, *_PROOFS, _ = KNOWN_PAPERS

LICENCE = Requirement("licence", _LICENCE.title, _LICENCE.clause, (_LICENCE,))
PROOF = Requirement(
    "proof",
    Bilingual("bundle.paper.proof"),
    Clause(_GUIDE, "一（三）", "提供以下证明材料之一"),
    tuple(_PROOFS),
    several=True,
)
JINHUA = Materials(
    form_clause=Clause(_GUIDE, "一（一）", "金华市知识产权保护直通车重点企业申报表（附件2）"), others=(LICENCE, PROOF)
)
_LISTS = {"jinhua-application": JINHUA}


def materials_of(form: Form) -> Materials:
    """The list that a form's notice gives; the form alone where it gives none."""
    return _LISTS.get(form.id, Materials(is_official=False))
