"""The official forms of the one-stop mechanism: number, name and paper, by date.

The list of Thông tư 03/2025/TT-VPCP and the numbers of Thông tư 01/2018/TT-VPCP were read,
and that slips are printed on A5 and the book on A4; the full text of the newer circular was
not. ``layout_read`` is False where nobody has seen the body of a form: the layout is our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from citizen_portal.domain.legal import InForce, LegalBasis


class OfficialForm(StrEnum):
    """One of the seven forms; the value is the kind of the paper."""

    RECEPTION_SLIP = "reception_slip"
    SUPPLEMENT_REQUEST = "supplement_request"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP_NOTICE = "stop_notice"
    CONTROL_SLIP = "control_slip"
    REGISTER_BOOK = "register_book"


class PaperSize(StrEnum):
    """On what a form is printed."""

    A5 = "A5"
    A4 = "A4"
    A4_LANDSCAPE = "A4 ngang"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormEntry:
    """A form as one edition of the list has it: "01", its name, its circular."""

    form: OfficialForm
    number: str
    name: str
    size: PaperSize
    basis: LegalBasis
    layout_read: bool = True

    @property
    def shows_fee(self) -> bool:
        """Tell whether the reception slip has the line of phí, lệ phí (since the second list)."""
        return self.basis is SECOND_LIST


FIRST_LIST: Final = LegalBasis(
    document="Thông tư số 01/2018/TT-VPCP",
    # What came before it is not the portal's: the list stands for every earlier day.
    in_force=InForce(since=date.min, until=date(2025, 6, 30)),
)
SECOND_LIST: Final = LegalBasis(
    document="Thông tư số 03/2025/TT-VPCP", in_force=InForce(since=date(2025, 7, 1))
)

_F, _S = OfficialForm, PaperSize
_SLIP = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
_SUPPLEMENT = "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
_REFUSAL = "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
_CONTROL = "Phiếu kiểm soát quá trình giải quyết hồ sơ"
_BOOK = "Sổ theo dõi hồ sơ"


def _entry(
    basis: LegalBasis, form: OfficialForm, number: str, name: str,
    size: PaperSize = PaperSize.A5, *, layout_read: bool = True,
) -> FormEntry:  # fmt: skip
    return FormEntry(
        form=form, number=number, name=name, size=size, basis=basis, layout_read=layout_read
    )


FORM_ENTRIES: Final[tuple[FormEntry, ...]] = (
    _entry(FIRST_LIST, _F.RECEPTION_SLIP, "01", _SLIP),
    _entry(FIRST_LIST, _F.SUPPLEMENT_REQUEST, "02", _SUPPLEMENT),
    _entry(FIRST_LIST, _F.REFUSAL, "03", _REFUSAL),
    _entry(FIRST_LIST, _F.APOLOGY, "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", _S.A4),
    _entry(FIRST_LIST, _F.CONTROL_SLIP, "05", _CONTROL),
    _entry(FIRST_LIST, _F.REGISTER_BOOK, "06", _BOOK, _S.A4_LANDSCAPE, layout_read=False),
    _entry(SECOND_LIST, _F.RECEPTION_SLIP, "01", _SLIP),
    _entry(SECOND_LIST, _F.SUPPLEMENT_REQUEST, "02", _SUPPLEMENT),
    _entry(SECOND_LIST, _F.REFUSAL, "03", _REFUSAL),
    _entry(
        SECOND_LIST, _F.APOLOGY, "04",
        "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết", _S.A4, layout_read=False,
    ),
    _entry(
        SECOND_LIST, _F.STOP_NOTICE, "05", "Thông báo dừng giải quyết hồ sơ", _S.A4,
        layout_read=False,
    ),
    _entry(SECOND_LIST, _F.CONTROL_SLIP, "06", _CONTROL),
    _entry(SECOND_LIST, _F.REGISTER_BOOK, "07", _BOOK, _S.A4_LANDSCAPE, layout_read=False),
)  # fmt: skip


def forms_on(day: date) -> tuple[FormEntry, ...]:
    """The forms of the list that applies on a day, by their numbers."""
    return tuple(
        entry for entry in FORM_ENTRIES if entry.basis.in_force and entry.basis.in_force.covers(day)
    )


def official_form(kind: str, day: date) -> FormEntry | None:
    """The form that a kind of paper is printed on, or None: not a form, or not of that day's."""
    return next((entry for entry in forms_on(day) if entry.form == kind), None)
