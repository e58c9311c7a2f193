"""The catalogue of messages: every sentence that people get to read, by key, a file a language.

`zh.toml` and `en.toml` hold the same keys with the same slots. A key begins with what speaks:
`finding.<code>.message`, `.hint` and `.request`, `error.<class>`, then the rooms (`cli`, `reports`, …). A file is read
when its language is first asked for.

    >>> say("error.UnknownForm", "en", form="jinhua", known=["jinhua-application", "guangzhou-market"])
    'There is no form “jinhua”. Known forms: jinhua-application, guangzhou-market.'
"""

import os
import re
import shlex
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """Must be put right."""
    WARNING = "warning"
    """Doubtful: a person should look."""
    ATTACHMENT = "attachment"
    """Needs a paper that the form cannot show."""
    HUMAN = "human"
    """Needs judgement."""
    NOTE = "note"
    """How a value was read; nothing to put right."""


SEVERITIES = {
    code: Severity(word)
    for code, word in tomllib.loads((files(__package__) / "severities.toml").read_text(encoding="utf-8")).items()
}


__all__ = [
    "SEVERITIES", "Bilingual", "Lang", "Note", "Severity", "catalogue", "fill", "is_error", "languages",
    "register", "say",
]  # fmt: skip

Lang = str  # A language by its code: "zh", "en", or one that another package brings

_FOLDERS: list[Traversable] = [files(__name__)]
_BARE_WORD = re.compile(r"[\w@%+=:,./-]+")  # what shells take as it is; of Chinese too, which `shlex.quote` would quote
_SEPARATORS: dict[Lang, str] = {"zh": "、"}
_OTHER_SEPARATOR = ", "
_LANGUAGE_FILE = re.compile(r"([a-z]{2,3}(?:[-_][A-Za-z]+)?)\.toml")  # BCP 47, as far as a file name needs it


@cache
def catalogue(lang: Lang) -> Mapping[str, str]:
    """All templates of a language by dotted key: `str.format` templates over the context.

    What a package has not put into a language stands there in Chinese.
    """
    found: dict[str, str] = {}
    for folder in _FOLDERS:
        found |= (_read(folder, "zh") if lang != "zh" else {}) | _read(folder, lang)
    return found


def languages() -> tuple[Lang, ...]:
    """The languages that there are texts in: Chinese, English, and what other packages bring.

    >>> languages()[:2]
    ('zh', 'en')
    """
    return tuple(dict.fromkeys(("zh", "en", *sorted(lang for folder in _FOLDERS for lang in _languages_of(folder)))))


def _languages_of(folder: Traversable) -> list[Lang]:
    """The languages of a folder's files; what else lies there, such as a form.toml, is none."""
    return sorted(found[1] for entry in folder.iterdir() if (found := _LANGUAGE_FILE.fullmatch(entry.name)))


def _read(folder: Traversable, lang: Lang) -> dict[str, str]:
    file = folder / f"{lang}.toml"
    return _flat(tomllib.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        flat |= _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value}
    return flat


class UnfitTexts(ValueError):
    """Texts of another package that would say something else than the code does."""


def register(folder: Traversable) -> None:
    """Add the texts of another package: a folder with a file a language, `zh.toml`, `en.toml` or any other.

    The package may put our texts into another language, with the same slots, and bring texts and findings of its own;
    a finding says in `zh.toml` how much it weighs: `severity = "warning"` beside its `message`.

    Raises:
        UnfitTexts: a text of ours would be replaced in Chinese or English, or have other slots; a finding lacks its
            severity.
    """
    if folder in _FOLDERS:
        return
    own = catalogue("zh")
    texts = {lang: _read(folder, lang) for lang in _languages_of(folder)}
    for lang, each in texts.items():
        for key in each.keys() & own.keys():
            if lang in ("zh", "en") or not _slots(each[key]) <= _slots(own[key]):
                raise UnfitTexts(f"{lang}.toml: {key}")
    severities = {}
    for key in texts.get("zh", {}):
        if key.startswith("finding.") and key.endswith(".message"):
            code = key.removeprefix("finding.").removesuffix(".message")
            severities[code] = _severity(texts["zh"].get(f"finding.{code}.severity", ""), code)
    SEVERITIES.update(severities)
    _FOLDERS.append(folder)
    catalogue.cache_clear()


def _severity(word: str, code: str) -> Severity:
    if code not in SEVERITIES and word not in tuple(Severity):
        raise UnfitTexts(f"zh.toml: finding.{code}.severity = {word!r}")
    return SEVERITIES[code] if code in SEVERITIES else Severity(word)


def _slots(text: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in Formatter().parse(text) if name is not None}


def say(key: str, lang: Lang = "zh", /, **context: Any) -> str:
    """The message of a key in a language.

    Raises:
        KeyError: there is no such key, or the message has a slot that the context does not fill.
    """
    return fill(catalogue(lang)[key], lang, context)


def fill(template: str, lang: Lang, context: Mapping[str, Any]) -> str:
    """Put a context into a template: lists are joined, and what has a language of its own is put into this one.

    A fact that is computed for each language, such as a text with its numbers masked, may come as `reason_zh` and
    `reason_en`; it fills the slot `reason`. `{path!q}` is quoted where a shell needs it: a person pastes the command.

    >>> fill("“{name}”是{what}", "zh", {"name": "a.zip", "what": Bilingual("source.what.zip")})
    '“a.zip”是 ZIP 压缩包'
    >>> fill("ipforms map {data!q} -o {path!q}", "zh", {"data": "三月 汇总.xlsx", "path": "四月.xlsx"})
    "ipforms map '三月 汇总.xlsx' -o 四月.xlsx"
    """
    context = {**context, **{name[:-3]: value for name, value in context.items() if name.endswith(f"_{lang}")}}
    slots = {name: _localised(value, lang) for name, value in context.items()}
    for name in _GLUED.findall(template) if lang == "zh" else ():
        if isinstance(context[name], Bilingual) and slots[name][:1].isascii() and slots[name][:1].isalpha():
            slots[name] = f" {slots[name]}"  # a catalogue's Latin word behind a Chinese one
    return _Commands().vformat(template, (), slots) if "!q}" in template else template.format(**slots)


def _localised(value: Any, lang: Lang) -> Any:
    if isinstance(value, str | int):
        return value
    if type(value) in (list, tuple):  # not a named tuple, such as a place
        return _Items([_localised(each, lang) for each in value], _SEPARATORS.get(lang, _OTHER_SEPARATOR))
    if isinstance(value, Bilingual):
        return value.text(lang)
    message = getattr(value, "message", None)  # of a note or an error
    return message(lang) if callable(message) else value


_GLUED = re.compile(r"(?<=[\u4e00-\u9fff])\{(\w+)\}")  # slots right behind a Chinese character


class _Commands(Formatter):
    """Templates with commands: `!q` quotes a word for the shell of this system, or each of a list."""

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if conversion != "q":
            return super().convert_field(value, conversion)
        return " ".join(map(_shell_word, value.items if isinstance(value, _Items) else [value]))


def _shell_word(value: Any) -> str:
    word = str(value)
    if _BARE_WORD.fullmatch(word):
        return word
    return f'"{word}"' if os.name == "nt" else shlex.quote(word)  # no file name of Windows has a quotation mark


class _Items:
    """A list in a slot: `{names}` joins it as usual, `{faults:; }` with what stands there."""

    def __init__(self, items: list[Any], separator: str) -> None:
        self.items, self._separator = items, separator

    def __format__(self, separator: str) -> str:
        return (separator or self._separator).join(map(str, self.items))

    def __str__(self) -> str:
        return format(self)


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A message whose language is chosen later: its key and what fills its slots.

    >>> Bilingual("error.UnknownForm", {"form": "a", "known": ["b", "c"]}).text("zh")
    '没有名为“a”的表格。可用的表格：b、c。'
    """

    key: str
    context: Mapping[str, Any] = field(default_factory=dict)

    def text(self, lang: Lang = "zh") -> str:
        """The message in `lang`."""
        return say(self.key, lang, **self.context)


@dataclass(frozen=True, slots=True)
class Note:
    """A fact about one text: a code of the catalogue, which never changes meaning, and what its message needs.

    It is made where nothing is known of forms: in a codec, in a check of an identifier. With its place it is a
    `Finding` (`ipforms.findings`).

    >>> note = Note("uscc.length", {"value": "91440106", "length": 8})
    >>> note.severity
    <Severity.ERROR: 'error'>
    """

    code: str
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return SEVERITIES[self.code]

    def message(self, lang: Lang = "zh") -> str:
        """What is wrong, or how a text was read."""
        return say(f"finding.{self.code}.message", lang, **self.context)

    def hint(self, lang: Lang = "zh") -> str:
        """What to do; empty where the message says it all."""
        return fill(catalogue(lang).get(f"finding.{self.code}.hint", ""), lang, self.context)

    def request(self, lang: Lang = "zh") -> str:
        """What to do, for the applicant: of a letter, where the hint is for whoever has the paper before them.

        >>> Note("seal.missing").request()
        '请盖公章后重新扫描；已盖章的，请扫描成清晰的彩色文件。'
        """
        request = catalogue(lang).get(f"finding.{self.code}.request")
        return self.hint(lang) if request is None else fill(request, lang, self.context)


def is_error(notes: Iterable[Note]) -> bool:
    """Whether any of the notes must be put right."""
    return any(note.severity is Severity.ERROR for note in notes)
