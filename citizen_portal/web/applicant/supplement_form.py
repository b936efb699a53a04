"""The form of an answer to a supplement request, as plain values for its template."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import condition_json, settle
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.description import FieldView
from citizen_portal.procedures.form import Problem
from citizen_portal.services.attachments import SUPPLEMENT_PAPERS
from citizen_portal.services.supplements.answer_page import AnswerPage, AskedPaper, AskedStep
from citizen_portal.services.supplements.items import ItemView
from citizen_portal.services.supplements.reading import ANSWER, CANNOT
from citizen_portal.web import context
from citizen_portal.web.applicant.paper_lines import OTHER_PAPERS, PaperLine, received
from citizen_portal.web.language import language, words

FOR = Text("Tệp này là", "This file is")
ANSWER_LABEL = Text("Trả lời cán bộ", "Answer to the officer")
ANSWER_HINT = Text("Viết nếu cần giải thích thêm.", "Write here if something needs an explanation.")
CANNOT_LABEL = Text("Lý do không sửa được", "Why it cannot be changed")
NO_PAPER_LABEL = Text("Lý do chưa có giấy tờ này", "Why you do not have this paper")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question with why it is asked; ``cannot`` is the field for a reason instead."""

    field: FieldView
    item: ItemView | None
    cannot: FieldView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """The questions asked within a step."""

    title: Text
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAsked:
    """A paper to add, with the files added so far."""

    name: str
    title: Text
    hint: Text
    item: ItemView | None
    files: tuple[PaperLine, ...]
    error: str
    cannot: FieldView


def form_values(asked: AnswerPage, problems: Mapping[str, str]) -> dict[str, Any]:
    """What the template shows."""
    dossier = asked.page
    typed = asked.typed or {}
    names = {one.name for step in asked.steps for one in step.questions}
    return {
        "dossier": dossier,
        "asked": asked.request,
        "steps": [_step(asked, step, names, problems) for step in asked.steps],
        "papers": [_paper(asked, dossier.id, one, problems) for one in asked.papers],
        "others": asked.others,
        "added": received(dossier.id, dossier.procedure, asked.beside),
        "opened": asked.opened,
        "fee": asked.fee,
        "choice": _choice(asked) if asked.others else None,
        "file_error": problems.get("tep", ""),
        "answer": FieldView(
            name=ANSWER, kind="longtext", label=words(ANSWER_LABEL), hint=words(ANSWER_HINT),
            value=_first(typed, ANSWER), required=False, error=problems.get(ANSWER, ""),
        ),
    }  # fmt: skip


def _step(
    asked: AnswerPage, step: AskedStep, on_page: Collection[str], problems: Mapping[str, str]
) -> StepView:
    sections = describe_step(
        step.step, asked.answers, language(), typed=asked.typed,
        problems=tuple(Problem(name, Text(sentence)) for name, sentence in problems.items()),
    )  # fmt: skip
    fields = {view.name: view for section in sections for view in section.fields}
    return StepView(
        title=step.title,
        questions=tuple(
            QuestionView(
                field=_here(asked, step, fields[one.name], on_page),
                item=one.item,
                cannot=_cannot(asked, one.item.key, CANNOT_LABEL) if one.item else None,
            )
            for one in step.questions
            if one.name in fields
        ),
    )


def _here(
    asked: AnswerPage, step: AskedStep, view: FieldView, on_page: Collection[str]
) -> FieldView:
    """The browser sees the asked questions only: what the others decide is decided here."""
    condition = step.step.questions()[view.name].shown_when
    if condition is None:
        return view
    open_here = frozenset(on_page) & step.step.questions().keys()
    if not condition.questions() & open_here:
        return replace(view, condition="")
    return replace(view, condition=condition_json(settle(condition, asked.answers, open_here)))


def _paper(
    asked: AnswerPage, dossier_id: UUID, one: AskedPaper, problems: Mapping[str, str]
) -> PaperAsked:
    return PaperAsked(
        name=one.name,
        title=one.title,
        hint=one.hint,
        item=one.item,
        files=received(dossier_id, asked.page.procedure, one.files),
        error=problems.get(f"tep-{one.name}", ""),
        cannot=_cannot(asked, one.key, NO_PAPER_LABEL),
    )


def _cannot(asked: AnswerPage, key: str, label: Text) -> FieldView:
    return FieldView(
        name=f"{CANNOT}{key}", kind="text", label=words(label), required=False,
        value=_first(asked.typed or {}, f"{CANNOT}{key}"),
    )  # fmt: skip


def _first(typed: Mapping[str, list[str]], name: str) -> str:
    return next(iter(typed.get(name, ())), "")


def _choice(asked: AnswerPage) -> FieldView:
    """Of what is asked in words, nobody knows which paper a file is but who sends it."""
    needed = asked.page.procedure.needed_documents(asked.answers, context.parts().today())
    return FieldView(
        name="giay_to",
        kind="select",
        label=words(FOR),
        options=(
            (SUPPLEMENT_PAPERS, words(OTHER_PAPERS)),
            *((one.name, one.title.in_language(language())) for one in needed),
        ),
        value=_first(asked.typed or {}, "giay_to") or SUPPLEMENT_PAPERS,
    )
