"""Reading what an officer put together: what is asked for, why, and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from citizen_portal.domain.supplement_reasons import (
    MOST_ANSWER_DAYS,
    OTHER_REASON,
    REASONS,
    ItemKind,
)
from citizen_portal.domain.wording import Text
from citizen_portal.services.answers_merge import shown_questions
from citizen_portal.services.errors import WrongInput
from citizen_portal.services.officer_acts import OfficerAct
from citizen_portal.services.supplements.items import Asked
from citizen_portal.services.supplements.limits import fits_as_answer_by, proposed_answer_by

Typed = Mapping[str, list[str]]

CHOSEN, REASON, NOTE, VAULT = "chon", "ma.", "ghi.", "kho."
OTHERS, WHY, BASIS, UNTIL = "noi_dung", "ly_do", "can_cu", "han"
MOST_NOTE, MOST_TEXT = 500, 5000

NOTHING_ASKED = Text(
    "Hãy chọn ít nhất một mục hoặc ghi rõ những gì cần bổ sung.",
    "Choose at least one item, or say what has to be added.",
)
REASON_WANTED = Text("Hãy chọn lý do cho mục: {title}.", "Choose a reason for: {title}.")
NOTE_WANTED = Text(
    "Hãy ghi rõ ở ghi chú của mục: {title}.", "Say in the note what is wrong with: {title}."
)
NOT_CHOSEN = Text(
    "Bạn đã ghi chú nhưng chưa đánh dấu mục: {title}. Hãy đánh dấu, hoặc xoá ghi chú.",
    "There is a note but no tick at: {title}. Tick it, or delete the note.",
)
IN_VAULT = Text(
    "Giấy tờ này đã có trong kho điện tử của người nộp: {title}. Hãy dùng bản đó, "
    "hoặc ghi lý do vẫn phải yêu cầu.",
    "The applicant's electronic vault holds this already: {title}. Use that copy, "
    "or say why it still has to be asked for.",
)
UNKNOWN = Text(
    "Có mục không còn trong hồ sơ này. Hãy tải lại trang rồi chọn lại.",
    "An item is not part of this dossier any more. Load the page again and choose anew.",
)
DAY_UNFIT = Text(
    "Nhập hạn bổ sung theo dạng ngày/tháng/năm, sau hôm nay và trong vòng một năm.",
    "Enter the time limit as day/month/year, after today and within a year.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A request that can be made. ``answer_by`` is an instant, ``basis`` the ground for an
    exception or "".
    """

    items: tuple[Asked, ...]
    reason: str
    basis: str
    answer_by: datetime

    @property
    def lines(self) -> str:
        """All items as text, a line each."""
        return "\n".join(one.line for one in self.items)

    @property
    def why(self) -> str:
        """The reason as a whole: what was typed, or the reasons of the items."""
        if self.reason:
            return self.reason
        codes = dict.fromkeys(one.reason_code for one in self.items)
        words = [REASONS[code].label.vi for code in codes if code != OTHER_REASON]
        return "; ".join(words) or self.lines


def first(typed: Typed, name: str, most: int = MOST_TEXT) -> str:
    """One field of a form, trimmed, at most so many characters."""
    return next(iter(typed.get(name, ())), "").strip()[:most]


def compose(act: OfficerAct, typed: Typed, vault: Mapping[str, str]) -> Composed:
    """Read a request. Raises ``WrongInput`` with every problem."""
    problems: dict[str, Text] = {}
    titles = askable(act)
    items = tuple(_ticked(titles, typed, vault, problems))
    others = _others(typed)
    unknown = set(typed.get(CHOSEN, ())) - titles.keys()
    if unknown:
        problems[""] = UNKNOWN
    if not items and not others and not problems:
        problems[OTHERS] = NOTHING_ASKED
    answer_by = _answer_by(act, typed)
    if answer_by is None:
        problems[UNTIL] = DAY_UNFIT
    if problems or answer_by is None:
        raise WrongInput(problems)
    return Composed(
        items=(*items, *others),
        reason=first(typed, WHY),
        basis=first(typed, BASIS),
        answer_by=answer_by,
    )


def askable(act: OfficerAct) -> dict[str, Asked]:
    """Everything of the dossier that can be asked for, by its key, still without a reason.

    The questions of an interlinked dossier are asked in its parts, which were opened with
    answers of their own.
    """
    found: dict[str, Asked] = {}
    questions = {} if act.procedure.interlinked else shown_questions(act.procedure, act.answers)
    for name, step in questions.items():
        title = act.procedure.step(step).questions()[name].wording
        item = Asked(kind=ItemKind.FIELD, step=step, name=name, title=title, reason_code="")
        found[item.key] = item
    for one in act.procedure.documents:
        item = Asked(kind=ItemKind.PAPER, name=one.name, title=one.title, reason_code="")
        found[item.key] = item
    return found


def _ticked(
    known: Mapping[str, Asked], typed: Typed, vault: Mapping[str, str], problems: dict[str, Text]
) -> Iterator[Asked]:
    chosen = set(typed.get(CHOSEN, ()))
    for key, item in known.items():
        note = first(typed, NOTE + key, MOST_NOTE)
        if key in chosen:
            yield _read_item(item, note, typed, vault, problems)
        elif note:
            problems[NOTE + key] = _about(NOT_CHOSEN, item)


def _read_item(
    item: Asked, note: str, typed: Typed, vault: Mapping[str, str], problems: dict[str, Text]
) -> Asked:
    code = first(typed, REASON + item.key)
    known = REASONS.get(code)
    if known is None or item.kind not in known.kinds:
        problems[REASON + item.key] = _about(REASON_WANTED, item)
    elif code == OTHER_REASON and not note:
        problems[NOTE + item.key] = _about(NOTE_WANTED, item)
    why = first(typed, VAULT + item.key, MOST_NOTE)
    if item.kind is ItemKind.PAPER and item.name in vault and not why:
        problems[VAULT + item.key] = _about(IN_VAULT, item)
    return Asked(
        kind=item.kind, step=item.step, name=item.name, title=item.title, reason_code=code,
        note=note, vault_reason=why,
    )  # fmt: skip


def _others(typed: Typed) -> tuple[Asked, ...]:
    lines = [line.strip() for line in first(typed, OTHERS).splitlines() if line.strip()]
    return tuple(
        Asked(kind=ItemKind.OTHER, title=Text(line), reason_code=OTHER_REASON) for line in lines
    )


def _answer_by(act: OfficerAct, typed: Typed) -> datetime | None:
    given = first(typed, UNTIL)
    if not given:
        return proposed_answer_by(act.parts, act.agency.id)
    try:
        day = datetime.strptime(given, "%d/%m/%Y").date()
    except ValueError:
        return None
    moment = act.calendar.closing_of(day)
    return moment if fits_as_answer_by(act.parts, moment, MOST_ANSWER_DAYS) else None


def _about(sentence: Text, item: Asked) -> Text:
    title = item.title
    return Text(sentence.vi.format(title=title.vi), sentence.en.format(title=title.en or title.vi))
