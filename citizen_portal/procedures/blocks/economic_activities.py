"""The table of economic activities, and the step that picks some of them.

The codes of level 4 follow the classification of 2018; the table in ``data`` holds only a part of
them and was not checked against a later classification.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from wtforms import Form

from citizen_portal.domain.folding import fold
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.fields import ConfirmField, TextField
from citizen_portal.procedures.form import Problem, ProcedureForm
from citizen_portal.procedures.group import GroupField
from citizen_portal.procedures.questions import refuse

_TABLE_FILE = Path(__file__).parents[1] / "data" / "economic_activities.csv"
_MOST_NEAR = 3


@cache
def activity_names() -> Mapping[str, str]:
    """The Vietnamese names of the economic activities by their code of four digits."""
    with _TABLE_FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def near_activities(typed: str) -> list[str]:
    """At most three codes near to what was typed: the same beginning, or words of the name."""
    names = activity_names()
    for length in (3, 2):
        near = [code for code in names if len(typed) >= length and code[:length] == typed[:length]]
        if near:
            return near[:_MOST_NEAR]
    words = _words(typed)
    named = [code for code, name in names.items() if words <= _words(name)]
    return named[:_MOST_NEAR] if words else []


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def known_activity(form: Form, field: TextField) -> None:
    """Refuse a code that the table does not have, naming near ones."""
    if field.data in activity_names():
        return
    near = "; ".join(f"{code} {activity_names()[code]}" for code in near_activities(field.data))
    if near:
        raise refuse(
            "Mã ngành {typed} không có trong danh mục; hãy chọn trong danh mục, "
            "gần nhất là: {near}.",
            "The list has no activity {typed}; choose from the list, the nearest are: {near}.",
            typed=field.data,
            near=near,
        )
    raise refuse(
        "Mã ngành {typed} không có trong danh mục; hãy chọn mã 4 chữ số trong danh mục "
        "ngành kinh tế, ví dụ 5610.",
        "The list has no activity {typed}; choose a code of 4 digits from the list of economic "
        "activities, for example 5610.",
        typed=field.data,
    )


class Activity(Form):  # type: ignore[misc]  # WTForms has no types
    """One line of business."""

    code = TextField(
        Text("Mã ngành cấp 4", "Activity code (level 4)"),
        [known_activity],
        hint=Text(
            "4 chữ số, ví dụ 5610 là nhà hàng; hoặc gõ tên ngành để được gợi ý mã.",
            "4 digits, for example 5610 for restaurants; or type a name to be shown codes.",
        ),
        max_length=60,
        width=10,
    )
    detail = TextField(
        Text("Ghi chi tiết ngành, nghề", "What exactly you do"),
        hint=Text("Ví dụ: quán phở.", "For example: noodle shop."),
    )
    main = ConfirmField(Text("Là ngành, nghề chính", "This is the main activity"), required=False)


class ActivityQuestions(ProcedureForm):
    """What a business does, ``activities``; exactly one line is the main one, none comes twice.

    Each row has ``code``, ``detail`` and ``main``. A step inherits it, says the rule that demands
    it (``legal_basis``) and may add more; one that overrides ``check`` goes on with
    ``super().check(answers, on)``.
    """

    name = "nganh-nghe"
    title = Text("Ngành, nghề kinh doanh", "Activities")

    activities = GroupField(
        Text("Ngành, nghề kinh doanh", "Activities"),
        Activity,
        row_label=Text("Ngành, nghề", "Activity"),
        required=Text("Hãy khai ít nhất một ngành, nghề.", "Enter at least one activity."),
        most=20,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """One main activity, and none twice."""
        rows = answers["activities"]
        if sum(bool(row["main"]) for row in rows) != 1:
            yield Problem("activities", _ONE_MAIN)
        times = Counter(row["code"] for row in rows)
        for code in (code for code, count in times.items() if count > 1):
            yield Problem("activities", _TWICE.format(code=code))


_ONE_MAIN = Text(
    "Hãy đánh dấu đúng một ngành, nghề là ngành chính.",
    "Mark exactly one activity as the main one.",
)
_TWICE = Text(
    "Mã ngành {code} được khai nhiều lần; hãy gộp thành một dòng.",
    "Activity {code} is entered more than once; make it one line.",
)
