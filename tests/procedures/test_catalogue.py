"""The catalogue: which version when, what is suspended, what a search finds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from citizen_portal.plugin_api import InForce, Procedure, Text
from citizen_portal.procedures.catalogue import Catalogue, ProcedureSuspended

Make = Callable[..., Procedure]
ON = date(2026, 11, 20)


def test_the_version_in_force_that_day(make: Make) -> None:
    old = make(in_force=InForce(since=date(2025, 1, 1), until=date(2026, 6, 30)))
    new = make(version="2", in_force=InForce(since=date(2026, 7, 1)))
    catalogue = Catalogue([("p", new), ("p", old)])
    assert catalogue.get("1.000001", date(2026, 6, 30)) is old
    assert catalogue.get("1.000001", date(2026, 7, 1)) is new
    assert catalogue.version("1.000001", "1") is old
    assert catalogue.on_offer(date(2026, 6, 30)) == (old,)
    with pytest.raises(LookupError):
        catalogue.get("1.000001", date(2024, 12, 31))
    with pytest.raises(ProcedureSuspended):
        catalogue.version("1.000001", "3")


def test_a_contradiction_suspends_its_own_code_only(make: Make) -> None:
    catalogue = Catalogue([("p", make(steps=())), ("q", make(code="1.000002"))])
    assert [str(problem) for problem in catalogue.problems] == [
        "p: 1.000001: it has no processing step"
    ]
    assert catalogue.suspended == {"1.000001"}
    with pytest.raises(ProcedureSuspended):
        catalogue.get("1.000001", ON)
    assert [one.code for one in catalogue.on_offer(ON)] == ["1.000002"]
    with pytest.raises(LookupError) as unknown:
        catalogue.get("1.999999", ON)
    assert not isinstance(unknown.value, ProcedureSuspended)


def test_versions_that_overlap_are_both_suspended(make: Make) -> None:
    catalogue = Catalogue([("p", make()), ("q", make(version="2"))])
    assert catalogue.suspended == {"1.000001"}
    assert catalogue.on_offer(ON) == ()


def test_the_plugin_of_a_procedure(make: Make) -> None:
    one, two = make(), make(code="1.000002")
    catalogue = Catalogue([("plugins.procedures.first", one), ("second", two)])
    assert (catalogue.plugin_of(one), catalogue.plugin_of(two)) == ("first", "second")
    with pytest.raises(LookupError):
        catalogue.plugin_of(make(code="1.000003"))


def catalogue_of(make: Make, *names: tuple[str, tuple[str, ...]]) -> Catalogue:
    return Catalogue(
        ("p", make(code=f"1.00000{index}", name=Text(name, "x"), keywords=keywords))
        for index, (name, keywords) in enumerate(names)
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Đăng ký thường trú", ["1.000000"]),
        ("dang ky thuong tru", ["1.000000"]),
        ("DANG KY", ["1.000000", "1.000001"]),
        ("hộ khẩu", ["1.000000"]),
        ("ho khau", ["1.000000"]),
        ("hoà giải", ["1.000002"]),
        ("hòa giải", ["1.000002"]),
        ("1.000001", ["1.000001"]),
        ("1.00000", ["1.000000", "1.000001", "1.000002"]),
        ("thuong", ["1.000000"]),
        ("thuo", ["1.000000"]),
        ("“hộ khẩu”?", ["1.000000"]),
        ("hộ chiếu", []),
        ("so do", []),
        ("nothing such", []),
        ("%", []),
    ],
)
def test_search(make: Make, query: str, found: list[str]) -> None:
    catalogue = catalogue_of(
        make,
        ("Đăng ký thường trú", ("hộ khẩu",)),
        ("Đăng ký hộ kinh doanh", ("số tiền vốn, doanh nhân",)),
        ("Hòa giải ở cơ sở", ()),
    )
    assert sorted(one.code for one in catalogue.search(query, ON)) == found


def test_accented_matches_come_first(make: Make) -> None:
    catalogue = catalogue_of(make, ("An má", ()), ("An mà", ()), ("Anh mã", ()))
    assert catalogue.search("mà", ON)[0].name.vi == "An mà"
    assert len(catalogue.search("ma", ON)) == 3
    assert len(catalogue.search("ma", ON, most=2)) == 2


def test_an_empty_search_lists_all_by_name(make: Make) -> None:
    catalogue = catalogue_of(make, ("Đổi thẻ", ()), ("Cấp thẻ", ()))
    assert [one.name.vi for one in catalogue.search("  ", ON)] == ["Cấp thẻ", "Đổi thẻ"]


def test_a_declaration_of_junk_is_contained(make: Make) -> None:
    junk: Any = make(form=(object,))
    catalogue = Catalogue([("p", junk), ("q", make(code="1.000002"))])
    assert "cannot be read" in str(catalogue.problems[0])
    assert [one.code for one in catalogue.on_offer(ON)] == ["1.000002"]
