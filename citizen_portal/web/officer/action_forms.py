"""The forms of what an officer may do with a dossier: each with its own fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.wording import Text

REASON = Text("Lý do", "Reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionField:
    """One thing to type; ``id`` is the field's within the page, ``name`` within its form."""

    id: str
    name: str
    kind: str
    label: Text
    hint: Text
    value: str
    error: Text
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionForm:
    """One thing that may be done now; ``page`` where it has a page of its own, else ""."""

    word: str
    title: Text
    explanation: Text
    fields: tuple[ActionField, ...]
    page: str
    grave: bool
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What was typed for an action that was refused, and why, by field ("" for the whole)."""

    word: str
    typed: Mapping[str, list[str]]
    errors: Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    name: str
    label: Text = REASON
    kind: str = "longtext"
    hint: Text = Text("")  # noqa: RUF009 - frozen
    required: bool = True


_WHY = (_Asked(name="ly_do"),)
_FIELDS: Mapping[Action, tuple[_Asked, ...]] = {
    Action.REFUSE: _WHY,
    Action.REQUEST_SUPPLEMENT: (
        _Asked(
            name="noi_dung",
            label=Text("Nội dung cần bổ sung", "What has to be added"),
            hint=Text("Mỗi dòng một nội dung, ghi đủ trong một lần.", "A line each, all at once."),
        ),
        _Asked(name="ly_do"),
    ),
    Action.ADVANCE: (
        _Asked(name="ghi_chu", label=Text("Ghi chú", "Note"), kind="text", required=False),
    ),
    Action.SEND_BACK: _WHY,
    Action.STOP: _WHY,
    Action.APOLOGISE: (
        _Asked(name="ly_do"),
        _Asked(
            name="ngay_hen",
            label=Text("Ngày hẹn mới", "New date"),
            kind="date",
            hint=Text(
                "Ngày/tháng/năm; hẹn vào cuối giờ làm việc ngày đó.",
                "Day/month/year; at the end of that working day.",
            ),
        ),
    ),
}
_EXPLAINED: Mapping[Action, Text] = {
    Action.ACCEPT: Text(
        "Đồng hồ xử lý bắt đầu chạy, giấy tiếp nhận có ngày hẹn được gửi cho người nộp.",
        "The clock starts and the slip with the due date goes to the applicant.",
    ),
    Action.REQUEST_SUPPLEMENT: Text(
        "Chỉ yêu cầu được một lần ở giai đoạn này.", "It can be asked once at this stage."
    ),
    Action.APPROVE: Text(
        "Kết quả được cấp số, ký bằng chữ ký của bạn và đóng dấu cơ quan.",
        "The result is numbered, signed with your signature and sealed.",
    ),
    Action.APOLOGISE: Text("Chỉ được hẹn lại một lần.", "A new date can be set only once."),
}
_NATURAL = (
    Action.ACCEPT,
    Action.ADVANCE,
    Action.SEND_FOR_APPROVAL,
    Action.APPROVE,
    Action.RETURN_RESULT,
)
_GRAVE = (Action.REFUSE, Action.STOP)


def field_names(word: str) -> tuple[str, ...]:
    """The fields of an action's form."""
    return tuple(asked.name for asked in _FIELDS.get(Action(word), ()))


def action_forms(
    actions: Sequence[Action], *, result_page: str = "", refused: Refused | None = None
) -> tuple[ActionForm | None, tuple[ActionForm, ...]]:
    """The most natural next action, or None, and the others.

    ``result_page`` is where the result is drafted, "" when there is nothing to draft.
    """
    first = next((action for action in _NATURAL if action in actions), None)
    others = tuple(_form(action, result_page, refused) for action in actions if action is not first)
    return (_form(first, result_page, refused) if first else None), others


def _form(action: Action, result_page: str, refused: Refused | None) -> ActionForm:
    mine = refused if refused and refused.word == action.value else None
    return ActionForm(
        word=action.value,
        title=action.label,
        explanation=_EXPLAINED.get(action, Text("")),
        fields=tuple(_field(action, asked, mine) for asked in _FIELDS.get(action, ())),
        page=result_page if action is Action.SEND_FOR_APPROVAL else "",
        grave=action in _GRAVE,
        open=mine is not None,
    )


def _field(action: Action, asked: _Asked, refused: Refused | None) -> ActionField:
    typed = refused.typed.get(asked.name, [""]) if refused else [""]
    return ActionField(
        id=f"{action.value}-{asked.name}",
        name=asked.name,
        kind=asked.kind,
        label=asked.label,
        hint=asked.hint,
        value=typed[0] if typed else "",
        error=refused.errors.get(asked.name, Text("")) if refused else Text(""),
        required=asked.required,
    )
