"""Parts in XML of any size, an element at a time."""

from __future__ import annotations

import pytest

from ipforms.containers.safe_xml import BrokenXml, local_name, stream


def streamed(*chunks, names=("row",), markup=1000):
    return [each.get("r") for each in stream(chunks, names, markup)]


def test_elements_come_as_they_end_the_inner_ones_first():
    part = b'<a xmlns="x"><row r="1"><c r="2"/></row><b/><c r="3"/></a>'
    assert streamed(part, names=("row", "c")) == ["2", "1", "3"]
    assert streamed(part[:20], part[20:]) == ["1"]


def test_what_has_ended_is_forgotten():
    rows = (b'<row r="1"><c><v>1</v></c></row><other/>' * 1000 for _ in range(30))

    def chunks():
        yield b"<a><row/>"
        yield from rows
        yield b"</a>"

    most = max(len(each.getparent()) for each in stream(chunks(), ("row",), 5000))
    assert most < 10_000


def test_an_element_that_is_open_is_kept_whole():
    part = b'<a><row/><row r="1">' + b"<c/>" * 30_000 + b"</row></a>"
    assert [len(each) for each in stream([part], ("row",), 100_000)] == [0, 30_000]


@pytest.mark.parametrize(
    "part",
    [
        b"<a>" + b"<x/>" * 30_000 + b"</a>",
        b"<a><row>" + b"<x/>" * 30_000 + b"</row></a>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a><row>&b;</row></a>',
        b"<a><row></a>",
        b"",
        b'<?xml version="1.0" encoding="klingon"?><a/>',
    ],
)
def test_too_much_of_one_thing_or_no_xml_is_broken(part):
    with pytest.raises(BrokenXml):
        streamed(part)


def test_a_name_is_told_without_its_vocabulary():
    assert [local_name(each) for each in stream([b'<a xmlns="x"><row/></a>'], ("row",), 10)] == ["row"]


def test_a_prefix_that_nobody_has_declared_hurts_nobody():
    assert streamed(b'<a><row r="1" x:y="2"/><x:b/></a>') == ["1"]
