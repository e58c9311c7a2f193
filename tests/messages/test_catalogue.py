"""The catalogue of messages: both languages say the same, and what the code uses is what the catalogue has."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import ipforms
from ipforms import messages
from ipforms.errors import IpformsError, UnknownForm
from ipforms.messages import SEVERITIES, Bilingual, Note, Severity, catalogue, is_error, say
from ipforms.paths import Place
from scripts import messages as files

PACKAGE = Path(ipforms.__file__).parent
CODES = [
    code.removesuffix(".message").removeprefix("finding.") for code in catalogue("zh") if code.endswith(".message")
]

# Made of a stem and a word that the code chooses, so no literal names them: where, and the words.
COMPOSED = {
    "number.": ("at_least", "at_most", "about"),
    "compare.": ("changed", "only_first", "only_second", "unread", "recognition", "handwriting", "spelling", "order"),
}
# What one language says and the other leaves out.
ONE_SIDED = {
    "finding.email.syntax.message": {"reason"},  # email-validator gives its reason in English only
    "bulk.refusal.other": {"number", "detail"},  # the system gives its reason in its own language
    "bulk.refusal.path": {"detail"},
    "error.MissingGlyphs": {"characters", "more", "count"},
    "date.shown": {"printed", "iso"},
    "unreadable.not_flattened": {"kind"},
    "file_name.format": {"error"},  # Python's words, which are English
    "file_name.braces": {"error"},
    "cli.bundle.many_files": {"count", "more"},  # 等 5 个 is “and 2 more”
    "reports.notice.opening": {"verbs"},  # in English one verb will do
    "reports.notice.several_fields": {"name", "count", "field", "more"},
    "reports.notice.bureau": {"office"},  # 我局 and 我单位 are the office's name
    "reports.notice.unit": {"office"},
    "cli.recommend.other_form": {"title", "id"},  # no form has an English title
}


@cache
def nodes() -> list[tuple[Path, ast.Call | ast.ClassDef | ast.Constant]]:
    """The calls, classes and constants of the code, with their files."""
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if "messages" not in path.relative_to(PACKAGE).parts]
    trees = ((path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)
    kinds = (ast.Call, ast.ClassDef, ast.Constant)
    return [(path, node) for path, tree in trees for node in ast.walk(tree) if isinstance(node, kinds)]


def words() -> set[str]:
    """All texts of the code."""
    return {node.value for _, node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Each call of a function by its bare name, and where it stands."""
    for path, node in nodes():
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and node.args:
            yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def notes() -> Iterator[tuple[str, str, set[str] | None]]:
    """Each `Note("code", {"name": …})` of the code: its code, where it stands, and the names if they can be read."""
    for where, node in calls("Note"):
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


def slots(text: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def fact(name: str) -> str:
    """The name of a slot without the language that a fact may be given in."""
    return name.removesuffix("_zh").removesuffix("_en")


def texts(code: str) -> list[str]:
    keys = (f"finding.{code}.message", f"finding.{code}.hint", f"finding.{code}.request")
    return [catalogue(lang)[key] for key in keys for lang in ("zh", "en") if key in catalogue(lang)]


def test_every_code_in_use_is_in_the_catalogue_with_what_its_texts_ask_for() -> None:
    found = list(notes())
    assert len(found) > 60
    for code, where, given in found:
        assert code in SEVERITIES, where
        for text in texts(code):
            if given is not None:
                assert slots(text) <= {*given, *map(fact, given)}, f"{where} {code}: {text}"


def test_both_languages_have_the_same_keys() -> None:
    assert catalogue("zh").keys() == catalogue("en").keys()
    assert all(text and isinstance(text, str) for lang in ("zh", "en") for text in catalogue(lang).values())


def test_a_message_has_the_same_slots_in_both_languages() -> None:
    for key, text in catalogue("zh").items():
        if catalogue("en")[key] == "{english}":  # click's own words
            continue
        assert {*map(fact, slots(text))} ^ {*map(fact, slots(catalogue("en")[key]))} <= ONE_SIDED.get(key, set()), key


@pytest.mark.parametrize("lang", files.LANGUAGES)
def test_a_file_stands_in_order(lang: str) -> None:
    held = (files.FOLDER / f"{lang}.toml").read_text(encoding="utf-8")
    assert held == files.written(lang, files.read(lang)), "run python -m scripts.messages"


def test_every_code_has_a_severity_and_both_stand_in_one_order() -> None:
    assert list(SEVERITIES) == CODES == sorted(CODES, key=lambda code: code.split("."))


def test_a_note_can_be_said_in_both_languages() -> None:
    for code in CODES:
        assert code.replace("_", "").replace(".", "", 1).isalnum()
        note = Note(code, dict.fromkeys(set().union(*map(slots, texts(code))), "甲"))
        for lang in files.LANGUAGES:
            assert note.message(lang) and "{" not in note.message(lang) + note.hint(lang) + note.request(lang)


def test_what_must_be_put_right_says_how() -> None:
    silent = [
        code
        for code in SEVERITIES
        if SEVERITIES[code] is Severity.ERROR and f"finding.{code}.hint" not in catalogue("zh")
    ]
    assert set(silent) <= {"record.invalid", "postcode.character"}


def test_no_entry_is_unused() -> None:
    literals = words() | {stem + word for stem, words in COMPOSED.items() for word in words}
    identifiers = {code for code in SEVERITIES if code.partition(".")[0] in ipforms.codes.ALL}
    assert SEVERITIES.keys() - identifiers - literals == set()
    classes = {node.name for _, node in nodes() if isinstance(node, ast.ClassDef)}
    assert {key.removeprefix("error.") for key in catalogue("zh") if key.startswith("error.")} <= classes


# Functions that take a key, or the end of one: which argument it is, and what stands before it.
BY_KEY = {
    "Bilingual": (0, ""),
    "say": (0, ""),
    **{
        f"{terminal}.{name}": (0, "cli.")
        for terminal in ("terminal", "self.terminal", "self")
        for name in ("say", "print")
    },
    "report_text": (0, "reports."),
    "words.text": (0, "reports.notice."),
    "Need.of": (1, "rules.need."),
    "unreadable": (1, "unreadable."),
    "exceeded": (1, "limit."),
    "_PatternFault": (0, "file_name."),
}


def keys_in_use() -> Iterator[tuple[str, bool, str]]:
    """The keys that the code asks for: whole, or how they begin where a part is chosen at run time; and where."""
    for path, node in nodes():
        name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        position, prefix = BY_KEY.get(name, (0, None))
        if prefix is None or len(node.args) <= position:
            continue
        argument = node.args[position]
        for each in (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,):
            if isinstance(each, ast.JoinedStr) and isinstance(each.values[0], ast.Constant):
                yield prefix + str(each.values[0].value), False, f"{path}:{node.lineno}"
            elif isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield prefix + each.value, True, f"{path}:{node.lineno}"


def test_every_key_that_the_code_asks_for_is_in_the_catalogue() -> None:
    for key, whole, where in keys_in_use():
        assert key in catalogue("zh") if whole else any(each.startswith(key) for each in catalogue("zh")), (key, where)


def test_no_text_is_left_that_the_code_does_not_ask_for() -> None:
    """A key counts as asked for if it, its end or its last name stands in the code, or what an f-string begins with."""
    found = words()
    templates = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.jinja")).replace("'", '"')
    rooms = ("cli.", "limit.", "unreadable.", "reports.", "file_name.")  # put in front by a function of the room
    stems = tuple(word for word in found if word.endswith((".", "_")) and len(word) > 3 and word not in rooms)
    left = []
    for key in catalogue("zh"):
        ends = {key, key.partition(".")[2], key.rpartition(".")[2]}
        is_used = ends & found or any(f'"{end}"' in templates or end.startswith(stems) for end in ends)
        if not is_used and not key.startswith(("finding.", "error.")) and ".help." not in key:  # have their own tests
            left.append(key)
    assert left == [], left


def test_every_error_has_a_message_of_its_own_or_of_its_base() -> None:
    told = {key.removeprefix("error.") for key in catalogue("zh") if key.startswith("error.")}
    for path, node in nodes():
        bases = {ast.unparse(base) for base in node.bases} if isinstance(node, ast.ClassDef) else set()
        if "IpformsError" in bases:
            assert node.name in told | {"InvalidCode"}, f"{path}: {node.name}"  # it says its note


def test_notes_are_errors_when_one_of_them_is() -> None:
    warning, error = Note("date.incomplete", {"text": "x"}), Note("date.range", {"text": "x"})
    assert is_error((warning, error)) and not is_error((warning,)) and not is_error(())


def test_what_fills_a_slot_is_put_into_the_language_of_the_message() -> None:
    inner = Bilingual("error.UnknownForm", {"form": "a", "known": ("b", "c")})
    assert say("error.IpformsError", "en", detail=inner) == "There is no form “a”. Known forms: b, c."
    assert say("error.IpformsError", detail=[inner, 3]) == "没有名为“a”的表格。可用的表格：b、c。、3"
    error = UnknownForm(form="a", known=["b"])
    assert say("error.IpformsError", "en", detail=error) == error.message("en")


def test_a_key_that_nobody_wrote_is_a_wrong_call() -> None:
    with pytest.raises(KeyError):
        say("error.NoSuchError")


class Plain(IpformsError):
    zh = "{what}没有"
    en = "no {what}"


def test_an_error_of_another_package_may_bring_its_own_texts() -> None:
    assert Plain(what="x").message("en") == "no x" and str(Plain(what="x")) == "x没有"


def test_another_package_registers_a_folder_of_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_FOLDERS", list(messages._FOLDERS))
    monkeypatch.setitem(SEVERITIES, "city.rule", Severity.HUMAN)
    for lang in files.LANGUAGES:
        text = f'[finding.city.rule]\nmessage = "{lang} {{x}}"\n'
        (tmp_path / f"{lang}.toml").write_text(text, encoding="utf-8")
    messages.register(tmp_path)
    try:
        note = Note("city.rule", {"x": 1})
        assert (note.message("en"), note.hint("en"), note.severity) == ("en 1", "", Severity.HUMAN)
        assert Note("value.zero", {"text": "0"}).hint("en")
    finally:
        catalogue.cache_clear()


def test_a_place_in_a_note_is_named_in_the_language_of_the_note():
    note = Note("reading.broken_part", {"part": Place(page=2, table=1)})
    assert "第2页第1个表格" in note.message("zh")
    assert "page 2, table 1" in note.message("en") and "第" not in note.message("en")
