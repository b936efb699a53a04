"""First step: who asks, and in what relation to the child."""

from __future__ import annotations

from citizen_portal.plugin_api import (
    ConfirmField,
    RequesterQuestions,
    SelectField,
    Text,
    when,
)

RELATIONS = (
    ("mother", Text("Mẹ", "Mother")),
    ("father", Text("Cha", "Father")),
    ("grandparent", Text("Ông hoặc bà", "Grandparent")),
    ("relative", Text("Người thân thích khác", "Another relative")),
)
BY_PARENT = when("relation", "mother", "father")


class Requester(RequesterQuestions):
    """The requester and the relation to the child."""

    name = "nguoi-yeu-cau"

    relation = SelectField(Text("Bạn là gì của trẻ?", "Who are you to the child?"), RELATIONS)
    agreed_with_parents = ConfirmField(
        Text(
            "Cha, mẹ của trẻ (nếu còn) đã thống nhất với tôi về nội dung khai.",
            "The child's parents, if living, agree with what I state.",
        ),
        shown_when=~BY_PARENT,
    )
