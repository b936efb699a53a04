"""Fourth step: what the enterprise will do."""

from __future__ import annotations

from citizen_portal.plugin_api import ActivityQuestions
from plugins.procedures.private_enterprise.law import FORMS


class Activities(ActivityQuestions):
    """What the enterprise does; exactly one line is the main one."""

    legal_basis = FORMS
