"""Each officer sees the buttons of what they may do, and nothing else works for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from tests.services.town import AN, DUNG, EM, GIANG, HAI, KHOA, LAM, Town, result_typed

LIVES: dict[str, Callable[[Town], UUID]] = {
    "submitted": Town.submitted,
    "accepted": Town.accepted,
    "at the last step": Town.at_last_step,
    "sent for approval": Town.sent_for_approval,
    "approved, not paid": Town.approved,
    "completed": Town.completed,
    "returned": Town.returned,
    "waiting for a supplement": Town.waiting_for_supplement,
}
WORDS = (
    "tiep-nhan", "tu-choi", "yeu-cau-bo-sung", "chuyen-buoc", "trinh-duyet", "phe-duyet",
    "tra-lai", "dung", "tra-ket-qua", "xin-loi",
)  # fmt: skip
SHOWN: dict[tuple[str, str], set[str]] = {
    ("submitted", DUNG): {"tiep-nhan", "tu-choi", "yeu-cau-bo-sung"},
    ("accepted", DUNG): {"xin-loi"},
    ("accepted", EM): {"chuyen-buoc", "yeu-cau-bo-sung", "xin-loi", "dung"},
    ("accepted", GIANG): {"dung"},
    ("at the last step", DUNG): {"xin-loi"},
    ("at the last step", EM): {"trinh-duyet", "yeu-cau-bo-sung", "xin-loi", "dung"},
    ("at the last step", GIANG): {"dung"},
    ("sent for approval", DUNG): {"xin-loi"},
    ("sent for approval", EM): {"xin-loi", "dung"},
    ("sent for approval", GIANG): {"phe-duyet", "tra-lai", "dung"},
    ("completed", DUNG): {"tra-ket-qua"},
}

LogIn = Callable[..., Any]


def _answers(town: Town, word: str) -> dict[str, list[str]]:
    if word == "trinh-duyet":
        return result_typed(town)
    return {"ly_do": ["Sổ bị rách"], "noi_dung": ["Giấy khai sinh"], "ngay_hen": ["25/11/2026"]}


def _shown(page: Any, address: str) -> set[str]:
    """The actions that the page offers, by forms and by links."""
    targets = [form.action for form in page.forms()] + list(page.links().values())
    return {one.rpartition("/")[2] for one in targets if f"{address}/" in one} & set(WORDS)


def _post(browser: Any, town: Town, dossier_id: UUID, word: str) -> Any:
    """A direct POST, with a token of the browser's own and without a button."""
    token = browser.open("/can-bo").html.partition('name="csrf_token" value="')[2].partition('"')[0]
    data = {"csrf_token": [token], **_answers(town, word)}
    return browser.raw(f"/can-bo/ho-so/{dossier_id}/{word}", "POST", data=data)


@pytest.mark.parametrize("life", list(LIVES))
def test_only_permitted_buttons_are_shown_and_nothing_else_works(
    town: Town, log_in: LogIn, life: str
) -> None:
    dossier_id = LIVES[life](town)
    address = f"/can-bo/ho-so/{dossier_id}"
    revision = town.dossier(dossier_id).revision
    for who in (DUNG, EM, GIANG):
        browser = log_in(who)
        expected = SHOWN.get((life, who), set())
        assert _shown(browser.open(address), address) == expected, who
        for word in set(WORDS) - expected:
            answer = _post(browser, town, dossier_id, word)
            assert answer.status_code in (403, 409), (who, word, answer.status_code)
    assert town.dossier(dossier_id).revision == revision


@pytest.mark.parametrize("life", ["submitted", "sent for approval", "completed"])
def test_strangers_get_nothing(town: Town, log_in: LogIn, life: str) -> None:
    dossier_id = LIVES[life](town)
    revision = town.dossier(dossier_id).revision
    for who, status in {HAI: 404, LAM: 404, AN: 403, KHOA: 403}.items():
        browser = log_in(who)
        assert browser.open(f"/can-bo/ho-so/{dossier_id}").status == status
        for word in WORDS:
            assert _post(browser, town, dossier_id, word).status_code == status, word
        for paper in ("xac-nhan-nop.pdf", "ket-qua/1.pdf", "trinh-duyet"):
            assert browser.raw(f"/can-bo/ho-so/{dossier_id}/{paper}").status_code == status, paper
    assert town.dossier(dossier_id).revision == revision


def test_a_foreign_dossier_looks_like_an_unknown_one(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted()
    browser = log_in(HAI)
    foreign = browser.open(f"/can-bo/ho-so/{dossier_id}")
    unknown = browser.open(f"/can-bo/ho-so/{UUID(int=7)}")
    assert (foreign.status, foreign.text) == (unknown.status, unknown.text)


@pytest.mark.parametrize(("life", "who"), list(SHOWN))
def test_every_shown_button_works(town: Town, log_in: LogIn, life: str, who: str) -> None:
    browser = log_in(who)
    for word in SHOWN[life, who]:
        dossier_id = LIVES[life](town)
        page = browser.open(f"/can-bo/ho-so/{dossier_id}")
        if word == "trinh-duyet":
            page = browser.open(page.links()["Trình duyệt"])
        form = page.form(f"/{word}")
        form.values.update(_answers(town, word))
        before = town.dossier(dossier_id).revision
        answer = browser.press(form)
        assert (answer.status, answer.errors()) == (200, {}), word
        assert town.dossier(dossier_id).revision > before, word


def test_an_unknown_action_is_not_there(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted()
    assert _post(log_in(DUNG), town, dossier_id, "chuyen-xu-ly").status_code == 404


def test_actions_need_a_token_of_ours(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted()
    browser = log_in(DUNG)
    answer = browser.raw(f"/can-bo/ho-so/{dossier_id}/tiep-nhan", "POST", data={})
    assert answer.status_code == 400
    assert town.dossier(dossier_id).status == 1


def test_after_the_session_ran_out_an_action_comes_back_to_the_dossier(
    town: Town, log_in: LogIn
) -> None:
    dossier_id = town.submitted()
    browser = log_in(DUNG)
    form = browser.open(f"/can-bo/ho-so/{dossier_id}").form("tiep-nhan")
    browser.forget()
    answer = browser.raw(f"/can-bo/ho-so/{dossier_id}/tiep-nhan", "POST", data=form.values)
    assert answer.status_code == 303
    assert f"can-bo%2Fho-so%2F{dossier_id}" in answer.headers["Location"]
    assert "tiep-nhan" not in answer.headers["Location"]
