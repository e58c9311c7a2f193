"""Exceptions: a wrong call, or a file that cannot be read. What is wrong *inside* a form is a finding.

Every exception descends from `IpformsError`, carries its facts as named context and says them in Chinese
(`str(error)`) or in English (`error.message("en")`). A message names the thing, the cause and the next step.

    >>> error = UnknownForm(form="jinhua", known="jinhua-application")
    >>> error.context["form"]
    'jinhua'
    >>> print(error)
    没有名为“jinhua”的表格。可用的表格：jinhua-application。
"""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar, Literal

Lang = Literal["zh", "en"]

_SHOWN = 20


class IpformsError(Exception):
    """Root of all errors that ipforms raises.

    Attributes:
        context: the facts behind the message, by name.
    """

    zh: ClassVar[str] = "{detail}"
    en: ClassVar[str] = "{detail}"

    def __init__(self, **context: Any) -> None:
        self.context = context
        super().__init__(self.message("zh"))

    def message(self, lang: Lang = "zh") -> str:
        """Say the error in `lang`."""
        template = self.zh if lang == "zh" else self.en
        context = {name: _in(value, lang) for name, value in self.context.items()}
        return template.format(**context)

    def __str__(self) -> str:
        return self.message("zh")

    def __reduce__(self) -> tuple[Any, ...]:
        # Worker processes send errors home; the default protocol cannot rebuild keyword arguments.
        return partial(type(self), **self.context), ()


def _in(value: Any, lang: Lang) -> Any:
    """A context value may be a list, and may itself be able to speak (an error inside an error)."""
    if isinstance(value, list | tuple):
        return ("、" if lang == "zh" else ", ").join(map(str, value))
    return value.message(lang) if isinstance(value, IpformsError) else value


class UnknownForm(IpformsError):
    """No form has this id."""

    zh = "没有名为“{form}”的表格。可用的表格：{known}。"
    en = "There is no form “{form}”. Known forms: {known}."


class UnknownStage(IpformsError):
    """There is no such stage."""

    zh = "没有名为“{stage}”的阶段。可用：{known}。"
    en = "There is no stage “{stage}”. Known: {known}."


class UnsupportedFormat(IpformsError):
    """The format is known, or not, but this call cannot make or read it."""

    zh = "不支持“{format}”格式。此处可用：{known}。"
    en = "The format “{format}” is not supported here. Supported: {known}."


class UnreadableDocument(IpformsError):
    """A file that cannot be opened as what it should be."""

    zh = "无法读取“{name}”：{reason_zh}"
    en = "Cannot read “{name}”: {reason_en}"


class LimitExceeded(IpformsError):
    """An input is larger than a limit that protects the process."""

    zh = "“{name}”超出限制：{what_zh}（上限 {limit}）。如确有需要，可调高该上限。"
    en = "“{name}” is over a limit: {what_en} (at most {limit}). Raise the limit if this is intended."


class MissingExtra(IpformsError):
    """An optional part of ipforms is not installed."""

    zh = '缺少组件：{package}。请运行：pip install "ipforms[{extra}]"'
    en = 'Missing component: {package}. Run: pip install "ipforms[{extra}]"'


class InvalidText(IpformsError):
    """A text holds a character that no XML document, and so no DOCX, can hold."""

    zh = "“{label}”（{path}）含有文档无法保存的控制字符 {character}（第 {position} 个字符），请删除后重试。"
    en = (
        "“{label}” ({path}) holds the control character {character} at position {position}, "
        "which no document can store. Remove it and try again."
    )


class MissingGlyphs(UserWarning):
    """Characters that the fonts of a PDF cannot draw.

    Attributes:
        characters: each of them once, in the order of the form.
    """

    def __init__(self, characters: str) -> None:
        self.characters = characters
        named = "、".join(f"{each}（U+{ord(each):04X}）" for each in characters[:_SHOWN])
        more = " 等" if len(characters) > _SHOWN else ""
        zh = f"PDF 所用字体中没有以下字符，已印为“〓”：{named}{more}。请核对该 PDF，必要时改用 DOCX 格式。"
        en = f"The fonts of this PDF lack {len(characters)} character(s), printed as 〓: check it, or make a DOCX."
        super().__init__(f"{zh} / {en}")


class InvalidTemplate(IpformsError):
    """A template's tags are wrong; all faults are listed at once."""

    zh = "模板“{name}”有误：{faults}"
    en = "The template “{name}” is wrong: {faults_en}"
