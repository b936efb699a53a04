"""What surrounds every page, and the pages for what could not be shown."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

Render = Callable[..., str]

CODES = (400, 401, 403, 404, 405, 409, 413, 415, 429, 500, 503)
BASE = '{% extends "base.html" %}{% block content %}<h1>Đây</h1>{% endblock %}'
ERROR = '{% extends "errors/error.html" %}'


def person(*, officer: bool) -> SimpleNamespace:
    return SimpleNamespace(name="Phạm Thị Dung", is_officer=officer, is_administrator=False)


def test_a_visitor_is_offered_to_log_in_and_return(render: Render) -> None:
    html = render(BASE, person=None, current_path="/thu-tuc?q=khai sinh&trang=2")
    assert 'href="/dang-nhap?next=/thu-tuc%3Fq%3Dkhai%20sinh%26trang%3D2"' in html
    assert "/dang-xuat" not in html
    assert 'href="/ho-so"' not in html


def test_a_citizen_sees_own_dossiers_and_logs_out_by_post(render: Render) -> None:
    html = render(BASE)
    assert '<a href="/ho-so" aria-current="page">' in html
    assert '<form method="post" action="/dang-xuat">' in html
    assert 'name="csrf_token" value="mot-the-gia"' in html
    assert "/can-bo" not in html


def test_an_officer_has_the_desk(render: Render) -> None:
    assert 'href="/can-bo"' in render(BASE, person=person(officer=True))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_names_its_language_and_marks_it_in_the_switch(
    render: Render, language: str
) -> None:
    html = render(BASE, language=language)
    assert f'<html lang="{language}"' in html
    assert f'hreflang="{language}" rel="nofollow" aria-current="true"' in html
    assert html.count('aria-current="true"') == 1


def test_only_a_demonstration_says_so(render: Render) -> None:
    assert "bản trình diễn" in render(BASE, demo=True)
    assert "trình diễn" not in render(BASE, demo=False)


def test_a_refused_form_says_so_in_the_title(render: Render) -> None:
    assert "<title>Lỗi: Trang chủ" in render(BASE, errors=[("a", "b")])
    assert "<title>Trang chủ" in render(BASE, errors=[])
    assert "<title>Trang chủ" in render(BASE)


def test_the_back_link_is_in_a_landmark_only_when_there_is_one(render: Render) -> None:
    back = BASE + '{% block back %}<a href="/">Quay lại</a>{% endblock %}'
    assert '<nav aria-label="Trang trước"><a href="/">Quay lại</a></nav>' in render(back)
    assert "Trang trước" not in render(BASE)


@pytest.mark.parametrize("code", CODES)
def test_each_error_says_what_to_do_next(render: Render, code: int) -> None:
    html = render(ERROR, code=code)
    heading = html.split('<h1 class="govuk-heading-l">')[1].split("</h1>")[0]
    advice = html.split('<p class="govuk-body">')[1].split("</p>")[0]
    assert f"<title>{heading} –" in html
    assert advice.endswith(".")
    assert str(code) not in heading + advice


def test_errors_differ(render: Render) -> None:
    pages = {render(ERROR, code=code) for code in CODES}
    assert len(pages) == len(CODES)


def test_an_unknown_error_has_words_too(render: Render) -> None:
    assert "Có lỗi ở phía chúng tôi" in render(ERROR, code=507)
    assert "Yêu cầu chưa đúng" in render(ERROR, code=418)


def test_a_page_may_know_better(render: Render) -> None:
    html = render(ERROR, code=403, title="Cần định danh mức 2", advice="Hãy nâng mức <định danh>.")
    assert "<title>Cần định danh mức 2 –" in html
    assert "Hãy nâng mức &lt;định danh&gt;." in html


def test_who_must_log_in_is_led_back(render: Render) -> None:
    html = render(ERROR, code=401, person=None, current_path="/ho-so/1/buoc/2")
    assert html.count('href="/dang-nhap?next=/ho-so/1/buoc/2"') == 2
