"""The catalogue: every code that is used is in it, says something in both languages, and is used."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import ipforms
from ipforms.findings import Kind, Note, Severity, identifiers, is_error
from ipforms.findings.catalogue import CATALOGUE, TABLES

PACKAGE = Path(ipforms.__file__).parent
IDENTIFIERS = {kind.code for kind in identifiers.KINDS}

# Made of a stem and a word that the code chooses, so no literal names them: where, and the words.
COMPOSED = {"number.": ("at_least", "at_most", "about")}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "findings" not in path.relative_to(PACKAGE).parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def notes() -> Iterator[tuple[str, str, set[str] | None]]:
    """Each `Note("code", {"name": …})` of the code: its code, where it stands, and the names if they can be read."""
    for path, module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Note" and node.args:
                where = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                for code in codes(node.args[0]):
                    yield code, where, names(node.args[1] if len(node.args) > 1 else ast.Dict([], []))


def codes(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*codes(node.body), *codes(node.orelse)]
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        stem = str(node.values[0].value)
        return [stem + word for word in COMPOSED.get(stem, ())]
    return []


def names(node: ast.expr) -> set[str] | None:
    if isinstance(node, ast.Dict) and all(isinstance(key, ast.Constant) for key in node.keys):
        return {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}
    return None


def templates(kind: Kind) -> dict[str, str]:
    return {"zh": kind.zh, "en": kind.en, "hint_zh": kind.hint_zh, "hint_en": kind.hint_en}


def asked(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def facts(text: str) -> set[str]:
    """The names, without the language that a fact may be given in."""
    return {name.removesuffix("_zh").removesuffix("_en") for name in asked(text)}


def test_every_code_in_use_is_in_the_catalogue_with_what_its_texts_ask_for() -> None:
    found = list(notes())
    assert len(found) > 60
    for code, where, given in found:
        assert code in CATALOGUE, where
        for text in templates(CATALOGUE[code]).values():
            if given is not None:
                assert asked(text) <= given, f"{where} {code}: {text}"


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.code)
def test_an_entry_speaks_both_languages_of_the_same_facts(kind: Kind) -> None:
    assert kind.zh and kind.en
    assert bool(kind.hint_zh) == bool(kind.hint_en)
    assert facts(kind.zh) <= facts(kind.en)  # email-validator gives its reason in English only
    assert facts(kind.hint_zh) == facts(kind.hint_en)
    assert isinstance(kind.severity, Severity)
    room, _, name = kind.code.partition(".")
    assert room.replace("_", "").isalnum() and name.replace("_", "").isalnum()
    note = Note(kind.code, dict.fromkeys(set().union(*map(asked, templates(kind).values())), "甲"))
    for lang in ("zh", "en"):
        assert note.message(lang) and "{" not in note.message(lang) + note.hint(lang)


def test_what_must_be_put_right_says_how() -> None:
    told = [kind.code for kind in CATALOGUE.values() if kind.severity is Severity.ERROR and not kind.hint_zh]
    assert set(told) <= {"record.invalid", "postcode.character"}


def test_a_code_stands_in_one_table_only() -> None:
    every = [kind.code for table in TABLES for kind in table]
    assert len(every) == len(set(every)) == len(CATALOGUE)


def test_no_entry_is_unused() -> None:
    literals = {
        node.value
        for _, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    literals |= {stem + word for stem, words in COMPOSED.items() for word in words}
    assert CATALOGUE.keys() - IDENTIFIERS - literals == set()


def test_notes_are_errors_when_one_of_them_is() -> None:
    warning, error = Note("date.incomplete", {"text": "x"}), Note("date.range", {"text": "x"})
    assert is_error((warning, error)) and not is_error((warning,)) and not is_error(())
