"""What testers see: the letters, and two buttons."""

from __future__ import annotations

import time
from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import requests
from flask import Blueprint, abort, current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from plugins.connectors.smtp_mail.reports import HEADER, sign_report
from plugins.connectors.smtp_mail.simulator.mailbox import Letter, Mailbox

pages = Blueprint("pages", __name__)


@pages.get("/")
def home() -> str:
    """The newest letters."""
    return render_template(
        "letters.html", letters=_mailbox().letters(), server=current_app.extensions["server"],
        down=_mailbox().down,
    )  # fmt: skip


@pages.get("/thu/<name>")
def show(name: str) -> str:
    """One letter."""
    return render_template("letter.html", letter=_find(name), answer="")


@pages.post("/tam-dung")
def pause() -> Response:
    """Pretend to be out of order, or stop pretending."""
    _refuse_from_elsewhere()
    _mailbox().down = request.form.get("dung") == "1"
    return redirect("./", 303)


@pages.post("/thu/<name>/bao-khong-den")
def bounce(name: str) -> str:
    """Tell the portal afterwards that a letter did not arrive."""
    _refuse_from_elsewhere()
    letter = _find(name)
    return render_template("letter.html", letter=letter, answer=_report(letter))


def _report(letter: Letter) -> str:
    body = bounce_of(letter)
    secret = current_app.extensions["report_secret"]
    signature = sign_report(body, int(time.time()), secret)
    headers = {HEADER: signature, "Content-Type": "multipart/report"}
    with requests.Session() as session:
        session.trust_env = False
        try:
            answer = session.post(
                current_app.extensions["report_url"], data=body, headers=headers, timeout=(3, 10)
            )
        except requests.RequestException as error:
            return type(error).__name__
    return f"{answer.status_code} {answer.text[:200]}"


def bounce_of(letter: Letter) -> bytes:
    """The report that a mail server writes of a letter that nobody took (RFC 3464)."""
    report = MIMEMultipart("report", report_type="delivery-status")
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report.attach(MIMEText("The letter below did not arrive.\n"))
    status = MIMEBase("message", "delivery-status")
    whole, one = EmailMessage(), EmailMessage()
    whole["Reporting-MTA"] = "dns; may-chu-thu-gia-lap"
    one["Final-Recipient"] = f"rfc822; {letter.recipient}"
    one["Action"] = "failed"
    one["Status"] = "5.2.2"
    one["Diagnostic-Code"] = "smtp; 552 5.2.2 hop thu day"
    status.set_payload([whole, one])
    report.attach(status)
    report.attach(MIMEMessage(letter.message))
    return report.as_bytes()


def _refuse_from_elsewhere() -> None:
    """No form of another site presses these buttons."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        abort(403)


def _mailbox() -> Mailbox:
    found: Mailbox = current_app.extensions["mailbox"]
    return found


def _find(name: str) -> Letter:
    try:
        return _mailbox().find(name)
    except LookupError:
        abort(404)
