"""Every kind of page of the office, and how one gets there."""

from __future__ import annotations

from collections.abc import Mapping

from tests.browser.page_kinds import Going, Town, at
from tests.browser.person import Person

HALL = "/so-thu-tu/000.07.21.H49"


def _nobody_found(town: Town) -> Person:
    town.one_stop_officer.open("/can-bo/quay")
    town.one_stop_officer.type("Số định danh hoặc số điện thoại", "022199999999")
    town.one_stop_officer.press("Tìm người")
    return town.one_stop_officer


def _person_at_counter(town: Town) -> Person:
    town.one_stop_officer.open("/can-bo/quay")
    town.one_stop_officer.type("Số định danh hoặc số điện thoại", "022085000011")
    town.one_stop_officer.press("Tìm người")
    town.one_stop_officer.follow("Nguyễn Văn An")
    return town.one_stop_officer


def _what_for(town: Town) -> Person:
    _person_at_counter(town)
    town.one_stop_officer.open(f"{town.one_stop_officer.path}/2.000635")
    return town.one_stop_officer


def _card_refused(town: Town) -> Person:
    town.one_stop_officer.open("/can-bo/quay")
    town.one_stop_officer.type("Quét mã QR", "1|2|3")
    town.one_stop_officer.press("Đọc thẻ")
    return town.one_stop_officer


def _batch_to_confirm(town: Town) -> Person:
    town.one_stop_officer.open("/can-bo?hang-doi=can-tiep-nhan")
    town.one_stop_officer.page.get_by_role("checkbox", name="Chọn hồ sơ").first.check()
    town.one_stop_officer.press("Tiếp nhận hồ sơ")
    return town.one_stop_officer


def _money_refused(town: Town) -> Person:
    town.one_stop_officer.open(f"/can-bo/thu-phi{town.submitted.removeprefix('/ho-so')}")
    town.one_stop_officer.type("Số tiền thu", "1.000")
    town.one_stop_officer.press("Đã nhận tiền, lập biên lai")
    return town.one_stop_officer


def _calendar_refused(town: Town) -> Person:
    town.agency_administrator.open("/can-bo/lich")
    town.agency_administrator.type("Ngày nghỉ (không bắt buộc)", "31/02/2027 Không có ngày này")
    town.agency_administrator.press("Đề xuất")
    return town.agency_administrator


OFFICE_ADDRESSED: Mapping[str, Going] = {
    "take-a-ticket": at("anybody", HALL),
    "board-of-tickets": at("anybody", f"{HALL}/bang"),
    "tickets-to-call": at("one_stop_officer", "/can-bo/so-thu-tu"),
    "counter": at("one_stop_officer", "/can-bo/quay"),
    "person-at-counter": _person_at_counter,
    "what-for": _what_for,
    "fees-waiting": at("one_stop_officer", "/can-bo/thu-phi"),
    "cash-of-the-day": at("one_stop_officer", "/can-bo/thu-phi/so-ngay"),
    "results-waiting": at("one_stop_officer", "/can-bo/tra-ket-qua"),
    "reports": at("one_stop_officer", "/can-bo/bao-cao"),
    "issued-results": at("one_stop_officer", "/can-bo/ket-qua-da-cap"),
    "blank-forms": at("one_stop_officer", "/can-bo/bieu-mau"),
    "all-places": at("one_stop_officer", "/can-bo/muc-khac"),
    "queue-of-what-nobody-has": at("case_officer", "/can-bo?hang-doi=chua-nhan"),
    "found-at-the-desk": at("case_officer", "/can-bo?tim=nguyen+van+an"),
    "filtered-wrongly": at("case_officer", "/can-bo?hang-doi=dang-xu-ly&nop-tu=31/31/2026"),
    "moved-dates": at("case_officer", "/can-bo/ngay-hen"),
    "opinions": at("case_officer", "/can-bo/xin-y-kien"),
    "asking-an-opinion": at("case_officer", "/can-bo{in_processing}/xin-y-kien"),
    "notes": at("case_officer", "/can-bo{in_processing}/ghi-chu"),
    "moving": at("case_officer", "/can-bo{in_processing}/chuyen-co-quan"),
    "officers-messages": at("case_officer", "/can-bo{in_processing}/tin-nhan"),
    "standing-in": at("case_officer", "/can-bo/uy-quyen"),
    "relatives": at("case_officer", "/can-bo/nguoi-than"),
    "roles": at("case_officer", "/can-bo/vai-tro"),
    "direction": at("approver", "/can-bo/dieu-hanh"),
    "assigning": at("approver", "/can-bo{in_processing}/phan-cong"),
    "log": at("approver", "/can-bo/nhat-ky"),
    "calendar-of-an-agency": at("agency_administrator", "/can-bo/lich"),
    "words-of-notices": at("agency_administrator", "/can-bo/mau-thong-bao"),
    "rules-of-assignment": at("agency_administrator", "/can-bo/phan-cong"),
    "many-at-once": at("one_stop_officer", "/can-bo/hang-loat"),
    "calendar-of-the-nation": at("administrator", "/quan-tri/lich"),
    "own-messages": at("citizen", "{in_processing}/tin-nhan"),
    "own-papers": at("citizen", "/kho-giay-to"),
    "own-notices": at("citizen", "/thong-bao"),
}
"""Pages that an address leads to."""

OFFICE_ANSWERS: Mapping[str, Going] = {
    "nobody-found": _nobody_found,
    "card-refused": _card_refused,
    "batch-to-confirm": _batch_to_confirm,
    "money-refused": _money_refused,
    "calendar-refused": _calendar_refused,
}
"""Pages that answer what was sent."""
