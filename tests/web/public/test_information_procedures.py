"""Procedures that are only described here: what each level truly offers, and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from citizen_portal.app import Portal
from citizen_portal.domain.legal import InForce, LegalBasis
from citizen_portal.domain.service_level import (
    Channel,
    GovernmentLevel,
    ServiceLevel,
    Subject,
)
from citizen_portal.domain.wording import Text
from citizen_portal.models.session import new_session
from citizen_portal.procedures.procedure import (
    BlankForm,
    DocumentRequirement,
    Elsewhere,
    FieldOfLaw,
    NoFee,
    Procedure,
    ResultPaper,
)
from citizen_portal.services.imports import reviewing as review
from citizen_portal.services.imports.corrections import Corrections
from tests.services.national_entries import land, sample
from tests.services.town import KHOA, Town
from tests.web.browser_without_scripts import Browser

LogIn = Callable[..., Any]
CODE = "3.900010"
PERMIT, COMPANY = "3.900020", "3.900021"
"""Codes that no plugin declares; what is said of them is the sample's."""

PDF = b"%PDF-1.7\nblank\n%%EOF\n"


@pytest.fixture
def form_file(tmp_path: Path) -> Path:
    path = tmp_path / "to-khai.pdf"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def offer(portal: Portal) -> Iterator[Callable[..., None]]:
    """Offer one information procedure, as a plugin would declare it."""
    described = Procedure(
        code=CODE,
        version="1",
        in_force=InForce(since=date(2026, 1, 1)),
        name=Text("Khai báo thử nghiệm", "Trial declaration"),
        summary=Text("Chỉ để đọc.", "Only to read."),
        field_of_law=FieldOfLaw(code="G99-TN01", name=Text("Thử nghiệm", "Trials")),
        competent_level=GovernmentLevel.COMMUNE,
        authority="commune_peoples_committee",
        subjects=(Subject.CITIZEN,),
        service_level=ServiceLevel.INFORMATION,
        channels=(Channel.COUNTER,),
        documents=(DocumentRequirement(name="don", title=Text("Đơn", "Request")),),
        fee=NoFee(),
        result=ResultPaper.named(Text("Giấy xác nhận", "Certificate")),
        legal_bases=(),
        statements=((Text("Cách làm", "How"), Text("Dòng một\nDòng hai", "One\nTwo")),),
    )
    portal.parts.published.refresh()

    def publish(**changes: Any) -> None:
        portal.parts.catalogue.publish([replace(described, **changes)])

    yield publish
    portal.parts.published.forget()


def test_level_1_informs_and_says_where_to_go(offer: Any, browser: Browser) -> None:
    offer()
    page = browser.open(f"/thu-tuc/{CODE}")
    assert page.status == 200
    assert "Không nộp hồ sơ của thủ tục này tại đây." in page.text
    assert "Cổng này chỉ cung cấp thông tin." in page.text
    assert "thông tin. Hãy nộp tại bộ phận một cửa" in page.text
    assert "Cung cấp thông tin" in page.text
    assert '>Dòng một</p><p class="govuk-body">Dòng hai<' in page.html
    assert page.forms() == [], "no button that files"
    for word in ("Nộp hồ sơ trực tuyến", "Tờ khai điện tử", "Không thu phí", "Thời hạn giải quyết"):
        assert word not in page.text


def test_a_fee_is_called_none_only_where_the_law_says_so(offer: Any, browser: Browser) -> None:
    offer(fee=NoFee(LegalBasis(document="Luật thử nghiệm")))
    assert "Thủ tục này không thu phí" in browser.open(f"/thu-tuc/{CODE}").text


def test_level_2_offers_forms_to_download(offer: Any, browser: Browser, form_file: Path) -> None:
    offer(blank_forms=(BlankForm(name="to-khai", title=Text("Tờ khai", "Form"), file=form_file),))
    page = browser.open(f"/thu-tuc/{CODE}")
    assert "Cổng này cung cấp thông tin và biểu mẫu để tải về." in page.text
    address = page.links()["Tờ khai (PDF)"]
    assert address == f"/thu-tuc/{CODE}/bieu-mau/to-khai"
    answer = browser.raw(address)
    assert (answer.status_code, answer.data) == (200, PDF)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert f"{CODE}-to-khai.pdf" in answer.headers["Content-Disposition"]
    assert browser.raw(f"/thu-tuc/{CODE}/bieu-mau/khac").status_code == 404
    assert browser.raw("/thu-tuc/1.000000/bieu-mau/to-khai").status_code == 404


@pytest.mark.parametrize("content", [None, b"<html>", b"%PDF-" + b"x" * (20 * 1024 * 1024)])
def test_a_form_that_is_no_pdf_is_not_sent(
    offer: Any, browser: Browser, form_file: Path, content: bytes | None
) -> None:
    if content is None:
        form_file.unlink()
    else:
        form_file.write_bytes(content)
    offer(blank_forms=(BlankForm(name="to-khai", title=Text("Tờ khai", "Form"), file=form_file),))
    assert browser.raw(f"/thu-tuc/{CODE}/bieu-mau/to-khai").status_code == 503


def test_what_lives_elsewhere_has_one_clear_link(offer: Any, browser: Browser) -> None:
    place = Elsewhere(name=Text("Cơ quan thuế", "the tax office"), address="https://t.example.vn/a")
    offer(elsewhere=place)
    page = browser.open(f"/thu-tuc/{CODE}")
    assert page.links()["Nộp tại Cơ quan thuế"] == "https://t.example.vn/a"
    assert "https://t.example.vn/a, do nơi đó vận hành" in page.text
    assert "bộ phận một cửa" not in page.text
    browser.set_cookie("ngon-ngu", "en")
    assert "File at the tax office" in browser.open(f"/thu-tuc/{CODE}").links()


def test_nothing_is_filed_here_even_by_hand(offer: Any, citizen: Browser) -> None:
    offer()
    assert citizen.raw(f"/thu-tuc/{CODE}/nop").status_code == 409
    token = citizen.open("/").html.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = citizen.raw(f"/thu-tuc/{CODE}/nop", "POST", data={"csrf_token": token})
    assert answer.status_code == 409
    assert "chưa nộp trực tuyến được" in answer.get_data(as_text=True)


@pytest.fixture
def published(portal: Portal) -> None:
    """The permit as it came, the company filed elsewhere: an administrator's decisions."""
    with new_session(portal.engine) as session:
        permit, company, _ = sample()
        land(session, permit | {"code": PERMIT}, company | {"code": COMPANY})
        town = Town(session, portal.parts, portal.parts.clock, portal.settings.oidc_issuer)
        actor = town.person(KHOA)

        def seen(code: str) -> str:
            return review.open_imported(session, portal.parts, actor, code).seen

        own = Corrections(elsewhere_name="Cổng doanh nghiệp",
                          elsewhere_address="https://doanhnghiep.example.vn")  # fmt: skip
        review.correct(session, portal.parts, actor, COMPANY, seen(COMPANY), own)
        for code in (PERMIT, COMPANY):
            review.publish(session, portal.parts, actor, code, seen(code), marks_judged=True)


def test_a_published_entry_has_its_page_in_both_languages(
    published: None, browser: Browser
) -> None:
    page = browser.open(f"/thu-tuc/{PERMIT}")
    assert page.heading == "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ"
    assert "Trực tuyến (tại Cổng Dịch vụ công quốc gia): 10 ngày làm việc" in page.text
    assert "Hồ sơ thiết kế xây dựng" in page.text
    assert "Nghị định số 175/2024/NĐ-CP" in page.text
    assert "nhập ngày 20/11/2026" in page.text
    assert "một trong" in page.text, "the agencies of the province that are meant"
    browser.set_cookie("ngon-ngu", "en")
    page = browser.open(f"/thu-tuc/{PERMIT}")
    assert "This procedure is not filed here." in page.text
    assert "Time, as the national catalogue says" in page.text
    assert "imported on 20/11/2026" in page.text


def test_published_entries_are_found_and_lead_elsewhere(published: None, browser: Browser) -> None:
    found = browser.open("/thu-tuc?q=thanh+lap+doanh+nghiep+tu+nhan")
    name = "Đăng ký thành lập doanh nghiệp tư nhân"
    page = browser.open(found.links()[name])
    assert page.heading == name
    assert page.links()["Nộp tại Cổng doanh nghiệp"] == "https://doanhnghiep.example.vn"


def test_the_words_of_the_source_are_shown_as_text(
    portal: Portal, browser: Browser, published: None
) -> None:
    with new_session(portal.engine) as session:
        hostile = sample()[0] | {"code": "3.900011", "name": "<script>alert(1)</script> {{ 7*7 }}"}
        hostile["requirementsAndConditions"] = "a &lt;img src=x onerror=alert(1)&gt; b"
        land(session, hostile)
        town = Town(session, portal.parts, portal.parts.clock, portal.settings.oidc_issuer)
        actor = town.person(KHOA)
        seen = review.open_imported(session, portal.parts, actor, "3.900011").seen
        review.publish(session, portal.parts, actor, "3.900011", seen, marks_judged=True)
    page = browser.open("/thu-tuc/3.900011")
    assert page.heading == "alert(1) {{ 7*7 }}"
    assert "<script>alert" not in page.html
    assert "&lt;img src=x" in page.html
