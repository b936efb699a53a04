"""Who signs which paper: the officer who writes it, then the agency."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from citizen_portal.documents.verifying import verify_pdf
from citizen_portal.domain.lifecycle import Action
from citizen_portal.models import Paper
from citizen_portal.services.papers.issued import agency_seal
from citizen_portal.services.papers.making import make_paper
from citizen_portal.services.papers.verification import find_paper
from plugins.connectors.demo_signing import DemoSigner
from tests.services.acts import ACTS
from tests.services.town import AN, DUNG, EM, GIANG, Town, quick_press

WARD = "Ủy ban nhân dân phường Hạ Long"
DUNG_NAME, EM_NAME, GIANG_NAME = "Phạm Thị Dung", "Hoàng Văn Em", "Vũ Thị Giang"


def paper_of(town: Town, dossier_id: UUID, kind: str) -> Paper:
    town.session.expire_all()
    query = select(Paper).where(Paper.dossier_id == dossier_id, Paper.kind == kind)
    return town.session.scalars(query).one()


def act(town: Town, action: Action, who: str, dossier_id: UUID) -> UUID:
    ACTS[action](town, town.person(who), dossier_id, None)
    return dossier_id


@pytest.mark.parametrize(
    ("kind", "action", "who", "name"),
    [
        ("reception_slip", Action.ACCEPT, DUNG, DUNG_NAME),
        ("refusal", Action.REFUSE, DUNG, DUNG_NAME),
        ("supplement_request", Action.REQUEST_SUPPLEMENT, DUNG, DUNG_NAME),
        ("stop_notice", Action.STOP, EM, EM_NAME),
        ("stop_notice", Action.SUSPEND, EM, EM_NAME),
    ],
)
def test_the_officer_signs_and_then_the_agency(
    kind: str, action: Action, who: str, name: str, town: Town
) -> None:
    dossier_id = town.accepted() if who == EM else town.submitted()
    act(town, action, who, dossier_id)
    town.make_papers(dossier_id, kind)
    paper = paper_of(town, dossier_id, kind)
    verdict = verify_pdf(
        town.parts.files.get(paper.storage_key), town.parts.signer.trust_anchors(), at=town.clock()
    )
    assert verdict.genuine
    assert [one.name for one in verdict.signatures] == [name, WARD]
    assert find_paper(town.session, town.parts, paper.token).signed_by == (name, WARD)


def test_a_slip_does_not_wait_for_an_officers_certificate(town: Town, tmp_path: Path) -> None:
    dossier_id = town.accepted()
    paper = paper_of(town, dossier_id, "reception_slip")
    signer = DemoSigner(tmp_path)
    seal = agency_seal(town.parts.reference.agency(town.dossier(dossier_id).handling_agency_id))
    signer.enrol([seal])
    parts = replace(town.parts, signer=signer)
    assert make_paper(town.session, parts, quick_press, paper.id)
    assert find_paper(town.session, parts, paper.token).signed_by == (WARD,)


def test_a_result_waits_for_its_approvers_certificate(town: Town, tmp_path: Path) -> None:
    paper = paper_of(town, town.approved(), "result")
    with pytest.raises(LookupError):
        make_paper(
            town.session, replace(town.parts, signer=DemoSigner(tmp_path)), quick_press, paper.id
        )


def test_results_and_letters_say_in_whose_place(town: Town) -> None:
    late = act(town, Action.APOLOGISE, GIANG, town.accepted(AN))
    for kind, dossier_id in (("result", town.approved()), ("apology", late)):
        content = paper_of(town, dossier_id, kind).content
        block = content["signature"]
        assert block["authority"] == "TM. ỦY BAN NHÂN DÂN"
        assert block["title"] == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
        assert block["name"] == GIANG_NAME
    assert paper_of(town, late, "apology").content["copies_to"] == ["Như trên", "Lưu: VT, HS"]
