"""The forms of what an officer may do with a dossier: each with its own fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

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
_WHY_STOPPED = (
    _Asked(name="ly_do"),
    _Asked(
        name="can_cu", label=Text("Căn cứ pháp lý", "Legal ground"), kind="text", required=False
    ),
)
_NOTE = (_Asked(name="ghi_chu", label=Text("Ghi chú", "Note"), kind="text", required=False),)
_FIELDS: Mapping[Action, tuple[_Asked, ...]] = {
    Action.REFUSE: _WHY,
    Action.ADVANCE: _NOTE,
    Action.INITIAL: _NOTE,
    Action.SEND_BACK: _WHY,
    Action.STOP: _WHY_STOPPED,
    Action.SUSPEND: _WHY_STOPPED,
    Action.RESUME: _WHY,
    Action.REOPEN: _WHY,
    Action.REVOKE_RESULT: _WHY,
    Action.REISSUE_RESULT: _WHY,
    Action.REQUEST_PAYMENT: (
        _Asked(name="ten_khoan", label=Text("Tên khoản thu", "Name of the fee"), kind="text"),
        _Asked(
            name="so_tien",
            label=Text("Số tiền (đồng)", "Amount (đồng)"),
            kind="amount",
            hint=Text("Ví dụ 1.250.000.", "Such as 1.250.000."),
        ),
        _Asked(name="can_cu", label=Text("Căn cứ pháp lý", "Legal ground"), kind="text"),
        _Asked(name="ly_do", label=Text("Lời nhắn cho người nộp", "Word to the applicant"),
               required=False),
    ),
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
        _Asked(
            name="ngoai_le",
            label=Text("Cho phép hẹn lại thêm một lần", "Allow another new date"),
            kind="check",
        ),
        _Asked(
            name="can_cu",
            label=Text("Căn cứ pháp lý của ngoại lệ", "Legal ground of the exception"),
            kind="text",
        ),
    ),
}  # fmt: skip
_EXPLAINED: Mapping[Action, Text] = {
    Action.ACCEPT: Text(
        "Đồng hồ xử lý bắt đầu chạy, giấy tiếp nhận có ngày hẹn được gửi cho người nộp.",
        "The clock starts and the slip with the due date goes to the applicant.",
    ),
    Action.REQUEST_SUPPLEMENT: Text(
        "Chỉ yêu cầu được một lần ở giai đoạn này.", "It can be asked once at this stage."
    ),
    Action.INITIAL: Text(
        "Ghi nhận bạn đã xem dự thảo; lãnh đạo vẫn là người quyết định.",
        "Records that you have seen the draft; the approver still decides.",
    ),
    Action.APPROVE: Text(
        "Kết quả được ký bằng chữ ký của bạn, cấp số và đóng dấu cơ quan; nếu cơ quan có văn "
        "thư, văn thư cấp số và đóng dấu.",
        "The result carries your signature, a number and the agency's seal; where there is a "
        "clerk, the clerk numbers and seals it.",
    ),
    Action.ISSUE: Text(
        "Kết quả lấy số tiếp theo trong sổ của cơ quan, mang chữ ký của người phê duyệt và dấu "
        "cơ quan.",
        "The result takes the next number of the agency's book, with the approver's signature "
        "and the agency's seal.",
    ),
    Action.SUSPEND: Text(
        "Thời gian tạm dừng không tính vào thời hạn; người nộp nhận thông báo. Chỉ hồ sơ tạm "
        "dừng mới tiếp tục được.",
        "The time suspended is not counted; the applicant gets a notice. Only what is suspended "
        "can be taken up again.",
    ),
    Action.RESUME: Text(
        "Ngày hẹn được lùi bằng số giờ làm việc đã tạm dừng.",
        "The due date moves by the working hours that were suspended.",
    ),
    Action.STOP: Text(
        "Hồ sơ kết thúc tại đây và không tiếp tục được.",
        "The dossier ends here and cannot be taken up again.",
    ),
    Action.REQUEST_PAYMENT: Text(
        "Hồ sơ chờ người nộp thanh toán rồi tự quay lại bước này.",
        "The dossier waits for the applicant's payment, then comes back here by itself.",
    ),
    Action.REOPEN: Text(
        "Kết quả đã ban hành bị thu hồi; hồ sơ trở lại bước xử lý cuối, ngày hẹn giữ nguyên.",
        "The issued result is revoked; the dossier goes back to its last step and keeps its date.",
    ),
    Action.REVOKE_RESULT: Text(
        "Ai kiểm tra giấy bằng mã QR sẽ thấy giấy đã bị thu hồi.",
        "Whoever checks the paper by its QR code sees that it was revoked.",
    ),
    Action.APOLOGISE: Text(
        "Chỉ được hẹn lại một lần. Văn bản mang chữ ký của bạn và dấu cơ quan.",
        "A new date can be set only once. The letter carries your signature and the seal.",
    ),
}
_NATURAL = (
    Action.ACCEPT,
    Action.ADVANCE,
    Action.SEND_FOR_APPROVAL,
    Action.APPROVE,
    Action.INITIAL,
    Action.ISSUE,
    Action.RESUME,
    Action.RETURN_RESULT,
)
_GRAVE = (Action.REFUSE, Action.STOP, Action.REVOKE_RESULT, Action.REOPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a dossier tells its forms.

    ``pages`` are actions with a page of their own, ``left_out`` fields that are not asked now,
    ``drafted`` what a field begins with, each by action and field; ``explained`` what an action
    does where that is not the usual.
    """

    pages: Mapping[Action, str] = field(default_factory=dict)
    left_out: Collection[tuple[Action, str]] = ()
    drafted: Mapping[tuple[Action, str], str] = field(default_factory=dict)
    explained: Mapping[Action, Text] = field(default_factory=dict)


NOTHING_KNOWN = Known()


def field_names(word: str) -> tuple[str, ...]:
    """The fields of an action's form."""
    return tuple(asked.name for asked in _FIELDS.get(Action(word), ()))


def action_forms(
    actions: Sequence[Action], known: Known = NOTHING_KNOWN, refused: Refused | None = None
) -> tuple[ActionForm | None, tuple[ActionForm, ...]]:
    """The most natural next action, or None, and the others."""
    first = next((action for action in _NATURAL if action in actions), None)
    others = tuple(_form(action, known, refused) for action in actions if action is not first)
    return (_form(first, known, refused) if first else None), others


def _form(action: Action, known: Known, refused: Refused | None) -> ActionForm:
    mine = refused if refused and refused.word == action.value else None
    return ActionForm(
        word=action.value,
        title=action.label,
        explanation=known.explained.get(action) or _EXPLAINED.get(action, Text("")),
        fields=tuple(
            _field(action, asked, known, mine)
            for asked in _FIELDS.get(action, ())
            if (action, asked.name) not in known.left_out
        ),
        page=known.pages.get(action, ""),
        grave=action in _GRAVE,
        open=mine is not None or any(place[0] is action for place in known.drafted),
    )


def _field(action: Action, asked: _Asked, known: Known, refused: Refused | None) -> ActionField:
    typed = refused.typed.get(asked.name, [""]) if refused else None
    if typed is None:
        typed = [known.drafted.get((action, asked.name), "")]
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
