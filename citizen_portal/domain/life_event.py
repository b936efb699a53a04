"""Life events: the occasions by which people look for procedures."""

from __future__ import annotations

from enum import StrEnum

from citizen_portal.domain.wording import Text


class LifeEvent(StrEnum):
    """The groups by which the portal sorts procedures; the value stands in addresses."""

    CHILD = "co-con-nho"
    MARRIAGE = "ket-hon"
    HOME = "nha-o-cu-tru"
    DRIVING = "phuong-tien-nguoi-lai"
    RETIREMENT = "huu-tri"
    DEATH = "nguoi-than-qua-doi"
    BUSINESS = "khoi-su-kinh-doanh"
    WORK = "lao-dong-viec-lam"
    BUILDING = "xay-dung"

    @property
    def label(self) -> Text:
        """The words for pages."""
        return _LABELS[self]


_LABELS = {
    LifeEvent.CHILD: Text("Có con nhỏ", "Having a child"),
    LifeEvent.MARRIAGE: Text("Kết hôn", "Getting married"),
    LifeEvent.HOME: Text("Nhà ở, cư trú", "Home and residence"),
    LifeEvent.DRIVING: Text("Phương tiện, người lái", "Vehicles and drivers"),
    LifeEvent.RETIREMENT: Text("Hưu trí", "Retirement"),
    LifeEvent.DEATH: Text("Người thân qua đời", "When somebody dies"),
    LifeEvent.BUSINESS: Text("Khởi sự kinh doanh", "Starting a business"),
    LifeEvent.WORK: Text("Lao động, việc làm", "Work"),
    LifeEvent.BUILDING: Text("Xây dựng", "Building"),
}
