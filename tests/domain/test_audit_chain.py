from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.audit_chain import (
    GENESIS,
    ChainedEntry,
    canonical_json,
    entry_digest,
    first_broken,
)

from .calendars import LAW

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
RECORDS = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), PLAIN, max_size=4)


def chain(records: Sequence[Mapping[str, object]]) -> list[ChainedEntry]:
    entries, previous = [], GENESIS
    for number, record in enumerate(records, start=1):
        digest = entry_digest(previous, record)
        entries.append(
            ChainedEntry(sequence=number, record=record, previous=previous, digest=digest)
        )
        previous = digest
    return entries


ENTRIES = chain([{"act": f"việc {number}", "at": number} for number in range(1, 7)])


def test_the_digest_is_sha256_over_canonical_json_and_the_digest_before() -> None:
    expected = hashlib.sha256('{"a":[1,null],"đ":"Hà Nội"}'.encode() + GENESIS).digest()
    assert entry_digest(GENESIS, {"đ": "Hà Nội", "a": [1, None]}) == expected


def test_an_instant_gives_the_same_bytes_in_every_zone() -> None:
    at = datetime(2026, 11, 20, 3, 5, tzinfo=UTC)
    elsewhere = at.astimezone(timezone(timedelta(hours=7)))
    assert canonical_json({"at": at}) == b'{"at":"2026-11-20T03:05:00.000000+00:00"}'
    assert canonical_json({"at": elsewhere}) == canonical_json({"at": at})


def test_identifiers_are_written_as_text() -> None:
    dossier = UUID("00000000-0000-4000-8000-000000000001")
    assert canonical_json({"dossier": dossier}) == canonical_json({"dossier": str(dossier)})


@pytest.mark.parametrize(
    ("record", "error"),
    [
        ({"file": b"bytes"}, TypeError),
        ({"nested": {1: "one"}}, TypeError),
        ({"nested": [{1: "one"}]}, TypeError),
        ({"at": datetime(2026, 11, 20)}, ValueError),
        ({"share": float("nan")}, ValueError),
    ],
)
def test_what_has_no_one_form_is_refused(
    record: Mapping[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        canonical_json(record)


def test_only_a_digest_can_come_before() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        entry_digest(b"", {"act": "x"})


def test_a_whole_chain_holds() -> None:
    assert first_broken(ENTRIES) is None
    assert first_broken([]) is None
    assert first_broken(ENTRIES, anchors={3: ENTRIES[2].digest, 6: ENTRIES[5].digest}) is None


def test_an_edit_is_named() -> None:
    edited = replace(ENTRIES[2], record={"act": "việc khác", "at": 3})
    assert first_broken([*ENTRIES[:2], edited, *ENTRIES[3:]]) == 3


def test_an_edit_with_a_new_digest_shows_in_the_next_entry() -> None:
    record = {"act": "việc khác", "at": 3}
    digest = entry_digest(ENTRIES[1].digest, record)
    edited = replace(ENTRIES[2], record=record, digest=digest)
    assert first_broken([*ENTRIES[:2], edited, *ENTRIES[3:]]) == 4


def test_a_deleted_entry_shows_in_the_next() -> None:
    assert first_broken([*ENTRIES[:2], *ENTRIES[3:]]) == 4
    assert first_broken(ENTRIES[1:]) == 2


def test_exchanged_entries_show() -> None:
    swapped = [
        *ENTRIES[:2],
        replace(ENTRIES[3], sequence=3),
        replace(ENTRIES[2], sequence=4),
        *ENTRIES[4:],
    ]
    assert first_broken(swapped) == 3
    assert first_broken([ENTRIES[0], replace(ENTRIES[1], sequence=1)]) == 1


def test_a_cut_off_end_shows_only_against_an_anchor() -> None:
    assert first_broken(ENTRIES[:4]) is None
    assert first_broken(ENTRIES[:4], anchors={6: ENTRIES[5].digest}) == 6
    assert first_broken([], anchors={1: ENTRIES[0].digest}) == 1


def test_a_chain_written_anew_shows_only_against_an_anchor() -> None:
    forged = chain([{"act": "việc giả", "at": number} for number in range(1, 7)])
    assert first_broken(forged) is None
    assert first_broken(forged, anchors={2: ENTRIES[1].digest}) == 2


def test_an_anchored_entry_may_not_be_missing() -> None:
    renumbered = [replace(entry, sequence=entry.sequence * 10) for entry in ENTRIES]
    assert first_broken(renumbered, anchors={3: ENTRIES[2].digest}) == 3


@LAW
@given(st.lists(RECORDS, min_size=1, max_size=6), st.data())
def test_any_other_record_breaks_the_chain_there(
    records: list[dict[str, object]], data: st.DataObject
) -> None:
    entries = chain(records)
    assert first_broken(entries) is None
    index = data.draw(st.integers(0, len(records) - 1))
    other = data.draw(RECORDS)
    entries[index] = replace(entries[index], record=other)
    same = canonical_json(other) == canonical_json(records[index])
    assert first_broken(entries) == (None if same else index + 1)
