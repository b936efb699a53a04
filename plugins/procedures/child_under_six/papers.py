"""The papers of the group; each bears the name that the part which reads it knows it by."""

from __future__ import annotations

from citizen_portal.plugin_api import DocumentRequirement, Text, when
from plugins.procedures.child_under_six.law import CIVIL_STATUS, RESIDENCE
from plugins.procedures.child_under_six.requester import BY_PARENT
from plugins.procedures.child_under_six.residence import OTHER_HEAD, RENTED

_BIRTH, _HOME = "000.00.00.G15-KQ00", "000.00.00.G01-KQ00"

DOCUMENTS = (
    DocumentRequirement(
        name="giay-chung-sinh",
        title=Text("Giấy chứng sinh", "Medical certificate of the birth"),
        hint=Text("Bản điện tử hoặc bản chụp rõ nét.", "Electronic, or a sharp picture."),
        component_code=f"{_BIRTH}4389",
        needed_when=when("birth_proof", "certificate"),
        legal_basis=CIVIL_STATUS,
    ),
    DocumentRequirement(
        name="van-ban-nguoi-lam-chung",
        title=Text(
            "Văn bản của người làm chứng xác nhận về việc sinh",
            "Statement of a witness of the birth",
        ),
        component_code=f"{_BIRTH}4389",
        needed_when=when("birth_proof", "witness"),
        legal_basis=CIVIL_STATUS,
    ),
    DocumentRequirement(
        name="giay-cam-doan-viec-sinh",
        title=Text("Giấy cam đoan về việc sinh", "Undertaking about the birth"),
        component_code=f"{_BIRTH}4389",
        needed_when=when("birth_proof", "undertaking"),
        legal_basis=CIVIL_STATUS,
    ),
    DocumentRequirement(
        name="y-kien-cha-me",
        title=Text(
            "Ý kiến đồng ý của cha hoặc mẹ về việc đăng ký thường trú",
            "A parent's consent to the registration of residence",
        ),
        hint=Text(
            "Bản có chữ ký; không cần khi chính cha hoặc mẹ nộp hồ sơ này.",
            "Signed; not needed when a parent files this dossier.",
        ),
        needed_when=~BY_PARENT,
        legal_basis=RESIDENCE,
    ),
    DocumentRequirement(
        name="quan-he-nhan-than",
        title=Text(
            "Giấy tờ chứng minh quan hệ của cha hoặc mẹ với chủ hộ",
            "Proof of the parent's relation to the head of the household",
        ),
        hint=Text(
            "Giấy khai sinh của trẻ do phần khai sinh cấp, không phải nộp.",
            "The child's own birth certificate comes from the first part; do not send it.",
        ),
        component_code=f"{_HOME}3606",
        needed_when=OTHER_HEAD,
        reusable=True,
        legal_basis=RESIDENCE,
    ),
    DocumentRequirement(
        name="hop-dong-thue-muon",
        title=Text(
            "Hợp đồng, văn bản cho thuê, cho mượn, cho ở nhờ", "Contract of rent, loan or stay"
        ),
        hint=Text("Được công chứng hoặc chứng thực.", "Notarised or certified."),
        component_code=f"{_HOME}3607",
        needed_when=RENTED,
        legal_basis=RESIDENCE,
    ),
    DocumentRequirement(
        name="dien-tich-nha-o",
        title=Text("Giấy tờ chứng minh đủ diện tích nhà ở", "Proof of sufficient floor area"),
        component_code=f"{_HOME}3608",
        needed_when=RENTED,
        legal_basis=RESIDENCE,
    ),
)
