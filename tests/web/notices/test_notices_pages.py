"""A person's notices, their channels, and what officers see of the sending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from citizen_portal.app import Portal
from citizen_portal.models import Notice, Person
from citizen_portal.procedures.connectors import AddressRefused
from tests.services.notices.carriers import Carrier
from tests.services.town import AN, DUNG, HAI, Town
from tests.web.browser_without_scripts import Browser

from .conftest import Tell

LogIn = Callable[..., Any]


@pytest.fixture
def carrier(portal: Portal, app: Flask) -> Carrier:
    """Somebody who carries e-mail for this portal."""
    made = Carrier("thu", "email")
    parts = replace(portal.parts, notifiers={"thu": made, "tin": Carrier("tin", "sms")})
    object.__setattr__(portal, "parts", parts)
    app.extensions["portal_parts"] = parts
    return made


def test_an_empty_inbox(citizen: Browser) -> None:
    page = citizen.open("/thong-bao")
    assert page.heading == "Thông báo của tôi"
    assert "Chưa có thông báo nào" in page.text


def test_the_inbox_tells_and_is_read(town: Town, tell: Tell, log_in: LogIn) -> None:
    tell(town.accepted())
    citizen = log_in(AN)
    page = citizen.open("/thong-bao")
    assert page.text.count("Mới") == 2
    assert "đã được tiếp nhận, hẹn trả kết quả" in page.text
    page = citizen.press(page.form("/da-doc"))
    assert "Mới" not in page.text
    assert "Đánh dấu tất cả" not in page.text


def test_choosing_channels(carrier: Carrier, log_in: LogIn) -> None:
    citizen = log_in(AN)
    page = citizen.open("/thong-bao/kenh")
    form = page.form("/kenh")
    assert form.values.get("email") == ["yes"]
    assert "sms" not in form.values
    form.values.pop("email")
    page = citizen.press(form.fill(sms="yes", ngon_ngu="en"))
    assert "Đã ghi lựa chọn" in page.text
    values = citizen.open("/thong-bao/kenh").form("/kenh").values
    assert ("email" in values, values["sms"], values["ngon_ngu"]) == (False, ["yes"], ["en"])


def test_a_channel_without_an_address(carrier: Carrier, portal: Portal, log_in: LogIn) -> None:
    citizen = log_in(AN)
    with Session(portal.engine) as session:
        session.execute(update(Person).where(Person.personal_number == AN).values(phone=""))
        session.commit()
    page = citizen.open("/thong-bao/kenh")
    page = citizen.press(page.form("/kenh").fill(sms="yes"))
    assert page.status == 422
    assert "số điện thoại" in page.errors()["sms"]
    assert page.form("/kenh").values["sms"] == ["yes"]


def test_officers_see_what_was_sent_and_whom_to_call(
    carrier: Carrier, portal: Portal, town: Town, tell: Tell, log_in: LogIn
) -> None:
    log_in(AN)
    town = replace(town, parts=portal.parts)
    carrier.trouble = AddressRefused("550 no such mailbox")
    dossier_id = town.submitted()
    with Session(portal.engine) as session:
        session.execute(
            update(Person).where(Person.personal_number == AN).values(
                email="an@example.vn", phone="+84912345678"
            )
        )  # fmt: skip
        session.commit()
    tell(dossier_id)
    page = log_in(DUNG).open(f"/can-bo/ho-so/{dossier_id}")
    for words in ("Đã thông báo cho người nộp", "hãy gọi điện", "+84912345678",
                  "550 no such mailbox", "an@example.vn"):  # fmt: skip
        assert words in page.text, words
    assert log_in(HAI).raw(f"/can-bo/ho-so/{dossier_id}").status_code == 404


def test_reports_are_taken_when_proven(
    carrier: Carrier, portal: Portal, town: Town, tell: Tell, log_in: LogIn, app: Flask
) -> None:
    log_in(AN)
    dossier_id = replace(town, parts=portal.parts).submitted()
    with Session(portal.engine) as session:
        session.execute(
            update(Person).where(Person.personal_number == AN).values(email="an@example.vn")
        )
        session.commit()
    tell(dossier_id)
    with Session(portal.engine) as session:
        (letter,) = session.query(Notice).where(Notice.channel == "email").all()
    client, path = app.test_client(), "/thong-bao/bao-cao/thu"
    body = f"{letter.id} delivered"
    assert client.post(path, data=body).status_code == 401
    proven = {"Proven": "yes"}
    assert client.post(path, data=body, headers=proven).json == {"verdict": "applied"}
    assert client.post(path, data=body, headers=proven).json == {"verdict": "noted"}
    unknown = client.post(path, data=f"{dossier_id} delivered", headers=proven)
    assert (unknown.status_code, unknown.json) == (404, {"verdict": "unknown"})
    assert client.post(path, data=b"a" * 70_000, headers=proven).status_code == 413
    assert client.post("/thong-bao/bao-cao/khong-co", data=b"{}").status_code == 404
    assert client.get(path).status_code == 405
