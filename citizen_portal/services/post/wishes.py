"""How an applicant wants the result, and whether the papers come by post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.post import ResultWay
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier
from citizen_portal.procedures.connectors import (
    AddressRefused,
    Carrier,
    ConnectorUnavailable,
    PostalAddress,
)
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.catalogue.offers import offer_of
from citizen_portal.services.change import check_revision
from citizen_portal.services.counter.on_behalf import fills_in, helps, lock_to_apply
from citizen_portal.services.errors import NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.post.asked import ADDRESS, as_answers, way_answered
from citizen_portal.services.reference import AgencyView
from citizen_portal.services.scope import agencies_of

CHANGEABLE: Final = frozenset(
    {
        Status.DRAFT,
        Status.REGISTERED,
        Status.ACCEPTED,
        Status.IN_PROCESSING,
        Status.SUPPLEMENT_REQUESTED,
        Status.PAYMENT_REQUESTED,
    }
)
TOO_LATE = Text(
    "Kết quả đã có hoặc hồ sơ đã kết thúc nên không đổi cách nhận được nữa. "
    "Hãy liên hệ cơ quan trả kết quả.",
    "The result is there or the dossier is closed, so this cannot be changed any more. "
    "Ask the agency that hands the result back.",
)
IN_ITS_PARTS = Text(
    "Hồ sơ liên thông trả kết quả theo từng phần. Hãy chọn cách nhận trên trang của từng phần.",
    "An interlinked dossier gives its results part by part. Choose on the page of each part.",
)
CHOOSE = Text(
    "Hãy chọn một cách nhận kết quả trong danh sách.",
    "Choose one of the ways from the list.",
)
NOT_SERVED = Text(
    "Bưu chính không phát đến địa chỉ này. Hãy kiểm tra lại địa chỉ hoặc chọn cách nhận khác.",
    "The post does not deliver to this address. Check it or choose another way.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How the result is wanted: at which agency's counter, or sent to whom.

    ``papers_by_post`` tells whether the papers come by post; None leaves that as it is.
    """

    way: ResultWay
    agency_id: int | None = None
    recipient: PostalAddress | None = None
    papers_by_post: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySeen:
    """What ``dossier.delivery`` says; ``postage`` in đồng is an estimate, None when unknown."""

    way: ResultWay
    recipient: PostalAddress | None
    postage: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WishPage:
    """What can be chosen, and what was; ``papers_by_post`` is None when it is not asked."""

    id: UUID
    revision: int
    is_draft: bool
    delivery: DeliverySeen
    return_agency: AgencyView
    counters: tuple[AgencyView, ...]
    by_post: bool
    papers_by_post: bool | None


def open_wish(session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID) -> WishPage:
    """How the result of one's own dossier is wanted, or of one that an officer files for somebody.

    Raises ``NotFound``, ``NotPossibleNow`` for a group and once there is a result.
    """
    person = require_person(actor)
    dossier = session.get(Dossier, dossier_id)
    if dossier is None or not _may_choose(session, person, dossier):
        raise NotFound()
    procedure = _require_open(parts, dossier)
    asked = dossier.status == Status.DRAFT and _takes_post(parts, procedure, dossier)
    agency = parts.reference.agency
    return WishPage(
        id=dossier.id,
        revision=dossier.revision,
        is_draft=dossier.status == Status.DRAFT,
        delivery=delivery_seen(dossier.delivery, dossier.answers),
        return_agency=agency(dossier.return_agency_id),
        counters=tuple(map(agency, agencies_of(dossier))),
        by_post=bool(parts.carriers),
        papers_by_post=dossier.channel == Channel.POST if asked else None,
    )


def choose_delivery(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None,
    wish: Wish,
) -> None:
    """Keep how the result is wanted, with the carrier's estimate of the postage if it tells one.

    The postage is never part of the fee; who receives pays it. Raises ``NotFound``, ``Stale``
    (drafts), ``WrongInput``, ``NotPossibleNow``.
    """
    person = require_person(actor)
    seen = open_wish(session, parts, person, dossier_id)
    _check(seen, wish)
    session.rollback()  # no transaction stays open while the carrier thinks
    kept = _as_json(wish, _estimate(parts, seen, wish))
    dossier, _ = lock_to_apply(session, person, dossier_id, Action.SUBMIT)
    _require_open(parts, dossier)
    dossier.delivery = kept
    if wish.agency_id is not None:
        dossier.return_agency_id = wish.agency_id
    if dossier.status == Status.DRAFT:
        check_revision(dossier, revision)
        dossier.revision += 1
        dossier.answers = {**dossier.answers, **_as_answers(parts, dossier, wish)}
        if wish.papers_by_post is not None:
            dossier.channel = _channel(dossier, by_post=wish.papers_by_post)
    dossier.updated_at = parts.clock()
    session.flush()
    audit.record(session, at=parts.clock(), actor=person, act="choose_delivery",
                 object_id=dossier_id, way=wish.way.value)  # fmt: skip
    session.commit()


def _as_answers(parts: Parts, dossier: Dossier, wish: Wish) -> dict[str, str]:
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    return as_answers(procedure, wish.way, wish.recipient.address if wish.recipient else "")


def delivery_seen(delivery: Any, answers: Any = None) -> DeliverySeen:
    """Read ``dossier.delivery``; before a choice, what the form itself was answered."""
    if delivery is None:
        way, at = way_answered(answers or {}), str((answers or {}).get(ADDRESS) or "")
        known = way is ResultWay.POST and at
        recipient = PostalAddress(name="", phone="", address=at) if known else None
        return DeliverySeen(way=way, recipient=recipient, postage=None)
    to = delivery.get("recipient")
    return DeliverySeen(
        way=ResultWay(delivery["way"]),
        recipient=PostalAddress(**to) if to else None,
        postage=delivery.get("postage"),
    )


def address_of_agency(agency: AgencyView) -> PostalAddress:
    """Where an agency sends from."""
    return PostalAddress(
        name=agency.name, phone=agency.phone, address=agency.address or agency.name
    )


def first_carrier(parts: Parts) -> Carrier | None:
    """Who carries, if anybody: of several the first that was found."""
    return next(iter(parts.carriers.values()), None)


def _may_choose(session: Session, person: Actor, dossier: Dossier) -> bool:
    if dossier.person_id == person.person_id:
        return True
    if dossier.status == Status.DRAFT:
        return fills_in(person, dossier)
    return helps(session, person, dossier)


def _require_open(parts: Parts, dossier: Dossier) -> Procedure:
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    if procedure.interlinked:
        raise NotPossibleNow(IN_ITS_PARTS)
    if dossier.status not in CHANGEABLE:
        raise NotPossibleNow(TOO_LATE)
    return procedure


def _takes_post(parts: Parts, procedure: Procedure, dossier: Dossier) -> bool:
    online_only = offer_of(parts, procedure.code, dossier.competent_agency_id).online_only
    return Channel.POST in procedure.channels and not online_only


def _channel(dossier: Dossier, *, by_post: bool) -> Channel:
    if by_post:
        return Channel.POST
    if dossier.channel != Channel.POST:
        return Channel(dossier.channel)
    return Channel.ONLINE if dossier.assisted_by_id is None else Channel.COUNTER


def _check(seen: WishPage, wish: Wish) -> None:
    known = wish.agency_id in {one.id for one in seen.counters}
    at_counter = wish.way is ResultWay.COUNTER
    by_post = wish.way is ResultWay.POST
    if at_counter is not known or (by_post and (not seen.by_post or wish.recipient is None)):
        raise WrongInput({"cach_nhan": CHOOSE})
    if wish.papers_by_post and seen.papers_by_post is None:
        raise NotPossibleNow(TOO_LATE)


def _estimate(parts: Parts, seen: WishPage, wish: Wish) -> int | None:
    """The postage in đồng; None when the carrier does not answer: nothing waits for that."""
    carrier = first_carrier(parts)
    if wish.way is not ResultWay.POST or wish.recipient is None or carrier is None:
        return None
    try:
        return carrier.quote_postage(address_of_agency(seen.return_agency), wish.recipient)
    except AddressRefused:
        raise WrongInput({"dia_chi": NOT_SERVED}) from None
    except ConnectorUnavailable:
        return None


def _as_json(wish: Wish, postage: int | None) -> dict[str, Any]:
    kept: dict[str, Any] = {"way": wish.way.value}
    if wish.way is ResultWay.POST and wish.recipient is not None:
        kept["recipient"] = address_to_json(wish.recipient)
        kept["postage"] = postage
        kept["paid_by"] = "recipient"
    return kept


def address_to_json(one: PostalAddress) -> dict[str, str]:
    """An address as it is stored."""
    return {"name": one.name, "phone": one.phone, "address": one.address}
