from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.documents.papers import (
    PAPERS,
    ApologyContent,
    FeeReceiptContent,
    FeeReceiptLine,
    Letterhead,
    PaperContent,
    Party,
    ResultContent,
    read_content,
)
from citizen_portal.documents.verifying import GENUINE, SignatureView, Verdict

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


def test_every_kind_survives_storage_as_json(papers: Mapping[str, PaperContent]) -> None:
    assert set(papers) == set(PAPERS)
    for kind, paper in papers.items():
        stored = json.loads(json.dumps(paper.to_json()))
        assert read_content(kind, stored) == paper


@given(
    name=st.text(),
    at=st.none() | st.datetimes(timezones=st.just(UTC)),
    genuine=st.booleans(),
    trusted=st.booleans(),
)
def test_a_verdict_survives_storage(
    name: str, at: datetime | None, genuine: bool, trusted: bool
) -> None:
    view = SignatureView(name=name, at=at, trusted=trusted)
    verdict = Verdict(genuine=genuine, altered=False, signatures=(view,), reason=GENUINE)
    assert Verdict.from_json(json.loads(json.dumps(verdict.to_json()))) == verdict


def test_days_in_a_result_become_text_that_the_filters_read() -> None:
    content = ResultContent(
        issued_at=NOON,
        letterhead=Letterhead(agency="A"),
        dossier_code="1",
        title="t",
        body={"born": NOON.date(), "rows": ({"at": NOON},)},
    )
    assert content.to_json()["body"] == {
        "born": "2026-11-20",
        "rows": [{"at": "2026-11-20T05:00:00+00:00"}],
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"issued_at": "2026-11-20T05:00:00"}, "issued_at needs a time zone"),
        ({"issued_at": 5}, "issued_at does not accept int"),
        ({"dossier_code": None}, "dossier_code does not accept NoneType"),
        ({"copies_to": "VT"}, "copies_to does not accept str"),
        ({"colour": "red"}, "has no field colour"),
    ],
)
def test_content_that_does_not_fit_names_the_field(
    papers: Mapping[str, PaperContent], change: dict[str, object], told: str
) -> None:
    stored = papers["result"].to_json() | change
    with pytest.raises(ValueError, match=told):
        read_content("result", stored)


def test_a_missing_field_is_named(papers: Mapping[str, PaperContent]) -> None:
    stored = papers["result"].to_json()
    del stored["title"]
    with pytest.raises(ValueError, match=r"ResultContent\.title is missing"):
        read_content("result", stored)


def test_unknown_kind() -> None:
    with pytest.raises(LookupError, match="no paper of kind 'poem'"):
        read_content("poem", {})


@pytest.mark.parametrize("number", [0, -1, 100_000_000])
def test_a_receipt_number_has_one_to_eight_digits(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 8 digits"):
        _receipt(number=number, amounts=(1,))


@pytest.mark.parametrize("amounts", [(), (5, -1)])
def test_a_receipt_needs_lines_that_were_paid(amounts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="needs lines"):
        _receipt(number=1, amounts=amounts)


def test_the_new_date_of_an_apology_is_later(papers: Mapping[str, PaperContent]) -> None:
    apology = papers["apology"]
    assert isinstance(apology, ApologyContent)
    values = {entry.name: getattr(apology, entry.name) for entry in fields(apology)}
    with pytest.raises(ValueError, match="later than the promised"):
        ApologyContent(**(values | {"new_due_at": apology.promised_at}))


def _receipt(*, number: int, amounts: tuple[int, ...]) -> FeeReceiptContent:
    return FeeReceiptContent(
        issued_at=NOON,
        letterhead=Letterhead(agency="A"),
        receipt_name="Biên lai",
        form_symbol="F",
        series_symbol="S",
        receipt_number=number,
        collector_tax_code="1",
        payer=Party(name="B"),
        dossier_code="1",
        procedure_name="P",
        lines=tuple(FeeReceiptLine(name="x", amount=amount) for amount in amounts),
        paid_at=NOON,
        payment_method="m",
    )
