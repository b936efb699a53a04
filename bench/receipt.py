"""Printing the submission receipt: the portal's way beside WeasyPrint alone on the same page."""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from bench.citizens import complete_draft, sign_in
from bench.figures import Figure, Spread, tell
from bench.installation import ISSUER, installation
from bench.machine import describe_machine
from citizen_portal.app import Portal
from citizen_portal.documents.papers import read_content
from citizen_portal.documents.rendering import NothingFromOutside, render, warm_up
from citizen_portal.documents.signing import sign_pdf
from citizen_portal.documents.templates import OWN_FOLDER, OWN_TEMPLATES
from citizen_portal.models import Paper
from citizen_portal.models.session import new_session
from citizen_portal.services.papers.issued import portal_seal
from citizen_portal.services.papers.making import make_paper
from citizen_portal.services.submission import submit_dossier

Content = dict[str, Any]
KIND = "submission_receipt"


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="bench/run receipt", description=__doc__)
    parser.add_argument("--papers", type=int, default=200, help="how many of each kind")
    options = parser.parse_args(arguments)
    machine = describe_machine()
    with installation(port=8620) as made:
        portal = made.open()
        content = _receipt_content(portal)
        warm_up()
        portals, alone, variant = _side_by_side(content, options.papers)
        signing = _signing(portal, content, options.papers // 4)
        whole = _whole_jobs(portal, options.papers // 4)
        together = _two_processes(content, options.papers)
    tell(
        "receipt", machine,
        [
            Figure(name="unsigned receipt, median", value=portals.middle, unit="ms",
                   reference=alone.middle, goal=("<=", 1.25), goal_is_ratio=True),
            Figure(name="unsigned receipt, 95 of 100 under", value=portals.slow, unit="ms",
                   reference=alone.slow),
            Figure(name="the same beside a tagged PDF/A-3a", value=portals.middle, unit="ms",
                   reference=variant.middle),
            Figure(name="two processes, unsigned", value=together, unit="/s", goal=(">=", 20)),
            Figure(name="signing, CPU", value=signing.middle, unit="ms"),
            Figure(name="whole job: read, print, sign, store, CPU", value=whole.middle, unit="ms"),
        ],
        [
            "reference: weasyprint.HTML(string=page).write_pdf with the same page, stylesheet, "
            "fetcher and one FontConfiguration, in turn with ours; times in CPU-milliseconds",
        ],
    )  # fmt: skip


def _receipt_content(portal: Portal) -> Content:
    """What the receipt of a really submitted dossier says."""
    with new_session(portal.engine) as session:
        _, actor = sign_in(session, portal.parts, ISSUER, 1)
        draft = complete_draft(session, portal.parts, actor)
        submit_dossier(session, portal.parts, actor, draft)
        found = session.execute(select(Paper.content).where(Paper.dossier_id == draft))
        return dict(found.scalar_one())


def _different(content: Content, count: int) -> Iterator[Content]:
    """The content with a check address, so a QR code, of its own each time."""
    for number in range(count):
        yield {**content, "check_url": f"{content['check_url'][:-5]}{number:05}"}


def _page(content: Content) -> str:
    paper = read_content(KIND, content)
    values = {entry.name: getattr(paper, entry.name) for entry in fields(paper)}
    return OWN_TEMPLATES.page(paper.template_name, values)


def _side_by_side(content: Content, count: int) -> tuple[Spread, Spread, Spread]:
    """Ours, WeasyPrint alone, and alone with our PDF variant, one after the other."""
    fetcher, fonts = NothingFromOutside(), FontConfiguration()
    text = (OWN_FOLDER / "paper.css").read_text(encoding="utf-8")
    sheet = CSS(string=text, font_config=fonts, url_fetcher=fetcher)

    def alone(page: str, **variant: Any) -> bytes:
        parsed = HTML(string=page, url_fetcher=fetcher)
        pdf: bytes = parsed.write_pdf(stylesheets=[sheet], font_config=fonts, **variant)
        return pdf

    times: tuple[list[float], list[float], list[float]] = ([], [], [])
    for number, one in enumerate(_different(content, count + 3)):
        page = _page(one)
        taken = (
            _milliseconds(partial(render, KIND, one)),
            _milliseconds(partial(alone, page)),
            _milliseconds(partial(alone, page, pdf_variant="pdf/a-3a")),
        )
        if number >= 3:  # the first ones load fonts
            for kept, time_taken in zip(times, taken, strict=True):
                kept.append(time_taken)
    return Spread(times[0]), Spread(times[1]), Spread(times[2])


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.thread_time()
    work()
    return (time.thread_time() - begun) * 1000


def _signing(portal: Portal, content: Content, count: int) -> Spread:
    unsigned = render(KIND, content)
    seal = portal_seal(portal.parts)
    at = portal.parts.clock()

    def sign() -> object:
        return sign_pdf(unsigned, portal.parts.signer, seal, reason="Xác nhận", at=at)

    sign()
    return Spread([_milliseconds(sign) for _ in range(count)])


def _whole_jobs(portal: Portal, count: int) -> Spread:
    """The worker's job on one paper, made ready to be made again each time."""
    with new_session(portal.engine) as session:
        paper_id: UUID = session.execute(select(Paper.id)).scalar_one()

        def job() -> object:
            return make_paper(session, portal.parts, render, paper_id)

        times = []
        for _ in range(count + 1):
            session.execute(update(Paper).values(state="queued"))
            session.commit()
            times.append(_milliseconds(job))
    return Spread(times[1:])


def _two_processes(content: Content, count: int) -> float:
    """Receipts a second of two processes that print at the same time."""
    spawning = multiprocessing.get_context("spawn")
    barrier = spawning.Barrier(2)
    answers = spawning.Queue()
    processes = [
        spawning.Process(target=_print_many, args=(content, count, barrier, answers), daemon=True)
        for _ in range(2)
    ]
    for process in processes:
        process.start()
    rates = [answers.get(timeout=300) for _ in processes]
    for process in processes:
        process.join()
    return float(sum(rates))


def _print_many(content: Content, count: int, barrier: Any, answers: Any) -> None:
    warm_up()
    different = list(_different(content, count + 3))
    for one in different[:3]:
        render(KIND, one)
    barrier.wait()
    begun = time.monotonic()
    for one in different[3:]:
        render(KIND, one)
    answers.put(count / (time.monotonic() - begun))
