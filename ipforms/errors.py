"""Exceptions: a wrong call, or a file that cannot be read. What is wrong *inside* a form is a finding.

Every exception descends from `IpformsError` and carries its facts as named context; its sentence stands in the
catalogue under `error.<class>`, in Chinese (`str(error)`) and English (`error.message("en")`). A message names the
thing, the cause and the next step.

    >>> error = UnknownForm(form="jinhua", known="jinhua-application")
    >>> error.context["form"]
    'jinhua'
    >>> print(error)
    没有名为“jinhua”的表格。可用的表格：jinhua-application。
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from ipforms.messages import Bilingual, Lang, catalogue, fill, say

_REASONS = ("unreadable.", "limit.")  # sections of the catalogue: why a file cannot be read
_SHOWN = 20  # characters that a warning of missing glyphs names; more fill a terminal and help nobody


class IpformsError(Exception):
    """Root of all errors that ipforms raises.

    A class without a message of its own has that of its base. One of another package may define its templates as the
    class attributes `zh` and `en` instead of registering a catalogue.

    Attributes:
        context: the facts behind the message, by name.
    """

    def __init__(self, **context: Any) -> None:
        self.context = context
        super().__init__(self.message("zh"))

    @property
    def code(self) -> str:
        """What it is, for programs: the key of its reason where it gives one, otherwise the class's name.

        >>> unreadable("a.pdf", "fault", kind="KeyError").code, UnknownForm(form="a", known="b").code
        ('unreadable.fault', 'UnknownForm')
        """
        keys = (each.key for each in self.context.values() if isinstance(each, Bilingual))
        return next((key for key in keys if key.startswith(_REASONS)), type(self).__name__)

    def message(self, lang: Lang = "zh") -> str:
        """The error in a sentence."""
        return fill(self._template(lang), lang, self.context)

    def _template(self, lang: Lang) -> str:
        texts = catalogue(lang)
        own = (vars(each).get(lang) or texts.get(f"error.{each.__name__}") for each in type(self).__mro__)
        return next(text for text in own if text)

    def __str__(self) -> str:
        return self.message("zh")

    def __reduce__(self) -> tuple[Any, ...]:
        # Worker processes send errors home; the default protocol cannot rebuild keyword arguments.
        return partial(type(self), **self.context), ()


class UnknownForm(IpformsError):
    """No form has this id."""


class UnknownStage(IpformsError):
    """There is no such stage."""


class InvalidArgument(IpformsError):
    """A call with a value of the wrong type, or none of those that there are; `context["argument"]` says which."""


class UnsupportedFormat(IpformsError):
    """The format is known, or not, but this call cannot make or read it."""


class UnreadableDocument(IpformsError):
    """A file that cannot be opened as what it should be."""


class LimitExceeded(IpformsError):
    """An input is larger than a limit that protects the process."""


def unreadable(name: str, reason: str, /, **context: Any) -> UnreadableDocument:
    """The error that a file cannot be opened, for a reason under `unreadable` in the catalogue."""
    return UnreadableDocument(name=name, reason=Bilingual(f"unreadable.{reason}", context))


def exceeded(name: str, what: str, limit: object, /, **context: Any) -> LimitExceeded:
    """The error that an input is larger than a limit; what is too large stands under `limit` in the catalogue."""
    return LimitExceeded(name=name, what=Bilingual(f"limit.{what}", context), limit=limit)


_NOT_OPENED: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "missing"),
    (PermissionError, "permission"),
    (IsADirectoryError, "is_folder"),
    (NotADirectoryError, "missing"),
)


def why_not_opened(error: OSError | ValueError) -> Bilingual:
    """Why the system does not open a file, in words; what it says itself is English on most machines.

    >>> why_not_opened(FileNotFoundError(2, "No such file or directory")).text()
    '文件不存在'
    """
    kind = next((key for known, key in _NOT_OPENED if isinstance(error, known)), "other")
    said = getattr(error, "strerror", None) or type(error).__name__
    return Bilingual(f"not_opened.{kind}", {} if kind != "other" else {"said": said})


def reason_key(error: IpformsError | None) -> str:
    """The key in the catalogue of why a file cannot be read, such as `unreadable.empty`; "" where none is given.

    >>> reason_key(unreadable("a.docx", "empty")), reason_key(None)
    ('unreadable.empty', '')
    """
    reason = error.context.get("reason") if error else None
    return reason.key if isinstance(reason, Bilingual) else ""


@contextmanager
def typed_errors(name: str) -> Iterator[None]:
    """The boundary that no exception of a library passes, nor one of a fault of ours: what is none of ours is named.

    Raises:
        UnreadableDocument: anything else was raised, which is its cause.

    >>> with typed_errors("a.docx"):
    ...     {}["b"]
    Traceback (most recent call last):
    ipforms.errors.UnreadableDocument: 无法读取“a.docx”：程序出错（KeyError）。请把这个文件反馈给我们。
    """
    try:
        yield
    except IpformsError:
        raise
    except Exception as error:  # libraries raise what they like on a broken file
        raise unreadable(name, "fault", kind=type(error).__name__) from error


class MissingExtra(IpformsError):
    """An optional part of ipforms is not installed."""


class InvalidText(IpformsError):
    """A text holds a character that no XML document, and so no DOCX, can hold."""


class MissingGlyphs(UserWarning):
    """Characters that the fonts of a PDF cannot draw.

    Attributes:
        characters: each of them once, in the order of the form.
    """

    def __init__(self, characters: str) -> None:
        self.characters = characters
        named = "、".join(f"{each}（U+{ord(each):04X}）" for each in characters[:_SHOWN])
        context = {"characters": named, "more": " 等" if len(characters) > _SHOWN else "", "count": len(characters)}
        both = (say("error.MissingGlyphs", lang, **context) for lang in ("zh", "en"))
        super().__init__(" / ".join(both))


class InvalidTemplate(IpformsError):
    """A template's tags are wrong; all faults are listed at once."""
