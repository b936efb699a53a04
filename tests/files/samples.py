"""Papers made on the spot: good ones, and ones that want to do harm."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image


def pdf(
    change: Callable[[pikepdf.Pdf], None] = lambda _: None,
    *,
    pages: int = 1,
    **saving: object,
) -> bytes:
    """A PDF of empty pages, changed before it is written."""
    with pikepdf.new() as paper:
        for _ in range(pages):
            paper.add_blank_page()
        change(paper)
        written = io.BytesIO()
        paper.save(written, **saving)  # type: ignore[arg-type]
    return written.getvalue()


def noisy_pdf(size: int) -> bytes:
    """A PDF that holds ``size`` bytes that cannot be packed, as a scan does."""

    def fill(paper: pikepdf.Pdf) -> None:
        noise = random.Random(size).randbytes(size)
        paper.Root.Scan = paper.make_indirect(pikepdf.Stream(paper, noise))

    return pdf(fill)


def pdf_with_stream(packed: bytes, filters: pikepdf.Object, **more: object) -> bytes:
    """A PDF with one stream whose packed bytes are exactly ``packed``."""

    def fill(paper: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(paper, b"")
        stream.write(packed, filter=filters)
        for name, value in more.items():
            stream[f"/{name}"] = value
        paper.Root.Held = paper.make_indirect(stream)

    return pdf(fill, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def packed_zeros(size: int) -> bytes:
    """``size`` zeros packed a thousand times smaller."""
    packer = zlib.compressobj(9)
    block = bytes(1_000_000)
    return b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()


def xref_loop() -> bytes:
    """A PDF whose cross-reference table names itself as the one before it."""
    body = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    second = len(body)
    body += b"2 0 obj\n<< /Type /Pages /Kids [ ] /Count 0 >>\nendobj\n"
    xref = len(body)
    rows = b"".join(b"%010d 00000 n \n" % at for at in (9, second))
    body += b"xref\n0 3\n0000000000 65535 f \n" + rows
    body += b"trailer\n<< /Size 3 /Root 1 0 R /Prev %d >>\n" % xref
    return body + b"startxref\n%d\n%%%%EOF\n" % xref


def swollen_object_stream(size: int) -> bytes:
    """A PDF whose catalogue sits in an object stream that unpacks to ``size`` bytes."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"1 0 << /Type /Catalog /Pages 2 0 R >>")
    packed += b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000))
    packed += packer.flush()
    body = b"%PDF-1.5\n"
    places = {}
    for number, content in (
        (2, b"<< /Type /Pages /Kids [ ] /Count 0 >>"),
        (3, _stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", packed)),
    ):
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = ((0, 0, 0), (2, 3, 0), (1, places[2], 0), (1, places[3], 0), (1, len(body), 0))
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    xref = _stream(b"/Type /XRef /Size 5 /Root 1 0 R /W [ 1 4 1 ]", table)
    return body + b"4 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (xref, len(body))


def _stream(entries: bytes, content: bytes) -> bytes:
    head = b"<< %s /Length %d >>" % (entries, len(content))
    return head + b"\nstream\n" + content + b"\nendstream"


def photo(kind: str = "JPEG", size: tuple[int, int] = (320, 240), **saving: object) -> bytes:
    """A small picture with something in it."""
    width, height = size
    noise = random.Random(7).randbytes(width * height * 3)
    written = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(written, kind, **saving)  # type: ignore[arg-type]
    return written.getvalue()


def plain_png(size: tuple[int, int]) -> bytes:
    """A one-coloured PNG: few bytes, as many points as asked for."""
    written = io.BytesIO()
    Image.new("L", size).save(written, "PNG")
    return written.getvalue()


def photo_with_place(kind: str, orientation: int = 6) -> bytes:
    """A photo that says where it was taken, who took it, and which way is up."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Nguyễn Văn An"
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 57.0, 3.0), 3: "E", 4: (107.0, 5.0, 1.0)})
    return photo(kind, exif=exif)


def zip_of(
    name: str = "Main.class", content: bytes = b"\xca\xfe\xba\xbe", note: bytes = b""
) -> bytes:
    """A ZIP, such as a Java archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(name, content)
        archive.comment = note
    return written.getvalue()


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """One chunk of a PNG with its checksum."""
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


def _attach(paper: pikepdf.Pdf) -> None:
    paper.attachments["a.exe"] = pikepdf.AttachedFileSpec(paper, b"MZ", filename="a.exe")


def _on_page(paper: pikepdf.Pdf, annotation: Dictionary) -> None:
    annotation.Type, annotation.Rect = Name.Annot, Array([0, 0, 9, 9])
    paper.pages[0].Annots = Array([paper.make_indirect(annotation)])


def _action(kind: str, **more: object) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **more)


def _open_with(kind: str, **more: object) -> Callable[[pikepdf.Pdf], None]:
    def change(paper: pikepdf.Pdf) -> None:
        paper.Root.OpenAction = _action(kind, **more)

    return change


def _names(kind: str, tree: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    def change(paper: pikepdf.Pdf) -> None:
        paper.Root.Names = Dictionary({f"/{kind}": tree})

    return change


def _form(paper: pikepdf.Pdf) -> None:
    paper.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pikepdf.String("<xdp/>"))


def _page_action(paper: pikepdf.Pdf) -> None:
    paper.pages[0].AA = Dictionary(O=_action("GoTo"))


def _button(kind: str, **more: object) -> Callable[[pikepdf.Pdf], None]:
    def change(paper: pikepdf.Pdf) -> None:
        button = Dictionary(Subtype=Name.Widget, FT=Name.Btn, T="a", A=_action(kind, **more))
        _on_page(paper, button)
        paper.Root.AcroForm = Dictionary(Fields=Array(list(paper.pages[0].Annots)))

    return change


def _chained(paper: pikepdf.Pdf) -> None:
    paper.Root.OpenAction = _action("GoTo", Next=_action("URI", URI="http://127.0.0.1/"))


def _unreached(paper: pikepdf.Pdf) -> None:
    paper.Root.Later = Array([Array([paper.make_indirect(_action("Launch", F="calc.exe"))])])


def _annotation(kind: str) -> Callable[[pikepdf.Pdf], None]:
    return lambda paper: _on_page(paper, Dictionary(Subtype=Name(f"/{kind}")))


SCRIPT = "app.alert(1)"

ACTIVE: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "opens with a script": _open_with("JavaScript", JS=SCRIPT),
    "opens a program": _open_with("Launch", F="calc.exe"),
    "opens, then something more": _chained,
    "opens a link by itself": _open_with("URI", URI="http://127.0.0.1/"),
    "named scripts": _names("JavaScript", Dictionary(Names=Array(["a", _action("JavaScript")]))),
    "attached file": _attach,
    "attached file on the page": _annotation("FileAttachment"),
    "action of a page": _page_action,
    "XFA form": _form,
    "button that sends": _button("SubmitForm", F="http://127.0.0.1/"),
    "button with a script": _button("JavaScript", JS=SCRIPT),
    "button that fetches": _button("ImportData", F="a.fdf"),
    "rich media": _annotation("RichMedia"),
    "film": _annotation("Movie"),
    "program no page leads to": _unreached,
}
