"""The command that reviews declarations."""

from __future__ import annotations

import json

import pytest

from citizen_portal.cli import main


def test_the_bundled_procedures_have_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-procedures"]) == 0
    said = capsys.readouterr()
    assert " error " not in said.out
    assert "0 errors" in said.err


def test_json_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-procedures", "2.000635", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {one["code"] for one in found} <= {"2.000635"}
    keys = {"severity", "rule", "code", "sentence", "file", "line"}
    assert all(set(one) == keys and one["line"] >= 1 for one in found)


def test_an_unknown_code_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-procedures", "9.123456"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "No plugin declares 9.123456.\n"
