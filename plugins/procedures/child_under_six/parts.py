"""What each part is told: the group's answers in the words of the part's own form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citizen_portal.plugin_api import Answers, InterlinkedPart, Text, day_in_words, format_day
from plugins.procedures.child_under_six.parents import parent
from plugins.procedures.child_under_six.residence import head_of

BIRTH, RESIDENCE, INSURANCE = "khai-sinh", "thuong-tru", "bao-hiem-y-te"
Results = Mapping[str, Answers]


def birth_answers(answers: Answers, results: Results) -> Mapping[str, Any]:
    """For 1.001193, whose questions on requester, child, parents and marriage are the same."""
    return {
        **answers,
        "birth_situation": "ordinary",
        # As the register of births keeps it, so that nobody types it twice.
        "child_birth_date_words": day_in_words(answers["child_birth_date"]),
        "wants_copies": False,
        "exemption": "none",
    }


def residence_answers(answers: Answers, results: Results) -> Mapping[str, Any]:
    """For 1.004222: the child registers, joins a household, and a parent consents."""
    head = head_of(answers)
    guardian = _guardian(answers)
    own = answers.get("dwelling") == "family"
    return {
        "applicant_name": answers["child_name"],
        "applicant_birth_date": answers["child_birth_date"],
        "applicant_gender": answers["child_gender"],
        "applicant_number": results.get(BIRTH, {}).get("child_personal_number"),
        "applicant_phone": answers["requester_phone"],
        "applicant_email": answers.get("requester_email"),
        "is_head": False,
        "head_name": head.name,
        "head_relation": head.relation,
        "head_number": head.number,
        "head_consent": answers.get("head_consent"),
        "new_address": answers["new_address"],
        "request": _request(results.get(BIRTH, {})),
        "has_members": False,
        "has_minors": True,
        **guardian,
        "guardian_consent": answers.get("guardian_consent"),
        "dwelling": "rented" if answers.get("dwelling") == "rented" else "relative",
        "owner_name": head.name if own else answers.get("owner_name"),
        "owner_number": head.number if own else answers.get("owner_number"),
        "owner_consent": answers.get("head_consent" if own else "owner_consent"),
        "floor_area": answers.get("floor_area"),
        "residents": answers.get("residents"),
        "exemption": "child",
        "statement_true": answers.get("statement_true"),
    }


def insurance_answers(answers: Answers, results: Results) -> Mapping[str, Any]:
    """For the insurance part of this plugin."""
    return {
        "insured_name": answers["child_name"],
        "insured_birth_date": answers["child_birth_date"],
        "insured_gender": answers["child_gender"],
        "insured_number": results.get(BIRTH, {}).get("child_personal_number"),
        "insured_address": answers["new_address"],
        "clinic": answers["clinic"],
        "contact_name": answers["requester_name"],
        "contact_phone": answers["requester_phone"],
    }


def _guardian(answers: Answers) -> Mapping[str, Any]:
    """The parent who consents: the one who files, else the mother, else the father."""
    kinds = [one for one in (answers.get("relation"), "mother", "father") if one]
    found = (parent(answers, kind) for kind in kinds if kind in {"mother", "father"})
    known = next((one for one in found if one is not None), None)
    if known is None:
        return {}
    return {
        "guardian_kind": known.kind,
        "guardian_name": known.name,
        "guardian_number": known.number,
    }


def _request(birth: Answers) -> str:
    """The entry in the register stands for the proof of who the parents are."""
    asked = "Đăng ký thường trú cho trẻ em theo hồ sơ liên thông"
    number, book, on = (birth.get(f"registration_{what}") for what in ("number", "book", "date"))
    if not (number and book and on):
        return f"{asked}."
    return f"{asked}; Giấy khai sinh số {number}, quyển {book}, đăng ký ngày {format_day(on)}."


PARTS = (
    InterlinkedPart(
        name=BIRTH,
        title=Text("Đăng ký khai sinh", "Registration of the birth"),
        code="1.001193",
        answers=birth_answers,
    ),
    InterlinkedPart(
        name=RESIDENCE,
        title=Text("Đăng ký thường trú", "Registration of permanent residence"),
        code="1.004222",
        answers=residence_answers,
        after=(BIRTH,),
    ),
    InterlinkedPart(
        name=INSURANCE,
        title=Text("Cấp thẻ bảo hiểm y tế", "Health insurance"),
        code="2.000986-BHYT",
        answers=insurance_answers,
        after=(BIRTH,),
    ),
)
