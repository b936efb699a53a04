"""What decisions about a procedure come to on a day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.offer import OPEN, OfferDecision, OfferState, offer_on

HERE, THERE = 1, 2
TODAY = date(2026, 11, 20)


def decided(
    number: int,
    state: OfferState,
    since: date = TODAY,
    until: date | None = None,
    agency_id: int | None = None,
) -> OfferDecision:
    return OfferDecision(number=number, agency_id=agency_id, state=state, since=since, until=until)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def test_without_a_decision_it_is_open() -> None:
    assert offer_on((), HERE, TODAY) == OPEN


def test_a_decision_for_one_agency_leaves_the_others_alone() -> None:
    decisions = (decided(1, OfferState.SUSPENDED, agency_id=HERE),)
    assert offer_on(decisions, HERE, TODAY).state is OfferState.SUSPENDED
    assert offer_on(decisions, THERE, TODAY).is_open


def test_the_last_decision_counts_be_it_for_one_or_for_all() -> None:
    everywhere = decided(2, OfferState.CLOSED)
    exception = decided(3, OfferState.OPEN, agency_id=HERE)
    earlier = decided(1, OfferState.OPEN, agency_id=THERE)
    decisions = (earlier, everywhere, exception)
    assert offer_on(decisions, HERE, TODAY).is_open
    assert offer_on(decisions, THERE, TODAY).state is OfferState.CLOSED


def test_a_decision_ends_and_what_was_before_counts_again() -> None:
    decisions = (decided(1, OfferState.SUSPENDED, until=days(3)),)
    assert not offer_on(decisions, HERE, days(3)).is_open
    assert offer_on(decisions, HERE, days(4)).is_open


def test_a_coming_change_is_known_ahead() -> None:
    decisions = (decided(1, OfferState.CLOSED, since=days(10)),)
    offer = offer_on(decisions, HERE, TODAY)
    assert offer.is_open
    assert offer.coming is not None
    assert (offer.coming.state, offer.coming.since) == (OfferState.CLOSED, days(10))


def test_the_end_of_a_suspension_is_a_coming_change() -> None:
    offer = offer_on((decided(1, OfferState.SUSPENDED, until=days(2)),), HERE, TODAY)
    assert offer.coming is not None
    assert (offer.coming.state, offer.coming.since) == (OfferState.OPEN, days(3))


def test_a_scheduled_change_that_was_overruled_does_not_come() -> None:
    decisions = (
        decided(1, OfferState.CLOSED, since=days(10)),
        decided(2, OfferState.OPEN, since=TODAY),
    )
    offer = offer_on(decisions, HERE, TODAY)
    assert offer.is_open
    assert offer.coming is None


SOME = st.builds(
    OfferDecision,
    number=st.integers(1, 10**6),
    agency_id=st.sampled_from((None, HERE, THERE)),
    state=st.sampled_from(OfferState),
    since=st.integers(-20, 20).map(days),
    until=st.none() | st.integers(21, 40).map(days),
)


@given(
    st.lists(SOME, max_size=8, unique_by=lambda one: one.number),
    st.integers(-25, 45).map(days),
)
def test_what_comes_is_what_will_be_and_nothing_changes_before(
    decisions: list[OfferDecision], on: date
) -> None:
    offer = offer_on(decisions, HERE, on)
    if offer.coming is None:
        assert all(offer_on(decisions, HERE, days(n)).state is offer.state
                   for n in range(-25, 60) if days(n) >= on and not offer.online_only)  # fmt: skip
        return
    comes = offer.coming.since
    assert comes is not None
    assert comes > on
    assert offer_on(decisions, HERE, comes).state is offer.coming.state
    before = comes - timedelta(days=1)
    assert offer_on(decisions, HERE, before).state is offer.state
