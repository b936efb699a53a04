"""The reference for submitting: a bare Flask and SQLAlchemy ORM view that writes the same rows.

No login, no checks, no forms, no rules: what it writes was decided beforehand. Started as
``python -m bench.bare_submit PORT FILE`` where the file holds the values of one submission.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask, redirect
from procrastinate import App, PsycopgConnector
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from citizen_portal.models import AuditEntry, AuditHead, Dossier, DossierEvent, NumberSeries, Paper
from citizen_portal.server import serve

jobs = App(connector=PsycopgConnector())


def build(values: dict[str, Any], database_url: str) -> Flask:
    """The application with its one view."""
    app = Flask(__name__)
    app.config["engine"] = engine = create_engine(database_url, pool_size=5)

    @app.post("/ho-so/<uuid:dossier_id>/nop")
    def submit(dossier_id: UUID) -> Response:
        with Session(engine) as session:
            write(session, dossier_id, values)
            session.commit()
        return redirect(f"/ho-so/{dossier_id}", 303)

    return app


def write(session: Session, dossier_id: UUID, values: dict[str, Any]) -> None:
    """Write what submitting writes, by the ORM."""
    now = datetime.now(UTC)
    dossier = session.get_one(Dossier, dossier_id, with_for_update=True)
    dossier.code = f"{values['agency']}-B-{_next_number(session, values['agency'])}"
    dossier.submitted_at = dossier.acceptance_due_at = dossier.updated_at = now
    dossier.revision += 1
    dossier.unfinished = {}
    for name, value in values["dossier"].items():
        setattr(dossier, name, value)
    paper = Paper(
        **values["paper"], id=uuid4(), dossier_id=dossier_id, token=secrets.token_urlsafe(20),
        issued_at=now,
    )  # fmt: skip
    events = select(func.count()).where(DossierEvent.dossier_id == dossier_id)
    event = DossierEvent(
        **values["event"], dossier_id=dossier_id, actor_id=UUID(values["person"]), at=now,
        paper_id=paper.id, sequence=session.execute(events).scalar_one() + 1,
    )  # fmt: skip
    session.add_all([paper, event])
    _audit(session, dossier_id, values["record"], now)
    session.flush()
    raw = session.connection().connection.driver_connection
    jobs.configure_task("make_paper", allow_unknown=True, connection=raw).defer(
        paper_id=str(paper.id)
    )


def _next_number(session: Session, agency: str) -> int:
    day = date.today().isoformat()
    series = session.get(NumberSeries, ("dossier", agency, day), with_for_update=True)
    if series is None:
        series = NumberSeries(kind="dossier", owner=agency, period=day, last=0)
        session.add(series)
    series.last += 1
    return series.last


def _audit(session: Session, dossier_id: UUID, record: dict[str, Any], now: datetime) -> None:
    head = session.get_one(AuditHead, 1, with_for_update=True)
    text = json.dumps({**record, "at": now.isoformat(), "object": str(dossier_id)})
    digest = hashlib.sha256(text.encode() + head.digest).digest()
    head.sequence += 1
    head.digest = digest
    session.add(
        AuditEntry(
            sequence=head.sequence, at=now, object_id=str(dossier_id), record=text, digest=digest
        )
    )


def main() -> None:
    """Serve as the portal is served: the same server, two processes."""
    values = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))

    def make_app() -> Flask:
        return build(values, values["database_url"])

    serve(make_app, host="127.0.0.1", port=int(sys.argv[1]), processes=2)


if __name__ == "__main__":
    main()
