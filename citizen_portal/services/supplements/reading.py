"""Reading an answer to a supplement request: what is there, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.supplement_reasons import ItemKind
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier
from citizen_portal.procedures.form import answers_from_json, typed_answers
from citizen_portal.procedures.procedure import DocumentRequirement, Procedure
from citizen_portal.services.answers_merge import Merged, merge_answers
from citizen_portal.services.attachments import SUPPLEMENT_PAPERS, AttachmentView
from citizen_portal.services.drafts.versions import day_that_counts
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.services.interlinked.papers import papers_seen
from citizen_portal.services.parts import Parts
from citizen_portal.services.supplements.items import ItemView, RequestView, key_of, requests_of

Typed = Mapping[str, list[str]]

ANSWER, CANNOT, FILE = "tra_loi", "khong.", "tep-"
"""The words to the officer; how the names of “I cannot” and of file fields begin."""

MOST_WORDS = 2000

NOTHING_ADDED = Text(
    "Hãy thêm giấy tờ hoặc viết câu trả lời trước khi gửi.",
    "Add a paper or write an answer before sending.",
)
UNCHANGED = Text(
    "Câu trả lời chưa được sửa: {title}. Hãy sửa, hoặc ghi lý do bạn không sửa được.",
    "The answer has not changed: {title}. Change it, or say why you cannot.",
)
PAPER_WANTED = Text(
    "Hãy tải lên giấy tờ: {title}, hoặc ghi lý do bạn chưa có.",
    "Upload the paper: {title}, or say why you do not have it.",
)
NOT_CLEAN = Text(
    "Tệp của giấy tờ này chưa được xác nhận là an toàn: {title}. Hãy đợi, hoặc thay tệp khác.",
    "The file of this paper is not yet known to be safe: {title}. Wait, or replace it.",
)
NOTHING_ASKED = Text(
    "Hồ sơ này không có yêu cầu bổ sung nào đang chờ.", "No supplement is asked for at present."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An answer as read. ``before`` are the typed answers as they stood, ``opened_papers``
    those that the new answers call for; ``cannot`` by key why something is not given.
    ``problems`` are by field of the form.
    """

    procedure: Procedure
    request: RequestView
    before: Mapping[str, Any]
    merged: Merged
    changed: tuple[str, ...]
    added: Sequence[AttachmentView]
    opened_papers: tuple[DocumentRequirement, ...]
    cannot: Mapping[str, str]
    words: str
    problems: Mapping[str, Text]

    @property
    def papers_open(self) -> frozenset[str]:
        """The papers for which files may be added now; those asked in words may be any."""
        names = {one.name for one in self.request.of_kind(ItemKind.PAPER)}
        names |= {one.name for one in self.opened_papers}
        if self.request.of_kind(ItemKind.OTHER):
            names |= {SUPPLEMENT_PAPERS, *(one.name for one in self.procedure.documents)}
        return frozenset(names)

    def refuse_problems(self) -> None:
        """Raises ``WrongInput`` when something is missing or wrong."""
        if self.problems:
            raise WrongInput(self.problems)


def open_request(session: Session, procedure: Procedure, dossier: Dossier) -> RequestView:
    """The request that waits for an answer. Raises ``NotPossibleNow``."""
    found = requests_of(session, procedure, dossier.id, dossier.supplements)
    if not found:
        raise NotPossibleNow(NOTHING_ASKED)
    return found[0]


def procedure_of(parts: Parts, dossier: Dossier) -> Procedure:
    """The procedure in the version that the dossier was submitted under."""
    return parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)


def read_answer(session: Session, parts: Parts, dossier: Dossier, typed: Typed) -> Reading:
    """Read an answer with all its problems; nothing is written."""
    procedure = procedure_of(parts, dossier)
    request = open_request(session, procedure, dossier)
    papers = papers_seen(session, dossier, procedure)
    added = [one for one in papers if one.frozen_at is None]
    cannot = _cannot(typed)
    fields = request.of_kind(ItemKind.FIELD)
    asked = [one.name for one in fields if one.key not in cannot]
    on = day_that_counts(procedure, parts.today())
    merged = merge_answers(procedure, dossier.answers, asked, typed, on)
    before = answers_from_json(procedure.form, dossier.answers)
    needed = _newly_needed(parts, dossier, procedure, before, merged, papers)
    words = _words(typed)
    problems = _answer_problems(merged)
    problems |= _unchanged(fields, merged, dossier.answers, cannot, problems)
    problems |= _papers_missing(request, needed, papers, added, cannot)
    if request.of_kind(ItemKind.OTHER) and not words and not _beside(request, needed, added):
        problems[ANSWER] = NOTHING_ADDED
    return Reading(
        procedure=procedure, request=request, before=before, merged=merged,
        changed=merged.changed(dossier.answers), added=added, opened_papers=needed,
        cannot=cannot, words=words, problems=problems,
    )  # fmt: skip


def typed_of_items(
    session: Session, parts: Parts, dossier: Dossier, typed: Typed
) -> dict[str, list[str]]:
    """Of what was typed, what belongs to the asked things or to what they opened."""
    reading = read_answer(session, parts, dossier, typed)
    names = {one.name for one in reading.request.of_kind(ItemKind.FIELD)} | reading.merged.opened
    starts = tuple(f"{name}-" for name in names)
    return {
        name: list(values)
        for name, values in typed.items()
        if name in names or name == ANSWER or name.startswith((CANNOT, *starts))
    }


def typed_before(procedure: Procedure, before: Mapping[str, Any]) -> dict[str, list[str]]:
    """The answers as they stand, as somebody would type them."""
    return {
        name: values
        for step in procedure.form
        for name, values in typed_answers(step, before).items()
    }


def _cannot(typed: Typed) -> dict[str, str]:
    found = {
        name.removeprefix(CANNOT): next(iter(values), "").strip()[:MOST_WORDS]
        for name, values in typed.items()
        if name.startswith(CANNOT)
    }
    return {key: words for key, words in found.items() if words}


def _words(typed: Typed) -> str:
    return next(iter(typed.get(ANSWER, ())), "").strip()[:MOST_WORDS]


def _answer_problems(merged: Merged) -> dict[str, Text]:
    return {
        problem.question: problem.sentence
        for found in merged.problems.values()
        for problem in found
    }


def _unchanged(
    fields: Sequence[ItemView],
    merged: Merged,
    stored: Mapping[str, Any],
    cannot: Mapping[str, str],
    problems: Mapping[str, Text],
) -> dict[str, Text]:
    return {
        one.name: _about(UNCHANGED, one.title)
        for one in fields
        if one.key not in cannot
        and one.name not in problems
        and one.name in merged.stored
        and merged.stored[one.name] == stored.get(one.name)
    }


def _newly_needed(
    parts: Parts,
    dossier: Dossier,
    procedure: Procedure,
    before: Mapping[str, Any],
    merged: Merged,
    papers: Sequence[AttachmentView],
) -> tuple[DocumentRequirement, ...]:
    """The papers that only the new answers call for, by the rules of the day of submission."""
    on = day_in_vietnam(dossier.submitted_at or parts.clock())
    if not merged.changed(dossier.answers):
        return ()
    known = {one.name for one in procedure.needed_documents(before, on)}
    there = {one.requirement for one in papers if one.frozen_at and one.scan_state == "clean"}
    return tuple(
        one
        for one in procedure.needed_documents(merged.answers, on)
        if not one.optional and one.name not in known | there
    )


def _papers_missing(
    request: RequestView,
    needed: Sequence[DocumentRequirement],
    papers: Sequence[AttachmentView],
    added: Sequence[AttachmentView],
    cannot: Mapping[str, str],
) -> dict[str, Text]:
    asked = {one.name: one.title for one in request.of_kind(ItemKind.PAPER)}
    asked |= {one.name: one.title for one in needed}
    problems = {}
    for name, title in asked.items():
        key = key_of(ItemKind.PAPER, name)
        mine = [one for one in added if one.requirement == name]
        if not mine and key not in cannot:
            problems[FILE + name] = _about(PAPER_WANTED, title)
        elif any(one.scan_state != "clean" for one in mine):
            problems[FILE + name] = _about(NOT_CLEAN, title)
    return problems


def _beside(
    request: RequestView, needed: Sequence[DocumentRequirement], added: Sequence[AttachmentView]
) -> bool:
    """Tell whether a file answers what was asked in words."""
    papers = {one.name for one in request.of_kind(ItemKind.PAPER)} | {one.name for one in needed}
    return any(
        one.requirement == SUPPLEMENT_PAPERS or one.requirement not in papers for one in added
    )


def _about(sentence: Text, title: Text) -> Text:
    return Text(sentence.vi.format(title=title.vi), sentence.en.format(title=title.en or title.vi))
