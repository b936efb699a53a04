"""What is done to a dossier; the value is the word in the page's address."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from citizen_portal.domain.wording import Text


class Action(StrEnum):
    """What is done to a dossier; the value is the word in the page's address."""

    SUBMIT = "nop"
    ACCEPT = "tiep-nhan"
    REFUSE = "tu-choi"
    REQUEST_SUPPLEMENT = "yeu-cau-bo-sung"
    SUPPLEMENT = "bo-sung"
    TRANSFER = "chuyen-xu-ly"
    ASSIGN = "phan-cong"
    TAKE = "nhan-viec"
    HAND_BACK = "tra-viec"
    MOVE = "chuyen-co-quan"
    CORRECT = "dinh-chinh"
    ADVANCE = "chuyen-buoc"
    SEND_FOR_APPROVAL = "trinh-duyet"
    INITIAL = "ky-nhay"
    SEND_BACK = "tra-lai"
    APPROVE = "phe-duyet"
    ISSUE = "ban-hanh"
    SUSPEND = "tam-dung"
    RESUME = "tiep-tuc"
    STOP = "dung"
    RETURN_RESULT = "tra-ket-qua"
    REOPEN = "mo-lai"
    REVOKE_RESULT = "thu-hoi"
    REISSUE_RESULT = "cap-lai"
    APOLOGISE = "xin-loi"
    CHANGE_DUE = "doi-ngay-hen"
    WITHDRAW = "rut"
    REQUEST_PAYMENT = "yeu-cau-thanh-toan"
    CONFIRM_PAYMENT = "xac-nhan-thanh-toan"
    GIVE_BACK = "hoan-phi"
    ARRIVE = "giay-to-den"
    OPEN_PART = "mo-phan"
    GROUP_ACCEPTED = "nhom-duoc-nhan"
    COMPLETE = "hoan-thanh"

    @property
    def label(self) -> Text:
        """The words on the button."""
        return _ACTION_LABELS[self]


_ACTION_LABELS: Final[dict[Action, Text]] = {
    Action.SUBMIT: Text("Nộp hồ sơ", "Submit"),
    Action.ACCEPT: Text("Tiếp nhận hồ sơ", "Accept"),
    Action.REFUSE: Text("Từ chối tiếp nhận", "Refuse"),
    Action.REQUEST_SUPPLEMENT: Text("Yêu cầu bổ sung", "Request a supplement"),
    Action.SUPPLEMENT: Text("Nộp bổ sung", "Send the supplement"),
    Action.TRANSFER: Text("Chuyển xử lý", "Hand over for processing"),
    Action.ASSIGN: Text("Phân công", "Assign"),
    Action.TAKE: Text("Nhận việc", "Take"),
    Action.HAND_BACK: Text("Trả việc", "Hand back"),
    Action.MOVE: Text("Chuyển cơ quan giải quyết", "Move to another agency"),
    Action.CORRECT: Text("Đính chính thông tin", "Correct what was declared"),
    Action.ADVANCE: Text("Chuyển bước", "Go to the next step"),
    Action.SEND_FOR_APPROVAL: Text("Trình duyệt", "Send for approval"),
    Action.INITIAL: Text("Ký nháy", "Initial the draft"),
    Action.SEND_BACK: Text("Trả lại để xử lý tiếp", "Send back"),
    Action.APPROVE: Text("Phê duyệt", "Approve"),
    Action.ISSUE: Text("Cấp số và ban hành", "Number, seal and issue"),
    Action.SUSPEND: Text("Tạm dừng giải quyết", "Suspend processing"),
    Action.RESUME: Text("Tiếp tục giải quyết", "Resume processing"),
    Action.STOP: Text("Dừng giải quyết", "Stop processing"),
    Action.RETURN_RESULT: Text("Trả kết quả", "Return the result"),
    Action.REOPEN: Text("Mở lại hồ sơ", "Reopen"),
    Action.REVOKE_RESULT: Text("Thu hồi kết quả", "Revoke the result"),
    Action.REISSUE_RESULT: Text("Cấp lại kết quả", "Issue the result again"),
    Action.APOLOGISE: Text("Xin lỗi và hẹn lại", "Apologise and set a new date"),
    Action.CHANGE_DUE: Text("Đổi ngày hẹn theo lịch làm việc", "Set the due date anew"),
    Action.WITHDRAW: Text("Rút hồ sơ", "Withdraw"),
    Action.REQUEST_PAYMENT: Text("Yêu cầu thanh toán", "Request payment"),
    Action.CONFIRM_PAYMENT: Text("Xác nhận thanh toán", "Confirm payment"),
    Action.GIVE_BACK: Text("Hoàn phí nộp thừa", "Give back an overpaid fee"),
    Action.ARRIVE: Text("Giấy tờ đến qua bưu chính", "Papers arrive by post"),
    Action.OPEN_PART: Text("Mở hồ sơ thành phần", "Open a part"),
    Action.GROUP_ACCEPTED: Text(
        "Hồ sơ liên thông được tiếp nhận", "The interlinked dossier is accepted"
    ),
    Action.COMPLETE: Text("Hoàn thành các phần", "Complete all parts"),
}
