"""Forms that ask how the result is wanted: what they were answered and the wish say the same.

They call the question ``delivery``, with the answers desk and post beside an electronic one,
and the address ``delivery_address``. Whichever was said last counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from citizen_portal.domain.post import ResultWay
from citizen_portal.models import Person
from citizen_portal.procedures.fields import ChoiceField
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.procedure import Procedure

QUESTION: Final = "delivery"
ADDRESS: Final = "delivery_address"
_ANSWERS: Final = {"desk": ResultWay.COUNTER, "post": ResultWay.POST}


def way_answered(answers: Mapping[str, Any]) -> ResultWay:
    """How the form was answered; electronic where it does not ask."""
    return _ANSWERS.get(str(answers.get(QUESTION, "")), ResultWay.ONLINE)


def wish_answered(person: Person, answers: Mapping[str, Any]) -> dict[str, Any] | None:
    """The wish, as it is stored, of who only answered the form; None for electronic alone."""
    way = way_answered(answers)
    if way is ResultWay.ONLINE:
        return None
    if way is ResultWay.COUNTER:
        return {"way": way.value}
    to = {"name": person.full_name, "phone": person.phone, "address": answers.get(ADDRESS) or ""}
    known = {"recipient": to} if to["address"] else {}
    return {"way": way.value, **known, "postage": None, "paid_by": "recipient"}


def as_answers(procedure: Procedure, way: ResultWay, address: str) -> dict[str, str]:
    """What a wish changes in the stored answers of a draft; nothing where it is not asked."""
    asked = {name: one for step in procedure.form for name, one in step.questions().items()}
    question = asked.get(QUESTION)
    if not isinstance(question, ChoiceField):
        return {}
    fitting = [value for value, _ in question.choices if way_answered({QUESTION: value}) is way]
    if not fitting:
        return {}
    told = {ADDRESS: address} if address and ADDRESS in asked else {}
    return {QUESTION: fitting[0], **told}


def answered_anew(
    step: type[ProcedureForm], before: Mapping[str, Any], after: Mapping[str, Any]
) -> bool:
    """Tell whether saving this step says another way, or another address, than before."""
    asks = QUESTION in step.questions()
    return asks and any(before.get(name) != after.get(name) for name in (QUESTION, ADDRESS))
