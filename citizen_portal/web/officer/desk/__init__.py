"""The desk: queues, filters, search, views that officers keep, the next thing to do."""

from __future__ import annotations

from citizen_portal.web.officer.desk import next_task, saved_views
from citizen_portal.web.officer.desk.page import desk_page
from citizen_portal.web.officer.desk.rows import Tab

__all__ = ["Tab", "desk_page", "next_task", "saved_views"]
