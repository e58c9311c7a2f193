"""The five functions that every number module offers, over the whole registry."""

from __future__ import annotations

import inspect
import pickle
import string
import subprocess
import sys
import time
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipforms.codes import ALL, InvalidCode, phone
from ipforms.messages import Note, is_error
from tests.effort import examples

MODULES = [pytest.param(module, id=name) for name, module in ALL.items()]

PIECES = (
    *(
        "ZL",
        "第",
        "号",
        "类",
        "转",
        "分机",
        "微信",
        "电话：",
        "软著登字第",
        "SR",
        "GR",
        "CN",
        "+",
        "0086",
        "020",
        "138",
    ),
    *"@.。，、；/()（）“”《》-—*XxO９Ｍßſ²٣\u200b\u00a0\n\t\u3000 ",
    *("440101198001010017", "91350100M000100Y43", "ZL201710601862.3", "13800138000", "81050369", "a@b.cn", "E+10"),
)
JUNK = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.text(alphabet="0123456789XO-+ .()ZLGSRM", max_size=24),
)


@pytest.mark.parametrize("module", MODULES)
@settings(max_examples=examples(150), deadline=None)
@given(text=JUNK)
def test_any_text_is_read_without_an_error_of_python(module: ModuleType, text: str) -> None:
    notes = module.check(text)
    for note in notes:
        assert isinstance(note, Note)
        for lang in ("zh", "en"):
            assert note.message(lang)
            note.hint(lang)
    assert module.is_valid(text) is not is_error(notes)
    if is_error(notes):
        with pytest.raises(InvalidCode):
            module.validate(text)
    else:
        assert module.validate(text) == module.format(text)


@pytest.mark.parametrize("module", MODULES)
@settings(max_examples=examples(300), deadline=None)
@given(text=JUNK)
def test_compact_and_format_done_twice_change_nothing(module: ModuleType, text: str) -> None:
    assert module.compact(module.compact(text)) == module.compact(text)
    assert module.format(module.format(text)) == module.format(text)


@pytest.mark.parametrize("module", MODULES)
@settings(max_examples=examples(150), deadline=None)
@given(text=JUNK)
def test_a_valid_text_stays_valid_in_its_printed_form(module: ModuleType, text: str) -> None:
    if module.is_valid(text):
        assert module.is_valid(module.format(text))


@pytest.mark.parametrize(
    "module", [pytest.param(each, id=name) for name, each in ALL.items() if each.IDENTIFIER.canonical_pattern]
)
@settings(max_examples=examples(150), deadline=None)
@given(data=st.data())
def test_what_is_canonical_at_a_glance_is_left_by_format(module: ModuleType, data: st.DataObject) -> None:
    pattern = module.IDENTIFIER.canonical_pattern
    text = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=string.printable))
    assert module.format(text) == text


@pytest.mark.parametrize("module", MODULES)
@settings(max_examples=examples(100), deadline=None)
@given(st.text("0123456789", max_size=20))
def test_any_digits_may_have_lost_their_zeros(module: ModuleType, digits: str) -> None:
    assert module.IDENTIFIER.with_zeros(digits).replace("-", "").endswith(digits)


@pytest.mark.parametrize("junk", ["9", "(", " ", "“x-", "a@.", "第ZL 和 ", "电话E+"])
@pytest.mark.parametrize("module", MODULES)
def test_a_text_without_end_is_refused_quickly(module: ModuleType, junk: str) -> None:
    text = (junk * 200_000)[:200_000]  # what takes the square of it takes minutes
    start = time.process_time()
    module.compact(text)
    module.check(text)
    module.format(text)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("module", MODULES)
def test_a_module_opens_with_its_official_name_and_names_a_source(module: ModuleType) -> None:
    doc = inspect.getdoc(module) or ""
    assert "\u4e00" <= doc[0] <= "\u9fff"
    assert "Source:" in doc
    assert ">>>" in doc
    for name in ("compact", "check", "validate", "is_valid", "format"):
        assert callable(getattr(module, name))


def test_an_invalid_code_speaks_two_languages_and_travels_between_processes() -> None:
    with pytest.raises(InvalidCode) as caught:
        ALL["uscc"].validate("91350100M000100Y44")
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.note == caught.value.note
    assert again.message("en") == caught.value.message("en")
    assert again.message("en").startswith("the check character (position 18) does not agree")
    assert str(again) == str(caught.value)


def test_importing_the_codes_loads_neither_phonenumbers_nor_email_validator() -> None:
    program = (
        "import sys, ipforms.codes; "
        "print([name for name in ('phonenumbers', 'email_validator') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@settings(max_examples=examples(300), deadline=None)
@given(text=JUNK)
def test_phones_found_in_junk_have_a_stable_printed_form(text: str) -> None:
    for one in phone.find_all(text):
        if one.kind not in (phone.PhoneKind.UNKNOWN, phone.PhoneKind.MASKED):
            assert phone.parse(one.formatted).formatted == one.formatted
