"""What a page costs on a slow line, and whether its colours can be read."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest

SERVED = ("css/portal.css", "js/portal.js", "images/mark.svg")
DESK = ("js/desk.js", "js/signature.js")
"""What only officers' pages load besides."""
SUFFIXES = {".css", ".js", ".svg"}

# Text on ground, as the pages pair them; large text and marks need 3, all else 4.5.
PAIRS = [
    ("ink", "#1e2f41", "#ffffff", 4.5),
    ("ink on surface", "#1e2f41", "#f5f5f5", 4.5),
    ("muted", "#50606f", "#ffffff", 4.5),
    ("muted on surface", "#50606f", "#f5f5f5", 4.5),
    ("white on brand", "#ffffff", "#903938", 4.5),
    ("brand on white", "#903938", "#ffffff", 4.5),
    ("ink on gold", "#1e2f41", "#ffc251", 4.5),
    ("ink on the demonstration strip", "#1e2f41", "#fff3d6", 4.5),
    ("gold on brand", "#ffc251", "#903938", 3.0),
    ("error", "#ca3535", "#ffffff", 4.5),
    ("error on surface", "#ca3535", "#f5f5f5", 4.5),
    ("white on success", "#ffffff", "#0f7a52", 4.5),
    ("link", "#1a65a6", "#ffffff", 4.5),
    ("link on surface", "#1a65a6", "#f5f5f5", 4.5),
]


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("name", "text", "ground", "least"), PAIRS)
def test_colours_can_be_read(static: Path, name: str, text: str, ground: str, least: float) -> None:
    assert contrast(text, ground) >= least, name
    style = (static / "css/portal.css").read_text().lower().replace("#fff;", "#ffffff;")
    for colour in (text, ground):
        assert colour in style or colour == "#ffffff", f"{name}: {colour} is not in use"


def test_the_compressed_files_are_those_of_their_sources(static: Path) -> None:
    for name in SERVED:
        source = (static / name).read_bytes()
        packed = (static / f"{name}.gz").read_bytes()
        assert gzip.decompress(packed) == source, f"run script/build_look --compress: {name}"
        assert packed == gzip.compress(source, compresslevel=9, mtime=0), name


def test_each_served_text_file_has_its_compressed_twin(static: Path) -> None:
    text = {p for p in static.rglob("*") if p.suffix in SUFFIXES}
    assert {str(path.relative_to(static)) for path in text} == {*SERVED, *DESK}


def test_the_style_is_light(static: Path) -> None:
    assert (static / "css/portal.css.gz").stat().st_size <= 20 * 1024


def test_a_first_visit_without_fonts_is_light(static: Path, gallery: Callable[..., str]) -> None:
    page = len(gzip.compress(gallery().encode()))
    files = sum((static / f"{name}.gz").stat().st_size for name in SERVED)
    assert page + files <= 60 * 1024
    assert page <= 15 * 1024


def test_the_fonts_that_the_style_names_are_there(static: Path) -> None:
    style = (static / "css/portal.css").read_text()
    named = set(re.findall(r'url\("?\.\./fonts/([^")]+)"?\)', style))
    kept = {path.name for path in (static / "fonts").iterdir()}
    assert named == kept
    assert len(kept) == 6
    assert style.count("font-display:swap") == style.count("unicode-range:") == 6
    assert not re.search(r"url\((?!\"?\.\./fonts/)", style), "the style fetches something else"


def test_nothing_of_another_government_is_shown(static: Path) -> None:
    style = (static / "css/portal.css").read_text()
    assert "GDS Transport" not in style
    assert "crown" not in style.lower()


def test_the_licences_are_kept(static: Path) -> None:
    assert "MIT License" in (static / "licences/govuk-frontend.txt").read_text()
    assert "SIL OPEN FONT LICENSE" in (static / "licences/be-vietnam-pro.txt").read_text()
