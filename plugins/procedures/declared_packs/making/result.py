"""The paper handed back: one template prints the lines that a pack declares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import Answers, ProcedureForm, ResultPaper
from plugins.procedures.declared_packs.language.pack import PrintedLine, ResultPart, Suggestion
from plugins.procedures.declared_packs.making.questions import QuestionMaker, text_of
from plugins.procedures.declared_packs.making.shown import Shown
from plugins.procedures.declared_packs.making.steps import officer_form

TEMPLATE = "declared.html"


def result_of(
    part: ResultPart, steps: tuple[type[ProcedureForm], ...], maker: QuestionMaker
) -> ResultPaper:
    """The paper of a pack; of a procedure that is only described, its name."""
    if not part.lines:
        return ResultPaper.named(text_of(part.name))
    form = officer_form(part, maker)
    paper = _Paper(part, Shown((*steps, form)))
    return ResultPaper(
        name=text_of(part.name),
        template=TEMPLATE,
        content=paper.content,
        form=form if part.questions else None,
        suggest=paper.suggest if part.questions else None,
        code=part.code,
        number_symbol=part.number_symbol,
        validity=text_of(part.validity) if part.validity else None,
    )


class _Paper:
    def __init__(self, part: ResultPart, shown: Shown) -> None:
        self.part = part
        self.shown = shown

    def content(self, answers: Answers, decided: Answers) -> Mapping[str, Any]:
        """The lines that the paper prints, as plain values."""
        known = {**answers, **decided}
        return {
            "lines": [
                {"label": line.label, "text": text}
                for line in self.part.lines
                for text in self._texts(line, known)
            ]
        }

    def _texts(self, line: PrintedLine, answers: Answers) -> list[str]:
        if line.rows:
            return self.shown.rows(line.text, line.rows, answers)
        return list(filter(None, [self.shown.filled(line.text, answers)]))

    def suggest(self, answers: Answers, on: date) -> Mapping[str, Any]:
        """What is proposed to the officer."""
        found = {
            name: self._suggestion(one, answers, on) for name, one in self.part.suggest.items()
        }
        return {name: value for name, value in found.items() if value not in (None, "")}

    def _suggestion(self, one: Suggestion, answers: Answers, on: date) -> Any:
        if one.text is not None:
            return self.shown.filled(one.text, answers)
        if one.today:
            return on
        found = (answers.get(name) for name in one.answer)
        return next((value for value in found if value is not None), None)
