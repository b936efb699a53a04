"""Every kind of page, and how one gets there, in a town where things have happened already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.browser import extract_filing as filing
from tests.browser.conftest import NewPerson
from tests.browser.officers_desk import DUNG, EM, EN, GIANG, KHOA, ask_for_more, at_desk
from tests.browser.person import Person
from tests.browser.received_papers import check_address, scanned_paper

PLACES = ("draft", "submitted", "lacking", "in_processing", "paid", "check")
UNKNOWN = "/ho-so/00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """People at their browsers, and where their dossiers are."""

    anybody: Person
    citizen: Person
    one_stop_officer: Person
    case_officer: Person
    approver: Person
    agency_administrator: Person
    administrator: Person
    draft: str
    submitted: str
    lacking: str
    in_processing: str
    paid: str
    check: str


def settle(come: NewPerson) -> Town:
    """A draft that needs a paper, and dossiers submitted, lacking something, in processing."""
    citizen, dung, em = come(filing.AN), come(DUNG, officer=True), come(EM, officer=True)
    code, in_processing = _submit(citizen)
    receipt = citizen.download("Tải xác nhận nộp hồ sơ (PDF)").content
    paid = _pay(citizen)
    at_desk(dung, code)
    dung.press("Tiếp nhận hồ sơ")
    at_desk(em, code)
    em.press("Chuyển bước")
    code, lacking = _submit(citizen)
    at_desk(dung, code)
    ask_for_more(dung, "Bản chụp giấy khai sinh cũ", "Chưa rõ nơi đăng ký.")
    _, submitted = _submit(citizen)
    filing.begin(citizen)
    draft = citizen.path.partition("/buoc/")[0]
    filing.requester(citizen, relation="Người được ủy quyền")
    return Town(
        anybody=come(), citizen=citizen, one_stop_officer=dung, case_officer=em,
        approver=come(GIANG, officer=True), agency_administrator=come(EN, officer=True),
        administrator=come(KHOA, officer=True), draft=draft, submitted=submitted,
        lacking=lacking, in_processing=in_processing, paid=paid,
        check=check_address(receipt),
    )  # fmt: skip


def _submit(citizen: Person) -> tuple[str, str]:
    """Another dossier; its code and its address."""
    filing.fill_all(citizen)
    return filing.submit(citizen), citizen.path


def _pay(citizen: Person) -> str:
    """Pay for the dossier just submitted; return the address of the page that says so."""
    citizen.press("Thanh toán 16.000 đồng")
    citizen.press("Thanh toán")
    citizen.page.get_by_role("heading", name="Đã thanh toán").wait_for()
    return citizen.page.url.removeprefix(citizen.base)


Going = Callable[[Town], Person]


def at(who: str, path: str) -> Going:
    """By address; ``{draft}`` and the other ``PLACES`` stand for what the town has."""

    def go(town: Town) -> Person:
        person: Person = getattr(town, who)
        person.open(path.format(**{name: getattr(town, name) for name in PLACES}))
        return person

    return go


def _administration(town: Town) -> Person:
    town.administrator.open("/")
    town.administrator.follow_in_menu("Quản trị")
    return town.administrator


def _refused_step(town: Town) -> Person:
    town.citizen.open(f"{town.draft}/buoc/nguoi-yeu-cau")
    town.citizen.type("Số định danh cá nhân", "12345")
    town.citizen.type("Ngày, tháng, năm sinh", "31/31/1985")
    town.citizen.press(filing.SAVE)
    return town.citizen


def _refused_paper(town: Town) -> Person:
    town.citizen.open(f"{town.draft}/giay-to")
    town.citizen.upload("Văn bản ủy quyền", "anh.pdf", b"no paper")
    return town.citizen


def _received_paper(town: Town) -> Person:
    town.citizen.open(f"{town.draft}/giay-to")
    if "uy-quyen.pdf" not in town.citizen.text:
        town.citizen.upload("Văn bản ủy quyền", "uy-quyen.pdf", scanned_paper())
    return town.citizen


def _failed_look_up(town: Town) -> Person:
    town.anybody.open("/tra-cuu")
    town.anybody.type("Mã hồ sơ", "000.01.21.H49-261120-0009")
    town.anybody.type("Bốn số cuối số định danh của chủ hồ sơ", "0000")
    town.anybody.press("Tra cứu")
    return town.anybody


def _altered_file(town: Town) -> Person:
    town.anybody.open(town.check)
    town.anybody.attach("Tệp bạn nhận được", "giay.pdf", scanned_paper())
    town.anybody.press("So sánh tệp")
    return town.anybody


def _at_payment_simulator(town: Town) -> Person:
    town.citizen.open(town.submitted)
    town.citizen.press("Thanh toán 16.000 đồng")
    town.citizen.page.get_by_role("button", name="Thanh toán", exact=True).wait_for()
    return town.citizen


def _refused_action(town: Town) -> Person:
    town.one_stop_officer.open(f"/can-bo{town.submitted}")
    town.one_stop_officer.unfold("Từ chối tiếp nhận")
    town.one_stop_officer.press("Từ chối tiếp nhận")
    return town.one_stop_officer


ADDRESSED: Mapping[str, Going] = {
    "home": at("anybody", "/"),
    "catalogue": at("anybody", "/thu-tuc"),
    "found": at("anybody", "/thu-tuc?q=ho+kinh+doanh"),
    "nothing-found": at("anybody", "/thu-tuc?q=zzz"),
    "procedure": at("anybody", "/thu-tuc/2.000635"),
    "procedure-with-many-papers": at("anybody", "/thu-tuc/1.004222"),
    "look-up": at("anybody", "/tra-cuu"),
    "verification": at("anybody", "{check}"),
    "paper-unknown": at("anybody", "/xac-thuc/khong-co"),
    "not-found": at("anybody", "/khong-co"),
    "login-refused": at("anybody", "/dang-nhap/callback"),
    "start": at("citizen", "/thu-tuc/1.004222/nop"),
    "step": at("citizen", "{draft}/buoc/nguoi-yeu-cau"),
    "step-with-conditions": at("citizen", "{draft}/buoc/su-kien"),
    "papers": at("citizen", "{draft}/giay-to"),
    "review-with-problems": at("citizen", "{draft}/kiem-tra"),
    "confirmation": at("citizen", "{submitted}"),
    "dossier": at("citizen", "{in_processing}"),
    "dossier-lacking-something": at("citizen", "{lacking}"),
    "supplement": at("citizen", "{lacking}/bo-sung"),
    "paid": at("citizen", "{paid}"),
    "my-dossiers": at("citizen", "/ho-so"),
    "dossier-unknown": at("citizen", UNKNOWN),
    "not-allowed": at("citizen", "/can-bo"),
    "desk": at("one_stop_officer", "/can-bo"),
    "officers-dossier": at("one_stop_officer", "/can-bo{submitted}"),
    "officers-dossier-in-processing": at("case_officer", "/can-bo{in_processing}"),
    "draft-of-the-result": at("case_officer", "/can-bo{in_processing}/trinh-duyet"),
    "request-of-a-supplement": at("one_stop_officer", "/can-bo{submitted}/yeu-cau-bo-sung"),
    "correction": at("one_stop_officer", "/can-bo{submitted}/dinh-chinh"),
    "statistics-of-returns": at("one_stop_officer", "/can-bo/thong-ke-bo-sung"),
    "administration": _administration,
}
"""Pages that an address leads to."""

ANSWERS: Mapping[str, Going] = {
    "step-with-errors": _refused_step,
    "papers-refused": _refused_paper,
    "papers-received": _received_paper,
    "look-up-failed": _failed_look_up,
    "verification-of-a-file": _altered_file,
    "action-refused": _refused_action,
    "identity-simulator": at("anybody", "/dang-nhap"),
    "payment-simulator": _at_payment_simulator,
}
"""Pages that answer what was sent."""

PAGE_KINDS = {**ADDRESSED, **ANSWERS}
