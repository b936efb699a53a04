"""The officers' places: what their menu offers, by the duties they hold."""

from __future__ import annotations

from dataclasses import dataclass

from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import Actor

WORK, OVERSIGHT, SETTINGS = (
    Text("Công việc hằng ngày", "Daily work"),
    Text("Theo dõi và báo cáo", "Oversight and reports"),
    Text("Cơ quan và đồng nghiệp", "The agency and colleagues"),
)
EVERYTHING = "/can-bo/muc-khac"
"""The page that lists all of an officer's places."""


@dataclass(frozen=True, slots=True)
class Place:
    """A link; without ``duties`` every officer sees it. Places of daily work are in the bar."""

    title: Text
    href: str
    duties: tuple[Duty, ...] = ()
    group: Text = WORK


PLACES: tuple[Place, ...] = (
    Place(Text("Bàn làm việc", "Desk"), "/can-bo"),
    Place(Text("Quầy tiếp nhận", "Counter"), "/can-bo/quay", (Duty.RECEIVE,)),
    Place(Text("Số thứ tự", "Tickets"), "/can-bo/so-thu-tu", (Duty.SERVE_QUEUE,)),
    Place(Text("Bưu chính", "Post"), "/can-bo/buu-chinh", (Duty.RETURN,)),
    Place(Text("Thu phí", "Fees"), "/can-bo/thu-phi", (Duty.COLLECT,)),
    Place(Text("Trả kết quả", "Results"), "/can-bo/tra-ket-qua", (Duty.RETURN,)),
    Place(Text("Ngày hẹn", "Due dates"), "/can-bo/ngay-hen", (Duty.PROCESS, Duty.APPROVE)),
    Place(Text("Xin ý kiến", "Opinions"), "/can-bo/xin-y-kien", (Duty.PROCESS, Duty.APPROVE)),
    Place(Text("Điều hành", "Direction"), "/can-bo/dieu-hanh", (Duty.DIRECT,)),
    Place(Text("Việc làm hàng loạt", "Many at once"), "/can-bo/hang-loat",
          (Duty.RECEIVE, Duty.ASSIGN, Duty.PROCESS, Duty.APPROVE, Duty.INITIAL, Duty.ISSUE,
           Duty.RETURN), OVERSIGHT),
    Place(Text("Báo cáo và xuất dữ liệu", "Reports and exports"), "/can-bo/bao-cao",
          (Duty.REPORT,), OVERSIGHT),
    Place(Text("Kết quả đã cấp", "Issued results"), "/can-bo/ket-qua-da-cap", (), OVERSIGHT),
    Place(Text("Thống kê bổ sung", "What is returned most"), "/can-bo/thong-ke-bo-sung",
          (Duty.REPORT,), OVERSIGHT),
    Place(Text("Nhật ký", "Log"), "/can-bo/nhat-ky", (Duty.READ_LOGS,), OVERSIGHT),
    Place(Text("Uỷ quyền khi vắng mặt", "Standing in"), "/can-bo/uy-quyen", (), SETTINGS),
    Place(Text("Người thân", "Relatives"), "/can-bo/nguoi-than", (), SETTINGS),
    Place(Text("Biểu mẫu để trống", "Blank forms"), "/can-bo/bieu-mau", (), SETTINGS),
    Place(Text("Vai trò", "Roles"), "/can-bo/vai-tro", (), SETTINGS),
    Place(Text("Lịch làm việc", "Calendar"), "/can-bo/lich", (Duty.CONFIGURE,), SETTINGS),
    Place(Text("Mẫu thông báo", "Words of notices"), "/can-bo/mau-thong-bao",
          (Duty.CONFIGURE,), SETTINGS),
    Place(Text("Quy tắc phân công", "Rules of assignment"), "/can-bo/phan-cong",
          (Duty.CONFIGURE,), SETTINGS),
)  # fmt: skip


def places_of(actor: Actor | None) -> tuple[Place, ...]:
    """The places that this officer may enter, in the menu's order."""
    if actor is None or not actor.is_officer:
        return ()
    return tuple(
        place
        for place in PLACES
        if not place.duties or any(actor.agencies_for(duty) for duty in place.duties)
    )


def bar_of(actor: Actor | None) -> tuple[Place, ...]:
    """The places of daily work, and the way to all others."""
    places = places_of(actor)
    daily = tuple(place for place in places if place.group is WORK)
    return (*daily, Place(Text("Mục khác", "More"), EVERYTHING)) if places else ()
