"""The fingerprint of the rules that have judged an application: what they ask is a part of them, tables too."""

import ipforms
from ipforms import codes, rules
from ipforms.registry import judgement


def test_another_table_of_divisions_is_another_rule(monkeypatch, tmp_path):
    for room in (codes, rules):
        (tmp_path / room.__name__).mkdir()
    monkeypatch.setattr(judgement, "files", lambda name: tmp_path / name)
    found = []
    for text in ("province,11,北京市", "province,11,天津市"):
        (tmp_path / codes.__name__ / "divisions.csv").write_text(text, "utf-8")
        judgement._sources.cache_clear()
        found.append(judgement.fingerprint(ipforms.form("guangzhou-enterprise")))
    judgement._sources.cache_clear()
    assert found[0] != found[1]
