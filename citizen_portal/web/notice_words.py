"""The editor of notices' words, for the pages of officers and of administrators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import redirect, request

from citizen_portal.domain.notice_events import NoticeChannel
from citizen_portal.domain.notice_words import (
    LONGEST_SUBJECT,
    PLACES,
    SMS_PLACES,
    STATE_PLACES,
    WITH_STATE,
    Words,
)
from citizen_portal.domain.wording import LANGUAGES, Text
from citizen_portal.procedures.description import FieldView
from citizen_portal.services.errors import Stale
from citizen_portal.services.notices.deciding import decide_words, waiting_words
from citizen_portal.services.notices.editing import (
    EditedWords,
    WordsKey,
    WordsRefused,
    list_words,
    open_words,
    preview_words,
    revert_words,
    save_words,
)
from citizen_portal.web import context
from citizen_portal.web.language import words as said
from citizen_portal.web.pages import page
from citizen_portal.web.typed import kept_for, typed_decision, typed_text

SUBJECT, BODY = "tieu_de", "noi_dung"
TYPED_MOST = 20_000
SUBJECT_LABEL = Text("Tiêu đề", "Subject")
BODY_LABEL = Text("Nội dung", "Words")
SMS_HINT = Text(
    "Chỉ mã hồ sơ và việc cần làm; tối đa 160 ký tự không dấu hoặc 70 có dấu; không đường dẫn, "
    "số điện thoại, mã OTP.",
    "Only the code and what to do; at most 160 characters without diacritics or 70 with them; "
    "no link, telephone number or one-time code.",
)
BODY_HINT = Text("Mỗi ý một dòng, câu ngắn.", "Short sentences, a line each.")
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}

Problems = Sequence[tuple[str, Text]]


def words_list(base: str, agency_id: int | None, query: str = "") -> Any:
    """What is told, with a link to the words of each channel and language."""
    db, parts, actor = context.db(), context.parts(), context.actor()
    lines = list_words(db, parts, actor, agency_id)
    waiting = waiting_words(db, parts, actor) if agency_id is None else ()
    return page(
        "components/notice_words_list.html", base=base, query=query, lines=lines,
        whose=_whose(agency_id), channels=tuple(NoticeChannel),
        languages=[(one, LANGUAGE_NAMES[one]) for one in LANGUAGES], names=LANGUAGE_NAMES,
        waiting=[(one, _whose(one.key.agency_id)) for one in waiting],
    )  # fmt: skip


def words_page(base: str, query: str, key: WordsKey) -> Any:
    """The editor, with what was typed before the session ran out."""
    kept = kept_for(request.path)
    if kept is None:
        return _editor(base, query, key)
    typed = Words(kept.get(SUBJECT, [""])[0], kept.get(BODY, [""])[0])
    return _editor(base, query, key, typed)


def act_on_words(base: str, query: str, key: WordsKey) -> Any:
    """Preview, save or revert; what was typed stays when it is refused."""
    typed = Words(typed_text(SUBJECT, TYPED_MOST), typed_text(BODY, TYPED_MOST))
    typed = Words(typed.subject, typed.body.replace("\r\n", "\n"))
    db, parts, actor = context.db(), context.parts(), context.actor()
    task, version = request.form.get("viec", "luu"), request.form.get("lan", 0, type=int)
    try:
        if task == "xem-thu":
            return _editor(base, query, key, typed, preview=preview_words(parts, actor, key, typed))
        if task == "mac-dinh":
            revert_words(db, parts, actor, key, version)
        else:
            save_words(db, parts, actor, key, typed, version)
    except WordsRefused as error:
        return _editor(base, query, key, typed, error.reasons, 422)
    except Stale:
        return _editor(base, query, key, typed, [(BODY, SOMEBODY_ELSE)], 409)
    joined = f"{query}&" if query else "?"
    return redirect(f"{_address(base, key)}{joined}da-luu={task}", 303)


def decide_on_words(base: str, query: str, template_id: int) -> Any:
    """Put proposed words into force, or refuse them."""
    agree = typed_decision()
    decide_words(context.db(), context.parts(), context.actor(), template_id, agree=agree)
    return redirect(f"{base}{query}", 303)


SOMEBODY_ELSE = Text(
    "Người khác vừa sửa mẫu này. Nội dung bạn nhập vẫn còn ở đây; hãy so với bản đang dùng rồi "
    "lưu lần nữa.",
    "Somebody else has just edited these words. What you typed is still here; compare it with "
    "what counts now, then save again.",
)


def _editor(
    base: str,
    query: str,
    key: WordsKey,
    typed: Words | None = None,
    problems: Problems = (),
    status: int = 200,
    preview: Words | None = None,
) -> Any:
    found = open_words(context.db(), context.parts(), context.actor(), key)
    errors = [(name, said(sentence)) for name, sentence in problems]
    return page(
        "components/notice_words_edit.html", status, base=base, query=query, found=found,
        action=_address(base, key), whose=_whose(key.agency_id), errors=errors, preview=preview,
        saved=request.args.get("da-luu") if status == 200 and preview is None else None,
        language_name=LANGUAGE_NAMES[key.language], places_to_fill=_places(key),
        needed=("ma_ho_so", *(STATE_PLACES if _tells_state(key) else ())),
        fields=_fields(found, typed or (found.proposal or found).words, errors),
    )  # fmt: skip


def _fields(
    found: EditedWords, shown: Words, errors: Sequence[tuple[str, str]]
) -> tuple[FieldView, ...]:
    sms = found.key.channel is NoticeChannel.SMS
    wrong = {
        field: " ".join(sentence for name, sentence in errors if name == field)
        for field in (SUBJECT, BODY)
    }
    subject = FieldView(
        name=SUBJECT, kind="text", label=said(SUBJECT_LABEL), value=shown.subject,
        error=wrong[SUBJECT], max_length=LONGEST_SUBJECT,
    )  # fmt: skip
    body = FieldView(
        name=BODY, kind="longtext", label=said(BODY_LABEL), value=shown.body, error=wrong[BODY],
        hint=said(SMS_HINT if sms else BODY_HINT),
    )  # fmt: skip
    return (body,) if sms else (subject, body)


def _tells_state(key: WordsKey) -> bool:
    return key.channel is not NoticeChannel.SMS and key.event in WITH_STATE


def _places(key: WordsKey) -> list[tuple[str, Text]]:
    allowed = SMS_PLACES if key.channel is NoticeChannel.SMS else PLACES
    return [(name, PLACES[name]) for name in PLACES if name in allowed]


def _whose(agency_id: int | None) -> str:
    if agency_id is None:
        return said(Text("Mọi cơ quan", "All agencies"))
    return context.parts().reference.agency(agency_id).name


def _address(base: str, key: WordsKey) -> str:
    return f"{base}/{key.event}/{key.channel}/{key.language}"
