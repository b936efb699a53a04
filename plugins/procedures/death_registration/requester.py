"""First step: who reports the death."""

from __future__ import annotations

from citizen_portal.plugin_api import RequesterQuestions, SelectField, Text

RELATIONS = (
    ("spouse", Text("Vợ hoặc chồng", "Wife or husband")),
    ("child", Text("Con", "Son or daughter")),
    ("parent", Text("Cha hoặc mẹ", "Father or mother")),
    ("relative", Text("Người thân thích khác", "Another relative")),
    (
        "representative",
        Text(
            "Đại diện cơ quan, tổ chức, cá nhân liên quan (khi không có người thân thích)",
            "For an agency, organisation or person concerned (when there is no relative)",
        ),
    ),
    ("authorised", Text("Người được ủy quyền", "Authorised person")),
)


class Requester(RequesterQuestions):
    """The requester and the relation to the deceased."""

    name = "nguoi-yeu-cau"

    relation = SelectField(
        Text("Bạn là gì của người chết?", "Who are you to the deceased?"), RELATIONS
    )
