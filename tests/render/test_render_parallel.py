"""Templates shared by threads and processes: no value of one record in the document of another."""

from __future__ import annotations

import datetime
import multiprocessing
import re
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

import ipforms
from ipforms.forms import Form
from ipforms.schemas.record_texts import encode
from ipforms.template import leaves
from tests.documents import cells, expected

RECORDS, PROCESSES, THREADS = 2_000, 2, 8


def own(value: Any, serial: int) -> Any:
    """A value of the contract as the record of this number has it: a different one for each number."""
    if isinstance(value, dict):
        return {name: own(child, serial) for name, child in value.items()}
    if isinstance(value, list):
        return [own(child, serial) for child in value] * (1 + serial % 4)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return value + serial * 1000
    return _own_text(value, serial)


def _own_text(text: str, serial: int) -> str:
    if text in ("national", "provincial", "municipal") or re.fullmatch(r"20\d\d(-\d\d)?", text):
        return text
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return (datetime.date.fromisoformat(text) + datetime.timedelta(days=serial)).isoformat()
    if re.fullmatch(r"\d{3,5}(\.\d)?", text):
        return str(Decimal(text) + serial * 1000)
    return f"{text}甲{serial}乙"


def mixed(form: Form, data: Any, serials: range) -> list[int]:
    """Render the records of these numbers in eight threads; the numbers of those that did not come back whole."""
    source = form.source.read_bytes()

    def whole(serial: int) -> bool:
        record = form.model.model_validate(own(data, serial))
        return cells(ipforms.render(record)) == expected(source, encode(record))

    with ThreadPoolExecutor(THREADS) as threads:
        return [serial for serial, good in zip(serials, threads.map(whole, serials), strict=True) if not good]


@pytest.mark.slow
def test_records_that_are_rendered_at_once_do_not_mix(contract):
    forms = ipforms.forms()
    each = RECORDS // PROCESSES // len(forms)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as processes:
        jobs = [
            processes.submit(mixed, form, contract(form.id), range(share * each, (share + 1) * each))
            for form in forms
            for share in range(PROCESSES)
        ]
        assert [job.result() for job in jobs] == [[]] * len(jobs)


def test_the_records_of_that_test_have_no_text_in_common(form, contract):
    one, other = (encode(form.model.model_validate(own(contract(form.id), serial))) for serial in (3, 7))
    shared = {text for _, text in leaves(one) if text} & {text for _, text in leaves(other)}

    # Of a patent the number is what a record keeps, whatever is typed around it.
    assert all(re.fullmatch(r"[是否]|\d{4}年(\d+月)?|(ZL[\dX.]+[、\n]*)+", text) for text in shared), shared
