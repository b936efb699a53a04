"""The letter about standing in: somebody absent does not look at their desk."""

from __future__ import annotations

import logging
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.moment import format_day
from citizen_portal.domain.notice_events import NoticeChannel
from citizen_portal.domain.roles import ActorKind
from citizen_portal.domain.wording import Text
from citizen_portal.models import Delegation, Person
from citizen_portal.procedures.connectors import AddressRefused, NoticeMessage
from citizen_portal.services.colleagues.staff import name_of
from citizen_portal.services.notices.channels import addresses, carrier_of, wishes_of
from citizen_portal.services.parts import Parts

_log = logging.getLogger(__name__)


def tell_of_standing_in(
    session: Session, parts: Parts, delegation_id: int, person_id: UUID, by: str, *, ended: bool
) -> bool:
    """Write to one of the two that it was arranged or ended; False when no letter reaches them.

    For the worker. The reason is left out: it may be an illness. Raises
    ``ConnectorUnavailable``, to be tried again.
    """
    row = session.get_one(Delegation, delegation_id)
    person = session.get_one(Person, person_id)
    address = addresses(parts, person).get(NoticeChannel.EMAIL)
    carrier = carrier_of(parts, NoticeChannel.EMAIL)
    if not address or carrier is None:
        return False
    language = wishes_of(person).language
    subject, said = _words(session, parts, row, by, ended=ended)
    text = f"{said.in_language(language)}\n{parts.base_url}/can-bo/uy-quyen\n"
    message = NoticeMessage(
        reference=f"standing-in-{row.id}-{'ended' if ended else 'begun'}-{person_id}",
        address=address, subject=subject.in_language(language), text=text, language=language,
        report_url="",
    )  # fmt: skip
    try:
        carrier.send(message)
    except AddressRefused as refused:
        _log.info("standing in %s: %s", row.id, refused.reason)
        return False
    return True


def _words(
    session: Session, parts: Parts, row: Delegation, by: str, *, ended: bool
) -> tuple[Text, Text]:
    absent, stand_in = name_of(session, row.from_person_id), name_of(session, row.to_person_id)
    role, agency = ActorKind(row.role).label, parts.reference.agency(row.agency_id).name
    if ended:
        return (
            Text("Kết thúc làm thay khi vắng mặt", "Standing in has ended"),
            Text(
                f"{stand_in} thôi làm thay {absent} ({role.vi}, {agency}).\nNgười kết thúc: {by}.",
                f"{stand_in} no longer stands in for {absent} ({role.en}, {agency}).\n"
                f"Ended by: {by}.",
            ),
        )
    since, until = format_day(row.since), format_day(row.until)
    return (
        Text("Làm thay khi vắng mặt", "Standing in"),
        Text(
            f"{stand_in} làm thay {absent} ({role.vi}, {agency}) từ {since} đến hết {until}.\n"
            f"Người uỷ quyền: {by}.",
            f"{stand_in} stands in for {absent} ({role.en}, {agency}) from {since} until the end "
            f"of {until}.\nArranged by: {by}.",
        ),
    )
