"""Papers of many dossiers: as one ZIP, sent while it is written, or as one PDF to print."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, request

from citizen_portal.files.archive import Entry, stream_archive
from citizen_portal.files.storage import FileStorage
from citizen_portal.services.batches.bundle import (
    WORDS,
    Bundle,
    papers_to_pack,
    papers_to_print,
)
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.headers import as_file
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.desk.page import desk_page
from citizen_portal.web.officer.many.chosen import chosen_dossiers

KINDS = {word: kind for kind, word in WORDS.items()}
WITHOUT = "khong-co-giay-to.txt"


@officer_pages.post("/can-bo/giay-to.zip")
@officer
def bundle() -> Any:
    """The papers of the chosen kinds, of the chosen dossiers."""
    parts = context.parts()
    try:
        found = papers_to_pack(context.db(), parts, context.actor(), _chosen(), _kinds())
    except NotPossibleNow as error:
        return desk_page(409, (("", error.sentence),))
    name = f"giay-to-{parts.today():%Y%m%d}.zip"
    return as_file(Response(stream_archive(_entries(found, parts.files))), name, "application/zip")


bundle.comes_back_to = "/can-bo"  # type: ignore[attr-defined]


@officer_pages.post("/can-bo/giay-to.pdf")
@officer
def print_many() -> Any:
    """The same papers, one after the other in one file."""
    parts = context.parts()
    try:
        printed = papers_to_print(context.db(), parts, context.actor(), _chosen(), _kinds())
    except NotPossibleNow as error:
        return desk_page(409, (("", error.sentence),))
    return as_file(Response(printed), f"in-{parts.today():%Y%m%d}.pdf", "application/pdf")


print_many.comes_back_to = "/can-bo"  # type: ignore[attr-defined]


def _chosen() -> list[UUID]:
    return [one for one, _ in chosen_dossiers()]


def _kinds() -> set[str]:
    return {KINDS[word] for word in request.form.getlist("loai") if word in KINDS}


def _entries(found: Bundle, storage: FileStorage) -> Iterator[Entry]:
    for one in found.papers:
        yield one.name, partial(storage.get, one.storage_key)
    if found.without:
        listed = "\r\n".join(found.without).encode()
        yield WITHOUT, lambda: listed
