"""A made-up permit with a bit of everything, and its versions: for tests of versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from wtforms import Form

from citizen_portal.plugin_api import (
    Answers,
    Case,
    Channel,
    ChoiceField,
    ConfirmField,
    DateField,
    Deadline,
    DocumentRequirement,
    Duration,
    DurationUnit,
    FeeAssessment,
    FeeKind,
    FeeLine,
    FieldOfLaw,
    GovernmentLevel,
    GroupField,
    InForce,
    LegalBasis,
    LongTextField,
    MoneyField,
    NameField,
    NumberField,
    PersonalNumberField,
    PhoneField,
    Problem,
    Procedure,
    ProcedureForm,
    ProcessingStep,
    ResultPaper,
    Retention,
    ServiceLevel,
    Subject,
    Text,
    TextField,
    YesNoField,
    format_vnd,
    when,
)

CODE = "1.999001"
LAW = LegalBasis(document="Quy định mẫu")
KINDS = (
    ("new", Text("Cấp mới", "New")),
    ("renewal", Text("Gia hạn", "Renewal")),
    ("copy", Text("Cấp lại", "Copy")),
)


class Worker(Form):  # type: ignore[misc]  # WTForms has no types
    worker_name = NameField("Họ tên")
    worker_age = NumberField("Tuổi", least=15, most=90, required=False)


class Asker(ProcedureForm):
    name = "nguoi-xin"
    title = Text("Người xin phép", "Who asks")
    asker_name = NameField("Họ tên", max_length=60)
    asker_number = PersonalNumberField("Số định danh")
    asker_phone = PhoneField("Điện thoại", required=False)
    kind = ChoiceField("Loại việc", KINDS)
    old_number = TextField("Số giấy cũ", max_length=20, shown_when=when("kind", "renewal"))


class Request(ProcedureForm):
    name = "noi-dung"
    title = Text("Nội dung", "The request")
    size = NumberField(Text("Diện tích", "Size"), least=1, most=500)
    purpose = LongTextField("Mục đích", max_length=300)
    start = DateField("Ngày bắt đầu", earliest=date(2020, 1, 1))
    capital = MoneyField("Vốn", required=False)
    poor = YesNoField("Hộ nghèo")
    workers = GroupField("Người làm", Worker, row_label="Người", required=False, most=3)
    agreed = ConfirmField("Cam kết")

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        if answers["size"] > 400 and answers["kind"] == "copy":
            yield Problem("size", Text("Cấp lại không quá 400 m²."))


@dataclass(frozen=True)
class PermitFee:
    """A charge, and so much for each square metre up to a cap; the poor pay no charge."""

    charge: int = 50_000
    each: int = 1_000
    cap: int = 200_000
    poor_are_exempt: bool = True
    online_discount: int = 0

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        exempt = self.poor_are_exempt and answers["poor"]
        area = min(answers["size"] * self.each, self.cap)
        less = self.online_discount if channel is Channel.ONLINE else 0
        charge = 0 if exempt else self.charge - less
        return FeeAssessment(
            lines=(
                self._line("LPCP", 1, self.charge, charge, Text("Hộ nghèo") if exempt else None),
                self._line("PDT", answers["size"], self.each, area, None),
            )
        )

    @staticmethod
    def _line(code: str, quantity: int, price: int, amount: int, free: Text | None) -> FeeLine:
        return FeeLine(
            code=code, name=Text(code), kind=FeeKind.STATE_CHARGE, quantity=quantity,
            unit_price=price, amount=amount, legal_basis=str(LAW),
            reason=Text(f"{quantity} × {format_vnd(price)}"), exemption=free,
        )  # fmt: skip


def working_days(days: int, before: time | None = None) -> Deadline:
    return Deadline(Duration(DurationUnit.WORKING_DAY, days), LAW, before)


def permit_deadline(answers: Answers, channel: Channel) -> Deadline:
    """The same day for a copy that comes before 15:00, else 3 or 5 working days."""
    if answers["kind"] == "copy":
        return working_days(0, time(15))
    return working_days(3 if answers["kind"] == "renewal" else 5)


def is_large(answers: Answers, on: date) -> bool:
    return bool(answers["size"] > 100)


DOCUMENTS = (
    DocumentRequirement(name="giay-cu", title=Text("Giấy cũ"), needed_when=when("kind", "renewal")),
    DocumentRequirement(name="ban-ve", title=Text("Bản vẽ"), needed_when=is_large),
    DocumentRequirement(name="anh-chup", title=Text("Ảnh chụp"), optional=True),
)
ANSWERS: dict[str, Any] = {
    "asker_name": "Nguyễn Văn An",
    "asker_number": "022085000011",
    "asker_phone": "+84912345678",
    "kind": "new",
    "size": 80,
    "purpose": "Sửa mái hiên",
    "start": date(2026, 12, 20),
    "capital": 5_000_000,
    "poor": False,
    "workers": [{"worker_name": "Lê Văn Một", "worker_age": 40}],
    "agreed": True,
}
RENEWAL = {**ANSWERS, "kind": "renewal", "old_number": "12/GP", "poor": True, "workers": []}
LARGE = {**ANSWERS, "size": 350}
COPY = {**ANSWERS, "kind": "copy", "size": 20, "capital": None}
CASES = (
    Case(name="cấp mới", answers=ANSWERS),
    Case(name="gia hạn", answers=RENEWAL, papers=("giay-cu",)),
    Case(name="diện tích lớn", answers=LARGE, papers=("ban-ve",)),
    Case(name="cấp lại", answers=COPY),
)
UNTIL = date(2026, 11, 30)
PERMIT = Procedure(
    code=CODE,
    version="1",
    in_force=InForce(since=date(2026, 1, 1), until=UNTIL),
    name=Text("Cấp giấy phép mẫu", "Sample permit"),
    summary=Text("Mẫu", "Sample"),
    field_of_law=FieldOfLaw(code="G00", name=Text("Mẫu", "Sample")),
    competent_level=GovernmentLevel.COMMUNE,
    authority="commune_peoples_committee",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.FULL,
    channels=(Channel.ONLINE, Channel.COUNTER),
    form=(Asker, Request),
    documents=DOCUMENTS,
    fee=PermitFee(),
    deadline=permit_deadline,
    steps=(ProcessingStep(name="xu-ly", title=Text("Xử lý", "Handle"), hours=8),),
    result=ResultPaper(name=Text("Giấy phép"), template="paper.html", content=lambda a, b: {}),
    legal_bases=(LAW,),
    retention=Retention(years=None, legal_basis=LAW),
    cases=CASES,
)


def second(**changes: Any) -> Procedure:
    """The version that follows, from 1 December 2026 on; the same but for the changes."""
    values: dict[str, Any] = {
        "version": "2",
        "follows": "1",
        "in_force": InForce(since=date(2026, 12, 1)),
        **changes,
    }
    return replace(PERMIT, **values)


def form_with(
    asker: dict[str, Any] | None = None, request: dict[str, Any] | None = None
) -> tuple[type[ProcedureForm], ...]:
    """The form with questions added, replaced in their place, or left out (None)."""
    return _step_with(Asker, asker or {}), _step_with(Request, request or {})


def _step_with(step: type[ProcedureForm], questions: dict[str, Any]) -> type[ProcedureForm]:
    for name, question in questions.items():
        if hasattr(step, name) and hasattr(question, "creation_counter"):
            question.creation_counter = getattr(step, name).creation_counter
    return type(f"{step.__name__}2", (step,), questions) if questions else step
