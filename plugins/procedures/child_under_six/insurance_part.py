"""The insurance part: it has no code of its own and is opened by the group only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import (
    GENDERS,
    Answers,
    Case,
    Channel,
    ChoiceField,
    DateField,
    FieldOfLaw,
    GovernmentLevel,
    NameField,
    NoFee,
    PersonalNumberField,
    PhoneField,
    Procedure,
    ProcedureForm,
    ProcessingStep,
    ResultPaper,
    ServiceLevel,
    Subject,
    Text,
    TextField,
    format_day,
)
from plugins.procedures.child_under_six import law
from plugins.procedures.child_under_six.child import REGISTER
from plugins.procedures.child_under_six.insurance import CLINIC, CLINIC_HINT


class InsuredChild(ProcedureForm):
    """Who is insured, and who is told."""

    name = "tre-duoc-bao-hiem"
    title = Text("Trẻ được cấp thẻ bảo hiểm y tế", "The insured child")

    insured_name = NameField(Text("Họ, chữ đệm, tên của trẻ", "Full name"), personal=REGISTER)
    insured_birth_date = DateField(
        Text("Ngày, tháng, năm sinh", "Date of birth"), personal=REGISTER
    )
    insured_gender = ChoiceField(Text("Giới tính", "Gender"), GENDERS, personal=REGISTER)
    insured_number = PersonalNumberField(
        Text("Số định danh cá nhân của trẻ", "The child's personal identification number"),
        personal=REGISTER,
    )
    insured_address = TextField(Text("Nơi ở", "Address"), max_length=300, personal=REGISTER)
    clinic = TextField(CLINIC, hint=CLINIC_HINT, max_length=200)
    contact_name = NameField(Text("Họ tên người nhận thông báo", "Who is told"), personal=REGISTER)
    contact_phone = PhoneField(Text("Số điện thoại", "Telephone"), personal=REGISTER)


class Issued(ProcedureForm):
    """What the insurance decided."""

    name = "xac-nhan"
    title = Text("Nội dung xác nhận", "What is confirmed")

    insurance_number = TextField(
        Text("Mã số bảo hiểm xã hội", "Social insurance number"), max_length=20, width=10
    )
    valid_from = DateField(Text("Thẻ có giá trị từ ngày", "Valid from"))
    confirmed_clinic = TextField(CLINIC, max_length=200)


def suggest(answers: Answers, on: date) -> Mapping[str, Any]:
    """The clinic that was asked for."""
    return {"valid_from": on, "confirmed_clinic": answers.get("clinic")}


def content(answers: Answers, issued: Answers) -> Mapping[str, Any]:
    """The plain values that the slip prints."""
    return {
        "name": answers["insured_name"],
        "birth_date": format_day(answers["insured_birth_date"]),
        "number": answers["insured_number"],
        "insurance_number": issued["insurance_number"],
        "valid_from": format_day(issued["valid_from"]),
        "clinic": issued["confirmed_clinic"],
    }


INSURANCE = Procedure(
    code="2.000986-BHYT",
    version="1",
    in_force=law.IN_FORCE,
    part_of="2.000986",
    name=Text(
        "Cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi (phần của hồ sơ liên thông)",
        "Health insurance of a child under six (part of an interlinked dossier)",
    ),
    summary=Text(
        "Phần bảo hiểm y tế của hồ sơ liên thông 2.000986; không nộp riêng ở đây.",
        "The insurance part of the interlinked dossier 2.000986; it is not filed by itself.",
    ),
    field_of_law=FieldOfLaw(code="BHXH", name=Text("Bảo hiểm y tế", "Health insurance")),
    competent_level=GovernmentLevel.PROVINCE,
    authority="social_insurance",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.FULL,
    channels=(Channel.ONLINE,),
    form=(InsuredChild,),
    fee=NoFee(law.INTERLINKED),
    deadline=law.insurance_deadline(),
    steps=(
        ProcessingStep(
            name="kiem-tra",
            title=Text("Kiểm tra dữ liệu, cấp mã số", "Check the data, give the number"),
            hours=24,
        ),
    ),
    result=ResultPaper(
        name=Text("Xác nhận cấp thẻ bảo hiểm y tế", "Confirmation of health insurance"),
        template="confirmation.html",
        content=content,
        form=Issued,
        suggest=suggest,
        number_symbol="XN-BHYT",
    ),
    legal_bases=(law.CIVIL_STATUS, law.INTERLINKED, law.INSURANCE),
    retention=law.RETENTION,
    subject_of=lambda answers: str(answers.get("insured_name") or ""),
    cases=(
        Case(
            name="newborn",
            answers={
                "insured_name": "Nguyễn An Nhiên",
                "insured_birth_date": date(2025, 6, 10),
                "insured_gender": "female",
                "insured_number": "022325000019",
                "insured_address": "Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh",
                "clinic": "Trạm y tế phường Hạ Long",
                "contact_name": "Nguyễn Văn An",
                "contact_phone": "+84912345678",
            },
            fee=0,
        ),
    ),
)
