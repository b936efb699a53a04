"""The papers that some requesters attach."""

from __future__ import annotations

from citizen_portal.plugin_api import DocumentRequirement, Text, when
from plugins.procedures.civil_status_extract.law import LAW
from plugins.procedures.civil_status_extract.requester import RELATIVES

DOCUMENTS = (
    DocumentRequirement(
        name="giay-uy-quyen",
        title=Text("Văn bản ủy quyền", "Written authorisation"),
        hint=Text(
            "Bản được chứng thực. Nếu người được ủy quyền là ông, bà, cha, mẹ, con, vợ, chồng, "
            "anh, chị, em ruột của người ủy quyền thì không phải chứng thực.",
            "Certified. Between grandparents, parents, children, spouses and siblings it needs "
            "no certification.",
        ),
        component_code="000.00.00.G15-KQ003040",
        needed_when=when("relation", "authorised"),
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="giay-to-quan-he",
        title=Text("Giấy tờ thể hiện quan hệ gia đình", "Proof of the family relation"),
        hint=Text(
            "Không bắt buộc; chỉ cần khi dữ liệu hộ tịch điện tử chưa thể hiện quan hệ này.",
            "Optional; of use when the electronic register does not show the relation.",
        ),
        needed_when=when("relation", *RELATIVES),
        optional=True,
        reusable=True,
    ),
    DocumentRequirement(
        name="giay-to-ve-quyen-yeu-cau",
        title=Text("Giấy tờ chứng minh lý do yêu cầu", "Proof of your reason for asking"),
        hint=Text(
            "Ví dụ: quyết định giám hộ, văn bản của tòa án.",
            "For example: a decision on guardianship, a paper of the court.",
        ),
        needed_when=when("relation", "other"),
    ),
)
