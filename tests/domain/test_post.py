"""Where a shipment stands does not depend on the order in which it is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.post import (
    ResultWay,
    ShipmentNews,
    ShipmentState,
    ShipmentStep,
    delivery_after,
    state_after,
)
from citizen_portal.domain.side_states import DeliveryState

START = datetime(2026, 11, 20, 3, tzinfo=UTC)
NEWS = st.lists(
    st.builds(
        ShipmentNews,
        st.sampled_from(ShipmentStep),
        st.integers(0, 50).map(lambda hours: START + timedelta(hours=hours)),
    ),
    max_size=8,
)


@given(NEWS, st.randoms(use_true_random=False))
def test_the_order_of_hearing_does_not_matter(news: list[ShipmentNews], random: object) -> None:
    shuffled = list(news)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert state_after(shuffled) is state_after(news) is state_after([*news, *news])


@given(NEWS, NEWS)
def test_never_back_from_delivered(before: list[ShipmentNews], after: list[ShipmentNews]) -> None:
    delivered = ShipmentNews(ShipmentStep.DELIVERED, START)
    assert state_after([*before, delivered, *after]) is ShipmentState.DELIVERED


def test_the_latest_counts() -> None:
    tried = ShipmentNews(ShipmentStep.NOT_DELIVERED, START)
    again = ShipmentNews(ShipmentStep.IN_TRANSIT, START + timedelta(hours=1))
    assert state_after([again, tried]) is ShipmentState.IN_TRANSIT
    assert state_after([]) is ShipmentState.ORDERED


@given(st.sampled_from(DeliveryState), st.sampled_from(ShipmentState))
def test_the_result_follows_by_allowed_moves(now: DeliveryState, shipment: ShipmentState) -> None:
    to = delivery_after(now, shipment)
    assert delivery_after(to, shipment) is to
    if now is DeliveryState.DELIVERED:
        assert to is now


@pytest.mark.parametrize(
    ("shipment", "to"),
    [
        (ShipmentState.ORDERED, DeliveryState.WAITING),
        (ShipmentState.REFUSED, DeliveryState.WAITING),
        (ShipmentState.IN_TRANSIT, DeliveryState.WITH_CARRIER),
        (ShipmentState.RETURNED, DeliveryState.NOT_DELIVERED),
        (ShipmentState.DELIVERED, DeliveryState.DELIVERED),
    ],
)
def test_from_waiting(shipment: ShipmentState, to: DeliveryState) -> None:
    assert delivery_after(DeliveryState.WAITING, shipment) is to


def test_everything_has_words() -> None:
    assert all(one.label.vi and one.label.en and one.tone for one in ShipmentState)
    assert all(one.label.vi and one.label.en for one in ResultWay)
