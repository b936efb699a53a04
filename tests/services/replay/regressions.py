"""Small mistakes in a second version of the permit, and what must be found of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from wtforms import Form

from citizen_portal.plugin_api import (
    Answers,
    Channel,
    ChoiceField,
    DateField,
    Deadline,
    DocumentRequirement,
    Duration,
    DurationUnit,
    FeeAssessment,
    GroupField,
    LongTextField,
    MoneyField,
    NameField,
    NumberField,
    PersonalNumberField,
    PhoneField,
    Problem,
    Procedure,
    ServiceLevel,
    Text,
    TextField,
    YesNoField,
    when,
)
from tests.services import permit
from tests.services.permit import (
    DOCUMENTS,
    KINDS,
    LAW,
    PERMIT,
    PermitFee,
    Request,
    form_with,
    permit_deadline,
    second,
    working_days,
)

Found = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Regression:
    """A mistake: what it is called, the version that makes it, and what it must be found as."""

    name: str
    version: Procedure
    finds: Found
    how: str = ""

    def __str__(self) -> str:
        return self.name


def _of(name: str, *finds: tuple[str, str], how: str = "", **changes: Any) -> Regression:
    return Regression(name, second(**changes), frozenset(finds), how)


class Worker(Form):  # type: ignore[misc]  # WTForms has no types
    worker_name = NameField("Họ tên")
    worker_age = NumberField("Tuổi", least=15, most=90)


def _checked(rule: Callable[[Answers, date], Iterable[Problem]]) -> Any:
    """The second step with another rule that compares answers."""

    class Compared(Request):
        @classmethod
        def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
            yield from super().check(answers, on)
            yield from rule(answers, on)

    return (PERMIT.form[0], Compared)


def _not_too_far(answers: Answers, on: date) -> Iterable[Problem]:
    if (answers["start"] - on).days > 200:
        yield Problem("start", Text(f"Ngày {answers['start']} quá xa."))


def _new_rule_from_a_day(answers: Answers, on: date) -> Iterable[Problem]:
    if on >= date(2026, 12, 1) and answers["size"] > 300:
        yield Problem("size", Text(f"{answers['asker_name']}: từ tháng 12 không quá 300 m²."))


def _fails_for_the_poor(answers: Answers, on: date) -> Iterable[Problem]:
    if answers["poor"]:
        raise ZeroDivisionError
    return ()


class FromJuly(PermitFee):
    """The charge rises on a day after the version begins."""

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        return replace_charge(on < date(2027, 7, 1)).assess(answers, channel, on)


def replace_charge(before: bool) -> PermitFee:
    return PermitFee() if before else PermitFee(charge=60_000)


class FailingFee(PermitFee):
    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        assert answers["size"] < 300
        return super().assess(answers, channel, on)


class NoRate(PermitFee):
    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        raise LookupError("0 rates in force")


class WrongType(PermitFee):
    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        return {"lines": []}  # type: ignore[return-value]


class SecondLine(PermitFee):
    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        bill = super().assess(answers, channel, on)
        return FeeAssessment(lines=(*bill.lines, replace(bill.lines[0], code="HS")))


class OneLine(PermitFee):
    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        return FeeAssessment(lines=super().assess(answers, channel, on).lines[:1])


def _slower_renewal(answers: Answers, channel: Channel) -> Deadline:
    return working_days(7) if answers["kind"] == "renewal" else permit_deadline(answers, channel)


def _copy_by(clock: time | None) -> Callable[[Answers, Channel], Deadline]:
    def rule(answers: Answers, channel: Channel) -> Deadline:
        copy = answers["kind"] == "copy"
        return working_days(0, clock) if copy else permit_deadline(answers, channel)

    return rule


def _in_days(answers: Answers, channel: Channel) -> Deadline:
    if answers["kind"] == "new":
        return Deadline(Duration(DurationUnit.DAY, 5), LAW)
    return permit_deadline(answers, channel)


def _hasty(answers: Answers, channel: Channel) -> Deadline:
    return working_days({"new": 5, "renewal": 3}[answers["kind"]])


def _forgets(name: str) -> Callable[[Answers], Mapping[str, Any]]:
    return lambda answers: {key: value for key, value in answers.items() if key != name}


def _gives(**values: Any) -> Callable[[Answers], Mapping[str, Any]]:
    return lambda answers: {**answers, **values}


def _paper(name: str, **changes: Any) -> tuple[DocumentRequirement, ...]:
    return tuple(replace(one, **changes) if one.name == name else one for one in DOCUMENTS)


EXTRA = DocumentRequirement(name="so-do", title=Text("Sơ đồ"))
NOT_LARGE = {"needed_when": lambda answers, on: answers["size"] > 200}
SIX_KINDS = (*KINDS, ("move", Text("Chuyển")))
REGRESSIONS = (
    _of("an optional question becomes required", ("refused", "asker_phone"),
        form=form_with(asker={"asker_phone": PhoneField("Điện thoại")})),
    _of("a required question is new", ("refused", "nation"), how="Bạn chưa trả lời: Quốc tịch",
        form=form_with(asker={"nation": TextField("Quốc tịch")})),
    _of("a choice is removed", ("answers", "kind"), ("refused", "kind"),
        form=form_with(asker={"kind": ChoiceField("Loại việc", KINDS[:2])}),
        cases=PERMIT.cases[:3]),
    _of("a text may be shorter only", ("answers", "purpose"), ("refused", "purpose"),
        form=form_with(request={"purpose": LongTextField("Mục đích", max_length=250)})),
    _of("a name may be shorter only", ("answers", "asker_name"), ("refused", "asker_name"),
        form=form_with(asker={"asker_name": NameField("Họ tên", max_length=50)})),
    _of("the most is lower", ("answers", "size"), ("refused", "size"),
        form=form_with(request={"size": NumberField("Diện tích", least=1, most=499)})),
    _of("the least is higher", ("answers", "size"), ("refused", "size"),
        form=form_with(request={"size": NumberField("Diện tích", least=2, most=500)})),
    _of("the earliest day is later", ("answers", "start"), ("refused", "start"),
        form=form_with(request={"start": DateField("Ngày bắt đầu", earliest=date(2020, 1, 2))})),
    _of("an amount has a new limit", ("answers", "capital"),
        form=form_with(request={"capital": MoneyField("Vốn", required=False, most=10**14)})),
    _of("a question has another type", ("answers", "old_number"), ("refused", "old_number"),
        form=form_with(asker={"old_number": PersonalNumberField(
            "Số giấy cũ", shown_when=when("kind", "renewal"))}),
        cases=PERMIT.cases[:1]),
    _of("rows ask one thing more", ("refused", "workers.worker_age"),
        form=form_with(request={"workers": GroupField(
            "Người làm", Worker, row_label="Người", required=False, most=3)})),
    _of("fewer rows", ("answers", "workers"),
        form=form_with(request={"workers": GroupField(
            "Người làm", permit.Worker, row_label="Người", required=False, most=2)})),
    _of("a condition is flipped", ("answers", "old_number"), ("refused", "old_number"),
        form=form_with(asker={"old_number": TextField(
            "Số giấy cũ", max_length=20, shown_when=~when("kind", "renewal"))}),
        cases=()),
    _of("a condition is wider", ("answers", "old_number"), ("refused", "old_number"),
        form=form_with(asker={"old_number": TextField(
            "Số giấy cũ", max_length=20, shown_when=when("kind", "renewal", "copy"))}),
        cases=PERMIT.cases[:3]),
    _of("a question is removed", ("answers", "capital"),
        form=form_with(request={"capital": None})),
    _of("a question is renamed without an upgrade", ("answers", "purpose"), ("refused", "reason"),
        form=form_with(request={"purpose": None, "reason": TextField("Mục đích")}), cases=()),
    _of("the upgrade forgets a required answer", ("answers", "size"), ("refused", "size"),
        upgrade_answers=_forgets("size")),
    _of("the upgrade forgets an optional answer", ("answers", "capital"),
        upgrade_answers=_forgets("capital")),
    _of("the upgrade returns a wrong type", ("answers", "start"), ("refused", "start"),
        upgrade_answers=_gives(start="20/12/2026")),
    _of("the upgrade fails", ("fails", "upgrade_answers"), how="KeyError",
        upgrade_answers=lambda answers: {**answers, "purpose": answers["reason"]}),
    _of("a rule compares more", ("refused", "start"), how="Ngày … quá xa.",
        form=_checked(_not_too_far)),
    _of("a rule begins with the version", ("refused", "size"),
        how="…: từ tháng … không quá … m²", form=_checked(_new_rule_from_a_day), cases=()),
    _of("a rule fails for some", ("fails", "form"), how="ZeroDivisionError (",
        form=_checked(_fails_for_the_poor), cases=()),
    _of("a charge is dearer", ("fee", "LPCP"), how="50.000 đồng → 55.000 đồng",
        fee=PermitFee(charge=55_000)),
    _of("a rate is cheaper", ("fee", "PDT"), how="1.000 đồng → 900 đồng",
        fee=PermitFee(each=900)),
    _of("a cap is higher", ("fee", "PDT"), how="counted otherwise, more",
        fee=PermitFee(cap=250_000)),
    _of("a cap is lower", ("fee", "PDT"), how="counted otherwise, less",
        fee=PermitFee(cap=199_000)),
    _of("an exemption is dropped", ("fee", "LPCP"), how="no longer reduced: Hộ nghèo",
        fee=PermitFee(poor_are_exempt=False)),
    _of("one channel is cheaper", ("fee", "LPCP"), how="less is owed",
        fee=PermitFee(online_discount=10_000)),
    _of("a charge rises on a later day", ("fee", "LPCP"), how="50.000 đồng → 60.000 đồng",
        fee=FromJuly()),
    _of("a line is added", ("fee", "HS"), how="now charged, at 50.000", fee=SecondLine()),
    _of("a line is dropped", ("fee", "PDT"), how="no longer charged", fee=OneLine()),
    _of("the fee fails for some", ("fails", "fee"), how="AssertionError (", fee=FailingFee()),
    _of("no rate is in force", ("fails", "fee"), how="LookupError (", fee=NoRate()),
    _of("the fee is of a wrong type", ("fails", "fee"), how="AttributeError", fee=WrongType()),
    _of("a deadline is longer", ("due", "deadline"), how="3 working days → 7 working days",
        deadline=_slower_renewal),
    _of("the rule of 15:00 is dropped", ("due", "deadline"), deadline=_copy_by(None),
        how="after 15:00"),
    _of("the rule of 15:00 comes earlier", ("due", "deadline"), deadline=_copy_by(time(8)),
        how="after 08:00"),
    _of("working days become days", ("due", "deadline"), how="5 working days → 5 days",
        deadline=_in_days),
    _of("the deadline forgets a kind", ("fails", "deadline"), how="KeyError (", deadline=_hasty,
        cases=PERMIT.cases[:3]),
    _of("acceptance takes longer", ("due", "acceptance"), how="8 → 16", acceptance_hours=16),
    _of("a paper is added", ("papers", "so-do"), how="now asked for",
        documents=(*DOCUMENTS, EXTRA)),
    _of("a paper is removed", ("papers", "giay-cu"), how="no longer", documents=DOCUMENTS[1:],
        cases=PERMIT.cases[:1]),
    _of("a paper becomes required", ("papers", "anh-chup"), how="optional → required",
        documents=_paper("anh-chup", optional=False)),
    _of("a paper becomes optional", ("papers", "ban-ve"), how="required → optional",
        documents=_paper("ban-ve", optional=True)),
    _of("a paper is asked from another size", ("papers", "ban-ve"), how="no longer",
        documents=_paper("ban-ve", **NOT_LARGE)),
    _of("a paper's condition is flipped", ("papers", "giay-cu"),
        documents=_paper("giay-cu", needed_when=~when("kind", "renewal"))),
    _of("a paper's condition fails", ("fails", "papers"), how="KeyError (",
        documents=_paper("ban-ve", needed_when=lambda answers, on: answers["area"] > 9)),
    _of("fewer files are taken", ("papers", "ban-ve"), how="5 → 2 files",
        documents=_paper("ban-ve", most_files=2)),
    _of("a channel is closed", ("refused", "channel"), how="COUNTER is not offered",
        channels=(Channel.ONLINE,)),
    _of("it is no longer online", ("refused", "channel"), how="ONLINE is not offered",
        channels=(Channel.COUNTER,), service_level=ServiceLevel.PARTIAL,
        partial_reason=Text("Bản giấy")),
    _of("an answer means the opposite", ("fee", "LPCP"), how="reduced",
        upgrade_answers=lambda answers: {**answers, "poor": not answers["poor"]}),
)  # fmt: skip
HARMLESS = (
    _of("nothing"),
    _of("a wider limit", form=form_with(request={"size": NumberField("Diện tích", most=900)})),
    _of("a new choice", form=form_with(asker={"kind": ChoiceField("Loại việc", SIX_KINDS)})),
    _of("a new optional question", form=form_with(
        request={"remark": TextField("Ghi chú", required=False)})),
    _of("other words", form=form_with(request={"poor": YesNoField(Text("Thuộc hộ nghèo"))})),
    _of("a renamed question with its upgrade",
        form=form_with(request={"purpose": None, "reason": LongTextField("Mục đích",
                                                                       max_length=300)}),
        upgrade_answers=lambda answers: {
            **{key: value for key, value in answers.items() if key != "purpose"},
            "reason": answers["purpose"],
        }, cases=()),
    _of("it names no predecessor", follows=""),
)  # fmt: skip
