"""Is the form filled in, as far as its stage asks for it."""

from collections.abc import Iterator

from ipforms import paths
from ipforms.codecs import DATE, PERSON
from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.rules.checks.case import (
    Case,
    CellState,
    CheckFinding,
    RecordCell,
    RepeatedSection,
    absent,
    cell_state,
    level,
    sections,
    word_for_nothing,
)

_NO_NONE = (DATE, PERSON)  # A date or a person's name cannot be 无


def complete(annex: str, names: tuple[str, ...], case: Case) -> Iterator[CheckFinding]:
    """Every cell and section that the stage asks for is filled in.

    无 is an answer where the form asks how many or in what way (counts, lists, reports). Of an identifier or an address
    it is doubtful; of a name, or of the date of a signature, it is none.

    Args:
        annex: the annex, as it is cited.
        names: patterns of further cells for which there must be an entry: the applicant's name.
        case: what is checked.
    """
    asked = level(case.stage, case.record.stages)
    for cell in case.cells:
        note = _cell_note(case, cell, asked, names)
        if note is not None:
            yield CheckFinding(note, cell.path, clauses.cell(annex, cell.title))
    for section in sections(type(case.record)):
        note = _section_note(case, section, asked)
        if note is not None:
            yield CheckFinding(note, section.path, clauses.cell(annex, section.group.title))


def _cell_note(case: Case, cell: RecordCell, asked: int, names: tuple[str, ...]) -> Note | None:
    found = cell_state(case, cell)
    if found in (CellState.FILLED, CellState.UNREAD):
        return None
    if found is CellState.ELSEWHERE or (found is CellState.SAMPLE and cell.level > asked):
        # In a file that was read, reading has noted it: then the value itself is absent.
        return word_for_nothing(cell.value)
    facts = {"description": cell.leaf.info.description or cell.leaf.title}
    if cell.level > asked:
        return Note("field.blank_beside", facts) if cell.beside and asked and found is CellState.BLANK else None
    if found is not CellState.NONE:
        return Note("field.blank", facts)
    if cell.leaf.codec.none_is_answer:
        return None
    refused = cell.leaf.codec in _NO_NONE or paths.pattern_of(cell.path) in names
    return Note("field.none_refused" if refused else "field.declared_none", facts)


def _section_note(case: Case, section: RepeatedSection, asked: int) -> Note | None:
    """The note on a section without rows."""
    if section.level > asked or getattr(case.record, section.path, None):
        return None
    states = {absent(case, path) for path in _beneath(case, section.path)}
    if states & {CellState.UNREAD, CellState.ELSEWHERE}:
        return None
    code = "section.declared_none" if CellState.NONE in states else "section.blank"
    return Note(code, {"description": section.group.info.description if section.group.info else ""})


def _beneath(case: Case, section: str) -> Iterator[str]:
    """The paths of a section's cells that reading has a note on, though they gave no row."""
    found = (*case.notes, *case.unread)
    yield from (path for path in found if path == section or path.startswith(f"{section}["))
