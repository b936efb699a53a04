"""The agency's rules of assignment, kept by its administrators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import redirect

from citizen_portal.domain.wording import Text
from citizen_portal.services.colleagues.rules import Rules, drop_rule, open_rules, set_rule
from citizen_portal.services.errors import WrongInput
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.colleagues.asked import (
    Asked,
    error_lines,
    sections,
    typed_id,
    typed_number,
)
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_text

ADDRESS = "/can-bo/phan-cong"
ANY, LEAST = "tat-ca", "it-nhat"
LEAST_LOADED = Text("Người đang giữ ít hồ sơ nhất", "Whoever has the least in hand")


@officer_pages.get(ADDRESS)
@officer
def rules() -> Any:
    """The rules, and the form for one more."""
    return _rules_page()


@officer_pages.post(ADDRESS)
@officer
def set_assignment_rule() -> Any:
    """Set one."""
    procedure, person = typed_text("thu_tuc", 60), typed_text("can_bo", 60)
    try:
        set_rule(
            context.db(), context.parts(), context.actor(), agency_id=typed_number("co_quan"),
            procedure_code="" if procedure == ANY else procedure or "-",
            person_id=typed_id("can_bo"), least_loaded=person == LEAST,
        )  # fmt: skip
    except WrongInput as error:
        return _rules_page(422, error.problems)
    return redirect(ADDRESS, 303)


set_assignment_rule.comes_back_to = ADDRESS  # type: ignore[attr-defined]


@officer_pages.post(f"{ADDRESS}/<int:number>/bo")
@officer
def drop_assignment_rule(number: int) -> Any:
    """Remove one."""
    drop_rule(context.db(), context.parts(), context.actor(), number)
    return redirect(ADDRESS, 303)


drop_assignment_rule.comes_back_to = ADDRESS  # type: ignore[attr-defined]


def _rules_page(status: int = 200, problems: Mapping[str, Text] | None = None) -> Any:
    shown = open_rules(context.db(), context.parts(), context.actor())
    return page(
        "officer/colleagues/rules.html", status, rules=shown.rules, least=LEAST_LOADED,
        sections=sections(_asked(shown), problems), errors=error_lines(problems),
    )  # fmt: skip


def _asked(shown: Rules) -> tuple[Asked, ...]:
    names = {one.id: one.name for one in shown.agencies}
    several = len(names) > 1
    people = [
        (str(person_id), Text(f"{name}, {names[agency]}" if several else name))
        for agency, person_id, name in shown.officers
    ]
    procedures = [(code, Text(f"{code} {name.vi}", f"{code} {name.en}"))
                  for code, name in shown.procedures]  # fmt: skip
    return (
        Asked(name="co_quan", kind="select", label=Text("Cơ quan", "Agency"),
              choices=[(str(one), Text(name)) for one, name in names.items()],
              known=str(next(iter(names)))),
        Asked(name="thu_tuc", kind="select", label=Text("Thủ tục", "Procedure"),
              choices=[(ANY, Text("Mọi thủ tục", "All procedures")), *procedures], known=ANY),
        Asked(name="can_bo", kind="select", label=Text("Giao cho", "Goes to"),
              choices=[(LEAST, LEAST_LOADED), *people], known=LEAST),
    )  # fmt: skip
