"""Many signed results at once, as a ZIP."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from flask import Response, request

from citizen_portal.files.storage import FileStorage
from citizen_portal.services.desk import ResultFile, results_to_download
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.headers import as_file
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.desk import desk_page


@officer_pages.post("/can-bo/ket-qua.zip")
@officer
def results() -> Any:
    """The signed results of the chosen dossiers."""
    parts = context.parts()
    try:
        files = results_to_download(context.db(), parts, context.actor(), _chosen())
    except NotPossibleNow as error:
        return desk_page(409, (("", error.sentence),))
    name = f"ket-qua-{parts.today():%Y%m%d}.zip"
    return as_file(Response(pack(files, parts.files)), name, "application/zip")


results.comes_back_to = "/can-bo"  # type: ignore[attr-defined]


def _chosen() -> list[UUID]:
    """The dossiers ticked; whatever is no id is left out."""
    chosen = []
    for value in request.form.getlist("ho_so"):
        try:
            chosen.append(UUID(value))
        except ValueError:
            continue
    return chosen


def pack(files: Iterable[ResultFile], storage: FileStorage) -> bytes:
    """Put stored files into an archive as they are: the same files give the same bytes."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for file in files:
            entry = ZipInfo(file.name)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, storage.get(file.storage_key))
    return packed.getvalue()
