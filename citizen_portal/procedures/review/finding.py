"""What a review finds: one sentence with its place."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """Errors stop a publication; advice asks a person to look."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a review found; ``rule`` is the word by which the rule is known."""

    severity: Severity
    rule: str
    code: str
    sentence: str
    file: str
    line: int

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.line}: {self.severity.value} {self.rule} {self.code}: "
            f"{self.sentence}"
        )

    def to_json(self) -> dict[str, Any]:
        """The plain values for machines."""
        return asdict(self)


RULES: dict[str, tuple[Severity, str]] = {
    "declaration": (
        Severity.ERROR,
        "The declaration contradicts itself; the catalogue refuses it.",
    ),
    "plugin": (Severity.ERROR, "The plugin could not be loaded, or returned something else."),
    "two-plugins-one-code": (
        Severity.ERROR,
        "Two declarations claim one code on the same days, or one version twice.",
    ),
    "unreachable-question": (
        Severity.ERROR,
        "No answers to earlier questions let this step or question appear.",
    ),
    "contradictory-condition": (
        Severity.ERROR,
        "The condition of a paper can never hold, whatever is answered.",
    ),
    "condition-always-holds": (
        Severity.ADVICE,
        "The condition holds whatever is answered: leave it out.",
    ),
    "answer-never-used": (
        Severity.ADVICE,
        "Nothing reads the answer: no condition, paper, fee, deadline, check or result, and "
        "neither a purpose (personal) nor a rule (legal_basis) says why it is asked.",
    ),
    "question-without-legal-basis": (
        Severity.ERROR,
        "A question must be answered although neither it, nor its step, nor the procedure names "
        "a legal basis.",
    ),
    "legal-basis-unverified": (
        Severity.ADVICE,
        "Nobody has checked any legal basis of the procedure against the text of the law.",
    ),
    "fee-without-legal-basis": (
        Severity.ERROR,
        "A line of the bill names neither a legal basis nor, in its reason, that the amount is "
        "configuration (cấu hình).",
    ),
    "fee-fails": (Severity.ERROR, "The fee cannot be assessed for a case of the author's."),
    "fee-looks-wrong": (
        Severity.ERROR,
        "An amount that nobody charges, such as 100 đồng where 100,000 is meant.",
    ),
    "fee-unusual": (
        Severity.ADVICE,
        "An amount worth a second look: odd, very high, or dearer online than at the counter.",
    ),
    "deadline-without-legal-basis": (
        Severity.ADVICE,
        "The deadline names no legal basis.",
    ),
    "personal-data-without-purpose": (
        Severity.ERROR,
        "A question asks for personal data without saying what for.",
    ),
    "personal-data-without-retention": (
        Severity.ERROR,
        "Personal data are asked, and nothing says how long they are kept.",
    ),
    "missing-translation": (Severity.ERROR, "A sentence that people read has no English words."),
    "level-contradicted": (
        Severity.ERROR,
        "The service level promises something else than the rest of the declaration.",
    ),
    "paper-a-register-holds": (
        Severity.ADVICE,
        "The paper asked for stands in a register of the State; ask for its number instead.",
    ),
    "defunct-words": (
        Severity.ERROR,
        "The words name something that is no more: the household book, or the district.",
    ),
    "branch-without-case": (
        Severity.ADVICE,
        "No case of the author's needs this conditional paper or sees this question.",
    ),
    "days-without-a-version": (
        Severity.ERROR,
        "Between two versions there are days on which none is in force.",
    ),
    "ends-without-successor": (
        Severity.ADVICE,
        "The last version ends soon and no later one is declared.",
    ),
    "follows-unknown": (
        Severity.ERROR,
        "The version names one that it follows, which nobody declares.",
    ),
}
"""Each rule with its severity and what it looks for."""
