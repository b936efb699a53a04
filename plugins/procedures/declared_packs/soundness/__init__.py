"""Whether the parts of a pack fit together: all flaws at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plugins.procedures.declared_packs.flaws import Flaw
from plugins.procedures.declared_packs.known import all_known
from plugins.procedures.declared_packs.language.pack import Pack
from plugins.procedures.declared_packs.soundness import cases, form, money, papers, result


def flaws_in(pack: Pack, folder: Path) -> Iterator[Flaw]:
    """What contradicts itself in a pack whose parts are each well-formed."""
    known = all_known(pack)
    yield from form.flaws(pack)
    yield from money.flaws(pack, known)
    yield from papers.flaws(pack, known, folder)
    yield from result.flaws(pack, known)
    yield from cases.flaws(pack, known)
