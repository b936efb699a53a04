from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import requests

from citizen_portal.plugin_api import NoticeRefused, PaymentFact, PaymentState
from plugins.connectors.payment_platform.messages import Malformed
from plugins.connectors.payment_platform.simulator.orders import new_order
from plugins.connectors.payment_platform.simulator.scenarios import SCENARIOS

from .platform import Ear, Platform, running, wait_until

PAID, FAILED = PaymentState.SUCCEEDED, PaymentState.FAILED


def opened(platform: Platform, **more: Any) -> str:
    return platform.gateway.start_payment(platform.order(**more))


def facts(platform: Platform, number: int) -> list[PaymentFact | str]:
    """What the portal makes of each notice that came: a fact, or why it is refused."""
    read: list[PaymentFact | str] = []
    for headers, body in platform.ear.wait_for(number):
        try:
            read.append(platform.gateway.read_notice(headers, body, now=datetime.now(UTC)))
        except NoticeRefused as refusal:
            read.append(refusal.reason)
    return read


def settled(platform: Platform) -> list[dict[str, Any]]:
    """Wait until no notice is on its way any more."""
    wait_until(lambda: all(one["outcome"] != "waiting" for one in platform.control()["notices"]))
    return list(platform.control()["notices"])


def told(platform: Platform, scenario: str, number: int) -> list[PaymentFact | str]:
    page = opened(platform)
    assert platform.press(page, viec="thanh-toan", scenario=scenario).status_code == 303
    settled(platform)
    read = facts(platform, number)
    assert len(read) == number
    return read


def test_paying_tells_the_portal_and_sends_the_browser_back(platform: Platform) -> None:
    answer = platform.press(opened(platform), viec="thanh-toan")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "http://127.0.0.1:8450/thanh-toan/tro-ve?ma=DVC-1"
    (fact,) = facts(platform, 1)
    assert isinstance(fact, PaymentFact)
    assert (fact.state, fact.amount, fact.currency) == (PAID, 8_000, "VND")
    assert fact.transaction_id.startswith("GD")
    assert platform.gateway.query_payment("DVC-1") == fact


def test_the_return_address_keeps_what_the_portal_put_there(platform: Platform) -> None:
    page = opened(platform, return_url="http://127.0.0.1:8450/tro-ve?lang=vi#x")
    address = platform.press(page, viec="thanh-toan").headers["Location"]
    assert address == "http://127.0.0.1:8450/tro-ve?lang=vi&ma=DVC-1#x"


def test_giving_up_is_told_too(platform: Platform) -> None:
    page = opened(platform)
    assert platform.press(page, viec="huy").status_code == 303
    (fact,) = facts(platform, 1)
    assert isinstance(fact, PaymentFact)
    assert (fact.state, fact.transaction_id) == (FAILED, "")
    platform.press(page, viec="thanh-toan")
    assert platform.gateway.query_payment("DVC-1") == fact


def test_pressed_twice_money_moves_once(platform: Platform) -> None:
    page = opened(platform)
    for _ in range(3):
        assert platform.press(page, viec="thanh-toan").status_code == 303
    assert len(settled(platform)) == 1


def test_an_expired_order_cannot_be_paid(platform: Platform) -> None:
    page = opened(platform, expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert "hết hạn" in requests.get(page, timeout=10).text
    platform.press(page, viec="thanh-toan")
    assert platform.gateway.query_payment("DVC-1").state is PaymentState.EXPIRED
    assert platform.control()["notices"] == []


def test_no_notice_only_the_query_tells(platform: Platform) -> None:
    assert told(platform, "none", 0) == []
    assert platform.gateway.query_payment("DVC-1").state is PAID


@pytest.mark.parametrize(
    ("scenario", "states"),
    [("failure_then_success", [FAILED, PAID]), ("success_then_failure", [PAID, FAILED])],
)
def test_stories_in_both_orders(
    platform: Platform, scenario: str, states: list[PaymentState]
) -> None:
    first, second = told(platform, scenario, 2)
    assert isinstance(first, PaymentFact)
    assert isinstance(second, PaymentFact)
    assert [first.state, second.state] == states
    assert first.event_id != second.event_id
    failure, success = sorted((first, second), key=lambda fact: fact.occurred_at)
    assert (failure.state, success.state) == (FAILED, PAID)


@pytest.mark.parametrize(
    ("scenario", "reason"), [("forged_signature", "bad_signature"), ("stale_signature", "stale")]
)
def test_notices_that_prove_nothing(platform: Platform, scenario: str, reason: str) -> None:
    assert told(platform, scenario, 1) == [reason]


@pytest.mark.parametrize(
    ("scenario", "wrong"),
    [("wrong_amount", "amount"), ("wrong_currency", "currency"), ("wrong_reference", "reference")],
)
def test_notices_signed_well_that_are_wrong(platform: Platform, scenario: str, wrong: str) -> None:
    (fact,) = told(platform, scenario, 1)
    truth = platform.gateway.query_payment("DVC-1")
    for name in ("amount", "currency", "reference"):
        assert (getattr(fact, name) != getattr(truth, name)) == (name == wrong)


def test_one_event_told_in_two_ways(platform: Platform) -> None:
    first, second = told(platform, "changed_repetition", 2)
    assert isinstance(first, PaymentFact)
    assert isinstance(second, PaymentFact)
    assert first.event_id == second.event_id
    assert first.amount != second.amount


def test_repeated(platform: Platform) -> None:
    platform.press(opened(platform), viec="thanh-toan", repeat="5")
    read = facts(platform, 5)
    assert read == [read[0]] * 5
    assert len(settled(platform)) == 5


def test_late(platform: Platform) -> None:
    platform.press(opened(platform), viec="thanh-toan", delay_seconds="3600")
    (waiting,) = platform.control()["notices"]
    assert waiting["outcome"] == "waiting"
    assert platform.ear.heard == []
    assert platform.gateway.query_payment("DVC-1").state is PAID


def test_sent_again_until_it_is_taken(platform: Platform) -> None:
    platform.ear.answers = [500, 302]
    platform.press(opened(platform), viec="thanh-toan")
    read = facts(platform, 3)
    assert read == [read[0]] * 3
    assert [(one["attempts"], one["outcome"]) for one in settled(platform)] == [(3, "delivered")]


def test_a_lie_is_told_once(platform: Platform) -> None:
    platform.ear.answers = [401]
    assert told(platform, "forged_signature", 1) == ["bad_signature"]
    assert [one["outcome"] for one in settled(platform)] == ["given up"]


def test_manners_arranged_beforehand(platform: Platform) -> None:
    platform.control(scenario="wrong_amount", times=2)
    for number in (1, 2, 3):
        platform.press(opened(platform, reference=f"DVC-{number}"), viec="thanh-toan")
        facts(platform, number)
    amounts = [fact.amount for fact in facts(platform, 3) if isinstance(fact, PaymentFact)]
    assert amounts == [9_000, 9_000, 8_000]


def test_told_again_and_paid_back_on_demand(platform: Platform) -> None:
    platform.press(opened(platform), viec="thanh-toan")
    facts(platform, 1)
    platform.control(tell="DVC-1", repeat=2)
    first, *again = facts(platform, 3)
    assert again == [first, first]
    platform.control(refund="DVC-1")
    last = facts(platform, 4)[-1]
    assert isinstance(last, PaymentFact)
    assert last.state is PaymentState.REFUNDED


@pytest.mark.parametrize(
    "words",
    [
        {"scenario": "unheard of"},
        {"delay_seconds": -1},
        {"delay_seconds": "nan"},
        {"repeat": 1_000},
        {"repeat": "many"},
    ],
)
def test_orders_to_the_control_that_make_no_sense(platform: Platform, words: object) -> None:
    answer = requests.post(f"{platform.url}/_dieu-khien", json=words, timeout=10)
    assert answer.status_code == 400


def test_the_control_listens_to_json_only(platform: Platform) -> None:
    address = f"{platform.url}/_dieu-khien"
    assert requests.post(address, data={"down": "1"}, timeout=10).status_code == 415
    assert requests.post(address, json=["down"], timeout=10).status_code == 400
    assert requests.post(address, json={"tell": "DVC-404"}, timeout=10).status_code == 404


def test_a_restart_forgets_nothing(tmp_path: Path, ear: Ear) -> None:
    with running(tmp_path, ear) as before:
        before.press(opened(before), viec="thanh-toan", delay_seconds="1")
        paid = before.gateway.query_payment("DVC-1")
        assert ear.heard == []
    with running(tmp_path, ear) as after:
        assert after.gateway.query_payment("DVC-1") == paid
        assert facts(after, 1) == [paid]


class Page(HTMLParser):
    """The controls of a page, their labels, and anything that would run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.controls: list[str] = []
        self.labelled: list[str] = []
        self.buttons: list[tuple[str, str]] = []
        self.active: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("input", "select"):
            self.controls.append(given["id"])
        if tag == "label":
            self.labelled.append(given["for"])
        if tag == "button":
            self.buttons.append((given["type"], given["value"]))
        if tag in ("script", "style") or any(name == "style" or name[:2] == "on" for name in given):
            self.active.append(tag)


def test_the_page_shows_what_is_paid_and_runs_nothing(platform: Platform) -> None:
    answer = requests.get(opened(platform), timeout=10)
    for words in ("mô phỏng", "000.01.22.H49-261120-0001", "Lệ phí bản sao", "8.000 đồng"):
        assert words in answer.text
    page = Page(answer.text)
    assert page.buttons == [("submit", "thanh-toan"), ("submit", "huy")]
    assert page.controls == page.labelled
    assert page.active == []
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self' http://127.0.0.1:8450;" in policy
    for name, (label, _) in SCENARIOS.items():
        assert f'value="{name}"' in answer.text
        assert label in answer.text


def test_what_payers_type_is_shown_as_text(platform: Platform) -> None:
    page = opened(platform, payer_name="<script>alert(1)</script>")
    assert "<script>" not in requests.get(page, timeout=10).text


def test_pages_that_are_not_there(platform: Platform) -> None:
    answer = requests.get(f"{platform.url}/don/DVC-404", timeout=10)
    assert answer.status_code == 404
    assert "Không có đơn này" in answer.text
    assert requests.get(f"{platform.url}/", timeout=10).status_code == 200


ASKED = {
    "MaThamChieu": "DVC-1",
    "SoTien": 8_000,
    "MaTienTe": "VND",
    "ThoiGianHetHan": "2026-11-20T03:05:00+00:00",
    "UrlTroVe": "https://a.example/",
    "UrlThongBao": "https://a.example/",
    "ThongTinBienLai": {"DSKhoanNop": [{"NoiDung": "Lệ phí", "SoTien": 8_000}]},
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MaThamChieu", "a/b"),
        ("SoTien", 8_001),
        ("SoTien", "8000"),
        ("SoTien", 0),
        ("MaTienTe", "USD"),
        ("ThoiGianHetHan", "mai"),
        ("UrlTroVe", "javascript:alert(1)"),
        ("UrlThongBao", "file:///etc/passwd"),
        ("ThongTinBienLai", None),
        ("ThongTinBienLai", {"DSKhoanNop": [{"NoiDung": "Lệ phí", "SoTien": "8000"}]}),
    ],
)
def test_orders_that_are_not_opened(name: str, value: object) -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    assert new_order(ASKED, now).amount == 8_000
    with pytest.raises(Malformed):
        new_order({**ASKED, name: value}, now)
    with pytest.raises(Malformed):
        new_order({key: ASKED[key] for key in ASKED if key != name}, now)
