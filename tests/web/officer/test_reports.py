"""Exports and the leader's picture, as officers' browsers meet them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.services.town import DUNG, EM, GIANG, HAI, KHOA, Town

LogIn = Callable[..., Any]
EXPORTS, DIRECTION = "/can-bo/bao-cao", "/can-bo/dieu-hanh"


def _file_links(page: Any) -> list[str]:
    return [href for href in page.links().values() if href.startswith(f"{EXPORTS}/")]


def test_an_export_is_asked_for_and_fetched(town: Town, log_in: LogIn) -> None:
    code = town.dossier(town.accepted()).code
    browser = log_in(DUNG)
    page = browser.press(browser.open(EXPORTS).form(EXPORTS).fill(dang="csv"))
    assert page.status == 200
    (href,) = _file_links(page)
    answer = browser.raw(href)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert code in answer.get_data(as_text=True)
    assert log_in(GIANG).raw(href).status_code == 404


def test_bad_periods_are_said_at_their_field_and_keep_what_was_typed(log_in: LogIn) -> None:
    browser = log_in(DUNG)
    form = browser.open(EXPORTS).form(EXPORTS)
    page = browser.press(form.fill(tu="30/11/2026", den="01/11/2026"))
    assert page.status == 422
    assert list(page.errors()) == ["den"]
    assert page.form(EXPORTS).values["tu"] == ["30/11/2026"]
    page = browser.press(browser.open(EXPORTS).form(EXPORTS).fill(tu="hôm qua"))
    assert (page.status, list(page.errors())) == (422, ["tu"])


def test_the_picture_shows_where_it_is_stuck(town: Town, log_in: LogIn, clock: Any) -> None:
    dossier_id = town.accepted()
    clock.move(days=30)
    page = log_in(GIANG).open(DIRECTION)
    assert page.status == 200
    assert "Điểm nghẽn" in page.text
    assert f"/can-bo/ho-so/{dossier_id}" in page.links().values()
    assert "<svg" in page.html


def test_the_picture_costs_few_statements(town: Town, log_in: LogIn, statements: Any) -> None:
    town.accepted()
    browser = log_in(GIANG)
    browser.open(DIRECTION)
    statements.clear()
    browser.open(DIRECTION)
    assert len(statements.seen) <= 12


@pytest.mark.parametrize("who", [EM, HAI, KHOA])
def test_others_are_refused(town: Town, log_in: LogIn, who: str) -> None:
    own = town.person(GIANG).agency_ids[0]
    assert log_in(who).raw(f"{DIRECTION}/{own}").status_code in (403, 404)


def test_the_menu_offers_what_the_officer_may_enter(log_in: LogIn) -> None:
    leader, case_officer = (log_in(who).open("/can-bo/muc-khac") for who in (GIANG, EM))
    for href in (EXPORTS, DIRECTION):
        assert href in leader.links().values()
        assert href not in case_officer.links().values()
    assert f'href="{DIRECTION}"' in log_in(GIANG).open("/can-bo").html
