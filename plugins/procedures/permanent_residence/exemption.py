"""Last step: exemption from the charge, and the applicant's word."""

from __future__ import annotations

from citizen_portal.plugin_api import (
    NOT_EXEMPT,
    ProcedureForm,
    SelectField,
    Text,
    true_statement,
)
from plugins.procedures.permanent_residence.law import FORMS

EXEMPTIONS = (
    (NOT_EXEMPT, Text("Không thuộc diện miễn", "Not exempt")),
    ("child", Text("Trẻ em", "Children")),
    ("elderly", Text("Người cao tuổi", "Elderly people")),
    ("disabled", Text("Người khuyết tật", "People with disabilities")),
    ("merit", Text("Người có công và thân nhân", "People of merit and their families")),
    ("poor", Text("Hộ nghèo", "Poor households")),
    (
        "minority",
        Text(
            "Đồng bào dân tộc thiểu số ở xã có điều kiện đặc biệt khó khăn",
            "Ethnic minorities in communes in special difficulty",
        ),
    ),
)
# The population database shows an age, so that nothing needs to be proved.
SHOWN_BY_AGE = ("child", "elderly")
TO_BE_PROVED = tuple(value for value, _ in EXEMPTIONS if value not in {NOT_EXEMPT, *SHOWN_BY_AGE})


class Exemption(ProcedureForm):
    """Exemption and the closing statement."""

    name = "le-phi"
    title = Text("Lệ phí và cam đoan", "Charge and statement")
    legal_basis = FORMS

    exemption = SelectField(
        Text("Bạn có thuộc diện miễn lệ phí không?", "Are you exempt from the charge?"),
        EXEMPTIONS,
        hint=Text(
            "Công an kiểm tra diện miễn khi tiếp nhận hồ sơ.",
            "The police check the exemption when they accept the dossier.",
        ),
    )
    statement_true = true_statement()
