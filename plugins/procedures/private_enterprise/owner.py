"""First step: the owner of the enterprise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from citizen_portal.plugin_api import (
    GENDERS,
    Answers,
    ChoiceField,
    ConfirmField,
    Problem,
    RequesterQuestions,
    Text,
    full_years,
)
from plugins.procedures.private_enterprise.law import ADULT_AGE

REGISTER = "Ghi vào đăng ký doanh nghiệp"


class Owner(RequesterQuestions):
    """Who owns the enterprise and answers for it with all property."""

    name = "chu-doanh-nghiep"
    title = Text("Chủ doanh nghiệp tư nhân", "The owner")
    explanation = Text(
        "Khai số định danh cá nhân thì không phải nộp bản sao giấy tờ tùy thân.",
        "With the personal number, no copy of an identity paper is needed.",
    )

    requester_gender = ChoiceField(
        Text("Giới tính", "Gender"), GENDERS, personal=REGISTER, prefill="identity.gender"
    )
    only_enterprise = ConfirmField(
        Text(
            "Tôi không đồng thời là chủ doanh nghiệp tư nhân khác hoặc chủ hộ kinh doanh, trừ hộ "
            "kinh doanh được chuyển đổi trong hồ sơ này.",
            "I own no other private enterprise and no household business, except the one that "
            "this dossier turns into the enterprise.",
        )
    )
    capable = ConfirmField(
        Text(
            "Tôi có đủ năng lực hành vi dân sự và không thuộc trường hợp bị cấm thành lập, quản "
            "lý doanh nghiệp.",
            "I have full legal capacity and am not barred from founding or managing enterprises.",
        )
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Born in the past, and of age."""
        born_later = tuple(super().check(answers, on))
        yield from born_later
        if not born_later and full_years(answers["requester_birth_date"], on) < ADULT_AGE:
            yield Problem("requester_birth_date", _TOO_YOUNG)


_TOO_YOUNG = Text(
    f"Theo cấu hình của cổng này, chủ doanh nghiệp phải từ đủ {ADULT_AGE} tuổi; hãy kiểm tra lại "
    "ngày sinh.",
    f"As configured in this portal, the owner must be {ADULT_AGE} or older; check the date of "
    "birth.",
)
