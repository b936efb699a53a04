"""Standing in: lending a role to a colleague for the days of an absence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import redirect

from citizen_portal.domain.moment import format_day
from citizen_portal.domain.roles import ActorKind
from citizen_portal.domain.wording import Text
from citizen_portal.services.colleagues.delegations import (
    Delegations,
    LendableRole,
    open_delegations,
)
from citizen_portal.services.colleagues.lending import (
    LONGEST_REASON,
    Lending,
    delegate,
    end_delegation,
)
from citizen_portal.services.errors import WrongInput
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.colleagues.asked import (
    DAY,
    Asked,
    error_lines,
    read_day,
    read_id,
    sections,
    typed_id,
)
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_text

ADDRESS = "/can-bo/uy-quyen"
_DAY_HINT = Text("Ngày/tháng/năm.", "Day/month/year.")
_LED_HINT = Text(
    "Của bạn, hoặc của người bạn phụ trách đang vắng mặt.",
    "Your own, or that of somebody absent whom you lead.",
)


@officer_pages.get(ADDRESS)
@officer
def standing_in() -> Any:
    """Who stands in for whom, and the form for one more."""
    return _delegations_page()


@officer_pages.post(ADDRESS)
@officer
def lend_role() -> Any:
    """Lend one."""
    days = {name: read_day(typed_text(name, 20)) for name in ("tu_ngay", "den_ngay")}
    unreadable = {name: DAY for name, day in days.items() if day is None}
    if unreadable:
        return _delegations_page(422, unreadable)
    try:
        delegate(context.db(), context.parts(), context.actor(), _lending(days))
    except WrongInput as error:
        return _delegations_page(422, error.problems)
    return redirect(ADDRESS, 303)


lend_role.comes_back_to = ADDRESS  # type: ignore[attr-defined]


def _lending(days: Mapping[str, date | None]) -> Lending:
    agency, _, rest = typed_text("vai_tro", 100).partition(":")
    role, _, giver = rest.partition(":")
    known = role in {kind.value for kind in ActorKind} and agency.isascii() and agency.isdigit()
    return Lending(
        agency_id=int(agency[:9]) if known else None,
        role=ActorKind(role) if known else None,
        giver=read_id(giver),
        to=typed_id("nguoi_nhan"),
        since=days["tu_ngay"] or date.max,
        until=days["den_ngay"] or date.max,
        reason=typed_text("ly_do", LONGEST_REASON + 100),
    )


@officer_pages.post(f"{ADDRESS}/<int:number>/ket-thuc")
@officer
def end_lending(number: int) -> Any:
    """End it before its last day."""
    end_delegation(context.db(), context.parts(), context.actor(), number)
    return redirect(ADDRESS, 303)


end_lending.comes_back_to = ADDRESS  # type: ignore[attr-defined]


def _delegations_page(status: int = 200, problems: Mapping[str, Text] | None = None) -> Any:
    context.db().rollback()
    shown = open_delegations(context.db(), context.parts(), context.actor())
    asked = _asked(shown, context.parts().today()) if shown.roles else ()
    return page(
        "officer/colleagues/standing_in.html", status, current=shown.current,
        sections=sections(asked, problems), may_lend=bool(shown.roles),
        errors=error_lines(problems),
    )  # fmt: skip


def _asked(shown: Delegations, today: date) -> tuple[Asked, ...]:
    several = len({one.agency_id for one in shown.roles}) > 1
    people = {person_id: name for _, person_id, name in shown.colleagues}
    return (
        Asked(name="vai_tro", kind="select", label=Text("Vai trò uỷ quyền", "The role"),
              hint=Text("") if all(one.own for one in shown.roles) else _LED_HINT,
              choices=[_role_choice(one, several) for one in shown.roles],
              known=_role_choice(shown.roles[0], several)[0]),
        Asked(name="nguoi_nhan", kind="select", label=Text("Uỷ quyền cho", "Who stands in"),
              choices=[(str(one), Text(name)) for one, name in people.items()]),
        Asked(name="tu_ngay", kind="date", width=10, hint=_DAY_HINT, known=format_day(today),
              label=Text("Từ ngày", "From")),
        Asked(name="den_ngay", kind="date", width=10, hint=_DAY_HINT,
              label=Text("Đến hết ngày", "Until the end of")),
        Asked(name="ly_do", label=Text("Lý do vắng mặt", "Reason")),
    )  # fmt: skip


def _role_choice(one: LendableRole, several: bool) -> tuple[str, Text]:
    label = one.role.label
    if not one.own:
        label = Text(f"{one.giver_name}: {label.vi}", f"{one.giver_name}: {label.en}")
    if several:
        label = Text(f"{label.vi}, {one.agency}", f"{label.en}, {one.agency}")
    return f"{one.agency_id}:{one.role.value}:{one.giver}", label
