"""How far digitisation is, from the papers alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.digitisation import Source, digitisation_state
from citizen_portal.domain.side_states import DigitisationState

PAPER = st.tuples(st.sampled_from([one.value for one in Source]), st.booleans())
NONE, PARTIAL, COMPLETE = DigitisationState


@given(st.lists(PAPER), st.sampled_from(DigitisationState))
def test_the_state_follows_from_the_papers_alone(
    papers: list[tuple[str, bool]], before: DigitisationState
) -> None:
    state = digitisation_state(before, papers)
    counted = [stored for source, stored in papers if source != "upload"]
    assert (state is COMPLETE) == (bool(counted) and all(counted))
    assert (state is NONE) == (not any(counted))
    assert state is digitisation_state(state, list(reversed(papers)))


@given(st.lists(PAPER), st.lists(st.booleans()))
def test_what_was_uploaded_does_not_count(
    papers: list[tuple[str, bool]], uploads: list[bool]
) -> None:
    more = [*papers, *(("upload", stored) for stored in uploads)]
    assert digitisation_state(NONE, more) is digitisation_state(NONE, papers)


@given(st.lists(PAPER, min_size=1), st.data())
def test_storing_one_more_never_goes_back(
    papers: list[tuple[str, bool]], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(papers) - 1))
    more = [(one[0], one[1] or at == place) for at, one in enumerate(papers)]
    order = [NONE, PARTIAL, COMPLETE]
    before, after = (digitisation_state(NONE, each) for each in (papers, more))
    assert order.index(after) >= order.index(before)
