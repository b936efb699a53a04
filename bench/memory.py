"""The memory of one web process over many mixed requests."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import count
from urllib.parse import quote_plus

from bench.browser import Browser, Typed
from bench.citizens import ANSWERS, EXTRACT, agency_id, complete_draft, sign_in, typed_steps
from bench.figures import Figure, tell
from bench.installation import ISSUER, Installation, installation
from bench.machine import describe_machine
from bench.processes import resident_mib
from bench.walk import Job
from citizen_portal.models.session import new_session
from citizen_portal.services.submission import submit_dossier

SEARCHES = ("khai sinh", "ho kinh doanh", "thường trú", "trich luc", "cấp lại", "2.000635")
Visit = tuple[str, Typed | None, int]
"""A page to fetch, or a form to send to it, and the status expected."""
STEP = "nhan-ket-qua"


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="bench/run memory", description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    options = parser.parse_args(arguments)
    machine = describe_machine()
    with installation(port=8650) as made:
        cookie, draft, dossier = _prepare(made)
        job = _job(made)
        web = made.start_web(processes=1)
        sizes = [resident_mib(web.pid)]
        with Browser(made.port, cookie) as browser:
            visits = _visits(job, draft, dossier)
            for half in (1, 2):
                while browser.requests < options.requests * half / 2:
                    _visit(browser, *next(visits))
                sizes.append(resident_mib(web.pid))
    growth = (sizes[2] / sizes[1] - 1) * 100
    tell(
        "memory", machine,
        [
            Figure(name=f"after {options.requests} requests", value=sizes[2], unit="MiB",
                   goal=("<=", 160)),
            Figure(name="growth over the last half", value=growth, unit="%", goal=("<=", 5)),
            Figure(name="before the first page", value=sizes[0], unit="MiB"),
            Figure(name="after the first half", value=sizes[1], unit="MiB"),
        ],
        ["home, search, procedure, steps shown and saved, a step refused, review, dossier, "
         "my dossiers; peers: 285 and 275 MiB a process"],
    )  # fmt: skip


def _prepare(made: Installation) -> tuple[str, str, str]:
    """A citizen with one draft and one dossier that is submitted."""
    portal = made.open()
    with new_session(portal.engine) as session:
        cookie, actor = sign_in(session, portal.parts, ISSUER, 1)
        draft = complete_draft(session, portal.parts, actor)
        dossier = complete_draft(session, portal.parts, actor)
        submit_dossier(session, portal.parts, actor, dossier)
    return cookie, f"/ho-so/{draft}", f"/ho-so/{dossier}"


def _job(made: Installation) -> Job:
    parts = made.open().parts
    procedure = parts.catalogue.get(EXTRACT, parts.today())
    typed = typed_steps(procedure, ANSWERS)
    return Job(port=made.port, code=EXTRACT, agency_id=agency_id(parts), typed=typed)


def _visits(job: Job, draft: str, dossier: str) -> Iterator[Visit]:
    """The same mixture again and again, what is typed and searched differing each time."""
    for number in count():
        search = f"/thu-tuc?q={quote_plus(SEARCHES[number % len(SEARCHES)])}"
        for path in ("/", search, f"/thu-tuc/{job.code}", f"{draft}/kiem-tra", dossier, "/ho-so"):
            yield path, None, 200
        for name, typed in job.typed.items():
            changed = {"purpose": [f"Nhập học lần {number}"]} if name == STEP else {}
            yield f"{draft}/buoc/{name}", {**typed, **changed}, 303
        yield f"{draft}/buoc/{STEP}", {"copies": [f"{number} bản"]}, 422


def _visit(browser: Browser, path: str, form: Typed | None, expected: int) -> None:
    page = browser.get(path)
    if form is not None:
        ours = {"csrf_token": [page.token], "phien_ban": [page.revision]}
        browser.post(path, {**form, **ours}, expected)
