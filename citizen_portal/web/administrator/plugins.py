"""The plugins: what each may do, whether it works, and what went wrong inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from flask import current_app

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.manager import Plugins, PluginState, short_name
from citizen_portal.services.incidents import list_incidents
from citizen_portal.web import context
from citizen_portal.web.administrator import administrator_pages
from citizen_portal.web.guards import administrator
from citizen_portal.web.pages import page

WORKS = (Text("Đang hoạt động", "Working"), "green")
OUT_OF_ORDER = (Text("Tạm thời gián đoạn", "Out of order"), "red")


@dataclass(frozen=True, slots=True)
class PluginLine:
    """A plugin as the page shows it; ``needs`` are words of its manifest."""

    name: str
    tag: tuple[Text, str]
    codes: str
    hooks: str
    sources: str
    seconds: str


@administrator_pages.get("/quan-tri/thanh-phan")
@administrator
def plugins() -> Any:
    """All plugins and their incidents."""
    incidents = list_incidents(context.db(), context.actor())
    known = cast(Plugins, current_app.extensions["portal_plugins"])
    return page(
        "administrator/plugins.html",
        plugins=[_line(one) for one in known.states()],
        problems=current_app.extensions["portal_problems"],
        incidents=incidents,
    )


def _line(state: PluginState) -> PluginLine:
    needs = state.requires
    return PluginLine(
        name=short_name(state.name),
        tag=OUT_OF_ORDER if state.out_of_order else WORKS,
        codes=", ".join(state.codes),
        hooks=", ".join(needs.hooks),
        sources=", ".join((*needs.registers, *needs.hosts)),
        seconds=f"{needs.seconds:g}",
    )
