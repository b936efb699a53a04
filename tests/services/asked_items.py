"""Asking for single things of a dossier, as the officers' form sends it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from citizen_portal.models import SupplementItem, SupplementRequest
from citizen_portal.services.supplements import answer_supplement, ask_for_supplement
from tests.services.town import AN, DUNG, Town

Typed = dict[str, list[str]]


def asked(*keys: str, others: str = "", basis: str = "", **reasons: str) -> Typed:
    """A request for these keys; ``reasons`` by the name after the dot, else “wrong value”."""
    typed: Typed = {"chon": list(keys), "noi_dung": [others], "can_cu": [basis]}
    for key in keys:
        typed[f"ma.{key}"] = [reasons.get(key.partition(".")[2], "wrong_value")]
    return typed


def ask(town: Town, dossier_id: UUID, typed: Typed, who: str = DUNG) -> None:
    """An officer asks."""
    ask_for_supplement(town.session, town.parts, town.person(who), dossier_id, None, typed)


def answer(town: Town, dossier_id: UUID, who: str = AN, **typed: str | list[str]) -> None:
    """The applicant answers; ``__`` in a name stands for a dot."""
    given = {
        name.replace("__", "."): [one] if isinstance(one, str) else one
        for name, one in typed.items()
    }
    answer_supplement(town.session, town.parts, town.person(who), dossier_id, None, typed=given)


def items(town: Town, dossier_id: UUID) -> list[SupplementItem]:
    """What was asked for, in order."""
    town.session.expire_all()
    return list(
        town.session.scalars(
            select(SupplementItem)
            .join(SupplementRequest, SupplementRequest.id == SupplementItem.request_id)
            .where(SupplementRequest.dossier_id == dossier_id)
            .order_by(SupplementRequest.number, SupplementItem.position)
        )
    )
