"""The filters as a form."""

from __future__ import annotations

from collections.abc import Iterable

from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.side_states import PaymentState, words_of
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.description import FieldView
from citizen_portal.services.actor import Actor
from citizen_portal.services.parts import Parts
from citizen_portal.services.queues.choices import Choices
from citizen_portal.services.queues.filters import MINE, NOBODY
from citizen_portal.web.language import words
from citizen_portal.web.officer.desk.asked import DAYS, SEATS, Asked

_ANY = Text("Tất cả", "Any")
_LABELS = {
    "thu-tuc": Text("Thủ tục", "Procedure"),
    "buoc": Text("Bước xử lý", "Step"),
    "can-bo": Text("Người xử lý", "Case officer"),
    "co-quan": Text("Cơ quan", "Agency"),
    "vai": Text("Cơ quan của bạn là", "Your agency is"),
    "kenh": Text("Kênh nộp", "Channel"),
    "phi": Text("Phí, lệ phí", "Fee"),
    "han-tu": Text("Hạn từ ngày", "Due from"),
    "han-den": Text("Hạn đến ngày", "Due until"),
    "nop-tu": Text("Nộp từ ngày", "Submitted from"),
    "nop-den": Text("Nộp đến ngày", "Submitted until"),
}
_MINE = Text("Tôi", "Me")
_NOBODY = Text("Chưa có ai", "Nobody yet")
IN_A_ROW = 4


def filter_rows(
    asked: Asked, choices: Choices, parts: Parts, actor: Actor
) -> list[list[FieldView]]:
    """The fields, some beside each other, with what was chosen."""
    several = len(actor.agency_ids) > 1
    agencies = [(str(one), Text(parts.reference.agency(one).name)) for one in actor.agency_ids]
    officers = [(MINE, _MINE), (NOBODY, _NOBODY)]
    officers += [(str(one), Text(name)) for one, name in choices.colleagues]
    selects = [
        _select(asked, "thu-tuc", choices.procedures),
        _select(asked, "buoc", choices.steps),
        _select(asked, "can-bo", officers),
        *([_select(asked, "co-quan", agencies)] if several else []),
        _select(asked, "vai", [(word, seat.label) for word, seat in SEATS.items()]),
        _select(asked, "kenh", [(str(one.value), one.label) for one in Channel]),
        _select(asked, "phi", [(one.value, words_of(one)[0]) for one in PaymentState]),
    ]
    rows = [selects[begin : begin + IN_A_ROW] for begin in range(0, len(selects), IN_A_ROW)]
    return [*rows, [_day(asked, name) for name in DAYS]]


def _select(asked: Asked, name: str, options: Iterable[tuple[str, Text]]) -> FieldView:
    listed = tuple((value, words(text)) for value, text in options)
    return FieldView(
        name=name,
        kind="select",
        label=words(_LABELS[name]),
        value=asked.typed.get(name, ""),
        options=(("", words(_ANY)), *listed),
    )


def _day(asked: Asked, name: str) -> FieldView:
    problem = asked.problems.get(name)
    return FieldView(
        name=name,
        kind="date",
        label=words(_LABELS[name]),
        value=asked.typed.get(name, ""),
        error=words(problem) if problem else "",
        width=10,
    )
