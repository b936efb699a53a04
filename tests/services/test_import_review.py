"""An administrator compares, corrects, publishes: noted each time, and never over another's."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from citizen_portal.domain.service_level import ServiceLevel
from citizen_portal.models import AuditEntry, ImportedProcedure
from citizen_portal.services.catalogue.level_history import level_on
from citizen_portal.services.errors import Forbidden, LoginNeeded, NotFound, NotPossibleNow, Stale
from citizen_portal.services.imports import reviewing as review
from citizen_portal.services.imports.corrections import (
    Corrections,
    PaperCorrection,
    TimeCorrection,
)
from citizen_portal.services.imports.typed_corrections import (
    InvalidCorrections,
    read_corrections,
)
from citizen_portal.services.imports.worklist import ImportFilters, list_imported
from tests.services.national_entries import COMPANY, GROUP, PERMIT, entry, land, sample
from tests.services.town import AN, DUNG, EXTRACT, KHOA, Town

CODE = "3.900001"


def opened(town: Town, code: str = CODE) -> review.ImportedPage:
    return review.open_imported(town.session, town.parts, town.person(KHOA), code)


def act(town: Town, name: str, code: str = CODE, **options: Any) -> None:
    use_case = getattr(review, name)
    seen = opened(town, code).seen
    use_case(town.session, town.parts, town.person(KHOA), code, seen, **options)


def row(town: Town, code: str = CODE) -> ImportedProcedure:
    town.session.expire_all()
    return town.session.get_one(ImportedProcedure, code)


def last_audit(town: Town) -> Any:
    newest = select(AuditEntry.record).order_by(AuditEntry.sequence.desc()).limit(1)
    return json.loads(town.session.execute(newest).scalar_one())


def test_publishing_is_noted_with_who_and_counts_editions(town: Town) -> None:
    land(town.session, entry(), entry(code="3.900002", name="Khác"))
    act(town, "publish")
    act(town, "publish", "3.900002")
    assert (row(town).state, row(town).edition, row(town, "3.900002").edition) == (
        "published",
        1,
        2,
    )
    assert row(town).reviewed_by == town.person(KHOA).person_id
    assert level_on(town.session, "3.900002", town.parts.today()) is ServiceLevel.INFORMATION
    noted = last_audit(town)
    assert (noted["act"], noted["object"]) == ("publish_imported", "3.900002")
    assert noted["who"] == str(town.person(KHOA).person_id)
    act(town, "withdraw")
    assert (row(town).state, row(town).edition) == ("withdrawn", 3)
    act(town, "reject")
    assert (row(town).state, row(town).edition) == ("rejected", 3)


@pytest.mark.parametrize(
    ("before", "refused"),
    [
        ((), "withdraw"),
        (("publish",), "publish"),
        (("publish",), "reject"),
        (("reject",), "reject"),
    ],
)
def test_what_does_not_fit_the_state_is_refused(
    town: Town, before: tuple[str, ...], refused: str
) -> None:
    land(town.session, entry())
    for name in before:
        act(town, name)
    with pytest.raises(NotPossibleNow):
        act(town, refused)


def test_marks_must_be_judged_first(town: Town) -> None:
    land(town.session, *sample())
    with pytest.raises(NotPossibleNow) as refused:
        act(town, "publish", PERMIT)
    assert refused.value.sentence == review.MARKS_NOT_SEEN
    act(town, "publish", PERMIT, marks_judged=True)
    assert row(town, PERMIT).state == "published"


def test_without_a_national_code_or_a_level_nothing_is_published(town: Town) -> None:
    land(town.session, entry(code="BXD-1"), entry(isWard=False, unitGroupsExecuting=[], name="B"))
    with pytest.raises(NotPossibleNow) as refused:
        act(town, "publish", "BXD-1", marks_judged=True)
    assert refused.value.sentence == review.NO_NATIONAL_CODE
    with pytest.raises(NotPossibleNow) as refused:
        act(town, "publish", marks_judged=True)
    assert refused.value.sentence == review.NO_LEVEL
    act(town, "correct", corrections=Corrections(level="tinh"))
    act(town, "publish")
    assert row(town).state == "published"


def test_a_correction_takes_its_mark_away(town: Town) -> None:
    land(town.session, *sample())
    page = opened(town, COMPANY)
    before = len(page.marks)
    small = page.reading.methods[0].fees[0]
    act(town, "correct", COMPANY, corrections=Corrections(fees={small.key: 100_000}))
    page = opened(town, COMPANY)
    assert page.shown.methods[0].fees[0].value == 100_000
    assert page.reading.methods[0].fees[0].value == 100, "what was read stays"
    assert len(page.marks) == before - 2, "neither too small nor wildly different"
    assert row(town, COMPANY).marks == before - 2


def test_a_newer_source_is_compared_and_taken_with_the_corrections_kept(town: Town) -> None:
    land(town.session, entry())
    paper = opened(town).reading.papers[0]
    own = Corrections(
        name="Tên của ta", papers={paper.key: PaperCorrection(title="Đơn của ta")},
        times={"DIRECT": TimeCorrection(amount=5, unit="DAY")},
    )  # fmt: skip
    act(town, "correct", corrections=own)
    newer = entry(name="Tên mới", departmentPromulgateName="Bộ mới", futureField=1)
    newer["executionMethods"][0]["processingTime"] = 4
    land(town.session, newer)
    found = {one.label.en: one for one in opened(town).differences}
    assert (found["Name"].old.vi, found["Name"].new.vi) == ("Cấp giấy phép thử nghiệm", "Tên mới")
    assert found["Name"].ours.vi == "Tên của ta"
    time = found["At the counter: time"]
    assert (time.old.en, time.new.en, time.ours.en) == (
        "3 working days",
        "4 working days",
        "5 days",
    )
    assert (found["Issued by"].old.vi, found["Issued by"].ours.vi) == ("", "")
    assert found["In the source: futureField"].new.vi == "1"
    act(town, "accept_incoming")
    page = opened(town)
    assert not page.changed
    assert page.reading.name == "Tên mới"
    assert (page.shown.name, page.shown.papers[0].title) == ("Tên của ta", "Đơn của ta")
    assert land(town.session, newer).unchanged == 1


def test_a_change_that_no_line_tells_is_shown_as_it_stands(town: Town) -> None:
    land(town.session, entry())
    changed = entry()
    changed["executionMethods"][0]["secret"] = "x"
    land(town.session, changed)
    assert [one.label.en for one in opened(town).differences] == ["In the source: executionMethods"]


def test_a_source_that_was_left_aside_does_not_come_back(town: Town) -> None:
    land(town.session, entry())
    land(town.session, entry(name="Tên mới"))
    act(town, "keep_ours")
    assert row(town).incoming is None
    assert land(town.session, entry(name="Tên mới")).unchanged == 1
    assert land(town.session, entry(name="Tên mới nữa")).changed == 1
    act(town, "keep_ours")
    for name in ("keep_ours", "accept_incoming"):
        with pytest.raises(NotPossibleNow):
            act(town, name)


def test_corrections_without_a_place_are_told(town: Town) -> None:
    land(town.session, entry())
    paper = opened(town).reading.papers[0]
    act(town, "correct", corrections=Corrections(papers={paper.key: PaperCorrection(is_note=True)}))
    land(town.session, entry(executionCases=[]))
    act(town, "accept_incoming")
    assert opened(town).homeless == (paper.key,)


def test_an_older_page_changes_nothing(town: Town) -> None:
    land(town.session, entry())
    seen = opened(town).seen
    act(town, "correct", corrections=Corrections(name="Tên khác"))
    for name, options in (
        ("publish", {}), ("reject", {}), ("correct", {"corrections": Corrections()}),
    ):  # fmt: skip
        with pytest.raises(Stale):
            getattr(review, name)(
                town.session, town.parts, town.person(KHOA), CODE, seen, **options
            )
    assert (row(town).state, row(town).name) == ("unreviewed", "Tên khác")
    land(town.session, entry(name="Nguồn mới"))
    assert opened(town).seen != seen


@pytest.mark.parametrize(
    "use_case",
    [
        lambda town, actor: list_imported(town.session, actor, ImportFilters()),
        lambda town, actor: review.open_imported(town.session, town.parts, actor, CODE),
        lambda town, actor: review.publish(town.session, town.parts, actor, CODE, ""),
        lambda town, actor: review.withdraw(town.session, town.parts, actor, CODE, ""),
        lambda town, actor: review.reject(town.session, town.parts, actor, CODE, ""),
        lambda town, actor: review.accept_incoming(town.session, town.parts, actor, CODE, ""),
        lambda town, actor: review.keep_ours(town.session, town.parts, actor, CODE, ""),
        lambda town, actor: review.correct(
            town.session, town.parts, actor, CODE, "", Corrections()
        ),
    ],
)
def test_only_administrators_may(town: Town, use_case: Callable[[Town, Any], Any]) -> None:
    land(town.session, entry())
    for number in (AN, DUNG):
        with pytest.raises(Forbidden):
            use_case(town, town.person(number))
    with pytest.raises(LoginNeeded):
        use_case(town, None)


def test_what_is_not_there_is_not_found(town: Town) -> None:
    with pytest.raises(NotFound):
        opened(town, "3.999999")
    with pytest.raises(NotFound):
        review.publish(town.session, town.parts, town.person(KHOA), "3.999999", "x")


def test_a_code_of_a_plugin_is_told(town: Town) -> None:
    land(town.session, entry(code=EXTRACT))
    assert opened(town, EXTRACT).of_plugin == "civil_status_extract"


def test_the_list_is_filtered_and_paged(town: Town) -> None:
    many = [entry(code=f"3.9000{number:02d}", name=f"Thử {number}") for number in range(60)]
    land(town.session, *many, *sample())
    land(town.session, entry(code="3.900003", name="Thử mới"))
    act(town, "publish", "3.900005")
    actor = town.person(KHOA)

    def codes(after: str = "", **filters: Any) -> list[str]:
        found = list_imported(town.session, actor, ImportFilters(**filters), after)
        return [one.code for one in found.lines]

    first = list_imported(town.session, actor, ImportFilters())
    assert len(first.lines) == 50
    assert dict(first.counts) == {"unreviewed": 62, "published": 1, "changed": 1}
    assert len(codes(first.older)) == 13
    assert codes(state="published") == ["3.900005"]
    assert codes(changed=True) == ["3.900003"]
    assert codes(marked=True) == [PERMIT, GROUP, COMPANY]
    assert codes(text="cap giay phep XÂY") == [PERMIT]
    assert codes(text="3.900007") == ["3.900007"]
    assert len(codes(text="thử")) == 50


def typed(**values: str | list[str]) -> dict[str, list[str]]:
    return {
        name.replace("__", "-"): value if isinstance(value, list) else [value]
        for name, value in values.items()
    }


def test_only_what_differs_becomes_a_correction(town: Town) -> None:
    land(town.session, entry())
    reading = opened(town).reading
    same = typed(
        ten=reading.name, tom_tat="", cap="xa", phi__0="50.000", han__0__so="3",
        han__0__don__vi="WORKING_DAY", giay__0__ten="Đơn đề nghị", giay__0__loai="giay",
    )  # fmt: skip
    assert read_corrections(reading, same) == Corrections()
    other = typed(
        ten=" Tên  khác ", cap="tinh", phi__0="60.000 đồng", han__0__so="4", han__0__don__vi="DAY",
        giay__0__ten="Đơn", giay__0__loai="ghi-chu", tu_khoa="sổ đỏ, bằng lái;sổ đỏ",
        su_kien=["ket-hon", "xay-dung"], noi_nop="Cơ quan thuế",
        dia_chi="https://thue.example.vn/khai?a=1",
    )  # fmt: skip
    assert read_corrections(reading, other) == Corrections(
        name="Tên khác", level="tinh",
        papers={"KQ9": PaperCorrection(title="Đơn", is_note=True)},
        fees={reading.methods[0].fees[0].key: 60_000},
        times={"DIRECT": TimeCorrection(amount=4, unit="DAY")},
        keywords=("sổ đỏ", "bằng lái"), life_events=("ket-hon", "xay-dung"),
        elsewhere_name="Cơ quan thuế", elsewhere_address="https://thue.example.vn/khai?a=1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ten": "x" * 2_001}, "ten"),
        ({"cap": "huyen"}, "cap"),
        ({"phi__0": "một trăm"}, "phi-0"),
        ({"phi__0": "-5"}, "phi-0"),
        ({"han__0__so": "3", "han__0__don__vi": "TUAN"}, "han-0-so"),
        ({"han__0__so": "ba", "han__0__don__vi": "DAY"}, "han-0-so"),
        ({"tu_khoa": ",".join(f"từ {number}" for number in range(21))}, "tu_khoa"),
        ({"tu_khoa": "x" * 61}, "tu_khoa"),
        ({"su_kien": ["bay-len"]}, "su_kien"),
        ({"dia_chi": "https://a.example.vn"}, "dia_chi"),
        ({"noi_nop": "Thuế"}, "dia_chi"),
        ({"noi_nop": "Thuế", "dia_chi": "http://a.example.vn"}, "dia_chi"),
        ({"noi_nop": "Thuế", "dia_chi": "javascript:alert(1)"}, "dia_chi"),
        ({"noi_nop": "Thuế", "dia_chi": "https://user:pw@a.example.vn"}, "dia_chi"),
        ({"noi_nop": "Thuế", "dia_chi": "https://localhost"}, "dia_chi"),
        ({"noi_nop": "Thuế", "dia_chi": "https://a.example.vn:99999/"}, "dia_chi"),
        ({"giay__0__ten": "x" * 20_001}, "giay-0-ten"),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(
    town: Town, values: dict[str, Any], field: str
) -> None:
    land(town.session, entry())
    with pytest.raises(InvalidCorrections) as refused:
        read_corrections(opened(town).reading, typed(**values))
    assert set(refused.value.problems) == {field}
