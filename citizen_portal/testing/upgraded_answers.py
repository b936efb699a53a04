"""Drafts of earlier versions move on: their answers upgrade, and people are told."""

from __future__ import annotations

from collections.abc import Iterator

from citizen_portal.procedures.form import check_answers
from citizen_portal.procedures.procedure import Case, Procedure
from citizen_portal.procedures.upgrading import NOTHING, upgrade
from citizen_portal.testing.examined import Examined


def failing_upgrades(examined: Examined) -> Iterator[str]:
    """Answers of earlier versions that get lost, and changes that nobody is told."""
    new = examined.procedure
    known = {one.version for one in examined.versions}
    if new.follows and new.follows not in known:
        yield (
            f"it follows version {new.follows!r}, which nobody declares: the plugin goes on "
            "declaring earlier versions, dossiers keep them"
        )
        return
    if new.follows and not new.changes:
        yield "it follows another version and says nothing in 'changes': tell what is different"
    if new.upgrade_answers is not None and not new.follows:
        yield "it has upgrade_answers but follows no version: name the version in 'follows'"
    for old in _earlier(examined):
        for case in old.cases:
            yield from _failing(examined, old, case)


def _earlier(examined: Examined) -> Iterator[Procedure]:
    """The versions behind this one, following the links."""
    by_version = {one.version: one for one in examined.versions}
    seen = {examined.procedure.version}
    version = examined.procedure.follows
    while version in by_version and version not in seen:
        seen.add(version)
        yield by_version[version]
        version = by_version[version].follows


def _failing(examined: Examined, old: Procedure, case: Case) -> Iterator[str]:
    new = examined.procedure
    of = f"the case {case.name!r} of version {old.version}"
    try:
        moved = upgrade(examined.versions, case.answers, old.version, new.version)
        for step in new.shown_steps(moved.answers):
            check_answers(step, moved.answers, examined.on)
    except Exception as error:
        yield f"{of} cannot be upgraded: {type(error).__name__}: {error}"
        return
    for failure in moved.failures:
        yield f"upgrade_answers fails for {of} (version {failure})"
    if new.follows == old.version and not moved.failures:
        yield from _lost(new, case, moved.dropped, of)


def _lost(new: Procedure, case: Case, dropped: tuple[str, ...], of: str) -> Iterator[str]:
    """Answers that are still asked and were neither kept nor left out on purpose."""
    asked = {name for step in new.form for name in step.questions()}
    made = case.answers if new.upgrade_answers is None else dict(new.upgrade_answers(case.answers))
    for name in sorted(asked.intersection(dropped)):
        if made.get(name) not in NOTHING:
            yield (
                f"the answer to {name!r} of {of} is lost, though {name!r} is still asked: let "
                "upgrade_answers turn it into what the new question reads, or leave it out"
            )
    for name in sorted(made.keys() - asked) if new.upgrade_answers is not None else ():
        yield f"upgrade_answers gives {name!r}, which version {new.version} never asks"
