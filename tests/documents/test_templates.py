from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from citizen_portal.documents.papers import PAPERS, PaperContent
from citizen_portal.documents.templates import (
    FILTERS,
    OWN_FOLDER,
    OWN_TEMPLATES,
    PaperTemplates,
    PaperTooLarge,
)


def values(paper: PaperContent) -> dict[str, object]:
    return {entry.name: getattr(paper, entry.name) for entry in fields(paper)}


def plugin(folder: Path, source: str) -> PaperTemplates:
    (folder / "paper.html").write_text(source, encoding="utf-8")
    return PaperTemplates({"births": folder})


def test_every_paper_has_a_template_that_names_its_version() -> None:
    for paper in PAPERS.values():
        assert int(OWN_TEMPLATES.version(paper.TEMPLATE)) >= 1
    assert int(OWN_TEMPLATES.version("nd30.html")) >= 1


def test_a_template_without_a_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not name its version"):
        plugin(tmp_path, "<p>x</p>").version("births/paper.html")


@pytest.mark.parametrize("prefix", ["parts", "Births", "a/b", "..", "", "a-b"])
def test_a_plugin_cannot_shadow_our_folders_or_leave_its_own(tmp_path: Path, prefix: str) -> None:
    with pytest.raises(ValueError, match="cannot be a prefix"):
        PaperTemplates({prefix: tmp_path})


def test_our_names_stay_ours(tmp_path: Path) -> None:
    (tmp_path / "result.html").write_text("{# version 9: x #}stolen", encoding="utf-8")
    templates = PaperTemplates({"births": tmp_path})
    assert templates.version("result.html") == OWN_TEMPLATES.version("result.html")
    assert templates.page("births/result.html", {}) == "stolen"


def test_a_plugin_template_cannot_climb_out_of_its_folder(tmp_path: Path) -> None:
    templates = plugin(tmp_path, "x")
    (tmp_path.parent / "secret.html").write_text("secret", encoding="utf-8")
    for name in ("births/../secret.html", "../secret.html", "births//etc/passwd"):
        with pytest.raises(LookupError, match="no paper template"):
            templates.page(name, {})


def test_a_plugin_template_extends_ours(tmp_path: Path, papers: Mapping[str, PaperContent]) -> None:
    source = (
        '{% extends "result.html" %}{% block decision %}'
        "<p>Sinh {{ body.born | day }}</p>{% endblock %}"
    )
    content = values(papers["result"]) | {"body": {"born": "2020-02-05"}}
    page = plugin(tmp_path, source).page("births/paper.html", content)
    assert "<p>Sinh 05/02/2020</p>" in page
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page


def test_a_template_reaches_no_python(tmp_path: Path) -> None:
    source = "{{ body.__class__.__mro__ }}"
    with pytest.raises(SecurityError):
        plugin(tmp_path, source).page("births/paper.html", {"body": {}})


def test_a_missing_value_is_an_error_not_a_gap(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        plugin(tmp_path, "{{ body.absent }}").page("births/paper.html", {"body": {}})


def test_what_people_typed_is_text(tmp_path: Path) -> None:
    typed = "<b>An</b> & \x00\x08\u202eevil\u2066 {{ 7*7 }}"
    page = plugin(tmp_path, '<p title="{{ name }}">{{ name }}</p>').page(
        "births/paper.html", {"name": typed}
    )
    safe = "&lt;b&gt;An&lt;/b&gt; &amp; evil {{ 7*7 }}"
    assert page == f'<p title="{safe}">{safe}</p>'


def test_a_page_stops_growing(tmp_path: Path) -> None:
    source = "{% for n in range(90000) %}{{ name }}{% endfor %}"
    with pytest.raises(PaperTooLarge, match="larger than a paper may be"):
        plugin(tmp_path, source).page("births/paper.html", {"name": "x" * 50})


@pytest.mark.parametrize(
    ("name", "value", "printed"),
    [
        ("vnd", 1250000, "1.250.000 đồng"),
        ("vnd_words", 115000, "Một trăm mười lăm nghìn đồng"),
        ("day", "2026-02-05", "05/02/2026"),
        ("day", "2026-02-05T20:00:00+00:00", "06/02/2026"),
        ("moment", "2026-11-20T03:05:00+00:00", "10 giờ 05 phút, ngày 20/11/2026"),
        ("legal_day", "2026-02-05", "ngày 05 tháng 02 năm 2026"),
        (
            "legal_moment",
            "2026-11-20T03:05:00+00:00",
            "10 giờ 05 phút, ngày 20 tháng 11 năm\u00a02026",
        ),
        ("signing_time", "2026-11-20T03:05:09+00:00", "20-11-2026 10:05:09 +07:00"),
        ("iso", "2026-11-20T03:05:09+00:00", "2026-11-20T10:05:09+07:00"),
        ("file_size", 10, "1 KB"),
        ("file_size", 482_113, "471 KB"),
        ("file_size", 1_204_551, "1,1 MB"),
        ("keep_end", "Phường Hạ Long", "Phường Hạ\u00a0Long"),
        ("heading", "ỦY BAN NHÂN DÂN PHƯỜNG HẠ LONG", "ỦY BAN NHÂN DÂN\nPHƯỜNG HẠ LONG"),
        ("heading", "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH", "VĂN PHÒNG ỦY BAN NHÂN DÂN\u00a0TỈNH"),
    ],
)
def test_filters(name: str, value: object, printed: str) -> None:
    assert FILTERS[name](value) == printed


def test_templates_are_short() -> None:
    for path in OWN_FOLDER.rglob("*.html"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 100, path.name
