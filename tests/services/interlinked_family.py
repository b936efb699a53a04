"""An interlinked group of the tests' own: a first part, and two that follow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from citizen_portal.domain.deadline import Deadline, Duration, DurationUnit
from citizen_portal.domain.fees import FeeAssessment, FeeKind, FeeLine
from citizen_portal.domain.legal import InForce, LegalBasis
from citizen_portal.domain.service_level import (
    Channel,
    GovernmentLevel,
    ServiceLevel,
    Subject,
)
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.conditions import when
from citizen_portal.procedures.fields import NameField, PersonalNumberField, YesNoField
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.procedure import (
    Case,
    DocumentRequirement,
    FieldOfLaw,
    InterlinkedPart,
    NoFee,
    Procedure,
    ProcessingStep,
    ResultPaper,
    Retention,
)
from citizen_portal.services import reception
from citizen_portal.services.processing import approval
from citizen_portal.services.processing import steps as processing
from tests.services.town import AN, DUNG, EM, GIANG, LAM, MAI, Town, typed_values

GROUP, FIRST, SECOND, THIRD = "2.900000", "2.900001", "2.900002", "2.900000-BA"
COUNCIL, POLICE, FINANCE = "commune_peoples_committee", "commune_police", "department_of_finance"
NUMBER = "022226000017"
LAW = LegalBasis(document="Quy định của bài thử")


class Child(ProcedureForm):
    """What the group asks, once for all parts."""

    name = "tre-em"
    title = Text("Trẻ em", "The child")

    child_name = NameField(Text("Họ tên trẻ", "Name of the child"))
    with_second = YesNoField(Text("Làm cả phần hai?", "The second part too?"))


class FirstForm(ProcedureForm):
    """The first part's own form."""

    name = "phan-mot"
    title = Text("Phần một", "The first")

    person_name = NameField(Text("Họ tên", "Name"))
    note = NameField(Text("Ghi chú", "Note"), required=False)


class Decided(ProcedureForm):
    """What the first part's officer decides."""

    name = "ket-qua"
    title = Text("Kết quả", "Result")

    given_number = PersonalNumberField(Text("Số được cấp", "The number given"), required=False)


class SecondForm(ProcedureForm):
    """What the parts that follow ask: the number is only known once the first is done."""

    name = "phan-hai"
    title = Text("Phần hai", "The second")

    person_name = NameField(Text("Họ tên", "Name"))
    person_number = PersonalNumberField(Text("Số định danh", "Number"))


class FlatFee:
    """Fifty thousand, whatever is asked."""

    def assess(self, answers: Mapping[str, Any], channel: Channel, on: date) -> FeeAssessment:
        line = FeeLine(
            code="LP", name=Text("Lệ phí", "Charge"), kind=FeeKind.STATE_CHARGE, quantity=1,
            unit_price=50_000, amount=50_000, legal_basis="Quy định của bài thử",
            reason=Text("Một hồ sơ", "One dossier"),
        )  # fmt: skip
        return FeeAssessment(lines=(line,))


def _procedure(code: str, name: str, authority: str, **more: Any) -> Procedure:
    values: dict[str, Any] = {
        "code": code,
        "version": "1",
        "in_force": InForce(since=date(2025, 7, 1)),
        "name": Text(name, name),
        "summary": Text(name, name),
        "field_of_law": FieldOfLaw(code="G00", name=Text("Bài thử", "Test")),
        "competent_level": GovernmentLevel.COMMUNE,
        "authority": authority,
        "subjects": (Subject.CITIZEN,),
        "service_level": ServiceLevel.FULL,
        "channels": (Channel.ONLINE,),
        "fee": NoFee(),
        "deadline": Deadline(Duration(DurationUnit.WORKING_DAY, 3), legal_basis=LAW),
        "steps": (ProcessingStep(name="xu-ly", title=Text("Xử lý", "Handle"), hours=8),),
        "result": ResultPaper(
            name=Text(f"Kết quả {name}", f"Result {name}"),
            template="",
            content=lambda answers, decided: {"text": str(answers["person_name"])},
        ),
        "legal_bases": (LAW,),
        "retention": Retention(years=5, legal_basis=LAW),
        "subject_of": lambda answers: str(answers.get("person_name") or ""),
    }
    return Procedure(**{**values, **more})


def _paper(name: str) -> DocumentRequirement:
    return DocumentRequirement(name=name, title=Text(f"Giấy {name}", f"Paper {name}"))


def _follows(answers: Any, results: Any) -> Mapping[str, Any]:
    return {
        "person_name": answers["child_name"],
        "person_number": results["mot"].get("given_number"),
    }


def _part(name: str, title: str, code: str, **more: Any) -> InterlinkedPart:
    return InterlinkedPart(
        name=name, title=Text(title, title), code=code, answers=_follows, after=("mot",), **more
    )


PARTS = (
    InterlinkedPart(
        name="mot",
        title=Text("Phần Một", "Part One"),
        code=FIRST,
        answers=lambda answers, results: {"person_name": answers["child_name"], "unknown": 1},
    ),
    _part("hai", "Phần Hai", SECOND, needed_when=when("with_second", True)),
    _part("ba", "Phần Ba", THIRD),
)
CASE = {"child_name": "Nguyễn An Nhiên", "with_second": True}
GROUP_PROCEDURE = _procedure(
    GROUP, "Nhóm", COUNCIL,
    form=(Child,), fee=FlatFee(), interlinked=PARTS,
    documents=(_paper("giay-mot"), _paper("giay-hai"), _paper("giay-chung")),
    result=ResultPaper.named(Text("Kết quả các phần", "Results of the parts")),
    subject_of=lambda answers: str(answers.get("child_name") or ""),
    cases=(
        Case(name="all", answers=CASE, papers=("giay-mot", "giay-hai", "giay-chung")),
        Case(name="two", answers={**CASE, "with_second": False},
             papers=("giay-mot", "giay-hai", "giay-chung")),
    ),
)  # fmt: skip
FIRST_PROCEDURE = _procedure(
    FIRST, "Một", COUNCIL,
    form=(FirstForm,), documents=(_paper("giay-mot"),),
    result=replace(
        _procedure(FIRST, "Một", COUNCIL).result, form=Decided,
        suggest=lambda answers, on: {"given_number": NUMBER},
    ),
    cases=(Case(name="one", answers={"person_name": "An"}),),
)  # fmt: skip
FOLLOWER = {"person_name": "An", "person_number": NUMBER}
SECOND_PROCEDURE = _procedure(
    SECOND, "Hai", POLICE, form=(SecondForm,), documents=(_paper("giay-hai"),),
    cases=(Case(name="one", answers=FOLLOWER),),
)  # fmt: skip
THIRD_PROCEDURE = _procedure(
    THIRD, "Ba", POLICE, form=(SecondForm,), part_of=GROUP,
    cases=(Case(name="one", answers=FOLLOWER),),
)  # fmt: skip
FAMILY = (GROUP_PROCEDURE, FIRST_PROCEDURE, SECOND_PROCEDURE, THIRD_PROCEDURE)


class Family(Town):
    """A town that offers the group, and what people do with its parts."""

    @classmethod
    def of(cls, town: Town, *procedures: Procedure) -> Family:
        """The same town with the group; ``procedures`` stand in for those of their code."""
        instead = {one.code: one for one in procedures}
        declared = [("tests", instead.get(one.code, one)) for one in FAMILY]
        catalogue = Catalogue(declared)
        assert catalogue.problems == []
        return cls(town.session, replace(town.parts, catalogue=catalogue), town.clock)

    def group(self, case: int = 0) -> UUID:
        """Submitted, not accepted."""
        return self.submitted(AN, GROUP, case)

    def group_at_work(self, case: int = 0) -> UUID:
        """Accepted by the leading body."""
        group_id = self.group(case)
        reception.accept_dossier(self.session, self.parts, self.person(DUNG), group_id, None)
        return group_id

    def part(self, group_id: UUID, name: str) -> Dossier:
        """The dossier of a part."""
        self.session.expire_all()
        return self.session.scalars(
            select(Dossier).where(Dossier.parent_id == group_id, Dossier.part == name)
        ).one()

    def opened(self, group_id: UUID) -> set[str]:
        """The names of the parts that have a dossier."""
        return set(self.session.scalars(select(Dossier.part).where(Dossier.parent_id == group_id)))

    def accept(self, group_id: UUID, name: str) -> UUID:
        """The part's own desk accepts it."""
        part_id = self.part(group_id, name).id
        desk = DUNG if name == "mot" else LAM
        reception.accept_dossier(self.session, self.parts, self.person(desk), part_id, None)
        return part_id

    def draft_result(self, group_id: UUID, name: str, number: str = NUMBER) -> UUID:
        """The case officer sends the result for approval."""
        part_id = self.accept(group_id, name)
        officer = EM if name == "mot" else LAM
        typed = typed_values(Decided, {"given_number": number}) if name == "mot" else {}
        processing.send_for_approval(
            self.session, self.parts, self.person(officer), part_id, None, typed
        )
        return part_id

    def complete(self, group_id: UUID, name: str) -> UUID:
        """The part is approved; its result is signed."""
        part_id = self.draft_result(group_id, name)
        approver = GIANG if name == "mot" else MAI
        approval.approve_result(self.session, self.parts, self.person(approver), part_id, None)
        return part_id

    def hand_over(self, group_id: UUID, name: str) -> UUID:
        """The part's result goes to the applicant."""
        part_id = self.part(group_id, name).id
        self.make_papers(part_id, "result")
        desk = DUNG if name == "mot" else LAM
        approval.return_result(self.session, self.parts, self.person(desk), part_id, None)
        return part_id
