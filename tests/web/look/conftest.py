"""Pages drawn by the templates alone: no Flask, no database, sample values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace as view
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from citizen_portal.domain.fees import FeeAssessment, FeeKind, FeeLine
from citizen_portal.domain.moment import format_day, format_moment, format_moment_short
from citizen_portal.domain.money import format_vnd
from citizen_portal.domain.wording import Text, as_text
from citizen_portal.procedures.conditions import condition_json, when
from citizen_portal.procedures.description import FieldView, SectionView
from citizen_portal.web.pages import option_tags

REPOSITORY = Path(__file__).resolve().parents[3]
STATIC = REPOSITORY / "citizen_portal" / "web" / "static"
AT = datetime(2026, 11, 20, 3, 5, tzinfo=UTC)
PROVINCES = tuple((f"{number:02d}", f"Tỉnh mẫu số {number}") for number in range(1, 35))

Render = Callable[..., str]


@pytest.fixture(scope="session")
def static() -> Path:
    """The folder of the served files."""
    return STATIC


@pytest.fixture(scope="session")
def templates() -> Environment:
    """The templates with what the web floor provides, strict about anything else."""
    folders = [REPOSITORY / "templates", Path(__file__).parent]
    environment = Environment(
        loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined
    )
    environment.globals.update(
        _=lambda sentence: sentence,
        static_url=lambda name: f"/static/{name}",
        csrf_token=lambda: "mot-the-gia",
        option_tags=option_tags,
    )
    environment.filters.update(
        vnd=format_vnd,
        day=format_day,
        moment=format_moment,
        moment_short=format_moment_short,
        words=lambda text: str(as_text(text)),
    )
    return environment


@pytest.fixture(scope="session")
def context() -> dict[str, Any]:
    """What every page is given."""
    person = view(name="Nguyễn Văn An", is_officer=False, is_administrator=False)
    return {
        "language": "vi",
        "downtimes": (),
        "person": person,
        "demo": True,
        "province_name": "Tỉnh Quảng Ninh",
        "current_path": "/ho-so/1/buoc/1?loi=1",
    }


@pytest.fixture(scope="session")
def render(templates: Environment, context: dict[str, Any]) -> Render:
    """Draw a template text: ``render(text, **values)``."""

    def draw(text: str, **values: Any) -> str:
        return templates.from_string(text).render({**context, **values})

    return draw


def sample_members() -> FieldView:
    """A repeated group with two rows."""
    relation = (("con", "Con"), ("khac", "Quan hệ khác"))
    rows = tuple(
        (
            FieldView(
                name=f"members-{row}-name", kind="text", label="Họ và tên", value="Trần Bình"
            ),
            FieldView(
                name=f"members-{row}-relation", kind="select", label="Quan hệ", options=relation
            ),
            FieldView(
                name=f"members-{row}-which",
                kind="text",
                label="Đó là quan hệ gì?",
                condition=condition_json(when("relation", "khac")),
            ),
        )
        for row in range(2)
    )
    return FieldView(
        name="members",
        kind="group",
        label="Những người cùng chuyển đến",
        hint="Kê cả trẻ em.",
        rows=rows,
        row_label="thành viên",
        most_rows=3,
        required=False,
    )


def sample_typed() -> tuple[FieldView, ...]:
    """Questions answered by typing: with an error, optional, prefilled."""
    return (
        FieldView(
            name="full_name",
            kind="text",
            label="Họ, chữ đệm và tên khai sinh",
            value="Nguyễn Văn An",
            autocomplete="name",
            source="Dữ liệu định danh",
        ),
        FieldView(
            name="number",
            kind="text",
            label="Số định danh cá nhân",
            width=12,
            hint="12 chữ số, ghi trên thẻ căn cước.",
            value="0220850",
            error="Hãy nhập đủ 12 chữ số.",
        ),
        FieldView(name="birth", kind="date", label="Ngày sinh", width=10, value="31/01/1985"),
        FieldView(name="phone", kind="phone", label="Số điện thoại", autocomplete="tel", width=20),
        FieldView(name="email", kind="email", label="Thư điện tử", required=False),
        FieldView(
            name="province", kind="select", label="Tỉnh, thành phố", options=PROVINCES, value="22"
        ),
        FieldView(
            name="copies", kind="number", label="Số bản sao", width=3, suffix="bản", value="2"
        ),
        FieldView(name="capital", kind="money", label="Vốn kinh doanh", width=20),
    )


def sample_chosen() -> tuple[FieldView, ...]:
    """Questions answered by choosing, the long text, the group, the box to tick."""
    yes_no = (("yes", "Có"), ("no", "Không"))
    papers = (("a", "Bản sao giấy khai sinh"), ("b", "Sổ hộ khẩu cũ"), ("c", "Giấy khác"))
    return (
        FieldView(
            name="for_whom",
            kind="radios",
            label="Bạn nộp hồ sơ cho ai?",
            options=(
                ("self", "Cho tôi"),
                ("ward", "Cho người tôi giám hộ"),
                ("other", "Cho người uỷ quyền cho tôi"),
            ),
        ),
        FieldView(
            name="owner_name",
            kind="text",
            label="Họ và tên chủ hồ sơ",
            condition=condition_json(when("for_whom", "ward", "other")),
        ),
        FieldView(
            name="renting",
            kind="radios",
            label="Bạn có thuê nhà không?",
            options=yes_no,
            value="no",
        ),
        FieldView(
            name="papers",
            kind="checkboxes",
            label="Bạn có những giấy tờ nào?",
            options=papers,
            value=("a", "c"),
            required=False,
        ),
        FieldView(
            name="reason",
            kind="longtext",
            label="Nội dung đề nghị",
            max_length=2000,
            value="Dòng một\nDòng hai",
        ),
        sample_members(),
        FieldView(
            name="sure",
            kind="confirm",
            label="Tôi cam đoan những điều trên là đúng",
            error="Hãy đánh dấu để xác nhận.",
        ),
    )


@pytest.fixture(scope="session")
def sections() -> tuple[SectionView, ...]:
    """The sample questions under two titles."""
    return (
        SectionView(title="Người yêu cầu", fields=sample_typed()),
        SectionView(title="Nội dung yêu cầu", fields=sample_chosen()),
    )


@pytest.fixture(scope="session")
def members() -> FieldView:
    """The sample group."""
    return sample_members()


@pytest.fixture(scope="session")
def bill() -> FeeAssessment:
    """A fee with an exemption."""
    line = FeeLine(
        code="ban-sao",
        name=Text("Bản sao trích lục"),
        kind=FeeKind.SERVICE_FEE,
        quantity=2,
        unit_price=8000,
        amount=16000,
        legal_basis="văn bản mẫu 01",
        reason=Text("2 bản × 8.000 đồng."),
    )
    free = FeeLine(
        code="giao",
        name=Text("Trả kết quả"),
        kind=FeeKind.POSTAGE,
        quantity=1,
        unit_price=30000,
        amount=0,
        legal_basis="",
        reason=Text("Nhận trực tuyến."),
    )
    return FeeAssessment(lines=(line, free))


def sample_offers() -> dict[str, Any]:
    """What the pages before and around the form show."""
    steps = (
        view(text=Text("Nhận hồ sơ ngày 17/11/2026."), on=date(2026, 11, 17)),
        view(text=Text("Cộng 3 ngày làm việc."), on=None),
    )
    return {
        "errors": [("number", "Hãy nhập đủ 12 chữ số."), ("sure", "Hãy đánh dấu để xác nhận.")],
        "due": view(at=AT, steps=steps),
        "facts": [
            view(label="Phí, lệ phí", value="8.000 đồng một bản", note=""),
            view(label="Thời hạn", value="Trong ngày", note="Nhận sau 15 giờ: hôm sau"),
            view(label="Việc tiếp theo", value="Đính kèm giấy tờ", note=""),
        ],
        "rows": [
            view(label="Họ và tên", value="Nguyễn Văn An", href="/sua#full_name"),
            view(label="Giấy tờ", value=("Giấy khai sinh", "Giấy khác"), href="/sua#papers"),
            view(label="Thư điện tử", value="", href=""),
        ],
        "tasks": [
            view(title="Người yêu cầu", state="Đã xong", tone="", href="/1", hint=""),
            view(title="Giấy tờ", state="Chưa xong", tone="blue", href="/2", hint="Còn thiếu 1"),
            view(title="Nộp hồ sơ", state="Chưa thể làm", tone="grey", href="", hint=""),
        ],
    }


def sample_story() -> dict[str, Any]:
    """What the pages of a submitted dossier show."""
    dossier = ("000.01.22.H49-261120-0001", "/can-bo/ho-so/1")
    return {
        "events": [
            view(title="Đã tiếp nhận", at=AT, by="Phạm Thị Dung, UBND phường Hạ Long", note=""),
            view(title="Đã nộp hồ sơ", at=AT, by="Nguyễn Văn An", note="Nộp trực tuyến."),
        ],
        "next": view(title=Text("Cán bộ thụ lý xem hồ sơ"), until=AT, by="UBND phường Hạ Long"),
        "papers": [
            view(
                id="p1",
                label="Giấy khai sinh",
                file_name="giay-khai-sinh.pdf",
                size=2_411_724,
                href="/giay-to/1",
                state="Đang kiểm tra",
                tone="yellow",
                note="",
            ),
            view(
                id="p2",
                label="Ảnh",
                file_name="anh.png",
                size=80_001,
                href="",
                state="",
                tone="",
                note="Chụp rõ bốn góc.",
            ),
        ],
        "columns": [("Mã hồ sơ", ""), ("Tình trạng", ""), ("Phí", "number")],
        "dossiers": [(dossier, "Đang xử lý", "8.000 đồng")],
    }


@pytest.fixture(scope="session")
def gallery(
    templates: Environment,
    context: dict[str, Any],
    sections: tuple[SectionView, ...],
    bill: FeeAssessment,
) -> Render:
    """Draw every component on one page: ``gallery(**changes)``."""
    values = {**context, **sample_offers(), **sample_story(), "sections": sections, "bill": bill}

    def draw(**changes: Any) -> str:
        return templates.get_template("gallery.html").render({**values, **changes})

    return draw
