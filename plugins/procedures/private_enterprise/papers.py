"""The papers: none for a plain new enterprise, others by how it is founded and who files."""

from __future__ import annotations

from citizen_portal.plugin_api import DocumentRequirement, Text
from plugins.procedures.private_enterprise.filing import (
    BY_OTHER_POST,
    BY_PERSON,
    BY_PUBLIC_POST,
    BY_SERVICE,
)
from plugins.procedures.private_enterprise.founding import (
    FROM_HOUSEHOLD,
    FROM_SOCIAL_BODY,
    SOCIAL,
)
from plugins.procedures.private_enterprise.law import AUTHORISATION, DECREE

_OLD, _NEW = "000.00.00.G05-KQ", "000.00.00.G12-KQ"
_UNDERTAKING = Text(
    "Cam kết thực hiện mục tiêu xã hội, môi trường",
    "Undertaking on the social and environmental aims",
)
_SIGNED = Text("Phải có chữ ký của chủ doanh nghiệp tư nhân.", "The owner signs it.")

OF_THE_FOUNDING = (
    DocumentRequirement(
        name="giay-chung-nhan-ho-kinh-doanh",
        title=Text(
            "Bản sao Giấy chứng nhận đăng ký hộ kinh doanh",
            "Copy of the certificate of the household business",
        ),
        component_code=f"{_NEW}014025",
        needed_when=FROM_HOUSEHOLD,
        reusable=True,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="cam-ket-muc-tieu-xa-hoi",
        title=_UNDERTAKING,
        hint=_SIGNED,
        component_code=f"{_NEW}014026",
        needed_when=SOCIAL,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="cam-ket-khi-chuyen-doi",
        title=_UNDERTAKING,
        hint=_SIGNED,
        component_code=f"{_OLD}3244",
        needed_when=FROM_SOCIAL_BODY,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="quyet-dinh-cho-phep-chuyen-doi",
        title=Text(
            "Quyết định cho phép chuyển đổi thành doanh nghiệp xã hội",
            "Permission to become a social enterprise",
        ),
        hint=Text(
            "Của cơ quan đã cấp giấy phép thành lập cơ sở hoặc quỹ.",
            "Of the authority that licensed the establishment or fund.",
        ),
        component_code=f"{_OLD}3245",
        needed_when=FROM_SOCIAL_BODY,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="giay-phep-co-so-hoac-quy",
        title=Text(
            "Giấy chứng nhận đăng ký thành lập cơ sở bảo trợ xã hội, hoặc giấy phép thành lập và "
            "công nhận điều lệ quỹ",
            "Certificate of the establishment, or licence and charter of the fund",
        ),
        component_code=f"{_OLD}3246",
        needed_when=FROM_SOCIAL_BODY,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="giay-chung-nhan-dang-ky-thue",
        title=Text("Bản sao Giấy chứng nhận đăng ký thuế", "Copy of the tax certificate"),
        component_code=f"{_OLD}3247",
        needed_when=FROM_SOCIAL_BODY,
        legal_basis=DECREE,
    ),
)
OF_THE_FILING = (
    DocumentRequirement(
        name="van-ban-uy-quyen",
        title=Text("Văn bản ủy quyền cho cá nhân", "Authorisation of a person"),
        hint=Text(
            "Không bắt buộc phải công chứng, chứng thực.",
            "It needs no notary and no certification.",
        ),
        component_code=f"{_OLD}4427",
        needed_when=BY_PERSON,
        legal_basis=AUTHORISATION,
    ),
    DocumentRequirement(
        name="hop-dong-dich-vu",
        title=Text(
            "Bản sao hợp đồng cung cấp dịch vụ với tổ chức nộp thay",
            "Copy of the contract with the organisation that files",
        ),
        component_code=f"{_OLD}4422",
        needed_when=BY_SERVICE,
        legal_basis=AUTHORISATION,
    ),
    DocumentRequirement(
        name="hop-dong-uy-quyen-buu-chinh",
        title=Text(
            "Bản sao hợp đồng ủy quyền cho đơn vị bưu chính",
            "Copy of the contract with the postal service",
        ),
        component_code=f"{_NEW}014032",
        needed_when=BY_OTHER_POST,
        legal_basis=AUTHORISATION,
    ),
    DocumentRequirement(
        name="giay-gioi-thieu",
        title=Text(
            "Giấy giới thiệu hoặc văn bản phân công nhiệm vụ cho người trực tiếp nộp",
            "Letter that names the person of the organisation who files",
        ),
        component_code=f"{_NEW}014031",
        needed_when=BY_SERVICE | BY_OTHER_POST,
        legal_basis=AUTHORISATION,
    ),
    DocumentRequirement(
        name="phieu-gui-ho-so",
        title=Text("Bản sao phiếu gửi hồ sơ", "Copy of the postal form"),
        hint=Text(
            "Có chữ ký của nhân viên bưu chính và của chủ doanh nghiệp.",
            "Signed by the postal clerk and by the owner.",
        ),
        component_code=f"{_OLD}4429",
        needed_when=BY_PUBLIC_POST,
        legal_basis=AUTHORISATION,
    ),
)
DOCUMENTS = OF_THE_FOUNDING + OF_THE_FILING
