"""Filters and orders of the desk are addresses; what cannot be read is told at its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from citizen_portal.services.queues.queue import QUEUES
from tests.services.town import AN, DUNG, EM, EXTRACT, GIANG, SANG, Town

LogIn = Callable[..., Any]


def filter_form(page: Any) -> Any:
    return next(form for form in page.forms() if "han-tu" in form.controls)


def test_filters_are_kept_in_the_address_and_on_the_page(town: Town, log_in: LogIn) -> None:
    mine, other = (
        str(town.dossier(one).code) for one in (town.at_last_step(), town.accepted(SANG))
    )
    browser = log_in(EM)
    page = browser.open("/can-bo?hang-doi=dang-xu-ly")
    assert {mine, other} <= page.links().keys()
    page = browser.press(filter_form(page).fill(**{"can-bo": "toi", "thu-tuc": EXTRACT}))
    assert mine in page.links()
    assert other not in page.links()
    values = filter_form(page).values
    assert (values["can-bo"], values["thu-tuc"]) == (["toi"], [EXTRACT])
    query = parse_qs(urlsplit(page.links()["Hạn ↑"]).query)
    assert query["can-bo"] == ["toi"], "an order keeps the filters"
    everything = browser.open(page.links()["Bỏ lọc"])
    assert other in everything.links()


def test_a_day_that_cannot_be_read_is_told_and_kept(town: Town, log_in: LogIn) -> None:
    code = str(town.dossier(town.submitted()).code)
    browser = log_in(DUNG)
    page = browser.open("/can-bo?hang-doi=can-tiep-nhan&han-tu=31/02/2026&nop-tu=mai&kenh=1")
    assert page.status == 422
    assert set(page.errors()) == {"han-tu", "nop-tu"}
    values = filter_form(page).values
    assert (values["han-tu"], values["nop-tu"], values["kenh"]) == (
        ["31/02/2026"], ["mai"], ["1"],
    )  # fmt: skip
    assert code in page.links(), "nothing is hidden by what was not understood"
    turned = browser.open("/can-bo?nop-tu=20/11/2026&nop-den=19/11/2026")
    assert turned.status == 422
    assert list(turned.errors()) == ["nop-den"]


def test_headings_sort_and_say_so(town: Town, log_in: LogIn) -> None:
    codes = [str(town.dossier(town.submitted(one)).code) for one in (SANG, AN)]
    browser = log_in(DUNG)
    page = browser.open("/can-bo?hang-doi=can-tiep-nhan")
    page = browser.open(page.links()["Người nộp"])
    sorted_by = [one for one in page.tree.iter("th") if one.get("aria-sort")]
    assert [one.get("aria-sort") for one in sorted_by] == ["ascending"]
    shown = [code for code in page.links() if code in codes]
    page = browser.open(page.links()["Người nộp ↑"])
    assert [code for code in page.links() if code in codes] == shown[::-1]
    assert shown == codes, "Lý A Sáng before Nguyễn Văn An"


def test_nothing_that_fits_says_what_to_do(town: Town, log_in: LogIn) -> None:
    town.submitted()
    page = log_in(DUNG).open("/can-bo?hang-doi=can-tiep-nhan&kenh=1")
    assert "Hãy bỏ bớt điều kiện." in page.text


def test_the_desk_in_english(town: Town, log_in: LogIn) -> None:
    town.submitted()
    browser = log_in(DUNG)
    browser.set_cookie("ngon-ngu", "en")
    page = browser.open("/can-bo")
    assert page.heading == "Desk"
    for words in (
        "Other queues",
        "Filter",
        "Next task",
        "Keys",
        "Check and accept",
        "Keep this view",
    ):
        assert words in page.text, words


@pytest.mark.parametrize("number", [DUNG, EM, GIANG])
def test_a_page_costs_few_statements(
    town: Town, log_in: LogIn, statements: Any, number: str
) -> None:
    town.submitted()
    town.accepted(SANG)
    town.completed(AN)
    browser = log_in(number)
    for address in ("/can-bo", *(f"/can-bo?hang-doi={name}" for name in QUEUES), "/can-bo?tim=an",
                    "/can-bo/tiep-theo"):  # fmt: skip
        browser.raw(address)
        statements.clear()
        assert browser.raw(address).status_code in (200, 303)
        assert len(statements) <= 8, address


def test_every_control_has_a_label_and_one_button_is_primary(town: Town, log_in: LogIn) -> None:
    town.completed()
    page = log_in(DUNG).open("/can-bo?hang-doi=can-tra")
    main = page.tree.find(".//main")
    labelled = {one.get("for") for one in main.iter("label")}
    controls = [
        one for tag in ("input", "select") for one in main.iter(tag) if one.get("type") != "hidden"
    ]
    assert len(controls) > 10
    assert [one.get("name") for one in controls if one.get("id") not in labelled] == []
    ids = [one.get("id") for one in page.tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert len([one for one in main.iter("button") if one.get("type") == "submit"]) == 1
    assert len(list(main.iter("h1"))) == 1
    (script,) = [one.get("src") for one in page.tree.iter("script") if "desk" in one.get("src", "")]
    assert script.startswith("/static/js/desk.js")
