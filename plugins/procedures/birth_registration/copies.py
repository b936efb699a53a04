"""Last step: copies, exemption from the charge for a late registration, the requester's word."""

from __future__ import annotations

from citizen_portal.plugin_api import (
    ProcedureForm,
    Text,
    copies_wanted,
    late_exemption,
    number_of_copies,
    true_statement,
)
from plugins.procedures.birth_registration.fee import FEE


class Copies(ProcedureForm):
    """What else is wanted, what it costs, and the closing statement."""

    name = "ban-sao-le-phi"
    title = Text("Bản sao, lệ phí và cam đoan", "Copies, charge and statement")

    wants_copies = copies_wanted(
        "Giấy khai sinh",
        hint=Text("Bản chính được cấp không tính phí bản sao.", "The original is not a copy."),
    )
    copies = number_of_copies()
    exemption = late_exemption(FEE)
    statement_true = true_statement()
