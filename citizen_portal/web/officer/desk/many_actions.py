"""What the desk offers for many dossiers at once, by queue and by the officer's roles."""

from __future__ import annotations

from citizen_portal.domain.lifecycle import TRANSITIONS, Action
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import Actor

_BY_QUEUE = {
    "can-tiep-nhan": (Action.ACCEPT,),
    "chua-nhan": (Action.TAKE, Action.ASSIGN),
    "dang-xu-ly": (Action.ASSIGN,),
    "cho-duyet": (Action.APPROVE, Action.INITIAL),
    "cho-ban-hanh": (Action.ISSUE,),
    "can-tra": (Action.RETURN_RESULT,),
}

TAKEN_ALONG = (
    ("giay-tiep-nhan", Text("In giấy tiếp nhận", "Print reception slips"),
     Text("Tải giấy tiếp nhận (ZIP)", "Download reception slips (ZIP)")),
    ("bien-lai", Text("In biên lai", "Print fee receipts"),
     Text("Tải biên lai (ZIP)", "Download fee receipts (ZIP)")),
    ("ket-qua", Text("In kết quả", "Print results"),
     Text("Tải kết quả (ZIP)", "Download results (ZIP)")),
)  # fmt: skip
"""Kinds of paper to take along, and the words on their buttons: one print, or an archive."""

_MADE_BY = {
    Action.ACCEPT: ("giay-tiep-nhan", "bien-lai"),
    Action.APPROVE: ("ket-qua",),
    Action.ISSUE: ("ket-qua",),
    Action.RETURN_RESULT: ("ket-qua",),
}


def papers_after(action: Action) -> tuple[tuple[str, Text, Text], ...]:
    """The kinds of paper that are wanted once an act was done to many dossiers."""
    return tuple(one for one in TAKEN_ALONG if one[0] in _MADE_BY.get(action, ()))


def many_actions(actor: Actor, queue: str, found: bool) -> tuple[Action, ...]:
    """The acts for what was ticked in a queue; none among what was ``found`` by words."""
    if found:
        return ()
    roles = {post.role for post in actor.posts}
    return tuple(
        action
        for action in _BY_QUEUE.get(queue, ())
        if any(row.action is action and roles.intersection(row.actor_kinds) for row in TRANSITIONS)
    )
