"""Rules about papers: what the State holds already, what is no more, what no case shows."""

from __future__ import annotations

from collections.abc import Iterator

from citizen_portal.domain.folding import fold
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.form import asked_answers, visible_questions
from citizen_portal.procedures.review.finding import Finding
from citizen_portal.procedures.review.sentences import sentences
from citizen_portal.procedures.review.subject import Subject

HELD: tuple[tuple[str, str, str], ...] = (
    ("KQ004946", "giay to tuy than", "the population register; ask for the personal number"),
    ("", "can cuoc cong dan", "the population register; ask for the personal number"),
    ("", "the can cuoc", "the population register; ask for the personal number"),
    ("", "chung minh nhan dan", "the population register; ask for the personal number"),
    ("KQ003785", "xac nhan thong tin ve cu tru", "the residence register"),
    ("", "giay chung minh noi cu tru", "the residence register"),
    ("", "phieu ly lich tu phap", "the criminal record register"),
)
"""National component code, words without diacritics, and the register that holds it.

From the national catalogue's own notes: identity papers need only the number, papers that
are in databases are not uploaded.
"""

DEFUNCT = {
    "so ho khau": "the household book, which no longer exists since 2023",
    "so tam tru": "the temporary residence book, which no longer exists since 2023",
    "cap huyen": "the district level, which no longer exists since 1 July 2025",
    "uy ban nhan dan huyen": "a district, which no longer exists since 1 July 2025",
    "uy ban nhan dan quan": "a district, which no longer exists since 1 July 2025",
    "phong tu phap": "an office of the district, which no longer exists since 1 July 2025",
}
"""Words without diacritics, and what they name."""


def held(subject: Subject) -> Iterator[Finding]:
    """Papers that a register of the State holds."""
    for paper in subject.procedure.documents:
        if paper.optional:
            continue
        title = fold(paper.title.vi)
        for code, words, register in HELD:
            if (code and paper.component_code.endswith(code)) or words in title:
                yield subject.finding(
                    "paper-a-register-holds",
                    f"the paper {paper.name!r} stands in {register} instead",
                    subject.places.named("DocumentRequirement", paper.name),
                )
                break


def defunct(subject: Subject) -> Iterator[Finding]:
    """Sentences that name what is no more; statements quote a source and are left alone."""
    quoted = {id(text) for pair in subject.procedure.statements for text in pair}
    for text, what, place in sentences(subject):
        said = f" {fold(text.vi)} "
        for words, meaning in DEFUNCT.items():
            if f" {words} " in said and id(text) not in quoted:
                yield subject.finding("defunct-words", f"{what} names {meaning}", place)


def translation(subject: Subject) -> Iterator[Finding]:
    """Sentences without English words."""
    for text, what, place in sentences(subject):
        if _needs_english(text):
            yield subject.finding(
                "missing-translation", f"{what} has no English words: “{text.vi}”", place
            )


def _needs_english(text: Text) -> bool:
    return bool(text.vi) and not text.en and any(sign.isalpha() for sign in text.vi)


def branches(subject: Subject) -> Iterator[Finding]:
    """Conditional papers and questions that no case of the author's reaches."""
    procedure, day = subject.procedure, subject.day
    needed: set[str] = set()
    seen: set[str] = set()
    for case in procedure.cases:
        answers = asked_answers(procedure.form, case.answers)
        try:
            needed.update(one.name for one in procedure.needed_documents(answers, day))
        except Exception:  # the declaration's own checks say so
            return
        for step in procedure.shown_steps(answers):
            seen.update(name for name, _ in visible_questions(step, answers))
    for paper in procedure.documents:
        if paper.name not in needed:
            yield subject.finding(
                "branch-without-case",
                f"no case needs the paper {paper.name!r}; add one that does",
                subject.places.named("DocumentRequirement", paper.name),
            )
    for step in procedure.form:
        for name in step.questions():
            if name not in seen:
                yield subject.finding(
                    "branch-without-case",
                    f"no case is asked {name!r}; add one that is",
                    subject.places.question(step, name),
                )
