"""Submitting checks everything again, and happens wholly or not at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text

from citizen_portal.domain.lifecycle import Status
from citizen_portal.models import Attachment, AuditEntry, DossierEvent, NumberSeries, Paper
from citizen_portal.queue import enqueue
from citizen_portal.services import attachments
from citizen_portal.services.drafts import filling_in as drafts
from citizen_portal.services.errors import (
    InvalidAnswers,
    NotFound,
    NotPossibleNow,
    PapersMissing,
    Stale,
    StepUpNeeded,
)
from citizen_portal.services.submission import submit_dossier
from tests.services.town import AN, BINH, EXTRACT, SANG, Town, small_pdf

JOBS = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'make_paper'")


def test_a_second_submission_returns_the_same_code(town: Town) -> None:
    dossier_id = town.draft()
    first = submit_dossier(town.session, town.parts, town.person(AN), dossier_id)
    assert submit_dossier(town.session, town.parts, town.person(AN), dossier_id) == first


def test_submitting_freezes_answers_fee_and_receipt(town: Town) -> None:
    dossier = town.dossier(town.submitted(case=1))
    assert dossier.fee_total == 24_000
    assert dossier.payment_state == "due"
    assert dossier.acceptance_due_at is not None
    receipt = town.session.scalars(select(Paper).where(Paper.dossier_id == dossier.id)).one()
    assert receipt.kind == "submission_receipt"
    assert receipt.content["dossier_code"] == dossier.code
    assert receipt.content["online"] is True
    assert town.session.execute(JOBS).scalar_one() == 1


def test_a_rollback_leaves_no_job_no_number_and_no_trace(town: Town) -> None:
    dossier_id = town.draft()
    town.session.commit()

    def traces() -> list[int]:
        return [
            town.session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (NumberSeries, Paper, DossierEvent, AuditEntry)
        ] + [town.session.execute(JOBS).scalar_one()]

    before = traces()
    revision = town.dossier(dossier_id).revision

    class Crash(Exception):
        pass

    def crash() -> None:
        raise Crash

    town.session.commit, commit = crash, town.session.commit  # type: ignore[method-assign]
    with pytest.raises(Crash):
        submit_dossier(town.session, town.parts, town.person(AN), dossier_id, revision)
    town.session.commit = commit  # type: ignore[method-assign]
    assert traces()[-1] == before[-1] + 1, "the job was there until the rollback"
    town.session.rollback()
    assert traces() == before
    assert town.dossier(dossier_id).status == Status.DRAFT


def test_a_job_of_a_rolled_back_transaction_is_gone(town: Town) -> None:
    enqueue(town.session, "make_paper", paper_id="-")
    town.session.rollback()
    assert town.session.execute(JOBS).scalar_one() == 0


def test_missing_answers_are_told_all_at_once(town: Town) -> None:
    dossier_id = drafts.start_draft(town.session, town.parts, town.person(AN), EXTRACT)
    with pytest.raises(InvalidAnswers) as refused:
        submit_dossier(town.session, town.parts, town.person(AN), dossier_id)
    assert len(refused.value.problems) > 1


def test_missing_papers_are_named(town: Town) -> None:
    dossier_id = town.draft(case=2)
    paper = town.session.scalars(select(Attachment.id)).one()
    attachments.remove(town.session, town.parts, town.person(AN), dossier_id, paper)
    with pytest.raises(PapersMissing) as refused:
        submit_dossier(town.session, town.parts, town.person(AN), dossier_id)
    assert set(refused.value.titles) == {"giay-uy-quyen"}


def test_a_stale_page_does_not_submit(town: Town) -> None:
    dossier_id = town.draft()
    with pytest.raises(Stale):
        submit_dossier(town.session, town.parts, town.person(AN), dossier_id, 1)


def test_submitting_needs_level_2(town: Town) -> None:
    dossier_id = town.draft(SANG)
    with pytest.raises(StepUpNeeded):
        submit_dossier(town.session, town.parts, town.person(SANG, level=1), dossier_id)


def test_nobody_elses_draft_is_submitted(town: Town) -> None:
    with pytest.raises(NotFound):
        submit_dossier(town.session, town.parts, town.person(BINH), town.draft())


def test_papers_never_change_after_submission(town: Town) -> None:
    dossier_id = town.submitted(case=2)
    paper = town.session.scalars(select(Attachment)).one()
    assert paper.frozen_at is not None
    with pytest.raises(NotPossibleNow):
        attachments.remove(town.session, town.parts, town.person(AN), dossier_id, paper.id)
    with pytest.raises(NotPossibleNow):
        town.attach(dossier_id, "giay-uy-quyen")


def test_the_same_file_twice_is_one_paper(town: Town) -> None:
    dossier_id = town.draft(case=2)
    town.attach(dossier_id, "giay-uy-quyen", mark=b"0")
    assert len(attachments.attachments_of(town.session, dossier_id)) == 1


def test_papers_are_opened_by_owner_and_handling_agency_only(town: Town) -> None:
    from tests.services.town import DUNG, HAI, KHOA

    dossier_id = town.draft(case=2)
    paper = town.session.scalars(select(Attachment.id)).one()

    def opens(number: str) -> bytes:
        return attachments.open_attachment(
            town.session, town.parts, town.person(number), dossier_id, paper
        )[1]

    with pytest.raises(NotFound):
        opens(DUNG)  # a draft's papers are the citizen's alone
    submit_dossier(town.session, town.parts, town.person(AN), dossier_id)
    assert opens(AN) == opens(DUNG) == small_pdf(b"0")
    for stranger in (BINH, HAI, KHOA):
        with pytest.raises(NotFound):
            opens(stranger)


def test_codes_count_again_each_day(town: Town) -> None:
    first = town.dossier(town.submitted()).code
    town.parts.clock.now = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)  # type: ignore[attr-defined]
    second = town.dossier(town.submitted()).code
    assert (first, second) == ("000.07.21.H49-261120-0001", "000.07.21.H49-261121-0001")
