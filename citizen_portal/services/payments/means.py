"""By what means a fee was paid: in cash at a counter, or through a gateway."""

from __future__ import annotations

CASH = "cash"
"""Stands where other orders name their gateway."""


def means_on_paper(gateway: str) -> str:
    """The means as a receipt names it."""
    if gateway == CASH:
        return "Tiền mặt tại quầy"
    return "Chuyển khoản qua hệ thống thanh toán trực tuyến"
