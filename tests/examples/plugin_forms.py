"""The example forms of other places, as if they were installed; and records of them as people fill them in."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from ipforms.codecs import PERSON, Codec, IdentifierCodec, TextCodec
from ipforms.forms import Form
from ipforms.schemas.layout import FieldGroup, Leaf, layout
from tests.strategies import canonical_values

FOLDER = Path(__file__).parents[2] / "examples" / "forms"
for _package in FOLDER.iterdir():
    sys.path.append(str(_package))
FORMS: tuple[Form, ...] = (
    import_module("high_tech_form").HIGH_TECH,
    import_module("grant_summary_form").GRANT_SUMMARY,
)

_NAMES = st.sampled_from(("林浩然", "徐静", "欧阳文静", "周子轩"))
_WORDS = st.lists(
    st.sampled_from(("轴承", "知识产权", "研发中心", "二期", "（甲）", "GB/T29490", "滨海市")), min_size=1, max_size=4
)
_OTHERS = st.sampled_from(("股份合作", "海洋工程", "集体所有"))


def people_s_records(form: Form, *, full: bool = False) -> st.SearchStrategy[Any]:
    """Records of a form with plain words and any other values, each filled in or not; `full`: all of them."""
    return _group(layout(form.model), full).map(form.model.model_validate)


def _group(group: FieldGroup, full: bool) -> st.SearchStrategy[dict[str, Any]]:
    parts = {child.name: _node(child, full) for child in group.children}
    return st.fixed_dictionaries(parts) if full else st.fixed_dictionaries({}, optional=parts)


def _node(node: Leaf | FieldGroup, full: bool) -> st.SearchStrategy[Any]:
    if isinstance(node, Leaf):
        return _value(node.codec, node) if full else st.one_of(st.none(), _value(node.codec, node))
    return st.lists(_group(node, full), min_size=full, max_size=3) if node.repeated else _group(node, full)


def _value(codec: Codec[Any], node: Leaf) -> st.SearchStrategy[Any]:
    if codec is PERSON:
        return _NAMES
    if isinstance(codec, IdentifierCodec) or (codec.option_print is not None and codec.option_print.open_word == "是"):
        return st.just(node.info.examples[0] if node.info.examples else None)
    if isinstance(codec, TextCodec):
        line = _WORDS.map(lambda words: "甲" + "".join(words))
        return st.lists(line, min_size=1, max_size=3).map("\n".join) if codec.is_prose else line
    if codec.is_number:
        return (
            st.decimals(-9999 if getattr(codec, "signed", False) else 0, 99999, places=2)
            if hasattr(codec, "signed")
            else st.integers(0, 99999)
        )
    if codec.words and codec.option_print is not None and codec.option_print.open_word:
        known = st.sampled_from(codec.words[:-1])
        one = st.one_of(known, _OTHERS)
        many = st.tuples(st.lists(known, unique=True), st.lists(_OTHERS, max_size=1)).map(
            lambda both: [*both[0], *both[1]]
        )
        return many if codec.option_print.is_several else one
    return canonical_values(codec)
