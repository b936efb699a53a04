"""What authors of procedures test with; the one part of the portal that needs pytest."""

from __future__ import annotations

from citizen_portal.testing.answers import answers_for
from citizen_portal.testing.contract import ProcedureContract

__all__ = ["ProcedureContract", "answers_for"]
