"""The gateway's notice: proven or refused, applied once, everything else parked."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from citizen_portal.app import Portal
from citizen_portal.procedures.connectors import PaymentFact, PaymentState
from plugins.connectors.payment_platform.configuration import DEFAULT_PARTNER
from plugins.connectors.payment_platform.messages import write_fact, written
from plugins.connectors.payment_platform.notices import HEADER, KIND, sign_notice
from tests.web.browser_without_scripts import Browser
from tests.web.conftest import PAYMENT_SECRET, Clock
from tests.web.filing import dossier_address, submit

PATH = "/thanh-toan/thong-bao/payment_platform"
Send = Callable[..., tuple[int, str]]


@pytest.fixture
def dossier(citizen: Browser) -> str:
    """A dossier with an open order: the platform was asked but did not answer."""
    page = submit(citizen)
    citizen.press(page.form("/thanh-toan"))
    return dossier_address(page)


@pytest.fixture
def fact(dossier: str, portal: Portal, clock: Clock) -> PaymentFact:
    """The truth about that order, once it is paid."""
    with portal.engine.connect() as connection:
        reference = connection.execute(text("SELECT reference FROM payment_order")).scalar_one()
    return PaymentFact(
        reference=reference, state=PaymentState.SUCCEEDED, amount=8000, currency="VND",
        event_id="event-1", transaction_id="GD-1", occurred_at=clock.now,
    )  # fmt: skip


@pytest.fixture
def send(app: Flask, clock: Clock) -> Send:
    """Send a notice as the platform does; the status and the verdict."""

    def post(fact: PaymentFact, secret: str = PAYMENT_SECRET, age: int = 0) -> tuple[int, str]:
        message = {**write_fact(fact), "LoaiBanTin": KIND, "MaDoiTac": DEFAULT_PARTNER}
        body = written(message)
        signed_at = int(clock.now.timestamp()) - age
        signature = sign_notice(body, fact.event_id, signed_at, secret)
        answer = app.test_client().post(
            PATH, data=body, headers={HEADER: signature}, content_type="application/json"
        )
        return answer.status_code, json.loads(answer.data)["verdict"]

    return post


def _paid(portal: Portal) -> tuple[Any, Any, Any]:
    with portal.engine.connect() as connection:
        return (
            connection.execute(text("SELECT payment_state FROM dossier")).scalar_one(),
            connection.execute(text("SELECT count(*) FROM payment_entry")).scalar_one(),
            connection.execute(text("SELECT count(*) FROM fee_receipt")).scalar_one(),
        )


def test_a_true_notice_is_applied_once(
    send: Send, fact: PaymentFact, portal: Portal, citizen: Browser, dossier: str
) -> None:
    assert send(fact) == (200, "applied")
    assert send(fact) == (200, "noted")
    assert send(replace(fact, event_id="event-2")) == (200, "noted")
    assert _paid(portal) == ("paid", 1, 1)
    page = citizen.open(dossier)
    assert "Đã thanh toán" in page.text
    assert "Biên lai thu phí, lệ phí (PDF)" in page.links()


@pytest.mark.parametrize(
    "change",
    [
        {"amount": 7999},
        {"amount": 8001},
        {"currency": "USD"},
        {"reference": "TT0000000000000000"},
        {"state": PaymentState.REFUNDED},
    ],
)
def test_what_does_not_fit_waits_for_a_person(
    send: Send, fact: PaymentFact, portal: Portal, change: dict[str, Any]
) -> None:
    assert send(replace(fact, **change)) == (200, "parked")
    assert _paid(portal) == ("due", 0, 0)


def test_a_second_payment_waits_for_a_person(send: Send, fact: PaymentFact, portal: Portal) -> None:
    assert send(fact) == (200, "applied")
    assert send(replace(fact, event_id="event-2", transaction_id="GD-2")) == (200, "parked")
    assert send(replace(fact, transaction_id="GD-3")) == (200, "parked")
    assert _paid(portal) == ("paid", 1, 1)


def test_an_old_failure_after_success_changes_nothing(
    send: Send, fact: PaymentFact, portal: Portal
) -> None:
    failed = replace(fact, state=PaymentState.FAILED, transaction_id="", event_id="event-0")
    assert send(fact) == (200, "applied")
    assert send(failed) == (200, "noted")
    assert _paid(portal) == ("paid", 1, 1)


def test_a_failure_before_success(send: Send, fact: PaymentFact, portal: Portal) -> None:
    failed = replace(fact, state=PaymentState.FAILED, transaction_id="", event_id="event-0")
    assert send(failed) == (200, "noted")
    assert send(fact) == (200, "applied")
    assert _paid(portal) == ("paid", 1, 1)


def test_a_forged_or_old_notice_is_refused(send: Send, fact: PaymentFact, portal: Portal) -> None:
    assert send(fact, secret="a-secret-of-somebody-else-entirely") == (401, "refused")
    assert send(fact, age=600) == (401, "refused")
    assert _paid(portal) == ("due", 0, 0)
    with portal.engine.connect() as connection:
        kept = connection.execute(text("SELECT verdict FROM payment_notice")).scalars().all()
    assert kept == ["refused", "refused"]


def test_other_bodies(app: Flask, portal: Portal) -> None:
    client = app.test_client()
    assert client.post(PATH, data=b"").status_code == 401
    assert client.post(PATH, data=b"\xff\x00{").status_code == 401
    assert client.post(PATH, data=b"x" * (64 * 1024 + 1)).status_code == 413
    assert client.post("/thanh-toan/thong-bao/khong-co", data=b"{}").status_code == 404
    assert client.get(PATH).status_code == 405
    assert not client.post(PATH, data=b"{}").headers.get("Set-Cookie")
