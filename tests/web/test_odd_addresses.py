"""Addresses that no page of ours has get an answer, never an error of ours."""

from __future__ import annotations

import pytest

from tests.web.browser_without_scripts import Browser

ODD = [
    "/thu-tuc?q=%00",
    "/xac-thuc/%00",
    "/thanh-toan/tro-ve?ma=%00",
    "/can-bo?tim=%00",
    "/thu-tuc?q=%ff%fe",
    "/ho-so/00000000-0000-0000-0000-000000000000/buoc/..%2f..%2fetc",
    "/ho-so/%D9%A3",
    "/static/..%2f..%2fapp.py",
    "/.git/config",
    "/console",
]


@pytest.mark.parametrize("address", ODD)
def test_an_odd_address_is_answered(citizen: Browser, address: str) -> None:
    response = citizen.raw(address)
    assert response.status_code in (200, 303, 400, 403, 404)
    assert "Traceback" not in response.get_data(as_text=True)


def test_a_nul_in_a_form_is_left_out(citizen: Browser) -> None:
    form = citizen.open("/tra-cuu").form("/tra-cuu")
    assert citizen.press(form.fill(ma="000\x00", so="1\x00")).status == 404
