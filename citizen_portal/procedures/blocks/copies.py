"""Questions for copies of a paper, an exemption from the charge, and the closing statement."""

from __future__ import annotations

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.blocks.late_registration import LateRegistrationFee
from citizen_portal.procedures.conditions import Condition, when
from citizen_portal.procedures.fields import ConfirmField, NumberField, SelectField, YesNoField

MOST_COPIES = 50
"""How many copies one dossier may ask for: a setting of this portal, not a rule of law."""

COPIES_WANTED = when("wants_copies", True)
"""Somebody has answered "yes" to the question ``wants_copies``."""


def copies_wanted(paper: str, *, hint: Text) -> YesNoField:
    """Ask whether copies are wanted beside the original; name the question ``wants_copies``.

    ``paper`` is what the paper is called in Vietnamese.
    """
    return YesNoField(
        Text(f"Bạn có đề nghị cấp bản sao {paper} không?", "Do you want copies?"), hint=hint
    )


def number_of_copies(*, shown_when: Condition | None = COPIES_WANTED) -> NumberField:
    """Ask for the number of copies, 1 to ``MOST_COPIES``; name the question ``copies``."""
    return NumberField(
        Text("Số lượng bản sao", "Number of copies"),
        least=1,
        most=MOST_COPIES,
        hint=Text(f"Từ 1 đến {MOST_COPIES} bản.", f"From 1 to {MOST_COPIES}."),
        shown_when=shown_when,
    )


def late_exemption(fee: LateRegistrationFee) -> SelectField:
    """Ask who is exempt though late; name the question ``exemption``.

    The ``fee`` says who is exempt by which law, and when a registration is late.
    """
    time, event = fee.on_time.label, fee.event
    return SelectField(
        Text("Bạn có thuộc diện miễn lệ phí hộ tịch không?", "Are you exempt from the charge?"),
        fee.grounds,
        hint=Text(
            f"Chỉ dùng khi đăng ký sau {time.vi} kể từ {event.vi}; đăng ký đúng hạn "
            "luôn được miễn.",
            f"It only matters more than {time.en} after {event.en}; until then nothing is charged.",
        ),
        legal_basis=fee.law,
    )


def true_statement() -> ConfirmField:
    """Let the person declare that everything stated is true, at the end of a form."""
    return ConfirmField(
        Text(
            "Tôi cam đoan những nội dung khai trên đây là đúng sự thật.",
            "I declare that what I have stated is true.",
        )
    )
