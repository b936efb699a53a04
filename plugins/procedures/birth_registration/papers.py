"""The papers, by the circumstances of the birth and by who asks."""

from __future__ import annotations

from citizen_portal.plugin_api import DocumentRequirement, Text, when
from plugins.procedures.birth_registration.child import WITHOUT_PARENTS
from plugins.procedures.birth_registration.fee import FEE
from plugins.procedures.birth_registration.law import DECREE, EXEMPTION, LAW

_CODE = "000.00.00.G15-KQ00"

DOCUMENTS = (
    DocumentRequirement(
        name="giay-chung-sinh",
        title=Text("Giấy chứng sinh", "Medical certificate of the birth"),
        hint=Text(
            "Bản điện tử, bản sao điện tử hoặc bản chụp rõ nét, đầy đủ từ bản chính. Đã nộp bản "
            "điện tử thì không phải nộp bản giấy.",
            "The electronic original, an electronic copy or a sharp, complete picture. Who sends "
            "the electronic one brings no paper.",
        ),
        component_code=f"{_CODE}4389",
        needed_when=when("birth_proof", "certificate"),
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="van-ban-nguoi-lam-chung",
        title=Text(
            "Văn bản của người làm chứng xác nhận về việc sinh",
            "Statement of a witness of the birth",
        ),
        component_code=f"{_CODE}4389",
        needed_when=when("birth_proof", "witness"),
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="giay-cam-doan-viec-sinh",
        title=Text("Giấy cam đoan về việc sinh", "Undertaking about the birth"),
        hint=Text(
            "Cam đoan không đúng sự thật thì việc đăng ký bị từ chối hoặc hủy bỏ.",
            "If it is untrue, the registration is refused or annulled.",
        ),
        component_code=f"{_CODE}4389",
        needed_when=when("birth_proof", "undertaking"),
        legal_basis=LAW,
    ),
    DocumentRequirement(
        name="bien-ban-tre-bi-bo-roi",
        title=Text(
            "Biên bản về việc trẻ bị bỏ rơi hoặc chưa xác định được cha, mẹ",
            "Record that the child was abandoned or that neither parent is known",
        ),
        hint=Text("Do cơ quan có thẩm quyền lập.", "Made by the competent authority."),
        component_code=f"{_CODE}3208",
        needed_when=WITHOUT_PARENTS,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="xac-nhan-mang-thai-ho",
        title=Text(
            "Văn bản xác nhận của cơ sở y tế về việc mang thai hộ",
            "The medical facility's confirmation of surrogacy",
        ),
        hint=Text(
            "Của cơ sở đã thực hiện kỹ thuật hỗ trợ sinh sản.",
            "Of the facility that gave the assisted reproduction.",
        ),
        component_code=f"{_CODE}3303",
        needed_when=when("birth_situation", "surrogacy"),
        legal_basis=DECREE,
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
        component_code=f"{_CODE}3159",
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
