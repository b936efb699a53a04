"""Sections of a dossier's pages: its agencies, who helped, and what the counter may still do."""

from __future__ import annotations

from dataclasses import dataclass

from citizen_portal.domain.digitisation import Source
from citizen_portal.domain.lifecycle import Action, ActorKind, actions_for
from citizen_portal.domain.roles import Seat
from citizen_portal.domain.side_states import words_of
from citizen_portal.domain.wording import Text
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.reference import AgencyView
from citizen_portal.web import context
from citizen_portal.web.panels import Panel, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLine:
    """An agency with all that it is to the dossier."""

    what: Text
    agency: AgencyView


def _agencies(dossier: DossierPage) -> Values | None:
    """Each agency once; nothing when one agency does it all and nobody helped."""
    sits = {
        Seat.RECEIVING: dossier.receiving,
        Seat.COMPETENT: dossier.competent,
        Seat.HANDLING: dossier.agency,
        Seat.RETURNING: dossier.returning,
    }
    seats: dict[AgencyView, list[Seat]] = {}
    for seat, agency in sits.items():
        seats.setdefault(agency, []).append(seat)
    several = len(seats) > 1
    if not several and not dossier.assisted_by:
        return None
    lines = tuple(AgencyLine(what=_joined(mine), agency=one) for one, mine in seats.items())
    return {
        "agencies": lines if several else (),
        "assisted_by": dossier.assisted_by,
        "assisted_at": dossier.receiving.name,
        "channel": dossier.channel.label,
    }


def _joined(seats: list[Seat]) -> Text:
    return Text(
        ", ".join(one.label.vi if one is seats[0] else one.label.vi.lower() for one in seats),
        ", ".join(one.label.en if one is seats[0] else one.label.en.lower() for one in seats),
    )


def _on_behalf(dossier: DossierPage) -> Values | None:
    """What an officer of the receiving counter may do for who applied."""
    actor = context.actor()
    here = actor.roles_at(dossier.receiving.id) if actor else ()
    if ActorKind.ONE_STOP_OFFICER not in here or dossier.off_limits:
        return None
    allowed = actions_for(dossier.status, (ActorKind.ONE_STOP_OFFICER,), (dossier.asked_from,))
    scans = any(one.source != Source.UPLOAD and one.frozen_at for one in dossier.attachments)
    shown = {
        "supplement": Action.SUPPLEMENT in allowed,
        "withdraw": Action.WITHDRAW in allowed,
        "digitise": scans,
    }
    return {**shown, "state": words_of(dossier.digitisation)} if any(shown.values()) else None


AGENCIES = Panel("components/dossier_agencies.html", _agencies)
ON_BEHALF = Panel("officer/counter/on_behalf.html", _on_behalf)
