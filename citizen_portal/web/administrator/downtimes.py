"""Planned interruptions: announcing one, taking it back."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any, ClassVar

from flask import redirect

from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.fields import DateField, LongTextField, TextField
from citizen_portal.procedures.form import Problem, ProcedureForm, read_step
from citizen_portal.procedures.questions import refuse
from citizen_portal.services.catalogue.downtimes import (
    LONGEST_REASON,
    NOTICE_WORKING_DAYS,
    announce_downtime,
    cancel_downtime,
    list_downtimes,
)
from citizen_portal.services.errors import WrongInput
from citizen_portal.web import context
from citizen_portal.web.administrator import administrator_pages
from citizen_portal.web.guards import administrator
from citizen_portal.web.language import language, words
from citizen_portal.web.pages import page
from citizen_portal.web.typed import Typed, typed_form

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:gh]([0-5]\d)", re.ASCII)
_QUESTION = {"bat_dau": "bat_dau_ngay", "ket_thuc": "ket_thuc_ngay"}


def a_clock_time(form: Any, field: Any) -> None:
    """Refuse what is not a time such as 22:00."""
    if field.data and not _CLOCK.fullmatch(field.data):
        raise refuse("Hãy nhập giờ và phút, ví dụ 22:00.", "Enter a time such as 22:00.")


class Announcement(ProcedureForm):
    """When, until when, and why."""

    name = "gian-doan"
    title: ClassVar[Text] = Text("Thông báo gián đoạn", "Announce an interruption")

    bat_dau_ngay = DateField(
        Text("Bắt đầu, ngày", "Starts on"),
        hint=Text(
            f"Thông báo trước ít nhất {NOTICE_WORKING_DAYS} ngày làm việc (Nghị định "
            "224/2026/NĐ-CP).",
            f"At least {NOTICE_WORKING_DAYS} working days ahead (Nghị định 224/2026/NĐ-CP).",
        ),
    )
    bat_dau_gio = TextField(Text("lúc", "at"), [a_clock_time], width=5, max_length=5)
    ket_thuc_ngay = DateField(Text("Dự kiến hoạt động lại, ngày", "Expected back on"))
    ket_thuc_gio = TextField(Text("lúc", "at"), [a_clock_time], width=5, max_length=5)
    ly_do = LongTextField(
        Text("Lý do", "Reason"),
        max_length=LONGEST_REASON,
        hint=Text("Câu này hiện trên mọi trang.", "Every page shows this."),
    )
    ly_do_en = LongTextField(
        Text("Lý do bằng tiếng Anh", "Reason in English"), required=False, max_length=LONGEST_REASON
    )


@administrator_pages.get("/quan-tri/gian-doan")
@administrator
def downtimes() -> Any:
    """The announcements, and the form for one more."""
    return downtimes_page()


@administrator_pages.post("/quan-tri/gian-doan")
@administrator
def announce() -> Any:
    """Announce one."""
    typed = typed_form()
    reading = read_step(Announcement, typed, {}, context.parts().today())
    if reading.problems:
        return downtimes_page(422, typed, reading.problems)
    given = reading.answers
    try:
        announce_downtime(
            context.db(), context.parts(), context.actor(),
            starts_at=_moment(given["bat_dau_ngay"], given["bat_dau_gio"]),
            ends_at=_moment(given["ket_thuc_ngay"], given["ket_thuc_gio"]),
            reason=Text(given["ly_do"], given["ly_do_en"] or ""),
        )  # fmt: skip
    except WrongInput as error:
        problems = error.problems.items()
        return downtimes_page(
            422, typed, tuple(Problem(_QUESTION.get(name, name), said) for name, said in problems)
        )
    return redirect("/quan-tri/gian-doan", 303)


@administrator_pages.post("/quan-tri/gian-doan/<int:downtime_id>/huy")
@administrator
def cancel(downtime_id: int) -> Any:
    """Take one back."""
    cancel_downtime(context.db(), context.parts(), context.actor(), downtime_id)
    return redirect("/quan-tri/gian-doan", 303)


cancel.comes_back_to = "/quan-tri/gian-doan"  # type: ignore[attr-defined]


def downtimes_page(
    status: int = 200, typed: Typed | None = None, problems: tuple[Problem, ...] = ()
) -> Any:
    """The page, with what went wrong."""
    known = {"bat_dau_gio": "22:00", "ket_thuc_gio": "05:00"}
    return page(
        "administrator/downtimes.html", status,
        rows=list_downtimes(context.db(), context.parts(), context.actor()),
        sections=describe_step(Announcement, known, language(), typed=typed, problems=problems),
        errors=[(one.question, words(one.sentence)) for one in problems],
    )  # fmt: skip


def _moment(day: date, clock: str) -> datetime:
    found = _CLOCK.fullmatch(clock)
    assert found is not None  # noqa: S101  # the form has checked it
    return datetime.combine(day, time(int(found[1]), int(found[2])), VIETNAM)
