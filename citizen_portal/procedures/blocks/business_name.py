"""The name of a business: its kind, written for it, and the own name that people choose."""

from __future__ import annotations

from dataclasses import dataclass

from wtforms import Form

from citizen_portal.domain.folding import fold
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.fields import TextField
from citizen_portal.procedures.questions import refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessName:
    """The rules for names of one kind of business; its methods check a question.

    ``kind`` stands before each name ("Hộ kinh doanh"). ``forbidden`` are words, found with or
    without diacritics, that make people believe it is of another kind.
    """

    kind: str
    forbidden: tuple[str, ...]

    def own(self, form: Form, field: TextField) -> None:
        """Refuse an own name without letters, one that repeats the kind, or poses as another."""
        folded = f" {fold(field.data)} "
        if not any(sign.isalpha() for sign in folded):
            raise refuse(
                "Tên riêng cần có chữ cái, ví dụ: Bình An.",
                "The own name needs letters, for example: Bình An.",
            )
        if folded.startswith(f" {fold(self.kind)} "):
            raise refuse(
                "Chỉ nhập tên riêng; cụm từ “{kind}” được ghi sẵn trước tên.",
                "Enter the own name only; “{kind}” is put before it.",
                kind=self.kind,
            )
        self.other(form, field)

    def other(self, form: Form, field: TextField) -> None:
        """Refuse a name, also a foreign or a short one, that poses as another kind."""
        for words in self.forbidden:
            if f" {fold(words)} " in f" {fold(field.data)} ":
                raise refuse(
                    "Tên {kind} không được có cụm từ “{words}”; hãy bỏ cụm từ này.",
                    "The name may not contain “{words}”; leave it out.",
                    kind=self.kind[:1].lower() + self.kind[1:],
                    words=words,
                )

    def full(self, own: str | None) -> str:
        """The whole name: the kind, and the own name once it is stated."""
        return f"{self.kind} {own}" if own else self.kind


def address_line(answers: Answers, *questions: str) -> str:
    """The answers to the parts of an address in one line; what is not stated is left out."""
    return ", ".join(part for part in map(answers.get, questions) if part)
