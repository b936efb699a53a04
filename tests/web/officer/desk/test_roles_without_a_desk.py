"""Agency administrators and auditors are officers on whose desk no dossier lies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.services.town import Town

LogIn = Callable[..., Any]


@pytest.mark.parametrize("who", ["022186000244", "022070000299"])
@pytest.mark.parametrize(
    "address", ["/can-bo", "/can-bo?tim=an", "/can-bo/tiep-theo", "/can-bo/muc-khac"]
)
def test_their_desk_is_empty_and_opens(town: Town, log_in: LogIn, who: str, address: str) -> None:
    code = town.dossier(town.submitted()).code
    page = log_in(who).open(address)
    assert page.status == 200
    assert code not in page.text
    assert page.heading == "Mọi mục dành cho bạn"
