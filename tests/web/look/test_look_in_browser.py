"""The pages in a real browser: axe, narrow screens, and what the script adds."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = shutil.which("chromium")
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'"
)
ADDRESS = "http://portal.test/"
OFFICER = SimpleNamespace(name="Phạm Thị Dung", is_officer=True, is_administrator=False)

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs the browser chromium")

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield running
        running.close()


def answer_from(static: Path, html: str, page: Any) -> Callable[[Any], None]:
    """Stand where the server stands: the page itself, its files, and a list of its posts."""

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        if path.startswith("static/"):
            route.fulfill(path=static / path.removeprefix("static/"))
        elif route.request.method == "POST":
            page.posts.append(route.request.post_data)
            route.fulfill(status=204)
        else:
            headers = {"Content-Security-Policy": CSP}
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)

    return answer


@pytest.fixture
def visit(browser: Any, static: Path) -> Iterator[Open]:
    """Open a page: ``visit(html, width=…, **context)``; what is posted is in ``.posts``."""
    contexts = []
    complaints: list[str] = []

    def open_page(html: str, width: int = 360, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.posts = []
        page.route("**/*", answer_from(static, html, page))
        page.goto(ADDRESS)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("who", ["citizen", "officer"])
def test_axe_finds_nothing(visit: Open, gallery: Open, width: int, who: str) -> None:
    changes = {"person": OFFICER} if who == "officer" else {}
    page = visit(gallery(**changes), width, bypass_csp=True)
    violations = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in violations] == []


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_sticks_out_of_a_narrow_screen(visit: Open, gallery: Open, width: int) -> None:
    page = visit(gallery(), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_own_fonts_are_used(visit: Open, gallery: Open) -> None:
    page = visit(gallery())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('600 19px \"Be Vietnam Pro\"', 'Nguyễn ơ')")


def test_a_question_appears_when_its_answer_calls_for_it(visit: Open, gallery: Open) -> None:
    page = visit(gallery())
    question = page.locator("#owner_name")
    assert not question.is_visible()
    page.check("input[name=for_whom][value=ward]")
    assert question.is_visible()
    page.check("input[name=for_whom][value=self]")
    assert not question.is_visible()


def test_a_row_looks_at_its_own_answers(visit: Open, gallery: Open) -> None:
    page = visit(gallery())
    page.select_option("#members-1-relation", "khac")
    assert page.locator("#members-1-which").is_visible()
    assert not page.locator("#members-0-which").is_visible()


CONDITIONS = [
    ({"field": "a", "in": ["1"]}, True),
    ({"field": "a", "in": ["2"]}, False),
    ({"field": "boxes", "in": ["y"]}, True),
    ({"field": "boxes", "in": ["x"]}, False),
    ({"not": {"field": "a", "in": ["1"]}}, False),
    ({"all": [{"field": "a", "in": ["1"]}, {"field": "boxes", "in": ["x"]}]}, False),
    ({"any": [{"field": "a", "in": ["1"]}, {"field": "boxes", "in": ["x"]}]}, True),
    ({"field": "on_another_page", "in": ["1"]}, True),
    ({"not": {"field": "on_another_page", "in": ["1"]}}, True),
    ({"all": [{"field": "on_another_page", "in": ["1"]}, {"field": "a", "in": ["2"]}]}, False),
    ({"any": [{"field": "on_another_page", "in": ["1"]}, {"field": "a", "in": ["2"]}]}, True),
]


def test_the_script_reads_conditions_as_the_server_does(visit: Open, render: Open) -> None:
    form = """{% extends "base.html" %}{% block content %}<form>
    <input name="a" aria-label="a" value="1">
    <input type="checkbox" name="boxes" aria-label="x" value="x">
    <input type="checkbox" name="boxes" aria-label="y" value="y" checked>
    {% for condition, _ in conditions %}
    <p data-question="q" data-shown-when="{{ condition|tojson|forceescape }}">{{ loop.index }}</p>
    {% endfor %}</form>{% endblock %}"""
    page = visit(render(form, conditions=CONDITIONS))
    shown = page.locator("[data-question]:visible").all_inner_texts()
    expected = [str(number) for number, (_, holds) in enumerate(CONDITIONS, 1) if holds]
    assert shown == expected


def test_an_answer_that_is_not_asked_does_not_count(visit: Open, render: Open) -> None:
    form = """{% extends "base.html" %}{% block content %}<form>
    <input name="a" aria-label="a" value="1">
    <p data-question="b" data-shown-when='{"field":"a","in":["2"]}'>
    <input name="b" aria-label="b" value="1"></p>
    <p data-question="c" data-shown-when='{"field":"b","in":["1"]}' id="c">C</p>
    </form>{% endblock %}"""
    page = visit(render(form))
    assert not page.locator("#c").is_visible()
    page.fill("input[name=a]", "2")
    assert page.locator("#c").is_visible()


def test_without_script_every_question_is_asked(visit: Open, gallery: Open) -> None:
    page = visit(gallery(), java_script_enabled=False)
    assert page.locator("#owner_name").is_visible()
    assert page.locator("#members-0-which").is_visible()


def test_the_error_summary_has_focus_and_leads_into_the_field(visit: Open, gallery: Open) -> None:
    page = visit(gallery())
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.click(".govuk-error-summary a >> nth=1")
    assert page.evaluate("document.activeElement.id") == "sure"


def test_two_clicks_send_once_and_a_later_click_sends_again(visit: Open, gallery: Open) -> None:
    page = visit(gallery())
    page.evaluate("""() => {
        window.sent = [];
        window.addEventListener("submit", (event) => {
            window.sent.push(!event.defaultPrevented);
            event.preventDefault();
        });
    }""")
    click = "document.querySelector('#to-khai button[type=submit]').click()"
    page.evaluate(f"() => {{ {click}; {click}; }}")
    assert page.evaluate("window.sent") == [True, False]
    page.wait_for_timeout(1100)
    page.evaluate(click)
    assert page.evaluate("window.sent") == [True, False, True]


def test_enter_sends_the_form_without_touching_its_rows(visit: Open, gallery: Open) -> None:
    page = visit(gallery(), java_script_enabled=False)
    page.press("#full_name", "Enter")
    page.wait_for_timeout(100)
    assert len(page.posts) == 1
    assert 'name="bo"' not in page.posts[0]
    assert 'name="them"' not in page.posts[0]


def test_a_date_typed_on_a_number_pad_gets_its_slashes(visit: Open, gallery: Open) -> None:
    page = visit(gallery())
    page.fill("#birth", "28021990")
    page.press("#birth", "Tab")
    assert page.input_value("#birth") == "28/02/1990"


def test_a_paper_that_is_too_large_is_named_at_once(visit: Open, gallery: Open) -> None:
    page = visit(gallery())
    page.evaluate("document.querySelector('#scan').dataset.mostBytes = 3")
    paper = {"name": "to.pdf", "mimeType": "application/pdf"}
    page.set_input_files("#scan", {**paper, "buffer": b"1234"})
    message = "document.querySelector('#scan').validationMessage"
    assert page.evaluate(message) == "Tệp quá lớn: hãy chọn tệp không quá 10 MB."
    page.set_input_files("#scan", {**paper, "buffer": b"123"})
    assert page.evaluate(message) == ""
