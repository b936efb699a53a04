from __future__ import annotations
from tests.services.town import Town
from citizen_portal.domain.lifecycle import Status

def test_returned(town: Town) -> None:
    dossier_id = town.returned()
    assert town.dossier(dossier_id).status == Status.RESULT_RETURNED
