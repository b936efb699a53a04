"""A result handed back while the applicant waits: nothing is handed over, all else is the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.declaration import problems_of
from tests.services.acts import ACTS
from tests.services.town import DUNG, EM, EXTRACT, GIANG, Town


@pytest.fixture
def at_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The same town, whose extracts are handed back at once."""
    real = Catalogue.version

    def version(catalogue: Catalogue, code: str, number: str) -> Any:
        found = real(catalogue, code, number)
        return replace(found, immediate=True) if code == EXTRACT else found

    monkeypatch.setattr(Catalogue, "version", version)
    return town


def test_it_is_drafted_approved_and_issued_where_it_was_accepted(at_once: Town) -> None:
    dossier_id = at_once.submitted()
    steps = (
        (Action.ACCEPT, DUNG, Status.ACCEPTED, at_once.procedure().steps[-1].name),
        (Action.SEND_FOR_APPROVAL, EM, Status.ACCEPTED, "phe-duyet"),
        (Action.SEND_BACK, GIANG, Status.ACCEPTED, at_once.procedure().steps[-1].name),
        (Action.SEND_FOR_APPROVAL, EM, Status.ACCEPTED, "phe-duyet"),
        (Action.APPROVE, GIANG, Status.COMPLETED, ""),
    )
    for action, who, status, step in steps:
        ACTS[action](at_once, at_once.person(who), dossier_id, None)
        dossier = at_once.dossier(dossier_id)
        assert (dossier.status, dossier.step) == (status, step), action


def test_an_interlinked_procedure_has_no_immediate_result(town: Town) -> None:
    group = replace(town.procedure("2.000986"), immediate=True)
    assert any("immediate" in problem for problem in problems_of(group))
