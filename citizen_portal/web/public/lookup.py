"""Look-up without login: a code and the end of a number."""

from __future__ import annotations

from typing import Any

from flask import request

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.description import FieldView
from citizen_portal.services.errors import NotFound, TooManyTries
from citizen_portal.services.lookup import look_up
from citizen_portal.web import context
from citizen_portal.web.guards import public
from citizen_portal.web.language import words
from citizen_portal.web.pages import page
from citizen_portal.web.public import public_pages
from citizen_portal.web.typed import typed_text

NO_MATCH = Text(
    "Không có hồ sơ nào khớp cả mã và bốn số cuối này. Hãy xem lại giấy xác nhận rồi thử lại.",
    "No dossier fits both this code and these four digits. Check your receipt and try again.",
)
CODE = Text("Mã hồ sơ", "Dossier code")
CODE_HINT = Text(
    "Ghi trên xác nhận nộp hồ sơ, ví dụ 000.01.21.H49-261120-0001.",
    "On your submission receipt, such as 000.01.21.H49-261120-0001.",
)
DIGITS = Text(
    "Bốn số cuối số định danh của chủ hồ sơ", "Last four digits of the applicant's number"
)


@public_pages.get("/tra-cuu")
@public
def ask() -> Any:
    """The question."""
    return _page(request.args.get("ma", "")[:60])


@public_pages.post("/tra-cuu")
@public
def answer() -> Any:
    """How far the dossier is; the same words whether code or number is wrong."""
    code, digits = typed_text("ma", 60), typed_text("so", 10)
    caller = request.remote_addr or "-"
    try:
        found = look_up(context.db(), context.parts(), code, digits, caller=caller)
    except NotFound:
        return _page(code, digits, (("ma", words(NO_MATCH)),), 404)
    except TooManyTries as error:
        return _page(code, digits, (("", words(error.sentence)),), 429)
    return page("public/found.html", found=found)


def _page(
    code: str, digits: str = "", errors: tuple[tuple[str, str], ...] = (), status: int = 200
) -> Any:
    fields = (
        FieldView(name="ma", kind="text", label=words(CODE), hint=words(CODE_HINT), value=code,
                  error=dict(errors).get("ma", ""), width=30),
        FieldView(name="so", kind="number", label=words(DIGITS), value=digits, width=5,
                  autocomplete="off"),
    )  # fmt: skip
    return page("public/lookup.html", status, fields=fields, errors=errors)
