"""The portal's side: opens orders, reads notices, asks for the state of an order."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from citizen_portal.plugin_api import (
    ConnectorUnavailable,
    PaymentFact,
    PaymentRequest,
    PluginHttp,
    Text,
)
from plugins.connectors.payment_platform.configuration import PlatformConfiguration
from plugins.connectors.payment_platform.messages import (
    REFERENCE,
    VERSION,
    Malformed,
    is_genuine,
    read_fact,
    read_message,
    sealed,
    write_moment,
    written,
)
from plugins.connectors.payment_platform.notices import read_notice

_DONE, _UNKNOWN_ORDER = "00", "01"


class ContradictoryOrder(ValueError):
    """A mistake of the portal: such an order cannot be paid."""


def _now() -> datetime:
    return datetime.now(UTC)


class PaymentPlatform:
    """A payment platform that speaks the protocol of the README; safe to share by threads."""

    name = "payment_platform"
    label = Text("Nền tảng thanh toán trực tuyến", "Online payment platform")

    def __init__(
        self,
        configuration: PlatformConfiguration,
        http: PluginHttp,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._configuration = configuration
        self._http = http
        self._clock = clock

    def start_payment(self, request: PaymentRequest) -> str:
        """Open an order, or find the open one with this reference; return the page to pay at.

        Raises ``ConnectorUnavailable``, also when the platform refuses the order, and
        ``ContradictoryOrder`` (a ``ValueError``) for a request that contradicts itself.
        """
        _check(request)
        answer = self._ask("khoi-tao", "INIT", _order(request))
        if answer.get("MaLoi") != _DONE or answer.get("MaThamChieu") != request.reference:
            raise ConnectorUnavailable(f"the order was refused: {answer.get('MaLoi')}")
        page = str(answer.get("UrlThanhToan"))
        if _origin(page) != _origin(self._configuration.url):
            raise ConnectorUnavailable("the page to pay at is not the platform's")
        return page

    def read_notice(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> PaymentFact:
        """Read a notice at the aware moment ``now``. Raises ``NoticeRefused``."""
        return read_notice(headers, body, self._configuration, now)

    def query_payment(self, reference: str) -> PaymentFact:
        """Ask for the present state of an order.

        Raises ``ConnectorUnavailable``, and ``LookupError`` for an order the platform
        does not know.
        """
        answer = self._ask("truy-van", "GET_BILL", {"MaThamChieu": reference})
        if answer.get("MaLoi") == _UNKNOWN_ORDER:
            raise LookupError(reference)
        try:
            fact = read_fact(answer)
        except Malformed as error:
            raise ConnectorUnavailable(f"the answer makes no sense: {error}") from None
        if answer.get("MaLoi") != _DONE or fact.reference != reference:
            raise ConnectorUnavailable("the answer is about something else")
        return fact

    def _ask(self, path: str, kind: str, content: Mapping[str, object]) -> dict[str, Any]:
        question = {
            **content,
            "LoaiBanTin": kind,
            "PhienBan": VERSION,
            "MaDoiTac": self._configuration.partner,
            # Comes back in the answer, so that an old answer cannot be played again.
            "MaYeuCau": secrets.token_hex(16),
            "ThoiGianYeuCau": write_moment(self._clock()),
        }
        reply = self._http.post(
            f"{self._configuration.url}/api/{path}",
            written(sealed(question, self._configuration.secrets[0])),
            headers={"Content-Type": "application/json"},
        )
        try:
            answer = read_message(reply.body)
        except Malformed:
            raise ConnectorUnavailable("the answer is not a message") from None
        if not is_genuine(answer, self._configuration.secrets):
            raise ConnectorUnavailable("the answer does not prove its origin")
        expected = (f"{kind}_KQ", question["MaDoiTac"], question["MaYeuCau"])
        if (answer.get("LoaiBanTin"), answer.get("MaDoiTac"), answer.get("MaYeuCau")) != expected:
            raise ConnectorUnavailable("the answer is to another question")
        return answer


def _check(request: PaymentRequest) -> None:
    if not REFERENCE.fullmatch(request.reference):
        raise ContradictoryOrder(f"{request.reference!r} is not a payment reference")
    if request.amount <= 0 or sum(amount for _, amount in request.lines) != request.amount:
        raise ContradictoryOrder("the lines do not add up to the amount")


def _order(request: PaymentRequest) -> dict[str, object]:
    return {
        "MaThamChieu": request.reference,
        "SoTien": request.amount,
        "MaTienTe": "VND",
        "LoaiHinhThanhToan": "PAY",
        "NgonNgu": "vi-VN",
        "ThongTinGiaoDich": request.description,
        "ThoiGianHetHan": write_moment(request.expires_at),
        "UrlTroVe": request.return_url,
        "UrlThongBao": request.notice_url,
        "ThongTinBienLai": {
            "MaHoSo": request.dossier_code,
            "HoTenNguoiNop": request.payer_name,
            "DSKhoanNop": [{"NoiDung": name, "SoTien": each} for name, each in request.lines],
        },
    }


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc
