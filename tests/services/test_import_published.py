"""Published entries reach the catalogue, light there and whole on their page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import Session

from citizen_portal.domain.service_level import Channel, GovernmentLevel, ServiceLevel, Subject
from citizen_portal.models.session import new_session
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.declaration import problems_of
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.catalogue.published import PublishedFeed
from citizen_portal.services.imports import reviewing as review
from citizen_portal.services.imports.corrections import Corrections
from tests.services.national_entries import COMPANY, NOW, PERMIT, entry, land, sample
from tests.services.town import EXTRACT, KHOA, Town

TODAY = date(2026, 11, 20)
CODE = "3.900001"


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with new_session(engine) as made:
        yield made


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue([])


@pytest.fixture
def feed(engine: Engine, catalogue: Catalogue) -> PublishedFeed:
    return PublishedFeed(engine, catalogue)


Publish = Callable[..., None]


@pytest.fixture
def publish(session: Session, feed: PublishedFeed) -> Publish:
    """Publish entries as an administrator's decision leaves them."""

    def decide(*codes: str, state: str = "published") -> None:
        session.execute(
            text(
                "UPDATE imported_procedure SET state = :state, edition ="
                " (SELECT max(edition) + 1 FROM imported_procedure) WHERE code = ANY(:codes)"
            ),
            {"state": state, "codes": list(codes)},
        )
        session.commit()
        feed.forget()

    return decide


def test_only_what_is_published_is_offered(
    session: Session, catalogue: Catalogue, publish: Publish
) -> None:
    land(session, *sample(), entry())
    assert catalogue.on_offer(TODAY) == ()
    publish(PERMIT, CODE)
    assert {one.code for one in catalogue.on_offer(TODAY)} == {PERMIT, CODE}
    assert [one.code for one in catalogue.search("thu nghiem", TODAY)] == [CODE]
    assert catalogue.get(CODE, TODAY).version == "national-1"
    publish(CODE, state="withdrawn")
    assert [one.code for one in catalogue.on_offer(TODAY)] == [PERMIT]
    assert catalogue.problems == []


def test_the_light_value_says_what_lists_need(
    session: Session, catalogue: Catalogue, publish: Publish
) -> None:
    land(session, *sample())
    publish(PERMIT)
    light = catalogue.get(PERMIT, TODAY)
    assert light.service_level is ServiceLevel.INFORMATION
    assert light.competent_level is GovernmentLevel.COMMUNE
    assert light.authority == "commune_peoples_committee"
    assert light.subjects == (Subject.CITIZEN, Subject.FOREIGN_ENTERPRISE)
    assert light.field_of_law.code == "G17-XD11"
    assert light.summary.vi == "Thực hiện tại: Ủy ban nhân dân cấp xã."
    assert light.result.name.vi == "Giấy phép xây dựng"
    assert (light.documents, light.statements, light.form) == ((), (), ())


def test_the_whole_value_says_what_the_source_says(
    session: Session, catalogue: Catalogue, feed: PublishedFeed, publish: Publish
) -> None:
    land(session, *sample())
    publish(PERMIT)
    whole = feed.whole(catalogue.get(PERMIT, TODAY))
    assert problems_of(whole) == ()
    assert whole.channels == (Channel.COUNTER,), "nothing is filed online here"
    assert [one.title.vi for one in whole.documents] == [
        "Đơn đề nghị cấp giấy phép xây dựng", "Hồ sơ thiết kế xây dựng",
    ]  # fmt: skip
    assert whole.documents[1].hint.en.startswith("Originals: 2; copies: 2.")
    assert [str(one) for one in whole.legal_bases] == ["Nghị định số 175/2024/NĐ-CP"]
    said = {heading.en: text for heading, text in whole.statements}
    assert "Theo quy định của Hội đồng nhân dân" in said["Fees, as the national catalogue says"].vi
    assert "10 working days" in said["Time, as the national catalogue says"].en
    assert "được thay bằng dữ liệu" in said["Notes of the source"].vi
    assert said["Blank forms named in the source"].vi == "mau-01.doc"
    assert said["Others whom the source names"].vi == "Cộng đồng dân cư"
    assert said["Source"].vi.endswith("nhập ngày 20/11/2026.")
    with pytest.raises(LookupError):
        whole.fee.assess({}, Channel.COUNTER, TODAY)


def test_a_fee_of_nothing_without_words_is_not_called_free(
    session: Session, catalogue: Catalogue, feed: PublishedFeed, publish: Publish
) -> None:
    silent = entry()
    silent["executionMethods"][0]["fees"] = [{"type": "FEE", "value": 0, "description": ""}]
    land(session, silent)
    publish(CODE)
    whole = feed.whole(catalogue.get(CODE, TODAY))
    assert "Fees, as the national catalogue says" not in [one.en for one, _ in whole.statements]


def test_corrections_reach_both(
    session: Session, catalogue: Catalogue, feed: PublishedFeed, publish: Publish
) -> None:
    land(session, entry())
    own = Corrections(
        name="Tên của ta", summary="Tóm tắt của ta.", keywords=("bằng lái",),
        life_events=("xay-dung",), elsewhere_name="Cổng khác",
        elsewhere_address="https://khac.example.vn",
    )  # fmt: skip
    session.execute(
        text("UPDATE imported_procedure SET corrections = CAST(:own AS jsonb)"),
        {"own": json.dumps(own.to_json())},
    )
    publish(CODE)
    for one in (light := catalogue.get(CODE, TODAY), feed.whole(light)):
        assert (one.name.vi, one.summary.vi) == ("Tên của ta", "Tóm tắt của ta.")
        assert one.keywords == ("bằng lái",)
        assert [event.value for event in one.life_events] == ["xay-dung"]
        assert one.elsewhere is not None
        assert one.elsewhere.address == "https://khac.example.vn"


def test_the_database_is_asked_seldom_and_read_only_for_news(
    engine: Engine, session: Session, catalogue: Catalogue, feed: PublishedFeed, publish: Publish
) -> None:
    land(session, entry())
    publish(CODE)
    catalogue.on_offer(TODAY)
    seen: list[str] = []
    event.listen(
        engine, "before_cursor_execute", lambda *given: seen.append(str(given[2])), named=False
    )
    for _ in range(5):
        catalogue.on_offer(TODAY)
        catalogue.search("x", TODAY)
    assert seen == []
    feed.forget()
    catalogue.on_offer(TODAY)
    assert len(seen) == 1, "nothing new: nothing is read"


def test_a_database_that_does_not_answer_takes_nothing_away(
    session: Session, catalogue: Catalogue, engine: Engine, publish: Publish
) -> None:
    land(session, entry())
    publish(CODE)
    assert len(catalogue.on_offer(TODAY)) == 1
    nowhere = create_engine("postgresql+psycopg://x@127.0.0.1:21399/x")
    PublishedFeed(nowhere, catalogue)
    assert len(catalogue.on_offer(TODAY)) == 1
    nowhere.dispose()


def test_what_a_plugin_declares_goes_first(own_town: Town) -> None:
    town = own_town
    land(town.session, entry(code=EXTRACT, name="Bản nhập"), entry())
    actor = town.person(KHOA)
    for code in (EXTRACT, CODE):
        seen = review.open_imported(town.session, town.parts, actor, code).seen
        review.publish(town.session, town.parts, actor, code, seen)
    offered: dict[str, Procedure] = {
        one.code: one for one in town.parts.catalogue.on_offer(town.parts.today())
    }
    assert offered[EXTRACT].service_level is not ServiceLevel.INFORMATION
    assert offered[CODE].service_level is ServiceLevel.INFORMATION, "at once, in this process"


def test_a_code_once_withdrawn_has_no_page(
    session: Session, catalogue: Catalogue, feed: PublishedFeed, publish: Publish
) -> None:
    land(session, *sample(), now=NOW)
    publish(COMPANY)
    light: Any = catalogue.get(COMPANY, TODAY)
    publish(COMPANY, state="withdrawn")
    with pytest.raises(LookupError):
        feed.whole(light)
