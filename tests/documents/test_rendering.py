from __future__ import annotations

import io
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pypdf
import pytest
import segno
from PIL import ImageFont

from citizen_portal import documents
from citizen_portal.documents.papers import PaperContent, ResultContent, SubmissionReceiptContent
from citizen_portal.documents.qr import QUIET_ZONE, SCALE, qr_png
from citizen_portal.documents.rendering import render, warm_up
from citizen_portal.documents.templates import PaperTemplates

MM = 72 / 25.4
KINDS = (
    "submission_receipt",
    "reception_slip",
    "fee_receipt",
    "supplement_request",
    "refusal",
    "apology",
    "stop_notice",
    "control_slip",
    "result",
)
TYPEFACE = Path(documents.__file__).parent / "fonts" / "LiberationSerif-Bold.ttf"
A5 = {"reception_slip", "fee_receipt", "supplement_request", "refusal", "control_slip"}


@pytest.fixture(scope="module")
def pdfs(papers: Mapping[str, PaperContent]) -> Mapping[str, bytes]:
    return {kind: printed(paper) for kind, paper in papers.items()}


def printed(paper: PaperContent, templates: PaperTemplates | None = None) -> bytes:
    if templates is None:
        return render(paper.KIND, paper.to_json())
    return render(paper.KIND, paper.to_json(), templates=templates)


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def words_on_first_page(pdf: bytes) -> list[tuple[str, float, float, float]]:
    """Each piece of text with its left edge, baseline and size, in points from the left top."""
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    height = float(page.mediabox.height)
    found: list[tuple[str, float, float, float]] = []

    def note(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + cm[4]
            y = tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x, height - y, abs(size * tm[3] * cm[3])))

    page.extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_content_gives_the_same_bytes(
    kind: str, pdfs: Mapping[str, bytes], papers: Mapping[str, PaperContent]
) -> None:
    warm_up()
    assert printed(papers[kind]) == pdfs[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_structure(kind: str, pdfs: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(pdfs[kind])) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "vi"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.StructTreeRoot.K[0].S == "/Document"
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/Names" not in root
        assert "/AF" not in root
        assert "/OpenAction" not in root
        assert not any("/Annots" in page for page in pdf.pages)
        assert str(pdf.docinfo.Title)
        assert str(pdf.docinfo.CreationDate) == "D:20261120100509+07'00"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["dc:title"] == str(pdf.docinfo.Title)
        assert len(pdf.trailer.ID) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_only_our_typeface_is_embedded(kind: str, pdfs: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(pdfs[kind])) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "Paper" in str(font.BaseFont)
            assert "/ToUnicode" in font
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor
            assert str(descriptor.FontFamily) == "Paper"


@pytest.mark.parametrize("kind", KINDS)
def test_size_and_margins(kind: str, pdfs: Mapping[str, bytes]) -> None:
    page = pypdf.PdfReader(io.BytesIO(pdfs[kind])).pages[0]
    width, height = float(page.mediabox.width) / MM, float(page.mediabox.height) / MM
    expected = (148, 210) if kind in A5 else (210, 297)
    assert (width, height) == pytest.approx(expected, abs=0.1)
    left, top, bottom = (16, 13, 10) if kind in A5 else (30, 20, 20)
    pieces = words_on_first_page(pdfs[kind])
    assert min(x for _, x, _, _ in pieces) / MM >= left - 0.1
    assert min(y - size for _, _, y, size in pieces) / MM >= top - 0.5
    assert max(y for _, _, y, _ in pieces) / MM <= height - bottom


@pytest.mark.parametrize("kind", ["submission_receipt", "apology", "stop_notice", "result"])
def test_national_heading_as_the_decree_sets_it(kind: str, pdfs: Mapping[str, bytes]) -> None:
    pieces = words_on_first_page(pdfs[kind])
    sizes = {text: size for text, _, _, size in pieces}
    middle = 105 * MM
    heading = next(p for p in pieces if p[0].startswith("CỘNG HÒA"))
    motto = next(p for p in pieces if p[0].startswith("Độc lập"))
    assert heading[3] == pytest.approx(12, abs=0.1)
    assert motto[3] == pytest.approx(13, abs=0.1)
    assert heading[1] > middle - 15 * MM
    assert heading[2] < motto[2]
    assert any(text.startswith("Hạ Long, ngày 20 tháng 11 năm 2026") for text in sizes)


def rules_of_the_head(pdf: bytes) -> list[float]:
    """How long the lines below the agency and below the motto are, in points."""
    corners: list[float] = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for operands, operator in pikepdf.parse_content_stream(opened.pages[0]):
            if str(operator) in ("m", "l"):
                corners.append(float(operands[0]) * 0.75)
    return [max(corners[first : first + 4]) - min(corners[first : first + 4]) for first in (0, 4)]


def test_lines_below_the_head_follow_its_words(pdfs: Mapping[str, bytes]) -> None:
    bold = ImageFont.truetype(TYPEFACE, 100)
    agency, motto = rules_of_the_head(pdfs["result"])
    name = bold.getlength("PHƯỜNG HẠ LONG") * 12 / 100
    assert motto == pytest.approx(bold.getlength("Độc lập - Tự do - Hạnh phúc") * 13 / 100, abs=1)
    assert name / 3 <= agency <= name / 2


HEAD = ("CỘNG HÒA", "Độc lập", "Số: ", "Hạ Long, ngày", "CHÍNH CÔNG", "Mã số thuế", "Ký hiệu")
TITLES = {
    "submission_receipt": "XÁC NHẬN NỘP",
    "reception_slip": "GIẤY TIẾP NHẬN",
    "fee_receipt": "BIÊN LAI",
    "supplement_request": "PHIẾU YÊU CẦU",
    "refusal": "PHIẾU TỪ CHỐI",
    "apology": "VĂN BẢN XIN LỖI",
    "stop_notice": "THÔNG BÁO",
    "control_slip": "PHIẾU KIỂM SOÁT",
    "result": "TRÍCH LỤC",
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_title_stands_clear_below_the_head(kind: str, pdfs: Mapping[str, bytes]) -> None:
    pieces = words_on_first_page(pdfs[kind])
    _, _, title, size = next(piece for piece in pieces if piece[0].startswith(TITLES[kind]))
    head = [y for text, _, y, _ in pieces if text.startswith(HEAD)]
    assert len(head) >= 2
    assert title - max(head) > size * 1.2


def test_every_kind_fits_on_one_page_with_usual_content(pdfs: Mapping[str, bytes]) -> None:
    assert {kind: len(texts(pdf)) for kind, pdf in pdfs.items()} == dict.fromkeys(KINDS, 1)


def test_the_receipt_says_what_was_sent(
    pdfs: Mapping[str, bytes], papers: Mapping[str, PaperContent]
) -> None:
    receipt = papers["submission_receipt"]
    assert isinstance(receipt, SubmissionReceiptContent)
    text = " ".join(texts(pdfs["submission_receipt"])).replace("\n", " ")
    for step in receipt.steps:
        for answer in step.answers:
            assert f"{answer.label}: {answer.value}" in text
    for paper in receipt.attachments:
        assert paper.sha256 in text
    for expected in (receipt.dossier_code, "16.000 đồng", "10 giờ 05 phút, ngày 26/11/2026"):
        assert expected in text


def test_the_fee_receipt_carries_what_the_decree_lists(pdfs: Mapping[str, bytes]) -> None:
    text = " ".join(texts(pdfs["fee_receipt"])).replace("\n", " ")
    for expected in (
        "BIÊN LAI THU PHÍ, LỆ PHÍ",
        "Ký hiệu mẫu: 01BLDT-MAU",
        "Ký hiệu: HL-26E",
        "Số: 00000017",
        "Mã số thuế: 0100109106",
        "115.000 đồng",
        "Một trăm mười lăm nghìn đồng",
        "Ngày 20 tháng 11 năm 2026",
        "TỔ CHỨC THU PHÍ, LỆ PHÍ Ủy ban nhân dân phường Hạ",
    ):
        assert expected in text


def test_page_numbers_start_on_the_second_page(papers: Mapping[str, PaperContent]) -> None:
    receipt = papers["submission_receipt"]
    assert isinstance(receipt, SubmissionReceiptContent)
    long = replace(receipt, steps=receipt.steps * 6)
    first, second, *_ = texts(printed(long))
    assert "\n1\n" not in f"\n{first}\n"
    assert "\n2\n" in f"\n{second}\n"


def test_demo_papers_are_marked_on_each_page(papers: Mapping[str, PaperContent]) -> None:
    for paper in papers.values():
        pages = texts(printed(replace(paper, demo=True)))
        assert all("MẪU" in page for page in pages)
        pieces = words_on_first_page(printed(replace(paper, demo=True)))
        mark = next(piece for piece in pieces if piece[0] == "MẪU")
        assert mark[3] == pytest.approx(16, abs=0.1)
        assert mark[1] > (90 if paper.KIND in A5 else 150) * MM
        assert "MẪU" not in "".join(texts(printed(paper)))


def test_the_qr_picture_says_the_address(pdfs: Mapping[str, bytes]) -> None:
    address = "http://127.0.0.1:8000/xac-thuc/q7Xy2kP9sLm4TzRb"
    matrix = segno.make_qr(address, error="m").matrix
    with pikepdf.open(io.BytesIO(pdfs["reception_slip"])) as pdf:
        (raw,) = pdf.pages[0].get_images().values()
        assert isinstance(raw, pikepdf.Stream)
        picture = pikepdf.PdfImage(raw).as_pil_image().convert("L")
    assert picture.width == (len(matrix) + 2 * QUIET_ZONE) * SCALE
    grey = picture.tobytes()
    for y, row in enumerate(matrix):
        for x, module in enumerate(row):
            left, top = ((place + QUIET_ZONE) * SCALE + SCALE // 2 for place in (x, y))
            assert (grey[top * picture.width + left] < 128) is bool(module)


@pytest.mark.parametrize("payload", ["", "x" * 4000])
def test_what_no_qr_code_can_say(payload: str) -> None:
    with pytest.raises(ValueError, match="QR code"):
        qr_png(payload)


def test_a_process_leaves_no_fonts_behind(tmp_path: Path) -> None:
    code = "from citizen_portal.documents.rendering import warm_up; warm_up()"
    subprocess.run([sys.executable, "-c", code], env={"TMPDIR": str(tmp_path)}, check=True)
    assert list(tmp_path.iterdir()) == []


def test_figures_have_alternative_text(pdfs: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(pdfs["submission_receipt"])) as pdf:
        figures = [
            entry
            for entry in pdf.objects
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == "/Figure"
        ]
        assert [str(figure.Alt)[:6] for figure in figures] == ["Mã QR "]


class _Canary(BaseHTTPRequestHandler):
    hits: list[str]

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    hits: list[str] = []
    handler = type("Canary", (_Canary,), {"hits": hits})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", hits
        server.shutdown()
        thread.join()


def test_injected_addresses_are_never_fetched(
    tmp_path: Path, canary: tuple[str, list[str]], papers: Mapping[str, PaperContent]
) -> None:
    address, hits = canary
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    (tmp_path / "paper.html").write_text(
        f"""<html lang="vi"><head><title>x</title>
        <link rel="stylesheet" href="{address}/css"/>
        <link rel="attachment" href="{secret.as_uri()}"/>
        <style>@import url({address}/import); @font-face {{ font-family: x;
        src: url({address}/font) }} p {{ background: url({address}/bg) }}</style></head>
        <body><p style="background: url({address}/inline)">x</p><img src="{address}/img" alt="a"/>
        <img src="{secret.as_uri()}" alt="b"/><object data="{address}/object"></object>
        <embed src="{address}/embed"/><a rel="attachment" href="{secret.as_uri()}">y</a><svg
        xmlns="http://www.w3.org/2000/svg"><image href="{address}/svg"/></svg></body></html>""",
        encoding="utf-8",
    )
    result = papers["result"]
    assert isinstance(result, ResultContent)
    pdf = printed(replace(result, template="evil/paper.html"), PaperTemplates({"evil": tmp_path}))
    assert hits == []
    assert b"the secret" not in pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert not opened.attachments
        assert "/AF" not in opened.Root


def test_markup_typed_by_people_is_printed_as_they_typed_it(
    papers: Mapping[str, PaperContent],
) -> None:
    typed = '<img src="file:///etc/passwd"><script>x</script>'
    result = papers["result"]
    assert isinstance(result, ResultContent)
    pdf = printed(replace(result, body={"Ghi chú": typed}))
    assert typed in texts(pdf)[0].replace("\n", "")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("<html><body><p>x</body></html>", "is not well-formed"),
        ('<!DOCTYPE x [<!ENTITY e "x">]><html><body>&e;</body></html>', "document type"),
    ],
)
def test_broken_templates_are_named(
    tmp_path: Path, papers: Mapping[str, PaperContent], source: str, told: str
) -> None:
    (tmp_path / "paper.html").write_text(source, encoding="utf-8")
    result = papers["result"]
    assert isinstance(result, ResultContent)
    with pytest.raises(ValueError, match=f"broken/paper.html.*{told}"):
        printed(replace(result, template="broken/paper.html"), PaperTemplates({"broken": tmp_path}))
