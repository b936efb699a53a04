"""What was imported from the national catalogue: compared, corrected, published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from flask import redirect, request

from citizen_portal.domain.wording import Text
from citizen_portal.services.errors import NotPossibleNow, Stale
from citizen_portal.services.imports import reviewing as imported_procedure
from citizen_portal.services.imports.reviewing import open_imported
from citizen_portal.services.imports.typed_corrections import (
    InvalidCorrections,
    read_corrections,
)
from citizen_portal.services.imports.worklist import STATES, ImportFilters, list_imported
from citizen_portal.web import context
from citizen_portal.web.administrator import administrator_pages
from citizen_portal.web.administrator.import_form import correction_sections
from citizen_portal.web.guards import administrator
from citizen_portal.web.issued_papers import word_converter
from citizen_portal.web.language import words
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_form, typed_text

LIST = "/quan-tri/danh-muc"

DONE = {
    "cong-bo": Text("Đã công bố.", "Published."),
    "rut": Text("Đã rút khỏi danh mục.", "Withdrawn from the catalogue."),
    "loai": Text("Đã đánh dấu không dùng.", "Marked as rejected."),
    "nhan-ban-moi": Text(
        "Đã nhận bản nguồn mới; các hiệu chỉnh được giữ.",
        "The newer source was taken; the corrections were kept.",
    ),
    "giu-ban-cu": Text("Đã giữ bản đang dùng.", "The present source was kept."),
    "sua": Text("Đã lưu hiệu chỉnh.", "The corrections were saved."),
}


def _publish(*who: Any) -> None:
    imported_procedure.publish(*who, marks_judged=bool(typed_text("da_xem", 10)))


ACTS: Mapping[str, Callable[..., None]] = {
    "cong-bo": _publish,
    "rut": imported_procedure.withdraw,
    "loai": imported_procedure.reject,
    "nhan-ban-moi": imported_procedure.accept_incoming,
    "giu-ban-cu": imported_procedure.keep_ours,
}


@administrator_pages.get(LIST)
@administrator
def imported_list() -> Any:
    """The entries, filtered, a page at a time."""
    given = request.args
    filters = ImportFilters(
        state=given.get("trang-thai", "")[:20],
        marked=bool(given.get("nghi-ngo")),
        changed=bool(given.get("doi")),
        text=given.get("tim", "")[:100].replace("\x00", "").strip(),
    )
    after = given.get("sau", "")[:60].replace("\x00", "")
    found = list_imported(context.db(), context.actor(), filters, after)
    return page(
        "administrator/imports.html", found=found, filters=filters, states=STATES, list=LIST,
        older=_address(filters, found.older) if found.older else "",
        first=_address(filters, "") if after else "",
    )  # fmt: skip


def _address(filters: ImportFilters, after: str) -> str:
    names = {"state": "trang-thai", "marked": "nghi-ngo", "changed": "doi", "text": "tim"}
    kept = {names[name]: value for name, value in asdict(filters).items() if value}
    query = {name: "1" if value is True else value for name, value in kept.items()}
    if after:
        query["sau"] = after
    return f"{LIST}?{urlencode(query)}" if query else LIST


@administrator_pages.get(f"{LIST}/<code>")
@administrator
def imported_entry(code: str) -> Any:
    """One entry beside its source."""
    return _entry_page(code)


def _entry_page(
    code: str,
    status: int = 200,
    *,
    refused: Text | None = None,
    typed: Mapping[str, list[str]] | None = None,
    problems: Mapping[str, Text] | None = None,
) -> Any:
    view = open_imported(context.db(), context.parts(), context.actor(), code)
    errors = [(name, words(said)) for name, said in (problems or {}).items()]
    if refused is not None:
        errors.append(("", words(refused)))
    return page(
        "administrator/import_entry.html", status, view=view, errors=errors,
        address=f"{LIST}/{code}", state=STATES[view.state],
        sections=correction_sections(view, typed, problems or {}),
        correcting=typed is not None, list=LIST,
        done=DONE.get(request.args.get("xong", "")) if status == 200 else None,
    )  # fmt: skip


@administrator_pages.post(f"{LIST}/<code>/<{word_converter(ACTS)}:word>")
@administrator
def act_on_imported(code: str, word: str) -> Any:
    """Carry out one decision, then show the entry as it then is."""
    seen = typed_text("phien_ban", 40)
    try:
        ACTS[word](context.db(), context.parts(), context.actor(), code, seen)
    except (NotPossibleNow, Stale) as error:
        context.db().rollback()
        return _entry_page(code, 409, refused=error.sentence)
    return redirect(f"{LIST}/{code}?xong={word}", 303)


@administrator_pages.post(f"{LIST}/<code>/sua")
@administrator
def correct_imported(code: str) -> Any:
    """Keep what was corrected; what was typed stays when it cannot be kept."""
    db, parts, actor = context.db(), context.parts(), context.actor()
    typed = typed_form()
    reading = open_imported(db, parts, actor, code).reading
    try:
        corrections = read_corrections(reading, typed)
        imported_procedure.correct(db, parts, actor, code, typed_text("phien_ban", 40), corrections)
    except InvalidCorrections as error:
        return _entry_page(code, 422, typed=typed, problems=error.problems)
    except Stale as error:
        db.rollback()
        return _entry_page(code, 409, typed=typed, refused=error.sentence)
    return redirect(f"{LIST}/{code}?xong=sua", 303)


_BACK = f"{LIST}/{{code}}"
act_on_imported.comes_back_to = _BACK  # type: ignore[attr-defined]
correct_imported.comes_back_to = _BACK  # type: ignore[attr-defined]
