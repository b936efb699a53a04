"""Pages."""

from __future__ import annotations

from flask import Blueprint

applicant_pages = Blueprint("applicant", __name__)
