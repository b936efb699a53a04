"""Registers, fee lists and reports: whose they are, what stands in them, how large they get."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from citizen_portal.documents.rendering import render
from citizen_portal.domain.roles import Duty
from citizen_portal.models import Dossier, Export
from citizen_portal.services.errors import Forbidden, LoginNeeded, NotFound, WrongInput
from citizen_portal.services.exports import asking
from citizen_portal.services.exports.asking import (
    ask_export,
    export_agencies,
    list_exports,
    open_export,
)
from citizen_portal.services.exports.making import make_export
from citizen_portal.services.processing import stopping
from tests.services.town import AN, BINH, DUNG, EM, GIANG, HAI, Town

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))


def _ask(
    town: Town, kind: str, period: tuple[date, date] = NOVEMBER, who: str = DUNG, form: str = "csv"
) -> UUID:
    actor = town.person(who)
    agency = actor.agencies_for(Duty.REPORT)[0]
    return ask_export(
        town.session, town.parts, actor, kind=kind, agency_id=agency, since=period[0],
        until=period[1], form=form,
    )  # fmt: skip


def _table(town: Town, export_id: UUID, who: str = DUNG) -> list[list[str]]:
    _, _, data = open_export(town.session, town.parts, town.person(who), export_id)
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_register_lists_what_was_accepted_in_the_period(town: Town) -> None:
    accepted = town.accepted()
    town.submitted(BINH)  # not accepted: not in the register
    rows = _table(town, _ask(town, "so-theo-doi"))
    assert len(rows) == 2
    dossier = town.dossier(accepted)
    line = dict(zip(rows[0], rows[1], strict=True))
    assert line["Mã hồ sơ"] == dossier.code
    assert line["Tên cá nhân, tổ chức"] == "Nguyễn Văn An"
    assert line["Cách nộp"] == "Trực tuyến"
    assert line["Trạng thái"] == "Đang xử lý"
    assert _table(town, _ask(town, "so-theo-doi", DECEMBER))[1:] == []


def test_the_fee_list_has_each_payment_with_its_receipt(town: Town) -> None:
    dossier_id = town.accepted()
    town.pay(dossier_id)
    line, _ = _table(town, _ask(town, "danh-sach-phi"))[1:]
    dossier = town.dossier(dossier_id)
    assert line[0] == dossier.code
    assert line[3] == "Chuyển khoản"
    assert line[4].endswith("/00000001")
    assert line[5] == str(dossier.fee_total)
    second = town.accepted(BINH)
    town.pay(second)
    total = _table(town, _ask(town, "danh-sach-phi"))[-1]
    assert (total[0], total[5]) == ("Tổng cộng", str(2 * dossier.fee_total))


def _report(town: Town, kind: str, period: tuple[date, date]) -> dict[str, list[int]]:
    rows = _table(town, _ask(town, kind, period))
    return {row[0]: [int(cell) for cell in row[1:]] for row in rows[1:]}


def test_a_report_counts_received_solved_and_pending(town: Town) -> None:
    town.completed()  # accepted and completed the same day: before its due day or on it
    town.accepted(BINH)  # pending
    line = _report(town, "bao-cao-06a", NOVEMBER)["Tổng cộng"]
    assert line[:4] == [2, 2, 0, 0]
    assert line[4] == 1
    assert line[8:] == [1, 0, 1]  # its due day lies within the month


def test_what_is_pending_is_carried_over_and_the_past_stays_as_it_was(town: Town) -> None:
    dossier_id = town.accepted()
    before = _report(town, "bao-cao-07a", NOVEMBER)
    town.clock.now += timedelta(days=14)  # type: ignore[attr-defined]
    stopping.stop_processing(
        town.session, town.parts, town.person(EM), dossier_id, None, "Không có trong sổ"
    )
    assert _report(town, "bao-cao-07a", NOVEMBER) == before
    line = _report(town, "bao-cao-07a", DECEMBER)["Tổng cộng"]
    assert line == [1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0]


def test_who_may_take_figures_out(town: Town) -> None:
    own = town.person(DUNG).agencies_for(Duty.REPORT)[0]

    def ask(who: str | None) -> UUID:
        actor = town.person(who) if who else None
        return ask_export(
            town.session, town.parts, actor, kind="so-theo-doi", agency_id=own,
            since=NOVEMBER[0], until=NOVEMBER[1], form="csv",
        )  # fmt: skip

    with pytest.raises(LoginNeeded):
        ask(None)
    with pytest.raises(Forbidden):
        ask(AN)
    with pytest.raises(NotFound):
        ask(HAI)
    with pytest.raises(Forbidden, match="Người được giao"):
        ask(EM)
    assert [one.id for one in export_agencies(town.parts, town.person(GIANG))] == [own]


def test_only_who_asked_fetches_the_file(town: Town) -> None:
    export_id = _ask(town, "so-theo-doi")
    with pytest.raises(NotFound):
        open_export(town.session, town.parts, town.person(GIANG), export_id)
    assert list_exports(town.session, town.parts, town.person(GIANG)) == ()
    (one,) = list_exports(town.session, town.parts, town.person(DUNG))
    assert (one.state, one.file_name) == ("ready", "so-theo-doi-20261101-20261130.csv")


def test_a_period_the_wrong_way_round_and_unknown_kinds_are_refused(town: Town) -> None:
    with pytest.raises(WrongInput) as refused:
        _ask(town, "so-theo-doi", (NOVEMBER[1], NOVEMBER[0]))
    assert set(refused.value.problems) == {"den"}
    with pytest.raises(NotFound):
        _ask(town, "moi-thu")
    with pytest.raises(NotFound):
        _ask(town, "so-theo-doi", form="exe")


def test_too_many_rows_offer_a_shorter_period(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_ROWS", 1)
    town.accepted()
    second = town.accepted(BINH)
    later = town.clock() + timedelta(days=3)
    town.session.execute(update(Dossier).where(Dossier.id == second).values(accepted_at=later))
    with pytest.raises(WrongInput) as refused:
        _ask(town, "so-theo-doi")
    assert "trước ngày 23/11/2026" in refused.value.problems["den"].vi
    assert _ask(town, "so-theo-doi", (NOVEMBER[0], date(2026, 11, 22)))


def test_a_long_table_is_left_to_the_worker_and_made_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 0)
    town.accepted()
    export_id = _ask(town, "so-theo-doi", form="xlsx")
    with pytest.raises(NotFound):
        open_export(town.session, town.parts, town.person(DUNG), export_id)
    assert make_export(town.session, town.parts, export_id)
    assert not make_export(town.session, town.parts, export_id)
    name, media_type, data = open_export(town.session, town.parts, town.person(DUNG), export_id)
    assert name.endswith(".xlsx")
    assert "spreadsheetml" in media_type
    assert data.startswith(b"PK")


def test_how_far_it_is_shows_on_the_way(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from citizen_portal.services.exports import making, register

    monkeypatch.setattr(asking, "AT_ONCE", 0)
    monkeypatch.setattr(making, "PROGRESS_EVERY", 1)
    monkeypatch.setattr(register, "CHUNK", 1)
    town.accepted()
    town.accepted(BINH)
    export_id = _ask(town, "so-theo-doi")
    make_export(town.session, town.parts, export_id)
    done, total = town.session.execute(
        select(Export.done, Export.total).where(Export.id == export_id)
    ).one()
    assert (done, total) == (2, 2)
    assert len(_table(town, export_id)) == 3


def test_the_register_is_also_printed_as_a_signed_book(town: Town) -> None:
    town.accepted()
    export_id = _ask(town, "so-theo-doi", form="pdf")
    assert make_export(town.session, town.parts, export_id, render)
    name, media_type, data = open_export(town.session, town.parts, town.person(DUNG), export_id)
    assert (name.rpartition(".")[2], media_type) == ("pdf", "application/pdf")
    assert b"/ByteRange" in data
    with pytest.raises(WrongInput) as refused:
        _ask(town, "bao-cao-06a", form="pdf")
    assert set(refused.value.problems) == {"dang"}
