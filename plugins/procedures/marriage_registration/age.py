"""From which age somebody may marry, as the portal's configuration says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from citizen_portal.plugin_api import Text, full_years

AGES_FILE = Path(__file__).parent / "data" / "ages.toml"


def read_least_ages(file: Path = AGES_FILE) -> Mapping[str, int]:
    """Read the full years for the ``"groom"`` and the ``"bride"``.

    Raises ``KeyError`` when one is missing.
    """
    configured = tomllib.loads(file.read_text(encoding="utf-8"))
    return {who: int(configured[who]) for who in ("groom", "bride")}


LEAST_AGES = read_least_ages()


def too_young(born: date, who: str, on: date) -> Text | None:
    """What to tell a ``"groom"`` or ``"bride"`` who is too young on that day; else None."""
    least = LEAST_AGES[who]
    return _TOO_YOUNG.format(least=least) if full_years(born, on) < least else None


_TOO_YOUNG = Text(
    "Chưa đủ {least} tuổi, là mức cấu hình trên cổng này; hãy kiểm tra lại ngày sinh, hoặc đăng ký "
    "khi đã đủ tuổi.",
    "Under {least}, the age configured in this portal; check the date of birth, or register when "
    "old enough.",
)
