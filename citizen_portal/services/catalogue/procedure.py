"""One procedure as the public reads it: who, where, papers, cost, time, law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citizen_portal.domain.deadline import DueDate
from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.legal import LegalBasis
from citizen_portal.domain.offer import Offer
from citizen_portal.domain.service_level import Channel, ServiceLevel
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.procedures.procedure import BlankForm, Case, NoFee, Procedure
from citizen_portal.services.assessment import assess_due, assess_fee
from citizen_portal.services.catalogue.condition_words import need_in_words
from citizen_portal.services.catalogue.offers import AgencyOffer, offer_of, offers_at
from citizen_portal.services.errors import NotFound, OutOfOrder
from citizen_portal.services.imports.publishing import SOURCE
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView

LARGEST_FORM = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAsked:
    """A paper that the procedure asks for; ``condition`` is empty when everybody needs it."""

    title: Text
    hint: Text
    condition: Text
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCost:
    """What an ordinary case costs through one channel; None when it cannot be told ahead.

    ``varies`` tells that other cases cost something else.
    """

    channel: Channel
    assessment: FeeAssessment | None
    varies: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedurePage:
    """What the page of a procedure shows. ``bases`` holds only what was checked as law.

    ``informs`` tells that nothing is filed here: then ``costs`` and ``duration`` are empty
    unless declared as rules, and ``free`` is only said where a legal basis says so.
    """

    procedure: Procedure
    informs: bool
    agencies: tuple[AgencyView, ...]
    papers: tuple[PaperAsked, ...]
    costs: tuple[ChannelCost, ...]
    free: bool
    duration: Text
    due: DueDate | None
    bases: tuple[LegalBasis, ...]
    online: bool
    everywhere: Offer
    stopped: tuple[AgencyOffer, ...]


def find_procedure(parts: Parts, code: str) -> Procedure:
    """The procedure in force today. Raises ``NotFound``, ``ProcedureSuspended``."""
    try:
        procedure = parts.catalogue.get(code, parts.today())
    except ProcedureSuspended:
        raise
    except LookupError:
        raise NotFound() from None
    if procedure.part_of:  # it is offered by its group only
        raise NotFound()
    return procedure


def describe_procedure(parts: Parts, code: str) -> ProcedurePage:
    """Everything that the page of a procedure shows. Raises what ``find_procedure`` does."""
    procedure = _whole(parts, find_procedure(parts, code))
    informs = procedure.service_level is ServiceLevel.INFORMATION
    case = procedure.cases[0] if procedure.cases else None
    duration, due = _time(parts, procedure, case)
    fee = procedure.fee
    offers, everywhere = offers_at(parts, procedure), offer_of(parts, code, None)
    computed = not informs or bool(procedure.cases)
    return ProcedurePage(
        procedure=procedure,
        informs=informs,
        agencies=tuple(one.agency for one in offers),
        papers=tuple(_papers(procedure)),
        costs=tuple(_cost(parts, procedure, one) for one in procedure.channels if computed),
        free=isinstance(fee, NoFee) and (not informs or fee.legal_basis is not None),
        duration=duration,
        due=due,
        bases=_checked(procedure.all_bases()),
        online=Channel.ONLINE in procedure.channels and not informs,
        everywhere=everywhere,
        stopped=tuple(one for one in offers if not one.offer.is_open) if everywhere.is_open else (),
    )


def open_blank_form(parts: Parts, code: str, name: str) -> tuple[BlankForm, bytes]:
    """A form to download and its bytes. Raises ``NotFound``, or ``OutOfOrder`` without the file."""
    for one in find_procedure(parts, code).blank_forms:
        if one.name == name:
            try:
                with one.file.open("rb") as file:
                    data = file.read(LARGEST_FORM + 1)
            except OSError:
                raise OutOfOrder() from None
            if len(data) > LARGEST_FORM or not data.startswith(b"%PDF-"):
                raise OutOfOrder()
            return one, data
    raise NotFound()


def _whole(parts: Parts, procedure: Procedure) -> Procedure:
    """The catalogue holds published procedures in short: the rest is read for this page."""
    if procedure.source != SOURCE:
        return procedure
    try:
        return parts.published.whole(procedure)
    except LookupError:  # withdrawn a moment ago
        raise NotFound() from None


def _papers(procedure: Procedure) -> Iterator[PaperAsked]:
    for one in procedure.documents:
        yield PaperAsked(
            title=one.title,
            hint=one.hint,
            condition=need_in_words(procedure, one.needed_when),
            optional=one.optional,
        )


def _cost(parts: Parts, procedure: Procedure, channel: Channel) -> ChannelCost:
    bills = []
    for case in procedure.cases:
        try:
            bills.append(assess_fee(procedure, case.answers, channel, parts.today()))
        except OutOfOrder:
            return ChannelCost(channel=channel, assessment=None, varies=True)
    return ChannelCost(
        channel=channel,
        assessment=bills[0] if bills else None,
        varies=len({bill.total for bill in bills}) > 1,
    )


def _time(parts: Parts, procedure: Procedure, case: Case | None) -> tuple[Text, DueDate | None]:
    """The time the law gives, and the day it would end if the dossier came in now."""
    if procedure.deadline is None or not procedure.channels:
        return Text(""), None
    channel = Channel.ONLINE if Channel.ONLINE in procedure.channels else procedure.channels[0]
    answers = case.answers if case else {}
    try:
        duration = procedure.deadline_for(answers, channel).duration.label
        return duration, assess_due(parts, procedure, answers, channel, parts.clock())
    except (OutOfOrder, LookupError, TypeError):  # the rule needs answers that nobody gave yet
        return Text("Tuỳ nội dung hồ sơ", "Depends on the dossier"), None


def _checked(bases: Iterable[LegalBasis]) -> tuple[LegalBasis, ...]:
    """Each basis once; what nobody has checked is not called law."""
    return tuple(dict.fromkeys(basis for basis in bases if basis.verified))
