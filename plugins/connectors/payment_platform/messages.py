"""What the portal and the platform say to each other: sealed JSON objects.

Field names are those seen in use with the national payment platform. The seal is ours:
HMAC-SHA-256 over one canonical form of the whole message, see the README for why.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from citizen_portal.plugin_api import PaymentFact, PaymentState, read_json_object

VERSION = "1.0.6"
SEAL = "MaXacThuc"
LONGEST_MESSAGE = 65_536
REFERENCE = re.compile(r"[A-Za-z0-9._-]{1,64}")

STATES = {
    "CHO_THANH_TOAN": PaymentState.PENDING,
    "THANH_CONG": PaymentState.SUCCEEDED,
    "THAT_BAI": PaymentState.FAILED,
    "HET_HAN": PaymentState.EXPIRED,
    "DA_HOAN_TIEN": PaymentState.REFUNDED,
}
STATE_WORDS = {state: word for word, state in STATES.items()}

_EVENT = re.compile(r"[A-Za-z0-9-]{1,64}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_MONEY_MOVED = (PaymentState.SUCCEEDED, PaymentState.REFUNDED)


class Malformed(ValueError):
    """What arrived is no message of this protocol."""


def written(message: Mapping[str, object]) -> bytes:
    """Write a message in its canonical form: keys sorted, no blanks, UTF-8."""
    return json.dumps(
        message, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def sealed(message: Mapping[str, object], secret: str) -> dict[str, object]:
    """Return the message with its seal."""
    return {**message, SEAL: _seal(message, secret)}


def is_genuine(message: Mapping[str, object], secrets: Iterable[str]) -> bool:
    """Tell whether one of the secrets made the message's seal."""
    given = str(message.get(SEAL, "")).encode()
    # Every secret is tried, so that the time taken does not tell which one fits.
    fits = [hmac.compare_digest(given, _seal(message, secret).encode()) for secret in secrets]
    return any(fits)


def read_message(body: bytes) -> dict[str, Any]:
    """Read one JSON object. Raises ``Malformed``: too long, not an object, a key twice."""
    if len(body) > LONGEST_MESSAGE:
        raise Malformed("too long")
    try:
        return read_json_object(body)
    except ValueError as error:
        raise Malformed(str(error)) from None


def read_fact(message: Mapping[str, object]) -> PaymentFact:
    """Read what a genuine message says of an order. Raises ``Malformed``."""
    state = STATES.get(str(message.get("TrangThaiGD")))
    amount = message.get("SoTien")
    if state is None:
        raise Malformed("TrangThaiGD is unknown")
    if type(amount) is not int or amount < 0:
        raise Malformed("SoTien is not a whole amount")
    transaction = _text(message, "MaGiaoDich")
    if bool(transaction) != (state in _MONEY_MOVED):
        raise Malformed("MaGiaoDich does not fit TrangThaiGD")
    return PaymentFact(
        reference=_text(message, "MaThamChieu", REFERENCE),
        state=state,
        amount=amount,
        currency=_text(message, "MaTienTe", _CURRENCY),
        event_id=_text(message, "MaSuKien", _EVENT),
        transaction_id=transaction,
        occurred_at=read_moment(_text(message, "ThoiGianGD")),
    )


def write_fact(fact: PaymentFact) -> dict[str, object]:
    """Write a fact in the words of the platform."""
    return {
        "MaThamChieu": fact.reference,
        "TrangThaiGD": STATE_WORDS[fact.state],
        "SoTien": fact.amount,
        "MaTienTe": fact.currency,
        "MaSuKien": fact.event_id,
        "MaGiaoDich": fact.transaction_id,
        "ThoiGianGD": write_moment(fact.occurred_at),
    }


def write_moment(moment: datetime) -> str:
    """Write an aware moment as ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat()


def read_moment(text: str) -> datetime:
    """Read an ISO 8601 moment with its zone. Raises ``Malformed``."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Malformed("not a moment") from None
    if moment.tzinfo is None:
        raise Malformed("a moment without its zone")
    return moment.astimezone(UTC)


def _seal(message: Mapping[str, object], secret: str) -> str:
    content = {name: value for name, value in message.items() if name != SEAL}
    return hmac.new(secret.encode(), written(content), hashlib.sha256).hexdigest()


def _text(
    message: Mapping[str, object], name: str, form: re.Pattern[str] = re.compile(r"[!-~]{0,64}")
) -> str:
    value = message.get(name)
    if not isinstance(value, str) or not form.fullmatch(value):
        raise Malformed(f"{name} is malformed")
    return value
