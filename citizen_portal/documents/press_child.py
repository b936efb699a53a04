"""The press's child process: reads jobs, answers each, and dies rather than hang.

Started by ``PaperPress`` as ``python -m citizen_portal.documents.press_child <config>``.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from citizen_portal.documents.framing import read_frame, write_frame
from citizen_portal.documents.rendering import render, warm_up
from citizen_portal.documents.templates import PaperTemplates
from citizen_portal.documents.verifying import verify_pdf

Answer = tuple[dict[str, Any], bytes]


def main() -> None:
    """Serve jobs from standard input until it closes."""
    config = json.loads(sys.argv[1])
    _limit(config["memory"])
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    jobs = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        _serve(jobs, answers, config)


def _serve(jobs: BinaryIO, answers: BinaryIO, config: Mapping[str, Any]) -> None:
    templates = PaperTemplates({name: Path(path) for name, path in config["extra"].items()})
    warm_up()
    write_frame(answers, {"ready": True})
    work: dict[str, Callable[[Mapping[str, Any], bytes], Answer]] = {
        "render": lambda job, _: _render(job, templates),
        "verify": _verify,
    }
    while (frame := read_frame(jobs)) is not None:
        job, attached = frame
        # A hung job ends this process even when nobody is left to end it.
        signal.setitimer(signal.ITIMER_REAL, config["seconds"] + 2)
        try:
            answer, produced = work[job["do"]](job, attached)
        except Exception as error:
            answer, produced = {"error": _kind(error), "message": str(error)}, b""
        signal.setitimer(signal.ITIMER_REAL, 0)
        write_frame(answers, answer, produced)


def _render(job: Mapping[str, Any], templates: PaperTemplates) -> Answer:
    return {}, render(job["kind"], job["content"], templates=templates)


def _verify(job: Mapping[str, Any], attached: bytes) -> Answer:
    anchors = [bytes.fromhex(anchor) for anchor in job["anchors"]]
    at = datetime.fromisoformat(job["at"]) if job["at"] else None
    return {"verdict": verify_pdf(attached, anchors, at=at).to_json()}, b""


def _kind(error: Exception) -> str:
    for kind in (LookupError, ValueError):
        if isinstance(error, kind):
            return kind.__name__
    return type(error).__name__


def _limit(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


if __name__ == "__main__":
    main()
