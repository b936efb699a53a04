"""The page of a working calendar, for administrators and for agency administrators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from flask import redirect, request

from citizen_portal.domain.calendar_reading import WEEKDAYS, TypedEdition, write_days, write_week
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.fields import LongTextField, TextField
from citizen_portal.procedures.form import Problem, ProcedureForm
from citizen_portal.services.calendars.editions import (
    FORM,
    EditionView,
    decide_edition,
    list_editions,
    present_hours,
    propose_edition,
)
from citizen_portal.services.errors import InvalidAnswers, NotFound
from citizen_portal.web import context
from citizen_portal.web.language import language, words
from citizen_portal.web.pages import page
from citizen_portal.web.typed import Typed, kept_for, typed_decision, typed_form, typed_text

_DAYS = Text(
    "Mỗi dòng một ngày hoặc một đợt: 31/08/2026 Nghỉ hoán đổi; "
    "05/02/2027 - 09/02/2027 Tết Nguyên đán.",
    "A line for each day or stretch of days: 31/08/2026 Nghỉ hoán đổi; "
    "05/02/2027 - 09/02/2027 Tết Nguyên đán.",
)
_HOURS = Text(
    "Ví dụ 07:30-11:30, 13:30-17:00; bỏ trống nếu không làm việc.",
    "Such as 07:30-11:30, 13:30-17:00; empty when closed.",
)


class CalendarProposal(ProcedureForm):
    """What the notice of the year sets; the use case reads and judges it as a whole."""

    name = FORM
    title: ClassVar[Text] = Text("Đề xuất thay đổi", "Propose a change")
    sections: ClassVar[dict[str, Text]] = {
        "thu_2": Text("Giờ làm việc trong tuần", "Hours of the week")
    }

    nam = TextField(Text("Năm", "Year"), width=4)
    ngay_nghi = LongTextField(Text("Ngày nghỉ", "Days off"), required=False, hint=_DAYS)
    lam_bu = LongTextField(
        Text("Ngày nghỉ được chuyển thành ngày làm việc (làm bù)", "Days off that are worked"),
        required=False,
        hint=Text("Ví dụ 22/08/2026 Làm bù cho ngày 31/08/2026.",
                  "Such as 22/08/2026 Làm bù cho ngày 31/08/2026."),
    )  # fmt: skip
    nguon = TextField(
        Text("Căn cứ", "Source"),
        hint=Text("Số và ngày của thông báo hoặc quyết định.", "Number and day of the notice."),
    )
    thu_2 = TextField(Text("Thứ Hai", "Monday"), required=False, width=30, hint=_HOURS)
    thu_3 = TextField(Text("Thứ Ba", "Tuesday"), required=False, width=30)
    thu_4 = TextField(Text("Thứ Tư", "Wednesday"), required=False, width=30)
    thu_5 = TextField(Text("Thứ Năm", "Thursday"), required=False, width=30)
    thu_6 = TextField(Text("Thứ Sáu", "Friday"), required=False, width=30)
    thu_7 = TextField(Text("Thứ Bảy", "Saturday"), required=False, width=30)
    chu_nhat = TextField(Text("Chủ nhật", "Sunday"), required=False, width=30)
    gio_tu = TextField(
        Text("Giờ làm việc áp dụng từ ngày", "The hours apply from"),
        required=False,
        width=10,
        hint=Text("Chỉ ghi khi đổi giờ làm việc, ví dụ 01/03/2027.",
                  "Only when the hours change, such as 01/03/2027."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """One version as the page lists it; ``lines`` say what it changes."""

    id: int
    year: int
    state: tuple[Text, str]
    source: str
    lines: tuple[tuple[Text, tuple[str, ...]], ...]
    proposed_at: datetime
    proposed_by: str
    decided_at: datetime | None
    decided_by: str
    may_decide: bool


def calendar_page(
    base: str, agency_id: int | None, choices: Sequence[tuple[str, Text]], *,
    status: int = 200, typed: Typed | None = None, problems: Sequence[Problem] = (),
) -> Any:  # fmt: skip
    """The page at ``base``: versions, and the form; ``choices`` lead to other calendars."""
    parts = context.parts()
    editions = list_editions(context.db(), parts, context.actor(), agency_id)
    if typed is None and status == 200:
        typed = kept_for(request.path)
    known = {"nam": str(parts.today().year), **present_hours(parts, agency_id)}
    return page(
        "administrator/calendar.html", status, base=base, address=address(base, agency_id),
        back="/quan-tri" if base.startswith("/quan-tri") else "",
        whose=parts.reference.agency(agency_id).name if agency_id else "",
        choices=choices, chosen=str(agency_id or ""), rows=[_row(one) for one in editions],
        sections=describe_step(
            CalendarProposal, known, language(), typed=typed, problems=_by_field(problems)
        ),
        errors=[(one.question, words(one.sentence)) for one in problems],
    )  # fmt: skip


def propose(base: str, agency_id: int | None, choices: Sequence[tuple[str, Text]]) -> Any:
    """Propose what was typed, or show it again with every reason against it."""
    typed = typed_form()
    try:
        propose_edition(context.db(), context.parts(), context.actor(), agency_id, _typed_edition())
    except InvalidAnswers as error:
        return calendar_page(
            base, agency_id, choices, status=422, typed=typed, problems=error.problems[FORM]
        )
    return redirect(address(base, agency_id), 303)


def decide(base: str, edition_id: int) -> Any:
    """Put a proposal into force, or refuse it."""
    agree = typed_decision()
    agency_id = decide_edition(
        context.db(), context.parts(), context.actor(), edition_id, agree=agree
    )
    return redirect(address(base, agency_id), 303)


def address(base: str, agency_id: int | None) -> str:
    """Where a calendar's page is."""
    return f"{base}?co-quan={agency_id}" if agency_id else base


def asked_agency() -> int | None:
    """The agency that the address names, or None. Raises ``NotFound`` for nonsense."""
    given = request.args.get("co-quan", "")
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise NotFound()
    return int(given)


def _typed_edition() -> TypedEdition:
    return TypedEdition(
        year=typed_text("nam"),
        days_off=typed_text("ngay_nghi", 20000),
        worked=typed_text("lam_bu", 20000),
        hours={name: typed_text(name) for name in WEEKDAYS},
        since=typed_text("gio_tu"),
        source=typed_text("nguon"),
    )


def _by_field(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """All that is said of one field together, as the field shows it."""
    said: dict[str, list[Text]] = {}
    for one in problems:
        said.setdefault(one.question, []).append(one.sentence)
    return tuple(
        Problem(name, Text(" ".join(one.vi for one in all_), " ".join(one.en for one in all_)))
        for name, all_ in said.items()
    )


def _row(one: EditionView) -> EditionRow:
    change = one.change
    lines = [
        (Text("Ngày nghỉ", "Days off"), tuple(write_days(change.days_off).splitlines())),
        (Text("Làm bù", "Worked"), tuple(write_days(change.worked).splitlines())),
    ]
    if change.week is not None:
        since = f"{change.week.since:%d/%m/%Y}"
        title = Text(f"Giờ làm việc từ {since}", f"Hours from {since}")
        labels = CalendarProposal.questions()
        hours = write_week(change.week.hours).items()
        lines.append(
            (title, tuple(f"{words(labels[n].wording)}: {said}" for n, said in hours if said))
        )
    return EditionRow(
        id=one.id, year=change.year, state=one.state_words, source=one.source,
        lines=tuple(line for line in lines if line[1]), proposed_at=one.proposed_at,
        proposed_by=one.proposed_by, decided_at=one.decided_at, decided_by=one.decided_by,
        may_decide=one.state == "proposed" and not one.own,
    )  # fmt: skip
