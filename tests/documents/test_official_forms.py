"""The seven forms: fields, sizes, editions by date, blanks."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.documents.joining import join_pdfs
from citizen_portal.documents.papers import (
    BlankFormContent,
    Letterhead,
    PaperContent,
    ReceiptFeeLine,
    ReceptionSlipContent,
    RegisterBookContent,
    RegisterLine,
    SupplementItem,
    SupplementRequestContent,
    read_content,
)
from citizen_portal.documents.rendering import render
from citizen_portal.domain.data.official_forms import FORM_ENTRIES, OfficialForm, forms_on
from tests.documents.conftest import APPLICANT, CHAIR, DUE_AT, DUE_STEPS, ISSUED_AT, OFFICE, WARD

MM = 72 / 25.4
OLD_DAY, NEW_DAY = date(2025, 6, 30), date(2025, 7, 1)
OLD = datetime(2025, 6, 30, 5, tzinfo=UTC)
SIZES = {"A5": (148, 210), "A4": (210, 297), "A4 ngang": (297, 210)}

FIELDS: Mapping[str, tuple[str, ...]] = {
    "reception_slip": (
        "Mẫu số 01", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 0042/GTN-TTPVHCC",
        "Mã hồ sơ: 000.12.25.H49-261120-0042", "Liên: Giao khách hàng",
        "Bộ phận tiếp nhận và trả kết quả:", "Tiếp nhận hồ sơ của: Nguyễn Văn An",
        "Số định danh/giấy tờ: 022085000011", "Địa chỉ: Tổ 3", "Số điện thoại: 0912 000 011",
        "Email: an.nguyen@example.vn", "Nội dung yêu cầu giải quyết:", "Bản chính",
        "Bản sao chứng thực", "Bản điện tử", "2. Số lượng hồ sơ: 01 (bộ)",
        "3. Thời gian giải quyết hồ sơ theo quy định là: 3 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 10 giờ 05 phút, ngày 20 tháng 11 năm 2026",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 10 giờ 05 phút, ngày 26 tháng 11",
        "6. Đăng ký nhận kết quả tại:", "7. Phí, lệ phí (nếu có): 16.000 đồng",
        "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ", "(Ký và ghi rõ họ tên)", "02 liên",
    ),
    "supplement_request": (
        "Mẫu số 02", "Số: 0007/HDHS", "Tiếp nhận hồ sơ/yêu cầu của Ông/Bà: Nguyễn Văn An",
        "Nội dung yêu cầu giải quyết:", "Địa chỉ:", "Số điện thoại:", "Email:",
        "Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau", "Bản chụp", "Lý do:",
        "Phạm Thị Dung, số điện thoại 0203 000 055", "NGƯỜI HƯỚNG DẪN",
    ),
    "refusal": (
        "Mẫu số 03", "Tiếp nhận hồ sơ của: Nguyễn Văn An", "Địa chỉ:", "Số điện thoại:",
        "Nội dung yêu cầu giải quyết:", "thông báo không tiếp nhận, giải quyết hồ sơ này",
        "Xin thông báo cho Ông/Bà được biết và thực hiện.", "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
    ),
    "apology": (
        "Mẫu số 04", "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT", "Số: 02/PXL",
        "Kính gửi: Nguyễn Văn An", "Ngày 20 tháng 11 năm 2026", "ngày 26 tháng 11 năm 2026",
        "Lý do:", "xin lỗi Ông/Bà và hẹn lại", "ngày 27 tháng 11 năm 2026", "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN", "Vũ Thị Giang",
    ),
    "stop_notice": (
        "Mẫu số 05", "Dừng giải quyết hồ sơ", "Kính gửi: Nguyễn Văn An", "Lý do:", "Căn cứ:",
        "Ông/Bà lưu ý:", "Giấy tờ trả lại:", "Nơi nhận:",
    ),
    "control_slip": (
        "Mẫu số 06", "Kèm theo hồ sơ của: Nguyễn Văn An", "Ngày nhận: 10 giờ 05 phút",
        "Ngày giờ hẹn trả kết quả: 10 giờ 05 phút", "Cơ quan (bộ phận) giải quyết hồ sơ:",
        "Cơ quan phối hợp giải quyết hồ sơ: Công an phường Hạ Long", "1. Giao:", "2. Nhận:",
        "Người giao: Nguyễn Văn An", "Người nhận: Phạm Thị Dung", "Kết quả giải quyết", "Đúng hạn",
        "Ghi chú",
    ),
    "register_book": (
        "Mẫu số 07", "SỔ THEO DÕI HỒ SƠ", "TT", "Mã hồ sơ", "Tên thủ tục", "Số lượng hồ sơ (bộ)",
        "Tên cá nhân, tổ chức", "Địa chỉ, số điện thoại", "Cơ quan chủ trì giải quyết",
        "Nhận và trả kết quả", "Ngày, tháng, năm", "Nhận hồ sơ", "Hẹn trả kết quả",
        "Trả kết quả", "Phương thức nhận kết quả", "Ký nhận", "Ghi chú", "20/11/2026",
        "Tổng số: 2 hồ sơ",
    ),
}  # fmt: skip


def book(lines: int = 2, first: int = 1, total: int = 2) -> RegisterBookContent:
    line = RegisterLine(
        code="000.12.25.H49-261120-0042",
        procedure_name="Cấp bản sao trích lục hộ tịch",
        sets=1,
        applicant="Nguyễn Văn An",
        contact="Tổ 3, phường Hạ Long, 0912000011",
        handling_agency="Ủy ban nhân dân phường Hạ Long",
        received_at=ISSUED_AT,
        due_at=DUE_AT,
        delivery="Trực tuyến",
    )
    return RegisterBookContent(
        issued_at=ISSUED_AT,
        letterhead=WARD,
        since=date(2026, 11, 1),
        until=date(2026, 11, 30),
        rows=(line,) * lines,
        first_number=first,
        total=total,
    )


def printed(paper: PaperContent) -> bytes:
    return render(paper.KIND, paper.to_json())


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def size_of(pdf: bytes) -> tuple[float, float]:
    box = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return float(box.width) / MM, float(box.height) / MM


def blank(form: str, at: datetime = ISSUED_AT) -> bytes:
    letterhead = Letterhead(agency="")
    return printed(BlankFormContent(issued_at=at, letterhead=letterhead, form=form))


@pytest.mark.parametrize("form", list(OfficialForm))
def test_each_form_has_its_fields(form: str, papers: Mapping[str, PaperContent]) -> None:
    paper = book() if form == "register_book" else papers[form]
    pdf = printed(paper)
    text = text_of(pdf)
    missing = [field for field in FIELDS[form] if field not in text]
    assert missing == []
    entry = next(one for one in forms_on(ISSUED_AT.date()) if one.form == form)
    assert size_of(pdf) == pytest.approx(SIZES[entry.size], abs=0.1)


def test_the_lists_follow_each_other_without_a_gap() -> None:
    old, new = forms_on(OLD_DAY), forms_on(NEW_DAY)
    assert [entry.number for entry in old] == ["01", "02", "03", "04", "05", "06"]
    assert [entry.number for entry in new] == ["01", "02", "03", "04", "05", "06", "07"]
    assert {entry.form for entry in new} - {entry.form for entry in old} == {"stop_notice"}
    numbers = {entry.form: entry.number for entry in old}
    assert (numbers["control_slip"], numbers["register_book"]) == ("05", "06")


@given(st.dates())
def test_every_day_has_one_list_and_no_form_twice(day: date) -> None:
    forms = forms_on(day)
    assert len({entry.basis for entry in forms}) == 1
    assert len({entry.form for entry in forms}) == len(forms) >= 6
    assert set(forms) <= set(FORM_ENTRIES)


def test_an_older_paper_keeps_the_form_of_its_day(papers: Mapping[str, PaperContent]) -> None:
    slip = text_of(printed(replace(papers["reception_slip"], issued_at=OLD)))
    assert "01/2018/TT-VPCP" in slip
    assert "7. Phí" not in slip
    apology = text_of(printed(replace(papers["apology"], issued_at=OLD)))
    assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in apology
    assert "Mẫu số 05" in text_of(printed(replace(papers["control_slip"], issued_at=OLD)))
    assert "Mẫu số" not in text_of(printed(replace(papers["stop_notice"], issued_at=OLD)))


def test_what_is_no_official_form_names_none(papers: Mapping[str, PaperContent]) -> None:
    for kind in ("result", "fee_receipt", "submission_receipt"):
        assert "Mẫu số" not in text_of(printed(papers[kind]))


def test_the_slip_says_why(papers: Mapping[str, PaperContent]) -> None:
    slip = papers["reception_slip"]
    assert isinstance(slip, ReceptionSlipContent)
    owner = replace(APPLICANT, name="Lý A Sáng", number="022205000033", address="Bãi Cháy")
    line = ReceiptFeeLine(name="Phí khai thác", amount=16_000, reason="2 bản × 8.000 đồng")
    full = replace(
        slip, due_steps=DUE_STEPS, fee_lines=(line,), applicant=owner, sets=9,
        book_volume="2026", book_number="08",
    )  # fmt: skip
    pdf = printed(full)
    text = text_of(pdf)
    for expected in (
        "Cách tính ngày hẹn: Nhận thứ Sáu 20/11/2026", "2 bản × 8.000 đồng",
        "Chủ hồ sơ: Lý A Sáng, số định danh/giấy tờ 022205000033, Bãi Cháy",
        "2. Số lượng hồ sơ: 09 (bộ)", "Quyển số: 2026 Số thứ tự: 08",
    ):  # fmt: skip
        assert expected in text
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1
    assert "Cách tính" not in text_of(printed(slip))


def test_an_item_asked_for_names_its_article(papers: Mapping[str, PaperContent]) -> None:
    asked = papers["supplement_request"]
    assert isinstance(asked, SupplementRequestContent)
    item = SupplementItem(name="Văn bản uỷ quyền", note="Ảnh mờ", basis="Điều 5 Thông tư mẫu")
    text = text_of(printed(replace(asked, items=(item,), contact_phone="", reason="")))
    assert "(Điều 5 Thông tư mẫu)" in text
    assert "số điện thoại để" not in text
    assert "Lý do:" not in text


def test_stored_contents_of_before_still_read(papers: Mapping[str, PaperContent]) -> None:
    added = {
        "reception_slip": ("due_steps", "fee_lines"),
        "apology": ("legal_basis",),
        "stop_notice": ("stage", "fee_note"),
    }
    for kind, names in added.items():
        stored = papers[kind].to_json()
        older = {name: value for name, value in stored.items() if name not in names}
        assert read_content(kind, older).to_json() == stored
        assert render(kind, older) == render(kind, stored)
    asked = papers["supplement_request"].to_json()
    asked["items"] = [{"name": one["name"]} for one in asked["items"]]
    assert text_of(render("supplement_request", asked))


@pytest.mark.parametrize("form", list(OfficialForm))
def test_blanks_have_dots_and_nobody(form: str) -> None:
    pdf = blank(form)
    text = text_of(pdf)
    entry = next(one for one in forms_on(ISSUED_AT.date()) if one.form == form)
    assert f"Mẫu số {entry.number}" in text
    assert text.count("……") > 3
    assert size_of(pdf) == pytest.approx(SIZES[entry.size], abs=0.1)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1
    assert "None" not in text
    assert "2026" not in text
    assert pdf == blank(form)


def test_blanks_are_of_their_day() -> None:
    assert "01/2018/TT-VPCP" in text_of(blank("control_slip", OLD))
    assert "7. Phí" not in text_of(blank("reception_slip", OLD))
    with pytest.raises(ValueError, match="no form 'stop_notice'"):
        blank("stop_notice", OLD)
    with pytest.raises(ValueError, match="no form 'poem'"):
        blank("poem")


def test_pieces_of_the_book_become_one() -> None:
    pieces = [printed(book(30, total=0)), printed(book(5, first=31, total=35))]
    joined = join_pdfs(pieces)
    counts = [len(pypdf.PdfReader(io.BytesIO(piece)).pages) for piece in pieces]
    reader = pypdf.PdfReader(io.BytesIO(joined))
    assert len(reader.pages) == sum(counts)
    text = text_of(joined)
    assert text.count("SỔ THEO DÕI HỒ SƠ") == 1
    assert text.count("Tổng số: 35 hồ sơ") == 1
    assert "35 000.12.25" in text
    assert join_pdfs(pieces) == joined
    assert join_pdfs(pieces[:1]) == pieces[0]
    with pytest.raises(ValueError, match="nothing to join"):
        join_pdfs(())


def test_a_letter_without_a_name_leaves_room_to_sign(papers: Mapping[str, PaperContent]) -> None:
    unsigned = replace(papers["apology"], signature=None, letterhead=OFFICE)
    assert CHAIR.name not in text_of(printed(unsigned))
