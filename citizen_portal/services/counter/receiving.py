"""Receiving a dossier from somebody at the counter, for an agency anywhere in the province."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.roles import Duty
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.models import Person
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.catalogue.offers import offer_of, offers_at, require_open
from citizen_portal.services.counter.people import (
    PURPOSE,
    OpenDossier,
    PersonAtCounter,
    open_dossiers,
    open_person,
)
from citizen_portal.services.drafts.beginning import Seats, insert_draft, procedure_to_file
from citizen_portal.services.drafts.filling_in import agencies_for
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.reception import accept_dossier
from citizen_portal.services.reference import AgencyView
from citizen_portal.services.scope import OWN, is_own_or_relatives
from citizen_portal.services.submission import submit_dossier

NOT_FILED_HERE = Text(
    "Thủ tục này chỉ được hướng dẫn trên cổng, không nộp hồ sơ ở đây. Hãy mở trang thủ tục để "
    "biết nơi nhận.",
    "This procedure is only described here, not filed. Open its page to see who takes it.",
)
CHOOSE_COMPETENT = Text(
    "Hãy chọn cơ quan có thẩm quyền trong danh sách.",
    "Choose the competent agency from the list.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveOptions:
    """What the page before a walk-in dossier asks; ``duplicates`` warn and do not block.

    ``suggested`` is the agency of the person's commune, else the officer's own, if competent.
    """

    at: PersonAtCounter
    procedure: Procedure
    desks: tuple[AgencyView, ...]
    competent: tuple[AgencyView, ...]
    suggested: int | None
    duplicates: tuple[OpenDossier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkIn:
    """What is received: ``return_here`` when the person fetches the result at the same desk."""

    person_id: UUID
    procedure_code: str
    competent_id: int
    desk_id: int
    return_here: bool


@dataclass(frozen=True, slots=True)
class _AppliedBy:
    person_id: UUID


def receive_options(
    session: Session, parts: Parts, actor: Actor | None, person_id: UUID, code: str
) -> ReceiveOptions:
    """What can be chosen for a person and a procedure.

    Raises ``Forbidden``, ``NotFound``, ``NotPossibleNow`` when it is not filed here.
    """
    officer = require_duty(actor, Duty.RECEIVE)
    procedure = _filed_here(parts, code)
    at = open_person(session, parts, officer, person_id)
    commune = session.get_one(Person, person_id).commune_code
    competent = tuple(one.agency for one in offers_at(parts, procedure) if one.offer.is_open)
    desks = tuple(map(parts.reference.agency, officer.agencies_for(Duty.RECEIVE)))
    near = [one.id for one in competent if commune and one.commune_code == commune]
    own = [one.id for one in competent if one.id in {desk.id for desk in desks}]
    single = [competent[0].id] if len(competent) == 1 else []
    return ReceiveOptions(
        at=at,
        procedure=procedure,
        desks=desks,
        competent=competent,
        suggested=next(iter((*near, *own, *single)), None),
        duplicates=tuple(one for one, _ in open_dossiers(session, parts, person_id, code)),
    )


def _filed_here(parts: Parts, code: str) -> Procedure:
    procedure = procedure_to_file(parts, code)
    if not procedure.form:
        raise NotPossibleNow(NOT_FILED_HERE)
    return procedure


def begin_for(session: Session, parts: Parts, actor: Actor | None, walk_in: WalkIn) -> UUID:
    """Begin a draft for the person at the officer's desk; returns its id.

    It comes in at the counter, or, where that takes the procedure online only, online with
    the officer's help. Raises ``Forbidden``, also for oneself and close relatives,
    ``NotFound``, ``WrongInput``, ``NotPossibleNow``.
    """
    officer = require_duty(actor, Duty.RECEIVE, walk_in.desk_id)
    procedure = _filed_here(parts, walk_in.procedure_code)
    applicant = session.get(Person, walk_in.person_id)
    if applicant is None:
        raise NotFound()
    if is_own_or_relatives(session, officer, _AppliedBy(applicant.id)):
        raise Forbidden(OWN)
    if walk_in.competent_id not in {one.id for one in agencies_for(parts, procedure)}:
        raise WrongInput({"co_quan": CHOOSE_COMPETENT})
    competent = parts.reference.agency(walk_in.competent_id)
    require_open(parts, procedure, competent)
    seats = Seats(
        receiving=walk_in.desk_id,
        competent=competent.id,
        returning=walk_in.desk_id if walk_in.return_here else competent.id,
    )
    dossier_id = insert_draft(
        session, parts, procedure, applicant, seats,
        channel=_channel(parts, procedure, competent), assisted_by=officer.person_id,
    )  # fmt: skip
    audit.record(session, at=parts.clock(), actor=officer, act="begin_for", object_id=dossier_id,
                 purpose=PURPOSE)  # fmt: skip
    session.commit()
    return dossier_id


def _channel(parts: Parts, procedure: Procedure, competent: AgencyView) -> Channel:
    """Online-only procedures get an assisted path. Raises ``NotPossibleNow``."""
    online_only = offer_of(parts, procedure.code, competent.id).online_only
    if Channel.COUNTER in procedure.channels and not online_only:
        return Channel.COUNTER
    if Channel.ONLINE in procedure.channels:
        return Channel.ONLINE
    raise NotPossibleNow(NOT_FILED_HERE)


def submit_and_accept(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None = None,
) -> bool:
    """Submit for somebody and accept at once; False when it was submitted but now has to wait.

    Raises what submitting raises; what hinders accepting is said on the officer's page.
    """
    officer = require_duty(actor, Duty.RECEIVE)
    submit_dossier(session, parts, officer, dossier_id, revision)
    try:
        accept_dossier(session, parts, officer, dossier_id, None)
    except NotPossibleNow:
        session.rollback()
        return False
    return True
