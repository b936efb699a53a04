"""How long it takes: the same day, longer when the death must be verified."""

from __future__ import annotations

from citizen_portal.plugin_api import Answers, Channel, Deadline
from plugins.procedures.death_registration.death import BY_EVIDENCE
from plugins.procedures.death_registration.law import SAME_DAY, VERIFICATION


def deadline(answers: Answers, channel: Channel) -> Deadline:
    """A death proved by other evidence than a notice is verified first; same in each channel."""
    return VERIFICATION if BY_EVIDENCE.holds(answers) else SAME_DAY
