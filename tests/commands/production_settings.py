"""Settings that production accepts; all invented."""

from __future__ import annotations

GOOD = {
    "PORTAL_ENV": "production",
    "PORTAL_DATABASE_URL": "postgresql://portal:pw@db.example.vn/portal",
    "PORTAL_SECRET_KEY": "k" * 32,
    "PORTAL_BASE_URL": "https://dichvucong.example.vn/",
    "PORTAL_FILES_URL": "s3://ho-so",
    "PORTAL_OIDC_ISSUER": "https://dinhdanh.example.vn/",
    "PORTAL_OIDC_CLIENT_ID": "portal-22",
    "PORTAL_OIDC_CLIENT_SECRET": "c" * 32,
    "PORTAL_PAYMENT_GATEWAY_URL": "https://thanhtoan.example.vn",
    "PORTAL_PAYMENT_GATEWAY_SECRET": "p" * 32,
    "PORTAL_DATA_DIR": "/var/lib/portal",
}
