from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.report_line import ReportLine, disagreements, total

from .calendars import LAW

COUNTS = st.integers(0, 10_000)
LINES = st.builds(
    ReportLine,
    online=COUNTS, direct=COUNTS, carried=COUNTS, early=COUNTS, on_time=COUNTS, late=COUNTS,
    in_time=COUNTS, overdue=COUNTS,
)  # fmt: skip


def test_the_cells_stand_in_the_order_of_the_form() -> None:
    line = ReportLine(
        online=5, direct=3, carried=2, early=1, on_time=4, late=2, in_time=2, overdue=1
    )
    assert line.cells() == (10, 5, 3, 2, 7, 1, 4, 2, 3, 2, 1)
    assert disagreements([("a", line)]) == ()


def test_a_line_whose_sums_disagree_is_named() -> None:
    lost = ReportLine(online=5, early=4)
    assert disagreements([("whole", ReportLine()), ("lost", lost)]) == ("lost",)


@LAW
@given(st.lists(LINES, max_size=5))
def test_a_total_is_the_sum_of_every_cell(lines: list[ReportLine]) -> None:
    expected = tuple(sum(cells) for cells in zip(*(one.cells() for one in lines), strict=True))
    assert total(lines).cells() == (expected or ReportLine().cells())
