"""What the benchmark of the catalogue types, and the scan it compares with."""

from __future__ import annotations

from bench.naive_search import NaiveSearch
from bench.typed_queries import typed_queries
from citizen_portal.procedures.manager import load_plugins

NAMES = ("Cấp lại chứng nhận đăng ký xe mô tô", "Hỗ trợ ăn trưa cho trẻ em")


def test_the_same_queries_are_typed_each_time() -> None:
    queries = list(typed_queries(NAMES, 200))
    assert queries == list(typed_queries(NAMES, 200))
    assert len(set(queries)) > 100
    assert any(query in NAMES[0] for query in queries)
    assert all(query.strip() for query in queries)


def test_the_scan_finds_what_has_all_words() -> None:
    procedures = [one for _, one in load_plugins({}, entry_points=False).procedures]
    found = NaiveSearch(procedures).find("trich luc")
    assert "2.000635" in {one.code for one in found}
    assert NaiveSearch(procedures).find("khai sihn") == ()
