"""``wsgi:app`` is the portal, for any server that speaks WSGI."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ASK = """
import json, wsgi
answer = wsgi.app.test_client().get("/healthz")
print(json.dumps([answer.status_code, answer.get_data(as_text=True)]))
"""


def test_it_answers(database_url: str, tmp_path: Path) -> None:
    settings = {"PORTAL_ENV": "test", "PORTAL_DATABASE_URL": database_url,
                "PORTAL_DATA_DIR": str(tmp_path)}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASK], cwd=PROJECT, capture_output=True, text=True,
        env={**os.environ, **settings}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])[0] == 200
