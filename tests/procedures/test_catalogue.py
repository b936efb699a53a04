"""The catalogue: which version when, what is suspended, what a search finds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Event, Thread
from typing import Any

import pytest

from bench.national_file import national_procedures
from citizen_portal.domain.service_level import Channel, GovernmentLevel, ServiceLevel
from citizen_portal.plugin_api import InForce, Procedure, Text
from citizen_portal.procedures.catalogue import Catalogue, ProcedureSuspended
from citizen_portal.procedures.shelves import Shelf

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


def test_all_versions_oldest_first(make: Make) -> None:
    old = make(in_force=InForce(since=date(2025, 1, 1), until=date(2026, 6, 30)))
    new = make(version="2", in_force=InForce(since=date(2026, 7, 1)))
    catalogue = Catalogue([("p", new), ("p", old)])
    assert catalogue.versions("1.000001") == (old, new)
    assert catalogue.versions("1.000009") == ()


def informing(make: Make, code: str, **changes: Any) -> Procedure:
    return make(
        code=code,
        service_level=ServiceLevel.INFORMATION,
        channels=(Channel.COUNTER,),
        form=(),
        cases=(),
        **changes,
    )


def codes(procedures: tuple[Procedure, ...]) -> list[str]:
    return [one.code for one in procedures]


def test_what_is_published_stands_beside_what_is_declared(make: Make) -> None:
    catalogue = Catalogue([("p", make())])
    catalogue.publish([informing(make, "1.000002", name=Text("Hòa giải")), make(version="9")])
    assert codes(catalogue.on_offer(ON)) == ["1.000001", "1.000002"]
    assert catalogue.get("1.000001", ON).version == "1"
    assert codes(catalogue.search("hoa giai", ON)) == ["1.000002"]
    catalogue.publish([informing(make, "1.000003")])
    assert codes(catalogue.on_offer(ON)) == ["1.000001", "1.000003"]
    with pytest.raises(LookupError):
        catalogue.get("1.000002", ON)


def test_a_suspended_code_of_a_plugin_is_not_published(make: Make) -> None:
    catalogue = Catalogue([("p", make(steps=()))])
    catalogue.publish([informing(make, "1.000001")])
    with pytest.raises(ProcedureSuspended):
        catalogue.get("1.000001", ON)


def test_what_cannot_be_published_is_named_and_left_out(make: Make) -> None:
    catalogue = Catalogue([])
    twice = informing(make, "1.000003")
    catalogue.publish([informing(make, "nonsense"), informing(make, "1.000002"), twice, twice])
    assert codes(catalogue.on_offer(ON)) == ["1.000002"]
    assert [str(one).partition(": ")[0] for one in catalogue.problems] == ["published"] * 2
    catalogue.publish([])
    assert catalogue.problems == []


def test_who_publishes_is_asked_before_the_offer_is_read(make: Make) -> None:
    catalogue = Catalogue([])
    catalogue.before_reading = lambda: catalogue.publish([informing(make, "1.000002")])
    assert catalogue.get("1.000002", ON).code == "1.000002"
    catalogue.publish([])
    assert codes(catalogue.on_offer(ON)) == ["1.000002"]
    catalogue.publish([])
    assert codes(catalogue.search("mau", ON)) == ["1.000002"]
    catalogue.publish([])
    assert catalogue.select("", {}, ON).total == 1


def test_readers_see_the_old_or_the_new_offer_whole(make: Make) -> None:
    catalogue = Catalogue([])
    sets = [[informing(make, f"1.{turn}0000{at}") for at in range(5)] for turn in (1, 2)]
    catalogue.publish(sets[0])
    wrong: list[list[str]] = []
    stop = Event()

    def read() -> None:
        while not stop.is_set():
            found = codes(catalogue.on_offer(ON))
            if found not in [codes(tuple(one)) for one in sets]:
                wrong.append(found)

    readers = [Thread(target=read) for _ in range(3)]
    for one in readers:
        one.start()
    for turn in range(40):
        catalogue.publish(sets[turn % 2])
    stop.set()
    for one in readers:
        one.join()
    assert wrong == []


def test_a_plugin_out_of_order_suspends_its_procedures(make: Make) -> None:
    out: set[str] = set()
    declared = [("first", make()), ("second", make(code="1.000002"))]
    catalogue = Catalogue(declared, out_of_order=out.__contains__)
    assert catalogue.get("1.000001", ON).code == "1.000001"
    out.add("first")
    for ask in (lambda: catalogue.get("1.000001", ON), lambda: catalogue.version("1.000001", "1")):
        with pytest.raises(ProcedureSuspended):
            ask()
    assert catalogue.get("1.000002", ON).code == "1.000002"
    assert len(catalogue.on_offer(ON)) == 2
    assert len(catalogue.versions("1.000001")) == 1


def test_a_part_of_a_group_is_got_but_never_listed(make: Make) -> None:
    part = make(code="1.000001-THE", part_of="1.000001", name=Text("Thẻ riêng"))
    catalogue = Catalogue([("p", make()), ("p", part)])
    assert catalogue.get("1.000001-THE", ON) is part
    assert codes(catalogue.on_offer(ON)) == ["1.000001"]
    assert codes(catalogue.search("thẻ riêng", ON)) == []
    assert catalogue.select("", {}, ON).total == 1


def test_a_page_of_what_is_left_with_all_counts(make: Make) -> None:
    places = [GovernmentLevel.COMMUNE, GovernmentLevel.PROVINCE, GovernmentLevel.PROVINCE]
    catalogue = Catalogue(
        ("p", make(code=f"1.00000{at}", name=Text(f"Thẻ {at}"), competent_level=level))
        for at, level in enumerate(places)
    )
    page = catalogue.select("the", {Shelf.LEVEL: "tinh", Shelf.FIELD: "no"}, ON, start=1, most=1)
    assert codes(page.procedures) == ["1.000002"]
    assert page.total == 2
    assert page.chosen == {Shelf.LEVEL: "tinh"}
    assert {one.value: one.count for one in page.choices[Shelf.LEVEL]} == {"tinh": 2, "xa": 1}


def test_only_what_is_in_force_is_found_and_counted(make: Make) -> None:
    old = make(in_force=InForce(since=date(2025, 1, 1), until=date(2026, 6, 30)))
    new = make(version="2", in_force=InForce(since=date(2026, 7, 1)))
    catalogue = Catalogue([("p", old), ("p", new)])
    for day, version in ((date(2026, 6, 30), "1"), (date(2026, 7, 1), "2"), (ON, "2")):
        found = catalogue.select("giấy phép", {}, day)
        assert [one.version for one in found.procedures] == [version]
        assert [one.count for one in found.choices[Shelf.FIELD]] == [1]
    assert catalogue.select("", {}, date(2024, 1, 1)).total == 0


def test_what_is_near_is_told_apart(make: Make) -> None:
    catalogue = catalogue_of(make, ("Cấp thẻ nhà báo", ()), ("Hỗ trợ gạo cho hộ thiếu đói", ()))
    found = catalogue.select("thẻ nhà sư ở chùa", {}, ON)
    assert (found.total, codes(found.near)) == (0, ["1.000000"])
    assert catalogue.select("hộ chiếu", {}, ON).total == 0
    assert catalogue.select("ho chieu", {}, ON).total == 0
    assert catalogue.select("1.000010", {}, ON).near[0].code == "1.000000"


def test_six_thousand_procedures_are_searched_and_listed(make: Make) -> None:
    catalogue = Catalogue([("p", make(name=Text("Đăng ký thường trú", "x"), keywords=("kt1",)))])
    catalogue.publish(
        informing(make, entry["code"], name=Text(entry["name"]))
        for entry in national_procedures(6_000)
    )
    assert catalogue.problems == []
    assert catalogue.select("", {}, ON).total == 6_001
    assert codes(catalogue.search("thuong tru", ON)) == ["1.000001"]
    wanted = catalogue.on_offer(ON)[4_321]
    assert catalogue.search(wanted.name.vi, ON)[0] is wanted
    pages = [catalogue.select("", {}, ON, start=at, most=1_000) for at in range(0, 6_001, 1_000)]
    assert len({one.code for page in pages for one in page.procedures}) == 6_001
