"""Using a paper of the store instead of uploading or scanning it again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from citizen_portal.domain.digitisation import CopyKind, Source
from citizen_portal.domain.lifecycle import Action, ActorKind
from citizen_portal.domain.wording import Text
from citizen_portal.models import Attachment, Dossier, Person, VaultItem
from citizen_portal.procedures.procedure import DocumentRequirement, Procedure
from citizen_portal.services import audit
from citizen_portal.services.actor import SUBMIT_LEVEL, Actor, require_person
from citizen_portal.services.attachments import open_for_papers, require_room
from citizen_portal.services.counter.on_behalf import lock_to_apply
from citizen_portal.services.errors import NotFound, NotPossibleNow
from citizen_portal.services.parts import Parts
from citizen_portal.services.vault.items import VaultView, as_view, component_of, handed_over

NOT_IN_FORCE = Text(
    "Bản trong kho đã hết hạn hoặc bị thu hồi. Hãy tải lên bản còn hiệu lực.",
    "The stored copy has expired or was withdrawn. Upload one that is in force.",
)
_SUFFIX = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


def file_name_of(item: VaultView) -> str:
    """How a stored copy is called as a file."""
    return f"{item.code}{_SUFFIX.get(item.media_type, '')}"


def attach_from_vault(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    requirement: str,
    item_id: UUID,
) -> None:
    """Take a paper from the applicant's store for a requirement that allows it.

    An officer at the counter may, for who sits before them; that look is written down.
    Raises ``NotFound`` for another's item or one of another kind, ``NotPossibleNow``.
    """
    person = require_person(actor, SUBMIT_LEVEL)
    dossier, kind = lock_to_apply(session, person, dossier_id, Action.SUPPLEMENT)
    supplement = open_for_papers(dossier)
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    item = _item_for(session, dossier, item_id)
    if item.component_code != _component(procedure, requirement):
        raise NotFound()
    if not as_view(item).in_force(parts.today()):
        raise NotPossibleNow(NOT_IN_FORCE)
    present = require_room(session, dossier_id, procedure, requirement)
    if any(one.vault_item_id == item_id for one in present):
        session.rollback()  # a second click, not a second paper
        return
    dossier.updated_at = parts.clock()
    session.execute(
        insert(Attachment).values(
            id=parts.new_id(),
            dossier_id=dossier_id,
            requirement=requirement,
            uploaded_by=person.person_id,
            uploaded_at=parts.clock(),
            supplement_number=supplement,
            **_copied(item),
        )
    )
    _note_look(session, parts, person, kind, item)
    session.commit()


def _copied(item: VaultItem) -> dict[str, Any]:
    """What the row of a paper takes over from the store: the bytes are the same ones."""
    return {
        "file_name": file_name_of(as_view(item)),
        "media_type": item.media_type,
        "size": item.size,
        "sha256": item.sha256,
        "storage_key": item.storage_key,
        "scan_state": "clean",
        "source": Source.VAULT.value,
        "copy_kind": CopyKind.ELECTRONIC.value,
        "details": item.details,
        "vault_item_id": item.id,
    }


def open_item_for_dossier(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, item_id: UUID
) -> tuple[VaultView, bytes]:
    """A stored copy with its bytes, while it is decided whether to use it for a dossier.

    Raises ``NotFound``, ``NotPossibleNow`` once no papers can be added any more.
    """
    person = require_person(actor, SUBMIT_LEVEL)
    dossier, kind = lock_to_apply(session, person, dossier_id, Action.SUPPLEMENT)
    open_for_papers(dossier)
    item = _item_for(session, dossier, item_id)
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    if item.component_code not in {component_of(procedure, one) for one in reusable(procedure)}:
        raise NotFound()
    view, data = as_view(item), parts.files.get(item.storage_key)
    _note_look(session, parts, person, kind, item)
    session.commit()
    return view, data


def reusable(procedure: Procedure) -> tuple[DocumentRequirement, ...]:
    """The papers of a procedure that may come from the store."""
    return tuple(one for one in procedure.documents if one.reusable)


def _item_for(session: Session, dossier: Dossier, item_id: UUID) -> VaultItem:
    """The item, if it is in the applicant's store. Raises ``NotFound``."""
    item = session.scalars(
        select(VaultItem)
        .join(Person, Person.personal_number == VaultItem.owner_number)
        .outerjoin(Dossier, Dossier.id == VaultItem.dossier_id)
        .where(
            VaultItem.id == item_id,
            Person.id == dossier.person_id,
            Person.personal_number != "",
            handed_over(),
        )
    ).one_or_none()
    if item is None:
        raise NotFound()
    return item


def _component(procedure: Procedure, requirement: str) -> str:
    """The component of a reusable requirement. Raises ``NotFound``."""
    for one in reusable(procedure):
        if one.name == requirement:
            return component_of(procedure, one)
    raise NotFound()


def _note_look(
    session: Session, parts: Parts, person: Actor, kind: ActorKind, item: VaultItem
) -> None:
    if kind is not ActorKind.APPLICANT:
        audit.record(session, at=parts.clock(), actor=person, act="open_vault_item",
                     object_id=item.id, purpose="counter")  # fmt: skip
