"""The papers that households and proxies attach."""

from __future__ import annotations

from citizen_portal.plugin_api import DocumentRequirement, Text
from plugins.procedures.household_business.filing import BY_PROXY
from plugins.procedures.household_business.founders import BY_HOUSEHOLD
from plugins.procedures.household_business.law import DECREE

DOCUMENTS = (
    DocumentRequirement(
        name="bien-ban-hop-thanh-vien",
        title=Text("Biên bản họp thành viên hộ gia đình", "Minutes of the meeting of the members"),
        hint=Text(
            "Về việc thành lập hộ kinh doanh, có chữ ký của các thành viên.",
            "On founding the business, signed by the members.",
        ),
        needed_when=BY_HOUSEHOLD,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="uy-quyen-cua-thanh-vien",
        title=Text(
            "Văn bản thành viên ủy quyền cho một người làm chủ hộ kinh doanh",
            "The members' authorisation of one of them as owner",
        ),
        needed_when=BY_HOUSEHOLD,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="uy-quyen-nop-ho-so",
        title=Text("Văn bản ủy quyền nộp hồ sơ", "Authorisation to file"),
        hint=Text(
            "Ghi rõ người được ủy quyền và việc nộp hồ sơ, nhận kết quả.",
            "It names the person authorised to file and to receive the result.",
        ),
        needed_when=BY_PROXY,
        legal_basis=DECREE,
    ),
)
