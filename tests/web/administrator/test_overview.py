"""The administrators' page: what needs a person who looks after the portal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from citizen_portal.procedures.manager import PluginProblem
from tests.services.town import AN, DUNG, KHOA, Town

LogIn = Callable[..., Any]


def test_the_overview_counts_the_connections(log_in: LogIn) -> None:
    page = log_in(KHOA).open("/quan-tri")
    assert page.status == 200
    assert "Kết nối: 3/5" in page.text
    assert "Không có khoản nào." in page.text


def test_problems_of_plugins_are_named(app: Flask, log_in: LogIn) -> None:
    app.extensions["portal_problems"] = (PluginProblem("plugins.x", "importing it failed"),)
    assert "plugins.x: importing it failed" in log_in(KHOA).open("/quan-tri").text


def test_a_parked_payment_is_closed_with_a_note(town: Town, log_in: LogIn) -> None:
    town.tell(town.fact("TTX", 1_000))
    browser = log_in(KHOA)
    page = browser.open("/quan-tri")
    assert "Không có đơn thanh toán này" in page.text
    (form,) = page.forms()
    refused = browser.press(form.fill(ghi_chu=" "))
    assert refused.status == 409
    assert "Hãy ghi rõ đã xử lý thế nào." in refused.errors().values()
    closed = browser.press(form.fill(ghi_chu="Đã hoàn tiền"))
    assert closed.status == 200
    assert closed.forms() == []
    assert browser.press(form.fill(ghi_chu="Lần nữa")).status == 409


@pytest.mark.parametrize("number", [AN, DUNG])
def test_others_are_refused(town: Town, log_in: LogIn, number: str) -> None:
    town.tell(town.fact("TTX", 1_000))
    browser = log_in(number)
    page = browser.open("/quan-tri")
    assert page.status == 403
    token = page.html.partition('name="csrf_token" value="')[2].partition('"')[0]
    data = {"csrf_token": token, "ghi_chu": "x"}
    assert browser.raw("/quan-tri/thanh-toan/1", "POST", data=data).status_code == 403
