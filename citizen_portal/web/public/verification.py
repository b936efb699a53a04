"""Is a paper genuine: by the token of its QR code, and by the file itself."""

from __future__ import annotations

from typing import Any

from flask import request

from citizen_portal.domain.wording import Text
from citizen_portal.services.errors import NotFound
from citizen_portal.services.papers.verification import (
    Comparison,
    FileVerdict,
    compare_file,
    find_paper,
)
from citizen_portal.services.results.registry import STATES
from citizen_portal.web import context
from citizen_portal.web.guards import public
from citizen_portal.web.language import words
from citizen_portal.web.pages import page
from citizen_portal.web.public import public_pages

NO_FILE = Text(
    "Hãy chọn tệp PDF cần kiểm tra trước khi bấm nút.",
    "Choose the PDF file to check before pressing the button.",
)
VERDICTS = {
    Comparison.SAME: (
        "success",
        Text("✓ Tệp đúng là giấy này", "✓ The file is this paper"),
        Text(
            "Tệp bạn gửi giống từng chữ với bản đã ký; bạn dùng được.",
            "Your file is the signed original, byte for byte; you can rely on it.",
        ),
    ),
    Comparison.ALTERED: (
        "error",
        Text("✗ Tệp đã bị sửa", "✗ The file was altered"),
        Text(
            "Nội dung tệp đã thay đổi sau khi ký. Đừng dùng tệp này; hãy xin lại bản gốc.",
            "The file was changed after it was signed. Do not rely on it; ask for the original.",
        ),
    ),
    Comparison.OTHER: (
        "warning",
        Text("! Tệp là một giấy khác", "! The file is another paper"),
        Text(
            "Chữ ký của tệp còn nguyên, nhưng tệp không phải giấy nêu trên trang này. "
            "Hãy quét mã QR in trên chính tệp đó.",
            "Its signature holds, but it is not the paper on this page. "
            "Scan the QR code printed on that file itself.",
        ),
    ),
    Comparison.UNKNOWN: (
        "error",
        Text("✗ Không nhận ra tệp này", "✗ This file is not known"),
        Text(
            "Tệp không do cổng này ký. Đừng dùng tệp thay cho giấy nêu trên trang này.",
            "This portal has not signed the file. Do not take it for the paper on this page.",
        ),
    ),
}

SAME_BUT_ENDED = (
    "warning",
    Text("! Tệp đúng là giấy này, nhưng giấy không còn giá trị",
         "! The file is this paper, but the paper no longer counts"),
    Text(
        "Tệp giống từng chữ với bản đã ký. Hãy xem lý do và giấy thay thế, nếu có, ở dưới.",
        "Your file is the signed original. See below why it ended and what replaces it, if "
        "anything does.",
    ),
)  # fmt: skip


@public_pages.get("/xac-thuc/<token>")
@public
def verify(token: str) -> Any:
    """What the paper of this token is, and whether we issued it."""
    return _page(token)


@public_pages.post("/xac-thuc/<token>")
@public
def compare(token: str) -> Any:
    """Whether an uploaded file is that paper."""
    file = request.files.get("tep")
    if file is None or not file.filename:
        return _page(token, errors=(("tep", words(NO_FILE)),), status=422)
    try:
        verdict = compare_file(context.db(), context.parts(), token, file.read())
    except NotFound:
        return page("public/paper_unknown.html", 404)
    return _page(token, verdict=verdict)


def _page(
    token: str,
    *,
    verdict: FileVerdict | None = None,
    errors: tuple[tuple[str, str], ...] = (),
    status: int = 200,
) -> Any:
    try:
        paper = find_paper(context.db(), context.parts(), token)
    except NotFound:
        return page("public/paper_unknown.html", 404)
    said = VERDICTS[verdict.comparison] if verdict else None
    ended = paper.standing is not None and paper.standing.state != "in_force"
    if verdict and verdict.comparison is Comparison.SAME and ended:
        said = SAME_BUT_ENDED
    return page(
        "public/verification.html", status, paper=paper, verdict=verdict, said=said,
        errors=errors, standing_words=STATES[paper.standing.state][0] if paper.standing else "",
    )  # fmt: skip
