"""The people of the demonstration and what they do: building blocks of tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.models import Dossier, Paper, PaymentOrder
from citizen_portal.procedures.connectors import Identity, PaymentFact, PaymentState
from citizen_portal.procedures.group import row_questions
from citizen_portal.procedures.procedure import Case, Procedure
from citizen_portal.services import attachments, login, reception, submission, supplements
from citizen_portal.services.actor import Actor
from citizen_portal.services.demo import OFFICERS
from citizen_portal.services.drafts import filling_in as drafts
from citizen_portal.services.papers import making as paper_making
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.facts import Verdict, apply_fact
from citizen_portal.services.processing import approval
from citizen_portal.services.processing import steps as processing

ISSUER = "http://127.0.0.1:8001/dinh-danh"
EXTRACT, BUSINESS, RESIDENCE = "2.000635", "1.001612", "1.004222"
AN, BINH, SANG = "022085000011", "022190000022", "022205000033"
DUNG, EM, GIANG = "022188000055", "022083000066", "022175000077"
HAI, LAM, MAI, HOA, KHOA = (
    "022182000088", "022081000111", "022178000122", "022186000099", "022079000100",
)  # fmt: skip
NAMES = {
    AN: "Nguyễn Văn An",
    BINH: "Trần Thị Bình",
    SANG: "Lý A Sáng",
    **{number: name for number, name, *_ in OFFICERS},
}
HA_LONG, BAI_CHAY = "06688", "06673"
COMMUNES = {AN: HA_LONG, BINH: BAI_CHAY, SANG: HA_LONG}
GATEWAY = "payment_platform"


class MovingClock:
    """The present moment; tests move it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: int) -> None:
        self.now += timedelta(**span)


def identity_of(number: str, now: datetime, level: int = 2, issuer: str = ISSUER) -> Identity:
    """What the identity provider says of a person of the demonstration."""
    return Identity(
        issuer=issuer,
        subject=f"subject-{number}",
        full_name=NAMES[number],
        assurance_level=level,
        authenticated_at=now,
        id_token="",
        personal_number=number,
        commune_code=COMMUNES.get(number, ""),
        address="Số 12, đường Lê Thánh Tông, phường Hạ Long",
    )


@dataclass
class Town:
    """People act through the use cases, on one database session."""

    session: Session
    parts: Parts
    clock: Callable[[], datetime]
    issuer: str = ISSUER
    _known: dict[tuple[str, int], Actor] = field(default_factory=dict)

    def person(self, number: str, level: int = 2) -> Actor:
        """The person, logged in."""
        if (number, level) not in self._known:
            identity = identity_of(number, self.clock(), level, self.issuer)
            session_id = login.sign_in(self.session, self.parts, identity, None, {})
            opened = login.find_session(self.session, session_id, self.clock(), self.parts.today())
            assert opened is not None
            assert opened.actor is not None
            self._known[number, level] = opened.actor
        return self._known[number, level]

    def procedure(self, code: str = EXTRACT) -> Procedure:
        return self.parts.catalogue.get(code, self.parts.today())

    def dossier(self, dossier_id: UUID) -> Dossier:
        """The row as it is in the database now."""
        self.session.expire_all()
        return self.session.get_one(Dossier, dossier_id)

    def draft(
        self, number: str = AN, code: str = EXTRACT, case: int = 0, commune: str = HA_LONG
    ) -> UUID:
        """A draft filled in completely, with the case's papers."""
        procedure, actor = self.procedure(code), self.person(number)
        agency = next(
            one.id for one in drafts.agencies_for(self.parts, procedure)
            if one.commune_code == commune
        )  # fmt: skip
        dossier_id = drafts.start_draft(self.session, self.parts, actor, code, agency)
        example = procedure.cases[case]
        for step in procedure.shown_steps(example.answers):
            typed = typed_answers(step, example)
            drafts.save_step(self.session, self.parts, actor, dossier_id, step.name, typed)
        for number_of_paper, requirement in enumerate(example.papers):
            self.attach(dossier_id, requirement, number, b"%d" % number_of_paper)
        return dossier_id

    def attach(
        self, dossier_id: UUID, requirement: str, number: str = AN, mark: bytes = b""
    ) -> None:
        """Attach a small paper."""
        attachments.attach(
            self.session, self.parts, self.person(number), dossier_id, requirement,
            small_pdf(mark), "giay-to.pdf",
        )  # fmt: skip

    def submitted(
        self, number: str = AN, code: str = EXTRACT, case: int = 0, commune: str = HA_LONG
    ) -> UUID:
        dossier_id = self.draft(number, code, case, commune)
        submission.submit_dossier(self.session, self.parts, self.person(number), dossier_id)
        return dossier_id

    def accepted(self, number: str = AN, code: str = EXTRACT) -> UUID:
        dossier_id = self.submitted(number, code)
        desk = self.person(LAM if code == RESIDENCE else DUNG)
        reception.accept_dossier(self.session, self.parts, desk, dossier_id, None)
        return dossier_id

    def at_last_step(self, number: str = AN) -> UUID:
        dossier_id = self.accepted(number)
        for _ in self.procedure().steps[1:]:
            processing.advance_step(self.session, self.parts, self.person(EM), dossier_id, None)
        return dossier_id

    def sent_for_approval(self, number: str = AN) -> UUID:
        dossier_id = self.at_last_step(number)
        processing.send_for_approval(
            self.session, self.parts, self.person(EM), dossier_id, None, result_typed(self)
        )
        return dossier_id

    def approved(self, number: str = AN) -> UUID:
        dossier_id = self.sent_for_approval(number)
        approval.approve_result(self.session, self.parts, self.person(GIANG), dossier_id, None)
        return dossier_id

    def completed(self, number: str = AN) -> UUID:
        """Approved, paid, and the result signed."""
        dossier_id = self.approved(number)
        self.pay(dossier_id)
        self.make_papers(dossier_id, "result")
        return dossier_id

    def returned(self, number: str = AN) -> UUID:
        dossier_id = self.completed(number)
        approval.return_result(self.session, self.parts, self.person(DUNG), dossier_id, None)
        return dossier_id

    def waiting_for_supplement(self, number: str = AN, accepted: bool = False) -> UUID:
        """Asked at the one-stop desk, or in processing."""
        dossier_id = self.accepted(number) if accepted else self.submitted(number)
        officer = self.person(EM if accepted else DUNG)
        supplements.request_supplement(
            self.session, self.parts, officer, dossier_id, None, "Giấy khai sinh", "Ảnh mờ"
        )
        return dossier_id

    def order(self, dossier_id: UUID, reference: str) -> PaymentOrder:
        """An order as ``payments.start_payment`` opens it."""
        order = PaymentOrder(
            id=self.parts.new_id(), dossier_id=dossier_id, gateway=GATEWAY, reference=reference,
            amount=self.dossier(dossier_id).fee_total, state="pending", created_at=self.clock(),
            expires_at=self.clock() + timedelta(minutes=90),
        )  # fmt: skip
        self.session.add(order)
        self.session.commit()
        return order

    def fact(self, reference: str, amount: int, **changes: Any) -> PaymentFact:
        """What the gateway vouches for."""
        values: dict[str, Any] = {
            "reference": reference, "state": PaymentState.SUCCEEDED, "amount": amount,
            "currency": "VND", "event_id": f"e-{reference}", "transaction_id": f"t-{reference}",
            "occurred_at": self.clock(),
        }  # fmt: skip
        return PaymentFact(**{**values, **changes})

    def tell(self, fact: PaymentFact) -> Verdict:
        """The gateway's notice arrives."""
        return apply_fact(
            self.session, self.parts, GATEWAY, fact, repr(fact).encode(), source="notice"
        )

    def pay(self, dossier_id: UUID) -> None:
        amount = self.dossier(dossier_id).fee_total
        if amount:
            reference = f"TT{dossier_id.hex[:16].upper()}"
            self.order(dossier_id, reference)
            assert self.tell(self.fact(reference, amount)).name == "applied"

    def make_papers(self, dossier_id: UUID, kind: str) -> None:
        """What the worker does with the papers of a kind."""
        ids = self.session.scalars(
            select(Paper.id).where(Paper.dossier_id == dossier_id, Paper.kind == kind)
        ).all()
        for paper_id in ids:
            paper_making.make_paper(self.session, self.parts, quick_press, paper_id)


def typed_answers(step: Any, case: Case) -> dict[str, list[str]]:
    """The answers of an example, as a browser sends them."""
    return typed_values(step, case.answers)


def typed_values(step: Any, answers: Any) -> dict[str, list[str]]:
    """Typed answers of one step as a browser sends them."""
    typed: dict[str, list[str]] = {}
    for name, question in step.questions().items():
        value = answers.get(name)
        if question.kind == "group":
            for index, row in enumerate(value or ()):
                for inner, one in row_questions(question).items():
                    if row.get(inner) is not None:
                        typed[f"{name}-{index}-{inner}"] = [one.typed(row[inner])]
        elif isinstance(value, list | tuple):
            typed[name] = [question.typed(one) for one in value]
        elif value is not None:
            typed[name] = [question.typed(value)]
    return typed


def result_typed(town: Town, code: str = EXTRACT) -> dict[str, list[str]]:
    """The draft of a result as the procedure itself suggests it, as a browser sends it."""
    procedure = town.procedure(code)
    result = procedure.result
    assert result.form is not None
    assert result.suggest is not None
    return typed_values(result.form, result.suggest(procedure.cases[0].answers, town.parts.today()))


def quick_press(kind: str, content: Mapping[str, Any]) -> bytes:
    """Prints next to nothing, quickly: what papers look like is tested with the documents."""
    return small_pdf(f"{kind} {content['dossier_code']}".encode())


def small_pdf(mark: bytes = b"") -> bytes:
    """The smallest file that passes for a PDF; ``mark`` tells one from another."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Mark (" + mark + b") >>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj %s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body + b"xref\n0 4\n0000000000 65535 f \n" + table
        + b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    )  # fmt: skip
