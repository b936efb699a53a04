"""The step that picks economic activities, and how the certificate prints them."""

from __future__ import annotations

from citizen_portal.plugin_api import ActivityQuestions, Answers, activity_names
from plugins.procedures.household_business.law import FORMS


class Activities(ActivityQuestions):
    """What the business does; exactly one line is the main one."""

    legal_basis = FORMS


def activity_lines(answers: Answers) -> list[dict[str, str]]:
    """The activities as the certificate prints them, the main one first."""
    rows = sorted(answers.get("activities") or (), key=lambda row: not row["main"])
    return [
        {
            "code": row["code"],
            "name": activity_names().get(row["code"], ""),
            "detail": row["detail"],
            "main": "chính" if row["main"] else "",
        }
        for row in rows
    ]
