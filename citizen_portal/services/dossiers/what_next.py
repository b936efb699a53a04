"""What happens next, said to the applicant: who does it and until when."""

from __future__ import annotations

from datetime import datetime

from citizen_portal.domain.lifecycle import Status, is_terminal
from citizen_portal.domain.moment import format_moment
from citizen_portal.domain.post import ResultWay
from citizen_portal.domain.side_states import DeliveryState, PaymentState
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.processing.steps import APPROVAL, ISSUANCE

_WAITS = {
    Status.REGISTERED: Text(
        "Cán bộ một cửa kiểm tra hồ sơ và trả lời bạn trước {acceptance}.",
        "The one-stop officer checks the dossier and answers you before {acceptance}.",
    ),
    Status.ACCEPTED: Text(
        "Hồ sơ được chuyển tới bộ phận xử lý. Hẹn trả kết quả: {due}.",
        "The dossier goes to the unit that handles it. Result due: {due}.",
    ),
    Status.IN_PROCESSING: Text(
        "Đang ở bước: {step}. Hẹn trả kết quả: {due}.",
        "Now at: {step}. Result due: {due}.",
    ),
    Status.SUPPLEMENT_REQUESTED: Text(
        "Bạn cần bổ sung theo yêu cầu của cán bộ; hồ sơ chờ bạn.",
        "Please add what the officer asked for; the dossier waits for you.",
    ),
    Status.PAYMENT_REQUESTED: Text(
        "Bạn cần nộp phí, lệ phí; hồ sơ chờ bạn.",
        "Please pay the fee; the dossier waits for you.",
    ),
    Status.NOT_ACCEPTED: Text(
        "Hồ sơ không được tiếp nhận. Hãy sửa theo lý do dưới đây rồi nộp hồ sơ mới.",
        "The dossier was not accepted. Correct it by the reason below and file a new one.",
    ),
    Status.WITHDRAWN: Text(
        "Bạn đã rút hồ sơ này, nên hồ sơ không được giải quyết nữa. Muốn làm lại, hãy nộp hồ sơ "
        "mới.",
        "You have withdrawn this dossier, so it is not processed any more. File a new one to begin "
        "again.",
    ),
    Status.STOPPED: Text(
        "Hồ sơ đã dừng giải quyết vì lý do dưới đây. Thông báo ghi rõ việc bạn có thể làm.",
        "Processing has stopped for the reason below. The notice says what you can do.",
    ),
    Status.COMPLETED: Text(
        "Kết quả đã có; cán bộ một cửa sẽ trả cho bạn.",
        "The result is ready; the one-stop officer will hand it to you.",
    ),
    Status.RESULT_RETURNED: Text(
        "Kết quả đã được trả. Bạn có thể tải về bất cứ lúc nào.",
        "The result has been returned. You can download it at any time.",
    ),
}

_AT_ONCE = Text(
    "Kết quả được trả ngay tại quầy: hẹn chậm nhất {due}. Không cần giấy tiếp nhận; nếu muốn có, "
    "bạn hỏi cán bộ một cửa.",
    "The result is handed back at the desk while you wait, at the latest {due}. No reception slip "
    "is needed; ask the one-stop officer if you want one.",
)
_SUSPENDED = Text(
    "Hồ sơ đang tạm dừng; cơ quan sẽ tiếp tục giải quyết và báo ngày hẹn mới. "
    "Bạn không phải làm gì.",
    "The dossier is suspended; the agency will go on and tell you the new date. "
    "There is nothing for you to do.",
)
_PAY_FIRST = Text(
    "Kết quả đã có. Hãy nộp phí, lệ phí còn thiếu; sau đó cơ quan trả kết quả cho bạn.",
    "The result is ready. Pay what is still owed; then the agency hands it over.",
)
_PAPERS_TRAVEL = Text(
    "Cơ quan chờ giấy tờ bạn gửi qua bưu chính; thời gian tiếp nhận tính từ khi bưu gửi đến.",
    "The agency waits for your papers by post; the time to accept counts from their arrival.",
)
_GROUP_FIRST = Text(
    "Chờ cơ quan chủ trì tiếp nhận hồ sơ liên thông; phần này được xem xét ngay sau đó.",
    "The leading body accepts the interlinked dossier first; this part comes right after.",
)
_BY_POST = {
    DeliveryState.WITH_CARRIER: Text(
        "Kết quả đang trên đường đến bạn qua bưu chính.",
        "The result is on its way to you by post.",
    ),
    DeliveryState.NOT_DELIVERED: Text(
        "Bưu chính chưa phát được kết quả; cơ quan sẽ gửi lại hoặc trả tại quầy.",
        "The post could not deliver the result; the agency sends it again or hands it over at "
        "its counter.",
    ),
}
_TO_BE_POSTED = Text(
    "Kết quả đã có; cơ quan gửi qua bưu chính đến địa chỉ bạn đã ghi.",
    "The result is ready; the agency posts it to the address that you gave.",
)
_OFFICE_STEPS = {
    APPROVAL: Text("chờ lãnh đạo phê duyệt", "waiting for approval"),
    ISSUANCE: Text("chờ cấp số, đóng dấu", "waiting for its number and seal"),
}


_NO_DUE = Text("Không còn", "None any more")
_DUE_LATER = {
    Status.REGISTERED: Text("Có khi được tiếp nhận", "Set on acceptance"),
    Status.STOPPED: Text("Báo lại khi tiếp tục giải quyết", "Told when processing goes on"),
    Status.SUPPLEMENT_REQUESTED: Text(
        "Tính lại từ đầu khi bạn bổ sung đủ", "Counted anew once you have added everything"
    ),
    Status.PAYMENT_REQUESTED: Text(
        "Lùi theo thời gian chờ bạn nộp phí", "Moves by the time that your payment takes"
    ),
}


def without_due(status: int, asked_from: int | None, due_at: datetime | None) -> Text | None:
    """Why no date can be promised now; None where ``due_at`` is the promise."""
    now, origin = Status(status), None if asked_from is None else Status(asked_from)
    if is_terminal(now, origin) and now is not Status.RESULT_RETURNED:
        return _NO_DUE
    return _DUE_LATER[Status.REGISTERED] if due_at is None else _DUE_LATER.get(now)


def next_for_applicant(dossier: Dossier, procedure: Procedure) -> Text:
    """One sentence in both languages."""
    words = _words(dossier, procedure)
    step = next((one.title for one in procedure.steps if one.name == dossier.step), Text(""))
    step = _OFFICE_STEPS.get(dossier.step, step)
    return Text(
        words.vi.format(
            acceptance=_moment(dossier.acceptance_due_at, "vi"),
            due=_moment(dossier.due_at, "vi"),
            step=step.vi,
        ),
        words.en.format(
            acceptance=_moment(dossier.acceptance_due_at, "en"),
            due=_moment(dossier.due_at, "en"),
            step=step.en or step.vi,
        ),
    )


def _words(dossier: Dossier, procedure: Procedure) -> Text:
    """The sentence with its places, by the status and what it depends on."""
    status = Status(dossier.status)
    if status is Status.STOPPED and dossier.asked_from == Status.IN_PROCESSING:
        return _SUSPENDED
    if status is Status.ACCEPTED and procedure.immediate:
        return _AT_ONCE
    if status is Status.COMPLETED and dossier.payment_state == PaymentState.DUE:
        return _PAY_FIRST
    if status is Status.COMPLETED and (dossier.delivery or {}).get("way") == ResultWay.POST:
        return _BY_POST.get(DeliveryState(dossier.delivery_state), _TO_BE_POSTED)
    if status is Status.REGISTERED and dossier.acceptance_due_at is None:
        return _PAPERS_TRAVEL if dossier.parent_id is None else _GROUP_FIRST
    return _WAITS.get(status, Text(""))


def _moment(moment: datetime | None, language: str) -> str:
    return format_moment(moment, language) if moment else "…"
