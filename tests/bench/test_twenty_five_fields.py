"""The two form pages that are compared ask the same."""

from __future__ import annotations

import re
from datetime import date

from bench.bare_form import build
from bench.browser import Answer
from bench.in_process import ask
from bench.twenty_five_fields import TwentyFive, catalogue_with
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.manager import load_plugins


def test_both_pages_have_the_same_fields_and_choices() -> None:
    questions = TwentyFive.questions()
    status, body = ask(build(), "/to-khai")
    names = set(re.findall(r' name="([a-z_]+)"', body.decode()))
    assert status == 200
    assert len(questions) == 25
    assert names == {*questions, "csrf_token"}
    own = sum(len(getattr(one, "choices", ())) for one in questions.values())
    drawn = body.count(b"<option") + body.count(b'type="radio"')
    assert drawn == own == 214


def test_the_catalogue_admits_the_procedure() -> None:
    today = date(2026, 11, 20)
    catalogue = catalogue_with(Catalogue.of(load_plugins({})), today)
    assert catalogue.problems == []
    assert catalogue.on_offer(today)[0].form == (TwentyFive,)


def test_the_browser_reads_token_and_revision() -> None:
    body = (
        b'<input type="hidden" name="csrf_token" value="abc.def">'
        b'<input type="hidden" name="phien_ban" value="7">'
    )
    answer = Answer(200, "", body)
    assert (answer.token, answer.revision) == ("abc.def", "7")
