"""Amounts that the portal's configuration sets, with the days they apply."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from citizen_portal.domain.fees import FeeRate, rate_on
from citizen_portal.domain.legal import InForce, LegalBasis
from citizen_portal.domain.service_level import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRates:
    """Prices by channel, each with the days it applies; whole đồng for one unit."""

    by_channel: Mapping[Channel, tuple[FeeRate, ...]]

    def rate(self, channel: Channel, on: date) -> FeeRate:
        """The one rate of a channel in force on a day.

        Raises ``LookupError`` when none is, or several are: a fee is never guessed.
        """
        return rate_on(self.by_channel[channel], on)


def read_rates(file: Path, document: str, *, table: str = "rates") -> ChannelRates:
    """Read amounts by channel from a plugin's TOML file.

    Each block ``[[rates]]`` (or another ``table``) has ``since``, the last day ``until`` if there
    is one, and an amount in whole đồng for each channel: ``online``, ``counter``, ``post``.
    ``document`` names the source that is said to set them. The rates are marked as not verified:
    they are configuration, which a bill never cites as law.

    Raises ``KeyError`` naming what a block leaves out.
    """
    blocks = _blocks(file, table)
    return ChannelRates(
        by_channel={channel: _rates(blocks, channel.name.lower(), document) for channel in Channel}
    )


def read_amounts(file: Path, document: str, *, table: str = "rates") -> tuple[FeeRate, ...]:
    """Read amounts that are the same through every channel: one ``amount`` a block.

    Everything else, the errors as well, is as for ``read_rates``.
    """
    return _rates(_blocks(file, table), "amount", document)


def _blocks(file: Path, table: str) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))[table]
    return blocks


def _rates(blocks: Iterable[Mapping[str, Any]], amount: str, document: str) -> tuple[FeeRate, ...]:
    return tuple(
        FeeRate(
            unit_price=block[amount],
            legal_basis=LegalBasis(
                document=document,
                in_force=InForce(since=block["since"], until=block.get("until")),
                verified=False,
            ),
        )
        for block in blocks
    )
