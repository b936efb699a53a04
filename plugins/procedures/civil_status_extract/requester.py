"""First step: who asks for the copies, and by what right."""

from __future__ import annotations

from citizen_portal.plugin_api import ChoiceField, RequesterQuestions, Text, TextField, when
from plugins.procedures.civil_status_extract.law import FORMS

RELATIVES = ("grandparent", "parent", "child", "spouse", "sibling")
RELATIONS = (
    ("self", Text("Là bản thân tôi", "I am that person")),
    ("parent", Text("Cha hoặc mẹ", "Father or mother")),
    ("child", Text("Con", "Son or daughter")),
    ("spouse", Text("Vợ hoặc chồng", "Wife or husband")),
    ("sibling", Text("Anh, chị hoặc em ruột", "Brother or sister")),
    ("grandparent", Text("Ông hoặc bà", "Grandparent")),
    ("authorised", Text("Người được ủy quyền", "Authorised person")),
    ("other", Text("Quan hệ khác", "Other")),
)


class Requester(RequesterQuestions):
    """The requester and the relation to the person in the register."""

    name = "nguoi-yeu-cau"
    title = Text("Người yêu cầu", "The requester")
    legal_basis = FORMS

    relation = ChoiceField(
        Text(
            "Quan hệ của bạn với người được cấp trích lục",
            "Your relation to the person named in the extract",
        ),
        RELATIONS,
    )
    relation_explained = TextField(
        Text("Nêu rõ quan hệ và lý do yêu cầu", "Your relation and the reason for asking"),
        shown_when=when("relation", "other"),
        max_length=300,
    )
