from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from citizen_portal.documents.papers import PaperContent, ResultContent
from citizen_portal.documents.press import LARGEST_CONTENT, PaperPress, PaperStuck
from citizen_portal.documents.rendering import render
from citizen_portal.documents.verifying import LARGEST_FILE, NOT_A_PDF, TOO_LARGE, UNSIGNED

ENDLESS = "{% for n in range(99999) %}{% for m in range(99999) %}{% endfor %}{% endfor %}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("templates")
    (made / "endless.html").write_text(ENDLESS, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def press(folder: Path) -> Iterator[PaperPress]:
    with PaperPress({"stuck": folder}, seconds=30) as running:
        yield running


def test_the_press_prints_what_rendering_prints(
    press: PaperPress, papers: Mapping[str, PaperContent]
) -> None:
    for kind, paper in papers.items():
        assert press.render(kind, paper.to_json()) == render(kind, paper.to_json())


def test_errors_come_back_by_kind(press: PaperPress, papers: Mapping[str, PaperContent]) -> None:
    with pytest.raises(LookupError, match="no paper of kind 'poem'"):
        press.render("poem", {})
    with pytest.raises(ValueError, match="has no field colour"):
        press.render("result", papers["result"].to_json() | {"colour": 1})
    with pytest.raises(ValueError, match="larger than a paper"):
        press.render("result", {"title": "x" * LARGEST_CONTENT})
    with pytest.raises(LookupError, match="no paper template"):
        press.render("result", papers["result"].to_json() | {"template": "none/x.html"})


def test_files_are_judged_within_limits(
    press: PaperPress, papers: Mapping[str, PaperContent]
) -> None:
    unsigned = render("result", papers["result"].to_json())
    assert press.verify(unsigned, ()).reason == UNSIGNED
    assert press.verify(b"garbage", ()).reason == NOT_A_PDF
    assert press.verify(bytes(LARGEST_FILE), ()).reason == NOT_A_PDF
    assert press.verify(bytes(LARGEST_FILE + 1), ()).reason == TOO_LARGE


def test_a_stuck_job_is_ended_and_the_next_one_works(
    folder: Path, papers: Mapping[str, PaperContent]
) -> None:
    result = papers["result"]
    assert isinstance(result, ResultContent)
    with PaperPress({"stuck": folder}, seconds=3) as press:
        endless = result.to_json() | {"template": "stuck/endless.html"}
        with pytest.raises(PaperStuck, match="more time or memory"):
            press.render("result", endless)
        assert press.render("result", result.to_json()).startswith(b"%PDF")


def test_a_killed_child_is_replaced(papers: Mapping[str, PaperContent]) -> None:
    stored = papers["result"].to_json()
    with PaperPress() as press:
        press.start()
        child = press._child
        assert child is not None
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        assert press.render("result", stored).startswith(b"%PDF")


def test_memory_has_a_ceiling(papers: Mapping[str, PaperContent]) -> None:
    with PaperPress(memory=1024 * 1024 * 1024) as press:
        press.start()
        child = press._child
        assert child is not None
        limits = Path(f"/proc/{child.pid}/limits").read_text(encoding="ascii")
        line = next(line for line in limits.splitlines() if line.startswith("Max address space"))
        assert str(1024 * 1024 * 1024) in line


def test_the_child_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", "very secret")
    with PaperPress() as press:
        press.start()
        child = press._child
        assert child is not None
        assert b"very secret" not in Path(f"/proc/{child.pid}/environ").read_bytes()


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with PaperPress() as press:
        press.start()
        child = press._child
        assert child is not None
        assert list(tmp_path.glob("papers-*"))
    assert child.poll() is not None
    assert not list(tmp_path.glob("papers-*"))
