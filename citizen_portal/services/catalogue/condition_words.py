"""When a paper is asked for, said in words: conditions as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citizen_portal.domain.wording import LANGUAGES, Text
from citizen_portal.procedures.conditions import Condition, typed_choice
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.procedure import Need, Procedure
from citizen_portal.procedures.questions import Question

DEPENDS = Text("Tuỳ nội dung bạn khai.", "Depends on your answers.")
_JOINTS = {
    "vi": {"when": "Khi", "is": "là", "or": "hoặc", "all": ", và ", "any": "; hoặc ",
           "not": "không phải trường hợp: ", "yes": "Có", "no": "Không"},
    "en": {"when": "When", "is": "is", "or": "or", "all": ", and ", "any": "; or ",
           "not": "not the case: ", "yes": "Yes", "no": "No"},
}  # fmt: skip


def need_in_words(procedure: Procedure, need: Need) -> Text:
    """Say when something is needed; empty when always."""
    if need is None:
        return Text("")
    if not isinstance(need, Condition):
        return DEPENDS
    questions = dict(_questions(procedure))
    said = {language: _say(need.to_json(), questions, language) for language in LANGUAGES}
    vi, en = (f"{_JOINTS[one]['when']} {said[one]}." for one in ("vi", "en"))
    return Text(vi, en)


def _questions(procedure: Procedure) -> Iterator[tuple[str, Question | GroupField]]:
    for step in procedure.form:
        for name, question in step.questions().items():
            yield name, question
            if isinstance(question, GroupField):
                yield from row_questions(question).items()


def _say(
    condition: Mapping[str, Any], questions: Mapping[str, Question | GroupField], language: str
) -> str:
    joints = _JOINTS[language]
    for kind in ("all", "any"):
        if kind in condition:
            return joints[kind].join(_say(one, questions, language) for one in condition[kind])
    if "not" in condition:
        return joints["not"] + _say(condition["not"], questions, language)
    question = questions.get(condition["field"])
    label = question.wording.in_language(language) if question else condition["field"]
    values = [_choice(question, value, language) for value in condition["in"]]
    return f"“{label}” {joints['is']} " + f" {joints['or']} ".join(f"“{one}”" for one in values)


def _choice(question: Question | GroupField | None, typed: str, language: str) -> str:
    for value, words in getattr(question, "choices", ()):
        if typed_choice(value) == typed:
            return str(words.in_language(language))
    return _JOINTS[language].get(typed, typed)
