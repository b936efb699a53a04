"""What must hold between a child, its parents and who asks."""

from __future__ import annotations

from collections.abc import Iterator

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.form import Problem


def parent_problems(answers: Answers, parent: str, *, your_number: Text) -> Iterator[Problem]:
    """Contradictions in what is stated about a parent, ``"mother"`` or ``"father"``.

    A parent is older than the child, is not the requester by another name (else the sentence
    ``your_number``), and the father is not the mother. It reads ``child_birth_date``,
    ``requester_number`` and, with ``mother_`` or ``father_`` before it, ``birth_date`` and
    ``number``; what is not stated contradicts nothing.
    """
    born, child = answers.get(f"{parent}_birth_date"), answers.get("child_birth_date")
    if born and child and born >= child:
        yield Problem(f"{parent}_birth_date", _YOUNGER_THAN_CHILD)
    number = answers.get(f"{parent}_number")
    if number and number == answers.get("requester_number"):
        yield Problem(f"{parent}_number", your_number)
    if parent == "father" and number and number == answers.get("mother_number"):
        yield Problem("father_number", _SAME_NUMBER)


_YOUNGER_THAN_CHILD = Text(
    "Cha, mẹ phải sinh trước con; hãy kiểm tra lại ngày sinh này và ngày sinh của trẻ.",
    "A parent is older than the child; check this date and the child's date of birth.",
)
_SAME_NUMBER = Text(
    "Số định danh của cha trùng với số của mẹ; hãy kiểm tra lại cả hai.",
    "The father's number is the same as the mother's; check both.",
)
