"""Each error of a use case becomes an answer here, once."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, current_app, redirect, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from citizen_portal.domain.wording import Text
from citizen_portal.files.limited_reading import ReadingUnavailable
from citizen_portal.files.refusals import FileRefused
from citizen_portal.files.stored_key import StorageUnavailable
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.procedures.containment.guard import PluginFailed, origin_of
from citizen_portal.services import errors
from citizen_portal.web import context
from citizen_portal.web.headers import comes_from_us
from citizen_portal.web.pages import here, page
from citizen_portal.web.problem import asked_by_a_machine, problem
from citizen_portal.web.typed import keep_for_later, typed_form

log = logging.getLogger(__name__)

STATUS: dict[type[errors.PortalError], int] = {
    errors.NotFound: 404,
    errors.Forbidden: 403,
    errors.NotPossibleNow: 409,
    errors.NotInTable: 409,
    errors.Stale: 409,
    errors.InvalidAnswers: 422,
    errors.AgencyNeeded: 422,
    errors.PapersMissing: 422,
    errors.WrongInput: 422,
    errors.TooManyTries: 429,
    errors.OutOfOrder: 503,
}

Answer = Any


def install(app: Flask) -> None:
    """Tell Flask which error becomes which answer."""
    app.register_error_handler(errors.LoginNeeded, _to_login)
    app.register_error_handler(errors.StepUpNeeded, _to_step_up)
    app.register_error_handler(errors.PortalError, _portal_error)
    app.register_error_handler(FileRefused, _file_refused)
    app.register_error_handler(ProcedureSuspended, _suspended)
    app.register_error_handler(PluginFailed, _suspended)
    app.register_error_handler(StorageUnavailable, _out_of_order)
    app.register_error_handler(ReadingUnavailable, _out_of_order)
    app.register_error_handler(OperationalError, _out_of_order)
    app.register_error_handler(TimeoutError, _out_of_order)
    app.register_error_handler(DBAPIError, _refused_by_database)
    app.register_error_handler(CSRFError, _without_token)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def login_address(path: str, level: int = 0) -> str:
    """The login page that comes back to ``path``."""
    query = {"next": path} | ({"muc": str(level)} if level else {})
    return f"/dang-nhap?{urlencode(query)}"


def _return_path() -> str:
    """Where to come back to after login: this page, or the page that holds this form."""
    view = context_view()
    if request.method == "GET" or getattr(view, "keeps_typed", False):
        return here()
    return _way_back() or "/"


def context_view() -> object:
    """The view that was asked, or None."""
    return current_app.view_functions.get(request.endpoint or "")


def _to_login(_error: errors.LoginNeeded) -> Answer:
    if getattr(context_view(), "keeps_typed", False) and request.method == "POST":
        keep_for_later(request.path, typed_form())
    return redirect(login_address(_return_path()), 303)


def _to_step_up(_error: errors.StepUpNeeded) -> Answer:
    return redirect(login_address(_return_path(), level=2), 303)


def _without_token(_error: CSRFError) -> Answer:
    """The page was open longer than the session lived, or the form is not ours."""
    if not comes_from_us():
        return _error_page(403)
    if context.actor() is None:
        return _to_login(errors.LoginNeeded())
    if getattr(context_view(), "keeps_typed", False):
        keep_for_later(request.path, typed_form())
        return redirect(here(), 303)
    return _error_page(400, _OPEN_TOO_LONG)


_OPEN_TOO_LONG = Text(
    "Trang này đã mở quá lâu. Hãy quay lại, tải lại trang rồi thử lần nữa.",
    "This page was open for too long. Go back, load it again and try once more.",
)


def _portal_error(error: errors.PortalError) -> Answer:
    _note_origin(error)
    title = _NOT_NOW if isinstance(error, errors.NotPossibleNow) else None
    return _error_page(STATUS.get(type(error), 400), error.sentence, title)


_NOT_NOW = Text("Chưa làm được việc này", "This cannot be done now")


def _error_page(
    status: int, advice: Text | None = None, title: Text | None = None
) -> tuple[str | Response, int]:
    if asked_by_a_machine():
        return problem(status, advice), status
    back = _way_back()
    return page("errors/error.html", status, code=status, advice=advice, title=title, way_back=back)


def _way_back() -> str:
    """The page that the view belongs to, where it says so."""
    return str(getattr(context_view(), "comes_back_to", "")).format(**(request.view_args or {}))


def file_status(error: FileRefused) -> int:
    """The status that goes with the reason why a file is not taken."""
    return {"too_large": 413, "wrong_type": 415}.get(error.reason_code, 422)


def _file_refused(error: FileRefused) -> Answer:
    return _error_page(file_status(error), error.message)


def _suspended(_error: ProcedureSuspended | PluginFailed) -> Answer:
    return _error_page(503, _INTERRUPTED)


_INTERRUPTED = Text(
    "Thủ tục này tạm thời gián đoạn. Những gì bạn đã lưu vẫn còn; hãy thử lại sau.",
    "This procedure is interrupted for a while. What you saved is kept; try again later.",
)


def _out_of_order(error: Exception) -> Answer:
    log.error("out of order: %s at %r", type(error).__name__, request.path)
    return _error_page(503, errors.OutOfOrder.sentence)


def _refused_by_database(error: DBAPIError) -> Answer:
    if error.connection_invalidated:
        return _out_of_order(error)
    return _unexpected(error)


def _http_error(error: HTTPException) -> Answer:
    status = error.code or 500
    if status < 400:
        return error
    said, _ = _error_page(status)
    allowed = getattr(error, "valid_methods", None)
    return said, status, {"Allow": ", ".join(allowed)} if allowed else {}


def _note_origin(error: Exception) -> bool:
    """What a plugin did is told to the administrator; tell whether it was one."""
    incident = origin_of(error)
    if incident is not None:
        context.parts().incidents.note(incident)
    return incident is not None


def _unexpected(error: Exception) -> Answer:
    if _note_origin(error):
        return _error_page(503, _INTERRUPTED)
    log.error("unexpected error at %r", request.path, exc_info=error)
    return _error_page(500)
