from __future__ import annotations

from enum import StrEnum
from itertools import product

import pytest

from citizen_portal.domain.side_states import (
    DeliveryState,
    DigitisationState,
    PaymentState,
    SyncState,
    moved,
    moves_from,
    words_of,
)

KINDS: tuple[type[StrEnum], ...] = (PaymentState, DeliveryState, SyncState, DigitisationState)
STATES = [state for kind in KINDS for state in kind]


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{type(state).__name__}.{state}")
def test_every_state_has_words_of_its_own_kind_and_a_way_on(state: StrEnum) -> None:
    label, tone = words_of(state)  # type: ignore[arg-type]  # one of the four kinds
    assert label.vi
    assert label.en
    assert tone in {"", "grey", "blue", "green", "yellow", "red"}
    following = moves_from(state)  # type: ignore[arg-type]
    assert following
    assert all(type(one) is type(state) for one in following)


def test_states_called_alike_are_told_apart() -> None:
    assert words_of(PaymentState.NONE) != words_of(DeliveryState.NONE)
    assert moved(DeliveryState.NONE, DeliveryState.WAITING) is DeliveryState.WAITING
    with pytest.raises(ValueError, match="DeliveryState does not go"):
        moved(DeliveryState.NONE, DeliveryState.DELIVERED)


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_is_reached_and_stays_are_moves(kind: type[StrEnum]) -> None:
    first, *_ = kind
    reached, waiting = {first}, [first]
    while waiting:
        for one in moves_from(waiting.pop()):  # type: ignore[arg-type]
            if one not in reached:
                reached.add(one)
                waiting.append(one)
    assert reached == set(kind)
    for now, to in product(kind, kind):
        if to is now or to in moves_from(now):  # type: ignore[arg-type]
            assert moved(now, to) is to  # type: ignore[type-var]
