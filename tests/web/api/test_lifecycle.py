"""Other systems read the same table that pages, documentation and use cases read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from citizen_portal.domain.lifecycle import TRANSITIONS, Status, is_terminal
from citizen_portal.domain.roles import ActorKind
from citizen_portal.domain.side_states import PaymentState, moves_from
from tests.docs.pages import PROJECT
from tests.web.browser_without_scripts import Browser

TABLE = "/api/v1/lifecycle"
OPENAPI = "/api/v1/openapi.json"


def _read(browser: Browser, address: str) -> Any:
    answer = browser.raw(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    return json.loads(answer.data)


def test_the_table_is_the_one_of_the_domain(browser: Browser) -> None:
    said = _read(browser, TABLE)
    assert [(one["number"], one["label"]["vi"], one["final"]) for one in said["statuses"]] == [
        (one.value, one.label.vi, is_terminal(one)) for one in Status
    ]
    assert [
        (one["action"], one["from_statuses"], one["to_status"], one["by"], one["at"], one["clock"],
         one["needs_reason"], one["back_to"])
        for one in said["transitions"]
    ] == [
        (row.action, list(row.from_statuses), row.to_status, list(row.actor_kinds), row.seat,
         row.clock, row.needs_reason, row.asked_from)
        for row in TRANSITIONS
    ]  # fmt: skip
    assert [one["code"] for one in said["actor_kinds"]] == list(ActorKind)
    assert {one["code"]: one["next"] for one in said["side_states"]["payment"]} == {
        state: list(moves_from(state)) for state in PaymentState
    }
    assert set(said["side_states"]) == {"payment", "delivery", "synchronisation", "digitisation"}


def test_the_documentation_draws_the_rows_that_the_api_tells(browser: Browser) -> None:
    page = (PROJECT / "docs" / "reference" / "statuses.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| `")]
    said = _read(browser, TABLE)["transitions"]
    assert [
        (f"`{one['action']}` {one['label']['en']}", set(map(str, one["from_statuses"])),
         "same" if one["to_status"] is None else str(one["to_status"]), set(one["by"]))
        for one in said
    ] == [
        (action, set(origin.split(", ")), target, set(by.split(", ")))
        for action, origin, target, by, *_ in rows
    ]  # fmt: skip


def test_the_description_is_openapi_and_what_is_answered_fits_it(browser: Browser) -> None:
    description = _read(browser, OPENAPI)
    OpenAPIV31SpecValidator(description).validate()
    server = description["servers"][0]["url"]
    for path, methods in description["paths"].items():
        answer = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        said = _read(browser, f"{server}{path}")
        Draft202012Validator({**answer, "components": description["components"]}).validate(said)


def test_every_address_of_the_api_is_described(browser: Browser) -> None:
    rules = browser.client.application.url_map.iter_rules()
    addresses = {rule.rule for rule in rules if rule.rule.startswith("/api/")}
    assert {f"/api/v1{path}" for path in _read(browser, OPENAPI)["paths"]} == addresses


def test_who_has_it_already_is_sent_nothing(browser: Browser) -> None:
    first = browser.raw(TABLE)
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    again = browser.raw(TABLE, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert browser.raw(TABLE, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize(
    ("method", "address", "headers", "status"),
    [
        ("GET", "/api/v1/nothing", {}, 404),
        ("GET", "/api/", {}, 404),
        ("POST", TABLE, {}, 405),
        ("GET", TABLE, {"Accept": "text/html"}, 406),
        ("GET", OPENAPI, {"Accept": "image/png, application/json;q=0"}, 406),
    ],
)
def test_machines_are_told_in_json_why_there_is_no_answer(
    browser: Browser, method: str, address: str, headers: dict[str, str], status: int
) -> None:
    answer = browser.raw(address, method, headers=headers)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert json.loads(answer.data)["status"] == status
    assert (answer.headers.get("Allow") is not None) is (status == 405)


@pytest.mark.parametrize("accepted", ["*/*", "application/*", "text/html, application/json;q=0.1"])
def test_whoever_reads_json_gets_it(browser: Browser, accepted: str) -> None:
    assert browser.raw(TABLE, headers={"Accept": accepted}).status_code == 200
