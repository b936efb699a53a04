"""The papers: none must be sent, the registers tell who is free to marry."""

from __future__ import annotations

from citizen_portal.plugin_api import DocumentRequirement, Text
from plugins.procedures.marriage_registration.parties import (
    BRIDE_MARRIED_BEFORE,
    GROOM_MARRIED_BEFORE,
)

DOCUMENTS = (
    DocumentRequirement(
        name="cham-dut-hon-nhan",
        title=Text(
            "Bản án, quyết định ly hôn hoặc giấy tờ về việc vợ, chồng đã chết",
            "Court decision on the divorce, or proof that the spouse died",
        ),
        hint=Text(
            "Không bắt buộc; chỉ cần khi sổ hộ tịch điện tử chưa thể hiện việc này. Giấy tờ do "
            "nước ngoài cấp phải được hợp pháp hóa lãnh sự, trừ khi được miễn.",
            "Optional; of use when the electronic register does not show it. Foreign papers need "
            "consular legalisation unless exempt.",
        ),
        needed_when=GROOM_MARRIED_BEFORE | BRIDE_MARRIED_BEFORE,
        optional=True,
        reusable=True,
    ),
)
