"""Visible signatures: where they stand, what they show, and that they stay genuine."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pypdf
import pytest

from citizen_portal.documents.joining import join_for_print
from citizen_portal.documents.papers import (
    Letterhead,
    PaperContent,
    ReceptionSlipContent,
    ResultContent,
    SignatureStampContent,
    SlipComponent,
)
from citizen_portal.documents.rendering import render
from citizen_portal.documents.signing import sign_pdf
from citizen_portal.documents.stamps import (
    ON_LETTERS,
    ON_SLIPS,
    StampSize,
    draw_stamps,
    signature_place,
)
from citizen_portal.documents.verifying import GENUINE, verify_pdf
from citizen_portal.procedures.connectors import Signatory
from plugins.connectors.demo_signing import DemoSigner

AT = datetime(2026, 11, 20, 3, 5, 9, tzinfo=UTC)
AGENCY = Signatory(kind="agency", key="H49.12", name="Ủy ban nhân dân phường Hạ Long")
PERSON = Signatory(kind="person", key="022175000077", name="Vũ Thị Giang")
SECOND = Signatory(kind="person", key="022083000066", name="Hoàng Văn Em")
MM = 72 / 25.4


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> DemoSigner:
    made = DemoSigner(tmp_path_factory.mktemp("keys"))
    made.enrol([AGENCY, PERSON, SECOND])
    return made


@pytest.fixture(scope="module")
def unsigned(papers: Mapping[str, PaperContent]) -> bytes:
    return render("result", papers["result"].to_json())


def signed_by(
    pdf: bytes, signer: DemoSigner, signatories: Sequence[Signatory], *, demo: bool = False
) -> bytes:
    stamps = draw_stamps(pdf, signatories, render, AT, demo)
    for one, stamp in zip(signatories, stamps, strict=True):
        pdf = sign_pdf(pdf, signer, one, reason="Ban hành", at=AT, stamp=stamp)
    return pdf


@pytest.fixture(scope="module")
def signed(unsigned: bytes, signer: DemoSigner) -> bytes:
    return signed_by(unsigned, signer, [PERSON, AGENCY])


def boxes(pdf: bytes) -> list[list[float]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [[float(edge) for edge in field.Rect] for field in opened.Root.AcroForm.Fields]


def shown(pdf: bytes) -> list[str]:
    """The text of each field's appearance."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    texts = []
    for field in reader.trailer["/Root"]["/AcroForm"]["/Fields"]:
        drawing = field.get_object()["/AP"]["/N"].get_object()
        page = pypdf.PageObject.create_blank_page(width=200, height=100)
        page[pypdf.generic.NameObject("/Resources")] = drawing["/Resources"]
        page[pypdf.generic.NameObject("/Contents")] = drawing
        texts.append(" ".join(page.extract_text().split()))
    return texts


def test_the_person_signs_first_and_then_the_agency(signed: bytes, signer: DemoSigner) -> None:
    verdict = verify_pdf(signed, signer.trust_anchors(), at=AT)
    assert verdict.genuine
    assert verdict.reason == GENUINE
    assert [view.name for view in verdict.signatures] == [PERSON.name, AGENCY.name]


SHOWN = {
    "result": (ON_LETTERS, 210),
    "reception_slip": (ON_SLIPS, 148),
    "supplement_request": (ON_SLIPS, 148),
    "refusal": (ON_SLIPS, 148),
}


@pytest.mark.parametrize("kind", list(SHOWN))
def test_the_agency_covers_a_third_on_the_left(
    kind: str, papers: Mapping[str, PaperContent], signer: DemoSigner
) -> None:
    pdf = signed_by(render(kind, papers[kind].to_json()), signer, [PERSON, AGENCY])
    size, page_width = SHOWN[kind]
    person, agency = boxes(pdf)
    for left, bottom, right, top in (person, agency):
        assert right - left == pytest.approx(size.width, abs=0.1)
        assert top - bottom == pytest.approx(size.height, abs=0.1)
    assert agency[0] < person[0]
    assert agency[2] - person[0] == pytest.approx(size.width / 3, abs=0.1)
    assert person[2] <= (page_width - 10) * MM
    assert agency[0] >= 30 * MM
    assert stamp_sizes(pdf) == [pytest.approx((size.width, size.height), abs=0.1)] * 2
    assert verify_pdf(pdf, signer.trust_anchors(), at=AT).genuine


def stamp_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """How large the drawing of each field is."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            (float(field.AP.N.BBox[2]), float(field.AP.N.BBox[3]))
            for field in opened.Root.AcroForm.Fields
        ]


def words_at(pdf: bytes) -> dict[str, float]:
    """The height at which each line of the first page stands."""
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    heights: dict[str, float] = {}

    def note(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip():
            heights[text.strip()] = tm[5] * cm[3] + cm[5]

    page.extract_text(visitor_text=note)
    return heights


@pytest.mark.parametrize(
    ("kind", "above", "below"),
    [
        ("result", "PHÓ CHỦ TỊCH", "Vũ Thị Giang"),
        ("reception_slip", "(Ký và ghi rõ họ tên)", "Phạm Thị Dung"),
        ("supplement_request", "(Ký và ghi rõ họ tên)", "Phạm Thị Dung"),
        ("refusal", "(Ký và ghi rõ họ tên)", "Phạm Thị Dung"),
    ],
)
def test_the_signatures_stand_between_title_and_name(
    kind: str, above: str, below: str, papers: Mapping[str, PaperContent], signer: DemoSigner
) -> None:
    pdf = signed_by(render(kind, papers[kind].to_json()), signer, [PERSON, AGENCY])
    heights = words_at(pdf)
    _, bottom, _, top = boxes(pdf)[0]
    assert heights[above] > top
    assert heights[below] < bottom


def test_the_collecting_agency_signs_its_receipt(
    papers: Mapping[str, PaperContent], signer: DemoSigner
) -> None:
    pdf = signed_by(render("fee_receipt", papers["fee_receipt"].to_json()), signer, [AGENCY])
    (box,) = boxes(pdf)
    assert box[2] - box[0] == pytest.approx(ON_SLIPS.width, abs=0.1)
    heights = words_at(pdf)
    assert heights["TỔ CHỨC THU PHÍ, LỆ PHÍ"] > box[3]
    assert shown(pdf) == ["Ủy ban nhân dân phường Hạ Long 20-11-2026 10:05:09 +07:00"]


def test_what_the_signatures_show(
    signed: bytes, unsigned: bytes, signer: DemoSigner, papers: Mapping[str, PaperContent]
) -> None:
    person, agency = shown(signed)
    assert person == "Vũ Thị Giang 20-11-2026 10:05:09 +07:00"
    assert agency == "Ủy ban nhân dân phường Hạ Long 20-11-2026 10:05:09 +07:00"
    assert shown(signed_by(unsigned, signer, [PERSON, AGENCY], demo=True))[1].startswith("MẪU ")
    assert "10:05:09" not in pypdf.PdfReader(io.BytesIO(unsigned)).pages[0].extract_text()


def test_an_agency_alone_stands_in_the_middle(unsigned: bytes, signer: DemoSigner) -> None:
    (alone,) = boxes(signed_by(unsigned, signer, [AGENCY]))
    person, _ = boxes(signed_by(unsigned, signer, [PERSON, AGENCY]))
    assert alone == person


def test_a_second_person_signs_invisibly(unsigned: bytes, signer: DemoSigner) -> None:
    pdf = signed_by(unsigned, signer, [PERSON, SECOND, AGENCY])
    assert boxes(pdf)[1] == [0, 0, 0, 0]
    assert verify_pdf(pdf, signer.trust_anchors(), at=AT).genuine


@pytest.mark.parametrize("kind", ["submission_receipt", "control_slip"])
def test_what_leaves_no_room_is_signed_invisibly(
    kind: str, papers: Mapping[str, PaperContent], signer: DemoSigner
) -> None:
    paper = render(kind, papers[kind].to_json())
    assert signature_place(paper) is None
    assert boxes(signed_by(paper, signer, [AGENCY])) == [[0, 0, 0, 0]]


@pytest.mark.parametrize("size", [ON_LETTERS, ON_SLIPS])
@pytest.mark.parametrize("alone", [False, True])
def test_a_long_name_stays_within_its_frame(size: StampSize, alone: bool) -> None:
    name = "Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh"
    content = SignatureStampContent(
        issued_at=AT, letterhead=Letterhead(agency=name), demo=True, kind="agency", name=name,
        alone=alone, small=size.small,
    )  # fmt: skip
    pdf = render(content.KIND, content.to_json())
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1
    heights = words_at(pdf)
    assert min(heights.values()) > 1 * MM
    assert max(heights.values()) < size.height


def test_a_long_letter_is_signed_on_its_last_page(
    papers: Mapping[str, PaperContent], signer: DemoSigner
) -> None:
    result = papers["result"]
    assert isinstance(result, ResultContent)
    long = replace(result, body={f"Mục {number}": "Nội dung" for number in range(60)})
    pdf = render("result", long.to_json())
    place = signature_place(pdf)
    assert place is not None
    pages = pypdf.PdfReader(io.BytesIO(signed_by(pdf, signer, [PERSON, AGENCY]))).pages
    assert place.page == len(pages) - 1 > 0
    assert len(pages[-1]["/Annots"]) == 2
    assert "/Annots" not in pages[0]


def test_a_name_typed_as_the_bookmark_leads_nowhere(papers: Mapping[str, PaperContent]) -> None:
    result = papers["result"]
    assert isinstance(result, ResultContent)
    normal = signature_place(render("result", result.to_json()))
    pdf = render("result", replace(result, title="Chữ ký", subject="x").to_json())
    assert signature_place(pdf) == normal


def test_fields_are_printed_named_and_carry_their_fonts(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            assert int(field.F) & 4
            assert not int(field.F) & 2
            assert str(field.TU).startswith("Chữ ký số của ")
            drawing = field.AP.N
            assert "/StructParents" not in drawing
            assert b"BDC" not in drawing.read_bytes()
            for font in drawing.Resources.Font.values():
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
                assert "/ToUnicode" in font
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def test_the_same_paper_is_signed_with_the_same_bytes(
    unsigned: bytes, signed: bytes, signer: DemoSigner
) -> None:
    assert signed.startswith(unsigned)
    again = signed_by(unsigned, signer, [PERSON, AGENCY])
    assert len(again) == len(signed)
    assert again[: again.index(b"/Contents <")] == signed[: signed.index(b"/Contents <")]


def test_another_drawing_after_signing_is_noticed(signed: bytes, signer: DemoSigner) -> None:
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        pdf.Root.AcroForm.Fields[0].AP.N = pdf.Root.AcroForm.Fields[1].AP.N
        changed = io.BytesIO()
        pdf.save(changed)
    assert not verify_pdf(changed.getvalue(), signer.trust_anchors(), at=AT).genuine


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_changed_byte_is_noticed(place: float, signed: bytes, signer: DemoSigner) -> None:
    changed = bytearray(signed)
    changed[int(len(signed) * place)] ^= 1
    assert not verify_pdf(bytes(changed), signer.trust_anchors(), at=AT).genuine


def test_a_second_signature_cut_off_leaves_only_the_first(
    unsigned: bytes, signed: bytes, signer: DemoSigner
) -> None:
    stamps = draw_stamps(unsigned, [PERSON, AGENCY], render, AT, False)
    first = sign_pdf(unsigned, signer, PERSON, reason="Ban hành", at=AT, stamp=stamps[0])
    verdict = verify_pdf(signed[: len(first)], signer.trust_anchors(), at=AT)
    assert [view.name for view in verdict.signatures] == [PERSON.name]


def test_nobody_signs_as_something_else() -> None:
    with pytest.raises(ValueError, match="nobody signs as 'king'"):
        SignatureStampContent(issued_at=AT, letterhead=Letterhead(agency=""), kind="king", name="x")


@pytest.mark.parametrize("lines", range(26, 40, 2))
def test_a_full_page_cuts_no_signature_off(
    lines: int, papers: Mapping[str, PaperContent], signer: DemoSigner
) -> None:
    result = papers["result"]
    assert isinstance(result, ResultContent)
    long = replace(result, body={f"Mục {number}": "Nội dung" for number in range(lines)})
    pdf = signed_by(render("result", long.to_json()), signer, [PERSON, AGENCY])
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[-1]
    text = page.extract_text()
    assert [text.count(words) for words in ("Nơi nhận:", "PHÓ CHỦ TỊCH", "Vũ Thị Giang")] == [1] * 3
    assert len(page["/Annots"]) == 2
    assert all(bottom > 20 * MM for _, bottom, _, _ in boxes(pdf))


def test_no_row_of_a_slip_is_torn_apart(papers: Mapping[str, PaperContent]) -> None:
    slip = papers["reception_slip"]
    assert isinstance(slip, ReceptionSlipContent)
    name = "Giấy tờ chứng minh quyền sử dụng đất " + "và giấy tờ kèm theo " * 5 + "bản thứ {}."
    rows = tuple(SlipComponent(name=name.format(number), electronic=1) for number in range(1, 31))
    pdf = render("reception_slip", replace(slip, components=rows).to_json())
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        text = " ".join(page.extract_text().split())
        assert text.count("Giấy tờ chứng minh") == text.count("bản thứ")


def test_a_print_of_many_papers_shows_their_signatures_as_ink(signed: bytes) -> None:
    printed = join_for_print(iter([signed, signed]))
    assert printed == join_for_print(iter([signed, signed]))
    book = pypdf.PdfReader(io.BytesIO(printed))
    assert len(book.pages) == 2 * len(pypdf.PdfReader(io.BytesIO(signed)).pages)
    assert "/AcroForm" not in book.trailer["/Root"]
    for page in book.pages:
        assert "/Annots" not in page
        assert "10:05:09" in page.extract_text(), "the stamp is part of the page"
