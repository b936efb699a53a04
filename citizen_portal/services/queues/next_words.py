"""What is to be done next with a dossier, in a few words for its office."""

from __future__ import annotations

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.wording import Text
from citizen_portal.services.processing.steps import APPROVAL, ISSUANCE

_BY_STATUS = {
    Status.REGISTERED: Text("Kiểm tra và tiếp nhận", "Check and accept"),
    Status.SUPPLEMENT_REQUESTED: Text("Chờ người nộp bổ sung", "The applicant adds what is asked"),
    Status.PAYMENT_REQUESTED: Text("Chờ người nộp trả phí", "The applicant pays"),
    Status.COMPLETED: Text("Trả kết quả", "Return the result"),
}
_BY_STEP = {
    APPROVAL: Text("Phê duyệt", "Approve"),
    ISSUANCE: Text("Cấp số và ban hành", "Number, seal and issue"),
}
_TAKE = Text("Phân công hoặc nhận việc", "Assign or take")
_WORK = Text("Xử lý", "Process")


def next_words(status: Status, step: str, step_title: Text | None, *, taken: bool) -> Text:
    """The words; none once the dossier is closed."""
    if status in (Status.ACCEPTED, Status.IN_PROCESSING):
        if step in _BY_STEP:
            return _BY_STEP[step]
        return (step_title or _WORK) if taken else _TAKE
    return _BY_STATUS.get(status, Text(""))
