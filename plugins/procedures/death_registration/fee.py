"""The charge for the registration, nothing when on time, and the fee for copies."""

from __future__ import annotations

from pathlib import Path

from citizen_portal.plugin_api import CopiesFee, LateRegistrationFee, Text, read_rates
from plugins.procedures.death_registration.law import COPY_RATES, EXEMPTION, ON_TIME

FEES_FILE = Path(__file__).parent / "data" / "fees.toml"
RESOLUTION = "Nghị quyết của Hội đồng nhân dân cấp tỉnh về lệ phí hộ tịch"

FEE = LateRegistrationFee(
    code="LPKT",
    name=Text("Lệ phí đăng ký khai tử", "Charge for registering a death"),
    happened_on="death_date",
    event=Text("ngày chết", "the death"),
    on_time=ON_TIME,
    law=EXEMPTION,
    late_rates=read_rates(FEES_FILE, RESOLUTION, table="late"),
    copies=CopiesFee(
        code="BSKT",
        name=Text("Phí cấp bản sao Trích lục khai tử", "Fee for copies of the extract"),
        number="copies",
        rates=COPY_RATES,
    ),
)
