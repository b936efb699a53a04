"""Labels: one a page, A6, with the waybill to read and to scan."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pypdf
import pytest
from PIL import Image

from citizen_portal.documents.papers import (
    Letterhead,
    Party,
    ShippingLabel,
    ShippingLabelsContent,
)
from citizen_portal.documents.qr import qr_png
from citizen_portal.documents.rendering import render

MM = 72 / 25.4
SENDER = Party(
    name="Ủy ban nhân dân phường Hạ Long", phone="0203 000 0012",
    address="Số 12, đường Minh Hoạ, phường Hạ Long, tỉnh Quảng Ninh",
)  # fmt: skip
FIRST = ShippingLabel(
    waybill="BC000000001VN", dossier_code="000.12.21.H49-261120-0042", sender=SENDER,
    recipient=Party(name="Nguyễn Văn An", phone="+84912345678",
                    address="Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh"),
    postage=22_000,
)  # fmt: skip
LONG = replace(
    FIRST,
    waybill="X" * 40,
    recipient=Party(name="Tôn Nữ <b>Thị</b> " * 5, phone="+84912345678", address="xóm Đồi " * 25),
)


def _printed(*labels: ShippingLabel, demo: bool = False) -> bytes:
    content = ShippingLabelsContent(
        issued_at=datetime(2026, 11, 20, 3, tzinfo=UTC),
        letterhead=Letterhead(agency=SENDER.name),
        demo=demo,
        labels=labels,
    )
    return render(content.KIND, content.to_json())


def test_each_label_is_a_page_of_its_own_whatever_it_says() -> None:
    pdf = _printed(FIRST, LONG, replace(FIRST, waybill="BC000000002VN", postage=0), demo=True)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 3
    for page in pages:
        size = float(page.mediabox.width) / MM, float(page.mediabox.height) / MM
        assert size == pytest.approx((105, 148), abs=0.1)
    texts = [" ".join(page.extract_text().split()) for page in pages]
    for said in (
        "BC000000001VN", FIRST.dossier_code, SENDER.name, SENDER.address, SENDER.phone,
        FIRST.recipient.name, FIRST.recipient.address, "Cước người nhận trả: 22.000 đồng", "MẪU",
    ):  # fmt: skip
        assert said in texts[0]
    assert "Tôn Nữ <b>Thị</b>" in texts[1]
    assert "Cước" not in texts[2], "what is not known is not printed as nothing"


def test_the_code_says_the_waybill_and_nothing_else() -> None:
    with pikepdf.open(io.BytesIO(_printed(FIRST))) as pdf:
        (raw,) = pdf.pages[0].get_images().values()
        assert isinstance(raw, pikepdf.Stream)
        picture = pikepdf.PdfImage(raw).as_pil_image().convert("1")
    drawn = Image.open(io.BytesIO(qr_png(FIRST.waybill))).convert("1")
    assert picture.tobytes() == drawn.tobytes()
