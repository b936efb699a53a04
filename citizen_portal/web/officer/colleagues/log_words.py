"""What the audit trail calls acts and their details, in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from citizen_portal.domain.actions import Action
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.roles import ActorKind
from citizen_portal.domain.wording import Text
from citizen_portal.services.papers.issued import TITLES
from citizen_portal.services.second_person import STATES
from citizen_portal.web import context

ACTS: Final[Mapping[str, Text]] = {
    **{action.value: action.label for action in Action},
    "login": Text("Đăng nhập", "Logged in"),
    "logout": Text("Đăng xuất", "Logged out"),
    "discard": Text("Xoá bản nháp", "Deleted a draft"),
    "begin_for": Text("Lập hồ sơ thay người dân", "Began a dossier for somebody"),
    "find_person": Text("Tìm người", "Looked for a person"),
    "open_person": Text("Xem thông tin người", "Opened a person"),
    "register_person": Text("Ghi người mới", "Registered a person"),
    "correct_person": Text("Sửa thông tin đã ghi tại quầy", "Corrected what was written down"),
    "open_dossier": Text("Mở xem hồ sơ", "Opened the dossier"),
    "open_attachment": Text("Mở xem giấy tờ đã nộp", "Opened a submitted paper"),
    "open_paper": Text("Mở xem giấy tờ đã phát hành", "Opened an issued paper"),
    "open_digitisation": Text("Mở trang số hoá", "Opened the digitisation page"),
    "digitise": Text("Số hoá giấy tờ", "Digitised a paper"),
    "store_copy": Text("Lưu bản số hoá vào kho", "Stored the digitised copy"),
    "open_vault_item": Text("Mở giấy tờ trong kho", "Opened a paper of the store"),
    "give_reception_slip": Text("Cấp giấy tiếp nhận theo yêu cầu", "Gave a slip on request"),
    "issue_control_slip": Text("Lập phiếu kiểm soát", "Issued the control slip"),
    "search_results": Text("Tra cứu kết quả đã cấp", "Searched issued results"),
    "download_papers": Text("Tải nhiều giấy tờ", "Downloaded several papers"),
    "start_batch": Text("Xử lý nhiều hồ sơ", "Worked on many dossiers"),
    "export": Text("Xuất dữ liệu", "Asked for an export"),
    "open_export": Text("Tải tệp đã xuất", "Fetched an export"),
    "note": Text("Ghi chú nội bộ", "Left a note"),
    "message": Text("Nhắn tin", "Wrote a message"),
    "open_messages": Text("Mở xem tin nhắn", "Opened the messages"),
    "read_messages": Text("Đánh dấu đã đọc tin nhắn", "Marked messages as read"),
    "ask-opinion": Text("Xin ý kiến cơ quan khác", "Asked another agency"),
    "answer-opinion": Text("Trả lời xin ý kiến", "Answered another agency"),
    "withdraw-opinion": Text("Rút câu hỏi xin ý kiến", "Withdrew the question"),
    "change-returning": Text("Đổi nơi trả kết quả", "Changed the place of return"),
    "choose_delivery": Text("Chọn cách nhận kết quả", "Chose how the result comes"),
    "choose_channels": Text("Chọn cách nhận thông báo", "Chose how to be told"),
    "keep-due-date": Text("Giữ ngày hẹn cũ", "Kept the due date"),
    "take_cash": Text("Thu tiền mặt", "Took cash"),
    "open_phone_payment": Text("Mở mã QR thanh toán", "Opened a QR payment"),
    "payment_notice": Text("Báo có của nền tảng thanh toán", "Notice of the payment platform"),
    "close_parked_payment": Text("Xử lý khoản tiền treo", "Settled a parked payment"),
    "handover_code": Text("Nhập mã nhận kết quả", "Entered a collection code"),
    "handover_signature": Text("Lấy chữ ký người nhận", "Took the recipient's signature"),
    "open_signature": Text("Mở bản ký nhận", "Opened a signed receipt"),
    "register_parcel": Text("Nhận bưu gửi", "Registered a parcel"),
    "order_shipments": Text("Lập vận đơn", "Ordered shipments"),
    "print_labels": Text("In nhãn bưu gửi", "Printed labels for the post"),
    "declare_waybill": Text("Khai mã vận đơn", "Declared a waybill"),
    "carrier_event": Text("Tin của bưu chính", "News of the carrier"),
    "delegate": Text("Uỷ quyền vai trò", "Lent a role"),
    "end-delegation": Text("Kết thúc uỷ quyền", "Ended a delegation"),
    "declare-relative": Text("Khai người thân", "Named a relative"),
    "withdraw-relative": Text("Bỏ khai người thân", "Took a relative off"),
    "read-relatives": Text("Đọc danh sách người thân", "Read the lists of relatives"),
    "set-assignment-rule": Text("Đặt quy tắc phân công", "Set a rule of assignment"),
    "drop-assignment-rule": Text("Bỏ quy tắc phân công", "Removed a rule of assignment"),
    "propose-calendar": Text("Đề xuất lịch làm việc", "Proposed a calendar"),
    "calendar-in_force": Text("Áp dụng lịch làm việc", "Put a calendar into force"),
    "calendar-refused": Text("Không duyệt lịch làm việc", "Refused a calendar"),
    "edit_notice": Text("Đề xuất mẫu thông báo", "Proposed the words of a notice"),
    "decide_notice": Text("Quyết định mẫu thông báo", "Decided on the words of a notice"),
    "decide-offer": Text("Mở, dừng thủ tục", "Opened or closed a procedure"),
    "announce-downtime": Text("Báo gián đoạn", "Announced an interruption"),
    "cancel-downtime": Text("Huỷ báo gián đoạn", "Cancelled an interruption"),
    "import_catalogue": Text("Nhập danh mục quốc gia", "Imported the national catalogue"),
    "correct_imported": Text("Sửa thủ tục đã nhập", "Corrected an imported procedure"),
    "publish_imported": Text("Công khai thủ tục đã nhập", "Published an imported procedure"),
    "withdraw_imported": Text("Thôi công khai thủ tục", "Withdrew an imported procedure"),
    "reject_imported": Text("Không nhận thủ tục đã nhập", "Rejected an imported procedure"),
    "read-log": Text("Đọc nhật ký", "Read the log"),
}  # fmt: skip
"""What an entry calls an act, in words; an act that is not here is shown by its own word."""

_KEYS: Final[Mapping[str, Text]] = {
    "revision": Text("Lần thay đổi", "Change"),
    "level": Text("Mức định danh", "Identity level"),
    "purpose": Text("Mục đích", "Purpose"),
    "agency": Text("Cơ quan", "Agency"),
    "role": Text("Vai trò", "Role"),
    "since": Text("Từ ngày", "From"),
    "until": Text("Đến ngày", "Until"),
    "action": Text("Việc", "Task"),
    "dossiers": Text("Số hồ sơ", "Dossiers"),
    "kind": Text("Loại", "Kind"),
    "kinds": Text("Loại", "Kinds"),
    "code": Text("Mã", "Code"),
    "day": Text("Ngày", "Day"),
    "year": Text("Năm", "Year"),
    "state": Text("Tình trạng", "State"),
    "channel": Text("Kênh", "Channel"),
    "language": Text("Ngôn ngữ", "Language"),
    "version": Text("Bản", "Version"),
    "note": Text("Ghi chú", "Note"),
    "waybill": Text("Mã vận đơn", "Waybill"),
    "found": Text("Số người tìm thấy", "People found"),
    "amount": Text("Số tiền", "Amount"),
    "tries": Text("Số lần thử", "Tries"),
    "checked": Text("Đã đối chiếu", "Checked"),
}  # fmt: skip


_PURPOSES: Final[Mapping[str, Text]] = {
    "counter": Text("tiếp nhận tại quầy", "reception at the counter"),
    "digitisation": Text("số hoá giấy tờ", "digitising papers"),
    "processing": Text("giải quyết hồ sơ", "processing the dossier"),
}


def act_words(act: str) -> Text:
    """What an act is called."""
    return ACTS.get(act, Text(act))


def detail_words(detail: Mapping[str, Any]) -> tuple[Text, ...]:
    """The details of an entry, a line each; what has no words is shown as it was written."""
    rest = dict(detail)
    moved = _status_line(rest.pop("before", None), rest.pop("after", None))
    lines = (_line(key, value) for key, value in rest.items() if value not in ("", None, []))
    return (*moved, *lines)


def _status_line(before: Any, after: Any) -> tuple[Text, ...]:
    if not isinstance(before, int) or not isinstance(after, int) or before == after:
        return ()
    old, new = Status(before).label, Status(after).label
    return (Text(f"{old.vi} → {new.vi}", f"{old.in_language('en')} → {new.in_language('en')}"),)


def _line(key: str, value: Any) -> Text:
    name, said = _KEYS.get(key, Text(key)), _value(key, value)
    return Text(
        f"{name.vi}: {said.in_language('vi')}",
        f"{name.in_language('en')}: {said.in_language('en')}",
    )


def _value(key: str, value: Any) -> Text:
    read = _VALUES.get(key)
    try:
        found = read(value) if read else None
    except (KeyError, ValueError):  # an old entry may hold what is no more
        found = None
    if found is not None:
        return found
    return Text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _how_many(value: Any) -> Text:
    return Text(str(len(value) if isinstance(value, list) else value))


def _papers(value: Any) -> Text:
    titles = [TITLES[kind] for kind in value]
    return Text(
        "; ".join(one.vi for one in titles), "; ".join(one.in_language("en") for one in titles)
    )


def _day(value: Any) -> Text | None:
    year, _, rest = str(value).partition("-")
    month, _, day = rest.partition("-")
    return Text(f"{day}/{month}/{year}") if day else None


_VALUES: Final[Mapping[str, Callable[[Any], Text | None]]] = {
    "state": lambda value: STATES[value][0],
    "role": lambda value: ActorKind(value).label,
    "action": lambda value: Action(value).label,
    "agency": lambda value: Text(context.parts().reference.agency(value).name),
    "dossiers": _how_many,
    "kinds": _papers,
    "purpose": lambda value: _PURPOSES[value],
    "since": _day,
    "until": _day,
    "day": _day,
}
