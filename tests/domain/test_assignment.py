"""To whom a rule gives a dossier."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.assignment import Candidate, whom_to_give

ANNA, BA, CUC = (UUID(int=number) for number in (1, 2, 3))
MORNING = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)

_IDS = st.sampled_from([ANNA, BA, CUC])
_CANDIDATES = st.lists(
    st.builds(
        Candidate,
        person_id=_IDS,
        in_hand=st.integers(0, 5),
        last_given=st.none() | st.just(MORNING),
        stand_in=st.none() | _IDS,
    ),
    unique_by=lambda one: one.person_id,
)


@given(_CANDIDATES, st.none() | _IDS)
def test_nobody_who_is_away_is_given_anything(
    candidates: list[Candidate], named: UUID | None
) -> None:
    chosen = whom_to_give(candidates, named)
    present = {one.person_id: one for one in candidates if one.stand_in is None}
    assert chosen is None or chosen in present
    if named is None and present:
        assert chosen is not None
        assert present[chosen].in_hand == min(one.in_hand for one in present.values())


@given(_CANDIDATES)
def test_the_order_of_the_candidates_does_not_matter(candidates: list[Candidate]) -> None:
    assert whom_to_give(candidates, None) == whom_to_give(candidates[::-1], None)


def test_of_equals_the_one_who_waited_longest() -> None:
    later = MORNING + timedelta(hours=1)
    pair = [Candidate(person_id=ANNA, in_hand=2, last_given=later),
            Candidate(person_id=BA, in_hand=2, last_given=MORNING)]  # fmt: skip
    assert whom_to_give(pair, None) == BA
    assert whom_to_give([*pair, Candidate(person_id=CUC, in_hand=2)], None) == CUC


def test_a_named_person_who_is_away_is_replaced_by_who_stands_in() -> None:
    away = Candidate(person_id=ANNA, stand_in=BA)
    assert whom_to_give([away, Candidate(person_id=BA, in_hand=9)], ANNA) == BA
    assert whom_to_give([away], ANNA) is None
    assert whom_to_give([Candidate(person_id=BA)], CUC) is None
