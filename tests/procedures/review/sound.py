"""The source of a sound procedure; tests change one thing in it and see what a review says."""

SOURCE = """
from datetime import date

from citizen_portal.plugin_api import *


class Fee:
    def assess(self, answers, channel, on):
        price = {Channel.ONLINE: 10_000, Channel.COUNTER: 20_000}[channel]
        line = FeeLine(
            code="LP", name=Text("Lệ phí", "Charge"), kind=FeeKind.STATE_CHARGE, quantity=1,
            unit_price=price, amount=price, legal_basis="Thông tư 1", reason=Text("x", "x"),
        )
        return FeeAssessment(lines=(line,))


class Asking(ProcedureForm):
    name = "nguoi-hoi"
    title = Text("Người hỏi", "Who asks")
    asker_name = NameField(Text("Họ tên", "Name"), personal="Xác định người hỏi")
    kind = ChoiceField(
        Text("Loại", "Kind"), (("one", Text("Một", "One")), ("two", Text("Hai", "Two")))
    )
    detail = TextField(Text("Chi tiết", "Detail"), shown_when=when("kind", "two"))


def subject_of(answers):
    return answers.get("detail") or ""


BASIS = LegalBasis(document="Thông tư 1")
PROCEDURE = Procedure(
    code="1.999999",
    version="1",
    in_force=InForce(since=date(2026, 1, 1)),
    name=Text("Thủ tục thử", "A procedure to try"),
    summary=Text("Tóm tắt", "Summary"),
    field_of_law=FieldOfLaw(code="G15-TP07", name=Text("Hộ tịch", "Civil status")),
    competent_level=GovernmentLevel.COMMUNE,
    authority="commune_peoples_committee",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.FULL,
    channels=(Channel.ONLINE, Channel.COUNTER),
    form=(Asking,),
    documents=(
        DocumentRequirement(
            name="giay-hai", title=Text("Giấy hai", "Paper two"), needed_when=when("kind", "two")
        ),
    ),
    fee=Fee(),
    deadline=Deadline(Duration(DurationUnit.WORKING_DAY, 3), BASIS),
    steps=(ProcessingStep(name="xem", title=Text("Xem", "Look"), hours=8),),
    result=ResultPaper(
        name=Text("Giấy", "Paper"), template="paper.html", content=lambda answers, decided: {}
    ),
    legal_bases=(BASIS,),
    retention=Retention(years=5, legal_basis=BASIS),
    subject_of=subject_of,
    cases=(
        Case(name="one", answers={"asker_name": "An", "kind": "one"}),
        Case(name="two", answers={"asker_name": "An", "kind": "two", "detail": "x"}),
    ),
)


@hookimpl
def register_procedures():
    return [PROCEDURE]
"""
