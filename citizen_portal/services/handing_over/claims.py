"""Who comes for a result, and how they show that it is theirs."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from citizen_portal.domain.folding import normalise_name
from citizen_portal.domain.handover import HandoverWay, tries_left
from citizen_portal.domain.pen_strokes import PAD_HEIGHT, PAD_WIDTH, read_strokes
from citizen_portal.domain.personal_number import read_personal_number
from citizen_portal.domain.side_states import DeliveryState
from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text
from citizen_portal.files.pen_picture import draw_strokes
from citizen_portal.files.refusals import FileRefused
from citizen_portal.files.scanning import ScanState
from citizen_portal.files.sniffing import receive
from citizen_portal.models import Person
from citizen_portal.services import audit
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.services.handing_over.records import (
    Delivered,
    fits,
    open_handover,
    prepare_handover,
)
from citizen_portal.services.officer_acts import OfficerAct

CHECK_FIRST = Text(
    "Đối chiếu giấy tờ tuỳ thân của người nhận rồi đánh dấu vào ô này.",
    "Compare the recipient's identity paper, then tick this box.",
)
NAME_MISSING = Text("Nhập họ và tên người được uỷ quyền.", "Enter the name of who was authorised.")
BASIS_MISSING = Text(
    "Ghi giấy tờ uỷ quyền, ví dụ: Giấy uỷ quyền ngày 01/12/2026.",
    "Say on what ground, such as: Authorisation of 01/12/2026.",
)
ONESELF = Text(
    "Cán bộ trả kết quả không nhận thay được. Hãy nhờ đồng nghiệp trả kết quả này.",
    "Who hands over cannot receive. Ask a colleague to hand over this result.",
)
SLIP_MISSING = Text(
    "Chọn bản quét hoặc ảnh chụp giấy có chữ ký của người nhận.",
    "Choose the scan or photograph of the paper that the recipient signed.",
)
NOT_CLEAN = Text(
    "Tệp này chưa được xác nhận là an toàn nên không lưu được. Hãy quét lại, hoặc dùng mã.",
    "This file is not known to be safe and cannot be kept. Scan it again, or use the code.",
)
SIGN_INSTEAD = Text(
    "Mã đã bị nhập sai quá 5 lần nên không dùng được nữa. Hãy lấy chữ ký của người nhận.",
    "The code was typed wrong five times and no longer counts. Take the recipient's signature.",
)
WITH_THE_POST = Text(
    "Kết quả đang được bưu chính phát nên không trả tại quầy được. "
    "Hãy chờ bưu chính báo phát xong hoặc phát không thành công.",
    "The result is with the post, so it cannot be handed over at the desk. "
    "Wait until the post has delivered it or says that it could not.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What was typed at the desk.

    ``name``, ``number`` and ``basis`` are those of an ``authorised`` person; ``checked`` says
    that the identity paper was compared. A ``signature`` is shown by ``slip``, the scan of what
    was signed, or by ``strokes`` on the pad of the page; None says that there was no pad. Who
    chose a scan meant the scan.
    """

    way: HandoverWay
    checked: bool
    authorised: bool = False
    name: str = ""
    number: str = ""
    basis: str = ""
    code: str = ""
    slip: bytes = b""
    slip_name: str = ""
    strokes: str | None = None


def electronically(act: OfficerAct) -> Delivered:
    """The applicant finds the result on the portal."""
    return Delivered(
        way=HandoverWay.ELECTRONIC, name=act.dossier.applicant_name, by=act.actor.person_id
    )


def accept_claim(act: OfficerAct, claim: Claim) -> Delivered:
    """Check who came and how they show it.

    Raises ``WrongInput`` with every problem; a wrong code is counted. ``NotPossibleNow`` while
    the result is with the post.
    """
    if act.dossier.delivery_state == DeliveryState.WITH_CARRIER:
        raise NotPossibleNow(WITH_THE_POST)
    name, number = _recipient(act, claim)
    basis = claim.basis.strip() if claim.authorised else ""
    way, key = claim.way, ""
    if way is HandoverWay.CODE:
        _check_code(act, claim.code)
    elif claim.strokes is None or claim.slip:
        key = _keep_slip(act, claim)
    else:
        way, key = HandoverWay.PEN, _keep_strokes(act, claim.strokes)
    return Delivered(
        way=way, name=name, number=number, authorised_by=basis, signature_key=key,
        by=act.actor.person_id,
    )  # fmt: skip


def _recipient(act: OfficerAct, claim: Claim) -> tuple[str, str]:
    """Name and number of who takes the result."""
    problems = {} if claim.checked else {"doi_chieu": CHECK_FIRST}
    if not claim.authorised:
        if problems:
            raise WrongInput(problems)
        own = select(Person.personal_number).where(Person.id == act.dossier.person_id)
        return act.dossier.applicant_name, act.session.scalar(own) or ""
    name, number = normalise_name(claim.name), ""
    if not name:
        problems["ho_ten"] = NAME_MISSING
    try:
        number = read_personal_number(claim.number).digits
    except Unreadable as error:
        problems["so_dinh_danh"] = error.text
    if number and number == act.actor.personal_number:
        problems["so_dinh_danh"] = ONESELF
    if not claim.basis.strip():
        problems["can_cu"] = BASIS_MISSING
    if problems:
        raise WrongInput(problems)
    return name, number


def _check_code(act: OfficerAct, typed: str) -> None:
    """Only the right code passes; a wrong one is kept count of, whatever else happens."""
    row = open_handover(act.session, act.dossier.id)
    row = row or prepare_handover(act.session, act.parts, act.dossier, act.now)
    if not tries_left(row.tries):
        raise WrongInput({"cach": SIGN_INSTEAD})
    if fits(act.parts, row, typed):
        return
    row.tries += 1
    left = tries_left(row.tries)
    act.session.flush()
    audit.record(act.session, at=act.now, actor=act.actor, act="handover_code",
                 object_id=act.dossier.id, outcome="wrong code", tries=row.tries)  # fmt: skip
    act.session.commit()
    raise WrongInput({"ma_nhan": _wrong(left)} if left else {"cach": SIGN_INSTEAD})


def _wrong(left: int) -> Text:
    return Text(
        f"Mã không đúng. Còn {left} lần nhập; sau đó phải lấy chữ ký của người nhận.",
        f"This is not the code. {left} tries are left; after that a signature is needed.",
    )


def _keep_slip(act: OfficerAct, claim: Claim) -> str:
    """Check and store the signed paper; return where."""
    if not claim.slip:
        raise WrongInput({"chu_ky": SLIP_MISSING})
    try:
        paper = receive(claim.slip, claim.slip_name)
    except FileRefused as error:
        raise WrongInput({"chu_ky": error.message}) from None
    if act.parts.scanner.scan(paper.data).state is not ScanState.CLEAN:
        raise WrongInput({"chu_ky": NOT_CLEAN})
    return _keep(act, paper.data)


def _keep_strokes(act: OfficerAct, strokes: str) -> str:
    """Draw and store what was signed on the screen; return where."""
    try:
        drawn = read_strokes(strokes)
    except Unreadable as error:
        raise WrongInput({"net_ky": error.text}) from None
    return _keep(act, draw_strokes(drawn, PAD_WIDTH, PAD_HEIGHT))


def _keep(act: OfficerAct, signature: bytes) -> str:
    key = act.parts.files.put(signature)
    audit.record(act.session, at=act.now, actor=act.actor, act="handover_signature",
                 object_id=act.dossier.id, signature=key)  # fmt: skip
    return key
