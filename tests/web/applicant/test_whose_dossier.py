"""Somebody else's dossier and one that never was look the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.web.browser_without_scripts import Browser
from tests.web.filing import begin, dossier_address, submit

READ = [
    "", "/buoc/nguoi-yeu-cau", "/giay-to", "/kiem-tra", "/bo-sung", "/xac-nhan-nop.pdf",
    "/giay-tiep-nhan.pdf", "/bien-lai/1.pdf", "/ket-qua/1.pdf", f"/giay-to/{uuid4()}",
]  # fmt: skip
WRITE = ["/buoc/nguoi-yeu-cau", "/giay-to", "/nop", "/thanh-toan", "/bo-sung", "/rut"]


def _body(browser: Browser, address: str, path: str, method: str) -> tuple[int, str]:
    token = browser.open("/tra-cuu").form("/tra-cuu").values["csrf_token"]
    response = browser.raw(address + path, method, data={"csrf_token": token, "bo": str(uuid4())})
    text = response.get_data(as_text=True).replace(address.removeprefix("/ho-so/"), "ID")
    return response.status_code, re.sub(r'name="csrf_token" value="[^"]*"', "", text)


@pytest.mark.parametrize("submitted", [False, True])
def test_foreign_and_unknown_look_the_same(
    citizen: Browser, log_in: Callable[..., Browser], *, submitted: bool
) -> None:
    foreign = dossier_address(submit(citizen) if submitted else begin(citizen))
    other = log_in("022190000022")
    unknown = f"/ho-so/{uuid4()}"
    for method, paths in (("GET", READ), ("POST", WRITE)):
        for path in paths:
            seen = _body(other, foreign, path, method)
            assert seen == _body(other, unknown, path, method), (method, path)
            assert seen[0] == 404, (method, path)


def test_nobody_sees_a_dossier_without_login(citizen: Browser, app: object) -> None:
    address = dossier_address(submit(citizen))
    citizen.forget()
    for path in READ:
        response = citizen.raw(address + path)
        assert response.status_code == 303
        assert response.headers["Location"].startswith("/dang-nhap?next=")
