"""How much of a procedure can be done online, and through which channels."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from citizen_portal.domain.wording import Text


class ServiceLevel(StrEnum):
    """The levels in law since 2022 (NĐ 42/2022, kept by NĐ 224/2026)."""

    FULL = "toan_trinh"
    PARTIAL = "mot_phan"
    INFORMATION = "thong_tin"

    @property
    def label(self) -> Text:
        """The official name."""
        return _LEVEL_LABELS[self]


_LEVEL_LABELS = {
    ServiceLevel.FULL: Text("Toàn trình", "Fully online"),
    ServiceLevel.PARTIAL: Text("Một phần", "Partly online"),
    ServiceLevel.INFORMATION: Text("Cung cấp thông tin", "Information"),
}


class Channel(IntEnum):
    """How a dossier comes in, numbered as the national portal numbers it."""

    COUNTER = 1
    ONLINE = 2
    POST = 3

    @property
    def label(self) -> Text:
        """The official name."""
        return _CHANNEL_LABELS[self]


_CHANNEL_LABELS = {
    Channel.COUNTER: Text("Trực tiếp", "At the counter"),
    Channel.ONLINE: Text("Trực tuyến", "Online"),
    Channel.POST: Text("Bưu chính công ích", "By post"),
}


class GovernmentLevel(StrEnum):
    """The levels of government since 2025-07-01 (no districts); ministries decide some matters."""

    MINISTRY = "bo"
    PROVINCE = "tinh"
    COMMUNE = "xa"

    @property
    def label(self) -> Text:
        """The official name."""
        return _GOVERNMENT_LABELS[self]


_GOVERNMENT_LABELS = {
    GovernmentLevel.MINISTRY: Text("Cấp bộ", "Ministry"),
    GovernmentLevel.PROVINCE: Text("Cấp tỉnh", "Province"),
    GovernmentLevel.COMMUNE: Text("Cấp xã", "Commune"),
}


class Subject(StrEnum):
    """Who a procedure is for (the subjects of the national catalogue)."""

    CITIZEN = "cong_dan"
    OVERSEAS_CITIZEN = "nguoi_viet_nuoc_ngoai"
    FOREIGNER = "nguoi_nuoc_ngoai"
    ENTERPRISE = "doanh_nghiep"
    FOREIGN_ENTERPRISE = "doanh_nghiep_nuoc_ngoai"
    COOPERATIVE = "hop_tac_xa"
    ORGANISATION = "to_chuc"

    @property
    def label(self) -> Text:
        """The official name."""
        return _SUBJECT_LABELS[self]


_SUBJECT_LABELS = {
    Subject.CITIZEN: Text("Công dân Việt Nam", "Vietnamese citizens"),
    Subject.OVERSEAS_CITIZEN: Text(
        "Người Việt Nam định cư ở nước ngoài", "Vietnamese residing abroad"
    ),
    Subject.FOREIGNER: Text("Người nước ngoài", "Foreigners"),
    Subject.ENTERPRISE: Text("Doanh nghiệp", "Enterprises"),
    Subject.FOREIGN_ENTERPRISE: Text(
        "Doanh nghiệp có vốn đầu tư nước ngoài", "Enterprises with foreign investment"
    ),
    Subject.COOPERATIVE: Text("Hợp tác xã", "Cooperatives"),
    Subject.ORGANISATION: Text(
        "Tổ chức (không bao gồm doanh nghiệp, hợp tác xã)", "Other organisations"
    ),
}
