"""Records whose values paper can tell apart from no value."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache, partial
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms import paths
from ipforms.codecs import PERSON, Codec, decode_field, nothing
from ipforms.codecs.cell_text import one_entry, value_text
from ipforms.matching.date_lines import is_date
from ipforms.pipeline.neighbour_fields import moved_parts
from ipforms.schemas.base import FormModel
from ipforms.schemas.record_texts import codecs_of, encode
from ipforms.schemas.references import is_reference
from tests.strategies import contract, records

WORDS = st.sampled_from(
    ("公司", "知识产权", "张三", "双龙", "，", "、", "（甲）", "2017年", "工作", "管理", "28", "专利")
)

SPACED = st.sampled_from(
    (
        *("公司", "知识产权", "张三", "，", "、", "（甲）", "2017年", "28", "专利", "管理", "工作", "。", "；", "——"),
        *(" ", "  ", "\u00a0", "\u3000", "the", "patent", "IP-Tech", "Madrid:", "EU & US", "Co., Ltd.", "GB/T 29490"),
        *("G1234567", "ZL201710601862.3", "440101198001010056", "a-b-c", "V2.0", "1.2亿元", "8.5%", "50 000", "(中国)"),
    )
)


def flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a record's JSON by path; what is absent or empty is left out."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from flat(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and any(isinstance(row, dict) for row in value):
        for index, row in enumerate(value):
            yield from flat(row, f"{path}[{index}]")
    elif value is not None and value != []:
        yield path, value


@cache
def print_of(form_id: str) -> frozenset[str]:
    """All labels, hints and statements of a form, as they are compared."""
    return frozenset(label.key for _, label in ipforms.form(form_id).matcher.form_map.labels)


_BESIDE = ("identifier.beside", "identifier.title")


_ANY_LABEL = frozenset("栏")  # where a field has a label, a star and a colon before a text are the mark of it


def _says_other(text: str) -> bool:
    """Whether a text in a cell says nothing, or more than its value: a hint, a list sign, a leftover, a ditto."""
    if not text.isascii():
        with suppress(UnicodeError):  # °¡ is 啊 in another encoding, and is read as that
            text.encode("latin-1").decode("gb18030")
            return True
    bare = value_text(text, _ANY_LABEL).text
    return nothing(text) is not None or bare != text or one_entry(bare) != bare or is_reference(text)


def _has_words_beside(codec: Codec[Any] | None, text: str) -> bool:
    """Whether a program's text is a number among words, of which a reader takes the number, and says so."""
    return codec is not None and any(note.code in _BESIDE for note in decode_field(codec, text).notes)


def _is_date_of_signature(codec: Codec[Any] | None, text: str) -> bool:
    """Whether a date stands for a person's name: on a page it is read as the date that is asked for beside it."""
    return codec is PERSON and is_date(text)


def representable(form_id: str) -> st.SearchStrategy[FormModel]:
    """Records of a form without 无, / and 详见附件, which say nothing. Rows that are blank are no entries."""
    return _representable(ipforms.form(form_id).model, form_id)


@cache
def _representable(model: type[FormModel], form_id: str) -> st.SearchStrategy[FormModel]:
    def said(record: FormModel) -> FormModel:
        data = record.model_dump(mode="json")
        for path, value in list(flat(data)):
            texts = value if isinstance(value, list) else [value]
            codec = codecs_of(model, (path,)).get(path)
            odd = (_says_other, partial(_has_words_beside, codec), partial(_is_date_of_signature, codec))
            said_texts = [text for text in texts if isinstance(text, str)]
            # A long e-mail is parted at its @: where a name is blank, nothing tells its first line from one.
            is_parted = path.endswith(("_name", "_title")) and any("@" in text for text in said_texts)
            if is_parted or any(says(text) for text in said_texts for says in odd):
                paths.put(data, paths.parse(path), None)
        # A telephone behind a name is read as that of the blank field beside it, and told.
        while moved := list(moved_parts(model, dict(flat(encode(model.model_validate(data)))))):
            for part in moved:
                paths.put(data, paths.parse(part.source), None)
        for name, value in data.items():
            if isinstance(value, list):
                data[name] = [row for row in value if not isinstance(row, dict) or list(flat(row))]
        return model.model_validate(data)

    return records(form_id).map(said)


@cache
def plain_records(form_id: str, words: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[FormModel]:
    """The full record of a form with other texts in some cells that hold any text, from a word to several lines."""
    data = contract(form_id)
    line = st.lists(words, min_size=1, max_size=60).map(lambda words: "甲" + "".join(words) + "乙")
    lines = st.lists(line, min_size=1, max_size=8).map("\n".join)
    free = {"enterprise_name", "address", "recommending_unit", "name", "registered_address", "mailing_address", "bank"}
    prose = {"overview", "ip_work", "honours", "work_plan", "ip_protection_status"}
    chosen = dict.fromkeys(sorted(free & data.keys()), line) | dict.fromkeys(sorted(prose & data.keys()), lines)
    model = ipforms.form(form_id).model
    return st.fixed_dictionaries({}, optional=chosen).map(lambda texts: model.model_validate({**data, **texts}))


def drawn(strategy: st.SearchStrategy[FormModel], count: int) -> list[FormModel]:
    """The same records at each time, for what takes files in one batch: the fullest of three times as many."""
    made: list[FormModel] = []

    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    alike = settings(max_examples=3 * count, derandomize=True, database=None, deadline=None, suppress_health_check=slow)

    @settings(alike, phases=[Phase.generate])
    @given(record=strategy)
    def draw(record: FormModel) -> None:
        made.append(record)

    draw()
    return sorted(made, key=_fields, reverse=True)[:count]


def _fields(record: FormModel) -> int:
    return len(dict(flat(record.model_dump(mode="json"))))
