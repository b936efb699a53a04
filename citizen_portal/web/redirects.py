"""Where to send the browser: only ever to a page of ours."""

from __future__ import annotations

import re

_OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*", re.ASCII)


def own_path(wanted: str | None, otherwise: str = "/") -> str:
    """The wanted path if it is one of this site, else ``otherwise``."""
    if wanted and len(wanted) < 1000 and _OWN_PATH.fullmatch(wanted):
        return wanted
    return otherwise
