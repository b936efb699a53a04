"""What a plugin offers when it is a door to a system outside the building."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from citizen_portal.domain.post import ShipmentStep
from citizen_portal.domain.wording import Text


class ConnectorUnavailable(Exception):
    """The system outside did not answer, or not in time: try again later."""


# --- identity -----------------------------------------------------------------


class LoginRefused(Exception):
    """The provider's answer was not acceptable; ``reason`` is a stable short code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginStart:
    """Where to send the browser, and what to remember until it comes back."""

    url: str
    state: str
    nonce: str
    code_verifier: str
    redirect_uri: str
    required_level: int
    max_age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who logged in, as the provider vouches for it.

    The account key is ``(issuer, subject)``; all else is a claim about the person.
    ``assurance_level`` is 1 or 2 (2: verified by biometrics, as good as the card).
    """

    issuer: str
    subject: str
    full_name: str
    assurance_level: int
    authenticated_at: datetime
    id_token: str
    personal_number: str = ""
    birth_date: date | None = None
    gender: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    commune_code: str = ""


@runtime_checkable
class IdentityProvider(Protocol):
    """Logs people in at a provider outside, such as one of OpenID Connect."""

    name: str
    label: Text

    def start_login(
        self,
        *,
        redirect_uri: str,
        required_level: int,
        login_hint: str = "",
        max_age: int | None = None,
    ) -> LoginStart:
        """Prepare a login. Raises ``ConnectorUnavailable``."""

    def finish_login(
        self, start: LoginStart, callback: Mapping[str, str], *, now: datetime
    ) -> Identity:
        """Check the provider's answer (aware ``now``).

        Raises ``LoginRefused`` or ``ConnectorUnavailable``.
        """

    def logout_url(self, *, id_token: str, return_to: str) -> str | None:
        """Where the browser ends the provider's own session, or None."""


# --- payment ------------------------------------------------------------------


class NoticeRefused(Exception):
    """A notice that does not prove its origin; ``reason`` is a stable short code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRequest:
    """One order to pay; ``amount`` in whole đồng, ``reference`` unique and ASCII."""

    reference: str
    amount: int
    dossier_code: str
    description: str
    payer_name: str
    lines: tuple[tuple[str, int], ...]
    return_url: str
    notice_url: str
    expires_at: datetime


class PaymentState(StrEnum):
    """What the gateway says of an order."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    EXPIRED = "expired"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFact:
    """What a gateway vouches for about one order; ``amount`` in đồng.

    ``event_id`` names this message (the same again is a repetition), ``transaction_id``
    the movement of money (empty while there is none).
    """

    reference: str
    state: PaymentState
    amount: int
    currency: str
    event_id: str
    transaction_id: str
    occurred_at: datetime


@runtime_checkable
class PaymentGateway(Protocol):
    """Takes money for the State and says, provably, whether it came."""

    name: str
    label: Text

    def start_payment(self, request: PaymentRequest) -> str:
        """Open an order; return the address for the payer's browser.

        Opening the same reference again returns the same order.
        Raises ``ConnectorUnavailable``.
        """

    def read_notice(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> PaymentFact:
        """Read a server-to-server notice. Raises ``NoticeRefused`` when not proven."""

    def query_payment(self, reference: str) -> PaymentFact:
        """Ask for the present state. Raises ``ConnectorUnavailable``, ``LookupError``."""


# --- signatures ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """In whose name a paper is signed.

    ``kind`` is ``"agency"`` (the seal), ``"person"`` (an officer) or ``"portal"``;
    ``key`` identifies it within its kind: an agency code, a personal number, a name.
    """

    kind: str
    key: str
    name: str


@runtime_checkable
class Signer(Protocol):
    """Holds keys, or speaks to a service that does; the keys never leave it.

    ``algorithm`` is ``"ecdsa_sha256"`` or ``"rsa_sha256"`` (PKCS#1 v1.5).
    """

    name: str
    algorithm: str

    def enrol(self, signatories: Sequence[Signatory]) -> None:
        """Make sure each signatory has a key and a certificate."""

    def certificates(self, signatory: Signatory) -> tuple[bytes, ...]:
        """The DER chain, the signatory's own certificate first. Raises ``LookupError``."""

    def sign(self, signatory: Signatory, content: bytes) -> bytes:
        """Sign ``content`` with the signatory's key. Raises ``ConnectorUnavailable``."""

    def trust_anchors(self) -> tuple[bytes, ...]:
        """The DER certificates that this signer's papers are verified against."""


# --- notices ------------------------------------------------------------------


class AddressRefused(Exception):
    """Nobody can be reached at the address, now or later; ``reason`` is a short sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeMessage:
    """One notice to one address; ``reference`` is unique and ASCII.

    The same reference again is the same message: whoever can tell sends it once. ``subject`` is
    empty where the channel has none; ``report_url`` is where reports about it are taken.
    """

    reference: str
    address: str
    subject: str
    text: str
    language: str
    report_url: str


class DeliveryOutcome(StrEnum):
    """What a report says of a message."""

    DELIVERED = "delivered"
    BOUNCED = "bounced"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """What the far side vouches for about one message, named by our ``reference``."""

    reference: str
    outcome: DeliveryOutcome
    reason: str
    occurred_at: datetime


@runtime_checkable
class Notifier(Protocol):
    """Carries notices to people over one channel: ``"email"`` or ``"sms"``."""

    name: str
    label: Text
    channel: str

    def send(self, message: NoticeMessage) -> str:
        """Hand a message over; return the name that the far side gave it, or "".

        Raises ``ConnectorUnavailable`` (it is tried again), ``AddressRefused`` (it is not).
        """

    def read_report(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> DeliveryReport:
        """Read a report from outside. Raises ``NoticeRefused`` when not proven."""


# --- the post -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """Who sends or receives; ``phone`` in the international form, or empty."""

    name: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentOrder:
    """Something to be carried; ``reference`` is unique and ASCII, the recipient pays the postage.

    ``events_url`` is where the carrier posts what happens to it.
    """

    reference: str
    sender: PostalAddress
    recipient: PostalAddress
    content: str
    events_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waybill:
    """The number under which a shipment travels, and its ``postage`` in đồng."""

    number: str
    postage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierEvent:
    """What a carrier vouches for about one shipment; ``event_id`` names this message.

    The same ``event_id`` again is a repetition; ``occurred_at`` is aware.
    """

    waybill: str
    event_id: str
    step: ShipmentStep
    occurred_at: datetime
    place: str = ""
    note: str = ""


@runtime_checkable
class Carrier(Protocol):
    """Carries papers between agencies and people, and says what becomes of them."""

    name: str
    label: Text

    def quote_postage(self, sender: PostalAddress, recipient: PostalAddress) -> int:
        """What carrying a letter would cost, in đồng.

        Raises ``ConnectorUnavailable``, ``AddressRefused``.
        """

    def create_shipment(self, order: ShipmentOrder) -> Waybill:
        """Order a shipment; the same reference again returns the same waybill.

        Raises ``ConnectorUnavailable`` (it is tried again), ``AddressRefused`` (it is not).
        """

    def read_event(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> CarrierEvent:
        """Read a message about a shipment. Raises ``NoticeRefused`` when not proven."""

    def query_shipment(self, waybill: str) -> tuple[CarrierEvent, ...]:
        """All that is known of a shipment. Raises ``ConnectorUnavailable``, ``LookupError``."""
