"""What other parts of the portal put on a dossier's page, each with a template of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from citizen_portal.services.dossiers.page import DossierPage

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Panel:
    """A section of the page.

    ``values`` gives the template's values for the dossier as this person sees it, or None
    when there is nothing to show.
    """

    template: str
    values: Callable[[DossierPage], Values | None]


@dataclass(frozen=True, slots=True)
class ShownPanel:
    """A panel with its values, ready to be included."""

    template: str
    values: Values


def shown_panels(panels: Sequence[Panel], dossier: DossierPage) -> tuple[ShownPanel, ...]:
    """The panels that have something to show, in their order."""
    found = ((panel, panel.values(dossier)) for panel in panels)
    return tuple(
        ShownPanel(panel.template, values) for panel, values in found if values is not None
    )
