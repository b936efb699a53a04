"""What the copies cost: one rate for each copy, whatever the channel."""

from __future__ import annotations

from citizen_portal.plugin_api import CopiesFee, Text
from plugins.procedures.civil_status_extract.law import RATES

FEE = CopiesFee(
    code="BSTL",
    name=Text("Phí cấp bản sao trích lục hộ tịch", "Fee for copies of an extract of civil status"),
    number="copies",
    rates=RATES,
)
