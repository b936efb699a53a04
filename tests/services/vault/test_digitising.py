"""Digitisation: scanned, described, checked, signed, stored, and used again."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from citizen_portal.domain.digitisation import CopyKind
from citizen_portal.domain.side_states import DigitisationState
from citizen_portal.models import Attachment, AuditEntry, Person, VaultItem
from citizen_portal.services import attachments, submission, supplements
from citizen_portal.services.drafts import filling_in as drafts
from citizen_portal.services.drafts.papers import open_draft_papers
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, StepUpNeeded
from citizen_portal.services.processing import approval
from citizen_portal.services.results.ending import revoke_result
from citizen_portal.services.vault.digitising import (
    PaperDetails,
    digitise,
    open_digitisation,
)
from citizen_portal.services.vault.items import list_own_vault, open_own_item
from citizen_portal.services.vault.reuse import attach_from_vault, open_item_for_dossier
from citizen_portal.services.vault.store import store_copy
from tests.files.samples import photo
from tests.services.counter.walk_ins import begun, filled_in, received, reusing_case
from tests.services.town import AN, BINH, DUNG, EM, GIANG, HAI, Town, small_pdf

DETAILS = PaperDetails(
    number="12/2020", issued_on=date(2020, 5, 1), signer="Người Ký", issuer="UBND phường"
)
CASE = 2


def _scanned(town: Town, number: str = AN) -> tuple[UUID, list[UUID]]:
    """A walk-in dossier with its scans."""
    dossier_id = received(town, town.person(number).person_id, case=CASE)
    files = attachments.attachments_of(town.session, dossier_id)
    assert {one.source for one in files} == {"scan"}
    return dossier_id, [one.id for one in files]


def _store(
    town: Town, dossier_id: UUID, paper_id: UUID, details: PaperDetails = DETAILS
) -> VaultItem:
    digitise(town.session, town.parts, town.person(DUNG), dossier_id, paper_id, details,
             CopyKind.ORIGINAL, checked=True)  # fmt: skip
    assert store_copy(town.session, town.parts, paper_id)
    paper = town.session.get_one(Attachment, paper_id)
    assert paper.vault_item_id is not None
    return town.session.get_one(VaultItem, paper.vault_item_id)


def _reusable(town: Town) -> str:
    return next(one.name for one in town.procedure().documents if one.reusable)


def _reusable_scan(town: Town, number: str = AN) -> tuple[UUID, UUID]:
    """A walk-in dossier with a scan of a paper that may be used again."""
    dossier_id = filled_in(town, begun(town, town.person(number).person_id), case=CASE)
    name = _reusable(town)
    present = attachments.attachments_of(town.session, dossier_id)
    if name not in {one.requirement for one in present}:
        attachments.attach(town.session, town.parts, town.person(DUNG), dossier_id, name,
                           small_pdf(b"again"), "quet.pdf")  # fmt: skip
    submission.submit_dossier(town.session, town.parts, town.person(DUNG), dossier_id)
    files = attachments.attachments_of(town.session, dossier_id)
    return dossier_id, next(one.id for one in files if one.requirement == name)


def test_a_checked_scan_is_signed_and_stored(town: Town) -> None:
    dossier_id, (first, *_) = _scanned(town)
    item = _store(town, dossier_id, first)
    agency = town.parts.reference.agency(town.dossier(dossier_id).receiving_agency_id)
    assert item.signed_by == agency.name
    assert item.code == f"{agency.code}-2026-000001"
    assert item.owner_number == AN
    assert item.version == 1
    assert item.details["number"] == "12/2020"
    signed = town.parts.files.get(item.storage_key)
    assert b"/ETSI.CAdES.detached" in signed
    paper = town.session.get_one(Attachment, first)
    assert signed.startswith(town.parts.files.get(paper.storage_key))
    assert paper.checked_by_id == town.person(DUNG).person_id
    assert paper.copy_kind == "original"


def test_the_state_follows_each_paper(town: Town) -> None:
    dossier_id, papers = _scanned(town)
    states = [town.dossier(dossier_id).digitisation_state]
    for paper_id in papers:
        _store(town, dossier_id, paper_id)
        states.append(town.dossier(dossier_id).digitisation_state)
    middle = [DigitisationState.PARTIAL.value] * (len(papers) - 1)
    assert states == ["none", *middle, "complete"]


def test_what_the_job_did_is_not_done_twice(town: Town) -> None:
    dossier_id, (first, *_) = _scanned(town)
    _store(town, dossier_id, first)
    assert not store_copy(town.session, town.parts, first)
    assert len(town.session.scalars(select(VaultItem)).all()) == 1


def test_nothing_is_stored_before_it_was_checked(town: Town) -> None:
    dossier_id, (first, *_) = _scanned(town)
    dung = town.person(DUNG)
    digitise(town.session, town.parts, dung, dossier_id, first, DETAILS, CopyKind.COPY,
             checked=False)  # fmt: skip
    assert not store_copy(town.session, town.parts, first)
    seen = open_digitisation(town.session, town.parts, dung, dossier_id)
    described = next(one for one in seen.papers if one.file.id == first)
    assert PaperDetails.from_json(described.details) == DETAILS
    assert described.stored is None


def test_what_was_checked_is_not_described_anew(town: Town) -> None:
    dossier_id, (first, *_) = _scanned(town)
    _store(town, dossier_id, first)
    with pytest.raises(NotPossibleNow):
        _store(town, dossier_id, first)


@pytest.mark.parametrize(
    ("number", "refusal"),
    [(HAI, NotFound), (EM, Forbidden), (GIANG, Forbidden), (BINH, Forbidden)],
)
def test_only_the_receiving_counter_digitises(
    town: Town, number: str, refusal: type[Exception]
) -> None:
    dossier_id, (first, *_) = _scanned(town)
    actor = town.person(number)
    with pytest.raises(refusal):
        open_digitisation(town.session, town.parts, actor, dossier_id)
    with pytest.raises(refusal):
        digitise(town.session, town.parts, actor, dossier_id, first, DETAILS, CopyKind.COPY,
                 checked=True)  # fmt: skip


def test_what_a_citizen_uploaded_is_not_digitised(town: Town) -> None:
    dossier_id = town.submitted(AN, case=CASE)
    dung = town.person(DUNG)
    assert open_digitisation(town.session, town.parts, dung, dossier_id).papers == ()
    paper = attachments.attachments_of(town.session, dossier_id)[0]
    with pytest.raises(NotFound):
        digitise(town.session, town.parts, dung, dossier_id, paper.id, DETAILS, CopyKind.COPY,
                 checked=True)  # fmt: skip


def test_a_picture_is_stored_unsigned(town: Town) -> None:
    dossier_id = town.waiting_for_supplement(AN)
    dung = town.person(DUNG)
    attachments.attach(town.session, town.parts, dung, dossier_id, "bo-sung", photo("PNG"),
                       "anh.png")  # fmt: skip
    supplements.answer_supplement(town.session, town.parts, dung, dossier_id, None, "Đã quét")
    (paper,) = attachments.attachments_of(town.session, dossier_id)
    item = _store(town, dossier_id, paper.id)
    assert item.signed_by == ""
    assert item.media_type == "image/png"
    assert town.dossier(dossier_id).digitisation_state == "complete"


def test_the_next_dossier_uses_the_stored_paper(town: Town) -> None:
    dossier_id, paper_id = _reusable_scan(town)
    item = _store(town, dossier_id, paper_id)
    name, an = _reusable(town), town.person(AN)
    draft_id = drafts.start_draft(
        town.session, town.parts, an, town.procedure().code,
        town.dossier(dossier_id).competent_agency_id,
    )  # fmt: skip
    attach_from_vault(town.session, town.parts, an, draft_id, name, item.id)
    attach_from_vault(town.session, town.parts, an, draft_id, name, item.id)
    (used,) = attachments.attachments_of(town.session, draft_id)
    assert (used.source, used.vault_item_id) == ("vault", item.id)
    _, data = attachments.open_attachment(town.session, town.parts, an, draft_id, used.id)
    assert data == town.parts.files.get(item.storage_key)


def test_a_counter_dossier_of_stored_papers_alone_is_digitised_already(town: Town) -> None:
    dossier_id, paper_id = _reusable_scan(town)
    item = _store(town, dossier_id, paper_id)
    draft_id = begun(town, town.person(AN).person_id)
    filled_in(town, draft_id)
    dung = town.person(DUNG)
    attach_from_vault(town.session, town.parts, dung, draft_id, _reusable(town), item.id)
    submission.submit_dossier(town.session, town.parts, dung, draft_id)
    assert town.dossier(draft_id).digitisation_state == "complete"
    looks = town.session.scalars(select(AuditEntry.record)).all()
    assert any('"act":"open_vault_item"' in one for one in looks)


def test_the_store_is_offered_where_it_fits(town: Town) -> None:
    dossier_id, paper_id = _reusable_scan(town)
    item = _store(town, dossier_id, paper_id)
    draft_id = begun(town, town.person(AN).person_id)
    filled_in(town, draft_id, case=reusing_case(town))

    def offered(number: str, level: int = 2) -> dict[str, str]:
        papers = open_draft_papers(town.session, town.parts, town.person(number, level), draft_id)
        return {one.name: one.stored.code for one in papers.needed if one.stored}

    assert offered(AN) == offered(DUNG) == {_reusable(town): item.code}
    assert offered(AN, level=1) == {}
    attach_from_vault(town.session, town.parts, town.person(AN), draft_id, _reusable(town), item.id)
    assert offered(AN) == {}


def test_anothers_paper_is_not_there(town: Town) -> None:
    dossier_id, paper_id = _reusable_scan(town)
    item = _store(town, dossier_id, paper_id)
    binh = town.person(BINH)
    draft_id = town.draft(BINH)
    with pytest.raises(NotFound):
        attach_from_vault(town.session, town.parts, binh, draft_id, _reusable(town), item.id)
    town.session.rollback()
    with pytest.raises(NotFound):
        open_item_for_dossier(town.session, town.parts, binh, draft_id, item.id)
    town.session.rollback()
    with pytest.raises(NotFound):
        open_own_item(town.session, town.parts, binh, item.id)
    assert list_own_vault(town.session, town.parts, binh).items == ()


def test_a_weak_login_opens_no_store(town: Town) -> None:
    weak = town.person(AN, 1)
    with pytest.raises(StepUpNeeded):
        list_own_vault(town.session, town.parts, weak)
    draft_id = town.draft(AN)
    with pytest.raises(StepUpNeeded):
        attach_from_vault(town.session, town.parts, weak, draft_id, _reusable(town), draft_id)


def test_a_paper_that_expired_is_not_used(town: Town) -> None:
    dossier_id, paper_id = _reusable_scan(town)
    until = town.parts.today() + timedelta(days=3)
    item = _store(town, dossier_id, paper_id, PaperDetails(valid_until=until))
    draft_id, an = town.draft(AN), town.person(AN)
    town.clock.move(days=5)  # type: ignore[attr-defined]
    with pytest.raises(NotPossibleNow):
        attach_from_vault(town.session, town.parts, an, draft_id, _reusable(town), item.id)


def test_a_paper_of_another_kind_does_not_fit(town: Town) -> None:
    dossier_id, paper_id = _reusable_scan(town)
    item = _store(town, dossier_id, paper_id)
    item.component_code = "something-else"
    town.session.flush()
    with pytest.raises(NotFound):
        attach_from_vault(town.session, town.parts, town.person(AN), town.draft(AN),
                          _reusable(town), item.id)  # fmt: skip


def test_without_a_number_nothing_is_stored(town: Town) -> None:
    dossier_id, (first, *_) = _scanned(town)
    town.session.get_one(Person, town.dossier(dossier_id).person_id).personal_number = ""
    town.session.flush()
    with pytest.raises(NotPossibleNow, match="số định danh"):
        _store(town, dossier_id, first)


def test_a_result_is_in_the_store_once_it_was_returned(town: Town) -> None:
    dossier_id = town.completed(AN)
    an = town.person(AN)
    assert list_own_vault(town.session, town.parts, an).items == ()
    approval.return_result(town.session, town.parts, town.person(DUNG), dossier_id, None)
    (item,) = list_own_vault(town.session, town.parts, an).items
    assert item.origin == "result"
    view, data = open_own_item(town.session, town.parts, an, item.id)
    assert data.startswith(b"%PDF")
    assert view.details["number"]
    town.make_papers(dossier_id, "result")
    assert len(list_own_vault(town.session, town.parts, an).items) == 1
    approver = town.person(GIANG)
    revoke_result(town.session, town.parts, approver, dossier_id, None, "Sai họ tên")
    town.session.expire_all()
    (revoked,) = list_own_vault(town.session, town.parts, an).items
    assert not revoked.in_force(town.parts.today())


def test_a_result_revoked_before_its_pdf_was_made_is_not_in_force(town: Town) -> None:
    dossier_id = town.approved(AN)
    approver = town.person(GIANG)
    revoke_result(town.session, town.parts, approver, dossier_id, None, "Sai họ tên")
    town.make_papers(dossier_id, "result")
    item = town.session.scalars(select(VaultItem)).one()
    assert item.withdrawn_at is not None
