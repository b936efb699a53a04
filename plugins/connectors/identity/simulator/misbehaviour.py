"""The ways in which the simulator can be told to answer wrongly, and the switch for it."""

from __future__ import annotations

import threading
from collections import deque
from enum import StrEnum

SLOW_SECONDS = 20.0
MOST_ARMED = 1000


class Misbehaviour(StrEnum):
    """One wrong answer (or, for the last two, an unusual one that is right)."""

    WRONG_STATE = "wrong_state"
    MISSING_STATE = "missing_state"
    WRONG_ISS_PARAM = "wrong_iss_param"
    MISSING_ISS_PARAM = "missing_iss_param"
    REUSED_CODE = "reused_code"

    BAD_NONCE = "bad_nonce"
    MISSING_NONCE = "missing_nonce"
    BAD_AUDIENCE = "bad_audience"
    AUDIENCE_LIST = "audience_list"
    AUDIENCE_WITH_AZP = "audience_with_azp"
    MISSING_AUDIENCE = "missing_audience"
    BAD_AZP = "bad_azp"
    BAD_ISSUER = "bad_issuer"
    EXPIRED = "expired"
    FUTURE_IAT = "future_iat"
    FUTURE_NBF = "future_nbf"
    OLD_IAT = "old_iat"
    OLD_AUTHENTICATION = "old_authentication"
    BAD_AT_HASH = "bad_at_hash"
    LOW_ACR = "low_acr"
    MISSING_ACR = "missing_acr"
    MISSING_SUB = "missing_sub"
    LOGOUT_EVENT = "logout_token"

    ALG_NONE = "alg_none"
    HS256_PUBLIC_KEY = "hs256_public_key"
    UNLISTED_ALGORITHM = "unlisted_algorithm"
    TYP_AT_JWT = "typ_at_jwt"
    TYP_LOGOUT_JWT = "typ_logout_jwt"
    UNKNOWN_KID = "unknown_kid"
    BAD_SIGNATURE = "bad_signature"
    EMBEDDED_JWK = "embedded_jwk"
    KEY_ADDRESS = "key_address"
    CRIT = "crit"

    WITHOUT_ID = "no_id_token"
    NOT_JSON = "not_json"
    SLOW = "slow"
    HUGE = "huge"
    ERROR_500 = "error_500"
    REDIRECTING = "redirecting"

    WRONG_USERINFO_SUB = "wrong_userinfo_sub"
    USERINFO_REFUSED = "userinfo_refused"

    DISCOVERY_BAD_ISSUER = "discovery_bad_issuer"
    DISCOVERY_MISSING_ISSUER = "discovery_missing_issuer"
    DISCOVERY_OFFERS_NONE = "discovery_offers_none"

    AUDIENCE_AS_LIST = "audience_as_list"
    BARE = "bare_token"

    @property
    def at_discovery(self) -> bool:
        """Tell whether it shows in the metadata rather than in a login."""
        return self.value.startswith("discovery_")


class Switch:
    """What to do wrong next: armed in order, each used up by one login or one discovery."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: deque[Misbehaviour] = deque(maxlen=MOST_ARMED)
        self.slow_seconds = SLOW_SECONDS

    def arm(self, misbehaviour: Misbehaviour, times: int = 1) -> None:
        """Misbehave in this way for the next ``times`` occasions."""
        with self._lock:
            self._armed.extend([misbehaviour] * min(times, MOST_ARMED))

    def clear(self) -> None:
        """Answer rightly again."""
        with self._lock:
            self._armed.clear()

    def armed(self) -> tuple[Misbehaviour, ...]:
        """Return what is still to come."""
        with self._lock:
            return tuple(self._armed)

    def take(self, *, at_discovery: bool) -> Misbehaviour | None:
        """Use up the next misbehaviour for a discovery or for a login."""
        with self._lock:
            for one in self._armed:
                if one.at_discovery == at_discovery:
                    self._armed.remove(one)
                    return one
        return None
