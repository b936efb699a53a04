"""The notifier of the how-to carries a notice, and believes no report."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from citizen_portal.plugin_api import NoticeMessage, NoticeRefused, Notifier
from tests.docs.pages import PROJECT, samples

HOW_TO = PROJECT / "docs" / "how-to" / "connect-a-notifier.md"


def written() -> ModuleType:
    """The plugin as the page prints it."""
    (sample,) = [one for one in samples(HOW_TO) if one.title]
    module = ModuleType("paper_trail")
    exec(compile(sample.text, sample.title, "exec"), vars(module))  # noqa: S102 - our own page
    return module


def test_a_notice_is_written_down(tmp_path: Path) -> None:
    file = tmp_path / "trail.txt"
    (notifier,) = written().register_notifiers({"PORTAL_TRAIL_FILE": str(file)})
    assert isinstance(notifier, Notifier)
    message = NoticeMessage(
        reference="1", address="an@example.vn", subject="Đã nhận", text="Hồ sơ đã đến.",
        language="vi", report_url="",
    )  # fmt: skip
    assert notifier.send(message) == "1"
    assert "Hồ sơ đã đến." in file.read_text(encoding="utf-8")
    with pytest.raises(NoticeRefused):
        notifier.read_report({}, b"", now=datetime(2026, 11, 20, tzinfo=UTC))


def test_no_file_no_notifier() -> None:
    assert written().register_notifiers({}) == []
