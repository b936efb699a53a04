"""A person's own notices, and the channels on which they want them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import redirect, request

from citizen_portal.domain.notice_events import NoticeChannel
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.description import FieldView
from citizen_portal.services.errors import WrongInput
from citizen_portal.services.notices.channels import (
    ChannelsPage,
    Wishes,
    choose_channels,
    my_channels,
)
from citizen_portal.services.notices.inbox import mark_all_read, open_inbox
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.returning import comes_back_to
from citizen_portal.web.guards import applicant
from citizen_portal.web.language import words
from citizen_portal.web.pages import page

LANGUAGE = Text("Ngôn ngữ của thông báo", "Language of notices")
NOT_OFFERED = Text("Cổng này chưa gửi qua kênh này.", "This portal does not send this way yet.")
NO_ADDRESS = Text(
    "Tài khoản định danh chưa có địa chỉ này.", "Your identity account has no such address."
)


@applicant_pages.get("/thong-bao")
@applicant
def inbox() -> Any:
    """The notices, newest first."""
    after = request.args.get("sau", "")[:80]
    found = open_inbox(context.db(), context.parts(), context.actor(), after)
    return page(
        "applicant/notices/inbox.html", inbox=found, newest="/thong-bao" if after else "",
        older=f"/thong-bao?sau={found.older}" if found.older else "",
    )  # fmt: skip


@applicant_pages.post("/thong-bao/da-doc")
@comes_back_to("/thong-bao")
@applicant
def mark_read() -> Any:
    """All of them are read."""
    mark_all_read(context.db(), context.parts(), context.actor())
    return redirect("/thong-bao", 303)


@applicant_pages.get("/thong-bao/kenh")
@applicant
def channels() -> Any:
    """The choices as they stand."""
    found = my_channels(context.db(), context.parts(), context.actor())
    return _channels_page(found, found.wishes, saved="da-luu" in request.args)


@applicant_pages.post("/thong-bao/kenh")
@comes_back_to("/thong-bao/kenh")
@applicant
def choose() -> Any:
    """Note what was chosen."""
    wishes = Wishes(
        email="email" in request.form,
        sms="sms" in request.form,
        language=request.form.get("ngon_ngu", "vi"),
    )
    db, parts, actor = context.db(), context.parts(), context.actor()
    try:
        choose_channels(db, parts, actor, wishes)
    except WrongInput as error:
        return _channels_page(my_channels(db, parts, actor), wishes, error.problems, status=422)
    return redirect("/thong-bao/kenh?da-luu=1", 303)


def _channels_page(
    found: ChannelsPage,
    wishes: Wishes,
    problems: Mapping[str, Text] | None = None,
    *,
    saved: bool = False,
    status: int = 200,
) -> Any:
    errors = {name: words(sentence) for name, sentence in (problems or {}).items()}
    return page(
        "applicant/notices/channels.html", status, saved=saved,
        errors=list(errors.items()),
        fields=(
            _box(found, NoticeChannel.EMAIL, found.email, errors, ticked=wishes.email),
            _box(found, NoticeChannel.SMS, found.phone, errors, ticked=wishes.sms),
            FieldView(
                name="ngon_ngu", kind="radios", label=words(LANGUAGE), value=wishes.language,
                options=(("vi", "Tiếng Việt"), ("en", "English")),
            ),
        ),
    )  # fmt: skip


def _box(
    found: ChannelsPage,
    channel: NoticeChannel,
    address: str,
    errors: Mapping[str, str],
    *,
    ticked: bool,
) -> FieldView:
    hint = "" if channel in found.offered else words(NOT_OFFERED)
    return FieldView(
        name=channel.value, kind="confirm", value="yes" if ticked else "", required=True,
        label=f"{words(channel.label)}: {address or words(NO_ADDRESS)}", hint=hint,
        error=errors.get(channel.value, ""),
    )  # fmt: skip
