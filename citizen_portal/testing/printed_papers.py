"""Papers print: no undefined name, no "None", each result with all that it may say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from citizen_portal.documents.papers import Letterhead, ResultContent
from citizen_portal.documents.templates import PaperTemplates
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.wording import LANGUAGES
from citizen_portal.procedures.form import check_answers
from citizen_portal.testing.edges import no_answer
from citizen_portal.testing.examined import Examined

_NONE = re.compile(r"\bNone\b")


def misprints(examined: Examined) -> Iterator[str]:
    """What is wrong with the result papers of the cases, in each language that is offered."""
    name = examined.procedure.result.name
    languages = [one for one in LANGUAGES if one == "vi" or name.en]
    said: set[str] = set()
    for case in examined.cases:
        for decided in decisions(examined, case.answers):
            for language in languages:
                try:
                    page = printed(examined, case.answers, decided, language)
                except Exception as error:
                    said.add(_why(examined, error))
                else:
                    said.update(_seen_on(page, case.name))
        said.update(_ill_suggested(examined, case.answers))
    yield from sorted(said)


def _why(examined: Examined, error: Exception) -> str:
    return (
        f"the paper {examined.procedure.result.template!r} does not print: "
        f"{type(error).__name__}: {error}; let content() give every name that the template uses"
    )


def _seen_on(page: str, case: str) -> Iterator[str]:
    if _NONE.search(page):
        yield (
            f"the paper of the case {case!r} prints “None”: let content() give an empty text, "
            "and the template leave the line out"
        )


def printed(
    examined: Examined, answers: Mapping[str, Any], decided: Mapping[str, Any], language: str
) -> str:
    """The words of the result paper; empty when the procedure prints none."""
    result = examined.procedure.result
    if not result.template:
        return ""
    if examined.folder is None:
        raise LookupError('nobody knows which package declares it; add plugin = "the_package"')
    paper = ResultContent(
        issued_at=datetime.combine(examined.on, time(10, 5), VIETNAM),
        letterhead=Letterhead(agency="ỦY BAN NHÂN DÂN PHƯỜNG MẪU"),
        dossier_code="000.00.00.H49-261120-0001",
        title=result.name.in_language(language),
        template=f"{examined.word}/{result.template}",
        body=result.content(answers, decided),
    )
    paper = ResultContent.from_json(json.loads(json.dumps(paper.to_json())))
    templates = _templates(examined.word, examined.folder / "templates")
    templates.version(paper.template)
    values = {entry.name: getattr(paper, entry.name) for entry in fields(paper)}
    page = ElementTree.fromstring(templates.page(paper.template_name, values))  # noqa: S314  # ours
    return " ".join(" ".join(page.itertext()).split())


@cache
def _templates(word: str, folder: Path) -> PaperTemplates:
    return PaperTemplates({word: folder})


def decisions(examined: Examined, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What an officer may decide: all that is suggested, with and without optional answers."""
    form = examined.procedure.result.form
    if form is None:
        return [{}]
    suggested = suggestions(examined, answers)
    found = examined.plain_decision
    full = {name: suggested.get(name) or found[name] for name in form.questions()}
    sparse = {
        name: full[name] if question.required else no_answer(question)
        for name, question in form.questions().items()
    }
    return [full, sparse]


def suggestions(examined: Examined, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the procedure suggests for its result. Raises ``TypeError`` for another thing."""
    suggest = examined.procedure.result.suggest
    given = suggest(answers, examined.on) if suggest is not None else {}
    if not isinstance(given, Mapping):
        raise TypeError(f"suggest() gives {type(given).__name__}, not a mapping")
    return given


def _ill_suggested(examined: Examined, answers: Mapping[str, Any]) -> Iterator[str]:
    """Suggestions that the result's form does not ask for, or refuses."""
    form = examined.procedure.result.form
    if form is None or examined.procedure.result.suggest is None:
        return
    try:
        suggested = suggestions(examined, answers)
    except Exception as error:
        yield f"suggest() fails: {type(error).__name__}: {error}"
        return
    for name in suggested.keys() - form.questions().keys():
        yield f"suggest() proposes {name!r}, which the result's form does not ask"
    given = {name for name, value in suggested.items() if value not in (None, "", [])}
    for problem in check_answers(form, {**answers, **suggested}, examined.on):
        if problem.question.partition("-")[0] in given:
            yield (
                f"suggest() proposes an answer to {problem.question!r} that its question refuses: "
                f"{problem.sentence.vi}"
            )
