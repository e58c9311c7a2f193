"""The language of the command line: Chinese, or English on request (`--lang en`, or IPFORMS_LANG=en)."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from ipforms.messages import Lang


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language that the arguments or the environment ask for.

    >>> chosen(["fill", "--lang", "en"], {}), chosen([], {"IPFORMS_LANG": "en"}), chosen([], {})
    ('en', 'en', 'zh')
    """
    asked = environment.get("IPFORMS_LANG", "zh")
    for argument, following in zip_longest(arguments, arguments[1:], fillvalue=""):
        if argument == "--lang":
            asked = following
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return "en" if asked.casefold().startswith("en") else "zh"


# Help texts are written when the commands are defined, so the language is settled before.
LANG: Lang = chosen(sys.argv[1:], os.environ)


def say(zh: str, en: str) -> str:
    """The text in the language of this run."""
    return zh if LANG == "zh" else en
