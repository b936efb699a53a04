"""A browser as far as the pages need one: links, forms, cookies, redirects; no scripts."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import tinyhtml5
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Values = dict[str, list[Any]]


@dataclass
class Form:
    """A form with what is in its fields now."""

    method: str
    action: str
    values: Values
    buttons: list[dict[str, str]]
    controls: list[str]

    def fill(self, **answers: str | list[str]) -> Form:
        """Type, choose and tick. Raises ``AssertionError`` for a field that is not there."""
        return self.fill_named(answers)

    def fill_named(self, answers: Mapping[str, str | list[str]]) -> Form:
        """The same for names that are no Python names."""
        for name, answer in answers.items():
            assert name in self.controls, f"no field {name!r}; there are {self.controls}"
            self.values[name] = [answer] if isinstance(answer, str) else answer
        return self

    def attach(self, name: str, data: bytes, file_name: str) -> Form:
        """Choose a file."""
        assert name in self.controls
        self.values[name] = [(io.BytesIO(data), file_name)]
        return self


@dataclass
class Page:
    """An answer that was drawn."""

    address: str
    response: TestResponse
    tree: Element = field(repr=False)

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    @property
    def text(self) -> str:
        """The words of the page's main part, spaces tidied."""
        main = self.tree.find(".//main")
        return " ".join("".join((self.tree if main is None else main).itertext()).split())

    @property
    def title(self) -> str:
        return "".join(self.tree.find(".//title").itertext())  # type: ignore[union-attr]

    @property
    def heading(self) -> str:
        headings = self.tree.findall(".//h1")
        assert len(headings) == 1, "a page has one main heading"
        return " ".join("".join(headings[0].itertext()).split())

    def links(self) -> dict[str, str]:
        """The page's links in its main part: words to address."""
        main = self.tree.find(".//main")
        found = (self.tree if main is None else main).iter("a")
        return {" ".join("".join(one.itertext()).split()): one.get("href", "") for one in found}

    def errors(self) -> dict[str, str]:
        """The error summary: field to sentence."""
        for box in self.tree.iter("div"):
            if "govuk-error-summary" in (box.get("class") or "").split():
                return {
                    (link.get("href") or "").lstrip("#"): "".join(link.itertext())
                    for link in [*box.iter("a"), *(li for li in box.iter("li") if not len(li))]
                }
        return {}

    def forms(self) -> list[Form]:
        """The forms in the main part of the page."""
        main = self.tree.find(".//main")
        return [_form(one, self.address) for one in (main if main is not None else [])
                .iter("form")]  # type: ignore[union-attr]  # fmt: skip

    def form(self, action: str = "") -> Form:
        """The one form whose address ends so, or the one with the primary button."""
        fitting = [
            one
            for one in self.forms()
            if (urlsplit(one.action).path.endswith(action) if action else _is_primary(one))
        ]
        assert len(fitting) == 1, f"{len(fitting)} forms fit {action!r} at {self.address}"
        return fitting[0]


def _is_primary(form: Form) -> bool:
    return any(button["type"] == "submit" for button in form.buttons)


def _form(element: Element, address: str) -> Form:
    values: Values = {}
    controls = []
    for control in element.iter():
        name = control.get("name")
        if control.tag not in ("input", "select", "textarea") or not name:
            continue
        if "disabled" in control.attrib:
            continue
        controls.append(name)
        value = _value(control)
        if value is not None:
            values.setdefault(name, []).append(value)
    buttons = [
        {"type": one.get("type", ""), "name": one.get("name", ""), "value": one.get("value", ""),
         "action": one.get("formaction", ""), "text": " ".join("".join(one.itertext()).split())}
        for one in element.iter("button")
    ]  # fmt: skip
    return Form(
        method=(element.get("method") or "get").upper(),
        action=urljoin(address, element.get("action") or ""),
        values=values,
        buttons=buttons,
        controls=controls,
    )


def _value(control: Element) -> str | None:
    if control.tag == "textarea":
        return "".join(control.itertext())
    if control.tag == "select":
        options = control.findall(".//option")
        chosen = [one for one in options if "selected" in one.attrib] or options[:1]
        return chosen[0].get("value", "") if chosen else None
    if control.get("type") in ("radio", "checkbox"):
        return control.get("value", "on") if "checked" in control.attrib else None
    return None if control.get("type") == "file" else control.get("value", "")


class Browser:
    """Goes from page to page."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def cookie(self, name: str) -> str:
        cookie = self.client.get_cookie(name)
        return cookie.value if cookie else ""

    def set_cookie(self, name: str, value: str) -> None:
        self.client.set_cookie(name, value)

    def forget(self) -> None:
        """Lose the session, as when it has run out and the cookie is gone."""
        self.client.delete_cookie("phien")

    def raw(self, address: str, method: str = "GET", **options: Any) -> TestResponse:
        """One answer, redirects not followed."""
        response = self.client.open(address, method=method, **options)
        response.request.environ["wsgi.input"].close()  # a large one is a file
        return response

    def open(self, address: str) -> Page:
        """Follow redirects of our own to a page."""
        return self._page(address, self.raw(address))

    def press(self, form: Form, button: str = "") -> Page:
        """Send a form by its primary button, or by the one that carries these words."""
        values, action = dict(form.values), form.action
        if button:
            pressed = [one for one in form.buttons if one["text"].startswith(button)]
            assert len(pressed) == 1, f"{len(pressed)} buttons {button!r} of {form.buttons}"
            if pressed[0]["name"]:
                values[pressed[0]["name"]] = [pressed[0]["value"]]
            action = pressed[0]["action"] or action
        if form.method == "GET":
            return self._page(action, self.raw(action, query_string=values))
        response = self.raw(action, "POST", data=values)
        return self._page(action, response)

    def _page(self, address: str, response: TestResponse) -> Page:
        path = re.sub(r"^http://localhost", "", address)
        hops = 0
        while response.status_code in (301, 302, 303, 307, 308):
            target = urljoin(path, response.headers["Location"])
            if not target.startswith("/") or hops > 5:
                break
            path, hops = target, hops + 1
            response = self.raw(path.partition("#")[0])
        text = response.get_data(as_text=True)
        tree = tinyhtml5.parse(text or "<html></html>", namespace_html_elements=False)
        return Page(path, response, tree)
