"""Conditional papers: asked of some, and not of others."""

from __future__ import annotations

from collections.abc import Iterator

from citizen_portal.procedures.procedure import DocumentRequirement
from citizen_portal.testing.examined import Examined, quietly


def unconditional_papers(examined: Examined) -> Iterator[str]:
    """Papers with a condition that no answers fulfil, or that all do."""
    for paper in examined.procedure.documents:
        if paper.needed_when is None:
            continue
        seen = _seen(examined, paper)
        if True not in seen:
            yield (
                f"the paper {paper.name!r} is asked of nobody, whatever is answered: correct its "
                "needed_when, or give a case that is asked for it"
            )
        if False not in seen:
            yield (
                f"the paper {paper.name!r} has a condition, yet is asked of everybody: drop its "
                "needed_when, or give a case that is not asked for it"
            )


def _seen(examined: Examined, paper: DocumentRequirement) -> set[bool]:
    """Whether it was ever asked and ever not: by the samples, else by a longer search."""
    near = [*(case.answers for case in examined.cases), *examined.generated]
    seen: set[bool] = set()
    for answers in near:
        seen.add(bool(quietly(paper.is_needed, answers, examined.on)))
    if len(seen) < 2:
        for answers in examined.searched:
            seen.add(bool(quietly(paper.is_needed, answers, examined.on)))
    return seen
