"""Entries of the national catalogue for tests: the real shape, wording of our own."""

from __future__ import annotations

import io
import json
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from citizen_portal.services.imports.entry import read_entry
from citizen_portal.services.imports.importing import ImportSummary, import_catalogue
from citizen_portal.services.imports.national_file import FileEntry
from citizen_portal.services.imports.reading import Reading

SAMPLE = Path(__file__).parent / "national_sample.json"
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
PERMIT, COMPANY, GROUP = "1.013225", "2.001610", "2.000986"


def sample() -> list[dict[str, Any]]:
    """The entries of the sample file."""
    entries: list[dict[str, Any]] = json.loads(SAMPLE.read_text(encoding="utf-8"))["procedures"]
    return entries


def entry(**changes: Any) -> dict[str, Any]:
    """A small sound entry with these fields otherwise."""
    sound = {
        "code": "3.900001",
        "name": "Cấp giấy phép thử nghiệm",
        "category": {"code": "G99-TN01", "name": "Thử nghiệm"},
        "unitGroupsExecuting": [{"name": "Ủy ban nhân dân cấp xã"}],
        "subjectTypesDetails": [{"name": "Công dân Việt Nam"}],
        "executionMethods": [
            {"submissionMethod": "DIRECT", "processingTime": 3,
             "processingTimeUnit": "WORKING_DAY", "description": "",
             "fees": [{"type": "FEE", "value": 50_000, "description": "Mỗi giấy phép"}]},
        ],
        "executionCases": [
            {"name": "", "profileComponents": [
                {"name": "Đơn đề nghị", "code": "KQ9", "originalQty": 1, "copyQty": 0}]},
        ],
        "isWard": True,
    }  # fmt: skip
    return {**deepcopy(sound), **changes}


def read(value: Any) -> Reading:
    """The reading of one entry."""
    return read_entry(FileEntry(place="procedures[0]", value=value))


def land(session: Any, *entries: Any, now: datetime = NOW, **options: Any) -> ImportSummary:
    """Import these entries."""
    data = json.dumps({"procedures": list(entries)}).encode()
    return import_catalogue(session, io.BytesIO(data), now=now, **options)
