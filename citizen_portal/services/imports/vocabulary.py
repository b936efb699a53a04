"""The words of the national catalogue, and what they are called here."""

from __future__ import annotations

from functools import lru_cache

from citizen_portal.domain.folding import fold
from citizen_portal.domain.service_level import Channel, GovernmentLevel, Subject
from citizen_portal.domain.wording import Text

CHANNELS = {"ONLINE": Channel.ONLINE, "POSTAL": Channel.POST, "DIRECT": Channel.COUNTER}

TIME_UNITS = {
    "WORKING_DAY": Text("ngày làm việc", "working days"),
    "DAY": Text("ngày", "days"),
    "HOUR": Text("giờ", "hours"),
    "MONTH": Text("tháng", "months"),
    "OTHER": Text("thời hạn khác", "another term"),
}
"""OTHER is told by the note beside it, such as a result on the same day."""

DAYS_IN = {"WORKING_DAY": 1.4, "DAY": 1.0, "HOUR": 1 / 24, "MONTH": 30.4}
"""Calendar days that one of the unit takes, roughly: to compare, never to promise."""

FEE_KINDS = {"FEE": Text("Phí, lệ phí", "Fee"), "SERVICE_FEE": Text("Giá dịch vụ", "Service fee")}

_SUBJECTS = {
    "Công dân Việt Nam": Subject.CITIZEN,
    "Người Việt Nam định cư ở nước ngoài": Subject.OVERSEAS_CITIZEN,
    "Người nước ngoài": Subject.FOREIGNER,
    "Doanh nghiệp": Subject.ENTERPRISE,
    "Doanh nghiệp có vốn đầu tư nước ngoài": Subject.FOREIGN_ENTERPRISE,
    "Hợp tác xã": Subject.COOPERATIVE,
    "Tổ chức (không bao gồm doanh nghiệp, HTX)": Subject.ORGANISATION,
    "Tổ chức (không bao gồm doanh nghiệp, hợp tác xã)": Subject.ORGANISATION,
}
_SUBJECTS_FOLDED = {fold(name): subject for name, subject in _SUBJECTS.items()}

_LEVEL_WORDS = (
    (GovernmentLevel.COMMUNE, ("cap xa", "phuong", "dac khu")),
    (GovernmentLevel.PROVINCE, ("cap tinh", "so ", "ubnd tinh", "uy ban nhan dan tinh")),
    (GovernmentLevel.MINISTRY, ("bo ", "cuc ", "tong cuc", "ngan hang nha nuoc", "chi cuc")),
)
_AUTHORITIES = {
    "uy ban nhan dan cap xa": "commune_peoples_committee",
    "ubnd cap xa": "commune_peoples_committee",
    "cong an cap xa": "commune_police",
    "so tai chinh": "department_of_finance",
}


@lru_cache(maxsize=1024)  # thousands of entries share few names
def subject_of(name: str) -> Subject | None:
    """The subject that the national words name, or None."""
    return _SUBJECTS_FOLDED.get(fold(name))


@lru_cache(maxsize=1024)  # thousands of entries share few names
def level_of(agency: str) -> GovernmentLevel | None:
    """The level of government at which an agency of this name stands, or None."""
    folded = f"{fold(agency)} "
    for level, beginnings in _LEVEL_WORDS:
        if any(word in folded if word.startswith("cap") else folded.startswith(word)
               for word in beginnings):  # fmt: skip
            return level
    return None


@lru_cache(maxsize=1024)  # thousands of entries share few names
def authority_of(agency: str) -> str:
    """The kind of agency of this portal that is meant, or empty."""
    return _AUTHORITIES.get(fold(agency), "")
