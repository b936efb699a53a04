"""The papers, by kind of dwelling, and those for minors and exemptions."""

from __future__ import annotations

from datetime import date

from citizen_portal.plugin_api import Answers, DocumentRequirement, Text, when
from plugins.procedures.permanent_residence import dwelling as at
from plugins.procedures.permanent_residence.exemption import TO_BE_PROVED
from plugins.procedures.permanent_residence.law import DECREE, FEE, LAW
from plugins.procedures.permanent_residence.members import has_minor

_CODE = "000.00.00.G01-KQ00"


def consent_is_written(answers: Answers, on: date) -> bool:
    """A parent who files the dossier consents by filing; another one consents on paper."""
    own = answers.get("guardian_number") == answers.get("applicant_number")
    return has_minor(answers, on) and not own


BY_DWELLING = (
    DocumentRequirement(
        name="cho-o-hop-phap",
        title=Text("Giấy tờ chứng minh chỗ ở hợp pháp", "Proof of the lawful dwelling"),
        hint=Text(
            "Ví dụ: giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở.",
            "For example: certificate of land use and ownership.",
        ),
        component_code=f"{_CODE}3605",
        needed_when=at.OWNED,
        reusable=True,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="quan-he-nhan-than",
        title=Text("Giấy tờ chứng minh quan hệ nhân thân", "Proof of the family relation"),
        hint=Text(
            "Với chủ hộ hoặc thành viên hộ; ví dụ: giấy khai sinh, giấy chứng nhận kết hôn.",
            "To the head or a member; for example: birth or marriage certificate.",
        ),
        component_code=f"{_CODE}3606",
        needed_when=at.RELATIVE,
        reusable=True,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="hop-dong-thue-muon",
        title=Text(
            "Hợp đồng, văn bản cho thuê, cho mượn, cho ở nhờ", "Contract of rent, loan or stay"
        ),
        hint=Text("Được công chứng hoặc chứng thực.", "Notarised or certified."),
        component_code=f"{_CODE}3607",
        needed_when=at.RENTED,
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="dien-tich-nha-o",
        title=Text("Giấy tờ chứng minh đủ diện tích nhà ở", "Proof of sufficient floor area"),
        component_code=f"{_CODE}3608",
        needed_when=at.RENTED,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="tu-cach-tai-co-so",
        title=Text(
            "Giấy tờ chứng minh là người hoạt động tôn giáo hoặc đại diện cơ sở",
            "Proof of serving or representing the establishment",
        ),
        component_code=f"{_CODE}3610",
        needed_when=at.RELIGIOUS & when("religious_ground", "serving"),
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="cong-trinh-la-nha-o",
        title=Text(
            "Xác nhận của Ủy ban nhân dân cấp xã: cơ sở có công trình phụ trợ là nhà ở",
            "The commune's confirmation that there are living quarters",
        ),
        component_code=f"{_CODE}3611",
        needed_when=at.RELIGIOUS & when("religious_ground", "serving"),
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="duoc-cuu-mang",
        title=Text(
            "Xác nhận của Ủy ban nhân dân cấp xã về người được cưu mang và chỗ ở",
            "The commune's confirmation of shelter and living quarters",
        ),
        component_code=f"{_CODE}3613",
        needed_when=at.RELIGIOUS & when("religious_ground", "sheltered"),
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="de-nghi-cua-co-so",
        title=Text(
            "Văn bản đề nghị của người đứng đầu cơ sở trợ giúp xã hội",
            "Request of the head of the institution",
        ),
        component_code=f"{_CODE}3614",
        needed_when=at.CARE & when("care_place", "institution"),
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="xac-nhan-cham-soc",
        title=Text(
            "Giấy tờ xác nhận việc chăm sóc, nuôi dưỡng, trợ giúp", "Confirmation of the care given"
        ),
        component_code=f"{_CODE}3615",
        needed_when=at.CARE,
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="phuong-tien-de-o",
        title=Text(
            "Giấy đăng ký và kiểm định phương tiện, hoặc xác nhận dùng phương tiện để ở",
            "Registration and inspection, or confirmation of use as a dwelling",
        ),
        component_code=f"{_CODE}3616",
        needed_when=at.VEHICLE,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="noi-dau-do",
        title=Text(
            "Xác nhận của Ủy ban nhân dân cấp xã về nơi đậu, đỗ thường xuyên",
            "The commune's confirmation of the usual mooring place",
        ),
        component_code=f"{_CODE}3617",
        needed_when=at.VEHICLE & when("moored_elsewhere", True),
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="gioi-thieu-cong-an",
        title=Text(
            "Giấy giới thiệu của thủ trưởng đơn vị Công an", "Letter of the head of the police unit"
        ),
        component_code=f"{_CODE}3619",
        needed_when=at.BARRACKS & when("force", "police"),
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="gioi-thieu-quan-doi",
        title=Text(
            "Giấy giới thiệu của đơn vị Quân đội cấp trung đoàn trở lên",
            "Letter of the army unit, regiment or higher",
        ),
        component_code=f"{_CODE}3620",
        needed_when=at.BARRACKS & when("force", "army"),
        legal_basis=LAW,
    ),
)

DOCUMENTS = (
    *BY_DWELLING,
    DocumentRequirement(
        name="y-kien-cha-me",
        title=Text(
            "Ý kiến đồng ý của cha, mẹ hoặc người giám hộ", "Consent of the parent or guardian"
        ),
        hint=Text(
            "Bản có chữ ký; không cần khi chính cha, mẹ hoặc người giám hộ nộp hồ sơ này.",
            "Signed; not needed when the parent or guardian files this dossier.",
        ),
        needed_when=consent_is_written,
    ),
    DocumentRequirement(
        name="dien-mien-le-phi",
        title=Text("Giấy tờ chứng minh diện miễn lệ phí", "Proof of the exemption"),
        needed_when=when("exemption", *TO_BE_PROVED),
        reusable=True,
        legal_basis=FEE,
    ),
)
