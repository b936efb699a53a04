"""A list of dossiers that wait at a counter, with a field for a dossier's code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import redirect, request

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.description import FieldView
from citizen_portal.services.counter.waiting import WaitingPage
from citizen_portal.services.errors import WrongInput
from citizen_portal.web.language import words
from citizen_portal.web.pages import page

CODE = Text("Mã hồ sơ", "Dossier code")
CODE_HINT = Text(
    "Ghi trên giấy hẹn, ví dụ 000.00.06.H49-261120-0001; có thể quét mã vạch hoặc mã QR.",
    "As on the slip, such as 000.00.06.H49-261120-0001; a barcode or QR code can be scanned.",
)


def list_page(
    template: str,
    address: str,
    find: Callable[[str], UUID],
    waiting: Callable[[str], WaitingPage],
    beside: Callable[[], WaitingPage] | None = None,
) -> Any:
    """The page as the address asks for it; a code that is found leads to its dossier.

    ``beside`` is another, short list of the same page.
    """
    typed = request.args.get("ma", "")[:60].replace("\x00", "").strip()
    error = ""
    if typed:
        try:
            return redirect(f"{address}/{find(typed)}", 303)
        except WrongInput as refused:
            error = words(refused.problems["ma"])
    after = request.args.get("sau", "")[:200]
    seen = waiting(after)
    return page(
        template, 422 if error else 200, seen=seen, address=address,
        beside=beside() if beside else None,
        code=FieldView(name="ma", kind="text", label=words(CODE), hint=words(CODE_HINT),
                       value=typed, width=30, error=error),
        errors=[("ma", error)] if error else [],
        newest=address if after else "",
        older=f"{address}?sau={seen.older}" if seen.older else "",
    )  # fmt: skip
