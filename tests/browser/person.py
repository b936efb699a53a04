"""A person at a browser: sees words, types by labels, presses buttons by what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, FilePayload, Locator, Page

from tests.browser.album import Album

PATIENCE_MS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file as it arrived."""

    name: str
    content: bytes


@dataclass
class Person:
    """Somebody with a browser window of their own; nobody is logged in at first."""

    context: BrowserContext
    base: str
    album: Album | None = None
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.set_default_timeout(PATIENCE_MS)
        self.page = self._new_page()

    def _new_page(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._hear(said.type, said.text))
        return page

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not text.startswith("Failed to load resource"):
            self.complaints.append(text)

    # --- where one is ----------------------------------------------------------------

    def open(self, path: str) -> int:
        """Go to an address of the portal; return the status."""
        response = self.page.goto(self.base + path)
        assert response is not None
        self._remember()
        return response.status

    def _remember(self) -> None:
        """Put the page into the album, where there is one."""
        if self.album:
            self.album.keep(self.page)

    def start_anew(self) -> None:
        """Close the window and open another one, as on another day."""
        self.page.close()
        self.page = self._new_page()

    @property
    def path(self) -> str:
        """The path of the page."""
        return urlsplit(self.page.url).path

    @property
    def heading(self) -> str:
        """The main heading of the page."""
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def text(self) -> str:
        """The words of the main part, spaces tidied."""
        return " ".join(self.page.get_by_role("main").inner_text().split())

    def sees(self, *words: str) -> None:
        """Assert that the main part says these words."""
        missing = [one for one in words if one not in self.text]
        assert not missing, f"{missing} missing at {self.path}: {self.text}"

    def waits_for(self, words: str) -> None:
        """Wait until a page that looks again by itself says these words."""
        self.page.get_by_role("main").get_by_text(words).first.wait_for()
        self._remember()

    def sees_in_time(self, words: str, seconds: int = 30) -> None:
        """Assert that the page says these words once the worker has done its part."""
        for _ in range(seconds * 2):
            if words in self.text:
                break
            self.page.wait_for_timeout(500)
            self.page.reload()
        self.sees(words)

    def status_tag(self) -> str:
        """The state of the dossier on its page."""
        return self.page.get_by_role("main").locator(".govuk-tag").first.inner_text()

    # --- what one does ---------------------------------------------------------------

    def follow(self, words: str) -> None:
        """Follow a link of the main part."""
        self.page.get_by_role("main").get_by_role("link", name=words).first.click()
        self._remember()

    def follow_in_menu(self, words: str) -> None:
        """Follow a link above the main part."""
        self.page.get_by_role("navigation").get_by_role("link", name=words, exact=True).click()

    def go_back(self) -> None:
        """Follow the link to the page before."""
        self.page.get_by_role("navigation", name="Trang trước").get_by_role("link").click()

    def press(self, words: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=words, exact=True).click()
        self._remember()

    def press_key(self, *keys: str) -> None:
        """Press keys one after the other, wherever the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def unfold(self, words: str) -> None:
        """Open what is folded away."""
        self.page.locator("summary").get_by_text(words, exact=True).click()

    def type(self, label: str, value: str, within: str = "") -> None:
        """Type into the field of this label, over what stands there."""
        self._place(within).get_by_label(label, exact=True).fill(value)

    def typed(self, label: str) -> str:
        """What stands in a field."""
        return self.page.get_by_label(label, exact=True).input_value()

    def visible_fields(self) -> list[str]:
        """The labels of all that can be filled in now, in order."""
        labels = self.page.get_by_role("main").locator("label:visible")
        return [" ".join(one.split()) for one in labels.all_inner_texts()]

    def selected(self, label: str) -> str:
        """What is selected in a list."""
        return self.page.get_by_label(label, exact=True).locator("option:checked").inner_text()

    def choose(self, question: str, answer: str) -> None:
        """Choose one of the answers of a question."""
        self._radio(question, answer).check()

    def chosen(self, question: str, answer: str) -> bool:
        """Tell whether this answer is chosen."""
        return self._radio(question, answer).is_checked()

    def _radio(self, question: str, answer: str) -> Locator:
        group = self.page.get_by_role("group", name=question)
        return group.get_by_role("radio", name=answer, exact=True)

    def select(self, label: str, option: str, within: str = "") -> None:
        """Select from a list."""
        self._place(within).get_by_label(label, exact=True).select_option(label=option)

    def tick(self, label: str, within: str = "") -> None:
        """Tick a box."""
        self._place(within).get_by_label(label, exact=True).check()

    def attach(self, label: str, name: str, content: bytes) -> None:
        """Choose a file for an upload."""
        file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
        self.page.get_by_label(label, exact=True).set_input_files(file)

    def upload(self, paper: str, name: str, content: bytes) -> None:
        """Attach a file to the paper that it is for."""
        section = self.page.get_by_role("heading", name=paper, exact=True).locator("..")
        file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
        section.locator("input[type=file]").set_input_files(file)
        section.get_by_role("button", name="Tải lên").click()

    def download(self, words: str) -> Download:
        """Follow a link that leads to a file, wait while it is being made, and come back."""
        before = self.page.url
        with self.page.expect_download() as arriving:
            self.follow(words)
        file = _arrived(Path(arriving.value.path()), arriving.value.suggested_filename)
        if self.page.url != before:
            self.page.goto(before)
        return file

    def download_by(self, button: str) -> Download:
        """Press a button that leads to a file."""
        with self.page.expect_download() as arriving:
            self.press(button)
        return _arrived(Path(arriving.value.path()), arriving.value.suggested_filename)

    def _place(self, within: str) -> Page | Locator:
        """The whole page, a group of questions, or what is folded away under these words."""
        if not within:
            return self.page
        summary = self.page.locator("summary").get_by_text(within, exact=True)
        folded = self.page.locator("details").filter(has=summary)
        return self.page.get_by_role("group", name=within, exact=True).or_(folded)

    # --- logging in ------------------------------------------------------------------

    def identify(self, name: str) -> None:
        """At the identity simulator: be this person."""
        self.page.get_by_role("radio", name=name).check()
        self.press("Đăng nhập")

    def log_in(self, name: str) -> None:
        """Log in from the menu."""
        self.open("/")
        self.follow_in_menu("Đăng nhập")
        self.identify(name)
        self.page.get_by_role("button", name="Đăng xuất").wait_for()

    def forget_session(self) -> None:
        """The session has run out, here and at the identity provider."""
        self.context.clear_cookies()


def _arrived(path: Path, name: str) -> Download:
    return Download(name=name, content=path.read_bytes())
