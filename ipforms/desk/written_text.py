"""A value as somebody writes it into an input: as the form prints it, but options by their words, not as boxes."""

from __future__ import annotations

from typing import Any

from ipforms.codecs import Codec
from ipforms.codecs.answers import AnswerCodec
from ipforms.codecs.printed_options import PrintedOptions


def written_text(codec: Codec[Any], value: Any) -> str:
    """The text of a value; the codec reads it as the same value.

    >>> from ipforms.codecs import ChoicesCodec
    >>> fields = ChoicesCodec.of(("电子", "生物", "其他"), open_word="其他")
    >>> fields.encode(["生物", "航天"]), written_text(fields, ["生物", "航天"])
    ('□电子 ☑生物 ☑其他：航天', '生物、其他：航天')
    """
    if isinstance(codec, PrintedOptions):
        return codec.written(value)
    printed = codec.encode(value)
    if isinstance(codec, AnswerCodec):
        ticked, _ = codec.option_print.ticked(printed)
        return ticked[0] if ticked else printed
    return printed
