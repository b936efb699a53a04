"""Supplements: an officer asks once for all that is missing, the applicant answers."""

from __future__ import annotations

from citizen_portal.services.supplements.answering import answer_supplement, keep_supplement
from citizen_portal.services.supplements.asking import ask_for_supplement, request_supplement

__all__ = ["answer_supplement", "ask_for_supplement", "keep_supplement", "request_supplement"]
