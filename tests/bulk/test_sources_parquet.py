"""Parquet: the same records as from the CSV of the same cells, streamed; nested columns are records."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import ipforms
from ipforms import bulk
from ipforms.errors import UnreadableDocument, UnsupportedFormat

ENTERPRISE = ipforms.form("guangzhou-enterprise")


def parquet(columns, **options):
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer, **options)
    return buffer.getvalue()


def test_typed_columns_give_the_record_that_they_mean():
    columns = {
        "单位名称": ["广州甲有限公司", "广州乙有限公司"],
        "注册时间": [datetime.date(2008, 6, 12), None],
        "专利申请量": [42, None],
        "邮政编码": ["510665", "  "],
    }
    with bulk.open_source(parquet(columns)) as source:
        assert source.format == "parquet" and source.tables[0].total(0) == 2
        entries = list(bulk.Rows(ENTERPRISE, source))
    first, second = (entry.record for entry in entries)
    assert (first.name, first.registered_on, first.patents.applied, first.postcode) == (
        "广州甲有限公司",
        "2008-06-12",
        42,
        "510665",
    )
    assert (second.name, second.registered_on, second.patents.applied, second.postcode) == (
        "广州乙有限公司",
        None,
        None,
        None,
    )


def test_nested_columns_are_the_record_as_json_has_it(contract):
    data = contract("guangzhou-enterprise")
    with bulk.open_source(parquet({key: [data[key]] for key in ("name", "ip_units", "patents")})) as source:
        (entry,) = bulk.Rows(ENTERPRISE, source)
    record = ENTERPRISE.model.model_validate(data)
    assert entry.record.ip_units == record.ip_units and entry.record.patents == record.patents


def test_decimals_keep_their_digits():
    market = ipforms.form("guangzhou-market")
    with bulk.open_source(parquet({"经营场所面积": pa.array([Decimal("35000.10")])})) as source:
        (entry,) = bulk.Rows(market, source)
    assert entry.record.floor_area == Decimal("35000.10")


def test_a_file_of_many_batches_is_numbered_through_and_read_again(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(parquet({"企业名称": [f"公司{n}" for n in range(2_500)]}, row_group_size=700))
    with bulk.open_source(path) as source:
        for _ in range(2):
            rows = list(source.tables[0])
            assert [row.number for row in rows] == list(range(1, 2_501))
            assert rows[-1].values == {"企业名称": "公司2499"}


@pytest.mark.parametrize("cut", [5, 60, -10])
def test_a_broken_file_is_told_in_words(cut):
    with pytest.raises(UnreadableDocument, match="Parquet"):
        bulk.open_source(parquet({"企业名称": ["甲"]})[:cut])


def test_text_called_parquet_is_refused():
    with pytest.raises(UnsupportedFormat, match="Parquet"):
        bulk.open_source("企业名称\n甲\n".encode(), format="parquet")
