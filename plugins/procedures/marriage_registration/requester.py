"""First step: which of the two files; nobody else can."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from citizen_portal.plugin_api import Answers, ChoiceField, Problem, RequesterQuestions, Text
from plugins.procedures.marriage_registration.age import too_young

PARTIES = (("groom", Text("Bên nam", "The groom")), ("bride", Text("Bên nữ", "The bride")))


class Requester(RequesterQuestions):
    """The one who files, who is a party to the marriage."""

    name = "nguoi-yeu-cau"

    requester_is = ChoiceField(
        Text("Bạn là bên nào?", "Which party are you?"),
        PARTIES,
        hint=Text(
            "Hai bên tự đăng ký, không ủy quyền cho người khác.",
            "The two register themselves; nobody can be authorised to do it.",
        ),
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Born in the past, and old enough to marry."""
        born_later = tuple(super().check(answers, on))
        yield from born_later
        young = too_young(answers["requester_birth_date"], answers["requester_is"], on)
        if young and not born_later:
            yield Problem("requester_birth_date", young)
