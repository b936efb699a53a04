"""Pictures of the pages that people visit, for those who want to look at them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, ViewportSize

FOLDER = "PORTAL_PICTURES"
"""The environment variable that names the folder; without it no picture is taken."""
WIDTHS = (375, 1280)
_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Album:
    """A folder of pictures, each page at the width of a phone and of a desk."""

    folder: Path

    def keep(self, page: Page) -> None:
        """Take the page's pictures; the window is as wide as before afterwards."""
        usual = page.viewport_size
        assert usual is not None
        page.wait_for_load_state()
        name = f"{next(_NUMBERS):03d}{urlsplit(page.url).path.replace('/', '_')[:80]}"
        for width in WIDTHS:
            page.set_viewport_size(ViewportSize(width=width, height=900))
            page.screenshot(path=self.folder / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size(usual)


def album_of(chapter: str) -> Album | None:
    """The album of one story, or None where nobody asked for pictures."""
    if not os.environ.get(FOLDER):
        return None
    return Album(Path(os.environ[FOLDER]) / chapter)
