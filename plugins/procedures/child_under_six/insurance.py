"""Eighth and last step: what the insurance needs besides, and the requester's word."""

from __future__ import annotations

from citizen_portal.plugin_api import ProcedureForm, Text, TextField, true_statement

CLINIC = Text("Nơi đăng ký khám bệnh, chữa bệnh ban đầu", "Clinic for first treatment")
CLINIC_HINT = Text(
    "Trạm y tế hoặc bệnh viện gần nơi trẻ ở; cơ quan bảo hiểm xã hội kiểm tra nơi này.",
    "A health station or hospital near the child's home; the insurance checks it.",
)


class Insurance(ProcedureForm):
    """The clinic, and the closing statement."""

    name = "bao-hiem-y-te"
    title = Text("Bảo hiểm y tế và cam đoan", "Health insurance and statement")

    clinic = TextField(CLINIC, hint=CLINIC_HINT, max_length=200)
    statement_true = true_statement()
