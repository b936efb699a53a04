"""The papers: what proves the death, the last residence, an authorisation, an exemption."""

from __future__ import annotations

from citizen_portal.plugin_api import DocumentRequirement, Text, when
from plugins.procedures.death_registration.death import BY_EVIDENCE, BY_NOTICE
from plugins.procedures.death_registration.deceased import LAST_RESIDENCE_UNKNOWN
from plugins.procedures.death_registration.fee import FEE
from plugins.procedures.death_registration.law import DECREE, EXEMPTION, LAW

_CODE = "000.00.00.G15-KQ00"

DOCUMENTS = (
    DocumentRequirement(
        name="giay-bao-tu",
        title=Text(
            "Giấy báo tử hoặc giấy tờ thay Giấy báo tử", "Notice of death, or a paper in its place"
        ),
        hint=Text(
            "Bản điện tử, bản sao điện tử hoặc bản chụp rõ nét, đầy đủ từ bản chính. Đã nộp bản "
            "điện tử thì không phải nộp bản giấy.",
            "The electronic original, an electronic copy or a sharp, complete picture. Who sends "
            "the electronic one brings no paper.",
        ),
        component_code=f"{_CODE}4376",
        needed_when=BY_NOTICE,
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="chung-cu-su-kien-chet",
        title=Text(
            "Giấy tờ, tài liệu, chứng cứ chứng minh sự kiện chết", "Evidence that proves the death"
        ),
        hint=Text(
            "Do cơ quan, tổ chức có thẩm quyền cấp hoặc xác nhận hợp lệ.",
            "Issued or validly confirmed by a competent agency or organisation.",
        ),
        component_code=f"{_CODE}3285",
        needed_when=BY_EVIDENCE,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="noi-chet",
        title=Text(
            "Giấy tờ chứng minh nơi chết hoặc nơi phát hiện thi thể",
            "Proof of the place of death or of where the body was found",
        ),
        component_code=f"{_CODE}3289",
        needed_when=LAST_RESIDENCE_UNKNOWN,
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="giay-uy-quyen",
        title=Text("Văn bản ủy quyền", "Written authorisation"),
        hint=Text(
            "Bản được chứng thực. Nếu người được ủy quyền là ông, bà, cha, mẹ, con, vợ, chồng, "
            "anh, chị, em ruột của người ủy quyền thì không phải chứng thực.",
            "Certified. Between grandparents, parents, children, spouses and siblings it needs "
            "no certification.",
        ),
        component_code=f"{_CODE}2966",
        needed_when=when("relation", "authorised"),
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="dien-mien-le-phi",
        title=Text("Giấy tờ chứng minh diện miễn lệ phí", "Proof of the exemption"),
        hint=Text("Chỉ khi đăng ký quá hạn.", "Only for a late registration."),
        needed_when=FEE.must_prove_exemption,
        reusable=True,
        legal_basis=EXEMPTION,
    ),
)
