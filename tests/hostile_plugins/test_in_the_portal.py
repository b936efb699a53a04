"""Each sample in a whole portal: it takes down its own procedure, and everybody is told."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from citizen_portal.app import Portal
from citizen_portal.procedures.containment.guard import PluginFailed
from tests.hostile_plugins.samples import NEVER_OFFERED, NEVER_STARTS, SPRUNG_LATER, code_of
from tests.services.town import KHOA
from tests.web.browser_without_scripts import Browser, Page

LogIn = Callable[..., Browser]
EXTRACT = "/thu-tuc/2.000635"


def others_serve(browser: Browser) -> None:
    assert browser.open(EXTRACT).status == 200
    assert browser.open("/thu-tuc").status == 200
    assert browser.open("/").status == 200


def is_interrupted(page: Page) -> None:
    assert page.status == 503, page.address
    assert "tạm thời gián đoạn" in page.text


def file(browser: Browser, code: str, wish: str) -> Page:
    """File as far as it goes; the page where it stops."""
    page = browser.open(f"/thu-tuc/{code}")
    page = browser.press(page.form("/nop"))
    page = browser.press(page.form("/mong-muon").fill(wish=wish))
    while page.status == 200 and not page.address.split("#")[0].endswith("/kiem-tra"):
        if "/giay-to" not in page.address:
            return page
        page = browser.open(page.address.replace("/giay-to", "/kiem-tra"))
    return browser.press(page.form("/nop")) if page.status == 200 else page


@pytest.mark.parametrize(
    "hostile", [",".join(NEVER_STARTS), ",".join(NEVER_OFFERED)], indirect=True
)
def test_what_does_not_start_is_interrupted_and_named(
    portal: Portal, log_in: LogIn, hostile: str
) -> None:
    citizen = log_in()
    others_serve(citizen)
    said = log_in(KHOA).open("/quan-tri/thanh-phan").text
    for word in hostile.split(","):
        is_interrupted(citizen.open(f"/thu-tuc/{code_of(word)}"))
        assert f"{word}:" in said, portal.problems
    figures = citizen.raw("/metrics").get_data(as_text=True)
    found = re.search(r"^portal_plugin_problems (\d+)", figures, re.M)
    assert found is not None
    assert float(found[1]) >= len(hostile.split(","))


@pytest.mark.parametrize("hostile", [",".join(SPRUNG_LATER)], indirect=True)
def test_what_fails_while_somebody_files_is_interrupted_counted_and_shown(
    portal: Portal, log_in: LogIn, hostile: str
) -> None:
    assert portal.problems == []
    citizen, administrator = log_in(), log_in(KHOA)
    for word, (_, kind) in SPRUNG_LATER.items():
        is_interrupted(file(citizen, code_of(word), "trap"))
        own = citizen.open(f"/thu-tuc/{code_of(word)}")
        if kind == "error":
            assert own.status == 200, "one answer that it cannot stand does not stop the others"
        else:
            is_interrupted(own)
        others_serve(citizen)
    figures = citizen.raw("/metrics").get_data(as_text=True)
    page = administrator.open("/quan-tri/thanh-phan").text
    for word, (_, kind) in SPRUNG_LATER.items():
        assert f'incidents_total{{kind="{kind}",plugin="{word}"}} 1.0' in figures, word
        assert f'out_of_order{{plugin="{word}"}} {float(kind != "error")}' in figures
        assert f"{word}{code_of(word)}" in page
    assert "Tạm thời gián đoạn" in page
    assert "022085000011" not in page, "messages of errors may repeat what somebody answered"


@pytest.mark.parametrize("hostile", ["honest"], indirect=True)
def test_an_honest_one_serves_beside_them(portal: Portal, log_in: LogIn, hostile: str) -> None:
    assert portal.problems == []
    citizen = log_in()
    page = file(citizen, code_of(hostile), "trap")
    assert page.status == 200, page.text
    assert "H49" in page.text, "it has its code"
    figures = citizen.raw("/metrics").get_data(as_text=True)
    assert 'portal_plugin_out_of_order{plugin="honest"} 0.0' in figures
    assert "portal_plugin_incidents_total{" not in figures
    page = log_in(KHOA).open("/quan-tri/thanh-phan")
    assert "Chưa ghi nhận sự cố nào." in page.text
    assert "Mọi thành phần đều khởi động được." in page.text


@pytest.mark.parametrize("hostile", ["claims_anothers_code"], indirect=True)
def test_anothers_code_stays_with_the_other(portal: Portal, browser: Browser, hostile: str) -> None:
    owner = "plugins.procedures.civil_status_extract"
    said = f"{hostile}: 2.000635: the plugin {owner} declares it already"
    assert [str(one) for one in portal.problems] == [said]
    assert "trích lục hộ tịch" in browser.open(EXTRACT).text
    assert browser.open(f"/thu-tuc/{code_of(hostile)}").status == 200


@pytest.mark.parametrize("hostile", ["takes_the_gateway"], indirect=True)
def test_anothers_gateway_stays_with_the_other(portal: Portal, hostile: str) -> None:
    said = "register_payment_gateways offers 'payment_platform', which there is already"
    assert [str(one) for one in portal.problems] == [f"{hostile}: {said}"]
    gateway = portal.parts.gateways["payment_platform"]
    assert gateway.label.en == "Online payment platform"


@pytest.mark.parametrize(
    ("hostile", "kind"),
    [
        ("content_is_huge", "wrong_type"),
        ("content_of_wrong_type", "wrong_type"),
        ("content_exits", "exit"),
    ],
    indirect=["hostile"],
)
def test_what_fills_the_result_is_looked_at(portal: Portal, hostile: str, kind: str) -> None:
    procedure = portal.parts.catalogue.get(code_of(hostile), portal.parts.today())
    with pytest.raises(PluginFailed):
        procedure.result.content({"wish": "calm"}, {})
    ((incident, _),) = portal.parts.incidents.take()
    assert (incident.kind, incident.what) == (kind, "result.content")
