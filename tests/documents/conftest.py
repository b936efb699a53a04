"""Fictional papers, one of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from citizen_portal.documents.papers import (
    ApologyContent,
    ControlSlipContent,
    FeeReceiptContent,
    FeeReceiptLine,
    HandOver,
    Letterhead,
    PaperContent,
    Party,
    ReceiptAnswer,
    ReceiptAttachment,
    ReceiptFeeLine,
    ReceiptStep,
    ReceptionSlipContent,
    RefusalContent,
    ResultContent,
    SignatureBlock,
    SlipComponent,
    StopNoticeContent,
    SubmissionReceiptContent,
    SupplementItem,
    SupplementRequestContent,
)

ISSUED_AT = datetime(2026, 11, 20, 3, 5, 9, tzinfo=UTC)
DUE_AT = datetime(2026, 11, 26, 3, 5, tzinfo=UTC)
CODE = "000.12.25.H49-261120-0042"
CHECK_URL = "http://127.0.0.1:8000/xac-thuc/q7Xy2kP9sLm4TzRb"
REQUEST = "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh"
APPLICANT = Party(
    name="Nguyễn Văn An",
    number="022085000011",
    address="Tổ 3, khu 5, phường Hạ Long, tỉnh Quảng Ninh",
    phone="0912 000 011",
    email="an.nguyen@example.vn",
)
WARD = Letterhead(
    superior="Ủy ban nhân dân\nphường Hạ Long",
    agency="Trung tâm Phục vụ hành chính công",
    place="Hạ Long",
)
OFFICE = Letterhead(agency="Ủy ban nhân dân\nphường Hạ Long", place="Hạ Long")
SEAL = SignatureBlock(signatory="Ủy ban nhân dân phường Hạ Long", at=ISSUED_AT)
CHAIR = replace(
    SEAL,
    authority="TM. ỦY BAN NHÂN DÂN",
    title="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    name="Vũ Thị Giang",
)


ATTACHMENTS = (
    ReceiptAttachment(
        name="Văn bản uỷ quyền",
        file_name="giấy uỷ quyền.pdf",
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        size=482_113,
    ),
    ReceiptAttachment(
        name="Giấy khai sinh đã cấp",
        file_name="khai sinh.jpg",
        sha256="60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
        size=1_204_551,
    ),
)
DUE_STEPS = (
    "Nhận thứ Sáu 20/11/2026, tính từ ngày làm việc tiếp theo",
    "Ngày 24/11/2026 nghỉ: Ngày Văn hóa Việt Nam",
    "Ngày làm việc thứ 3: thứ Năm 26/11/2026",
)


def _answers(first: int, count: int) -> tuple[ReceiptAnswer, ...]:
    labels = ("Họ, chữ đệm, tên", "Nơi cư trú hiện nay", "Quan hệ với người được cấp")
    values = ("Nguyễn Thị Hồng Nhung", "Tổ 3, khu 5, phường Hạ Long", "Con đẻ")
    return tuple(
        ReceiptAnswer(label=f"{labels[n % 3]} ({n + 1})", value=values[n % 3])
        for n in range(first, first + count)
    )


def submission_receipt() -> SubmissionReceiptContent:
    """Twenty answers in three steps, two papers, one fee: one page."""
    return SubmissionReceiptContent(
        issued_at=ISSUED_AT,
        letterhead=WARD,
        number="0042/XN-TTPVHCC",
        check_url=CHECK_URL,
        signature=SEAL,
        dossier_code=CODE,
        submitted_at=ISSUED_AT,
        procedure_code="2.000635",
        procedure_name="Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh",
        receiving_agency="Ủy ban nhân dân phường Hạ Long",
        applicant=APPLICANT,
        steps=(
            ReceiptStep(title="Người yêu cầu", answers=_answers(0, 7)),
            ReceiptStep(title="Người được cấp bản sao", answers=_answers(7, 8)),
            ReceiptStep(title="Nội dung yêu cầu", answers=_answers(15, 5)),
        ),
        attachments=ATTACHMENTS,
        fee_lines=(
            ReceiptFeeLine(
                name="Phí khai thác, sử dụng thông tin hộ tịch",
                amount=16_000,
                reason="2 bản × 8.000 đồng",
            ),
        ),
        due_at=DUE_AT,
        due_steps=DUE_STEPS,
    )


def reception_slip() -> ReceptionSlipContent:
    """Two components, accepted at the counter's desk."""
    return ReceptionSlipContent(
        issued_at=ISSUED_AT,
        letterhead=WARD,
        number="0042/GTN-TTPVHCC",
        check_url=CHECK_URL,
        signature=SEAL,
        dossier_code=CODE,
        desk="Trung tâm Phục vụ hành chính công phường Hạ Long",
        submitter=APPLICANT,
        applicant=APPLICANT,
        request=REQUEST,
        components=(
            SlipComponent(name="Tờ khai cấp bản sao trích lục hộ tịch", electronic=1),
            SlipComponent(name="Văn bản uỷ quyền được chứng thực", certified_copies=1),
        ),
        received_at=ISSUED_AT,
        duration="3 ngày làm việc",
        due_at=DUE_AT,
        result_place="Bản điện tử trên Cổng dịch vụ công",
        officer_name="Phạm Thị Dung",
        fee_total=16_000,
        fee_note="đã nộp trực tuyến",
    )


def fee_receipt() -> FeeReceiptContent:
    """Two lines of fees, paid online."""
    return FeeReceiptContent(
        issued_at=ISSUED_AT,
        letterhead=OFFICE,
        check_url=CHECK_URL,
        signature=SEAL,
        receipt_name="Biên lai thu phí, lệ phí",
        form_symbol="01BLDT-MAU",
        series_symbol="HL-26E",
        receipt_number=17,
        collector_tax_code="0100109106",
        payer=APPLICANT,
        dossier_code=CODE,
        procedure_name=REQUEST,
        lines=(
            FeeReceiptLine(name="Phí khai thác, sử dụng thông tin hộ tịch", amount=16_000),
            FeeReceiptLine(name="Lệ phí khác", amount=99_000),
        ),
        paid_at=ISSUED_AT,
        payment_method="Chuyển khoản qua nền tảng thanh toán",
        payment_reference="PAY20261120A7",
    )


def supplement_request() -> SupplementRequestContent:
    """Two items to add."""
    return SupplementRequestContent(
        issued_at=ISSUED_AT,
        letterhead=WARD,
        number="0007/HDHS",
        check_url=CHECK_URL,
        signature=SEAL,
        dossier_code=CODE,
        recipient=APPLICANT,
        request=REQUEST,
        items=(
            SupplementItem(name="Văn bản uỷ quyền", certified_copies=1, note="Ảnh chụp bị mờ"),
            SupplementItem(name="Giấy khai sinh đã cấp", photocopies=1),
        ),
        reason="Ảnh chụp văn bản uỷ quyền không đọc được ngày chứng thực.",
        contact_name="Phạm Thị Dung",
        contact_phone="0203 000 055",
        officer_name="Phạm Thị Dung",
        answer_by=DUE_AT,
    )


def refusal() -> RefusalContent:
    """One reason and one way on."""
    return RefusalContent(
        issued_at=ISSUED_AT,
        letterhead=WARD,
        number="0003/TCHS",
        check_url=CHECK_URL,
        signature=SEAL,
        dossier_code=CODE,
        recipient=APPLICANT,
        request=REQUEST,
        reasons=("Cơ quan không quản lý sổ hộ tịch có nội dung Ông/Bà yêu cầu.",),
        officer_name="Phạm Thị Dung",
        next_steps=("Nộp lại hồ sơ tại Ủy ban nhân dân phường Bãi Cháy.",),
    )


def apology() -> ApologyContent:
    """Late by one day."""
    return ApologyContent(
        issued_at=ISSUED_AT,
        letterhead=OFFICE,
        number="02/PXL",
        check_url=CHECK_URL,
        signature=CHAIR,
        dossier_code=CODE,
        recipient=APPLICANT,
        request=REQUEST,
        received_at=ISSUED_AT,
        promised_at=DUE_AT,
        new_due_at=datetime(2026, 11, 27, 3, 5, tzinfo=UTC),
        reason="sổ hộ tịch gốc đang được phục chế nên việc đối chiếu mất thêm một ngày.",
        copies_to=("Như trên", "Lưu: VT, HS"),
    )


def stop_notice() -> StopNoticeContent:
    """Stopped on request."""
    return StopNoticeContent(
        issued_at=ISSUED_AT,
        letterhead=OFFICE,
        number="05/TB-UBND",
        check_url=CHECK_URL,
        signature=CHAIR,
        dossier_code=CODE,
        recipient=APPLICANT,
        request=REQUEST,
        received_at=ISSUED_AT,
        reason="Ông/Bà đề nghị không tiếp tục giải quyết hồ sơ.",
        legal_basis="đơn đề nghị ngày 20/11/2026",
        next_steps=("Nộp hồ sơ mới bất cứ lúc nào.", "Đề nghị hoàn trả khoản phí chưa sử dụng."),
        returned_papers=("Văn bản uỷ quyền (01 bản)",),
        copies_to=("Như trên", "Lưu: VT, HS"),
    )


def control_slip() -> ControlSlipContent:
    """Two hand-overs, the first in time."""
    desk = "Bộ phận tiếp nhận và trả kết quả"
    return ControlSlipContent(
        issued_at=ISSUED_AT,
        letterhead=OFFICE,
        check_url=CHECK_URL,
        signature=SEAL,
        dossier_code=CODE,
        applicant=APPLICANT,
        request=REQUEST,
        received_at=ISSUED_AT,
        due_at=DUE_AT,
        handling_agency="Ủy ban nhân dân phường Hạ Long",
        coordinating_agencies=("Công an phường Hạ Long",),
        hand_overs=(
            HandOver(
                giver_agency="",
                giver="Nguyễn Văn An",
                receiver_agency=desk,
                receiver="Phạm Thị Dung",
                at=ISSUED_AT,
                outcome="Đúng hạn",
                note="Tiếp nhận hồ sơ",
            ),
            HandOver(
                giver_agency=desk,
                giver="Phạm Thị Dung",
                receiver_agency="Ủy ban nhân dân phường Hạ Long",
                receiver="Hoàng Văn Em",
                at=ISSUED_AT,
            ),
        ),
    )


def result() -> ResultContent:
    """The generic result."""
    return ResultContent(
        issued_at=ISSUED_AT,
        letterhead=OFFICE,
        number="0118/TLKS-BS",
        check_url=CHECK_URL,
        signature=CHAIR,
        dossier_code=CODE,
        title="Trích lục khai sinh",
        subject="(Bản sao)",
        body={
            "Họ, chữ đệm, tên": "Nguyễn Thị Hồng Nhung",
            "Ngày, tháng, năm sinh": "05/02/2020",
            "Nơi sinh": "Bệnh viện đa khoa tỉnh Quảng Ninh",
        },
        copies_to=("Người yêu cầu", "Lưu: VT, HT"),
    )


@pytest.fixture(scope="session")
def papers() -> Mapping[str, PaperContent]:
    """One paper of each kind, by kind."""
    makers = (
        submission_receipt,
        reception_slip,
        fee_receipt,
        supplement_request,
        refusal,
        apology,
        stop_notice,
        control_slip,
        result,
    )
    return {paper.KIND: paper for paper in (make() for make in makers)}
