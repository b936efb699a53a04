"""Fifth step: the capital, in figures, in words, and by what it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

from citizen_portal.plugin_api import (
    Answers,
    MoneyField,
    Problem,
    ProcedureForm,
    Text,
    TextField,
    amount_in_words,
    format_vnd,
    words_agree,
)

MOST = 10**13


def _part(vi: str, en: str) -> MoneyField:
    """What one kind of property is worth, in đồng."""
    return MoneyField(Text(vi, en), required=False, most=MOST)


class Capital(ProcedureForm):
    """What the owner puts into the enterprise."""

    name = "von"
    title = Text("Vốn đầu tư", "Capital")
    sections: ClassVar[Mapping[str, Text]] = {
        "capital_vnd": Text("Vốn gồm những gì (quy ra đồng)", "What it is made of (in đồng)")
    }

    capital = MoneyField(
        Text("Tổng vốn đầu tư bằng số", "Capital in figures"),
        hint=Text("Ví dụ: 500.000.000.", "For example: 500.000.000."),
        least=1,
        most=MOST,
    )
    capital_words = TextField(
        Text("Tổng vốn đầu tư bằng chữ", "Capital in words"),
        hint=Text(
            "Viết bằng tiếng Việt, ví dụ: Năm trăm triệu đồng.",
            "In Vietnamese, for example: Năm trăm triệu đồng.",
        ),
        max_length=300,
    )
    capital_vnd = _part("Đồng Việt Nam", "Vietnamese đồng")
    capital_currency = _part("Ngoại tệ tự do chuyển đổi", "Convertible foreign currency")
    capital_gold = _part("Vàng", "Gold")
    capital_land = _part("Quyền sử dụng đất", "Land use rights")
    capital_intellectual = _part("Quyền sở hữu trí tuệ", "Intellectual property")
    capital_other = _part("Tài sản khác", "Other property")

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Figures and words say the same amount; the parts make up the total."""
        total = answers["capital"]
        if not words_agree(answers["capital_words"], total):
            yield Problem("capital_words", _other_words(total))
        parts = {name: answers.get(name) or 0 for name in PARTS}
        beyond = [name for name, part in parts.items() if part > total]
        yield from (Problem(name, _beyond(total)) for name in beyond)
        added = sum(parts.values())
        if not beyond and added != total:
            yield Problem("capital", _not_adding_up(added, total))


PARTS = (
    "capital_vnd",
    "capital_currency",
    "capital_gold",
    "capital_land",
    "capital_intellectual",
    "capital_other",
)


def _other_words(total: int) -> Text:
    said = amount_in_words(total, capital=True)
    return Text(
        f"Số bằng chữ chưa khớp với số bằng số. Nếu số bằng số đúng, hãy viết: {said}.",
        f"Words and figures differ. If the figures are right, write: {said}.",
    )


def _beyond(total: int) -> Text:
    said = format_vnd(total)
    return Text(
        f"Một phần vốn không thể lớn hơn tổng vốn ({said}); hãy sửa phần này hoặc tổng vốn.",
        f"A part cannot be more than the whole ({said}); correct this part or the total.",
    )


def _not_adding_up(added: int, total: int) -> Text:
    sums = format_vnd(added), format_vnd(total)
    return Text(
        f"Các phần vốn cộng lại là {sums[0]}, tổng vốn là {sums[1]}; hãy sửa cho khớp.",
        f"The parts add up to {sums[0]}, the total is {sums[1]}; make them agree.",
    )
