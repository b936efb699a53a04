"""A day of the leader: who has how much, who gets what, what is signed, what is reported."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, timedelta

import pytest

from tests.browser.conftest import NewPerson
from tests.browser.extract_filing import AN
from tests.browser.finance_department import (
    ANH,
    HOA,
    UYEN,
    XUAN,
    YEN,
    draft_certificate,
    file_enterprise,
)
from tests.browser.officers_desk import KHOA, at_desk, confirm_batch
from tests.browser.person import Person
from tests.browser.received_papers import assert_genuine, words_of
from tests.browser.whole_system import WholeSystem

GAM = "Trương Thị Gấm"
"""The other administrator."""
WHY = "Hội nghị toàn tỉnh"
LATE = "Cơ quan thuế chưa gửi mã số."
DATE = re.compile(r"\d\d/\d\d/\d{4}")


@pytest.fixture
def codes(come: NewPerson) -> list[str]:
    """Two enterprises, filed, paid for and accepted."""
    citizen, uyen = come(AN), come(UYEN, officer=True)
    filed = [file_enterprise(citizen, name) for name in ("Ẩm thực Bình Minh", "Gốm Xanh")]
    together(uyen, "can-tiep-nhan", "Tiếp nhận hồ sơ", filed)
    return filed


def test_assigned_initialled_approved_issued_and_reported(
    come: NewPerson, codes: list[str], system: WholeSystem
) -> None:
    xuan, yen, hoa = (come(name, officer=True) for name in (XUAN, YEN, HOA))
    look_round(xuan, len(codes))
    assign(xuan, codes)
    decide_new_dates(come, yen, codes)
    apologise(yen, codes[0], system)
    for code in codes:
        draft_certificate(hoa, code)
    together(xuan, "cho-duyet", "Ký nháy", codes)
    together(yen, "cho-duyet", "Phê duyệt", codes)
    together(come(ANH, officer=True), "cho-ban-hanh", "Cấp số và ban hành", codes)
    look_up_results(yen, codes)
    report(yen, codes)


def together(officer: Person, queue: str, act: str, codes: list[str]) -> None:
    """One act for several dossiers of a queue."""
    choose_all(officer, queue, act, codes)
    confirm_batch(officer, act, len(codes))


def choose_all(officer: Person, queue: str, act: str, codes: list[str]) -> None:
    """Tick them in the queue and see them once more."""
    officer.open(f"/can-bo?hang-doi={queue}")
    for code in codes:
        officer.tick(f"Chọn hồ sơ {code}")
    officer.press(act)
    officer.sees(*codes)


def look_round(xuan: Person, number: int) -> None:
    """The picture of the work: nothing late, and nobody has taken what came in."""
    xuan.open("/can-bo")
    xuan.follow_in_menu("Điều hành")
    assert xuan.heading == "Khối lượng công việc"
    xuan.sees("Không có hồ sơ nào quá hạn.", "Theo người thụ lý", f"Chưa ai nhận {number} 0")


def assign(xuan: Person, codes: list[str]) -> None:
    """To a case officer; to nobody is refused, and nothing has to be chosen again."""
    choose_all(xuan, "chua-nhan", "Phân công", codes)
    xuan.press("Phân công")
    xuan.sees("Hãy chọn người được phân công.", *codes)
    xuan.select("Phân công cho", HOA)
    confirm_batch(xuan, "Phân công", len(codes))
    xuan.open("/can-bo/dieu-hanh")
    xuan.sees(f"{HOA} {len(codes)} 0")


def due_day(officer: Person, code: str) -> datetime:
    """The day promised for a dossier, from its page."""
    at_desk(officer, code)
    found = DATE.search(officer.text.partition("Ngày hẹn trả kết quả:")[2])
    assert found, officer.text
    return datetime.strptime(found[0], "%d/%m/%Y")


def decide_new_dates(come: NewPerson, yen: Person, codes: list[str]) -> None:
    """Two administrators close the day that was promised; the leader confirms the new dates."""
    before = due_day(yen, codes[0])
    khoa, gam = come(KHOA, officer=True), come(GAM, officer=True)
    khoa.open("/quan-tri/lich")
    khoa.type("Năm", str(before.year))
    khoa.type("Ngày nghỉ (không bắt buộc)", f"{before:%d/%m/%Y} {WHY}")
    khoa.type("Căn cứ", "Thông báo 7/TB-UBND")
    khoa.press("Đề xuất")
    khoa.sees(WHY)
    gam.open("/quan-tri/lich")
    gam.press("Áp dụng")
    yen.open("/can-bo/ngay-hen")
    yen.sees_in_time(codes[0])
    yen.press("Xác nhận ngày hẹn mới")
    yen.sees("Hãy chọn ít nhất một hồ sơ.")
    for code in codes:
        yen.page.get_by_role("checkbox", name=code).check()
    yen.press("Xác nhận ngày hẹn mới")
    yen.sees(f"Đã quyết định: {len(codes)}.", "Không có ngày hẹn nào cần xác nhận.")
    assert due_day(yen, codes[0]) > before


def apologise(yen: Person, code: str, system: WholeSystem) -> None:
    """A letter with a new date, signed by the leader; without a reason it is not sent."""
    later = due_day(yen, code) + timedelta(days=7)
    yen.unfold("Xin lỗi và hẹn lại")
    yen.type("Ngày hẹn mới", f"{later:%d/%m/%Y}")
    yen.press("Xin lỗi và hẹn lại")
    yen.sees("Có chỗ cần sửa")
    assert yen.typed("Ngày hẹn mới") == f"{later:%d/%m/%Y}"
    yen.type("Lý do", LATE, within="Xin lỗi và hẹn lại")
    yen.press("Xin lỗi và hẹn lại")
    letter = yen.download("xin lỗi").content
    assert_genuine(letter, system)
    assert LATE in words_of(letter)
    assert due_day(yen, code) == later


def look_up_results(yen: Person, codes: list[str]) -> None:
    """Numbered one after the other, in the agency's book."""
    yen.open("/can-bo/ket-qua-da-cap")
    yen.sees(*codes)


def report(yen: Person, codes: list[str]) -> None:
    """A workbook of the month; a period turned round is refused and kept."""
    yen.open("/can-bo")
    yen.follow_in_menu("Mục khác")
    yen.follow("Báo cáo và xuất dữ liệu")
    since, until = yen.typed("Từ ngày"), yen.typed("Đến hết ngày")
    yen.type("Đến hết ngày", "01/01/2025")
    yen.press("Xuất dữ liệu")
    yen.sees("Có chỗ cần sửa")
    assert yen.typed("Từ ngày") == since
    yen.type("Đến hết ngày", until)
    yen.select("Loại", "Sổ theo dõi hồ sơ")
    yen.choose("Dạng tệp", "Bảng tính (XLSX)")
    yen.press("Xuất dữ liệu")
    yen.sees_in_time(".xlsx")
    book = zipfile.ZipFile(io.BytesIO(yen.download(".xlsx").content))
    written = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xml"))
    assert [code for code in codes if code.encode() not in written] == []
