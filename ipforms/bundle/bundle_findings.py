"""Findings on a company's folder."""

from collections.abc import Iterator, Sequence
from functools import reduce

from ipforms import paths
from ipforms.bundle.bundle_files import BundleFile, FileKind
from ipforms.bundle.material_items import MaterialItem, Status, is_proof
from ipforms.bundle.materials import FORM, Paper, Requirement, Text, text_in
from ipforms.bundle.paper_recognition import other_companies, papers_in
from ipforms.codes import high_tech_certificate
from ipforms.codes.masking import masked_text
from ipforms.findings import Finding
from ipforms.forms import Form
from ipforms.messages import Bilingual, Note
from ipforms.pipeline.submission import Submission
from ipforms.rules.clauses import Clause
from ipforms.text import name_key

_NAMES_SHOWN = 10  # in one message; who reads on looks into the folder


def about_item(item: MaterialItem, form: Submission | None) -> Iterator[Finding]:
    """What is wrong or open with one entry of the list."""
    requirement = item.requirement
    if item.status is Status.MISSING:
        listed = [paper for paper in requirement.papers if paper.is_listed]
        yield _of_list(requirement, Note("bundle.missing", {"papers": _either(listed)}), requirement.clause)
    if item.status is Status.DOUBLED:
        facts = {"count": str(len(item.files)), "files": _shown([file.name for file in item.files])}
        yield _of_list(requirement, Note("bundle.doubled", facts), requirement.clause)
    yield from _about_proof(item, form)
    for paper in item.papers:
        if paper.to_see:
            note = Note("bundle.see_paper", {"what": paper.to_see})
            yield _of_list(requirement, note, paper.clause, text_in(paper.title))


def _about_proof(item: MaterialItem, form: Submission | None) -> Iterator[Finding]:
    """A proof must prove a condition that the form claims; one that does is enough."""
    proofs = [paper for paper in item.papers if paper.claims]
    if not proofs:
        return
    if form is None:
        yield _of_list(item.requirement, Note("bundle.claims_unknown"), item.requirement.clause)
    yield from _about_numbers(item, form)
    yield from _about_certificates(item, form)
    enough = any(is_proof(paper, form) for paper in proofs)
    for paper in proofs:
        facts = {"paper": paper.title}
        if not paper.is_listed and not enough:
            yield _of_list(item.requirement, Note("bundle.proof_unlisted", facts), item.requirement.clause)
        elif paper.is_listed and not is_proof(paper, form):
            yield _of_list(item.requirement, Note("bundle.proof_not_claimed", facts), paper.clause)


def _about_numbers(item: MaterialItem, form: Submission | None) -> Iterator[Finding]:
    """How many certificates there are, beside the number that the form claims; one file may hold several."""
    if form is None:
        return
    for paper in item.papers:
        numbers = [paths.get(form.values, paths.parse(path)) for path in paper.claims]
        claimed = sum(number for number in numbers if isinstance(number, int) and not isinstance(number, bool))
        # The same certificate sent twice is one.
        count = len({file.digest for file in item.files if file.papers == (paper.id,) and not file.is_unreadable})
        if count < claimed:
            facts = {"paper": paper.title, "claimed": str(claimed), "count": str(count)}
            yield _of_list(
                item.requirement, Note("bundle.fewer_certificates", facts), paper.clause, text_in(paper.title)
            )


def _about_certificates(item: MaterialItem, form: Submission | None) -> Iterator[Finding]:
    """The numbers on certificates beside those that the form names: a scan may have been read wrongly."""
    if form is None:
        return
    for paper in item.papers:
        claims = (paths.get(form.values, paths.parse(path)[:-1]) for path in paper.claims)
        details = " ".join(claim["detail"] or "" for claim in claims if isinstance(claim, dict) and "detail" in claim)
        claimed = high_tech_certificate.numbers_in(details)
        for file in item.files:
            if file.certificates and claimed and not set(file.certificates) & set(claimed):
                facts = {"found": "、".join(file.certificates), "claimed": "、".join(claimed)}
                yield Finding(
                    Note("bundle.number_differs", facts), label=masked_text(file.name), source=str(paper.clause)
                )


def about_file(file: BundleFile, form: Form, papers: Sequence[Paper]) -> Iterator[Finding]:
    """What is wrong or open with one file, and what a mail says itself."""
    if file.words:
        yield _of_file(file, file.words.note(masked_text(file.name), is_alone=not file.members))
    if file.words.withdrawal:
        yield _of_file(file, Note("roster.withdrawal", {"other": masked_text(file.name)}))
    if file.is_opened and not file.error:
        return
    if file.is_unreadable:
        reasons = {"reason_zh": file.reason("zh"), "reason_en": file.reason("en")}
        yield _of_file(file, Note("bundle.unreadable", reasons))
    elif file.submission and FORM not in file.papers:
        yield _of_file(file, Note("bundle.other_form", {"title": file.submission.form.title}))
    elif file.kind is FileKind.ARCHIVE:
        yield _of_file(file, Note("bundle.archive"))
    elif len(file.papers) > 1:
        titles = [paper.title for paper in papers if paper.id in file.papers]
        yield _of_file(file, Note("bundle.several_papers", {"papers": titles}))
    elif not file.papers:
        yield _of_file(file, _unplaced(file, form, papers))
    elif file.papers == (FORM,) and file.submission is None:
        yield _of_file(file, Note("bundle.not_read"))


def _unplaced(file: BundleFile, form: Form, papers: Sequence[Paper]) -> Note:
    own = [paper for paper in papers if paper.id == FORM]
    if papers_in(file.name.rpartition("/")[2], own):
        return Note("bundle.not_the_form", {"title": form.title})
    return Note("bundle.unsure_unread" if file.is_unread else "bundle.unsure")


def about_copies(files: Sequence[BundleFile]) -> Iterator[Finding]:
    """Files with the same contents under different names."""
    first: dict[str, BundleFile] = {}
    for file in files:
        if file.size and first.setdefault(file.digest, file) is not file:
            yield _of_file(file, Note("bundle.same_file", {"other": masked_text(first[file.digest].name)}))


def about_names(
    folder: str, files: Sequence[BundleFile], submissions: Sequence[Submission], papers: Sequence[Paper]
) -> Iterator[Finding]:
    """Whose papers they are: what the forms say, and what the names of the folder and of its files say."""
    names = dict.fromkeys(filter(None, map(applicant, submissions)))
    if len(set(map(name_key, names))) > 1:
        yield Finding(Note("bundle.several_applicants", {"names": _shown(list(names))}))
    for name in list(names)[:1]:
        texts = dict.fromkeys((folder, *(part for file in files for part in file.name.split("/"))))
        for other in other_companies(texts, name, papers)[:_NAMES_SHOWN]:
            facts = {"found": masked_text(other), "name": masked_text(name)}
            yield Finding(Note("bundle.name_differs", facts))


def applicant(sub: Submission) -> str:
    """Whose form it is, or ""."""
    return sub.form.applicant_of(sub.record)


def _of_list(requirement: Requirement, note: Note, clause: Clause | None, label: str = "") -> Finding:
    return Finding(note, label=label or text_in(requirement.title), source=str(clause) if clause else "")


def _of_file(file: BundleFile, note: Note) -> Finding:
    return Finding(note, label=masked_text(file.name))


def _either(papers: Sequence[Paper]) -> Text:
    """Papers of which one is enough."""
    titles: list[Text] = [paper.title for paper in papers]
    return reduce(lambda one, other: Bilingual("bundle.either", {"one": one, "other": other}), titles) if titles else ""


def _shown(names: Sequence[str]) -> str:
    more = "……" if len(names) > _NAMES_SHOWN else ""
    return "、".join(masked_text(name) for name in names[:_NAMES_SHOWN]) + more
