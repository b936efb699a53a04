"""The audit trail, read by auditors and, for their own agency, by leaders."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import request

from citizen_portal.domain.actions import Action
from citizen_portal.domain.wording import Text
from citizen_portal.services.colleagues.logs import LogPage, Wanted, read_log
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.colleagues.asked import DAY, read_day
from citizen_portal.web.pages import page

ADDRESS = "/can-bo/nhat-ky"
ACTS: dict[str, Text] = {
    **{action.value: action.label for action in Action},
    "login": Text("Đăng nhập", "Logged in"),
    "logout": Text("Đăng xuất", "Logged out"),
    "open_dossier": Text("Mở xem hồ sơ", "Opened the dossier"),
    "download_results": Text("Tải kết quả", "Downloaded results"),
    "note": Text("Ghi chú nội bộ", "Left a note"),
    "ask-opinion": Text("Xin ý kiến cơ quan khác", "Asked another agency"),
    "answer-opinion": Text("Trả lời xin ý kiến", "Answered another agency"),
    "withdraw-opinion": Text("Rút câu hỏi xin ý kiến", "Withdrew the question"),
    "change-returning": Text("Đổi nơi trả kết quả", "Changed the place of return"),
    "delegate": Text("Uỷ quyền vai trò", "Lent a role"),
    "end-delegation": Text("Kết thúc uỷ quyền", "Ended a delegation"),
    "declare-relative": Text("Khai người thân", "Named a relative"),
    "withdraw-relative": Text("Bỏ khai người thân", "Took a relative off"),
    "read-relatives": Text("Đọc danh sách người thân", "Read the lists of relatives"),
    "set-assignment-rule": Text("Đặt quy tắc phân công", "Set a rule of assignment"),
    "drop-assignment-rule": Text("Bỏ quy tắc phân công", "Removed a rule of assignment"),
    "read-log": Text("Đọc nhật ký", "Read the log"),
}
"""What an entry calls an act, in words; an act that is not here is shown by its own word."""


@officer_pages.get(ADDRESS)
@officer
def log() -> Any:
    """Entries, newest first, narrowed to a dossier, a person, a day."""
    code, person, day = (
        request.args.get(name, "")[:100].replace("\x00", "").strip()
        for name in ("ma", "nguoi", "ngay")
    )
    on = read_day(day)
    wrong = bool(day) and on is None
    found = LogPage(lines=(), older=0) if wrong else read_log(
        context.db(), context.parts(), context.actor(),
        Wanted(code=code, person=person, day=on), _before(),
    )  # fmt: skip
    query = {"ma": code, "nguoi": person, "ngay": day}
    return page(
        "officer/colleagues/log.html", 422 if wrong else 200, lines=found.lines, acts=ACTS,
        query=query, day_error=DAY if wrong else None,
        errors=[("ngay", words(DAY))] if wrong else [],
        first=f"{ADDRESS}?{urlencode(query)}" if _before() else "",
        older=f"{ADDRESS}?{urlencode({**query, 'truoc': found.older})}" if found.older else "",
    )  # fmt: skip


def _before() -> int:
    given = request.args.get("truoc", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0
