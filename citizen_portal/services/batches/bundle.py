"""Papers of many dossiers to take along: slips, receipts, results, as one archive or print."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from citizen_portal.documents.joining import join_for_print
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, Paper
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.parts import Parts

MOST_PACKED = 500
MOST_PRINTED = 200
WORDS = {
    "reception_slip": "giay-tiep-nhan",
    "fee_receipt": "bien-lai",
    "control_slip": "phieu-kiem-soat",
    "result": "ket-qua",
}
"""The kinds of paper that can be packed, and their names in the archive."""

NO_PAPERS = Text(
    "Các hồ sơ đã chọn chưa có giấy tờ loại này để tải. Hãy chọn hồ sơ khác hoặc loại khác.",
    "The chosen dossiers have no such paper yet. Choose other dossiers or another kind.",
)
TOO_MANY = Text(
    f"Mỗi lần tải giấy tờ của tối đa {MOST_PACKED} hồ sơ. Hãy chọn ít hơn rồi tải nhiều lần.",
    f"Papers of at most {MOST_PACKED} dossiers at once. Choose fewer, and do it several times.",
)

TOO_MANY_TO_PRINT = Text(
    f"Mỗi lần in giấy tờ của tối đa {MOST_PRINTED} hồ sơ. Hãy chọn ít hơn rồi in nhiều lần.",
    f"Papers of at most {MOST_PRINTED} dossiers are printed at once. Choose fewer, several times.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedPaper:
    """A signed paper; the name is safe within an archive."""

    name: str
    storage_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What goes into the archive, and which dossiers had nothing of the kind."""

    papers: tuple[PackedPaper, ...]
    without: tuple[str, ...]


def papers_to_pack(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_ids: Sequence[UUID],
    kinds: Collection[str],
) -> Bundle:
    """The papers of those kinds, of the chosen dossiers of the officer's agencies; audited.

    Dossiers of other agencies are passed over. Raises ``NotPossibleNow`` when there is none,
    or too much was chosen.
    """
    officer = require_officer(actor)
    if len(dossier_ids) > MOST_PACKED:
        raise NotPossibleNow(TOO_MANY)
    codes = _codes(session, officer, dossier_ids)
    rows = session.execute(
        select(Paper.dossier_id, Paper.kind, Paper.number, Paper.storage_key)
        .where(
            Paper.dossier_id.in_(codes),
            Paper.kind.in_([kind for kind in kinds if kind in WORDS]),
            Paper.state == "ready",
        )
        .order_by(Paper.dossier_id, Paper.kind, Paper.number)
    ).all()
    if not rows:
        raise NotPossibleNow(NO_PAPERS)
    audit.record(
        session, at=parts.clock(), actor=officer, act="download_papers",
        object_id=rows[0].dossier_id, dossiers=[str(one) for one in codes], kinds=sorted(kinds),
    )  # fmt: skip
    session.commit()
    packed = (PackedPaper(name=_name(codes, row), storage_key=row.storage_key) for row in rows)
    found = {row.dossier_id for row in rows}
    return Bundle(
        papers=tuple(sorted(packed, key=lambda one: one.name)),
        without=tuple(sorted(code for one, code in codes.items() if one not in found)),
    )


def papers_to_print(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_ids: Sequence[UUID],
    kinds: Collection[str],
) -> bytes:
    """The same papers as one PDF, sorted by the dossiers' codes.

    Raises what ``papers_to_pack`` raises.
    """
    officer = require_officer(actor)
    if len(dossier_ids) > MOST_PRINTED:
        raise NotPossibleNow(TOO_MANY_TO_PRINT)
    found = papers_to_pack(session, parts, officer, dossier_ids, kinds)
    return join_for_print(parts.files.get(one.storage_key) for one in found.papers)


def _codes(session: Session, officer: Actor, dossier_ids: Sequence[UUID]) -> dict[UUID, str]:
    mine = officer.agency_ids
    rows = session.execute(
        select(Dossier.id, Dossier.code).where(
            Dossier.id.in_(dossier_ids),
            Dossier.status != Status.DRAFT,
            or_(
                Dossier.receiving_agency_id.in_(mine),
                Dossier.competent_agency_id.in_(mine),
                Dossier.handling_agency_id.in_(mine),
                Dossier.return_agency_id.in_(mine),
            ),
        )
    )
    return {one: code for one, code in rows if code is not None}


def _name(codes: dict[UUID, str], row: Any) -> str:
    return f"{codes[row.dossier_id]}-{WORDS[row.kind]}-{row.number}.pdf"
