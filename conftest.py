"""What holds for all tests, wherever they stand."""

from __future__ import annotations

import os

from hypothesis import settings

# No test depends on a clock; in continuous integration a failure must come back as it was.
settings.register_profile("portal", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("portal")
