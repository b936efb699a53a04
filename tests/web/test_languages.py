"""The English catalogue: complete, true to the Vietnamese, and used."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

from citizen_portal.app import Portal
from citizen_portal.web import language
from citizen_portal.web.language import messages
from tests.web.browser_without_scripts import Browser
from tests.web.conftest import LogIn
from tests.web.filing import submit

PROJECT = Path(__file__).resolve().parents[2]
PLACE = re.compile(r"%\((\w+)\)s")
QUOTED = re.compile(r"“[^”]*”|example: .*")
ENGLISH = messages("en")


def test_every_sentence_has_its_english() -> None:
    collector = Path(language.__file__).parent / "translations" / "collect.py"
    checked = subprocess.run(
        [sys.executable, str(collector), "--check"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr


def test_a_sentence_without_english_is_named(tmp_path: Path) -> None:
    collector = _another_project(tmp_path, '{{ _("Câu chưa dịch") }}')
    collected = subprocess.run(
        [sys.executable, str(collector)], capture_output=True, text=True, check=False
    )
    assert collected.returncode == 1
    assert collected.stderr == "no English for: Câu chưa dịch\n"
    assert 'msgid "Câu chưa dịch"' in (collector.parent / "en.po").read_text(encoding="utf-8")


def _another_project(folder: Path, template: str) -> Path:
    """A project of one template, with the same collector."""
    translations = folder / "citizen_portal" / "web" / "translations"
    translations.mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "templates" / "one.html").write_text(template, encoding="utf-8")
    source = Path(language.__file__).parent / "translations" / "collect.py"
    copy = translations / "collect.py"
    copy.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    return copy


def test_there_is_a_catalogue() -> None:
    assert len(ENGLISH) > 200


def test_the_english_keeps_places_and_marks() -> None:
    for said, english in ENGLISH.items():
        assert sorted(PLACE.findall(english)) == sorted(PLACE.findall(said)), said
        assert said[-1] not in ".:?" or english[-1] == said[-1], said
        assert english == english.strip(), said


def test_the_english_is_english() -> None:
    """Vietnamese letters stand only in what one may type, quoted or as an example."""
    for said, english in ENGLISH.items():
        bare = unicodedata.normalize("NFD", QUOTED.sub("", english))
        assert said == english or not any(map(unicodedata.combining, bare)), said


def test_the_language_is_chosen_and_kept(browser: Browser) -> None:
    page = browser.open("/thu-tuc/2.000635")
    assert "Nộp hồ sơ trực tuyến" in page.text
    page = browser.open("/ngon-ngu/en?next=/thu-tuc/2.000635")
    assert page.address == "/thu-tuc/2.000635"
    assert "Apply online" in page.text
    assert page.tree.get("lang") == "en"
    assert "Quảng Ninh Province" in page.html
    assert "Search" in browser.open("/").text
    assert "Tìm" in browser.open("/ngon-ngu/vi?next=/").text


def test_an_unknown_language_changes_nothing(browser: Browser) -> None:
    assert browser.open("/ngon-ngu/fr?next=/").tree.get("lang") == "vi"


def test_papers_have_english_names_in_lists(log_in: LogIn) -> None:
    citizen = log_in()
    address = submit(citizen).address
    citizen.set_cookie(language.COOKIE, "en")
    page = citizen.open(address)
    assert "Submission receipt (PDF)" in page.links()


def test_the_look_up_names_the_procedure_in_english(log_in: LogIn) -> None:
    citizen = log_in()
    code = submit(citizen).tree.find(".//strong[@class='govuk-panel__code']")
    assert code is not None
    citizen.set_cookie(language.COOKIE, "en")
    page = citizen.open("/tra-cuu")
    page = citizen.press(page.form("/tra-cuu").fill(ma=code.text or "", so="0011"))
    assert page.heading == "Copies of extracts of civil status and of birth certificates"


def test_provinces_and_cities_have_english_names(portal: Portal) -> None:
    named = portal.parts.reference.province_title
    assert (named("22").en, named("01").en) == ("Quảng Ninh Province", "Hà Nội City")
    assert named("01").vi == "Thành phố Hà Nội"
