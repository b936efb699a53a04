"""What the rules of a procedure may return; anything else is told and not used."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from citizen_portal.domain.deadline import Deadline
from citizen_portal.domain.fees import FeeAssessment, FeeLine
from citizen_portal.procedures.containment.guard import WrongAnswer

MOST_LINES: Final = 200
"""Lines of a bill; a paper holds no more."""

LARGEST_CONTENT: Final = 256 * 1024
"""Characters of all that a rule hands over at once."""

T = TypeVar("T")


def bill(answer: Any) -> FeeAssessment:
    """A fee assessment made of fee lines. Raises ``WrongAnswer``."""
    found = _exactly(FeeAssessment, answer)
    if type(found.lines) is not tuple or len(found.lines) > MOST_LINES:
        raise WrongAnswer(f"a fee is a tuple of at most {MOST_LINES} lines")
    for line in found.lines:
        _exactly(FeeLine, line)
        if type(line.amount) is not int:
            raise WrongAnswer(f"an amount is {_kind(line.amount)}, not whole đồng")
    return found


def deadline(answer: Any) -> Deadline:
    """A deadline. Raises ``WrongAnswer``."""
    return _exactly(Deadline, answer)


def yes_or_no(answer: Any) -> bool:
    """Whether a paper is needed. Raises ``WrongAnswer`` for what is only true by accident."""
    if answer is not None and not isinstance(answer, bool | int | str):
        raise WrongAnswer(f"returned {_kind(answer)}, not bool")
    return bool(answer)


def words(answer: Any) -> str:
    """A text of bearable length. Raises ``WrongAnswer``."""
    if type(answer) is not str:
        raise WrongAnswer(f"returned {_kind(answer)}, not str")
    if len(answer) > LARGEST_CONTENT:
        raise WrongAnswer(f"returned more than {LARGEST_CONTENT} characters")
    return answer


def values(answer: Any) -> dict[str, Any]:
    """Values by name, of bearable size. Raises ``WrongAnswer``."""
    if not isinstance(answer, Mapping):
        raise WrongAnswer(f"returned {_kind(answer)}, not a mapping")
    if len(answer) > MOST_LINES * 5:
        raise WrongAnswer(f"returned more than {MOST_LINES * 5} values")
    found = dict(answer)
    if any(type(name) is not str for name in found):
        raise WrongAnswer("returned a value whose name is not str")
    size = 0
    for chunk in json.JSONEncoder(default=_shortly, skipkeys=True).iterencode(found):
        size += len(chunk)
        if size > LARGEST_CONTENT:
            raise WrongAnswer(f"returned more than {LARGEST_CONTENT} characters")
    return found


def instance_of(*kinds: type) -> Callable[[Any], Any]:
    """Accept these types, as the methods of a connector promise them."""

    def accept(answer: Any) -> Any:
        if not isinstance(answer, kinds):
            raise WrongAnswer(f"returned {_kind(answer)}, not {kinds[0].__name__}")
        return answer

    return accept


def _exactly(kind: type[T], answer: Any) -> T:
    """A subclass might change what a value of ours means."""
    if type(answer) is not kind:
        raise WrongAnswer(f"returned {_kind(answer)}, not {kind.__name__}")
    return answer


def _kind(answer: object) -> str:
    return type(answer).__name__


def _shortly(value: object) -> str:
    return str(value)
