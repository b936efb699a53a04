"""Rules about levels and versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from citizen_portal.domain.folding import fold
from citizen_portal.domain.service_level import ServiceLevel
from citizen_portal.procedures.review.finding import Finding
from citizen_portal.procedures.review.subject import Subject

SOON = timedelta(days=120)

_IN_PERSON = (
    "co mat",
    "truc tiep den",
    "den truc tiep",
    "xuat trinh ban chinh",
    "doi chieu ban chinh",
)


def level(subject: Subject) -> Iterator[Finding]:
    """The level promises no more and no less than the rest of the declaration."""
    procedure, places = subject.procedure, subject.places
    if procedure.service_level is ServiceLevel.FULL:
        texts = [*procedure.requirements, *(one.hint for one in procedure.documents)]
        texts += [one.title for one in procedure.documents]
        for text in texts:
            if any(words in fold(text.vi) for words in _IN_PERSON):
                yield subject.finding(
                    "level-contradicted",
                    f"it is fully online, yet says “{text.vi}”",
                    places.part("service_level"),
                )
        if not procedure.result.template and not procedure.interlinked:
            yield subject.finding(
                "level-contradicted",
                "it is fully online without an electronic result: the result has no template",
                places.part("result"),
            )
    if procedure.service_level is ServiceLevel.INFORMATION and procedure.form:
        yield subject.finding(
            "level-contradicted",
            "it only informs, yet has a form that nobody can file",
            places.part("form"),
        )


def versions(subject: Subject) -> Iterator[Finding]:
    """Versions follow one another without a gap, and the last does not end unnoticed."""
    procedure, places = subject.procedure, subject.places
    known = {one.version for one in subject.versions}
    if procedure.follows and procedure.follows not in known:
        yield subject.finding(
            "follows-unknown",
            f"it follows version {procedure.follows!r}, which nobody declares",
            places.part("follows"),
        )
    until = procedure.in_force.until
    if until is None:
        return
    later = [one.in_force.since for one in subject.versions if one.in_force.since > until]
    if later and min(later) > until + timedelta(days=1):
        yield subject.finding(
            "days-without-a-version",
            f"no version is in force from {until + timedelta(days=1)} to "
            f"{min(later) - timedelta(days=1)}",
            places.part("in_force"),
        )
    elif not later and subject.on <= until <= subject.on + SOON:
        yield subject.finding(
            "ends-without-successor",
            f"it ends on {until} and no later version is declared",
            places.part("in_force"),
        )
