from __future__ import annotations

from citizen_portal.domain.wording import Text
from citizen_portal.domain.workload import DeskLoad, bottleneck


def _desk(name: str, in_time: int, overdue: int) -> DeskLoad:
    return DeskLoad(
        desk=name, title=Text(name), in_time=in_time, soon=0, overdue=overdue, oldest=None
    )


def test_nothing_is_stuck_while_nothing_is_overdue() -> None:
    assert bottleneck([_desk("a", 50, 0), _desk("b", 0, 0)]) is None


def test_the_largest_share_is_the_bottleneck_not_the_largest_desk() -> None:
    assert bottleneck([_desk("full", 90, 10), _desk("stuck", 1, 3)]) == _desk("stuck", 1, 3)


def test_of_equal_shares_the_fuller_desk() -> None:
    assert bottleneck([_desk("a", 0, 1), _desk("b", 0, 5)]) == _desk("b", 0, 5)
