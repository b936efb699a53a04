"""What a person typed: as plain lists, and kept safe when their session has run out."""

from __future__ import annotations

from flask import request, session

from citizen_portal.services.errors import WrongInput

Typed = dict[str, list[str]]
MOST_KEPT = 64 * 1024
_OURS = ("csrf_token", "phien_ban")


def typed_form() -> Typed:
    """The fields of the request's form, without those that are the portal's own."""
    return {
        name: [value.replace("\x00", "") for value in values]  # the database takes no NUL
        for name, values in request.form.lists()
        if name not in _OURS and "\x00" not in name
    }


def typed_text(name: str, most: int = 5000) -> str:
    """One field of the request's form, at most so many characters."""
    return request.form.get(name, "")[:most].replace("\x00", "")


def seen_revision() -> int | None:
    """The revision of the dossier that the page showed, or None."""
    given = request.form.get("phien_ban", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def keep_for_later(path: str, typed: Typed) -> None:
    """Remember what was typed at a page until its owner is logged in again."""
    size = sum(len(name) + sum(map(len, values)) for name, values in typed.items())
    if size <= MOST_KEPT:
        session["kept"] = {"path": path, "typed": typed}


def kept_for(path: str) -> Typed | None:
    """What was typed at a page before the session ran out, once."""
    kept = session.get("kept")
    if kept is None or kept["path"] != path:
        return None
    del session["kept"]
    typed: Typed = kept["typed"]
    return typed


def typed_decision() -> bool:
    """A second person's decision: True to put into force. Raises ``WrongInput``."""
    wanted = typed_text("quyet_dinh")
    if wanted not in ("ap-dung", "khong-duyet"):
        raise WrongInput({"quyet_dinh": WrongInput.sentence})
    return wanted == "ap-dung"
