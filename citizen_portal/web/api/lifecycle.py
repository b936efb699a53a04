"""The life of a dossier for other systems: the same table that pages and use cases read."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import Field

from citizen_portal.domain.lifecycle import (
    TRANSITIONS,
    ActorKind,
    ClockEffect,
    Status,
    Transition,
    is_terminal,
)
from citizen_portal.domain.roles import Seat
from citizen_portal.domain.side_states import (
    DeliveryState,
    DigitisationState,
    PaymentState,
    SideState,
    SyncState,
    moves_from,
    words_of,
)
from citizen_portal.web.api import api_pages
from citizen_portal.web.api.answering import kept_json
from citizen_portal.web.api.describing import Answer, Resource, Words
from citizen_portal.web.guards import public


class StatusRow(Answer):
    """A status of a dossier."""

    number: int = Field(description="As the national portal numbers it; 0 never leaves the portal.")
    label: Words
    tone: str = Field(description="The colour of its tag.")
    final: bool = Field(
        description="Nothing follows; a stopped dossier that was only suspended goes on."
    )


class TransitionRow(Answer):
    """What may be done to a dossier: from which statuses, by whom, and what it does."""

    action: str
    label: Words
    from_statuses: tuple[int, ...]
    to_status: int | None = Field(description="Null: the status stays as it is.")
    by: tuple[ActorKind, ...]
    at: Seat = Field(description="At which of the dossier's four agencies the officers sit.")
    clock: ClockEffect = Field(description="What it does to the processing clock.")
    needs_reason: bool
    back_to: int | None = Field(
        description="Limits the row to dossiers that wait to go back to this status."
    )


class ActorKindRow(Answer):
    """In which capacity somebody acts on a dossier."""

    code: ActorKind
    label: Words
    has_desk: bool = Field(description="Whether dossiers of the agency lie on this role's desk.")


class SeatRow(Answer):
    """What an agency is to a dossier."""

    code: Seat
    label: Words


class SideStateRow(Answer):
    """A state that a dossier has beside its status."""

    code: str
    label: Words
    tone: str = Field(description="The colour of its tag; empty when it has none.")
    next: tuple[str, ...] = Field(description="The states that may follow.")


class SideStates(Answer):
    """Money, delivery, synchronisation and scans: none of them moves the status."""

    payment: tuple[SideStateRow, ...]
    delivery: tuple[SideStateRow, ...]
    synchronisation: tuple[SideStateRow, ...]
    digitisation: tuple[SideStateRow, ...]


class Lifecycle(Answer):
    """Every status, every transition, who acts, and the states beside the status."""

    statuses: tuple[StatusRow, ...]
    transitions: tuple[TransitionRow, ...]
    actor_kinds: tuple[ActorKindRow, ...]
    seats: tuple[SeatRow, ...]
    side_states: SideStates


LIFECYCLE = Resource("/lifecycle", "getLifecycle", "The life of a dossier as one table.", Lifecycle)


@api_pages.get(LIFECYCLE.path)
@public
def show_lifecycle() -> Any:
    """The table, the same for everybody until the portal is a newer version."""
    return kept_json(_written())


@cache
def _written() -> str:
    return lifecycle().model_dump_json()


def lifecycle() -> Lifecycle:
    """The tables of the domain in the shape of the answer."""
    return Lifecycle(
        statuses=tuple(
            StatusRow(number=one, label=Words.of(one.label), tone=one.tone, final=is_terminal(one))
            for one in Status
        ),
        transitions=tuple(_row(one) for one in TRANSITIONS),
        actor_kinds=tuple(
            ActorKindRow(code=one, label=Words.of(one.label), has_desk=one.has_desk)
            for one in ActorKind
        ),
        seats=tuple(SeatRow(code=one, label=Words.of(one.label)) for one in Seat),
        side_states=SideStates(
            payment=_side(PaymentState),
            delivery=_side(DeliveryState),
            synchronisation=_side(SyncState),
            digitisation=_side(DigitisationState),
        ),
    )


def _row(row: Transition) -> TransitionRow:
    return TransitionRow(
        action=row.action,
        label=Words.of(row.action.label),
        from_statuses=tuple(int(one) for one in row.from_statuses),
        to_status=row.to_status,
        by=row.actor_kinds,
        at=row.seat,
        clock=row.clock,
        needs_reason=row.needs_reason,
        back_to=row.asked_from,
    )


def _side(kind: type[SideState]) -> tuple[SideStateRow, ...]:
    return tuple(
        SideStateRow(
            code=state,
            label=Words.of(words_of(state)[0]),
            tone=words_of(state)[1],
            next=tuple(str(one) for one in moves_from(state)),
        )
        for state in kind
    )
