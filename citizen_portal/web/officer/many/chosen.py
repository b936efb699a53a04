"""Which dossiers of a list were ticked."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from flask import request


def chosen_dossiers() -> list[tuple[UUID, int | None]]:
    """The dossiers ticked, with the revision that the list showed; what is no id is left out."""
    return list(_chosen())


def _chosen() -> Iterator[tuple[UUID, int | None]]:
    for value in request.form.getlist("ho_so"):
        dossier, _, revision = value.partition(":")
        try:
            number = int(revision) if revision.isascii() and revision.isdigit() else None
            yield UUID(dossier), number
        except ValueError:
            continue
