"""The pages of a draft whose procedure got a new version, or none, meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from citizen_portal.app import Portal
from citizen_portal.plugin_api import NoFee, NumberField, Procedure, Text
from citizen_portal.procedures.catalogue import Catalogue
from tests.services.permit import CODE, PERMIT, form_with, second
from tests.web.browser_without_scripts import Browser, Page
from tests.web.conftest import Clock, Statements
from tests.web.filing import dossier_address

CHANGED = Text("Diện tích nay không quá 50 m².", "The size is now at most 50 m².")
ASKER = {"asker_name": "Nguyễn Văn An", "asker_number": "022085000011", "kind": "new"}
REQUEST = {
    "size": "80", "purpose": "Sửa mái hiên", "start": "20/12/2026", "poor": "no", "agreed": "yes",
}  # fmt: skip
SMALLER = {"size": NumberField(Text("Diện tích", "Size"), least=1, most=50)}


@pytest.fixture
def portal(portal: Portal) -> Portal:
    """A portal that offers the sample permit: from December on, in a second version."""
    new = second(form=form_with(request=SMALLER), changes=(CHANGED,), cases=PERMIT.cases[3:])
    return replace(portal, parts=replace(portal.parts, catalogue=_catalogue(PERMIT, new)))


def _catalogue(*versions: Procedure) -> Catalogue:
    return Catalogue([("permits", one) for one in versions])


def _offer(portal: Portal, *versions: Procedure) -> None:
    """Other versions, as if the portal had started again."""
    vars(portal.parts.catalogue).update(vars(_catalogue(*versions)))


@pytest.fixture
def clock() -> Clock:
    """Ten minutes before December, in Viet Nam."""
    made = Clock()
    made.now = datetime(2026, 11, 30, 16, 50, tzinfo=UTC)
    return made


def _begin(browser: Browser) -> Page:
    page = browser.open(f"/thu-tuc/{CODE}")
    page = browser.press(page.form("/nop"))
    return browser.press(page.form("/nguoi-xin").fill(**ASKER))


def _fill(browser: Browser) -> Page:
    page = browser.press(_begin(browser).form("/noi-dung").fill(**REQUEST))
    return browser.press(page.form("/giay-to"))


def _december(clock: Clock) -> None:
    clock.move(minutes=15)


def test_every_page_of_a_moved_draft_tells_what_changed(citizen: Browser, clock: Clock) -> None:
    page = _fill(citizen)
    assert "Quy định đã thay đổi" not in page.text
    _december(clock)
    base = dossier_address(page)
    for path in ("buoc/nguoi-xin", "buoc/noi-dung", "kiem-tra"):
        page = citizen.open(f"{base}/{path}")
        assert page.status == 200
        assert "Thủ tục này có quy định mới từ ngày 01/12/2026" in page.text, path
        assert CHANGED.vi in page.text
        assert "bạn cần trả lời lại: Diện tích" in " ".join(page.text.split())
    page = citizen.press(citizen.open(f"{base}/buoc/noi-dung").form("/noi-dung").fill(size="40"))
    page = citizen.open(f"{base}/giay-to")
    assert CHANGED.vi in page.text
    assert "bạn cần trả lời lại" not in page.text
    page = citizen.press(citizen.open(f"{base}/kiem-tra").form("/nop"))
    assert page.status == 200
    assert CHANGED.vi not in page.text


def test_it_is_told_in_english_too(citizen: Browser, clock: Clock) -> None:
    base = dossier_address(_fill(citizen))
    _december(clock)
    citizen.open("/ngon-ngu/en")
    text = citizen.open(f"{base}/kiem-tra").text
    assert CHANGED.en in text
    assert "Size" in text
    assert "quy định" not in text


def test_the_papers_page_leads_to_the_answer_that_decides_them(
    citizen: Browser, clock: Clock
) -> None:
    base = dossier_address(_fill(citizen))
    _december(clock)
    assert citizen.open(f"{base}/giay-to").address == f"{base}/buoc/noi-dung"


def test_a_step_of_the_old_version_keeps_what_was_typed(citizen: Browser, clock: Clock) -> None:
    form = _begin(citizen).form("/noi-dung").fill(**{**REQUEST, "purpose": "Xây thêm"})
    _december(clock)
    page = citizen.press(form)
    assert page.status == 409
    assert "vừa thay đổi" in page.text
    assert CHANGED.vi in page.text
    again = page.form("/noi-dung")
    assert (again.values["purpose"], again.values["size"]) == (["Xây thêm"], ["80"])
    later = citizen.open(page.address.replace("/nop", "")).form("/noi-dung")
    assert later.values["purpose"] == ["Xây thêm"]
    assert citizen.press(again.fill(size="40")).status == 200


def test_submitting_shows_the_new_rules_first(citizen: Browser, clock: Clock) -> None:
    page = _fill(citizen)
    form = page.form("/nop")
    _december(clock)
    refused = citizen.press(form)
    assert refused.status == 409
    assert CHANGED.vi in refused.text
    assert refused.form("/nop").values["phien_ban"] != form.values["phien_ban"]


def test_a_page_whose_step_went_away_leads_on(
    citizen: Browser, clock: Clock, portal: Portal
) -> None:
    form = _begin(citizen).form("/noi-dung").fill(**REQUEST)
    _offer(portal, PERMIT, second(form=PERMIT.form[:1], documents=(), fee=NoFee(),
                                   cases=PERMIT.cases[:1]))  # fmt: skip
    _december(clock)
    page = citizen.press(form)
    assert page.address.endswith("/kiem-tra")
    assert "Không còn hỏi nữa" not in page.text, "nothing of that step had been saved"
    assert citizen.open(form.action).address == page.address


def test_a_closed_draft_is_readable_and_has_no_button(
    citizen: Browser, clock: Clock, portal: Portal
) -> None:
    page = _fill(citizen)
    form = page.form("/nop")
    _offer(portal, PERMIT)
    _december(clock)
    refused = citizen.press(form)
    assert refused.status == 409
    for page in (refused, citizen.open(refused.address.replace("/nop", "/kiem-tra"))):
        assert "Từ ngày 01/12/2026, thủ tục này không còn được tiếp nhận" in page.text
        assert "Sửa mái hiên" in page.text
        assert not [one for one in page.forms() if one.action.endswith("/nop")]
    step = citizen.open(f"{dossier_address(page)}/buoc/noi-dung")
    assert "không còn được tiếp nhận" in step.text


def test_a_step_page_costs_two_statements(
    citizen: Browser, clock: Clock, statements: Statements
) -> None:
    base = dossier_address(_fill(citizen))
    _december(clock)
    citizen.open(f"{base}/buoc/noi-dung")
    statements.clear()
    citizen.open(f"{base}/buoc/noi-dung")
    assert len(statements) == 2
