"""Who sits at which desk, and how they find a dossier there."""

from __future__ import annotations

from tests.browser.person import Person

DUNG = "Phạm Thị Dung"
"""One-stop officer of phường Hạ Long."""
EM = "Hoàng Văn Em"
"""Case officer of phường Hạ Long."""
GIANG = "Vũ Thị Giang"
"""Approver of phường Hạ Long."""
HAI = "Đỗ Thị Hải"
"""One-stop officer of another agency, phường Bãi Cháy."""
LAM = "Trịnh Văn Lâm"
"""One-stop and case officer of the police of phường Hạ Long."""
MAI = "Đinh Thị Mai"
"""Approver of the police of phường Hạ Long."""
EN = "Vi Thị Én"
"""Administrator of the agency of phường Hạ Long."""
KHOA = "Bùi Văn Khoa"
"""Administrator."""


def search_desk(officer: Person, code: str) -> None:
    """Look for a code at the desk."""
    officer.open("/can-bo")
    officer.type("Tìm trong mọi hồ sơ của cơ quan", code)
    officer.press("Tìm")


def ask_for_more(officer: Person, what: str, why: str) -> None:
    """At a dossier: ask for what is missing."""
    officer.unfold("Yêu cầu bổ sung")
    officer.follow("Yêu cầu bổ sung")
    officer.type("Nội dung cần bổ sung khác", what)
    officer.type("Lý do chung (không bắt buộc)", why)
    officer.press("Gửi yêu cầu bổ sung")
    assert officer.status_tag() == "Yêu cầu bổ sung giấy tờ"


def at_desk(officer: Person, code: str) -> None:
    """From the desk to the dossier, by its code."""
    search_desk(officer, code)
    officer.follow(code)
    assert code in officer.heading


def ask_for(officer: Person, question: str, reason: str, note: str) -> None:
    """At a dossier: ask again for one question of the form, and say why."""
    officer.unfold("Yêu cầu bổ sung")
    officer.follow("Yêu cầu bổ sung")
    for group in officer.page.locator("summary").all():
        group.click()
    one = officer.page.get_by_role("group", name=question, exact=True)
    one.get_by_role("checkbox").check()
    one.get_by_role("combobox").select_option(label=reason)
    one.get_by_role("textbox").first.fill(note)
    officer.press("Gửi yêu cầu bổ sung")
    assert officer.status_tag() == "Yêu cầu bổ sung giấy tờ"


def send_draft(officer: Person) -> None:
    """At a dossier: the draft of its result as it is suggested, for approval."""
    officer.follow("Trình duyệt")
    officer.press("Trình duyệt")
    officer.sees("Chờ lãnh đạo phê duyệt")


def confirm_batch(officer: Person, act: str, number: int) -> None:
    """On the page that shows the chosen dossiers: do it, and wait until all are done."""
    officer.press(act)
    officer.sees_in_time(f"Xong {number}, không thực hiện được 0, trên {number} hồ sơ")
