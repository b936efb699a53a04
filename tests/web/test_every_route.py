"""What holds for every address: one guard, safe headers, no forms from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, BaseConverter

from citizen_portal.web.redirects import own_path
from tests.web.browser_without_scripts import Browser
from tests.web.conftest import Statements
from tests.web.filing import DELIVERY, EVENT, begin, dossier_address, fill_all

GUARDS = {"public", "applicant", "officer", "administrator", "proven_by_signature"}
ID = "00000000-0000-4000-8000-000000000000"


def _addresses(app: Flask, method: str) -> Iterator[tuple[str, str]]:
    fill = {"dossier_id": ID, "attachment_id": ID, "person_id": ID, "item_id": ID,
            "batch_id": ID, "export_id": ID, "code": "2.000635", "step": "buoc",
            "number": 1, "token": "khong-co", "gateway": "khong-co", "name": "css/portal.css",
            "chosen": "en"}  # fmt: skip
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if method in (rule.methods or ()):
                values: dict[str, object] = {
                    name: _one_of(rule._converters[name]) or fill.get(name, "1")
                    for name in rule._converters
                }
                values |= rule.defaults or {}
                yield rule.endpoint, adapter.build(rule.endpoint, values, method=method)


def _one_of(converter: BaseConverter) -> str:
    """A word that an address of a few words allows."""
    return min(converter.items) if isinstance(converter, AnyConverter) else ""


def test_every_view_has_exactly_one_guard(app: Flask) -> None:
    assert len(app.view_functions) > 25
    for endpoint, view in app.view_functions.items():
        assert getattr(view, "guard", None) in GUARDS, endpoint
        inner = view.__wrapped__  # type: ignore[attr-defined]
        assert not hasattr(inner, "guard"), f"{endpoint} is guarded twice"


def test_every_answer_carries_the_headers(app: Flask, citizen: Browser) -> None:
    for _, address in [*_addresses(app, "GET"), ("none", "/khong-co-trang-nay")]:
        headers = citizen.raw(address).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], address
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["Referrer-Policy"] == "same-origin", address
        stays = address.startswith(("/static/", "/api/"))  # the same for everybody
        assert ("no-store" in headers["Cache-Control"]) is not stays, address


def test_no_answer_is_an_internal_error(app: Flask, citizen: Browser, browser: Browser) -> None:
    for one in (citizen, browser):
        for endpoint, address in _addresses(app, "GET"):
            expected = {503} if endpoint == "account.log_in" else set()  # no provider listens
            status = one.raw(address).status_code
            assert status < 500 or status in expected, address


def test_pages_of_applicants_ask_strangers_to_log_in(app: Flask, browser: Browser) -> None:
    seen = 0
    for endpoint, address in _addresses(app, "GET"):
        if app.view_functions[endpoint].guard == "applicant":  # type: ignore[attr-defined]
            response = browser.raw(address)
            assert response.status_code == 303, address
            assert response.headers["Location"].startswith("/dang-nhap?next="), address
            seen += 1
    assert seen > 10


def test_a_form_without_its_token_changes_nothing(app: Flask, citizen: Browser) -> None:
    for endpoint, address in _addresses(app, "POST"):
        view = app.view_functions[endpoint]
        if view.guard == "proven_by_signature":  # type: ignore[attr-defined]
            continue
        response = citizen.raw(address, "POST", data={"csrf_token": "x"})
        kept = getattr(view, "keeps_typed", False)
        assert response.status_code == (303 if kept else 400), address
        if kept:
            assert response.headers["Location"] == address


def test_what_was_typed_survives_a_token_that_is_too_old(citizen: Browser) -> None:
    page = begin(citizen)
    form = page.form("/nguoi-yeu-cau").fill(relation="self", requester_address="Nơi mới")
    form.values["csrf_token"] = ["x"]
    page = citizen.press(form)
    assert page.status == 200
    again = page.form("/nguoi-yeu-cau")
    assert again.values["requester_address"] == ["Nơi mới"]
    assert citizen.press(again).address.endswith("/su-kien")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_elsewhere_is_refused(citizen: Browser, headers: dict[str, str]) -> None:
    page = begin(citizen)
    form = page.form("/nguoi-yeu-cau").fill(relation="self")
    answer = citizen.raw(page.address, "POST", data=form.values, headers=headers)
    assert answer.status_code == 403
    unsaved = citizen.open(page.address).form("/nguoi-yeu-cau").values
    assert "relation" not in unsaved


def test_a_form_of_ours_with_our_origin_passes(citizen: Browser) -> None:
    page = begin(citizen)
    form = page.form("/nguoi-yeu-cau").fill(relation="self")
    answer = citizen.raw(
        page.address, "POST", data=form.values, headers={"Origin": "http://localhost"}
    )
    assert answer.status_code == 303


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "ho-so",
        "/\t/elsewhere.example", "javascript:alert(1)", "/ho-so\r\nSet-Cookie: a=b", "", None,
        "/" + "x" * 2000,
    ],
)  # fmt: skip
def test_only_paths_of_ours_are_followed(wanted: str | None) -> None:
    assert own_path(wanted, "/ho-so") == "/ho-so"


def test_login_leads_only_to_pages_of_ours(citizen: Browser) -> None:
    for wanted in ("https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example"):
        response = citizen.raw("/dang-nhap", query_string={"next": wanted})
        assert response.status_code == 303
        assert response.headers["Location"] == "/ho-so"
    response = citizen.raw("/dang-nhap", query_string={"next": "/thu-tuc?q=a"})
    assert response.headers["Location"] == "/thu-tuc?q=a"


def test_how_many_statements_a_page_costs(citizen: Browser, statements: Statements) -> None:
    page = fill_all(citizen)
    address = dossier_address(page)
    step = citizen.open(f"{address}/buoc/su-kien")

    def cost(path: str) -> int:
        statements.clear()
        assert citizen.raw(path).status_code == 200, path
        return len(statements)

    assert cost("/") == 1, "who is asking"
    assert cost("/thu-tuc/2.000635") == 1
    assert cost(f"{address}/buoc/su-kien") == 2, "who is asking, and the draft"
    assert cost(f"{address}/giay-to") == 3
    assert cost(f"{address}/kiem-tra") == 3
    assert cost("/ho-so") == 2
    form = step.form("/su-kien").fill(**{**EVENT, "register_place": "Nơi khác"})
    statements.clear()
    assert citizen.raw(step.address, "POST", data=form.values).status_code == 303
    assert len(statements) <= 4
    review = citizen.open(f"{address}/kiem-tra").form("/nop")
    statements.clear()
    assert citizen.raw(review.action, "POST", data=review.values).status_code == 303
    assert len(statements) <= 12, statements.seen
    assert cost(address) <= 6
    assert DELIVERY


def test_strangers_leave_no_session_behind(browser: Browser, statements: Statements) -> None:
    for path in ("/", "/thu-tuc", "/thu-tuc/2.000635", "/khong-co"):
        statements.clear()
        browser.raw(path)
        assert not [one for one in statements.seen if "INSERT" in one], path
