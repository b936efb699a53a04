from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.lifecycle import (
    TRANSITIONS,
    Action,
    ActorKind,
    ClockEffect,
    NotAllowed,
    Status,
    actions_for,
    is_open,
    is_terminal,
    transition,
)

from .calendars import LAW

TERMINAL = {Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED, Status.RESULT_RETURNED}
OFFICERS = {kind for kind in ActorKind if kind.has_desk}
STAYS = {Action.REVOKE_RESULT, Action.REISSUE_RESULT, Action.GIVE_BACK}
"""What may be done to a result, and to money, once the dossier is closed."""


def test_statuses_have_the_numbers_and_names_of_the_national_portal() -> None:
    assert [(status.value, status.label.vi) for status in Status] == [
        (0, "Bản nháp"),
        (1, "Mới đăng ký"),
        (2, "Được tiếp nhận"),
        (3, "Không được tiếp nhận"),
        (4, "Đang xử lý"),
        (5, "Yêu cầu bổ sung giấy tờ"),
        (6, "Yêu cầu thực hiện nghĩa vụ tài chính"),
        (7, "Công dân yêu cầu rút hồ sơ"),
        (8, "Dừng xử lý"),
        (9, "Đã xử lý xong"),
        (10, "Đã trả kết quả"),
    ]


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_words_and_a_colour(status: Status) -> None:
    assert status.label.vi
    assert status.label.en
    assert status.tone in {"grey", "blue", "green", "yellow", "red", "turquoise"}


def test_officers_actions_have_the_addresses_outsiders_rely_on() -> None:
    offered = {action.value for status in Status for action in actions_for(status, OFFICERS)}
    assert offered == {
        "tiep-nhan",
        "tu-choi",
        "yeu-cau-bo-sung",
        "chuyen-buoc",
        "trinh-duyet",
        "phe-duyet",
        "dung",
        "tra-ket-qua",
        "xin-loi",
        "tra-lai",
        "ky-nhay",
        "ban-hanh",
        "tam-dung",
        "tiep-tuc",
        "mo-lai",
        "thu-hoi",
        "cap-lai",
        "yeu-cau-thanh-toan",
        "doi-ngay-hen",
        "phan-cong",
        "nhan-viec",
        "tra-viec",
        "chuyen-co-quan",
        "dinh-chinh",
        "hoan-phi",
        "giay-to-den",
        # a one-stop officer files, supplements and withdraws for somebody
        "nop",
        "bo-sung",
        "rut",
        # whoever takes cash confirms that it was paid
        "xac-nhan-thanh-toan",
    }


@pytest.mark.parametrize("action", list(Action))
def test_every_action_has_words_and_a_row(action: Action) -> None:
    assert action.label.vi
    assert action.label.en
    assert any(row.action is action for row in TRANSITIONS)


@pytest.mark.parametrize(
    ("action", "before", "kind", "asked_from", "after", "clock"),
    [
        (Action.SUBMIT, 0, ActorKind.APPLICANT, None, 1, ClockEffect.NONE),
        (Action.ACCEPT, 1, ActorKind.ONE_STOP_OFFICER, None, 2, ClockEffect.START),
        (Action.TRANSFER, 2, ActorKind.SYSTEM, None, 4, ClockEffect.RUN),
        (Action.REFUSE, 1, ActorKind.ONE_STOP_OFFICER, None, 3, ClockEffect.STOP),
        (Action.REQUEST_SUPPLEMENT, 1, ActorKind.ONE_STOP_OFFICER, None, 5, ClockEffect.NONE),
        (Action.REQUEST_SUPPLEMENT, 4, ActorKind.CASE_OFFICER, None, 5, ClockEffect.PAUSE),
        (Action.SUPPLEMENT, 5, ActorKind.APPLICANT, 1, 1, ClockEffect.NONE),
        (Action.SUPPLEMENT, 5, ActorKind.APPLICANT, 4, 4, ClockEffect.RESTART),
        (Action.ADVANCE, 4, ActorKind.CASE_OFFICER, None, 4, ClockEffect.NONE),
        (Action.SEND_FOR_APPROVAL, 4, ActorKind.CASE_OFFICER, None, 4, ClockEffect.NONE),
        (Action.SEND_BACK, 4, ActorKind.APPROVER, None, 4, ClockEffect.NONE),
        (Action.INITIAL, 4, ActorKind.DEPARTMENT_HEAD, None, 4, ClockEffect.NONE),
        (Action.SEND_BACK, 4, ActorKind.DEPARTMENT_HEAD, None, 4, ClockEffect.NONE),
        (Action.APPROVE, 4, ActorKind.APPROVER, None, 4, ClockEffect.NONE),
        (Action.ISSUE, 4, ActorKind.CLERK, None, 9, ClockEffect.STOP),
        (Action.ISSUE, 4, ActorKind.SYSTEM, None, 9, ClockEffect.STOP),
        (Action.SEND_FOR_APPROVAL, 2, ActorKind.CASE_OFFICER, None, 2, ClockEffect.NONE),
        (Action.APPROVE, 2, ActorKind.APPROVER, None, 2, ClockEffect.NONE),
        (Action.ISSUE, 2, ActorKind.CLERK, None, 9, ClockEffect.STOP),
        (Action.SUSPEND, 4, ActorKind.CASE_OFFICER, None, 8, ClockEffect.PAUSE),
        (Action.RESUME, 8, ActorKind.APPROVER, 4, 4, ClockEffect.RUN),
        (Action.REOPEN, 9, ActorKind.APPROVER, None, 4, ClockEffect.RUN),
        (Action.REVOKE_RESULT, 9, ActorKind.APPROVER, None, 9, ClockEffect.NONE),
        (Action.REVOKE_RESULT, 10, ActorKind.APPROVER, None, 10, ClockEffect.NONE),
        (Action.REISSUE_RESULT, 10, ActorKind.APPROVER, None, 10, ClockEffect.NONE),
        (Action.REQUEST_PAYMENT, 1, ActorKind.ONE_STOP_OFFICER, None, 6, ClockEffect.NONE),
        (Action.REQUEST_PAYMENT, 4, ActorKind.CASE_OFFICER, None, 6, ClockEffect.PAUSE),
        (Action.STOP, 6, ActorKind.SYSTEM, 4, 8, ClockEffect.STOP),
        (Action.STOP, 4, ActorKind.APPROVER, None, 8, ClockEffect.STOP),
        (Action.STOP, 5, ActorKind.SYSTEM, None, 8, ClockEffect.STOP),
        (Action.APOLOGISE, 4, ActorKind.CASE_OFFICER, None, 4, ClockEffect.NONE),
        (Action.RETURN_RESULT, 9, ActorKind.ONE_STOP_OFFICER, None, 10, ClockEffect.NONE),
        (Action.WITHDRAW, 1, ActorKind.APPLICANT, None, 7, ClockEffect.STOP),
        (Action.WITHDRAW, 5, ActorKind.APPLICANT, 4, 7, ClockEffect.STOP),
        (Action.REQUEST_PAYMENT, 1, ActorKind.SYSTEM, None, 6, ClockEffect.NONE),
        (Action.CONFIRM_PAYMENT, 6, ActorKind.SYSTEM, 1, 1, ClockEffect.NONE),
        (Action.CONFIRM_PAYMENT, 6, ActorKind.SYSTEM, 4, 4, ClockEffect.RUN),
        (Action.OPEN_PART, 0, ActorKind.SYSTEM, None, 1, ClockEffect.NONE),
        (Action.ARRIVE, 1, ActorKind.SYSTEM, None, 1, ClockEffect.NONE),
        (Action.ARRIVE, 4, ActorKind.ONE_STOP_OFFICER, None, 4, ClockEffect.NONE),
        (Action.GROUP_ACCEPTED, 1, ActorKind.SYSTEM, None, 1, ClockEffect.NONE),
        (Action.REFUSE, 1, ActorKind.SYSTEM, None, 3, ClockEffect.STOP),
        (Action.COMPLETE, 4, ActorKind.SYSTEM, None, 9, ClockEffect.STOP),
    ],
)
def test_what_follows(
    action: Action,
    before: int,
    kind: ActorKind,
    asked_from: int | None,
    after: int,
    clock: ClockEffect,
) -> None:
    asked = None if asked_from is None else Status(asked_from)
    row = transition(action, Status(before), kind, asked_from=asked)
    assert row.target(Status(before)) == after
    assert row.clock is clock


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        (Action.APPROVE, Status.IN_PROCESSING, ActorKind.CASE_OFFICER),
        (Action.APPROVE, Status.REGISTERED, ActorKind.APPROVER),
        (Action.ACCEPT, Status.REGISTERED, ActorKind.APPLICANT),
        (Action.ACCEPT, Status.REGISTERED, ActorKind.ADMINISTRATOR),
        (Action.ACCEPT, Status.ACCEPTED, ActorKind.ONE_STOP_OFFICER),
        (Action.SUBMIT, Status.REGISTERED, ActorKind.APPLICANT),
        (Action.WITHDRAW, Status.COMPLETED, ActorKind.APPLICANT),
        (Action.RETURN_RESULT, Status.IN_PROCESSING, ActorKind.ONE_STOP_OFFICER),
        (Action.SUPPLEMENT, Status.SUPPLEMENT_REQUESTED, ActorKind.APPLICANT),
        (Action.RESUME, Status.STOPPED, ActorKind.APPROVER),
        (Action.ISSUE, Status.IN_PROCESSING, ActorKind.APPROVER),
        (Action.REOPEN, Status.RESULT_RETURNED, ActorKind.APPROVER),
        (Action.REOPEN, Status.COMPLETED, ActorKind.CASE_OFFICER),
    ],
)
def test_what_is_not_allowed_says_so(action: Action, status: Status, kind: ActorKind) -> None:
    with pytest.raises(NotAllowed) as refused:
        transition(action, status, kind)
    assert (refused.value.action, refused.value.status) == (action, status)
    assert status.label.vi in refused.value.text.vi
    assert action.label.en in refused.value.text.en


def test_decisions_against_somebody_need_a_reason() -> None:
    reasoned = {
        Action.REFUSE,
        Action.REQUEST_SUPPLEMENT,
        Action.SEND_BACK,
        Action.STOP,
        Action.APOLOGISE,
        Action.SUSPEND,
        Action.RESUME,
        Action.REOPEN,
        Action.REVOKE_RESULT,
        Action.REISSUE_RESULT,
        Action.MOVE,
        Action.CORRECT,
        Action.GIVE_BACK,
    }
    for row in TRANSITIONS:
        assert row.needs_reason is (row.action in reasoned)


def test_no_two_rows_answer_the_same_question() -> None:
    seen: dict[tuple[Action, Status, ActorKind], list[Status | None]] = {}
    for row in TRANSITIONS:
        for status, kind in product(row.from_statuses, row.actor_kinds):
            seen.setdefault((row.action, status, kind), []).append(row.asked_from)
    for asked_from in seen.values():
        assert len(asked_from) == len(set(asked_from))
        assert len(asked_from) == 1 or None not in asked_from


def test_every_status_is_reachable_from_a_draft() -> None:
    reached, waiting = {Status.DRAFT}, [Status.DRAFT]
    while waiting:
        status = waiting.pop()
        for row in TRANSITIONS:
            after = row.target(status)
            if status in row.from_statuses and after not in reached:
                reached.add(after)
                waiting.append(after)
    assert reached == set(Status)


def test_ends_have_no_way_out() -> None:
    assert {status for status in Status if is_terminal(status)} == TERMINAL
    for status in TERMINAL:
        assert set(actions_for(status, list(ActorKind), origins=())) <= STAYS


def test_only_a_suspended_dossier_is_taken_up_again() -> None:
    assert is_terminal(Status.STOPPED)
    assert not is_terminal(Status.STOPPED, Status.IN_PROCESSING)
    assert is_open(Status.STOPPED, Status.IN_PROCESSING)


def test_open_is_what_waits_for_somebody() -> None:
    assert {status for status in Status if is_open(status)} == (
        set(Status) - TERMINAL - {Status.DRAFT}
    )


def test_a_return_goes_to_where_it_was_asked() -> None:
    for row in TRANSITIONS:
        if row.asked_from is not None:
            assert row.to_status is row.asked_from


def test_wherever_something_is_asked_the_answer_has_a_row() -> None:
    answers = {
        Action.REQUEST_SUPPLEMENT: (Action.SUPPLEMENT, ActorKind.APPLICANT),
        Action.REQUEST_PAYMENT: (Action.CONFIRM_PAYMENT, ActorKind.SYSTEM),
    }
    for row in TRANSITIONS:
        if row.action in answers:
            answer, kind = answers[row.action]
            for status in row.from_statuses:
                back = transition(answer, row.target(status), kind, asked_from=status)
                assert back.to_status is status


def test_actions_come_once_and_in_the_order_of_the_table() -> None:
    assert actions_for(Status.REGISTERED, {ActorKind.ONE_STOP_OFFICER}) == (
        Action.ACCEPT,
        Action.REQUEST_SUPPLEMENT,
        Action.REFUSE,
        Action.REQUEST_PAYMENT,
        Action.WITHDRAW,
        Action.MOVE,
        Action.CORRECT,
        Action.GIVE_BACK,
        Action.ARRIVE,
    )
    assert actions_for(Status.SUPPLEMENT_REQUESTED, {ActorKind.APPLICANT}) == (
        Action.SUPPLEMENT,
        Action.WITHDRAW,
    )
    assert actions_for(Status.IN_PROCESSING, set()) == ()


@LAW
@given(
    st.sampled_from(Action), st.sampled_from(Status), st.sampled_from(ActorKind),
    st.none() | st.sampled_from(Status),
)  # fmt: skip
def test_what_is_offered_is_what_is_possible(
    action: Action, status: Status, kind: ActorKind, asked_from: Status | None
) -> None:
    try:
        row = transition(action, status, kind, asked_from=asked_from)
    except NotAllowed:
        return
    assert action in actions_for(status, {kind})
    assert row.target(status) in Status


@LAW
@given(choices=st.lists(st.integers(0, 30), max_size=30))
def test_on_any_way_the_processing_clock_makes_sense(choices: list[int]) -> None:
    """Started once at acceptance, paused only while running, over once stopped or reopened."""
    status, asked_from, clock = Status.DRAFT, None, "idle"
    for choice in choices:
        rows = [
            row
            for row in TRANSITIONS
            if status in row.from_statuses and row.asked_from in (None, asked_from)
        ]
        if not rows:
            break
        row = rows[choice % len(rows)]
        clock = _clock_after(clock, row.clock)
        if row.action in _WAIT_FOR:
            asked_from = status
        elif row.target(status) is not status:
            asked_from = None
        status = row.target(status)
    assert (clock == "idle") <= (status in _BEFORE_ACCEPTANCE)
    assert (clock == "running") == (status in {Status.ACCEPTED, Status.IN_PROCESSING})


_WAIT_FOR = {Action.REQUEST_SUPPLEMENT, Action.REQUEST_PAYMENT, Action.SUSPEND}
_BEFORE_ACCEPTANCE = {
    Status.DRAFT,
    Status.REGISTERED,
    Status.SUPPLEMENT_REQUESTED,
    Status.PAYMENT_REQUESTED,
}


def _clock_after(clock: str, effect: ClockEffect) -> str:
    match effect:
        case ClockEffect.NONE:
            return clock
        case ClockEffect.START:
            assert clock == "idle"
            return "running"
        case ClockEffect.RUN:
            assert clock in {"running", "paused", "stopped"}, "stopped once the result was there"
            return "running"
        case ClockEffect.PAUSE:
            assert clock == "running"
            return "paused"
        case ClockEffect.RESTART:
            assert clock == "paused"
            return "running"
        case ClockEffect.STOP:
            assert clock != "stopped"
            return "stopped"
