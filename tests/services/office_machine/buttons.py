"""Every button of an officer with input that makes sense, and which of them are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import select

from citizen_portal.domain.lifecycle import TRANSITIONS, Action, Status
from citizen_portal.domain.roles import ActorKind
from citizen_portal.models import OpinionRequest
from citizen_portal.services import supplements
from citizen_portal.services.actor import Actor
from citizen_portal.services.colleagues import assignment, moving
from citizen_portal.services.colleagues.opinions import ask_opinion
from citizen_portal.services.colleagues.possible import (
    colleague_actions,
    may_ask_opinion,
    may_change_returning,
)
from citizen_portal.services.dossiers.page import DossierPage, open_agency_dossier
from citizen_portal.services.dossiers.possible_actions import possible_actions
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, Stale
from citizen_portal.services.processing import apologies, corrections
from citizen_portal.services.processing import steps as processing
from citizen_portal.services.processing.steps import APPROVAL, ISSUANCE
from citizen_portal.services.results import reissuing
from tests.services.acts import ACTS
from tests.services.finance import ENTERPRISE, certificate_typed
from tests.services.office_machine.people import Office
from tests.services.town import EXTRACT, result_typed, typed_values

REFUSED: Final = (NotFound, Forbidden, NotPossibleNow, Stale)
"""How a hidden action that is posted by hand ends: 404, 403 or 409."""

Button = str
"""An action's word, or one of the two that no status knows."""
OPINION, RETURNING = "xin-y-kien", "doi-noi-tra"

CORRECTED: Final[Mapping[str, str]] = {EXTRACT: "register_place", ENTERPRISE: "seat_address"}
"""By procedure a question in words on which neither fee nor time depends."""

COPIES, PRICE = "copies", 8_000
"""The extract's question on which its fee depends, and the fee of one copy in đồng."""


class NobodyElse(Exception):
    """There is nobody to give it to, nothing left to choose: the page offers an empty list."""


Push = Callable[[Office, Actor, DossierPage], None]


def _asked(office: Office, actor: Actor, page: DossierPage) -> None:
    """A question in words, one on which the fee depends, a paper, and a line in words."""
    questions = [f"cau.{CORRECTED[page.procedure.code]}"]
    if page.procedure.code == EXTRACT:
        questions.append(f"cau.{COPIES}")
    papers = [f"giay.{one.name}" for one in page.procedure.documents[:1]]
    typed = {"chon": [*questions, *papers], "noi_dung": ["Bản gốc để đối chiếu"],
             "can_cu": ["Điều 5 Quy chế mẫu"]}  # fmt: skip
    typed |= {f"ma.{key}": ["wrong_value"] for key in questions}
    for key in papers:
        typed |= {f"ma.{key}": ["unreadable"], f"kho.{key}": ["Bản trong kho đã cũ"]}
    supplements.ask_for_supplement(office.session, office.town.parts, actor, page.id, None, typed)


def _apologise(office: Office, actor: Actor, page: DossierPage) -> None:
    calendar = office.town.parts.reference.calendar(page.agency.id)
    promised = max(page.due_at or office.clock(), office.clock())
    later = calendar.closing_of(calendar.add_working_days(promised, 2).date())
    apologies.apologise(
        office.session, office.town.parts, actor, page.id, None, "Chờ xác minh", later,
        allowed=True, legal_basis="Điều 6 Quy chế mẫu",
    )  # fmt: skip


def draft_typed(office: Office, page: DossierPage) -> dict[str, list[str]]:
    """What the draft of the result says, as typed."""
    if page.procedure.code == ENTERPRISE:
        return certificate_typed(office.town)
    return result_typed(office.town, page.procedure.code)


def _send(office: Office, actor: Actor, page: DossierPage) -> None:
    processing.send_for_approval(
        office.session, office.town.parts, actor, page.id, None, draft_typed(office, page)
    )


def _reissue(office: Office, actor: Actor, page: DossierPage) -> None:
    reissuing.reissue_result(
        office.session, office.town.parts, actor, page.id, None, draft_typed(office, page),
        "Sai năm sinh",
    )  # fmt: skip


def _assign(office: Office, actor: Actor, page: DossierPage) -> None:
    """To the first officer offered who does not have it."""
    parts = office.town.parts
    offered = assignment.open_assignment(office.session, parts, actor, page.id)
    to = next((one.person_id for one in offered if one.person_id != page.officer_id), None)
    if to is None:
        raise NobodyElse
    assignment.assign_dossier(office.session, parts, actor, page.id, None, to)


def _take(office: Office, actor: Actor, page: DossierPage) -> None:
    assignment.take_dossier(office.session, office.town.parts, actor, page.id, None)


def _hand_back(office: Office, actor: Actor, page: DossierPage) -> None:
    assignment.hand_back(office.session, office.town.parts, actor, page.id, None)


def _move(office: Office, actor: Actor, page: DossierPage) -> None:
    """To a neighbour who works: Hạ Long to Bãi Cháy, and back."""
    parts = office.town.parts
    offered = moving.open_moving(office.session, parts, actor, page.id)
    works = {post.agency_id for one in office.people.values() for post in one.posts}
    to = next((one.id for one in offered if one.id in works), None)
    if to is None:
        raise NobodyElse
    moving.move_dossier(
        office.session, parts, actor, page.id, None, to=to, reason="Thuộc địa bàn khác"
    )


def _correct(office: Office, actor: Actor, page: DossierPage) -> None:
    """The applicant's typed text gets a word more, where the form has such a text."""
    typed: dict[str, list[str]] = {}
    for step in page.procedure.form:
        typed |= typed_values(step, page.answers)
    name = CORRECTED[page.procedure.code]
    typed[name] = [f"{typed[name][0][:40]} {page.revision}"]
    corrections.correct_answers(
        office.session, office.town.parts, actor, page.id, None, typed, "Theo sổ gốc"
    )


def _ask_opinion(office: Office, actor: Actor, page: DossierPage) -> None:
    """An agency with case officers that is not asked already."""
    open_ones = select(OpinionRequest.to_agency_id).where(
        OpinionRequest.dossier_id == page.id, OpinionRequest.state == "open"
    )
    known = {page.agency.id, *office.session.scalars(open_ones)}
    posts = [post for one in office.people.values() for post in one.posts]
    others = [one.agency_id for one in posts if one.role is ActorKind.CASE_OFFICER]
    to = next((one for one in others if one not in known), None)
    if to is None:
        raise NobodyElse
    ask_opinion(
        office.session, office.town.parts, actor, page.id, agency_id=to,
        question="Có vướng quy hoạch không?", days=2,
    )  # fmt: skip


def _return_elsewhere(office: Office, actor: Actor, page: DossierPage) -> None:
    parts = office.town.parts
    offered = moving.open_returning(office.session, parts, actor, page.id)
    moving.change_returning(office.session, parts, actor, page.id, None, offered[0].id)


def _of_acts(action: Action) -> Push:
    return lambda office, actor, page: ACTS[action](office.town, actor, page.id, None)


PUSH: Final[Mapping[Button, Push]] = {
    **{action: _of_acts(action) for action in ACTS},
    Action.REQUEST_SUPPLEMENT: _asked,
    Action.APOLOGISE: _apologise,
    Action.SEND_FOR_APPROVAL: _send,
    Action.REISSUE_RESULT: _reissue,
    Action.ASSIGN: _assign,
    Action.TAKE: _take,
    Action.HAND_BACK: _hand_back,
    Action.MOVE: _move,
    Action.CORRECT: _correct,
    OPINION: _ask_opinion,
    RETURNING: _return_elsewhere,
}


def shown(actor: Actor, page: DossierPage) -> tuple[Button, ...]:
    """The buttons that the officer finds on the dossier's page, those beside it included."""
    found: list[Button] = [*possible_actions(actor, page), *colleague_actions(actor, page)]
    if may_ask_opinion(actor, page):
        found.append(OPINION)
    if may_change_returning(actor, page):
        found.append(RETURNING)
    if _may_correct(actor, page):
        found.append(Action.CORRECT)
    if _may_ask_again(actor, page):
        found.append(Action.REQUEST_SUPPLEMENT)
    return tuple(one for one in dict.fromkeys(found) if one in PUSH)


def _may_correct(actor: Actor, page: DossierPage) -> bool:
    """As the panel beside the officer's tasks has it."""
    rows = (row for row in TRANSITIONS if row.action is Action.CORRECT)
    roles = set(actor.roles_at(page.agency.id))
    return _before_decision(page) and any(
        page.status in row.from_statuses and roles.intersection(row.actor_kinds) for row in rows
    )


def _may_ask_again(actor: Actor, page: DossierPage) -> bool:
    """The approver's exception, as the same panel has it."""
    asked = any(one.asked_from is page.status for one in page.supplements)
    possible = page.status in (Status.REGISTERED, Status.IN_PROCESSING) and _before_decision(page)
    return asked and possible and ActorKind.APPROVER in actor.roles_at(page.agency.id)


def _before_decision(page: DossierPage) -> bool:
    return not page.off_limits and page.step not in (APPROVAL, ISSUANCE)


def push(office: Office, actor: Actor, page: DossierPage, button: Button) -> None:
    """Do it, in a request of its own. Raises what the use case raises."""
    office.new_request()
    PUSH[button](office, actor, page)
    office.new_request()


def look(office: Office, number: str, dossier_id: UUID) -> DossierPage:
    """The dossier's page as this officer sees it. Raises ``NotFound``."""
    office.new_request()
    return open_agency_dossier(office.session, office.town.parts, office.people[number], dossier_id)
