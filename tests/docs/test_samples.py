"""Every sample in the documentation works as printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citizen_portal.cli import main
from tests.docs.pages import PROJECT, markdown, name_of, samples

_COMMAND = re.compile(r"^(?:\.venv/bin/)?portal ([a-z][a-z-]*)", re.MULTILINE)


def pages_with(language: str) -> list[Path]:
    return [page for page in markdown() if any(one.language == language for one in samples(page))]


@pytest.mark.parametrize("page", pages_with("python"), ids=name_of)
def test_python_runs(page: Path) -> None:
    """Blocks that stand for no file, one after the other, as a reader would type them."""
    known: dict[str, object] = {"__name__": "sample"}
    for sample in samples(page):
        if sample.language == "python" and not sample.title:
            exec(compile(sample.text, name_of(page), "exec"), known)  # noqa: S102 - our own pages


@pytest.mark.parametrize("page", pages_with("sh"), ids=name_of)
def test_shell_names_scripts_and_commands_that_exist(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for sample in samples(page):
        if sample.language != "sh":
            continue
        for script in re.findall(r"(?<![\w/])script/\w+", sample.text):
            assert (PROJECT / script).is_file(), script
        for command in _COMMAND.findall(sample.text):
            with pytest.raises(SystemExit) as end:
                main([command, "--help"])
            assert end.value.code == 0, command
    capsys.readouterr()
