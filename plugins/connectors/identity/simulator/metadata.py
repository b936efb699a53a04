"""What clients may read and do before any login: metadata, keys, registration, misbehaviour."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from plugins.connectors.identity.simulator.clients import (
    AUTHENTICATION_METHODS,
    RegistrationRefused,
)
from plugins.connectors.identity.simulator.desk import Desk, desk
from plugins.connectors.identity.simulator.deviations import ELSEWHERE
from plugins.connectors.identity.simulator.misbehaviour import Misbehaviour
from plugins.connectors.identity.simulator.signing_keys import ALGORITHMS

pages = Blueprint("metadata", __name__)

CLAIMS = (
    "sub iss aud exp iat auth_time nonce acr amr azp at_hash name family_name middle_name"
    " given_name gender birthdate locale zoneinfo email email_verified phone_number"
    " phone_number_verified address LoaiTaiKhoan SoDinhDanh HoVaTen NgayThangNamSinh MaXa"
)


@pages.get("/.well-known/openid-configuration")
def configuration() -> Response:
    """OpenID Connect Discovery 1.0."""
    document = _document(desk())
    match desk().switch.take(at_discovery=True):
        case Misbehaviour.DISCOVERY_BAD_ISSUER:
            document["issuer"] = ELSEWHERE
        case Misbehaviour.DISCOVERY_MISSING_ISSUER:
            del document["issuer"]
        case Misbehaviour.DISCOVERY_OFFERS_NONE:
            document["id_token_signing_alg_values_supported"] = ["none", "HS256"]
    return jsonify(document)


@pages.get("/jwks")
def jwks() -> Response:
    """The public keys (RFC 7517)."""
    return jsonify(desk().keys.public())


@pages.post("/register")
def register() -> tuple[Response, int]:
    """Dynamic client registration (RFC 7591): any client may register itself."""
    metadata = request.get_json(silent=True)
    if not isinstance(metadata, dict):
        return jsonify(error="invalid_client_metadata", error_description="Send JSON."), 400
    try:
        return jsonify(desk().clients.register(metadata)), 201
    except RegistrationRefused as refusal:
        return jsonify(error=refusal.error, error_description=str(refusal)), 400


@pages.post("/_sai-lech")
def misbehave() -> tuple[Response, int]:
    """Arm a misbehaviour: ``{"next": "bad_nonce", "times": 1}``; ``{"next": null}`` disarms."""
    order = request.get_json(silent=True)
    order = order if isinstance(order, dict) else {}
    name, times = order.get("next", ""), order.get("times", 1)
    seconds = order.get("seconds", desk().switch.slow_seconds)
    known = [one.value for one in Misbehaviour]
    numbers = isinstance(times, int) and isinstance(seconds, int | float)
    if not (name is None or name in known) or not numbers:
        return jsonify(error='Send {"next": <known name>, "times": 1}.', known=known), 400
    desk().switch.slow_seconds = seconds
    if name is None:
        desk().switch.clear()
    else:
        desk().switch.arm(Misbehaviour(name), times)
    return jsonify(armed=[one.value for one in desk().switch.armed()]), 200


def _document(state: Desk) -> dict[str, Any]:
    return {
        "issuer": state.issuer,
        "authorization_endpoint": state.address("authorize"),
        "token_endpoint": state.address("token"),
        "userinfo_endpoint": state.address("userinfo"),
        "jwks_uri": state.address("jwks"),
        "registration_endpoint": state.address("register"),
        "end_session_endpoint": state.address("end-session"),
        "scopes_supported": ["openid", "profile", "email", "phone", "address"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "acr_values_supported": ["loa1", "loa2"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": list(ALGORITHMS),
        "token_endpoint_auth_methods_supported": list(AUTHENTICATION_METHODS),
        "code_challenge_methods_supported": ["S256"],
        "claims_supported": CLAIMS.split(),
        "ui_locales_supported": ["vi"],
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "authorization_response_iss_parameter_supported": True,
    }
