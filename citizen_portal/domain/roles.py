"""Who holds which duty: the one table of roles that pages show and use cases enforce.

The rows follow the usual division of work at a one-stop office (Nghị định 61/2018/NĐ-CP,
Điều 17 to 19; no official matrix is published). Nobody approves what they prepared, and who
configures is checked by a second person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from citizen_portal.domain.wording import Text


class ActorKind(StrEnum):
    """In which capacity somebody acts on a dossier."""

    APPLICANT = "applicant"
    ONE_STOP_OFFICER = "one_stop_officer"
    CASE_OFFICER = "case_officer"
    DEPARTMENT_HEAD = "department_head"
    APPROVER = "approver"
    CLERK = "clerk"
    CASHIER = "cashier"
    RESULT_OFFICER = "result_officer"
    AGENCY_ADMINISTRATOR = "agency_administrator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"

    @property
    def label(self) -> Text:
        """The name of the role."""
        return _ROLE_LABELS[self]

    @property
    def has_desk(self) -> bool:
        """Tell whether dossiers of the agency lie on this role's desk."""
        return self in _DESK_ROLES


_ROLE_LABELS: Final[Mapping[ActorKind, Text]] = {
    ActorKind.APPLICANT: Text("Người nộp", "Applicant"),
    ActorKind.ONE_STOP_OFFICER: Text("Cán bộ một cửa", "One-stop officer"),
    ActorKind.CASE_OFFICER: Text("Cán bộ thụ lý", "Case officer"),
    ActorKind.DEPARTMENT_HEAD: Text("Lãnh đạo phòng", "Head of department"),
    ActorKind.APPROVER: Text("Lãnh đạo phê duyệt", "Approver"),
    ActorKind.CLERK: Text("Văn thư", "Clerk"),
    ActorKind.CASHIER: Text("Cán bộ thu phí", "Cashier"),
    ActorKind.RESULT_OFFICER: Text("Cán bộ trả kết quả", "Result officer"),
    ActorKind.AGENCY_ADMINISTRATOR: Text("Quản trị đơn vị", "Agency administrator"),
    ActorKind.AUDITOR: Text("Kiểm tra viên", "Auditor"),
    ActorKind.ADMINISTRATOR: Text("Quản trị hệ thống", "Administrator"),
    ActorKind.SYSTEM: Text("Hệ thống", "The system"),
}

_DESK_ROLES: Final = frozenset(
    {
        ActorKind.ONE_STOP_OFFICER,
        ActorKind.CASE_OFFICER,
        ActorKind.DEPARTMENT_HEAD,
        ActorKind.APPROVER,
        ActorKind.CLERK,
        ActorKind.CASHIER,
        ActorKind.RESULT_OFFICER,
    }
)


class Seat(StrEnum):
    """One of the four agencies of a dossier."""

    RECEIVING = "receiving"
    COMPETENT = "competent"
    HANDLING = "handling"
    RETURNING = "returning"

    @property
    def label(self) -> Text:
        """What the agency is to the dossier."""
        return _SEAT_LABELS[self]


_SEAT_LABELS: Final[Mapping[Seat, Text]] = {
    Seat.RECEIVING: Text("Nơi tiếp nhận", "Receiving agency"),
    Seat.COMPETENT: Text("Cơ quan có thẩm quyền", "Competent agency"),
    Seat.HANDLING: Text("Cơ quan giải quyết", "Handling agency"),
    Seat.RETURNING: Text("Nơi trả kết quả", "Returning agency"),
}


class Duty(StrEnum):
    """One kind of work in the office."""

    APPLY = "apply"
    RECEIVE = "receive"
    ASSIGN = "assign"
    PROCESS = "process"
    INITIAL = "initial"
    APPROVE = "approve"
    ISSUE = "issue"
    COLLECT = "collect"
    RETURN = "return"
    SERVE_QUEUE = "serve_queue"
    DIRECT = "direct"
    REPORT = "report"
    CONFIGURE = "configure"
    READ_LOGS = "read_logs"

    @property
    def row(self) -> DutyRow:
        """Its row of the table."""
        return DUTIES[self]

    @property
    def holders(self) -> tuple[ActorKind, ...]:
        """Whose duty it is."""
        return DUTIES[self].holders


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One row: what the duty is, who holds it, at which of a dossier's agencies."""

    label: Text
    holders: tuple[ActorKind, ...]
    seat: Seat = Seat.HANDLING


_K = ActorKind
DUTIES: Final[Mapping[Duty, DutyRow]] = {
    Duty.APPLY: DutyRow(
        Text("Nộp, bổ sung, rút hồ sơ (cán bộ một cửa: nộp thay)",
             "Submit, supplement, withdraw (one-stop officers: on behalf)"),
        (_K.APPLICANT, _K.ONE_STOP_OFFICER), Seat.RECEIVING,
    ),
    Duty.RECEIVE: DutyRow(
        Text("Tiếp nhận, từ chối, yêu cầu bổ sung khi tiếp nhận",
             "Accept, refuse, ask for a supplement at reception"),
        (_K.ONE_STOP_OFFICER,), Seat.RECEIVING,
    ),
    Duty.ASSIGN: DutyRow(
        Text("Phân công", "Assign"), (_K.DEPARTMENT_HEAD, _K.APPROVER),
    ),
    Duty.PROCESS: DutyRow(
        Text("Thẩm định, yêu cầu bổ sung khi xử lý, dự thảo kết quả",
             "Appraise, ask for a supplement in processing, draft the result"),
        (_K.CASE_OFFICER,),
    ),
    Duty.INITIAL: DutyRow(
        Text("Ký nháy dự thảo", "Initial the draft"), (_K.DEPARTMENT_HEAD,),
    ),
    Duty.APPROVE: DutyRow(
        Text("Phê duyệt, ký; cho phép ngoại lệ; mở lại hồ sơ",
             "Approve and sign; allow exceptions; reopen"),
        (_K.APPROVER,),
    ),
    Duty.ISSUE: DutyRow(
        Text("Cấp số, đóng dấu, ban hành", "Number, seal and issue"), (_K.CLERK,),
    ),
    Duty.COLLECT: DutyRow(
        Text("Thu phí, lệ phí, lập biên lai", "Collect fees and give receipts"),
        (_K.CASHIER, _K.ONE_STOP_OFFICER), Seat.RECEIVING,
    ),
    Duty.RETURN: DutyRow(
        Text("Trả kết quả", "Return the result"),
        (_K.RESULT_OFFICER, _K.ONE_STOP_OFFICER), Seat.RETURNING,
    ),
    Duty.SERVE_QUEUE: DutyRow(
        Text("Gọi số thứ tự tại quầy", "Call tickets at the counter"),
        (_K.ONE_STOP_OFFICER, _K.CASHIER, _K.RESULT_OFFICER), Seat.RECEIVING,
    ),
    Duty.DIRECT: DutyRow(
        Text("Theo dõi khối lượng, quá hạn, điểm nghẽn", "See load, overdue and bottlenecks"),
        (_K.APPROVER, _K.DEPARTMENT_HEAD),
    ),
    Duty.REPORT: DutyRow(
        Text("Xuất sổ theo dõi, danh sách phí, báo cáo", "Export registers, fee lists, reports"),
        (_K.ONE_STOP_OFFICER, _K.CASHIER, _K.DEPARTMENT_HEAD, _K.APPROVER,
         _K.AGENCY_ADMINISTRATOR),
    ),
    Duty.CONFIGURE: DutyRow(
        Text("Cấu hình lịch và mẫu thông báo (hai người), quy tắc phân công",
             "Configure calendars and notices (two persons), and assignment"),
        (_K.AGENCY_ADMINISTRATOR,),
    ),
    Duty.READ_LOGS: DutyRow(
        Text("Đọc nhật ký của cơ quan (kiểm tra viên: mọi cơ quan)",
             "Read the agency's logs (auditors: of every agency)"),
        (_K.APPROVER, _K.AGENCY_ADMINISTRATOR, _K.AUDITOR),
    ),
}  # fmt: skip


def who_names_stand_in(role: ActorKind) -> tuple[ActorKind, ...]:
    """Who arranges the stand-in of an absent holder of a role: who assigns work, but for a
    leader only an approver, so that no head of department gives the approver's pen away.
    """
    return (_K.APPROVER,) if role in Duty.ASSIGN.holders else Duty.ASSIGN.holders
